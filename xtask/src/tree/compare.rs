//! Compares wanted files with the disk. Reads only.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::{Kind, Owned, Plan, Removal, Wanted, Write, staging_path};

/// Why a comparison could not be made.
#[derive(Debug)]
pub enum CompareError {
    /// A wanted file lies outside the owned places.
    Outside(PathBuf),
    /// Two wanted files claim one path, or one claims the folder of another.
    Clash(PathBuf),
    /// Something on disk could not be read.
    Unreadable {
        /// What.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for CompareError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Outside(path) => write!(
                out,
                "the generator made {}, which is not a place of its own",
                path.display()
            ),
            Self::Clash(path) => write!(
                out,
                "the generator made {} twice, as a file or as a folder",
                path.display()
            ),
            Self::Unreadable { path, source } => {
                write!(out, "cannot read {}: {source}", path.display())
            }
        }
    }
}

impl std::error::Error for CompareError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } => Some(source),
            Self::Outside(_) | Self::Clash(_) => None,
        }
    }
}

impl Plan {
    /// Compares the wanted files with what is under `root`. Nothing is written.
    pub fn new(root: &Path, owned: &Owned, wanted: Vec<Wanted>) -> Result<Self, CompareError> {
        let mut files = BTreeMap::new();
        for Wanted { path, contents } in wanted {
            let plain = path
                .components()
                .all(|part| matches!(part, Component::Normal(_)));
            if !plain || !owned.covers(&path) {
                return Err(CompareError::Outside(path));
            }
            if files.insert(path.clone(), contents).is_some() {
                return Err(CompareError::Clash(path));
            }
        }
        let folders: BTreeSet<PathBuf> = files
            .keys()
            .flat_map(|path| path.ancestors().skip(1))
            .map(Path::to_path_buf)
            .collect();
        if let Some(path) = files.keys().find(|path| folders.contains(*path)) {
            return Err(CompareError::Clash(path.clone()));
        }

        let mut survey = Survey {
            root,
            wanted: files,
            folders,
            current: BTreeMap::new(),
            removals: Vec::new(),
        };
        for place in owned.folders {
            survey.visit(Path::new(place))?;
        }
        for place in owned.files {
            survey.visit(Path::new(place))?;
            survey.visit(&staging_path(Path::new(place)))?;
        }
        Ok(survey.into_plan())
    }
}

struct Survey<'a> {
    root: &'a Path,
    wanted: BTreeMap<PathBuf, Vec<u8>>,
    folders: BTreeSet<PathBuf>,
    current: BTreeMap<PathBuf, Vec<u8>>,
    removals: Vec<Removal>,
}

impl Survey<'_> {
    fn visit(&mut self, path: &Path) -> Result<(), CompareError> {
        let place = self.root.join(path);
        let unreadable = |source| CompareError::Unreadable {
            path: path.to_path_buf(),
            source,
        };
        let metadata = match fs::symlink_metadata(&place) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            // A file where a folder of an owned place should be, such as `docs`: nothing of ours is below it.
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(()),
            Err(error) => return Err(unreadable(error)),
        };
        let kind = metadata.file_type();
        if kind.is_dir() {
            return self.visit_folder(path, &place);
        }
        if kind.is_file() && self.wanted.contains_key(path) {
            let contents = fs::read(&place).map_err(unreadable)?;
            self.current.insert(path.to_path_buf(), contents);
            return Ok(());
        }
        let kind = if kind.is_symlink() {
            Kind::Link(fs::read_link(&place).map_err(unreadable)?)
        } else if kind.is_file() {
            Kind::File(metadata.len())
        } else {
            Kind::Special
        };
        self.removals.push(Removal {
            path: path.to_path_buf(),
            kind,
        });
        Ok(())
    }

    fn visit_folder(&mut self, path: &Path, place: &Path) -> Result<(), CompareError> {
        let unreadable = |source| CompareError::Unreadable {
            path: path.to_path_buf(),
            source,
        };
        let mut names = fs::read_dir(place)
            .and_then(|entries| {
                entries
                    .map(|entry| entry.map(|entry| entry.file_name()))
                    .collect::<io::Result<Vec<_>>>()
            })
            .map_err(unreadable)?;
        names.sort();
        let empty = names.is_empty();
        for name in names {
            self.visit(&path.join(name))?;
        }
        if !self.folders.contains(path) {
            self.removals.push(Removal {
                path: path.to_path_buf(),
                kind: Kind::Folder { empty },
            });
        }
        Ok(())
    }

    fn into_plan(self) -> Plan {
        let Self {
            root,
            wanted,
            mut current,
            removals,
            ..
        } = self;
        let mut unchanged = 0;
        let mut writes = Vec::new();
        for (path, contents) in wanted {
            let current = current.remove(&path);
            if current.as_ref() == Some(&contents) {
                unchanged += 1;
            } else {
                writes.push(Write {
                    path,
                    contents,
                    current,
                });
            }
        }
        Plan {
            root: root.to_path_buf(),
            writes,
            removals,
            unchanged,
        }
    }
}
