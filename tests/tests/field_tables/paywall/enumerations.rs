//! The enumerations of section 6: each number has the name that the sheet gives it, and no number beside them has one.

use std::fmt::Debug;

use generated_client::paywall::alternative_payments::{
    ApmChannel, ApmQrFormat, ApmSector, ApmStatus, ApmTransactionType,
};
use generated_client::paywall::card_production::CardActivity;
use generated_client::paywall::cards::{
    CardBrand, CardFamily, CardKind, CardType, StoredCardBrand,
};
use generated_client::paywall::hosted_pages::SalesType;
use generated_client::paywall::members::{MemberType, ValueDateCalculation};
use generated_client::paywall::payments::{
    CargoType, DiscountOwner, DiscountType, NotificationType, PayRoute, PayWatchAction,
};
use generated_client::paywall::payouts::PayoutStatus;
use generated_client::paywall::queries::PosType;
use generated_client::paywall::recurring_payments::{
    RecurringPeriod, SubscriptionItemType, SubscriptionType,
};
use generated_client::paywall::temporary_cards::TemporaryTokenScope;
use generated_client::paywall::types::{
    ActivityType, Channel, CurrencyId, Language, PaymentMethod, PaymentStatus, Region,
    SettlementDay,
};
use generated_client::paywall::{GeneralCode, PaymentCode};

/// Holds an enumeration against the sheet: the numbers from `first` on have these names, in their order.
macro_rules! listed {
    ($type:ident from $first:literal: $names:expr) => {{
        let names: Vec<&str> = $names.split_whitespace().collect();
        for (number, name) in ($first..).zip(&names) {
            let code = i64::to_string(&number);
            let value = $type::from_code(&code);
            let shown = format!("{value:?}");
            assert_eq!(shown, *name, "{} {number}", stringify!($type));
            assert_eq!(value.code(), code);
        }
        let last = $first + i64::try_from(names.len()).expect("a few") - 1;
        for number in ($first - 3..$first).chain(last + 1..last + 40) {
            let code = number.to_string();
            let value = $type::from_code(&code);
            assert_eq!(
                value,
                $type::Unknown(code.clone()),
                "{} {number}",
                stringify!($type)
            );
            assert_eq!(value.code(), code);
        }
    }};
}

#[test]
fn the_numbers_of_payments_mean_what_the_sheet_says() {
    listed!(CurrencyId from 1: "Try Usd Eur Bam Mkd All Gbp Aud Chf Brl Pln Mxn Pen Bgn Czk Dkk Hrk Huf Isk Nok Ron Sek
        Php Sgd Nzd Ars Clp Cop Crc Uyu Ves Cny Thb");
    listed!(PaymentStatus from 1: "Created Started Blocked Successful Failed PayJump FailedOnInquiry Intermediate
        PayJumpInquiryStarted PayJumpInquiryFinished ProviderNotified Cancelled Fraud Pending");
    listed!(ActivityType from 1: "Sale Refund Cancel PartialRefund");
    listed!(PaymentMethod from 1: "ThreeD Direct ThreeDPreAuthorisation DirectPreAuthorisation Insurance Undecided Otp");
    // 0 is not in the enumeration and in examples.
    listed!(Channel from 0: "Unspecified Web Android Ios Custom");
    listed!(NotificationType from 1: "PaymentSuccessful PaymentFailed Refund PartialRefund Cancel ApmSuccessful ApmFailed
        ApmRefund ApmPartialRefund PayoutSuccessful PayoutFailed PhysicalPosSuccessful PhysicalPosFailed
        PhysicalPosCancel ApmCancel");
    listed!(Language from 1: "Turkish English");
}

#[test]
fn the_numbers_of_routing_mean_what_the_sheet_says() {
    listed!(PayRoute from 0: "LowestCommission CustomOrder PayBalancer RouteTable RouteGroup");
    listed!(PosType from 1: "ValueDated Blocked");
    listed!(PayWatchAction from 1: "Report ChangeStatus ChangeStatusAndCancel ChangeStatusAndNotify");
    listed!(Region from 1: "Turkiye Germany England America China Croatia Albania Netherlands Australia Austria Italy
        Switzerland Brazil Poland Mexico Ecuador Peru Finland Belgium Bulgaria Cyprus Czechia Denmark Estonia Spain
        France UnitedKingdom Greece Hungary Ireland Iceland Liechtenstein Lithuania Luxembourg Latvia Monaco Malta
        Norway Portugal Romania Sweden Slovenia Slovakia SanMarino Philippines Singapore NewZealand Argentina Chile
        Colombia CostaRica Uruguay Venezuela Thailand BosniaAndHerzegovina Macedonia Kosovo");
}

/// The id is not the number of days.
#[test]
fn a_settlement_day_has_the_days_of_the_sheet() {
    let first = [1, 7, 14, 30, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 15];
    for id in 1..=30_usize {
        let days = first.get(id - 1).copied().unwrap_or(id - 1);
        let name = if id == 1 {
            "NextDay".to_owned()
        } else {
            format!("After{days}Days")
        };
        let value = SettlementDay::from_code(&id.to_string());
        assert_eq!(format!("{value:?}"), name, "{id}");
        assert_eq!(value.code(), id.to_string());
    }
    assert_eq!(
        SettlementDay::from_code("31"),
        SettlementDay::Unknown("31".into())
    );
}

/// The brand is numbered in two ways, and the list of physical POS in a third.
#[test]
fn the_numbers_of_cards_and_of_the_marketplace_mean_what_the_sheet_says() {
    listed!(CardFamily from 1: "World Bonus Maximum Axess Paraf Cardfinans Combo Advantage SaglamKart");
    listed!(CardBrand from 1: "MasterCard Visa");
    listed!(StoredCardBrand from 0: "Visa MasterCard");
    listed!(CardType from 1: "Credit Debit");
    listed!(CardKind from 1: "Personal Commercial");
    listed!(TemporaryTokenScope from 0: "None ClientCardSave ThreeDSession ClientSdk");
    listed!(MemberType from 1: "Individual SoleProprietorship Company");
    listed!(ValueDateCalculation from 1: "PlusDays DayOfWeek DayOfMonth");
    listed!(DiscountOwner from 0: "Nobody Platform Seller");
    listed!(DiscountType from 1: "Amount Percent");
    listed!(CargoType from 0: "None TakeFromPlatform TakeFromMember NoAction");
}

#[test]
fn the_numbers_of_other_services_mean_what_the_sheet_says() {
    listed!(SubscriptionType from 1: "Unlimited FixedCount");
    listed!(RecurringPeriod from 1: "Daily Weekly TwoWeekly Monthly Quarterly SixMonthly NineMonthly Yearly");
    listed!(SubscriptionItemType from 1: "Membership Product Service");
    listed!(ApmStatus from 1: "Created StartedAtPaywall StartedAtProvider Successful Failed FailedOnInquiry OtpRequested
        OtpRequestSuccessful OtpRequestFailed OtpConfirmationStarted OtpConfirmationFailed RefundStarted QrCreated
        PaymentStarted");
    listed!(ApmTransactionType from 1: "Sale Refund");
    listed!(ApmChannel from 1: "Api HostedPage");
    listed!(ApmSector from 1: "Food Textile");
    listed!(ApmQrFormat from 1: "Png");
    listed!(PayoutStatus from 1: "Created Started Successful Failed ProviderNotified Refunded");
    listed!(CardActivity from 1: "Requested Created NotCreated BalanceIncreased BalanceDecreased Disabled Enabled Deleted
        Updated");
    listed!(SalesType from 1: "Product Service");
}

fn numbers<T: Debug>(from_code: impl Fn(&str) -> Option<T>) -> Vec<i64> {
    (-5..700)
        .filter(|number| from_code(&number.to_string()).is_some())
        .collect()
}

/// Section 7.1 has every number from -1 to 88, where 0 is success. In 7.2, 402 and 405 to 499 are unused, and 91 to 100,
/// 275 to 280 and 289 to 341 mean one thing in the documentation and another in the .NET client, so they have no name.
#[test]
fn the_error_codes_of_both_tables_are_listed_and_disputed_ones_are_not() {
    let payment: Vec<i64> = (-1..=88).filter(|number| *number != 0).collect();
    assert_eq!(numbers(PaymentCode::from_code), payment);
    let disputed = |number: &i64| matches!(number, 0 | 91..=100 | 275..=280 | 289..=341);
    let unused = |number: &i64| matches!(number, 402 | 405..=499);
    let general: Vec<i64> = (-1..=558)
        .filter(|number| !disputed(number) && !unused(number))
        .collect();
    assert_eq!(numbers(GeneralCode::from_code), general);
    // One number, two meanings.
    assert_eq!(
        PaymentCode::from_code("4"),
        Some(PaymentCode::MerchantUniqueCodeInUse)
    );
    assert_eq!(
        GeneralCode::from_code("4"),
        Some(GeneralCode::HeaderMissing)
    );
}
