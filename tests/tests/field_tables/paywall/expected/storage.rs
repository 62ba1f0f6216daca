//! Bodies and headers of card storage: sections 2 and 3.

use super::{Sent, json};

const PARTNER: &str = r#""PartnerBased": true, "PartnerIdentity": "partner-1""#;
const RELATION: &str = r#""RelationalId1": "customer-1""#;
const RELATIONS: &str =
    r#""RelationalId1": "customer-1", "RelationalId2": "second", "RelationalId3": "third""#;
const DETAILS: &str = r#""IncludeDetails": true"#;
const CARD: &str = r#""Card": {"Nickname": "mine", "HolderName": "AYSE ORNEK", "Number": "4508034508034509",
    "Month": 3, "Year": 2030}"#;
const TOKEN: &str =
    r#""Card": {"Nickname": "mine", "CardToken": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}"#;
const STORED: &str = r#""UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000==""#;
const CHANGES: &str = r#""Nickname": "ours", "Month": 3, "Year": 2031"#;
/// A stored card is meant, so its number is empty (the sheet's example).
const BLACKLISTED_STORED: &str = r#""CardNumber": "", "IsSavedCard": true,
    "UniqueCode": "qT5+8/Zc0000000000000000000000000000000000000000000000==""#;
const BLACKLISTED: &str = r#""CardNumber": "4508034508034509", "IsSavedCard": false"#;

fn object(parts: &[&str]) -> Sent {
    json(&format!("{{{}}}", parts.join(", ")))
}

pub fn save_card() -> Sent {
    object(&[RELATION, CARD])
}

pub fn save_card_all() -> Sent {
    object(&[PARTNER, RELATIONS, CARD, DETAILS])
}

pub fn tokenize_card() -> Sent {
    object(&[RELATION, TOKEN])
}

pub fn tokenize_card_all() -> Sent {
    object(&[PARTNER, RELATIONS, TOKEN, DETAILS])
}

pub fn delete_card() -> Sent {
    object(&[RELATION, STORED])
}

pub fn delete_card_all() -> Sent {
    object(&[PARTNER, RELATIONS, STORED])
}

pub fn update_card() -> Sent {
    object(&[RELATION, STORED, CHANGES])
}

pub fn update_card_all() -> Sent {
    object(&[PARTNER, RELATIONS, STORED, CHANGES])
}

/// `bin` has six digits or eight.
fn insurance_card(bin: &str) -> String {
    format!(
        r#""Card": {{"Nickname": "mine", "HolderName": "AYSE ORNEK", "CardBin": "{bin}", "CardLastFour": "7907",
            "Identity": "11111111110", "Month": 3, "Year": 2030}}"#
    )
}

pub fn save_insurance_card(bin: &str) -> Sent {
    object(&[RELATION, &insurance_card(bin)])
}

pub fn save_insurance_card_all(bin: &str) -> Sent {
    object(&[RELATIONS, &insurance_card(bin), DETAILS])
}

pub fn delete_insurance_card() -> Sent {
    object(&[RELATION, STORED])
}

pub fn delete_insurance_card_all() -> Sent {
    object(&[RELATIONS, STORED])
}

pub fn update_insurance_card() -> Sent {
    object(&[RELATION, STORED, CHANGES])
}

pub fn update_insurance_card_all() -> Sent {
    object(&[RELATIONS, STORED, CHANGES])
}

pub fn blacklist_card() -> Sent {
    object(&[RELATION, BLACKLISTED])
}

pub fn blacklist_card_all() -> Sent {
    object(&[PARTNER, RELATIONS, BLACKLISTED_STORED])
}

pub fn unblacklist_card() -> Sent {
    object(&[BLACKLISTED])
}

pub fn unblacklist_card_all() -> Sent {
    object(&[PARTNER, BLACKLISTED_STORED])
}

pub const LIST: Sent = Sent::Headers(&[("relationalid1", "customer-1")]);
pub const LIST_CARDS_ALL: Sent = Sent::Headers(&[
    ("includedetails", "TRUE"),
    ("partneridentity", "partner-1"),
    ("relationalid1", "customer-1"),
    ("relationalid2", "second"),
    ("relationalid3", "third"),
]);
pub const LIST_INSURANCE_CARDS_ALL: Sent = Sent::Headers(&[
    ("includedetails", "TRUE"),
    ("relationalid1", "customer-1"),
    ("relationalid2", "second"),
    ("relationalid3", "third"),
]);
pub const BLACKLIST_INQUIRY: Sent =
    Sent::Headers(&[("cardnumber", "4508034508034509"), ("issavedcard", "FALSE")]);
/// A stored card is meant, so there is no number: see the table.
pub const BLACKLIST_INQUIRY_STORED: Sent = Sent::Headers(&[
    ("issavedcard", "TRUE"),
    ("partnerbased", "TRUE"),
    ("partneridentity", "partner-1"),
    (
        "uniquecode",
        "qT5+8/Zc0000000000000000000000000000000000000000000000==",
    ),
]);
