//! Payments of several cards, and the link of 3-D: sections 4.4 and 4.14.

use super::super::check::{BOOL, DECIMAL, Field, INT, LIST, OBJECT, TEXT, Table, c, o, r};
use super::payments::{CARD, CARD_OF_ANY_KIND, CUSTOMER, DETAIL, DETAIL_3D, PRODUCTS, table};

/// The same as 4.3; the example has no PayWatch.
pub const START_3D_MODEL: Table = Table {
    left_out: &[
        (
            "PaymentDetail.Half3D",
            "4.4: what differs from 4.3 is unknown",
        ),
        ("PaymentDetail.PayWatch", "4.4: not in the example"),
        (
            "PaymentDetail.PayWatchMultipleSupport",
            "4.4: not in the example",
        ),
        ("PaymentDetail.PayWatchMultiple", "4.4: not in the example"),
    ],
    ..table(
        "4.4",
        "/api/paywall/payment/start3dmodel",
        &[
            DETAIL,
            DETAIL_3D,
            CARD,
            CARD_OF_ANY_KIND,
            CUSTOMER,
            PRODUCTS,
        ],
    )
};

/// The table swaps types and misspells `Installment`; the examples are followed.
const SEVERAL: &[Field] = &[
    r("PaymentDetail", OBJECT),
    r("PaymentDetail.Amount", DECIMAL),
    r("PaymentDetail.MerchantUniqueCode", TEXT),
    r("PaymentDetail.CurrencyId", INT),
    r("PaymentDetail.Installment", INT),
    c("PaymentDetail.CallbackAddress", TEXT),
    r("PaymentDetail.ClientIP", TEXT),
    o("PaymentDetail.Half2D", BOOL),
    o("PaymentDetail.ProviderBased", BOOL),
    c("PaymentDetail.ProviderKey", TEXT),
    o("PaymentDetail.TrackingCode", TEXT),
    o("PaymentDetail.PosBased", BOOL),
    c("PaymentDetail.PosId", INT),
    o("PaymentDetail.AutoRollback", BOOL),
    r("CardModel", INT),
    r("Payments", LIST),
    r("Payments[]", OBJECT),
    r("Payments[].Customer", OBJECT),
    r("Payments[].Customer.FullName", TEXT),
    r("Payments[].Customer.Phone", TEXT),
    r("Payments[].Customer.Email", TEXT),
    r("Payments[].Customer.Country", TEXT),
    r("Payments[].Customer.City", TEXT),
    r("Payments[].Customer.Address", TEXT),
    r("Payments[].Product", OBJECT),
    r("Payments[].Product.ProductId", TEXT),
    r("Payments[].Product.ProductName", TEXT),
    r("Payments[].Product.ProductCategory", TEXT),
    r("Payments[].Product.ProductDescription", TEXT),
    r("Payments[].Product.ProductAmount", DECIMAL),
    r("Payments[].Card", OBJECT),
    c("Payments[].Card.OwnerName", TEXT),
    c("Payments[].Card.UniqueCode", TEXT),
    c("Payments[].Card.Number", TEXT),
    c("Payments[].Card.ExpireMonth", TEXT),
    c("Payments[].Card.ExpireYear", TEXT),
    c("Payments[].Card.Cvv", TEXT),
    c("Payments[].Card.CardNoFirst", TEXT),
    c("Payments[].Card.CardNoLast", TEXT),
    c("Payments[].Card.IdentityNumber", TEXT),
];

const BULK: &[Field] = &[
    o("PaymentDetail.ChannelId", INT),
    o("PaymentDetail.TagId", INT),
    o("PaymentDetail.CallbackBodySplit", BOOL),
    o("PaymentDetail.CallbackBodyCompression", BOOL),
    r("CardMethod", INT),
];

pub const SPLIT: Table = table("4.14", "/api/paywall/payment/start/split", &[SEVERAL]);

const NOT_IN_BULKS: &[(&str, &str)] = &[
    (
        "PaymentDetail.AutoRollback",
        "4.14: the fields are as of a split, and no rollback of bulks is described",
    ),
    (
        "PaymentDetail.CallbackBodySplit",
        "4.14: listed without a place",
    ),
    (
        "PaymentDetail.CallbackBodyCompression",
        "4.14: listed without a place",
    ),
];

pub const STORM: Table = Table {
    left_out: NOT_IN_BULKS,
    ..table(
        "4.14",
        "/api/paywall/payment/bulk/startdirect",
        &[SEVERAL, BULK],
    )
};

pub const TSUNAMI: Table = Table {
    left_out: NOT_IN_BULKS,
    ..table(
        "4.14",
        "/api/paywall/payment/bulk/big/startdirect",
        &[SEVERAL, BULK],
    )
};
