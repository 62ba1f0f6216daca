//! From a callback to a confirmed payment: only by the provider's own answer, with nothing that differs.

use vezne_runtime::{
    Amount, ConfirmError, Confirmed, Error, Fact, Hint, Secret, SignatureState, signature,
};

use crate::support::mini::{
    Api, Client, Hook, KEY, Mini, Return, ReturnExpected, StatusAnswer, Values, Webhook, client,
};
use crate::support::server::{Reply, Server, json};

fn expected() -> ReturnExpected {
    ReturnExpected {
        reference: "o-1".to_owned(),
        amount: "10.50".parse().expect("an amount"),
        currency: "TRY".parse().expect("a currency"),
    }
}

async fn confirm(body: &'static str) -> (Result<Confirmed<Return>, ConfirmError<Return>>, Server) {
    let server = Server::start(move |_| json(200, body)).await;
    let hint = Hint::<Return>::from_query("order=o-1&paid=1").expect("a hint");
    let result = hint.confirm(&client(&server.address), expected()).await;
    (result, server)
}

#[tokio::test]
async fn a_payment_that_the_provider_tells_of_as_expected_is_confirmed() {
    for amount in ["10.50", "10.5", "\"10.500\""] {
        let body = format!(
            r#"{{"status_code": 100, "data": {{"state": "paid", "order": "o-1", "amount": {amount}, "currency": "TRY"}}}}"#
        );
        let (result, server) = confirm(body.leak()).await;
        let confirmed = result.expect("confirmed");
        assert_eq!(confirmed.unconfirmed(), []);
        assert_eq!(confirmed.expected(), &expected());
        assert!(matches!(confirmed.answer(), StatusAnswer::Done(_)));
        assert_eq!(server.paths(), ["/base/status/o-1"]);
    }
}

#[tokio::test]
async fn any_fact_that_differs_or_lacks_never_confirms() {
    let cases = [
        (
            r#""order": "o-2", "amount": 10.50, "currency": "TRY""#,
            Fact::Reference,
            false,
        ),
        (
            r#""order": "o-1 ", "amount": 10.50, "currency": "TRY""#,
            Fact::Reference,
            false,
        ),
        (
            r#""order": "o-1", "amount": 10.49, "currency": "TRY""#,
            Fact::Amount,
            false,
        ),
        (
            r#""order": "o-1", "amount": 10.5000000000001, "currency": "TRY""#,
            Fact::Amount,
            false,
        ),
        (
            r#""order": "o-1", "amount": 0, "currency": "TRY""#,
            Fact::Amount,
            false,
        ),
        (
            r#""order": "o-1", "amount": 10.50, "currency": "USD""#,
            Fact::Currency,
            false,
        ),
        (
            r#""amount": 10.50, "currency": "TRY""#,
            Fact::Reference,
            true,
        ),
        (
            r#""order": "o-1", "amount": null, "currency": "TRY""#,
            Fact::Amount,
            true,
        ),
        (r#""order": "o-1", "amount": 10.50"#, Fact::Currency, true),
    ];
    for (facts, fact, lacks) in cases {
        let body = format!(r#"{{"status_code": 100, "data": {{"state": "paid", {facts}}}}}"#);
        let (result, _) = confirm(body.leak()).await;
        let error = result.expect_err(facts);
        match &error {
            ConfirmError::Missing(found) if lacks => assert_eq!(*found, fact, "{facts}"),
            ConfirmError::Differs(found) if !lacks => assert_eq!(*found, fact, "{facts}"),
            other => panic!("{facts}: {other}"),
        }
        assert!(
            error
                .to_string()
                .starts_with("mini.return is not confirmed: "),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_payment_that_is_not_made_is_not_confirmed() {
    let body = r#"{"status_code": 100, "data": {"state": "pending", "order": "o-1", "amount": 10.50, "currency": "TRY"}}"#;
    let (result, _) = confirm(body).await;
    let Err(ConfirmError::NotDone(answer)) = result else {
        panic!("{result:?}")
    };
    let StatusAnswer::Open(payment) = *answer else {
        panic!("{answer:?}")
    };
    assert_eq!(
        payment.order.as_deref(),
        Some("o-1"),
        "the caller sees what the provider says"
    );
    let (result, _) = confirm(r#"{"status_code": 41, "message": "failed"}"#).await;
    let error = result.expect_err("failed");
    assert!(
        matches!(&error, ConfirmError::Status(Error::Refused(_))),
        "{error}"
    );
    let (result, _) = confirm("<html>").await;
    assert!(matches!(
        result,
        Err(ConfirmError::Status(Error::Unreadable(_)))
    ));
}

#[tokio::test]
async fn a_return_of_another_payment_is_not_even_asked_about() {
    let server = Server::start(|_| Reply::Close).await;
    let client = client(&server.address);
    for query in ["order=o-2", "paid=1", "order=O-1", ""] {
        let hint = Hint::<Return>::from_query(query).expect("a hint");
        let error = hint.confirm(&client, expected()).await.expect_err(query);
        assert!(
            matches!(error, ConfirmError::Differs(Fact::Reference)),
            "{error}"
        );
    }
    assert_eq!(server.connections(), 0);
}

#[tokio::test]
async fn what_the_provider_never_tells_is_visible_as_unconfirmed() {
    let server = Server::start(|_| {
        json(
            200,
            r#"{"status_code": 100, "data": {"state": "paid", "amount": "10.5"}}"#,
        )
    })
    .await;
    let amount: Amount = "10.50".parse().expect("an amount");
    let hint = Hint::<Hook>::from_form(b"order=o-1").expect("a hint");
    let confirmed = hint
        .confirm(&client(&server.address), ("o-1".to_owned(), amount))
        .await
        .expect("confirmed");
    assert_eq!(confirmed.unconfirmed(), [Fact::Reference, Fact::Currency]);
}

/// A client with the key that checks signatures.
fn with_key() -> Client {
    let key = Secret::from(KEY);
    let values = Values {
        key: key.clone(),
        private: Some(key),
    };
    let builder =
        vezne_runtime::ClientBuilder::<Mini>::new(vezne_runtime::Environment::Test, values);
    builder
        .base_address(Api::Other, "http://127.0.0.1:1")
        .build()
        .expect("a client")
}

#[test]
fn a_signature_is_told_and_decides_nothing() {
    let key = Secret::from(KEY);
    let with_key = with_key();
    let state = |client: &Client, query: &str| {
        Hint::<Return>::from_query(query)
            .expect("a hint")
            .signature(client)
    };

    let signed = signature::sign(
        vezne_runtime::SignatureAlgorithm::AesCbcBundle,
        &key,
        &["o-1"],
    )
    .expect("signed");
    let signed = signed.replace('+', "%2B").replace('=', "%3D");
    assert_eq!(
        state(&with_key, &format!("order=o-1&hash={signed}")).expect("checked"),
        SignatureState::Matches
    );
    assert_eq!(
        state(&with_key, &format!("order=o-2&hash={signed}")).expect("checked"),
        SignatureState::Mismatch
    );
    assert_eq!(
        state(&with_key, "order=o-1").expect("checked"),
        SignatureState::Missing
    );
    let error = state(&client("http://127.0.0.1:1"), "order=o-1").expect_err("no key");
    assert!(error.to_string().contains("`private`"), "{error}");
    let hook = Hint::<Hook>::from_query("order=o-1").expect("a hint");
    assert_eq!(
        hook.signature(&with_key).expect("never signed"),
        SignatureState::Missing
    );
}

#[test]
fn a_reference_that_arrives_twice_is_no_hint() {
    assert!(Hint::<Return>::from_query("order=o-1&order=o-2").is_err());
    assert!(Hint::<Hook>::from_query("nothing=1").is_err());
}

/// hashlib.sha256(b'canary-key-8f2a###o-1###10.500').hexdigest()
const HASH: &str = "813a276c5ca9cd4706812bc0e399df6fd4ecb2b6d7f04584ef2beb01c2b1d60a";

/// A webhook with that hash.
fn webhook() -> String {
    format!(
        r#"{{"order": "o-1", "amount": 10.500, "parts": [{{"name": "Kargo"}}, {{"name": "Ürün"}}], "hash": "{HASH}"}}"#
    )
}

#[tokio::test]
async fn a_json_callback_is_read_signed_and_confirmed_as_the_others_are() {
    let answer = r#"{"status_code": 100, "data": {"state": "paid", "order": "o-1", "amount": 10.5, "currency": "TRY"}}"#;
    let server = Server::start(move |_| json(200, answer)).await;
    let client = client(&server.address);
    let hint = Hint::<Webhook>::from_json(webhook().as_bytes()).expect("a hint");
    assert_eq!(hint.claims().amount.to_string(), "10.500");
    assert_eq!(hint.claims().parts[1].name, "Ürün");
    assert!(hint.claims().hash.is_some());
    let confirmed = hint.confirm(&client, expected()).await.expect("confirmed");
    assert_eq!(confirmed.unconfirmed(), []);
    let state = |body: &str| {
        let hint = Hint::<Webhook>::from_json(body.as_bytes()).expect("a hint");
        hint.signature(&with_key()).expect("checked")
    };
    assert_eq!(state(&webhook()), SignatureState::Matches);
    assert_eq!(
        state(&webhook().replace("10.500", "10.50")),
        SignatureState::Mismatch
    );
    assert_eq!(state(&webhook().replace(HASH, "")), SignatureState::Missing);
    assert!(!format!("{hint:?}").contains(HASH), "{hint:?}");
}

#[test]
fn a_json_callback_that_is_not_as_documented_tells_the_place_and_no_value() {
    for (from, to, error) in [
        ("\"o-1\"", "null", "`order` in the callback: it is missing"),
        (
            "\"o-1\"",
            "17",
            "`order` in the callback: expected text, found a number",
        ),
        (
            "\"Ürün\"",
            "{}",
            "`parts[1].name` in the callback: expected text, found an object",
        ),
        (
            "10.500",
            "\"x\"",
            "`amount` in the callback: expected an amount, found text",
        ),
        (
            "10.500",
            "1, \"amount\": 2",
            "the callback cannot be read: a name stands there twice",
        ),
    ] {
        let told = Hint::<Webhook>::from_json(webhook().replacen(from, to, 1).as_bytes());
        let told = told.expect_err(to).to_string();
        assert!(told.ends_with(error), "{told}");
    }
}
