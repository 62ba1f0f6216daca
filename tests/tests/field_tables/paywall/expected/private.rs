//! Bodies of what undoes payments, and headers of queries: sections 4.7 to 4.13.

use super::{Sent, json};

const UNIQUE_CODE: &str = r#""UniqueCode": "3f2504e0-4f89-41d3-9a0c-0305e82c3301""#;
const MERCHANT_CODE: &str = r#""MerchantUniqueCode": "order-1""#;
/// Above 32 bits.
const PAYMENT_ID: &str = r#""PaymentId": 9474444843"#;
const DATE: &str = r#""Date": "2023-02-07""#;
const EXISTING_RECORDS: &str = r#""MarketPlace": {"DeleteExistingRecords": true}"#;
const PARTIAL: &str = r#""Amount": 10.10"#;
const PARTIAL_MARKET: &str = r#""MarketPlace": {"ProviderCommissionUpdate": true,
    "Platform": {"Decrease": true, "DecreaseAmount": 1.20}, "Member": {"Decrease": true, "DecreaseAmount": 8.90}}"#;

fn object(parts: &[&str]) -> Sent {
    json(&format!("{{{}}}", parts.join(", ")))
}

/// Which payment is meant, as each path has it.
#[derive(Clone, Copy, Debug)]
pub enum By {
    MerchantCode,
    UniqueCode,
    PaymentId,
    /// Only to revert.
    BothCodes,
}

impl By {
    fn fields(self) -> String {
        match self {
            Self::MerchantCode => MERCHANT_CODE.to_owned(),
            Self::UniqueCode => UNIQUE_CODE.to_owned(),
            Self::PaymentId => PAYMENT_ID.to_owned(),
            Self::BothCodes => format!("{UNIQUE_CODE}, {MERCHANT_CODE}"),
        }
    }
}

pub fn refund(by: By) -> Sent {
    object(&[DATE, &by.fields()])
}

pub fn refund_all(by: By) -> Sent {
    object(&[
        DATE,
        &by.fields(),
        r#""CompletePartialRefund": true"#,
        EXISTING_RECORDS,
    ])
}

pub fn refund_partially(by: By) -> Sent {
    object(&[DATE, &by.fields(), PARTIAL])
}

pub fn refund_partially_all(by: By) -> Sent {
    object(&[DATE, &by.fields(), PARTIAL, PARTIAL_MARKET])
}

pub fn cancel(by: By) -> Sent {
    object(&[DATE, &by.fields()])
}

pub fn cancel_all(by: By) -> Sent {
    object(&[DATE, &by.fields(), EXISTING_RECORDS])
}

/// All of the payment: 0, as the sheet has it.
pub fn revert(by: By) -> Sent {
    object(&[&by.fields(), r#""Amount": 0"#])
}

/// Part of it, without a date.
pub fn revert_all(by: By) -> Sent {
    object(&[&by.fields(), PARTIAL, EXISTING_RECORDS])
}

pub const QUERY: Sent = Sent::Headers(&[("merchantuniquecode", "order-1")]);
pub const QUERY_BY_UNIQUE_CODE: Sent =
    Sent::Headers(&[("uniquecode", "3f2504e0-4f89-41d3-9a0c-0305e82c3301")]);
pub const QUERY_BY_PAYMENT_ID: Sent = Sent::Headers(&[("paymentid", "9474444843")]);
pub const QUERY_BY_PRODUCT_ID: Sent = Sent::Headers(&[("productid", "p-1")]);
pub const QUERY_BY_PRODUCT_ID_ALL: Sent =
    Sent::Headers(&[("merchantuniquecode", "order-1"), ("productid", "p-1")]);
pub const QUERY_BY_TRACKING_CODE: Sent = Sent::Headers(&[("trackingcode", "track-2")]);
pub const QUERY_BY_TRACKING_CODE_ALL: Sent = Sent::Headers(&[
    ("merchantuniquecode", "order-1"),
    ("trackingcode", "track-2"),
]);

/// The amount with a dot, without grouping, with its digits.
pub const INSTALLMENTS: Sent = Sent::Headers(&[
    ("amount", "1500.30"),
    ("currencyid", "1"),
    ("distinctduplicates", "FALSE"),
]);
pub const INSTALLMENTS_ALL: Sent = Sent::Headers(&[
    ("amount", "1500.30"),
    ("binnumber", "450803"),
    ("currencyid", "1"),
    ("distinctduplicates", "TRUE"),
    ("endoftheday", "16"),
    ("posid", "4711"),
]);

/// Six digits or eight.
pub const BIN_OF_SIX: Sent = Sent::Headers(&[("binnumber", "450803")]);
pub const BIN_OF_EIGHT: Sent = Sent::Headers(&[("binnumber", "45080345")]);
