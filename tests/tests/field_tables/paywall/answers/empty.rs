//! Answers without content: section 1.5.

use std::fmt::Debug;

use generated_client::paywall::blacklist::{
    RemoveCardFromBlacklist, RemoveStoredCardFromBlacklist,
};
use generated_client::paywall::cards::{DeleteCard, UpdateCard};
use generated_client::paywall::insurance_cards::{DeleteInsuranceCard, UpdateInsuranceCard};
use generated_client::paywall::payments::{CancelPreAuthorisation, CapturePayment};
use generated_client::paywall::recurring_payments::CreateSubscription;
use generated_client::paywall::refunds::{
    CancelPayment, CancelPaymentByCode, RefundPartially, RefundPartiallyByCode,
    RefundPartiallyById, RefundPayment, RefundPaymentByCode, RevertPayment, RevertPaymentById,
};
use vezne_runtime::Operation;

use super::texts::empty;
use super::{done, refused};

/// `Body` as `""`, null and missing is success; and a body that is there is no harm, as the .NET client types one.
#[track_caller]
fn nothing<O: Operation<Output = ()> + Debug>() {
    for body in empty() {
        done::<O>(&body);
    }
    done::<O>(r#"{"ErrorCode": 0, "Result": true, "Message": "", "Body": {"Name": "mine"}}"#);
    for body in [
        r#"{"ErrorCode": 1, "Result": false, "Message": "no", "Body": ""}"#,
        r#"{"ErrorCode": 1, "Result": false, "Message": "no", "Body": null}"#,
        r#"{"ErrorCode": 1, "Result": false, "Message": "no"}"#,
    ] {
        let refused = refused::<O>(body);
        assert_eq!((refused.code(), refused.message()), (Some("1"), "no"));
    }
}

#[test]
fn what_has_no_content_is_done_with_an_empty_text_null_and_no_member() {
    nothing::<DeleteCard>();
    nothing::<UpdateCard>();
    nothing::<DeleteInsuranceCard>();
    nothing::<UpdateInsuranceCard>();
    nothing::<RemoveCardFromBlacklist>();
    nothing::<RemoveStoredCardFromBlacklist>();
    nothing::<CapturePayment>();
    nothing::<CancelPreAuthorisation>();
    nothing::<RefundPayment>();
    nothing::<RefundPaymentByCode>();
    nothing::<RefundPartially>();
    nothing::<RefundPartiallyById>();
    nothing::<RefundPartiallyByCode>();
    nothing::<CancelPayment>();
    nothing::<CancelPaymentByCode>();
    nothing::<RevertPayment>();
    nothing::<RevertPaymentById>();
}

/// The tables of these type `Result` as text (sections 1.5, 3.4, 3.7 and 4.6).
#[track_caller]
fn text<O: Operation<Output = ()> + Debug>() {
    done::<O>(r#"{"ErrorCode": "0", "Result": "true", "Message": "", "Body": ""}"#);
    refused::<O>(r#"{"ErrorCode": "1", "Result": "false", "Message": "no", "Body": ""}"#);
}

#[test]
fn a_result_that_is_typed_as_text_is_read() {
    text::<UpdateCard>();
    text::<UpdateInsuranceCard>();
    text::<CapturePayment>();
    text::<CancelPreAuthorisation>();
}

/// The documentation has `Body` null, the .NET client an object (section 10).
#[test]
fn a_subscription_without_a_body_is_created_all_the_same() {
    for body in empty() {
        let created = done::<CreateSubscription>(&body);
        assert_eq!(created.subscription_id, None);
        assert_eq!(created.first_payment_at, None);
    }
}
