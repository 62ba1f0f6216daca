//! Where the models come from: a folder, or the repository's spec that this crate was built with.

use std::path::Path;

use codegen::model::Provider;

use crate::error::StartError;

include!(concat!(env!("OUT_DIR"), "/embedded_spec.rs"));

/// The name of the file that makes a folder a provider's.
const INDEX: &str = "provider.yaml";

/// The providers of the repository.
pub(crate) fn embedded() -> Result<Vec<Provider>, StartError> {
    let files: Vec<(String, &str)> = SPEC
        .iter()
        .flat_map(|(provider, files)| {
            files
                .iter()
                .map(move |(file, text)| (format!("{provider}/{file}"), *text))
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), *text))
        .collect();
    providers(codegen::read_texts(&files))
}

/// The provider of a folder, or those of the folders directly below it.
pub(crate) fn from_folder(folder: &Path) -> Result<Vec<Provider>, StartError> {
    if folder.join(INDEX).is_file() {
        return providers(codegen::read_provider(folder));
    }
    let below = std::fs::read_dir(folder).map_err(|source| StartError::Unreadable {
        folder: folder.into(),
        source,
    })?;
    if !below
        .flatten()
        .any(|entry| entry.path().join(INDEX).is_file())
    {
        return Err(StartError::NoSpec(folder.into()));
    }
    providers(codegen::read_folder(folder))
}

fn providers(read: Result<codegen::Spec, codegen::Report>) -> Result<Vec<Provider>, StartError> {
    read.map(|spec| spec.providers)
        .map_err(|report| StartError::Spec(report.render(false)))
}
