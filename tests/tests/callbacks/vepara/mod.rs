//! Callbacks of Vepara.

mod kinds;
mod truths;

use std::time::Instant;

use generated_client::vepara;
use generated_client::vepara::hosted_page::{HostedPageReturn, HostedPageReturnExpected};
use generated_client::vepara::payments::{ThreeDReturn, ThreeDReturnExpected};
use generated_client::vepara::types::InvoiceId;
use generated_client::vepara::webhooks::{SaleWebhook, SaleWebhookExpected};
use tests::shown;
use vezne_runtime::{Callback, ConfirmError, Fact, Hint, SignatureState};

use crate::provider::Provider;
use crate::sent::Carrier;
use crate::sweep::{Size, Sweep, hint};

const INVOICE: &str = "INV-0001";
/// The secret and the key of vepara.md, 2.6.
const APP_SECRET: &str = "0123456789abcdef0123456789abcdef";
const MERCHANT_KEY: &str = "$2y$10$AbCdEfGhIjKlMnOpQrStU.vWxYz/0123456789ABCDEFGHIJKLMNO";
const SECRETS: &[&str] = &[MERCHANT_KEY, APP_SECRET, "app-id-of-the-test"];
/// Those that no callback carries.
const KEPT: &[&str] = &[APP_SECRET, "app-id-of-the-test"];

fn client(provider: &Provider) -> vepara::Client {
    let credentials = vepara::Credentials::test("app-id-of-the-test", APP_SECRET, MERCHANT_KEY);
    vepara::Client::builder(credentials)
        .base_address(vepara::Api::Payment, &provider.address("/ccpayment"))
        .build()
        .expect("a client")
}

fn expected_return() -> ThreeDReturnExpected {
    ThreeDReturnExpected {
        reference: InvoiceId::new(INVOICE),
        amount: "100.50".parse().expect("an amount"),
    }
}

fn expected_sale() -> SaleWebhookExpected {
    SaleWebhookExpected {
        reference: InvoiceId::new(INVOICE),
        amount: "100.50".parse().expect("an amount"),
    }
}

fn expected_page() -> HostedPageReturnExpected {
    HostedPageReturnExpected {
        reference: InvoiceId::new(INVOICE),
        amount: "100.50".parse().expect("an amount"),
    }
}

#[tokio::test]
async fn no_callback_of_vepara_however_it_is_hurt_or_forged_confirms_what_is_not_paid() {
    let provider = Provider::start(truths::unpaid);
    let client = client(&provider);
    let (size, truths, start) = (Size::get(), truths::not_as_expected().len(), Instant::now());
    for carrier in [Carrier::Query, Carrier::Form] {
        let sweep = kinds::three_d_return(carrier);
        let tally = sweep
            .confirm_all(
                &client,
                &provider,
                size,
                truths,
                expected_return,
                |question| question.invoice_id.as_str() == INVOICE,
            )
            .await;
        println!("{carrier:?} {tally}");
    }
    for carrier in [Carrier::Query, Carrier::Form] {
        let sweep = kinds::hosted_page_return(carrier);
        let tally = sweep
            .confirm_all(
                &client,
                &provider,
                size,
                truths,
                expected_page,
                |question| question.invoice_id.as_str() == INVOICE,
            )
            .await;
        println!("{carrier:?} {tally}");
    }
    let tally = kinds::sale_webhook()
        .confirm_all(
            &client,
            &provider,
            size,
            truths,
            expected_sale,
            |question| question.invoice_id.as_str() == INVOICE,
        )
        .await;
    println!("{tally}");
    println!("{}", kinds::recurring_webhook().read_all(&client, size));
    println!("{}", kinds::refund_webhook().read_all(&client, size));
    println!("{}", kinds::chargeback_webhook().read_all(&client, size));
    assert_eq!(provider.tokens(), 1);
    println!("vepara: {:?}", start.elapsed());
}

#[tokio::test]
async fn a_paid_order_is_confirmed_by_its_return_and_its_webhook_but_for_the_currency() {
    let provider = Provider::start(truths::paid);
    let client = client(&provider);
    for carrier in [Carrier::Query, Carrier::Form] {
        let hint = hint(&kinds::three_d_return(carrier), kinds::GENUINE);
        let confirmed = client
            .confirm_three_d_return(&hint, expected_return())
            .await;
        assert_eq!(
            confirmed.expect("confirmed").unconfirmed(),
            [Fact::Currency]
        );
    }
    for carrier in [Carrier::Query, Carrier::Form] {
        let hint = hint(&kinds::hosted_page_return(carrier), kinds::GENUINE);
        let confirmed = client
            .confirm_hosted_page_return(&hint, expected_page())
            .await;
        assert_eq!(
            confirmed.expect("confirmed").unconfirmed(),
            [Fact::Currency]
        );
    }
    let hint = hint(&kinds::sale_webhook(), kinds::GENUINE);
    let confirmed = client.confirm_sale_webhook(&hint, expected_sale()).await;
    assert_eq!(
        confirmed.expect("confirmed").unconfirmed(),
        [Fact::Currency]
    );
    assert_eq!((provider.questions(), provider.never()), (5, Vec::new()));
}

/// The flow that a hint is for: its claim is worth nothing, in either direction.
#[tokio::test]
async fn a_return_that_says_failed_confirms_an_order_that_the_provider_calls_paid() {
    let provider = Provider::start(truths::paid);
    let hint = hint(&kinds::three_d_return(Carrier::Query), kinds::FAILURE);
    let confirmed = client(&provider)
        .confirm_three_d_return(&hint, expected_return())
        .await;
    assert_eq!(
        confirmed.expect("confirmed").unconfirmed(),
        [Fact::Currency]
    );
}

#[tokio::test]
async fn every_answer_that_does_not_say_paid_as_expected_leaves_a_genuine_return_unconfirmed() {
    let provider = Provider::start(truths::unpaid);
    let client = client(&provider);
    let hint = hint(&kinds::three_d_return(Carrier::Query), kinds::GENUINE);
    for (truth, body) in truths::not_as_expected().iter().enumerate() {
        provider.set_truth(truth);
        let confirmed = client
            .confirm_three_d_return(&hint, expected_return())
            .await;
        assert!(confirmed.is_err(), "{body}");
        assert_eq!(provider.questions(), truth + 1, "{body}");
    }
}

#[tokio::test]
async fn a_flipped_bit_makes_a_failed_return_pass_as_signed_and_paid_and_still_confirms_nothing() {
    let provider = Provider::start(truths::unpaid);
    let client = client(&provider);
    let forged = hint(&kinds::three_d_return(Carrier::Query), kinds::FORGED);
    assert_eq!(
        forged.signature(&client).ok(),
        Some(SignatureState::Matches)
    );
    let error = client
        .confirm_three_d_return(&forged, expected_return())
        .await;
    let error = error.expect_err("the order is open");
    assert!(matches!(error, ConfirmError::NotDone(_)), "{error}");
    assert_eq!(provider.questions(), 1);
}

#[tokio::test]
async fn a_return_of_another_order_is_not_even_asked_about() {
    let provider = Provider::start(truths::paid);
    let client = client(&provider);
    let other = hint(&kinds::three_d_return(Carrier::Form), kinds::ANOTHER);
    assert_eq!(other.signature(&client).ok(), Some(SignatureState::Matches));
    let error = client
        .confirm_three_d_return(&other, expected_return())
        .await;
    let error = error.expect_err("another order");
    assert!(
        matches!(error, ConfirmError::Differs(Fact::Reference)),
        "{error}"
    );
    let text = shown(&error);
    assert!(
        SECRETS.iter().all(|secret| !text.contains(secret)),
        "{text}"
    );
    assert_eq!(
        (provider.questions(), provider.tokens(), provider.never()),
        (0, 0, Vec::new())
    );
}

/// What the signatures of all starts of a kind are, in order.
#[track_caller]
fn assert_signatures<C>(sweep: &Sweep<C>, states: &[SignatureState])
where
    C: Callback<Provider = vepara::Vepara>,
{
    let provider = Provider::start(truths::unpaid);
    let client = client(&provider);
    for (place, state) in states.iter().enumerate() {
        let hint: Hint<C> = hint(sweep, place);
        assert_eq!(
            hint.signature(&client).ok(),
            Some(*state),
            "{} {place}",
            C::NAME
        );
    }
}

#[test]
fn a_signature_matches_what_was_signed_and_nothing_else() {
    use SignatureState::{Matches, Mismatch, Missing};
    // Genuine, failed, forged, the request's bundle, of another order, unsigned; then bundles of something else.
    let states = [
        Matches, Matches, Matches, Mismatch, Matches, Missing, Mismatch,
    ];
    assert_eq!([kinds::REPLAYED, kinds::UNSIGNED], [3, 5]);
    assert_signatures::<ThreeDReturn>(&kinds::three_d_return(Carrier::Query), &states);
    assert_signatures::<ThreeDReturn>(&kinds::three_d_return(Carrier::Form), &states);
    assert_signatures::<HostedPageReturn>(&kinds::hosted_page_return(Carrier::Query), &states);
    assert_signatures::<SaleWebhook>(&kinds::sale_webhook(), &states);
    let states = [Matches, Matches, Matches, Missing, Mismatch];
    assert_signatures(&kinds::recurring_webhook(), &states);
    // The amount of a refund is compared as a number.
    let states = [Matches, Matches, Matches, Missing, Mismatch, Matches];
    assert_signatures(&kinds::refund_webhook(), &states);
    // The fields of this one's signature are not documented, so it says nothing.
    assert_signatures(&kinds::chargeback_webhook(), &[Missing, Missing, Missing]);
}
