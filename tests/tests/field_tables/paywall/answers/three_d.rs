//! The result of 3-D, as a browser brings it: section 5.1.

use generated_client::paywall::payments::{ThreeDResult, ThreeDStatus};
use generated_client::paywall::types::PaymentUniqueCode;
use vezne_runtime::{Base64Text, Secret};

use super::texts::FORM_3D;
use super::{digits, exactly};

/// A form body of these fields.
pub fn form(fields: &[(&str, &str)]) -> Vec<u8> {
    let encoded = |text: &str| {
        let mut out = String::new();
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                out.push(char::from(byte));
            } else {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
        out
    };
    let pairs: Vec<_> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    pairs.join("&").into_bytes()
}

fn read(fields: &[(&str, &str)]) -> ThreeDResult {
    let hint = ThreeDResult::from_form(&form(fields)).expect("a result");
    hint.claims().clone()
}

fn with(name: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut fields = FORM_3D.to_vec();
    fields.retain(|(given, _)| *given != name);
    fields.push((name, value));
    fields
}

#[test]
fn every_field_of_the_form_is_read_and_the_codes_are_not_mixed_up() {
    let mut fields = FORM_3D.to_vec();
    fields.extend([
        ("hash", "00ff"),
        ("hashFormat", "Payment"),
        ("hashKeyType", "1"),
    ]);
    let result = read(&fields);
    assert_eq!(result.status, ThreeDStatus::Unsuccessful);
    // `uniqueCode` is the merchant's, `paymentCode` is Paywall's.
    assert_eq!(result.merchant_unique_code.as_str(), "order-1");
    assert_eq!(
        result.payment_code.as_ref().map(PaymentUniqueCode::as_str),
        Some("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    );
    assert_eq!(result.date.as_deref(), Some("2025-06-04T18:42:27.5447456"));
    assert_eq!((result.error_code, result.installment), (Some(1), Some(3)));
    assert_eq!(result.payment_id.map(|id| id.get()), Some(9474444843));
    assert_eq!(digits([&result.amount]), exactly(["1500.30"]));
    let texts = [
        &result.error_message,
        &result.provider_error_code,
        &result.provider_error_message,
        &result.bank_error_code,
        &result.bank_error_message,
    ];
    assert_eq!(
        texts.map(|text| text.as_ref().map(Base64Text::as_str)),
        [
            "Limit yetersiz ğ",
            "10051",
            "provider's words",
            "51",
            "bank's words"
        ]
        .map(Some)
    );
    assert_eq!(result.card_saved.as_deref(), Some("True"));
    assert_eq!(
        result.card_unique_code.as_ref().map(|code| code.expose()),
        Some("qT5+8/Zc0000000000000000000000000000000000000000000000==")
    );
    assert_eq!(
        (result.tracking_code.as_deref(), result.gateway_id),
        (Some("track-2"), Some(58))
    );
    assert_eq!(result.gateway_name.as_deref(), Some("the gateway"));
    assert_eq!(
        result.gateway_provider_name.as_deref(),
        Some("the provider")
    );
    assert_eq!(result.signature.as_ref().map(Secret::expose), Some("00ff"));
    assert_eq!(result.hash_format.as_deref(), Some("Payment"));
    assert_eq!(result.hash_key_type.as_deref(), Some("1"));
}

#[test]
fn a_form_without_what_only_the_form_or_only_the_table_has_is_read() {
    let result = read(FORM_3D);
    assert!(result.signature.is_none() && result.hash_format.is_none());
    let mut fields = with("status", "Success");
    fields.retain(|(name, _)| {
        !matches!(
            *name,
            "trackingCode"
                | "paymentGatewayId"
                | "paymentGatewayName"
                | "paymentGatewayProviderName"
        )
    });
    let result = read(&fields);
    assert_eq!(result.status, ThreeDStatus::Success);
    assert_eq!((result.tracking_code, result.gateway_id), (None, None));
}

/// The sample form has two inputs of that name; the second holds the provider's message.
#[test]
fn a_form_with_two_error_messages_is_read() {
    let mut fields = FORM_3D.to_vec();
    fields.push(("errorMessage", "provider's words"));
    let result = read(&fields);
    assert_eq!(
        result.error_message.as_ref().map(Base64Text::as_str),
        Some("Limit yetersiz ğ")
    );
}

#[test]
fn a_form_with_two_merchant_codes_is_not_read() {
    let mut fields = FORM_3D.to_vec();
    fields.push(("uniqueCode", "order-2"));
    assert!(ThreeDResult::from_form(&form(&fields)).is_err());
}
