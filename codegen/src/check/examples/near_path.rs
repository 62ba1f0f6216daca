//! Paths that lead to nothing in any example, beside something that is spelled nearly so and that nothing reads.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::check::example_answers::{Answered, near_unread};
use crate::check::{Scope, code};
use crate::finding::Finding;
use crate::fit;
use crate::model::{Provider, Subject, TypeKind};
use crate::spec;
use crate::yaml::Span;

/// Finds such paths in fields of answers, and in what refusals read. `told`: names of fields that are found otherwise.
pub fn check(scope: &Scope<'_>, provider: &Provider, answered: &Answered, told: &BTreeSet<Span>) {
    for (place, entry) in scope.types.iter().enumerate() {
        let (Some(def), spec::TypeKind::Answer(raw)) = (provider.types.get(place), &entry.raw.kind)
        else {
            continue;
        };
        let TypeKind::Answer(fields) = &def.kind else {
            continue;
        };
        // Where one could not be built, the two lists do not go together.
        if fields.len() != raw.len() {
            continue;
        }
        let read: Vec<&str> = fields
            .iter()
            .flat_map(|field| field.wire.iter().map(String::as_str))
            .collect();
        for ((name, field), built) in raw.iter().zip(fields) {
            let objects = answered.objects(place);
            let missing = |object: &Value| fit::read(object, built).is_none();
            // That a required field is missing is found in the example.
            if told.contains(&name.span) || !built.optional && objects.iter().any(missing) {
                continue;
            }
            let own = [(name.value.as_str(), name.span)];
            let given = field.names.iter().flatten();
            let mut paths: Vec<(&str, Span)> =
                given.map(|path| (path.value.as_str(), path.span)).collect();
            if field.names.is_none() {
                paths.extend(own);
            }
            for (path, span) in paths {
                if let Some(near) = near_unread(objects, path, &read) {
                    scope.sink.push(nothing(path, span, &near));
                }
            }
        }
    }
    let own = scope
        .operations
        .iter()
        .flat_map(|entry| &entry.raw.outcomes);
    let shared = scope.envelopes.iter().flat_map(|entry| &entry.raw.rules);
    for rule in own.chain(shared) {
        if let spec::Outcome::Refused(refused) = &rule.outcome {
            refusal(scope, answered, rule, refused);
        }
    }
}

fn refusal(scope: &Scope<'_>, answered: &Answered, rule: &spec::OutcomeRule, raw: &spec::Refused) {
    let code = match &raw.code {
        Some(spec::CodeSource::Path(path)) => Some(path),
        _ => None,
    };
    let mut read: Vec<&str> = (raw.message.iter().chain(&raw.fields))
        .chain(code)
        .chain(&raw.at)
        .map(|path| path.value.as_str())
        .collect();
    // That the reasons are there may be what the rule looks at.
    let reasons = raw.fields.as_ref().map(|path| (path, read.clone()));
    let looked_at = rule.when.list.iter();
    read.extend(
        looked_at.filter_map(|condition| match &condition.subject.value {
            Subject::Path(path) => Some(path.as_str()),
            Subject::Http | Subject::Content => None,
        }),
    );
    let messages = raw.message.iter().map(|path| (path, read.clone()));
    for (path, read) in messages.chain(reasons) {
        if let Some(near) = near_unread(answered.bodies(rule.span), &path.value, &read) {
            scope.sink.push(nothing(&path.value, path.span, &near));
        }
    }
}

fn nothing(path: &str, span: Span, near: &str) -> Finding {
    let message = format!("no example's answer holds `{path}`");
    Finding::new(code::NEAR_PATH, span, message)
        .label("not in any of them")
        .help(format!("did you mean `{near}`, which an example answers?"))
}
