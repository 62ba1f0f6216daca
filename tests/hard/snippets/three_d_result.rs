//! The 3-D result: names swapped against the API, one of them twice, one text in Base64, and a secret of its own.

use std::fmt::Write;

use generated_client::paywall::payment_queries::{MerchantUniqueCode, PaymentUniqueCode};
use generated_client::paywall::payments::{
    CurrencyId, ThreeDResult, ThreeDResultExpected, ThreeDStatus,
};
use vezne_runtime::{Base64Text, Secret, SignatureAlgorithm, SignatureState};

use crate::support::{Stub, paywall};

const QUERY: &str = "GET /api/paywall/private/query";

/// The form as a browser posts it; the amount is the text that is signed.
fn form(status: &str, amount: &str, hash: Option<&str>) -> String {
    let mut form = format!(
        "date=2024-06-13&status={status}&errorCode=0&errorMessage=QmHFn2FyxLFsxLE%3D&errorMessage=Onayland%C4%B1\
         &paymentCode=00000000-0000-4000-8000-000000000001&uniqueCode=order-1&amount={amount}&installment=1\
         &paymentId=9474444843&providerErrorMessage=Onayland%C4%B1&cardSaved=&trackingCode="
    );
    if let Some(hash) = hash {
        write!(form, "&hash={hash}").expect("a text takes all");
    }
    form
}

fn hash(amount: &str) -> String {
    let secret = Secret::from("three-d-key");
    let fields = ["9474444843", "order-1", amount, "1"];
    vezne_runtime::signature::sign(SignatureAlgorithm::Sha256Joined, &secret, &fields)
        .expect("a signature")
        .to_string()
}

fn expected() -> ThreeDResultExpected {
    ThreeDResultExpected {
        reference: MerchantUniqueCode::new("order-1"),
        amount: "1".parse().expect("an amount"),
        currency: CurrencyId::Try,
    }
}

#[test]
fn each_name_means_here_what_the_api_means_by_it() {
    let hint = ThreeDResult::from_form(form("Success", "1,00", None).as_bytes())
        .expect_err("a comma is no decimal point");
    assert!(!hint.to_string().contains("1,00"), "{hint}");
    let hint = ThreeDResult::from_form(form("Success", "1.00", None).as_bytes()).expect("a result");
    assert_eq!(hint.claims().status, ThreeDStatus::Success);
    assert_eq!(
        hint.claims().merchant_unique_code,
        MerchantUniqueCode::new("order-1")
    );
    assert_eq!(
        hint.claims().payment_code,
        Some(PaymentUniqueCode::new(
            "00000000-0000-4000-8000-000000000001"
        ))
    );
    assert_eq!(
        hint.claims().error_message.as_ref().map(Base64Text::as_str),
        Some("Başarılı"),
        "the first of the two, decoded"
    );
    assert_eq!(
        hint.claims().provider_error_message.as_deref(),
        Some("Onaylandı"),
        "this one is no Base64"
    );
    assert_eq!(hint.claims().card_saved, None);
}

#[test]
fn the_text_of_the_amount_that_arrived_is_the_text_that_was_signed() {
    let client = paywall(&Stub::start(&[]));
    for amount in ["1", "1.0", "1.00", "1.0000"] {
        let hint = ThreeDResult::from_form(form("Success", amount, Some(&hash(amount))).as_bytes())
            .expect("a result");
        assert_eq!(
            hint.signature(&client).expect("a secret"),
            SignatureState::Matches,
            "{amount}"
        );
    }
    let hint = ThreeDResult::from_form(form("Success", "1.00", Some(&hash("1.0"))).as_bytes())
        .expect("a result");
    assert_eq!(
        hint.signature(&client).expect("a secret"),
        SignatureState::Mismatch
    );
    let hint = ThreeDResult::from_form(form("Success", "1.00", None).as_bytes()).expect("a result");
    assert_eq!(
        hint.signature(&client).expect("a secret"),
        SignatureState::Missing
    );
}

#[tokio::test]
async fn only_a_record_of_this_number_amount_and_currency_confirms() {
    let hint = ThreeDResult::from_form(form("Success", "1.00", Some(&hash("1.00"))).as_bytes())
        .expect("a result");
    let record = |code: &str, amount: &str, currency: &str, status: &str| {
        format!(
            r#"{{"ErrorCode": 0, "Result": true, "Body": {{"Paywall": {{"PaymentId": 1, "MerchantUniqueCode": "{code}", "PaymentAmount": {amount}, "CurrencyId": {currency}, "StatusId": {status}}}}}}}"#
        )
    };
    for (answer, confirms) in [
        (record("order-1", "1.00", "1", "4"), true),
        (record("order-2", "1.00", "1", "4"), false),
        (record("order-1", "0.01", "1", "4"), false),
        (record("order-1", "null", "1", "4"), false),
        (record("order-1", "1.00", "2", "4"), false),
        (record("order-1", "1.00", "null", "4"), false),
        (record("order-1", "1.00", "1", "3"), false),
        (record("order-1", "1.00", "1", "5"), false),
        (record("order-1", "1.00", "1", "99"), false),
    ] {
        let stub = Stub::start(&[(QUERY, &answer)]);
        let confirmed = paywall(&stub)
            .confirm_three_d_result(&hint, expected())
            .await;
        assert_eq!(confirmed.is_ok(), confirms, "{answer}");
    }
}
