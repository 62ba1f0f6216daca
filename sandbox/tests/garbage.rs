//! No bytes make it panic. Alone in its program, because it counts the panics of the whole process.

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use common::{parts, send_json};
use sandbox::Sandbox;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// What means something in JSON, forms, paths or bundles.
const MARKS: &[u8] = b"{}[]\",:|\\%&=-0";

/// A small deterministic source of numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// Some bytes changed, cut, doubled, or put in.
    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(6) {
            let place = self.below(bytes.len());
            match self.below(5) {
                0 if !bytes.is_empty() => bytes[place] = self.next() as u8,
                1 => bytes.truncate(place),
                2 => bytes.insert(place, MARKS[self.below(MARKS.len())]),
                3 => bytes.insert(place, self.next() as u8),
                _ => {
                    let end = (place + self.below(24)).min(bytes.len());
                    let piece = bytes[place..end].to_vec();
                    bytes.splice(place..place, piece);
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn garbage_never_makes_it_panic() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        default(panic);
    }));
    let sandbox = Sandbox::start()
        .await
        .expect("the repository's spec starts");
    let vepara = sandbox.address("vepara", "payment");
    let value = |name| sandbox.credentials("vepara", name);
    let login = json!({ "app_id": value("app_id"), "app_secret": value("app_secret") });
    let token = send_json(vepara, "POST", "/api/token", &[], &login)
        .await
        .json()["data"]["token"]
        .clone();
    let token = token.as_str().expect("a token");
    let card = json!({
        "merchant_key": value("merchant_key"), "card_holder_name": "AYŞE ÖRNEK", "card_number": "4508034508034509",
        "expiry_month": "12", "expiry_year": "2026", "customer_number": "5070",
        "hash_key": "00112233445566aa:beef:68w6C41uSYiGzJ76H65EXVjsOANwdbASNBgxwCQOfrq5AFYzmTJQ12d2lKFlxfSekxvxYEyZkCHzp__lf5MqBKXc0er8dH+XXT+imZPl1oiDsJ5T2w9FFmTkY67RggtG+b3KEqtXPyQeoM1+GZeBzTA==",
    });
    let list = json!({ "merchant_key": value("merchant_key"), "customer_number": "5070" });
    let bearer = format!("Authorization: Bearer {token}\r\n");
    let requests = [
        (
            vepara,
            "POST",
            "/api/saveCard",
            bearer.clone(),
            card.to_string(),
        ),
        (
            vepara,
            "GET",
            "/api/getCardTokens?a=%41",
            bearer,
            list.to_string(),
        ),
        (
            vepara,
            "POST",
            "/api/token",
            "Expect: 100-continue\r\n".to_owned(),
            login.to_string(),
        ),
        (
            sandbox.address("paywall", "card_wall"),
            "GET",
            "/paywall/card/insurance",
            format!(
                "apikeyprivate: {}\r\napiclientprivate: {}\r\nrelationalid1: customer-1\r\nincludedetails: TRUE\r\n",
                sandbox.credentials("paywall", "private.key"),
                sandbox.credentials("paywall", "private.client"),
            ),
            String::new(),
        ),
    ];
    let mut random = Random(20_261_122);
    for round in 0..800 {
        let (address, method, path, headers, body) = &requests[round % requests.len()];
        let (host, base) = parts(address);
        let mut body = body.clone().into_bytes();
        // Half of them break the body alone, so that they get past the head and the token.
        let whole = random.below(2) == 0;
        if !whole {
            random.spoil(&mut body);
        }
        let head = format!(
            "{method} {base}{path} HTTP/1.1\r\n{headers}Content-Length: {}\r\n\r\n",
            body.len()
        );
        let mut bytes = head.into_bytes();
        bytes.append(&mut body);
        if whole {
            random.spoil(&mut bytes);
        }
        let mut stream = TcpStream::connect(host).await.expect("it still listens");
        let _ = stream.write_all(&bytes).await;
        let _ = stream.shutdown().await;
        let mut answer = Vec::new();
        let read =
            tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut answer)).await;
        assert!(read.is_ok(), "round {round} hangs");
        let text = String::from_utf8_lossy(&answer);
        assert!(
            text.is_empty() || text.starts_with("HTTP/1.1 "),
            "round {round}: {text}"
        );
        assert!(
            whole || !text.is_empty(),
            "round {round}: a whole request is not answered"
        );
    }
    assert_eq!(PANICS.load(Ordering::SeqCst), 0);
    assert_eq!(
        send_json(vepara, "POST", "/api/token", &[], &login)
            .await
            .status,
        200
    );
}
