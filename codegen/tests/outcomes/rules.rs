//! Rules that class answers: reachable, sound, and never blind.

use super::{clean, found, only};

/// The end of the rules of `pay`, which must happen once; and of `find_payment`, which only reads.
const PAY: &str =
    "        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      12:";
const FIND: &str =
    "        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      31:";

/// The rules of `pay` with one more at their end.
fn with_rule(end: &str, rule: &str) -> String {
    let (when, rest) = end.split_once("    envelope").expect("the envelope");
    format!("{when}{rule}    envelope{rest}")
}

fn after(end: &'static str, rule: &str) -> Vec<String> {
    found(&[("payments", end, &with_rule(end, rule))])
}

#[test]
fn a_rule_that_two_others_take_away_together_names_them_both() {
    let rules = "      - refused: { code: { text: down }, message: [message] }\n        when: { http: [500, 502], text: { present: true } }
      - refused: { code: { text: down }, message: [message] }\n        when: { http: [500, 502], text: { present: false } }
      - refused: { code: { text: down }, message: [message] }\n        when: { http: 502, content: json }\n";
    let found = after(PAY, rules);
    let unreachable: Vec<_> = found
        .iter()
        .filter(|line| line.starts_with("E0606"))
        .collect();
    assert_eq!(
        unreachable,
        ["E0606 `refused` + `refused`: no answer gets to this rule"]
    );
    let report = super::report(&[("payments", PAY, &with_rule(PAY, rules))]).render(false);
    assert!(
        report.contains("this is rule 3 of the list; with rule 4 it takes them all"),
        "{report}"
    );
}

#[test]
fn a_rule_of_the_envelope_that_an_operation_takes_away_is_still_needed_by_others() {
    let rule = "      - refused: { code: code, message: [message] }\n        when: { code: { present: true } }\n";
    assert!(
        after(PAY, rule)
            .iter()
            .all(|line| !line.starts_with("E0606")),
        "{:?}",
        after(PAY, rule)
    );
}

#[test]
fn every_answer_has_a_status_and_a_page_has_no_fields() {
    let at = "        when: { code: { not: 0 } }\n";
    let rule = |when: &str| {
        format!(
            "{at}      - refused: {{ code: {{ text: down }}, message: [message] }}\n        when: {when}\n"
        )
    };
    only(
        &[("provider", at, &rule("{ http: { present: false } }"))],
        "E0607 `http`: no answer meets this condition on the HTTP status",
    );
    only(
        &[(
            "provider",
            at,
            &rule("{ content: html, code: { present: false } }"),
        )],
        "E0607 `code` + `content`: the conditions on the content and `code` never hold together",
    );
    only(
        &[(
            "provider",
            "stale: { http: 401 }",
            "stale: { content: { present: false }, code: 5 }",
        )],
        "E0607 `code` + `content`: the conditions on the content and `code` never hold together",
    );
}

#[test]
fn a_payload_of_another_content_than_its_rule_is_found_either_way() {
    let page = "      - accepted: Payment\n        when: { http: 202, content: html }\n";
    assert_eq!(
        after(PAY, page),
        ["E0608 `Payment` + `when`: answers that meet this rule never hold a value of a type"]
    );
    let json = "      - accepted: html\n        when: { http: 202, code: 3 }\n";
    assert_eq!(
        after(PAY, json),
        ["E0608 `html` + `when`: answers that meet this rule never hold a page"]
    );
}

/// Conditions and payloads, and whether a success is proved by them.
const SUCCESSES: [(&str, &str, bool); 21] = [
    ("nothing", "{}", false),
    ("nothing", "{ http: 202 }", false),
    ("nothing", "{ http: [204, 202] }", false),
    ("nothing", "{ content: json }", false),
    ("nothing", "{ content: { present: false } }", false),
    (
        "nothing",
        "{ http: 500, content: { present: false } }",
        false,
    ),
    ("html", "{ http: 202 }", false),
    ("html", "{ content: html }", false),
    ("html", "{ http: { not: 500 }, content: html }", false),
    ("Payment", "{}", false),
    ("Payment", "{ content: json }", false),
    ("Loose", "{ http: 202 }", false),
    ("nothing", "{ http: 204 }", true),
    ("nothing", "{ http: [204, 205] }", true),
    (
        "nothing",
        "{ http: 202, content: { present: false } }",
        true,
    ),
    ("nothing", "{ state: accepted }", true),
    ("nothing", "{ http: 202, error: { present: false } }", true),
    ("html", "{ http: 202, content: html }", true),
    ("Payment", "{ http: 202 }", true),
    ("list of Loose", "{ http: [201, 202] }", true),
    ("Loose\n        at: payment", "{ http: 202 }", true),
];

const LOOSE: (&str, &str, &str) = (
    "payments",
    "  Currency:\n    summary: A currency.\n",
    "  Loose:\n    summary: A type that any object is.\n    fields:\n      note:\n        summary: A note.\n        type: text\n        optional: true\n  Currency:\n    summary: A currency.\n",
);

#[test]
fn a_success_is_blind_exactly_where_a_failure_could_look_like_it() {
    for (end, code) in [(PAY, "E0609"), (FIND, "W0610")] {
        for (payload, when, sound) in SUCCESSES {
            // First of the rules, so that none before it leaves it nothing.
            let rule = format!("      - accepted: {payload}\n        when: {when}\n");
            let found = found(&[("payments", end, &with_rule(end, &rule)), LOOSE]);
            let blind = found.iter().any(|line| line.starts_with(code));
            assert_eq!(blind, !sound, "{payload}, {when}: {found:#?}");
        }
    }
}

#[test]
fn an_envelope_is_as_strict_as_the_strictest_operation_that_uses_it() {
    let at = "        when: { code: { not: 0 } }\n";
    let rule = format!("{at}      - accepted: nothing\n        when: {{ http: 202 }}\n");
    let found = found(&[("provider", at, &rule)]);
    assert!(
        found.iter().any(|line| line.starts_with("E0609")),
        "{found:#?}"
    );
}

#[test]
fn refusals_of_an_operation_and_its_envelope_hold_one_type() {
    let at = "          message: [message]\n        when: { code: { not: 0 } }\n";
    let envelope = format!(
        "          message: [message]\n          payload: Payment\n{}",
        at.split_once('\n').expect("lines").1
    );
    let own = "      - refused: { message: [message], payload: Token }\n        when: { code: 12, token: { present: true } }\n";
    let found = found(&[
        ("provider", at, &envelope),
        ("payments", PAY, &with_rule(PAY, own)),
    ]);
    assert!(
        found.contains(
            &"E0611 `Token` + `Payment`: `refused` holds another type here than in another rule"
                .to_owned()
        ),
        "{found:#?}"
    );
}

#[test]
fn a_code_of_ones_own_meaning_is_no_repetition() {
    clean(&[(
        "payments",
        "      12: { name: no_funds, summary: The card has too little money. }\n",
        "      12: { name: no_funds, summary: The card has too little money. }\n      9: { name: bank_busy, summary: The bank is busy. }\n",
    )]);
}

/// The first rule of `pay`.
const DONE: &str = "        when: { code: 0, payment.state: 1 }\n      - open: Payment\n        at: payment\n        when: { code: 0, payment.state: 2 }\n    envelope: status\n    codes:\n      12:";

/// What is found with other conditions of the success of `pay`.
fn done_when(when: &str) -> Vec<String> {
    found(&[(
        "payments",
        DONE,
        &DONE.replacen("{ code: 0, payment.state: 1 }", when, 1),
    )])
}

#[test]
fn no_success_takes_a_code_that_is_listed_as_an_error() {
    assert_eq!(
        done_when("{ code: [0, 12], payment.state: 1 }"),
        [
            "E0619 `12` + `12`: the code `12` is listed as the error `no_funds`, and here it is a success"
        ]
    );
    assert_eq!(
        done_when("{ code: [0, \"9.0\"], payment.state: 1 }"),
        [
            "E0619 `\"9.0\"` + `9`: the code `9.0` is listed as the error `busy`, and here it is a success"
        ]
    );
    let provider = ("provider", "code: { not: 0 }", "code: { not: [0, 100] }");
    let listed = DONE.replacen("{ code: 0, payment", "{ code: [0, 100], payment", 1);
    clean(&[provider, ("payments", DONE, &listed)]);
}

#[test]
fn a_success_names_its_codes() {
    const FOUND: &str = "codes of refusals are taken for a success here";
    for test in ["{ present: true }", "{ not: 12 }", "{ not: [9, 12] }"] {
        let found = done_when(&format!("{{ code: {test}, payment.state: 1 }}"));
        let at = format!("E0620 `code` + `when`: {FOUND}");
        assert!(
            found.len() == 1 && found[0].ends_with(FOUND),
            "{at}: {found:#?}"
        );
    }
    let asked = FIND.replacen("{ code: 0,", "{ code: { present: true },", 1);
    let read = found(&[("payments", FIND, &asked)]);
    assert!(read.len() == 1 && read[0].ends_with(FOUND), "{read:#?}");
    // Nothing of it would have been refused.
    let closed = "        when: { code: 12 }\n";
    let provider = "        when: { code: { not: 0 } }\n";
    let found = found(&[
        ("provider", provider, closed),
        (
            "payments",
            DONE,
            &DONE.replacen("{ code: 0,", "{ code: { not: [12] },", 1),
        ),
    ]);
    assert!(
        found.iter().all(|line| !line.starts_with("E0620")),
        "{found:#?}"
    );
}

#[test]
fn an_own_code_shares_no_name_with_another_code() {
    only(
        &[(
            "payments",
            "      12: { name: no_funds,",
            "      13: { name: busy, summary: The bank is busy. }\n      12: { name: no_funds,",
        )],
        "E0621 `busy` + `busy`: `busy` is the name of another code in the shared table",
    );
}

#[test]
fn an_answer_of_the_sandbox_is_json_with_known_placeholders() {
    let at = "    codes: default\n";
    let answer = |body: &str| {
        let sandbox = "    sandbox:\n      invalid_input:\n        assumed: The page does not say.\n        http: 400\n        body: ";
        format!("{at}    evidence: {{ documented: answers.html }}\n{sandbox}'{body}'\n")
    };
    let rest = "    codes: default\n    evidence: { documented: answers.html }\n";
    let sandbox = |body: &str| found(&[("provider", rest, &answer(body))]);
    assert_eq!(
        sandbox("{\"code\": 5, \"message\": \"{{message}}\", \"{{field}}\": {}}"),
        [""; 0]
    );
    assert_eq!(sandbox("<p>{{message}}</p>"), [""; 0]);
    assert_eq!(
        sandbox("{\"code\": 5, \"message\": {{message}} }}"),
        ["E0623 `}`: the sandbox's answer is not JSON once its placeholders are filled"]
    );
    let unknown = sandbox("{\"code\": {{code}}}");
    assert!(
        unknown.len() == 1 && unknown[0].starts_with("E0622"),
        "{unknown:#?}"
    );
}

#[test]
fn a_name_of_a_mismatch_that_is_nearly_a_covered_one_is_found() {
    let at = "    evidence: { documented: hash.html }\n";
    let with = |field: &str| {
        format!(
            "{at}    sandbox:\n      invalid: 5\n      mismatch: {{ {field}: 9 }}\n      answer: {{ assumed: not said, http: 400, body: '{{\"code\": {{{{code}}}}}}' }}\n"
        )
    };
    clean(&[("provider", at, &with("order"))]);
    only(
        &[("provider", at, &with("amonut"))],
        "E0401 `amonut`: no signature `hash` covers `amonut`",
    );
}

#[test]
fn a_type_or_a_way_to_authenticate_that_could_not_be_read_leaves_nothing_unused() {
    let codes = |changes: &[(&str, &str, &str)]| -> Vec<String> {
        found(changes)
            .iter()
            .map(|line| line[..5].to_owned())
            .collect()
    };
    let unused = |changes| codes(changes).contains(&"E0403".to_owned());
    assert!(!unused(&[("payments", "type: Buyer", "type: [Buyr, 3]")]));
    assert!(!unused(&[("payments", "type: Buyer", "type: { of: Buy }")]));
    assert!(!unused(&[("payments", "    auth: keys\n", "")]));
    assert!(unused(&[(
        "payments",
        "  Currency:\n    summary: A currency.\n",
        "  Idle:\n    summary: Nothing names it.\n    fields:\n      note: { summary: A note., type: text }\n  Currency:\n    summary: A currency.\n",
    )]));
}

#[test]
fn a_signature_covers_a_field_once() {
    for (from, to) in [
        ("[order, amount]", "[order, amount, order]"),
        ("[order, state]", "[order, state, order]"),
    ] {
        only(
            &[("payments", from, to)],
            "E0624 `order` + `order`: the signature covers `order` twice",
        );
    }
}

#[test]
fn a_refusal_that_comes_first_leaves_a_success_none_of_its_code() {
    let rules = "{ code: 0, payment.state: 1 }\n      - refused: { code: code, message: [message] }\n        when: { code: 12 }\n      - accepted: Payment\n        at: payment\n        when: { code: [12, 3], payment.state: 1 }";
    let found = found(&[
        ("provider", "code: { not: 0 }", "code: { not: [0, 3] }"),
        (
            "payments",
            DONE,
            &DONE.replacen("{ code: 0, payment.state: 1 }", rules, 1),
        ),
    ]);
    assert!(
        found.len() == 1 && found[0].starts_with("W0706"),
        "{found:#?}"
    );
}

#[test]
fn rules_with_a_mistake_in_their_conditions_have_only_that() {
    assert_eq!(
        done_when("{ code: 0, payment.state: { present: yes } }"),
        ["E0204 `yes`: expected `true` or `false`"]
    );
    only(
        &[(
            "provider",
            "when: { code: { not: 0 } }",
            "when: { code: { present: yes } }",
        )],
        "E0204 `yes`: expected `true` or `false`",
    );
}

#[test]
fn a_listed_code_can_arrive() {
    const WHEN: &str = "        when: { code: { not: 0 } }\n";
    assert_eq!(
        found(&[(
            "provider",
            WHEN,
            "        when: { code: { not: [0, 12, 9] } }\n"
        )])
        .into_iter()
        .filter(|line| line.starts_with("E0667"))
        .collect::<Vec<_>>(),
        [
            "E0667 `12` + `12`: `12` is listed as an error that never comes",
            "E0667 `9` + `9`: `9` is listed as an error that never comes",
        ]
    );
    let first = "    outcomes:\n      - refused: { code: { text: \"0\" } }\n        when: { code: 5 }\n      - done: Token\n";
    let taken = found(&[("access", "    outcomes:\n      - done: Token\n", first)]);
    assert!(
        taken.iter().all(|line| !line.starts_with("E0667")),
        "another operation gets it: {taken:?}"
    );
}

#[test]
fn an_alternative_changes_something() {
    const GET: &str = "      get: GET /payments/{order_number}\n";
    only(
        &[(
            "payments",
            GET,
            "      get: POST /payments/{order_number}\n",
        )],
        "E0666 `post` + `get`: `find_method` changes nothing here",
    );
}

#[test]
fn a_number_begins_with_no_zero_where_no_other_does() {
    const BUSY: &str = "    9: { name: busy, summary: The provider is busy. }\n";
    let told = "W0672 `09`: the code `09` begins with a zero";
    only(&[("codes", BUSY, &BUSY.replace("9:", "09:"))], told);
    // Codes that are all of one length, or of which several begin so, are spelled as the provider spells them.
    clean(&[(
        "codes",
        BUSY,
        &format!(
            "{}    07: {{ name: late, summary: It is late. }}\n",
            BUSY.replace("9:", "09:")
        ),
    )]);
    clean(&[
        ("codes", BUSY, &BUSY.replace("9:", "09:")),
        ("codes", "    5: {", "    51: {"),
        (
            "access",
            "{\"code\": 5, \"message\"",
            "{\"code\": 51, \"message\"",
        ),
    ]);
}

#[test]
fn a_number_of_an_enum_is_written_as_json_writes_it() {
    let state = |code: &str| {
        found(&[
            (
                "payments",
                "        summary: What came of it.\n        type: integer\n",
                "        summary: What came of it.\n        type: State\n",
            ),
            (
                "payments",
                "\ntypes:\n",
                &format!(
                    "\ntypes:\n  State:\n    summary: What came of it.\n    enum: integer\n    values:\n      paid: {{ code: {code}, summary: It is paid. }}\n"
                ),
            ),
        ])
    };
    assert_eq!(state("-1"), Vec::<String>::new());
    for code in ["00", "01", "+1", "one"] {
        assert_eq!(
            state(code),
            [format!(
                "E0509 `{code}` + `integer`: `{code}` is not a plain whole number"
            )]
        );
    }
}
