//! The worked operation of the language reference: what the page makes of a provider's page compiles, is served by the
//! sandbox, passes its own tests, and is called as the page says.

use std::path::PathBuf;

use sandbox::Sandbox;

use crate::read;
use crate::scratch::{Scratch, workspace};

const CALL: &str = r#"
#[tokio::test]
async fn the_worked_operation_is_called_as_the_page_says() {
    let credentials = kumru::Credentials::test_from_env().expect("a key");
    let kumru = kumru::Client::builder(credentials)
        .base_address(kumru::Api::Main, &std::env::var("MAIN").expect("an address"))
        .build()
        .expect("a client");
    give_back(&kumru).await.expect("a refund");
}
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_worked_operation_of_the_language_reference_works() {
    let page = std::fs::read_to_string(workspace().join("spec/README.md")).expect("the reference");
    let blocks: Vec<(&str, &str)> = page
        .split("\n```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| block.split_once('\n'))
        .collect();
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for (info, text) in &blocks {
        let Some(name) = info.strip_prefix("yaml ").map(PathBuf::from) else {
            continue;
        };
        match files.iter_mut().find(|(known, _)| *known == name) {
            Some((_, file)) => file.push_str(&format!("{text}\n")),
            None => files.push((name, format!("{text}\n"))),
        }
    }
    let providers = read(&files);
    let (_, call) = blocks
        .iter()
        .find(|(info, _)| *info == "rust")
        .expect("the page shows a call");

    let sandbox = Sandbox::builder()
        .provider(providers[0].clone())
        .start()
        .await
        .expect("a sandbox");
    let mut client = Scratch::new("worked-operation", "2024");
    client.client(&providers);
    client.file(
        "tests/consumer.rs",
        format!("//! The call of the page.\n{call}\n{CALL}"),
    );
    client.variable("MAIN", sandbox.address("kumru", "main"));
    client.variable(
        "KUMRU_TEST_API_KEY",
        sandbox.credentials("kumru", "api_key"),
    );
    let printed = tokio::task::spawn_blocking(move || client.cargo(&["test", "--tests"]))
        .await
        .expect("no panic");
    for test in [
        "the_worked_operation_is_called_as_the_page_says",
        "refund::printed_success",
        "refund::printed_failure",
        "find_refund::not_found",
    ] {
        let passed = |line: &str| line.contains(test) && line.ends_with("ok");
        assert!(
            printed.lines().any(passed),
            "{test} did not pass:\n{printed}"
        );
    }
    let asked = sandbox.requests().pop().expect("a request");
    assert_eq!(asked.path, "/v2/refund");
}
