//! The scripted server, and the comparisons that generated wire tests make with it.

mod common;

use common::send;
use sandbox::wire::{Wire, WireAnswer, assert_form_eq, assert_json_eq, assert_signed_json};
use vezne_runtime::SignatureAlgorithm;

/// Made by three independent programs with the key `0123456789abcdef0123456789abcdef`: `12345678|1234567`.
const BUNDLE: &str = "0123456789abcdef:1a2b:qKjXPAEDSrreSU__j5F0z2tGdGT+7OdeKbkfIJ2nYV9M=";
const KEY: &str = "0123456789abcdef0123456789abcdef";

#[tokio::test]
async fn answers_come_in_order_and_requests_are_seen_byte_for_byte() {
    let html = WireAnswer::new(502, "<html>").content_type("text/html");
    let wire = Wire::start(vec![WireAnswer::new(201, "{\"a\":  1}"), html]).await;
    let first = send(
        &wire.address(),
        "GET",
        "/a%20b?c=d&e",
        &[("X-B", "ü"), ("x-a", "2")],
        "{\"k\" : 10.10}",
    )
    .await;
    assert_eq!(
        (
            first.status,
            first.body.as_str(),
            first.header("content-type")
        ),
        (201, "{\"a\":  1}", "application/json")
    );
    let second = send(&wire.address(), "POST", "/", &[], "").await;
    assert_eq!(
        (second.status, second.header("content-type")),
        (502, "text/html")
    );
    let third = send(&wire.address(), "POST", "/", &[], "").await;
    assert!(third.status == 500 && third.body.contains("no answer left"));

    let received = wire.received();
    let seen = received.first().expect("a request");
    assert_eq!(
        (
            seen.method.as_str(),
            seen.path.as_str(),
            seen.query.as_deref()
        ),
        ("GET", "/a%20b", Some("c=d&e"))
    );
    assert_eq!(
        (seen.header("x-b"), seen.body.as_slice()),
        (Some("ü"), &b"{\"k\" : 10.10}"[..])
    );
    let names: Vec<&str> = seen.headers.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["host", "connection", "x-b", "x-a", "content-length"]
    );
    assert_eq!(received.len(), 3);
}

/// The panic's text.
fn fails(assert: impl FnOnce() + std::panic::UnwindSafe) -> String {
    match std::panic::catch_unwind(assert) {
        Ok(()) => panic!("nothing failed"),
        Err(text) => text.downcast_ref::<String>().cloned().unwrap_or_default(),
    }
}

#[test]
fn json_is_compared_by_meaning_and_numbers_by_their_text() {
    assert_json_eq(
        r#"{"a": 10.10, "b": ["ş", null]}"#,
        br#"{ "b":["\u015f" , null],"a":10.10 }"#,
    );
    for (expected, actual, path) in [
        (r#"{"a": 10.10}"#, r#"{"a": 10.1}"#, "$.a differs"),
        (r#"{"a": 1}"#, r#"{"a": "1"}"#, "$.a differs"),
        (
            r#"{"a": {"b": [1, 2]}}"#,
            r#"{"a": {"b": [1, 3]}}"#,
            "$.a.b[1] differs",
        ),
        (
            r#"{"a": [1]}"#,
            r#"{"a": [1, 2]}"#,
            "$.a has 2 items; expected 1",
        ),
        (r#"{"a": 1}"#, "{}", "$.a is missing"),
        ("{}", r#"{"a": {"b": 1}}"#, "$.a is not expected"),
        ("[{}]", "{}", "$ differs"),
        ("{}", "<html>", "the body is not JSON"),
        (
            r#"{"a": 12345678901234567890.1}"#,
            r#"{"a": 12345678901234567890.2}"#,
            "$.a differs",
        ),
    ] {
        let text = fails(|| assert_json_eq(expected, actual.as_bytes()));
        assert!(text.contains(path), "{text}");
    }
}

#[test]
fn a_signature_must_open_to_the_texts_of_the_body() {
    let expected = r#"{"a": "12345678", "b": 1234567, "hash": "{{signature}}"}"#;
    let body = |a: &str, b: &str| format!(r#"{{"a": "{a}", "b": {b}, "hash": "{BUNDLE}"}}"#);
    let algorithm = SignatureAlgorithm::AesCbcBundle;
    let good = body("12345678", "1234567");
    assert_signed_json(expected, good.as_bytes(), algorithm, KEY, &["a", "b"]);
    for (body, key, over, why) in [
        (
            good.clone(),
            "another key",
            &["a", "b"][..],
            "no signature that the key opens",
        ),
        (
            good.clone(),
            KEY,
            &["b", "a"],
            "does not match the field `b`",
        ),
        (good.clone(), KEY, &["a"], "opens to 2 parts where 1 fields"),
        (body("12345679", "1234567"), KEY, &["a", "b"], "$.a differs"),
        (
            body("12345678", "1234567").replace(BUNDLE, "x"),
            KEY,
            &["a", "b"],
            "at $.hash",
        ),
    ] {
        let text = fails(|| assert_signed_json(expected, body.as_bytes(), algorithm, key, over));
        assert!(text.contains(why), "{text}");
    }
    let text = fails(|| assert_json_eq(expected, good.as_bytes()));
    assert!(text.contains("assert_signed_json"), "{text}");
}

#[test]
fn a_digest_is_made_again() {
    // printf 'key###1.50###TRY' | sha256sum
    let digest = "bd71684c543237b845dc21c0c4d246635ae87c54e99b3b6c644523ddcf79df17";
    let body = format!(r#"{{"amount": 1.50, "currency": "TRY", "hash": "{digest}"}}"#);
    let expected = r#"{"amount": 1.50, "currency": "TRY", "hash": "{{signature}}"}"#;
    let algorithm = SignatureAlgorithm::Sha256Joined;
    assert_signed_json(
        expected,
        body.as_bytes(),
        algorithm,
        "key",
        &["amount", "currency"],
    );
    let text = fails(|| {
        assert_signed_json(
            expected,
            body.as_bytes(),
            algorithm,
            "key",
            &["currency", "amount"],
        )
    });
    assert!(text.contains("$.hash"), "{text}");
}

#[test]
fn forms_are_compared_whatever_their_order() {
    assert_form_eq("a=1&b=%C5%9F+x", b"b=%C5%9F%20x&a=1");
    assert!(fails(|| assert_form_eq("a=1&b=2", b"a=1&b=3")).contains("`b`"));
    assert!(fails(|| assert_form_eq("a=1", b"a=1&b=3")).contains("names"));
}
