//! Card storage.

use generated_client::paywall::cards::ListInsuranceCards;

use super::super::expected::storage as expected;
use super::super::tables::storage as tables;
use super::Calls;

#[tokio::test]
async fn listed_insurance_cards_are_asked_for_in_headers() {
    let answer = r#"{"ErrorCode": 0, "Result": true, "Message": "", "Body": []}"#;
    let of = || ListInsuranceCards {
        relational_id1: "customer-1".into(),
    };
    let mut calls = Calls::of(tables::LIST_INSURANCE_CARDS);
    calls
        .call("required", expected::LIST, answer, async |client| {
            client.list_insurance_cards(of()).await
        })
        .await;
    calls
        .call(
            "all",
            expected::LIST_INSURANCE_CARDS_ALL,
            answer,
            async |client| {
                client
                    .list_insurance_cards(of())
                    .relational_id2("second")
                    .relational_id3("third")
                    .include_details(true)
                    .await
            },
        )
        .await;
    calls.finish();
}
