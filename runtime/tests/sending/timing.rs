//! Deadlines and waits, on a paused clock.

use std::time::Duration;

use tokio::time::Instant;
use vezne_runtime::{Cause, Error, NotSentReason};

use crate::support::mini::{builder, client};
use crate::support::server::{Reply, Server, json};

const DONE: &str = r#"{"status_code": 100, "data": 1}"#;

#[tokio::test(start_paused = true)]
async fn a_deadline_after_sending_leaves_the_outcome_unknown() {
    let server = Server::start(|_| Reply::Silence).await;
    let client = client(&server.address);
    let begin = Instant::now();
    let error = client
        .transfer()
        .deadline(Duration::from_secs(7))
        .await
        .expect_err("silence");
    assert_eq!(begin.elapsed().as_secs(), 7);
    let Error::OutcomeUnknown(unknown) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(unknown.why(), Cause::Deadline(passed) if passed.sent),
        "{error}"
    );
    assert!(
        error.to_string().contains("no answer came within 7s"),
        "{error}"
    );

    let error = client
        .ping()
        .deadline(Duration::from_secs(7))
        .await
        .expect_err("silence");
    assert!(
        matches!(error, Error::Deadline(passed) if passed.sent),
        "{error}"
    );
    assert_eq!(error.to_string(), "mini.ping: no answer came within 7s");
}

#[tokio::test(start_paused = true)]
async fn a_deadline_while_the_answer_trickles_in_leaves_the_outcome_unknown() {
    let server =
        Server::start(|_| Reply::Raw(b"HTTP/1.1 200 X\r\ncontent-length: 100\r\n\r\n{".to_vec()))
            .await;
    let error = client(&server.address)
        .transfer()
        .await
        .expect_err("no end");
    assert!(error.is_outcome_unknown(), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_deadline_while_waiting_for_a_token_means_not_sent() {
    let server = Server::start(|_| Reply::Silence).await;
    let client = client(&server.address);
    let begin = Instant::now();
    let error = client
        .charge()
        .deadline(Duration::from_secs(3))
        .await
        .expect_err("no token");
    assert_eq!(begin.elapsed().as_secs(), 3);
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(not_sent.reason(), NotSentReason::Deadline(_)),
        "{error}"
    );
    let error = client
        .list_cards()
        .deadline(Duration::from_secs(3))
        .await
        .expect_err("no token");
    assert!(
        matches!(error, Error::Deadline(passed) if !passed.sent),
        "{error}"
    );
    assert!(server.paths().iter().all(|path| path == "/base/token"));
}

#[tokio::test(start_paused = true)]
async fn a_deadline_while_a_stale_token_is_replaced_means_not_sent() {
    let mut tokens = vec![
        Reply::Silence,
        json(200, r#"{"status_code": 100, "data": {"token": "t"}}"#),
    ];
    let server = Server::start(move |seen| match seen.path() {
        "/base/token" => tokens.pop().expect("two"),
        _ => json(401, "{}"),
    })
    .await;
    let error = client(&server.address)
        .charge()
        .deadline(Duration::from_secs(10))
        .await
        .expect_err("no token");
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(not_sent.reason(), NotSentReason::Deadline(_)),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_default_deadline_is_the_builders_and_else_thirty_seconds() {
    let server = Server::start(|_| Reply::Silence).await;
    let begin = Instant::now();
    client(&server.address)
        .transfer()
        .await
        .expect_err("silence");
    assert_eq!(begin.elapsed().as_secs(), 30);
    let begin = Instant::now();
    let client = builder(&server.address)
        .deadline(Duration::from_secs(5))
        .build()
        .expect("a client");
    client.transfer().await.expect_err("silence");
    assert_eq!(begin.elapsed().as_secs(), 5);
}

#[tokio::test(start_paused = true)]
async fn an_endless_deadline_is_a_day() {
    let server = Server::start(|_| Reply::Silence).await;
    let begin = Instant::now();
    client(&server.address)
        .transfer()
        .deadline(Duration::MAX)
        .await
        .expect_err("silence");
    assert_eq!(begin.elapsed().as_secs(), 24 * 60 * 60);
}

#[tokio::test(start_paused = true)]
async fn a_zero_deadline_sends_nothing() {
    let server = Server::start(|_| json(200, DONE)).await;
    let error = client(&server.address)
        .transfer()
        .deadline(Duration::ZERO)
        .await
        .expect_err("no time");
    assert!(matches!(error, Error::NotSent(_)), "{error}");
}

#[tokio::test(start_paused = true)]
async fn retries_end_with_the_deadline() {
    let server = Server::start(|_| Reply::Close).await;
    let client = client(&server.address);
    let begin = Instant::now();
    let error = client
        .ping()
        .retries(u32::MAX)
        .deadline(Duration::from_secs(60))
        .await
        .expect_err("closed");
    // The wait that would outlast the deadline is not begun: the reason is told, not the deadline.
    assert!(matches!(error, Error::Interrupted(_)), "{error}");
    assert!(
        begin.elapsed() < Duration::from_secs(60),
        "{:?}",
        begin.elapsed()
    );
    // Waits of at most five seconds: never fewer than some twelve attempts.
    assert!(server.seen().len() > 12, "{}", server.seen().len());
}

#[tokio::test(start_paused = true)]
async fn retries_wait_longer_each_time() {
    let server = Server::start(|_| Reply::Close).await;
    let client = client(&server.address);
    let begin = Instant::now();
    client.ping().retries(3).await.expect_err("closed");
    assert_eq!(server.seen().len(), 4);
    assert!(
        begin.elapsed() <= Duration::from_millis(200 + 400 + 800 + 50),
        "{:?}",
        begin.elapsed()
    );
    // All three draws below a hundredth: once in a million runs.
    assert!(
        begin.elapsed() >= Duration::from_millis(2),
        "{:?}",
        begin.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn a_late_answer_within_the_deadline_is_an_answer() {
    let late = || Reply::After(Duration::from_secs(29), Box::new(json(200, DONE)));
    let server = Server::start(move |_| late()).await;
    assert_eq!(client(&server.address).transfer().await.expect("done"), 1);
}
