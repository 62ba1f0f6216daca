//! Disputed facts, chosen by type on the builder and seen on the wire.

use generated_client::vepara::alternatives::{CardListMethod, SavedCardSignature};
use tests::{CUSTOMER, list_cards, sandbox, save_card, vepara, vepara_builder};
use vezne_runtime::Secret;
use vezne_runtime::signature::{Expected, open_bundle};

use crate::{arrived, json};

#[tokio::test]
async fn cards_are_listed_by_get_with_a_body_and_by_post_when_chosen() {
    let sandbox = sandbox().await;
    let by_post = vepara_builder(&sandbox)
        .choose(CardListMethod::Post)
        .build()
        .expect("a client");
    vepara(&sandbox)
        .save_card(save_card())
        .await
        .expect("a saved card");
    let by_get = vepara(&sandbox)
        .list_cards(list_cards())
        .await
        .expect("a list");
    let by_post = by_post.list_cards(list_cards()).await.expect("a list");
    assert_eq!(by_get.len(), 1);
    assert_eq!(by_get[0].card_token, by_post[0].card_token);

    let requests = arrived(&sandbox, "list_cards");
    let methods: Vec<_> = requests
        .iter()
        .map(|request| request.method.as_str())
        .collect();
    assert_eq!(methods, ["GET", "POST"]);
    for request in &requests {
        assert_eq!(request.path, "/ccpayment/api/getCardTokens");
        assert_eq!(
            (
                request.query.as_deref(),
                json(request)["customer_number"].as_str()
            ),
            (None, Some(CUSTOMER))
        );
    }
}

#[tokio::test]
async fn a_saved_cards_signature_covers_the_number_unless_told_otherwise() {
    let sandbox = sandbox().await;
    let shorter = vepara_builder(&sandbox)
        .choose(SavedCardSignature::WithoutCardNumber)
        .build()
        .expect("a client");
    vepara(&sandbox)
        .save_card(save_card())
        .await
        .expect("a saved card");
    shorter
        .save_card(save_card())
        .await
        .expect("the sandbox takes either");

    let secret = Secret::from(sandbox.credentials("vepara", "app_secret"));
    let merchant_key = sandbox.credentials("vepara", "merchant_key");
    let six = [
        merchant_key,
        CUSTOMER,
        "AYŞE ÖRNEK",
        tests::CARD,
        "12",
        "2026",
    ];
    let five = [merchant_key, CUSTOMER, "AYŞE ÖRNEK", "12", "2026"];
    let requests = arrived(&sandbox, "save_card");
    for (request, signed) in requests.iter().zip([&six[..], &five[..]]) {
        let body = json(request);
        let opened =
            open_bundle(&secret, body["hash_key"].as_str().expect("a text")).expect("a bundle");
        let signed: Vec<_> = signed.iter().map(|text| Expected::Text(text)).collect();
        assert!(opened.matches(&signed), "other fields are signed");
    }
    assert_eq!(requests.len(), 2);
}
