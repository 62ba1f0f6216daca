//! A scripted server: what it was sent can be seen byte for byte, and what it answers is given beforehand.
//!
//! It knows no provider. Generated wire tests hold a client's requests against the examples of the spec with it.
//!
//! ```no_run
//! # async fn example() {
//! use sandbox::wire::{Wire, WireAnswer, assert_json_eq};
//!
//! let wire = Wire::start(vec![WireAnswer::new(200, r#"{"status_code": 100}"#)]).await;
//! let base_address = wire.address();
//! // … one call …
//! assert_json_eq(r#"{"amount": 10.10}"#, &wire.received()[0].body);
//! # let _ = base_address;
//! # }
//! ```

mod assert;

use std::collections::VecDeque;
use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

pub use assert::{assert_form_eq, assert_json_eq, assert_signed_json};

use crate::http::{RawAnswer, Reader};

/// The largest request body that is read.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// An answer to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireAnswer {
    /// The HTTP status.
    pub http: u16,
    /// The body, sent as it is.
    pub body: String,
    /// The content type.
    pub content_type: String,
}

impl WireAnswer {
    /// An answer of type `application/json`.
    pub fn new(http: u16, body: impl Into<String>) -> Self {
        Self {
            http,
            body: body.into(),
            ..Self::default()
        }
    }

    /// The same with another content type.
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into();
        self
    }
}

/// HTTP status 200, no body.
impl Default for WireAnswer {
    fn default() -> Self {
        Self {
            http: 200,
            body: String::new(),
            content_type: "application/json".to_owned(),
        }
    }
}

/// A request that arrived. Its `Debug` shows no value, as it may hold secrets.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Received {
    /// The method, as sent.
    pub method: String,
    /// The path, as sent, without the query.
    pub path: String,
    /// The query, as sent, without its question mark.
    pub query: Option<String>,
    /// The headers in the order sent; names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body, byte for byte.
    pub body: Vec<u8>,
}

impl Received {
    /// The first header of that name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Received")
            .field("method", &self.method)
            .field("headers", &headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

/// A scripted server on a free loopback port. Dropping it ends it.
#[derive(Debug)]
pub struct Wire {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    answers: Mutex<VecDeque<WireAnswer>>,
    received: Mutex<Vec<Received>>,
}

impl Wire {
    /// Starts a server that gives these answers in order. A request after the last one is answered with HTTP status 500
    /// and a body that says so.
    ///
    /// # Panics
    /// When no loopback port can be listened on.
    pub async fn start(answers: Vec<WireAnswer>) -> Self {
        let shared = Arc::new(Shared {
            answers: Mutex::new(answers.into()),
            received: Mutex::default(),
        });
        let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await {
            Ok(listener) => listener,
            Err(error) => panic!("no loopback port can be listened on: {error}"),
        };
        let address = match listener.local_addr() {
            Ok(address) => address,
            Err(error) => panic!("the loopback port has no address: {error}"),
        };
        let task = tokio::spawn(serve(Arc::clone(&shared), listener));
        Self {
            address,
            shared,
            task,
        }
    }

    /// The base address, such as `http://127.0.0.1:40123`, without a slash at its end.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests that arrived, oldest first.
    pub fn received(&self) -> Vec<Received> {
        crate::lock(&self.shared.received).clone()
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(shared: Arc<Shared>, listener: TcpListener) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            Ok((stream, _)) = listener.accept() => {
                connections.spawn(converse(Arc::clone(&shared), stream));
            }
            Some(_) = connections.join_next() => {}
            else => return,
        }
    }
}

async fn converse(shared: Arc<Shared>, stream: TcpStream) {
    let _ = stream.set_nodelay(true);
    let mut reader = Reader::new(stream, MAX_BODY);
    while let Ok(Some(request)) = reader.next().await {
        let (path, query) = match request.target.split_once('?') {
            Some((path, query)) => (path.to_owned(), Some(query.to_owned())),
            None => (request.target, None),
        };
        let method = request.method.clone();
        let received = Received {
            method: request.method,
            path,
            query,
            headers: request.headers,
            body: request.body,
        };
        crate::lock(&shared.received).push(received);
        let next = crate::lock(&shared.answers).pop_front();
        let answer = next.unwrap_or_else(|| {
            WireAnswer::new(500, "{\"error\": \"the wire server has no answer left\"}")
        });
        let raw = RawAnswer {
            status: answer.http,
            headers: vec![("content-type", answer.content_type)],
            body: answer.body.into_bytes(),
        };
        let sent = raw
            .write(reader.stream(), &method, request.keep_alive)
            .await;
        if sent.is_err() || !request.keep_alive {
            break;
        }
    }
    let _ = reader.stream().shutdown().await;
}
