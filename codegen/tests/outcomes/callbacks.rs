//! Callbacks: the parts of their signatures, and the operation that confirms them.

use super::{clean, found, only};

const OVER: &str = "      over: [order, state]\n";

fn with(over: &str) -> Vec<String> {
    found(&[("payments", OVER, over)])
}

#[test]
fn a_part_that_is_no_field_is_told_with_a_near_one() {
    let over = "      over: [order, stat]\n";
    assert_eq!(
        with(over),
        ["E0401 `stat`: no field of the callback arrives as `stat`"]
    );
    let report = super::report(&[("payments", OVER, over)]).render(false);
    assert!(report.contains("did you mean `state`?"), "{report}");
}

#[test]
fn the_field_of_the_signature_is_one_of_the_callback() {
    only(
        &[("payments", "      field: hash\n", "      field: hsh\n")],
        "E0401 `hsh`: no field of the callback arrives as `hsh`",
    );
}

#[test]
fn what_is_compared_as_a_number_is_covered() {
    clean(&[("payments", OVER, &format!("{OVER}      numeric: [state]\n"))]);
    assert_eq!(
        with("      over: [order]\n      numeric: [state]\n"),
        ["E0401 `state`: the signature does not cover `state`"]
    );
    let wrong = format!("{OVER}      numeric: [stat]\n");
    assert_eq!(
        with(&wrong),
        ["E0401 `stat`: the signature does not cover `stat`"]
    );
    let report = super::report(&[("payments", OVER, &wrong)]).render(false);
    assert!(report.contains("did you mean `state`?"), "{report}");
}

#[test]
fn what_is_unsent_is_covered_and_no_field() {
    clean(&[(
        "payments",
        OVER,
        "      over: [order, state, total]\n      unsent: [total]\n",
    )]);
    assert_eq!(
        with(&format!("{OVER}      unsent: [total]\n")),
        ["E0401 `total`: the signature does not cover `total`"]
    );
    assert_eq!(
        with(&format!("{OVER}      unsent: [state]\n")),
        ["E0642 `state`: `state` is a field of the callback and would not be compared"]
    );
    assert_eq!(
        with("      over: [order, state, total]\n      numeric: [total]\n      unsent: [total]\n"),
        ["E0642 `total`: `total` is unsent, so it is compared with nothing"]
    );
}

#[test]
fn a_signature_does_not_cover_itself() {
    assert_eq!(
        with("      over: [order, state, hash]\n"),
        ["E0642 `hash`: `hash` is the signature itself"]
    );
}

#[test]
fn parts_that_could_not_be_read_bring_no_second_finding() {
    let found = with("      over: [order, [state]]\n      numeric: [state]\n");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found.iter().all(|line| line.starts_with("E02")),
        "{found:#?}"
    );
}

#[test]
fn an_operation_that_is_never_done_confirms_nothing() {
    let find = "    outcomes:\n      - done: Payment\n        at: payment\n        when: { code: 0, payment.state: 1 }\n      - open: Payment\n        at: payment\n        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      31:";
    let open = "    outcomes:\n      - open: Payment\n        at: payment\n        when: { code: 0, payment.state: [1, 2] }\n    envelope: status\n    codes:\n      31:";
    let found = found(&[("payments", find, open)]);
    let confirms = "E0630 `find_payment`: `find_payment` is never `done`";
    assert!(found.contains(&confirms.to_owned()), "{found:#?}");
    let callback = super::report(&[("payments", find, open)]).render(false);
    assert!(
        callback.contains("only a `done` answer confirms a payment"),
        "{callback}"
    );
}

#[test]
fn a_signature_over_nothing_proves_nothing() {
    assert_eq!(
        with("      over: []\n"),
        ["E0644 `hash`: the signature covers nothing"]
    );
}
