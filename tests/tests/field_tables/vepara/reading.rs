//! Every field of Vepara's answers, in each form that the documents let it have, as the client reads it.

use generated_client::vepara::installments::{ListCommissions, ListPosOptions};
use generated_client::vepara::payment_status::{
    CheckStatus, CheckStatusAnswer, PaymentRecord, TransactionStatus,
};
use generated_client::vepara::payments::{
    CardPayment, CompletePayment, CompletePaymentAnswer, MdStatus, Pay2d, Pay2dAnswer,
    PayWithSavedCard, PaymentStatus,
};
use generated_client::vepara::pre_authorisations::{
    CapturePreAuthorisation, CapturePreAuthorisationAnswer, VoidPreAuthorisation,
    VoidPreAuthorisationAnswer,
};
use generated_client::vepara::refunds::{Refund, RefundAnswer};
use generated_client::vepara::types::{PaymentMethod, TransactionType};
use vezne_runtime::{Amount, Answer, Operation, Outcome};

use super::answers::{COMMISSIONS, COMPLETION, CONFIRMATION, PAYMENT, POS, REFUND, STATUS};
use crate::answer::{Reading, assert_read, bodies};

const CODE: (&str, &str) = ("status_code", "it is what the class is read from");
const WORDS: (&str, &str) = (
    "status_description",
    "the words beside the code of a success",
);

/// Spellings of one value in the tables of payments.
const SPELLINGS: &[(&str, &str)] = &[
    ("true", "1"),
    ("Pre-Authorization", "PreAuth"),
    // The empty text for no error.
    ("", "null"),
];

fn read<O: Operation>(body: &str) -> Outcome<O> {
    let answer = Answer::new(200, Some("application/json".into()), body.into());
    O::read(&answer).unwrap_or_else(|error| panic!("{body} cannot be read: {error}"))
}

#[track_caller]
fn done<O: Operation + std::fmt::Debug>(body: &str) -> O::Output {
    match read::<O>(body) {
        Outcome::Done(output) => output,
        other => panic!("{body} is not done: {other:?}"),
    }
}

#[track_caller]
fn written(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}

fn text(amount: Option<Amount>) -> String {
    amount.expect("an amount").to_string()
}

#[test]
fn a_payments_answer_is_read_field_by_field() {
    for body in bodies(PAYMENT) {
        let blocked = body.contains("\"Pre");
        let payment = match done::<Pay2d>(&body) {
            Pay2dAnswer::Done(payment) if !blocked => payment,
            Pay2dAnswer::Accepted(payment) if blocked => payment,
            other => panic!("{body}: {other:?}"),
        };
        assert_payment(&payment, &body, blocked);
        if !blocked {
            assert_payment(&done::<PayWithSavedCard>(&body), &body, false);
        }
    }
}

fn assert_payment(payment: &CardPayment, body: &str, blocked: bool) {
    let reading = Reading {
        root: "data",
        left_out: &[
            CODE,
            WORDS,
            ("data.order_no", "`order_id` is the same"),
            ("data.hash_key", "the answer came from the provider itself"),
            ("data.vepara_status", "the twin of `payment_status`"),
            ("data.vepara_payment_method", "the twin of `payment_method`"),
        ],
        spellings: SPELLINGS,
    };
    assert_read(reading, body, &written(payment));
    let CardPayment {
        order_id,
        invoice_id,
        payment_status,
        transaction_type,
        payment_method,
        masked_card,
        auth_code,
        error_code,
        error,
        bank_error_code,
        bank_error_description,
        reason_code,
        reason_detail,
        host_reference,
        ..
    } = payment;
    assert_eq!(
        order_id.as_ref().map(|id| id.as_str()),
        Some("162000000000001")
    );
    assert_eq!(invoice_id.as_ref().map(|id| id.as_str()), Some("INV-0001"));
    assert_eq!(*payment_status, Some(PaymentStatus::Approved));
    let wanted = [TransactionType::Auth, TransactionType::PreAuth][usize::from(blocked)].clone();
    assert_eq!(*transaction_type, Some(wanted));
    assert_eq!(*payment_method, Some(PaymentMethod::Card));
    assert_eq!(masked_card.as_deref(), Some("450803****4509"));
    // As a text it keeps its zero.
    let auth_code = auth_code.as_deref().expect("a code");
    assert!(
        body.contains(&format!("\"auth_code\":{}", quoted(auth_code))),
        "{auth_code}"
    );
    let no_error = body.contains(r#""error_code":"""#);
    assert_eq!(error_code.as_deref(), (!no_error).then_some("100"));
    assert_eq!(error.as_deref(), Some("none"));
    assert_eq!(bank_error_code.as_deref(), Some("00"));
    assert_eq!(bank_error_description.as_deref(), Some("the bank's words"));
    assert_eq!(reason_code.as_deref(), Some("0000"));
    assert_eq!(reason_detail.as_deref(), Some("reason in detail"));
    assert_eq!(host_reference.as_deref(), Some("HOST-1"));
    assert_eq!(text(payment.merchant_commission), "2.25");
    assert_eq!(text(payment.user_commission), "0.75");
    assert_eq!(text(payment.merchant_commission_percentage), "1.5");
    assert_eq!(text(payment.merchant_commission_fixed), "0.35");
    assert_eq!(text(payment.amount), "100.50");
    assert_eq!(payment.installment, Some(1));
}

/// A text with a zero before it can only have come as a text.
fn quoted(code: &str) -> String {
    if code.starts_with('0') {
        format!("{code:?}")
    } else {
        code.to_owned()
    }
}

/// 4.9: `order_no` and `order_id` have the same value in samples, `vepara_payment_method` is a twin; one may come alone.
#[test]
fn what_has_two_names_is_read_under_either() {
    let body = r#"{"status_code":100,"data":{"order_no":"7","invoice_id":"INV-0001","transaction_type":"Auth",
        "payment_status":1,"vepara_payment_method":"3"}}"#;
    let Pay2dAnswer::Done(payment) = done::<Pay2d>(body) else {
        panic!("paid")
    };
    assert_eq!(payment.order_id.as_ref().map(|id| id.as_str()), Some("7"));
    assert_eq!(payment.payment_method, Some(PaymentMethod::Wallet));
    // 4.13: `ref_no`, sometimes `ref_number`.
    let RefundAnswer::Done(receipt) = done::<Refund>(r#"{"status_code":100,"ref_number":"9"}"#)
    else {
        panic!("refunded")
    };
    assert_eq!(receipt.reference_number.as_deref(), Some("9"));
}

#[test]
fn a_completions_answer_is_read_field_by_field() {
    let reading = Reading {
        root: "data",
        left_out: &[
            CODE,
            WORDS,
            ("data.order_no", "`order_id` is the same"),
            ("data.status_code", "the same as above it"),
            ("data.status_description", "the same as above it"),
            ("data.hash_key", "the answer came from the provider itself"),
        ],
        spellings: SPELLINGS,
    };
    for body in bodies(COMPLETION) {
        let CompletePaymentAnswer::Done(payment) = done::<CompletePayment>(&body) else {
            panic!("{body}")
        };
        assert_read(reading, &body, &written(&payment));
        assert_eq!(payment.payment_status, Some(PaymentStatus::Approved));
        assert_eq!(payment.status, Some(TransactionStatus::Completed));
    }
}

#[test]
fn the_answer_to_a_capture_or_a_void_is_read_field_by_field() {
    let reading = Reading {
        root: "",
        left_out: &[CODE, WORDS],
        spellings: &[],
    };
    for body in bodies(CONFIRMATION) {
        let CapturePreAuthorisationAnswer::Done(captured) = done::<CapturePreAuthorisation>(&body)
        else {
            panic!("{body}")
        };
        let VoidPreAuthorisationAnswer::Done(voided) = done::<VoidPreAuthorisation>(&body) else {
            panic!("{body}")
        };
        for answer in [captured, voided] {
            assert_read(reading, &body, &written(&answer));
            assert_eq!(
                answer.transaction_status,
                Some(TransactionStatus::Completed)
            );
            assert_eq!(
                answer.order_id.as_ref().map(|id| id.as_str()),
                Some("162000000000001")
            );
            assert_eq!(
                answer.invoice_id.as_ref().map(|id| id.as_str()),
                Some("INV-0001")
            );
        }
    }
}

/// 4.12: the page's own example, and the sibling's word for "not approved".
#[test]
fn the_page_of_confirm_payment_prints_a_refusal_under_200() {
    let body = r#"{"status_code":113,"status_description":"none","transaction_status":"Unknown","order_id":"",
        "invoice_id":"INV-0001"}"#;
    let Outcome::Refused(refused) = read::<CapturePreAuthorisation>(body) else {
        panic!("not refused")
    };
    assert_eq!(refused.code(), Some("113"));
    assert!(
        refused
            .detail()
            .is_some_and(|detail| detail.order_id.is_none())
    );
    let pending =
        r#"{"status_code":105,"status_description":"not approved","transaction_status":"Pending"}"#;
    let answer = done::<CapturePreAuthorisation>(pending);
    assert!(
        matches!(answer, CapturePreAuthorisationAnswer::Open(_)),
        "{answer:?}"
    );
}

#[test]
fn a_refunds_answer_is_read_field_by_field() {
    let reading = Reading {
        root: "",
        left_out: &[CODE, WORDS],
        spellings: &[],
    };
    for body in bodies(REFUND) {
        // "101 accepted, processed later (not an error)"
        let later = body.replace("100", "101");
        let receipts = match (done::<Refund>(&body), done::<Refund>(&later)) {
            (RefundAnswer::Done(now), RefundAnswer::Accepted(later)) => [now, later],
            other => panic!("{body}: {other:?}"),
        };
        for receipt in receipts {
            assert_read(reading, &body, &written(&receipt));
            assert_eq!(
                receipt.order_id.as_ref().map(|id| id.as_str()),
                Some("162000000000001")
            );
            assert_eq!(
                receipt.invoice_id.as_ref().map(|id| id.as_str()),
                Some("INV-0001")
            );
            assert_eq!(receipt.reference_number.as_deref(), Some("REF-1"));
        }
    }
}

#[test]
fn the_answer_to_a_question_for_a_status_is_read_field_by_field() {
    for body in bodies(STATUS) {
        let Outcome::Refused(refused) = read::<CheckStatus>(&body) else {
            panic!("a payment of which a part was given back passes as paid: {body}")
        };
        assert_record(refused.detail().expect("a record"), &body);

        let blocked = body.contains("\"Pre");
        for none in ["0", "0.00", "\"0\"", "null"] {
            let none = format!("\"total_refunded_amount\":{none}");
            let body = body.replace("\"total_refunded_amount\":10.25", &none);
            let record = match done::<CheckStatus>(&body) {
                CheckStatusAnswer::Done(record) if !blocked => record,
                CheckStatusAnswer::Accepted(record) if blocked => record,
                other => panic!("{body}: {other:?}"),
            };
            assert_eq!(text(record.transaction_amount), "100.50");
        }
    }
}

fn assert_record(record: &PaymentRecord, body: &str) {
    let reading = Reading {
        root: "",
        left_out: &[CODE, WORDS, ("cc_no", "a secret; read, and never written")],
        spellings: SPELLINGS,
    };
    assert_read(reading, body, &written(record));
    assert_eq!(
        record.card.as_ref().map(|card| card.expose()),
        Some("450803****4509")
    );
    assert_eq!(
        record.transaction_status,
        Some(TransactionStatus::Completed)
    );
    assert_eq!(
        record.order_id.as_ref().map(|id| id.as_str()),
        Some("162000000000001")
    );
    assert_eq!(
        record.invoice_id.as_ref().map(|id| id.as_str()),
        Some("1000001")
    );
    assert_eq!(record.md_status, Some(MdStatus::Verified));
    let amounts = [
        (record.total_refunded_amount, "10.25"),
        (record.transaction_amount, "100.50"),
        (record.product_price, "10"),
        (record.merchant_commission, "0.15"),
        (record.user_commission, "0.05"),
    ];
    for (amount, wanted) in amounts {
        assert_eq!(text(amount), wanted);
    }
    let plan = record
        .recurring_plan_code
        .as_ref()
        .map(|plan| plan.as_str());
    let texts = [
        (record.transaction_id.as_deref(), "4711"),
        (record.message.as_deref(), "a message"),
        (record.reason.as_deref(), "a reason"),
        (record.bank_status_code.as_deref(), "B00"),
        (
            record.bank_status_description.as_deref(),
            "the bank's status",
        ),
        (record.bank_error_code.as_deref(), "05"),
        (record.bank_error_description.as_deref(), "the bank's words"),
        (record.reason_code.as_deref(), "0001"),
        (record.reason_detail.as_deref(), "reason in detail"),
        (record.reference_number.as_deref(), "REF-2"),
        (record.settlement_date.as_deref(), "2026-12-01"),
        (record.card_type.as_deref(), "CREDIT CARD"),
        (record.recurring_id.as_deref(), "77"),
        (plan, "PLAN-1"),
        (record.recurring_status.as_deref(), "ACTIVE"),
        (record.next_action_date.as_deref(), "2026-12-24"),
    ];
    for (found, wanted) in texts {
        assert_eq!(found, Some(wanted));
    }
    assert_eq!(record.installment, Some(3));
}

#[test]
fn a_pos_option_is_read_field_by_field() {
    let reading = Reading {
        root: "data",
        left_out: &[
            CODE,
            WORDS,
            (
                "data[0].hash_key",
                "2.4: how it opens is unknown, and only a legacy call takes it",
            ),
        ],
        spellings: &[("FALSE", "false")],
    };
    for body in bodies(POS) {
        let options = done::<ListPosOptions>(&body);
        assert_read(reading, &body, &written(&options));
        let [option] = &options[..] else {
            panic!("{options:?}")
        };
        let numbers = [
            (Some(option.installment), 6),
            (option.currency_id, 1),
            (option.pos_id, 12),
            (option.campaign_id, 3),
            (option.allocation_id, 4),
            (option.maturity_period, 2),
            (option.payment_frequency, 1),
        ];
        for (found, wanted) in numbers {
            assert_eq!(found, Some(wanted));
        }
        assert_eq!(text(option.amount_to_be_paid), "104.17");
        assert_eq!(text(option.payable_amount), "104.166666666667");
        assert_eq!(option.is_commercial, Some(false));
        let texts = [
            (&option.currency, "TRY"),
            (&option.card_type, "CREDIT CARD"),
            (&option.card_program, "BONUS"),
            (&option.card_scheme, "mastercard"),
            (&option.title, "6"),
            (&option.card_bank, "A BANK"),
            (&option.bank_code, "46"),
            (&option.card_issuer_name, "AN ISSUER"),
        ];
        for (found, wanted) in texts {
            assert_eq!(found.as_deref(), Some(wanted));
        }
    }
}

/// 4.7: `title` is "absent in some siblings' rows".
#[test]
fn a_pos_option_without_a_title_is_read() {
    let fields: Vec<_> = POS
        .iter()
        .filter(|(name, _)| !name.ends_with("title"))
        .copied()
        .collect();
    for body in bodies(&fields) {
        assert_eq!(done::<ListPosOptions>(&body)[0].title, None);
    }
}

#[test]
fn a_commission_is_read_field_by_field() {
    for body in bodies(COMMISSIONS) {
        let commissions = done::<ListCommissions>(&body);
        let [commission] = &commissions[&3][..] else {
            panic!("{commissions:?}")
        };
        // `"x"`, "this card program is off for that count", and `"-"` are no amounts.
        let rate = [("1.5000", Some("1.5000")), ("\"-\"", None), ("\"x\"", None)];
        let rate = rate.into_iter().find(|(text, _)| body.contains(text));
        let wanted = rate.map_or(Some("0"), |(_, amount)| amount);
        let amounts = [
            commission.merchant_commission_percentage,
            commission.merchant_commission_fixed,
            commission.user_commission_percentage,
            commission.user_commission_fixed,
        ];
        for amount in amounts {
            assert_eq!(
                amount.map(|amount| amount.to_string()).as_deref(),
                wanted,
                "{body}"
            );
        }
        // What tells "off" from "no share".
        let word = rate.map_or("0", |(text, _)| text.trim_matches('"'));
        let texts = [
            (&commission.merchant_commission_percentage_text, word),
            (&commission.user_commission_percentage_text, word),
            (&commission.title, "A title"),
            (&commission.card_program, "BONUS"),
            (&commission.pos_card_program, "BONUS"),
            (&commission.card_type, "CREDIT CARD"),
            (&commission.issuer_name, "AN ISSUER"),
            (&commission.currency, "TRY"),
        ];
        for (found, wanted) in texts {
            assert_eq!(found.as_deref(), Some(wanted), "{body}");
        }
        assert_eq!(commission.pos_id, Some(12));
        assert_eq!(commission.installment, Some(3));
    }
}

/// As JSON each name stands there once, so that any reader finds the value.
#[test]
fn a_commission_is_written_again_as_it_came() {
    let reading = Reading {
        root: "data",
        left_out: &[CODE, WORDS],
        spellings: &[("x", "null"), ("-", "null")],
    };
    for body in bodies(COMMISSIONS) {
        assert_read(reading, &body, &written(&done::<ListCommissions>(&body)));
    }
}
