//! Verdicts on lost answers, and what is asked for them.

use super::{clean, found, only};

const CODE: &str = "            - code: { 31: not_received }\n";

fn verdict(line: &str, expected: &str) {
    let lines = format!("            {line}\n{CODE}");
    only(&[("payments", CODE, &lines)], expected);
}

#[test]
fn an_outcome_that_no_rule_has_never_comes() {
    verdict(
        "- accepted: happened",
        "E0612 `accepted`: `accepted` never comes of `find_payment`",
    );
}

#[test]
fn a_code_that_a_good_rule_takes_never_comes_as_a_refusal() {
    assert_eq!(
        found(&[
            (
                "payments",
                CODE,
                &format!("            - code: {{ 0: happened }}\n{CODE}"),
            ),
            (
                "payments",
                "      31: { name: no_payment",
                "      0: { name: fine, summary: All is well. }\n      31: { name: no_payment",
            ),
        ]),
        [
            "E0612 `0`: the code `0` never comes of `find_payment`",
            "E0619 `0` + `0`: the code `0` is listed as the error `fine`, and here it is a success",
        ]
    );
}

#[test]
fn a_code_of_the_table_and_one_that_a_rule_sets_can_come() {
    clean(&[(
        "payments",
        CODE,
        &format!("            - code: {{ 9: undecided }}\n{CODE}"),
    )]);
    let rule =
        "        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      31:";
    let example = "      no_payment:\n        printed: find.html\n";
    clean(&[
        (
            "payments",
            CODE,
            &format!("            - code: {{ failed: refused }}\n{CODE}"),
        ),
        (
            "payments",
            rule,
            "        when: { code: 0, payment.state: 2 }
      - refused:
          code: { text: failed }
          message: [message]
        when: { code: 0, payment.state: 3 }
    envelope: status
    codes:
      failed: { name: failed, summary: The payment failed. }
      31:",
        ),
        (
            "payments",
            example,
            &format!(
                "      failed:
        constructed: a state of the page
        answer:
          http: 200
          body: |
            {{\"code\": 0, \"payment\": {{\"state\": 3}}}}
        outcome: {{ refused: failed }}\n{example}"
            ),
        ),
    ]);
}

#[test]
fn a_code_that_is_spelled_otherwise_or_called_by_its_name_is_not_listed() {
    let changed = |code: &str| {
        let lines = format!("            - code: {{ {code}: not_received }}\n");
        super::report(&[("payments", CODE, &lines)]).render(false)
    };
    assert!(changed("no_payment").contains("that is a name; the code is `31`"));
    assert!(changed("31.0").contains("did you mean `31`?"));
    assert!(changed("77").contains("list it under `codes` of `find_payment`"));
}

#[test]
fn one_code_has_one_verdict_however_it_is_spelled() {
    let lines = format!("{CODE}            - code: {{ \"31.0\": undecided }}\n");
    only(
        &[("payments", CODE, &lines)],
        "E0613 `\"31.0\"` + `31`: the code `31.0` has two verdicts",
    );
    verdict(
        "- open: undecided",
        "E0613 `open` + `open`: `open` has two verdicts",
    );
}

#[test]
fn a_reference_is_an_input_that_is_always_given() {
    let input = "      order_number:
        summary: The merchant's number of the order.
        type: text
        min_length: 1
    outcomes:";
    let path =
        "      get: GET /payments/{order_number}\n      post: POST /payments/{order_number}\n";
    let found = super::found(&[
        (
            "payments",
            input,
            &input.replace(
                "        min_length",
                "        optional: true\n        min_length",
            ),
        ),
        (
            "payments",
            path,
            "      get: GET /payments\n      post: POST /payments\n",
        ),
        (
            "payments",
            "    auth: bearer\n    effect: read\n",
            "    auth: bearer\n    effect: read\n    headers:\n      X-Order: order_number\n",
        ),
    ]);
    let expected =
        "E0631 `order_number`: `find_payment` does not need its input `order_number`".to_owned();
    assert_eq!(
        found.iter().filter(|line| **line == expected).count(),
        2,
        "{found:#?}"
    );
}

#[test]
fn nothing_is_asked_for_without_a_reference() {
    let input = "    inputs:
      order_number:
        summary: The merchant's number of the order.
        type: text
        min_length: 1
    outcomes:";
    let path =
        "      get: GET /payments/{order_number}\n      post: POST /payments/{order_number}\n";
    let found = super::found(&[
        ("payments", input, "    outcomes:"),
        (
            "payments",
            path,
            "      get: GET /payments\n      post: POST /payments\n",
        ),
        (
            "payments",
            "        request:\n          inputs: { order_number: order-1 }\n",
            "",
        ),
        (
            "payments",
            "          match: { order_number: order_number }\n          verdicts",
            "          match: {}\n          verdicts",
        ),
        (
            "payments",
            "      match: { order_number: order_number }\n      echo",
            "      match: {}\n      echo",
        ),
    ]);
    assert_eq!(
        found,
        [
            "E0631 `resolve`: `find_payment` is asked for no reference",
            "E0631 `confirm`: the callback is confirmed by no reference",
        ]
    );
}

#[test]
fn a_callback_hands_over_and_compares_values_of_one_type() {
    let names = "        summary: The merchant's number of the order.\n        names: [order]\n        type: text\n      state:";
    let found = super::found(&[(
        "payments",
        names,
        &names.replace("type: text", "type: integer"),
    )]);
    let different = "`order_number` and `order_number` are of different types";
    assert_eq!(
        found
            .iter()
            .filter(|line| line.ends_with(different))
            .count(),
        2,
        "{found:#?}"
    );
}

#[test]
fn what_gives_a_token_is_final() {
    let rule = "        when: { code: 0 }\n    envelope: status\n    examples:\n      success:\n        printed: token.html";
    let found = super::found(&[(
        "access",
        rule,
        &rule.replace(
            "    envelope",
            "      - open: nothing\n        when: { code: 1 }\n    envelope",
        ),
    )]);
    assert!(
        found.iter().any(|line| line
            .ends_with("`get_token` cannot give a token: it can be `accepted` or `open`")),
        "{found:#?}"
    );
}
