//! Instalments, stored cards, and requests with mistakes in them.

use serde_json::json;

use crate::client::{MERCHANT_KEY, Vepara, signed};
use crate::common::send_json;

#[tokio::test]
async fn a_missing_field_is_named_in_the_printed_validation_shape() {
    let vepara = Vepara::start().await;
    let answer = send_json(
        &vepara.address,
        "POST",
        "/api/token",
        &[],
        &json!({ "app_id": "x", "app_secret": 7 }),
    )
    .await;
    assert_eq!(
        (answer.status, answer.origin().as_str()),
        (422, "assumed invalid_input")
    );
    assert_eq!(
        answer.json()["errors"],
        json!({ "app_secret": [answer.json()["message"]] })
    );

    let answer = vepara
        .save(json!({ "expiry_month": null, "expiry_mounth": "12" }))
        .await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.json()["errors"]["expiry_month"].is_array(),
        "{}",
        answer.body
    );
    for (field, wrong) in [
        ("card_number", json!(4_508_034_508_034_509_u64)),
        ("card_number", json!("4508034508034508")),
        ("expiry_month", json!("13")),
        ("expiry_month", json!("1")),
        ("expiry_year", json!("26")),
        ("customer_number", json!("")),
        ("card_holder_name", json!("x".repeat(101))),
        ("customer_name", json!(7)),
    ] {
        let answer = vepara.save(json!({ field: wrong })).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.json()["errors"][field].is_array(), "{}", answer.body);
        assert!(
            !answer.body.contains("450803"),
            "a refusal does not repeat the number"
        );
    }
}

#[tokio::test]
async fn instalments_are_the_printed_ones() {
    let vepara = Vepara::start().await;
    let answer = vepara
        .call(
            "POST",
            "/api/installments",
            &json!({ "merchant_key": MERCHANT_KEY }),
        )
        .await;
    assert_eq!(answer.origin(), "documented printed_success");
    assert_eq!(
        answer.json()["installments"],
        json!([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    );
}

#[tokio::test]
async fn cards_are_listed_to_their_own_customer_only_and_in_the_printed_types() {
    let vepara = Vepara::start().await;
    let extra = json!({ "customer_name": "AYŞE ÖRNEK", "customer_email": "ayse@example.com", "customer_phone": "8800000000000" });
    let first = vepara.save(extra).await.json()["card_token"].clone();
    let hash = signed(&[
        MERCHANT_KEY,
        "0071",
        "AYŞE ÖRNEK",
        "4508034508034509",
        "12",
        "2026",
    ]);
    let other = vepara.save(json!({ "customer_number": "0071", "hash_key": hash, "customer_phone": "+905550000000" })).await;

    let listed = vepara.list("5070").await;
    assert_eq!(listed.origin(), "documented printed_success");
    let record = listed.json()["data"][0].clone();
    assert_eq!(listed.json()["data"].as_array().map(Vec::len), Some(1));
    assert_eq!(record["card_token"], first);
    assert_eq!(record["customer_number"], 5070);
    assert_eq!(record["customer_name"], "AYŞE ÖRNEK");
    assert_eq!(record["customer_email"], "ayse@example.com");
    assert_eq!(record["customer_phone"], 8_800_000_000_000_u64);
    assert_eq!(record["bin"], 450_803);
    assert_eq!(record["merchant_id"], 98950);
    assert!(
        record["created_at"]
            .as_str()
            .is_some_and(|text| text.len() == 27 && text.ends_with('Z'))
    );
    assert!(!listed.body.contains("4508034508034509"));

    let record = vepara.list("0071").await.json()["data"][0].clone();
    assert_eq!(record["card_token"], other.json()["card_token"]);
    assert_eq!(
        (&record["customer_number"], &record["customer_phone"]),
        (&json!("0071"), &json!("+905550000000"))
    );
    assert_eq!(vepara.list("71").await.origin(), "assumed no_cards");
}

#[tokio::test]
async fn only_documented_test_cards_are_stored() {
    let vepara = Vepara::start().await;
    let hash = signed(&[
        MERCHANT_KEY,
        "5070",
        "AYŞE ÖRNEK",
        "4111111111111111",
        "12",
        "2026",
    ]);
    let answer = vepara
        .save(json!({ "card_number": "4111111111111111", "hash_key": hash }))
        .await;
    assert_eq!(
        (answer.status, answer.origin().as_str()),
        (400, "assumed not_a_test_card")
    );
    assert_eq!(answer.json()["status_code"], 86);
    assert!(!answer.body.contains("4111111111111111"));
    assert_eq!(vepara.list("5070").await.json()["data"], json!([]));
}

#[tokio::test]
async fn a_list_comes_by_get_with_a_body_and_by_post() {
    let vepara = Vepara::start().await;
    let body = json!({ "merchant_key": MERCHANT_KEY, "customer_number": "5070" });
    assert_eq!(
        vepara
            .call("POST", "/api/getCardTokens", &body)
            .await
            .status,
        200
    );
    assert_eq!(
        vepara.call("GET", "/api/getCardTokens", &body).await.status,
        200
    );
    let put = vepara.call("PUT", "/api/getCardTokens", &body).await;
    assert_eq!(put.status, 405);
    assert!(put.body.contains("GET and POST"), "{}", put.body);
}
