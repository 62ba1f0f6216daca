//! Callbacks with every field of sections 5.2 to 5.5, and their hashes: SHA-256, worked out elsewhere, over the secret
//! and the parts of section 5.6, joined by `###`.

use generated_client::paywall;
use generated_client::paywall::alternative_payments::{
    ApmNotification, ApmResult, ApmResultStatus,
};
use generated_client::paywall::bulk_payments::BulkNotification;
use generated_client::paywall::payments::{
    GeneralNotification, NotificationType, PayWatchNotification, ThreeDResult,
};
use generated_client::paywall::payouts::{PayoutNotification, PayoutStatus};
use generated_client::paywall::recurring_payments::{RecurringNotification, SubscriptionType};
use generated_client::paywall::split_payments::SplitNotification;
use generated_client::paywall::types::{
    ActivityType, Channel, CurrencyId, PaymentMethod, PaymentStatus,
};
use vezne_runtime::{Callback, Hint, SignatureState};

use super::texts::FORM_3D;
use super::three_d::form;
use super::{digits, exactly, time};

fn client() -> paywall::Client {
    let key = "the-secret";
    let credentials = paywall::Credentials::test()
        .three_d_callback(key)
        .system_webhook(key)
        .payout_webhook(key)
        .apm_webhook(key);
    paywall::Client::builder(credentials)
        .build()
        .expect("a client")
}

/// What a JSON callback claims, once its hash was found to fit as it came, and not over another text of the same amount.
#[track_caller]
fn signed<C>(read: fn(&[u8]) -> Result<Hint<C>, vezne_runtime::HintError>, body: &str) -> C
where
    C: Callback<Provider = paywall::Paywall> + Clone,
{
    let client = client();
    let state = |body: &str| {
        let hint = read(body.as_bytes()).expect("a callback");
        hint.signature(&client).expect("a client with the secret")
    };
    assert_eq!(state(body), SignatureState::Matches);
    assert_eq!(
        state(&body.replace("9474444843", "9474444844")),
        SignatureState::Mismatch
    );
    if body.contains(": 1500.30") {
        assert_eq!(
            state(&body.replace(": 1500.30", ": 1500.3")),
            SignatureState::Mismatch
        );
    }
    read(body.as_bytes()).expect("a callback").claims().clone()
}

#[test]
fn the_hash_of_3d_is_over_payment_merchants_code_amount_and_instalment() {
    let hash = "fea821fc970bc7a4110d10af898ad66179ab57a14a988b7ee0675820ad6a28f6";
    let mut fields = FORM_3D.to_vec();
    let client = client();
    let state = |fields: &[(&str, &str)]| {
        let hint = ThreeDResult::from_form(&form(fields)).expect("a result");
        hint.signature(&client).expect("a client with the secret")
    };
    assert_eq!(state(&fields), SignatureState::Missing);
    fields.push(("hash", hash));
    assert_eq!(state(&fields), SignatureState::Matches);
    fields.retain(|(name, _)| *name != "amount");
    fields.push(("amount", "1500.3"));
    assert_eq!(state(&fields), SignatureState::Mismatch);
}

/// `UniqueCode` is the merchant's code here.
#[test]
fn every_field_of_general_communication_is_read() {
    let body = r#"{"Type": 4, "PaymentId": 9474444843, "Amount": 1500.30, "OperationAmount": 10.10, "IP": "192.0.2.7",
        "UniqueCode": "order-1", "CurrencyId": 2, "PaymentMethodId": 5, "Installment": 3, "ChannelId": 2, "TagId": 11,
        "DateTime": "2025-06-04T18:42:27", "HashFormat": "Payment", "HashKeyType": 4,
        "Hash": "fea821fc970bc7a4110d10af898ad66179ab57a14a988b7ee0675820ad6a28f6"}"#;
    let claims = signed(GeneralNotification::from_json, body);
    assert_eq!(claims.kind, NotificationType::PartialRefund);
    assert_eq!(claims.payment_id.map(|id| id.get()), Some(9474444843));
    assert_eq!(claims.merchant_unique_code.as_str(), "order-1");
    assert_eq!(
        digits([&claims.amount, &claims.operation_amount]),
        exactly(["1500.30", "10.10"])
    );
    assert_eq!(
        (claims.currency, claims.channel),
        (Some(CurrencyId::Usd), Some(Channel::Android))
    );
    assert_eq!(claims.payment_method, Some(PaymentMethod::Insurance));
    assert_eq!((claims.installment, claims.tag_id), (Some(3), Some(11)));
    assert_eq!(claims.ip.as_deref(), Some("192.0.2.7"));
    assert_eq!(claims.occurred_at.as_deref(), Some("2025-06-04T18:42:27"));
    assert_eq!(
        (
            claims.hash_format.as_deref(),
            claims.hash_key_type.as_deref()
        ),
        (Some("Payment"), Some("4"))
    );
}

#[test]
fn every_field_of_pay_watch_is_read() {
    let body = r#"{"PayWatchId": 7, "PaymentId": 9474444843, "MerchantUniqueCode": "order-1", "PaymentLastStatusId": 2,
        "PaymentNewStatusId": 4, "PaymentStatusChanged": true, "ProviderRequest": {"any": [1]}, "ProviderResponse": "x",
        "ProviderHttpStatus": 200, "PaymentDateTime": "2025-06-04T18:42:27", "HashFormat": "Paywatch", "HashKeyType": 4,
        "Hash": "6749b182b9e159a78331ca1741f8e293d2e6c31b0004a5294d6c7a95efc549f9"}"#;
    let claims = signed(PayWatchNotification::from_json, body);
    assert_eq!(claims.pay_watch_id, Some(7));
    assert_eq!(claims.payment_id.map(|id| id.get()), Some(9474444843));
    assert_eq!(claims.merchant_unique_code.as_str(), "order-1");
    assert_eq!(claims.last_status, Some(PaymentStatus::Started));
    assert_eq!(claims.new_status, Some(PaymentStatus::Successful));
    assert_eq!(
        (claims.status_changed, claims.provider_http_status),
        (Some(true), Some(200))
    );
    assert_eq!(claims.payment_time.as_deref(), Some("2025-06-04T18:42:27"));
}

#[test]
fn every_field_of_alternative_payments_is_read_from_server_and_browser() {
    let body = r#"{"Id": 9474444843, "Result": true, "ResultMessage": "Success", "CurrencyId": 1, "ApmProviderId": 3,
        "ApmProviderName": "a provider", "ApmProviderConnectionId": 31, "ApmProviderConnectionName": "a connection",
        "Amount": 1500.30, "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "MerchantUniqueCode": "order-1",
        "HashFormat": "Apm", "HashKeyType": 6, "CallbackAddress": "https://shop.example/hook",
        "Date": "2025-06-04T18:42:27",
        "Hash": "db2cf418fc137f53240743dec5597c9e1d5d2d55e3be9efd440da27bf1e695bf"}"#;
    let claims = signed(ApmNotification::from_json, body);
    assert_eq!(claims.transaction_id.map(|id| id.get()), Some(9474444843));
    assert_eq!(
        (claims.succeeded, claims.status),
        (Some(true), Some(ApmResultStatus::Success))
    );
    assert_eq!(
        (claims.currency, claims.provider_id),
        (Some(CurrencyId::Try), Some(3))
    );
    assert_eq!(claims.connection_id.map(|id| id.get()), Some(31));
    assert_eq!(
        (
            claims.provider_name.as_deref(),
            claims.connection_name.as_deref()
        ),
        (Some("a provider"), Some("a connection"))
    );
    assert_eq!(digits([&claims.amount]), exactly(["1500.30"]));
    assert_eq!(
        claims.unique_code.as_ref().map(|code| code.as_str()),
        Some("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    );
    assert_eq!(claims.merchant_unique_code.as_str(), "order-1");
    assert_eq!(
        claims.callback_address.as_deref(),
        Some("https://shop.example/hook")
    );
    assert_eq!(claims.date.as_deref(), Some("2025-06-04T18:42:27"));

    // `uniqueCode` is Paywall's in this form, unlike that of 3-D.
    let fields = [
        ("date", "2025-06-04T18:42:27"),
        ("status", "Unsuccessful"),
        ("errorCode", "1"),
        ("errorMessage", "no"),
        ("uniqueCode", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
        ("merchantUniqueCode", "order-1"),
        ("amount", "1500.30"),
        ("apmTransactionId", "9474444843"),
        (
            "hash",
            "db2cf418fc137f53240743dec5597c9e1d5d2d55e3be9efd440da27bf1e695bf",
        ),
    ];
    let hint = ApmResult::from_form(&form(&fields)).expect("a result");
    assert_eq!(
        hint.signature(&client()).ok(),
        Some(SignatureState::Matches)
    );
    let result = hint.claims();
    assert_eq!(result.status, Some(ApmResultStatus::Unsuccessful));
    assert_eq!(
        (
            result.error_code.as_deref(),
            result.error_message.as_deref()
        ),
        (Some("1"), Some("no"))
    );
    assert_eq!(
        result.unique_code.as_ref().map(|code| code.as_str()),
        Some("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    );
    assert_eq!(result.merchant_unique_code.as_str(), "order-1");
    assert_eq!(digits([&result.amount]), exactly(["1500.30"]));
    assert_eq!(result.transaction_id.map(|id| id.get()), Some(9474444843));
    assert_eq!(result.date.as_deref(), Some("2025-06-04T18:42:27"));
}

#[test]
fn every_field_of_payouts_is_read() {
    let body = r#"{"MerchantGroupCode": "group-1", "MerchantUniqueCode": "payout-1", "PayoutTransactionId": 9474444843,
        "PayoutTransactionAmount": 1500.30, "PayoutTransactionDate": "2025-06-04T18:42:27", "PayoutConnectedId": 31,
        "LastStatusId": 2, "NewStatusId": 6, "Message": "a message", "HashFormat": "Payout", "HashKeyType": 5,
        "Hash": "9378ec24d592a799015063b11eea344afe3f0692b12cc5e2b5c561995cbc3013"}"#;
    let claims = signed(PayoutNotification::from_json, body);
    assert_eq!(claims.merchant_group_code.as_deref(), Some("group-1"));
    assert_eq!(claims.merchant_unique_code.as_str(), "payout-1");
    assert_eq!(claims.transaction_id.map(|id| id.get()), Some(9474444843));
    assert_eq!(digits([&claims.amount]), exactly(["1500.30"]));
    assert_eq!(claims.date.as_deref(), Some("2025-06-04T18:42:27"));
    assert_eq!(claims.connection_id.map(|id| id.get()), Some(31));
    assert_eq!(claims.last_status, Some(PayoutStatus::Started));
    assert_eq!(claims.new_status, Some(PayoutStatus::Refunded));
    assert_eq!(claims.message.as_deref(), Some("a message"));
}

#[test]
fn every_field_of_subscriptions_is_read() {
    let body = r#"{"SubscriptionId": 8013143466, "SubscriptionType": 1,
        "SubscriptionCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "SubscriptionMerchantCode": "subscription-1",
        "Amount": 99.90, "Success": false, "FailReason": "a reason", "PaymentId": 9474444843, "Attempt": 2,
        "AttemptFinished": true, "HashFormat": "Recurring", "HashKeyType": 4,
        "Hash": "712ca9e9335d90415e7c1ddaad6e03dfa99f71836ebb1ce412ae8e13ee522128"}"#;
    let claims = signed(RecurringNotification::from_json, body);
    assert_eq!(claims.subscription_id.get(), 8013143466);
    assert_eq!(claims.subscription_type, Some(SubscriptionType::Unlimited));
    assert_eq!(
        claims.subscription_code.as_ref().map(|code| code.as_str()),
        Some("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    );
    assert_eq!(claims.subscription_merchant_code.as_str(), "subscription-1");
    assert_eq!(digits([&claims.amount]), exactly(["99.90"]));
    assert_eq!(
        (claims.succeeded, claims.failure_reason.as_deref()),
        (false, Some("a reason"))
    );
    assert_eq!(claims.payment_id.map(|id| id.get()), Some(9474444843));
    assert_eq!(
        (claims.attempt, claims.attempts_finished),
        (Some(2), Some(true))
    );
    let unpaid = body.replace(r#""PaymentId": 9474444843"#, r#""PaymentId": null"#);
    let hint = RecurringNotification::from_json(unpaid.as_bytes()).expect("a callback");
    assert_eq!(hint.claims().payment_id, None);
}

const ENDED: &str = r#""ErrorMessage": "an error", "DateTime": "2024-06-13T22:25:08.0404774+03:00",
    "CreatedAt": "2024-06-13T22:25:07.5", "FinishedAt": "2024-06-13T22:25:09+03:00""#;
const ROW: &str = r#""PaymentId": 8013143466, "Amount": 72.0300, "UniqueCode": "3F2504E0-4F89-41D3-9A0C-0305E82C3301",
    "MerchantUniqueCode": "order-1", "CurrencyId": 1, "Installment": 3, "ActivityTypeId": 1, "ActivityStatusId": 4"#;

#[test]
fn every_field_of_splits_is_read() {
    let body = format!(
        r#"{{"Type": 1, "SplitPaymentId": 9474444843, "MerchantUniqueCode": "split-1", {ENDED}, "Payments": [{{{ROW}}}],
            "HashFormat": "SplitPayment", "HashKeyType": 4,
            "Hash": "d8cede6187a1cf5d2fae3b411671717909e8c7d6b10b6ad45326bdc2cb23804c"}}"#
    );
    let claims = signed(SplitNotification::from_json, &body);
    assert_eq!(claims.kind, Some(NotificationType::PaymentSuccessful));
    assert_eq!(claims.split_payment_id.get(), 9474444843);
    assert_eq!(claims.merchant_unique_code.as_str(), "split-1");
    assert_eq!(claims.error_message.as_deref(), Some("an error"));
    assert_eq!(claims.sent_at, time("2024-06-13T19:25:08.0404774Z"));
    assert_eq!(claims.created_at, time("2024-06-13T19:25:07.5Z"));
    assert_eq!(claims.finished_at, time("2024-06-13T19:25:09Z"));
    let [row] = claims.payments.as_deref().expect("payments") else {
        panic!("one payment")
    };
    assert_eq!(row.payment_id.map(|id| id.get()), Some(8013143466));
    assert_eq!(digits([&row.amount]), exactly(["72.0300"]));
    assert_eq!(
        row.unique_code.as_ref().map(|code| code.as_str()),
        Some("3F2504E0-4F89-41D3-9A0C-0305E82C3301")
    );
    assert_eq!(
        row.merchant_unique_code.as_ref().map(|code| code.as_str()),
        Some("order-1")
    );
    assert_eq!(
        (row.currency.as_ref(), row.installment),
        (Some(&CurrencyId::Try), Some(3))
    );
    assert_eq!(row.activity, Some(ActivityType::Sale));
    assert_eq!(row.status, Some(PaymentStatus::Successful));
}

#[test]
fn every_field_of_bulks_is_read() {
    let body = format!(
        r#"{{"Type": 2, "BulkPaymentId": 9474444843, "MerchantUniqueCode": "bulk-1", {ENDED}, "DurationTime": 12.75,
            "IsCompressed": false, "PageNumber": 1, "TotalPages": 3, "HasMorePages": true,
            "Payments": [{{{ROW}, "TrackingCode": "track-2", "CardNumber": "450803******4509", "ProviderId": 9,
                "ProviderKey": "Vepara", "PaywallErrorCode": 78, "ProviderErrorCode": "10051",
                "ProviderErrorMessage": "provider's words", "BankErrorCode": "51",
                "BankErrorMessage": "bank's words"}}],
            "HashFormat": "BulkPayment", "HashKeyType": 4,
            "Hash": "c58e82cc6f95238097d20ba999e417df7fd6d95914dfc547fa7a28fcdf18eb36"}}"#
    );
    let claims = signed(BulkNotification::from_json, &body);
    assert_eq!(claims.kind, Some(NotificationType::PaymentFailed));
    assert_eq!(claims.bulk_payment_id.get(), 9474444843);
    assert_eq!(claims.merchant_unique_code.as_str(), "bulk-1");
    assert_eq!(claims.duration_seconds.as_deref(), Some("12.75"));
    assert_eq!(
        (claims.compressed, claims.has_more_pages),
        (Some(false), Some(true))
    );
    assert_eq!((claims.page_number, claims.page_count), (Some(1), Some(3)));
    assert_eq!(claims.finished_at, time("2024-06-13T19:25:09Z"));
    let [row] = claims.payments.as_deref().expect("payments") else {
        panic!("one payment")
    };
    assert_eq!(row.payment_id.map(|id| id.get()), Some(8013143466));
    assert_eq!(digits([&row.amount]), exactly(["72.0300"]));
    assert_eq!((row.provider_id, row.installment), (Some(9), Some(3)));
    assert_eq!(row.activity, Some(ActivityType::Sale));
    assert_eq!(row.status, Some(PaymentStatus::Successful));
    let texts = [
        &row.tracking_code,
        &row.provider_key,
        &row.error_code,
        &row.provider_error_code,
        &row.provider_error_message,
        &row.bank_error_code,
        &row.bank_error_message,
    ];
    assert_eq!(
        texts.map(Option::as_deref),
        [
            "track-2",
            "Vepara",
            "78",
            "10051",
            "provider's words",
            "51",
            "bank's words"
        ]
        .map(Some)
    );
    assert_eq!(
        row.card_number.as_ref().map(|number| number.expose()),
        Some("450803******4509")
    );
}
