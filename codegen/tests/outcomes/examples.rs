//! Examples: places inside of their bodies, requests that are what is sent, and rules that one of them meets.

use super::{clean, found, only};

const BODY: &str = "              \"month\": \"12\",\n";

/// Changes the request that the printed example of `pay` shows.
fn request(to: &str, expected: &str) {
    only(&[("payments", BODY, to)], expected);
}

#[test]
fn a_field_that_is_not_sent_is_marked_by_its_name() {
    request(
        "              \"month\": \"12\",\n              \"day\": \"1\",\n",
        "E0708 `\"day\"`: `$.day` is not sent",
    );
}

#[test]
fn a_field_that_is_sent_and_not_shown_is_missing() {
    request("", "E0708 `{`: `$.month` is missing");
    only(
        &[(
            "payments",
            "\"buyer\": {\"full_name\": \"Ayşe Örnek\"}",
            "\"buyer\": {}",
        )],
        "E0708 `\"buyer\"`: `$.buyer.full_name` is missing",
    );
}

#[test]
fn another_value_is_marked_where_it_stands() {
    request(
        "              \"month\": \"01\",\n",
        "E0708 `\"01\"`: `$.month` is sent with another text",
    );
    only(
        &[(
            "payments",
            "              \"amount\": 10.00,\n",
            "              \"amount\": 10.0,\n",
        )],
        "E0708 `10.0`: `$.amount` is sent as the number `10.00`",
    );
    only(
        &[(
            "payments",
            "              \"amount\": 10.00,\n",
            "              \"amount\": \"10.00\",\n",
        )],
        "E0708 `\"10.00\"`: `$.amount` is sent as a number, `10.00`",
    );
    only(
        &[(
            "payments",
            "\"hash\": \"{{signature}}\"",
            "\"hash\": \"abc\"",
        )],
        "E0708 `\"abc\"`: `$.hash` is a signature, which is another one each time",
    );
    only(
        &[(
            "access",
            "{\"secret\": \"login-1\"}",
            "{\"secret\": \"login-2\"}",
        )],
        "E0708 `\"login-2\"`: `$.secret` is sent with another text",
    );
}

#[test]
fn what_an_alternative_does_not_send_by_default_is_not_shown() {
    let only_post = (
        "payments",
        "      card: card_number\n",
        "      card: card_number\n      channel: { text: web, only: { find_method: post } }\n",
    );
    clean(&[only_post]);
    let shown = (
        "payments",
        BODY,
        "              \"month\": \"12\",\n              \"channel\": \"web\",\n",
    );
    only(
        &[only_post, shown],
        "E0708 `\"channel\"`: `$.channel` is not sent",
    );
}

#[test]
fn headers_of_an_example_are_sent() {
    let inputs = "          inputs: { order_number: order-1 }\n";
    let with = |header: &str| format!("{inputs}          headers:\n            {header}\n");
    clean(&[("payments", inputs, &with("authorization: Bearer token-1"))]);
    only(
        &[("payments", inputs, &with("X-Public-Key: public-1"))],
        "E0708 `X-Public-Key`: no header `X-Public-Key` is sent",
    );
    let pay = "          body: |\n            {\n              \"order\"";
    let key = |text: &str| format!("          headers:\n            x-public-key: {text}\n{pay}");
    clean(&[("payments", pay, &key("public-1"))]);
    only(
        &[("payments", pay, &key("public-2"))],
        "E0708 `public-2`: the header `x-public-key` is sent with another text",
    );
}

#[test]
fn an_operation_without_a_body_shows_none() {
    let inputs = "          inputs: { order_number: order-1 }\n";
    let with = format!("{inputs}          body: |\n            {{\"order\": \"order-1\"}}\n");
    let found = found(&[("payments", inputs, &with)]);
    assert!(
        found.len() == 1 && found[0].ends_with("`find_payment` sends no body"),
        "{found:#?}"
    );
}

#[test]
fn a_form_is_shown_as_json_or_as_it_is_sent() {
    let form = (
        "access",
        "    body:\n      secret:",
        "    form:\n      secret:",
    );
    clean(&[form]);
    let encoded = |text: &str| format!("            {text}\n");
    let body = "            {\"secret\": \"login-1\"}\n";
    clean(&[form, ("access", body, &encoded("secret=login-1"))]);
    let found = found(&[form, ("access", body, &encoded("user=login-1"))]);
    let messages: Vec<_> = found
        .iter()
        .filter_map(|line| line.rsplit_once(": "))
        .map(|(_, message)| message)
        .collect();
    assert_eq!(messages, ["`$.secret` is missing", "`$.user` is not sent"]);
}

#[test]
fn an_answer_is_marked_at_the_value_that_does_not_fit() {
    let answer =
        "            {\"code\": 0, \"token\": \"token-1\", \"ends_at\": \"2026-01-31 12:00:00\"}\n";
    let changed = "            {\n              \"code\": 0,\n\n              \"ends_at\": \"gestern ş\", \"token\": 7\n            }\n";
    assert_eq!(
        found(&[("access", answer, changed)]),
        [
            "E0701 `\"gestern ş\"`: `$.ends_at` should be a moment, YYYY-MM-DD hh:mm:ss",
            "E0701 `7`: `$.token` should be text and is a number",
        ]
    );
    let quoted = "          body: |\n            {\"code\": 0, \"token\": \"token-1\", \"ends_at\": \"2026-01-31 12:00:00\"}\n";
    only(
        &[(
            "access",
            quoted,
            "          body: '{\"code\": 0, \"token\": \"token-1\"}'\n",
        )],
        "E0701 `{`: `$.ends_at` is required and missing",
    );
}

#[test]
fn a_text_that_stops_being_json_is_marked_where_it_does() {
    let answer = "            {\"code\": 5, \"message\": \"Wrong secret\"}\n";
    only(
        &[(
            "access",
            answer,
            "            {\n              \"code\": 5,\n              message: 1\n            }\n",
        )],
        "E0704 `m`: the body is not JSON",
    );
    // Where escapes moved the letters, the message says what the mark cannot.
    only(
        &[(
            "access",
            "          body: |\n            {\"code\": 5, \"message\": \"Wrong secret\"}\n",
            "          body: \"{\\\"code\\\": 5,}\"\n",
        )],
        "E0704 `\"{\\\"code\\\": 5,}\"`: the body is not JSON: line 1, column 12 of it cannot be read",
    );
}

#[test]
fn a_value_inside_of_an_input_is_marked_itself() {
    only(
        &[(
            "payments",
            "buyer: { full_name: Ayşe Örnek }",
            "buyer: { full_name: Ayşe Örnek, email: nobody }",
        )],
        "E0701 `nobody`: the example's `buyer.email` should be an e-mail address",
    );
}

#[test]
fn inputs_that_go_together_are_given_together() {
    let inputs = "      buyer:\n        summary: Who pays.\n        type: Buyer\n";
    let more = format!(
        "{inputs}      city:\n        summary: A city.\n        type: text\n        optional: true\n      street:\n        summary: A street.\n        type: text\n        optional: true\n    together: [[city, street]]\n"
    );
    let example = "            buyer: { full_name: Ayşe Örnek }\n";
    only(
        &[
            ("payments", inputs, &more),
            (
                "payments",
                "      buyer: buyer\n",
                "      buyer: buyer\n      city: city\n      street: street\n",
            ),
            (
                "payments",
                example,
                &format!("{example}            city: İstanbul\n"),
            ),
        ],
        "E0703 `city`: `city` is given without `street`",
    );
}

#[test]
fn a_rule_of_the_envelope_is_met_by_an_example_of_any_operation() {
    let at = "        when: { code: { not: 0 } }\n";
    let rule = format!(
        "{at}      - refused: {{ message: [message], fields: errors }}\n        when: {{ http: 422 }}\n"
    );
    only(
        &[("provider", at, &rule)],
        "W0706 `refused`: no example of any operation meets this rule",
    );
    let example = "      wrong_secret:\n";
    let invalid = format!(
        "      invalid:\n        constructed: the envelope\n        answer:\n          http: 422\n          body: |\n            {{\"errors\": {{\"secret\": [\"wrong\"]}}}}\n        outcome: {{ refused: invalid }}\n{example}"
    );
    clean(&[("provider", at, &rule), ("access", example, &invalid)]);
}

#[test]
fn one_answer_to_two_requests_is_two_examples() {
    let example = "      still_open:\n        constructed: the page's words on slow banks\n        answer:\n          http: 200\n          body: |\n            {\"code\": 0, \"payment\": {\"id\": 7, \"order\": \"order-1\", \"state\": 2, \"amount\": 10.00, \"currency\": \"TRY\"}}\n        outcome: open\n      no_payment:\n";
    let again = |number: &str| {
        format!(
            "      again:\n        constructed: made up\n        request:\n          inputs: {{ order_number: {number} }}\n        answer:\n          http: 200\n          body: |\n            {{\"code\": 0, \"payment\": {{\"id\": 7, \"order\": \"order-1\", \"state\": 1, \"amount\": 10.00, \"currency\": \"TRY\"}}}}\n        outcome: done\n{example}"
        )
    };
    clean(&[("payments", example, &again("order-2"))]);
    let found = found(&[("payments", example, &again("order-1"))]);
    assert!(
        found.len() == 1 && found[0].starts_with("W0707 `again` + `success`"),
        "{found:#?}"
    );
}

#[test]
fn a_name_that_is_nearly_right_is_one_finding_at_that_name() {
    only(
        &[(
            "access",
            "\"token\": \"token-1\", \"ends_at\"",
            "\"tokn\": \"token-1\", \"ends_at\"",
        )],
        "E0701 `\"tokn\"`: `$.token` is required and missing",
    );
    request(
        "              \"mounth\": \"12\",\n",
        "E0708 `\"mounth\"`: `$.mounth` is not sent",
    );
}

#[test]
fn a_field_that_cannot_be_read_is_one_finding_and_not_another_in_each_example() {
    let found = found(&[(
        "payments",
        "      month: expiry.month\n",
        "      month: expiry.mnth\n",
    )]);
    assert!(
        found.len() == 1 && found[0].starts_with("E0205"),
        "{found:#?}"
    );
}

#[test]
fn a_field_that_cannot_be_built_is_one_finding_and_not_another_in_each_example() {
    let found = found(&[(
        "access",
        "{ credential: login_secret }",
        "{ credential: login_secrt }",
    )]);
    assert!(
        found.iter().all(|line| !line.starts_with("E0708")),
        "{found:#?}"
    );
}

#[test]
fn an_outcome_that_the_rules_do_not_give_shows_the_rule_that_took_the_answer() {
    let report = super::report(&[(
        "payments",
        r#""order": "order-1", "state": 2, "amount": 10.00, "currency": "TRY"}}
        outcome: open
      no_funds"#,
        r#""order": "order-1", "state": 1, "amount": 10.00, "currency": "TRY"}}
        outcome: open
      no_funds"#,
    )])
    .render(false);
    assert!(
        report.contains("when: { code: 0, payment.state: 1 }\n"),
        "{report}"
    );
    assert!(
        report.contains("the first rule that the answer meets"),
        "{report}"
    );
}

#[test]
fn an_answer_that_no_rule_takes_shows_what_keeps_it_from_the_nearest_rule() {
    let found = super::found(&[(
        "payments",
        r#""order": "order-1", "state": 2, "amount": 10.00, "currency": "TRY"}}
        outcome: open
      no_funds"#,
        r#""order": "order-1", "state": 3, "amount": 10.00, "currency": "TRY"}}
        outcome: open
      no_funds"#,
    )]);
    assert!(
        found
            .iter()
            .any(|line| line.starts_with("E0702 `open` + `payment.state`")),
        "{found:#?}"
    );
}

#[test]
fn an_answer_that_is_not_json_says_nothing_about_which_rules_are_met() {
    let found = super::found(&[(
        "payments",
        r#""order": "order-1", "state": 2, "amount": 10.00, "currency": "TRY"}}
        outcome: open
      no_funds"#,
        r#""order": "order-1", "state": 2 "amount": 10.00, "currency": "TRY"}}
        outcome: open
      no_funds"#,
    )]);
    assert!(
        found.len() == 1 && found[0].starts_with("E0704"),
        "{found:#?}"
    );
}

#[test]
fn a_value_of_another_kind_breaks_one_rule_only() {
    super::only(
        &[(
            "payments",
            "            amount: 10.00\n",
            "            amount: 10,00\n",
        )],
        "E0701 `10,00`: the example's `amount` should be a decimal number with a dot",
    );
}

#[test]
fn an_answer_is_about_what_was_asked_for() {
    let text = "        summary: The merchant's number of the order.\n";
    let id = |more: &str| format!("{text}{more}        type: OrderNumber\n");
    let asked = |order: &str| {
        found(&[
            (
                "payments",
                &format!(
                    "{text}        type: text\n        optional: true\n        min_length: 1\n"
                ),
                &format!("{}        optional: true\n", id("")),
            ),
            (
                "payments",
                &format!("{text}        type: text\n        min_length: 1\n    outcomes"),
                &format!("{}    outcomes", id("")),
            ),
            (
                "payments",
                &format!("{text}        names: [order]\n        type: text\n      amount"),
                &format!("{}      amount", id("        names: [order]\n")),
            ),
            (
                "payments",
                &format!("{text}        names: [order]\n        type: text\n      state"),
                &format!("{}      state", id("        names: [order]\n")),
            ),
            (
                "payments",
                "\ntypes:\n",
                "\ntypes:\n  OrderNumber:\n    summary: A number.\n    identifier: text\n    min_length: 1\n",
            ),
            (
                "payments",
                "inputs: { order_number: order-1 }",
                &format!("inputs: {{ order_number: {order} }}"),
            ),
        ])
    };
    assert_eq!(asked("order-1"), Vec::<String>::new());
    assert_eq!(
        asked("order-2"),
        [
            "W0710 `\"order-1\"`: `success` asks with the order_number `order-2`, and is answered `order-1`"
        ]
    );
}
