//! The record of a payment: section 4.11.

use generated_client::paywall::cards::{CardBrand, CardFamily, CardType};
use generated_client::paywall::queries::{
    PaymentRecord, QueryPayment, QueryPaymentAnswer, QueryPaymentByCode, QueryPaymentByCodeAnswer,
    QueryPaymentById, QueryPaymentByIdAnswer, QueryPaymentError, QueryPaymentsByProduct,
    QueryPaymentsByTrackingCode,
};
use generated_client::paywall::types::{
    ActivityType, Channel, CurrencyId, MerchantUniqueCode, PaymentMethod, PaymentStatus,
    PaymentUniqueCode,
};

use super::texts::{BARE_RECORD, RECORD, success};
use super::{digits, done, exactly, refused, time};

fn one(record: &str) -> String {
    success(&format!(r#"{{"Paywall": {record}}}"#))
}

fn query(record: &str) -> PaymentRecord {
    match done::<QueryPayment>(&one(record)) {
        QueryPaymentAnswer::Done(record)
        | QueryPaymentAnswer::Accepted(record)
        | QueryPaymentAnswer::Open(record) => record,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn whole(record: &PaymentRecord) {
    assert_eq!(
        (record.payment_id.get(), record.activity_id),
        (9474444843, Some(8013143466))
    );
    assert_eq!(
        record.unique_code.as_ref().map(PaymentUniqueCode::as_str),
        Some("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    );
    assert_eq!(
        record
            .merchant_unique_code
            .as_ref()
            .map(MerchantUniqueCode::as_str),
        Some("order-1")
    );
    assert_eq!(record.gateway_id, Some(58));
    let kinds = [
        record.is_three_d,
        record.is_direct,
        record.is_insurance,
        record.is_pre_authorisation,
        record.is_otp,
    ];
    assert_eq!(kinds, [true, false, true, false, true].map(Some));
    let any = [
        record.any_success_payment,
        record.any_success_refund,
        record.any_success_partial_refund,
        record.any_success_cancel,
    ];
    assert_eq!(any, [true, false, false, false].map(Some));
    assert_eq!((record.any_error, record.error_type), (Some(true), Some(3)));
    assert_eq!(record.last_step_succeeded, Some(true));
    assert_eq!(record.status, PaymentStatus::Successful);
    assert_eq!(record.activity_type, Some(ActivityType::Sale));
    assert_eq!((record.installment, record.tag_id), (Some(3), Some(11)));
    assert_eq!(record.currency, Some(CurrencyId::Usd));
    // Named otherwise in the example than in the enumeration: the number counts.
    assert_eq!(
        record.payment_method,
        Some(PaymentMethod::DirectPreAuthorisation)
    );
    assert_eq!(record.channel, Some(Channel::Unknown("7".into())));
    assert_eq!(record.card_bank_id, Some(58));
    assert_eq!(record.card_brand_id, Some(CardBrand::Visa));
    assert_eq!(record.card_type_id, Some(CardType::Credit));
    assert_eq!(record.card_family_id, Some(CardFamily::Axess));
    // Without an offset: Türkiye time is inferred (1.6).
    assert_eq!(
        record.last_activity_at,
        time("2025-06-04T15:42:27.5447456Z")
    );
    let amounts = [
        &record.payment_amount,
        &record.activity_amount,
        &record.original_amount,
        &record.commission_amount,
        &record.interest_rate,
        &record.commission_rate,
        &record.interest_amount,
        &record.remaining_refund_amount,
    ];
    assert_eq!(
        digits(amounts),
        exactly([
            "1500.33", "72.0300", "1490.10", "10.23", "2.00", "1.75", "30.60", "1428.30"
        ])
    );
    assert_eq!(record.applied_interest, Some(true));
    assert_eq!(
        (record.used_stored_card, record.used_temporary_card),
        (Some(true), Some(false))
    );
    assert_eq!(record.fully_refunded, Some(false));
    texts(record);
}

#[track_caller]
fn texts(record: &PaymentRecord) {
    for (text, expected) in [
        (&record.tracking_code, "track-2"),
        (&record.gateway_name, "the gateway"),
        (&record.gateway_provider_name, "the provider"),
        (&record.error_message, "an error"),
        (&record.status_name, "Başarılı"),
        (&record.activity_type_name, "Satış"),
        (&record.currency_name, "USD"),
        (&record.payment_method_name, "Half Direct Payment"),
        (&record.channel_name, "a channel"),
        (&record.tag_name, "a tag"),
        (&record.masked_card, "450803******4509"),
        (&record.card_owner_name, "AYSE ORNEK"),
        (&record.card_bank, "AKBANK T.A.Ş."),
        (&record.card_brand, "Visa"),
        (&record.card_type, "Credit"),
        (&record.card_family, "Axess"),
        (&record.ip, "192.0.2.7"),
        (&record.client_ip, "192.0.2.8"),
        (&record.external_auth_code, "auth"),
        (&record.external_order_id, "order"),
        (&record.external_transaction_id, "trans"),
        (&record.external_host_reference, "host"),
        (&record.external_merchant_id, "merchant"),
    ] {
        assert_eq!(text.as_deref(), Some(expected));
    }
}

#[test]
fn every_field_of_a_record_is_read_whatever_it_was_asked_by() {
    whole(&query(RECORD));
    let QueryPaymentByCodeAnswer::Done(record) = done::<QueryPaymentByCode>(&one(RECORD)) else {
        panic!("not done")
    };
    whole(&record);
    let QueryPaymentByIdAnswer::Done(record) = done::<QueryPaymentById>(&one(RECORD)) else {
        panic!("not done")
    };
    whole(&record);
    let list = success(&format!(r#"{{"List": [{RECORD}, {BARE_RECORD}]}}"#));
    for records in [
        done::<QueryPaymentsByProduct>(&list),
        done::<QueryPaymentsByTrackingCode>(&list),
    ] {
        assert_eq!(records.len(), 2);
        whole(&records[0]);
        assert_eq!(records[1].last_activity_at, None);
    }
}

#[test]
fn a_record_without_what_may_be_missing_is_read_and_sentinels_are_nothing() {
    let record = query(BARE_RECORD);
    assert_eq!(record.status, PaymentStatus::Pending);
    assert_eq!(record.activity_type, Some(ActivityType::PartialRefund));
    assert_eq!(record.payment_method, Some(PaymentMethod::Otp));
    assert_eq!(record.channel, Some(Channel::Unspecified));
    assert_eq!((&record.channel_name, &record.tag_name), (&None, &None));
    assert_eq!(record.last_activity_at, None);
    assert_eq!(
        (&record.card_family_id, &record.card_family),
        (&None, &None)
    );
    assert_eq!(
        (&record.card_bank_id, record.card_bank.as_deref()),
        (&None, Some("AKBANK T.A.Ş."))
    );
    let rates = [
        &record.interest_rate,
        &record.commission_rate,
        &record.interest_amount,
    ];
    assert_eq!(digits(rates), [None, None, None]);
    assert_eq!((record.applied_interest, &record.client_ip), (None, &None));
    assert_eq!((record.any_error, record.fully_refunded), (None, None));
    assert_eq!(
        digits([&record.payment_amount, &record.remaining_refund_amount]),
        [Some("1.00".to_owned()), None]
    );
}

/// Sections 6.1 and 4.11: a status says what came of the payment, and unknown ones are not taken for success.
#[test]
fn only_a_successful_sale_is_a_payment_that_is_done() {
    for status in 1..=14 {
        for kind in 1..=4 {
            let record = RECORD
                .replace(r#""StatusId": 4"#, &format!(r#""StatusId": {status}"#))
                .replace(
                    r#""TypeId": 1, "TypeName""#,
                    &format!(r#""TypeId": {kind}, "TypeName""#),
                );
            let body = one(&record);
            let answer =
                vezne_runtime::Answer::new(200, Some("application/json".into()), body.into());
            let outcome = <QueryPayment as vezne_runtime::Operation>::read(&answer);
            let done = matches!(
                outcome,
                Ok(vezne_runtime::Outcome::Done(QueryPaymentAnswer::Done(_)))
            );
            assert_eq!(
                done,
                (status, kind) == (4, 1),
                "status {status}, type {kind}"
            );
        }
    }
}

/// Section 7.1: a payment that is not found is error -1.
#[test]
fn a_payment_that_is_not_found_is_refused_with_minus_one() {
    let body = r#"{"ErrorCode": -1, "Result": false, "Message": "not found", "Body": null}"#;
    let refused = refused::<QueryPayment>(body);
    assert_eq!(
        (refused.code(), refused.message()),
        (Some("-1"), "not found")
    );
    assert!(
        matches!(refused.reason(), QueryPaymentError::Provider(_)),
        "{refused:?}"
    );
}

/// What a partial refund left is in the record of the refusal.
#[test]
fn a_partly_refunded_payment_tells_what_is_left() {
    let record = RECORD.replace(
        r#""AnySuccessPartialRefund": false"#,
        r#""AnySuccessPartialRefund": true"#,
    );
    let refused = refused::<QueryPayment>(&one(&record));
    assert_eq!(*refused.reason(), QueryPaymentError::PaymentPartlyRefunded);
    let record = refused.detail().expect("the record");
    assert_eq!(
        digits([&record.remaining_refund_amount]),
        exactly(["1428.30"])
    );
}
