//! Tokens, credentials and paths.

use std::time::Duration;

use serde_json::json;

use crate::client::{MERCHANT_KEY, Vepara};
use crate::common::{parts, send, send_json};

#[tokio::test]
async fn the_token_answer_is_the_printed_one_with_a_fresh_token_and_its_end_in_turkish_time() {
    let vepara = Vepara::start().await;
    let answer = vepara.token_answer().await;
    assert_eq!(
        (answer.status, answer.origin().as_str()),
        (200, "documented printed_success")
    );
    assert_eq!(answer.header("content-type"), "application/json");
    let body = answer.json();
    assert_eq!(body["message"], "Token başarıyla alındı.");
    assert_eq!(body["data"]["is_3d"], 1);
    assert_ne!(
        body["data"]["token"],
        vepara.token.as_str(),
        "each token is a new one"
    );
    let text = body["data"]["expired_at"].as_str().expect("a text");
    let end = text
        .parse::<jiff::civil::DateTime>()
        .expect("a date and time")
        .in_tz("Europe/Istanbul")
        .expect("a zone");
    let left = end
        .timestamp()
        .duration_since(jiff::Timestamp::now())
        .as_secs();
    assert!(
        (7100..=7200).contains(&left),
        "{text} is {left} seconds away"
    );
}

#[tokio::test]
async fn a_token_is_stale_after_two_hours_of_the_sandboxs_clock() {
    let mut vepara = Vepara::start().await;
    let key = json!({ "merchant_key": MERCHANT_KEY });
    vepara.sandbox.advance(Duration::from_secs(2 * 3600 - 60));
    assert_eq!(
        vepara.call("POST", "/api/installments", &key).await.status,
        200
    );
    vepara.sandbox.advance(Duration::from_secs(60));
    let stale = vepara.call("POST", "/api/installments", &key).await;
    assert_eq!(
        (stale.status, stale.origin().as_str()),
        (401, "assumed bearer.stale")
    );
    vepara.token = vepara.fetch_token().await;
    assert_eq!(
        vepara.call("POST", "/api/installments", &key).await.status,
        200
    );
    vepara.sandbox.expire_tokens("vepara");
    assert_eq!(
        vepara.call("POST", "/api/installments", &key).await.status,
        401
    );
}

#[tokio::test]
async fn whoever_has_no_token_learns_nothing_else() {
    let vepara = Vepara::start().await;
    for authorization in [
        "",
        "Bearer ",
        "Bearer wrong",
        &vepara.token,
        &format!("bearer {}", vepara.token),
    ] {
        let answer = send(
            &vepara.address,
            "POST",
            "/api/saveCard",
            &[("Authorization", authorization)],
            "{}",
        )
        .await;
        assert_eq!(
            (answer.status, answer.body.trim()),
            (401, r#"{"message": "Unauthenticated."}"#)
        );
    }
}

#[tokio::test]
async fn wrong_credentials_get_no_token() {
    let vepara = Vepara::start().await;
    let body = json!({ "app_id": "00112233445566778899aabbccddeeff", "app_secret": "wrong" });
    let answer = send_json(&vepara.address, "POST", "/api/token", &[], &body).await;
    assert_eq!(
        (answer.status, answer.origin().as_str()),
        (401, "assumed bearer.rejected")
    );
    assert_eq!(answer.json()["status_code"], 30);
}

#[tokio::test]
async fn a_wrong_merchant_key_is_refused_as_documented_where_that_is_documented() {
    let vepara = Vepara::start().await;
    let body = json!({ "merchant_key": "wrong", "customer_number": "5070" });
    let listed = vepara.call("GET", "/api/getCardTokens", &body).await;
    assert_eq!(
        (listed.status, listed.origin().as_str()),
        (422, "documented printed_invalid_merchant")
    );
    let saved = vepara.save(json!({ "merchant_key": "wrong" })).await;
    assert_eq!(
        (saved.status, saved.origin().as_str()),
        (422, "constructed invalid_merchant_key")
    );
}

#[tokio::test]
async fn the_base_path_of_the_documents_is_kept() {
    let vepara = Vepara::start().await;
    assert!(vepara.address.ends_with("/ccpayment"));
    let (host, _) = parts(&vepara.address);
    let answer = send(&format!("http://{host}"), "POST", "/api/token", &[], "{}").await;
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains("/ccpayment/"), "{}", answer.body);
    assert_eq!(
        send(&vepara.address, "POST", "/api/nothing", &[], "{}")
            .await
            .status,
        404
    );
}
