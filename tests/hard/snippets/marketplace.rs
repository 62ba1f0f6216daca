//! A basket of several merchants: an array around the body, numbers where other pages want text, and a success that
//! needs two fields.

use generated_client::vepara::alternatives::MarketplaceBody;
use generated_client::vepara::marketplace::{
    MarketplaceItem, MarketplaceItemOptions, PayMarketplace, PayMarketplaceError,
};
use vezne_runtime::{Currency, Error};

use crate::support::{Stub, TOKEN, vepara, vepara_builder};

const LINE: &str = "POST /api/marketplace/sale/pay/smart/non-secure";
const PAID: &str = r#"{"status_code": 100, "data": {"payment_status": "1", "order_no": 7, "auth_code": "001234"}}"#;

fn sale() -> PayMarketplace {
    PayMarketplace {
        card_holder_name: "AYŞE ÖRNEK".into(),
        card_number: "4508034508034509".parse().expect("a card number"),
        cvv: "012".parse().expect("a cvv"),
        expiry: "01/2027".parse().expect("an expiry"),
        currency_code: Currency::TRY,
        installments_number: 1,
        invoice_id: "order-1".into(),
        invoice_description: "A basket".into(),
        name: "AYŞE".into(),
        surname: "ÖRNEK".into(),
        total: "10".parse().expect("an amount"),
        items: vec![MarketplaceItem {
            item_id: 1,
            sub_merchant_id: "98950-1".into(),
            name: "Book".into(),
            price: "10".parse().expect("an amount"),
            sub_merchant_share: "9".parse().expect("an amount"),
            quantity: 1,
            options: MarketplaceItemOptions::default(),
        }],
    }
}

#[tokio::test]
async fn the_body_is_an_array_of_one_with_months_and_card_number_as_numbers() {
    let stub = Stub::start(&[TOKEN, (LINE, PAID)]);
    let sold = vepara(&stub)
        .pay_marketplace(sale())
        .currency_id(949)
        .await
        .expect("a sale");
    assert_eq!(sold.auth_code.as_deref(), Some("001234"));
    assert_eq!(sold.order_id.as_deref(), Some("7"));
    let arrived = stub.one(LINE);
    let body = arrived.json();
    assert_eq!(body.as_array().map(Vec::len), Some(1));
    let body = &body[0];
    assert!(
        arrived.body.contains(r#""cc_no":4508034508034509"#),
        "{}",
        arrived.body
    );
    assert_eq!(body["expiry_month"], 1);
    assert_eq!(body["expiry_year"], 2027);
    assert_eq!(body["cvv"], "012", "a cvv keeps its zero");
    assert_eq!(body["currency_id"], 949);
    assert_eq!(body["items"][0]["sub_merchant_id"], "98950-1");
}

#[tokio::test]
async fn the_array_goes_where_the_merchant_found_that_none_is_wanted() {
    let stub = Stub::start(&[TOKEN, (LINE, PAID)]);
    let client = vepara_builder(&stub)
        .choose(MarketplaceBody::Object)
        .build()
        .expect("a client");
    client.pay_marketplace(sale()).await.expect("a sale");
    assert_eq!(stub.one(LINE).json()["invoice_id"], "order-1");
}

#[tokio::test]
async fn a_call_that_succeeded_with_a_payment_that_did_not_is_refused_and_says_why() {
    let answer = r#"{"status_code": 100, "status_description": "ok", "data": {"payment_status": 0, "error_code": 51, "error": "no money", "invoice_id": "order-1"}}"#;
    let stub = Stub::start(&[TOKEN, (LINE, answer)]);
    let error = vepara(&stub)
        .pay_marketplace(sale())
        .await
        .expect_err("a refusal");
    let Error::Refused(refused) = error else {
        panic!("{error:?} is a refusal")
    };
    assert_eq!(
        (refused.code(), refused.message()),
        (Some("51"), "no money")
    );
    assert_eq!(
        refused.detail().and_then(|sale| sale.invoice_id.as_deref()),
        Some("order-1")
    );
    assert!(
        matches!(refused.reason(), PayMarketplaceError::Unknown { .. }),
        "{:?}",
        refused.reason()
    );
}
