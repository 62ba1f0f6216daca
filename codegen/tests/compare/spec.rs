//! The base spec, in memory, and edits of it.

use std::collections::BTreeMap;
use std::path::Path;

use codegen::model::Provider;

use crate::edits::{Edit, What};

/// The files of a spec.
#[derive(Clone)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// The base.
    pub fn base() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compare/base");
        let mut files = BTreeMap::new();
        for name in [
            "acme/cards.yaml",
            "acme/codes.yaml",
            "acme/payments.yaml",
            "acme/provider.yaml",
            "depot/points.yaml",
            "depot/provider.yaml",
        ] {
            let text = std::fs::read_to_string(folder.join(name)).expect("a file of the base");
            files.insert(name.to_owned(), text);
        }
        Self(files)
    }

    /// With an edit. Every text that is replaced must be there once, so that an edit never goes wrong unseen.
    pub fn edited(&self, edit: &Edit) -> Result<Self, String> {
        let mut files = self.clone();
        for what in &edit.what {
            match what {
                What::Replace { file, from, to } => {
                    let text = files.0.get_mut(*file).ok_or("no such file")?;
                    if text.matches(from).count() != 1 {
                        return Err(format!(
                            "{} times in {file}: {from:?}",
                            text.matches(from).count()
                        ));
                    }
                    *text = text.replace(from, to);
                }
                What::Remove(file) => {
                    files.0.remove(*file).ok_or("no such file")?;
                }
                What::Add(file, text) => {
                    files.0.insert((*file).to_owned(), (*text).to_owned());
                }
            }
        }
        Ok(files)
    }

    /// The providers, or the findings where there are errors.
    pub fn read(&self) -> Result<Vec<Provider>, String> {
        let files: Vec<(&str, &str)> = self
            .0
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        codegen::read_texts(&files)
            .map(|spec| spec.providers)
            .map_err(|report| report.render(false))
    }
}
