//! What Paywall tells of a payment: genuine, of another order, and with a signature that was made for something else.

use generated_client::paywall::payments::{
    GeneralNotification, PayWatchNotification, ThreeDResult,
};

use super::hashes::{
    BULK, GENERAL, GENERAL_AMOUNT, GENERAL_OTHER, RECURRING, SPLIT, THREE_D, THREE_D_AMOUNT,
    THREE_D_OTHER, WATCH, WATCH_OTHER, quoted,
};
use super::{CARD, SECRETS, text};
use crate::mutate::Material;
use crate::sent::Sent;
use crate::sweep::{Read, Sweep};

pub fn three_d_result() -> Sweep<ThreeDResult> {
    let paid = Sent::form(
"date=2025-06-04 18:42:27&status=Success&errorCode=0&errorMessage=QmHFn2FyxLFsxLE=&\
            paymentCode=00000000-0000-4000-8000-000000000001&uniqueCode=order-1&amount=100.50&installment=1&\
            paymentId=9474444843&providerErrorCode=&providerErrorMessage=&providerBankErrorCode=&\
            providerBankErrorMessage=&cardSaved=false&cardSavedUniqueCode=&trackingCode=t-1&\
            paymentGatewayId=3&paymentGatewayName=Main POS&paymentGatewayProviderName=Vepara&\
            hashFormat=Payment&hashKeyType=1")
.with(&[("hash", THREE_D)]);
    let other = [
        ("uniqueCode", "order-2"),
        ("amount", "210.00"),
        ("paymentId", "9474444999"),
        ("hash", THREE_D_OTHER),
    ];
    let mut doubled = paid.clone();
    doubled
        .fields
        .push(("errorMessage".to_owned(), "Approved".to_owned()));
    let starts = vec![
        paid.clone(),
        paid.with(&other),
        paid.without("hash"),
        paid.with(&[("hash", THREE_D_OTHER)]),
        paid.with(&[("hash", GENERAL)]),
        paid.with(&[("status", "Unsuccessful"), ("errorCode", "1")]),
        paid.with(&[("amount", "1.00"), ("hash", THREE_D_AMOUNT)]),
        doubled,
    ];
    Sweep {
        material: Material {
            starts,
            signature: "hash",
            signatures: &[THREE_D, THREE_D_OTHER, THREE_D_AMOUNT, GENERAL, WATCH],
            claims: &[
                ("status", "Success"),
                ("errorCode", "0"),
                ("uniqueCode", "order-1"),
                ("amount", "100.50"),
                ("uniquecode", "order-1"),
                ("paymentId", "9474444843"),
            ],
        },
        read: ThreeDResult::from_form as Read<_>,
        was_signed: |claims| {
            let (id, amount) = (
                text(claims.payment_id.as_ref()),
                text(claims.amount.as_ref()),
            );
            let signed = [
                ("9474444843", "order-1", "100.50"),
                ("9474444843", "order-1", "1.00"),
                ("9474444999", "order-2", "210.00"),
            ];
            signed.contains(&(&id, claims.merchant_unique_code.as_str(), &amount))
                && claims.installment == Some(1)
        },
        secrets: SECRETS,
        carried: &[],
        seed: 11,
    }
}

pub fn general_notification() -> Sweep<GeneralNotification> {
    let paid = Sent::json(
        r#"
Type: 1
PaymentId: 9474444843
Amount: 100.50
OperationAmount: 100.50
IP: "192.0.2.7"
UniqueCode: "order-1"
CurrencyId: 1
PaymentMethodId: 1
Installment: 1
ChannelId: 0
TagId: 0
DateTime: "2025-06-04T18:42:27.5447456"
HashFormat: "Payment"
HashKeyType: 4
"#,
    )
    .with(&[("Hash", &quoted(GENERAL))]);
    let other = [
        ("UniqueCode", "\"order-2\""),
        ("Amount", "210.00"),
        ("PaymentId", "9474444999"),
        ("Hash", &quoted(GENERAL_OTHER)),
    ];
    let starts = vec![
        paid.clone(),
        paid.with(&other),
        paid.without("Hash"),
        paid.with(&[("Hash", &quoted(GENERAL_OTHER))]),
        paid.with(&[("Hash", &quoted(THREE_D))]),
        paid.with(&[("Type", "2")]),
        paid.with(&[("Amount", "1.00"), ("Hash", &quoted(GENERAL_AMOUNT))]),
        paid.with(&[("CurrencyId", "2")]),
    ];
    Sweep {
        material: Material {
            starts,
            signature: "Hash",
            signatures: &[
                GENERAL,
                GENERAL_OTHER,
                GENERAL_AMOUNT,
                THREE_D,
                WATCH,
                SPLIT,
            ],
            claims: &[
                ("Type", "1"),
                ("UniqueCode", "\"order-1\""),
                ("MerchantUniqueCode", "\"order-1\""),
                ("Amount", "100.50"),
                ("PaymentId", "9474444843"),
                ("Status", "true"),
            ],
        },
        read: GeneralNotification::from_json as Read<_>,
        was_signed: |claims| {
            let (id, amount) = (
                text(claims.payment_id.as_ref()),
                text(claims.amount.as_ref()),
            );
            let signed = [
                ("9474444843", "order-1", "100.50"),
                ("9474444843", "order-1", "1.00"),
                ("9474444999", "order-2", "210.00"),
            ];
            signed.contains(&(&id, claims.merchant_unique_code.as_str(), &amount))
                && claims.installment == Some(1)
        },
        secrets: SECRETS,
        carried: &[],
        seed: 12,
    }
}

pub fn pay_watch_notification() -> Sweep<PayWatchNotification> {
    let paid = Sent::json(
        r#"
PayWatchId: 71
PaymentId: 9474444843
MerchantUniqueCode: "order-1"
PaymentLastStatusId: 1
PaymentNewStatusId: 4
PaymentStatusChanged: true
ProviderRequest: {"cc_no": "4508034508034509", "cvv": "000"}
ProviderResponse: "cc_no=4508034508034509"
ProviderHttpStatus: 200
PaymentDateTime: "2025-06-04T18:42:27"
HashFormat: "Paywatch"
HashKeyType: 4
"#,
    )
    .with(&[("Hash", &quoted(WATCH))]);
    let other = [
        ("MerchantUniqueCode", "\"order-2\""),
        ("PaymentId", "9474444999"),
        ("Hash", &quoted(WATCH_OTHER)),
    ];
    let starts = vec![
        paid.clone(),
        paid.with(&other),
        paid.without("Hash"),
        paid.with(&[("Hash", &quoted(WATCH_OTHER))]),
        paid.with(&[("Hash", &quoted(GENERAL))]),
        paid.with(&[("PaymentNewStatusId", "5")]),
    ];
    Sweep {
        material: Material {
            starts,
            signature: "Hash",
            signatures: &[WATCH, WATCH_OTHER, GENERAL, SPLIT, BULK, RECURRING],
            claims: &[
                ("PaymentNewStatusId", "4"),
                ("PaymentStatusChanged", "true"),
                ("MerchantUniqueCode", "\"order-1\""),
                ("PaymentId", "9474444843"),
            ],
        },
        read: PayWatchNotification::from_json as Read<_>,
        was_signed: |claims| {
            let id = text(claims.payment_id.as_ref());
            let signed = [("9474444843", "order-1"), ("9474444999", "order-2")];
            signed.contains(&(&id, claims.merchant_unique_code.as_str()))
        },
        secrets: SECRETS,
        carried: &[CARD],
        seed: 13,
    }
}
