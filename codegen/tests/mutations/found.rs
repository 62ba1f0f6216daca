//! What mutations have shown once, each as the smallest change of a spec of the repository.

use super::engine::judge::{Known, Real, Verdict, judge};
use super::repository;

/// Paywall's spec with texts replaced, and what becomes of it.
fn changed(changes: &[(&str, &str)]) -> Verdict {
    let read = |name: &str| {
        let path = repository()
            .join("codegen/tests/excerpts/paywall")
            .join(name);
        let mut text = std::fs::read_to_string(path).expect("a file of the spec");
        for (from, to) in changes {
            text = text.replace(from, to);
        }
        (name.to_owned(), text)
    };
    let files = ["provider.yaml", "cards.yaml"].map(read);
    judge(&Real, &files, &Known::default()).expect("findings, or output that is Rust")
}

#[test]
fn an_area_that_is_no_name_is_refused() {
    let verdict = changed(&[("area: cards", "area: \"*\"")]);
    assert!(matches!(verdict, Verdict::Refused));
}

#[test]
fn an_optional_set_of_credentials_whose_name_begins_with_a_digit_can_be_printed() {
    let verdict = changed(&[("  private:\n", "  3_d:\n"), (": private.", ": 3_d.")]);
    assert!(matches!(verdict, Verdict::Accepted(_)));
}

#[test]
fn a_title_on_two_lines_is_one_line_of_documentation() {
    let verdict = changed(&[("title: ", "title: |\n  fn (\n  ")]);
    assert!(matches!(verdict, Verdict::Accepted(_)));
}
