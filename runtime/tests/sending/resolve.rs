//! Finding out what came of an operation whose answer was lost.

use vezne_runtime::{Error, Verdict, resolve};

use crate::support::mini::{StatusAnswer, Transfer, TransferReference, client};
use crate::support::server::{Reply, Server, json};

async fn server(status: u16, body: &'static str) -> Server {
    Server::start(move |seen| match seen.path() {
        "/base/status/o-1" => json(status, body),
        _ => Reply::Close,
    })
    .await
}

#[tokio::test]
async fn a_lost_answer_is_looked_up_by_the_reference_that_the_error_holds() {
    let cases = [
        (
            200,
            r#"{"status_code": 100, "data": {"state": "paid"}}"#,
            Verdict::Happened,
        ),
        (
            200,
            r#"{"status_code": 100, "data": {"state": "pending"}}"#,
            Verdict::Open,
        ),
        (
            404,
            r#"{"status_code": 31, "message": "not found"}"#,
            Verdict::NotReceived,
        ),
        (
            200,
            r#"{"status_code": 41, "message": "failed"}"#,
            Verdict::Refused,
        ),
    ];
    for (status, body, verdict) in cases {
        let server = server(status, body).await;
        let client = client(&server.address);
        let error = client.transfer().await.expect_err("lost");
        assert!(
            error
                .to_string()
                .contains("do not send it again before `resolve` has told"),
            "{error}"
        );
        let Error::OutcomeUnknown(unknown) = error else {
            panic!("{error}")
        };
        assert_eq!(
            unknown.reference(),
            &TransferReference {
                order: "o-1".to_owned()
            }
        );
        let resolution = unknown.resolve(&client).await.expect("an answer");
        assert_eq!(resolution.verdict(), verdict);
        match (verdict, resolution.answer()) {
            (Verdict::Happened, Ok(StatusAnswer::Done(_)))
            | (Verdict::Open, Ok(StatusAnswer::Open(_))) => {}
            (Verdict::NotReceived | Verdict::Refused, Err(refused)) => {
                assert_eq!(refused.http_status(), status)
            }
            (verdict, answer) => panic!("{verdict:?} {answer:?}"),
        }
        assert_eq!(
            server.paths(),
            ["/base/transfer", "/base/status/o-1"],
            "the transfer was sent once"
        );
    }
}

#[tokio::test]
async fn a_stored_reference_is_looked_up_without_the_error() {
    let server = server(200, r#"{"status_code": 100, "data": {"state": "paid"}}"#).await;
    let client = client(&server.address);
    let reference = TransferReference {
        order: "o-1".to_owned(),
    };
    let resolution = resolve::<Transfer>(client.as_ref(), reference)
        .await
        .expect("an answer");
    assert_eq!(resolution.verdict(), Verdict::Happened);
    assert_eq!(server.paths(), ["/base/status/o-1"]);
}

#[tokio::test]
async fn a_question_that_fails_teaches_nothing() {
    for (status, body) in [
        (500, "{}"),
        (200, "<html>"),
        (200, r#"{"status_code": 100, "data": 5}"#),
    ] {
        let server = server(status, body).await;
        let client = client(&server.address);
        let reference = TransferReference {
            order: "o-1".to_owned(),
        };
        let error = resolve::<Transfer>(client.as_ref(), reference)
            .await
            .expect_err("no verdict");
        assert_eq!(error.operation().to_string(), "mini.status");
    }
}

#[tokio::test]
async fn a_reference_cannot_lead_to_another_path() {
    let server = Server::start(|_| json(200, "{}")).await;
    let client = client(&server.address);
    for order in ["..", ".", ""] {
        let reference = TransferReference {
            order: order.to_owned(),
        };
        let error = resolve::<Transfer>(client.as_ref(), reference)
            .await
            .expect_err("refused");
        assert!(matches!(error, Error::NotSent(_)), "{error}");
    }
    let reference = TransferReference {
        order: "a/../b?c#d".to_owned(),
    };
    resolve::<Transfer>(client.as_ref(), reference)
        .await
        .expect_err("senseless");
    assert_eq!(server.paths(), ["/base/status/a%2F..%2Fb%3Fc%23d"]);
}
