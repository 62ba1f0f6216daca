//! Rules about requests, answers, verdicts, examples and codes, on small changes of the base spec that the pages of all findings
//! use.
//! The pages show one case of each rule; here are the others, and what must not be found.

mod browser;
mod callbacks;
mod collisions;
mod consequences;
mod examples;
mod flows;
mod identifiers;
mod index;
mod money;
mod names;
mod paths;
mod rules;
mod sandbox;
mod signatures;
mod verdicts;

use codegen::{Report, read_texts};

const BASE: [(&str, &str); 4] = [
    (
        "shop/provider.yaml",
        include_str!("../../findings/base/shop/provider.yaml"),
    ),
    (
        "shop/access.yaml",
        include_str!("../../findings/base/shop/access.yaml"),
    ),
    (
        "shop/payments.yaml",
        include_str!("../../findings/base/shop/payments.yaml"),
    ),
    (
        "shop/codes.yaml",
        include_str!("../../findings/base/shop/codes.yaml"),
    ),
];

/// What is found in the base spec with texts changed: (file, from, to), each found exactly once.
pub fn report(changes: &[(&str, &str, &str)]) -> Report {
    let mut files: Vec<(&str, String)> = BASE
        .iter()
        .map(|(name, text)| (*name, (*text).to_owned()))
        .collect();
    for (file, from, to) in changes {
        let name = format!("shop/{file}.yaml");
        let (_, text) = files
            .iter_mut()
            .find(|(known, _)| **known == name)
            .unwrap_or_else(|| panic!("no file {file}"));
        assert_eq!(
            text.matches(from).count(),
            1,
            "`{from}` stands once in {file}"
        );
        *text = text.replace(from, to);
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    read_texts(&files).map_or_else(|report| report, |spec| spec.warnings)
}

/// Each finding as one line: its code, the text that is marked, that of the second place, and the message.
pub fn found(changes: &[(&str, &str, &str)]) -> Vec<String> {
    let report = report(changes);
    report
        .findings()
        .iter()
        .map(|finding| {
            let marked = report.sources().slice(finding.span);
            let second = finding.second.as_ref().map_or(String::new(), |(span, _)| {
                assert_ne!(*span, finding.span, "two places");
                format!(" + `{}`", report.sources().slice(*span))
            });
            format!("{} `{marked}`{second}: {}", finding.code, finding.message)
        })
        .collect()
}

/// The only thing that is found.
#[track_caller]
pub fn only(changes: &[(&str, &str, &str)], expected: &str) {
    assert_eq!(found(changes), [expected], "{}", report(changes));
}

/// Nothing is found.
#[track_caller]
pub fn clean(changes: &[(&str, &str, &str)]) {
    assert!(report(changes).count() == 0, "{}", report(changes));
}

#[test]
fn the_base_has_no_finding() {
    clean(&[]);
}
