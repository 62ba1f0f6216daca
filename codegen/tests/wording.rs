//! What names promise and what texts hold: each mistake in the spec that the pages of findings begin with.

use codegen::{Report, read_texts};

const BASE: [(&str, &str); 4] = [
    (
        "shop/provider.yaml",
        include_str!("../findings/base/shop/provider.yaml"),
    ),
    (
        "shop/access.yaml",
        include_str!("../findings/base/shop/access.yaml"),
    ),
    (
        "shop/payments.yaml",
        include_str!("../findings/base/shop/payments.yaml"),
    ),
    (
        "shop/codes.yaml",
        include_str!("../findings/base/shop/codes.yaml"),
    ),
];

/// What is found when texts are changed: (file, from, to), each there exactly once.
fn report(changes: &[(&str, &str, &str)]) -> Report {
    let mut files: Vec<(&str, String)> = BASE
        .iter()
        .map(|(name, text)| (*name, (*text).to_owned()))
        .collect();
    for (file, from, to) in changes {
        let name = format!("shop/{file}.yaml");
        let text = files.iter_mut().find(|(known, _)| *known == name);
        let (_, text) = text.unwrap_or_else(|| panic!("no file {file}"));
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {file}");
        *text = text.replace(from, to);
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    read_texts(&files).map_or_else(|report| report, |spec| spec.warnings)
}

/// Each finding as its code and the text that is marked.
fn found(changes: &[(&str, &str, &str)]) -> Vec<(String, String)> {
    let report = report(changes);
    let findings = report.findings().iter();
    findings
        .map(|finding| {
            let marked = report.sources().slice(finding.span).to_owned();
            (finding.code.to_string(), marked)
        })
        .collect()
}

/// Expects exactly these findings.
#[track_caller]
fn expect(changes: &[(&str, &str, &str)], expected: &[(&str, &str)]) {
    let found = found(changes);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(code, marked)| (code.as_str(), marked.as_str()))
        .collect();
    assert_eq!(
        found,
        expected,
        "{changes:?}\n{}",
        report(changes).render(false)
    );
}

const ID: &str = "      id:\n        summary: The provider's number of the payment.\n        type: integer\n        reads: [text]\n";

/// The payment with another field.
fn field(text: &str) -> String {
    format!("{ID}{text}")
}

/// The buyer with another input.
const BUYER: &str = "        max_length: 100\n";

#[test]
fn a_secret_is_seen_by_the_name_of_a_field_and_by_each_of_its_names_on_the_wire() {
    for (text, marked) in [
        (
            "      card_token: { summary: A., type: text, optional: true }\n",
            "card_token",
        ),
        (
            "      pan: { summary: A., type: integer, optional: true }\n",
            "pan",
        ),
        (
            "      all: { summary: A., names: [tokens], type: list of text, optional: true }\n",
            "all",
        ),
        (
            "      it: { summary: A., names: [a, card.number], type: text, optional: true }\n",
            "it",
        ),
        (
            "      şifre: { summary: A., type: base64_text, optional: true }\n",
            "şifre",
        ),
    ] {
        expect(&[("payments", ID, &field(text))], &[("E0801", marked)]);
    }
    for text in [
        "      card_token: { summary: A., type: secret, optional: true }\n",
        "      cards: { summary: A., names: [pan], type: card_number, optional: true }\n",
        "      has_token: { summary: A., type: boolean, optional: true }\n",
        "      key: { summary: A., type: Currency, optional: true }\n",
        "      masked_card: { summary: A., names: [card_no], type: text, optional: true }\n",
        "      keyboard: { summary: A., names: [KeyType], type: text, optional: true }\n",
    ] {
        expect(&[("payments", ID, &field(text))], &[]);
    }
}

#[test]
fn a_secret_is_seen_by_where_an_input_goes() {
    let inputs = "        type: Buyer\n";
    let input = "        type: Buyer\n      digits: { summary: A., type: text, optional: true }\n";
    let body = "      buyer: buyer\n";
    for wire in [
        "      buyer: buyer\n      cvc: digits\n",
        "      buyer: buyer\n      card_data: { fields: { key: digits } }\n",
    ] {
        expect(
            &[("payments", inputs, input), ("payments", body, wire)],
            &[("E0801", "digits")],
        );
    }
    let named =
        format!("{BUYER}      code: {{ summary: A., type: text, optional: true, wire: pin }}\n");
    expect(&[("payments", BUYER, &named)], &[("E0801", "code")]);
    let group = "        type: Currency\n    body:\n";
    let wider = "        type: Currency\n      proof: { summary: A., type: text, optional: true }\n    body:\n      signature: proof\n";
    expect(&[("payments", group, wider)], &[("E0801", "proof")]);
}

#[test]
fn what_holds_the_signature_of_a_callback_is_hidden_whatever_its_name_is() {
    let from =
        "      hash:\n        summary: Proof that the provider sent it.\n        type: secret\n";
    let to = "      proof:\n        summary: Proof that the provider sent it.\n        names: [mac]\n        type: text\n";
    let signed = ("payments", "      field: hash\n", "      field: mac\n");
    expect(&[("payments", from, to), signed], &[("E0801", "proof")]);
    let excused = format!("{to}        not_secret: Anyone can make one.\n");
    expect(&[("payments", from, &excused), signed], &[]);
}

#[test]
fn a_credential_is_secret_if_its_name_or_its_header_says_so() {
    let secret = "SHOP_LIVE_LOGIN_SECRET }\n        secret: true\n";
    let shown = "SHOP_LIVE_LOGIN_SECRET }\n";
    expect(&[("provider", secret, shown)], &[("E0801", "login_secret")]);
    let excused = "SHOP_LIVE_LOGIN_SECRET }\n        not_secret: It is on every page.\n";
    expect(&[("provider", secret, excused)], &[]);
    let header = (
        "provider",
        "X-Public-Key: public_key",
        "X-Token: public_key",
    );
    expect(&[header], &[]);
    let renamed = [
        ("provider", "      public_key:\n", "      merchant_id:\n"),
        (
            "provider",
            "X-Public-Key: public_key",
            "X-Token: merchant_id",
        ),
    ];
    expect(&renamed, &[("E0801", "merchant_id")]);
}

#[test]
fn an_amount_is_exact_unless_its_author_says_what_it_is() {
    for (text, expected) in [
        (
            "      fee: { summary: A., type: text, optional: true }\n",
            Some("fee"),
        ),
        (
            "      x: { summary: A., names: [cargo.TotalAmount], type: integer, optional: true }\n",
            Some("x"),
        ),
        (
            "      prices: { summary: A., type: map of text, optional: true }\n",
            Some("prices"),
        ),
        (
            "      tutar: { summary: A., type: integer, optional: true }\n",
            Some("tutar"),
        ),
        (
            "      fee: { summary: A., type: decimal, optional: true }\n",
            None,
        ),
        (
            "      fee_rate: { summary: A., type: text, optional: true }\n",
            None,
        ),
        (
            "      fee: { summary: A., type: integer, optional: true, not_money: In minor units. }\n",
            None,
        ),
        (
            "      balance: { summary: A., type: Currency, optional: true }\n",
            None,
        ),
    ] {
        let expected: Vec<(&str, &str)> =
            expected.map(|name| ("E0802", name)).into_iter().collect();
        expect(&[("payments", ID, &field(text))], &expected);
    }
}

#[test]
fn a_reason_stands_only_where_something_asks_for_it_and_says_something() {
    for (text, code, marked) in [
        (
            "      name: { summary: A., type: text, optional: true, not_secret: No. }\n",
            "E0803",
            "No.",
        ),
        (
            "      pan: { summary: A., type: secret, optional: true, not_secret: No. }\n",
            "E0803",
            "No.",
        ),
        (
            "      fee: { summary: A., type: decimal, optional: true, not_money: No. }\n",
            "E0803",
            "No.",
        ),
        (
            "      day: { summary: A., type: text, optional: true, not_money: No. }\n",
            "E0803",
            "No.",
        ),
        (
            "      pan: { summary: A., type: text, optional: true, not_secret: \"\" }\n",
            "E0212",
            "\"\"",
        ),
        (
            "      fee: { summary: A., type: text, optional: true, not_money: \" \" }\n",
            "E0212",
            "\" \"",
        ),
    ] {
        expect(&[("payments", ID, &field(text))], &[(code, marked)]);
    }
}

#[test]
fn each_environment_has_a_variable_of_its_own() {
    let env = "env: { test: SHOP_TEST_LOGIN_SECRET, live: SHOP_LIVE_LOGIN_SECRET }";
    for (to, code, marked) in [
        (
            "env: { test: SHOP_SECRET, live: SHOP_SECRET }",
            "E0804",
            "SHOP_SECRET",
        ),
        (
            "env: { test: SHOP_TEST_SECRET, live: SHOP_TEST_PUBLIC_KEY }",
            "E0804",
            "SHOP_TEST_PUBLIC_KEY",
        ),
        (
            "env: { test: shop_secret, live: SHOP_SECRET }",
            "E0206",
            "shop_secret",
        ),
        ("env: { test: SHOP_TEST_SECRET }", "E0202", "env"),
    ] {
        let found = found(&[("provider", env, to)]);
        let first = (code.to_owned(), marked.to_owned());
        assert!(found.contains(&first), "{to}: {found:?}");
    }
    let single = found(&[("provider", env, "env: SHOP_SECRET")]);
    assert!(single.iter().any(|(code, _)| code == "E0203"), "{single:?}");
}

#[test]
fn nothing_that_needs_a_source_goes_without_one() {
    for (file, from) in [
        ("provider", "    evidence: { documented: hosts.html }"),
        ("provider", "    evidence: { documented: keys.html }"),
        ("provider", "    evidence: { documented: hash.html }"),
        ("provider", "    evidence: { documented: answers.html }"),
        ("provider", "        evidence: { documented: find.html }"),
        ("payments", "    evidence: { documented: pay.html }"),
        ("payments", "    evidence: { documented: result.html }"),
        ("payments", "        evidence: { vendor_code: shop/sample }"),
    ] {
        let indent = &from[..from.len() - from.trim_start().len()];
        for (to, code) in [
            ("evidence: {}", "E0214"),
            ("evidence:", "E0212"),
            ("evidence: { documented: \"\" }", "E0212"),
            ("evidence: { documented: [] }", "E0212"),
            ("evidence: { documented: [a, b, a] }", "E0805"),
            ("evidence: { family: a, inferred: a }", "E0805"),
        ] {
            let codes = found(&[(file, from, &format!("{indent}{to}"))]);
            assert!(
                codes.iter().any(|(found, _)| found == code),
                "{from} as {to}: {codes:?}"
            );
        }
        let gone = found(&[(file, &format!("{from}\n"), "")]);
        assert!(
            gone.iter().any(|(code, _)| code == "E0202"),
            "{from}: {gone:?}"
        );
    }
}

#[test]
fn a_text_is_marked_where_it_is_wrong_and_code_may_hold_anything() {
    let from = "    summary: Charges a card.\n";
    for (to, expected) in [
        ("    summary: The `state is open.\n", &[("E0806", "`")][..]),
        (
            "    summary: \"A\\u200bb.\"\n",
            &[("E0807", "\"A\\u200bb.\"")],
        ),
        ("    summary: One<br/>two.\n", &[("W0801", "<br/>")]),
        ("    summary: A **bold** word.\n", &[("W0801", "**bold**")]),
        (
            "    summary: Code `<b>x</b> [a](b) **c**` and ``a`b``.\n",
            &[],
        ),
        (
            "    summary: Lists [a], <names>, 2 * 3 and https://a.example/b_c.\n",
            &[],
        ),
    ] {
        expect(&[("payments", from, to)], expected);
    }
    let details = "    summary: Charges a card.\n    details: |\n      Text:\n\n      ```\n      <b>x</b> ` **y**\n      ```\n";
    expect(&[("payments", from, details)], &[]);
}

#[test]
fn a_type_that_only_itself_or_an_unused_type_names_is_unused() {
    let from = "types:\n  Buyer:\n";
    let to = "types:\n  Tree:\n    summary: A.\n    fields:\n      trees: { summary: A., type: list of Tree, optional: true }\n      leaf: { summary: A., type: Leaf, optional: true }\n  Leaf:\n    summary: A.\n    fields:\n      x: { summary: A., type: text, optional: true }\n  Buyer:\n";
    expect(
        &[("payments", from, to)],
        &[("E0403", "Tree"), ("E0403", "Leaf")],
    );
}

#[test]
fn an_area_holds_something() {
    let mut files: Vec<(&str, String)> = BASE
        .iter()
        .map(|(name, text)| (*name, (*text).to_owned()))
        .collect();
    files[0].1 = files[0]
        .1
        .replace("  - codes.yaml\n", "  - codes.yaml\n  - empty.yaml\n");
    files.push((
        "shop/empty.yaml",
        String::from("area: empty\nsummary: Nothing.\n"),
    ));
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let report = read_texts(&files).expect_err("a finding");
    let text = report.render(false);
    assert!(text.contains("the area `empty` holds nothing"), "{text}");
}

#[test]
fn an_odd_layout_stops_nothing() {
    let files: Vec<(&str, String)> = BASE
        .iter()
        .map(|(name, text)| {
            (
                *name,
                text.replace("    auth: none\n", "    auth: none \n\n\n"),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let spec = read_texts(&files).expect("only warnings");
    let codes: Vec<&str> = spec
        .warnings
        .findings()
        .iter()
        .map(|finding| finding.code.id())
        .collect();
    assert_eq!(codes, ["W0121", "W0122"]);
}
