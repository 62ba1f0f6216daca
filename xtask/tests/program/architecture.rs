//! ARCHITECTURE.md gives a reason for every direct dependency, and for nothing else.

use std::collections::BTreeSet;
use std::fs;

use crate::support::repository;

#[test]
fn every_direct_dependency_has_a_reason() {
    let root = repository();
    let text = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let (_, reasons) = text
        .split_once("\n## Every direct dependency")
        .expect("the section is there");
    let mut wrong = Vec::new();
    let mut crates = 0;
    for section in reasons.split("\n### ").skip(1) {
        let (name, table) = section.split_once('\n').unwrap();
        let manifest = fs::read_to_string(root.join(name).join("Cargo.toml")).unwrap();
        let explained: BTreeSet<_> = table.lines().filter_map(explained).collect();
        let needed = dependencies(&manifest);
        crates += 1;
        wrong.extend(
            needed
                .difference(&explained)
                .map(|missing| format!("{name}: no reason for {missing}")),
        );
        wrong.extend(
            explained
                .difference(&needed)
                .map(|gone| format!("{name}: does not depend on {gone}")),
        );
    }
    assert_eq!(crates, 7, "a crate has no section");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The crate and whether a reason follows, from a row of a table.
fn explained(row: &str) -> Option<String> {
    let [_, name, reason, _] = row.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
        return None;
    };
    (name != "crate" && !name.starts_with('-') && !reason.is_empty()).then(|| name.to_owned())
}

/// The names in all dependency tables of a manifest, by package.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut inside = false;
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[') {
            inside = table.trim_end_matches(']').ends_with("dependencies");
        } else if inside
            && let Some(end) = line.find(['.', ' ', '='])
            && end > 0
        {
            let name = &line[..end];
            // The one dependency that goes by another name than its package's.
            found.insert(if name == "vezne-runtime" {
                "runtime".into()
            } else {
                name.to_owned()
            });
        }
    }
    found
}
