//! The worked example of the README: an operation from YAML alone is in the client, the sandbox, the reference and the
//! tests, and all of it works.

use std::path::PathBuf;

use sandbox::Sandbox;

use crate::scratch::{Scratch, workspace};
use crate::{read, yaml_files};

const CONSUMER: &str = r#"//! Calls the new operation.
use generated_client::vepara::{self, alternatives::PayoutTermsBody};

#[tokio::test]
async fn the_new_operation_is_called_in_both_shapes() -> Result<(), Box<dyn std::error::Error>> {
    for shape in [PayoutTermsBody::InArray, PayoutTermsBody::Plain] {
        let vepara = vepara::Client::builder(vepara::Credentials::test_from_env()?)
            .base_address(vepara::Api::Payment, &std::env::var("PAYMENT")?)
            .choose(shape)
            .build()?;
        let terms = vepara.payout_terms().await?;
        let terms: Vec<_> = terms.iter().map(|term| (term.id, term.name.as_str())).collect();
        assert_eq!(terms, [(1, "Daily"), (2, "Weekly Friday")]);
    }
    Ok(())
}
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operation_from_yaml_alone_is_everywhere_and_works() {
    let files = with_payout_terms();
    let providers = read(&files);
    let emitted = codegen::emit::client(&providers).expect("a checked spec can be printed");
    let text = |path: &str| {
        let file = emitted.iter().find(|file| file.path.ends_with(path));
        &file.unwrap_or_else(|| panic!("{path} is missing")).contents
    };
    assert!(text("docs/reference/vepara.md").contains("/api/payoutTerms"));
    assert!(text("UNVERIFIED.md").contains("payout_terms_body"));
    assert!(
        text("generated-client/tests/generated/vepara/payout_terms.rs").contains("fn two_terms")
    );

    let mut builder = Sandbox::builder();
    for provider in providers.clone() {
        builder = builder.provider(provider);
    }
    let sandbox = builder.start().await.expect("a sandbox");
    let mut client = Scratch::new("payout_terms", "2024");
    client.client(&providers);
    client.file("tests/consumer.rs", CONSUMER);
    client.variable("PAYMENT", sandbox.address("vepara", "payment"));
    for credential in sandbox
        .all_credentials()
        .filter(|known| known.provider == "vepara")
    {
        let names = [
            "VEPARA_TEST_APP_ID",
            "VEPARA_TEST_APP_SECRET",
            "VEPARA_TEST_MERCHANT_KEY",
        ];
        let name = names.into_iter().find(|name| *name == credential.env);
        client.variable(name.expect("a variable of the README"), credential.value);
    }
    let printed = tokio::task::spawn_blocking(move || client.cargo(&["test", "--tests"]))
        .await
        .expect("no panic");
    assert!(
        printed.contains("the_new_operation_is_called_in_both_shapes ... ok"),
        "{printed}"
    );
    let own_tests = printed
        .lines()
        .filter(|line| line.contains("payout_terms::two_terms") && line.ends_with("ok"));
    assert!(
        own_tests.count() >= 2,
        "the wire tests of its examples did not run:\n{printed}"
    );

    let mut requests = sandbox.requests();
    requests.retain(|request| request.operation.as_deref() == Some("payout_terms"));
    let bodies: Vec<serde_json::Value> = requests
        .iter()
        .map(|request| serde_json::from_slice(&request.body).expect("a JSON body"))
        .collect();
    let key = serde_json::json!({"merchant_key": sandbox.credentials("vepara", "merchant_key")});
    assert_eq!(bodies, [serde_json::json!([key]), key]);
}

/// The repository's specs with what the README adds to them.
fn with_payout_terms() -> Vec<(PathBuf, String)> {
    let readme = std::fs::read_to_string(workspace().join("README.md")).expect("the README");
    let blocks: Vec<&str> = readme
        .split("```yaml\n")
        .skip(1)
        .filter_map(|part| part.split("```").next())
        .collect();
    let [part, name, alternative] = blocks[..] else {
        panic!("the README's YAML is not what it was")
    };
    let mut files = yaml_files(&workspace().join("spec"));
    let (_, index) = files
        .iter_mut()
        .find(|(path, _)| path.ends_with("vepara/provider.yaml"))
        .expect("Vepara's index");
    for (place, added) in [("parts:\n", name), ("alternatives:\n", alternative)] {
        assert_eq!(index.matches(&format!("\n{place}")).count(), 1);
        *index = index.replace(&format!("\n{place}"), &format!("\n{place}{added}"));
    }
    files.push((PathBuf::from("vepara/payout_terms.yaml"), part.to_owned()));
    files
}
