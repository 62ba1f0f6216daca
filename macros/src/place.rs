//! Where the spec of a call is.

use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use codegen::finding::suggest;
use codegen::load::INDEX;

/// The folder of the calling package, where cargo tells it.
pub fn manifest() -> Option<PathBuf> {
    env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
}

/// A folder with the spec of a provider.
#[derive(Debug)]
pub struct Place {
    /// Its path, absolute.
    pub folder: PathBuf,
    /// Its path as the compiler shows paths, from the folder that it works in, so that an editor opens both. For a calling
    /// file elsewhere: its path as the call has it.
    pub shown: String,
}

impl Place {
    /// The folder that a call names, or why there is none. `base`: what the path is relative to.
    pub fn new(base: &Path, spec: &str) -> Result<Self, String> {
        let given = Path::new(spec);
        let given = match given.parent() {
            Some(folder) if given.ends_with(INDEX) => folder,
            _ => given,
        };
        let named = base.join(given);
        let folder = std::path::absolute(&named)
            .map_err(|error| format!("the spec's path `{spec}` cannot be used: {error}"))?;
        let here = env::current_dir().unwrap_or_default();
        let place = Self {
            shown: shown(match named.strip_prefix(here) {
                Ok(below) => below,
                Err(_) if named.is_absolute() => given,
                Err(_) => &named,
            }),
            folder,
        };
        if place.folder.join(INDEX).is_file() {
            return Ok(place);
        }
        Err(place.why_not(given))
    }

    /// Why there is no spec in the folder, and which path may be meant.
    fn why_not(&self, given: &Path) -> String {
        let inside = providers(&self.folder);
        let (why, meant) = if let Some(inner) = inside.first() {
            (
                format!(
                    "holds providers, and a client is made of one: {}",
                    listed(&inside)
                ),
                Some(given.join(inner)),
            )
        } else if self.folder.is_dir() {
            (format!("has no `{INDEX}`"), None)
        } else {
            (String::from("does not exist"), self.beside(given))
        };
        let given = shown(given);
        let place = if given == self.shown {
            String::from("the folder")
        } else {
            format!("the folder `{}`", self.shown)
        };
        let mut text = format!("there is no spec in `{given}`: {place} {why}");
        match meant {
            Some(path) => text.push_str(&format!("\nhelp: did you mean `{}`?", shown(&path))),
            None => text.push_str(
                "\nhelp: give the path of a folder with a `provider.yaml`, from the folder of this file",
            ),
        }
        text
    }

    /// The folder beside, with a spec in it, whose name is nearest.
    fn beside(&self, given: &Path) -> Option<PathBuf> {
        let name = self.folder.file_name()?.to_str()?;
        let others = providers(self.folder.parent()?);
        let near = suggest(name, others.iter().map(String::as_str))?;
        Some(given.with_file_name(near))
    }
}

/// The names of the folders in a folder that hold a spec, sorted.
fn providers(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<String> = entries
        .filter(|entry| entry.path().join(INDEX).is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    found.sort();
    found
}

fn listed(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// A path with `/` between its parts and with `..` taken out by name.
fn shown(path: &Path) -> String {
    let mut parts = PathBuf::new();
    for part in path.components() {
        let last = parts.components().next_back();
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(last, Some(Component::Normal(_))) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    match parts.to_string_lossy().replace('\\', "/") {
        here if here.is_empty() => String::from("."),
        path => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_as_short_as_its_names_allow() {
        for (path, expected) in [
            ("src/../spec/acme", "spec/acme"),
            ("tests/ui/./bad", "tests/ui/bad"),
            ("../../spec", "../../spec"),
            ("src/..", "."),
            ("/a/src/../spec", "/a/spec"),
        ] {
            assert_eq!(shown(Path::new(path)), expected, "{path}");
        }
    }
}
