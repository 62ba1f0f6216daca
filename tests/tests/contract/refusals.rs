//! Refusals: every documented one, typed, and told in words that name operation, HTTP status, code and message.

use generated_client::paywall::insurance_cards::ListInsuranceCardsError;
use generated_client::vepara::Code;
use generated_client::vepara::authentication::GetTokenError;
use generated_client::vepara::cards::{ListCardsError, SaveCardError};
use generated_client::vepara::installments::InstallmentsError;
use sandbox::Sandbox;
use tests::{insurance_cards, list_cards, paywall, sandbox, save_card, vepara, vepara_with_key};
use vezne_runtime::{Error, Operation, Refused};

use crate::statuses;

/// The refusal in a result, told as `Display` tells it.
fn refused<O: Operation>(result: Result<O::Output, Error<O>>) -> Box<Refused<O>> {
    match result {
        Err(Error::Refused(refused)) => refused,
        Err(error) => panic!("not a refusal: {error}"),
        Ok(answer) => panic!("not refused: {answer:?}"),
    }
}

#[tokio::test]
async fn a_merchant_that_may_not_store_cards() {
    let sandbox = sandbox().await;
    sandbox.answer_next("vepara", "save_card", "printed_not_allowed");
    let refused = refused(vepara(&sandbox).save_card(save_card()).await);
    assert_eq!(*refused.reason(), SaveCardError::PayByTokenNotAllowed);
    assert_eq!(
        (refused.http_status(), refused.code(), refused.message()),
        (400, Some("98"), "Merchant is not allowed for pay by token")
    );
    let text = refused.to_string();
    for part in [
        "vepara.save_card",
        "HTTP 400",
        "code 98",
        "Merchant is not allowed for pay by token",
    ] {
        assert!(text.contains(part), "`{part}` is missing in: {text}");
    }
    assert_eq!(
        statuses(&sandbox, "save_card"),
        [400],
        "a refusal is not sent again"
    );
}

#[tokio::test]
async fn a_code_that_comes_as_text_is_the_same_code() {
    let sandbox = sandbox().await;
    sandbox.answer_next("vepara", "save_card", "code_as_text");
    let refused = refused(vepara(&sandbox).save_card(save_card()).await);
    assert_eq!(*refused.reason(), SaveCardError::SavingFailed);
    assert_eq!((refused.http_status(), refused.code()), (200, Some("86")));
}

#[tokio::test]
async fn another_merchant_key_is_told_by_the_operations_own_code() {
    let sandbox = sandbox().await;
    let vepara = vepara_with_key(&sandbox, "not-the-merchant-key")
        .build()
        .expect("a client");
    let refused = refused(vepara.list_cards(list_cards()).await);
    // 41 means a failed payment elsewhere, and a wrong key here.
    assert_eq!(*refused.reason(), ListCardsError::InvalidMerchantKey);
    assert_eq!((refused.http_status(), refused.code()), (422, Some("41")));
    assert_eq!(refused.message(), "Invalid merchant Key");
}

#[tokio::test]
async fn validation_is_told_field_by_field() {
    let sandbox = sandbox().await;
    sandbox.answer_next("vepara", "installments", "printed_validation");
    let refused = refused(vepara(&sandbox).installments().await);
    let InstallmentsError::Invalid(fields) = refused.reason() else {
        panic!("{refused}")
    };
    let told: Vec<(&str, &[String])> = fields.iter().collect();
    assert_eq!(
        told,
        [(
            "merchant_key",
            &[
                "The merhchant key field must be a string.".to_owned(),
                "The merchant key field is required.".to_owned()
            ][..]
        )]
    );
    assert_eq!((refused.http_status(), refused.code()), (422, None));
    let text = refused.to_string();
    for part in [
        "vepara.installments",
        "HTTP 422",
        "The merhchant key field must be a string. (and 1 more error)",
    ] {
        assert!(text.contains(part), "`{part}` is missing in: {text}");
    }
}

#[tokio::test]
async fn a_refused_token_is_told_field_by_field() {
    let sandbox = sandbox().await;
    sandbox.answer_next("vepara", "get_token", "printed_validation");
    let refused = refused(vepara(&sandbox).get_token().await);
    let GetTokenError::Invalid(fields) = refused.reason() else {
        panic!("{refused}")
    };
    assert_eq!(
        fields.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        ["app_secret"]
    );
}

#[tokio::test]
async fn paywalls_envelope_is_a_refusal_under_http_200() {
    let sandbox = sandbox().await;
    sandbox.answer_next("paywall", "list_insurance_cards", "refused");
    let refused = refused(
        paywall(&sandbox)
            .list_insurance_cards(insurance_cards())
            .await,
    );
    assert!(
        matches!(refused.reason(), ListInsuranceCardsError::Unknown { code: Some(code), .. } if code == "1"),
        "{refused}"
    );
    let text = refused.to_string();
    for part in [
        "paywall.list_insurance_cards",
        "HTTP 200",
        "code 1",
        "Example failure",
    ] {
        assert!(text.contains(part), "`{part}` is missing in: {text}");
    }
}

#[tokio::test]
async fn another_key_pair_is_refused() {
    let sandbox = sandbox().await;
    let credentials = generated_client::paywall::Credentials::test().private(
        "not-the-key",
        sandbox.credentials("paywall", "private.client"),
    );
    let paywall = generated_client::paywall::Client::builder(credentials)
        .base_address(
            generated_client::paywall::Api::CardWall,
            sandbox.address("paywall", "card_wall"),
        )
        .build()
        .expect("a client");
    let refused = refused(paywall.list_insurance_cards(insurance_cards()).await);
    assert_eq!(refused.message(), "Unauthorized");
}

/// The operations that are called here, one of each kind of refusal; the wire tests of the client hold the others.
const CALLED: [(&str, &str); 5] = [
    ("vepara", "get_token"),
    ("vepara", "installments"),
    ("vepara", "save_card"),
    ("vepara", "list_cards"),
    ("paywall", "list_insurance_cards"),
];

/// Every example of these operations that is no success, as the client tells it: typed where the spec names the code, with the
/// code and the text of the body in any case.
#[tokio::test]
async fn every_failure_of_the_spec_is_typed_and_told() {
    let sandbox = sandbox().await;
    let mut failures = Vec::new();
    for provider in sandbox.providers() {
        let called = |name: &str| CALLED.contains(&(provider.name.as_str(), name));
        let operations = provider.operations.iter();
        for operation in operations.filter(|operation| called(&operation.name)) {
            for example in &operation.examples {
                let body: serde_json::Value =
                    serde_json::from_str(&example.answer.body).expect("a JSON body");
                if !is_success(&body) {
                    failures.push((
                        provider.name.clone(),
                        operation.name.clone(),
                        example.name.clone(),
                        example.answer.http,
                        body,
                    ));
                }
            }
        }
    }
    assert!(failures.len() >= 6, "{} failures only", failures.len());
    for (provider, operation, example, http, body) in failures {
        sandbox.answer_next(&provider, &operation, &example);
        let (text, status, code) = provoke(&sandbox, &operation).await;
        let place = format!("{provider} {operation} {example}: {text}");
        assert!(
            text.contains(&format!("{provider}.{operation} was refused (HTTP {http}")),
            "{place}"
        );
        assert_eq!(status, http, "{place}");
        let expected = [&body["status_code"], &body["ErrorCode"]]
            .into_iter()
            .find(|code| !code.is_null())
            .map(|code| {
                code.as_str()
                    .map_or_else(|| code.to_string(), str::to_owned)
            });
        assert_eq!(code, expected, "{place}");
        let message = [
            &body["status_description"],
            &body["message"],
            &body["Message"],
        ]
        .into_iter()
        .find_map(|message| message.as_str())
        .expect("a message");
        assert!(text.contains(message), "{place}");
    }
}

/// Whether a body says that it went well, by the providers' documents.
fn is_success(body: &serde_json::Value) -> bool {
    let code = &body["status_code"];
    code == 100 || code == "100" || body["status"] == "success" || body["ErrorCode"] == 0
}

/// Calls an operation that is about to be refused: the words, the HTTP status, the code.
async fn provoke(sandbox: &Sandbox, operation: &str) -> (String, u16, Option<String>) {
    fn told<O: Operation>(result: Result<O::Output, Error<O>>) -> (String, u16, Option<String>) {
        let refused = refused(result);
        let code = refused.code().map(str::to_owned);
        (refused.to_string(), refused.http_status(), code)
    }
    match operation {
        "get_token" => told(vepara(sandbox).get_token().await),
        "installments" => told(vepara(sandbox).installments().await),
        "save_card" => told(vepara(sandbox).save_card(save_card()).await),
        "list_cards" => told(vepara(sandbox).list_cards(list_cards()).await),
        "list_insurance_cards" => told(
            paywall(sandbox)
                .list_insurance_cards(insurance_cards())
                .await,
        ),
        other => panic!("call `{other}` here"),
    }
}

#[test]
fn a_code_of_the_providers_table_has_its_name_and_an_unlisted_one_is_kept() {
    use vezne_runtime::Refusal;
    let shared = SaveCardError::from_code(Some("14"), "No such merchant", None);
    assert_eq!(shared, SaveCardError::Provider(Code::MerchantNotFound));
    let unknown = SaveCardError::from_code(Some("31337"), "What?", None);
    assert_eq!(
        unknown,
        SaveCardError::Unknown {
            code: Some("31337".into()),
            message: "What?".into()
        }
    );
}
