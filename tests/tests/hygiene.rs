//! The repository's own order: no machine's paths, no registry but the public one, files that a person can read.

use std::fs;
use std::path::{Path, PathBuf};

/// The longest a handwritten source file may be.
const MOST_LINES: usize = 600;

/// Folders that are not the repository's, and those whose every byte is generated.
const SKIPPED: [&str; 2] = ["target", ".git"];
const GENERATED: [&str; 3] = [
    "generated-client/src",
    "generated-client/tests/generated",
    "docs/reference",
];

fn workspace() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("tests are run by cargo");
    let package = PathBuf::from(package);
    package.parent().expect("the workspace").to_path_buf()
}

/// Every text file of the repository, by its path in it.
fn texts() -> Vec<(String, String)> {
    let root = workspace();
    let mut texts = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = relative(&path, &root);
            if SKIPPED.contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                texts.push((name, text));
            }
        }
    }
    texts.sort();
    assert!(texts.len() > 100, "only {} files were found", texts.len());
    texts
}

fn relative(path: &Path, root: &Path) -> String {
    let path = path.strip_prefix(root).expect("below the root");
    path.to_string_lossy().replace('\\', "/")
}

fn handwritten(name: &str) -> bool {
    !GENERATED.iter().any(|folder| name.starts_with(folder))
}

#[test]
fn no_file_holds_a_path_of_a_machine() {
    let mut paths = Vec::new();
    let root = workspace();
    // A clone right below the root, such as in `/src`, has a path that means nothing.
    if root.components().count() > 2 {
        paths.push(root.display().to_string());
    }
    paths.extend(std::env::var("HOME").ok().filter(|home| home.len() > 5));
    // In parts, so that this file does not hold them.
    for (first, rest) in [
        ("/ho", "me/"),
        ("/Us", "ers/"),
        ("/ro", "ot/"),
        ("C:\\Us", "ers"),
    ] {
        paths.push(format!("{first}{rest}"));
    }
    for (name, text) in texts() {
        for (number, line) in text.lines().enumerate() {
            if let Some(path) = paths.iter().find(|path| line.contains(path.as_str())) {
                panic!("{name}:{} holds {path}", number + 1);
            }
        }
    }
}

#[test]
fn every_crate_comes_from_one_registry_and_no_other_place() {
    let mut sources = std::collections::BTreeSet::new();
    for (name, text) in texts() {
        let lock = name.ends_with("Cargo.lock");
        let manifest = name.ends_with("Cargo.toml") || name.starts_with(".cargo/");
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if lock && line.starts_with("source = ") {
                assert!(
                    line.contains("\"registry+"),
                    "{name}:{}: {line}",
                    number + 1
                );
                sources.insert(line.to_owned());
            }
            let other = [
                "[source",
                "[registr",
                "registry =",
                "git = ",
                "replace-with",
            ];
            let other = other.iter().find(|start| line.starts_with(**start));
            assert!(
                !manifest || other.is_none(),
                "{name}:{}: {line}",
                number + 1
            );
        }
    }
    assert_eq!(sources.len(), 1, "{sources:?}");
}

#[test]
fn every_handwritten_source_says_what_it_is_about_and_can_be_read_in_one_go() {
    let mut faults = Vec::new();
    for (name, text) in texts() {
        if !name.ends_with(".rs") || !handwritten(&name) {
            continue;
        }
        let lines = text.lines().count();
        if lines > MOST_LINES {
            faults.push(format!(
                "{name} has {lines} lines, more than {MOST_LINES}: divide it by meaning"
            ));
        }
        if !text.trim_start().starts_with("//!") {
            faults.push(format!(
                "{name} does not begin with what it is about (`//! …`)"
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_file_is_left_unfinished() {
    // In parts, so that this file does not hold them.
    let marks = [
        ("TO", "DO"),
        ("FIX", "ME"),
        ("dbg", "!("),
        ("todo", "!("),
        ("unimplemented", "!("),
    ];
    for (name, text) in texts() {
        let source = [".rs", ".yaml", ".toml", ".md", ".py", ".mjs"];
        if !source.iter().any(|end| name.ends_with(end)) {
            continue;
        }
        for (number, line) in text.lines().enumerate() {
            for (first, rest) in marks {
                let mark = format!("{first}{rest}");
                assert!(!line.contains(&mark), "{name}:{}: {mark}", number + 1);
            }
        }
    }
}
