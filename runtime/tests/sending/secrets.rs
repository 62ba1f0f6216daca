//! Nothing that must not be shown is shown: in `Debug`, `Display`, chains of errors, spans.

use std::error::Error as StdError;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use vezne_runtime::Transport;

use crate::support::mini::{CARD, KEY, builder};
use crate::support::server::{Reply, Server, json, raw};

/// Takes down whatever our spans and events hold.
#[derive(Clone, Default)]
struct Recorder(Arc<Mutex<String>>);

impl Recorder {
    fn text(&self) -> String {
        self.0.lock().expect("not poisoned").clone()
    }

    fn note(&self, what: std::fmt::Arguments<'_>) {
        writeln!(self.0.lock().expect("not poisoned"), "{what}").expect("a string");
    }
}

struct Visitor<'a>(&'a Recorder);

impl Visit for Visitor<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.note(format_args!("{}={value:?}", field.name()));
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("vezne")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        self.note(format_args!("span {}", attributes.metadata().name()));
        attributes.record(&mut Visitor(self));
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, values: &Record<'_>) {
        values.record(&mut Visitor(self));
    }

    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.note(format_args!("event {}", event.metadata().name()));
        event.record(&mut Visitor(self));
    }

    fn enter(&self, _span: &Id) {}

    fn exit(&self, _span: &Id) {}
}

/// What a server does with a request's body.
type Script = Box<dyn FnMut(&str) -> Reply + Send>;

/// Everything that an error shows.
fn everything(error: &dyn StdError) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}");
    let mut source = error.source();
    while let Some(error) = source {
        write!(text, "\n{error}\n{error:?}").expect("a string");
        source = error.source();
    }
    text
}

fn assert_clean(text: &str) {
    for secret in ["canary", KEY, CARD, "4508 0345", "127.0.0.1", "http://"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[tokio::test]
async fn no_failure_and_no_span_shows_a_secret_or_an_address() {
    let recorder = Recorder::default();
    let _guard = tracing::subscriber::set_default(recorder.clone());

    let echo = |status: u16| {
        move |body: &str| {
            json(
                status,
                &format!(r#"{{"status_code": 7, "message": {body:?}}}"#),
            )
        }
    };
    let mut replies: Vec<Script> = vec![
        Box::new(|_| Reply::Close),
        Box::new(|_| Reply::RawThenClose(b"canary-junk, no HTTP\r\n\r\n".to_vec())),
        Box::new(|_| Reply::RawThenClose(b"HTTP/1.1 200 canary\r\ncanary header\r\n\r\n".to_vec())),
        Box::new(|_| {
            Reply::RawThenClose(b"HTTP/1.1 200 X\r\ncontent-length: 99\r\n\r\ncanary".to_vec())
        }),
        Box::new(|_| {
            Reply::RawThenClose(
                b"HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\ncanary".to_vec(),
            )
        }),
        Box::new(|_| json(200, "<html>canary</html>")),
        Box::new(|_| {
            Reply::Raw(raw(
                200,
                "content-type: canary; canary=canary\r\n",
                "canary",
            ))
        }),
        Box::new(|_| json(200, r#"{"status_code": 100, "data": {"id": "canary"}}"#)),
        Box::new(|_| {
            json(
                200,
                r#"{"status_code": 100, "data": {"id": 1, "card_token": 4508034508034509}}"#,
            )
        }),
        Box::new(|_| json(401, "canary")),
        Box::new(echo(200)),
        Box::new(echo(401)),
        Box::new(echo(500)),
    ];
    while let Some(mut reply) = replies.pop() {
        let server = Server::start(move |seen| match seen.path() {
            "/base/token" => json(
                200,
                r#"{"status_code": 100, "data": {"token": "canary-token-1"}}"#,
            ),
            _ => reply(&seen.body),
        })
        .await;
        let client = builder(&server.address).build().expect("a client");
        let error = client.charge().await.expect_err("a failure");
        assert_clean(&everything(&error));
        assert!(error.to_string().contains("mini.charge"), "{error}");
        assert_clean(&format!(
            "{client:?} {:?} {:?}",
            client.charge(),
            client.charge().send()
        ));
    }

    let spans = recorder.text();
    assert_clean(&spans);
    assert!(spans.contains("span vezne.call"), "{spans}");
    for expected in [
        "operation=mini.charge",
        "operation=mini.get_token",
        "attempt=1",
        "http_status=401",
    ] {
        assert!(spans.contains(expected), "{expected} in {spans}");
    }
    for outcome in ["answered", "interrupted", "unreadable", "not_sent"] {
        assert!(
            spans.contains(&format!("outcome={outcome:?}")),
            "{outcome} in {spans}"
        );
    }
}

#[test]
fn a_refused_connection_shows_no_address() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let client = builder("http://127.0.0.1:1").build().expect("a client");
        let error = client.transfer().await.expect_err("refused");
        let text = everything(&error);
        assert!(
            !text.contains("canary") && !text.contains("/base"),
            "{text}"
        );
    });
}

#[test]
fn settings_show_no_password_and_no_key() {
    let transport = Transport::new()
        .proxy("http://canary:canary@proxy.example")
        .identity("canary")
        .only_roots("canary");
    let shown = format!(
        "{transport:?} {:?}",
        builder("http://127.0.0.1:1").transport(transport.clone())
    );
    assert!(!shown.contains("canary"), "{shown}");
}
