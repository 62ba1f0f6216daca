//! Card storage: sections 2 and 3. Months and years are numbers here.

use super::super::check::{Api, BOOL, Carrier, Field, INT, Keys, OBJECT, TEXT, Table, c, o, r};

const fn table(
    section: &'static str,
    method: &'static str,
    path: &'static str,
    fields: &'static [&'static [Field]],
) -> Table {
    let carrier = match method.as_bytes() {
        b"GET" => Carrier::Headers,
        _ => Carrier::Json,
    };
    Table {
        section,
        api: Api::CardWall,
        keys: Keys::Private,
        method,
        path,
        carrier,
        fields,
        left_out: &[],
    }
}

const PARTNER: &[Field] = &[o("PartnerBased", BOOL), c("PartnerIdentity", TEXT)];
const RELATIONS: &[Field] = &[
    r("RelationalId1", TEXT),
    o("RelationalId2", TEXT),
    o("RelationalId3", TEXT),
];
const RELATION_HEADERS: &[Field] = &[
    r("relationalid1", TEXT),
    o("relationalid2", TEXT),
    o("relationalid3", TEXT),
    o("includedetails", BOOL),
];
const STORED: &[Field] = &[r("UniqueCode", TEXT)];
const CHANGES: &[Field] = &[r("Nickname", TEXT), r("Month", INT), r("Year", INT)];

pub const SAVE_CARD: Table = table(
    "3.1",
    "POST",
    "/paywall/card",
    &[
        PARTNER,
        RELATIONS,
        &[
            r("Card", OBJECT),
            r("Card.Nickname", TEXT),
            r("Card.HolderName", TEXT),
            r("Card.Number", TEXT),
            r("Card.Month", INT),
            r("Card.Year", INT),
            o("IncludeDetails", BOOL),
        ],
    ],
);

pub const TOKENIZE_CARD: Table = table(
    "3.2",
    "POST",
    "/paywall/card/tokenization",
    &[
        PARTNER,
        RELATIONS,
        &[
            r("Card", OBJECT),
            r("Card.Nickname", TEXT),
            r("Card.CardToken", TEXT),
            o("IncludeDetails", BOOL),
        ],
    ],
);

/// `partneridentity` is typed bool and carries the id of the partner's account.
pub const LIST_CARDS: Table = table(
    "3.3",
    "GET",
    "/paywall/card",
    &[RELATION_HEADERS, &[o("partneridentity", TEXT)]],
);

pub const DELETE_CARD: Table = table(
    "3.4",
    "DELETE",
    "/paywall/card",
    &[PARTNER, RELATIONS, STORED],
);

pub const UPDATE_CARD: Table = table(
    "3.4",
    "PUT",
    "/paywall/card",
    &[PARTNER, RELATIONS, STORED, CHANGES],
);

pub const SAVE_INSURANCE_CARD: Table = table(
    "3.5",
    "POST",
    "/paywall/card/insurance",
    &[
        RELATIONS,
        &[
            r("Card", OBJECT),
            r("Card.Nickname", TEXT),
            r("Card.HolderName", TEXT),
            r("Card.CardBin", TEXT),
            r("Card.CardLastFour", TEXT),
            r("Card.Identity", TEXT),
            r("Card.Month", INT),
            r("Card.Year", INT),
            o("IncludeDetails", BOOL),
        ],
    ],
);

pub const LIST_INSURANCE_CARDS: Table =
    table("2", "GET", "/paywall/card/insurance", &[RELATION_HEADERS]);

pub const DELETE_INSURANCE_CARD: Table = table(
    "3.6",
    "DELETE",
    "/paywall/card/insurance",
    &[RELATIONS, STORED],
);

pub const UPDATE_INSURANCE_CARD: Table = table(
    "3.7",
    "PUT",
    "/paywall/card/insurance",
    &[RELATIONS, STORED, CHANGES],
);

const BLACKLISTED: &[Field] = &[
    r("CardNumber", TEXT),
    r("IsSavedCard", BOOL),
    c("UniqueCode", TEXT),
];

pub const BLACKLIST_CARD: Table = table(
    "3.8",
    "POST",
    "/paywall/blacklist/card",
    &[PARTNER, RELATIONS, BLACKLISTED],
);

/// Without relational ids.
pub const UNBLACKLIST_CARD: Table = table(
    "3.8",
    "DELETE",
    "/paywall/blacklist/card",
    &[PARTNER, BLACKLISTED],
);

/// A full card number in a header. The sheet marks `cardnumber` as required, as it does in 3.8, where it is empty for a
/// stored card; and an empty header is not sent (1.4).
pub const BLACKLIST_INQUIRY: Table = table(
    "3.9",
    "GET",
    "/paywall/blacklist/card/inquiry",
    &[&[
        o("partnerbased", BOOL),
        c("partneridentity", TEXT),
        c("cardnumber", TEXT),
        r("issavedcard", BOOL),
        c("uniquecode", TEXT),
    ]],
);
