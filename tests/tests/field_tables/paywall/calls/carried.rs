//! Codes that go out in a JSON body and have to come back in a header (section 1.4): how letters outside of ASCII are
//! encoded there is unknown, so the client writes none. What a later question could not carry must not be sent before.
//!
//! The spec keeps to that for `MerchantUniqueCode`.

use std::fmt::Debug;

use generated_client::paywall;
use generated_client::paywall::bulk_payments::{BulkMerchantCode, StartBulkPayment};
use generated_client::paywall::cards::StoreCard;
use generated_client::paywall::insurance_cards::StoreInsuranceCard;
use generated_client::paywall::payments::{PaymentCard, StartDirect};
use generated_client::paywall::payouts::{PayoutMerchantCode, SendPayoutToIban};
use generated_client::paywall::recurring_payments::{
    CreateSubscription, RecurringPeriod, SubscriptionCustomer, SubscriptionCustomerPoolId,
    SubscriptionMerchantCode, SubscriptionType,
};
use generated_client::paywall::types::{CardUniqueCode, CurrencyId, MerchantUniqueCode};
use sandbox::wire::Wire;
use vezne_runtime::{Error, Operation};

use super::super::check::{PRIVATE, PUBLIC};
use super::payments::{customer, products};
use super::{STORED_CARD, given};

const CODE: &str = "ödeme-1";

async fn with_client() -> (Wire, paywall::Client) {
    let server = Wire::start(vec![]).await;
    let credentials = paywall::Credentials::test()
        .public(PUBLIC.0, PUBLIC.1)
        .private(PRIVATE.0, PRIVATE.1);
    let client = paywall::Client::builder(credentials)
        .base_address(paywall::Api::Payment, &server.address())
        .base_address(paywall::Api::CardWall, &server.address())
        .build()
        .expect("a client");
    (server, client)
}

#[track_caller]
fn unsent<T: Debug, O: Operation>(server: &Wire, result: Result<T, Error<O>>) {
    assert!(matches!(result, Err(Error::NotSent(_))), "it was sent");
    assert!(server.received().is_empty(), "something was sent");
}

#[tokio::test]
async fn a_payment_that_could_not_be_queried_is_not_made() {
    let (server, client) = with_client().await;
    let payment = StartDirect {
        amount: given("1500.33"),
        merchant_unique_code: MerchantUniqueCode::new(CODE),
        currency: CurrencyId::Try,
        installment: 1,
        client_ip: given("192.0.2.7"),
        customer: customer(),
        products: products(),
        card: PaymentCard::Stored {
            unique_code: CardUniqueCode::new(STORED_CARD),
            options: Default::default(),
        },
    };
    unsent(&server, client.start_direct(payment).await);
}

#[tokio::test]
async fn a_payout_that_could_not_be_queried_is_not_made() {
    let (server, client) = with_client().await;
    let payout = SendPayoutToIban {
        provider_key: "Vepara".into(),
        merchant_unique_code: PayoutMerchantCode::new(CODE),
        description: "Rent".into(),
        amount: given("1500.30"),
        currency: CurrencyId::Try,
        receiver_title: "Ornek A.S.".into(),
        receiver_iban: "TR330006100519786457841326".into(),
    };
    unsent(&server, client.send_payout_to_iban(payout).await);
}

#[tokio::test]
async fn a_bulk_that_could_not_be_queried_is_not_started() {
    let (server, client) = with_client().await;
    let bulk = StartBulkPayment {
        amount: given("1500.33"),
        merchant_unique_code: BulkMerchantCode::new(CODE),
        currency: CurrencyId::Try,
        installment: 1,
        client_ip: given("192.0.2.7"),
        charges: vec![],
    };
    unsent(&server, client.start_bulk_payment(bulk).await);
}

#[tokio::test]
async fn a_subscription_that_could_not_be_queried_is_not_created() {
    let (server, client) = with_client().await;
    let subscription = CreateSubscription {
        subscription_merchant_code: SubscriptionMerchantCode::new(CODE),
        subscription_type: SubscriptionType::Unlimited,
        currency: CurrencyId::Try,
        amount: given("99.90"),
        has_trial: false,
        trial_days: 0,
        period: RecurringPeriod::Monthly,
        failure_attempts: 5,
        failure_attempt_hours: 24,
        items: vec![],
        card_unique_code: CardUniqueCode::new(STORED_CARD),
        customer: SubscriptionCustomer::Pooled {
            pool_id: SubscriptionCustomerPoolId::new(31),
        },
        payment_at_creation: true,
    };
    unsent(&server, client.create_subscription(subscription).await);
}

#[tokio::test]
async fn a_card_that_could_not_be_listed_is_not_stored() {
    let (server, client) = with_client().await;
    let card = StoreCard {
        relational_id1: CODE.into(),
        nickname: "mine".into(),
        holder_name: "AYŞE ÖRNEK".into(),
        card_number: given("4508034508034509"),
        expiry: given("03/2030"),
    };
    unsent(&server, client.store_card(card).await);
    let card = StoreInsuranceCard {
        relational_id1: CODE.into(),
        nickname: "mine".into(),
        holder_name: "AYŞE ÖRNEK".into(),
        bin: "514118".into(),
        last_four: "7907".into(),
        holder_identity: "11111111110".into(),
        expiry: given("03/2030"),
    };
    unsent(&server, client.store_insurance_card(card).await);
}
