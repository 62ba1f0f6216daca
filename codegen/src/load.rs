//! Loading: from folders and files to raw providers.
//!
//! A spec is a folder that holds one folder per provider. Each has an index, `provider.yaml`, that names its parts; a
//! YAML file that no index names is a finding, so that nothing is forgotten in silence. Only [`load_folder`] and
//! [`load_provider`] touch the disk.

mod assemble;
mod disk;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::finding::Findings;
use crate::spec::{PartFile, ProviderFile};
use crate::yaml::{FileId, Sources};

use assemble::{Content, Found, Root};

/// Codes of the findings about files.
pub mod code {
    crate::code::codes! {
        /// A folder without an index.
        NO_INDEX = "E0301";
        /// A YAML file that no index names.
        NOT_NAMED = "E0302";
        /// A part that is not there.
        NO_PART = "E0303";
        /// A part that is named twice.
        NAMED_TWICE = "E0304";
        /// A part that cannot be one, such as a file outside the folder.
        BAD_PART = "E0305";
        /// A file that is not UTF-8 text.
        NOT_UTF8 = "E0306";
        /// A version of the language that is not known.
        LANGUAGE = "E0307";
        /// A file or folder that cannot be read.
        UNREADABLE = "E0308";
        /// A file that is too large, or a folder with too many.
        TOO_LARGE = "E0309";
        /// A provider that is not named as its folder is.
        OTHER_NAME = "E0310";
        /// A spec without a provider.
        NO_PROVIDER = "E0311";
    }
}

/// The name of an index.
pub const INDEX: &str = "provider.yaml";

/// The version of the language that is read.
pub const LANGUAGE: u32 = 1;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The most YAML files that a folder can hold.
pub const MAX_FILES: usize = 10_000;

/// What was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The files, for findings. Their names are relative and have `/` between folders on every machine.
    pub sources: Sources,
    /// The providers whose index could be read, in the order of their folders' names.
    pub providers: Vec<RawProvider>,
    /// What is wrong so far, sorted.
    pub findings: Findings,
    /// Every file that was read from disk; absolute where the given path is.
    pub files: Vec<PathBuf>,
}

/// A provider as its files say, nothing resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct RawProvider {
    /// The index file.
    pub file: FileId,
    /// `provider.yaml`.
    pub index: ProviderFile,
    /// The parts that could be read, in the order of the index.
    pub parts: Vec<(FileId, PartFile)>,
    /// Which of its files could not be read as a whole.
    pub gaps: FileGaps,
    /// The words of values that could not be read: a name that nothing else uses may be used there.
    pub lost: BTreeSet<String>,
}

/// Files of a provider that could not be read as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileGaps {
    /// Whether a file could not be read at all. Then a name that is not known is no mistake worth telling.
    pub absent: bool,
    /// Files that were read without the lines that are not YAML.
    pub partial: BTreeSet<FileId>,
}

impl FileGaps {
    /// Whether every file was read as a whole.
    pub fn none(&self) -> bool {
        !self.absent && self.partial.is_empty()
    }
}

/// Reads a spec: a folder that holds one folder per provider.
pub fn load_folder(folder: &Path) -> Loaded {
    load_folder_as(folder, &disk::shown_name(folder))
}

/// Reads a spec as [`load_folder`] does; `root` stands for the folder in the names of its files.
pub fn load_folder_as(folder: &Path, root: &str) -> Loaded {
    let root = root.to_owned();
    let mut files = Vec::new();
    let roots = match disk::folders(folder) {
        Err(error) => return assemble::unreadable(root, &error),
        Ok(folders) => {
            disk::files_in(folder, &root, &mut files);
            for (path, name) in &folders {
                disk::walk(path, &format!("{root}/{name}"), &mut files);
            }
            folders
                .into_iter()
                .map(|(_, name)| Root {
                    folder: format!("{root}/{name}"),
                    name: Some(name),
                })
                .collect()
        }
    };
    assemble::assemble(&root, roots, files)
}

/// Reads one provider: its folder, or its index.
pub fn load_provider(path: &Path) -> Loaded {
    let folder = if path.file_name().is_some_and(|name| name == INDEX) {
        path.parent().unwrap_or(path)
    } else {
        path
    };
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    load_provider_as(folder, &disk::shown_name(folder))
}

/// Reads the provider in a folder; `root` stands for the folder in the names of its files.
pub fn load_provider_as(folder: &Path, root: &str) -> Loaded {
    let root = root.to_owned();
    if let Err(error) = disk::folders(folder) {
        return assemble::unreadable(root, &error);
    }
    let mut files = Vec::new();
    disk::walk(folder, &root, &mut files);
    assemble::assemble(
        &root,
        vec![Root {
            folder: root.clone(),
            name: None,
        }],
        files,
    )
}

/// Reads files from memory. Names have `/` between folders and are relative to the folder of the one provider (then
/// there is a file `provider.yaml`) or to one that holds a folder per provider, at any depth.
pub fn load_files(files: &[(&str, &[u8])]) -> Loaded {
    let index_of = |name: &str| {
        name.strip_suffix(INDEX)
            .and_then(|folder| folder.strip_suffix('/'))
            .map(str::to_owned)
    };
    let found = |(name, bytes): &(&str, &[u8])| Found {
        name: (*name).to_owned(),
        content: if bytes.len() as u64 > MAX_BYTES {
            Content::TooLarge
        } else {
            Content::Bytes(bytes.to_vec())
        },
        path: None,
    };
    let found: Vec<Found> = files.iter().map(found).collect();
    if files.iter().any(|(name, _)| *name == INDEX) {
        return assemble::assemble(
            "",
            vec![Root {
                folder: String::new(),
                name: None,
            }],
            found,
        );
    }
    let depth = |folder: &str| folder.matches('/').count();
    let shallowest = files
        .iter()
        .filter_map(|(name, _)| index_of(name))
        .min_by_key(|folder| depth(folder));
    let root = shallowest
        .as_deref()
        .and_then(|folder| folder.rsplit_once('/'))
        .map_or("", |(root, _)| root);
    let below = |name: &str| -> Option<String> {
        let rest = if root.is_empty() {
            name
        } else {
            name.strip_prefix(root)?.strip_prefix('/')?
        };
        rest.split_once('/').map(|(folder, _)| folder.to_owned())
    };
    let names: std::collections::BTreeSet<String> =
        files.iter().filter_map(|(name, _)| below(name)).collect();
    let folder = |name: &str| {
        if root.is_empty() {
            name.to_owned()
        } else {
            format!("{root}/{name}")
        }
    };
    let roots = names
        .into_iter()
        .map(|name| Root {
            folder: folder(&name),
            name: Some(name),
        })
        .collect();
    assemble::assemble(root, roots, found)
}
