//! A made-up third provider, served from its spec alone: no behaviour knows it.

mod common;

use std::path::Path;

use common::{Answer, send, send_json};
use sandbox::{Sandbox, StartError};
use serde_json::{Value, json};

struct Lale {
    sandbox: Sandbox,
    orders: String,
}

impl Lale {
    async fn start() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lale");
        let sandbox = match Sandbox::from_spec(folder).await {
            Ok(sandbox) => sandbox,
            Err(error) => panic!("{error}"),
        };
        let orders = sandbox.address("lale", "orders").to_owned();
        Self { sandbox, orders }
    }

    fn keys(&self) -> [(&str, &str); 2] {
        let value = |name| self.sandbox.credentials("lale", name);
        [("x-shop", value("shop_id")), ("x-key", value("shop_key"))]
    }

    async fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        send_json(&self.orders, method, path, &self.keys(), body).await
    }

    async fn order(&self, changes: Value) -> Answer {
        let mut body = json!({
            "version": 2,
            "shop_id": "70",
            "amount": "10.10",
            "currency": "TRY",
            "products": [{ "name": "tea", "price": 5.05, "count": 2 }],
            "payer": { "title": "Lale", "tax_number": "0123456789" },
            // printf 'lale-shop-key###70###10.10###TRY###2' | sha256sum
            "checksum": "135698540ef6c4e59df8e9a2f45002b835c50bb362a6e54bb0f29675532ad498",
        });
        if let (Value::Object(members), Value::Object(changes)) = (&mut body, changes) {
            for (name, value) in changes {
                if value.is_null() {
                    members.remove(&name)
                } else {
                    members.insert(name, value)
                };
            }
        }
        self.call("POST", "/orders", &body).await
    }
}

#[tokio::test]
async fn a_good_request_gets_the_first_good_example_byte_for_byte() {
    let lale = Lale::start().await;
    let answer = lale.order(json!({})).await;
    assert_eq!(
        (answer.status, answer.origin().as_str()),
        (201, "documented created"),
        "{}",
        answer.body
    );
    assert_eq!(
        answer.body,
        r#"{"id": 7, "state": "new",   "total": 10.10}"#
    );
}

#[tokio::test]
async fn every_field_is_checked_and_named() {
    let lale = Lale::start().await;
    for (changes, field) in [
        (json!({ "version": 3 }), "version"),
        (json!({ "version": null }), "version"),
        (json!({ "amount": 10.10 }), "amount"),
        (json!({ "amount": "10,10" }), "amount"),
        (json!({ "amount": "0" }), "amount"),
        (json!({ "amount": "1000.01" }), "amount"),
        (json!({ "currency": "try" }), "currency"),
        (json!({ "currency": null }), "currency"),
        (json!({ "products": {} }), "products"),
        (
            json!({ "products": [{ "name": "tea", "price": "5.05" }] }),
            "products.0.price",
        ),
        (
            json!({ "products": [{ "name": "tea", "price": 5 }, { "price": 5 }] }),
            "products.1.name",
        ),
        (
            json!({ "products": [{ "name": "", "price": 5 }] }),
            "products.0.name",
        ),
        (
            json!({ "products": [{ "name": "tea", "price": 5, "count": 0 }] }),
            "products.0.count",
        ),
        (
            json!({ "products": [{ "name": "tea", "price": 5, "count": 1.5 }] }),
            "products.0.count",
        ),
        (json!({ "payer": { "name": 7 } }), "payer.name"),
        (
            json!({ "payer": { "title": "Lale", "tax_number": "12" } }),
            "payer.tax_number",
        ),
        (json!({ "payer": {} }), "payer.name"),
        (json!({ "contact": { "email": "nobody" } }), "contact.email"),
        (json!({ "contact": { "note": "çok uzun" } }), "contact.note"),
        (json!({ "contact": "x" }), "contact"),
        (json!({ "from": "2026-13-01", "to": "2026-12-02" }), "from"),
        (json!({ "from": "2026-12-01" }), "to"),
        (json!({ "checksum": null }), "checksum"),
    ] {
        let answer = lale.order(changes.clone()).await;
        assert_eq!(
            (answer.status, answer.origin().as_str()),
            (400, "documented invalid_input"),
            "{changes}"
        );
        assert_eq!(
            answer.json()["error"]["field"],
            field,
            "{changes}: {}",
            answer.body
        );
    }
}

#[tokio::test]
async fn optional_fields_may_be_missing_or_null_and_unknown_ones_are_listed() {
    let lale = Lale::start().await;
    let answer = lale.order(json!({ "contact": { "email": null }, "colour": "red", "from": "2026-12-01", "to": "2026-12-02" })).await;
    assert_eq!(
        (answer.status, answer.header("x-vezne-sandbox-ignored")),
        (201, "colour"),
        "{}",
        answer.body
    );
    assert_eq!(
        lale.order(json!({ "payer": { "name": "Ayşe" } }))
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn a_digest_over_other_texts_is_refused() {
    let lale = Lale::start().await;
    for changes in [json!({ "amount": "10.1" }), json!({ "checksum": "00" })] {
        let answer = lale.order(changes).await;
        assert_eq!(
            (answer.status, answer.origin().as_str()),
            (400, "documented checksum.invalid")
        );
        assert_eq!(answer.json()["error"]["code"], 701);
    }
}

#[tokio::test]
async fn a_bundle_names_the_field_that_differs() {
    use vezne_runtime::{Secret, SignatureAlgorithm, signature};
    let lale = Lale::start().await;
    let key = Secret::from("lale-shop-key");
    let hash = signature::sign(SignatureAlgorithm::AesCbcBundle, &key, &["70", "card-1"])
        .expect("signs")
        .to_string();
    let body = |token: &str| json!({ "shop_id": "70", "card_token": token, "hash": hash });
    assert_eq!(
        lale.call("POST", "/cards/delete", &body("card-1"))
            .await
            .status,
        200
    );
    let other = lale.call("POST", "/cards/delete", &body("card-2")).await;
    assert_eq!(
        (other.status, other.origin().as_str()),
        (400, "documented bundle.mismatch.card_token")
    );
    assert_eq!(other.json()["error"]["code"], 97);
}

#[tokio::test]
async fn an_assumption_answers_where_its_condition_holds() {
    let lale = Lale::start().await;
    // printf 'lale-shop-key###70###10.10###EUR###2' | sha256sum
    let answer = lale.order(json!({ "currency": "EUR", "checksum": "ccbb1c8a6b3275cf85da8c308c137d04ccfa007cc75ae60bb8cc42e100c72505" })).await;
    assert_eq!(
        (answer.status, answer.origin().as_str()),
        (409, "assumed euro"),
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn paths_queries_and_bodies_of_every_kind_are_read() {
    let lale = Lale::start().await;
    let keys = lale.keys();
    let get = async |path: &str| send(&lale.orders, "GET", path, &keys, "").await;
    assert_eq!(
        get("/orders/12?verbose=1").await.origin(),
        "constructed found"
    );
    assert_eq!(
        get("/orders/list").await.origin(),
        "constructed listed",
        "fixed text beats an input"
    );
    assert_eq!(
        get("/orders/twelve").await.json()["error"]["field"],
        "order_id"
    );
    assert_eq!(
        get("/orders/0").await.json()["error"]["field"],
        "order_id",
        "an identifier has limits of its own"
    );
    assert_eq!(
        get("/orders/12?verbose=true").await.json()["error"]["field"],
        "verbose"
    );
    assert_eq!(get("/orders/").await.status, 404);

    let cancel = async |body: Value| lale.call("DELETE", "/orders/12", &body).await;
    assert_eq!(cancel(json!([{ "reason": "late" }])).await.status, 200);
    assert_eq!(
        cancel(json!([{ "reason": "no" }])).await.json()["error"]["field"],
        "reason"
    );
    for wrong in [
        json!({ "reason": "late" }),
        json!([]),
        json!([{}, {}]),
        json!(["late"]),
        json!("late"),
    ] {
        assert_eq!(
            cancel(wrong.clone()).await.json()["error"]["field"],
            "body",
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn a_form_is_read_with_json_inside() {
    let lale = Lale::start().await;
    let form = "application/x-www-form-urlencoded";
    let pay = async |body: &str, kind: &str| {
        send(
            &lale.orders,
            "POST",
            "/pay",
            &[("content-type", kind)],
            body,
        )
        .await
    };
    let good = "shop_id=70&card=4508034508034509&month=12&year=26&cvv=000&products=%5B%7B%22name%22%3A%22%C5%9F%22%2C%22price%22%3A1%7D%5D";
    let page = pay(good, form).await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, "text/html; charset=utf-8"),
        "{}",
        page.body
    );
    for (from, to, field) in [
        ("month=12", "month=1", "month"),
        ("year=26", "year=2026", "year"),
        ("cvv=000", "cvv=00", "cvv"),
        ("509&", "508&", "card"),
        (
            "%22price%22%3A1",
            "%22price%22%3A%221%22",
            "products.0.price",
        ),
        ("%5B%7B", "%5B", "products"),
        ("month=12", "month=12&month=12", "body"),
    ] {
        let answer = pay(&good.replace(from, to), form).await;
        assert_eq!(
            answer.json()["error"]["field"],
            field,
            "{to}: {}",
            answer.body
        );
    }
    assert_eq!(pay(good, "application/json").await.status, 415);
    assert_eq!(
        pay(&good.replace("shop_id=70", "shop_id=71"), form)
            .await
            .json()["error"]["field"],
        "shop_id"
    );
}

#[tokio::test]
async fn each_api_refuses_the_paths_and_the_keys_of_the_other() {
    let lale = Lale::start().await;
    let reports = lale.sandbox.address("lale", "reports");
    assert!(lale.orders.ends_with("/v2/api"));
    let own = [
        ("x-reader", "reader-1"),
        (
            "x-secret",
            lale.sandbox.credentials("lale", "reports.secret"),
        ),
    ];
    assert_eq!(
        send(reports, "GET", "/daily?day=2026-01-02", &own, "")
            .await
            .status,
        200
    );

    let foreign = send(reports, "GET", "/daily?day=2026-01-02", &lale.keys(), "").await;
    assert_eq!(
        (foreign.status, foreign.origin().as_str()),
        (403, "documented reports.rejected")
    );
    let path = send(reports, "GET", "/orders/12", &own, "").await;
    assert_eq!(
        (path.status, path.origin().as_str()),
        (404, "assumed path_of_another_api")
    );
    assert!(
        path.json()["note"]
            .as_str()
            .is_some_and(|note| note.contains("`orders`")),
        "{}",
        path.body
    );
    let keys = send(&lale.orders, "GET", "/orders/12", &own, "").await;
    assert_eq!(
        (keys.status, keys.origin().as_str()),
        (401, "assumed shop.rejected")
    );
}

#[tokio::test]
async fn a_folder_without_a_spec_is_named() {
    let error = Sandbox::from_spec("tests/common")
        .await
        .expect_err("no spec");
    assert!(matches!(error, StartError::NoSpec(_)));
    assert!(error.to_string().contains("tests/common"), "{error}");
    let error = Sandbox::from_spec("tests/nowhere")
        .await
        .expect_err("no folder");
    assert!(error.to_string().contains("tests/nowhere"), "{error}");
}
