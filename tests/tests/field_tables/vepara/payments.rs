//! Sections 4.9 and 4.10: paying with a card, with 3-D and without.

use generated_client::vepara::alternatives::AmountText;
use generated_client::vepara::payments::{
    CardProgram, CommissionPayer, OrderType, Pay2d, Pay3d, Pay3dForm, PayInsurance2d,
    PaymentCompletion, RecurringCycle, ReturnMethod,
};
use generated_client::vepara::types::TransactionType;

use super::bundle::{V1, fields};
use super::client::{
    Given, ORDER, ORDER_OPTIONS, RETURNS, invoice, items, offline, sent, sent_with, value,
    with_options,
};
use super::{CARD_PROGRAMS, PAY_2D, PAY_3D, PAY_3D_FORM};
use crate::{Checker, Request};

const CARD: Given = &[
    ("cc_holder_name", "AYŞE ÖRNEK"),
    ("cc_no", "4508034508034509"),
    ("expiry_month", "03"),
    ("expiry_year", "2030"),
    ("cvv", "000"),
    ("name", "AYŞE"),
    ("surname", "ÖRNEK"),
];

const CARD_OPTIONS: Given = &[
    ("transaction_type", "PreAuth"),
    ("is_comission_from_user", "1"),
];

const THREE_D_OPTIONS: Given = &[
    ("payment_completed_by", "merchant"),
    ("response_method", "POST"),
    ("maturity_period", "2"),
    ("payment_frequency", "1"),
];

/// What no payment sends, and why.
const LEFT_OUT: [(&str, &str); 3] = [
    (
        "commission_by",
        "4.9: the twin of `is_comission_from_user`, whose values are not told",
    ),
    (
        "currency_id",
        "4.9: an extra of brands, the currency stands in `currency_code`",
    ),
    ("app_lang", "4.9: an extra of brands"),
];

/// The same, and insurance, which 4.9 tells of and 4.10 takes over with "same fields".
const LEFT_OUT_3D: [(&str, &str); 5] = [
    LEFT_OUT[0],
    LEFT_OUT[1],
    LEFT_OUT[2],
    ("vpos_type", "4.9: insurance is offered without 3-D only"),
    (
        "identity_number",
        "4.9: insurance is offered without 3-D only",
    ),
];

fn pay_2d(total: &str, described: bool) -> Pay2d {
    Pay2d {
        invoice_id: invoice(),
        description: "Two books".into(),
        total: value(total),
        currency: value("TRY"),
        installment: 1,
        items: items(described),
        card_number: value("4508034508034509"),
        cvv: value("000"),
        card_holder_name: "AYŞE ÖRNEK".into(),
        expiry: value("3/2030"),
        first_name: "AYŞE".into(),
        last_name: "ÖRNEK".into(),
    }
}

fn insurance(described: bool) -> PayInsurance2d {
    PayInsurance2d {
        invoice_id: invoice(),
        description: "Two books".into(),
        total: value("100.50"),
        currency: value("TRY"),
        installment: 1,
        items: items(described),
        card_holder_name: "AYŞE ÖRNEK".into(),
        expiry: value("3/2030"),
        first_name: "AYŞE".into(),
        last_name: "ÖRNEK".into(),
        masked_card_number: "450803******4509".into(),
        identity_number: "11111111110".into(),
    }
}

const INSURANCE: Given = &[
    ("cc_holder_name", "AYŞE ÖRNEK"),
    ("cc_no", "450803******4509"),
    ("expiry_month", "03"),
    ("expiry_year", "2030"),
    ("name", "AYŞE"),
    ("surname", "ÖRNEK"),
    ("vpos_type", "insurance"),
    ("identity_number", "11111111110"),
];

#[tokio::test]
async fn a_payment_without_3d_is_the_table_of_4_9() {
    let mut table = Checker::new(&PAY_2D);
    let request = sent(|client| client.pay_2d(pay_2d("100.50", false))).await;
    table.request("required", &request, &[ORDER, CARD].concat());
    assert_eq!(table.opened(&request), fields(V1), "the plaintext of V1");

    let request = sent(|client| {
        let call = with_options!(client.pay_2d(pay_2d("100.50", true)));
        call.transaction_type(TransactionType::PreAuth)
            .commission_payer(CommissionPayer::Shopper)
            .return_url(value(RETURNS[0].1))
            .cancel_url(value(RETURNS[1].1))
    })
    .await;
    let given = [ORDER, ORDER_OPTIONS, CARD, CARD_OPTIONS, RETURNS];
    table.request("all", &request, &given.concat());

    let request = sent(|client| client.pay_insurance_2d(insurance(false))).await;
    table.request("insurance", &request, &[ORDER, INSURANCE].concat());
    let request = sent(|client| {
        let call = with_options!(client.pay_insurance_2d(insurance(true)));
        call.commission_payer(CommissionPayer::Shopper)
    })
    .await;
    let given = [ORDER, ORDER_OPTIONS, INSURANCE, &CARD_OPTIONS[1..]];
    table.request("insurance, all", &request, &given.concat());
    table.finish(&LEFT_OUT);
}

/// 2.3, "same decimal text in body and hash", in both styles that are in use.
#[tokio::test]
async fn an_amount_is_signed_as_it_is_sent_in_either_style() {
    let cases = [
        (AmountText::TwoPlaces, "210", "210.00"),
        (AmountText::TwoPlaces, "210.5", "210.50"),
        (AmountText::TwoPlaces, "0.01", "0.01"),
        (AmountText::Shortest, "210.00", "210"),
        (AmountText::Shortest, "210.50", "210.5"),
        (AmountText::Shortest, "100", "100"),
    ];
    let mut table = Checker::new(&PAY_2D);
    for (style, given, text) in cases {
        let call = pay_2d(given, false);
        let request = sent_with(
            |builder| builder.choose(style),
            |client| client.pay_2d(call),
        )
        .await;
        let mut wanted = [ORDER, CARD].concat();
        let total = wanted.iter_mut().find(|(name, _)| *name == "total");
        total.expect("a total").1 = text;
        table.request(given, &request, &wanted);
        assert_eq!(table.opened(&request)[0], text);
    }
    assert!(table.findings.is_empty(), "{:?}", table.findings);
}

#[tokio::test]
async fn a_payment_with_3d_from_a_server_is_the_table_of_4_10_as_json() {
    let inputs = |described| Pay3d {
        invoice_id: invoice(),
        description: "Two books".into(),
        total: value("100.50"),
        currency: value("TRY"),
        installment: 1,
        items: items(described),
        card_number: value("4508034508034509"),
        cvv: value("000"),
        card_holder_name: "AYŞE ÖRNEK".into(),
        expiry: value("3/2030"),
        first_name: "AYŞE".into(),
        last_name: "ÖRNEK".into(),
        return_url: value(RETURNS[0].1),
        cancel_url: value(RETURNS[1].1),
    };
    let mut table = Checker::new(&PAY_3D);
    let request = sent(|client| client.pay_3d(inputs(false))).await;
    table.request("required", &request, &[ORDER, CARD, RETURNS].concat());
    assert_eq!(table.opened(&request), fields(V1), "the plaintext of V1");
    let request = sent(|client| {
        let call = with_options!(client.pay_3d(inputs(true)));
        call.transaction_type(TransactionType::PreAuth)
            .commission_payer(CommissionPayer::Shopper)
            .payment_completion(PaymentCompletion::ByMerchant)
            .return_method(ReturnMethod::Post)
            .maturity_period(2)
            .payment_frequency(1)
    })
    .await;
    let given = [
        ORDER,
        ORDER_OPTIONS,
        CARD,
        CARD_OPTIONS,
        RETURNS,
        THREE_D_OPTIONS,
    ];
    table.request("all", &request, &given.concat());
    table.finish(&LEFT_OUT_3D);
}

#[test]
fn a_payment_with_3d_from_a_browser_is_the_table_of_4_10_as_a_form() {
    let inputs = |described| Pay3dForm {
        invoice_id: invoice(),
        description: "Two books".into(),
        total: value("100.50"),
        currency: value("TRY"),
        installment: 1,
        items: items(described),
        card_number: value("4508034508034509"),
        cvv: value("000"),
        card_holder_name: "AYŞE ÖRNEK".into(),
        expiry: value("3/2030"),
        first_name: "AYŞE".into(),
        last_name: "ÖRNEK".into(),
        return_url: value(RETURNS[0].1),
        cancel_url: value(RETURNS[1].1),
    };
    let client = offline();
    let mut table = Checker::new(&PAY_3D_FORM);
    let form = client.pay_3d_form(inputs(false)).build().expect("a form");
    let request = Request::browser_form("post", form.action(), form.fields());
    table.request("required", &request, &[ORDER, CARD, RETURNS].concat());
    assert_eq!(table.opened(&request), fields(V1), "the plaintext of V1");

    let form = with_options!(client.pay_3d_form(inputs(true)))
        .transaction_type(TransactionType::PreAuth)
        .commission_payer(CommissionPayer::Shopper)
        .payment_completion(PaymentCompletion::ByMerchant)
        .return_method(ReturnMethod::Post)
        .maturity_period(2)
        .payment_frequency(1)
        .build()
        .expect("a form");
    let request = Request::browser_form("post", form.action(), form.fields());
    let given = [
        ORDER,
        ORDER_OPTIONS,
        CARD,
        CARD_OPTIONS,
        RETURNS,
        THREE_D_OPTIONS,
    ];
    table.request("all", &request, &given.concat());
    table.finish(&LEFT_OUT_3D);
}

#[test]
fn the_codes_of_the_named_values_are_those_of_the_tables() {
    let programs = [
        CardProgram::World,
        CardProgram::Bonus,
        CardProgram::Maximum,
        CardProgram::BankkartCombo,
        CardProgram::Paraf,
        CardProgram::Axess,
        CardProgram::Advantage,
        CardProgram::CardFinans,
    ];
    // The last of the list is another name of the one before.
    let codes: Vec<&str> = programs.iter().map(CardProgram::code).collect();
    assert_eq!(codes, CARD_PROGRAMS[..CARD_PROGRAMS.len() - 1]);
    assert_eq!(CardProgram::from_code("QNB"), CardProgram::CardFinans);

    let types = [TransactionType::Auth, TransactionType::PreAuth];
    assert_eq!(
        types.each_ref().map(TransactionType::code),
        ["Auth", "PreAuth"]
    );
    // `"1"` shopper pays, `"2"` merchant pays (4.7).
    let payers = [CommissionPayer::Shopper, CommissionPayer::Merchant];
    assert_eq!(payers.each_ref().map(CommissionPayer::code), ["1", "2"]);
    assert_eq!(OrderType::Recurring.code(), "1");
    let cycles = [
        RecurringCycle::Day,
        RecurringCycle::Month,
        RecurringCycle::Year,
    ];
    assert_eq!(cycles.each_ref().map(RecurringCycle::code), ["D", "M", "Y"]);
    let completions = [PaymentCompletion::Automatic, PaymentCompletion::ByMerchant];
    assert_eq!(
        completions.each_ref().map(PaymentCompletion::code),
        ["app", "merchant"]
    );
    let methods = [ReturnMethod::Get, ReturnMethod::Post];
    assert_eq!(methods.each_ref().map(ReturnMethod::code), ["GET", "POST"]);
}
