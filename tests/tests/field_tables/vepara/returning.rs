//! Section 4.10, the parameters that the browser brings back, and their signature by 2.2 and 2.4.

use form_urlencoded::Serializer;
use generated_client::vepara::payments::{MdStatus, PaymentStatus, ThreeDReturn};
use generated_client::vepara::types::{PaymentMethod, TransactionType};
use vezne_runtime::SignatureState;

use super::answers::RETURN;
use super::client::offline;

/// The parameters with some replaced; an empty one is left out.
fn query(changes: &[(&str, &str)]) -> String {
    let mut query = Serializer::new(String::new());
    for (name, value) in RETURN {
        let change = changes.iter().find(|(changed, _)| changed == name);
        let value = change.map_or(*value, |(_, value)| *value);
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    query.finish()
}

fn state(query: &str) -> SignatureState {
    let hint = ThreeDReturn::from_query(query).expect("a return");
    hint.signature(&offline()).expect("a checked signature")
}

#[test]
fn every_parameter_of_a_return_is_read_from_a_query_and_from_a_form() {
    let query = query(&[]);
    let hints = [
        ThreeDReturn::from_query(&query).expect("a return"),
        ThreeDReturn::from_form(query.as_bytes()).expect("a return"),
    ];
    for hint in hints {
        let claims = hint.claims();
        assert_eq!(claims.payment_result, Some(PaymentStatus::Approved));
        assert_eq!(
            claims.order_id.as_ref().map(|id| id.as_str()),
            Some("162000000000001")
        );
        assert_eq!(claims.invoice_id.as_str(), "INV-0001");
        assert_eq!(claims.status_code.as_deref(), Some("100"));
        assert_eq!(claims.status_description.as_deref(), Some("Approved"));
        assert_eq!(claims.masked_card.as_deref(), Some("450803****4509"));
        assert_eq!(claims.transaction_type, Some(TransactionType::Auth));
        assert_eq!(claims.payment_status, Some(PaymentStatus::Approved));
        assert_eq!(claims.payment_method, Some(PaymentMethod::Card));
        assert_eq!(claims.error_code.as_deref(), Some("100"));
        assert_eq!(claims.error.as_deref(), Some("none"));
        assert_eq!(claims.auth_code.as_deref(), Some("012345"));
        assert_eq!(claims.md_status, Some(MdStatus::Verified));
        assert_eq!(claims.bank_error_code.as_deref(), Some("00"));
        assert_eq!(
            claims.bank_error_description.as_deref(),
            Some("the bank's words")
        );
        let sent = RETURN.iter().find(|(name, _)| *name == "hash_key");
        let signature = claims
            .signature
            .as_ref()
            .map(|signature| signature.expose());
        assert_eq!(signature, sent.map(|(_, value)| *value));
        assert_eq!(
            hint.signature(&offline()).ok(),
            Some(SignatureState::Matches)
        );
    }
}

/// "page text names `order_id`, its example URL uses `order_no`"; "docs text writes `MdStatus`"; `PreAuth` of the 3-D page.
#[test]
fn the_other_names_of_a_parameter_are_read_too() {
    let query = query(&[
        ("order_id", ""),
        ("payment_method", ""),
        ("md_status", ""),
        ("transaction_type", "PreAuth"),
    ]) + "&MdStatus=0";
    let hint = ThreeDReturn::from_query(&query).expect("a return");
    let claims = hint.claims();
    assert_eq!(
        claims.order_id.as_ref().map(|id| id.as_str()),
        Some("162000000000001")
    );
    assert_eq!(claims.payment_method, Some(PaymentMethod::Card));
    assert_eq!(claims.md_status, Some(MdStatus::NotVerified));
    assert_eq!(claims.transaction_type, Some(TransactionType::PreAuth));
    assert_eq!(
        state(&query),
        SignatureState::Matches,
        "under the other name of the order"
    );
}

#[test]
fn a_failed_return_opens_as_failed_even_where_a_plus_became_a_blank() {
    // V13 of 2.6: 0|100.50|INV-0001|162000000000001|TRY
    let v13 =
        "0123456789abcdef:6f70:4WIJM9GBhuM0d+XY+fyQx1Rr__DinRBZoVyPWeR8GoNXqtkLF1+GUeExZpdu__Qx03";
    let failed = [
        ("vepara_status", "0"),
        ("payment_status", "0"),
        ("md_status", "0"),
        ("hash_key", v13),
    ];
    let query = query(&failed);
    assert!(query.contains("%2B"));
    assert_eq!(state(&query), SignatureState::Matches);
    // 2.5: the `+` was not encoded. 2.2: a raw `/` instead of two underscores.
    assert_eq!(state(&query.replace("%2B", "+")), SignatureState::Matches);
    assert_eq!(
        state(&query.replace("Rr__Di", "Rr%2FDi")),
        SignatureState::Matches
    );
    let hint = ThreeDReturn::from_query(&query).expect("a return");
    assert_eq!(hint.claims().payment_result, Some(PaymentStatus::Failed));
    // The same signature beside a status that it does not cover.
    let lie = query.replace("vepara_status=0", "vepara_status=1");
    assert_eq!(state(&lie), SignatureState::Mismatch);
}

#[test]
fn a_return_with_the_signature_of_a_request_or_with_none_does_not_match() {
    // V1 of 2.6, the bundle of the payment itself (2.5: replayed as a paid return).
    let v1 = "0123456789abcdef:1a2b:UKa7U2JyWv6pXfWzx30SYhwqR6SR1yQQWetg4H0X6FKGZrewIqrvgnVUSoOrUaCY7qQZEHiT8htvcQjq8oOIBPIZ34M7kixZ+jmvtFYySf__WlnV6ztgek1fcTRvlvZT+";
    assert_eq!(state(&query(&[("hash_key", v1)])), SignatureState::Mismatch);
    assert_eq!(state(&query(&[("hash_key", "")])), SignatureState::Missing);
    assert_eq!(
        state(&query(&[("invoice_id", "INV-0002")])),
        SignatureState::Mismatch
    );
}
