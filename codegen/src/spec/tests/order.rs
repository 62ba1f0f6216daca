//! The order of keys: a warning for keywords, nothing for names.

use super::{INDEX, operation};
use crate::decode::code::KEY_ORDER;
use crate::load::load_files;

/// Each record whose keys stand in another order, as `line:column help`.
fn told(part: &str) -> Vec<String> {
    let loaded = load_files(&[
        ("provider.yaml", INDEX.as_bytes()),
        ("cards.yaml", part.as_bytes()),
    ]);
    assert!(!loaded.findings.has_errors(), "{:#?}", loaded.findings);
    let order = loaded
        .findings
        .iter()
        .filter(|finding| finding.code == KEY_ORDER);
    let told = |finding: &crate::finding::Finding| {
        let at = loaded.sources.position(finding.span);
        let help = finding.help.as_deref().unwrap_or_default();
        format!("{}:{} {help}", at.line, at.column)
    };
    order.map(told).collect()
}

#[test]
fn one_warning_per_record_at_the_first_key_out_of_place() {
    let part = operation(
        "outcomes:\n  - when: { a: 1 }\n    at: data\n    done: nothing\ninputs:\n  a: { type: text, min_length: 1, summary: A. }",
    );
    assert_eq!(
        told(&part),
        [
            "10:5 write them in this order: `summary`, `evidence`, `request`, `auth`, `effect`, `inputs`, `outcomes`",
            "11:9 write them in this order: `done`, `at`, `when`",
            "15:12 write them in this order: `summary`, `type`, `min_length`",
        ]
    );
}

#[test]
fn names_may_stand_in_any_order() {
    let part = operation(
        "inputs:\n  type: { summary: A., type: text }\n  summary: { summary: B., type: text }\nbody:\n  when: type\n  at: summary\ncodes:\n  9: { name: b, summary: B. }\n  1: { name: a, summary: A. }",
    );
    assert_eq!(told(&part), [""; 0]);
}
