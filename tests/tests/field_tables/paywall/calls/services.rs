//! Lists, bulks, campaigns, links and subscriptions: sections 4.14 to 4.18, 9 and 10.

use generated_client::paywall::bulk_payments::{
    BulkMerchantCode, CancelBulkPayment, QueryBulkPayment, QueryBulkPaymentPage,
};
use generated_client::paywall::hosted_pages::{
    CheckoutPageId, CreatePaymentLink, QueryCheckoutPage, SalesType,
};
use generated_client::paywall::installments::{
    CampaignCard, CampaignCardStoredOptions, ListCampaigns,
};
use generated_client::paywall::payments::PaymentCardPartner;
use generated_client::paywall::queries::ListActivities;
use generated_client::paywall::recurring_payments::{
    AddSubscriptionCard, DeleteSubscription, ListSubscriptionCards, ListSubscriptionCustomers,
    ListSubscriptionItems, PoolOrder, QuerySubscription, QuerySubscriptionPayment, RecurringPeriod,
    RemoveSubscriptionCard, RestartSubscription, SearchSubscriptionCustomers,
    SearchSubscriptionItems, StopSubscription, SubscriptionCardId, SubscriptionId,
    SubscriptionItem, SubscriptionItemOptions, SubscriptionItemPoolId, SubscriptionItemType,
    SubscriptionMerchantCode, SubscriptionType, UpdateSubscription,
};
use generated_client::paywall::types::{CardUniqueCode, CurrencyId, Language, PaymentId};

use super::super::expected::{headers, json};
use super::super::tables::others as tables;
use super::{STORED_CARD, asks, given};

fn bulk() -> BulkMerchantCode {
    BulkMerchantCode::new("bulk-1")
}

#[tokio::test]
async fn bulks_and_days_are_asked_for_page_by_page() {
    asks!(tables::BULK_CANCEL;
        json(r#"{"Date": "2024-06-13", "MerchantUniqueCode": "bulk-1"}"#) =>
            cancel_bulk_payment(CancelBulkPayment {
                date: given("2024-06-13"),
                merchant_unique_code: bulk()
            });
    );
    asks!(tables::BULK_QUERY;
        headers(&[("merchantuniquecode", "bulk-1"), ("pagenumber", "1"), ("pagesize", "1000")]) =>
            query_bulk_payment(QueryBulkPayment { merchant_unique_code: bulk() });
        headers(&[("merchantuniquecode", "bulk-1"), ("pagenumber", "3"), ("pagesize", "50")]) =>
            query_bulk_payment_page(QueryBulkPaymentPage {
                merchant_unique_code: bulk(),
                page_number: 3,
                page_size: 50
            });
    );
    asks!(tables::ACTIVITY_LIST;
        headers(&[("date", "2024-06-13"), ("page", "1"), ("pagesize", "1000")]) =>
            list_activities(ListActivities {
                page: 1,
                page_size: 1000,
                date: given("2024-06-13")
            });
    );
    asks!(tables::VERSION; headers(&[]) => check_version(););
}

#[tokio::test]
async fn campaigns_are_asked_for_with_a_plain_or_a_stored_card() {
    let of = |card| ListCampaigns {
        currency: CurrencyId::Try,
        amount: given("1500.30"),
        card,
    };
    asks!(tables::CAMPAIGNS;
        json(r#"{"CurrencyId": 1, "Amount": 1500.30, "Card": {"IsSavedCard": false, "Number": "4508034508034509",
            "ExpireMonth": "03", "ExpireYear": "2030"}}"#) =>
            list_campaigns(of(CampaignCard::Plain {
                number: given("4508034508034509"),
                expiry: given("03/2030")
            }));
        json(r#"{"CurrencyId": 1, "Amount": 1500.30, "Card": {"IsSavedCard": true,
            "UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000==",
            "Partner": {"PartnerBased": true, "PartnerIdentity": "partner-1"}}}"#) =>
            list_campaigns(of(CampaignCard::Stored {
                unique_code: CardUniqueCode::new(STORED_CARD),
                options: CampaignCardStoredOptions::default()
                    .partner(PaymentCardPartner { identity: "partner-1".into() })
            }));
    );
}

#[tokio::test]
async fn pages_and_links_have_the_fields_of_their_tables() {
    asks!(tables::CHECKOUT_INQUIRY;
        headers(&[("id", "9474444843")]) =>
            query_checkout_page(QueryCheckoutPage { id: CheckoutPageId::new(9474444843) });
    );
    let link = |sales_type, yes| CreatePaymentLink {
        sales_type,
        item_name: "Tea".into(),
        item_description: "Black".into(),
        item_amount: given("10.10"),
        currency: CurrencyId::Try,
        track_stock: yes,
        callback_support: yes,
        installment_support: yes,
        notification_support: yes,
    };
    asks!(tables::LINK;
        json(r#"{"SalesType": 2, "ItemName": "Tea", "ItemDescription": "Black", "ItemAmount": 10.10, "CurrencyId": 1,
            "StockTrack": false, "CallbackSupport": false, "InstallmentSupport": false, "NotificationSupport": false}"#)
            => create_payment_link(link(SalesType::Service, false));
        json(r#"{"SalesType": 1, "PhotoBase64": "aGVsbG8=", "ItemName": "Tea", "ItemDescription": "Black",
            "ItemAmount": 10.10, "LanguageId": 1, "CurrencyId": 1, "StockTrack": true, "StockCount": 7,
            "CallbackSupport": true, "CallbackAddress": "https://shop.example/hook", "InstallmentSupport": true,
            "InstallmentDynamic": true, "NotificationSupport": true, "NotificationEmail": "ayse@example.com",
            "NotificationPhone": "5550000000", "MerchantOrderId": "order-1", "MerchantTrackId": "track-1"}"#) =>
            create_payment_link(link(SalesType::Product, true))
                .photo("aGVsbG8=")
                .language(Language::Turkish)
                .stock_count(7)
                .callback_address(given("https://shop.example/hook"))
                .dynamic_installments(true)
                .notification_email(given("ayse@example.com"))
                .notification_phone(given("5550000000"))
                .merchant_order_id("order-1")
                .merchant_track_id("track-1");
    );
}

fn subscription() -> SubscriptionMerchantCode {
    SubscriptionMerchantCode::new("subscription-1")
}

#[tokio::test]
async fn subscriptions_are_stopped_deleted_and_restarted_by_the_merchants_code() {
    let body = || json(r#"{"SubscriptionMerchantCode": "subscription-1"}"#);
    asks!(tables::UNSUBSCRIBE;
        body() => stop_subscription(StopSubscription { subscription_merchant_code: subscription() });
    );
    asks!(tables::DELETE_RECURRING;
        body() => delete_subscription(DeleteSubscription { subscription_merchant_code: subscription() });
    );
    asks!(tables::RESUBSCRIBE;
        body() => restart_subscription(RestartSubscription { subscription_merchant_code: subscription() });
    );
    asks!(tables::QUERY_RECURRING;
        headers(&[("subscriptionmerchantcode", "subscription-1")]) =>
            query_subscription(QuerySubscription { subscription_merchant_code: subscription() });
    );
    let id = SubscriptionId::new(9474444843);
    asks!(tables::QUERY_RECURRING_PAYMENT;
        headers(&[("paymentid", "8013143466"), ("subscriptionid", "9474444843")]) =>
            query_subscription_payment(QuerySubscriptionPayment {
                subscription_id: id,
                payment_id: PaymentId::new(8013143466)
            });
    );
    asks!(tables::RECURRING_CARDS;
        headers(&[("subscriptionid", "9474444843")]) =>
            list_subscription_cards(ListSubscriptionCards { subscription_id: id });
    );
    asks!(tables::ADD_RECURRING_CARD;
        json(r#"{"SubscriptionId": 9474444843,
            "UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000=="}"#) =>
            add_subscription_card(AddSubscriptionCard {
                subscription_id: id,
                card_unique_code: CardUniqueCode::new(STORED_CARD)
            });
    );
    asks!(tables::REMOVE_RECURRING_CARD;
        json(r#"{"Id": 9474444843}"#) =>
            remove_subscription_card(RemoveSubscriptionCard { id: SubscriptionCardId::new(9474444843) });
    );
}

#[tokio::test]
async fn a_changed_subscription_has_neither_card_nor_customer() {
    let of = |items| UpdateSubscription {
        subscription_merchant_code: subscription(),
        subscription_type: SubscriptionType::FixedCount,
        currency: CurrencyId::Try,
        amount: given("99.90"),
        has_trial: false,
        trial_days: 0,
        period: RecurringPeriod::Monthly,
        failure_attempts: 5,
        failure_attempt_hours: 24,
        items,
        callback_url: given("https://shop.example/hook"),
    };
    let item = |options| SubscriptionItem {
        r#type: SubscriptionItemType::Product,
        name: "Tea".into(),
        amount: given("99.90"),
        options,
    };
    let pooled = SubscriptionItemOptions::default().pool_id(SubscriptionItemPoolId::new(41));
    let required = r#""SubscriptionType": 2, "SubscriptionMerchantCode": "subscription-1", "CurrencyId": 1,
        "Amount": 99.90, "CallbackUrl": "https://shop.example/hook", "HasTrial": false, "TrialDay": 0,
        "RecurringPeriodType": 4, "FailAttempt": 5, "FailAttemptPendingHour": 24"#;
    asks!(tables::CHANGE_RECURRING;
        json(&format!(r#"{{{required}, "Items": [{{"Type": 2, "Name": "Tea", "Amount": 99.90}}]}}"#)) =>
            update_subscription(of(vec![item(SubscriptionItemOptions::default())]));
        json(&format!(
            r#"{{{required}, "RecurringPeriodCount": 12, "ApplyForPendingJob": true,
                "Items": [{{"SubscriptionItemPoolId": 41, "Type": 2, "Name": "Tea", "Amount": 99.90}}]}}"#
        )) =>
            update_subscription(of(vec![item(pooled)])).period_count(12).apply_to_pending_job(true);
    );
}

#[tokio::test]
async fn the_pools_are_asked_for_in_headers_sorted_by_id() {
    let customers = || ListSubscriptionCustomers {
        start: 0,
        length: 50,
        sort_order: PoolOrder::Ascending,
    };
    asks!(tables::CUSTOMER_POOL;
        headers(&[("length", "50"), ("sortcolumn", "Id"), ("sortvalue", "asc"), ("start", "0")]) =>
            list_subscription_customers(customers());
        headers(&[
            ("address", "Ornek Sokak 1"),
            ("city", "Ankara"),
            ("country", "Turkiye"),
            ("datefrom", "2024-06-01"),
            ("dateto", "2024-06-13"),
            ("email", "ayse@example.com"),
            ("identity", "11111111110"),
            ("lastname", "Ornek"),
            ("length", "50"),
            ("name", "Ayse"),
            ("phone", "5550000000"),
            ("sortcolumn", "Id"),
            ("sortvalue", "asc"),
            ("start", "0"),
        ]) =>
            list_subscription_customers(customers())
                .date_from(given("2024-06-01"))
                .date_to(given("2024-06-13"))
                .name("Ayse")
                .lastname("Ornek")
                .phone("5550000000")
                .email("ayse@example.com")
                .country("Turkiye")
                .city("Ankara")
                .address("Ornek Sokak 1")
                .identity_number("11111111110");
    );
    let items = || ListSubscriptionItems {
        start: 0,
        length: 50,
        sort_order: PoolOrder::Descending,
    };
    asks!(tables::ITEM_POOL;
        headers(&[("length", "50"), ("sortcolumn", "Id"), ("sortvalue", "desc"), ("start", "0")]) =>
            list_subscription_items(items());
        headers(&[
            ("amount", "9.90"),
            ("datefrom", "2024-06-01"),
            ("dateto", "2024-06-13"),
            ("itemname", "Tea"),
            ("itemtype", "2"),
            ("length", "50"),
            ("sortcolumn", "Id"),
            ("sortvalue", "desc"),
            ("start", "0"),
        ]) =>
            list_subscription_items(items())
                .date_from(given("2024-06-01"))
                .date_to(given("2024-06-13"))
                .item_type(SubscriptionItemType::Product)
                .item_name("Tea")
                .amount(given("9.90"));
    );
    asks!(tables::FIND_CUSTOMER;
        headers(&[("customername", "Ayse")]) =>
            search_subscription_customers(SearchSubscriptionCustomers { customer_name: "Ayse".into() });
    );
    asks!(tables::FIND_ITEM;
        headers(&[("itemname", "Tea")]) =>
            search_subscription_items(SearchSubscriptionItems { item_name: "Tea".into() });
    );
}
