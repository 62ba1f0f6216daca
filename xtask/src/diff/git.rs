//! Reading an older state of the specs from git, by running it.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder in a git repository.
pub struct Repository {
    folder: PathBuf,
    prefix: String,
}

/// What to do where git cannot help.
const INSTEAD: &str = "name a folder to compare with: cargo xtask diff FOLDER";

impl Repository {
    /// The repository that a folder is in.
    pub fn of(folder: &Path) -> Result<Self, String> {
        let mut found = Self {
            folder: folder.to_owned(),
            prefix: String::new(),
        };
        let prefix = found.run(&["rev-parse", "--show-prefix"])?;
        match prefix {
            Ok(prefix) => found.prefix = text(&prefix),
            Err(why) if why.contains("not a git repository") => {
                return Err(format!(
                    "{} is not in a git repository; {INSTEAD}",
                    folder.display()
                ));
            }
            Err(why) => return Err(format!("git cannot be asked: {why}; {INSTEAD}")),
        }
        Ok(found)
    }

    /// Where the folder is in the repository, with a slash at its end; empty for its root.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The commit that a revision names.
    pub fn commit(&self, revision: &str) -> Result<String, String> {
        let unknown = || {
            format!(
                "`{revision}` is neither a folder nor a git revision{}",
                self.shallow()
            )
        };
        // What begins so would be read as an option.
        if revision.starts_with('-') {
            return Err(unknown());
        }
        let commit = format!("{revision}^{{commit}}");
        let found = self.run(&["rev-parse", "--verify", "--quiet", &commit])?;
        found.map(|commit| text(&commit)).map_err(|_| unknown())
    }

    /// The last tag before or at the current commit.
    pub fn last_tag(&self) -> Result<Option<String>, String> {
        let found = self.run(&["describe", "--tags", "--abbrev=0"])?;
        Ok(found
            .ok()
            .map(|tag| text(&tag))
            .filter(|tag| !tag.is_empty()))
    }

    /// The parent of the current commit.
    pub fn parent(&self) -> Result<String, String> {
        let current = self.run(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])?;
        if current.is_err() {
            return Err(format!("nothing is committed yet; {INSTEAD}"));
        }
        let parent = self.run(&["rev-parse", "--verify", "--quiet", "HEAD^^{commit}"])?;
        parent.map(|commit| text(&commit)).map_err(|_| {
            let shallow = self.shallow();
            if shallow.is_empty() {
                format!("there is no tag, and the first commit has no parent; {INSTEAD}")
            } else {
                format!("there is no tag, and the parent of the current commit is not here{shallow}; or {INSTEAD}")
            }
        })
    }

    /// The YAML files of the folder in a commit, by their paths in the repository. Hidden ones and links are no specs.
    pub fn files(&self, commit: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
        let listed = self
            .run(&["ls-tree", "-r", "-z", commit])?
            .map_err(|why| format!("git cannot list {commit}: {why}"))?;
        let mut files = Vec::new();
        for entry in listed.split(|byte| *byte == 0) {
            let entry = String::from_utf8_lossy(entry);
            let Some((about, name)) = entry.split_once('\t') else {
                continue;
            };
            let mut about = about.split(' ');
            let (mode, object) = (
                about.next().unwrap_or_default(),
                about.nth(1).unwrap_or_default(),
            );
            let yaml = Path::new(name).extension().is_some_and(|end| {
                end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml")
            });
            let hidden = name.split('/').any(|part| part.starts_with('.'));
            if !yaml || hidden || !mode.starts_with("100") {
                continue;
            }
            let bytes = self
                .run(&["cat-file", "blob", object])?
                .map_err(|why| format!("git cannot read {name} of {commit}: {why}"))?;
            files.push((format!("{}{name}", self.prefix), bytes));
        }
        Ok(files)
    }

    /// A file of the folder in a commit.
    pub fn file(&self, commit: &str, name: &str) -> Option<Vec<u8>> {
        self.run(&["cat-file", "blob", &format!("{commit}:./{name}")])
            .ok()?
            .ok()
    }

    /// What is to be said besides where the clone does not hold all of the history; else empty.
    fn shallow(&self) -> &'static str {
        let asked = self.run(&["rev-parse", "--is-shallow-repository"]);
        match asked {
            Ok(Ok(answer)) if text(&answer) == "true" => {
                ": this clone is shallow; get the rest of it: git fetch --unshallow --tags"
            }
            _ => "",
        }
    }

    /// What git prints, or why it fails; an error where it cannot be run at all.
    fn run(&self, arguments: &[&str]) -> Result<Result<Vec<u8>, String>, String> {
        let output = Command::new("git")
            .args(arguments)
            .current_dir(&self.folder)
            .env("LC_ALL", "C")
            .output();
        let output = output.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound if self.folder.is_dir() => {
                format!("git is not installed; {INSTEAD}")
            }
            _ => format!("git cannot be started: {error}; {INSTEAD}"),
        })?;
        Ok(if output.status.success() {
            Ok(output.stdout)
        } else {
            let why = text(&output.stderr);
            Err(why
                .lines()
                .next()
                .unwrap_or_default()
                .trim_start_matches("fatal: ")
                .to_owned())
        })
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes)
        .trim_end_matches(['\n', '\r'])
        .to_owned()
}
