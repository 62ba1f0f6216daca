//! Sections 4.5, 4.6, 4.15 and 4.16: stored cards, and paying with them.

use generated_client::vepara::cards::{DeleteCard, EditCard};
use generated_client::vepara::payments::{PayWithSavedCard, PayWithSavedCard3dForm};

use super::bundle::{V1, V6, fields};
use super::client::{
    Given, MERCHANT, ORDER, ORDER_OPTIONS, RETURNS, invoice, items, offline, sent, value,
    with_options,
};
use super::{DELETE_CARD, EDIT_CARD, PAY_BY_TOKEN, PAY_BY_TOKEN_3D_FORM};
use crate::{Checker, Request};

/// The token of V6.
const TOKEN: &str = "CARDTOKEN000000000000000000000000000000000000001";

const CARD: Given = &[("card_token", TOKEN), ("customer_number", "5070")];

const CUSTOMER: Given = &[
    ("customer_name", "AYŞE ÖRNEK"),
    ("customer_email", "ayse@example.com"),
    ("customer_phone", "05000000000"),
];

const FOREIGN: Given = &[("is_remote_card_token", "true")];

#[tokio::test]
async fn a_payment_with_a_stored_card_is_the_table_of_4_16() {
    let inputs = |described| PayWithSavedCard {
        invoice_id: invoice(),
        description: "Two books".into(),
        total: value("100.50"),
        currency: value("TRY"),
        installment: 1,
        items: items(described),
        card_token: TOKEN.into(),
        customer_number: "5070".into(),
        customer_name: "AYŞE ÖRNEK".into(),
        customer_email: value("ayse@example.com"),
        customer_phone: value("05000000000"),
    };
    let mut table = Checker::new(&PAY_BY_TOKEN);
    let request = sent(|client| client.pay_with_saved_card(inputs(false))).await;
    table.request("required", &request, &[ORDER, CARD, CUSTOMER].concat());
    assert_eq!(table.opened(&request), fields(V1), "the plaintext of V1");
    let request = sent(|client| {
        with_options!(client.pay_with_saved_card(inputs(true))).token_of_another_system(true)
    })
    .await;
    let given = [ORDER, ORDER_OPTIONS, CARD, CUSTOMER, FOREIGN];
    table.request("all", &request, &given.concat());
    table.finish(&[]);
}

#[test]
fn a_payment_with_a_stored_card_and_3d_is_the_table_of_4_15() {
    let inputs = |described| PayWithSavedCard3dForm {
        invoice_id: invoice(),
        description: "Two books".into(),
        total: value("100.50"),
        currency: value("TRY"),
        installment: 1,
        items: items(described),
        card_token: TOKEN.into(),
        customer_number: "5070".into(),
        customer_name: "AYŞE ÖRNEK".into(),
        customer_email: value("ayse@example.com"),
        customer_phone: value("05000000000"),
        return_url: value(RETURNS[0].1),
        cancel_url: value(RETURNS[1].1),
    };
    let client = offline();
    let mut table = Checker::new(&PAY_BY_TOKEN_3D_FORM);
    let form = client.pay_with_saved_card_3d_form(inputs(false)).build();
    let form = form.expect("a form");
    let request = Request::browser_form("post", form.action(), form.fields());
    let given = [ORDER, CARD, CUSTOMER, RETURNS];
    table.request("required", &request, &given.concat());
    assert_eq!(table.opened(&request), fields(V1), "the plaintext of V1");

    let form = with_options!(client.pay_with_saved_card_3d_form(inputs(true)))
        .token_of_another_system(true)
        .build()
        .expect("a form");
    let request = Request::browser_form("post", form.action(), form.fields());
    let given = [ORDER, ORDER_OPTIONS, CARD, CUSTOMER, RETURNS, FOREIGN];
    table.request("all", &request, &given.concat());
    table.finish(&[]);
}

#[tokio::test]
async fn an_edited_card_is_the_table_of_4_5() {
    let inputs = || EditCard {
        card_token: TOKEN.into(),
        customer_number: "5070".into(),
        expiry: value("3/2030"),
    };
    let expiry: Given = &[("expiry_month", "03"), ("expiry_year", "2030")];
    let holder: Given = &[("card_holder_name", "AYŞE ÖRNEK")];
    let mut table = Checker::new(&EDIT_CARD);
    let request = sent(|client| client.edit_card(inputs())).await;
    table.request("required", &request, &[MERCHANT, CARD, expiry].concat());
    assert_eq!(table.opened(&request), fields(V6), "the plaintext of V6");
    let request = sent(|client| client.edit_card(inputs()).card_holder_name("AYŞE ÖRNEK")).await;
    table.request("all", &request, &[MERCHANT, CARD, expiry, holder].concat());
    table.finish(&[]);
}

#[tokio::test]
async fn a_deleted_card_is_the_table_of_4_6() {
    let inputs = DeleteCard {
        card_token: TOKEN.into(),
        customer_number: "5070".into(),
    };
    let mut table = Checker::new(&DELETE_CARD);
    let request = sent(|client| client.delete_card(inputs)).await;
    table.request("all", &request, &[MERCHANT, CARD].concat());
    assert_eq!(table.opened(&request), fields(V6), "the plaintext of V6");
    table.finish(&[]);
}

/// 2.1, step 1: a `|` inside of a value "silently shifts the fields, so reject it".
#[test]
fn a_bar_in_a_signed_value_is_not_sent() {
    let inputs = |invoice: &str| PayWithSavedCard3dForm {
        invoice_id: generated_client::vepara::types::InvoiceId::new(invoice),
        description: "one | two".into(),
        total: value("100.50"),
        currency: value("TRY"),
        installment: 1,
        items: items(true),
        card_token: "one|two".into(),
        customer_number: "5070".into(),
        customer_name: "AYŞE | ÖRNEK".into(),
        customer_email: value("ayse@example.com"),
        customer_phone: value("05000000000"),
        return_url: value(RETURNS[0].1),
        cancel_url: value(RETURNS[1].1),
    };
    let build = |invoice| {
        offline()
            .pay_with_saved_card_3d_form(inputs(invoice))
            .build()
    };
    assert!(build("INV-1").is_ok(), "these values are not signed");
    let error = build("INV|1").expect_err("a bar").to_string();
    assert!(error.contains("invoice_id"), "{error}");
}
