//! Names that become one in Rust, on the wire or in a table, each with both places.

use super::{clean, found, only};

#[test]
fn two_codes_of_one_name_are_told_by_their_names() {
    only(
        &[("codes", "9: { name: busy,", "9: { name: wrong_key,")],
        "E0405 `wrong_key` + `wrong_key`: the code `wrong_key` is there twice",
    );
}

#[test]
fn an_input_of_a_group_and_one_of_the_operation_show_both_places() {
    let found = found(&[
        (
            "payments",
            "      buyer:\n        summary: Who pays.\n",
            "      Amount:\n        summary: Another amount.\n        type: text\n      buyer:\n        summary: Who pays.\n",
        ),
        (
            "payments",
            "      card: card_number\n",
            "      card: card_number\n      other: Amount\n",
        ),
    ]);
    let collision = "E0405 `Amount` + `amount`: the input `Amount` and the input `amount` would both be `amount` in Rust";
    assert!(found.contains(&collision.to_owned()), "{found:#?}");
}

#[test]
fn an_input_that_a_group_has_already_is_found_once() {
    let found = found(&[(
        "payments",
        "      buyer:\n        summary: Who pays.\n",
        "      amount:\n        summary: Again.\n        type: decimal\n      buyer:\n        summary: Who pays.\n",
    )]);
    let twice =
        "E0402 `amount` + `amount`: a group that is used here has an input `amount` already";
    assert_eq!(found, [twice]);
}

#[test]
fn examples_become_tests_and_need_names_of_their_own() {
    let found = found(&[(
        "payments",
        "      no_funds:\n        constructed",
        "      süccess:\n        constructed",
    )]);
    let collision = "E0405 `süccess` + `success`: the example `süccess` and the example `success` would both be `success` in Rust";
    assert!(found.contains(&collision.to_owned()), "{found:#?}");
}

#[test]
fn fields_of_a_callback_do_not_become_one() {
    let found = found(&[(
        "payments",
        "      state:\n        summary: What came of it.\n",
        "      order__number:\n        summary: Again.\n        type: text\n      state:\n        summary: What came of it.\n",
    )]);
    assert!(
        found
            .iter()
            .any(|line| line.starts_with("E0405 `order__number` + `order_number`")),
        "{found:#?}"
    );
}

#[test]
fn a_header_that_authenticates_is_not_sent_by_an_input() {
    let at = "        type: Buyer\n    body:\n";
    let headers = "        type: Buyer\n    headers:\n      x-public-key: { text: a }\n    body:\n";
    only(
        &[("payments", at, headers)],
        "E0618 `x-public-key` + `X-Public-Key`: `x-public-key` would be sent twice",
    );
}

#[test]
fn one_name_under_two_choices_is_sent_once() {
    let of = |choice: &str| format!("{{ text: {choice}, only: {{ find_method: {choice} }} }}");
    let group = |field: &str| format!("    body:\n      order: order_number\n      via: {field}\n");
    let own = |field: &str| format!("      card: card_number\n      via: {field}\n");
    let at = (
        "    body:\n      order: order_number\n",
        "      card: card_number\n",
    );
    let shown = (
        "              \"order\": \"order-1\",\n              \"amount\"",
        "              \"order\": \"order-1\",\n              \"via\": \"get\",\n              \"amount\"",
    );
    clean(&[
        ("payments", at.0, &group(&of("get"))),
        ("payments", at.1, &own(&of("post"))),
        ("payments", shown.0, shown.1),
    ]);
    only(
        &[
            ("payments", at.0, &group(&of("get"))),
            ("payments", at.1, &own(&of("get"))),
            ("payments", shown.0, shown.1),
        ],
        "E0618 `via` + `via`: `via` would be sent twice",
    );
}

#[test]
fn two_inputs_of_a_type_are_not_written_under_one_name() {
    let input =
        "        summary: Where the receipt goes.\n        type: email\n        optional: true\n";
    let found = found(&[(
        "payments",
        input,
        &format!("{input}        wire: full_name\n"),
    )]);
    let twice = "E0618 `full_name` + `full_name`: `full_name` would be sent twice";
    assert!(found.iter().any(|line| line == twice), "{found:#?}");
}

#[test]
fn codes_of_an_enum_that_are_read_as_one_are_one() {
    only(
        &[(
            "payments",
            "    enum: text\n    values:\n      lira: { code: TRY, summary: Turkish lira. }\n",
            "    enum: text\n    ignore_case: true\n    values:\n      lira: { code: TRY, also: [try], summary: Turkish lira. }\n",
        )],
        "E0506 `try` + `TRY`: the code `try` stands for two values",
    );
}
