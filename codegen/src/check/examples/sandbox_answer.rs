//! Answers of the sandbox: what stands in them is filled in, and what comes of it is a body that a client can read.

use crate::check::body::Body;
use crate::check::{Scope, code};
use crate::decode::Spanned;
use crate::finding::{Finding, suggest};
use crate::spec;

/// Finds sandbox answers with placeholders that nothing fills, or that are not JSON, and names that no signature covers.
pub fn check(scope: &Scope<'_>) {
    for entry in scope.signatures.iter() {
        if let Some(sandbox) = &entry.raw.sandbox {
            answer(scope, &sandbox.answer, &["code", "message"]);
            mismatch(scope, entry.name, sandbox);
        }
    }
    for entry in scope.envelopes.iter() {
        let sandbox = entry.raw.sandbox.as_ref();
        if let Some(invalid) = sandbox.and_then(|sandbox| sandbox.invalid_input.as_ref()) {
            answer(scope, invalid, &["field", "message"]);
        }
    }
    for entry in scope.auths.iter() {
        let answers = entry.raw.common.sandbox.iter();
        for found in answers.flat_map(|sandbox| sandbox.stale.iter().chain(&sandbox.rejected)) {
            answer(scope, found, &[]);
        }
    }
    for entry in scope.operations.iter() {
        for assumption in entry.raw.assumed.values() {
            answer(scope, &assumption.answer, &[]);
        }
    }
}

fn answer(scope: &Scope<'_>, raw: &spec::SandboxAnswer, known: &[&str]) {
    let body = &raw.content.body;
    let mut filled = body.value.clone();
    for name in known {
        let placeholder = format!("{{{{{name}}}}}");
        // As long as the placeholder, so that places in the body stay.
        filled = filled.replace(&placeholder, &format!("{:<1$}", 1, placeholder.len()));
    }
    if let Some(name) = placeholder(&filled) {
        let finding = Finding::new(
            code::NO_PLACEHOLDER,
            body.span,
            format!("nothing fills `{{{{{name}}}}}` in this answer"),
        )
        .label("the client would get it as it stands here");
        scope.sink.push(if known.is_empty() {
            finding.help("write the value itself: this answer has no placeholders")
        } else {
            finding.did_you_mean(name, known.iter().copied())
        });
        return;
    }
    let text = filled.trim_start();
    if text.is_empty() || text.starts_with('<') {
        return;
    }
    if let Err(error) = serde_json::from_str::<serde_json::Value>(&filled) {
        let place = Body::of(scope.sources, body).line(error.line(), error.column());
        scope.sink.push(
            Finding::new(
                code::SANDBOX_JSON,
                place,
                "the sandbox's answer is not JSON once its placeholders are filled",
            )
            .label("it stops being JSON here")
            .help("a placeholder for a text stands in quotes: `\"{{message}}\"`"),
        );
    }
}

/// The first thing that looks like a placeholder.
fn placeholder(text: &str) -> Option<&str> {
    let name = |rest: &'_ str| -> Option<usize> {
        let end = rest.find("}}")?;
        let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
        (end > 0 && rest.get(..end)?.chars().all(word)).then_some(end)
    };
    text.match_indices("{{").find_map(|(at, _)| {
        let rest = text.get(at + 2..)?;
        rest.get(..name(rest)?)
    })
}

/// A name under `mismatch` that is nearly one that the signature covers. Others may belong to operations that the spec
/// does not have.
fn mismatch(scope: &Scope<'_>, signature: &Spanned<String>, raw: &spec::SignatureSandbox) {
    let groups = scope.groups.iter().map(|entry| &entry.raw.wire);
    let wires = (scope.operations.iter().map(|entry| &entry.raw.wire)).chain(groups);
    let parts = wires.flat_map(|wire| [wire.body.as_ref(), wire.form.as_ref()]);
    let mut covered: Vec<&str> = Vec::new();
    for field in parts.flatten().flat_map(|fields| fields.values()) {
        let spec::WireSource::Sign {
            signature: name,
            over,
        } = &field.source
        else {
            continue;
        };
        if name.value == signature.value {
            let lists = over.values();
            covered.extend(lists.flatten().map(|path| path.value.as_str()));
        }
    }
    for (field, _) in &raw.mismatch {
        if covered.contains(&field.value.as_str()) {
            continue;
        }
        let near = suggest(&field.value, covered.iter().copied());
        if let Some(near) = near.filter(|near| raw.mismatch.position(near).is_none()) {
            scope.sink.push(
                Finding::new(
                    code::UNKNOWN_NAME,
                    field.span,
                    format!(
                        "no signature `{}` covers `{}`",
                        signature.value, field.value
                    ),
                )
                .label("not in the `over` of any")
                .help(format!("did you mean `{near}`?")),
            );
        }
    }
}
