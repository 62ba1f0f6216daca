//! Stored cards: sections 2 and 3.

use generated_client::paywall::blacklist::{QueryCardBlacklist, QueryStoredCardBlacklist};
use generated_client::paywall::cards::{
    CardBrand, CardDetails, CardFamily, CardKind, CardType, ListCards, StoreCard, StoredCardBrand,
};
use generated_client::paywall::insurance_cards::{ListInsuranceCards, StoreInsuranceCard};

use super::done;
use super::texts::{NOT_BLACKLISTED, card, insurance_card, success};

const CODE: &str = "qT5+8/Zc0000000000000000000000000000000000000000000000==";

/// In `Details`, 2 is Visa and the type is the card's.
#[track_caller]
fn details(details: Option<&CardDetails>) {
    let details = details.expect("details");
    assert_eq!(details.bank_id, Some(58));
    assert_eq!(details.brand_id, Some(CardBrand::Visa));
    assert_eq!(details.family_id, Some(CardFamily::Axess));
    assert_eq!(details.kind_id, Some(CardKind::Personal));
    assert_eq!(details.card_type_id, Some(CardType::Credit));
    let texts = [
        &details.bank,
        &details.brand,
        &details.family,
        &details.kind,
        &details.card_type,
    ];
    assert_eq!(
        texts.map(Option::as_deref),
        ["AKBANK T.A.Ş.", "Visa", "Axess", "Bireysel Kart", "Credit"].map(Some)
    );
}

/// `CardTypeId` and `CardType` are the brand here: 0 is Visa and 1 MasterCard.
#[test]
fn a_listed_card_has_its_brand_under_the_name_of_the_type() {
    let master = card()
        .replace(
            r#""CardTypeId": 0, "CardType": "Visa""#,
            r#""CardTypeId": 1, "CardType": "MasterCard""#,
        )
        .replace(r#""Expired": true"#, r#""Expired": false"#);
    let cards = done::<ListCards>(&success(&format!("[{}, {master}]", card())));
    let [visa, master] = &cards[..] else {
        panic!("two cards")
    };
    assert_eq!(
        (visa.brand_id.as_ref(), visa.brand.as_deref()),
        (Some(&StoredCardBrand::Visa), Some("Visa"))
    );
    assert_eq!(
        (master.brand_id.as_ref(), master.brand.as_deref()),
        (Some(&StoredCardBrand::MasterCard), Some("MasterCard"))
    );
    assert_eq!((visa.expired, master.expired), (true, false));
    assert_eq!(
        (visa.bin.as_str(), visa.last_four.as_str()),
        ("450803", "4509")
    );
    assert_eq!(visa.name.as_deref(), Some("mine"));
    assert_eq!(visa.masked_card.as_deref(), Some("450803******4509"));
    assert_eq!(visa.holder_name.as_deref(), Some("A*S* O*N*K"));
    assert_eq!((visa.expiry_month, visa.expiry_year), (Some(3), Some(2030)));
    assert_eq!(visa.unique_code.expose(), CODE);
    details(visa.details.as_ref());
    assert!(!format!("{visa:?}").contains(CODE), "the code is shown");
}

#[test]
fn a_new_card_is_read_without_expired() {
    let new = card().replace(r#""Expired": true, "#, "");
    let card = done::<StoreCard>(&success(&new));
    assert_eq!(card.brand_id, Some(StoredCardBrand::Visa));
    let texts = [
        &card.name,
        &card.bin,
        &card.last_four,
        &card.masked_card,
        &card.holder_name,
        &card.brand,
    ];
    assert_eq!(
        texts.map(Option::as_deref),
        [
            "mine",
            "450803",
            "4509",
            "450803******4509",
            "A*S* O*N*K",
            "Visa"
        ]
        .map(Some)
    );
    assert_eq!((card.expiry_month, card.expiry_year), (Some(3), Some(2030)));
    assert_eq!(card.unique_code.expose(), CODE);
    details(card.details.as_ref());
}

/// `CardTypeId` and `CardType` are the type here; the BIN has eight digits, and an identity may be the empty text.
#[test]
fn an_insurance_card_has_its_type_and_eight_digits() {
    let nameless = insurance_card().replace("111*****110", "");
    let list = success(&format!("[{}, {nameless}]", insurance_card()));
    let cards = done::<ListInsuranceCards>(&list);
    let [card, nameless] = &cards[..] else {
        panic!("two cards")
    };
    assert_eq!(card.card_type_id, Some(CardType::Credit));
    assert_eq!(card.card_type.as_deref(), Some("Credit"));
    assert_eq!(
        (card.bin.as_str(), card.last_four.as_str()),
        ("51411816", "7907")
    );
    assert_eq!(
        card.holder_identity.as_ref().map(|text| text.expose()),
        Some("111*****110")
    );
    assert!(nameless.holder_identity.is_none());
    assert_eq!((card.scope, card.expired), (Some(2), false));
    assert_eq!(card.name.as_deref(), Some("mine"));
    assert_eq!(card.holder_name.as_deref(), Some("AYSE ORNEK"));
    assert_eq!((card.expiry_month, card.expiry_year), (Some(3), Some(2030)));
    assert_eq!(card.unique_code.expose(), CODE);
    details(card.details.as_ref());

    let new = insurance_card().replace(r#""Expired": false, "#, "");
    let new = done::<StoreInsuranceCard>(&success(&new));
    assert_eq!(
        (new.scope, &new.card_type_id),
        (Some(2), &Some(CardType::Credit))
    );
    assert_eq!(
        new.holder_identity.as_ref().map(|text| text.expose()),
        Some("111*****110")
    );
    assert_eq!(
        (new.bin.as_deref(), new.last_four.as_deref()),
        (Some("51411816"), Some("7907"))
    );
    assert_eq!(
        (new.name.as_deref(), new.holder_name.as_deref()),
        (Some("mine"), Some("AYSE ORNEK"))
    );
    assert_eq!((new.expiry_month, new.expiry_year), (Some(3), Some(2030)));
    assert_eq!(
        (new.card_type.as_deref(), new.unique_code.expose()),
        (Some("Credit"), CODE)
    );
    details(new.details.as_ref());
}

/// Whether `Details` is null or missing when nobody asked for it is unknown (section 18): both are nothing.
#[test]
fn a_card_without_details_is_read() {
    let whole = card();
    let start = whole.find(r#""Details""#).expect("details");
    let missing = format!("{}}}", whole[..start].trim_end().trim_end_matches(','));
    let null = format!(r#"{}"Details": null}}"#, &whole[..start]);
    let cards = done::<ListCards>(&success(&format!("[{missing}, {null}]")));
    assert!(cards.iter().all(|card| card.details.is_none()));
    assert!(done::<ListCards>(&success("[]")).is_empty());
}

/// A card that is not in the blacklist is no error, and its zero GUID and unset times are nothing.
#[test]
fn a_card_that_is_not_in_the_blacklist_has_sentinels_for_nothing() {
    for state in [
        done::<QueryCardBlacklist>(&success(NOT_BLACKLISTED)),
        done::<QueryStoredCardBlacklist>(&success(NOT_BLACKLISTED)),
    ] {
        assert_eq!((state.in_blacklist, state.is_active), (false, Some(false)));
        assert_eq!(
            (state.id, state.inserted_at, state.updated_at),
            (None, None, None)
        );
    }
    let listed = NOT_BLACKLISTED
        .replace(
            "00000000-0000-0000-0000-000000000000",
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        )
        .replace("0001-01-01T00:00:00", "2024-06-13T19:25:08Z")
        .replace(r#""InBlackList": false"#, r#""InBlackList": true"#);
    let state = done::<QueryCardBlacklist>(&success(&listed));
    assert!(state.in_blacklist);
    assert_eq!(
        state.id.as_deref(),
        Some("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    );
    assert_eq!(state.inserted_at, super::time("2024-06-13T19:25:08Z"));
    assert_eq!(state.updated_at, state.inserted_at);
}
