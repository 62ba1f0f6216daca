//! A provider that keeps its connections, counts what it is asked, and tells of whatever it should not have been asked.
//!
//! It shares no line with the sandbox or the client.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// A request that came whole.
pub struct Asked {
    /// Method and path.
    pub line: String,
    head: String,
    pub body: String,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (given, value) = line.split_once(':')?;
            given.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// What a request is to the provider.
pub enum Answer {
    /// A token, with this answer.
    Token(String),
    /// The status of the expected payment.
    Status(String),
    /// Something that must not be sent, and why.
    Never(String),
}

/// The provider. Its truth is a number, which the answering function knows the meaning of.
pub struct Provider {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    truth: AtomicUsize,
    questions: AtomicUsize,
    tokens: AtomicUsize,
    never: Mutex<Vec<String>>,
    ended: AtomicBool,
}

type Answering = fn(&Asked, usize) -> Answer;

impl Provider {
    pub fn start(answer: Answering) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared::default());
        let held = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if held.ended.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&held);
                thread::spawn(move || serve(stream, answer, &shared));
            }
        });
        Self { address, shared }
    }

    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn set_truth(&self, truth: usize) {
        self.shared.truth.store(truth, Ordering::SeqCst);
    }

    /// How often it was asked for the status of the expected payment.
    pub fn questions(&self) -> usize {
        self.shared.questions.load(Ordering::SeqCst)
    }

    pub fn tokens(&self) -> usize {
        self.shared.tokens.load(Ordering::SeqCst)
    }

    /// What it should never have been sent.
    pub fn never(&self) -> Vec<String> {
        let never = self.shared.never.lock();
        never.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(mut stream: TcpStream, answer: Answering, shared: &Shared) {
    let _ = stream.set_nodelay(true);
    let mut bytes = Vec::new();
    while let Some(asked) = read(&mut stream, &mut bytes) {
        let (status, body) = match answer(&asked, shared.truth.load(Ordering::SeqCst)) {
            Answer::Token(body) => {
                shared.tokens.fetch_add(1, Ordering::SeqCst);
                (200, body)
            }
            Answer::Status(body) => {
                shared.questions.fetch_add(1, Ordering::SeqCst);
                (200, body)
            }
            Answer::Never(why) => {
                let never = shared.never.lock();
                never.unwrap_or_else(PoisonError::into_inner).push(why);
                (404, "{}".to_owned())
            }
        };
        let length = body.len();
        let whole = format!(
            "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        );
        if stream.write_all(whole.as_bytes()).is_err() {
            return;
        }
    }
}

/// The next request, and what came behind it left in `bytes`.
fn read(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<Asked> {
    let mut buffer = [0; 4096];
    loop {
        if let Some((asked, length)) = parse(bytes) {
            bytes.drain(..length);
            return Some(asked);
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(buffer.get(..count)?),
        }
    }
}

fn parse(bytes: &[u8]) -> Option<(Asked, usize)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, rest) = text.split_once("\r\n\r\n")?;
    let line = head.lines().next()?;
    let mut asked = Asked {
        line: line
            .rsplit_once(' ')
            .map_or(line, |(line, _)| line)
            .to_owned(),
        head: head.to_owned(),
        body: String::new(),
    };
    let length = asked
        .header("content-length")
        .and_then(|length| length.parse().ok());
    let body = rest.get(..length.unwrap_or(0))?;
    body.clone_into(&mut asked.body);
    Some((asked, head.len() + 4 + body.len()))
}
