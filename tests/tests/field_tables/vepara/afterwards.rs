//! Sections 4.7, 4.8 and 4.11 to 4.14: prices before a payment, and what is done with one afterwards.

use generated_client::vepara::alternatives::{CheckStatusSignature, FullRefundText};
use generated_client::vepara::installments::{CommissionBearer, ListCommissions, ListPosOptions};
use generated_client::vepara::payment_status::CheckStatus;
use generated_client::vepara::payments::{CancelPendingPayment, CommissionPayer, CompletePayment};
use generated_client::vepara::pre_authorisations::{CapturePreAuthorisation, VoidPreAuthorisation};
use generated_client::vepara::refunds::{Refund, RefundTransactionId};
use generated_client::vepara::types::OrderId;
use vezne_runtime::Portion;

use super::bundle::{V7, V8, V9, V10, V11, fields};
use super::client::{Given, INVOICE, MERCHANT, invoice, sent, sent_with, value};
use super::{APP_ID, APP_SECRET, CHECK_STATUS, COMMISSIONS, COMPLETE, CONFIRM, GET_POS, REFUND};
use crate::Checker;

#[tokio::test]
async fn a_completion_and_its_opposite_are_the_table_of_4_11() {
    let order: Given = &[("order_id", "162000000000001")];
    let mut table = Checker::new(&COMPLETE);
    let request = sent(|client| {
        client.complete_payment(CompletePayment {
            invoice_id: invoice(),
            order_id: OrderId::new("162000000000001"),
        })
    })
    .await;
    let status: Given = &[("status", "complete")];
    table.request(
        "complete",
        &request,
        &[MERCHANT, INVOICE, order, status].concat(),
    );
    assert_eq!(table.opened(&request), fields(V11), "the plaintext of V11");

    let request = sent(|client| {
        client.cancel_pending_payment(CancelPendingPayment {
            invoice_id: invoice(),
            order_id: OrderId::new("162000000000001"),
        })
    })
    .await;
    let status: Given = &[("status", "cancel")];
    table.request(
        "cancel",
        &request,
        &[MERCHANT, INVOICE, order, status].concat(),
    );
    table.finish(&[("app_lang", "4.11: of a sibling, and not in the table")]);
}

#[tokio::test]
async fn a_capture_and_a_void_are_the_table_of_4_12() {
    let mut table = Checker::new(&CONFIRM);
    for (amount, total) in [("full", None), ("50.25", Some("50.25"))] {
        let request = sent(|client| {
            client.capture_pre_authorisation(CapturePreAuthorisation {
                invoice_id: invoice(),
                amount: value(amount),
            })
        })
        .await;
        // "missing or 0 = whole amount"
        let total = total.map(|total| ("total", total));
        let mut given = [MERCHANT, INVOICE, &[("status", "1")]].concat();
        given.extend(total);
        table.request(amount, &request, &given);
        assert_eq!(table.opened(&request), fields(V10), "the plaintext of V10");
    }
    let request = sent(|client| {
        client.void_pre_authorisation(VoidPreAuthorisation {
            invoice_id: invoice(),
        })
    })
    .await;
    let given = [MERCHANT, INVOICE, &[("status", "2")]].concat();
    table.request("void", &request, &given);
    table.finish(&[]);
}

#[tokio::test]
async fn a_refund_is_the_table_of_4_13() {
    let credentials: Given = &[("app_id", APP_ID), ("app_secret", APP_SECRET)];
    let given = |amount: &'static str| {
        let amount = [("amount", amount)];
        [MERCHANT, INVOICE, credentials, &amount].concat()
    };
    let inputs = |amount: Portion| Refund {
        invoice_id: invoice(),
        amount,
    };
    let mut table = Checker::new(&REFUND);
    let request = sent(|client| client.refund(inputs(value("10.00")))).await;
    table.request("a part", &request, &given("10.00"));
    assert_eq!(table.opened(&request), fields(V7), "the plaintext of V7");

    let request = sent(|client| client.refund(inputs(Portion::Full))).await;
    table.request("all of it", &request, &given("0"));
    let request = sent_with(
        |builder| builder.choose(FullRefundText::Empty),
        |client| client.refund(inputs(Portion::Full)),
    )
    .await;
    table.request("all of it, empty", &request, &given(""));
    assert_eq!(table.opened(&request), fields(V8), "the plaintext of V8");

    let request = sent(|client| {
        client
            .refund(inputs(value("10.00")))
            .refund_transaction_id(RefundTransactionId::new("refund-1"))
            .refund_webhook_key("refund-hook")
    })
    .await;
    let mut all = given("10.00");
    all.extend([
        ("refund_transaction_id", "refund-1"),
        ("refund_webhook_key", "refund-hook"),
    ]);
    table.request("all", &request, &all);
    table.finish(&[]);
}

#[tokio::test]
async fn a_question_for_a_status_is_the_table_of_4_14() {
    let inputs = || CheckStatus {
        invoice_id: invoice(),
    };
    let mut table = Checker::new(&CHECK_STATUS);
    let request = sent(|client| client.check_status(inputs())).await;
    table.request("required", &request, &[MERCHANT, INVOICE].concat());
    let request = sent_with(
        |builder| builder.choose(CheckStatusSignature::Signed),
        |client| client.check_status(inputs()).include_pending_status(true),
    )
    .await;
    let pending: Given = &[("include_pending_status", "true")];
    table.request("all", &request, &[MERCHANT, INVOICE, pending].concat());
    assert_eq!(table.opened(&request), fields(V9), "the plaintext of V9");
    table.finish(&[(
        "show_refund_info",
        "4.14: of siblings; what it adds, `refund_info`, has no shape in the documents",
    )]);
}

#[tokio::test]
async fn a_question_for_pos_options_is_the_table_of_4_7() {
    let inputs = || ListPosOptions {
        card_digits: "450803".into(),
        amount: value("100.50"),
        currency: value("USD"),
    };
    let required: Given = &[
        ("credit_card", "450803"),
        ("amount", "100.50"),
        ("currency_code", "USD"),
    ];
    let mut table = Checker::new(&GET_POS);
    let request = sent(|client| client.list_pos_options(inputs())).await;
    table.request("required", &request, &[MERCHANT, required].concat());

    let request = sent(|client| {
        client
            .list_pos_options(inputs())
            .is_2d(true)
            .is_recurring(true)
            .commission_bearer(CommissionBearer::User)
            .commission_payer(CommissionPayer::Shopper)
            .single_payment_allowed(false)
    })
    .await;
    let options: Given = &[
        ("is_2d", "true"),
        ("is_recurring", "1"),
        ("commission_by", "user"),
        ("is_comission_from_user", "1"),
        ("is_single_payment_allowed", "0"),
    ];
    table.request("all", &request, &[MERCHANT, required, options].concat());
    table.finish(&[(
        "commission_for_installment",
        "4.7: of siblings; no value of it is told",
    )]);
}

#[tokio::test]
async fn a_question_for_commissions_is_the_table_of_4_8() {
    let inputs = || ListCommissions {
        currency: value("TRY"),
    };
    let required: Given = &[("currency_code", "TRY")];
    let mut table = Checker::new(&COMMISSIONS);
    let request = sent(|client| client.list_commissions(inputs())).await;
    table.request("required", &request, required);
    for (bearer, text) in [
        (CommissionBearer::Merchant, "merchant"),
        (CommissionBearer::User, "user"),
    ] {
        let request =
            sent(|client| client.list_commissions(inputs()).commission_bearer(bearer)).await;
        table.request(
            text,
            &request,
            &[required, &[("commission_by", text)]].concat(),
        );
    }
    table.finish(&[]);
}
