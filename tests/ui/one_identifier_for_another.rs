//! Paywall's own code of a payment stands where the merchant's belongs. Both are texts, and both are called `UniqueCode` somewhere.
mod paywall {
    macros::client!("../../codegen/tests/hard/paywall");
}

use paywall::payment_queries::{PaymentUniqueCode, Query};

fn main() {
    let _ = Query {
        merchant_unique_code: PaymentUniqueCode::new("0b6c"),
    };
}
