//! Every request that a spec shows as an example is taken by the sandbox that runs that spec: those of the repository,
//! and the harder ones that the language is tested with. It holds the engine's reading of the model against the
//! documents' bodies; signatures are made here, from the body's own texts.

mod common;

use std::path::{Path, PathBuf};

use codegen::model::{
    AuthKind, Body, ExampleRequest, HttpMethod, Operation, PathPart, Provider, Source, WireField,
};
use common::{Answer, send, send_json};
use sandbox::Sandbox;
use serde_json::value::RawValue;
use vezne_runtime::{Secret, SignatureAlgorithm, signature};

const SIGNATURE: &str = "{{signature}}";

#[tokio::test]
async fn the_repositorys_examples_are_taken() {
    let sandbox = Sandbox::start()
        .await
        .expect("the repository's spec starts");
    assert!(
        taken(&sandbox).await >= 5,
        "the documents print five requests"
    );
}

#[tokio::test]
async fn the_examples_of_the_hard_cases_are_taken() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/hard");
    for provider in ["paywall", "vepara"] {
        let sandbox = started(folder.join(provider)).await;
        assert!(
            taken(&sandbox).await > 0,
            "no example of {provider} was sent"
        );
    }
}

async fn started(folder: PathBuf) -> Sandbox {
    match Sandbox::from_spec(folder).await {
        Ok(sandbox) => sandbox,
        Err(error) => panic!("{error}"),
    }
}

/// Sends every example request that stands for itself; how many those are.
async fn taken(sandbox: &Sandbox) -> usize {
    let mut sent = 0;
    for provider in sandbox.providers() {
        for operation in &provider.operations {
            for example in &operation.examples {
                let Some(request) = &example.request else {
                    continue;
                };
                let Some(answer) = try_example(sandbox, provider, operation, request).await else {
                    continue;
                };
                let name = answer.header("x-vezne-sandbox-answer").to_owned();
                let refused = [
                    "invalid",
                    "mismatch",
                    "rejected",
                    "stale",
                    "wrong",
                    "no_such",
                    "not_a_test_card",
                ];
                assert!(
                    !refused.iter().any(|word| name.contains(word)),
                    "{}.{} {}: {} {}",
                    provider.name,
                    operation.name,
                    example.name,
                    answer.origin(),
                    answer.body
                );
                // Operations may share a path, and another one's good answer is good too.
                let requests = sandbox.requests();
                assert_eq!(
                    requests.last().and_then(|last| last.operation.as_deref()),
                    Some(operation.name.as_str()),
                    "{} {}",
                    provider.name,
                    example.name
                );
                sent += 1;
            }
        }
    }
    sent
}

/// The answer to an example; `None` where its path, query or headers are to be made from inputs.
async fn try_example(
    sandbox: &Sandbox,
    provider: &Provider,
    operation: &Operation,
    request: &ExampleRequest,
) -> Option<Answer> {
    let line = operation.request.default_value(provider);
    let [PathPart::Text(path)] = line.path.as_slice() else {
        return None;
    };
    let (kind, body) = match (&operation.body, &request.body) {
        (Body::None, _) => (None, String::new()),
        (_, None) => return None,
        (Body::Json { fields, .. }, Some(body)) => (
            Some("application/json"),
            signed_json(provider, fields, body),
        ),
        // A form that the browser posts is shown as an object of its fields.
        (Body::Form(_), Some(body)) if body.trim_start().starts_with('{') => return None,
        (Body::Form(fields), Some(body)) => (
            Some("application/x-www-form-urlencoded"),
            signed_form(provider, fields, body),
        ),
    };
    let shown = |field: &WireField| request.headers.iter().any(|(name, _)| *name == field.name);
    if !operation.query.is_empty()
        || !operation.headers.is_empty() && !operation.headers.iter().any(shown)
    {
        return None;
    }
    let mut headers: Vec<(String, String)> = request.headers.clone();
    headers.extend(kind.map(|kind| ("content-type".to_owned(), kind.to_owned())));
    match operation.auth.map(|auth| &provider[auth].kind) {
        Some(AuthKind::Headers(pairs)) => {
            for (name, credential) in pairs {
                if !headers.iter().any(|(given, _)| given == name) {
                    headers.push((
                        name.clone(),
                        provider.credential(*credential).example.clone(),
                    ));
                }
            }
        }
        Some(AuthKind::Token(auth)) => {
            let token = fetch_token(sandbox, provider, &provider[auth.operation]).await;
            headers.push((auth.header.clone(), format!("{}{token}", auth.prefix)));
        }
        None => {}
    }
    let headers: Vec<(&str, &str)> = headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let method = match line.method {
        HttpMethod::Get => "GET",
        HttpMethod::Post => "POST",
        HttpMethod::Put => "PUT",
        HttpMethod::Delete => "DELETE",
    };
    let address = sandbox.address(&provider.name, &provider[operation.api].name);
    Some(send(address, method, path, &headers, &body).await)
}

/// A token, for the credentials that its operation takes.
async fn fetch_token(sandbox: &Sandbox, provider: &Provider, issuer: &Operation) -> String {
    let Body::Json { fields, .. } = &issuer.body else {
        panic!("a JSON body")
    };
    let members = fields.iter().filter_map(|field| match field.source {
        Source::Credential(id) => {
            Some((field.name.clone(), provider.credential(id).example.clone()))
        }
        _ => None,
    });
    let body = serde_json::json!(members.collect::<std::collections::BTreeMap<_, _>>());
    let [PathPart::Text(path)] = issuer.request.default_value(provider).path.as_slice() else {
        panic!("a fixed path")
    };
    let address = sandbox.address(&provider.name, &provider[issuer.api].name);
    let answer = send_json(address, "POST", path, &[], &body).await;
    answer.json()["data"]["token"]
        .as_str()
        .expect("a token")
        .to_owned()
}

fn signed_json(provider: &Provider, fields: &[WireField], body: &str) -> String {
    let object = body.trim().trim_start_matches('[').trim_end_matches(']');
    sign(provider, fields, |name| json_text(object, name))
        .map_or(body.to_owned(), |made| body.replace(SIGNATURE, &made))
}

fn signed_form(provider: &Provider, fields: &[WireField], body: &str) -> String {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(body.trim().as_bytes())
        .into_owned()
        .collect();
    let text = |name: &str| {
        pairs
            .iter()
            .find(|(given, _)| given == name)
            .map_or(String::new(), |(_, value)| value.clone())
    };
    let made = sign(provider, fields, text).unwrap_or_default();
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in &pairs {
        form.append_pair(name, if value == SIGNATURE { &made } else { value });
    }
    form.finish()
}

/// The signature that the model asks for, over texts of the body.
fn sign(
    provider: &Provider,
    fields: &[WireField],
    text: impl Fn(&str) -> String,
) -> Option<String> {
    let (id, over) = fields.iter().find_map(|field| match &field.source {
        Source::Signature { signature, over } => Some((*signature, over)),
        _ => None,
    })?;
    let parts: Vec<String> = over
        .default_value(provider)
        .iter()
        .map(|name| text(name))
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let algorithm = match provider[id].algorithm {
        codegen::model::SignatureAlgorithm::AesCbcBundle => SignatureAlgorithm::AesCbcBundle,
        codegen::model::SignatureAlgorithm::Sha256Joined => SignatureAlgorithm::Sha256Joined,
    };
    let key = Secret::from(provider.credential(provider[id].key).example.as_str());
    Some(
        signature::sign(algorithm, &key, &parts)
            .expect("signs")
            .to_string(),
    )
}

/// The source text of a member, so that `10.10` stays `10.10`.
fn json_text(object: &str, name: &str) -> String {
    let members: std::collections::HashMap<String, Box<RawValue>> =
        serde_json::from_str(object).expect("an object");
    let Some(found) = members.get(name) else {
        return String::new();
    };
    serde_json::from_str::<String>(found.get()).unwrap_or_else(|_| found.get().to_owned())
}
