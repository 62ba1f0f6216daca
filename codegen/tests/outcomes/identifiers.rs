//! Identifiers: taken wherever their value would be, and by nothing else.

use super::{clean, found, only, report};

/// The base spec with the number of an order as an identifier, wherever it stands.
const ORDER: [(&str, &str, &str); 5] = [
    (
        "payments",
        "        type: text\n        optional: true\n        min_length: 1\n",
        "        type: OrderNumber\n        optional: true\n",
    ),
    (
        "payments",
        "        summary: The merchant's number of the order.\n        type: text\n        min_length: 1\n    outcomes:",
        "        summary: The merchant's number of the order.\n        type: OrderNumber\n    outcomes:",
    ),
    (
        "payments",
        "        names: [order]\n        type: text\n      amount:",
        "        names: [order]\n        type: OrderNumber\n        reads: [number]\n      amount:",
    ),
    (
        "payments",
        "        names: [order]\n        type: text\n      state:",
        "        names: [order]\n        type: OrderNumber\n      state:",
    ),
    (
        "payments",
        "  Currency:\n    summary: A currency.\n",
        "  OrderNumber:\n    summary: The merchant's number of an order.\n    identifier: text\n    min_length: 1\n    max_length: 20\n  Currency:\n    summary: A currency.\n",
    ),
];

fn with(
    changes: &[(&'static str, &'static str, &'static str)],
) -> Vec<(&'static str, &'static str, &'static str)> {
    [&ORDER[..], changes].concat()
}

#[test]
fn one_stands_in_groups_paths_signatures_references_answers_and_callbacks() {
    clean(&ORDER);
}

#[test]
fn its_integer_is_a_number_that_texts_may_hold() {
    clean(&[
        (
            "payments",
            "        type: integer\n        reads: [text]\n",
            "        type: PaymentId\n        reads: [text]\n",
        ),
        (
            "payments",
            "  Currency:\n    summary: A currency.\n",
            "  PaymentId:\n    summary: The provider's number of a payment.\n    identifier: integer\n    min: 1\n  Currency:\n    summary: A currency.\n",
        ),
    ]);
}

#[test]
fn it_reads_what_its_value_reads() {
    let found = found(&with(&[(
        "payments",
        "        reads: [number]\n      amount:",
        "        reads: [text]\n      amount:",
    )]));
    assert_eq!(
        found,
        ["E0503 `text`: `reads: [text]` does not go with the type of this field"]
    );
}

#[test]
fn a_bare_text_is_not_handed_over_for_one() {
    let mut changes = ORDER.to_vec();
    changes.remove(3);
    let found = found(&changes);
    assert!(
        found.contains(
            &"E0631 `order_number`: `order_number` and `order_number` are of different types"
                .to_owned()
        ),
        "{found:#?}"
    );
}

#[test]
fn another_identifier_is_not_handed_over_for_one() {
    let found = found(&with(&[
        (
            "payments",
            "        type: OrderNumber\n    outcomes:",
            "        type: OtherNumber\n    outcomes:",
        ),
        (
            "payments",
            "  OrderNumber:\n",
            "  OtherNumber:\n    summary: Another number.\n    identifier: text\n  OrderNumber:\n",
        ),
    ]));
    let different = "`order_number` and `order_number` are of different types";
    let count = found.iter().filter(|line| line.contains(different)).count();
    assert_eq!(
        count, 2,
        "of the lost answer and of the callback: {found:#?}"
    );
}

#[test]
fn its_constraints_are_its_own() {
    only(
        &with(&[(
            "payments",
            "        type: OrderNumber\n    outcomes:",
            "        type: OrderNumber\n        max_length: 9\n    outcomes:",
        )]),
        "E0503 `9`: the type of an identifier says itself what is refused",
    );
    only(
        &with(&[(
            "payments",
            "    min_length: 1\n    max_length: 20\n",
            "    min: 1\n",
        )]),
        "E0503 `1`: only a number has a smallest and a largest value",
    );
}

#[test]
fn examples_keep_its_constraints() {
    let found = found(&with(&[(
        "payments",
        "    max_length: 20\n",
        "    max_length: 3\n",
    )]));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found
            .iter()
            .all(|line| line.contains("at most 3 characters")),
        "{found:#?}"
    );
}

#[test]
fn a_secret_one_does_not_stand_in_an_address() {
    let found = found(&with(&[(
        "payments",
        "    identifier: text\n",
        "    identifier: secret\n",
    )]));
    assert!(
        found
            .iter()
            .any(|line| line.contains("would stand in the address")),
        "{found:#?}"
    );
}

#[test]
fn a_name_that_promises_a_secret_asks_for_a_secret_one() {
    let token = |kind: &str| {
        format!(
            "  CardToken:\n    summary: Token of a card.\n    identifier: {kind}\n  Currency:\n    summary: A currency.\n"
        )
    };
    let field = "      paid_on:\n        summary: The day";
    let with_field = "      card_token:\n        summary: Token of the card.\n        type: CardToken\n        optional: true\n      paid_on:\n        summary: The day";
    let at = "  Currency:\n    summary: A currency.\n";
    clean(&[
        ("payments", field, with_field),
        ("payments", at, &token("secret")),
    ]);
    let text = token("text");
    let changes = [("payments", field, with_field), ("payments", at, &text)];
    only(
        &changes,
        "E0801 `card_token`: `card_token` is named like a secret",
    );
    let told = report(&changes).to_string();
    assert!(
        told.contains("write `identifier: secret` where its type is declared"),
        "{told}"
    );
}

#[test]
fn what_it_is_made_of_is_one_of_four_words() {
    let found = found(&with(&[(
        "payments",
        "    identifier: text\n",
        "    identifier: decimal\n",
    )]));
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn nothing_else_has_its_keys() {
    let found = found(&[(
        "payments",
        "    enum: text\n",
        "    enum: text\n    max_length: 3\n",
    )]);
    assert_eq!(found.len(), 1, "{found:#?}");
}
