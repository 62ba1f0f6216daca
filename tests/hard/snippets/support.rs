//! A provider in a socket: it answers what it is told to and keeps what arrived.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// Method and target, such as `POST /api/refund`.
    pub line: String,
    /// Headers, names in lower case.
    pub headers: HashMap<String, String>,
    /// The body.
    pub body: String,
}

impl Arrived {
    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("a JSON body")
    }
}

/// Answers every request for a line with a fixed answer, on a free port of this machine.
pub struct Stub {
    address: String,
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

impl Stub {
    /// Starts it with answers by request line. Any other line gets a 404 without a body.
    pub fn start(answers: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let arrived = Arc::new(Mutex::new(Vec::new()));
        let answers: HashMap<String, String> = answers
            .iter()
            .map(|&(line, answer)| (line.to_owned(), answer.to_owned()))
            .collect();
        let answers = Arc::new(answers);
        let kept = Arc::clone(&arrived);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, kept) = (Arc::clone(&answers), Arc::clone(&kept));
                std::thread::spawn(move || serve(stream, &answers, &kept));
            }
        });
        Self { address, arrived }
    }

    /// Its base address.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// What arrived for a request line, oldest first.
    pub fn arrived(&self, line: &str) -> Vec<Arrived> {
        let arrived = self.arrived.lock().expect("no panic while it was held");
        arrived
            .iter()
            .filter(|request| request.line == line)
            .cloned()
            .collect()
    }

    /// The one request that arrived for a line.
    pub fn one(&self, line: &str) -> Arrived {
        let mut arrived = self.arrived(line);
        assert_eq!(arrived.len(), 1, "requests for {line}");
        arrived.remove(0)
    }
}

fn serve(mut stream: TcpStream, answers: &HashMap<String, String>, kept: &Mutex<Vec<Arrived>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|length| length > 0) {
        let request_line = line.trim_end().trim_end_matches(" HTTP/1.1").to_owned();
        line.clear();
        let mut headers = HashMap::new();
        while reader.read_line(&mut line).is_ok_and(|length| length > 2) {
            if let Some((name, value)) = line.trim_end().split_once(": ") {
                headers.insert(name.to_ascii_lowercase(), value.to_owned());
            }
            line.clear();
        }
        line.clear();
        let length = headers
            .get("content-length")
            .and_then(|length| length.parse().ok())
            .unwrap_or(0);
        let mut body = vec![0; length];
        reader
            .read_exact(&mut body)
            .expect("the body that was announced");
        let body = String::from_utf8(body).expect("UTF-8");
        kept.lock()
            .expect("no panic while it was held")
            .push(Arrived {
                line: request_line.clone(),
                headers,
                body,
            });
        let (status, answer) = answers
            .get(&request_line)
            .map_or(("404 Not Found", ""), |answer| ("200 OK", answer));
        let kind = if answer.starts_with('<') {
            "text/html; charset=utf-8"
        } else {
            "application/json"
        };
        let length = answer.len();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n"
        );
        if stream
            .write_all(format!("{head}{answer}").as_bytes())
            .is_err()
        {
            return;
        }
    }
}

/// What Vepara answers to a request for a token.
pub const TOKEN: (&str, &str) = (
    "POST /api/token",
    r#"{"status": "success", "message": "", "data": {"token": "t-1", "expired_at": "2999-01-01 00:00:00"}}"#,
);

/// The secret of the test credentials.
pub const APP_SECRET: &str = "0123456789abcdef0123456789abcdef";
/// The key of the test credentials.
pub const MERCHANT_KEY: &str = "$2y$10$AbCdEfGhIjKlMnOpQrStU.vWxYz/0123456789ABCDEFGHIJKLMNO";

/// A client of Vepara that speaks to the stub.
pub fn vepara(stub: &Stub) -> generated_client::vepara::Client {
    vepara_builder(stub).build().expect("a client")
}

/// The same before it is built, to choose alternatives.
pub fn vepara_builder(
    stub: &Stub,
) -> vezne_runtime::ClientBuilder<generated_client::vepara::Vepara> {
    use generated_client::vepara::{Api, Client, Credentials};
    let credentials =
        Credentials::test("00112233445566778899aabbccddeeff", APP_SECRET, MERCHANT_KEY);
    Client::builder(credentials).base_address(Api::Payment, stub.address())
}

/// A client of Paywall that speaks to the stub, with every key pair and the secrets of its callbacks.
pub fn paywall(stub: &Stub) -> generated_client::paywall::Client {
    use generated_client::paywall::{Api, Client, Credentials};
    let credentials = Credentials::test()
        .public("public-key", "public-client")
        .private("private-key", "private-client")
        .callbacks("three-d-key")
        .webhooks("system-key");
    Client::builder(credentials)
        .base_address(Api::Payment, stub.address())
        .base_address(Api::PaymentPrivate, stub.address())
        .build()
        .expect("a client")
}

/// The fields of a signature, opened with the secret of the test credentials.
pub fn opened(bundle: &str) -> Vec<String> {
    let secret = vezne_runtime::Secret::from(APP_SECRET);
    let opened =
        vezne_runtime::signature::open_bundle(&secret, bundle).expect("a bundle that opens");
    opened.iter().map(str::to_owned).collect()
}
