//! The state of the specs that the current one is compared with: from a folder, or from a git revision.

use std::fs;
use std::path::Path;

use codegen::Report;
use codegen::model::Provider;

use super::git::Repository;
use crate::workspace;

/// What to compare with.
pub struct Base {
    /// What it is, in a few words.
    pub name: String,
    /// Its providers.
    pub providers: Vec<Provider>,
    /// The version that the workspace had then; `None` where that is not known.
    pub version: Option<String>,
}

/// Reads the base: the one that is named, else the last tag, else the parent commit. `spec`: the folder of the current specs.
pub fn read(named: Option<&str>, spec: &Path) -> Result<Base, String> {
    match named {
        Some(name) if Path::new(name).is_dir() => {
            // Only where both are there has anyone to be told.
            if Repository::of(spec).is_ok_and(|repository| repository.commit(name).is_ok()) {
                eprintln!("`{name}` is a folder and a git revision; the folder is compared with");
            }
            folder(name)
        }
        Some(name) if Path::new(name).exists() => Err(format!(
            "`{name}` is a file; name a folder of specs, or a git revision"
        )),
        Some(name) => {
            let repository = Repository::of(spec)?;
            let commit = repository.commit(name)?;
            revision(&repository, &commit, name, format!("the revision {name}"))
        }
        None => {
            let repository = Repository::of(spec)?;
            match repository.last_tag()? {
                Some(tag) => {
                    let commit = repository.commit(&tag)?;
                    revision(&repository, &commit, &tag, format!("the tag {tag}"))
                }
                None => {
                    let commit = repository.parent()?;
                    let short: String = commit.chars().take(10).collect();
                    revision(
                        &repository,
                        &commit,
                        &short,
                        format!("the parent commit {short}"),
                    )
                }
            }
        }
    }
}

fn folder(name: &str) -> Result<Base, String> {
    let shown = name.trim_end_matches('/');
    let spec = codegen::read_folder_as(Path::new(name), shown)
        .map_err(|report| unreadable(&report, &format!("the folder {name}")))?;
    Ok(Base {
        name: format!("the folder {name}"),
        providers: spec.providers,
        version: workspace::root().ok().and_then(|root| {
            let manifest = fs::read_to_string(root.join("Cargo.toml")).ok()?;
            version(&manifest)
        }),
    })
}

/// Reads a revision. `short`: its name before the names of its files.
fn revision(
    repository: &Repository,
    commit: &str,
    short: &str,
    name: String,
) -> Result<Base, String> {
    let files = repository.files(commit)?;
    let named: Vec<(String, Vec<u8>)> = files
        .into_iter()
        .map(|(file, bytes)| (format!("{short}:{file}"), bytes))
        .collect();
    if named.is_empty() {
        let place = repository.prefix().trim_end_matches('/');
        let place = if place.is_empty() { "its root" } else { place };
        return Err(format!(
            "there are no specs in {name}: it has no YAML files in {place}"
        ));
    }
    let files: Vec<(&str, &[u8])> = named
        .iter()
        .map(|(file, bytes)| (file.as_str(), bytes.as_slice()))
        .collect();
    let spec = codegen::read_files(&files).map_err(|report| unreadable(&report, &name))?;
    let manifest = workspace::root()
        .ok()
        .and_then(|root| Repository::of(&root).ok()?.file(commit, "Cargo.toml"));
    Ok(Base {
        name,
        providers: spec.providers,
        version: manifest.and_then(|manifest| version(&String::from_utf8_lossy(&manifest))),
    })
}

fn unreadable(report: &Report, name: &str) -> String {
    format!(
        "{}\nthese are in what is compared with, {name}, and not in the current specs; it may be written in an older form of \
         the language",
        report.render(false).trim_end()
    )
}

/// The version that a workspace's manifest gives its packages, else that of its own package.
fn version(manifest: &str) -> Option<String> {
    let mut section = "";
    let mut found = None;
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line;
        }
        let value = line
            .strip_prefix("version")
            .and_then(|rest| rest.trim_start().strip_prefix('='))
            .map(|value| value.trim().trim_matches('"').to_owned());
        match (section, value) {
            ("[workspace.package]", Some(value)) => return Some(value),
            ("[package]", Some(value)) => found = Some(value),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_workspaces_packages() {
        let manifest = "[workspace]\nmembers = []\n[workspace.package]\nversion = \"0.3.1\"\n[workspace.dependencies]\na = { version = \"1\" }\n";
        assert_eq!(version(manifest).as_deref(), Some("0.3.1"));
        assert_eq!(
            version("[package]\nname = \"a\"\nversion=\"2.0.0\"").as_deref(),
            Some("2.0.0")
        );
        assert_eq!(version("[package]\nversion.workspace = true\n"), None);
        assert_eq!(version("not a manifest"), None);
    }
}
