//! `hash_key`, made by other programs and made wrong.

use serde_json::json;

use crate::client::{SIX_FIELDS, Vepara, signed};

/// The same without the card number.
const FIVE_FIELDS: &str = "00112233445566aa:beef:68w6C41uSYiGzJ76H65EXVjsOANwdbASNBgxwCQOfrq5AFYzmTJQ12d2lKFlxfSekxvxYEyZkCHzp__lf5MqBKb21VOrON36rgZlwRyAh7E+NgArbmqD2GeS2q6FtNDEX";
/// Two fields of another operation; it opens.
const TWO_FIELDS: &str = "0123456789abcdef:3c4d:NrTaAcqkqMdGh9Y2w2a+k2Vlh2Rff9cvd+SYu0Djayt2uRMBm6mtUB5zTgQ3OLgCamSDZtFiywI6Q__deo2H+rSZ1p+OrP0nfB3gJW5KUFkE=";

#[tokio::test]
async fn hashes_made_elsewhere_are_accepted_with_and_without_the_card_number() {
    let vepara = Vepara::start().await;
    for hash in [
        SIX_FIELDS.to_owned(),
        FIVE_FIELDS.to_owned(),
        SIX_FIELDS.replace("__", "/"),
    ] {
        let answer = vepara.save(json!({ "hash_key": hash })).await;
        assert_eq!(
            (answer.status, answer.origin().as_str()),
            (200, "documented printed_success"),
            "{}",
            answer.body
        );
        assert_eq!(answer.json()["status_code"], 100);
        assert_eq!(answer.json()["card_token"].as_str().map(str::len), Some(32));
    }
}

#[tokio::test]
async fn a_wrong_hash_gets_the_code_that_names_the_field() {
    let vepara = Vepara::start().await;
    let other_key = signed(&[
        "another",
        "5070",
        "AYŞE ÖRNEK",
        "4508034508034509",
        "12",
        "2026",
    ]);
    for (changes, code) in [
        (json!({ "hash_key": "x" }), 90),
        (json!({ "hash_key": TWO_FIELDS }), 90),
        (json!({ "hash_key": SIX_FIELDS.replacen('0', "1", 1) }), 91),
        (json!({ "hash_key": other_key }), 91),
        (json!({ "customer_number": "5071" }), 92),
        (json!({ "card_holder_name": "AYSE ORNEK" }), 93),
        (json!({ "card_number": "5406675406675403" }), 94),
        (json!({ "expiry_month": "11" }), 95),
        (json!({ "expiry_year": "2027" }), 96),
        (
            json!({ "expiry_year": "2027", "hash_key": FIVE_FIELDS }),
            96,
        ),
    ] {
        let answer = vepara.save(changes.clone()).await;
        assert_eq!(
            (answer.status, answer.json()["status_code"].as_i64()),
            (400, Some(code)),
            "{changes}"
        );
        assert_eq!(answer.header("x-vezne-sandbox"), "assumed");
    }
    assert_eq!(
        vepara.list("5070").await.json()["data"],
        json!([]),
        "a refused card is not stored"
    );
}
