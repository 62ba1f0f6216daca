//! Runs the built program on temporary folders.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

/// A folder that goes when the test ends.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "xtask-test-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A workspace of its own with some operations of the repository's specs in it.
    pub fn workspace() -> Self {
        let folder = Self::new();
        folder.put("Cargo.toml", b"[workspace]\nmembers = []\n");
        copy(
            &repository().join("codegen/tests/excerpts"),
            &folder.path("spec"),
        );
        for schema in ["spec/part.schema.json", "spec/provider.schema.json"] {
            fs::copy(repository().join(schema), folder.path(schema)).unwrap();
        }
        folder
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.0.join(relative)
    }

    pub fn read(&self, relative: &str) -> String {
        fs::read_to_string(self.path(relative))
            .unwrap_or_else(|error| panic!("{relative}: {error}"))
    }

    pub fn put(&self, relative: &str, contents: &[u8]) {
        let place = self.path(relative);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, contents).unwrap();
    }

    /// Replaces the one occurrence of a text in a file.
    pub fn edit(&self, relative: &str, from: &str, to: &str) {
        let text = self.read(relative);
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {relative}");
        self.put(relative, text.replace(from, to).as_bytes());
    }

    /// Runs the program in this folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run(self.command(arguments))
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).current_dir(&self.0);
        command
    }

    /// Every file under a folder: its bytes and when it was changed.
    pub fn snapshot(&self, relative: &str) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut found = BTreeMap::new();
        walk(&self.path(relative), &mut |path, metadata| {
            let contents = fs::read(path).unwrap_or_default();
            found.insert(path.to_path_buf(), (contents, metadata.modified().unwrap()));
        });
        found
    }

    /// The bytes of what was generated here, by relative path.
    pub fn generated(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        for place in ["generated-client", "docs", "UNVERIFIED.md"] {
            for (path, (contents, _)) in self.snapshot(place) {
                found.insert(path.strip_prefix(&self.0).unwrap().to_path_buf(), contents);
            }
        }
        found
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Asserts that it went well, and returns what it printed.
    #[track_caller]
    pub fn well(self) -> String {
        assert_eq!(self.code, Some(0), "{}{}", self.out, self.err);
        self.out
    }
}

pub fn run(mut command: Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The root of the repository that is tested.
pub fn repository() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("tests are run by cargo");
    Path::new(&package).parent().unwrap().to_path_buf()
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    walk(from, &mut |path, _| {
        let place = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::copy(path, place).unwrap();
    });
}

/// Visits every file under a path, or the file that the path is.
pub fn walk(path: &Path, visit: &mut impl FnMut(&Path, &fs::Metadata)) {
    let Ok(metadata) = fs::symlink_metadata(path) else {
        return;
    };
    if !metadata.is_dir() {
        return visit(path, &metadata);
    }
    for entry in fs::read_dir(path).unwrap() {
        walk(&entry.unwrap().path(), visit);
    }
}
