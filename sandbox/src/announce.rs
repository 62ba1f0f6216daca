//! What the server says when it has started: to a person, and as one line of JSON.

use std::fmt::Write as _;

use codegen::model::{Effect, ExampleRequest, HttpMethod, OperationKind, PathPart, Provider};
use sandbox::Sandbox;
use serde_json::{Map, Value, json};

/// Addresses and credentials as a person reads them.
pub(crate) fn text(sandbox: &Sandbox) -> String {
    let mut text = String::from(
        "Simulated payment providers. No money moves; use documented test cards only.\n",
    );
    for provider in sandbox.providers() {
        let _ = writeln!(text, "\n{}", provider.title);
        let apis: Vec<(&str, &str)> = sandbox
            .apis()
            .filter(|api| api.provider == provider.name)
            .map(|api| (api.api, api.address))
            .collect();
        table(&mut text, "Addresses", &apis);
        let credentials: Vec<(&str, &str)> = sandbox
            .all_credentials()
            .filter(|credential| credential.provider == provider.name)
            .map(|credential| (credential.env, credential.value))
            .collect();
        table(&mut text, "Credentials (invented)", &credentials);
        if let Some(first) = first_request(sandbox, provider) {
            let _ = write!(text, "  Try\n    {first}\n");
        }
    }
    text.push_str(
        "\nThe header `x-vezne-sandbox` of each answer says whether it is documented, constructed or assumed.\n\
         Each request is shown below. Ctrl-C ends the sandbox.\n\n",
    );
    text
}

fn table(text: &mut String, title: &str, rows: &[(&str, &str)]) {
    if rows.is_empty() {
        return;
    }
    let width = rows
        .iter()
        .map(|(name, _)| name.chars().count())
        .max()
        .unwrap_or_default();
    let _ = writeln!(text, "  {title}");
    for (name, value) in rows {
        let _ = writeln!(text, "    {name:width$}  {value}");
    }
}

/// The whole as JSON: `providers` by name, each with `apis` by name and `credentials` by set and name.
pub(crate) fn json(sandbox: &Sandbox) -> Value {
    let mut providers = Map::new();
    for provider in sandbox.providers() {
        let apis: Map<String, Value> = sandbox
            .apis()
            .filter(|api| api.provider == provider.name)
            .map(|api| (api.api.to_owned(), json!({ "address": api.address })))
            .collect();
        let mut credentials = Map::new();
        for set in &provider.credential_sets {
            let values = set
                .values
                .iter()
                .map(|value| (value.name.clone(), Value::from(value.example.as_str())));
            credentials.insert(set.name.clone(), Value::Object(values.collect()));
        }
        providers.insert(
            provider.name.clone(),
            json!({ "title": provider.title, "apis": apis, "credentials": credentials }),
        );
    }
    json!({ "providers": providers })
}

/// A request that works as it stands and does nothing lasting: the first example that needs no token, as a command line
/// for curl.
fn first_request(sandbox: &Sandbox, provider: &Provider) -> Option<String> {
    let mut harmless = provider.operations.iter().filter(|operation| {
        operation.kind == OperationKind::Call && !matches!(operation.effect, Effect::Once(_))
    });
    harmless.find_map(|operation| {
        let needs_token = operation
            .auth
            .is_some_and(|auth| matches!(provider[auth].kind, codegen::model::AuthKind::Token(_)));
        let line = operation.request.default_value(provider);
        let [PathPart::Text(path)] = line.path.as_slice() else {
            return None;
        };
        let request = operation
            .examples
            .iter()
            .find_map(|example| example.request.as_ref())?;
        let unsigned = request
            .body
            .as_ref()
            .is_none_or(|body| !body.contains("{{signature}}"));
        if needs_token || !unsigned || !operation.query.is_empty() {
            return None;
        }
        let api = &provider[operation.api].name;
        let address = sandbox
            .apis()
            .find(|served| served.provider == provider.name && served.api == api)?
            .address;
        Some(curl(line.method, &format!("{address}{path}"), request))
    })
}

fn curl(method: HttpMethod, address: &str, request: &ExampleRequest) -> String {
    let mut command = String::from("curl -s");
    match (method, &request.body) {
        (HttpMethod::Get, None) | (HttpMethod::Post, Some(_)) => {}
        (HttpMethod::Get, Some(_)) => command.push_str(" -X GET"),
        (HttpMethod::Post, None) => command.push_str(" -X POST"),
        (HttpMethod::Put, _) => command.push_str(" -X PUT"),
        (HttpMethod::Delete, _) => command.push_str(" -X DELETE"),
    }
    for (name, value) in &request.headers {
        let _ = write!(
            command,
            " \\\n      -H {}",
            shell(&format!("{name}: {value}"))
        );
    }
    if let Some(body) = &request.body {
        if body.trim_start().starts_with(['{', '[']) {
            command.push_str(" -H 'content-type: application/json'");
        }
        let _ = write!(command, " \\\n      -d {}", shell(&one_line(body)));
    }
    let _ = write!(command, " \\\n      {address}");
    command
}

/// A JSON text may be printed over many lines; its strings hold no line breaks.
fn one_line(body: &str) -> String {
    body.lines()
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}

/// A text in single quotes, as a POSIX shell takes it.
fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
