//! A crate outside the workspace, made of emitted code and of what consumes it, built by cargo without a network.
//!
//! All such crates lie in one folder of the workspace's target folder and share what they build there. They take the
//! runtime by its path and without TLS, so that no TLS stack is built for them.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::model::Provider;

/// A crate in the making.
pub struct Scratch {
    folder: &'static str,
    edition: &'static str,
    files: BTreeMap<PathBuf, String>,
    variables: Vec<(&'static str, String)>,
}

impl Scratch {
    /// An empty crate of an edition, in a folder of its own. Every such crate is named `generated-client`, as the real
    /// one is, so that emitted tests find it.
    pub fn new(folder: &'static str, edition: &'static str) -> Self {
        Self {
            folder,
            edition,
            files: BTreeMap::new(),
            variables: Vec::new(),
        }
    }

    /// Sets an environment variable for what cargo runs.
    pub fn variable(&mut self, name: &'static str, value: impl Into<String>) {
        self.variables.push((name, value.into()));
    }

    /// Adds a file, by its path in the crate. A `Cargo.toml` takes the place of the usual one.
    pub fn file(&mut self, path: impl Into<PathBuf>, contents: impl Into<String>) {
        self.files.insert(path.into(), contents.into());
    }

    /// Adds the crate that is emitted for these providers, with its tests.
    pub fn client(&mut self, providers: &[Provider]) {
        for file in codegen::emit::client(providers).expect("a checked spec can be printed") {
            if let Ok(path) = file.path.strip_prefix("generated-client") {
                self.file(path, file.contents);
            }
        }
    }

    /// Adds the Rust files of a folder of the repository, one level deep.
    pub fn rust_files(&mut self, from: &str, to: &str) {
        let folder = workspace().join(from);
        for entry in std::fs::read_dir(&folder).expect("a folder of the repository") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let contents = std::fs::read_to_string(&path).expect("a text");
                self.file(
                    Path::new(to).join(path.file_name().expect("a name")),
                    contents,
                );
            }
        }
    }

    /// Writes the crate and runs cargo in it; gives what that printed. Fails with cargo's output.
    pub fn cargo(&self, arguments: &[&str]) -> String {
        let folder = target().join("scratch");
        let home = folder.join(self.folder);
        self.write(&home);
        let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(arguments)
            .arg("--offline")
            .current_dir(&home)
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .envs(self.variables.iter().cloned())
            .output()
            .expect("cargo starts");
        assert!(
            output.status.success(),
            "cargo {} in {}\n{}\n{}",
            arguments.join(" "),
            self.folder,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Where `cargo doc` puts the pages of such a crate.
    pub fn documentation(&self) -> PathBuf {
        target().join("scratch/target/doc/generated_client")
    }

    /// Writes what differs and removes what no longer belongs, so that an unchanged crate is not built again.
    fn write(&self, home: &Path) {
        let mut files = self.files.clone();
        files
            .entry("Cargo.toml".into())
            .or_insert_with(|| manifest(self.edition));
        for part in ["src", "tests"] {
            remove_others(&home.join(part), home, &files);
        }
        for (path, contents) in &files {
            let path = home.join(path);
            if std::fs::read_to_string(&path).is_ok_and(|found| found == *contents) {
                continue;
            }
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, contents).expect("a file");
        }
        // The versions of the workspace: nothing else is there without a network.
        std::fs::copy(workspace().join("Cargo.lock"), home.join("Cargo.lock"))
            .expect("the workspace's lock file");
    }
}

fn remove_others(folder: &Path, home: &Path, files: &BTreeMap<PathBuf, String>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            remove_others(&path, home, files);
        } else if path
            .strip_prefix(home)
            .is_ok_and(|path| !files.contains_key(path))
        {
            std::fs::remove_file(path).expect("an old file goes");
        }
    }
}

fn manifest(edition: &str) -> String {
    let (runtime, sandbox) = (workspace().join("runtime"), workspace().join("sandbox"));
    format!(
        r#"[package]
name = "generated-client"
version = "0.0.0"
edition = "{edition}"
publish = false

[dependencies]
vezne-runtime = {{ path = {runtime:?}, package = "runtime", default-features = false }}

[dev-dependencies]
sandbox = {{ path = {sandbox:?} }}
serde_json = "1"
tokio = {{ version = "1", default-features = false, features = ["macros", "rt"] }}

[features]
default = ["vepara", "paywall", "obstacles", "kumru"]
vepara = []
paywall = []
obstacles = []
kumru = []
serialize = ["vezne-runtime/serialize"]

[lints.rust]
warnings = "deny"
unsafe_code = "forbid"
missing_docs = "deny"

[profile.dev]
debug = false

[workspace]
"#
    )
}

/// The workspace's folder, found when the test runs.
pub fn workspace() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .expect("cargo says where the package is");
    package
        .parent()
        .expect("the package is in the workspace")
        .to_path_buf()
}

/// The target folder that this test was built in: `target/debug/deps/test`.
fn target() -> PathBuf {
    let test = std::env::current_exe().expect("a test has a path");
    test.ancestors()
        .nth(3)
        .expect("a test is three folders deep")
        .to_path_buf()
}

/// The one provider in a folder of the repository. Fails with the rendered findings if there are any.
pub fn provider(folder: &str) -> Provider {
    match codegen::read_provider(&workspace().join(folder)) {
        Ok(mut spec) => spec.providers.remove(0),
        Err(report) => panic!("{}", report.render(false)),
    }
}
