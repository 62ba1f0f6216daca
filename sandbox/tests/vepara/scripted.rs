//! Answers that a test asks for, and what it can see of its requests.

use sandbox::Fault;
use serde_json::{Value, json};

use crate::client::{MERCHANT_KEY, SIX_FIELDS, Vepara, card};
use crate::common::{parts, raw};

#[tokio::test]
async fn every_documented_failure_can_be_had() {
    let vepara = Vepara::start().await;
    for (operation, path, example, status) in [
        ("get_token", "/api/token", "printed_validation", 422),
        (
            "installments",
            "/api/installments",
            "printed_validation",
            422,
        ),
        ("save_card", "/api/saveCard", "printed_not_allowed", 400),
        (
            "list_cards",
            "/api/getCardTokens",
            "printed_invalid_merchant",
            422,
        ),
    ] {
        vepara.sandbox.answer_next("vepara", operation, example);
        let answer = vepara.call("POST", path, &json!({})).await;
        assert_eq!(
            (answer.status, answer.origin()),
            (status, format!("documented {example}"))
        );
        let spec = vepara
            .sandbox
            .providers()
            .find(|provider| provider.name == "vepara")
            .expect("Vepara");
        let of = spec
            .operations
            .iter()
            .find(|known| known.name == operation)
            .expect("the operation");
        let printed = of
            .examples
            .iter()
            .find(|known| known.name == example)
            .expect("the example");
        assert_eq!(answer.body, printed.answer.body, "byte for byte");
        assert_ne!(
            vepara.call("POST", path, &json!({})).await.origin(),
            format!("documented {example}"),
            "once only"
        );
    }
}

#[tokio::test]
async fn a_scripted_token_is_a_good_one() {
    let mut vepara = Vepara::start().await;
    vepara
        .sandbox
        .answer_next("vepara", "get_token", "vendor_envelope");
    let answer = vepara.token_answer().await;
    assert_eq!(answer.origin(), "constructed vendor_envelope");
    assert_ne!(answer.json()["data"]["expires_at"], "2023-08-15 17:30:00");
    answer.json()["data"]["token"]
        .as_str()
        .expect("a token")
        .clone_into(&mut vepara.token);
    assert_eq!(
        vepara
            .call(
                "POST",
                "/api/installments",
                &json!({ "merchant_key": MERCHANT_KEY })
            )
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn requests_are_kept_and_their_debug_holds_no_value() {
    let vepara = Vepara::start().await;
    vepara.save(json!({})).await;
    let requests = vepara.sandbox.requests();
    let names: Vec<_> = requests
        .iter()
        .map(|request| request.operation.as_deref())
        .collect();
    assert_eq!(names, [Some("get_token"), Some("save_card")]);
    let saved = requests.last().expect("a request");
    assert_eq!(
        (saved.method.as_str(), saved.path.as_str()),
        ("POST", "/ccpayment/api/saveCard")
    );
    assert_eq!(
        serde_json::from_slice::<Value>(&saved.body).expect("JSON"),
        card()
    );
    let shown = format!("{requests:?} {saved} {:?}", vepara.sandbox);
    for secret in [
        "4508034508034509",
        MERCHANT_KEY,
        SIX_FIELDS,
        &vepara.token,
        "0123456789abcdef0123456789abcdef",
    ] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn a_card_whose_answer_is_lost_is_stored() {
    let vepara = Vepara::start().await;
    vepara
        .sandbox
        .fail_next("vepara", "save_card", Fault::CloseAfterRead);
    let (host, base) = parts(&vepara.address);
    let (token, body) = (&vepara.token, card().to_string());
    let request = format!(
        "POST {base}/api/saveCard HTTP/1.1\r\nAuthorization: Bearer {token}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    assert_eq!(raw(host, request.as_bytes()).await, b"");
    let listed = vepara.list("5070").await.json();
    assert_eq!(listed["data"].as_array().map(Vec::len), Some(1));
}
