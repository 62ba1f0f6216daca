//! Cards that are stored at Vepara: saved with a signature that the sandbox opens, listed to their customer alone.

use tests::{CARD, CUSTOMER, OTHER_CARD, list_cards, sandbox, save_card, vepara};

use generated_client::vepara::cards::{ListCards, SaveCard};
use vezne_runtime::signature::{Expected, open_bundle};
use vezne_runtime::{Error, Secret};

use crate::{arrived, json, statuses};

#[tokio::test]
async fn a_customer_sees_exactly_the_own_cards() {
    let sandbox = sandbox().await;
    let vepara = vepara(&sandbox);
    let mut saved = Vec::new();
    for (number, customer) in [(CARD, CUSTOMER), (OTHER_CARD, CUSTOMER), (CARD, "5071")] {
        let card = SaveCard {
            card_number: number.parse().expect("a card number"),
            customer_number: customer.into(),
            ..save_card()
        };
        let call = vepara
            .save_card(card)
            .customer_name("Ayşe Örnek")
            .customer_email("ayse@example.com")
            .customer_phone("905551112233");
        saved.push(call.await.expect("a saved card").card_token);
    }

    let listed = vepara.list_cards(list_cards()).await.expect("a list");
    let tokens: Vec<Secret> = listed.iter().map(|card| card.card_token.clone()).collect();
    assert_eq!(tokens, saved[..2]);
    let bins: Vec<_> = listed.iter().map(|card| card.bin.as_deref()).collect();
    assert_eq!(bins, [Some("450803"), Some("540667")]);
    let card = &listed[0];
    assert_eq!(card.customer_number.as_deref(), Some(CUSTOMER));
    assert_eq!(card.customer_name.as_deref(), Some("Ayşe Örnek"));
    assert_eq!(card.customer_email.as_deref(), Some("ayse@example.com"));
    assert_eq!(card.customer_phone.as_deref(), Some("905551112233"));
    assert!(card.created_at.is_some());

    let other = ListCards {
        customer_number: "5071".into(),
    };
    let tokens: Vec<Secret> = vepara
        .list_cards(other)
        .await
        .expect("a list")
        .into_iter()
        .map(|card| card.card_token)
        .collect();
    assert_eq!(tokens, saved[2..]);
    let nobody = ListCards {
        customer_number: "5072".into(),
    };
    assert!(vepara.list_cards(nobody).await.expect("a list").is_empty());
}

#[tokio::test]
async fn what_is_sent_is_what_the_documents_name() {
    let sandbox = sandbox().await;
    let vepara = vepara(&sandbox);
    vepara
        .save_card(save_card())
        .customer_name("Ayşe")
        .await
        .expect("a saved card");
    let [request] = &arrived(&sandbox, "save_card")[..] else {
        panic!("one request")
    };
    assert_eq!(
        (request.method.as_str(), request.path.as_str()),
        ("POST", "/ccpayment/api/saveCard")
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    let mut body = json(request);
    let hash = body["hash_key"].take();
    assert_eq!(
        body,
        serde_json::json!({
            "merchant_key": sandbox.credentials("vepara", "merchant_key"),
            "card_holder_name": "AYŞE ÖRNEK",
            "card_number": CARD,
            "expiry_month": "12",
            "expiry_year": "2026",
            "customer_number": CUSTOMER,
            "customer_name": "Ayşe",
            "hash_key": null,
        })
    );

    let secret = Secret::from(sandbox.credentials("vepara", "app_secret"));
    let opened = open_bundle(&secret, hash.as_str().expect("a text")).expect("a bundle");
    let merchant_key = sandbox.credentials("vepara", "merchant_key");
    let signed = [merchant_key, CUSTOMER, "AYŞE ÖRNEK", CARD, "12", "2026"];
    assert!(
        opened.matches(&signed.map(Expected::Text)),
        "another text is signed than is sent"
    );
}

#[tokio::test]
async fn months_have_two_digits_in_the_body_and_in_the_signature() {
    let sandbox = sandbox().await;
    let card = SaveCard {
        expiry: "3/2030".parse().expect("an expiry"),
        ..save_card()
    };
    vepara(&sandbox)
        .save_card(card)
        .await
        .expect("a saved card");
    assert_eq!(
        json(&arrived(&sandbox, "save_card")[0])["expiry_month"],
        "03"
    );
}

#[tokio::test]
async fn a_card_that_is_no_test_card_is_refused_and_its_number_stays_unseen() {
    let sandbox = sandbox().await;
    let card = SaveCard {
        card_number: "4111111111111111".parse().expect("a card number"),
        ..save_card()
    };
    let error = vepara(&sandbox)
        .save_card(card)
        .await
        .expect_err("no test card");
    assert_eq!(error.code(), Some("86"), "{error}");
    assert!(!tests::shown(&error).contains("4111111111111111"));
}

#[tokio::test]
async fn inputs_that_break_a_rule_are_not_sent() {
    let sandbox = sandbox().await;
    let vepara = vepara(&sandbox);
    let cases = [
        (
            "customer_number",
            SaveCard {
                customer_number: String::new(),
                ..save_card()
            },
        ),
        (
            "card_holder_name",
            SaveCard {
                card_holder_name: "A".repeat(101),
                ..save_card()
            },
        ),
    ];
    for (field, card) in cases {
        let error = vepara.save_card(card).await.expect_err(field);
        assert!(matches!(error, Error::NotSent(_)), "{error}");
        let text = error.to_string();
        assert!(
            text.contains(field) && text.contains("vepara.save_card"),
            "{text}"
        );
    }
    // Exactly the longest name, counted in characters and not in bytes.
    let longest = SaveCard {
        card_holder_name: "Ş".repeat(100),
        ..save_card()
    };
    vepara.save_card(longest).await.expect("a saved card");
    assert_eq!(statuses(&sandbox, "save_card"), [200]);
}
