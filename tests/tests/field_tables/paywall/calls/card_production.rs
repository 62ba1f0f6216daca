//! Produced cards: section 16. All are on the Payment API with the private keys.

use generated_client::paywall::card_production::{
    AddPhysicalCard, ChangeProducedCardDescription, ChangeProducedCardPhone, ChangeProducedCardPin,
    CreateVirtualCard, DecreaseCardBalance, DeleteProducedCard, DisableProducedCard,
    EnableProducedCard, GetProducedCard, IncreaseCardBalance, ListProducedCardTransactions,
    ListProducedCards, ProducedCardId, QueryCardProductionBalance,
};

use super::super::expected::{headers, json};
use super::super::tables::others as tables;
use super::{asks, given};

const ID: ProducedCardId = ProducedCardId::new(9474444843);

/// The year has two digits here.
#[tokio::test]
async fn cards_are_produced_with_their_key_and_added_with_texts() {
    let virtual_card = || CreateVirtualCard {
        card_production_key: "production-1".into(),
        description: "Travel".into(),
        phone: "5550000000".into(),
    };
    let required =
        r#""CardProductionKey": "production-1", "Description": "Travel", "Phone": "5550000000""#;
    asks!(tables::PRODUCE_VIRTUAL;
        json(&format!("{{{required}}}")) => create_virtual_card(virtual_card());
        json(&format!(r#"{{{required}, "ExternalId": "external-1"}}"#)) =>
            create_virtual_card(virtual_card()).external_id("external-1");
    );
    let physical = || AddPhysicalCard {
        card_production_key: "production-1".into(),
        description: "Travel".into(),
        phone: "5550000000".into(),
        card_number: given("4508034508034509"),
        expiry: given("11/2028"),
        cvv: given("000"),
    };
    let card =
        r#""Number": "4508034508034509", "ExpireMonth": "11", "ExpireYear": "28", "Cvv": "000""#;
    asks!(tables::ADD_PHYSICAL;
        json(&format!("{{{required}, {card}}}")) => add_physical_card(physical());
        json(&format!(r#"{{{required}, {card}, "ExternalId": "external-1"}}"#)) =>
            add_physical_card(physical()).external_id("external-1");
    );
}

#[tokio::test]
async fn produced_cards_are_changed_by_their_id() {
    let alone = || json(r#"{"CardId": 9474444843}"#);
    let amount = || json(r#"{"CardId": 9474444843, "Amount": 10.10}"#);
    asks!(tables::DISABLE;
        alone() => disable_produced_card(DisableProducedCard { card_id: ID });
    );
    asks!(tables::ENABLE; alone() => enable_produced_card(EnableProducedCard { card_id: ID }););
    asks!(tables::DELETE_PRODUCED;
        alone() => delete_produced_card(DeleteProducedCard { card_id: ID });
    );
    asks!(tables::INCREASE;
        amount() =>
            increase_card_balance(IncreaseCardBalance { card_id: ID, amount: given("10.10") });
    );
    asks!(tables::DECREASE;
        amount() =>
            decrease_card_balance(DecreaseCardBalance { card_id: ID, amount: given("10.10") });
    );
    asks!(tables::CHANGE_PHONE;
        json(r#"{"CardId": 9474444843, "Phone": "5550000000"}"#) =>
            change_produced_card_phone(ChangeProducedCardPhone {
                card_id: ID,
                phone: "5550000000".into()
            });
    );
    asks!(tables::CHANGE_DESCRIPTION;
        json(r#"{"CardId": 9474444843, "Description": "Travel"}"#) =>
            change_produced_card_description(ChangeProducedCardDescription {
                card_id: ID,
                description: "Travel".into()
            });
    );
    asks!(tables::CHANGE_PIN;
        json(r#"{"CardId": 9474444843, "Pin": "012345"}"#) =>
            change_produced_card_pin(ChangeProducedCardPin { card_id: ID, pin: "012345".into() });
    );
}

#[tokio::test]
async fn produced_cards_are_asked_for_in_headers() {
    asks!(tables::PRODUCTION_BALANCE;
        headers(&[("cardproductionkey", "production-1")]) =>
            query_card_production_balance(QueryCardProductionBalance {
                card_production_key: "production-1".into()
            });
    );
    asks!(tables::PRODUCED;
        headers(&[("cardid", "9474444843")]) => get_produced_card(GetProducedCard { card_id: ID });
    );
    let of = || ListProducedCards {
        start: 0,
        length: 50,
    };
    asks!(tables::PRODUCED_LIST;
        headers(&[("length", "50"), ("start", "0")]) => list_produced_cards(of());
        headers(&[
            ("cardid", "9474444843"),
            ("cardnumber", "450803"),
            ("externalid", "external-1"),
            ("length", "50"),
            ("phone", "5550000000"),
            ("start", "0"),
        ]) =>
            list_produced_cards(of())
                .card_id(ID)
                .card_number("450803")
                .phone("5550000000")
                .external_id("external-1");
    );
    asks!(tables::PRODUCED_TRANSACTIONS;
        headers(&[
            ("cardid", "9474444843"),
            ("datefrom", "2024-06-01"),
            ("dateto", "2024-06-13"),
            ("page", "1"),
        ]) =>
            list_produced_card_transactions(ListProducedCardTransactions {
                page: 1,
                card_id: ID,
                date_from: given("2024-06-01"),
                date_to: given("2024-06-13")
            });
    );
}
