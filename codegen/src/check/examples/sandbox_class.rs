//! Answers of the sandbox, held against the spec beside them: a client takes each for what it is meant to be, a code that it
//! carries is listed, and a field that brings it about is sent.

use serde_json::Value;

use crate::check::body::Body;
use crate::check::example::raw_rule;
use crate::check::{Scope, code};
use crate::classify::{AnswerView, classify, holds, same};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::{
    self, AuthKind, Condition, Operation, OperationId, OperationKind, Provider, RuleOutcome,
    SignatureId, Source, Subject, WireField,
};
use crate::spec;

/// Finds answers of the sandbox that contradict what the spec says.
pub fn check(scope: &Scope<'_>, provider: &Provider) {
    for (entry, auth) in scope.auths.iter().zip(&provider.auths) {
        let Some(sandbox) = &entry.raw.common.sandbox else {
            continue;
        };
        let by_token = match &auth.kind {
            AuthKind::Token(token) => Some(token),
            AuthKind::Headers(_) => None,
        };
        if let (Some(answer), Some(token)) = (&sandbox.stale, by_token) {
            let spec::AuthKind::Token(raw) = &entry.raw.kind else {
                continue;
            };
            stale(scope, answer, &token.stale, &raw.stale);
        }
        if let Some(answer) = &sandbox.rejected {
            let uses = |(place, operation): &(usize, &Operation)| {
                let known = operation.auth.map(|auth| &provider[auth].name);
                let gives = by_token.is_some_and(|token| token.operation == OperationId(*place));
                known == Some(&auth.name) || gives
            };
            let operations = provider.operations.iter().enumerate().filter(uses);
            let operations = operations.map(|(_, operation)| operation);
            refused(scope, "wrong credentials", answer, &[], operations);
        }
    }
    for entry in scope.envelopes.iter() {
        let sandbox = entry.raw.sandbox.as_ref();
        let Some(answer) = sandbox.and_then(|sandbox| sandbox.invalid_input.as_ref()) else {
            continue;
        };
        let operations = scope.operations.iter().zip(&provider.operations);
        let operations = operations.filter(|(raw, _)| {
            let envelope = raw.raw.envelope.as_ref();
            envelope.is_some_and(|envelope| envelope.value == entry.name.value)
        });
        let operations = operations.map(|(_, operation)| operation);
        let fill = [("field", "field"), ("message", "message")];
        refused(scope, "an invalid input", answer, &fill, operations);
    }
    for (place, entry) in scope.signatures.iter().enumerate() {
        if let Some(sandbox) = &entry.raw.sandbox {
            signature(scope, provider, SignatureId(place), sandbox);
        }
    }
    for (entry, operation) in scope.operations.iter().zip(&provider.operations) {
        for assumption in entry.raw.assumed.values() {
            sent(scope, operation, assumption);
        }
    }
}

/// An answer with its placeholders filled, as a client gets it.
struct Filled {
    http: u16,
    json: Option<Value>,
    html: bool,
}

impl Filled {
    /// `None` where the body is not what it should be, which is found elsewhere.
    fn of(raw: &spec::SandboxAnswer, fill: &[(&str, &str)]) -> Option<Self> {
        let mut body = raw.content.body.value.clone();
        for (name, text) in fill {
            body = body.replace(&format!("{{{{{name}}}}}"), text);
        }
        let text = body.trim_start();
        let html = text.starts_with('<');
        let json = (!html && !text.is_empty()).then(|| serde_json::from_str(text));
        Some(Self {
            http: raw.content.http.value.0,
            json: json.transpose().ok()?,
            html,
        })
    }

    fn view(&self) -> AnswerView<'_> {
        AnswerView {
            http: self.http,
            json: self.json.as_ref(),
            html: self.html,
        }
    }
}

/// Finds that a client would not know the answer to a stale token as that.
fn stale(
    scope: &Scope<'_>,
    answer: &spec::SandboxAnswer,
    conditions: &[Condition],
    raw: &spec::Conditions,
) {
    let Some(filled) = Filled::of(answer, &[]) else {
        return;
    };
    let failed = conditions.iter().zip(&raw.list);
    let failed = failed
        .into_iter()
        .find(|(condition, _)| !holds(condition, filled.view()));
    let Some((condition, raw)) = failed else {
        return;
    };
    let place = match condition.subject {
        Subject::Http => answer.content.http.span,
        _ => Body::of(scope.sources, &answer.content.body).value("$"),
    };
    scope.sink.push(
        Finding::new(
            code::SANDBOX_CLASS,
            place,
            "this answer to a stale token does not tell of one",
        )
        .label("no other token would be fetched")
        .second(raw.subject.span, "by this a stale token is known"),
    );
}

/// Finds that an answer to a fault would not be taken for a refusal by an operation that it may come from.
fn refused<'m>(
    scope: &Scope<'_>,
    fault: &str,
    raw: &spec::SandboxAnswer,
    fill: &[(&str, &str)],
    operations: impl Iterator<Item = &'m Operation>,
) -> Option<()> {
    let filled = Filled::of(raw, fill)?;
    let calls = operations.filter(|operation| {
        operation.kind == OperationKind::Call && !scope.gaps.lacks_answers(&operation.name)
    });
    for operation in calls {
        let met = classify(&operation.rules, filled.view());
        let taken_for = match met.map(|(_, rule)| &rule.outcome) {
            Some(RuleOutcome::Refused(_)) => continue,
            // A page or an empty answer is told as what it is: nothing that was asked for.
            None if filled.json.is_none() => continue,
            Some(RuleOutcome::Done(_)) => "`done`",
            Some(RuleOutcome::Accepted(_)) => "`accepted`",
            Some(RuleOutcome::Open(_)) => "`open`",
            None => "nothing that its rules know",
        };
        let message = format!(
            "`{}` takes this answer to {fault} for {taken_for}",
            operation.name
        );
        let place = Body::of(scope.sources, &raw.content.body).value("$");
        let finding = Finding::new(code::SANDBOX_CLASS, place, message)
            .label("it should be classed as refused")
            .help("let `http` and `body` meet a rule with `refused`");
        let rule = met.and_then(|(place, _)| raw_rule(scope, operation, place));
        scope.sink.push(match rule {
            Some(rule) => finding.second(rule.when.span, "by this rule"),
            None => finding,
        });
        break;
    }
    Some(())
}

/// Finds codes for bad signatures that no operation with such a signature lists.
fn signature(
    scope: &Scope<'_>,
    provider: &Provider,
    id: SignatureId,
    raw: &spec::SignatureSandbox,
) {
    let signs = |fields: &[WireField]| {
        fields.iter().any(
            |field| matches!(&field.source, Source::Signature { signature, .. } if *signature == id),
        )
    };
    let signed: Vec<&Operation> = provider
        .operations
        .iter()
        .filter(|operation| match &operation.body {
            model::Body::Json { fields, .. } | model::Body::Form(fields) => signs(fields),
            model::Body::None => false,
        })
        .collect();
    let lacks = |operation: &&&Operation| scope.gaps.lacks_codes(&operation.name);
    if signed.is_empty() || signed.iter().any(|operation| lacks(&operation)) {
        return;
    }
    let fill = [("code", raw.invalid.value.as_str()), ("message", "message")];
    refused(
        scope,
        "a bad signature",
        &raw.answer,
        &fill,
        signed.iter().copied(),
    );
    let listed: Vec<&str> = signed
        .iter()
        .flat_map(|operation| {
            let table = operation.code_table.map(|id| &provider[id].codes);
            operation.codes.iter().chain(table.into_iter().flatten())
        })
        .map(|code| code.code.as_str())
        .collect();
    let codes = std::iter::once(&raw.invalid).chain(raw.mismatch.values());
    for found in codes.filter(|found| !listed.iter().any(|code| same(code, &found.value))) {
        unlisted(scope, found);
    }
}

fn unlisted(scope: &Scope<'_>, found: &Spanned<String>) {
    let message = format!(
        "no operation that is signed so lists the code `{}`",
        found.value
    );
    scope.sink.push(
        Finding::new(code::UNKNOWN_NAME, found.span, message)
            .label("not in `codes`, nor in the table of the envelope")
            .help("write a code that is listed, or list this one"),
    );
}

/// Finds that an assumption waits for a field that its operation never sends.
fn sent(scope: &Scope<'_>, operation: &Operation, raw: &spec::Assumption) {
    let body = match &operation.body {
        model::Body::None => &[][..],
        model::Body::Json { fields, .. } | model::Body::Form(fields) => fields,
    };
    let parts = [body, &operation.query, &operation.headers];
    let names = || {
        let fields = parts.into_iter().flatten();
        fields.map(|field| field.name.as_str())
    };
    for (name, _) in &raw.when {
        // What lies in an object may be written by a type.
        let first = name.value.split('.').next().unwrap_or_default();
        let same = |known: &str| known == name.value || known == first;
        let header = |known: &str| known.eq_ignore_ascii_case(&name.value);
        if names().any(same) || operation.headers.iter().any(|field| header(&field.name)) {
            continue;
        }
        let message = format!("`{}` sends no field `{}`", operation.name, name.value);
        scope.sink.push(
            Finding::new(code::UNKNOWN_NAME, name.span, message)
                .label("nothing brings this about")
                .did_you_mean(&name.value, names()),
        );
    }
}
