//! What Paywall tells of split and of bulk payments, which no operation confirms.

use generated_client::paywall::bulk_payments::BulkNotification;
use generated_client::paywall::split_payments::SplitNotification;

use super::hashes::{BULK, BULK_OTHER, SPLIT, SPLIT_OTHER, WATCH, quoted};
use super::{CARD, SECRETS};
use crate::mutate::Material;
use crate::sent::Sent;
use crate::sweep::{Read, Sweep};

const PART: &str = r#"[{"PaymentId": 9474444843, "Amount": 100.50, "UniqueCode": "00000000-0000-4000-8000-000000000001", "MerchantUniqueCode": "order-1", "CurrencyId": 1, "Installment": 1, "ActivityTypeId": 1, "ActivityStatusId": 4}]"#;

pub fn split_notification() -> Sweep<SplitNotification> {
    let paid = Sent::json(
        r#"
Type: 1
SplitPaymentId: 501
ErrorMessage: ""
DateTime: "2025-06-04T18:42:27.5447456+03:00"
CreatedAt: "2025-06-04T18:42:20"
FinishedAt: "2025-06-04T18:42:27+03:00"
MerchantUniqueCode: "split-1"
HashFormat: "Split"
HashKeyType: 4
"#,
    )
    .with(&[("Payments", PART), ("Hash", &quoted(SPLIT))]);
    let other = [
        ("SplitPaymentId", "502"),
        ("MerchantUniqueCode", "\"split-2\""),
        ("Hash", &quoted(SPLIT_OTHER)),
    ];
    Sweep {
        material: Material {
            starts: vec![
                paid.clone(),
                paid.with(&other),
                paid.without("Hash"),
                paid.with(&[("Hash", &quoted(BULK))]),
            ],
            signature: "Hash",
            signatures: &[SPLIT, SPLIT_OTHER, BULK, WATCH],
            claims: &[
                ("Type", "1"),
                ("MerchantUniqueCode", "\"split-1\""),
                ("SplitPaymentId", "501"),
                ("Payments", PART),
            ],
        },
        read: SplitNotification::from_json as Read<_>,
        was_signed: |claims| {
            let id = claims.split_payment_id.to_string();
            [("501", "split-1"), ("502", "split-2")]
                .contains(&(&id, claims.merchant_unique_code.as_str()))
        },
        secrets: SECRETS,
        carried: &[],
        seed: 14,
    }
}

const BULK_PART: &str = r#"[{"PaymentId": 9474444843, "Amount": 100.50, "UniqueCode": "00000000-0000-4000-8000-000000000001", "MerchantUniqueCode": "order-1", "CurrencyId": 1, "Installment": 1, "ActivityTypeId": 1, "ActivityStatusId": 4, "TrackingCode": "t-1", "CardNumber": "4508034508034509", "ProviderId": 3, "ProviderKey": "Vepara", "PaywallErrorCode": 0, "ProviderErrorCode": "", "ProviderErrorMessage": "", "BankErrorCode": "", "BankErrorMessage": ""}]"#;

pub fn bulk_notification() -> Sweep<BulkNotification> {
    let paid = Sent::json(
        r#"
Type: 1
BulkPaymentId: 601
ErrorMessage: ""
DateTime: "2025-06-04T18:42:27.5447456+03:00"
CreatedAt: "2025-06-04T18:42:20"
FinishedAt: "2025-06-04T18:42:27+03:00"
DurationTime: 7.25
IsCompressed: false
PageNumber: 1
TotalPages: 1
HasMorePages: false
MerchantUniqueCode: "bulk-1"
HashFormat: "BulkPayment"
HashKeyType: 4
"#,
    )
    .with(&[("Payments", BULK_PART), ("Hash", &quoted(BULK))]);
    let other = [
        ("BulkPaymentId", "602"),
        ("MerchantUniqueCode", "\"bulk-2\""),
        ("Hash", &quoted(BULK_OTHER)),
    ];
    Sweep {
        material: Material {
            starts: vec![
                paid.clone(),
                paid.with(&other),
                paid.without("Hash"),
                paid.with(&[("Hash", &quoted(SPLIT))]),
            ],
            signature: "Hash",
            signatures: &[BULK, BULK_OTHER, SPLIT, WATCH],
            claims: &[
                ("Type", "1"),
                ("MerchantUniqueCode", "\"bulk-1\""),
                ("BulkPaymentId", "601"),
                ("Payments", BULK_PART),
            ],
        },
        read: BulkNotification::from_json as Read<_>,
        was_signed: |claims| {
            let id = claims.bulk_payment_id.to_string();
            [("601", "bulk-1"), ("602", "bulk-2")]
                .contains(&(&id, claims.merchant_unique_code.as_str()))
        },
        secrets: SECRETS,
        carried: &[CARD],
        seed: 15,
    }
}
