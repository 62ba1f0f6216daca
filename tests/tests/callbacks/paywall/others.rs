//! What Paywall tells of payments of a subscription, of those by an alternative method, and of payouts.

use generated_client::paywall::alternative_payments::{ApmNotification, ApmResult};
use generated_client::paywall::payouts::PayoutNotification;
use generated_client::paywall::recurring_payments::RecurringNotification;

use super::hashes::{
    APM, APM_AMOUNT, APM_OTHER, GENERAL, PAYOUT, PAYOUT_AMOUNT, PAYOUT_OTHER, RECURRING,
    RECURRING_OTHER, THREE_D, WATCH, quoted,
};
use super::{CARD, SECRETS, text};
use crate::mutate::Material;
use crate::sent::Sent;
use crate::sweep::{Read, Sweep};

/// Places in the starts of a notification about a subscription.
pub const PAYMENT_OF_ANOTHER: usize = 6;
pub const WITHOUT_PAYMENT: usize = 7;

pub fn recurring_notification() -> Sweep<RecurringNotification> {
    let paid = Sent::json(
        r#"
SubscriptionId: 81
SubscriptionType: 1
SubscriptionCode: "6f1c2d3e-0000-4000-8000-000000000081"
SubscriptionMerchantCode: "subscription-1"
Amount: 100.50
Success: true
FailReason: ""
PaymentId: 9474444881
Attempt: 1
AttemptFinished: true
HashFormat: "Recurring"
HashKeyType: 4
"#,
    )
    .with(&[("Hash", &quoted(RECURRING))]);
    let other = [
        ("SubscriptionId", "82"),
        (
            "SubscriptionCode",
            "\"6f1c2d3e-0000-4000-8000-000000000082\"",
        ),
        ("SubscriptionMerchantCode", "\"subscription-2\""),
        ("PaymentId", "9474444999"),
        ("Amount", "100.50"),
        ("Hash", &quoted(RECURRING_OTHER)),
    ];
    let starts = vec![
        paid.clone(),
        paid.with(&other),
        paid.without("Hash"),
        paid.with(&[("Hash", &quoted(RECURRING_OTHER))]),
        paid.with(&[("Success", "false"), ("FailReason", "\"limit\"")]),
        // A payment of another subscription under this one's number.
        paid.with(&other).with(&[("SubscriptionId", "81")]),
        paid.with(&[("PaymentId", "9474444999")]),
        paid.with(&[("PaymentId", "null")]),
    ];
    Sweep {
        material: Material {
            starts,
            signature: "Hash",
            signatures: &[RECURRING, RECURRING_OTHER, WATCH, GENERAL],
            claims: &[
                ("Success", "true"),
                ("SubscriptionId", "81"),
                ("PaymentId", "9474444999"),
                ("PaymentId", "9474444881"),
                ("Amount", "100.50"),
            ],
        },
        read: RecurringNotification::from_json as Read<_>,
        was_signed: |claims| {
            let id = text(claims.payment_id.as_ref());
            let code = text(claims.subscription_code.as_ref());
            let signed = [
                (
                    "9474444881",
                    "subscription-1",
                    "6f1c2d3e-0000-4000-8000-000000000081",
                ),
                (
                    "9474444999",
                    "subscription-2",
                    "6f1c2d3e-0000-4000-8000-000000000082",
                ),
            ];
            signed.contains(&(&id, claims.subscription_merchant_code.as_str(), &code))
        },
        secrets: SECRETS,
        carried: &[CARD],
        seed: 16,
    }
}

const APM_SIGNED: [(&str, &str, &str); 3] = [
    ("501", "order-1", "100.50"),
    ("501", "order-1", "1.00"),
    ("502", "order-2", "210.00"),
];

pub fn apm_result() -> Sweep<ApmResult> {
    let paid = Sent::form(
        "date=2025-06-04 18:42:27&status=Success&errorCode=0&errorMessage=&\
            uniqueCode=00000000-0000-4000-8000-000000000011&merchantUniqueCode=order-1&amount=100.50&apmTransactionId=501",
    )
    .with(&[("hash", APM)]);
    let other = [
        ("merchantUniqueCode", "order-2"),
        ("amount", "210.00"),
        ("apmTransactionId", "502"),
        ("hash", APM_OTHER),
    ];
    let starts = vec![
        paid.clone(),
        paid.with(&other),
        paid.without("hash"),
        paid.with(&[("hash", APM_OTHER)]),
        paid.with(&[("hash", THREE_D)]),
        paid.with(&[("amount", "1.00"), ("hash", APM_AMOUNT)]),
        paid.with(&[("status", "Unsuccessful"), ("errorCode", "1")]),
    ];
    Sweep {
        material: Material {
            starts,
            signature: "hash",
            signatures: &[APM, APM_OTHER, APM_AMOUNT, THREE_D, PAYOUT],
            claims: &[
                ("status", "Success"),
                ("errorCode", "0"),
                ("merchantUniqueCode", "order-1"),
                ("amount", "100.50"),
            ],
        },
        read: ApmResult::from_form as Read<_>,
        was_signed: |claims| {
            let (id, amount) = (
                text(claims.transaction_id.as_ref()),
                text(claims.amount.as_ref()),
            );
            APM_SIGNED.contains(&(&id, claims.merchant_unique_code.as_str(), &amount))
        },
        secrets: SECRETS,
        carried: &[],
        seed: 17,
    }
}

pub fn apm_notification() -> Sweep<ApmNotification> {
    let paid = Sent::json(
        r#"
Id: 501
Result: true
ResultMessage: "Success"
CurrencyId: 1
ApmProviderId: 1
ApmProviderName: "Papara"
ApmProviderConnectionId: 12
ApmProviderConnectionName: "Papara"
Amount: 100.50
UniqueCode: "00000000-0000-4000-8000-000000000011"
MerchantUniqueCode: "order-1"
HashFormat: "Apm"
HashKeyType: 6
CallbackAddress: "https://shop.example/apm"
Date: "2025-06-04T18:42:27"
"#,
    )
    .with(&[("Hash", &quoted(APM))]);
    let other = [
        ("MerchantUniqueCode", "\"order-2\""),
        ("Amount", "210.00"),
        ("Id", "502"),
        ("Hash", &quoted(APM_OTHER)),
    ];
    let starts = vec![
        paid.clone(),
        paid.with(&other),
        paid.without("Hash"),
        paid.with(&[("Hash", &quoted(APM_OTHER))]),
        paid.with(&[("Hash", &quoted(GENERAL))]),
        paid.with(&[("Amount", "1.00"), ("Hash", &quoted(APM_AMOUNT))]),
        paid.with(&[("Result", "false"), ("ResultMessage", "\"Unsuccessful\"")]),
    ];
    Sweep {
        material: Material {
            starts,
            signature: "Hash",
            signatures: &[APM, APM_OTHER, APM_AMOUNT, GENERAL, PAYOUT],
            claims: &[
                ("Result", "true"),
                ("ResultMessage", "\"Success\""),
                ("MerchantUniqueCode", "\"order-1\""),
                ("Amount", "100.50"),
            ],
        },
        read: ApmNotification::from_json as Read<_>,
        was_signed: |claims| {
            let (id, amount) = (
                text(claims.transaction_id.as_ref()),
                text(claims.amount.as_ref()),
            );
            APM_SIGNED.contains(&(&id, claims.merchant_unique_code.as_str(), &amount))
        },
        secrets: SECRETS,
        carried: &[],
        seed: 18,
    }
}

pub fn payout_notification() -> Sweep<PayoutNotification> {
    let paid = Sent::json(
        r#"
MerchantGroupCode: "group-1"
MerchantUniqueCode: "payout-1"
PayoutTransactionId: 801
PayoutTransactionAmount: 100.50
PayoutTransactionDate: "2025-06-04T18:42:27"
PayoutConnectedId: 4
LastStatusId: 2
NewStatusId: 3
Message: ""
HashFormat: "Payout"
HashKeyType: 5
"#,
    )
    .with(&[("Hash", &quoted(PAYOUT))]);
    let other = [
        ("MerchantUniqueCode", "\"payout-2\""),
        ("PayoutTransactionAmount", "210.00"),
        ("PayoutTransactionId", "802"),
        ("Hash", &quoted(PAYOUT_OTHER)),
    ];
    let starts = vec![
        paid.clone(),
        paid.with(&other),
        paid.without("Hash"),
        paid.with(&[("Hash", &quoted(PAYOUT_OTHER))]),
        paid.with(&[("Hash", &quoted(APM))]),
        paid.with(&[
            ("PayoutTransactionAmount", "1.00"),
            ("Hash", &quoted(PAYOUT_AMOUNT)),
        ]),
        paid.with(&[("NewStatusId", "4")]),
    ];
    Sweep {
        material: Material {
            starts,
            signature: "Hash",
            signatures: &[PAYOUT, PAYOUT_OTHER, PAYOUT_AMOUNT, APM, GENERAL],
            claims: &[
                ("NewStatusId", "3"),
                ("MerchantUniqueCode", "\"payout-1\""),
                ("PayoutTransactionAmount", "100.50"),
            ],
        },
        read: PayoutNotification::from_json as Read<_>,
        was_signed: |claims| {
            let (id, amount) = (
                text(claims.transaction_id.as_ref()),
                text(claims.amount.as_ref()),
            );
            let signed = [
                ("801", "payout-1", "100.50"),
                ("801", "payout-1", "1.00"),
                ("802", "payout-2", "210.00"),
            ];
            signed.contains(&(&id, claims.merchant_unique_code.as_str(), &amount))
        },
        secrets: SECRETS,
        carried: &[],
        seed: 19,
    }
}
