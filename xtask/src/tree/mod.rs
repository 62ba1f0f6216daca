//! The generated files as they are on disk, against the generated files as they should be.
//!
//! [`Plan::new`] compares and changes nothing; [`Plan::apply`] makes the difference go away. Only paths under
//! [`Owned`] are ever looked at, written or removed.

mod apply;
mod compare;
#[cfg(test)]
mod tests;

pub use apply::Step;

use std::path::{Path, PathBuf};

/// The places that belong to the generator, relative to the output folder. Everything in them is generated.
#[derive(Clone, Copy, Debug)]
pub struct Owned {
    /// Folders, with all that is in them.
    pub folders: &'static [&'static str],
    /// Single files.
    pub files: &'static [&'static str],
}

impl Owned {
    /// Whether a relative path is one of these places, or below one.
    fn covers(&self, path: &Path) -> bool {
        self.files.iter().any(|file| path == Path::new(file))
            || self
                .folders
                .iter()
                .any(|folder| path.starts_with(folder) && path != Path::new(folder))
    }
}

/// A file that should exist, with its contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Relative to the output folder.
    pub path: PathBuf,
    /// All of it.
    pub contents: Vec<u8>,
}

/// What has to change so that the disk holds the wanted files and nothing else.
#[derive(Debug)]
pub struct Plan {
    root: PathBuf,
    /// Files to write, sorted by path.
    pub writes: Vec<Write>,
    /// What must go, sorted by path, a folder after what is in it.
    pub removals: Vec<Removal>,
    /// How many files are already as they should be.
    pub unchanged: usize,
}

impl Plan {
    /// Whether nothing has to change.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.removals.is_empty()
    }
}

/// A file to write.
#[derive(Debug)]
pub struct Write {
    /// Relative to the output folder.
    pub path: PathBuf,
    /// What it should hold.
    pub contents: Vec<u8>,
    /// What it holds now; `None` where there is no such file.
    pub current: Option<Vec<u8>>,
}

/// Something that must go.
#[derive(Debug, PartialEq, Eq)]
pub struct Removal {
    /// Relative to the output folder.
    pub path: PathBuf,
    /// What it is.
    pub kind: Kind,
}

/// What a thing on disk is. A link is never followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file of this many bytes.
    File(u64),
    /// A symbolic link, with where it points.
    Link(PathBuf),
    /// A folder; what was in it comes before it in the plan.
    Folder {
        /// Whether there is nothing in it to begin with.
        empty: bool,
    },
    /// A socket, a pipe or a device.
    Special,
}

impl Removal {
    /// Whether it is worth a line of its own: a folder that goes because its files go is not.
    pub fn is_news(&self) -> bool {
        self.kind != Kind::Folder { empty: false }
    }
}

/// The name under which a file is written before it takes its place: next to it, so that renaming stays within one
/// file system. A leftover of an interrupted run counts as an orphan.
fn staging_path(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    path.with_file_name(name)
}
