//! Tokens for a browser, the checkout page, subscriptions and payouts.

use generated_client::paywall::hosted_pages::{
    CheckoutCustomer, CheckoutCustomerOptions, CheckoutProduct, CheckoutProductOptions,
    CheckoutUniqueCode, CreateCheckoutPage,
};
use generated_client::paywall::payouts::{PayoutMerchantCode, SendPayoutToIban};
use generated_client::paywall::recurring_payments::{
    CreateSubscription, RecurringPeriod, SubscriptionCustomer, SubscriptionCustomerPoolId,
    SubscriptionItem, SubscriptionItemOptions, SubscriptionItemPoolId, SubscriptionItemType,
    SubscriptionMerchantCode, SubscriptionType,
};
use generated_client::paywall::temporary_cards::{
    CreateTemporaryCard, CreateTemporaryInsuranceCard, CreateTemporaryToken, TemporaryToken,
    TemporaryTokenScope,
};
use generated_client::paywall::types::{CardUniqueCode, CurrencyId, Language, Region};

use super::super::answers::texts::{
    CHECKOUT, PAYOUT, RECURRING, TEMP_CARD, TEMP_TOKEN as TOKEN, success,
};
use super::super::check::TEMP_TOKEN;
use super::super::expected::hosted as expected;
use super::super::tables::{hosted as tables, tokens};
use super::{Calls, STORED_CARD, given};

#[tokio::test]
async fn a_token_for_a_browser_is_asked_for_with_the_public_keys() {
    let answer = success(TOKEN);
    let of = || CreateTemporaryToken {
        client_card_save: true,
        three_d_session: false,
        expiry_minutes: 30,
    };
    let mut calls = Calls::of(tokens::TEMP_TOKEN);
    calls
        .call(
            "required",
            expected::temp_token(),
            &answer,
            async |client| client.create_temporary_token(of()).await,
        )
        .await;
    calls
        .call("all", expected::temp_token_all(), &answer, async |client| {
            let call = client
                .create_temporary_token(of())
                .client_sdk(true)
                .scope_based(true);
            call.scope(TemporaryTokenScope::ClientSdk).await
        })
        .await;
    calls.finish();
}

#[tokio::test]
async fn a_temporary_card_is_sent_with_the_token_and_no_key() {
    let answer = success(TEMP_CARD);
    let mut calls = Calls::of(tokens::TEMP_CARD);
    calls
        .call("a card", expected::temp_card(), &answer, async |client| {
            let inputs = CreateTemporaryCard {
                token: TemporaryToken::new(TEMP_TOKEN),
                holder_name: "AYSE ORNEK".into(),
                expiry_minutes: 15,
                card_number: given("4508034508034509"),
                expiry: given("03/2030"),
                cvv: given("000"),
            };
            client.create_temporary_card(inputs).await
        })
        .await;
    calls
        .call(
            "an insurance card",
            expected::temp_insurance_card(),
            &answer,
            async |client| {
                let inputs = CreateTemporaryInsuranceCard {
                    token: TemporaryToken::new(TEMP_TOKEN),
                    holder_name: "AYSE ORNEK".into(),
                    expiry_minutes: 15,
                    first_eight: "51411816".into(),
                    last_four: "7907".into(),
                    holder_identity: "11111111110".into(),
                };
                client.create_temporary_insurance_card(inputs).await
            },
        )
        .await;
    calls.finish();
}

fn page(yes: bool) -> CreateCheckoutPage {
    CreateCheckoutPage {
        unique_code: CheckoutUniqueCode::new("order-1"),
        amount: given("1500.30"),
        currency: CurrencyId::Try,
        callback_support: yes,
        installment_support: yes,
        success_url: given("https://shop.example/ok"),
        failure_url: given("https://shop.example/fail"),
        force_3d: !yes,
        show_products: yes,
    }
}

#[tokio::test]
async fn a_checkout_page_has_the_fields_of_its_table() {
    let answer = success(CHECKOUT);
    let mut calls = Calls::of(tables::CHECKOUT);
    calls
        .call("required", expected::checkout(), &answer, async |client| {
            client.create_checkout_page(page(false)).await
        })
        .await;
    calls
        .call("all", expected::checkout_all(), &answer, async |client| {
            let product = CheckoutProduct {
                id: "p-1".into(),
                name: "Tea".into(),
                category: "Food".into(),
                description: "Black".into(),
                amount: given("1500.30"),
                options: CheckoutProductOptions::default()
                    .image(given("https://shop.example/tea.png")),
            };
            let customer = CheckoutCustomer {
                full_name: "Ayse Ornek".into(),
                phone: given("5550000000"),
                email: given("ayse@example.com"),
                country: "Turkiye".into(),
                city: "Ankara".into(),
                address: "Ornek Sokak 1".into(),
                options: CheckoutCustomerOptions::default()
                    .customer_id("customer-1")
                    .identity_number("11111111110")
                    .tax_number("1111111111"),
            };
            client
                .create_checkout_page(page(true))
                .language(Language::English)
                .callback_address(given("https://shop.example/hook"))
                .dynamic_installments(true)
                .expires_at(given("2026-12-31T23:59:00+03:00"))
                .products(vec![product])
                .customer(customer)
                .stored_cards(true)
                .stored_cards_relational_id1("customer-1")
                .stored_cards_relational_id2("second")
                .stored_cards_relational_id3("third")
                .pay_watch_support(true)
                .pay_watch_minutes(20)
                .pay_watch_callback_address(given("https://shop.example/watch"))
                .masterpass_support(true)
                .masterpass_alternative(true)
                .route_group_key("group-1")
                .campaign_support(true)
                .receiver_info_support(true)
                .receiver_address_support(true)
                .region(Region::Turkiye)
                .provider_based(true)
                .provider_key("Vepara")
                .await
        })
        .await;
    calls.finish();
}

fn item(kind: SubscriptionItemType, name: &str, amount: &str) -> SubscriptionItem {
    SubscriptionItem {
        r#type: kind,
        name: name.into(),
        amount: given(amount),
        options: Default::default(),
    }
}

#[tokio::test]
async fn a_subscription_has_the_fields_of_its_table() {
    let answer = success(RECURRING);
    let pooled = || CreateSubscription {
        subscription_merchant_code: SubscriptionMerchantCode::new("subscription-1"),
        subscription_type: SubscriptionType::Unlimited,
        currency: CurrencyId::Try,
        amount: given("99.90"),
        has_trial: false,
        trial_days: 0,
        period: RecurringPeriod::Monthly,
        failure_attempts: 5,
        failure_attempt_hours: 24,
        items: vec![SubscriptionItem {
            options: SubscriptionItemOptions::default().pool_id(SubscriptionItemPoolId::new(41)),
            ..item(SubscriptionItemType::Product, "Tea", "99.90")
        }],
        card_unique_code: CardUniqueCode::new(STORED_CARD),
        customer: SubscriptionCustomer::Pooled {
            pool_id: SubscriptionCustomerPoolId::new(31),
        },
        payment_at_creation: true,
    };
    let mut calls = Calls::of(tables::RECURRING);
    calls
        .call("pooled", expected::recurring(), &answer, async |client| {
            client.create_subscription(pooled()).await
        })
        .await;
    calls
        .call("all", expected::recurring_all(), &answer, async |client| {
            let inputs = CreateSubscription {
                subscription_type: SubscriptionType::FixedCount,
                has_trial: true,
                trial_days: 10,
                period: RecurringPeriod::Yearly,
                failure_attempts: 1,
                failure_attempt_hours: 2,
                items: vec![
                    item(SubscriptionItemType::Membership, "Tea", "90.00"),
                    item(SubscriptionItemType::Service, "Care", "9.90"),
                ],
                customer: SubscriptionCustomer::Given {
                    name: "Ayse".into(),
                    lastname: "Ornek".into(),
                    phone: given("5550000000"),
                    email: given("ayse@example.com"),
                    country: "Turkiye".into(),
                    city: "Ankara".into(),
                    address: "Ornek Sokak 1".into(),
                    identity_number: "11111111110".into(),
                },
                payment_at_creation: false,
                ..pooled()
            };
            client
                .create_subscription(inputs)
                .period_count(365)
                .first_payment_at(given("2026-12-01T05:00:00+03:00"))
                .callback_url(given("https://shop.example/hook"))
                .await
        })
        .await;
    calls.finish();
}

#[tokio::test]
async fn a_payout_is_sent_with_the_private_keys_to_the_payment_api() {
    let answer = success(PAYOUT);
    let of = || SendPayoutToIban {
        provider_key: "Vepara".into(),
        merchant_unique_code: PayoutMerchantCode::new("payout-1"),
        description: "Rent".into(),
        amount: given("1500.30"),
        currency: CurrencyId::Try,
        receiver_title: "Ornek A.S.".into(),
        receiver_iban: "TR330006100519786457841326".into(),
    };
    let mut calls = Calls::of(tables::PAYOUT_TO_IBAN);
    calls
        .call(
            "required",
            expected::payout_to_iban(),
            &answer,
            async |client| client.send_payout_to_iban(of()).await,
        )
        .await;
    calls
        .call(
            "all",
            expected::payout_to_iban_all(),
            &answer,
            async |client| {
                client
                    .send_payout_to_iban(of())
                    .merchant_group_code("group-1")
                    .receiver_identity("11111111110")
                    .callback_support(true)
                    .callback_address(given("https://shop.example/hook"))
                    .await
            },
        )
        .await;
    calls.finish();
}
