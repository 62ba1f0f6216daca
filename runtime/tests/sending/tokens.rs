//! The shared token: one request for all who wait, one refresh for all who are told that it is stale.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Barrier, Notify};
use tokio::task::JoinSet;
use tokio::time::advance;
use vezne_runtime::{Error, NotSentReason, Sending};

use crate::support::mini::{Charge, TOKEN, client};
use crate::support::server::{Reply, Seen, Server, json};

fn token(number: usize) -> Reply {
    json(
        200,
        &format!(r#"{{"status_code": 100, "data": {{"token": "{TOKEN}{number}"}}}}"#),
    )
}

fn cards() -> Reply {
    json(200, r#"{"status_code": 100, "data": [1]}"#)
}

fn charged() -> Reply {
    json(
        200,
        r#"{"status_code": 100, "data": {"id": 7, "card_token": "c-1"}}"#,
    )
}

fn is_token(seen: &Seen) -> bool {
    seen.path() == "/base/token"
}

fn bearer(seen: &Seen) -> &str {
    seen.header("authorization")
        .expect("a token")
        .strip_prefix("Bearer ")
        .expect("the prefix")
}

fn token_requests(server: &Server) -> usize {
    server.seen().iter().filter(|seen| is_token(seen)).count()
}

/// A server whose tokens are numbered from 1, and which answers the rest as the script says.
async fn numbered(mut rest: impl FnMut(&Seen) -> Reply + Send + 'static) -> Server {
    let mut number = 0;
    Server::start(move |seen| {
        if is_token(seen) {
            number += 1;
            token(number)
        } else {
            rest(seen)
        }
    })
    .await
}

/// Polls a call until the server has seen something, and no further.
async fn poll_until_seen(call: &mut Sending<Charge>, server: &Server) {
    while server.seen().is_empty() {
        tokio::select! {
            biased;
            result = &mut *call => panic!("it ended: {result:?}"),
            () = tokio::task::yield_now() => {}
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_first_calls_make_one_token_request() {
    let gate = Arc::new(Notify::new());
    let held = Arc::clone(&gate);
    let server = Server::start(move |seen| {
        if is_token(seen) {
            Reply::Gate(Arc::clone(&held), Box::new(token(1)))
        } else {
            charged()
        }
    })
    .await;
    let client = client(&server.address);
    let mut calls = JoinSet::new();
    for _ in 0..1000 {
        let call = client.charge().deadline(Duration::from_secs(300));
        calls.spawn(async move { call.await.map(|charged| charged.id) });
    }
    // Let them all come and wait before the token does.
    while server.seen().is_empty() {
        tokio::task::yield_now().await;
    }
    for _ in 0..2000 {
        tokio::task::yield_now().await;
    }
    gate.notify_one();
    let results = calls.join_all().await;
    assert!(results.iter().all(|result| matches!(result, Ok(7))));
    assert_eq!(results.len(), 1000);
    assert_eq!(token_requests(&server), 1);
    assert_eq!(server.seen().len(), 1001);
}

#[tokio::test]
async fn a_token_is_used_again() {
    let server = numbered(|_| cards()).await;
    let client = client(&server.address);
    client.list_cards().await.expect("cards");
    client.clone().list_cards().await.expect("cards");
    client.list_cards().await.expect("cards");
    assert_eq!(token_requests(&server), 1);
    assert!(
        server
            .seen()
            .iter()
            .filter(|seen| !is_token(seen))
            .all(|seen| bearer(seen) == format!("{TOKEN}1"))
    );
    assert_eq!(server.seen()[0].header("authorization"), None);
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_before_its_documented_end() {
    let server = numbered(|_| cards()).await;
    let client = client(&server.address);
    client.list_cards().await.expect("cards");
    advance(Duration::from_secs(7200 - 300 - 5)).await;
    client.list_cards().await.expect("cards");
    assert_eq!(token_requests(&server), 1);
    advance(Duration::from_secs(10)).await;
    client.list_cards().await.expect("cards");
    assert_eq!(token_requests(&server), 2);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_came_with_an_end_in_the_past_is_used_for_a_minute() {
    let body =
        r#"{"status_code": 100, "data": {"token": "t", "expires_at": "2001-01-01T00:00:00Z"}}"#;
    let server = Server::start(move |seen| {
        if is_token(seen) {
            json(200, body)
        } else {
            cards()
        }
    })
    .await;
    let client = client(&server.address);
    client.list_cards().await.expect("cards");
    advance(Duration::from_secs(55)).await;
    client.list_cards().await.expect("cards");
    assert_eq!(token_requests(&server), 1);
    advance(Duration::from_secs(10)).await;
    client.list_cards().await.expect("cards");
    assert_eq!(token_requests(&server), 2);
}

#[tokio::test]
async fn a_stale_token_is_replaced_and_the_request_written_anew_once() {
    let mut stale = true;
    let server = numbered(move |_| {
        if std::mem::take(&mut stale) {
            json(401, "{}")
        } else {
            charged()
        }
    })
    .await;
    let charged = client(&server.address).charge().await.expect("charged");
    assert_eq!(
        (charged.id, charged.card_token.expect("a token").expose()),
        (7, "c-1")
    );
    assert_eq!(
        server.paths(),
        ["/base/token", "/base/charge", "/base/token", "/base/charge"]
    );
    let seen = server.seen();
    assert_eq!(bearer(&seen[1]), format!("{TOKEN}1"));
    assert_eq!(bearer(&seen[3]), format!("{TOKEN}2"));
    // A signature is never sent twice: its random parts differ.
    assert_ne!(seen[1].body, seen[3].body);
    let unsigned = |seen: &Seen| seen.body.split("\"hash\"").next().map(str::to_owned);
    assert_eq!(unsigned(&seen[1]), unsigned(&seen[3]));
}

#[tokio::test]
async fn a_token_that_is_refused_twice_is_not_sent_a_third_time() {
    let server = numbered(|_| json(401, "{}")).await;
    let client = client(&server.address);
    let error = client.charge().await.expect_err("refused");
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
    assert_eq!(error.http_status(), Some(401));
    assert_eq!(
        server.paths(),
        ["/base/token", "/base/charge", "/base/token", "/base/charge"]
    );
    // A read neither, its retries notwithstanding. Its first token is the second one of before.
    client.list_cards().retries(5).await.expect_err("refused");
    assert_eq!(
        server.paths()[4..],
        ["/base/cards", "/base/token", "/base/cards"]
    );
}

#[tokio::test]
async fn a_second_stale_answer_that_says_why_is_a_refusal() {
    let server = numbered(|_| {
        json(
            401,
            r#"{"status_code": 30, "message": "Invalid credentials"}"#,
        )
    })
    .await;
    let error = client(&server.address).charge().await.expect_err("refused");
    assert!(matches!(error, Error::Refused(_)), "{error}");
    assert_eq!((error.http_status(), error.code()), (Some(401), Some("30")));
}

#[tokio::test]
async fn an_answer_that_is_lost_after_a_refresh_leaves_the_outcome_unknown() {
    let mut answers = vec![Reply::Close, json(401, "{}")];
    let server = numbered(move |_| answers.pop().expect("two")).await;
    let error = client(&server.address).charge().await.expect_err("lost");
    assert!(error.is_outcome_unknown(), "{error}");
}

#[tokio::test]
async fn a_refresh_that_fails_means_not_sent() {
    let mut tokens = vec![
        json(422, r#"{"status_code": 5, "message": "no"}"#),
        token(1),
    ];
    let server = Server::start(move |seen| {
        if is_token(seen) {
            tokens.pop().expect("two")
        } else {
            json(401, "{}")
        }
    })
    .await;
    let error = client(&server.address).charge().await.expect_err("refused");
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    let NotSentReason::Token(failure) = not_sent.reason() else {
        panic!("{error}")
    };
    assert_eq!(
        (failure.http_status(), failure.code()),
        (Some(422), Some("5"))
    );
    assert_eq!(
        server.paths(),
        ["/base/token", "/base/charge", "/base/token"]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn any_number_of_stale_answers_at_once_cause_one_refresh() {
    const CALLS: usize = 50;
    let barrier = Arc::new(Barrier::new(CALLS));
    let server = numbered(move |seen| match bearer(seen) == format!("{TOKEN}1") {
        true => Reply::Together(Arc::clone(&barrier), Box::new(json(401, "{}"))),
        false => cards(),
    })
    .await;
    let client = client(&server.address);
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        calls.spawn(client.list_cards().send());
    }
    let results = calls.join_all().await;
    assert!(results.iter().all(Result::is_ok), "{results:?}");
    assert_eq!(token_requests(&server), 2);
    assert_eq!(server.seen().len(), 2 * CALLS + 2);
}

#[tokio::test]
async fn a_failed_fetch_is_shared_by_those_who_wait_and_asked_anew_by_the_next() {
    let gate = Arc::new(Notify::new());
    let held = Arc::clone(&gate);
    let mut first = true;
    let server = Server::start(
        move |seen| match (is_token(seen), std::mem::take(&mut first)) {
            (true, true) => Reply::Gate(
                Arc::clone(&held),
                Box::new(json(
                    422,
                    r#"{"status_code": 98, "message": "not allowed"}"#,
                )),
            ),
            (true, false) => token(2),
            _ => charged(),
        },
    )
    .await;
    let client = client(&server.address);
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let call = client.charge();
        calls.spawn(call.send());
    }
    while server.seen().is_empty() {
        tokio::task::yield_now().await;
    }
    gate.notify_one();
    for result in calls.join_all().await {
        let error = result.expect_err("no token");
        assert_eq!(
            error.to_string(),
            "mini.charge was not sent: no token could be got: mini.get_token was refused (HTTP 422, code 98): not allowed \
             [The merchant may not do this]"
        );
    }
    assert_eq!(token_requests(&server), 1);
    client.charge().await.expect("charged");
    assert_eq!(token_requests(&server), 2);
}

#[tokio::test]
async fn a_token_request_is_sent_again_when_no_answer_comes() {
    let mut answers = vec![token(1), Reply::Close, json(503, "")];
    let server = Server::start(move |seen| {
        if is_token(seen) {
            answers.pop().expect("three")
        } else {
            charged()
        }
    })
    .await;
    client(&server.address).charge().await.expect("charged");
    assert_eq!(token_requests(&server), 3);
}

#[tokio::test]
async fn a_token_that_cannot_stand_in_a_header_is_named_and_not_shown() {
    for unusable in ["", r"canary\r\nx: y", r"canary\u0000"] {
        let body = format!(r#"{{"status_code": 100, "data": {{"token": "{unusable}"}}}}"#);
        let server = Server::start(move |_| json(200, &body)).await;
        let error = client(&server.address)
            .charge()
            .await
            .expect_err("unusable");
        assert!(
            error
                .to_string()
                .contains("what mini.get_token gave cannot stand in a header"),
            "{error}"
        );
        assert!(!format!("{error:?}").contains("canary"));
    }
}

#[tokio::test]
async fn a_first_caller_who_gives_up_leaves_the_fetch_to_the_others() {
    let gate = Arc::new(Notify::new());
    let held = Arc::clone(&gate);
    let server = Server::start(move |seen| {
        if is_token(seen) {
            Reply::Gate(Arc::clone(&held), Box::new(token(1)))
        } else {
            charged()
        }
    })
    .await;
    let client = client(&server.address);
    let first = tokio::spawn(client.charge().send());
    while server.seen().is_empty() {
        tokio::task::yield_now().await;
    }
    let second = tokio::spawn(client.charge().send());
    tokio::task::yield_now().await;
    first.abort();
    assert!(first.await.expect_err("aborted").is_cancelled());
    gate.notify_one();
    second.await.expect("runs").expect("charged");
    assert_eq!(token_requests(&server), 1);
}

#[tokio::test]
async fn when_all_have_given_up_the_next_caller_begins_a_new_fetch() {
    let mut first = true;
    let server = Server::start(
        move |seen| match (is_token(seen), std::mem::take(&mut first)) {
            (true, true) => Reply::Silence,
            (true, false) => token(2),
            _ => charged(),
        },
    )
    .await;
    let client = client(&server.address);
    let mut given_up = client.charge().send();
    poll_until_seen(&mut given_up, &server).await;
    drop(given_up);
    client
        .charge()
        .deadline(Duration::from_secs(20))
        .await
        .expect("charged");
    assert_eq!(token_requests(&server), 2);
}

/// A future that is alive and not polled any more must not hold what others wait for.
#[tokio::test]
async fn a_caller_who_is_not_polled_any_more_keeps_nobody_waiting() {
    let gate = Arc::new(Notify::new());
    let held = Arc::clone(&gate);
    let server = Server::start(move |seen| {
        if is_token(seen) {
            Reply::Gate(Arc::clone(&held), Box::new(token(1)))
        } else {
            charged()
        }
    })
    .await;
    let client = client(&server.address);
    let mut idle = client.charge().send();
    poll_until_seen(&mut idle, &server).await;
    assert_eq!(token_requests(&server), 1);
    gate.notify_one();
    // In the same task, while `idle` lives and is not polled.
    client
        .charge()
        .deadline(Duration::from_secs(20))
        .await
        .expect("charged");
    assert_eq!(token_requests(&server), 1);
    idle.await.expect("charged");
}

#[tokio::test]
async fn a_failed_fetch_does_not_live_on_in_a_caller_who_is_not_polled_any_more() {
    let gate = Arc::new(Notify::new());
    let held = Arc::clone(&gate);
    let mut first = true;
    let server = Server::start(
        move |seen| match (is_token(seen), std::mem::take(&mut first)) {
            (true, true) => Reply::Gate(
                Arc::clone(&held),
                Box::new(json(422, r#"{"status_code": 98}"#)),
            ),
            (true, false) => token(2),
            _ => charged(),
        },
    )
    .await;
    let client = client(&server.address);
    let mut idle = client.charge().send();
    poll_until_seen(&mut idle, &server).await;
    gate.notify_one();
    client
        .charge()
        .await
        .expect_err("the failure that it waited for");
    client.charge().await.expect("charged");
    assert_eq!(token_requests(&server), 2);
    idle.await.expect_err("the failure that it waited for");
}

#[tokio::test]
async fn a_token_is_replaced_once_in_a_call_its_retries_included() {
    let mut answers = vec![json(401, "{}"), json(503, "{}"), json(401, "{}")];
    let server = numbered(move |_| answers.pop().expect("three")).await;
    let error = client(&server.address)
        .list_cards()
        .await
        .expect_err("refused");
    // Not "not sent": the second request may have arrived.
    assert_eq!(error.http_status(), Some(503), "{error}");
    assert_eq!(token_requests(&server), 2);
}

#[tokio::test]
async fn an_answer_that_tells_of_success_is_never_sent_again_for_its_status() {
    let server = numbered(|_| {
        json(
            401,
            r#"{"status_code": 100, "data": {"id": 7, "card_token": "c-1"}}"#,
        )
    })
    .await;
    client(&server.address).charge().await.expect("charged");
    let charges = server
        .paths()
        .iter()
        .filter(|path| path.ends_with("/charge"))
        .count();
    assert_eq!((charges, token_requests(&server)), (1, 1));
}

#[tokio::test]
async fn an_operation_without_a_token_sends_none_and_a_gate_of_401_is_no_staleness() {
    let server = numbered(|_| json(401, "{}")).await;
    let error = client(&server.address)
        .transfer()
        .await
        .expect_err("senseless");
    assert!(error.is_outcome_unknown(), "{error}");
    assert_eq!(server.paths(), ["/base/transfer"]);
    assert_eq!(server.seen()[0].header("authorization"), None);
}

#[tokio::test]
async fn a_token_does_not_leak_into_another_client() {
    let server = numbered(|_| charged()).await;
    client(&server.address).charge().await.expect("charged");
    client(&server.address).charge().await.expect("charged");
    assert_eq!(token_requests(&server), 2);
}
