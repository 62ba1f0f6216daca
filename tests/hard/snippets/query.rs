//! A query whose input is a header, whose answer is the payment's state, and whose record is sparse.

use generated_client::paywall::payment_queries::{
    ActivityType, MerchantUniqueCode, PaymentId, PaymentStatus, Query, QueryAnswer, QueryError,
};
use generated_client::paywall::payments::CurrencyId;
use vezne_runtime::Error;

use crate::support::{Stub, paywall};

const LINE: &str = "GET /api/paywall/private/query";

async fn query(record: &str) -> Result<QueryAnswer, Error<Query>> {
    let answer = format!(
        r#"{{"ErrorCode": 0, "Result": true, "Message": "", "Body": {{"Paywall": {record}}}}}"#
    );
    let stub = Stub::start(&[(LINE, &answer)]);
    let answer = paywall(&stub)
        .query(Query {
            merchant_unique_code: MerchantUniqueCode::new("order-1"),
        })
        .await;
    let arrived = stub.one(LINE);
    assert_eq!(arrived.headers["merchantuniquecode"], "order-1");
    assert_eq!(arrived.headers["apikeyprivate"], "private-key");
    assert!(!arrived.headers.contains_key("apikeypublic"));
    assert_eq!(
        arrived.body, "",
        "a GET whose inputs are headers has no body"
    );
    answer
}

#[tokio::test]
async fn lenient_fields_and_sentinels_are_read_as_what_they_mean() {
    let answer = query(
        r#"{"PaymentId": "9474444843", "UniqueCode": "00000000-0000-0000-0000-000000000000", "MerchantUniqueCode": 17,
            "TrackingCode": "", "IsProvision": 1, "IsThreeDSecure": "true", "StatusId": "4", "TypeId": 1, "CurrencyId": 3,
            "PaymentChannelId": null, "LastActivityDateTime": "0001-01-01T00:00:00", "PaymentAmount": "1.00",
            "InterestRate": "", "Error": {"AnyError": false, "ErrorMessage": ""}}"#,
    );
    let QueryAnswer::Done(record) = answer.await.expect("a record") else {
        panic!("it is paid")
    };
    assert_eq!(record.payment_id, PaymentId::new(9_474_444_843));
    assert_eq!(record.unique_code, None);
    assert_eq!(
        record.merchant_unique_code,
        Some(MerchantUniqueCode::new("17"))
    );
    assert_eq!(record.tracking_code, None);
    assert_eq!(
        (record.is_provision, record.is_three_d),
        (Some(true), Some(true))
    );
    assert_eq!(
        (record.status, record.kind),
        (Some(PaymentStatus::Successful), Some(ActivityType::Sale))
    );
    assert_eq!(record.currency, Some(CurrencyId::Eur));
    assert_eq!(record.last_activity_at, None);
    assert_eq!(
        record.payment_amount.expect("an amount").to_string(),
        "1.00"
    );
    assert_eq!(record.interest_rate, None);
    assert_eq!(record.any_error, Some(false));
    assert_eq!(record.error_message, None);
}

#[tokio::test]
async fn an_identifier_is_checked_by_its_own_rules_before_anything_is_sent() {
    for code in [String::new(), "1".repeat(251)] {
        let stub = Stub::start(&[]);
        let error = paywall(&stub)
            .query(Query {
                merchant_unique_code: MerchantUniqueCode::new(code),
            })
            .await
            .expect_err("too short, or too long");
        assert!(matches!(error, Error::NotSent(_)), "{error:?}");
        assert!(stub.arrived(LINE).is_empty());
    }
}

#[tokio::test]
async fn a_time_without_an_offset_is_turkish_time() {
    let answer = query(
        r#"{"PaymentId": 1, "StatusId": 4, "LastActivityDateTime": "2025-06-04T18:42:27.5447456"}"#,
    );
    let QueryAnswer::Done(record) = answer.await.expect("a record") else {
        panic!("it is paid")
    };
    let time = record.last_activity_at.expect("a time");
    assert_eq!(time.unix_seconds(), 1_749_051_747, "15:42:27 UTC");
}

#[tokio::test]
async fn the_state_of_the_payment_is_the_outcome() {
    let blocked = query(r#"{"PaymentId": 1, "StatusId": 3}"#).await;
    assert!(
        matches!(blocked, Ok(QueryAnswer::Accepted(_))),
        "{blocked:?}"
    );
    for open in ["1", "2", "14", "99"] {
        let answer = query(&format!(r#"{{"PaymentId": 1, "StatusId": {open}}}"#)).await;
        assert!(
            matches!(answer, Ok(QueryAnswer::Open(_))),
            "{open}: {answer:?}"
        );
    }
    for (record, reason) in [
        (
            r#"{"PaymentId": 1, "StatusId": 5, "StatusName": "Başarısız"}"#,
            QueryError::PaymentFailed,
        ),
        (
            r#"{"PaymentId": 1, "StatusId": 12}"#,
            QueryError::PaymentNotStanding,
        ),
        (
            r#"{"PaymentId": 1, "StatusId": 4, "AnySuccessRefund": true}"#,
            QueryError::PaymentReversed,
        ),
        (
            r#"{"PaymentId": 1, "StatusId": 4, "AnySuccessCancel": true}"#,
            QueryError::PaymentReversed,
        ),
    ] {
        let Err(Error::Refused(refused)) = query(record).await else {
            panic!("{record} is a refusal")
        };
        assert_eq!(refused.reason(), &reason);
        assert_eq!(
            refused.detail().map(|record| record.payment_id.get()),
            Some(1)
        );
    }
}
