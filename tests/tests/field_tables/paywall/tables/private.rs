//! What undoes payments, on the Payment private API with the private keys: sections 4.7 to 4.10.

use super::super::check::{
    Api, BOOL, Carrier, DECIMAL, Field, INT, Keys, OBJECT, TEXT, Table, o, r,
};

const fn table(
    section: &'static str,
    path: &'static str,
    fields: &'static [&'static [Field]],
) -> Table {
    Table {
        section,
        api: Api::PaymentPrivate,
        keys: Keys::Private,
        method: "POST",
        path,
        carrier: Carrier::Json,
        fields,
        left_out: &[],
    }
}

const DATE: &[Field] = &[r("Date", TEXT)];
const MERCHANT_CODE: &[Field] = &[r("MerchantUniqueCode", TEXT)];
const PAYWALL_CODE: &[Field] = &[r("UniqueCode", TEXT)];
const PAYMENT_ID: &[Field] = &[r("PaymentId", INT)];
const EXISTING_RECORDS: &[Field] = &[
    o("MarketPlace", OBJECT),
    o("MarketPlace.DeleteExistingRecords", BOOL),
];
const COMPLETE: &[Field] = &[o("CompletePartialRefund", BOOL)];

/// `MarketPlace` is in the examples only.
const PARTIAL: &[Field] = &[
    r("Amount", DECIMAL),
    o("MarketPlace", OBJECT),
    o("MarketPlace.ProviderCommissionUpdate", BOOL),
    o("MarketPlace.Platform", OBJECT),
    o("MarketPlace.Platform.Decrease", BOOL),
    o("MarketPlace.Platform.DecreaseAmount", DECIMAL),
    o("MarketPlace.Member", OBJECT),
    o("MarketPlace.Member.Decrease", BOOL),
    o("MarketPlace.Member.DecreaseAmount", DECIMAL),
];

pub const REFUND: Table = table(
    "4.7",
    "/api/paywall/private/refund",
    &[DATE, MERCHANT_CODE, COMPLETE, EXISTING_RECORDS],
);

pub const REFUND_BY_UNIQUE_CODE: Table = table(
    "4.7",
    "/api/paywall/private/refund/by/uniquecode",
    &[DATE, PAYWALL_CODE, COMPLETE, EXISTING_RECORDS],
);

pub const REFUND_PARTIALLY: Table = table(
    "4.8",
    "/api/paywall/private/refund/partial",
    &[DATE, MERCHANT_CODE, PARTIAL],
);

pub const REFUND_PARTIALLY_BY_PAYMENT_ID: Table = table(
    "4.8",
    "/api/paywall/private/refund/partial/by/paymentid",
    &[DATE, PAYMENT_ID, PARTIAL],
);

pub const REFUND_PARTIALLY_BY_UNIQUE_CODE: Table = table(
    "4.8",
    "/api/paywall/private/refund/partial/by/uniquecode",
    &[DATE, PAYWALL_CODE, PARTIAL],
);

pub const CANCEL: Table = table(
    "4.9",
    "/api/paywall/private/cancel",
    &[DATE, MERCHANT_CODE, EXISTING_RECORDS],
);

/// A capital letter in the path, unlike its siblings.
pub const CANCEL_BY_UNIQUE_CODE: Table = table(
    "4.9",
    "/api/paywall/private/cancel/by/uniqueCode",
    &[DATE, PAYWALL_CODE, EXISTING_RECORDS],
);

/// Both codes, no date; 0 or nothing means the full amount.
pub const REVERT: Table = table(
    "4.10",
    "/api/paywall/private/revert",
    &[
        PAYWALL_CODE,
        MERCHANT_CODE,
        &[o("Amount", DECIMAL)],
        EXISTING_RECORDS,
    ],
);

pub const REVERT_BY_PAYMENT_ID: Table = table(
    "4.10",
    "/api/paywall/private/revert/by/paymentid",
    &[PAYMENT_ID, &[o("Amount", DECIMAL)], EXISTING_RECORDS],
);
