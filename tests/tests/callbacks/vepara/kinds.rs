//! The callbacks of Vepara: genuine ones, such of another order, and forged ones.

use generated_client::vepara::hosted_page::HostedPageReturn;
use generated_client::vepara::payments::ThreeDReturn;
use generated_client::vepara::types::OrderId;
use generated_client::vepara::webhooks::{
    ChargebackWebhook, RecurringWebhook, RefundWebhook, SaleWebhook,
};

use super::{KEPT, MERCHANT_KEY, SECRETS};
use crate::forge::flip_first;
use crate::mutate::Material;
use crate::sent::{Carrier, Sent};
use crate::sweep::{Read, Sweep, text};

/// V1: `100.50|1|TRY|MK|INV-0001`, the bundle of the payment request.
pub const REQUEST: &str = "0123456789abcdef:1a2b:UKa7U2JyWv6pXfWzx30SYhwqR6SR1yQQWetg4H0X6FKGZrewIqrvgnVUSoOrUaCY7qQZEHiT8htvcQjq8oOIBPIZ34M7kixZ+jmvtFYySf__WlnV6ztgek1fcTRvlvZT+";
/// V9: `INV-0001|MK`.
const STATUS_REQUEST: &str = "0123456789abcdef:3c4d:NrTaAcqkqMdGh9Y2w2a+k2Vlh2Rff9cvd+SYu0Djayt2uRMBm6mtUB5zTgQ3OLgCamSDZtFiywI6Q__deo2H+rSZ1p+OrP0nfB3gJW5KUFkE=";
/// V11: `MK|INV-0001|162000000000001|complete`.
const COMPLETION: &str = "0123456789abcdef:5e6f:JQDzXXT1VcUHincCHGl3eWg7geP5y0wiK552vG7bH2NvAVLb+aOjWxsOW98xzdxED5+sAnNN__ic0ZMiaICEsfDAknewtAulPaXU9uG92IaWAUBBRK0NFr86__phjE3jhD";
/// V12: `1|100.50|INV-0001|162000000000001|TRY`.
const PAID: &str =
    "0123456789abcdef:6f70:PrpaD1YEmiMA8nHIOpr0bjykJ8__7uxIOYGQen5__XWi9oyliJD5chN6FbPRa7f0RJ";
/// V13: `0|100.50|INV-0001|162000000000001|TRY`.
pub const FAILED: &str =
    "0123456789abcdef:6f70:4WIJM9GBhuM0d+XY+fyQx1Rr__DinRBZoVyPWeR8GoNXqtkLF1+GUeExZpdu__Qx03";
/// `1|210.00|INV-0002|162000000000002|TRY`.
const OTHER_PAID: &str =
    "0123456789abcdef:92a3:goxLWCR__WtiOuEWSKJGXbmZ2Cgg8JbeyV40w9Hcq3zKXbspywBu7N6cuM2aXP__8Z";
/// `1|1.00|INV-0001|162000000000001|TRY`.
const OTHER_AMOUNT: &str =
    "0123456789abcdef:b4c5:peBSolri25BHEe+2rhsfzbPEUyzkewoZrlu9SVxqATs++XAuYYffZKRbwwc6jsh2";
/// V14: `Completed|100.50|INV-0001|162000000000001|TRY`.
const SALE: &str =
    "0123456789abcdef:7081:vROSqei29pguvnuZgxN+synEBcoUfP6ILw7GmAu0lHcjlqEYNX9oimtqGFAxWRxb";
/// `Failed|100.50|INV-0001|162000000000001|TRY`.
const FAILED_SALE: &str =
    "0123456789abcdef:7081:XUIyPxIKgHyWOvmYph__CniSr__yQWnvudMrkHpMkOTx2g3xU3V+eqE0+Q2cAEgthq";
/// `Completed|210.00|INV-0002|162000000000002|TRY`.
const OTHER_SALE: &str =
    "0123456789abcdef:92a3:rC5C__SQbb2OJIMMFaVUIT3TwvG1pepFNRJOiXDOoMDIzaOaObU__8xJcAYZWs5k4d";
/// V15: `Completed|10.00|INV-0001|162000000000001`.
const REFUND: &str =
    "0123456789abcdef:8192:+__bKh78V8G7m0dW8H25ga0UoRAopKU6NpYsKAnXgAEhHF3LSuu0T9P1r6607tVk5";
/// `Failed|10.00|INV-0001|162000000000001`.
const FAILED_REFUND: &str =
    "0123456789abcdef:8192:__PTJiz15Kb5Cl+8mYqAdpoORKd4M3HfsGiOGsgBXQQik__ucTSEqfCXBP__ZUGvJM5";
/// `Completed|210.00|INV-0002|162000000000002`.
const OTHER_REFUND: &str =
    "0123456789abcdef:8192:5jRDUbEc6nNxQkAIV9h+d3CTLQm+mtbaEL3S0wDXvIizJfyEhc974Sby5GUIS7ew";

const SIGNATURES: &[&str] = &[
    REQUEST,
    STATUS_REQUEST,
    COMPLETION,
    PAID,
    FAILED,
    OTHER_PAID,
    OTHER_AMOUNT,
    SALE,
    FAILED_SALE,
    OTHER_SALE,
    REFUND,
    FAILED_REFUND,
    OTHER_REFUND,
];

const CLAIMS: &[(&str, &str)] = &[
    ("vepara_status", "1"),
    ("payment_status", "1"),
    ("status", "Completed"),
    ("status_code", "100"),
    ("md_status", "1"),
    ("transaction_type", "Auth"),
    ("invoice_id", "INV-0001"),
    ("total", "100.50"),
    ("amount", "100.50"),
];

const OTHER: [(&str, &str); 2] = [("invoice_id", "INV-0002"), ("order_id", "162000000000002")];

/// Whether it is an order that bundles were made for.
fn is_order(id: Option<&OrderId>) -> bool {
    id.is_some_and(|id| ["162000000000001", "162000000000002"].contains(&id.as_str()))
}

fn material(starts: Vec<Sent>) -> Material {
    Material {
        starts,
        signature: "hash_key",
        signatures: SIGNATURES,
        claims: CLAIMS,
    }
}

/// Places in the starts of a return and of a sale.
pub const GENUINE: usize = 0;
pub const FAILURE: usize = 1;
pub const FORGED: usize = 2;
pub const REPLAYED: usize = 3;
pub const ANOTHER: usize = 4;
pub const UNSIGNED: usize = 5;

pub fn three_d_return(carrier: Carrier) -> Sweep<ThreeDReturn> {
    let paid = Sent::form(
"vepara_status=1&order_id=162000000000001&invoice_id=INV-0001&status_code=100&\
            status_description=Approved&credit_card_no=450803****4509&transaction_type=Auth&payment_status=1&\
            payment_method=1&error_code=100&error=Successfully Completed&auth_code=123456&md_status=1")
.with(&[("hash_key", PAID)]).by(carrier);
    let failed = paid.with(&[
        ("vepara_status", "0"),
        ("payment_status", "0"),
        ("hash_key", FAILED),
    ]);
    let forged = paid.with(&[("hash_key", &flip_first(FAILED))]);
    let numbered = paid
        .without("order_id")
        .with(&[("order_no", "162000000000001")]);
    let starts = vec![
        paid.clone(),
        failed,
        forged,
        paid.with(&[("hash_key", REQUEST)]),
        paid.with(&OTHER).with(&[("hash_key", OTHER_PAID)]),
        paid.without("hash_key"),
        // Another order's bundle beside this order's number.
        paid.with(&[("hash_key", OTHER_PAID)]),
        paid.with(&[("hash_key", OTHER_AMOUNT), ("total", "1.00")]),
        numbered,
    ];
    let read: Read<ThreeDReturn> = match carrier {
        Carrier::Query => |bytes| ThreeDReturn::from_query(&text(bytes)),
        Carrier::Form | Carrier::Json => ThreeDReturn::from_form,
    };
    Sweep {
        material: material(starts),
        read,
        was_signed: |claims| is_order(claims.order_id.as_ref()),
        secrets: SECRETS,
        carried: &[],
        seed: 1 + u64::from(carrier == Carrier::Form),
    }
}

pub fn hosted_page_return(carrier: Carrier) -> Sweep<HostedPageReturn> {
    let paid = Sent::form(
        "payment_status=1&order_no=162000000000001&invoice_id=INV-0001&status_code=100&status_description=Approved&\
            payment_method=1&transaction_type=Auth&error_code=100&error=Successfully Completed",
    )
    .with(&[("hash_key", PAID)])
    .by(carrier);
    let other = [
        ("invoice_id", "INV-0002"),
        ("order_no", "162000000000002"),
        ("hash_key", OTHER_PAID),
    ];
    let starts = vec![
        paid.clone(),
        paid.with(&[("payment_status", "0"), ("hash_key", FAILED)]),
        paid.with(&[("hash_key", &flip_first(FAILED))]),
        paid.with(&[("hash_key", REQUEST)]),
        paid.with(&other),
        paid.without("hash_key"),
        paid.with(&[("hash_key", OTHER_PAID)]),
    ];
    let read: Read<HostedPageReturn> = match carrier {
        Carrier::Query => |bytes| HostedPageReturn::from_query(&text(bytes)),
        Carrier::Form | Carrier::Json => HostedPageReturn::from_form,
    };
    Sweep {
        material: material(starts),
        read,
        was_signed: |claims| is_order(claims.order_id.as_ref()),
        secrets: SECRETS,
        carried: &[],
        seed: 7 + u64::from(carrier == Carrier::Form),
    }
}

pub fn sale_webhook() -> Sweep<SaleWebhook> {
    let paid = Sent::form(
"vepara_status=1&order_no=162000000000001&status_code=100&status_description=Approved&\
            vepara_payment_method=1&invoice_id=INV-0001&credit_card_no=450803****4509&transaction_type=Auth&\
            payment_status=1&status=Completed&merchant_commission=2.01&user_commission=-&md_status=1")
.with(&[("hash_key", SALE)]);
    let other = [
        ("invoice_id", "INV-0002"),
        ("order_no", "162000000000002"),
        ("hash_key", OTHER_SALE),
    ];
    let starts = vec![
        paid.clone(),
        paid.with(&[
            ("vepara_status", "0"),
            ("status", "Failed"),
            ("hash_key", FAILED_SALE),
        ]),
        // `Failed` cannot become `Completed` by a flipped bit, but its first letter can be another.
        paid.with(&[("status", "Gailed"), ("hash_key", &flip_first(FAILED_SALE))]),
        paid.with(&[("hash_key", REQUEST)]),
        paid.with(&other),
        paid.without("hash_key"),
        paid.with(&[("hash_key", OTHER_SALE)]),
        paid.with(&[("hash_key", REFUND), ("amount", "10.00")]),
    ];
    Sweep {
        material: material(starts),
        read: SaleWebhook::from_form,
        was_signed: |claims| is_order(claims.order_id.as_ref()),
        secrets: SECRETS,
        carried: &[],
        seed: 3,
    }
}

pub fn recurring_webhook() -> Sweep<RecurringWebhook> {
    let paid = Sent::form(
        "invoice_id=INV-0001&order_id=162000000000001&product_price=100.50&plan_code=PLAN-1&\
            recurring_number=2&status=Completed&attempts=1&action_date=2021-07-24 03:00:49",
    )
    .with(&[("merchant_key", MERCHANT_KEY), ("hash_key", SALE)]);
    let starts = vec![
        paid.clone(),
        paid.with(&[("status", "Failed"), ("hash_key", FAILED_SALE)]),
        paid.with(&OTHER).with(&[("hash_key", OTHER_SALE)]),
        paid.without("hash_key"),
        paid.with(&[("hash_key", REQUEST)]),
    ];
    Sweep {
        material: material(starts),
        read: RecurringWebhook::from_form as Read<_>,
        was_signed: |claims| is_order(claims.order_id.as_ref()),
        secrets: KEPT,
        carried: &[MERCHANT_KEY],
        seed: 4,
    }
}

pub fn refund_webhook() -> Sweep<RefundWebhook> {
    let done =
        Sent::form("invoice_id=INV-0001&order_id=162000000000001&amount=10.00&status=Completed")
            .with(&[("hash_key", REFUND)]);
    let starts = vec![
        done.clone(),
        done.with(&[("status", "Failed"), ("hash_key", FAILED_REFUND)]),
        done.with(&OTHER)
            .with(&[("amount", "210.00"), ("hash_key", OTHER_REFUND)]),
        done.without("hash_key"),
        done.with(&[("hash_key", SALE)]),
        done.with(&[("amount", "10")]),
    ];
    Sweep {
        material: material(starts),
        read: RefundWebhook::from_form as Read<_>,
        was_signed: |claims| {
            let amount = claims
                .amount
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            let order = is_order(claims.order_id.as_ref());
            order
                && ["10.00", "10", "10.0", "10.000", "210.00", "210", "210.0"]
                    .contains(&amount.as_str())
        },
        secrets: SECRETS,
        carried: &[],
        seed: 5,
    }
}

pub fn chargeback_webhook() -> Sweep<ChargebackWebhook> {
    let disputed = Sent::form(
"action=chargeback&previous_trx_status=Completed&current_trx_status=Chargebacked&\
            invoice_id=INV-0001&order_id=162000000000001&amount=100.50&currency=TRY&event_date=2026-03-02&\
            ref_no=r-1")
.with(&[("hash_key", SALE)]);
    let starts = vec![
        disputed.clone(),
        disputed.with(&OTHER),
        disputed.without("hash_key"),
    ];
    Sweep {
        material: material(starts),
        read: ChargebackWebhook::from_form as Read<_>,
        was_signed: |_| false,
        secrets: SECRETS,
        carried: &[],
        seed: 6,
    }
}
