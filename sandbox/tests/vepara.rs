//! Vepara as its documents have it, spoken to with raw bytes.

mod common;

use std::time::Duration;

use common::{Answer, send, send_json};
use sandbox::Sandbox;
use serde_json::{Value, json};
use vezne_runtime::{Secret, SignatureAlgorithm, signature};

const MERCHANT_KEY: &str = "$2y$10$AbCdEfGhIjKlMnOpQrStU.vWxYz/0123456789ABCDEFGHIJKLMNO";
/// Made by three independent programs from the sandbox's credentials and [`card`].
const SIX_FIELDS: &str = "00112233445566aa:beef:68w6C41uSYiGzJ76H65EXVjsOANwdbASNBgxwCQOfrq5AFYzmTJQ12d2lKFlxfSekxvxYEyZkCHzp__lf5MqBKXc0er8dH+XXT+imZPl1oiDsJ5T2w9FFmTkY67RggtG+b3KEqtXPyQeoM1+GZeBzTA==";
/// The same without the card number.
const FIVE_FIELDS: &str = "00112233445566aa:beef:68w6C41uSYiGzJ76H65EXVjsOANwdbASNBgxwCQOfrq5AFYzmTJQ12d2lKFlxfSekxvxYEyZkCHzp__lf5MqBKb21VOrON36rgZlwRyAh7E+NgArbmqD2GeS2q6FtNDEX";
/// Two fields of another operation; it opens.
const TWO_FIELDS: &str = "0123456789abcdef:3c4d:NrTaAcqkqMdGh9Y2w2a+k2Vlh2Rff9cvd+SYu0Djayt2uRMBm6mtUB5zTgQ3OLgCamSDZtFiywI6Q__deo2H+rSZ1p+OrP0nfB3gJW5KUFkE=";

struct Vepara {
    sandbox: Sandbox,
    address: String,
    token: String,
}

impl Vepara {
    async fn start() -> Self {
        let sandbox = Sandbox::start()
            .await
            .expect("the repository's spec starts");
        let address = sandbox.address("vepara", "payment").to_owned();
        let mut vepara = Self {
            sandbox,
            address,
            token: String::new(),
        };
        vepara.token = vepara.fetch_token().await;
        vepara
    }

    async fn token_answer(&self) -> Answer {
        let body = json!({
            "app_id": self.sandbox.credentials("vepara", "app_id"),
            "app_secret": self.sandbox.credentials("vepara", "app_secret"),
        });
        send_json(&self.address, "POST", "/api/token", &[], &body).await
    }

    async fn fetch_token(&self) -> String {
        let answer = self.token_answer().await;
        answer.json()["data"]["token"]
            .as_str()
            .expect("a token")
            .to_owned()
    }

    async fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        send_json(
            &self.address,
            method,
            path,
            &[("Authorization", &bearer)],
            body,
        )
        .await
    }

    async fn save(&self, changes: Value) -> Answer {
        self.call("POST", "/api/saveCard", &with(card(), changes))
            .await
    }

    async fn list(&self, customer: &str) -> Answer {
        let body = json!({ "merchant_key": MERCHANT_KEY, "customer_number": customer });
        self.call("GET", "/api/getCardTokens", &body).await
    }
}

fn card() -> Value {
    json!({
        "merchant_key": MERCHANT_KEY,
        "card_holder_name": "AYŞE ÖRNEK",
        "card_number": "4508034508034509",
        "expiry_month": "12",
        "expiry_year": "2026",
        "customer_number": "5070",
        "hash_key": SIX_FIELDS,
    })
}

/// The object with some members replaced; null takes a member away.
fn with(mut object: Value, changes: Value) -> Value {
    let (Value::Object(members), Value::Object(changes)) = (&mut object, changes) else {
        panic!("two objects")
    };
    for (name, value) in changes {
        if value.is_null() {
            members.remove(&name)
        } else {
            members.insert(name, value)
        };
    }
    object
}

fn signed(fields: &[&str]) -> String {
    let key = Secret::from("0123456789abcdef0123456789abcdef");
    signature::sign(SignatureAlgorithm::AesCbcBundle, &key, fields)
        .expect("signs")
        .to_string()
}

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
        (422, "documented invalid_input")
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
        (401, "assumed bearer.rejected")
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
        (400, "assumed no_test_card")
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
async fn the_base_path_of_the_documents_is_kept() {
    let vepara = Vepara::start().await;
    assert!(vepara.address.ends_with("/ccpayment"));
    let (host, _) = common::parts(&vepara.address);
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
