//! A provider that the repository does not know, from a folder with a spec: the macro makes its client, the sandbox
//! serves it. Nothing of it is generated beforehand.

use std::path::PathBuf;

use sandbox::{Fault, Mark, Sandbox};
use serde_json::json;
use vezne_runtime::{Error, Verdict};

/// The client of Acme Pay, made from its spec at compile time.
pub mod acme_pay {
    macros::client!("../third-provider/acme_pay");
}

use acme_pay::charges::{
    ChargeState, CreateCharge, CreateChargeAnswer, CreateChargeError, CreateChargeReference,
    FindCharge, FindChargeAnswer, Line,
};
use acme_pay::vault::{ListCards, Scheme};

async fn served() -> Sandbox {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("tests are run by cargo");
    Sandbox::from_spec(PathBuf::from(package).join("third-provider/acme_pay"))
        .await
        .expect("a spec of one's own can be served")
}

fn client(sandbox: &Sandbox, key: &str) -> acme_pay::Client {
    let merchant = sandbox.credentials("acme_pay", "merchant_id");
    acme_pay::Client::builder(acme_pay::Credentials::test(merchant, key))
        .base_address(
            acme_pay::Api::Charges,
            sandbox.address("acme_pay", "charges"),
        )
        .base_address(acme_pay::Api::Vault, sandbox.address("acme_pay", "vault"))
        .build()
        .expect("a client")
}

fn good_client(sandbox: &Sandbox) -> acme_pay::Client {
    client(sandbox, sandbox.credentials("acme_pay", "api_key"))
}

fn charge() -> CreateCharge {
    CreateCharge {
        reference: "order-1".into(),
        card_token: "card-1".into(),
        amount: "12.5".parse().expect("an amount"),
        currency: "TRY".parse().expect("a currency"),
        lines: vec![Line {
            name: "Book".into(),
            quantity: 2,
        }],
    }
}

#[tokio::test]
async fn a_charge_is_sent_as_the_spec_says_and_its_answer_read() {
    let sandbox = served().await;
    let answer = good_client(&sandbox)
        .create_charge(charge())
        .note("Thank you")
        .await
        .expect("a charge");
    let CreateChargeAnswer::Done(charge) = answer else {
        panic!("not done: {answer:?}")
    };
    assert_eq!(charge.state, ChargeState::Paid);
    assert_eq!(charge.amount.to_string(), "12.50", "the digits are kept");
    assert!(charge.created_at.is_some() && charge.history.is_none());

    let [request] = &sandbox.requests()[..] else {
        panic!("one request")
    };
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("POST", "/v1/charges")
    );
    assert_eq!(request.header("x-acme-merchant"), Some("4711"));
    assert_eq!(
        request.header("x-acme-key"),
        Some(sandbox.credentials("acme_pay", "api_key"))
    );
    let body: serde_json::Value = serde_json::from_slice(&request.body).expect("a JSON body");
    assert_eq!(
        body,
        json!({
            "reference": "order-1",
            "card": "card-1",
            "amount": "12.50",
            "currency": "TRY",
            "lines": [{"name": "Book", "quantity": 2}],
            "note": "Thank you",
        })
    );
    assert_eq!(request.answered.mark, Mark::Constructed);
}

#[tokio::test]
async fn a_refusal_has_the_code_that_the_spec_names() {
    let sandbox = served().await;
    sandbox.answer_next("acme_pay", "create_charge", "declined");
    let error = good_client(&sandbox)
        .create_charge(charge())
        .await
        .expect_err("declined");
    let Error::Refused(refused) = &error else {
        panic!("{error}")
    };
    assert_eq!(*refused.reason(), CreateChargeError::Declined);
    let text = error.to_string();
    for part in [
        "acme_pay.create_charge",
        "HTTP 402",
        "code declined",
        "Declined by the bank",
    ] {
        assert!(text.contains(part), "`{part}` is missing in: {text}");
    }
}

#[tokio::test]
async fn a_lost_answer_is_resolved_by_the_operation_that_the_spec_names() {
    let sandbox = served().await;
    let client = good_client(&sandbox);
    sandbox.fail_next("acme_pay", "create_charge", Fault::CloseAfterRead);
    let error = client.create_charge(charge()).await.expect_err("lost");
    let Error::OutcomeUnknown(unknown) = &error else {
        panic!("{error}")
    };
    let found = unknown.resolve(&client).await.expect("an answer");
    assert_eq!(found.verdict(), Verdict::Happened);
    let asked = sandbox.requests().pop().expect("a request");
    assert_eq!(asked.header("x-reference"), Some("order-1"));

    // The same from a reference that was stored, after a crash.
    sandbox.answer_next("acme_pay", "find_charge", "not_found");
    let stored = CreateChargeReference {
        reference: "order-2".into(),
    };
    let found = client
        .resolve_create_charge(stored)
        .await
        .expect("an answer");
    assert_eq!(found.verdict(), Verdict::NotReceived);
    assert_eq!(
        sandbox.requests().len(),
        3,
        "the charge itself is sent once"
    );
}

#[tokio::test]
async fn each_api_has_its_own_address_and_unlisted_codes_are_kept() {
    let sandbox = served().await;
    let client = good_client(&sandbox);
    let inputs = ListCards {
        customer: "müşteri/1".into(),
    };
    let cards = client
        .list_cards(inputs)
        .scheme(Scheme::Troy)
        .await
        .expect("cards");
    let schemes: Vec<_> = cards.iter().map(|card| card.scheme.clone()).collect();
    assert_eq!(
        schemes,
        [Some(Scheme::Troy), Some(Scheme::Unknown("77".into()))]
    );
    assert_eq!(cards[1].last_four, "4509");
    let request = sandbox.requests().pop().expect("a request");
    assert_eq!(
        (request.api.as_str(), request.query.as_deref()),
        ("vault", Some("scheme=9"))
    );
    assert_eq!(request.path, "/customers/m%C3%BC%C5%9Fteri%2F1/cards");

    let found = client
        .find_charge(FindCharge {
            reference: "order-1".into(),
        })
        .with_history(true)
        .await
        .expect("a charge");
    let FindChargeAnswer::Done(charge) = found else {
        panic!("not done: {found:?}")
    };
    let steps: Vec<_> = charge
        .history
        .iter()
        .flatten()
        .map(|step| step.state.clone())
        .collect();
    assert_eq!(steps, [ChargeState::Waiting, ChargeState::Paid]);
}

#[tokio::test]
async fn another_key_is_refused_as_the_spec_says() {
    let sandbox = served().await;
    let error = client(&sandbox, "not-the-key")
        .create_charge(charge())
        .await
        .expect_err("another key");
    assert_eq!(
        (error.http_status(), error.code()),
        (Some(401), Some("unauthorized")),
        "{error}"
    );
}
