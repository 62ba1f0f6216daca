//! Paywall's insurance cards: all inputs are headers, details only on request, a key pair of their own.

use generated_client::paywall;
use tests::{RELATION, insurance_cards, paywall, sandbox};
use vezne_runtime::{Error, NotSentReason};

use crate::arrived;

#[tokio::test]
async fn cards_come_with_details_only_when_they_are_asked_for() {
    let sandbox = sandbox().await;
    let paywall = paywall(&sandbox);
    let cards = paywall
        .list_insurance_cards(insurance_cards())
        .include_details(true)
        .await
        .expect("cards");
    let banks: Vec<_> = cards
        .iter()
        .map(|card| {
            card.details
                .as_ref()
                .and_then(|details| details.bank.as_deref())
        })
        .collect();
    assert_eq!(
        banks,
        [Some("T.C.ZİRAAT BANKASI A.Ş."), Some("AKBANK T.A.Ş.")]
    );

    for call in [
        paywall.list_insurance_cards(insurance_cards()),
        paywall
            .list_insurance_cards(insurance_cards())
            .include_details(false),
    ] {
        let cards = call.await.expect("cards");
        assert_eq!(cards.len(), 2);
        assert!(cards.iter().all(|card| card.details.is_none()));
    }
    let asked: Vec<_> = arrived(&sandbox, "list_insurance_cards")
        .iter()
        .map(|request| request.header("includedetails").map(str::to_owned))
        .collect();
    assert_eq!(
        asked,
        [Some("TRUE".to_owned()), None, Some("FALSE".to_owned())]
    );
}

#[tokio::test]
async fn every_input_is_a_header_and_nothing_else_is_sent() {
    let sandbox = sandbox().await;
    paywall(&sandbox)
        .list_insurance_cards(insurance_cards())
        .relational_id2("second")
        .relational_id3("third")
        .await
        .expect("an empty list: nothing is stored under three ids");
    let [request] = &arrived(&sandbox, "list_insurance_cards")[..] else {
        panic!("one request")
    };
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("GET", "/paywall/card/insurance")
    );
    assert_eq!((request.query.as_deref(), request.body.len()), (None, 0));
    for (name, value) in [
        (
            "apikeyprivate",
            sandbox.credentials("paywall", "private.key"),
        ),
        (
            "apiclientprivate",
            sandbox.credentials("paywall", "private.client"),
        ),
        ("relationalid1", RELATION),
        ("relationalid2", "second"),
        ("relationalid3", "third"),
    ] {
        assert_eq!(request.header(name), Some(value), "{name}");
    }
    assert_eq!(request.header("authorization"), None);
}

#[tokio::test]
async fn without_the_key_pair_nothing_is_sent() {
    let sandbox = sandbox().await;
    let paywall = paywall::Client::builder(paywall::Credentials::test())
        .base_address(
            paywall::Api::CardWall,
            sandbox.address("paywall", "card_wall"),
        )
        .build()
        .expect("a client");
    let error = paywall
        .list_insurance_cards(insurance_cards())
        .await
        .expect_err("no key pair");
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(
            not_sent.reason(),
            NotSentReason::MissingCredentials { set: "private" }
        ),
        "{error}"
    );
    assert!(
        error.to_string().contains("paywall.list_insurance_cards"),
        "{error}"
    );
    assert!(sandbox.requests().is_empty());
}
