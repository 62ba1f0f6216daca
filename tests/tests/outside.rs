//! A crate outside the workspace that takes one provider: it builds without a network, does its job, and nothing that
//! generates is among what it compiled.

mod scratch;

use std::collections::BTreeSet;
use std::path::Path;

use scratch::{Scratch, workspace};
use tests::{RELATION, sandbox};

const MAIN: &str = r#"//! A consumer of one provider.
use generated_client::paywall::{self, insurance_cards::ListInsuranceCards};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paywall = paywall::Client::builder(paywall::Credentials::test_from_env()?)
        .base_address(paywall::Api::CardWall, &std::env::var("CARD_WALL")?)
        .build()?;
    let relational_id1 = std::env::var("RELATION")?;
    for card in paywall.list_insurance_cards(ListInsuranceCards { relational_id1 }).await? {
        println!("{}…{}", card.bin, card.last_four);
    }
    Ok(())
}
"#;

fn consumer() -> Scratch {
    let client = workspace().join("generated-client");
    let mut consumer = Scratch::new("outside", "2021");
    consumer.file("src/main.rs", MAIN);
    consumer.file(
        "Cargo.toml",
        format!(
            r#"[package]
name = "outside"
version = "0.0.0"
edition = "2021"
publish = false

[dependencies]
generated-client = {{ path = {client:?}, default-features = false, features = ["paywall"] }}
tokio = {{ version = "1", default-features = false, features = ["macros", "rt"] }}

[profile.dev]
debug = false

[workspace]
"#
        ),
    );
    consumer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_consumer_of_one_provider_builds_calls_and_compiles_nothing_that_generates() {
    let sandbox = sandbox().await;
    let mut consumer = consumer();
    consumer.variable("CARD_WALL", sandbox.address("paywall", "card_wall"));
    consumer.variable("RELATION", RELATION);
    for name in ["private.key", "private.client"] {
        let value = sandbox.credentials("paywall", name);
        let variable = sandbox
            .all_credentials()
            .find(|known| known.provider == "paywall" && known.value == value)
            .map(|known| known.env.to_owned())
            .expect("a variable");
        // The names of the README, so that they cannot change unseen.
        let promised = ["PAYWALL_TEST_PRIVATE_KEY", "PAYWALL_TEST_PRIVATE_CLIENT"];
        let name = promised.into_iter().find(|name| *name == variable);
        consumer.variable(name.expect("a promised name"), value);
    }
    let (printed, artifacts, tree) = tokio::task::spawn_blocking(move || {
        let printed = consumer.cargo(&["run", "--quiet"]);
        let artifacts = consumer.cargo(&["build", "--message-format=json"]);
        let tree = consumer.cargo(&[
            "tree",
            "--edges=normal,build",
            "--prefix=none",
            "--format={lib}|{p}",
        ]);
        (printed, artifacts, tree)
    })
    .await
    .expect("no panic");

    assert_eq!(printed, "45467121…7894\n43550930…7894\n");
    assert_eq!(sandbox.requests().len(), 1);

    let packages: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split_once('|')?.1.split(' ').next())
        .collect();
    for generates in [
        "codegen",
        "macros",
        "sandbox",
        "xtask",
        "tests",
        "askama",
        "granit-parser",
        "serde-saphyr",
        "annotate-snippets",
        "prettyplease",
        "trybuild",
        "clap",
    ] {
        assert!(
            !packages.contains(generates),
            "{generates} is compiled for a consumer:\n{tree}"
        );
    }
    // No TLS was asked for, so none is built.
    assert!(!packages.contains("rustls"), "{tree}");
    let ours: Vec<_> = tree.lines().filter(|line| line.contains("(/")).collect();
    assert_eq!(
        ours.len(),
        3,
        "the consumer, the client, the runtime: {ours:?}"
    );
    for expected in ["outside", "generated-client", "runtime", "reqwest", "tokio"] {
        assert!(
            packages.contains(expected),
            "{expected} is missing, so the tree was misread:\n{tree}"
        );
    }

    let compiled = sources(&artifacts, "generated_client");
    assert!(
        compiled.iter().any(|file| file.contains("/paywall/")),
        "{compiled:?}"
    );
    assert!(
        !compiled.iter().any(|file| file.contains("/vepara/")),
        "{compiled:?}"
    );
}

/// The source files that a library was compiled from, by the compiler's own account.
fn sources(artifacts: &str, library: &str) -> Vec<String> {
    let built = artifacts
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find(|message| {
            message["reason"] == "compiler-artifact" && message["target"]["name"] == library
        })
        .expect("the library is built");
    let files = built["filenames"].as_array().expect("its files");
    let metadata = files
        .iter()
        .filter_map(|file| file.as_str())
        .find(|file| file.ends_with(".rmeta"))
        .expect("its metadata");
    let name = Path::new(metadata)
        .file_stem()
        .and_then(|stem| stem.to_str())
        .expect("a name");
    let list = Path::new(metadata).with_file_name(format!("{}.d", name.trim_start_matches("lib")));
    let text = std::fs::read_to_string(list).expect("the compiler's list");
    let files = text.lines().filter_map(|line| line.strip_suffix(':'));
    files.map(|file| file.replace('\\', "/")).collect()
}
