//! What payments answer: sections 4.1 to 4.3.

use generated_client::paywall::payments::{
    DirectPayment, PreAuthorise3d, PreAuthoriseDirect, PreAuthoriseDirectAnswer, ProviderError,
    Start3d, StartDirect, StartDirectError, StartDirectInsurance, Started3d,
};
use generated_client::paywall::types::PaymentUniqueCode;
use vezne_runtime::Base64Text;

use super::texts::{NOT_PAID, PAID, STARTED_3D, success};
use super::{digits, done, exactly, refused};

const GUID: &str = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

#[track_caller]
fn paid(payment: &DirectPayment) {
    assert_eq!(payment.payment_id.get(), 9474444843);
    assert_eq!(
        (payment.activity_id, payment.gateway_id),
        (Some(8013143466), Some(58))
    );
    assert_eq!(
        payment.unique_code.as_ref().map(PaymentUniqueCode::as_str),
        Some(GUID)
    );
    // Sent as `MerchantUniqueCode`, answered as `MerchantUniqueKey`.
    assert_eq!(
        payment
            .merchant_unique_code
            .as_ref()
            .map(|code| code.as_str()),
        Some("order-1")
    );
    assert_eq!(payment.gateway_name.as_deref(), Some("the gateway"));
    assert_eq!(
        payment.gateway_provider_name.as_deref(),
        Some("the provider")
    );
    assert_eq!(payment.card_saved, Some(true));
    assert_eq!(
        payment.card_unique_code.as_ref().map(|code| code.expose()),
        Some("qT5+8/Zc0000000000000000000000000000000000000000000000==")
    );
    let [product] = payment.products.as_deref().expect("products") else {
        panic!("one product")
    };
    assert_eq!(product.id, Some(9474444845));
    assert_eq!(product.member_id.map(|id| id.get()), Some(21));
    assert_eq!(product.member_earning_calculated, Some(true));
    // The merchant's text, unlike the number of the marketplace.
    assert_eq!(product.product_id.as_deref(), Some("p-1"));
    assert_eq!(
        (
            product.name.as_deref(),
            product.category.as_deref(),
            product.description.as_deref()
        ),
        (Some("Tea"), Some("Food"), Some("Black"))
    );
    assert_eq!(
        digits([&product.member_earning, &product.amount]),
        exactly(["61.10", "1500.3300"])
    );
}

#[test]
fn every_field_of_a_direct_payment_is_read() {
    paid(&done::<StartDirect>(&success(PAID)));
    paid(&done::<StartDirectInsurance>(&success(PAID)));
    let PreAuthoriseDirectAnswer::Accepted(payment) = done::<PreAuthoriseDirect>(&success(PAID))
    else {
        panic!("not accepted")
    };
    paid(&payment);
}

/// The example of insurance payments has no `Payment.Card`; a card that was not saved has an empty code.
#[test]
fn a_payment_without_a_saved_card_is_read() {
    let bare = r#"{"Payment": {"PaymentId": 1, "ActivityId": 2, "UniqueCode": "u", "MerchantUniqueKey": "order-1"},
        "Error": null}"#;
    let payment = done::<StartDirectInsurance>(&success(bare));
    assert_eq!((payment.card_saved, payment.card_unique_code), (None, None));
    let unsaved = PAID.replace(
        "qT5+8/Zc0000000000000000000000000000000000000000000000==",
        "",
    );
    let payment = done::<StartDirect>(&success(&unsaved));
    assert_eq!(
        (payment.card_saved, payment.card_unique_code),
        (Some(true), None)
    );
}

#[track_caller]
fn why(error: Option<&ProviderError>) {
    let error = error.expect("the error of the answer");
    let texts = [
        &error.provider_code,
        &error.provider_message,
        &error.bank_code,
        &error.bank_message,
    ];
    assert_eq!(
        texts.map(|text| text.as_ref().map(Base64Text::as_str)),
        [
            Some("10051"),
            Some("Limit yetersiz ğ"),
            Some("51"),
            Some("Yetersiz bakiye")
        ]
    );
    assert!(texts.into_iter().flatten().all(Base64Text::was_encoded));
}

#[test]
fn a_failed_payment_has_a_filled_body_with_texts_in_base64() {
    let direct = refused::<StartDirect>(NOT_PAID);
    assert_eq!(
        (direct.code(), direct.message()),
        (Some("78"), "error during payment")
    );
    assert!(
        matches!(direct.reason(), StartDirectError::Provider(_)),
        "{direct:?}"
    );
    why(direct.detail());
    why(refused::<StartDirectInsurance>(NOT_PAID).detail());
    why(refused::<PreAuthoriseDirect>(NOT_PAID).detail());
    why(refused::<Start3d>(NOT_PAID).detail());
    why(refused::<PreAuthorise3d>(NOT_PAID).detail());
}

#[track_caller]
fn started(started: &Started3d) {
    assert_eq!(
        started.redirect_url.as_str(),
        "https://dev-payment-agent.itspaywall.com/paywall/callback?UniqueNumber=1"
    );
    assert_eq!(started.message.as_deref(), Some("a message"));
    assert_eq!(started.payment_id.map(|id| id.get()), Some(9474444843));
    assert_eq!(started.activity_id, Some(8013143466));
    assert_eq!(
        started.unique_code.as_ref().map(PaymentUniqueCode::as_str),
        Some(GUID)
    );
    assert_eq!(
        started
            .merchant_unique_code
            .as_ref()
            .map(|code| code.as_str()),
        Some("order-1")
    );
}

#[test]
fn every_field_of_a_started_3d_payment_is_read() {
    started(&done::<Start3d>(&success(STARTED_3D)));
    started(&done::<PreAuthorise3d>(&success(STARTED_3D)));
    let silent = STARTED_3D.replace(r#""Message": "a message""#, r#""Message": null"#);
    assert_eq!(done::<Start3d>(&success(&silent)).message, None);
}
