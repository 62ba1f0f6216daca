//! Nested objects, a card that is exactly one of its kinds, and a refusal that carries what the bank said.

use generated_client::paywall::payment_queries::{MerchantUniqueCode, PaymentId};
use generated_client::paywall::payments::{
    Card, CardPlainOptions, CardSave, CardSaveOptions, CardUniqueCode, CurrencyId, Customer,
    CustomerOptions, Product, ProductOptions, Start3d, Start3dError, StartDirect,
};
use vezne_runtime::{Base64Text, Error};

use crate::support::{Stub, paywall};

const LINE: &str = "POST /api/paywall/payment/start3d";
const STARTED: &str = r#"{"ErrorCode": 0, "Result": true, "Message": "Success", "Body": {"RedirectUrl": "https://agent.example/paywall/callback?UniqueNumber=1", "Payment": {"PaymentId": 9474444843, "MerchantUniqueKey": "order-1"}}}"#;

fn customer() -> Customer {
    Customer {
        full_name: "Ayşe Örnek".into(),
        phone: "05000000000".into(),
        email: "ayse@example.com".parse().expect("an address"),
        country: "Türkiye".into(),
        city: "İstanbul".into(),
        address: "Örnek Sokak 1".into(),
        options: CustomerOptions::default(),
    }
}

fn product() -> Product {
    Product {
        id: "p-1".into(),
        name: "Book".into(),
        category: "Books".into(),
        description: "A book".into(),
        amount: "1.00".parse().expect("an amount"),
        options: ProductOptions::default(),
    }
}

fn payment(card: Card) -> Start3d {
    Start3d {
        amount: "1.00".parse().expect("an amount"),
        merchant_unique_code: MerchantUniqueCode::new("order-1"),
        currency: CurrencyId::Try,
        installment: 1,
        client_ip: "192.0.2.7".parse().expect("an address"),
        success_url: "https://shop.example/paid".parse().expect("an address"),
        failure_url: "https://shop.example/failed".parse().expect("an address"),
        card,
        customer: customer(),
        products: vec![product()],
    }
}

fn plain(options: CardPlainOptions) -> Card {
    Card::Plain {
        owner_name: "AYŞE ÖRNEK".into(),
        number: "4508034508034509".parse().expect("a card number"),
        expiry: "12/2030".parse().expect("an expiry"),
        cvv: "000".parse().expect("a cvv"),
        options,
    }
}

#[tokio::test]
async fn each_kind_of_card_writes_its_own_fields_and_no_others() {
    let kinds = [
        (
            plain(CardPlainOptions::default()),
            serde_json::json!({"OwnerName": "AYŞE ÖRNEK", "Number": "4508034508034509", "ExpireMonth": "12",
                "ExpireYear": "2030", "Cvv": "000", "UniqueCode": ""}),
        ),
        (
            Card::Stored {
                unique_code: CardUniqueCode::new("a+/="),
            },
            serde_json::json!({"UniqueCode": "a+/="}),
        ),
        (
            Card::StoredWithCvv {
                unique_code: CardUniqueCode::new("a"),
                cvv: "000".parse().expect("a cvv"),
            },
            serde_json::json!({"UniqueCode": "a", "ForceCvv": true, "Cvv": "000"}),
        ),
        (
            Card::Temporary { token: "t".into() },
            serde_json::json!({"TempCardToken": "t"}),
        ),
    ];
    for (card, written) in kinds {
        let stub = Stub::start(&[(LINE, STARTED)]);
        let started = paywall(&stub)
            .start_3d(payment(card))
            .await
            .expect("a payment");
        assert_eq!(
            started.redirect_url.as_str(),
            "https://agent.example/paywall/callback?UniqueNumber=1"
        );
        assert_eq!(
            started.payment_id,
            Some(PaymentId::new(9_474_444_843)),
            "more than 32 bits"
        );
        assert_eq!(
            started.merchant_unique_code,
            Some(MerchantUniqueCode::new("order-1"))
        );
        assert_eq!(stub.one(LINE).json()["Card"], written);
    }
}

#[tokio::test]
async fn storing_a_card_is_said_once_and_its_flag_is_ours_to_write() {
    let stub = Stub::start(&[(LINE, STARTED)]);
    let options = CardSaveOptions::default().nickname("main");
    let save = CardSave {
        relational_id1: "customer-1".into(),
        options,
    };
    let card = plain(CardPlainOptions::default().save(save));
    paywall(&stub)
        .start_3d(payment(card))
        .await
        .expect("a payment");
    assert_eq!(
        stub.one(LINE).json()["Card"]["CardSave"],
        serde_json::json!({"Save": true, "Nickname": "main", "RelationalId1": "customer-1"})
    );
}

#[tokio::test]
async fn keys_travel_as_headers_and_what_was_not_given_is_not_sent() {
    let stub = Stub::start(&[(LINE, STARTED)]);
    paywall(&stub)
        .start_3d(payment(plain(CardPlainOptions::default())))
        .half_3d(true)
        .await
        .expect("a payment");
    let arrived = stub.one(LINE);
    assert_eq!(arrived.headers["apikeypublic"], "public-key");
    assert_eq!(arrived.headers["apiclientpublic"], "public-client");
    assert!(!arrived.headers.contains_key("apikeyprivate"));
    let detail = &arrived.json()["PaymentDetail"];
    assert_eq!(detail["Half3D"], true);
    assert_eq!(detail["ClientIP"], "192.0.2.7");
    for missing in [
        "Half2D",
        "ProviderBased",
        "ProviderKey",
        "MarketPlace",
        "TrackingCode",
    ] {
        assert!(detail.get(missing).is_none(), "{missing}");
    }
    assert!(
        arrived.body.contains(r#""Amount":1.00"#),
        "digits are kept: {}",
        arrived.body
    );
}

#[tokio::test]
async fn inputs_that_belong_together_are_refused_apart_before_anything_is_sent() {
    let stub = Stub::start(&[(LINE, STARTED)]);
    let error = paywall(&stub)
        .start_3d(payment(plain(CardPlainOptions::default())))
        .provider_key("Vepara")
        .await
        .expect_err("half of a pair");
    assert!(matches!(error, Error::NotSent(_)), "{error:?}");
    assert!(stub.arrived(LINE).is_empty());
}

#[tokio::test]
async fn the_other_operation_of_the_group_has_its_own_inputs() {
    let line = "POST /api/paywall/payment/startdirect";
    let answer = r#"{"ErrorCode": 0, "Result": true, "Body": {"Payment": {"PaymentId": 1, "Card": {"Saved": true, "UniqueCode": "u"}}}}"#;
    let stub = Stub::start(&[(line, answer)]);
    let direct = StartDirect {
        amount: "1500.33".parse().expect("an amount"),
        merchant_unique_code: MerchantUniqueCode::new("order-3"),
        currency: CurrencyId::Usd,
        installment: 3,
        client_ip: "192.0.2.7".parse().expect("an address"),
        card: Card::Temporary { token: "t".into() },
        customer: customer(),
        products: vec![product()],
    };
    let paid = paywall(&stub)
        .start_direct(direct)
        .basket_amount("72.0300".parse().expect("an amount"))
        .await;
    let paid = paid.expect("a payment");
    assert_eq!(paid.card_saved, Some(true));
    let arrived = stub.one(line);
    assert!(
        arrived
            .body
            .contains(r#""MarketPlace":{"BasketAmount":72.0300}"#),
        "{}",
        arrived.body
    );
    assert!(
        arrived.json()["PaymentDetail"]
            .get("MerchantSuccessBackUrl")
            .is_none()
    );
}

#[tokio::test]
async fn a_refusal_carries_the_bank_s_texts_decoded() {
    let answer = r#"{"ErrorCode": 4, "Result": false, "Message": "no", "Body": {"Error": {"ProviderErrorCode": "NTE=", "ProviderErrorMessage": "WWV0ZXJzaXogYmFraXll", "BankErrorCode": null, "BankErrorMessage": ""}}}"#;
    let stub = Stub::start(&[(LINE, answer)]);
    let error = paywall(&stub)
        .start_3d(payment(plain(CardPlainOptions::default())))
        .await
        .expect_err("a refusal");
    let Error::Refused(refused) = error else {
        panic!("{error:?} is a refusal")
    };
    assert!(
        matches!(refused.reason(), Start3dError::Provider(_)),
        "{:?}",
        refused.reason()
    );
    let detail = refused.detail().expect("what the bank said");
    assert_eq!(
        detail.provider_code.as_ref().map(Base64Text::as_str),
        Some("51")
    );
    assert_eq!(
        detail.provider_message.as_ref().map(Base64Text::as_str),
        Some("Yetersiz bakiye")
    );
    assert_eq!(detail.bank_message, None);
}

#[tokio::test]
async fn without_its_key_pair_an_operation_is_not_sent() {
    use generated_client::paywall::{Api, Client, Credentials};
    let stub = Stub::start(&[(LINE, STARTED)]);
    let credentials = Credentials::test().private("private-key", "private-client");
    let client = Client::builder(credentials)
        .base_address(Api::Payment, stub.address())
        .build()
        .expect("a client");
    let error = client
        .start_3d(payment(plain(CardPlainOptions::default())))
        .await
        .expect_err("no key pair");
    assert!(matches!(error, Error::NotSent(_)), "{error:?}");
    assert!(stub.arrived(LINE).is_empty());
}
