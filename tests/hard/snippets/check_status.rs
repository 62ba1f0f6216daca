//! What came of a payment: done, open or refused, by code and status together.

use generated_client::vepara::alternatives::CheckStatusSignature;
use generated_client::vepara::payments::{
    CheckStatus, CheckStatusAnswer, CheckStatusError, TransactionStatus,
};
use vezne_runtime::Error;

use crate::support::{MERCHANT_KEY, Stub, TOKEN, opened, vepara, vepara_builder};

const LINE: &str = "POST /api/checkstatus";

async fn status(answer: &str) -> Result<CheckStatusAnswer, Error<CheckStatus>> {
    let stub = Stub::start(&[TOKEN, (LINE, answer)]);
    vepara(&stub)
        .check_status(CheckStatus {
            invoice_id: "order-1".into(),
        })
        .await
}

#[tokio::test]
async fn amounts_come_as_numbers_or_as_text() {
    let answer = status(
        r#"{"status_code": "100", "transaction_status": "completed", "transaction_amount": 210.50, "product_price": "210.50", "merchant_commission": "", "order_id": 7}"#,
    );
    let CheckStatusAnswer::Done(payment) = answer.await.expect("a status") else {
        panic!("it is paid")
    };
    assert_eq!(payment.transaction_amount, payment.product_price);
    assert_eq!(
        payment.transaction_status,
        Some(TransactionStatus::Completed)
    );
    assert_eq!(payment.merchant_commission, None);
    assert_eq!(payment.order_id.as_deref(), Some("7"));
}

#[tokio::test]
async fn a_code_that_means_paid_is_not_believed_against_the_status_beside_it() {
    let open = status(r#"{"status_code": 100, "transaction_status": "Pending"}"#)
        .await
        .expect("a status");
    assert!(matches!(open, CheckStatusAnswer::Open(_)), "{open:?}");
    let failed =
        status(r#"{"status_code": 100, "transaction_status": "Failed", "reason": "no money"}"#)
            .await;
    let Err(Error::Refused(refused)) = failed else {
        panic!("{failed:?} is a refusal")
    };
    assert_eq!(refused.reason(), &CheckStatusError::PaymentFailed);
    assert_eq!(refused.message(), "no money");
    assert!(
        refused.detail().is_some(),
        "what is known of the payment comes with it"
    );
}

#[tokio::test]
async fn not_processed_yet_is_open() {
    let open =
        status(r#"{"status_code": 69, "status_description": "Order not processed yet"}"#).await;
    assert!(matches!(open, Ok(CheckStatusAnswer::Open(_))), "{open:?}");
}

#[tokio::test]
async fn a_new_status_word_is_neither_paid_nor_refused() {
    for word in ["Settled", "Refunded", "Cancelled"] {
        let body = format!(r#"{{"status_code": 100, "transaction_status": "{word}"}}"#);
        let unknown = status(Box::leak(body.into_boxed_str())).await;
        assert!(matches!(unknown, Err(Error::Unreadable(_))), "{word}: {unknown:?}");
    }
}

#[tokio::test]
async fn it_is_signed_only_when_told_to() {
    let stub = Stub::start(&[TOKEN, (LINE, r#"{"status_code": 100}"#)]);
    let _ = vepara(&stub)
        .check_status(CheckStatus {
            invoice_id: "order-1".into(),
        })
        .await
        .expect("a status");
    assert!(stub.one(LINE).json().get("hash_key").is_none());

    let stub = Stub::start(&[TOKEN, (LINE, r#"{"status_code": 100}"#)]);
    let client = vepara_builder(&stub)
        .choose(CheckStatusSignature::Signed)
        .build()
        .expect("a client");
    let _ = client
        .check_status(CheckStatus {
            invoice_id: "order-1".into(),
        })
        .await
        .expect("a status");
    let body = stub.one(LINE).json();
    assert_eq!(
        opened(body["hash_key"].as_str().expect("a text")),
        ["order-1", MERCHANT_KEY]
    );
}
