//! The tables of Vepara's answers, and what the client reads from them.

use crate::answer::{Answers, Form};

use Form::{Json, Number, Text, TextOrNumber};

/// "string (numbers possible)", or number in one place and text in another.
const ORDER: Form = TextOrNumber("162000000000001");
/// 1.4: a number, but "siblings show it as string in places, so accept both".
const DONE: Form = TextOrNumber("100");

/// 4.9, `data` of a payment.
pub const PAYMENT: Answers<'static> = &[
    ("status_code", DONE),
    ("status_description", Text("Approved")),
    ("data.order_no", ORDER),
    ("data.order_id", ORDER),
    ("data.invoice_id", Text("INV-0001")),
    ("data.credit_card_no", Text("450803****4509")),
    (
        "data.transaction_type",
        Json(&[r#""Auth""#, r#""PreAuth""#, r#""Pre-Authorization""#]),
    ),
    ("data.payment_status", TextOrNumber("1")),
    ("data.payment_method", TextOrNumber("1")),
    ("data.error_code", Json(&["100", r#""""#, r#""100""#])),
    ("data.error", Text("none")),
    // As a text it may begin with a zero.
    ("data.auth_code", Json(&["123456", r#""012345""#])),
    ("data.merchant_commission", Number("2.25")),
    ("data.user_commission", Number("0.75")),
    ("data.merchant_commission_percentage", Number("1.5")),
    ("data.merchant_commission_fixed", Number("0.35")),
    // No type is told for these two.
    ("data.installment", TextOrNumber("1")),
    ("data.amount", TextOrNumber("100.50")),
    ("data.hash_key", Text("HASH")),
    ("data.original_bank_error_code", Text("00")),
    (
        "data.original_bank_error_description",
        Text("the bank's words"),
    ),
    ("data.payment_reason_code", Text("0000")),
    ("data.payment_reason_code_detail", Text("reason in detail")),
    ("data.host_reference_id", Text("HOST-1")),
    ("data.vepara_status", TextOrNumber("1")),
    ("data.vepara_payment_method", TextOrNumber("1")),
];

/// 4.11, `data` of a completion: "payment_status 1 or true", "ids number or string".
pub const COMPLETION: Answers<'static> = &[
    ("status_code", DONE),
    ("status_description", Text("Payment Successfully Completed")),
    ("data.order_no", ORDER),
    ("data.order_id", ORDER),
    ("data.invoice_id", Text("INV-0001")),
    ("data.status_code", DONE),
    (
        "data.status_description",
        Text("Payment Successfully Completed"),
    ),
    ("data.credit_card_no", Text("450803****4509")),
    ("data.transaction_type", Text("Auth")),
    ("data.payment_status", Json(&["1", "true", r#""1""#])),
    ("data.payment_method", TextOrNumber("1")),
    ("data.error_code", Json(&["100", r#""""#])),
    ("data.error", Text("none")),
    ("data.auth_code", Json(&["123456", r#""012345""#])),
    ("data.status", Text("Completed")),
    ("data.hash_key", Text("HASH")),
];

/// 4.12, flat.
pub const CONFIRMATION: Answers<'static> = &[
    ("status_code", DONE),
    ("status_description", Text("Approved")),
    ("transaction_status", Text("Completed")),
    ("order_id", ORDER),
    ("invoice_id", Text("INV-0001")),
];

/// 4.13, flat; no types are told.
pub const REFUND: Answers<'static> = &[
    ("status_code", DONE),
    ("status_description", Text("Refund successful")),
    ("order_no", ORDER),
    ("invoice_id", Text("INV-0001")),
    ("ref_no", Text("REF-1")),
];

/// 4.14, flat.
pub const STATUS: Answers<'static> = &[
    ("status_code", DONE),
    ("status_description", Text("Approved")),
    ("transaction_status", Text("Completed")),
    ("order_id", ORDER),
    ("transaction_id", TextOrNumber("4711")),
    ("invoice_id", TextOrNumber("1000001")),
    ("message", Text("a message")),
    ("reason", Text("a reason")),
    ("bank_status_code", Text("B00")),
    ("bank_status_description", Text("the bank's status")),
    ("total_refunded_amount", Number("10.25")),
    ("transaction_amount", Number("100.50")),
    ("product_price", Text("10")),
    ("ref_number", Text("REF-2")),
    (
        "transaction_type",
        Json(&[r#""Auth""#, r#""PreAuth""#, r#""Pre-Authorization""#]),
    ),
    ("original_bank_error_code", Text("05")),
    ("original_bank_error_description", Text("the bank's words")),
    ("payment_reason_code", Text("0001")),
    ("payment_reason_code_detail", Text("reason in detail")),
    ("merchant_commission", Text("0.15")),
    ("user_commission", Text("0.05")),
    ("settlement_date", Text("2026-12-01")),
    // Of siblings; no types are told.
    ("md_status", TextOrNumber("1")),
    ("cc_no", Text("450803****4509")),
    ("installment", TextOrNumber("3")),
    ("card_type", Text("CREDIT CARD")),
    ("recurring_id", TextOrNumber("77")),
    ("recurring_plan_code", Text("PLAN-1")),
    ("next_action_date", Text("2026-12-24")),
    ("recurring_status", Text("ACTIVE")),
];

/// 4.7, a row of `data`.
pub const POS: Answers<'static> = &[
    ("status_code", DONE),
    ("status_description", Text("Successfull")),
    ("data[0].pos_id", TextOrNumber("12")),
    ("data[0].campaign_id", Number("3")),
    ("data[0].allocation_id", Number("4")),
    ("data[0].installments_number", Number("6")),
    ("data[0].card_type", Text("CREDIT CARD")),
    ("data[0].card_program", Text("BONUS")),
    ("data[0].card_scheme", Text("mastercard")),
    // "may carry many decimals"
    ("data[0].payable_amount", Number("104.166666666667")),
    ("data[0].hash_key", Text("HASH")),
    ("data[0].amount_to_be_paid", Text("104.17")),
    ("data[0].currency_code", Text("TRY")),
    ("data[0].currency_id", Number("1")),
    ("data[0].title", TextOrNumber("6")),
    // Extras of siblings, "mixed".
    ("data[0].is_commercial", Text("FALSE")),
    ("data[0].card_bank", Text("A BANK")),
    ("data[0].bank_code", TextOrNumber("46")),
    ("data[0].maturity_period", TextOrNumber("2")),
    ("data[0].payment_frequency", TextOrNumber("1")),
    ("data[0].card_issuer_name", Text("AN ISSUER")),
];

/// 4.8, a row of `data`, which is keyed by the count.
pub const COMMISSIONS: Answers<'static> = &[
    ("status_code", DONE),
    ("status_description", Text("Successful")),
    ("data.3[0].title", Text("A title")),
    ("data.3[0].card_program", Text("BONUS")),
    ("data.3[0].getpos_card_program", Text("BONUS")),
    ("data.3[0].pos_id", TextOrNumber("12")),
    ("data.3[0].card_type", Text("CREDIT CARD")),
    ("data.3[0].issuer_name", Text("AN ISSUER")),
    ("data.3[0].merchant_commission_percentage", Json(RATES)),
    ("data.3[0].merchant_commission_fixed", Json(RATES)),
    ("data.3[0].user_commission_percentage", Json(RATES)),
    ("data.3[0].user_commission_fixed", Json(RATES)),
    ("data.3[0].currency_code", Text("TRY")),
    ("data.3[0].installment", Number("3")),
];

/// "string `"1.5000"`, number `0`, `"-"`, or `"x"`"
const RATES: &[&str] = &[r#""1.5000""#, "0", r#""-""#, r#""x""#];

/// 4.10, the parameters of a return, all text.
pub const RETURN: &[(&str, &str)] = &[
    ("vepara_status", "1"),
    ("order_no", "162000000000001"),
    ("order_id", "162000000000001"),
    ("invoice_id", "INV-0001"),
    ("status_code", "100"),
    ("status_description", "Approved"),
    ("credit_card_no", "450803****4509"),
    ("transaction_type", "Auth"),
    ("payment_status", "1"),
    ("payment_method", "1"),
    ("vepara_payment_method", "1"),
    ("error_code", "100"),
    ("error", "none"),
    ("auth_code", "012345"),
    // V12 of 2.6: 1|100.50|INV-0001|162000000000001|TRY
    (
        "hash_key",
        "0123456789abcdef:6f70:PrpaD1YEmiMA8nHIOpr0bjykJ8__7uxIOYGQen5__XWi9oyliJD5chN6FbPRa7f0RJ",
    ),
    ("md_status", "1"),
    ("original_bank_error_code", "00"),
    ("original_bank_error_description", "the bank's words"),
];
