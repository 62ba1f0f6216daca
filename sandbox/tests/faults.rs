//! Bodies and sizes that are refused, and the bad bytes that are sent when a test asks for them.

mod common;

use std::time::Duration;

use common::{parse, parts, raw, send};
use sandbox::{Fault, Sandbox, StartError};
use serde_json::json;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

async fn started() -> (Sandbox, String) {
    let sandbox = Sandbox::start()
        .await
        .expect("the repository's spec starts");
    let address = sandbox.address("vepara", "payment").to_owned();
    (sandbox, address)
}

#[tokio::test]
async fn bodies_that_are_not_json_are_refused_with_the_reason() {
    let (_sandbox, address) = started().await;
    for (body, why) in [
        ("{\"app_id\": ", "ends too early"),
        ("{\"app_id\": 1, \"app_id\": 2}", "twice"),
        ("[]", "not an object"),
        ("nonsense", "line 1"),
        (&"[".repeat(100_000), "ends too early"),
        (
            &format!("{}1{}", "[".repeat(100), "]".repeat(100)),
            "nested deeper",
        ),
    ] {
        let answer = send(
            &address,
            "POST",
            "/api/token",
            &[("content-type", "application/json")],
            body,
        )
        .await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains(why), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_body_over_one_mebibyte_is_refused_and_one_of_that_size_is_not() {
    let (_sandbox, address) = started().await;
    let padded = |length: usize| format!("{{\"app_id\": \"x\"}}{}", " ".repeat(length - 15));
    assert_eq!(
        send(&address, "POST", "/api/token", &[], &padded(1 << 20))
            .await
            .status,
        422
    );
    let answer = send(&address, "POST", "/api/token", &[], &padded((1 << 20) + 1)).await;
    assert_eq!(answer.status, 413);
    assert!(answer.body.contains("1 MiB"), "{}", answer.body);
    let (host, base) = parts(&address);
    let head = format!(
        "POST {base}/api/token HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1073741824\r\n\r\n"
    );
    assert_eq!(
        parse(&raw(host, head.as_bytes()).await).map(|answer| answer.status),
        Some(413)
    );
}

#[tokio::test]
async fn one_connection_carries_many_requests_and_a_chunked_body() {
    let (sandbox, address) = started().await;
    let (host, base) = parts(&address);
    let (id, secret) = (
        sandbox.credentials("vepara", "app_id"),
        sandbox.credentials("vepara", "app_secret"),
    );
    let body = json!({ "app_id": id, "app_secret": secret }).to_string();
    let first = format!(
        "POST {base}/api/token HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let second = format!(
        "POST {base}/api/token HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    );
    let answers =
        String::from_utf8(raw(host, format!("{first}{second}").as_bytes()).await).expect("text");
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
    assert_eq!(sandbox.requests().len(), 2);
}

#[tokio::test]
async fn faults_come_once_and_in_order() {
    let (sandbox, address) = started().await;
    let (host, base) = parts(&address);
    let (id, secret) = (
        sandbox.credentials("vepara", "app_id"),
        sandbox.credentials("vepara", "app_secret"),
    );
    let body = json!({ "app_id": id, "app_secret": secret }).to_string();
    let request = format!(
        "POST {base}/api/token HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let faults = [
        Fault::CloseAfterRead,
        Fault::Html,
        Fault::Empty,
        Fault::HalfBody,
        Fault::WrongType,
        Fault::Status(503),
        Fault::Huge(3 << 20),
    ];
    for fault in faults {
        sandbox.fail_next("vepara", "get_token", fault);
    }
    let closing = request.replace("HTTP/1.1\r\n", "HTTP/1.1\r\nConnection: close\r\n");
    assert_eq!(raw(host, closing.as_bytes()).await, b"");
    let html = parse(&raw(host, closing.as_bytes()).await).expect("HTML");
    assert_eq!(
        (html.status, html.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    let empty = parse(&raw(host, closing.as_bytes()).await).expect("nothing");
    assert_eq!(
        (
            empty.status,
            empty.body.as_str(),
            empty.header("content-length")
        ),
        (200, "", "0")
    );
    let half = raw(host, closing.as_bytes()).await;
    let text = String::from_utf8_lossy(&half);
    let (head, rest) = text.split_once("\r\n\r\n").expect("a head");
    let length: usize = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .and_then(|n| n.parse().ok())
        .expect("a length");
    assert_eq!(rest.len(), length / 2);
    let wrong = parse(&raw(host, closing.as_bytes()).await).expect("JSON");
    assert_eq!(wrong.json()["data"]["token"], json!({ "wrong": "type" }));
    assert_eq!(
        parse(&raw(host, closing.as_bytes()).await).map(|answer| answer.status),
        Some(503)
    );
    assert!(raw(host, closing.as_bytes()).await.len() > 3 << 20);
    assert_eq!(
        parse(&raw(host, closing.as_bytes()).await).map(|answer| answer.origin()),
        Some("documented printed_success".to_owned())
    );
    let damaged = sandbox
        .requests()
        .iter()
        .filter(|request| request.answered.damaged)
        .count();
    assert_eq!(damaged, faults.len());
}

#[tokio::test]
async fn only_loopback_is_listened_on() {
    for address in ["0.0.0.0:0", "192.0.2.1:80", "[::]:0"] {
        let error = Sandbox::builder()
            .listen(address.parse().expect("an address"))
            .start()
            .await
            .expect_err("refused");
        assert!(matches!(error, StartError::NotLoopback(_)), "{error}");
        assert!(error.to_string().contains(address), "{error}");
    }
}

#[tokio::test]
async fn further_apis_take_the_following_ports() {
    // A port that the system says is free now may be taken the next moment; other runs of this test may be at it.
    for _ in 0..20 {
        let probe = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let first = probe.local_addr().expect("an address");
        drop(probe);
        match Sandbox::builder().listen(first).start().await {
            Ok(sandbox) => {
                let ports: Vec<u16> = sandbox
                    .apis()
                    .map(|api| parts(api.address).0.port())
                    .collect();
                let expected: Vec<u16> = (first.port()..).take(ports.len()).collect();
                assert_eq!(ports, expected);
                assert!(ports.len() >= 2);
                return;
            }
            Err(StartError::Listen { .. } | StartError::TooFewPorts { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    panic!("no two free ports in a row");
}

#[tokio::test]
async fn a_taken_port_is_named_with_what_needed_it() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address");
    let error = Sandbox::builder()
        .listen(address)
        .start()
        .await
        .expect_err("taken")
        .to_string();
    assert!(
        error.contains(&address.to_string())
            && error.contains("vepara/payment") | error.contains("paywall/payment"),
        "{error}"
    );
    let last = "127.0.0.1:65535".parse().expect("an address");
    let error = Sandbox::builder()
        .listen(last)
        .start()
        .await
        .expect_err("too few ports");
    assert!(
        matches!(
            error,
            StartError::TooFewPorts { .. } | StartError::Listen { .. }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn dropping_it_closes_its_ports_and_connections() {
    let (sandbox, address) = started().await;
    let (host, _) = parts(&address);
    let mut open = TcpStream::connect(host).await.expect("it listens");
    drop(sandbox);
    let mut rest = Vec::new();
    let ended = tokio::time::timeout(Duration::from_secs(20), open.read_to_end(&mut rest)).await;
    assert!(ended.is_ok(), "a connection is left open");
    assert!(
        TcpStream::connect(host).await.is_err(),
        "the port is left open"
    );
}

#[tokio::test]
#[should_panic(
    expected = "vepara save_card has no example `printed`; it has printed_success, printed_not_allowed"
)]
async fn an_unknown_example_is_answered_with_those_that_exist() {
    let (sandbox, _) = started().await;
    sandbox.answer_next("vepara", "save_card", "printed");
}
