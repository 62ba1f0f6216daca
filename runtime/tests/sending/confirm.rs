//! From a callback to a confirmed payment: only by the provider's own answer, with nothing that differs.

use vezne_runtime::{
    Amount, ConfirmError, Confirmed, Error, Fact, Hint, Secret, SignatureState, signature,
};

use crate::support::mini::{
    Api, Client, Hook, KEY, Mini, Return, ReturnExpected, StatusAnswer, Values, client,
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

#[test]
fn a_signature_is_told_and_decides_nothing() {
    let key = Secret::from(KEY);
    let with_key = {
        let values = Values {
            key: key.clone(),
            private: Some(key.clone()),
        };
        let builder =
            vezne_runtime::ClientBuilder::<Mini>::new(vezne_runtime::Environment::Test, values);
        builder
            .base_address(Api::Other, "http://127.0.0.1:1")
            .build()
            .expect("a client")
    };
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
