//! What the sockets see: how often a request is written, and over which connections.

use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use vezne_runtime::{Cause, Error, NotSentReason};

use crate::support::mini::{builder, client};
use crate::support::server::{Reply, Server, json};

const DONE: &str = r#"{"status_code": 100, "data": 1}"#;

#[tokio::test]
async fn a_socket_that_closes_after_reading_sees_a_once_request_once() {
    let server = Server::start(|_| Reply::Close).await;
    let error = client(&server.address)
        .transfer()
        .await
        .expect_err("no answer");
    let Error::OutcomeUnknown(unknown) = &error else {
        panic!("{error}")
    };
    assert!(matches!(unknown.why(), Cause::Interrupted(_)), "{error}");
    assert!(
        error
            .to_string()
            .contains("the connection was lost before an answer came"),
        "{error}"
    );
    assert_eq!((server.seen().len(), server.connections()), (1, 1));
}

#[tokio::test]
async fn a_read_is_sent_again_after_a_closed_connection_and_a_repeatable_when_asked() {
    let server = Server::start(|_| Reply::Close).await;
    let client = client(&server.address);
    assert!(matches!(client.ping().await, Err(Error::Interrupted(_))));
    assert_eq!(server.seen().len(), 3, "a read: two retries");
    assert!(matches!(
        client.ping().retries(0).await,
        Err(Error::Interrupted(_))
    ));
    assert_eq!(server.seen().len(), 4);
    assert!(matches!(client.update().await, Err(Error::Interrupted(_))));
    assert_eq!(server.seen().len(), 5, "a repeatable: none");
    assert!(matches!(
        client.update().retries(1).await,
        Err(Error::Interrupted(_))
    ));
    assert_eq!(server.seen().len(), 7);
}

#[tokio::test]
async fn a_retry_that_succeeds_is_a_success() {
    let mut replies = vec![json(200, DONE), json(503, "{}"), Reply::Close];
    let server = Server::start(move |_| replies.pop().expect("three requests")).await;
    assert_eq!(client(&server.address).ping().await.expect("done"), 1);
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn gateway_answers_are_worth_a_retry_and_others_are_not() {
    for (status, times) in [
        (502, 3),
        (503, 3),
        (504, 3),
        (500, 1),
        (429, 1),
        (200, 1),
        (404, 1),
    ] {
        let server = Server::start(move |_| json(status, "{}")).await;
        let error = client(&server.address).ping().await.expect_err("senseless");
        assert_eq!(error.http_status(), Some(status));
        assert_eq!(server.seen().len(), times, "HTTP {status}");
    }
}

/// The trap: an idle connection is taken for a second request, and the server closes it at that moment. HTTP clients
/// then send the request again by themselves, or cannot tell whether it was read.
#[tokio::test]
async fn a_once_request_is_never_written_to_a_connection_that_was_used_before() {
    let mut number = 0;
    let server = Server::start(move |_| {
        number += 1;
        // Every connection serves one request, and closes when the second arrives.
        if number == 1 {
            json(200, DONE)
        } else {
            Reply::Close
        }
    })
    .await;
    let client = client(&server.address);
    assert_eq!(client.ping().await.expect("done"), 1);
    let error = client.transfer().await.expect_err("closed");
    assert!(error.is_outcome_unknown(), "{error}");
    let seen = server.seen();
    let lines: Vec<(usize, &str)> = seen
        .iter()
        .map(|seen| (seen.connection, seen.path()))
        .collect();
    assert_eq!(lines, [(0, "/ping"), (1, "/base/transfer")]);
}

#[tokio::test]
async fn each_once_request_opens_its_own_connection_and_reads_share_one() {
    let server = Server::start(|_| json(200, DONE)).await;
    let client = client(&server.address);
    for _ in 0..3 {
        client.ping().await.expect("done");
        client.transfer().await.expect("done");
    }
    let seen = server.seen();
    let connections = |path: &str| -> Vec<usize> {
        seen.iter()
            .filter(|seen| seen.path() == path)
            .map(|seen| seen.connection)
            .collect()
    };
    assert_eq!(connections("/ping"), [0, 0, 0]);
    let mut once = connections("/base/transfer");
    once.dedup();
    assert_eq!(once.len(), 3);
}

#[tokio::test]
async fn a_kept_connection_that_the_server_has_closed_does_no_harm_to_a_once_request() {
    let server = Server::start(|seen| match seen.path() {
        "/ping" => Reply::RawThenClose(
            b"HTTP/1.1 200 X\r\ncontent-length: 31\r\n\r\n{\"status_code\": 100, \"data\": 1}"
                .to_vec(),
        ),
        _ => json(200, DONE),
    })
    .await;
    let client = client(&server.address);
    for _ in 0..5 {
        client.ping().await.expect("done");
        client.transfer().await.expect("done");
    }
    assert_eq!(server.seen().len(), 10);
}

#[tokio::test]
async fn a_refused_connection_means_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let client = client(&address);
    let error = client.transfer().await.expect_err("refused");
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(not_sent.reason(), NotSentReason::Unreachable(_)),
        "{error}"
    );
    let shown = error.to_string();
    assert!(
        shown.starts_with(
            "mini.transfer was not sent: no connection could be made: Connection refused"
        ),
        "{shown}"
    );
    // Without a body there is nothing that tells, but the kind of failure.
    let error = client.ping().retries(0).await.expect_err("refused");
    assert!(matches!(error, Error::NotSent(_)), "{error}");
    // A token that cannot be got leaves its operation unsent.
    let error = client.charge().await.expect_err("refused");
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(not_sent.reason(), NotSentReason::Token(_)),
        "{error}"
    );
}

/// "Not sent" says that nothing has happened; that must hold for every attempt.
#[tokio::test]
async fn a_retry_that_finds_no_connection_does_not_deny_what_was_sent_before() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        stream
            .read_buf(&mut Vec::with_capacity(1024))
            .await
            .expect("a request");
        // From here on, nobody listens.
    });
    let error = client(&address)
        .update()
        .retries(2)
        .await
        .expect_err("lost, then refused");
    assert!(matches!(error, Error::Interrupted(_)), "{error}");
    server.await.expect("served");
}

/// A listener whose queue is full: connecting to it hangs.
async fn full_listener() -> (String, Vec<TcpStream>, TcpListener) {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket
        .bind("127.0.0.1:0".parse().expect("an address"))
        .expect("a port");
    let listener = socket.listen(1).expect("listens");
    let address = listener.local_addr().expect("an address");
    let mut queued = Vec::new();
    while let Ok(stream) =
        tokio::time::timeout(Duration::from_millis(200), TcpStream::connect(address)).await
    {
        queued.push(stream.expect("queued"));
        assert!(queued.len() < 100, "the queue is never full");
    }
    (format!("http://{address}"), queued, listener)
}

#[tokio::test]
async fn a_deadline_while_connecting_means_not_sent() {
    let (address, _queued, _listener) = full_listener().await;
    let client = client(&address);
    let error = client
        .transfer()
        .deadline(Duration::from_millis(200))
        .await
        .expect_err("no connection");
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(not_sent.reason(), NotSentReason::Deadline(_)),
        "{error}"
    );
}

#[tokio::test]
async fn a_connect_timeout_means_not_sent() {
    let (address, _queued, _listener) = full_listener().await;
    let transport = vezne_runtime::Transport::new().connect_timeout(Duration::from_millis(100));
    let client = builder(&address)
        .transport(transport)
        .build()
        .expect("a client");
    let error = client.transfer().await.expect_err("no connection");
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    assert!(
        matches!(not_sent.reason(), NotSentReason::Unreachable(_)),
        "{error}"
    );
}

#[tokio::test]
async fn a_dropped_call_does_not_come_back() {
    let server = Server::start(|_| Reply::Silence).await;
    let client = client(&server.address);
    let mut sending = client.transfer().send();
    while server.seen().is_empty() {
        tokio::select! {
            biased;
            result = &mut sending => panic!("it ended: {result:?}"),
            () = tokio::task::yield_now() => {}
        }
    }
    drop(sending);
    // Its connection is gone, too: the next call opens its own.
    let other = client.transfer().deadline(Duration::from_millis(100)).await;
    assert!(other.is_err());
    assert_eq!((server.seen().len(), server.connections()), (2, 2));
}
