//! How much is described: the numbers on the terminal and in the reference.

use crate::support::Folder;

/// The row that begins so, without its first words.
#[track_caller]
fn numbers(text: &str, row: &str) -> Vec<String> {
    let found = text.lines().find_map(|line| line.strip_prefix(row));
    let found = found.unwrap_or_else(|| panic!("no row {row}:\n{text}"));
    found.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn each_provider_is_counted_and_its_operations_when_asked_for() {
    let folder = Folder::workspace();
    let text = folder.run(&["coverage"]).well();
    for part in ["Paywall\n\n", "\nVepara\n\n", "saved_card_signature"] {
        assert!(text.contains(part), "{part}:\n{text}");
    }
    assert!(!text.contains("save_card "), "{text}");
    for line in text.lines() {
        assert!(
            line.chars().count() <= 100,
            "too wide for a terminal: {line}"
        );
    }
    let text = folder.run(&["coverage", "--operations"]).well();
    let row = numbers(&text, "save_card ");
    assert_eq!(row[..4], ["once", "documented", "2", "2"], "{text}");
    assert!(
        row.ends_with(&["POST".to_owned(), "/api/saveCard".to_owned()]),
        "{text}"
    );
}

#[test]
fn a_source_of_a_fields_own_moves_it_to_another_column() {
    let folder = Folder::workspace();
    let vepara = |text: &str| text.split_once("\nVepara\n").unwrap().1.to_owned();
    let before = vepara(&folder.run(&["coverage"]).well());
    folder.edit(
        "spec/vepara/cards.yaml",
        "type: text\n        optional: true\n    body:",
        "type: text\n        optional: true\n        evidence: { inferred: a hunch }\n    body:",
    );
    let after = vepara(&folder.run(&["coverage"]).well());
    let (before, after) = (
        numbers(&before, "inputs of callers"),
        numbers(&after, "inputs of callers"),
    );
    assert_eq!(before[0], after[0]);
    assert_ne!(before[1], after[1]);
    assert_eq!((before[4].as_str(), after[4].as_str()), ("0", "1"));
}

#[test]
fn the_reference_says_the_same_numbers() {
    let folder = Folder::workspace();
    folder.run(&["gen"]).well();
    let page = folder.read("docs/reference/coverage.md");
    let plain: String = page
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .map(|row| row.replace(" |", ""))
        .map(|row| row + "\n")
        .collect();
    let text = folder.run(&["coverage"]).well();
    for row in ["operations", "wire fields", "error codes", "wire tests"] {
        assert_eq!(numbers(&text, row), numbers(&plain, row), "{page}");
    }
}

#[test]
fn a_spec_with_a_mistake_is_not_counted() {
    let folder = Folder::workspace();
    folder.edit("spec/vepara/cards.yaml", "sign: hash_key", "sign: hsah_key");
    let ran = folder.run(&["coverage"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.is_empty(), "{}", ran.out);
    assert!(ran.err.contains("did you mean `hash_key`?"), "{}", ran.err);
}
