//! The checker and the tables held against the expected bodies: both are written by hand from one sheet, so that a slip
//! in one of them shows before any client is asked.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::check::Table;
use super::expected::private::By;
use super::expected::{Sent, hosted, payments, private, storage};
use super::tables::{
    hosted as hosted_tables, payments as payment_tables, private as private_tables, queries,
    storage as storage_tables, tokens,
};

fn value(sent: &Sent) -> Value {
    match sent {
        Sent::Json(text) => serde_json::from_str(text).expect("an expected body"),
        Sent::Headers(_) => panic!("headers"),
    }
}

/// What is wrong with these requests, and which fields none of them has.
fn against(table: &Table, requests: &[Sent]) -> (Vec<String>, Vec<String>) {
    let (mut wrong, mut sent) = (Vec::new(), BTreeSet::new());
    for request in requests {
        match request {
            Sent::Json(_) => table.value("", &value(request), &mut wrong, &mut sent),
            Sent::Headers(headers) => {
                let headers: Vec<_> = headers
                    .iter()
                    .map(|(name, value)| (name.to_string(), value.to_string()))
                    .collect();
                let mut once = BTreeSet::new();
                table.headers(&headers, &mut wrong, &mut once);
                sent.append(&mut once);
            }
        }
    }
    let uncovered = table.uncovered(&sent);
    (wrong, uncovered)
}

#[track_caller]
fn whole(table: &Table, requests: &[Sent]) {
    assert_eq!(
        against(table, requests),
        (vec![], vec![]),
        "section {}",
        table.section
    );
}

#[test]
fn the_expected_payments_are_as_the_tables_have_them() {
    use payments::{direct, direct_all, direct_route, direct_stored, direct_temporary};
    let numbers = ["2", "7"];
    let objects = [r#"{"Id": 2}"#, r#"{"Id": 7}"#];
    whole(
        &payment_tables::START_DIRECT,
        &[
            direct(),
            direct_all(true),
            direct_stored(),
            direct_temporary(),
            direct_route(),
        ],
    );
    whole(
        &payment_tables::START_DIRECT_INSURANCE,
        &[
            payments::insurance(),
            payments::insurance_all(),
            payments::insurance_stored(),
            payments::insurance_temporary(),
        ],
    );
    whole(
        &payment_tables::START_3D,
        &[
            payments::three_d(),
            payments::three_d_all(numbers, true),
            payments::three_d_stored(numbers),
            payments::three_d_temporary(),
        ],
    );
    let (wrong, _) = against(
        &payment_tables::START_3D,
        &[payments::three_d_all(objects, true)],
    );
    // An object has an `Id`, which stands in no table.
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    whole(
        &payment_tables::CLOSE_PROVISION,
        &[
            payments::close_provision(),
            payments::close_provision_partly(),
        ],
    );
    whole(
        &payment_tables::CANCEL_PROVISION,
        &[payments::cancel_provision()],
    );
}

#[test]
fn the_expected_reversals_and_queries_are_as_the_tables_have_them() {
    use By::{BothCodes, MerchantCode, PaymentId, UniqueCode};
    for (table, by) in [
        (private_tables::REFUND, MerchantCode),
        (private_tables::REFUND_BY_UNIQUE_CODE, UniqueCode),
    ] {
        whole(&table, &[private::refund(by), private::refund_all(by)]);
    }
    for (table, by) in [
        (private_tables::REFUND_PARTIALLY, MerchantCode),
        (private_tables::REFUND_PARTIALLY_BY_PAYMENT_ID, PaymentId),
        (private_tables::REFUND_PARTIALLY_BY_UNIQUE_CODE, UniqueCode),
    ] {
        whole(
            &table,
            &[
                private::refund_partially(by),
                private::refund_partially_all(by),
            ],
        );
    }
    for (table, by) in [
        (private_tables::CANCEL, MerchantCode),
        (private_tables::CANCEL_BY_UNIQUE_CODE, UniqueCode),
    ] {
        whole(&table, &[private::cancel(by), private::cancel_all(by)]);
    }
    for (table, by) in [
        (private_tables::REVERT, BothCodes),
        (private_tables::REVERT_BY_PAYMENT_ID, PaymentId),
    ] {
        whole(&table, &[private::revert(by), private::revert_all(by)]);
    }
    whole(&queries::QUERY, &[private::QUERY]);
    whole(
        &queries::QUERY_BY_UNIQUE_CODE,
        &[private::QUERY_BY_UNIQUE_CODE],
    );
    whole(
        &queries::QUERY_BY_PAYMENT_ID,
        &[private::QUERY_BY_PAYMENT_ID],
    );
    whole(
        &queries::QUERY_BY_PRODUCT_ID,
        &[
            private::QUERY_BY_PRODUCT_ID,
            private::QUERY_BY_PRODUCT_ID_ALL,
        ],
    );
    whole(
        &queries::QUERY_BY_TRACKING_CODE,
        &[
            private::QUERY_BY_TRACKING_CODE,
            private::QUERY_BY_TRACKING_CODE_ALL,
        ],
    );
    whole(
        &queries::INSTALLMENTS,
        &[private::INSTALLMENTS, private::INSTALLMENTS_ALL],
    );
    whole(
        &queries::BIN_INQUIRY,
        &[private::BIN_OF_SIX, private::BIN_OF_EIGHT],
    );
}

#[test]
fn the_expected_card_storage_is_as_the_tables_have_it() {
    use storage_tables as tables;
    whole(
        &tables::SAVE_CARD,
        &[storage::save_card(), storage::save_card_all()],
    );
    whole(
        &tables::TOKENIZE_CARD,
        &[storage::tokenize_card(), storage::tokenize_card_all()],
    );
    whole(
        &tables::LIST_CARDS,
        &[storage::LIST, storage::LIST_CARDS_ALL],
    );
    whole(
        &tables::DELETE_CARD,
        &[storage::delete_card(), storage::delete_card_all()],
    );
    whole(
        &tables::UPDATE_CARD,
        &[storage::update_card(), storage::update_card_all()],
    );
    whole(
        &tables::SAVE_INSURANCE_CARD,
        &[
            storage::save_insurance_card("514118"),
            storage::save_insurance_card_all("51411816"),
        ],
    );
    whole(
        &tables::LIST_INSURANCE_CARDS,
        &[storage::LIST, storage::LIST_INSURANCE_CARDS_ALL],
    );
    whole(
        &tables::DELETE_INSURANCE_CARD,
        &[
            storage::delete_insurance_card(),
            storage::delete_insurance_card_all(),
        ],
    );
    whole(
        &tables::UPDATE_INSURANCE_CARD,
        &[
            storage::update_insurance_card(),
            storage::update_insurance_card_all(),
        ],
    );
    whole(
        &tables::BLACKLIST_CARD,
        &[storage::blacklist_card(), storage::blacklist_card_all()],
    );
    whole(
        &tables::UNBLACKLIST_CARD,
        &[storage::unblacklist_card(), storage::unblacklist_card_all()],
    );
    whole(
        &tables::BLACKLIST_INQUIRY,
        &[
            storage::BLACKLIST_INQUIRY,
            storage::BLACKLIST_INQUIRY_STORED,
        ],
    );
}

#[test]
fn the_expected_tokens_pages_and_payouts_are_as_the_tables_have_them() {
    whole(
        &tokens::TEMP_TOKEN,
        &[hosted::temp_token(), hosted::temp_token_all()],
    );
    whole(
        &tokens::TEMP_CARD,
        &[hosted::temp_card(), hosted::temp_insurance_card()],
    );
    whole(
        &hosted_tables::RECURRING,
        &[hosted::recurring(), hosted::recurring_all()],
    );
    whole(
        &hosted_tables::PAYOUT_TO_IBAN,
        &[hosted::payout_to_iban(), hosted::payout_to_iban_all()],
    );
    whole(
        &hosted_tables::CHECKOUT,
        &[hosted::checkout(), hosted::checkout_all()],
    );
}

#[test]
fn the_checker_finds_what_is_missing_strange_or_of_another_kind() {
    let table = &storage_tables::UPDATE_CARD;
    let mut body = value(&storage::update_card());
    body["Month"] = json!("03");
    body["CVV"] = json!("000");
    body["Card"] = json!({"Number": "4508034508034509"});
    body["RelationalId2"] = Value::Null;
    body.as_object_mut()
        .expect("an object")
        .remove("UniqueCode");
    let (mut wrong, mut sent) = (Vec::new(), BTreeSet::new());
    table.value("", &body, &mut wrong, &mut sent);
    wrong.sort();
    let expected = [
        "`CVV` is not in the table",
        "`Card` is not in the table",
        "`Month` is \"03\", which is no [Int]",
        "`RelationalId2` is null, which is no [Text]",
        "the required `UniqueCode` is missing",
    ];
    assert_eq!(wrong, expected);
    assert!(
        table
            .uncovered(&sent)
            .contains(&"`RelationalId3` cannot be sent".to_owned())
    );
}

#[test]
fn the_checker_looks_into_lists_and_optional_objects() {
    let table = &hosted_tables::CHECKOUT;
    let mut body = value(&hosted::checkout());
    body["Customer"] = json!({"FullName": "Ayse Ornek"});
    body["Products"] = json!([{"ProductId": 1}, {"Id": "p-1"}]);
    body["Amount"] = json!("1500.30");
    let (mut wrong, mut sent) = (Vec::new(), BTreeSet::new());
    table.value("", &body, &mut wrong, &mut sent);
    wrong.sort();
    let expected = [
        "`Amount` is \"1500.30\", which is no [Decimal]",
        "`Products[].Id` is not in the table",
        "`Products[].ProductId` is 1, which is no [Text]",
        "the required `Customer.Address` is missing",
        "the required `Customer.City` is missing",
        "the required `Customer.Country` is missing",
        "the required `Customer.Email` is missing",
        "the required `Customer.Phone` is missing",
    ];
    assert_eq!(wrong, expected);
}

#[test]
fn the_checker_reads_headers_by_their_forms() {
    let headers = [
        ("amount", "1,500.30"),
        ("currencyid", "1"),
        ("distinctduplicates", "true"),
        ("length", "10"),
        ("posid", "4711.0"),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let (mut wrong, mut sent) = (Vec::new(), BTreeSet::new());
    queries::INSTALLMENTS.headers(&headers[..], &mut wrong, &mut sent);
    let expected = [
        "the header `amount` is no [Decimal]",
        "the header `distinctduplicates` is no [Bool]",
        "the header `length` is not in the table",
        "the header `posid` is no [Int]",
    ];
    assert_eq!(wrong, expected);
}
