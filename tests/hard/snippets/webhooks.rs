//! What Paywall tells on its own, as JSON: exact digits, lists of objects, a signature over the texts that arrived.

use generated_client::paywall::payment_queries::MerchantUniqueCode;
use generated_client::paywall::payments::CurrencyId;
use generated_client::paywall::webhooks::{
    BulkWebhook, PaymentWebhook, PaymentWebhookExpected, WebhookType,
};
use vezne_runtime::{Hint, SignatureState};

use crate::support::{Stub, paywall};

const QUERY: &str = "GET /api/paywall/private/query";

/// printf 'system-key###9474444843###order-1###72.0300###1' | sha256sum
const PAYMENT: &str = r#"{
  "Type": 1, "PaymentId": 9474444843, "Amount": 72.0300, "OperationAmount": 72.03, "IP": "127.0.0.1",
  "UniqueCode": "order-1", "CurrencyId": 1, "PaymentMethodId": 2, "Installment": 1, "TagId": null,
  "Hash": "b1e332a4caaf21882e64e6ca6c448943cbb7934e5dceec61c51e142d2b6be1b9", "HashFormat": "Payment"
}"#;

/// printf 'system-key###17###bulk-1' | sha256sum
const BULK: &str = r#"{
  "BulkPaymentId": 17, "MerchantUniqueCode": "bulk-1", "ErrorMessage": "",
  "Payments": [
    {"PaymentId": 1, "Amount": 1.10, "UniqueCode": "", "MerchantUniqueCode": "order-1", "CurrencyId": 1, "ActivityTypeId": 1},
    {"PaymentId": 2, "Amount": "20.00", "MerchantUniqueCode": 2, "CurrencyId": "99", "Installment": 3, "ActivityTypeId": 2}
  ],
  "CreatedAt": "0001-01-01T00:00:00", "FinishedAt": "2025-06-04T18:42:27.5447456+03:00", "HasMorePages": 1,
  "Hash": "b98a2b582f453597fb0c46e0c10544f236a69828464a608686c03424f486a8e2"
}"#;

fn payment(from: &str, to: &str) -> Hint<PaymentWebhook> {
    let body = PAYMENT.replacen(from, to, 1);
    PaymentWebhook::from_json(body.as_bytes()).expect("a webhook")
}

fn expected() -> PaymentWebhookExpected {
    PaymentWebhookExpected {
        reference: MerchantUniqueCode::new("order-1"),
        amount: "72.03".parse().expect("an amount"),
        currency: CurrencyId::Try,
    }
}

#[test]
fn a_payment_keeps_its_digits_and_its_signature_covers_them() {
    let client = paywall(&Stub::start(&[]));
    let state = |hint: Hint<PaymentWebhook>| hint.signature(&client).expect("a secret");
    let hint = payment("", "");
    assert_eq!(hint.claims().kind, WebhookType::Paid);
    assert_eq!(hint.claims().amount.to_string(), "72.0300");
    let shown = format!("{hint:?}");
    assert!(!shown.contains("b1e332a4"), "{shown}");
    assert_eq!(state(hint), SignatureState::Matches);
    for (from, to) in [
        ("72.0300", "72.03"),
        ("\"order-1\"", "\"order-2\""),
        ("\"Installment\": 1", "\"Installment\": null"),
        ("b1e332a4", "b1e332a5"),
    ] {
        assert_eq!(state(payment(from, to)), SignatureState::Mismatch, "{to}");
    }
    assert_eq!(
        state(payment("\"Hash\"", "\"Hush\"")),
        SignatureState::Missing
    );
}

#[test]
fn a_list_of_payments_is_read_as_that_of_an_answer() {
    let hint = BulkWebhook::from_json(BULK.as_bytes()).expect("a webhook");
    let client = paywall(&Stub::start(&[]));
    assert_eq!(
        hint.signature(&client).expect("a secret"),
        SignatureState::Matches
    );
    let claims = hint.claims();
    assert_eq!(claims.payments.len(), 2);
    assert_eq!(claims.payments[0].amount.to_string(), "1.10");
    assert_eq!(claims.payments[0].unique_code, None);
    assert_eq!(claims.payments[1].merchant_unique_code.as_str(), "2");
    assert!(matches!(claims.payments[1].currency, CurrencyId::Unknown(_)));
    assert_eq!(claims.has_more_pages, Some(true));
    assert!(claims.created_at.is_none());
    for (from, to, told) in [
        ("\"20.00\"", "true", "`Payments[1].Amount` in the callback"),
        ("\"bulk-1\"", "5", "`MerchantUniqueCode` in the callback"),
        ("17,", "17, \"BulkPaymentId\": 18,", "stands there twice"),
    ] {
        let error = BulkWebhook::from_json(BULK.replacen(from, to, 1).as_bytes()).expect_err(to);
        assert!(error.to_string().contains(told), "{error}");
    }
}

#[tokio::test]
async fn a_payment_is_confirmed_by_its_record_alone() {
    for (amount, confirms) in [("72.03", true), ("72.04", false)] {
        let answer = format!(
            r#"{{"ErrorCode": 0, "Result": true, "Body": {{"Paywall": {{"PaymentId": 1, "MerchantUniqueCode": "order-1", "PaymentAmount": {amount}, "CurrencyId": 1, "StatusId": 4}}}}}}"#
        );
        let stub = Stub::start(&[(QUERY, &answer)]);
        let confirmed = paywall(&stub)
            .confirm_payment_webhook(&payment("", ""), expected())
            .await;
        assert_eq!(confirmed.is_ok(), confirms, "{amount}");
    }
}
