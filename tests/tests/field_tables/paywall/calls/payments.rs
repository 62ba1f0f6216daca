//! Payments.

use generated_client::paywall::members::MemberId;
use generated_client::paywall::payments::{
    CancelPreAuthorisation, CapturePayment, CargoType, DiscountOwner, DiscountType,
    InsurancePaymentCard, PayRoute, PayWatch, PayWatchAction, PayWatchJob, PayWatchJobOptions,
    PayWatchMultiple, PayWatchOptions, PaymentCard, PaymentCardPartner, PaymentCardSave,
    PaymentCardSaveOptions, PaymentCustomer, PaymentCustomerOptions, PaymentProduct,
    PaymentProductOptions, PreAuthorise3d, PreAuthoriseDirect, Start3d, StartDirect,
    StartDirectInsurance,
};
use generated_client::paywall::temporary_cards::TemporaryCardToken;
use generated_client::paywall::types::{
    CardUniqueCode, Channel, CurrencyId, MerchantUniqueCode, PaymentStatus, Region, SettlementDay,
};
use vezne_runtime::Portion;

use super::super::answers::texts::{PAID, STARTED_3D, success};
use super::super::expected::payments as expected;
use super::super::tables::payments as tables;
use super::{Calls, STORED_CARD, TEMPORARY_CARD, given};

pub fn plain() -> PaymentCard {
    PaymentCard::Plain {
        owner_name: "AYSE ORNEK".into(),
        number: given("4508034508034509"),
        expiry: given("03/2030"),
        cvv: given("000"),
        options: Default::default(),
    }
}

fn saved() -> PaymentCardSave {
    PaymentCardSave {
        relational_id1: "customer-1".into(),
        options: PaymentCardSaveOptions::default()
            .nickname("mine")
            .relational_id2("second")
            .relational_id3("third"),
    }
}

fn partner() -> PaymentCardPartner {
    PaymentCardPartner {
        identity: "partner-1".into(),
    }
}

pub fn plain_and_saved() -> PaymentCard {
    let mut card = plain();
    if let PaymentCard::Plain { options, .. } = &mut card {
        *options = std::mem::take(options).save(saved()).partner(partner());
    }
    card
}

pub fn stored() -> PaymentCard {
    PaymentCard::StoredWithCvv {
        unique_code: CardUniqueCode::new(STORED_CARD),
        cvv: given("000"),
        options: Default::default(),
    }
}

pub fn temporary() -> PaymentCard {
    PaymentCard::Temporary {
        token: TemporaryCardToken::new(TEMPORARY_CARD),
        options: Default::default(),
    }
}

pub fn customer() -> PaymentCustomer {
    PaymentCustomer {
        full_name: "Ayse Ornek".into(),
        phone: given("5550000000"),
        email: given("ayse@example.com"),
        country: "Turkiye".into(),
        city: "Ankara".into(),
        address: "Ornek Sokak 1".into(),
        options: Default::default(),
    }
}

pub fn customer_all() -> PaymentCustomer {
    PaymentCustomer {
        options: PaymentCustomerOptions::default()
            .identity_number("11111111110")
            .tax_number("1111111111"),
        ..customer()
    }
}

pub fn products() -> Vec<PaymentProduct> {
    vec![PaymentProduct {
        id: "p-1".into(),
        name: "Tea".into(),
        category: "Food".into(),
        description: "Black".into(),
        amount: given("1500.33"),
        options: Default::default(),
    }]
}

pub fn products_all() -> Vec<PaymentProduct> {
    let tea = PaymentProductOptions::default()
        .member_id(MemberId::new(21))
        .member_earning_calculated(true)
        .member_earning(given("61.10"))
        .discount_owner(DiscountOwner::Platform)
        .discount_type(DiscountType::Percent)
        .discount_value(given("5"))
        .cargo_type(CargoType::TakeFromPlatform)
        .cargo_currency(CurrencyId::Try)
        .cargo_cost(given("2.50"));
    let sugar = PaymentProductOptions::default()
        .member_id(MemberId::new(22))
        .has_custom_commission(true)
        .member_commission(given("1.5"));
    let product = |id: &str, name: &str, description: &str, amount, options| PaymentProduct {
        id: id.into(),
        name: name.into(),
        category: "Food".into(),
        description: description.into(),
        amount: given(amount),
        options,
    };
    vec![
        product("p-1", "Tea", "Black", "70.0000", tea),
        product("p-2", "Sugar", "White", "2.0300", sugar),
    ]
}

/// The required inputs of a payment with this card.
macro_rules! required {
    ($payment:ident, $card:expr $(, $field:ident: $value:expr)*) => {
        $payment {
            amount: given("1500.33"),
            merchant_unique_code: MerchantUniqueCode::new("order-1"),
            currency: CurrencyId::Try,
            installment: 1,
            client_ip: given("192.0.2.7"),
            customer: customer(),
            products: products(),
            card: $card,
            $($field: $value,)*
        }
    };
}

/// A payment with all inputs but those that only some payments have.
macro_rules! all {
    ($client:ident.$call:ident, $payment:ident, $card:expr $(, $field:ident: $value:expr)*) => {
        $client
            .$call($payment {
                amount: given("72.0300"),
                merchant_unique_code: MerchantUniqueCode::new("order-2"),
                currency: CurrencyId::Usd,
                installment: 3,
                client_ip: given("192.0.2.8"),
                customer: customer_all(),
                products: products_all(),
                card: $card,
                $($field: $value,)*
            })
            .tracking_code("track-2")
            .channel(Channel::from_code("7"))
            .tag_id(11)
            .settlement_day(SettlementDay::After15Days)
            .region(Region::Kosovo)
            .basket_amount(given("72.0300"))
            .provider_based(true)
            .provider_key("Vepara")
    };
}

#[tokio::test]
async fn direct_payments_have_the_fields_of_their_table() {
    let paid = success(PAID);
    let mut calls = Calls::of(tables::START_DIRECT);
    calls
        .call("required", expected::direct(), &paid, async |client| {
            client.start_direct(required!(StartDirect, plain())).await
        })
        .await;
    calls
        .call("all", expected::direct_all(false), &paid, async |client| {
            all!(client.start_direct, StartDirect, plain_and_saved()).await
        })
        .await;
    calls
        .call(
            "pre-authorised",
            expected::direct_all(true),
            &paid,
            async |client| {
                all!(
                    client.pre_authorise_direct,
                    PreAuthoriseDirect,
                    plain_and_saved()
                )
                .await
            },
        )
        .await;
    calls
        .call("stored", expected::direct_stored(), &paid, async |client| {
            let payment = required!(StartDirect, stored());
            client
                .start_direct(payment)
                .pos_based(true)
                .pos_id(4711)
                .await
        })
        .await;
    calls
        .call(
            "temporary",
            expected::direct_temporary(),
            &paid,
            async |client| {
                let call = client.start_direct(required!(StartDirect, temporary()));
                call.override_routing(true)
                    .pay_route(PayRoute::RouteGroup)
                    .route_group_key("group-1")
                    .await
            },
        )
        .await;
    calls
        .call("routed", expected::direct_route(), &paid, async |client| {
            let call = client.start_direct(required!(StartDirect, plain()));
            call.override_routing(true)
                .pay_route(PayRoute::LowestCommission)
                .await
        })
        .await;
    calls.finish();
}

#[tokio::test]
async fn insurance_payments_have_the_fields_of_their_table() {
    let paid = success(PAID);
    let mut calls = Calls::of(tables::START_DIRECT_INSURANCE);
    calls
        .call("required", expected::insurance(), &paid, async |client| {
            let card = InsurancePaymentCard::ByDigits {
                owner_name: "AYSE ORNEK".into(),
                first_digits: "51411816".into(),
                last_digits: "7907".into(),
                identity_number: "11111111110".into(),
                options: Default::default(),
            };
            client
                .start_direct_insurance(required!(StartDirectInsurance, card))
                .await
        })
        .await;
    calls
        .call("all", expected::insurance_all(), &paid, async |client| {
            let card = InsurancePaymentCard::ByDigitsAndEitherIdentity {
                owner_name: "AYSE ORNEK".into(),
                first_digits: "51411816".into(),
                last_digits: "7907".into(),
                identity_number: "11111111110".into(),
                second_identity_number: "22222222220".into(),
                options: Default::default(),
            };
            let card = match card {
                InsurancePaymentCard::ByDigitsAndEitherIdentity {
                    owner_name,
                    first_digits,
                    last_digits,
                    identity_number,
                    second_identity_number,
                    options,
                } => InsurancePaymentCard::ByDigitsAndEitherIdentity {
                    owner_name,
                    first_digits,
                    last_digits,
                    identity_number,
                    second_identity_number,
                    options: options.save(saved()).partner(partner()),
                },
                card => card,
            };
            all!(client.start_direct_insurance, StartDirectInsurance, card)
                .success_url(given("https://shop.example/ok"))
                .failure_url(given("https://shop.example/fail"))
                .await
        })
        .await;
    calls
        .call(
            "stored",
            expected::insurance_stored(),
            &paid,
            async |client| {
                let card = InsurancePaymentCard::Stored {
                    unique_code: CardUniqueCode::new(STORED_CARD),
                    options: Default::default(),
                };
                let call = client.start_direct_insurance(required!(StartDirectInsurance, card));
                call.pos_based(true).pos_id(4711).await
            },
        )
        .await;
    calls
        .call(
            "temporary",
            expected::insurance_temporary(),
            &paid,
            async |client| {
                let card = InsurancePaymentCard::Temporary {
                    token: TemporaryCardToken::new(TEMPORARY_CARD),
                    options: Default::default(),
                };
                let call = client.start_direct_insurance(required!(StartDirectInsurance, card));
                call.override_routing(true)
                    .pay_route(PayRoute::RouteGroup)
                    .route_group_key("group-1")
                    .await
            },
        )
        .await;
    calls.finish();
}

fn watch() -> PayWatch {
    PayWatch {
        action: PayWatchAction::ChangeStatusAndNotify,
        options: PayWatchOptions::default()
            .statuses(vec![PaymentStatus::Started, PaymentStatus::FailedOnInquiry])
            .webhook_address(given("https://shop.example/watch"))
            .minutes(5),
    }
}

fn watches() -> PayWatchMultiple {
    let job = |action, status, address, minutes| PayWatchJob {
        action,
        options: PayWatchJobOptions::default()
            .statuses(vec![status])
            .webhook_address(given(address))
            .minutes(minutes),
    };
    PayWatchMultiple {
        jobs: vec![
            job(
                PayWatchAction::Report,
                PaymentStatus::Started,
                "https://shop.example/one",
                2,
            ),
            job(
                PayWatchAction::ChangeStatusAndCancel,
                PaymentStatus::FailedOnInquiry,
                "https://shop.example/two",
                20,
            ),
        ],
    }
}

/// Adds the addresses to the required inputs.
macro_rules! three_d {
    ($payment:ident, $card:expr) => {
        required!(
            $payment,
            $card,
            success_url: given("https://shop.example/ok"),
            failure_url: given("https://shop.example/fail")
        )
    };
}

#[tokio::test]
async fn three_d_payments_have_the_fields_of_their_table() {
    let started = success(STARTED_3D);
    let status = ["2", "7"];
    let mut calls = Calls::of(tables::START_3D);
    calls
        .call("required", expected::three_d(), &started, async |client| {
            client.start_3d(three_d!(Start3d, plain())).await
        })
        .await;
    calls
        .call(
            "all",
            expected::three_d_all(status, false),
            &started,
            async |client| {
                all!(
                    client.start_3d,
                    Start3d,
                    plain_and_saved(),
                    success_url: given("https://shop.example/ok"),
                    failure_url: given("https://shop.example/fail")
                )
                .pay_watch(watch())
                .await
            },
        )
        .await;
    calls
        .call(
            "pre-authorised",
            expected::three_d_all(status, true),
            &started,
            async |client| {
                all!(
                    client.pre_authorise_3d,
                    PreAuthorise3d,
                    plain_and_saved(),
                    success_url: given("https://shop.example/ok"),
                    failure_url: given("https://shop.example/fail")
                )
                .pay_watch(watch())
                .await
            },
        )
        .await;
    calls
        .call(
            "stored",
            expected::three_d_stored(status),
            &started,
            async |client| {
                let call = client.start_3d(three_d!(Start3d, stored()));
                call.pos_based(true)
                    .pos_id(4711)
                    .pay_watch_multiple_support(true)
                    .pay_watch_multiple(watches())
                    .await
            },
        )
        .await;
    calls
        .call(
            "temporary",
            expected::three_d_temporary(),
            &started,
            async |client| {
                let call = client.start_3d(three_d!(Start3d, temporary()));
                call.override_routing(true)
                    .pay_route(PayRoute::RouteGroup)
                    .route_group_key("group-1")
                    .await
            },
        )
        .await;
    calls.finish();
}

#[tokio::test]
async fn pre_authorisations_are_captured_and_cancelled_by_code_and_date() {
    let done = success(r#""""#);
    let mut calls = Calls::of(tables::CLOSE_PROVISION);
    for (name, expected, amount) in [
        ("full", expected::close_provision(), Portion::Full),
        ("part", expected::close_provision_partly(), given("10.10")),
    ] {
        calls
            .call(name, expected, &done, async |client| {
                let inputs = CapturePayment {
                    merchant_unique_code: MerchantUniqueCode::new("order-1"),
                    payment_date: given("2024-06-13"),
                    amount,
                };
                client.capture_payment(inputs).await
            })
            .await;
    }
    calls.finish();
    let mut calls = Calls::of(tables::CANCEL_PROVISION);
    calls
        .call(
            "cancel",
            expected::cancel_provision(),
            &done,
            async |client| {
                let inputs = CancelPreAuthorisation {
                    merchant_unique_code: MerchantUniqueCode::new("order-1"),
                    payment_date: given("2024-06-13"),
                };
                client.cancel_pre_authorisation(inputs).await
            },
        )
        .await;
    calls.finish();
}
