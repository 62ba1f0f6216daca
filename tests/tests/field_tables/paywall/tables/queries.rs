//! Reads whose inputs are headers: sections 4.11 to 4.13.

use super::super::check::{Api, BOOL, Carrier, DECIMAL, Field, INT, Keys, TEXT, Table, o, r};

const fn private(path: &'static str, fields: &'static [&'static [Field]]) -> Table {
    Table {
        section: "4.11",
        api: Api::PaymentPrivate,
        keys: Keys::Private,
        method: "GET",
        path,
        carrier: Carrier::Headers,
        fields,
        left_out: &[],
    }
}

const fn public(
    section: &'static str,
    path: &'static str,
    fields: &'static [&'static [Field]],
) -> Table {
    Table {
        section,
        api: Api::Payment,
        keys: Keys::Public,
        ..private(path, fields)
    }
}

pub const QUERY: Table = private(
    "/api/paywall/private/query",
    &[&[r("merchantuniquecode", TEXT)]],
);

pub const QUERY_BY_UNIQUE_CODE: Table = private(
    "/api/paywall/private/query/by/uniquecode",
    &[&[r("uniquecode", TEXT)]],
);

pub const QUERY_BY_PAYMENT_ID: Table = private(
    "/api/paywall/private/query/by/paymentid",
    &[&[r("paymentid", INT)]],
);

pub const QUERY_BY_PRODUCT_ID: Table = private(
    "/api/paywall/private/query/by/productid",
    &[&[r("productid", TEXT), o("merchantuniquecode", TEXT)]],
);

pub const QUERY_BY_TRACKING_CODE: Table = private(
    "/api/paywall/private/query/by/trackingcode",
    &[&[r("trackingcode", TEXT), o("merchantuniquecode", TEXT)]],
);

pub const INSTALLMENTS: Table = public(
    "4.12",
    "/api/paywall/installment",
    &[&[
        r("currencyid", INT),
        r("amount", DECIMAL),
        o("binnumber", TEXT),
        r("distinctduplicates", BOOL),
        o("endoftheday", INT),
        o("posid", INT),
    ]],
);

pub const BIN_INQUIRY: Table = public(
    "4.13",
    "/api/paywall/bin/inquiry",
    &[&[r("binnumber", TEXT)]],
);
