//! Subjects: effects, wire fields, rules, examples, parts, callbacks.

use super::*;

#[test]
fn an_effect_is_said_and_once_says_how_it_is_resolved() {
    let effect =
        |text: &str| told(&operation("").replace("effect: read", &format!("effect: {text}")));
    assert_eq!(
        effect("{ once: { resolve: none, because: Nothing tells. } }"),
        [""; 0]
    );
    let by = "operation: check, match: { invoice: invoice }, verdicts: [{ done: happened }, { code: { 31: not_received } }]";
    assert_eq!(
        effect(&format!("{{ once: {{ resolve: {{ {by} }} }} }}")),
        [""; 0]
    );
    for (bad, expected) in [
        (
            "once",
            "9:13 E0216 `once` says how a lost answer is resolved",
        ),
        (
            "{ once: { because: x } }",
            "9:15 E0216 `once` says how a lost answer is resolved",
        ),
        (
            "{ once: { resolve: none } }",
            "9:32 E0217 `resolve: none` says why no operation can tell what happened",
        ),
        (
            "{ once: { resolve: never } }",
            "9:32 E0203 expected a way to resolve, or `none`",
        ),
        (
            "{ once: { resolve: { operation: a, match: {}, verdicts: [] } } }",
            "9:59 E0212 no outcome of the resolving operation says anything",
        ),
        (
            "{ once: { resolve: { operation: a, match: {}, verdicts: [{ done: hapened }] } } }",
            "9:78 E0205 `hapened` is not a verdict",
        ),
        ("reed", "9:13 E0205 `reed` is not an effect"),
    ] {
        let told = effect(bad);
        assert!(
            told.len() == 1 && told[0].starts_with(expected),
            "{bad}: {told:?}"
        );
    }
    let told = effect(&format!(
        "{{ once: {{ because: x, resolve: {{ {by} }} }} }}"
    ));
    assert_eq!(
        told,
        ["9:23 E0220 `because` goes with `resolve: none` only > remove it"]
    );
}

#[test]
fn a_wire_field_says_what_feeds_it() {
    let field = |text: &str| in_operation(&format!("body: {{ f: {text} }}"));
    for good in [
        "amount",
        "expiry.short_year",
        "{ input: amount, as: text, decimals: two_places, quirk: q }",
        "{ input: amount, decimals: { choose: a, x: shortest, y: as_given } }",
        "{ credential: set.key }",
        "{ number: 1.50 }",
        "{ sign: hash, over: [a, b.c] }",
        "{ fields: { inner: { boolean: true } } }",
        "{ text: '', only: { alternative: choice } }",
    ] {
        assert_eq!(field(good), [""; 0], "{good}");
    }
    for (bad, expected) in [
        (
            "[a]",
            "1:12 E0203 expected the name of an input, or a mapping that says what feeds the field",
        ),
        (
            "{ as: text }",
            "1:9 E0210 a wire field needs `input`, `credential`, `text`, `number`, `boolean`, `sign` or `fields`",
        ),
        (
            "{ input: a, text: b }",
            "1:24 E0211 a wire field has either `input` or `text`",
        ),
        (
            "expiry.moth",
            "1:19 E0205 an input has no part `moth` > did you mean `month`?",
        ),
        ("{ credential: a, as: text }", "1:29 E0201 unknown key `as`"),
        (
            "{ sign: hash }",
            "1:9 E0202 a wire field needs the key `over`",
        ),
        ("{ number: one }", "1:22 E0204 `one` is not a number"),
        ("{ boolean: 1 }", "1:23 E0204 expected `true` or `false`"),
        (
            "{ input: a, as: textt }",
            "1:28 E0205 `textt` is not a form on the wire",
        ),
    ] {
        let told = field(bad);
        assert!(
            told.len() == 1 && told[0].starts_with(expected),
            "{bad}: {told:?}"
        );
    }
}

#[test]
fn a_request_has_one_body() {
    let told = in_operation("body: { a: { text: x } }\nform: { b: { text: y } }");
    assert_eq!(
        told,
        ["2:9 E0218 a request has either a JSON body or a form body > keep `body` or `form`"]
    );
}

#[test]
fn rules_and_conditions_can_be_met() {
    let rule = |text: &str| in_operation(&format!("outcomes:\n  - {text}"));
    for good in [
        "{ done: list of Card, at: data.list, when: { http: [200, 201], status: { not: [1, ''] } } }",
        "{ refused: { code: { text: failed }, message: [a.b] }, when: { content: html, x: { present: false } } }",
        "{ open: nothing, when: {} }",
        "{ accepted: html, when: { data.status: false } }",
    ] {
        assert_eq!(rule(good), [""; 0], "{good}");
    }
    for (bad, expected) in [
        ("{ done: nothing }", "2:7 E0202 a rule needs the key `when`"),
        (
            "{ when: { a: 1 } }",
            "2:7 E0210 a rule needs `done`, `accepted`, `open` or `refused`",
        ),
        (
            "{ done: nothing, open: html, when: {} }",
            "2:22 E0211 a rule has either `done` or `open`",
        ),
        (
            "{ refused: {}, at: data, when: {} }",
            "2:20 E0201 unknown key `at`",
        ),
        (
            "{ done: nothing, when: { http: 2000 } }",
            "2:36 E0213 `2000` is not an HTTP status from 100 to 599",
        ),
        (
            "{ done: nothing, when: { content: xml } }",
            "2:39 E0213 `xml` is not `html` or `json`",
        ),
        (
            "{ done: nothing, when: { a: ~ } }",
            "2:30 E0213 a condition needs a value to compare with",
        ),
        (
            "{ done: nothing, when: { a..b: 1 } }",
            "2:30 E0213 `a..b` is not a dotted path",
        ),
        (
            "{ done: nothing, when: { a: { is: 1 } } }",
            "2:35 E0201 unknown key `is`",
        ),
        (
            "{ done: nothing, when: { a: [] } }",
            "2:33 E0212 the list is empty",
        ),
        (
            "{ done: nothing, at: 'a. b', when: {} }",
            "2:26 E0222 `a. b` is not a dotted path",
        ),
    ] {
        let told = rule(bad);
        assert!(
            told.iter().any(|told| told.starts_with(expected)) && told.len() <= 2,
            "{bad}: {told:?}"
        );
    }
}

#[test]
fn an_operations_input_is_not_placed_by_itself() {
    let told = in_operation("inputs: { a: { summary: A., type: text, wire: A } }");
    assert!(
        told.len() == 1 && told[0].starts_with("1:41 E0201 unknown key `wire`"),
        "{told:?}"
    );
    assert_eq!(
        in_type(
            "inputs: { a: { summary: A., type: decimal, wire: A, as: text, decimals: shortest } }\nbody: { A: a }"
        ),
        [""; 0]
    );
}

#[test]
fn examples_give_values_and_an_outcome() {
    let example = |text: &str| {
        in_operation(&format!(
            "examples: {{ one: {{ constructed: why, answer: {{ http: 200, body: x }}, {text} }} }}"
        ))
    };
    for good in [
        "outcome: done",
        "outcome: { refused: invalid }",
        "outcome: { refused: { code: 0010 } }",
        "request: { inputs: { a: [1, { b: '' }] } }, outcome: open",
    ] {
        assert_eq!(example(good), [""; 0], "{good}");
    }
    for (bad, code) in [
        ("outcome: dome", "E0205"),
        ("outcome: { refused: [a] }", "E0203"),
        ("outcome: { done: x }", "E0201"),
        ("request: { inputs: { a: ~ } }, outcome: done", "E0212"),
        ("http: 200, outcome: done", "E0201"),
    ] {
        let told = example(bad);
        assert!(
            told.iter().any(|told| told.contains(code)),
            "{bad}: {told:?}"
        );
    }
}

#[test]
fn a_part_with_operations_or_types_has_an_area_and_one_with_tables_has_none() {
    assert_eq!(
        told("types: { Card: { summary: C., fields: {} } }\n"),
        [
            "1:1 E0219 a part with operations or types names its area > add `area: …` and `summary: …` at the top"
        ]
    );
    assert_eq!(
        told(
            "area: a\nsummary: A.\ncode_tables: { default: { 1: { name: one, summary: One. } } }\n"
        ),
        [
            "3:16 E0221 tables of codes stand in a part without an area > move `code_tables` to a part of its own"
        ]
    );
    assert_eq!(
        told("code_tables: { default: { 0010: { name: ten, summary: Ten. } } }\n"),
        [""; 0]
    );
}

#[test]
fn callbacks_enums_and_the_index_have_their_keys() {
    let callback = "callbacks:\n  back: { summary: B., evidence: { inferred: x }, carriers: [query, mail], fields: {}, \
                    signature: { signature: s, field: hash, over: [a], numeric: [a], unsent: [b] }, \
                    confirm: { operation: o, match: { a: b }, echo: e, currency: c, amunt: d } }\n";
    assert_eq!(
        told(&format!("area: a\nsummary: A.\n{callback}")),
        [
            "4:69 E0205 `mail` is not a way to arrive > write `query`, `form` or `json`",
            "4:232 E0201 unknown key `amunt` > did you mean `amount`?",
        ]
    );
    assert_eq!(
        in_type("enum: integer\nreads: [txt]\nvalues: { a: { summary: A. } }"),
        [
            "2:9 E0205 `txt` is not something that can be read > did you mean `text`?",
            "3:11 E0202 a value needs the key `code`",
        ]
    );
    let index = INDEX
        .replace("algorithm: sha256_joined", "algorithm: md5")
        .replace("title: Demo", "titel: Demo");
    assert_eq!(
        told_of(&index, &operation("")),
        [
            "3:1 E0201 unknown key `titel` > did you mean `title`?",
            "21:49 E0205 `md5` is not a way to sign > write `aes_cbc_bundle` or `sha256_joined`",
        ]
    );
}
