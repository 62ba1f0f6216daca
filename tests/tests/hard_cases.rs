//! The hard cases as a consumer meets them: the crate that is emitted from `codegen/tests/hard` compiles without a warning
//! together with the consumers in `tests/hard/snippets`, whose own tests run against a socket. The tests that are emitted
//! from the hard cases' examples run as well.

mod scratch;

use scratch::{Scratch, provider};

#[test]
fn the_emitted_clients_of_the_hard_cases_compile_and_do_what_their_consumers_expect() {
    let mut client = Scratch::new("hard_cases", "2024");
    client
        .client(&["vepara", "paywall"].map(|name| provider(&format!("codegen/tests/hard/{name}"))));
    client.rust_files("tests/hard/snippets", "tests/snippets");
    client.cargo(&["test", "--tests"]);
}
