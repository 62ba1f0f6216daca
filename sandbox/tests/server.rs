//! The server program, as a person and as a script start it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// Ends the program when the test ends, however it ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn failure(arguments: &[&str]) -> String {
    let output = program(arguments).output().expect("the program runs");
    assert!(!output.status.success(), "{arguments:?} succeeds");
    assert!(output.stdout.is_empty(), "an error is no output");
    String::from_utf8(output.stderr).expect("text")
}

#[test]
fn the_first_line_is_json_with_addresses_and_credentials() {
    let mut running = Running(
        program(&["--listen", "127.0.0.1:0", "--json"])
            .spawn()
            .expect("the program runs"),
    );
    let mut line = String::new();
    let stdout = running.0.stdout.take().expect("its output");
    BufReader::new(stdout).read_line(&mut line).expect("a line");
    let json: Value = serde_json::from_str(&line).expect("JSON");
    let vepara = &json["providers"]["vepara"];
    let address = vepara["apis"]["payment"]["address"]
        .as_str()
        .expect("an address");
    assert!(
        address.starts_with("http://127.0.0.1:") && address.ends_with("/ccpayment"),
        "{address}"
    );
    assert_eq!(
        vepara["credentials"]["merchant"]["app_id"],
        "00112233445566778899aabbccddeeff"
    );
    assert!(json["providers"]["paywall"]["credentials"]["private"]["client"].is_string());
    let host = address
        .trim_start_matches("http://")
        .trim_end_matches("/ccpayment");
    assert!(
        std::net::TcpStream::connect(host).is_ok(),
        "it listens when it says so"
    );
}

#[test]
fn a_person_is_told_addresses_credentials_and_a_first_request() {
    let mut running = Running(
        program(&["--listen", "127.0.0.1:0"])
            .spawn()
            .expect("the program runs"),
    );
    let mut stdout = BufReader::new(running.0.stdout.take().expect("its output"));
    let mut text = String::new();
    while !text.contains("Ctrl-C") {
        assert_ne!(
            stdout.read_line(&mut text).expect("a line"),
            0,
            "it ended after: {text}"
        );
    }
    for part in [
        "Vepara",
        "Paywall",
        "http://127.0.0.1:",
        "VEPARA_TEST_APP_ID",
        "PAYWALL_TEST_PRIVATE_KEY",
        "curl -s",
    ] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }
    assert!(text.is_ascii(), "a plain terminal shows it");
}

#[test]
fn mistakes_are_told_in_one_plain_line() {
    assert_eq!(
        failure(&["--listen", "0.0.0.0:8080"]),
        "sandbox: only loopback addresses can be listened on, such as 127.0.0.1:8080; 0.0.0.0:8080 is not one\n"
    );
    let text = failure(&["--spec", "tests/nowhere"]);
    assert!(
        text.starts_with("sandbox: the folder tests/nowhere cannot be read"),
        "{text}"
    );
    assert!(failure(&["--listen", "nonsense"]).contains("--listen"));
}

#[test]
fn help_tells_what_it_is() {
    let mut running = Running(program(&["--help"]).spawn().expect("the program runs"));
    let mut text = String::new();
    running
        .0
        .stdout
        .take()
        .expect("its output")
        .read_to_string(&mut text)
        .expect("text");
    for part in [
        "--listen",
        "--spec",
        "--json",
        "127.0.0.1:8080",
        "No money moves",
    ] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }
}
