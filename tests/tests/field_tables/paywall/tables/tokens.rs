//! Tokens for a browser: section 4.16.

use super::super::check::{Api, BOOL, Carrier, INT, Keys, TEXT, Table, c, o, r};

/// `ClientSdk` and `ScopeBased` are required on newer English pages and absent from the Turkish one.
pub const TEMP_TOKEN: Table = Table {
    section: "4.16",
    api: Api::Payment,
    keys: Keys::Public,
    method: "POST",
    path: "/api/paywall/temptoken",
    carrier: Carrier::Json,
    fields: &[&[
        r("ClientCardSave", BOOL),
        r("ThreeDSession", BOOL),
        r("ExpiryMin", INT),
        o("ClientSdk", BOOL),
        o("ScopeBased", BOOL),
        c("Scope", INT),
    ]],
    left_out: &[],
};

/// With the header `token` alone: a browser has no keys.
pub const TEMP_CARD: Table = Table {
    section: "4.16",
    api: Api::Payment,
    keys: Keys::Token,
    method: "POST",
    path: "/api/paywall/tempcard",
    carrier: Carrier::Json,
    fields: &[&[
        r("CardType", INT),
        r("CardOwnerName", TEXT),
        c("CardNumber", TEXT),
        c("CardCvv", TEXT),
        c("CardExpiryMonth", TEXT),
        c("CardExpiryYear", TEXT),
        c("CardNoFirst", TEXT),
        c("CardNoLast", TEXT),
        c("IdentityNumber", TEXT),
        r("ExpiryMin", INT),
    ]],
    left_out: &[],
};
