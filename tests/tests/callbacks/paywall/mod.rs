//! Callbacks of Paywall.

mod hashes;
mod others;
mod parts;
mod payments;
mod truths;

use std::time::Instant;

use generated_client::paywall;
use generated_client::paywall::alternative_payments::{ApmNotificationExpected, ApmResultExpected};
use generated_client::paywall::payments::{
    GeneralNotificationExpected, PayWatchNotificationExpected, ThreeDResultExpected,
};
use generated_client::paywall::payouts::{PayoutMerchantCode, PayoutNotificationExpected};
use generated_client::paywall::recurring_payments::RecurringNotificationExpected;
use generated_client::paywall::types::{CurrencyId, MerchantUniqueCode, PaymentId};
use vezne_runtime::{Amount, Callback, ConfirmError, Confirmable, Fact, SignatureState};

use crate::provider::Provider;
use crate::sweep::{Size, Sweep, Tally, hint};

const ORDER: &str = "order-1";
const PAYOUT: &str = "payout-1";
/// The payment of a subscription that the merchant expects, because it is not booked yet.
const SUBSCRIPTION_PAYMENT: i64 = 9_474_444_881;
/// Keys that only these tests know.
const SECRETS: &[&str] = &[
    "three-d-secret-0123456789",
    "system-secret-0123456789",
    "apm-secret-0123456789",
    "payout-secret-0123456789",
    "public-key-of-the-test",
    "private-key-of-the-test",
];
/// The number of a card, in what Paywall repeats.
const CARD: &str = tests::CARD;

/// Places in the starts of every kind.
const GENUINE: usize = 0;
const ANOTHER: usize = 1;

fn client(provider: &Provider) -> paywall::Client {
    let credentials = paywall::Credentials::test()
        .public("public-key-of-the-test", "public-client")
        .private("private-key-of-the-test", "private-client")
        .three_d_callback("three-d-secret-0123456789")
        .system_webhook("system-secret-0123456789")
        .apm_webhook("apm-secret-0123456789")
        .payout_webhook("payout-secret-0123456789");
    paywall::Client::builder(credentials)
        .base_address(paywall::Api::Payment, &provider.address(""))
        .base_address(paywall::Api::PaymentPrivate, &provider.address(""))
        .build()
        .expect("a client")
}

fn text<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn amount() -> Amount {
    "100.50".parse().expect("an amount")
}

/// What the merchant expects of each kind, from its own records.
macro_rules! expected {
    ($($function:ident: $type:ident of $reference:expr;)*) => {$(
        fn $function() -> $type {
            $type {
                reference: $reference,
                amount: amount(),
                currency: CurrencyId::Try,
            }
        }
    )*};
}

expected! {
    three_d: ThreeDResultExpected of MerchantUniqueCode::new(ORDER);
    general: GeneralNotificationExpected of MerchantUniqueCode::new(ORDER);
    watch: PayWatchNotificationExpected of MerchantUniqueCode::new(ORDER);
    recurring: RecurringNotificationExpected of PaymentId::new(SUBSCRIPTION_PAYMENT);
    apm_result: ApmResultExpected of MerchantUniqueCode::new(ORDER);
    apm: ApmNotificationExpected of MerchantUniqueCode::new(ORDER);
    payout: PayoutNotificationExpected of PayoutMerchantCode::new(PAYOUT);
}

async fn sweep<C>(
    provider: &Provider,
    sweep: &Sweep<C>,
    expected: fn() -> C::Expected,
    is_expected: fn(&C::Status) -> bool,
) -> Tally
where
    C: Confirmable<Provider = paywall::Paywall>,
{
    let client = client(provider);
    let size = Size::get();
    sweep
        .confirm_all(
            &client,
            provider,
            size,
            truths::count(),
            expected,
            is_expected,
        )
        .await
}

#[tokio::test]
async fn no_callback_of_paywall_however_it_is_hurt_or_forged_confirms_what_is_not_paid() {
    let provider = Provider::start(truths::unpaid);
    let start = Instant::now();
    let tallies = [
        sweep(&provider, &payments::three_d_result(), three_d, |asked| {
            is_order(&asked.merchant_unique_code)
        })
        .await,
        sweep(
            &provider,
            &payments::general_notification(),
            general,
            |asked| is_order(&asked.merchant_unique_code),
        )
        .await,
        sweep(
            &provider,
            &payments::pay_watch_notification(),
            watch,
            |asked| is_order(&asked.merchant_unique_code),
        )
        .await,
        sweep(
            &provider,
            &others::recurring_notification(),
            recurring,
            |asked| asked.payment_id.get() == SUBSCRIPTION_PAYMENT,
        )
        .await,
        sweep(&provider, &others::apm_result(), apm_result, |asked| {
            is_order(&asked.merchant_unique_code)
        })
        .await,
        sweep(&provider, &others::apm_notification(), apm, |asked| {
            is_order(&asked.merchant_unique_code)
        })
        .await,
        sweep(&provider, &others::payout_notification(), payout, |asked| {
            asked.merchant_unique_code.as_str() == PAYOUT
        })
        .await,
        parts::split_notification().read_all(&client(&provider), Size::get()),
        parts::bulk_notification().read_all(&client(&provider), Size::get()),
    ];
    for tally in tallies {
        println!("{tally}");
    }
    println!("paywall: {:?}", start.elapsed());
}

fn is_order(code: &MerchantUniqueCode) -> bool {
    code.as_str() == ORDER
}

/// The genuine callback of a kind confirms what is made, and no fact is left open.
async fn assert_confirmed<C>(sweep: &Sweep<C>, expected: C::Expected)
where
    C: Confirmable<Provider = paywall::Paywall>,
{
    let provider = Provider::start(truths::paid);
    let confirmed = hint(sweep, GENUINE)
        .confirm(&client(&provider), expected)
        .await;
    let confirmed = confirmed.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(confirmed.unconfirmed(), []);
    assert_eq!(
        (provider.questions(), provider.never()),
        (1, Vec::new()),
        "{}",
        C::NAME
    );
}

#[tokio::test]
async fn a_payment_that_is_made_is_confirmed_with_reference_amount_and_currency() {
    assert_confirmed(&payments::three_d_result(), three_d()).await;
    assert_confirmed(&payments::general_notification(), general()).await;
    assert_confirmed(&payments::pay_watch_notification(), watch()).await;
    assert_confirmed(&others::recurring_notification(), recurring()).await;
    assert_confirmed(&others::apm_result(), apm_result()).await;
    assert_confirmed(&others::apm_notification(), apm()).await;
    assert_confirmed(&others::payout_notification(), payout()).await;
}

/// Every truth against a genuine callback, and a callback of another order against a provider that calls it made.
async fn assert_unconfirmed<C>(sweep: &Sweep<C>, expected: fn() -> C::Expected)
where
    C: Confirmable<Provider = paywall::Paywall>,
{
    let provider = Provider::start(truths::unpaid);
    let unpaid = client(&provider);
    for truth in 0..truths::count() {
        provider.set_truth(truth);
        let confirmed = hint(sweep, GENUINE).confirm(&unpaid, expected()).await;
        assert!(confirmed.is_err(), "{} under truth {truth}", C::NAME);
        assert_eq!(provider.questions(), truth + 1, "{}", C::NAME);
    }
    let provider = Provider::start(truths::paid);
    let error = hint(sweep, ANOTHER)
        .confirm(&client(&provider), expected())
        .await;
    let error = error.expect_err("another order");
    assert!(
        matches!(error, ConfirmError::Differs(Fact::Reference)),
        "{error}"
    );
    assert_eq!(
        (provider.questions(), provider.never()),
        (0, Vec::new()),
        "{}",
        C::NAME
    );
}

#[tokio::test]
async fn every_answer_that_does_not_say_made_as_expected_leaves_a_genuine_callback_unconfirmed() {
    assert_unconfirmed(&payments::three_d_result(), three_d).await;
    assert_unconfirmed(&payments::general_notification(), general).await;
    assert_unconfirmed(&payments::pay_watch_notification(), watch).await;
    assert_unconfirmed(&others::recurring_notification(), recurring).await;
    assert_unconfirmed(&others::apm_result(), apm_result).await;
    assert_unconfirmed(&others::apm_notification(), apm).await;
    assert_unconfirmed(&others::payout_notification(), payout).await;
}

/// Anybody can name last month's payment of a subscription; that one does not pay for this month.
#[tokio::test]
async fn another_payment_of_a_subscription_does_not_confirm_the_expected_one() {
    let provider = Provider::start(truths::paid);
    for start in [others::PAYMENT_OF_ANOTHER, others::WITHOUT_PAYMENT] {
        let hint = hint(&others::recurring_notification(), start);
        let error = client(&provider)
            .confirm_recurring_notification(&hint, recurring())
            .await;
        let error = error.expect_err("not the expected payment");
        assert!(
            matches!(error, ConfirmError::Differs(Fact::Reference)),
            "{error}"
        );
    }
    assert_eq!((provider.questions(), provider.never()), (0, Vec::new()));
}

/// What the signatures of the starts of a kind are, in order.
#[track_caller]
fn assert_signatures<C>(sweep: &Sweep<C>, states: &[SignatureState])
where
    C: Callback<Provider = paywall::Paywall>,
{
    let provider = Provider::start(truths::unpaid);
    let client = client(&provider);
    for (place, state) in states.iter().enumerate() {
        let hint = hint(sweep, place);
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
    // Genuine, of another order, unsigned; then the hash of another order, and one of another kind of callback.
    let states = [Matches, Matches, Missing, Mismatch, Mismatch];
    assert_signatures(&payments::three_d_result(), &states);
    assert_signatures(&payments::general_notification(), &states);
    assert_signatures(&payments::pay_watch_notification(), &states);
    assert_signatures(&others::apm_result(), &states);
    assert_signatures(&others::apm_notification(), &states);
    assert_signatures(&others::payout_notification(), &states);
    assert_signatures(&parts::split_notification(), &states[..4]);
    assert_signatures(&parts::bulk_notification(), &states[..4]);
    assert_signatures(&others::recurring_notification(), &states[..4]);
    // The state is not covered by the hash of a payment: a failed 3-D result may be called a success, and still match.
    assert_signatures(
        &payments::three_d_result(),
        &[
            Matches, Matches, Missing, Mismatch, Mismatch, Matches, Matches,
        ],
    );
}
