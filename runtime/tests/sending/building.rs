//! What a client can be built with, and what its requests look like on the wire.

use std::process::Command;

use vezne_runtime::{
    AddressProblem, BuildError, ClientBuilder, Environment, Error, FormCall, NotSentReason,
    Transport,
};

use crate::support::mini::{Api, ListMethod, Mini, Values, builder, client};
use crate::support::server::{Server, json};

const DONE: &str = r#"{"status_code": 100, "data": 1}"#;

#[test]
fn a_base_address_that_cannot_be_used_is_named_by_its_api_and_not_repeated() {
    let cases = [
        ("http://pay.example", AddressProblem::PlainHttp),
        (
            "https://canary:canary@pay.example",
            AddressProblem::UserInfo,
        ),
        ("https://pay.example/?canary", AddressProblem::Query),
        ("https://pay.example/#canary", AddressProblem::Fragment),
        ("canary", AddressProblem::Malformed),
    ];
    for (address, expected) in cases {
        let error = builder("http://127.0.0.1:1")
            .base_address(Api::Other, address)
            .build()
            .expect_err(address);
        assert!(
            matches!(error, BuildError::Address { api: "other", problem, .. } if problem == expected),
            "{error}"
        );
        let shown = format!("{error} {error:?}");
        assert!(
            shown.starts_with("the address of mini's API `other` cannot be used: "),
            "{shown}"
        );
        assert!(!shown.contains("canary"), "{shown}");
    }
}

#[test]
fn a_client_knows_its_environment() {
    let values = Values {
        key: "k".into(),
        private: None,
    };
    let live: ClientBuilder<Mini> = ClientBuilder::new(Environment::Live, values);
    assert_eq!(
        live.build().expect("a client").0.environment(),
        Environment::Live
    );
    assert_eq!(
        client("http://127.0.0.1:1").0.environment(),
        Environment::Test
    );
}

#[test]
fn a_setting_that_cannot_be_used_is_named() {
    let error = builder("http://127.0.0.1:1")
        .transport(Transport::new().user_agent("two\nlines"))
        .build()
        .expect_err("no header");
    assert!(
        matches!(
            error,
            BuildError::Setting {
                setting: "user_agent"
            }
        ),
        "{error}"
    );
}

#[cfg(not(feature = "rustls"))]
#[tokio::test]
async fn without_tls_a_client_is_built_and_https_is_not_sent() {
    let client = builder("http://127.0.0.1:1")
        .base_address(Api::Other, "https://127.0.0.1:1")
        .build()
        .expect("a client");
    let error = client.ping().await.expect_err("no TLS");
    assert!(
        matches!(&error, Error::NotSent(not_sent) if matches!(not_sent.reason(), NotSentReason::NoTls)),
        "{error}"
    );
}

#[cfg(feature = "rustls")]
#[test]
fn tls_settings_that_cannot_be_used_are_named() {
    let build = |transport| {
        builder("http://127.0.0.1:1")
            .base_address(Api::Other, "https://pay.example")
            .transport(transport)
            .build()
    };
    for junk in [
        "",
        "junk",
        "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
    ] {
        let error = build(Transport::new().only_roots(junk)).expect_err("no roots");
        assert!(
            matches!(error, BuildError::Setting { setting: "roots" }),
            "{error}"
        );
        let error = build(Transport::new().identity(junk)).expect_err("no identity");
        assert!(
            matches!(
                error,
                BuildError::Setting {
                    setting: "identity"
                }
            ),
            "{error}"
        );
    }
    for junk in ["ftp://proxy.example", "proxy", "http://"] {
        let error = build(Transport::new().proxy(junk)).expect_err("no proxy");
        assert!(
            matches!(error, BuildError::Setting { setting: "proxy" }),
            "{error}"
        );
    }
}

#[cfg(feature = "rustls")]
#[tokio::test]
async fn a_server_that_speaks_no_tls_means_not_sent() {
    let server = Server::start(|_| json(200, DONE)).await;
    let tls = server.address.replace("http:", "https:");
    let client = builder(&server.address)
        .base_address(Api::Other, &tls)
        .transport(Transport::new().connect_timeout(std::time::Duration::from_millis(300)))
        .build()
        .expect("a client");
    let error = client.update().await.expect_err("no TLS there");
    assert!(
        matches!(&error, Error::NotSent(not_sent) if matches!(not_sent.reason(), NotSentReason::Unreachable(_))),
        "{error}"
    );
    assert!(server.seen().is_empty());
}

/// Environment variables belong to a process, so these two run this test program again.
fn run_again(test: &str, variables: &[(&str, &str)]) {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program)
        .args(["--exact", test, "--ignored", "--nocapture"])
        .envs(variables.iter().copied())
        .output()
        .expect("runs");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_proxy_of_the_environment_is_not_used_for_this_machine() {
    // Nothing listens on port 1.
    let proxy = "http://127.0.0.1:1";
    run_again(
        "building::calls_this_machine",
        &[
            ("HTTP_PROXY", proxy),
            ("http_proxy", proxy),
            ("ALL_PROXY", proxy),
            ("HTTPS_PROXY", proxy),
        ],
    );
}

#[test]
fn a_client_for_this_machine_is_built_where_no_root_certificates_are_installed() {
    run_again(
        "building::calls_this_machine",
        &[
            ("SSL_CERT_FILE", "/nonexistent"),
            ("SSL_CERT_DIR", "/nonexistent"),
        ],
    );
}

#[tokio::test]
#[ignore = "run by the tests above, with variables set"]
async fn calls_this_machine() {
    let server = Server::start(|_| json(200, DONE)).await;
    let localhost = server.address.replace("127.0.0.1", "localhost");
    for address in [server.address.as_str(), &localhost] {
        let client = builder(address)
            .transport(Transport::new().proxy("http://127.0.0.1:1"))
            .build()
            .expect("a client");
        client.ping().await.expect("done");
        client.transfer().await.expect("done");
    }
    assert_eq!(server.seen().len(), 4);
}

#[cfg(feature = "rustls")]
#[test]
fn without_root_certificates_a_client_for_another_machine_is_a_typed_error() {
    run_again(
        "building::builds_without_roots",
        &[
            ("SSL_CERT_FILE", "/nonexistent"),
            ("SSL_CERT_DIR", "/nonexistent"),
        ],
    );
}

#[cfg(feature = "rustls")]
#[test]
#[ignore = "run by the test above, with variables set"]
fn builds_without_roots() {
    let error = builder("http://127.0.0.1:1")
        .base_address(Api::Other, "https://pay.example")
        .build()
        .expect_err("none");
    assert!(matches!(error, BuildError::Tls(_)), "{error}");
    assert!(error.to_string().contains("root certificates"), "{error}");
}

#[tokio::test]
async fn a_request_stands_on_the_wire_as_it_was_written() {
    let server = Server::start(|seen| match seen.path() {
        "/base/token" => json(200, r#"{"status_code": 100, "data": {"token": "t"}}"#),
        "/base/cards" => json(200, r#"{"status_code": 100, "data": []}"#),
        _ => json(200, DONE),
    })
    .await;
    let client = client(&server.address);
    client.list_cards().await.expect("cards");
    client.transfer().await.expect("done");
    client.update().await.expect("done");
    client.ping().await.expect("done");
    let [_, cards, transfer, update, ping] = &server.seen()[..] else {
        panic!("five requests")
    };

    assert_eq!(cards.line, "GET /base/cards HTTP/1.1");
    assert_eq!(cards.body, r#"{"key":"canary-key-8f2a","customer":"5070"}"#);
    assert_eq!(cards.header("content-type"), Some("application/json"));
    assert_eq!(cards.header("authorization"), Some("Bearer t"));
    assert_eq!(cards.header("accept"), Some("application/json"));
    assert_eq!(
        cards.header("user-agent"),
        Some(concat!("vezne/", env!("CARGO_PKG_VERSION")))
    );
    assert_eq!(
        cards.header("accept-encoding"),
        None,
        "a packed answer could hide its size"
    );

    assert_eq!(transfer.body, "key=canary-key-8f2a&order=o-1");
    assert_eq!(
        transfer.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        (update.line.as_str(), update.header("content-length")),
        ("PUT /update HTTP/1.1", Some("0"))
    );
    assert_eq!(
        (ping.line.as_str(), ping.header("content-length")),
        ("GET /ping HTTP/1.1", None)
    );
    for seen in [cards, transfer, update, ping] {
        let mut names: Vec<_> = seen
            .headers
            .iter()
            .map(|(name, _)| name.to_ascii_lowercase())
            .collect();
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "no header twice: {names:?}");
    }
}

#[tokio::test]
async fn an_alternative_is_chosen_on_the_builder() {
    let server = Server::start(|seen| match seen.path() {
        "/base/token" => json(200, r#"{"status_code": 100, "data": {"token": "t"}}"#),
        _ => json(200, r#"{"status_code": 100, "data": []}"#),
    })
    .await;
    let client = builder(&server.address)
        .choose(ListMethod::Post)
        .build()
        .expect("a client");
    client.list_cards().await.expect("cards");
    assert_eq!(server.seen()[1].line, "POST /base/cards HTTP/1.1");
}

/// A form for the shopper's browser.
#[derive(Debug)]
struct Pay {
    order: String,
}

impl vezne_runtime::FormOperation for Pay {
    type Provider = Mini;
    type Options = Option<String>;

    const INFO: vezne_runtime::OperationInfo = vezne_runtime::OperationInfo {
        provider: "mini",
        name: "pay",
        api: 0,
        auth: vezne_runtime::Auth::None,
        effect: vezne_runtime::Effect::Once,
    };

    fn write(
        &self,
        note: &Option<String>,
        context: &vezne_runtime::Context<'_, Mini>,
        request: &mut vezne_runtime::Request,
    ) -> Result<(), vezne_runtime::NotSent> {
        vezne_runtime::check::length("order", &self.order, 1, 10)?;
        request.line(vezne_runtime::Method::Post, "/pay");
        let mut body = vezne_runtime::Fields::new();
        body.put("key", &context.credentials.key);
        body.put("order", &self.order);
        body.put("note", note);
        request.form(body);
        Ok(())
    }
}

#[test]
fn a_browser_form_is_written_and_not_sent() {
    let client = client("http://127.0.0.1:1");
    let mut call = FormCall::new(
        &client.0,
        Pay {
            order: "o-1".to_owned(),
        },
    );
    *call.options_mut() = Some("n".to_owned());
    let form = call.build().expect("a form");
    assert_eq!(form.action(), "http://127.0.0.1:1/base/pay");
    assert_eq!(
        form.fields().collect::<Vec<_>>(),
        [("key", "canary-key-8f2a"), ("order", "o-1"), ("note", "n")]
    );
    let error = FormCall::new(
        &client.0,
        Pay {
            order: String::new(),
        },
    )
    .build()
    .expect_err("invalid");
    assert!(
        matches!(error.reason(), NotSentReason::Invalid(_)),
        "{error}"
    );
}

#[test]
fn a_call_is_send_and_owns_what_it_needs() {
    fn sendable<T: Send + 'static>(_: &T) {}
    let client = client("http://127.0.0.1:1");
    let call = client.charge();
    drop(client);
    sendable(&call);
    sendable(&call.send());
}
