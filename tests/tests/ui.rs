//! What must not compile, with the message that a person sees: `tests/ui` holds each mistake and what the compiler says.
//!
//! The messages are those of one compiler. On any other the tests step aside and say so; with `VEZNE_UI=required` in the
//! environment that is a failure, and with `VEZNE_UI=skip` they are left out in silence.

use std::io::Write;
use std::process::Command;

/// The compiler that the messages were recorded with.
const RECORDED: &str = "1.95.0";

#[test]
fn mistakes_are_told_by_the_compiler_in_words_that_help() {
    let wanted = std::env::var("VEZNE_UI").unwrap_or_default();
    if wanted == "skip" {
        return;
    }
    let version = compiler();
    if version != RECORDED {
        let reason =
            format!("ui tests skipped: recorded with rustc {RECORDED}, and this is {version}");
        assert!(wanted != "required", "{reason}");
        // Written past the test harness, which keeps the output of what passes to itself.
        let _ = writeln!(std::io::stderr(), "{reason}");
        return;
    }
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}

/// The version of the compiler that cargo calls.
fn compiler() -> String {
    let program = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(program).arg("--version").output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let text = text.unwrap_or_default();
    text.split(' ').nth(1).unwrap_or("unknown").to_owned()
}
