//! Makes the disk what a plan says.
//!
//! What stands in the way goes first, then every changed file is written in full under a temporary name, and only when
//! all of them are on disk does each take its place. So a full disk is met before any generated file has changed.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Kind, Plan, Removal, Write, staging_path};

/// One thing that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// A file now holds what it should.
    Wrote(&'a Path),
    /// Something is gone.
    Removed(&'a Removal),
}

/// Why a plan was not carried out to its end.
#[derive(Debug)]
pub struct ApplyError {
    /// What was being done, such as `write`.
    pub action: &'static str,
    /// To what, relative to the output folder.
    pub path: PathBuf,
    /// Why it did not work.
    pub source: io::Error,
    /// How many of the plan's changes had been made by then; each was reported.
    pub done: usize,
    /// How many had not.
    pub left: usize,
}

impl fmt::Display for ApplyError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "cannot {} {}: {}",
            self.action,
            self.path.display(),
            self.source
        )?;
        match self.done {
            0 => write!(out, "\nnothing was changed"),
            done => write!(
                out,
                "\nof {} changes, {done} were made before it stopped (listed above); all else is as it was",
                done + self.left
            ),
        }
    }
}

impl std::error::Error for ApplyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

struct Failure {
    action: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl Plan {
    /// Carries the plan out, telling `report` of every change right after it was made.
    pub fn apply(&self, mut report: impl FnMut(Step<'_>)) -> Result<(), ApplyError> {
        let total = self.writes.len() + self.removals.len();
        let mut done = 0;
        let mut count = |step: Step<'_>| {
            done += 1;
            report(step);
        };
        let result = self.carry_out(&mut count);
        result.map_err(
            |Failure {
                 action,
                 path,
                 source,
             }| ApplyError {
                action,
                path,
                source,
                done,
                left: total - done,
            },
        )
    }

    fn carry_out(&self, report: &mut impl FnMut(Step<'_>)) -> Result<(), Failure> {
        let (obstacles, orphans): (Vec<_>, Vec<_>) = self.removals.iter().partition(|removal| {
            self.writes.iter().any(|write| {
                write.path.starts_with(&removal.path) || removal.path.starts_with(&write.path)
            })
        });
        for removal in obstacles {
            self.remove(removal)?;
            report(Step::Removed(removal));
        }
        let mut made = Vec::new();
        let written = self
            .writes
            .iter()
            .try_for_each(|write| self.stage(write, &mut made));
        let placed = written.and_then(|()| {
            self.writes
                .iter()
                .try_for_each(|write| self.place(write, report))
        });
        if let Err(failure) = placed {
            self.unstage(&made);
            return Err(failure);
        }
        for removal in orphans {
            self.remove(removal)?;
            report(Step::Removed(removal));
        }
        Ok(())
    }

    /// Writes the new contents next to the file, without following whatever has that name now. The folders that it had to
    /// make are added to `made`.
    fn stage(&self, write: &Write, made: &mut Vec<PathBuf>) -> Result<(), Failure> {
        let staged = self.root.join(staging_path(&write.path));
        if let Some(folder) = staged.parent() {
            let missing = folder.ancestors().take_while(|folder| !folder.exists());
            made.extend(missing.map(Path::to_path_buf));
            fs::create_dir_all(folder)
                .map_err(|source| failure("make the folder of", &write.path, source))?;
        }
        let written = match fs::remove_file(&staged) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&staged)
                .and_then(|mut file| file.write_all(&write.contents)),
        };
        written.map_err(|source| failure("write", &write.path, source))
    }

    fn place(&self, write: &Write, report: &mut impl FnMut(Step<'_>)) -> Result<(), Failure> {
        let staged = self.root.join(staging_path(&write.path));
        fs::rename(staged, self.root.join(&write.path))
            .map_err(|source| failure("replace", &write.path, source))?;
        report(Step::Wrote(&write.path));
        Ok(())
    }

    /// Takes back what staging left. The error that led here is the one to tell; what cannot be taken back is an orphan to
    /// the next run.
    fn unstage(&self, made: &[PathBuf]) {
        for write in &self.writes {
            let _ = fs::remove_file(self.root.join(staging_path(&write.path)));
        }
        // The deepest first; a folder that holds something by now stays.
        let mut made: Vec<_> = made.iter().collect();
        made.sort_by_key(|folder| std::cmp::Reverse(folder.components().count()));
        for folder in made {
            let _ = fs::remove_dir(folder);
        }
    }

    fn remove(&self, removal: &Removal) -> Result<(), Failure> {
        let place = self.root.join(&removal.path);
        let removed = match removal.kind {
            Kind::Folder { .. } => fs::remove_dir(&place),
            Kind::File(_) | Kind::Link(_) | Kind::Special => fs::remove_file(&place),
        };
        match removed {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(failure("remove", &removal.path, error))
            }
            _ => Ok(()),
        }
    }
}

fn failure(action: &'static str, path: &Path, source: io::Error) -> Failure {
    Failure {
        action,
        path: path.to_path_buf(),
        source,
    }
}
