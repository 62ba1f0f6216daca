//! A raw loopback server: it shows what is written to a socket, and answers, or fails to answer, as a script says.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Barrier, Notify};

/// One request as it stood on the wire.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Which connection it came over, from 0.
    pub connection: usize,
    /// Its line, such as `GET /cards HTTP/1.1`.
    pub line: String,
    /// Its headers, in order, names as they came.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: String,
}

impl Seen {
    /// The path and query.
    pub fn path(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// What the server does with a request.
pub enum Reply {
    /// Writes these bytes; the connection stays open.
    Raw(Vec<u8>),
    /// Writes these bytes and closes the connection.
    RawThenClose(Vec<u8>),
    /// Closes the connection without a word.
    Close,
    /// Says nothing, ever.
    Silence,
    /// Waits to be let through.
    Gate(Arc<Notify>, Box<Reply>),
    /// Waits until as many requests wait as the barrier asks for.
    Together(Arc<Barrier>, Box<Reply>),
    /// Waits by the clock.
    After(Duration, Box<Reply>),
    /// Writes these bytes, then zeroes without end.
    Endless(Vec<u8>),
}

/// A whole answer with a JSON body.
pub fn json(status: u16, body: &str) -> Reply {
    answer(status, "application/json", body)
}

/// A whole answer.
pub fn answer(status: u16, content_type: &str, body: &str) -> Reply {
    Reply::Raw(raw(
        status,
        &format!("content-type: {content_type}\r\n"),
        body,
    ))
}

/// The bytes of a whole answer.
pub fn raw(status: u16, headers: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status} X\r\n{headers}content-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

type Script = Box<dyn FnMut(&Seen) -> Reply + Send>;

/// A server on a free loopback port.
pub struct Server {
    /// Its base address.
    pub address: String,
    state: Arc<State>,
}

struct State {
    seen: Mutex<Vec<Seen>>,
    script: Mutex<Script>,
    connections: AtomicUsize,
    written: AtomicU64,
}

impl Server {
    /// Starts a server.
    pub async fn start(script: impl FnMut(&Seen) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let state = Arc::new(State {
            seen: Mutex::default(),
            script: Mutex::new(Box::new(script)),
            connections: AtomicUsize::new(0),
            written: AtomicU64::new(0),
        });
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let number = shared.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, number, Arc::clone(&shared)));
            }
        });
        Self { address, state }
    }

    /// Everything that was asked, in order.
    pub fn seen(&self) -> Vec<Seen> {
        self.state.seen.lock().expect("not poisoned").clone()
    }

    /// The paths that were asked, in order.
    pub fn paths(&self) -> Vec<String> {
        self.seen()
            .iter()
            .map(|seen| seen.path().to_owned())
            .collect()
    }

    /// How many connections were opened.
    pub fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// How many bytes the socket took of an endless body.
    pub fn written(&self) -> u64 {
        self.state.written.load(Ordering::SeqCst)
    }
}

async fn serve(mut stream: TcpStream, connection: usize, state: Arc<State>) {
    let mut buffer = Vec::new();
    while let Some(seen) = read_request(&mut stream, &mut buffer, connection).await {
        state.seen.lock().expect("not poisoned").push(seen.clone());
        let mut reply = (state.script.lock().expect("not poisoned"))(&seen);
        loop {
            reply = match reply {
                Reply::Gate(gate, next) => {
                    gate.notified().await;
                    *next
                }
                Reply::Together(barrier, next) => {
                    barrier.wait().await;
                    *next
                }
                Reply::After(wait, next) => {
                    tokio::time::sleep(wait).await;
                    *next
                }
                other => break reply = other,
            };
        }
        match reply {
            Reply::Raw(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Reply::RawThenClose(bytes) => {
                let _ = stream.write_all(&bytes).await;
                return;
            }
            Reply::Silence => std::future::pending::<()>().await,
            Reply::Endless(head) => {
                let _ = stream.write_all(&head).await;
                let zeroes = [b'0'; 64 * 1024];
                while stream.write_all(&zeroes).await.is_ok() {
                    state
                        .written
                        .fetch_add(zeroes.len() as u64, Ordering::SeqCst);
                }
                return;
            }
            _ => return,
        }
    }
}

/// The next request of a connection; `None` at its end.
async fn read_request(
    stream: &mut TcpStream,
    buffer: &mut Vec<u8>,
    connection: usize,
) -> Option<Seen> {
    let end = loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(buffer.drain(..end + 4).collect()).expect("an ASCII head");
    let mut lines = head.trim_end().split("\r\n");
    let line = lines.next().expect("a request line").to_owned();
    let headers: Vec<(String, String)> = lines
        .map(|line| {
            let (name, value) = line.split_once(':').expect("a header");
            (name.to_owned(), value.trim().to_owned())
        })
        .collect();
    let mut seen = Seen {
        connection,
        line,
        headers,
        body: String::new(),
    };
    assert_eq!(
        seen.header("transfer-encoding"),
        None,
        "bodies are sent with their length"
    );
    let length = seen
        .header("content-length")
        .map_or(0, |length| length.parse().expect("a length"));
    while buffer.len() < length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    seen.body = String::from_utf8(buffer.drain(..length).collect()).expect("UTF-8");
    Some(seen)
}
