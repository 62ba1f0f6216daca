//! A server of bytes: it reads whole requests, keeps them, and does what a test says with each.
//!
//! It shares no line with the sandbox or the client, so what it saw is evidence against both.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A request that was read whole.
#[derive(Clone, PartialEq, Eq)]
pub struct Seen {
    /// Method and target, such as `POST /ccpayment/api/token`.
    pub line: String,
    /// The head as it came, request line included.
    pub head: String,
    /// The body.
    pub body: String,
}

/// What is done with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// These bytes, then the connection is closed.
    Bytes(Vec<u8>),
    /// The connection is closed without a byte.
    Close,
    /// These bytes, then spaces until that many are sent or nobody reads them any more.
    Endless(Vec<u8>, u64),
}

impl Reply {
    /// A whole answer of type `application/json`.
    pub fn json(status: u16, body: &str) -> Self {
        Self::whole(status, "application/json", body)
    }

    /// A whole answer of a type.
    pub fn whole(status: u16, content_type: &str, body: &str) -> Self {
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} X\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
        );
        Self::Bytes(format!("{head}{body}").into_bytes())
    }
}

/// The server. Dropping it ends it.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    seen: Mutex<Vec<Seen>>,
    written: AtomicU64,
    ended: AtomicBool,
}

impl Server {
    /// Starts it on a free loopback port.
    pub fn start(mut reply: impl FnMut(&Seen) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared::default());
        let held = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if held.ended.load(Ordering::SeqCst) {
                    return;
                }
                let Ok(mut stream) = stream else { continue };
                let Some(seen) = read(&mut stream) else {
                    continue;
                };
                let answer = reply(&seen);
                held.seen
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(seen);
                write(&mut stream, answer, &held.written);
            }
        });
        Self { address, shared }
    }

    /// Its address with a path behind it.
    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The requests that were read, oldest first.
    pub fn seen(&self) -> Vec<Seen> {
        self.shared
            .seen
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Their lines.
    pub fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.line).collect()
    }

    /// How many bytes of endless answers the other side took.
    pub fn written(&self) -> u64 {
        self.shared.written.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.address);
    }
}

/// One request, if it came whole.
fn read(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(seen) = parse(&bytes) {
            return Some(seen);
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(buffer.get(..count)?),
        }
    }
}

fn parse(bytes: &[u8]) -> Option<Seen> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>().ok())?
    });
    let body = body.get(..length.unwrap_or(0))?;
    let line = head.lines().next()?;
    let line = line.rsplit_once(' ').map_or(line, |(line, _)| line);
    Some(Seen {
        line: line.to_owned(),
        head: head.to_owned(),
        body: body.to_owned(),
    })
}

fn write(stream: &mut TcpStream, reply: Reply, written: &AtomicU64) {
    match reply {
        Reply::Close => {}
        Reply::Bytes(bytes) => {
            let _ = stream.write_all(&bytes);
        }
        Reply::Endless(head, total) => {
            let spaces = [b' '; 64 * 1024];
            let mut left = total;
            let mut sent = stream.write_all(&head).is_ok();
            while sent && left > 0 {
                let part = spaces
                    .get(
                        ..usize::try_from(left)
                            .unwrap_or(spaces.len())
                            .min(spaces.len()),
                    )
                    .unwrap_or(&spaces);
                sent = stream.write_all(part).is_ok();
                left -= part.len() as u64;
                written.fetch_add(part.len() as u64, Ordering::SeqCst);
            }
        }
    }
    let _ = stream.shutdown(Shutdown::Both);
}
