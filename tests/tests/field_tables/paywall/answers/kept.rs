//! Nothing of an answer is lost: what was read, written as JSON again, has every field of the sheet's lists. Fields that
//! are given out by no name (secrets) and those that the client leaves out are listed with each answer.

use std::collections::BTreeMap;

use generated_client::paywall::alternative_payments::{
    CaptureApmPayment, CreateApmQrPayment, CreateApmQrPaymentAnswer, ListPaymentMethods,
    QueryApmPayment, QueryApmPaymentAnswer, RefundApmPayment, RefundApmPaymentAnswer,
    StartApmCheckoutByKey, StartApmCheckoutByKeyAnswer, StartApmPayment, StartApmPaymentAnswer,
};
use generated_client::paywall::bulk_payments::{
    CancelBulkPayment, CancelBulkPaymentAnswer, StartBigBulkPayment, StartBigBulkPaymentAnswer,
    StartBulkPayment, StartBulkPaymentAnswer,
};
use generated_client::paywall::card_production::{
    CreateVirtualCard, GetProducedCard, ListProducedCardTransactions, ListProducedCards,
};
use generated_client::paywall::hosted_pages::{
    CreatePaymentLink, QueryCheckoutPage, QueryCheckoutPageAnswer,
};
use generated_client::paywall::installments::ListCampaigns;
use generated_client::paywall::marketplace::{
    QueryApprovals, QueryEarningTransfer, QueryEarningTransferAnswer, QueryProductEarning,
    StartEarningTransfer, StartEarningTransferAnswer,
};
use generated_client::paywall::members::GetMemberValueDate;
use generated_client::paywall::payouts::{
    QueryPayout, QueryPayoutAnswer, QueryPayoutBalance, VerifyPayoutAccount,
};
use generated_client::paywall::reconciliation::{
    ListReconciliations, QueryEndOfDay, QueryReconciliation, QueryReconciliationAnswer,
};
use generated_client::paywall::recurring_payments::{
    ListSubscriptionCards, ListSubscriptionCustomers, ListSubscriptionItems, QuerySubscription,
    QuerySubscriptionPayment, QuerySubscriptionPaymentAnswer, SearchSubscriptionCustomers,
    SearchSubscriptionItems,
};
use generated_client::paywall::split_payments::{StartSplitPayment, StartSplitPaymentAnswer};
use serde_json::Value;
use vezne_runtime::Timestamp;

use super::done;
use super::texts::success;

/// The texts of all values, by their paths.
fn leaves(value: &Value) -> BTreeMap<String, String> {
    fn walk(path: &str, value: &Value, found: &mut BTreeMap<String, String>) {
        match value {
            Value::Null => {}
            Value::Object(object) => {
                for (name, value) in object {
                    walk(&format!("{path}.{name}"), value, found);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    walk(&format!("{path}.{index}"), value, found);
                }
            }
            Value::String(text) => {
                found.insert(path.to_owned(), text.clone());
            }
            other => {
                found.insert(path.to_owned(), other.to_string());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk("", value, &mut found);
    found
}

/// Whether both are one value: the same text, number or moment (offset-less times are Türkiye's).
fn same(sent: &str, read: &str) -> bool {
    let moment = |text: &str| {
        let text = text.trim().to_owned();
        let zoned = format!("{text}+03:00");
        text.parse::<Timestamp>()
            .or_else(|_| zoned.parse::<Timestamp>())
            .ok()
    };
    sent == read
        || matches!((sent.parse::<f64>(), read.parse::<f64>()), (Ok(a), Ok(b)) if a == b)
        || matches!((moment(sent), moment(read)), (Some(a), Some(b)) if a == b)
}

/// Asserts that `read` has all of `body` but `lost`, which are names of fields.
#[track_caller]
fn whole(body: &str, read: &Value, lost: &[&str]) {
    let sent = leaves(&serde_json::from_str(body).expect("a body"));
    let read = leaves(read);
    let mut wrong = Vec::new();
    for (path, value) in &sent {
        let named = path.split('.').any(|name| lost.contains(&name));
        match read.get(path) {
            None if named => {}
            None => wrong.push(format!("{path} is lost")),
            Some(_) if named => wrong.push(format!("{path} is not lost")),
            Some(read) if same(value, read) => {}
            Some(read) => wrong.push(format!("{path} was {value} and is {read}")),
        }
    }
    for path in read.keys().filter(|path| !sent.contains_key(*path)) {
        wrong.push(format!("{path} is from nowhere"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Reads this `Body` and holds what was read against it.
macro_rules! kept {
    ($operation:ty, $body:expr, lost: $lost:expr) => {
        kept!($operation, $body, all => all, lost: $lost)
    };
    ($operation:ty, $body:expr, $outcome:pat => $payload:expr, lost: $lost:expr) => {{
        let body = $body;
        #[allow(irrefutable_let_patterns)]
        let $outcome = done::<$operation>(&success(body)) else {
            panic!("another outcome")
        };
        whole(body, &serde_json::to_value(&$payload).expect("JSON"), $lost);
    }};
}

const GONE: &[&str] = &[];

#[test]
fn nothing_of_subscriptions_is_lost() {
    // `Customer` is left out: section 10.2 does not name its fields.
    kept!(
        QuerySubscription,
        r#"{"Id": 9474444843, "CurrencyId": 1, "SubscriptionType": 2,
            "SubscriptionCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "SubscriptionMerchantCode": "subscription-1",
            "Amount": 99.90, "CallbackUrl": "https://shop.example/hook", "HasTrial": true, "TrialDay": 10,
            "RecurringPeriodType": 4, "FailAttempt": 5, "FailAttemptPendingHour": 24, "Card": {"CardCount": 2},
            "Customer": {"Name": "Ayse"}, "Items": [{"Type": 2, "Name": "Tea", "Amount": 99.90}],
            "Jobs": [{"RecurringDateTime": "2026-12-01T05:00:00", "IsComplete": false}],
            "InsertDateTime": "2026-11-01T05:00:00.5", "IsActive": true}"#,
        lost: &["Customer"]
    );
    kept!(
        QuerySubscriptionPayment,
        r#"{"SubscriptionId": 9474444843, "SubscriptionStatusType": 3, "PaymentSuccess": true,
            "SubscriptionMerchantCode": "subscription-1", "Payment": {"Id": 8013143466, "CardOwnerName": "AYSE ORNEK",
            "CardNumber": "450803******4509", "CurrencyId": 1, "InstallmentId": 3, "Amount": 99.90,
            "Activities": [{"PaymentActivityId": 8013143467, "PaymentStatusId": 4, "PaymentStatus": "a status",
                "PaymentActivityTypeId": 1, "PaymentActivityType": "a type"}]}}"#,
        QuerySubscriptionPaymentAnswer::Done(payment) => payment,
        lost: &["CardNumber"]
    );
    kept!(
        ListSubscriptionCards,
        r#"[{"Id": 9474444843, "Priority": 1, "CardNumber": "450803******4509", "ExpiryMonth": 3, "ExpiryYear": 2030,
            "Type": "Credit", "Kind": "Bireysel Kart", "Bank": "AKBANK T.A.Ş.", "Brand": "Visa", "Family": "Axess"}]"#,
        lost: &["CardNumber"]
    );
    let customer = r#"{"Id": 31, "CustomerName": "Ayse", "CustomerLastname": "Ornek", "CustomerPhone": "5550000000",
        "CustomerEmail": "ayse@example.com", "CustomerCountry": "Turkiye", "CustomerCity": "Ankara",
        "CustomerAddress": "Ornek Sokak 1", "CustomerIdentity": "11111111110",
        "LastChangesDateTime": "2026-11-01T05:00:00", "ActiveUsedSubscription": 1}"#;
    // The form of `ActiveUsedSubscription` is not said.
    let lost = &["CustomerIdentity", "ActiveUsedSubscription"];
    let page = format!(r#"{{"TotalRecord": 1, "Data": [{customer}]}}"#);
    kept!(ListSubscriptionCustomers, page.as_str(), lost: lost);
    let list = format!("[{customer}]");
    kept!(SearchSubscriptionCustomers, list.as_str(), lost: lost);
    let item = r#"{"Id": 41, "Type": 2, "Name": "Tea", "Amount": 99.90, "LastChangesDateTime": "2026-11-01T05:00:00",
        "ActiveUsedSubscription": true}"#;
    let lost = &["ActiveUsedSubscription"];
    let page = format!(r#"{{"TotalRecord": 1, "Data": [{item}]}}"#);
    kept!(ListSubscriptionItems, page.as_str(), lost: lost);
    let list = format!("[{item}]");
    kept!(SearchSubscriptionItems, list.as_str(), lost: lost);
}

#[test]
fn nothing_of_pages_and_links_is_lost() {
    // The two addresses are in the example only.
    kept!(
        QueryCheckoutPage,
        r#"{"Id": 9474444843, "Guid": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "UniqueCode": "order-1", "LanguageId": 1,
            "CurrencyId": 1, "CurrencyName": "TRY", "Amount": 1500.30, "Installment": 3, "InstallmentSupport": true,
            "InstallmentDynamic": false, "ShowProduct": true, "ReceiverInfoSupport": true,
            "ReceiverAddressSupport": false, "SuccessBackUrl": "https://shop.example/ok",
            "FailBackUrl": "https://shop.example/fail", "CardWallSupport": true, "CardWallExpirationMin": 10,
            "ExpiryTime": "2026-12-31T23:59:00", "AnyPayment": true, "SuccessPayment": true}"#,
        QueryCheckoutPageAnswer::Done(page) => page,
        lost: &["SuccessBackUrl", "FailBackUrl"]
    );
    kept!(
        CreatePaymentLink,
        r#"{"Link": "https://dev-link.itspaywall.com/1", "Id": 9474444843, "MerchantOrderId": "order-1",
            "MerchantTrackId": "track-1", "Amount": 10.10}"#,
        lost: GONE
    );
    kept!(
        ListCampaigns,
        r#"{"Campaigns": [{"CurrencyId": 1, "Amount": 10.10, "CampaignIndex": "1", "CampaignCode": "code",
            "CampaignDescription": "a description"}]}"#,
        all => serde_json::json!({ "Campaigns": all }),
        lost: GONE
    );
}

#[test]
fn nothing_of_splits_and_bulks_is_lost() {
    let bulk = r#"{"BulkPaymentId": 9474444843, "MerchantUniqueCode": "bulk-1", "Payments": [{"PaymentId": 8013143466,
        "UniqueCode": "3F2504E0-4F89-41D3-9A0C-0305E82C3301", "MerchantUniqueCode": "order-1"}]}"#;
    kept!(StartBulkPayment, bulk, StartBulkPaymentAnswer::Accepted(bulk) => bulk, lost: GONE);
    kept!(
        StartBigBulkPayment,
        r#"{"BulkPaymentId": 9474444843, "BatchSize": 1000, "BatchCount": 3, "ProcessedBatchCount": 1,
            "NotProcessedBatchCount": 2, "MerchantUniqueCode": "bulk-1"}"#,
        StartBigBulkPaymentAnswer::Accepted(bulk) => bulk,
        lost: GONE
    );
    // A second `Result` says that it was accepted; `Error` of a part is of no stated form.
    kept!(
        CancelBulkPayment,
        r#"{"Result": true, "BulkPaymentId": 9474444843, "TotalPaymentCount": 2}"#,
        CancelBulkPaymentAnswer::Accepted(cancelled) => cancelled,
        lost: &["Result"]
    );
    let part = r#"{"PaymentId": 8013143466, "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "MerchantUniqueCode": "order-1", "IsSuccessful": true, "StatusMessage": "Success", "Error": null}"#;
    let split = format!(
        r#"{{"ErrorCode": 0, "Result": true, "Message": "a message", "Body": {{"SplitPaymentId": 9474444843,
            "MerchantUniqueCode": "split-1", "Status": 4, "Payments": [{part}]}}}}"#
    );
    let (StartSplitPaymentAnswer::Accepted(read) | StartSplitPaymentAnswer::Open(read)) =
        done::<StartSplitPayment>(&split)
    else {
        panic!("another outcome")
    };
    let read = serde_json::to_value(&read).expect("JSON");
    whole(&split, &read, &["Result"]);
}

#[test]
fn nothing_of_alternative_payments_is_lost() {
    kept!(
        ListPaymentMethods,
        r#"[{"ProviderId": 3, "ProviderKey": "Papara", "ProviderName": "a provider", "CategoryName": "Wallet",
            "ConnectionId": 31, "ExternalIdSupport": true, "ExternalId": "external-1",
            "Logo": "https://shop.example/logo.png", "Features": {"OtpBased": true, "QrBased": false,
            "CheckoutBased": true, "DirectPayBased": false}}]"#,
        lost: GONE
    );
    // What the provider itself answered may be of any form.
    let transaction = r#""ApmTransactionId": 9474444843, "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "MerchantUniqueCode": "order-1", "Amount": 10.10"#;
    let dummy =
        r#""ProviderDummyResponse": {"ErrorCode": "E1", "Body": {"any": 1}, "HttpCode": 200}"#;
    let key = r#""ApmKey": "Papara", "ApmConnectionId": 31"#;
    let paid = format!(r#"{{{key}, {transaction}, "PendingOtpConfirm": true, {dummy}}}"#);
    kept!(
        StartApmPayment,
        paid.as_str(),
        (StartApmPaymentAnswer::Accepted(payment) | StartApmPaymentAnswer::Open(payment)) => payment,
        lost: &["PendingOtpConfirm", "Body"]
    );
    let qr = format!(
        r#"{{{key}, {transaction}, {dummy}, "QrDetail": {{"FormatType": 1, "Content": "aGVsbG8="}}}}"#
    );
    kept!(
        CreateApmQrPayment,
        qr.as_str(),
        CreateApmQrPaymentAnswer::Accepted(payment) => payment,
        lost: &["Body"]
    );
    let page = format!(
        r#"{{"RedirectUrl": "https://dev-payment-agent.itspaywall.com/1", "Transaction": {{{transaction}}}}}"#
    );
    kept!(
        StartApmCheckoutByKey,
        page.as_str(),
        StartApmCheckoutByKeyAnswer::Accepted(page) => page,
        lost: GONE
    );
    let refund = format!("{{{transaction}, {dummy}}}");
    kept!(
        RefundApmPayment,
        refund.as_str(),
        RefundApmPaymentAnswer::Accepted(refund) => refund,
        lost: &["Body"]
    );
    kept!(
        QueryApmPayment,
        r#"{"ApmConnectionId": 31, "ApmProviderKey": "Papara", "ApmTransactionId": 9474444843, "CurrencyId": 1,
            "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "MerchantUniqueCode": "order-1",
            "MerchantSuccessBackUrl": "https://shop.example/ok", "MerchantFailBackUrl": "https://shop.example/fail",
            "Amount": 10.10, "Description": "Tea", "ChannelType": 1, "StatusId": 4, "Status": "a status", "TypeId": 1,
            "Type": "a type", "Ip": "192.0.2.7", "DateTime": "2026-11-01T05:00:00"}"#,
        QueryApmPaymentAnswer::Done(payment) => payment,
        lost: GONE
    );
    kept!(
        CaptureApmPayment,
        r#"{"LinkModel": {"any": 1}, "ApmTransactionDate": "2026-11-01T05:00:00",
            "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "MerchantUniqueCode": "order-1",
            "TrackingCode": "track-2", "Amount": 10.10, "ApmTransactionId": 9474444843, "KeyType": 3,
            "ApmProviderMessage": "a message"}"#,
        lost: &["LinkModel"]
    );
}

#[test]
fn nothing_of_the_marketplace_and_reconciliation_is_lost() {
    kept!(
        QueryApprovals,
        r#"{"Approved": [{"ProductId": 8013143466}], "NotApproved": [{"ProductId": 2}]}"#,
        lost: GONE
    );
    kept!(
        QueryProductEarning,
        r#"{"PaymentId": 9474444843, "ProductId": 8013143466, "ProductExternalId": "p-1", "ProductName": "Tea",
            "ProductAmount": 70.0000, "MerchantEarningId": 1, "MerchantEarning": 8.90,
            "MerchantReflectionDate": "2026-11-01T00:00:00", "SubMerchantEarningId": 2, "SubMerchantEarning": 61.10,
            "SubMerchantReflectionDate": "2026-11-02T00:00:00", "MerchantEarningStatusId": 10,
            "MerchantPayoutTransactionId": 3, "SubMerchantEarningStatusId": 11, "SubMerchantPayoutTransactionId": 4}"#,
        lost: GONE
    );
    let job = r#""JobId": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "DateFrom": "2024-06-01T00:00:00",
        "DateTo": "2024-06-13T00:00:00", "Earning": 70.10, "Count": 2"#;
    let started = format!("{{{job}}}");
    kept!(
        StartEarningTransfer,
        started.as_str(),
        StartEarningTransferAnswer::Accepted(transfer) => transfer,
        lost: GONE
    );
    let asked = format!(
        r#"{{{job}, "AnySuccess": true, "Results": [{{"Result": true, "ResultMessage": "a message"}}]}}"#
    );
    kept!(
        QueryEarningTransfer,
        asked.as_str(),
        (QueryEarningTransferAnswer::Done(transfer) | QueryEarningTransferAnswer::Open(transfer)) => transfer,
        lost: GONE
    );
    kept!(
        GetMemberValueDate,
        r#"{"Id": 51, "CalculationType": 1, "CalculationValue": 100, "Commission": 0.25}"#,
        lost: GONE
    );
    kept!(
        QueryEndOfDay,
        r#"{"EndOfDayId": 9474444843, "TotalCount": 15, "TotalAmount": 150.10, "SuccessfulCount": 1,
            "SuccessfulAmount": 10.10, "UnsuccessfulCount": 2, "UnsuccessfulAmount": 20.20, "RefundCount": 3,
            "RefundAmount": 30.30, "PartialRefundCount": 4, "PartialRefundAmount": 40.40, "CancelCount": 5,
            "CancelAmount": 50.50}"#,
        lost: GONE
    );
    kept!(
        QueryReconciliation,
        r#"{"IsReconciled": true, "InsertDateTime": "2024-06-14T00:31:00", "UpdateDateTime": "2024-06-14T00:32:00",
            "ReconciliationDate": "2024-06-13T00:00:00+03:00"}"#,
        QueryReconciliationAnswer::Done(state) => state,
        lost: GONE
    );
    kept!(
        ListReconciliations,
        r#"{"Data": [{"ReconciliationId": 9474444843, "ReconciliationDate": "2024-06-13T00:00:00", "IsReconciled": true,
            "InsertDateTime": "2024-06-14T00:31:00", "UpdateDateTime": null}], "TotalRecord": 1}"#,
        lost: GONE
    );
}

#[test]
fn nothing_of_payouts_is_lost() {
    // `ProviderDump` is the provider's own answer, of any form.
    kept!(
        QueryPayoutBalance,
        r#"{"Balances": [{"TotalBalance": 10.10, "LockedBalance": 1.10, "AvailableBalance": 9.00}],
            "ProviderDump": "any", "ProviderHttpStatus": 200, "ProviderConnectedId": 31, "ProviderId": 3,
            "ProviderKey": "Vepara", "CurrencyId": 1}"#,
        lost: &["ProviderDump"]
    );
    kept!(
        QueryPayout,
        r#"{"PayoutConnectionId": 31, "PayoutProviderKey": "Vepara", "PayoutTransactionId": 9474444843, "CurrencyId": 1,
            "MerchantGroupCode": "group-1", "MerchantUniqueCode": "payout-1",
            "UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "Amount": 1500.30, "Description": "Rent",
            "ReceiverTitle": "Ornek A.S.", "ReceiverIban": "TR33", "ReceiverAccountNumber": "account-1",
            "ChannelId": 1, "Channel": "a channel", "StatusId": 3, "Status": "a status", "TypeId": 1, "Type": "a type",
            "Ip": "192.0.2.7", "DateTime": "2026-11-01T05:00:00"}"#,
        QueryPayoutAnswer::Done(payout) => payout,
        lost: &["ReceiverIban", "ReceiverAccountNumber"]
    );
    // That the account exists is the outcome.
    kept!(
        VerifyPayoutAccount,
        r#"{"ProviderConnectedId": 31, "ProviderId": 3, "ProviderKey": "Vepara", "CurrencyId": 1,
            "AccountDetail": {"AccountExists": true, "UserIdentity": "11111111110", "Firstname": "Ayse",
            "Lastname": "Ornek", "PersonalIdentity": "11111111110", "AccountNumber": "1"}}"#,
        lost: &["AccountExists", "UserIdentity", "PersonalIdentity", "AccountNumber"]
    );
}

#[test]
fn nothing_of_produced_cards_is_lost() {
    kept!(
        CreateVirtualCard,
        r#"{"CardId": 9474444843, "CardIdExternal": "e-1", "ExternalId": "external-1", "CardNumber": "4508034508034509",
            "ExpiryMonth": "8", "ExpiryYear": "27"}"#,
        lost: &["CardNumber"]
    );
    kept!(
        GetProducedCard,
        r#"{"CardId": 9474444843, "CardIdExternal": "e-1", "ExternalId": "external-1",
            "BalanceInfo": {"TotalBalance": 10.10}, "CardInfo": {"CardNumberMasked": "450803******4509",
            "CardNumber": "4508034508034509", "ExpiryMonth": "8", "ExpiryYear": "27", "Cvv": "000"}}"#,
        lost: &["CardNumber", "Cvv"]
    );
    kept!(
        ListProducedCards,
        r#"{"Data": [{"Id": 9474444843, "CardProductionName": "a producer", "CardExternalId": "e-1", "ExternalId": null,
            "InsertDateTime": "2026-11-01T05:00:00", "Phone": "5550000000", "CardNumber": "450803******4509",
            "ExpiryMonth": "8", "ExpiryYear": "27", "LastActivityTypeId": 7, "IsActive": true, "IsDelete": false,
            "Description": "Travel", "LastActivityType": "a type", "Usable": true}], "TotalRecord": 1}"#,
        lost: &["CardNumber", "LastActivityType"]
    );
    kept!(
        ListProducedCardTransactions,
        r#"{"Page": 1, "PageItemCount": 50, "TotalItemCount": 1, "TotalPageCount": 1, "PageSkip": 0,
            "Transactions": [{"TransactionId": 8013143466, "CardNumber": "450803******4509",
            "DateTime": "2026-11-01T05:00:00", "Amount": 10.10, "MerchantId": 7, "CardType": 1, "CardId": 9474444843,
            "CardDescription": "Travel", "Description": "Tea", "AvailableBalance": 9.00}]}"#,
        lost: &["CardNumber", "PageSkip"]
    );
}
