//! Whether `codegen::compare` is ever weaker than cargo-semver-checks, for each of its golden edits. The tool looks at what
//! rustdoc says of the two generated crates and knows nothing of specs.
//!
//! A long run, for releases: `cargo test -p codegen --test semver -- --ignored --nocapture`. It needs `cargo-semver-checks`
//! among the programs, or its path in `CARGO_SEMVER_CHECKS`; without it nothing is compared, and that is said.

#[path = "compare/edits/mod.rs"]
mod edits;
#[path = "compare/spec.rs"]
mod spec;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::compare::{Class, compare, gravest};
use codegen::model::Provider;
use spec::Files;

#[test]
#[ignore = "documents two crates for each edit; see the module's page"]
fn an_edit_is_never_taken_for_less_than_the_tool_takes_it() {
    let tool =
        std::env::var_os("CARGO_SEMVER_CHECKS").unwrap_or_else(|| "cargo-semver-checks".into());
    let tool = PathBuf::from(tool);
    if Command::new(&tool)
        .args(["semver-checks", "--version"])
        .output()
        .is_err()
    {
        eprintln!("skipped: {} is not there", tool.display());
        return;
    }
    let base = Files::base();
    let old = base.read().expect("the base has no mistake");
    let crates = Crates::new();
    let before = crates.document("base", &old);
    let (mut agree, mut stricter, mut weaker) = (0, 0, Vec::new());
    for edit in edits::all() {
        let new = base.edited(&edit).and_then(|files| files.read());
        let new = new.unwrap_or_else(|findings| panic!("{}: {findings}", edit.name));
        let after = crates.document("edited", &new);
        let (from, to) = if edit.back {
            ((&new, &after), (&old, &before))
        } else {
            ((&old, &before), (&new, &after))
        };
        let changes = compare(from.0, to.0).expect("both can be printed");
        let (ours, theirs) = (gravest(&changes), asked(&tool, from.1, to.1));
        assert_eq!(
            (changes.len(), ours.map_or("none", Class::step)),
            (edit.lines.len(), edit.step),
            "{}: not what its golden says",
            edit.name
        );
        let word = |class: Option<Class>| class.map_or("none", Class::step);
        // The tool has no word for less than minor.
        match ours
            .max(Some(Class::Documentation))
            .cmp(&theirs.max(Some(Class::Documentation)))
        {
            std::cmp::Ordering::Equal => agree += 1,
            std::cmp::Ordering::Greater => stricter += 1,
            std::cmp::Ordering::Less => weaker.push(edit.name),
        }
        eprintln!("{:<8} {:<8} {}", word(ours), word(theirs), edit.name);
    }
    eprintln!(
        "{agree} agree, {stricter} stricter than the tool, {} weaker",
        weaker.len()
    );
    assert!(weaker.is_empty(), "weaker than the tool: {weaker:?}");
}

/// The step that the tool asks for.
fn asked(tool: &Path, old: &Path, new: &Path) -> Option<Class> {
    let output = Command::new(tool)
        .args([
            "semver-checks",
            "--color",
            "never",
            "--release-type",
            "patch",
            "--baseline-rustdoc",
        ])
        .arg(old)
        .arg("--current-rustdoc")
        .arg(new)
        .output()
        .expect("the tool starts");
    let told = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    let asks = |step: &str| told.contains(&format!("semver requires new {step} version"));
    match output.status.success() {
        true => None,
        false if asks("major") => Some(Class::Breaking),
        false if asks("minor") => Some(Class::Compatible),
        false => panic!("the tool says no step:\n{told}"),
    }
}

/// Generated crates outside the workspace, which share what they build.
struct Crates {
    folder: PathBuf,
    workspace: PathBuf,
}

impl Crates {
    fn new() -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self {
            folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver"),
            workspace: package.parent().expect("a workspace").to_owned(),
        }
    }

    /// What rustdoc says of the client of these providers, as a file.
    fn document(&self, name: &str, providers: &[Provider]) -> PathBuf {
        let home = self.folder.join("crate");
        let _ = fs::remove_dir_all(home.join("src"));
        for file in codegen::emit::client(providers).expect("the spec can be printed") {
            if let Ok(path) = file.path.strip_prefix("generated-client/src") {
                let path = home.join("src").join(path);
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs::write(path, file.contents).expect("a file");
            }
        }
        fs::write(home.join("Cargo.toml"), self.manifest(providers)).expect("a file");
        // The versions of the workspace: nothing else is there without a network.
        fs::copy(self.workspace.join("Cargo.lock"), home.join("Cargo.lock"))
            .expect("the lock file");
        let target = self.folder.join("target");
        let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["rustdoc", "--offline", "--quiet", "--lib", "--"])
            .args([
                "-Zunstable-options",
                "--output-format",
                "json",
                "--document-hidden-items",
                "--cap-lints",
                "allow",
            ])
            .current_dir(&home)
            .env("CARGO_TARGET_DIR", &target)
            // The form that the tool reads is not stable; this is how the tool itself asks for it.
            .env("RUSTC_BOOTSTRAP", "1")
            .output()
            .expect("cargo starts");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let told = self.folder.join(format!("{name}.json"));
        fs::copy(target.join("doc/generated_client.json"), &told).expect("what rustdoc says");
        told
    }

    fn manifest(&self, providers: &[Provider]) -> String {
        let runtime = self.workspace.join("runtime");
        let names: Vec<String> = providers
            .iter()
            .map(|provider| format!("{:?}", provider.name))
            .collect();
        let features: String = providers
            .iter()
            .map(|provider| format!("{} = []\n", provider.name))
            .collect();
        format!(
            "[package]\nname = \"generated-client\"\nversion = \"1.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\nvezne-runtime = {{ path = {runtime:?}, package = \"runtime\", default-features = false }}\n\n\
             [features]\ndefault = [{}]\n{features}\n[workspace]\n",
            names.join(", ")
        )
    }
}
