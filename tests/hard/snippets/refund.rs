//! Giving a payment back: "all of it" and "a part" are two things to say, and a zero is neither.

use generated_client::vepara::alternatives::{AmountText, FullRefundText};
use generated_client::vepara::payments::{CheckStatusAnswer, Refund, RefundAnswer};
use vezne_runtime::{Error, Portion, Verdict};

use crate::support::{MERCHANT_KEY, Stub, TOKEN, opened, vepara, vepara_builder};

const LINE: &str = "POST /api/refund";
const DONE: (&str, &str) = (
    LINE,
    r#"{"status_code": 100, "status_description": "ok", "order_no": 7, "ref_no": "r-1"}"#,
);

#[tokio::test]
async fn everything_is_a_zero_as_text_and_the_signature_holds_the_same_text() {
    let stub = Stub::start(&[TOKEN, DONE]);
    let refund = Refund {
        invoice_id: "order-1".into(),
        amount: Portion::Full,
    };
    let answer = vepara(&stub)
        .refund(refund)
        .refund_transaction_id("refund-1")
        .await
        .expect("a refund");
    let RefundAnswer::Done(refunded) = answer else {
        panic!("{answer:?} is final")
    };
    assert_eq!(refunded.reference.as_deref(), Some("r-1"));
    assert_eq!(refunded.order_no.as_deref(), Some("7"));

    let body = stub.one(LINE).json();
    assert_eq!(body["amount"], "0");
    assert_eq!(body["refund_transaction_id"], "refund-1");
    assert_eq!(body["app_secret"], crate::support::APP_SECRET);
    assert_eq!(
        opened(body["hash_key"].as_str().expect("a text")),
        ["0", "order-1", MERCHANT_KEY]
    );
}

#[tokio::test]
async fn everything_is_the_empty_text_where_the_merchant_found_it_to_be() {
    let stub = Stub::start(&[TOKEN, DONE]);
    let client = vepara_builder(&stub)
        .choose(FullRefundText::Empty)
        .build()
        .expect("a client");
    let _ = client
        .refund(Refund {
            invoice_id: "order-1".into(),
            amount: Portion::Full,
        })
        .await
        .expect("a refund");
    let body = stub.one(LINE).json();
    assert_eq!(body["amount"], "");
    assert_eq!(
        opened(body["hash_key"].as_str().expect("a text")),
        ["", "order-1", MERCHANT_KEY]
    );
}

#[tokio::test]
async fn a_part_is_signed_in_the_text_that_is_sent_whichever_that_is() {
    for (alternative, text) in [
        (AmountText::TwoPlaces, "10.50"),
        (AmountText::Shortest, "10.5"),
    ] {
        let stub = Stub::start(&[TOKEN, DONE]);
        let client = vepara_builder(&stub)
            .choose(alternative)
            .build()
            .expect("a client");
        let amount = Portion::Partial("10.5".parse().expect("an amount"));
        let _ = client
            .refund(Refund {
                invoice_id: "order-1".into(),
                amount,
            })
            .await
            .expect("a refund");
        let body = stub.one(LINE).json();
        assert_eq!(body["amount"], text);
        assert_eq!(opened(body["hash_key"].as_str().expect("a text"))[0], text);
    }
}

#[test]
fn a_part_of_nothing_cannot_be_said() {
    for zero in ["0", "0.00", "-1"] {
        assert!(zero.parse::<Portion>().is_err(), "{zero}");
    }
}

#[tokio::test]
async fn an_accepted_refund_is_no_error_and_not_final() {
    let stub = Stub::start(&[
        TOKEN,
        (LINE, r#"{"status_code": "101", "ref_number": "r-2"}"#),
    ]);
    let refund = Refund {
        invoice_id: "order-1".into(),
        amount: Portion::Full,
    };
    let answer = vepara(&stub).refund(refund).await.expect("an answer");
    assert!(
        matches!(&answer, RefundAnswer::Accepted(refund) if refund.reference.as_deref() == Some("r-2")),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_lost_refund_is_looked_up_and_never_called_safe_to_repeat() {
    let found = r#"{"status_code": 100, "transaction_amount": 10, "total_refunded_amount": 10, "invoice_id": "order-1"}"#;
    let missing = r#"{"status_code": 31, "status_description": "Not found"}"#;
    for status in [found, missing] {
        let stub = Stub::start(&[TOKEN, (LINE, "{\"cut"), ("POST /api/checkstatus", status)]);
        let client = vepara(&stub);
        let refund = Refund {
            invoice_id: "order-1".into(),
            amount: Portion::Full,
        };
        let error = client.refund(refund).await.expect_err("no answer");
        let Error::OutcomeUnknown(unknown) = error else {
            panic!("{error:?} is not known to have failed")
        };
        let resolution = unknown.resolve(&client).await.expect("an answer");
        assert_eq!(resolution.verdict(), Verdict::Undecided);
        match resolution.answer() {
            Ok(CheckStatusAnswer::Done(payment)) => {
                assert_eq!(
                    payment.total_refunded_amount,
                    Some("10".parse().expect("an amount"))
                );
            }
            Ok(other) => panic!("{other:?}"),
            Err(refused) => assert_eq!(refused.code(), Some("31")),
        }
        assert_eq!(stub.arrived(LINE).len(), 1, "never sent twice");
    }
}
