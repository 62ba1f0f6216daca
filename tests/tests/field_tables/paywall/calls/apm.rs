//! Payments by other means than cards: section 11.

use generated_client::paywall::alternative_payments::{
    ApmConnectionId, ApmFeature, ApmPayer, ApmPayerOptions, ApmSector, ApmUniqueCode,
    CaptureApmPayment, CompleteApmPayment, ConfirmApmOtp, CreateApmQrPayment,
    CreateApmQrPaymentByConnection, ListPaymentMethods, QueryApmPayment, RefundApmPayment,
    RefundApmPaymentPartially, StartApmCheckoutById, StartApmCheckoutByKey, StartApmPayment,
    StartApmPaymentByConnection,
};
use generated_client::paywall::types::{CurrencyId, MerchantUniqueCode};

use super::super::expected::{headers, json};
use super::super::tables::others as tables;
use super::{GUID, asks, given};

fn code() -> ApmUniqueCode {
    ApmUniqueCode::new(GUID)
}

#[tokio::test]
async fn methods_and_payments_are_asked_for_in_headers() {
    let of = || ListPaymentMethods {
        currency: CurrencyId::Try,
    };
    asks!(tables::APM_LIST;
        headers(&[("currencyid", "1")]) => list_payment_methods(of());
        headers(&[
            ("currencyid", "1"),
            ("distinctduplicates", "TRUE"),
            ("externalid", "external-1"),
            ("focusedfeature", "directpay"),
        ]) =>
            list_payment_methods(of())
                .external_id("external-1")
                .focused_feature(ApmFeature::DirectPay)
                .distinct_duplicates(true);
    );
    asks!(tables::APM_QUERY;
        headers(&[("merchantuniquecode", "order-1")]) =>
            query_apm_payment(QueryApmPayment {
                merchant_unique_code: MerchantUniqueCode::new("order-1")
            });
    );
}

#[tokio::test]
async fn payments_are_confirmed_charged_and_refunded_by_paywalls_code() {
    let alone = || json(r#"{"UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}"#);
    let amount =
        || json(r#"{"UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "Amount": 10.10}"#);
    asks!(tables::APM_CONFIRM_OTP;
        json(r#"{"UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "Otp": "123456"}"#) =>
            confirm_apm_otp(ConfirmApmOtp { unique_code: code(), otp: "123456".into() });
    );
    asks!(tables::APM_REFUND;
        alone() => refund_apm_payment(RefundApmPayment { unique_code: code() });
    );
    asks!(tables::APM_REFUND_PARTIALLY;
        amount() => refund_apm_payment_partially(RefundApmPaymentPartially {
            unique_code: code(),
            amount: given("10.10")
        });
    );
    asks!(tables::APM_CLOSE_PROVISION;
        amount() => capture_apm_payment(CaptureApmPayment {
            unique_code: code(),
            amount: given("10.10")
        });
    );
    asks!(tables::APM_COMPLETE;
        alone() => complete_apm_payment(CompleteApmPayment { unique_code: code() });
    );
}

fn payer() -> ApmPayer {
    ApmPayer {
        options: ApmPayerOptions::default()
            .full_name("Ayse Ornek")
            .card_number("4508034508034509")
            .card_id("card-1")
            .phone(given("5550000000"))
            .email(given("ayse@example.com"))
            .user_identity("11111111110")
            .consumer_identity("22222222220")
            .birthday(given("1990-01-02"))
            .card_alias("mine"),
    }
}

const PAYER: &str = r#""Payer": {"Fullname": "Ayse Ornek", "CardNumber": "4508034508034509", "CardId": "card-1",
    "Phone": "5550000000", "Email": "ayse@example.com", "UserIdentity": "11111111110",
    "ConsumerIdentity": "22222222220", "Birthday": "1990-01-02", "CardAlias": "mine"}"#;
const PAYMENT: &str =
    r#""CurrencyId": 1, "MerchantUniqueCode": "order-1", "Amount": 10.10, "Description": "Tea""#;
const OPTIONS: &str = r#""SectorId": 1, "InstallmentCount": 3"#;
const BACK_URLS: &str = r#""MerchantSuccessBackUrl": "https://shop.example/ok",
    "MerchantFailBackUrl": "https://shop.example/fail""#;

/// The required inputs of a payment.
macro_rules! payment {
    ($payment:ident $(, $field:ident: $value:expr)*) => {
        $payment {
            currency: CurrencyId::Try,
            merchant_unique_code: MerchantUniqueCode::new("order-1"),
            amount: given("10.10"),
            description: "Tea".into(),
            $($field: $value,)*
        }
    };
}

#[tokio::test]
async fn payments_are_started_by_key_or_by_connection() {
    let key = r#""ApmKey": "Papara""#;
    let connection = r#""ApmConnectionId": 31"#;
    asks!(tables::APM_PAY;
        json(&format!(r#"{{{PAYMENT}, {key}, "Payer": {{}}}}"#)) =>
            start_apm_payment(payment!(StartApmPayment, provider_key: "Papara".into(),
                payer: ApmPayer { options: ApmPayerOptions::default() }));
        json(&format!("{{{PAYMENT}, {key}, {OPTIONS}, {PAYER}}}")) =>
            start_apm_payment(payment!(StartApmPayment, provider_key: "Papara".into(), payer: payer()))
                .sector(ApmSector::Food)
                .installment(3);
        json(&format!("{{{PAYMENT}, {connection}, {OPTIONS}, {PAYER}}}")) =>
            start_apm_payment_by_connection(payment!(StartApmPaymentByConnection,
                connection_id: ApmConnectionId::new(31), payer: payer()))
                .sector(ApmSector::Food)
                .installment(3);
    );
    asks!(tables::APM_QR;
        json(&format!("{{{PAYMENT}, {key}, {PAYER}, {BACK_URLS}}}")) =>
            create_apm_qr_payment(payment!(CreateApmQrPayment, provider_key: "Papara".into(),
                payer: payer(), success_url: given("https://shop.example/ok"),
                failure_url: given("https://shop.example/fail")));
        json(&format!(
            r#"{{{PAYMENT}, {connection}, {OPTIONS}, {PAYER}, {BACK_URLS},
                "UserRedirectUrl": "https://shop.example/back"}}"#
        )) =>
            create_apm_qr_payment_by_connection(payment!(CreateApmQrPaymentByConnection,
                connection_id: ApmConnectionId::new(31), payer: payer(),
                success_url: given("https://shop.example/ok"),
                failure_url: given("https://shop.example/fail")))
                .sector(ApmSector::Food)
                .installment(3)
                .user_redirect_url(given("https://shop.example/back"));
    );
}

#[tokio::test]
async fn pages_are_started_by_id_or_by_key() {
    let options = r#""IsRecurring": true, "ExpireDay": 7"#;
    asks!(tables::APM_BY_ID;
        json(&format!(r#"{{{PAYMENT}, {BACK_URLS}, "ApmId": 41}}"#)) =>
            start_apm_checkout_by_id(payment!(StartApmCheckoutById, apm_id: 41,
                success_url: given("https://shop.example/ok"),
                failure_url: given("https://shop.example/fail")));
        json(&format!(r#"{{{PAYMENT}, {BACK_URLS}, "ApmId": 41, {options}, {PAYER}}}"#)) =>
            start_apm_checkout_by_id(payment!(StartApmCheckoutById, apm_id: 41,
                success_url: given("https://shop.example/ok"),
                failure_url: given("https://shop.example/fail")))
                .recurring(true)
                .expire_days(7)
                .payer(payer());
    );
    asks!(tables::APM_BY_KEY;
        json(&format!(r#"{{{PAYMENT}, {BACK_URLS}, "ApmKey": "Papara", {options}, {PAYER}}}"#)) =>
            start_apm_checkout_by_key(payment!(StartApmCheckoutByKey, provider_key: "Papara".into(),
                success_url: given("https://shop.example/ok"),
                failure_url: given("https://shop.example/fail")))
                .recurring(true)
                .expire_days(7)
                .payer(payer());
    );
}
