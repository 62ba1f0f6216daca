//! Forms that the shopper's browser sends: it sends the fields of a form by POST, adds nothing of ours, and keeps the answer.

use crate::check::{Scope, code};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::HttpMethod;
use crate::spec::{self, AuthRef, Outcome, PayloadKind};
use crate::yaml::Span;

/// Finds what a browser cannot send, and answers that nobody would read.
pub fn check(scope: &Scope<'_>, raw: &spec::Operation) {
    let cannot = |span: Span, message: &str, label: &str, help: &str| {
        let finding = Finding::new(code::BROWSER_CANNOT, span, message);
        scope.sink.push(finding.label(label).help(help));
    };
    if let Some(auth) = raw.auth.as_ref().filter(|auth| auth.value != AuthRef::None) {
        cannot(
            auth.span,
            "a browser form cannot be authenticated",
            "the browser has no credentials of ours",
            "write `auth: none`, or make it a `call`",
        );
    }
    for line in raw.request.iter().flat_map(|request| request.values()) {
        if line.value.method.value != HttpMethod::Post {
            cannot(
                line.value.method.span,
                "a browser form is sent by POST",
                "another method",
                "write `POST`, or make it a `call`",
            );
        }
    }
    let groups = raw.uses.iter().filter_map(|(name, usage)| {
        let group = scope.groups.get(scope.groups.position(&name.value)?)?;
        Some((&group.raw.wire, usage.omit.as_slice()))
    });
    let wires: Vec<_> = groups.chain([(&raw.wire, [].as_slice())]).collect();
    let lost = |key| raw.gaps.lost(key) || raw.wire.gaps.lost(key);
    let unknown_group = wires.len() <= raw.uses.len();
    let mut has_form = unknown_group || lost("form") || lost("body") || lost("use");
    for (wire, omit) in wires {
        if let Some(span) = first(&wire.headers, omit) {
            cannot(
                span,
                "a browser form has no headers of its own",
                "the browser sends only its own headers",
                "send it under `form` or `query`, or make it a `call`",
            );
        }
        if let Some(span) = wire.body.as_ref().and_then(|body| first(body, omit)) {
            cannot(
                span,
                "a browser form has no JSON body",
                "a browser sends the fields of a form",
                "write them under `form`, or make it a `call`",
            );
        }
        has_form |= wire.form.is_some() || wire.body.is_some();
    }
    if let Some(kind) = raw.kind.as_ref().filter(|_| !has_form) {
        cannot(
            kind.span,
            "a browser form sends nothing",
            "`form` is missing",
            "name its fields under `form`",
        );
    }
    for rule in &raw.outcomes {
        let (kind, span) = match &rule.outcome {
            Outcome::Done(payload) | Outcome::Accepted(payload) | Outcome::Open(payload) => {
                (&payload.kind, payload.span)
            }
            Outcome::Refused(refused) => match &refused.payload {
                Some(payload) => (&payload.value, payload.span),
                None => continue,
            },
        };
        if matches!(kind, PayloadKind::Type(_)) {
            let message = "only the shopper's browser gets this answer";
            scope.sink.push(
                Finding::new(code::BROWSER_ANSWER, span, message)
                    .label("no client reads a value from it")
                    .help("write `html` or `nothing`; what came of it, a callback or another operation tells"),
            );
        }
    }
}

/// The first field that is sent: one that no omitted input would feed.
fn first(fields: &spec::WireFields, omit: &[Spanned<String>]) -> Option<Span> {
    let omitted = |field: &spec::WireField| match &field.source {
        spec::WireSource::Input(source) => {
            omit.iter().any(|input| input.value == source.input.value)
        }
        _ => false,
    };
    let mut sent = fields.iter().filter(|(_, field)| !omitted(field));
    sent.next().map(|(name, _)| name.span)
}
