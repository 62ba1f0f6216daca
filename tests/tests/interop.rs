//! Other languages against the sandbox, and OpenSSL against the client: nothing of ours is on the other end.
//!
//! `tests/interop` holds the programs: the request lines of the providers' documents, HTTP by Python's and Node's own
//! libraries, hashes by OpenSSL's command line and by Node's crypto. Where a program is absent, a line says so.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use sandbox::Sandbox;
use sandbox::wire::{Wire, WireAnswer};
use serde_json::{Value, json};
use tests::{CARD, CUSTOMER, save_card};

use generated_client::vepara;

/// What a program printed when it was given this input; `None` where the machine does not have it.
fn run(program: &str, arguments: &[&str], input: &[u8]) -> Option<Output> {
    let spawned = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => panic!("{program} cannot be started: {error}"),
    };
    // Dropped at once, so that the program sees the end of its input.
    let written = child.stdin.take().map(|mut stdin| stdin.write_all(input));
    let output = child.wait_with_output().expect("its output");
    if let Some(Err(error)) = written {
        assert!(
            !output.status.success(),
            "{program} did not read its input: {error}"
        );
    }
    Some(output)
}

/// Whether the machine has a program in a version that will do; prints a line where it has not.
fn available(program: &str, arguments: &[&str], will_do: impl Fn(&str) -> bool) -> bool {
    let output = run(program, arguments, b"").filter(|output| output.status.success());
    match output {
        None => {
            say(&format!("interop skipped: {program} not found"));
            false
        }
        Some(output) => {
            let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
            let good = will_do(&version);
            if !good {
                say(&format!(
                    "interop skipped: {program} is too old ({version})"
                ));
            }
            good
        }
    }
}

/// Prints a line that the test harness does not keep to itself.
fn say(line: &str) {
    // Whoever reads this may be gone, which is no reason to fail.
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The number at the beginning of a version such as `v20.1.0` or `Python 3.11`.
fn major(version: &str) -> u32 {
    let digits = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    digits[..end].parse().unwrap_or(0)
}

fn openssl_available() -> bool {
    available("openssl", &["version"], |_| true)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn python_and_openssl_do_all_that_the_documents_say() {
    let python = available("python3", &["--version"], |version| major(version) >= 3);
    if python && openssl_available() {
        converse("python3", "client.py").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn node_does_all_that_the_documents_say() {
    if available("node", &["--version"], |version| major(version) >= 20) {
        converse("node", "client.mjs").await;
    }
}

async fn converse(program: &'static str, script: &str) {
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let given = json!({
        "payment": sandbox.address("vepara", "payment"),
        "card_wall": sandbox.address("paywall", "card_wall"),
        "app_id": sandbox.credentials("vepara", "app_id"),
        "app_secret": sandbox.credentials("vepara", "app_secret"),
        "merchant_key": sandbox.credentials("vepara", "merchant_key"),
        "customer_number": CUSTOMER,
        "private_key": sandbox.credentials("paywall", "private.key"),
        "private_client": sandbox.credentials("paywall", "private.client"),
    });
    let script = format!("{}/interop/{script}", env("CARGO_MANIFEST_DIR"));
    let input = given.to_string().into_bytes();
    let output = tokio::task::spawn_blocking(move || run(program, &[&script], &input));
    let output = output
        .await
        .expect("no panic")
        .expect("it was there a moment ago");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {errors}");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a JSON report");
    verify(&report);

    // Nothing that they sent was unknown to the sandbox.
    for request in sandbox.requests() {
        assert!(
            request.operation.is_some(),
            "{program}: {} {}",
            request.method,
            request.path
        );
    }
}

fn env(name: &str) -> String {
    std::env::var(name).expect("tests are run by cargo")
}

fn verify(report: &Value) {
    let http = |name: &str| report[name]["http"].as_u64();
    let body = |name: &str| &report[name]["body"];

    assert_eq!(http("token"), Some(200));
    assert_eq!(body("token")["status"], "success");
    assert!(body("token")["data"]["expired_at"].is_string());

    assert_eq!(http("installments"), Some(200));
    let counts: Vec<u32> = (1..=12).collect();
    assert_eq!(body("installments")["installments"], json!(counts));

    // The hash that another program made opens, and every field in it is compared.
    assert_eq!(http("save_card"), Some(200), "{}", body("save_card"));
    assert_eq!(body("save_card")["status_code"], 100);
    let token = &body("save_card")["card_token"];
    assert!(token.as_str().is_some_and(|token| !token.is_empty()));
    assert_eq!(body("tampered")["status_code"], 94, "{}", body("tampered"));

    for listed in ["list_cards", "list_cards_post"] {
        assert_eq!(http(listed), Some(200), "{listed}");
        let cards = body(listed)["data"].as_array().expect("a list");
        assert_eq!(cards.len(), 1, "{listed}: the tampered card is stored");
        assert_eq!(&cards[0]["card_token"], token, "{listed}");
        assert_eq!(cards[0]["bin"], 450_803, "{listed}");
    }
    assert_eq!(http("no_token"), Some(401));

    assert_eq!(http("insurance"), Some(200));
    assert_eq!(body("insurance")["ErrorCode"], 0);
    let cards = body("insurance")["Body"].as_array().expect("a list");
    assert_eq!(cards.len(), 2);
    assert_eq!(cards[0]["Details"]["CardBank"], "T.C.ZİRAAT BANKASI A.Ş.");
    assert_ne!(body("wrong_pair")["ErrorCode"], 0);
    assert_eq!(body("wrong_pair")["Result"], false);
}

#[tokio::test]
async fn openssl_opens_what_the_client_signs() {
    if !openssl_available() {
        return;
    }
    let secret = "0123456789abcdef0123456789abcdef";
    let key = "$2y$10$AbCdEfGhIjKlMnOpQrStU.vWxYz/0123456789";
    let wire = Wire::start(vec![
        WireAnswer::new(200, r#"{"status_code": 100, "data": {"token": "t"}}"#),
        WireAnswer::new(200, r#"{"status_code": 100, "card_token": "c"}"#),
    ])
    .await;
    let client = vepara::Client::builder(vepara::Credentials::test("app", secret, key))
        .base_address(vepara::Api::Payment, &wire.address())
        .build()
        .expect("a client");
    client.save_card(save_card()).await.expect("a saved card");
    let body: Value = serde_json::from_slice(&wire.received()[1].body).expect("a JSON body");
    let hash = body["hash_key"].as_str().expect("a text");
    assert!(!hash.contains('/'), "a raw slash in {hash}");

    // vepara.md 2.2, step by step, with OpenSSL doing the work.
    let bundle = hash.replace("__", "/");
    let [vector, salt, encrypted] = bundle.split(':').collect::<Vec<_>>()[..] else {
        panic!("not three parts")
    };
    let password = digest("-sha1", secret);
    let key_text = digest("-sha256", &format!("{password}{salt}"));
    let (key_hex, vector_hex) = (hex(&key_text[..32]), hex(vector));
    let decrypt = [
        "enc",
        "-d",
        "-aes-256-cbc",
        "-K",
        &key_hex,
        "-iv",
        &vector_hex,
        "-base64",
        "-A",
    ];
    let opened = openssl(&decrypt, encrypted);
    assert_eq!(
        opened,
        [key, CUSTOMER, "AYŞE ÖRNEK", CARD, "12", "2026"].join("|")
    );
}

/// Lower-case hex of a digest, by OpenSSL.
fn digest(algorithm: &str, text: &str) -> String {
    let line = openssl(&["dgst", algorithm, "-r"], text);
    line.split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn openssl(arguments: &[&str], input: &str) -> String {
    let output = run("openssl", arguments, input.as_bytes()).expect("it was there a moment ago");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}
