//! What is not sent, and what is not shown.

use std::fmt::{Debug, Display};

use generated_client::paywall;
use generated_client::paywall::blacklist::QueryCardBlacklist;
use generated_client::paywall::installments::QueryBin;
use generated_client::paywall::payouts::{PayoutMerchantCode, SendPayoutToIban};
use generated_client::paywall::queries::QueryPayment;
use generated_client::paywall::temporary_cards::{CreateTemporaryInsuranceCard, TemporaryToken};
use generated_client::paywall::types::{CurrencyId, MerchantUniqueCode};
use sandbox::wire::Wire;
use vezne_runtime::{Error, NotSentReason, Operation, Portion};

use super::super::check::{PRIVATE, PUBLIC, TEMP_TOKEN};
use super::given;

fn client(credentials: paywall::Credentials<paywall::Test>, server: &Wire) -> paywall::Client {
    let mut builder = paywall::Client::builder(credentials);
    for api in [
        paywall::Api::Payment,
        paywall::Api::PaymentPrivate,
        paywall::Api::CardWall,
    ] {
        builder = builder.base_address(api, &server.address());
    }
    builder.build().expect("a client")
}

#[track_caller]
fn wants<T: Debug, O: Operation>(pair: &str, result: Result<T, Error<O>>) {
    match result {
        Err(Error::NotSent(not_sent)) => assert!(
            matches!(not_sent.reason(), NotSentReason::MissingCredentials { set } if *set == pair),
            "{not_sent:?}"
        ),
        other => panic!("it was sent: {}", other.is_ok()),
    }
}

/// Sections 1.2 and 1.3: a pair never stands in for the other one.
#[tokio::test]
async fn an_operation_whose_pair_is_missing_is_not_sent() {
    let server = Wire::start(vec![]).await;
    let public = client(
        paywall::Credentials::test().public(PUBLIC.0, PUBLIC.1),
        &server,
    );
    let private = client(
        paywall::Credentials::test().private(PRIVATE.0, PRIVATE.1),
        &server,
    );
    let payout = SendPayoutToIban {
        provider_key: "Vepara".into(),
        merchant_unique_code: PayoutMerchantCode::new("payout-1"),
        description: "Rent".into(),
        amount: given("1500.30"),
        currency: CurrencyId::Try,
        receiver_title: "Ornek A.S.".into(),
        receiver_iban: "TR330006100519786457841326".into(),
    };
    wants("private", public.send_payout_to_iban(payout).await);
    let query = QueryPayment {
        merchant_unique_code: MerchantUniqueCode::new("order-1"),
    };
    wants("private", public.query_payment(query).await);
    let query = QueryBin {
        bin_number: "450803".into(),
    };
    wants("public", private.query_bin(query).await);
    assert!(server.received().is_empty());
}

/// Section 4.16: in a browser there is no key.
#[tokio::test]
async fn a_temporary_card_needs_no_key() {
    let server = Wire::start(vec![]).await;
    let inputs = CreateTemporaryInsuranceCard {
        token: TemporaryToken::new(TEMP_TOKEN),
        holder_name: "AYSE ORNEK".into(),
        expiry_minutes: 15,
        first_eight: "51411816".into(),
        last_four: "7907".into(),
        holder_identity: "11111111110".into(),
    };
    let client = client(paywall::Credentials::test(), &server);
    let _ = client.create_temporary_insurance_card(inputs).await;
    assert_eq!(server.received().len(), 1);
}

#[track_caller]
fn hides(number: &str, shown: &(impl Debug + Display)) {
    for text in [
        format!("{shown}"),
        format!("{shown:?}"),
        format!("{shown:#?}"),
    ] {
        assert!(!text.contains(number), "{}", text.replace(number, "…"));
    }
}

/// Surprise 1: a full card number travels in a header (3.9), and must not travel on into a log.
#[tokio::test]
async fn a_card_number_in_a_header_is_in_no_message() {
    let number = "4508034508034509";
    let server = Wire::start(vec![]).await;
    let client = client(
        paywall::Credentials::test().private(PRIVATE.0, PRIVATE.1),
        &server,
    );
    let call = client.query_card_blacklist(QueryCardBlacklist {
        card_number: given(number),
    });
    assert!(!format!("{call:?}").contains(number));
    hides(number, &call.await.expect_err("no answer is left"));
    assert_eq!(server.received()[0].header("cardnumber"), Some(number));
}

/// Sections 4.6 and 4.10: 0 means everything, so no caller can send one.
#[test]
fn a_part_of_zero_is_refused() {
    for zero in ["0", "0.00", "-1"] {
        assert!(zero.parse::<Portion>().is_err(), "{zero}");
    }
}
