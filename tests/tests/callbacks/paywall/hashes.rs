//! Signatures of callbacks: `hashlib.sha256("###".join([key, …]).encode()).hexdigest()` over the parts of paywall.md, 5.6,
//! with the keys of these tests. Above each stand its parts but for the key.

/// 9474444843, order-1, 100.50, 1.
pub const THREE_D: &str = "b801de816ec415c0283ee76e673eda9770561a22c798149782682fa5e2ee725b";
/// 9474444999, order-2, 210.00, 1.
pub const THREE_D_OTHER: &str = "d5cc73716ae0b9356aaa7f3a0f1a5952c615bf63d33e4ed19fbeed01c24d8dbe";
/// 9474444843, order-1, 1.00, 1.
pub const THREE_D_AMOUNT: &str = "0a4114f8f4a2184aeef38d9c571e70ace1558507a7daedc35037b745c9c81f43";
/// 9474444843, order-1, 100.50, 1.
pub const GENERAL: &str = "69a9e346f3012811eb6dcf6a22116bd1647643eaa45c93b3c6511e6033789a57";
/// 9474444999, order-2, 210.00, 1.
pub const GENERAL_OTHER: &str = "63232e4e2f8dfafb82c18d63e732689b179d4403ed87f173f11ea12ff8b14ab3";
/// 9474444843, order-1, 1.00, 1.
pub const GENERAL_AMOUNT: &str = "73b5a4abd9cb567f34e990e5f4d059d9e1ca60a9b0f081ad0adf50ba44912210";
/// 9474444843, order-1.
pub const WATCH: &str = "efa5b9db240ffde05663f64acd4f2b0e355949659f7ecbeee655dfbef32ecf14";
/// 9474444999, order-2.
pub const WATCH_OTHER: &str = "c4aadf20b0d9f038e9e05b2bee7c0f7aa124d050cada0ebb3c0816d635e8607c";
/// 501, split-1.
pub const SPLIT: &str = "37387e84861a6ba42adb8b4a647bdb7d6ef0284eca0b597bf8469c5334c0f15a";
/// 502, split-2.
pub const SPLIT_OTHER: &str = "f1deb34d190043671b36db7f5da432d5f246a386334ad3a702e554b16901c207";
/// 601, bulk-1.
pub const BULK: &str = "f4f6c3f1b3cea90adfb5ae6101784da044d87ac51cbddcd53c94e7882cb36bed";
/// 602, bulk-2.
pub const BULK_OTHER: &str = "30e730753d79979950cbd9a5fecff508b6b8e3a159236d3c1cabade2b7299dd6";
/// 9474444881, subscription-1, 6f1c2d3e-0000-4000-8000-000000000081.
pub const RECURRING: &str = "40dc439243d8cbd7f992f68ffb5d48b0c01ad9657ee1f26cd44e08cc04092e0b";
/// 9474444999, subscription-2, 6f1c2d3e-0000-4000-8000-000000000082.
pub const RECURRING_OTHER: &str =
    "dc5c641f0b07348a6303c2e3327405c9050e34838ce49a738f5ecb96d587ac73";
/// 501, order-1, 100.50.
pub const APM: &str = "9b9b5e1be6ce94decbf0d82bb19afaec3bed308e04bcd9556035263638ee6fde";
/// 502, order-2, 210.00.
pub const APM_OTHER: &str = "e23605e742e1ff8325aa59220b3a12aa716f6056c163791a1276332af83c7b85";
/// 501, order-1, 1.00.
pub const APM_AMOUNT: &str = "3a9dbf7f58207e9e1e859c82f4b08b5238b4c00f3b787fc597b37cf5bb2b6bd6";
/// 801, group-1, payout-1, 100.50.
pub const PAYOUT: &str = "981326334c4200487ce24f249f4a2e1d2d1305651e4afe7a9594499a50b3ab16";
/// 802, group-1, payout-2, 210.00.
pub const PAYOUT_OTHER: &str = "51491bf1a16d014034689d47a6feeb27af0be5a4040b48c65da8472de1ecc831";
/// 801, group-1, payout-1, 1.00.
pub const PAYOUT_AMOUNT: &str = "be9cab6ea85629f8d37d5f24221269b897843c556bd37682b8d48ef4426c92fc";

/// A hash as a JSON text.
pub fn quoted(hash: &str) -> String {
    format!("\"{hash}\"")
}
