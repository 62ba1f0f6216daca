//! Answers that say nothing and inputs that must not leave, through the real clients: each a typed error that says what
//! happened, and leaks nothing.

use generated_client::paywall::insurance_cards::ListInsuranceCards;
use generated_client::vepara;
use generated_client::vepara::cards::SaveCard;
use sandbox::{Fault, Sandbox};
use tests::raw::{Reply, Server};
use tests::{CARD, insurance_cards, list_cards, paywall, sandbox, save_card, shown, vepara};
use vezne_runtime::{
    AnswerProblem, Cause, Error, NotSentReason, Operation, ReadProblem, Unreadable,
};

/// 1 GiB.
const HUGE: u64 = 1 << 30;
const TOKEN: &str = r#"{"status_code": 100, "data": {"token": "canary-token"}}"#;
const SECRET: &str = "canary-app-secret-0123456789abcdef";
const KEY: &str = "canary-merchant-key/1";

/// What none of the errors here may show.
const CANARIES: [&str; 5] = [CARD, SECRET, KEY, "canary", "4508 0345"];

#[track_caller]
fn assert_clean(text: &str) {
    for canary in CANARIES {
        assert!(!text.contains(canary), "{canary} is shown in: {text}");
    }
}

/// A client of a server that gives a token and answers everything else as told.
fn client_of(server: &Server) -> vepara::Client {
    let credentials = vepara::Credentials::test("app", SECRET, KEY);
    vepara::Client::builder(credentials)
        .base_address(vepara::Api::Payment, &server.address("/ccpayment"))
        .build()
        .expect("a client")
}

fn server(answer: impl Fn() -> Reply + Send + 'static) -> Server {
    Server::start(move |seen| {
        if seen.line.ends_with("/api/token") {
            Reply::json(200, TOKEN)
        } else {
            answer()
        }
    })
}

#[tokio::test]
async fn a_socket_that_closes_after_reading_sees_a_card_once() {
    let server = server(|| Reply::Close);
    let error = client_of(&server)
        .save_card(save_card())
        .await
        .expect_err("no answer");
    let Error::OutcomeUnknown(unknown) = &error else {
        panic!("{error}")
    };
    assert!(matches!(unknown.why(), Cause::Interrupted(_)), "{error}");
    assert_eq!(
        server.lines(),
        ["POST /ccpayment/api/token", "POST /ccpayment/api/saveCard"]
    );
    let body = &server.seen()[1].body;
    assert!(body.contains(CARD), "the request did not arrive whole");
    let text = error.to_string();
    for part in [
        "vepara.save_card",
        "is unknown",
        "the connection was lost before an answer came",
    ] {
        assert!(text.contains(part), "`{part}` is missing in: {text}");
    }
    assert_clean(&shown(&error));
}

#[tokio::test]
async fn what_only_reads_is_sent_again_when_the_socket_closes() {
    let server = server(|| Reply::Close);
    let error = client_of(&server)
        .list_cards(list_cards())
        .await
        .expect_err("no answer");
    assert!(matches!(error, Error::Interrupted(_)), "{error}");
    let lines = server.lines();
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.ends_with("getCardTokens"))
            .count(),
        3
    );
    assert_eq!(
        lines.iter().filter(|line| line.ends_with("token")).count(),
        1
    );
    assert_clean(&shown(&error));
}

#[tokio::test]
async fn a_gigabyte_is_not_read_and_not_held() {
    // Announced, and without a length: the limit holds while reading.
    for head in [
        format!("HTTP/1.1 200 X\r\ncontent-length: {HUGE}\r\n\r\n"),
        "HTTP/1.1 200 X\r\nconnection: close\r\n\r\n".to_owned(),
    ] {
        let server = server(move || Reply::Endless(head.clone().into_bytes(), HUGE));
        let client = client_of(&server);
        let error = client.save_card(save_card()).await.expect_err("too long");
        let Error::OutcomeUnknown(unknown) = &error else {
            panic!("{error}")
        };
        let Cause::Unreadable(unreadable) = unknown.why() else {
            panic!("{error}")
        };
        let limit = 8 * 1024 * 1024;
        assert!(
            matches!(unreadable.problem(), AnswerProblem::TooLarge { limit: at } if *at == limit),
            "{error}"
        );
        assert!(unreadable.received().length <= limit);
        assert_clean(&shown(&error));
        // What the sockets' buffers hold, and no more of the gigabyte.
        assert!(
            server.written() < 64 << 20,
            "{} bytes were taken",
            server.written()
        );
    }
}

/// How the sandbox damages an answer, and how that is told.
const DAMAGES: [(Fault, &str); 5] = [
    (Fault::Html, "a web page (HTTP 200, text/html"),
    (Fault::Empty, "the answer is empty (HTTP 200"),
    (Fault::HalfBody, "in the middle of the answer (HTTP 200)"),
    (Fault::Huge(HUGE), "longer than"),
    (Fault::WrongType, "in the answer: expected"),
];

#[tokio::test]
async fn after_a_damaged_answer_the_outcome_of_what_must_happen_once_is_unknown() {
    for (fault, said) in DAMAGES {
        let sandbox = sandbox().await;
        let vepara = vepara(&sandbox);
        sandbox.fail_next("vepara", "save_card", fault);
        let error = vepara.save_card(save_card()).await.expect_err("damaged");
        assert!(error.is_outcome_unknown(), "{fault:?}: {error}");
        tell(&error, &sandbox, said);
        assert_eq!(count(&sandbox, "save_card"), 1, "{fault:?}");
        // That is what "unknown" means: this time, the card is stored.
        assert_eq!(
            vepara.list_cards(list_cards()).await.expect("a list").len(),
            1,
            "{fault:?}"
        );
    }
}

#[tokio::test]
async fn a_damaged_answer_to_what_only_reads_is_a_typed_error() {
    let (mut unreadable, mut interrupted) = (0, 0);
    for (fault, said) in DAMAGES {
        let sandbox = sandbox().await;
        let vepara = vepara(&sandbox);
        sandbox.fail_next("vepara", "installments", fault);
        let error = vepara.installments().retries(0).await.expect_err("damaged");
        match &error {
            Error::Unreadable(problem) => {
                unreadable += 1;
                assert_eq!(problem.received().http_status, 200);
            }
            Error::Interrupted(_) => interrupted += 1,
            other => panic!("{fault:?}: {other}"),
        }
        tell(&error, &sandbox, said);

        // The other provider's client stands on the same ground.
        let paywall = paywall(&sandbox);
        sandbox.fail_next("paywall", "list_insurance_cards", fault);
        let call = paywall.list_insurance_cards(insurance_cards()).retries(0);
        tell(&call.await.expect_err("damaged"), &sandbox, said);
    }
    assert_eq!((unreadable, interrupted), (4, 1));
}

#[tokio::test]
async fn a_damaged_token_answer_ends_the_call_unsent() {
    for (fault, said) in DAMAGES {
        let sandbox = sandbox().await;
        // A token is asked for three times, as asking twice does no harm.
        for _ in 0..3 {
            sandbox.fail_next("vepara", "get_token", fault);
        }
        let error = vepara(&sandbox)
            .save_card(save_card())
            .await
            .expect_err("no token");
        let Error::NotSent(not_sent) = &error else {
            panic!("{fault:?}: {error}")
        };
        assert!(
            matches!(not_sent.reason(), NotSentReason::Token(_)),
            "{error}"
        );
        tell(&error, &sandbox, said);
        assert_eq!(count(&sandbox, "save_card"), 0, "{fault:?}");
    }
}

fn count(sandbox: &Sandbox, operation: &str) -> usize {
    let requests = sandbox.requests();
    requests
        .iter()
        .filter(|request| request.operation.as_deref() == Some(operation))
        .count()
}

/// Asserts that an error names the operation and says what happened, and shows nothing that was sent.
#[track_caller]
fn tell<O: Operation>(error: &Error<O>, sandbox: &Sandbox, said: &str) {
    let text = error.to_string();
    assert!(
        text.contains(&O::INFO.to_string()),
        "the operation is missing in: {text}"
    );
    assert!(text.contains(said), "`{said}` is missing in: {text}");
    let everything = shown(error);
    assert_clean(&everything);
    for credential in sandbox
        .all_credentials()
        .filter(|known| known.name != "app_id")
    {
        assert!(
            !everything.contains(credential.value),
            "{} is shown in: {everything}",
            credential.name
        );
    }
}

#[tokio::test]
async fn a_value_of_another_type_is_told_by_its_place_and_not_by_itself() {
    let bodies = [
        (
            r#"{"status_code": 100, "card_token": ["canary"]}"#,
            "card_token",
        ),
        (
            r#"{"status_code": 100, "card_token": {"canary": 1}}"#,
            "card_token",
        ),
        (r#"{"status_code": 100}"#, "card_token"),
        (r#"{"status_code": 100, "card_token": null}"#, "card_token"),
    ];
    for (body, path) in bodies {
        let server = server(move || Reply::json(200, body));
        let error = client_of(&server)
            .save_card(save_card())
            .await
            .expect_err(body);
        let read = read_problem(&error);
        assert_eq!(read.0, path);
        assert!(
            matches!(read.1, ReadProblem::Kind { .. } | ReadProblem::Missing),
            "{error}"
        );
        assert_clean(&shown(&error));
    }
    // In a list, the place tells which record it is.
    let body =
        r#"{"status_code": 100, "data": [{"card_token": "a"}, {"card_token": "b", "id": {}}]}"#;
    let server = server(move || Reply::json(200, body));
    let error = client_of(&server)
        .list_cards(list_cards())
        .await
        .expect_err(body);
    let Error::Unreadable(unreadable) = &error else {
        panic!("{error}")
    };
    assert_eq!(problem_of(unreadable).0, "data[1].id");
}

fn read_problem<O: Operation>(error: &Error<O>) -> (String, ReadProblem) {
    match error {
        Error::OutcomeUnknown(unknown) => match unknown.why() {
            Cause::Unreadable(unreadable) => problem_of(unreadable),
            why => panic!("{why}"),
        },
        other => panic!("{other}"),
    }
}

fn problem_of(unreadable: &Unreadable) -> (String, ReadProblem) {
    match unreadable.problem() {
        AnswerProblem::Read(read) => (read.path().to_owned(), read.problem().clone()),
        _ => panic!("{unreadable}"),
    }
}

/// Not one of these says that the card was stored, or that it was not.
#[tokio::test]
async fn json_that_means_nothing_is_no_verdict() {
    for body in [
        "{}",
        "[]",
        "null",
        "7",
        "\"canary\"",
        r#"{"status": "success"}"#,
        r#"{"status_code": null}"#,
        r#"{"status_code": 100, "status_code": 98, "card_token": "x"}"#,
        r#"{"status_code": 100, "card_token": "canary""#,
        "canary",
    ] {
        for status in [200, 201, 400, 404, 500, 502, 503] {
            let server = server(move || Reply::json(status, body));
            let error = client_of(&server)
                .save_card(save_card())
                .await
                .expect_err(body);
            assert!(error.is_outcome_unknown(), "{status} {body}: {error}");
            assert_eq!(error.http_status(), Some(status), "{body}");
            assert_eq!(
                server.lines().len(),
                2,
                "{status} {body}: it was sent again"
            );
            assert_clean(&shown(&error));
        }
    }
}

#[tokio::test]
async fn a_separator_in_a_signed_field_is_not_sent() {
    let sandbox = sandbox().await;
    let vepara = vepara(&sandbox);
    for (field, card) in [
        (
            "card_holder_name",
            SaveCard {
                card_holder_name: "AYŞE|5070".into(),
                ..save_card()
            },
        ),
        (
            "customer_number",
            SaveCard {
                customer_number: "5070|canary".into(),
                ..save_card()
            },
        ),
    ] {
        let error = vepara.save_card(card).await.expect_err(field);
        let Error::NotSent(not_sent) = &error else {
            panic!("{error}")
        };
        assert!(
            matches!(not_sent.reason(), NotSentReason::Invalid(_)),
            "{error}"
        );
        let text = shown(&error);
        assert!(text.contains(field) && text.contains('|'), "{text}");
        assert!(!text.contains("5070"), "{text}");
    }
    assert_eq!(count(&sandbox, "save_card"), 0);
}

#[tokio::test]
async fn a_text_that_no_header_can_hold_is_not_sent_and_not_shown() {
    let sandbox = sandbox().await;
    let paywall = paywall(&sandbox);
    for id in [
        "müşteri-1",
        "customer\r\nx-injected: 1",
        "customer\u{7f}",
        " customer",
    ] {
        let inputs = ListInsuranceCards {
            relational_id1: id.into(),
        };
        let error = paywall
            .list_insurance_cards(inputs)
            .await
            .expect_err("no header holds it");
        let Error::NotSent(not_sent) = &error else {
            panic!("{error}")
        };
        assert!(
            matches!(not_sent.reason(), NotSentReason::Invalid(_)),
            "{error}"
        );
        let text = shown(&error);
        assert!(text.contains("relationalid1"), "{text}");
        assert!(!text.contains(id), "{text}");
    }
    assert!(sandbox.requests().is_empty());
}

#[tokio::test]
async fn a_provider_that_cannot_be_reached_has_seen_nothing() {
    // A port that was free a moment ago.
    let address = {
        let server = server(|| Reply::Close);
        server.address("/ccpayment")
    };
    let credentials = vepara::Credentials::test("app", SECRET, KEY);
    let client = vepara::Client::builder(credentials)
        .base_address(vepara::Api::Payment, &address)
        .build()
        .expect("a client");
    let error = client
        .save_card(save_card())
        .await
        .expect_err("nobody listens");
    assert!(matches!(error, Error::NotSent(_)), "{error}");
    assert_clean(&shown(&error));
}
