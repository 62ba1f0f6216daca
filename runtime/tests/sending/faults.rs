//! Answers that say nothing, and what callers are told of them: a harmless operation failed, the outcome of one that
//! must happen once is unknown.

use vezne_runtime::{AnswerProblem, Cause, Error, NotSentReason, ReadProblem};

use crate::support::mini::{MiniError, builder, client};
use crate::support::server::{Reply, Server, answer, json, raw};

/// Answers that tell nothing of what came of an operation, with what is said of them.
fn senseless() -> Vec<(&'static str, Reply, &'static str)> {
    let html = "<!doctype html><html><body>canary-body</body></html>";
    vec![
        (
            "web page",
            answer(200, "text/html; charset=utf-8", html),
            "a web page (HTTP 200, text/html, 52 bytes)",
        ),
        (
            "web page as JSON",
            json(200, html),
            "a web page (HTTP 200, application/json",
        ),
        (
            "empty",
            Reply::Raw(raw(200, "", "")),
            "the answer is empty (HTTP 200, 0 bytes)",
        ),
        (
            "no content",
            Reply::Raw(b"HTTP/1.1 204 X\r\n\r\n".to_vec()),
            "the answer is empty (HTTP 204, 0 bytes)",
        ),
        ("white space", json(200, " \r\n"), "the answer is empty"),
        (
            "cut JSON",
            json(200, r#"{"status_code": 100, "data": {"id""#),
            "HTTP 200",
        ),
        ("no JSON", json(200, "canary-body"), "HTTP 200"),
        (
            "not UTF-8",
            Reply::RawThenClose(b"HTTP/1.1 200 X\r\ncontent-length: 1\r\n\r\n\xff".to_vec()),
            "HTTP 200",
        ),
        (
            "wrong type",
            json(
                200,
                r#"{"status_code": 100, "data": {"id": "canary-body"}}"#,
            ),
            "data.id",
        ),
        (
            "missing field",
            json(200, r#"{"status_code": 100, "data": {}}"#),
            "data.id",
        ),
        (
            "unknown shape",
            json(200, r#"{"hello": "canary-body"}"#),
            "none of the documented shapes",
        ),
        (
            "unknown shape, 500",
            json(500, r#"{"hello": "canary-body"}"#),
            "HTTP 500",
        ),
        (
            "gateway",
            answer(502, "text/html", html),
            "a web page (HTTP 502",
        ),
        ("array", json(200, "[]"), "none of the documented shapes"),
        ("null", json(200, "null"), "none of the documented shapes"),
    ]
}

#[tokio::test]
async fn a_senseless_answer_leaves_the_outcome_unknown() {
    for (name, reply, said) in senseless() {
        let mut replies = vec![
            reply,
            json(200, r#"{"status_code": 100, "data": {"token": "t"}}"#),
        ];
        let server = Server::start(move |_| replies.pop().expect("two requests only")).await;
        let error = client(&server.address).charge().await.expect_err(name);
        assert!(error.is_outcome_unknown(), "{name}: {error}");
        assert_eq!(server.paths(), ["/base/token", "/base/charge"], "{name}");
        let shown = format!("{error} / {error:?}");
        assert!(shown.contains(said), "{name}: {shown}");
        assert!(
            shown.starts_with("the outcome of mini.charge is unknown, it may have taken effect: "),
            "{shown}"
        );
        assert!(
            shown.contains("do not send it again before the provider's panel or support has told"),
            "{shown}"
        );
        assert!(!shown.contains("canary"), "{name}: {shown}");
    }
}

#[tokio::test]
async fn a_senseless_answer_is_an_unreadable_one_to_what_may_be_repeated() {
    for (name, reply, said) in senseless() {
        let mut replies = vec![reply];
        let server = Server::start(move |_| replies.pop().expect("one request only")).await;
        let error = client(&server.address).update().await.expect_err(name);
        match &error {
            Error::Unreadable(unreadable) => {
                assert_eq!(Some(unreadable.received().http_status), error.http_status())
            }
            // `update` gives a number where `charge` gives an object.
            other => panic!("{name}: {other}"),
        }
        let shown = format!("{error} / {error:?}");
        assert!(shown.starts_with("mini.update: "), "{shown}");
        assert!(
            shown.contains(said.split("data.id").next().expect("text")),
            "{name}: {shown}"
        );
        assert!(!shown.contains("canary"), "{name}: {shown}");
    }
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_named_by_its_place() {
    let server =
        Server::start(|_| json(200, r#"{"status_code": 100, "data": "canary-body"}"#)).await;
    let error = client(&server.address)
        .update()
        .await
        .expect_err("no number");
    let Error::Unreadable(unreadable) = error else {
        panic!("{error}")
    };
    let AnswerProblem::Read(read) = unreadable.problem() else {
        panic!("{unreadable}")
    };
    assert!(matches!(read.problem(), ReadProblem::Kind { .. }), "{read}");
    assert!(unreadable.to_string().contains("`data`"), "{unreadable}");
}

#[tokio::test]
async fn a_known_refusal_is_a_refusal_whatever_its_http_status() {
    for status in [200, 400, 404, 500, 503] {
        let body = r#"{"status_code": "98", "status_description": "Merchant is not allowed", "detail": "canary-detail"}"#;
        let server = Server::start(move |_| json(status, body)).await;
        let error = client(&server.address)
            .transfer()
            .await
            .expect_err("refused");
        assert_eq!(
            (error.http_status(), error.code()),
            (Some(status), Some("98"))
        );
        assert_eq!(
            error.to_string(),
            format!(
                "mini.transfer was refused (HTTP {status}, code 98): Merchant is not allowed [The merchant may not do this]"
            )
        );
        let Error::Refused(refused) = error else {
            panic!("{error}")
        };
        assert_eq!(*refused.reason(), MiniError::NotAllowed);
        assert_eq!(
            refused.detail().map(|detail| detail.expose()),
            Some("canary-detail")
        );
        assert!(!format!("{refused:?}").contains("canary"));
        assert_eq!(server.seen().len(), 1, "a refusal is not sent again");
    }
}

#[tokio::test]
async fn what_a_provider_echoes_of_our_secrets_is_struck_out() {
    let server = Server::start(|seen| match seen.path() {
        "/base/token" => json(200, r#"{"status_code": 100, "data": {"token": "canary-token-1"}}"#),
        _ => {
            let authorization = seen.header("authorization").expect("a token");
            let body = seen.body.replace('"', "'");
            json(400, &format!(r#"{{"status_code": 1, "message": "bad: {body} {authorization}\r\nforged line"}}"#))
        }
    })
    .await;
    let error = client(&server.address).charge().await.expect_err("refused");
    let shown = format!("{error} / {error:?}");
    assert!(shown.contains("bad: "), "{shown}");
    assert!(!shown.contains("canary"), "{shown}");
    assert!(!shown.contains("4508034508034509"), "{shown}");
    assert!(!shown.contains('\n'), "{shown}");
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_nothing_is_sent_to_its_target() {
    let elsewhere = Server::start(|_| json(200, r#"{"status_code": 100, "data": 1}"#)).await;
    for status in [301, 302, 303, 307, 308] {
        let location = format!("location: {}/base/transfer\r\n", elsewhere.address);
        let server = Server::start(move |_| Reply::Raw(raw(status, &location, ""))).await;
        let client = client(&server.address);
        let error = client.transfer().await.expect_err("no answer");
        assert!(error.is_outcome_unknown(), "{error}");
        assert_eq!(error.http_status(), Some(status));
        let error = client.ping().retries(0).await.expect_err("no answer");
        assert_eq!(error.http_status(), Some(status));
    }
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn an_endless_answer_is_cut_at_the_limit() {
    let heads = [
        "HTTP/1.1 200 X\r\ncontent-length: 1073741824\r\n\r\n",
        // No length: the limit holds while reading.
        "HTTP/1.1 200 X\r\n\r\n",
    ];
    for head in heads {
        let server = Server::start(move |_| Reply::Endless(head.as_bytes().to_vec())).await;
        let client = builder(&server.address)
            .answer_limit(100_000)
            .build()
            .expect("a client");
        let error = client.transfer().await.expect_err("too long");
        let Error::OutcomeUnknown(unknown) = &error else {
            panic!("{error}")
        };
        let Cause::Unreadable(unreadable) = unknown.why() else {
            panic!("{error}")
        };
        assert!(
            matches!(
                unreadable.problem(),
                AnswerProblem::TooLarge { limit: 100_000 }
            ),
            "{error}"
        );
        assert!(unreadable.received().length <= 100_000);
        drop(client);
        // What the sockets' buffers hold, and no more of the gigabyte.
        assert!(server.written() < 64 << 20, "{} bytes", server.written());
    }
}

#[tokio::test]
async fn an_answer_as_long_as_the_limit_is_read() {
    let body = r#"{"status_code": 100, "data": 1}"#;
    let server = Server::start(move |_| json(200, body)).await;
    let exact = builder(&server.address)
        .answer_limit(body.len() as u64)
        .build()
        .expect("a client");
    assert_eq!(exact.transfer().await.expect("done"), 1);
    let short = builder(&server.address)
        .answer_limit(body.len() as u64 - 1)
        .build()
        .expect("a client");
    assert!(
        short
            .transfer()
            .await
            .expect_err("too long")
            .is_outcome_unknown()
    );
}

#[tokio::test]
async fn half_a_body_is_an_interrupted_answer() {
    let halves: [&[u8]; 2] = [
        b"HTTP/1.1 200 X\r\ncontent-length: 100\r\n\r\n{\"status_code\": 100, \"data\": 1}",
        b"HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n1f\r\n{\"status_code\": 100, \"data\": 1}\r\n",
    ];
    for half in halves {
        let server = Server::start(move |_| Reply::RawThenClose(half.to_vec())).await;
        let client = client(&server.address);
        let error = client.transfer().await.expect_err("half");
        let Error::OutcomeUnknown(unknown) = &error else {
            panic!("{error}")
        };
        assert!(matches!(unknown.why(), Cause::Interrupted(_)), "{error}");
        assert_eq!(error.http_status(), Some(200));
        assert!(
            error
                .to_string()
                .contains("in the middle of the answer (HTTP 200)"),
            "{error}"
        );
        let error = client.update().await.expect_err("half");
        assert!(matches!(error, Error::Interrupted(_)), "{error}");
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_not_sent() {
    let server =
        Server::start(|_| json(200, r#"{"status_code": 100, "data": {"token": "t"}}"#)).await;
    let client = client(&server.address);

    let error = client.private().await.expect_err("no credentials");
    let Error::NotSent(not_sent) = &error else {
        panic!("{error}")
    };
    assert!(matches!(
        not_sent.reason(),
        NotSentReason::MissingCredentials { set: "private" }
    ));
    assert_eq!(
        error.to_string(),
        "mini.private was not sent: the client was built without the credentials `private`"
    );
    assert_eq!(server.connections(), 0);

    let mut charge = crate::support::mini::Charge {
        card_number: "4508034508034509".parse().expect("a card"),
        order: String::new(),
    };
    for order in ["", "longer than ten"] {
        charge.order = order.to_owned();
        let error = vezne_runtime::Call::new(&client.0, charge.clone())
            .await
            .expect_err("invalid");
        let Error::NotSent(not_sent) = &error else {
            panic!("{error}")
        };
        assert!(
            matches!(not_sent.reason(), NotSentReason::Invalid(_)),
            "{error}"
        );
    }
    assert!(!server.paths().contains(&"/base/charge".to_owned()));
}

#[test]
fn a_call_outside_a_runtime_is_an_error_and_no_panic() {
    use std::future::IntoFuture;
    use std::task::{Context, Poll, Waker};
    let client = client("http://127.0.0.1:9");
    let mut sending = std::pin::pin!(client.transfer().into_future());
    let Poll::Ready(Err(error)) = sending
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    else {
        panic!("pending")
    };
    assert!(
        matches!(&error, Error::NotSent(not_sent) if matches!(not_sent.reason(), NotSentReason::NoRuntime)),
        "{error}"
    );
}
