//! Paywall's insurance cards as the documents have them, spoken to with raw bytes.

mod common;

use common::{Answer, send};
use sandbox::Sandbox;
use serde_json::{Value, json};

const PATH: &str = "/paywall/card/insurance";

async fn list(sandbox: &Sandbox, headers: &[(&str, &str)]) -> Answer {
    let mut all = vec![
        (
            "apikeyprivate",
            sandbox.credentials("paywall", "private.key"),
        ),
        (
            "apiclientprivate",
            sandbox.credentials("paywall", "private.client"),
        ),
    ];
    all.extend(headers);
    send(
        sandbox.address("paywall", "card_wall"),
        "GET",
        PATH,
        &all,
        "",
    )
    .await
}

async fn started() -> Sandbox {
    Sandbox::start()
        .await
        .expect("the repository's spec starts")
}

#[tokio::test]
async fn the_printed_cards_come_with_details_when_they_are_asked_for() {
    let sandbox = started().await;
    for asked in ["TRUE", "True"] {
        let answer = list(
            &sandbox,
            &[("relationalid1", "customer-1"), ("includedetails", asked)],
        )
        .await;
        assert_eq!(
            (answer.status, answer.origin().as_str()),
            (200, "documented printed_success")
        );
        assert_eq!(answer.json()["Body"].as_array().map(Vec::len), Some(2));
        assert_eq!(
            answer.json()["Body"][1]["Details"]["CardBank"],
            "AKBANK T.A.Ş."
        );
    }
}

#[tokio::test]
async fn without_being_asked_for_details_are_null_and_that_is_assumed() {
    let sandbox = started().await;
    for headers in [
        &[("relationalid1", "customer-1")][..],
        &[("relationalid1", "customer-1"), ("includedetails", "FALSE")],
    ] {
        let answer = list(&sandbox, headers).await;
        assert_eq!(answer.origin(), "assumed without_details");
        let cards = answer.json()["Body"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        assert_eq!(cards.len(), 2);
        assert!(
            cards
                .iter()
                .all(|card| card["Details"] == Value::Null && card["CardLastFour"] == "7894")
        );
    }
}

#[tokio::test]
async fn other_relational_ids_have_no_cards() {
    let sandbox = started().await;
    for headers in [
        &[("relationalid1", "customer-2")][..],
        &[("relationalid1", "customer-1"), ("relationalid2", "x")],
    ] {
        let answer = list(&sandbox, headers).await;
        assert_eq!(
            (answer.status, answer.origin().as_str()),
            (200, "assumed no_cards")
        );
        assert_eq!(
            answer.json(),
            json!({ "ErrorCode": 0, "Result": true, "Message": "", "Body": [] })
        );
    }
}

#[tokio::test]
async fn another_key_pair_is_refused() {
    let sandbox = started().await;
    let address = sandbox.address("paywall", "card_wall");
    let (key, client) = (
        sandbox.credentials("paywall", "private.key"),
        sandbox.credentials("paywall", "private.client"),
    );
    for headers in [
        &[
            ("apikeyprivate", "wrong"),
            ("apiclientprivate", client),
            ("relationalid1", "customer-1"),
        ][..],
        &[
            ("apikeyprivate", key),
            ("apiclientprivate", "wrong"),
            ("relationalid1", "customer-1"),
        ],
        &[
            ("apikeypublic", key),
            ("apiclientpublic", client),
            ("relationalid1", "customer-1"),
        ],
        &[],
    ] {
        let answer = send(address, "GET", PATH, headers, "").await;
        assert_eq!(
            (answer.status, answer.origin().as_str()),
            (401, "assumed private_keys.rejected")
        );
    }
}

#[tokio::test]
async fn a_missing_or_malformed_header_is_refused_by_its_name() {
    let sandbox = started().await;
    for (headers, named) in [
        (&[][..], "relationalid1"),
        (&[("relationalid1", "")][..], "relationalid1"),
        (
            &[("relationalid1", "customer-1"), ("includedetails", "yes")][..],
            "includedetails",
        ),
    ] {
        let answer = list(&sandbox, headers).await;
        assert_eq!(
            (answer.status, answer.origin().as_str()),
            (200, "assumed invalid_input")
        );
        assert_eq!(answer.json()["Result"], false);
        assert!(
            answer.json()["Message"]
                .as_str()
                .is_some_and(|message| message.contains(named)),
            "{}",
            answer.body
        );
    }
}

#[tokio::test]
async fn each_address_refuses_the_paths_of_other_providers() {
    let sandbox = started().await;
    let vepara = sandbox.address("vepara", "payment");
    assert_ne!(sandbox.address("paywall", "card_wall"), vepara);
    assert_eq!(send(vepara, "GET", PATH, &[], "").await.status, 404);
    let paywall = sandbox.address("paywall", "card_wall");
    assert_eq!(
        send(paywall, "POST", "/ccpayment/api/token", &[], "{}")
            .await
            .status,
        404
    );
}
