//! Card storage.

use generated_client::paywall::blacklist::{
    AddCardToBlacklist, AddStoredCardToBlacklist, QueryCardBlacklist, QueryStoredCardBlacklist,
    RemoveCardFromBlacklist, RemoveStoredCardFromBlacklist,
};
use generated_client::paywall::cards::{
    DeleteCard, ListCards, StoreCard, StoreTemporaryCard, UpdateCard,
};
use generated_client::paywall::insurance_cards::{
    DeleteInsuranceCard, ListInsuranceCards, StoreInsuranceCard, UpdateInsuranceCard,
};
use generated_client::paywall::temporary_cards::TemporaryCardToken;
use generated_client::paywall::types::CardUniqueCode;

use super::super::answers::texts::{NOT_BLACKLISTED, card, insurance_card, success};
use super::super::expected::storage as expected;
use super::super::tables::storage as tables;
use super::{Calls, GUID, STORED_CARD, TEMPORARY_CARD, given};

fn stored() -> CardUniqueCode {
    CardUniqueCode::new(STORED_CARD)
}

/// One call with what is required and one with everything.
macro_rules! twice {
    ($table:ident, $answer:expr, $required:expr, $all:expr, $call:ident($inputs:expr)
        $(.$option:ident($value:expr))*) => {{
        let answer = success($answer);
        let mut calls = Calls::of(tables::$table);
        calls
            .call("required", $required, &answer, async |client| client.$call($inputs).await)
            .await;
        calls
            .call("all", $all, &answer, async |client| {
                client.$call($inputs)$(.$option($value))*.await
            })
            .await;
        calls.finish();
    }};
}

#[tokio::test]
async fn a_card_is_stored_with_month_and_year_as_numbers() {
    twice!(
        SAVE_CARD,
        &card(),
        expected::save_card(),
        expected::save_card_all(),
        store_card(StoreCard {
            relational_id1: "customer-1".into(),
            nickname: "mine".into(),
            holder_name: "AYSE ORNEK".into(),
            card_number: given("4508034508034509"),
            expiry: given("03/2030")
        })
        .partner_based(true)
        .partner_identity("partner-1")
        .relational_id2("second")
        .relational_id3("third")
        .include_details(true)
    );
}

#[tokio::test]
async fn a_card_is_stored_from_a_token() {
    twice!(
        TOKENIZE_CARD,
        &card(),
        expected::tokenize_card(),
        expected::tokenize_card_all(),
        store_temporary_card(StoreTemporaryCard {
            relational_id1: "customer-1".into(),
            nickname: "mine".into(),
            card_token: TemporaryCardToken::new(TEMPORARY_CARD)
        })
        .partner_based(true)
        .partner_identity("partner-1")
        .relational_id2("second")
        .relational_id3("third")
        .include_details(true)
    );
}

#[tokio::test]
async fn cards_are_listed_by_headers() {
    twice!(
        LIST_CARDS,
        "[]",
        expected::LIST,
        expected::LIST_CARDS_ALL,
        list_cards(ListCards {
            relational_id1: "customer-1".into()
        })
        .relational_id2("second")
        .relational_id3("third")
        .include_details(true)
        .partner_identity("partner-1")
    );
}

#[tokio::test]
async fn a_card_is_deleted_by_a_json_body() {
    twice!(
        DELETE_CARD,
        "null",
        expected::delete_card(),
        expected::delete_card_all(),
        delete_card(DeleteCard {
            relational_id1: "customer-1".into(),
            unique_code: stored()
        })
        .partner_based(true)
        .partner_identity("partner-1")
        .relational_id2("second")
        .relational_id3("third")
    );
}

#[tokio::test]
async fn a_card_is_updated_with_nickname_month_and_year() {
    twice!(
        UPDATE_CARD,
        r#""""#,
        expected::update_card(),
        expected::update_card_all(),
        update_card(UpdateCard {
            relational_id1: "customer-1".into(),
            unique_code: stored(),
            nickname: "ours".into(),
            expiry: given("03/2031")
        })
        .partner_based(true)
        .partner_identity("partner-1")
        .relational_id2("second")
        .relational_id3("third")
    );
}

#[tokio::test]
async fn an_insurance_card_is_stored_by_six_or_eight_digits() {
    let answer = success(&insurance_card());
    let of = |bin: &str| StoreInsuranceCard {
        relational_id1: "customer-1".into(),
        nickname: "mine".into(),
        holder_name: "AYSE ORNEK".into(),
        bin: bin.into(),
        last_four: "7907".into(),
        holder_identity: "11111111110".into(),
        expiry: given("03/2030"),
    };
    let mut calls = Calls::of(tables::SAVE_INSURANCE_CARD);
    calls
        .call(
            "required",
            expected::save_insurance_card("514118"),
            &answer,
            async |client| client.store_insurance_card(of("514118")).await,
        )
        .await;
    calls
        .call(
            "all",
            expected::save_insurance_card_all("51411816"),
            &answer,
            async |client| {
                client
                    .store_insurance_card(of("51411816"))
                    .relational_id2("second")
                    .relational_id3("third")
                    .include_details(true)
                    .await
            },
        )
        .await;
    calls.finish();
}

#[tokio::test]
async fn insurance_cards_are_listed_deleted_and_updated() {
    twice!(
        LIST_INSURANCE_CARDS,
        "[]",
        expected::LIST,
        expected::LIST_INSURANCE_CARDS_ALL,
        list_insurance_cards(ListInsuranceCards {
            relational_id1: "customer-1".into()
        })
        .relational_id2("second")
        .relational_id3("third")
        .include_details(true)
    );
    twice!(
        DELETE_INSURANCE_CARD,
        "null",
        expected::delete_insurance_card(),
        expected::delete_insurance_card_all(),
        delete_insurance_card(DeleteInsuranceCard {
            relational_id1: "customer-1".into(),
            unique_code: stored()
        })
        .relational_id2("second")
        .relational_id3("third")
    );
    twice!(
        UPDATE_INSURANCE_CARD,
        r#""""#,
        expected::update_insurance_card(),
        expected::update_insurance_card_all(),
        update_insurance_card(UpdateInsuranceCard {
            relational_id1: "customer-1".into(),
            unique_code: stored(),
            nickname: "ours".into(),
            expiry: given("03/2031")
        })
        .relational_id2("second")
        .relational_id3("third")
    );
}

#[tokio::test]
async fn cards_go_to_the_blacklist_and_from_it() {
    let added = success(&format!(r#"{{"Id": "{GUID}"}}"#));
    let mut calls = Calls::of(tables::BLACKLIST_CARD);
    calls
        .call(
            "a number",
            expected::blacklist_card(),
            &added,
            async |client| {
                let inputs = AddCardToBlacklist {
                    relational_id1: "customer-1".into(),
                    card_number: given("4508034508034509"),
                };
                client.add_card_to_blacklist(inputs).await
            },
        )
        .await;
    calls
        .call(
            "a stored card",
            expected::blacklist_card_all(),
            &added,
            async |client| {
                let inputs = AddStoredCardToBlacklist {
                    relational_id1: "customer-1".into(),
                    unique_code: stored(),
                };
                let call = client.add_stored_card_to_blacklist(inputs);
                call.partner_based(true)
                    .partner_identity("partner-1")
                    .relational_id2("second")
                    .relational_id3("third")
                    .await
            },
        )
        .await;
    calls.finish();
    let mut calls = Calls::of(tables::UNBLACKLIST_CARD);
    let removed = success("null");
    calls
        .call(
            "a number",
            expected::unblacklist_card(),
            &removed,
            async |client| {
                let inputs = RemoveCardFromBlacklist {
                    card_number: given("4508034508034509"),
                };
                client.remove_card_from_blacklist(inputs).await
            },
        )
        .await;
    calls
        .call(
            "a stored card",
            expected::unblacklist_card_all(),
            &removed,
            async |client| {
                let inputs = RemoveStoredCardFromBlacklist {
                    unique_code: stored(),
                };
                let call = client.remove_stored_card_from_blacklist(inputs);
                call.partner_based(true).partner_identity("partner-1").await
            },
        )
        .await;
    calls.finish();
}

#[tokio::test]
async fn the_blacklist_is_asked_with_a_card_number_in_a_header() {
    let answer = success(NOT_BLACKLISTED);
    let mut calls = Calls::of(tables::BLACKLIST_INQUIRY);
    calls
        .call(
            "a number",
            expected::BLACKLIST_INQUIRY,
            &answer,
            async |client| {
                let inputs = QueryCardBlacklist {
                    card_number: given("4508034508034509"),
                };
                client.query_card_blacklist(inputs).await
            },
        )
        .await;
    calls
        .call(
            "a stored card",
            expected::BLACKLIST_INQUIRY_STORED,
            &answer,
            async |client| {
                let call = client.query_stored_card_blacklist(QueryStoredCardBlacklist {
                    unique_code: stored(),
                });
                call.partner_based(true).partner_identity("partner-1").await
            },
        )
        .await;
    calls.finish();
}
