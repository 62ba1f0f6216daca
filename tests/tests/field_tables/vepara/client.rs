//! A client of Vepara before a scripted server, and the values that the calls give.

use std::fmt::Debug;

use generated_client::vepara::payments::{PaymentItem, PaymentItemOptions};
use generated_client::vepara::types::InvoiceId;
use generated_client::vepara::{self, Vepara};
use sandbox::wire::{Wire, WireAnswer};
use vezne_runtime::{ClientBuilder, Environment, Test};

use super::{APP_ID, APP_SECRET, MERCHANT_KEY, TOKEN};
use crate::Request;

/// The values of a request by their places.
pub type Given = &'static [(&'static str, &'static str)];

pub const MERCHANT: Given = &[("merchant_key", MERCHANT_KEY)];
pub const INVOICE: Given = &[("invoice_id", "INV-0001")];

/// What a payment has to say of what is bought, whoever pays in whichever way.
pub const ORDER: Given = &[
    ("invoice_id", "INV-0001"),
    ("invoice_description", "Two books"),
    ("total", "100.50"),
    ("currency_code", "TRY"),
    ("installments_number", "1"),
    ("items[0].name", "Book"),
    ("items[0].price", "50.25"),
    ("items[0].quantity", "2"),
    ("merchant_key", MERCHANT_KEY),
];

/// The optional fields that every payment has.
pub const ORDER_OPTIONS: Given = &[
    ("items[0].description", "Kâğıt & ciltli: 1|2"),
    ("ip", "192.0.2.7"),
    ("card_program", "BONUS"),
    ("sale_web_hook_key", "sale-hook"),
    ("bill_address1", "Street 1"),
    ("bill_address2", "Floor 2"),
    ("bill_city", "İstanbul"),
    ("bill_postcode", "06000"),
    ("bill_state", "State"),
    ("bill_country", "TR"),
    ("bill_email", "ayse@example.com"),
    ("bill_phone", "05000000000"),
    ("order_type", "1"),
    ("recurring_payment_number", "12"),
    ("recurring_payment_cycle", "M"),
    ("recurring_payment_interval", "3"),
    ("recurring_web_hook_key", "recurring-hook"),
];

pub const RETURNS: Given = &[
    ("return_url", "https://shop.example/paid?order=1&x=%C3%B6"),
    ("cancel_url", "https://shop.example/not-paid"),
];

/// Sets the optional inputs of [`ORDER_OPTIONS`] on a call or a form.
macro_rules! with_options {
    ($call:expr) => {
        $call
            .client_ip("192.0.2.7".parse().expect("an address"))
            .card_program(::generated_client::vepara::payments::CardProgram::Bonus)
            .sale_webhook_key("sale-hook")
            .billing_address("Street 1")
            .billing_address2("Floor 2")
            .billing_city("İstanbul")
            .billing_postcode("06000")
            .billing_state("State")
            .billing_country("TR")
            .billing_email("ayse@example.com".parse().expect("an address"))
            .billing_phone("05000000000".parse().expect("a number"))
            .order_type(::generated_client::vepara::payments::OrderType::Recurring)
            .recurring_count(12)
            .recurring_cycle(::generated_client::vepara::payments::RecurringCycle::Month)
            .recurring_interval(3)
            .recurring_webhook_key("recurring-hook")
    };
}
pub(super) use with_options;

pub fn invoice() -> InvoiceId {
    InvoiceId::new("INV-0001")
}

/// The item of [`ORDER`], with the description of [`ORDER_OPTIONS`] or without.
pub fn items(described: bool) -> Vec<PaymentItem> {
    let options = PaymentItemOptions::default();
    vec![PaymentItem {
        name: "Book".into(),
        price: "50.25".parse().expect("an amount"),
        quantity: 2,
        options: if described {
            options.description("Kâğıt & ciltli: 1|2")
        } else {
            options
        },
    }]
}

/// A text of any kind that reads texts.
pub fn value<T: std::str::FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().expect("a good text")
}

/// A builder for a client with the credentials of section 2.6.
pub fn builder(address: &str) -> ClientBuilder<Vepara> {
    let credentials = vepara::Credentials::<Test>::test(APP_ID, APP_SECRET, MERCHANT_KEY);
    vepara::Client::builder(credentials).base_address(vepara::Api::Payment, address)
}

/// A client that forms are built with. Nothing listens there.
pub fn offline() -> vepara::Client {
    let client = builder("http://127.0.0.1:9/ccpayment").build();
    let client = client.expect("a client");
    assert_eq!(client.environment(), Environment::Test);
    client
}

/// What one call sends after the question for a token. It is answered with a refusal.
pub async fn sent<F, T, E>(call: impl FnOnce(vepara::Client) -> F) -> Request
where
    F: IntoFuture<Output = Result<T, E>>,
    T: Debug,
    E: Debug,
{
    sent_with(|builder| builder, call).await
}

/// The same, of a client with other choices.
pub async fn sent_with<F, T, E>(
    choose: impl FnOnce(ClientBuilder<Vepara>) -> ClientBuilder<Vepara>,
    call: impl FnOnce(vepara::Client) -> F,
) -> Request
where
    F: IntoFuture<Output = Result<T, E>>,
    T: Debug,
    E: Debug,
{
    let token = format!(
        r#"{{"status_code":100,"data":{{"token":"{TOKEN}","is_3d":1,"expires_at":"2099-01-01 00:00:00"}}}}"#
    );
    let refusal = r#"{"status_code":1,"status_description":"refused by the test"}"#;
    let wire = Wire::start(vec![
        WireAnswer::new(200, token),
        WireAnswer::new(200, refusal),
    ])
    .await;
    let builder = builder(&format!("{}/ccpayment", wire.address()));
    let client = choose(builder).build().expect("a client");
    let outcome = call(client).await;
    let received = wire.received();
    let [token, request] = &received[..] else {
        panic!("{} requests; {outcome:?}", received.len())
    };
    assert_eq!(token.path, "/ccpayment/api/token");
    assert!(token.header("authorization").is_none());
    // 1.5: "`application/json`, also `Accept: application/json`", of every call from a server.
    let accept = request.header("accept").unwrap_or_default();
    assert!(
        accept.contains("application/json"),
        "accepted is {accept:?}"
    );
    Request::received(request)
}

/// Section 1.1: hosts, and "the base URL must end at `/ccpayment`, not at `/ccpayment/api`".
#[test]
fn each_environment_has_its_documented_address() {
    use generated_client::vepara::payments::PayWithSavedCard3dForm;
    use vezne_runtime::Live;

    let action = |client: vepara::Client| {
        let form = client.pay_with_saved_card_3d_form(PayWithSavedCard3dForm {
            invoice_id: invoice(),
            description: "Two books".into(),
            total: value("100.50"),
            currency: value("TRY"),
            installment: 1,
            items: items(false),
            card_token: "token".into(),
            customer_number: "5070".into(),
            customer_name: "AYŞE ÖRNEK".into(),
            customer_email: value("ayse@example.com"),
            customer_phone: value("05000000000"),
            return_url: value(RETURNS[0].1),
            cancel_url: value(RETURNS[1].1),
        });
        form.build().expect("a form").action().to_owned()
    };
    let test = vepara::Credentials::<Test>::test(APP_ID, APP_SECRET, MERCHANT_KEY);
    let live = vepara::Credentials::<Live>::live(APP_ID, APP_SECRET, MERCHANT_KEY);
    let test = vepara::Client::builder(test).build().expect("a client");
    let live = vepara::Client::builder(live).build().expect("a client");
    let path = "ccpayment/api/payByCardToken";
    assert_eq!(action(test), format!("https://test.vepara.com.tr/{path}"));
    assert_eq!(action(live), format!("https://app.vepara.com.tr/{path}"));
}
