//! Payments of several cards, and the link of 3-D: sections 4.4 and 4.14.

use generated_client::paywall::bulk_payments::{
    BulkMerchantCode, StartBigBulkPayment, StartBigInsuranceBulkPayment, StartBulkPayment,
    StartInsuranceBulkPayment,
};
use generated_client::paywall::payments::{
    InsurancePaymentCard, PayRoute, PaymentCard, PaymentProduct, Start3dModel,
};
use generated_client::paywall::split_payments::{
    CardCharge, InsuranceCardCharge, SplitMerchantCode, StartInsuranceSplitPayment,
    StartSplitPayment,
};
use generated_client::paywall::types::{
    CardUniqueCode, Channel, CurrencyId, MerchantUniqueCode, Region, SettlementDay,
};

use super::super::expected::payments as expected;
use super::super::tables::charges as tables;
use super::payments::{
    customer, customer_all, plain, plain_and_saved, products, products_all, stored, temporary,
};
use super::{STORED_CARD, asks, given};

#[tokio::test]
async fn the_link_of_3d_has_the_fields_of_a_3d_payment() {
    let of = |card| Start3dModel {
        amount: given("1500.33"),
        merchant_unique_code: MerchantUniqueCode::new("order-1"),
        currency: CurrencyId::Try,
        installment: 1,
        client_ip: given("192.0.2.7"),
        customer: customer(),
        products: products(),
        success_url: given("https://shop.example/ok"),
        failure_url: given("https://shop.example/fail"),
        card,
    };
    let all = Start3dModel {
        amount: given("72.0300"),
        merchant_unique_code: MerchantUniqueCode::new("order-2"),
        currency: CurrencyId::Usd,
        installment: 3,
        client_ip: given("192.0.2.8"),
        customer: customer_all(),
        products: products_all(),
        ..of(plain_and_saved())
    };
    asks!(tables::START_3D_MODEL;
        expected::three_d() => start_3d_model(of(plain()));
        expected::three_d_model_all() =>
            start_3d_model(all)
                .tracking_code("track-2")
                .channel(Channel::from_code("7"))
                .tag_id(11)
                .settlement_day(SettlementDay::After15Days)
                .region(Region::Kosovo)
                .basket_amount(given("72.0300"))
                .provider_based(true)
                .provider_key("Vepara");
        expected::three_d_model_stored() => start_3d_model(of(stored())).pos_based(true).pos_id(4711);
        expected::three_d_temporary() =>
            start_3d_model(of(temporary()))
                .override_routing(true)
                .pay_route(PayRoute::RouteGroup)
                .route_group_key("group-1");
    );
}

fn product() -> PaymentProduct {
    products().remove(0)
}

fn charge(card: PaymentCard) -> CardCharge {
    CardCharge {
        customer: customer(),
        product: product(),
        card,
    }
}

fn insurance_charge() -> InsuranceCardCharge {
    InsuranceCardCharge {
        customer: customer(),
        product: product(),
        card: InsurancePaymentCard::ByDigits {
            owner_name: "AYSE ORNEK".into(),
            first_digits: "51411816".into(),
            last_digits: "7907".into(),
            identity_number: "11111111110".into(),
            options: Default::default(),
        },
    }
}

fn charges() -> Vec<CardCharge> {
    let stored = PaymentCard::Stored {
        unique_code: CardUniqueCode::new(STORED_CARD),
        options: Default::default(),
    };
    vec![charge(plain()), charge(stored)]
}

/// The required inputs of several charges.
macro_rules! several {
    ($payment:ident, $code:ident, $charges:ident: $values:expr $(, $field:ident: $value:expr)?) => {
        $payment {
            amount: given("3000.66"),
            merchant_unique_code: $code::new("order-1"),
            currency: CurrencyId::Try,
            installment: 1,
            client_ip: given("192.0.2.7"),
            $charges: $values,
            $($field: $value,)?
        }
    };
}

#[tokio::test]
async fn a_split_payment_has_the_fields_of_its_table() {
    asks!(tables::SPLIT;
        expected::several("", r#""AutoRollback": false"#, "", r#""CardModel": 1"#) =>
            start_split_payment(several!(StartSplitPayment, SplitMerchantCode, parts: charges(),
                auto_rollback: false));
        expected::several(expected::SEVERAL_OPTIONS, r#""AutoRollback": true"#, expected::BY_PROVIDER, r#""CardModel": 1"#) =>
            start_split_payment(several!(StartSplitPayment, SplitMerchantCode, parts: charges(),
                auto_rollback: true))
                .tracking_code("track-2")
                .callback_address(given("https://shop.example/hook"))
                .half_2d(true)
                .provider_based(true)
                .provider_key("Vepara");
        expected::several_insured(r#""AutoRollback": true"#, expected::BY_POS, r#""CardModel": 2"#) =>
            start_insurance_split_payment(several!(StartInsuranceSplitPayment, SplitMerchantCode,
                parts: vec![insurance_charge()], auto_rollback: true))
                .pos_based(true)
                .pos_id(4711);
    );
}

#[tokio::test]
async fn bulks_have_the_fields_of_their_table_and_one_card_for_each_payment() {
    const ONE_EACH: &str = r#""CardMethod": 2, "CardModel": 1"#;
    const INSURED: &str = r#""CardMethod": 2, "CardModel": 2"#;
    const TAGS: &str = r#""ChannelId": 1, "TagId": 11"#;
    asks!(tables::STORM;
        expected::several("", "", "", ONE_EACH) =>
            start_bulk_payment(several!(StartBulkPayment, BulkMerchantCode, charges: charges()));
        expected::several(expected::SEVERAL_OPTIONS, TAGS, expected::BY_PROVIDER, ONE_EACH) =>
            start_bulk_payment(several!(StartBulkPayment, BulkMerchantCode, charges: charges()))
                .tracking_code("track-2")
                .callback_address(given("https://shop.example/hook"))
                .half_2d(true)
                .channel(Channel::Web)
                .tag_id(11)
                .provider_based(true)
                .provider_key("Vepara");
        expected::several_insured("", expected::BY_POS, INSURED) =>
            start_insurance_bulk_payment(several!(StartInsuranceBulkPayment, BulkMerchantCode,
                charges: vec![insurance_charge()]))
                .pos_based(true)
                .pos_id(4711);
    );
    asks!(tables::TSUNAMI;
        expected::several("", "", "", ONE_EACH) =>
            start_big_bulk_payment(several!(StartBigBulkPayment, BulkMerchantCode,
                charges: charges()));
        expected::several(expected::SEVERAL_OPTIONS, TAGS, expected::BY_PROVIDER, ONE_EACH) =>
            start_big_bulk_payment(several!(StartBigBulkPayment, BulkMerchantCode,
                charges: charges()))
                .tracking_code("track-2")
                .callback_address(given("https://shop.example/hook"))
                .half_2d(true)
                .channel(Channel::Web)
                .tag_id(11)
                .provider_based(true)
                .provider_key("Vepara");
        expected::several_insured("", expected::BY_POS, INSURED) =>
            start_big_insurance_bulk_payment(several!(StartBigInsuranceBulkPayment, BulkMerchantCode,
                charges: vec![insurance_charge()]))
                .pos_based(true)
                .pos_id(4711);
    );
}
