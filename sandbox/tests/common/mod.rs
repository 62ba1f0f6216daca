//! A client of bytes: no HTTP library, so that nothing is tidied up on the way.
#![allow(dead_code, reason = "each test program uses a part of it")]

use std::net::SocketAddr;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(given, _)| given == name)
            .map_or("", |(_, value)| value)
    }

    /// `documented printed_success`
    pub fn origin(&self) -> String {
        format!(
            "{} {}",
            self.header("x-vezne-sandbox"),
            self.header("x-vezne-sandbox-answer")
        )
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        match serde_json::from_str(&self.body) {
            Ok(json) => json,
            Err(error) => panic!("{error} in {:?}", self.body),
        }
    }
}

/// Host and base path of an address.
pub fn parts(address: &str) -> (SocketAddr, &str) {
    let rest = address.strip_prefix("http://").expect("plain http");
    let (host, path) = rest
        .find('/')
        .map_or((rest, ""), |slash| rest.split_at(slash));
    (host.parse().expect("a socket address"), path)
}

/// Sends one request, with a content length and `Connection: close`.
pub async fn send(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Answer {
    let (host, base) = parts(address);
    let mut request =
        format!("{method} {base}{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        request.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    request.push_str("\r\n");
    request.push_str(body);
    let bytes = raw(host, request.as_bytes()).await;
    parse(&bytes).unwrap_or_else(|| panic!("no answer but {:?}", String::from_utf8_lossy(&bytes)))
}

/// Sends JSON with its content type.
pub async fn send_json(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Answer {
    let mut headers = headers.to_vec();
    headers.push(("Content-Type", "application/json"));
    send(address, method, path, &headers, &body.to_string()).await
}

/// Everything that the server says to these bytes until it closes.
pub async fn raw(host: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(host).await.expect("the sandbox accepts");
    // The server may have refused and closed before all was written; what it said still counts.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut answer)).await;
    assert!(read.is_ok(), "the server neither answered nor closed");
    answer
}

/// The first answer in these bytes.
pub fn parse(bytes: &[u8]) -> Option<Answer> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
    Some(Answer {
        status,
        headers: headers.collect(),
        body: body.to_owned(),
    })
}
