//! Starting a 3-D payment: by the client, which gets a page to show, or by the shopper's browser, from a form.

use generated_client::vepara::three_d::{
    Pay3d, Pay3dForm, PaymentItem, PaymentItemOptions, ResponseMethod,
};
use vezne_runtime::{BrowserForm, Error};

use crate::support::{MERCHANT_KEY, Stub, TOKEN, opened, vepara};

const LINE: &str = "POST /api/paySmart3D";
const PAGE: &str = "<!DOCTYPE html><html><body>çok az kaldı</body></html>";

fn payment() -> Pay3d {
    Pay3d {
        card_holder_name: "AYŞE ÖRNEK".into(),
        card_number: "4508034508034509".parse().expect("a card number"),
        expiry: "01/2027".parse().expect("an expiry"),
        cvv: "000".parse().expect("a cvv"),
        currency_code: "TRY".parse().expect("a currency"),
        installments_number: 1,
        invoice_id: "order-1".into(),
        invoice_description: "Two books".into(),
        name: "AYŞE".into(),
        surname: "ÖRNEK".into(),
        total: "210.5".parse().expect("an amount"),
        items: items(),
        return_url: "https://shop.example/paid".parse().expect("an address"),
        cancel_url: "https://shop.example/failed".parse().expect("an address"),
    }
}

fn items() -> Vec<PaymentItem> {
    vec![PaymentItem {
        name: "A \"book\" & <more>".into(),
        price: "105.25".parse().expect("an amount"),
        quantity: 2,
        options: PaymentItemOptions::default().description("Şiir"),
    }]
}

fn form(stub: &Stub) -> BrowserForm {
    let Pay3d {
        card_holder_name,
        card_number,
        expiry,
        cvv,
        currency_code,
        installments_number,
        invoice_id,
        invoice_description,
        name,
        surname,
        total,
        items,
        return_url,
        cancel_url,
    } = payment();
    let inputs = Pay3dForm {
        card_holder_name,
        card_number,
        expiry,
        cvv,
        currency_code,
        installments_number,
        invoice_id,
        invoice_description,
        name,
        surname,
        total,
        items,
        return_url,
        cancel_url,
    };
    vepara(stub)
        .pay_3d_form(inputs)
        .response_method(ResponseMethod::Post)
        .build()
        .expect("a form")
}

fn field<'f>(form: &'f BrowserForm, name: &str) -> Option<&'f str> {
    form.fields()
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

#[tokio::test]
async fn the_call_gives_the_page_and_sends_the_items_as_a_list() {
    let stub = Stub::start(&[TOKEN, (LINE, PAGE)]);
    let page = vepara(&stub)
        .pay_3d(payment())
        .bill_email("ayse@example.com".parse().expect("an address"))
        .await;
    assert_eq!(page.expect("a page").as_str(), PAGE);

    let arrived = stub.one(LINE);
    assert_eq!(arrived.headers["authorization"], "Bearer t-1");
    let body = arrived.json();
    assert_eq!(body["items"][0]["quantity"], 2);
    assert_eq!(body["items"][0]["description"], "Şiir");
    assert_eq!(body["expiry_month"], "01");
    assert_eq!(body["expiry_year"], "2027");
    assert_eq!(body["cvv"], "000");
    assert!(
        arrived.body.contains(r#""total":210.50"#),
        "{}",
        arrived.body
    );
    assert_eq!(
        opened(body["hash_key"].as_str().expect("a text")),
        ["210.50", "1", "TRY", MERCHANT_KEY, "order-1"]
    );
}

#[tokio::test]
async fn json_where_a_page_was_due_is_a_refusal_with_its_code() {
    let stub = Stub::start(&[
        TOKEN,
        (
            LINE,
            r#"{"status_code": 3, "status_description": "in use"}"#,
        ),
    ]);
    let error = vepara(&stub)
        .pay_3d(payment())
        .await
        .expect_err("a refusal");
    let Error::Refused(refused) = error else {
        panic!("{error:?} is a refusal")
    };
    assert_eq!(refused.code(), Some("3"));
}

#[test]
fn the_form_goes_to_the_same_address_with_the_items_as_json_text() {
    let stub = Stub::start(&[]);
    let form = form(&stub);
    assert_eq!(form.action(), format!("{}/api/paySmart3D", stub.address()));
    let items = field(&form, "items").expect("the items");
    let items: serde_json::Value = serde_json::from_str(items).expect("JSON text");
    assert_eq!(items[0]["name"], "A \"book\" & <more>");
    assert_eq!(field(&form, "total"), Some("210.50"));
    assert_eq!(field(&form, "response_method"), Some("POST"));
    assert_eq!(
        field(&form, "bill_email"),
        None,
        "what was not given is not sent"
    );
    assert_eq!(
        opened(field(&form, "hash_key").expect("a signature")),
        ["210.50", "1", "TRY", MERCHANT_KEY, "order-1"]
    );
    assert!(
        stub.arrived("POST /api/token").is_empty(),
        "a form needs no token"
    );
}

#[test]
fn nothing_that_a_shopper_typed_gets_out_of_its_attribute() {
    let page = form(&Stub::start(&[])).html();
    assert!(
        page.contains("A \\&quot;book\\&quot; &amp; &lt;more&gt;"),
        "{}",
        *page
    );
    assert_eq!(page.matches("<more>").count(), 0);
}

#[test]
fn a_form_shows_its_fields_to_nobody_by_accident() {
    let shown = format!("{:?}", form(&Stub::start(&[])));
    for secret in ["4508034508034509", "AYŞE ÖRNEK", MERCHANT_KEY] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
