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
    assert_eq!(with("      over: []\n"), ["E0212 `[]`: the list is empty"]);
}

const AMOUNT: &str = "      amount:\n        summary: What was charged.\n        type: decimal\n";

#[test]
fn what_a_confirmation_compares_is_answered() {
    let named = |names: &str| {
        let named = AMOUNT.replace(
            "        type",
            &format!("        names: [{names}]\n        type"),
        );
        let field = format!("{named}        optional: true\n");
        found(&[("payments", AMOUNT, &field)])
    };
    assert_eq!(named("total, amount"), Vec::<String>::new());
    let message =
        "no `done` example of `find_payment` answers `amount`, which a confirmation compares";
    assert_eq!(
        named("total"),
        [format!("E0660 `amount` + `amount`: {message}")]
    );
    assert_eq!(
        named("amuont"),
        [format!("E0660 `amuont` + `amount`: {message}")]
    );
}

#[test]
fn a_payment_is_not_compared_with_what_was_given_back() {
    let compared = |name: &str| {
        let field = format!(
            "{AMOUNT}      {name}:\n        summary: Another.\n        names: [amount]\n        type: decimal\n"
        );
        found(&[
            ("payments", AMOUNT, &field),
            (
                "payments",
                "      echo: order_number\n      amount: amount\n",
                &format!("      echo: order_number\n      amount: {name}\n"),
            ),
        ])
    };
    for (name, other) in [
        ("refunded_amount", true),
        ("total_commission", true),
        ("service_fee", true),
        ("coffee_amount", false),
    ] {
        let expected = format!("E0661 `{name}`: `{name}` is not what was paid");
        let expected = if other { vec![expected] } else { Vec::new() };
        assert_eq!(compared(name), expected);
    }
}

const CARRIERS: &str = "    carriers: [form]\n";
const JSON: (&str, &str, &str) = ("payments", CARRIERS, "    carriers: [json]\n");
const STATE: &str = "      state:\n        summary: What came of it.\n        type: integer\n";

#[test]
fn a_json_body_is_alone_and_no_way_to_arrive_stands_twice() {
    clean(&[JSON]);
    let with = |carriers: &str| {
        found(&[(
            "payments",
            CARRIERS,
            &format!("    carriers: [{carriers}]\n"),
        )])
    };
    assert_eq!(with("query, form"), [""; 0]);
    let apart = "a callback arrives either as a JSON body or as parameters";
    assert_eq!(
        with("json, query, form"),
        [format!("E0645 `query` + `json`: {apart}")]
    );
    assert_eq!(
        with("form, json"),
        [format!("E0645 `json` + `form`: {apart}")]
    );
    assert_eq!(
        with("form, form"),
        ["E0402 `form` + `form`: `form` stands twice"]
    );
    assert_eq!(
        with("json, json"),
        ["E0402 `json` + `json`: `json` stands twice"]
    );
}

#[test]
fn only_a_json_body_holds_objects_and_lists() {
    for (kind, is_single) in [
        ("Payment", false),
        ("list of Payment", false),
        ("list of text", false),
        ("map of text", false),
        ("Currency", true),
    ] {
        let more = format!("{STATE}      more:\n        summary: More.\n        type: {kind}\n");
        clean(&[JSON, ("payments", STATE, &more)]);
        let found = found(&[("payments", STATE, &more)]);
        let told = format!("E0646 `{kind}`: `more` is more than a single value");
        let expected = if is_single { vec![] } else { vec![told] };
        assert_eq!(found, expected);
    }
    // What could not be read of the ways to arrive is unknown, not wrong.
    let more = format!("{STATE}      more:\n        summary: More.\n        type: Payment\n");
    let unread = ("payments", CARRIERS, "    carriers: [mail]\n");
    assert_eq!(found(&[unread, ("payments", STATE, &more)]).len(), 1);
}

#[test]
fn a_signature_over_json_covers_single_values_at_any_depth() {
    let more = format!(
        "{STATE}      amount:\n        summary: What was paid.\n        names: [payment.amount]\n        type: decimal\n      payment:\n        summary: More.\n        type: Payment\n"
    );
    let over = |over: &str| {
        let over = format!("      over: [{over}]\n");
        found(&[JSON, ("payments", STATE, &more), ("payments", OVER, &over)])
    };
    assert_eq!(over("order, payment.amount"), [""; 0]);
    assert_eq!(
        over("order, payment"),
        ["E0641 `payment`: `payment` is more than a single value"]
    );
}

#[test]
fn a_reference_is_a_value_that_can_be_compared() {
    let input = "      order_number:\n        summary: The merchant's number of the order.\n        type: text\n        min_length: 1\n    outcomes:";
    let field = "        names: [order]\n        type: text\n      state:";
    for (kind, told) in [
        ("integer", ""),
        ("Currency", ""),
        (
            "base64_text",
            "E0631 `order_number`: `order_number` is no reference of a payment",
        ),
    ] {
        let input_of = format!(
            "      order_number:\n        summary: The merchant's number of the order.\n        type: {kind}\n    outcomes:"
        );
        let field_of = format!("        names: [order]\n        type: {kind}\n      state:");
        let found = found(&[
            ("payments", input, &input_of),
            ("payments", field, &field_of),
            ("payments", "      echo: order_number\n", ""),
        ]);
        let own: Vec<_> = found
            .iter()
            .filter(|line| line.contains("no reference of a payment"))
            .collect();
        assert_eq!(own.len(), usize::from(!told.is_empty()), "{found:#?}");
        assert!(own.iter().all(|line| *line == told), "{found:#?}");
    }
}

#[test]
fn what_is_compared_with_the_currency_is_one() {
    let confirm = "      echo: order_number\n      amount: amount\n      currency: currency\n";
    for field in ["id", "amount", "paid_on"] {
        let wrong =
            format!("      echo: order_number\n      amount: amount\n      currency: {field}\n");
        only(
            &[("payments", confirm, &wrong)],
            &format!("E0639 `{field}`: `{field}` is not a currency"),
        );
    }
    let typed =
        "        summary: The currency of the amount.\n        type: Currency\n      paid_on:";
    let scalar = typed.replace("Currency\n", "currency\n");
    clean(&[("payments", typed, &scalar)]);
    let text = typed.replace("Currency\n", "text\n");
    only(
        &[("payments", typed, &text)],
        "E0639 `currency`: `currency` is not a currency",
    );
}
