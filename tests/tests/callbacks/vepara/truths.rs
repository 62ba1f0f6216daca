//! What Vepara says of the expected payment.

use serde_json::{Map, Value, json};

use super::INVOICE;
use crate::provider::{Answer, Asked};

/// Each answers the question about the expected payment, and none says that it is made as expected.
pub fn not_as_expected() -> Vec<String> {
    let failed = |code: i64, description: &str| {
        json!({"status_code": code, "status_description": description}).to_string()
    };
    vec![
        failed(69, "Payment is pending"),
        failed(41, "Payment failed"),
        failed(31, "Invoice not found"),
        failed(14, "Merchant not found"),
        failed(1, "Basic validation failed"),
        failed(101, "Unknown"),
        record(&[
            ("status_code", json!(41)),
            ("transaction_status", json!("Failed")),
        ]),
        record(&[
            ("status_code", json!(69)),
            ("transaction_status", json!("Pending")),
        ]),
        record(&[("transaction_status", json!("Pending"))]),
        record(&[("transaction_status", json!("Failed"))]),
        record(&[("transaction_status", json!("FAIL"))]),
        record(&[("transaction_status", json!("Reversed"))]),
        record(&[
            ("transaction_status", json!("Completed ")),
            ("transaction_type", json!("auth?")),
        ]),
        record(&[("transaction_type", json!("PreAuth"))]),
        record(&[("transaction_type", json!("Pre-Authorization"))]),
        record(&[
            ("transaction_type", json!("PreAuth")),
            ("transaction_status", Value::Null),
        ]),
        record(&[("transaction_type", Value::Null)]),
        record(&[("total_refunded_amount", json!(10))]),
        record(&[("total_refunded_amount", json!("100.50"))]),
        record(&[("transaction_amount", json!("100.49"))]),
        record(&[("transaction_amount", json!("100.5000000000001"))]),
        record(&[("transaction_amount", json!("10050"))]),
        record(&[("transaction_amount", json!("1.00"))]),
        record(&[("transaction_amount", json!(0))]),
        record(&[("transaction_amount", json!("-100.50"))]),
        record(&[("transaction_amount", Value::Null)]),
        record(&[("invoice_id", json!("INV-0002"))]),
        record(&[("invoice_id", json!("inv-0001"))]),
        record(&[("invoice_id", json!("INV-0001 "))]),
        record(&[("invoice_id", Value::Null)]),
        record(&[
            ("invoice_id", json!("INV-0002")),
            ("transaction_amount", json!("210.00")),
        ]),
    ]
}

/// The status of a payment that is made, with changes; null takes a field away.
fn record(changes: &[(&str, Value)]) -> String {
    let mut record = Map::new();
    let made = json!({
        "status_code": 100,
        "status_description": "Payment has been completed successfully",
        "transaction_status": "Completed",
        "order_id": "162000000000001",
        "transaction_id": "7",
        "invoice_id": INVOICE,
        "total_refunded_amount": 0,
        "product_price": "100.50",
        "transaction_amount": 100.5,
        "transaction_type": "Auth",
    });
    record.extend(made.as_object().cloned().unwrap_or_default());
    for (name, value) in changes {
        record.insert((*name).to_owned(), value.clone());
    }
    record.retain(|_, value| !value.is_null());
    Value::Object(record).to_string()
}

/// A provider of which the expected payment is not made.
pub fn unpaid(asked: &Asked, truth: usize) -> Answer {
    answer(asked, || not_as_expected().swap_remove(truth))
}

/// A provider of which it is.
pub fn paid(asked: &Asked, _: usize) -> Answer {
    answer(asked, || record(&[]))
}

fn answer(asked: &Asked, status: impl FnOnce() -> String) -> Answer {
    let body: Value = serde_json::from_str(&asked.body).unwrap_or_default();
    match asked.line.as_str() {
        "POST /ccpayment/api/token" => Answer::Token(
            json!({"status_code": 100, "data": {"token": "t-1", "is_3d": 1}}).to_string(),
        ),
        "POST /ccpayment/api/checkstatus" if body.get("invoice_id") == Some(&json!(INVOICE)) => {
            Answer::Status(status())
        }
        line => Answer::Never(format!(
            "{line} of {}",
            body.get("invoice_id").unwrap_or(&Value::Null)
        )),
    }
}
