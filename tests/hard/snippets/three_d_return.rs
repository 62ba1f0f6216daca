//! The shopper's browser comes back. What it brings is a hint, signed or not; only the status is proof.

use generated_client::vepara::payments::CheckStatusAnswer;
use generated_client::vepara::three_d::{
    MdStatus, ThreeDReturn, ThreeDReturnExpected, TransactionType,
};
use vezne_runtime::{Fact, Secret, SignatureAlgorithm, SignatureState};

use crate::support::{APP_SECRET, Stub, TOKEN, opened, vepara};

const STATUS: &str = "POST /api/checkstatus";

/// A signature as Vepara makes it, over the five fields of a return.
fn signed(fields: [&str; 5]) -> String {
    let secret = Secret::from(APP_SECRET);
    vezne_runtime::signature::sign(SignatureAlgorithm::AesCbcBundle, &secret, &fields)
        .expect("a signature")
        .to_string()
}

/// One whose Base64 has a `+` in it.
fn signed_with_plus(fields: [&str; 5]) -> String {
    (0..1000)
        .map(|_| signed(fields))
        .find(|bundle| bundle.contains('+'))
        .expect("a plus within a thousand")
}

fn query(status: &str, bundle: &str) -> String {
    format!(
        "vepara_status={status}&order_no=7&invoice_id=order-1&status_description=a%20b&transaction_type=Pre-Authorization&md_status=1&payment_status={status}&hash_key={bundle}"
    )
}

fn expected() -> ThreeDReturnExpected {
    ThreeDReturnExpected {
        reference: "order-1".into(),
        amount: "210.5".parse().expect("an amount"),
    }
}

#[test]
fn a_raw_query_is_read_with_the_plus_of_its_signature() {
    let stub = Stub::start(&[]);
    let bundle = signed_with_plus(["1", "210.50", "order-1", "7", "TRY"]);
    assert_eq!(opened(&bundle)[1], "210.50");
    let hint = ThreeDReturn::from_query(&query("1", &bundle)).expect("a return");
    assert_eq!(hint.claims().invoice_id, "order-1");
    assert_eq!(
        hint.claims().order_id.as_deref(),
        Some("7"),
        "its other name is read too"
    );
    assert_eq!(hint.claims().status_description.as_deref(), Some("a b"));
    assert_eq!(
        hint.claims().transaction_type,
        Some(TransactionType::PreAuth)
    );
    assert_eq!(hint.claims().md_status, Some(MdStatus::Verified));
    assert_eq!(
        hint.signature(&vepara(&stub)).expect("a secret"),
        SignatureState::Matches
    );
}

#[test]
fn a_form_is_read_as_a_query_is() {
    let stub = Stub::start(&[]);
    let bundle = signed_with_plus(["1", "210.50", "order-1", "7", "TRY"]);
    let encoded = bundle
        .replace('+', "%2B")
        .replace('=', "%3D")
        .replace(':', "%3A");
    let hint = ThreeDReturn::from_form(query("1", &encoded).as_bytes()).expect("a return");
    assert_eq!(
        hint.signature(&vepara(&stub)).expect("a secret"),
        SignatureState::Matches
    );
}

#[test]
fn a_changed_field_a_request_bundle_and_a_missing_signature_are_told_apart_from_a_valid_one() {
    let stub = Stub::start(&[]);
    let client = vepara(&stub);
    let failed = signed(["0", "210.50", "order-1", "7", "TRY"]);
    let hint = ThreeDReturn::from_query(&query("1", &failed)).expect("a return");
    assert_eq!(
        hint.signature(&client).expect("a secret"),
        SignatureState::Mismatch,
        "it says paid, its signature failed"
    );

    let request = signed([
        "210.50",
        "1",
        "TRY",
        crate::support::MERCHANT_KEY,
        "order-1",
    ]);
    let hint = ThreeDReturn::from_query(&query("1", &request)).expect("a return");
    assert_eq!(
        hint.signature(&client).expect("a secret"),
        SignatureState::Mismatch,
        "a replayed request"
    );

    let hint = ThreeDReturn::from_query("vepara_status=1&order_no=7&invoice_id=order-1")
        .expect("a return");
    assert_eq!(
        hint.signature(&client).expect("a secret"),
        SignatureState::Missing
    );
}

#[tokio::test]
async fn a_return_is_confirmed_by_the_status_with_or_without_a_signature() {
    let paid = r#"{"status_code": 100, "transaction_status": "Completed", "invoice_id": "order-1", "transaction_amount": "210.50"}"#;
    for raw in [
        query("1", &signed(["1", "210.50", "order-1", "7", "TRY"])),
        "invoice_id=order-1".to_owned(),
    ] {
        let stub = Stub::start(&[TOKEN, (STATUS, paid)]);
        let client = vepara(&stub);
        let hint = ThreeDReturn::from_query(&raw).expect("a return");
        let confirmed = client
            .confirm_three_d_return(&hint, expected())
            .await
            .expect("a confirmed payment");
        assert!(
            matches!(confirmed.answer(), CheckStatusAnswer::Done(_)),
            "{:?}",
            confirmed.answer()
        );
        assert_eq!(
            confirmed.unconfirmed(),
            [Fact::Currency],
            "the status carries none"
        );
        assert_eq!(stub.one(STATUS).json()["invoice_id"], "order-1");
    }
}

/// Whatever the browser brings: nothing but a status of this invoice, of this amount, that is done, confirms.
#[tokio::test]
async fn nothing_else_ever_confirms() {
    let forged = query("1", &signed(["1", "210.50", "order-1", "7", "TRY"]));
    let hint = ThreeDReturn::from_query(&forged).expect("a return");
    for (why, status) in [
        (
            "another amount",
            r#"{"status_code": 100, "invoice_id": "order-1", "transaction_amount": 0.01}"#,
        ),
        (
            "no amount",
            r#"{"status_code": 100, "invoice_id": "order-1"}"#,
        ),
        (
            "another invoice",
            r#"{"status_code": 100, "invoice_id": "order-2", "transaction_amount": 210.50}"#,
        ),
        (
            "no invoice",
            r#"{"status_code": 100, "transaction_amount": 210.50}"#,
        ),
        (
            "pending",
            r#"{"status_code": 100, "transaction_status": "Pending", "invoice_id": "order-1", "transaction_amount": 210.50}"#,
        ),
        (
            "not processed",
            r#"{"status_code": 69, "invoice_id": "order-1", "transaction_amount": 210.50}"#,
        ),
        (
            "failed",
            r#"{"status_code": 41, "status_description": "failed"}"#,
        ),
        (
            "not found",
            r#"{"status_code": 31, "status_description": "not found"}"#,
        ),
        ("nonsense", "{\"cut"),
    ] {
        let stub = Stub::start(&[TOKEN, (STATUS, status)]);
        let confirmed = vepara(&stub)
            .confirm_three_d_return(&hint, expected())
            .await;
        assert!(confirmed.is_err(), "{why}");
        assert!(!stub.arrived(STATUS).is_empty(), "{why}: it was asked");
    }
}

/// The encryption has no integrity check: one bit of its vector turns a failed return into a paid one, and it still opens.
#[tokio::test]
async fn a_failed_return_that_was_turned_into_a_paid_one_looks_genuine_and_confirms_nothing() {
    let mut bundle = signed(["0", "210.50", "order-1", "7", "TRY"]).into_bytes();
    bundle[0] ^= b'0' ^ b'1';
    let bundle = String::from_utf8(bundle).expect("a bundle");
    assert_eq!(opened(&bundle)[0], "1");
    let failed = r#"{"status_code": 41, "status_description": "failed"}"#;
    let stub = Stub::start(&[TOKEN, (STATUS, failed)]);
    let client = vepara(&stub);
    let hint = ThreeDReturn::from_query(&query("1", &bundle)).expect("a return");
    assert_eq!(
        hint.signature(&client).expect("a secret"),
        SignatureState::Matches
    );
    assert!(
        client
            .confirm_three_d_return(&hint, expected())
            .await
            .is_err()
    );
}

/// A genuine return of a paid order, brought for another order.
#[tokio::test]
async fn a_return_of_another_order_does_not_confirm_this_one() {
    let paid = r#"{"status_code": 100, "invoice_id": "order-1", "transaction_amount": 210.50}"#;
    let stub = Stub::start(&[TOKEN, (STATUS, paid)]);
    let hint =
        ThreeDReturn::from_query(&query("1", &signed(["1", "210.50", "order-1", "7", "TRY"])))
            .expect("a return");
    let mut expected = expected();
    expected.reference = "order-2".into();
    assert!(
        vepara(&stub)
            .confirm_three_d_return(&hint, expected)
            .await
            .is_err()
    );
}

#[test]
fn what_decides_and_comes_twice_is_refused() {
    let good = query("0", &signed(["0", "210.50", "order-1", "7", "TRY"]));
    assert!(ThreeDReturn::from_query(&good).is_ok());
    for twice in [
        "invoice_id=order-2",
        "invoice_id=order-1",
        "vepara_status=1",
        "hash_key=x",
    ] {
        let error = ThreeDReturn::from_query(&format!("{good}&{twice}")).expect_err(twice);
        assert!(error.to_string().ends_with("stands there twice"), "{error}");
    }
    let harmless = format!("{good}&shop=1&shop=2");
    assert!(ThreeDReturn::from_query(&harmless).is_ok());
}
