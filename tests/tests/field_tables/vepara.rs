//! Vepara: the field tables of the documents, by their sections.
//!
//! Fields are in the order of the documents. `R` is what their tables call required, `C` what depends on other fields.
//! `hash_key` is over the lists of section 2.3.

mod afterwards;
mod answers;
mod bundle;
mod client;
mod payments;
mod reading;
mod refusals;
mod returning;
mod stored_cards;

use crate::{
    Content, Field, Kind, NUMBER, Signature, TEXT, TEXT_OR_NUMBER, Table, conditional, optional,
    required,
};

/// The credentials of section 2.6. They belong to nobody.
pub const APP_ID: &str = "00000000000000000000000000000001";
pub const APP_SECRET: &str = "0123456789abcdef0123456789abcdef";
pub const MERCHANT_KEY: &str = "$2y$10$AbCdEfGhIjKlMnOpQrStU.vWxYz/0123456789ABCDEFGHIJKLMNO";
pub const TOKEN: &str = "TOKEN.OF.THE.TEST";

const BEARER: Option<&str> = Some("Bearer TOKEN.OF.THE.TEST");

const CURRENCIES: &[&str] = &["TRY", "USD", "EUR"];
const CARD_PROGRAMS: &[&str] = &[
    "WORLD",
    "BONUS",
    "MAXIMUM",
    "BANKKART_COMBO",
    "PARAF",
    "AXESS",
    "ADVANT",
    "CARD_FNS",
    // The name since 2025-09, of one sibling.
    "QNB",
];

/// An element of `items`, 4.9. The documents tell no need; the sum over price and quantity is checked (code 13), so these
/// cannot be missing.
const ITEM: &[Field] = &[
    required("name", TEXT),
    required("price", NUMBER),
    required("quantity", NUMBER),
    optional("description", TEXT),
];

/// "array (JSON) or JSON text", 4.9; in a form it has to be JSON text, 4.10.
const ITEMS: &[Kind] = &[Kind::List(ITEM), Kind::JsonText(&[Kind::List(ITEM)])];

/// 4.9, what paySmart2D and paySmart3D have in common.
const PAYMENT: &[Field] = &[
    required("cc_holder_name", TEXT),
    required("cc_no", TEXT),
    required("expiry_year", TEXT_OR_NUMBER),
    required("expiry_month", TEXT_OR_NUMBER),
    // Int in one version, but "a leading zero is lost, so send text". Optional with `vpos_type`.
    conditional("cvv", TEXT),
    required("currency_code", TEXT).only(CURRENCIES),
    required("installments_number", TEXT_OR_NUMBER),
    required("invoice_id", TEXT),
    required("invoice_description", TEXT),
    required("name", TEXT),
    required("surname", TEXT),
    required("total", TEXT_OR_NUMBER),
    required("merchant_key", TEXT),
    required("items", ITEMS),
    required("hash_key", TEXT),
    optional("transaction_type", TEXT).only(&["Auth", "PreAuth"]),
    optional("sale_web_hook_key", TEXT),
    optional("card_program", TEXT).only(CARD_PROGRAMS),
    optional("ip", TEXT),
    optional("is_comission_from_user", TEXT),
    optional("commission_by", TEXT),
    conditional("vpos_type", TEXT).only(&["insurance"]),
    conditional("identity_number", TEXT),
    optional("currency_id", TEXT_OR_NUMBER),
    optional("app_lang", TEXT).only(&["tr", "en"]),
];

const BILLING: &[Field] = &[
    optional("bill_address1", TEXT),
    optional("bill_address2", TEXT),
    optional("bill_city", TEXT),
    optional("bill_postcode", TEXT),
    optional("bill_state", TEXT),
    optional("bill_country", TEXT),
    optional("bill_email", TEXT),
    optional("bill_phone", TEXT),
];

/// 4.9: "all R when `order_type` is 1; no instalments then", typed "int/string".
const RECURRING: &[Field] = &[
    conditional("order_type", TEXT_OR_NUMBER).only(&["1"]),
    conditional("recurring_payment_number", TEXT_OR_NUMBER),
    conditional("recurring_payment_cycle", TEXT).only(&["D", "M", "Y"]),
    conditional("recurring_payment_interval", TEXT_OR_NUMBER),
    conditional("recurring_web_hook_key", TEXT),
];

const RETURN_OPTIONAL: &[Field] = &[optional("cancel_url", TEXT), optional("return_url", TEXT)];
const RETURN_REQUIRED: &[Field] = &[required("cancel_url", TEXT), required("return_url", TEXT)];

/// 4.10, beyond 4.9.
const THREE_D: &[Field] = &[
    optional("payment_completed_by", TEXT).only(&["app", "merchant"]),
    optional("response_method", TEXT).only(&["GET", "POST"]),
    conditional("maturity_period", NUMBER),
    conditional("payment_frequency", NUMBER),
];

const fn signature(over: &'static [&'static str]) -> Option<Signature> {
    Some(Signature {
        field: "hash_key",
        over,
        open: |text| bundle::open(APP_SECRET, text),
    })
}

const PAYMENT_HASH: Option<Signature> = signature(&[
    "total",
    "installments_number",
    "currency_code",
    "merchant_key",
    "invoice_id",
]);

const CARD_HASH: Option<Signature> = signature(&["merchant_key", "customer_number", "card_token"]);

pub const PAY_2D: Table = Table {
    section: "4.9",
    path: "/ccpayment/api/paySmart2D",
    authorization: BEARER,
    body: &[PAYMENT, RETURN_OPTIONAL, BILLING, RECURRING],
    signature: PAYMENT_HASH,
    ..Table::POST
};

/// "JSON + Bearer works and returns an HTML page", 1.5.
pub const PAY_3D: Table = Table {
    section: "4.10 (JSON)",
    path: "/ccpayment/api/paySmart3D",
    body: &[PAYMENT, RETURN_REQUIRED, BILLING, RECURRING, THREE_D],
    ..PAY_2D
};

/// "3-D endpoints in a browser form post carry no header", 1.3.
pub const PAY_3D_FORM: Table = Table {
    section: "4.10 (form)",
    content: Content::Form,
    authorization: None,
    ..PAY_3D
};

/// 4.15 and 4.16, in common.
const BY_TOKEN: &[Field] = &[
    required("card_token", TEXT),
    // "number (string accepted)"
    required("customer_number", TEXT_OR_NUMBER),
    required("customer_name", TEXT),
    required("customer_email", TEXT),
    required("customer_phone", TEXT),
    required("currency_code", TEXT).only(CURRENCIES),
    required("invoice_id", TEXT),
    required("invoice_description", TEXT),
    required("merchant_key", TEXT),
    required("hash_key", TEXT),
    // "number" in the table; 4.9 says of the same field that text is accepted.
    required("installments_number", TEXT_OR_NUMBER),
    // "decimal"; 4.9 says of the same field that text is used as well.
    required("total", TEXT_OR_NUMBER),
    required("items", ITEMS),
    optional("sale_web_hook_key", TEXT),
    optional("ip", TEXT),
    optional("card_program", TEXT).only(CARD_PROGRAMS),
    optional("is_remote_card_token", &[Kind::Bool]),
];

pub const PAY_BY_TOKEN_3D_FORM: Table = Table {
    section: "4.15",
    path: "/ccpayment/api/payByCardToken",
    content: Content::Form,
    authorization: None,
    body: &[BY_TOKEN, RETURN_REQUIRED, BILLING, RECURRING],
    signature: PAYMENT_HASH,
    ..Table::POST
};

/// No return addresses: the table has a dash for them.
pub const PAY_BY_TOKEN: Table = Table {
    section: "4.16",
    path: "/ccpayment/api/payByCardTokenNonSecure",
    authorization: BEARER,
    body: &[BY_TOKEN, BILLING, RECURRING],
    signature: PAYMENT_HASH,
    ..Table::POST
};

pub const EDIT_CARD: Table = Table {
    section: "4.5",
    path: "/ccpayment/api/editCard",
    authorization: BEARER,
    body: &[&[
        required("merchant_key", TEXT),
        required("card_token", TEXT),
        required("expiry_year", TEXT),
        // `expiry_mounth` in the schema, `expiry_month` in every sample and client.
        required("expiry_month", TEXT),
        required("customer_number", TEXT),
        required("hash_key", TEXT),
        optional("card_holder_name", TEXT),
    ]],
    signature: CARD_HASH,
    ..Table::POST
};

pub const DELETE_CARD: Table = Table {
    section: "4.6",
    path: "/ccpayment/api/deleteCard",
    authorization: BEARER,
    body: &[&[
        required("merchant_key", TEXT),
        required("card_token", TEXT),
        required("customer_number", TEXT),
        required("hash_key", TEXT),
    ]],
    signature: CARD_HASH,
    ..Table::POST
};

pub const GET_POS: Table = Table {
    section: "4.7",
    path: "/ccpayment/api/getpos",
    authorization: BEARER,
    body: &[&[
        required("credit_card", TEXT),
        // Text on Vepara's page; only a sibling's client sends a number.
        required("amount", TEXT),
        required("currency_code", TEXT).only(CURRENCIES),
        required("merchant_key", TEXT),
        // Boolean on the page, text in the PHP sample, 0/1 in siblings.
        optional("is_2d", &[Kind::Bool, Kind::Text, Kind::Number]),
        // "int / string"
        optional("is_recurring", TEXT_OR_NUMBER),
        optional("commission_by", TEXT_OR_NUMBER),
        optional("is_comission_from_user", TEXT_OR_NUMBER),
        optional("is_single_payment_allowed", TEXT_OR_NUMBER),
        optional("commission_for_installment", TEXT_OR_NUMBER),
    ]],
    ..Table::POST
};

/// No merchant key: "the merchant presumably follows from the token".
pub const COMMISSIONS: Table = Table {
    section: "4.8",
    path: "/ccpayment/api/commissions",
    authorization: BEARER,
    body: &[&[
        required("currency_code", TEXT).only(CURRENCIES),
        optional("commission_by", TEXT).only(&["merchant", "user"]),
    ]],
    ..Table::POST
};

/// The path has no `/api`.
pub const COMPLETE: Table = Table {
    section: "4.11",
    path: "/ccpayment/payment/complete",
    authorization: BEARER,
    body: &[&[
        required("merchant_key", TEXT),
        required("invoice_id", TEXT),
        required("order_id", TEXT),
        required("status", TEXT).only(&["complete", "cancel"]),
        required("hash_key", TEXT),
        // Not in the table: the text below it says that a sibling requires it.
        optional("app_lang", TEXT).only(&["tr", "en"]),
    ]],
    signature: signature(&["merchant_key", "invoice_id", "order_id", "status"]),
    ..Table::POST
};

pub const CONFIRM: Table = Table {
    section: "4.12",
    path: "/ccpayment/api/confirmPayment",
    authorization: BEARER,
    body: &[&[
        required("merchant_key", TEXT),
        required("invoice_id", TEXT),
        // "integer (samples elsewhere send `"1"`)"; 1 = approve, 2 = cancel
        required("status", TEXT_OR_NUMBER).only(&["1", "2"]),
        required("hash_key", TEXT),
        // Integer on the page, decimal in siblings; not hashed.
        optional("total", NUMBER),
    ]],
    signature: signature(&["merchant_key", "invoice_id", "status"]),
    ..Table::POST
};

pub const REFUND: Table = Table {
    section: "4.13",
    path: "/ccpayment/api/refund",
    authorization: BEARER,
    body: &[&[
        required("invoice_id", TEXT),
        // "double/empty string", but 2.3: "Send `amount` of refund as JSON text".
        required("amount", TEXT),
        required("app_id", TEXT),
        required("app_secret", TEXT),
        required("merchant_key", TEXT),
        required("hash_key", TEXT),
        optional("refund_transaction_id", TEXT),
        optional("refund_webhook_key", TEXT),
    ]],
    signature: signature(&["amount", "invoice_id", "merchant_key"]),
    ..Table::POST
};

pub const CHECK_STATUS: Table = Table {
    section: "4.14",
    path: "/ccpayment/api/checkstatus",
    authorization: BEARER,
    body: &[&[
        required("merchant_key", TEXT),
        required("invoice_id", TEXT),
        // Boolean, or the text "true".
        optional("include_pending_status", &[Kind::Bool, Kind::Text]).only(&["true", "false"]),
        optional("hash_key", TEXT),
        optional("show_refund_info", TEXT).only(&["Y"]),
    ]],
    signature: signature(&["invoice_id", "merchant_key"]),
    ..Table::POST
};
