//! The rest of the sheet that has tables or lists of inputs: sections 4.14 to 4.18 and 9 to 17. Where the sheet names a
//! field without a type, it has the type of the same name elsewhere.

use super::super::check::{
    Api, BOOL, Carrier, DECIMAL, Field, INT, Keys, LIST, OBJECT, TEXT, Table, c, o, r,
};

const fn table(
    section: &'static str,
    (api, keys): (Api, Keys),
    method: &'static str,
    path: &'static str,
    fields: &'static [&'static [Field]],
) -> Table {
    let carrier = match method.as_bytes() {
        b"GET" => Carrier::Headers,
        _ => Carrier::Json,
    };
    Table {
        section,
        api,
        keys,
        method,
        path,
        carrier,
        fields,
        left_out: &[],
    }
}

const PAYMENT: (Api, Keys) = (Api::Payment, Keys::Public);
/// The Payment API with the private keys (1.3).
const PAYMENT_PRIVATELY: (Api, Keys) = (Api::Payment, Keys::Private);
const PRIVATE: (Api, Keys) = (Api::PaymentPrivate, Keys::Private);
const MEMBER: (Api, Keys) = (Api::Member, Keys::Public);

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident = $section:literal $kind:ident $method:literal $path:literal [$($fields:tt)*];)*) => {
        $($(#[$doc])* pub const $name: Table = table($section, $kind, $method, $path, &[$($fields)*]);)*
    };
}

const MERCHANT_CODE: &[Field] = &[r("MerchantUniqueCode", TEXT)];
const PAYWALL_CODE: &[Field] = &[r("UniqueCode", TEXT)];

tables! {
    BULK_CANCEL = "4.14" PAYMENT "POST" "/api/paywall/payment/bulk/payment/cancel"
        [MERCHANT_CODE, &[r("Date", TEXT)]];
    BULK_QUERY = "4.14" PAYMENT "GET" "/api/paywall/payment/bulk/payment/query"
        [&[r("merchantuniquecode", TEXT), r("pagesize", INT), r("pagenumber", INT)]];
    ACTIVITY_LIST = "4.15" PRIVATE "GET" "/api/paywall/private/vpos/transaction/list/activity"
        [&[r("page", INT), r("pagesize", INT), r("date", TEXT)]];
    CAMPAIGNS = "4.17" PAYMENT "POST" "/api/paywall/campaign/vpos/inquiry" [&[
        o("CurrencyId", INT), o("Amount", DECIMAL), o("Card", OBJECT), o("Card.Partner", OBJECT),
        o("Card.Partner.PartnerBased", BOOL), o("Card.Partner.PartnerIdentity", TEXT), o("Card.IsSavedCard", BOOL),
        o("Card.UniqueCode", TEXT), o("Card.Number", TEXT), o("Card.ExpireMonth", TEXT), o("Card.ExpireYear", TEXT),
    ]];
    VERSION = "4.18" PAYMENT "GET" "/api/paywall/payment/version" [];
    CHECKOUT_INQUIRY = "9.2" PAYMENT "GET" "/api/paywall/checkout/inquiry" [&[r("id", INT)]];
    LINK = "9.3" PAYMENT "POST" "/api/paywall/linkqr/generate" [&[
        r("SalesType", INT), c("PhotoBase64", TEXT), r("ItemName", TEXT), r("ItemDescription", TEXT),
        r("ItemAmount", DECIMAL), o("LanguageId", INT), r("CurrencyId", INT), r("StockTrack", BOOL),
        o("StockCount", INT), r("CallbackSupport", BOOL), o("CallbackAddress", TEXT), r("InstallmentSupport", BOOL),
        o("InstallmentDynamic", BOOL), r("NotificationSupport", BOOL), o("NotificationEmail", TEXT),
        o("NotificationPhone", TEXT), o("MerchantOrderId", TEXT), o("MerchantTrackId", TEXT),
    ]];
}

const SUBSCRIPTION: &[Field] = &[r("SubscriptionMerchantCode", TEXT)];

tables! {
    /// Without the fields of the first payment: neither `PaymentAtCreation` nor `FirstPaymentDate`.
    CHANGE_RECURRING = "10" PAYMENT "PUT" "/api/paywall/recurring" [SUBSCRIPTION, &[
        r("SubscriptionType", INT), r("CurrencyId", INT), r("Amount", DECIMAL), r("CallbackUrl", TEXT),
        r("HasTrial", BOOL), r("TrialDay", INT), r("RecurringPeriodType", INT),
        c("RecurringPeriodCount", INT), r("FailAttempt", INT), r("FailAttemptPendingHour", INT), r("Items", LIST),
        r("Items[]", OBJECT), o("Items[].SubscriptionItemPoolId", INT), c("Items[].Type", INT),
        c("Items[].Name", TEXT), c("Items[].Amount", DECIMAL), o("ApplyForPendingJob", BOOL),
    ]];
    QUERY_RECURRING = "10" PAYMENT "GET" "/api/paywall/recurring/query" [&[r("subscriptionmerchantcode", TEXT)]];
    UNSUBSCRIBE = "10" PAYMENT "DELETE" "/api/paywall/recurring/unsubscribe" [SUBSCRIPTION];
    DELETE_RECURRING = "10" PAYMENT "DELETE" "/api/paywall/recurring/delete" [SUBSCRIPTION];
    RESUBSCRIBE = "10" PAYMENT "PUT" "/api/paywall/recurring/resubscribe" [SUBSCRIPTION];
    QUERY_RECURRING_PAYMENT = "10" PAYMENT "GET" "/api/paywall/recurring/query/payment"
        [&[r("subscriptionid", INT), r("paymentid", INT)]];
    RECURRING_CARDS = "10" PAYMENT "GET" "/api/paywall/recurring/card" [&[r("subscriptionid", INT)]];
    ADD_RECURRING_CARD = "10" PAYMENT "POST" "/api/paywall/recurring/card" [&[r("SubscriptionId", INT)], PAYWALL_CODE];
    REMOVE_RECURRING_CARD = "10" PAYMENT "DELETE" "/api/paywall/recurring/card" [&[r("Id", INT)]];
    APM_LIST = "11" PAYMENT "GET" "/api/paywall/apm/list" [&[
        r("currencyid", INT), o("externalid", TEXT), o("focusedfeature", TEXT), o("distinctduplicates", BOOL),
    ]];
    APM_CONFIRM_OTP = "11" PAYMENT "POST" "/api/paywall/apm/pay/confirm/otp" [PAYWALL_CODE, &[r("Otp", TEXT)]];
    APM_QUERY = "11" PAYMENT "GET" "/api/paywall/apm/query" [&[r("merchantuniquecode", TEXT)]];
    APM_REFUND = "11" PAYMENT "POST" "/api/paywall/apm/refund" [PAYWALL_CODE];
    APM_REFUND_PARTIALLY = "11" PAYMENT "POST" "/api/paywall/apm/refund/partial" [PAYWALL_CODE, &[r("Amount", DECIMAL)]];
    APM_CLOSE_PROVISION = "11" PAYMENT "POST" "/api/paywall/apm/provision/close" [PAYWALL_CODE, &[r("Amount", DECIMAL)]];
    APM_COMPLETE = "11" PAYMENT "POST" "/api/paywall/apm/complete" [PAYWALL_CODE];
}

const PAYER: &[Field] = &[
    o("Payer", OBJECT),
    o("Payer.Fullname", TEXT),
    o("Payer.CardNumber", TEXT),
    o("Payer.CardId", TEXT),
    o("Payer.Phone", TEXT),
    o("Payer.Email", TEXT),
    o("Payer.UserIdentity", TEXT),
    o("Payer.ConsumerIdentity", TEXT),
    o("Payer.Birthday", TEXT),
    o("Payer.CardAlias", TEXT),
];
const APM: &[Field] = &[
    r("CurrencyId", INT),
    r("MerchantUniqueCode", TEXT),
    r("Amount", DECIMAL),
    r("Description", TEXT),
];
/// `IsPreAuth` is not offered, and below `IsAutoCommit` is not: no state of a payment tells an amount that is only blocked
/// from one that was charged. `ApmKey` is typed int in tables and text in examples.
const APM_PAYMENT: &[Field] = &[
    c("ApmKey", TEXT),
    c("ApmConnectionId", INT),
    o("SectorId", INT),
    o("InstallmentCount", INT),
    r("Payer", OBJECT),
];
const BACK_URLS: &[Field] = &[
    r("MerchantSuccessBackUrl", TEXT),
    r("MerchantFailBackUrl", TEXT),
];
const CHECKOUT: &[Field] = &[o("IsRecurring", BOOL), o("ExpireDay", INT)];

tables! {
    APM_PAY = "11" PAYMENT "POST" "/api/paywall/apm/pay" [APM, APM_PAYMENT, PAYER];
    APM_QR = "11" PAYMENT "POST" "/api/paywall/apm/pay/qr/generate"
        [APM, APM_PAYMENT, PAYER, BACK_URLS, &[o("UserRedirectUrl", TEXT)]];
    APM_BY_ID = "11" PAYMENT "POST" "/api/paywall/apm/pay/byid" [APM, PAYER, BACK_URLS, CHECKOUT, &[r("ApmId", INT)]];
    APM_BY_KEY = "11" PAYMENT "POST" "/api/paywall/apm/pay/bykey"
        [APM, PAYER, BACK_URLS, CHECKOUT, &[r("ApmKey", TEXT)]];
    CUSTOMER_POOL = "10" PAYMENT "GET" "/api/paywall/recurring/customer/pool" [&[
        r("start", INT), r("length", INT), r("sortvalue", TEXT), r("sortcolumn", TEXT), o("datefrom", TEXT),
        o("dateto", TEXT), o("name", TEXT), o("lastname", TEXT), o("phone", TEXT), o("email", TEXT),
        o("country", TEXT), o("city", TEXT), o("address", TEXT), o("identity", TEXT),
    ]];
    FIND_CUSTOMER = "10" PAYMENT "GET" "/api/paywall/recurring/customer/pool/search" [&[r("customername", TEXT)]];
    ITEM_POOL = "10" PAYMENT "GET" "/api/paywall/recurring/item/pool" [&[
        r("start", INT), r("length", INT), r("sortvalue", TEXT), r("sortcolumn", TEXT), o("datefrom", TEXT),
        o("dateto", TEXT), o("itemtype", INT), o("itemname", TEXT), o("amount", DECIMAL),
    ]];
    FIND_ITEM = "10" PAYMENT "GET" "/api/paywall/recurring/item/pool/search" [&[r("itemname", TEXT)]];
}

const MEMBER_FIELDS: &[Field] = &[
    r("IsSubMerchant", BOOL),
    c("MemberType", INT),
    r("MemberExternalId", TEXT),
    r("MemberName", TEXT),
    r("MemberTitle", TEXT),
    c("MemberTaxOffice", TEXT),
    c("MemberTaxNumber", TEXT),
    c("MemberIdentityNumber", TEXT),
    r("MemberEmail", TEXT),
    r("MemberPhone", TEXT),
    r("MemberAddress", TEXT),
    r("ContactName", TEXT),
    r("ContactLastname", TEXT),
];
const MEMBER_DETAILS: &[Field] = &[
    o("BankAccounts", LIST),
    o("BankAccounts[]", OBJECT),
    r("BankAccounts[].CurrencyId", INT),
    r("BankAccounts[].Title", TEXT),
    r("BankAccounts[].Iban", TEXT),
    o("ValueDate", OBJECT),
    r("ValueDate.CalculationType", INT),
    r("ValueDate.CalculationValue", INT),
    r("ValueDate.Commission", DECIMAL),
];
const ID: &[Field] = &[r("Id", INT)];
const ACCOUNT: &[Field] = &[r("CurrencyId", INT), r("Title", TEXT), r("Iban", TEXT)];

tables! {
    CREATE_MEMBER = "12" MEMBER "POST" "/api/paywall/member" [MEMBER_FIELDS, MEMBER_DETAILS];
    UPDATE_MEMBER = "12" MEMBER "PUT" "/api/paywall/member" [ID, MEMBER_FIELDS];
    DELETE_MEMBER = "12" MEMBER "DELETE" "/api/paywall/member" [&[c("Id", INT), c("MemberExternalId", TEXT)]];
    MEMBERS = "12" MEMBER "GET" "/api/paywall/member" [&[r("start", INT), r("length", INT)]];
    /// Typed int, text elsewhere.
    FIND_MEMBER = "12" MEMBER "GET" "/api/paywall/member/search" [&[c("memberid", INT), c("memberexternalid", TEXT)]];
    ACCOUNTS = "12" MEMBER "GET" "/api/paywall/member/bankaccount" [&[r("memberid", INT)]];
    ADD_ACCOUNT = "12" MEMBER "POST" "/api/paywall/member/bankaccount" [&[r("MemberId", INT)], ACCOUNT];
    UPDATE_ACCOUNT = "12" MEMBER "PUT" "/api/paywall/member/bankaccount" [ID, ACCOUNT];
    DELETE_ACCOUNT = "12" MEMBER "DELETE" "/api/paywall/member/bankaccount" [ID];
    VALUE_DATE = "12" MEMBER "GET" "/api/paywall/member/valuedate" [&[r("memberid", INT)]];
    SET_VALUE_DATE = "12" MEMBER "POST" "/api/paywall/member/valuedate" [&[
        r("MemberId", INT), r("CalculationType", INT), r("CalculationValue", INT), r("Commission", DECIMAL),
    ]];
}

const PAYMENT_ID: &[Field] = &[r("PaymentId", INT)];
/// Paywall's own number here, the merchant's text in payments (19.3).
const PRODUCT_IDS: &[Field] = &[r("ProductIds", LIST), r("ProductIds[]", INT)];
const APPROVAL: &[Field] = &[
    o("Payout", OBJECT),
    o("Payout.DescriptionApply", BOOL),
    o("Payout.Description", TEXT),
    o("SameReflectionDateWithMember", BOOL),
];

tables! {
    APPROVE_PRODUCTS = "13" PAYMENT "POST" "/api/paywall/marketplace/approve/pw/product"
        [PAYMENT_ID, PRODUCT_IDS, APPROVAL];
    APPROVE_PRODUCTS_SELF = "13" PAYMENT "POST" "/api/paywall/marketplace/approve/self/product"
        [PAYMENT_ID, PRODUCT_IDS, APPROVAL];
    APPROVE_PAYMENT = "13" PAYMENT "POST" "/api/paywall/marketplace/approve/pw/payment" [PAYMENT_ID, APPROVAL];
    REJECT_PAYMENT = "13" PAYMENT "POST" "/api/paywall/marketplace/reject/payment" [PAYMENT_ID];
    APPROVALS = "13" PAYMENT "GET" "/api/paywall/marketplace/report/approval" [&[r("paymentid", INT)]];
    EARNING = "13" PAYMENT "GET" "/api/paywall/marketplace/report/earning/product" [&[r("productid", INT)]];
    TRIGGER = "13" PAYMENT "POST" "/api/paywall/marketplace/manual/trigger/start" [&[
        r("CurrencyId", INT), r("DateFrom", TEXT), r("DateTo", TEXT), o("TestMode", BOOL), o("SkipExistsControl", BOOL),
    ]];
    TRIGGERED = "13" PAYMENT "GET" "/api/paywall/marketplace/manual/trigger/inquiry" [&[r("jobid", TEXT)]];
    PRODUCTS = "13" PAYMENT_PRIVATELY "GET" "/api/paywall/product" [&[r("paymentid", INT)]];
    CARGO_COST = "13" PAYMENT_PRIVATELY "POST" "/api/paywall/product/cargocost"
        [&[r("ProductId", INT), r("CargoOwnerType", INT), r("CargoCost", DECIMAL)]];
    DISCOUNT = "13" PAYMENT_PRIVATELY "POST" "/api/paywall/product/discount" [&[
        r("ProductId", INT), r("DiscountOwnerType", INT), r("DiscountType", INT), r("DiscountValue", DECIMAL),
    ]];
    RECONCILE = "14" PRIVATE "POST" "/api/paywall/private/vpos/reconciliation/reconcile" [&[
        r("Date", TEXT), r("TotalCount", INT), r("TotalAmount", DECIMAL), r("SuccessfulCount", INT),
        r("SuccessfulAmount", DECIMAL), r("UnsuccessfulCount", INT), r("UnsuccessfulAmount", DECIMAL),
        r("RefundCount", INT), r("RefundAmount", DECIMAL), r("PartialRefundCount", INT),
        r("PartialRefundAmount", DECIMAL), r("CancelCount", INT), r("CancelAmount", DECIMAL),
    ]];
    RECONCILIATION = "14" PRIVATE "GET" "/api/paywall/private/vpos/reconciliation" [&[r("reconciliationdate", TEXT)]];
    END_OF_DAY = "14" PRIVATE "GET" "/api/paywall/private/vpos/reconciliation/endofday" [&[r("endofdaydate", TEXT)]];
    RECONCILIATIONS = "14" PRIVATE "GET" "/api/paywall/private/vpos/reconciliation/list" [&[
        r("datefrom", TEXT), r("dateto", TEXT), r("start", INT), r("length", INT), o("sortvalue", TEXT),
    ]];
}

const PAYOUT: &[Field] = &[
    r("PayoutProviderKey", TEXT),
    o("MerchantGroupCode", TEXT),
    r("MerchantUniqueCode", TEXT),
    r("Description", TEXT),
    r("Amount", DECIMAL),
    r("CurrencyId", INT),
    o("CallbackSupport", BOOL),
    c("CallbackAddress", TEXT),
];
const CARD_ID: &[Field] = &[r("CardId", INT)];

tables! {
    PAYOUT_BALANCE = "15" PAYMENT_PRIVATELY "GET" "/api/paywall/payout/balance" [&[r("payoutconnectionid", INT)]];
    PAYOUT_BALANCE_MAIN = "15" PAYMENT_PRIVATELY "GET" "/api/paywall/payout/balance/main" [&[r("currencyid", INT)]];
    PAYOUT_TO_MEMBER = "15" PAYMENT_PRIVATELY "POST" "/api/paywall/payout/send/member" [PAYOUT, &[r("MemberId", INT)]];
    PAYOUT_TO_ACCOUNT = "15" PAYMENT_PRIVATELY "POST" "/api/paywall/payout/send/account" [PAYOUT, &[
        r("ReceiverTitle", TEXT), r("ReceiverAccount", TEXT), c("ReceiverIdentity", TEXT),
    ]];
    QUERY_PAYOUT = "15" PAYMENT_PRIVATELY "GET" "/api/paywall/payout/query" [&[r("merchantuniquecode", TEXT)]];
    VERIFY_ACCOUNT = "15" PAYMENT_PRIVATELY "GET" "/api/paywall/payout/verify/account/identity" [&[
        r("providerkey", TEXT), r("currencyid", INT), r("identity", TEXT),
    ]];
    PRODUCE_VIRTUAL = "16" PAYMENT_PRIVATELY "POST" "/api/paywall/card/production/virtual" [&[
        r("CardProductionKey", TEXT), r("Description", TEXT), r("Phone", TEXT), o("ExternalId", TEXT),
    ]];
    ADD_PHYSICAL = "16" PAYMENT_PRIVATELY "POST" "/api/paywall/card/production/physical/add" [&[
        r("CardProductionKey", TEXT), r("Description", TEXT), r("Phone", TEXT), o("ExternalId", TEXT),
        r("Number", TEXT), r("ExpireMonth", TEXT), r("ExpireYear", TEXT), r("Cvv", TEXT),
    ]];
    PRODUCTION_BALANCE = "16" PAYMENT_PRIVATELY "GET" "/api/paywall/card/production/balance"
        [&[r("cardproductionkey", TEXT)]];
    DISABLE = "16" PAYMENT_PRIVATELY "PUT" "/api/paywall/card/production/disable" [CARD_ID];
    ENABLE = "16" PAYMENT_PRIVATELY "PUT" "/api/paywall/card/production/enable" [CARD_ID];
    DELETE_PRODUCED = "16" PAYMENT_PRIVATELY "DELETE" "/api/paywall/card/production/delete" [CARD_ID];
    INCREASE = "16" PAYMENT_PRIVATELY "POST" "/api/paywall/card/production/balance/increase"
        [CARD_ID, &[r("Amount", DECIMAL)]];
    DECREASE = "16" PAYMENT_PRIVATELY "POST" "/api/paywall/card/production/balance/decrease"
        [CARD_ID, &[r("Amount", DECIMAL)]];
    /// Typed text.
    PRODUCED = "16" PAYMENT_PRIVATELY "GET" "/api/paywall/card/production/detail" [&[r("cardid", TEXT)]];
    /// `cardid` is marked as required, and clearly a filter.
    PRODUCED_LIST = "16" PAYMENT_PRIVATELY "GET" "/api/paywall/card/production/list" [&[
        r("start", INT), r("length", INT), o("cardid", TEXT), o("cardnumber", TEXT), o("phone", TEXT),
        o("externalid", TEXT),
    ]];
    CHANGE_PHONE = "16" PAYMENT_PRIVATELY "PUT" "/api/paywall/card/production/phone" [CARD_ID, &[r("Phone", TEXT)]];
    CHANGE_DESCRIPTION = "16" PAYMENT_PRIVATELY "PUT" "/api/paywall/card/production/description"
        [CARD_ID, &[r("Description", TEXT)]];
    PRODUCED_TRANSACTIONS = "16" PAYMENT_PRIVATELY "GET" "/api/paywall/card/production/transaction" [&[
        r("page", INT), r("cardid", TEXT), r("datefrom", TEXT), r("dateto", TEXT),
    ]];
    CHANGE_PIN = "16" PAYMENT_PRIVATELY "PUT" "/api/paywall/card/production/pin" [CARD_ID, &[r("Pin", TEXT)]];
}
