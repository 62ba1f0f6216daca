//! The order of keyword keys means nothing; the order of names is kept.

use crate::scratch::workspace;
use crate::shuffle::{Random, shuffled};
use crate::{SPECS, read, yaml_files};

#[test]
fn the_order_of_keyword_keys_changes_no_byte() {
    for folder in SPECS {
        let files = yaml_files(&workspace().join(folder));
        let expected = codegen::emit::client(&read(&files)).expect("a checked spec can be printed");
        for seed in [1, 2, 3] {
            let mut random = Random::new(seed);
            let mut moved = 0;
            let mixed: Vec<_> = files
                .iter()
                .map(|(path, text)| {
                    let mixed = shuffled(text, &mut random);
                    moved += usize::from(mixed != *text);
                    (path.clone(), mixed)
                })
                .collect();
            assert!(
                moved * 2 > files.len(),
                "{folder}: {moved} files changed only"
            );
            let found =
                codegen::emit::client(&read(&mixed)).expect("a checked spec can be printed");
            for (expected, found) in expected.iter().zip(&found) {
                assert_eq!(expected.path, found.path, "{folder}, seed {seed}");
                assert!(
                    expected.contents == found.contents,
                    "{folder}, seed {seed}: {} differs{}",
                    expected.path.display(),
                    first_difference(&expected.contents, &found.contents)
                );
            }
            assert_eq!(expected.len(), found.len(), "{folder}, seed {seed}");
        }
    }
}

#[test]
fn the_order_of_names_is_kept() {
    let mut files = yaml_files(&workspace().join("spec"));
    let (_, text) = files
        .iter_mut()
        .find(|(path, _)| path.ends_with("vepara/cards.yaml"))
        .expect("the file");
    let old = "      card_holder_name:\n        summary: Name on the card.\n        type: text\n        max_length: 100\n";
    assert_eq!(text.matches(old).count(), 1);
    let before =
        codegen::emit::client(&read(&yaml_files(&workspace().join("spec")))).expect("printed");
    let without = text.replace(old, "");
    let place = without
        .find("      customer_number:\n")
        .expect("another input");
    *text = format!("{}{old}{}", &without[..place], &without[place..]);
    let after = codegen::emit::client(&read(&files)).expect("printed");
    let cards = |files: &[codegen::emit::OutputFile]| {
        let fields = "pub struct SaveCard {";
        let file = files.iter().find(|file| file.contents.contains(fields));
        file.expect("the module").contents.clone()
    };
    let place = |text: &str| {
        let holder = text.find("pub card_holder_name").expect("a field");
        let number = text.find("pub card_number").expect("a field");
        holder < number
    };
    assert!(
        place(&cards(&before)) && !place(&cards(&after)),
        "the author's order is lost"
    );
}

fn first_difference(expected: &str, found: &str) -> String {
    expected
        .lines()
        .zip(found.lines())
        .find(|(expected, found)| expected != found)
        .map(|(expected, found)| format!("\n  expected: {expected}\n  found:    {found}"))
        .unwrap_or_default()
}
