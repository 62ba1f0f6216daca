//! Paths into answers that lead to nothing in any example, and nearly to something that nothing reads.

use super::{clean, found, only};

#[test]
fn a_message_is_where_an_example_has_one() {
    const MESSAGE: &str = "          message: [message]\n";
    only(
        &[("provider", MESSAGE, "          message: [mesage]\n")],
        "W0670 `mesage`: no example's answer holds `mesage`",
    );
    clean(&[(
        "provider",
        MESSAGE,
        "          message: [messages, message]\n",
    )]);
}

#[test]
fn reasons_are_where_an_example_has_them() {
    let rule = |fields: &str| {
        format!(
            "        when: {{ code: {{ not: 0 }} }}\n      - refused: {{ fields: {fields} }}\n        when: {{ http: 422, reasons: {{ present: true }} }}\n"
        )
    };
    let example = "      wrong_secret:\n        constructed: the words on reasons\n        answer:\n          http: 422\n          body: |\n            {\"reasons\": {\"secret\": \"is missing\"}}\n        outcome: { refused: invalid }\n      a_wrong_secret:\n";
    let with = |fields: &str| {
        found(&[
            (
                "provider",
                "        when: { code: { not: 0 } }\n",
                &rule(fields),
            ),
            ("access", "      wrong_secret:\n", example),
        ])
    };
    assert_eq!(with("reasons"), Vec::<String>::new());
    assert_eq!(
        with("reason"),
        ["W0670 `reason`: no example's answer holds `reason`"]
    );
}

#[test]
fn a_name_on_the_wire_is_that_of_something_that_comes() {
    let field = |names: &str| {
        format!(
            "      paid_on:\n        summary: The day of the payment.\n        names: [{names}]\n"
        )
    };
    const PAID_ON: &str = "      paid_on:\n        summary: The day of the payment.\n";
    let answer = "\"id\": 7, \"order\": \"order-1\", \"state\": 1, \"amount\": 10.00, \"currency\": \"TRY\"}}\n        outcome: done\n      still_open:\n        constructed: the page's words on slow banks\n        answer:\n          http: 200\n          body: |\n            {\"code\": 0, \"payment\": {\"id\": 7, \"order\": \"order-1\", \"state\": 2, \"amount\": 10.00, \"currency\": \"TRY\"}}\n        outcome: open\n      no_payment:";
    let dated = answer.replacen("\"id\": 7", "\"id\": 7, \"paid_at\": \"2026-01-31\"", 1);
    let with = |names: &str| {
        found(&[
            ("payments", PAID_ON, &field(names)),
            ("payments", answer, &dated),
        ])
    };
    assert_eq!(with("paid_at"), Vec::<String>::new());
    assert_eq!(
        with("paid_att, settled_on"),
        ["W0670 `paid_att`: no example's answer holds `paid_att`"]
    );
    // Another word makes another name.
    assert_eq!(with("paid_at_x"), Vec::<String>::new());
    clean(&[("payments", PAID_ON, &field("settled_on"))]);
}
