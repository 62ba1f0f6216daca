//! The token that Vepara's calls share: got once, replaced when it is stale.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use generated_client::vepara::authentication::ThreeDMode;
use sandbox::Fault;
use tests::{list_cards, sandbox, save_card, vepara};
use tokio::sync::Semaphore;
use vezne_runtime::{Error, NotSentReason};

use crate::{arrived, statuses};

#[tokio::test]
async fn one_token_serves_every_call_and_every_clone() {
    let sandbox = sandbox().await;
    let vepara = vepara(&sandbox);
    vepara.installments().await.expect("instalments");
    vepara
        .clone()
        .save_card(save_card())
        .await
        .expect("a saved card");
    vepara.list_cards(list_cards()).await.expect("a list");
    assert_eq!(statuses(&sandbox, "get_token"), [200]);

    let given: Vec<_> = ["installments", "save_card", "list_cards"]
        .iter()
        .flat_map(|operation| arrived(&sandbox, operation))
        .map(|request| {
            request
                .header("authorization")
                .unwrap_or_default()
                .to_owned()
        })
        .collect();
    assert!(given[0].starts_with("Bearer "), "no bearer token");
    assert!(given.iter().all(|header| *header == given[0]));
}

/// Every call has begun before the first token is there; then they are sent a few at a time, to be kind to sockets.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_first_calls_at_once_ask_for_one_token() {
    let sandbox = sandbox().await;
    let vepara = vepara(&sandbox);
    let begun = Arc::new(Semaphore::new(0));
    let turns = Arc::new(Semaphore::new(50));
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let (vepara, begun, turns) = (vepara.clone(), Arc::clone(&begun), Arc::clone(&turns));
            tokio::spawn(async move {
                let mut call = pin!(vepara.installments().send());
                let early = poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_ready()));
                assert!(!early.await, "a call ended before it was sent");
                begun.add_permits(1);
                let _turn = turns.acquire().await.expect("a turn");
                call.await.map(|installments| installments.counts.len())
            })
        })
        .collect();
    let all_begun = begun.acquire_many(1000).await.expect("all have begun");
    drop(all_begun);
    for call in calls {
        assert_eq!(call.await.expect("no panic").expect("instalments"), 12);
    }
    assert_eq!(statuses(&sandbox, "get_token"), [200]);
    assert_eq!(statuses(&sandbox, "installments"), [200; 1000]);
}

#[tokio::test]
async fn a_token_that_the_provider_calls_stale_is_replaced_and_the_call_sent_once_more() {
    let sandbox = sandbox().await;
    let vepara = vepara(&sandbox);
    vepara.installments().await.expect("instalments");

    // The provider's clock runs ahead of ours: our token has ended there, and we cannot know.
    sandbox.advance(Duration::from_secs(2 * 60 * 60));
    vepara.save_card(save_card()).await.expect("a saved card");
    assert_eq!(statuses(&sandbox, "save_card"), [401, 200]);
    assert_eq!(statuses(&sandbox, "get_token"), [200, 200]);

    // A signature is never sent twice, not even after a 401.
    let hashes: Vec<_> = arrived(&sandbox, "save_card")
        .iter()
        .map(|request| crate::json(request)["hash_key"].clone())
        .collect();
    assert_ne!(hashes[0], hashes[1]);

    vepara.installments().await.expect("instalments");
    assert_eq!(
        statuses(&sandbox, "get_token"),
        [200, 200],
        "the new token is kept"
    );
}

#[tokio::test]
async fn a_token_is_renewed_before_it_ends() {
    let sandbox = sandbox().await;
    let vepara = vepara(&sandbox);
    vepara.installments().await.expect("instalments");
    // Two hours less the margin of five minutes.
    let almost = Duration::from_secs(115 * 60);
    tokio::time::pause();
    tokio::time::advance(almost).await;
    tokio::time::resume();
    sandbox.advance(almost);
    vepara.installments().await.expect("instalments");
    assert_eq!(
        statuses(&sandbox, "installments"),
        [200, 200],
        "no stale token was sent"
    );
    assert_eq!(statuses(&sandbox, "get_token"), [200, 200]);
}

#[tokio::test]
async fn a_token_that_is_stale_twice_ends_the_call_unsent() {
    let sandbox = sandbox().await;
    let vepara = vepara(&sandbox);
    vepara.installments().await.expect("instalments");
    for _ in 0..2 {
        sandbox.fail_next("vepara", "save_card", Fault::Status(401));
    }
    let error = vepara
        .save_card(save_card())
        .await
        .expect_err("stale, and stale again");
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(
            not_sent.reason(),
            NotSentReason::TokenRejected { http_status: 401 }
        ),
        "{error}"
    );
    assert_eq!(
        statuses(&sandbox, "save_card").len(),
        2,
        "one resend, no more"
    );
    assert_eq!(statuses(&sandbox, "get_token"), [200, 200]);
}

#[tokio::test]
async fn wrong_credentials_end_a_call_before_it_is_sent_and_tell_the_providers_code() {
    let sandbox = sandbox().await;
    let credentials = generated_client::vepara::Credentials::test(
        sandbox.credentials("vepara", "app_id"),
        "not-the-secret",
        sandbox.credentials("vepara", "merchant_key"),
    );
    let vepara = generated_client::vepara::Client::builder(credentials)
        .base_address(
            generated_client::vepara::Api::Payment,
            sandbox.address("vepara", "payment"),
        )
        .build()
        .expect("a client");
    let error = vepara
        .save_card(save_card())
        .await
        .expect_err("wrong credentials");
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    let NotSentReason::Token(failure) = not_sent.reason() else {
        panic!("{error}")
    };
    assert_eq!(
        (failure.http_status(), failure.code()),
        (Some(401), Some("30"))
    );
    let text = error.to_string();
    for part in [
        "vepara.save_card was not sent",
        "vepara.get_token",
        "HTTP 401",
        "code 30",
        "Invalid credentials",
    ] {
        assert!(text.contains(part), "`{part}` is missing in: {text}");
    }
    assert!(arrived(&sandbox, "save_card").is_empty());
}

#[tokio::test]
async fn the_token_can_be_asked_for_what_the_merchant_may_do() {
    let sandbox = sandbox().await;
    let token = vepara(&sandbox).get_token().await.expect("a token");
    assert_eq!(token.three_d_mode, Some(ThreeDMode::TwoDOrThreeD));
    let end = token.expires_at.expect("an end").unix_seconds();
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("a clock after 1970")
        .as_secs();
    let left = end - i64::try_from(now).expect("a clock before the year 292277026596");
    assert!(
        (7190..=7200).contains(&left),
        "{left} s are left of two hours"
    );
}

/// The other envelope, the other name of the expiry and the other spelling of the mode: what the vendor's code reads.
#[tokio::test]
async fn both_shapes_of_the_token_answer_are_read() {
    let sandbox = sandbox().await;
    let vepara = vepara(&sandbox);
    sandbox.answer_next("vepara", "get_token", "vendor_envelope");
    let token = vepara.get_token().await.expect("a token");
    assert_eq!(token.three_d_mode, Some(ThreeDMode::HostedPage));
    assert!(token.expires_at.is_some());
    sandbox.answer_next("vepara", "get_token", "printed_success");
    assert!(vepara.get_token().await.is_ok());
}
