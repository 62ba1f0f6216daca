//! Callbacks that are a JSON body: digits as they came, strict reading, signatures over the texts that arrived.

use super::*;
use crate::money::Amount;
use crate::read_error::JsonKind;

const KEY: &str = "secret";

fn json(text: &str) -> Parameters {
    Parameters::from_json(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn refused(body: &[u8]) -> ReadProblem {
    match Parameters::from_json(body) {
        Err(HintError::Field(error)) => error.problem().clone(),
        other => panic!("{other:?}"),
    }
}

/// The fields of Paywall's payment webhook.
const PAYMENT: CallbackSignature<'static> = CallbackSignature {
    algorithm: SignatureAlgorithm::Sha256Joined,
    field: &["Hash"],
    over: &[
        SignedSlot::Text(&["PaymentId"]),
        SignedSlot::Text(&["UniqueCode"]),
        SignedSlot::Text(&["Amount"]),
        SignedSlot::Text(&["Installment"]),
    ],
};

fn state(check: &CallbackSignature<'_>, text: &str) -> SignatureState {
    json(text).check_signature(check, &Secret::from(KEY))
}

#[test]
fn fields_are_read_as_those_of_an_answer() {
    let parameters = json(
        r#"{"Amount": 72.0300, "Text": "7", "Payments": [{"Amount": "1.10"}, {"Amount": 2}], "In": {"Id": 5}, "Null": null}"#,
    );
    let object = parameters.object();
    let amount = object.field(&["Amount"]).required::<Amount>();
    assert_eq!(amount.map(|a| a.to_string()).as_deref(), Ok("72.0300"));
    assert_eq!(object.field(&["In.Id"]).required::<i64>(), Ok(5));
    assert_eq!(object.field(&["Null"]).optional::<i64>(), Ok(None));
    // Unlike in a form, a text is a text.
    let strict = object.field(&["Text"]).required::<i64>();
    let problem = strict.expect_err("text").problem().clone();
    assert!(matches!(problem, ReadProblem::Kind { found, .. } if found == JsonKind::Text));
    assert_eq!(object.field(&["Text"]).or_text().required::<i64>(), Ok(7));
    let path = object.field(&["Payments"]).required::<Vec<String>>();
    assert_eq!(path.expect_err("objects").path(), "Payments[0]");
}

#[test]
fn what_is_no_json_object_is_refused_with_its_reason() {
    assert_eq!(refused(b""), ReadProblem::Empty);
    assert_eq!(refused(b"{\"a\": \xff}"), ReadProblem::NotUtf8);
    assert_eq!(refused(b"{\"a\": 1"), ReadProblem::CutOff);
    assert_eq!(refused(b"a=1"), ReadProblem::NotJson { line: 1, column: 1 });
    for (body, found) in [
        (&b"[{}]"[..], JsonKind::List),
        (b"null", JsonKind::Null),
        (b"1", JsonKind::Number),
        (b"\"{}\"", JsonKind::Text),
    ] {
        assert_eq!(
            refused(body),
            ReadProblem::Kind {
                expected: "an object",
                found
            }
        );
    }
    let error = Parameters::from_json(b"<p>").expect_err("a page");
    assert_eq!(
        error.to_string(),
        "the callback cannot be read: the callback is not JSON (line 1, column 1)"
    );
}

#[test]
fn size_depth_and_number_of_values_are_limited() {
    let deep = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(refused(deep(65).as_bytes()), ReadProblem::TooDeep);
    assert!(Parameters::from_json(deep(60).as_bytes()).is_ok());
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(LONGEST_JSON));
    let many = format!("{{\"a\":[{}0]}}", "0,".repeat(MOST_VALUES));
    for body in [long, many] {
        let error = Parameters::from_json(body.as_bytes()).err();
        assert!(matches!(
            error,
            Some(HintError::Parameters(ParameterError::TooLarge))
        ));
    }
}

#[test]
fn a_name_twice_is_refused_wherever_it_stands() {
    for body in [
        r#"{"PaymentId": 1, "PaymentId": 2}"#,
        r#"{"PaymentId": 1, "Payment\u0049d": 1}"#,
        r#"{"Hash": "a", "Hash": "a"}"#,
        r#"{"Payments": [{"Amount": 1, "Amount": 1}]}"#,
    ] {
        assert_eq!(refused(body.as_bytes()), ReadProblem::Repeated, "{body}");
    }
    let error = Parameters::from_json(br#"{"Payments": [{"Amount": 1, "Amount": 1}]}"#);
    assert_eq!(
        error.expect_err("twice").to_string(),
        "the callback cannot be read: `Payments[0]` in the callback: a name stands there twice"
    );
    assert_eq!(json("{}").once(&["PaymentId"]), Ok(()));
}

#[test]
fn a_joined_hash_covers_the_digits_that_arrived() {
    // printf 'secret###9474444843###order-1###72.0300###1' | sha256sum
    let hash = "d17cee13a05361279bd0910345a894171f26f28c1d328de3e6e7aac86d5896d3";
    let good = format!(
        r#"{{"PaymentId": 9474444843, "UniqueCode": "order-1", "Amount": 72.0300, "Installment": 1, "Hash": "{hash}"}}"#
    );
    assert_eq!(state(&PAYMENT, &good), SignatureState::Matches);
    for (from, to) in [
        ("72.0300", "72.03"),
        ("72.0300", "72.03000"),
        ("72.0300", "7.20300e1"),
        ("72.0300", "null"),
        ("72.0300", "[72.0300]"),
        ("72.0300", "{}"),
        ("\"Amount\"", "\"Amaunt\""),
        ("\"Installment\": 1", "\"Installment\": true"),
        ("order-1", "order-2"),
        ("order-1", "order-1\\u0000"),
        ("order-1", "\\ud800"),
        ("order-1", "order-1###72.0300"),
        ("Hash\": \"d1", "Hash\": \" d1"),
        ("Hash\": \"d1", "Hash\": \"00"),
    ] {
        let changed = good.replacen(from, to, 1);
        assert_ne!(changed, good, "{to}");
        assert_eq!(state(&PAYMENT, &changed), SignatureState::Mismatch, "{to}");
    }
    // The text counts, not the kind of the value that carries it.
    let text = good.replace("72.0300", "\"72.0300\"");
    assert_eq!(state(&PAYMENT, &text), SignatureState::Matches);
    // printf 'secret###9474444843###order-1###72.03###1' | sha256sum
    let short = good.replace("72.0300", "72.03").replace(
        hash,
        "7590a100f9a44467933b415efdf1a82f46412abadc5ecb295feeeb96d1706fc1",
    );
    assert_eq!(state(&PAYMENT, &short), SignatureState::Matches);
}

#[test]
fn a_joined_hash_covers_texts_without_their_escapes_and_booleans_as_words() {
    let check = CallbackSignature {
        over: &[
            SignedSlot::Text(&["id", "Id"]),
            SignedSlot::Text(&["data.code"]),
            SignedSlot::Text(&["n"]),
            SignedSlot::Text(&["ok"]),
        ],
        ..PAYMENT
    };
    // hashlib.sha256('secret###42###Sipariş "1"\n###1e2###true'.encode()).hexdigest()
    let hash = "c1db8ae3751a1fcb425b5c6d8c682846f4c476253afeef0033af834bbae78963";
    let body = format!(
        r#"{{"id": null, "Id": "42", "data": {{"code": "Sipari\u015f \"1\"\n"}}, "n": 1e2, "ok": true, "Hash": "{hash}"}}"#
    );
    assert_eq!(state(&check, &body), SignatureState::Matches);
    let raw = body.replace("\\u015f", "ş");
    assert_eq!(state(&check, &raw), SignatureState::Matches);
    let other = body.replace("1e2", "100");
    assert_eq!(state(&check, &other), SignatureState::Mismatch);
}

#[test]
fn a_signature_that_is_missing_and_one_that_is_none() {
    for missing in ["{}", r#"{"Hash": null}"#, r#"{"Hash": ""}"#] {
        assert_eq!(state(&PAYMENT, missing), SignatureState::Missing);
    }
    for other in [
        r#"{"Hash": {}}"#,
        r#"{"Hash": [""]}"#,
        r#"{"Hash": 1}"#,
        r#"{"Hash": "x"}"#,
    ] {
        assert_eq!(state(&PAYMENT, other), SignatureState::Mismatch, "{other}");
    }
}

#[test]
fn debug_shows_names_only() {
    assert_eq!(
        format!("{:?}", json(r#"{"Hash": "canary", "a": {"b": "canary"}}"#)),
        r#"["Hash", "a"]"#
    );
}
