//! What Paywall says of the expected payment, of one of a subscription, of one by an alternative method, of a payout.

use serde_json::{Value, json};

use super::{ORDER, PAYOUT, SUBSCRIPTION_PAYMENT};
use crate::provider::{Answer, Asked};

/// Where a body is changed, and to what; null takes a field away.
type Changes = &'static [(&'static str, &'static str)];

/// No answer to any of the questions with one of these changes says that the payment is made as expected.
///
/// A record has all fields, so that one table does for all: those that one kind of record does not have are not read.
const NOT_AS_EXPECTED: &[Changes] = &[
    // Not made.
    &[("Result", "false"), ("ErrorCode", "-1")],
    &[("Result", "false"), ("ErrorCode", "0")],
    &[("ErrorCode", "55")],
    &[("StatusId", "1")],
    &[("StatusId", "2")],
    &[("StatusId", "5")],
    &[("StatusId", "5"), ("AnySuccessPayment", "false")],
    &[("StatusId", "7")],
    &[("StatusId", "12")],
    &[("StatusId", "13")],
    &[("StatusId", "99")],
    &[("StatusId", "null")],
    // Blocked, or given back.
    &[("StatusId", "6")],
    &[("TypeId", "2"), ("StatusId", "6")],
    &[("TypeId", "3"), ("StatusId", "6")],
    // Made, and not as expected.
    &[("Amount", "100.49")],
    &[("Amount", "100.5000000000001")],
    &[("Amount", "10050")],
    &[("Amount", "1.00")],
    &[("Amount", "0")],
    &[("Amount", "-100.50")],
    &[("Amount", "null")],
    &[("CurrencyId", "2")],
    &[("CurrencyId", "949")],
    &[("CurrencyId", "null")],
    &[("Reference", "\"order-2\"")],
    &[("Reference", "null")],
    &[("Reference", "\"order-2\""), ("Amount", "210.00")],
];

/// Such changes for a payment alone: blocked, cancelled, given back in whole or in part.
const NOT_STANDING: &[Changes] = &[
    &[("StatusId", "3")],
    &[("TypeId", "2")],
    &[("TypeId", "3")],
    &[("TypeId", "4")],
    &[("AnySuccessCancel", "true")],
    &[("AnySuccessRefund", "true")],
    &[("AnySuccessPartialRefund", "true")],
    &[("IsFullyRefunded", "true")],
];

pub fn count() -> usize {
    NOT_AS_EXPECTED.len() + NOT_STANDING.len()
}

/// A provider of which nothing that is expected is made.
pub fn unpaid(asked: &Asked, truth: usize) -> Answer {
    answer(asked, |question| match NOT_AS_EXPECTED.get(truth) {
        Some(changes) => question.made(changes),
        None if matches!(question, Question::Payment | Question::Numbered) => {
            let changes = NOT_STANDING.get(truth - NOT_AS_EXPECTED.len());
            question.made(changes.copied().unwrap_or_default())
        }
        None => question.made(&[("StatusId", "1")]),
    })
}

/// A provider of which everything is made.
pub fn paid(asked: &Asked, _: usize) -> Answer {
    answer(asked, |question| question.made(&[]))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Payment,
    /// The payment of a subscription, asked for by its number.
    Numbered,
    Alternative,
    Payout,
}

fn answer(asked: &Asked, status: impl FnOnce(Question) -> String) -> Answer {
    let header = |name: &str| asked.header(name).unwrap_or_default().to_owned();
    let (reference, payment) = (header("merchantuniquecode"), header("paymentid"));
    let question = match asked.line.as_str() {
        "GET /api/paywall/private/query" if reference == ORDER => Question::Payment,
        "GET /api/paywall/apm/query" if reference == ORDER => Question::Alternative,
        "GET /api/paywall/payout/query" if reference == PAYOUT => Question::Payout,
        "GET /api/paywall/private/query/by/paymentid"
            if payment == SUBSCRIPTION_PAYMENT.to_string() =>
        {
            Question::Numbered
        }
        line => return Answer::Never(format!("{line} of {reference}{payment}")),
    };
    Answer::Status(status(question))
}

impl Question {
    /// The answer that it is made, with changes.
    fn made(self, changes: &[(&str, &str)]) -> String {
        let value = |name: &str, otherwise: Value| {
            let change = changes.iter().find(|(changed, _)| *changed == name);
            change.map_or(otherwise, |(_, json)| {
                serde_json::from_str(json).unwrap_or_default()
            })
        };
        // As text, so that no digit is lost on the way.
        let amount = changes.iter().find(|(changed, _)| *changed == "Amount");
        let amount = amount.map_or("100.50", |(_, digits)| *digits);
        let amount = if amount == "null" {
            Value::Null
        } else {
            json!(amount)
        };
        let currency = value("CurrencyId", json!(1));
        let record = match self {
            Self::Payment | Self::Numbered => json!({"Paywall": {
                // Of a reference that is a text, another one is a number here.
                "PaymentId": match value("Reference", json!(SUBSCRIPTION_PAYMENT)) {
                    Value::String(_) => json!(9_474_444_999_i64),
                    number => number,
                },
                "MerchantUniqueCode": value("Reference", json!(ORDER)),
                "AnySuccessPayment": value("AnySuccessPayment", json!(true)),
                "AnySuccessRefund": value("AnySuccessRefund", json!(false)),
                "AnySuccessPartialRefund": value("AnySuccessPartialRefund", json!(false)),
                "AnySuccessCancel": value("AnySuccessCancel", json!(false)),
                "IsFullyRefunded": value("IsFullyRefunded", json!(false)),
                "StatusId": value("StatusId", json!(4)),
                "TypeId": value("TypeId", json!(1)),
                "CurrencyId": currency,
                "CardNumber": "40612971****7700",
                "PaymentAmount": amount,
                "ActivityAmount": "100.50",
                "OriginalAmount": "100.50",
            }}),
            Self::Alternative | Self::Payout => json!({
                "ApmTransactionId": 501,
                "PayoutTransactionId": 801,
                "CurrencyId": currency,
                "MerchantUniqueCode": value("Reference", json!(if self == Self::Payout { PAYOUT } else { ORDER })),
                "Amount": amount,
                "StatusId": value("StatusId", json!(if self == Self::Payout { 3 } else { 4 })),
                "TypeId": value("TypeId", json!(1)),
            }),
        };
        let code = value("ErrorCode", json!(0));
        json!({"ErrorCode": code, "Result": value("Result", json!(true)), "Message": "", "Body": record}).to_string()
    }
}
