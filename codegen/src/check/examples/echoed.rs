//! Examples whose answer is about something else than their request: an id of a type of its own is asked for, and another
//! one is answered.

use serde_json::Value;

use crate::check::body::Body;
use crate::check::{Scope, code};
use crate::classify::{self, AnswerView, classify};
use crate::finding::Finding;
use crate::fit;
use crate::model::{
    Example, ExampleValue, InputField, Operation, Payload, Provider, RuleOutcome, TypeId, TypeKind,
    ValueType,
};

/// Finds answers with another id than the one that was asked with.
pub fn check(scope: &Scope<'_>, provider: &Provider) {
    for (entry, operation) in scope.operations.iter().zip(&provider.operations) {
        for example in &operation.examples {
            if let Some(raw) = entry.raw.examples.get(&example.name) {
                answer(
                    scope,
                    provider,
                    operation,
                    example,
                    &raw.content.answer.body,
                );
            }
        }
    }
}

fn answer(
    scope: &Scope<'_>,
    provider: &Provider,
    operation: &Operation,
    example: &Example,
    raw: &crate::decode::Spanned<String>,
) -> Option<()> {
    let request = example.request.as_ref()?;
    let json: Value = serde_json::from_str(&example.answer.body).ok()?;
    let view = AnswerView {
        http: example.answer.http,
        json: Some(&json),
        html: false,
    };
    let (RuleOutcome::Done(payload) | RuleOutcome::Accepted(payload) | RuleOutcome::Open(payload)) =
        &classify(&operation.rules, view)?.1.outcome
    else {
        return None;
    };
    let Payload::Value {
        at,
        value: ValueType::Named(id),
    } = payload
    else {
        return None;
    };
    let TypeKind::Answer(fields) = &provider[*id].kind else {
        return None;
    };
    let given = request.inputs.iter().filter_map(|(place, value)| {
        let input: &InputField = operation.inputs.get(*place)?;
        match (&input.value, value) {
            (ValueType::Named(id), ExampleValue::Text(text)) => Some((*id, input, text)),
            _ => None,
        }
    });
    let given: Vec<(TypeId, &InputField, &String)> = given.collect();
    for (id, input, text) in &given {
        let is_id = matches!(provider[*id].kind, TypeKind::Identifier(_));
        let once = given.iter().filter(|(other, ..)| other == id).count() == 1;
        let mut same = fields
            .iter()
            .filter(|field| field.value == ValueType::Named(*id));
        let (Some(field), None) = (same.next(), same.next()) else {
            continue;
        };
        let Some((name, found)) = classify::at(&json, at).and_then(|json| fit::read(json, field))
        else {
            continue;
        };
        let found = classify::as_text(found);
        if !is_id || !once || classify::same(&found, text) {
            continue;
        }
        let path = match at.as_str() {
            "" => format!("$.{name}"),
            at => format!("$.{at}.{name}"),
        };
        let message = format!(
            "`{}` asks with the {} `{text}`, and is answered `{found}`",
            example.name, input.name
        );
        scope.sink.push(
            Finding::new(
                code::ANOTHER_ANSWERED,
                Body::of(scope.sources, raw).value(&path),
                message,
            )
            .label("about something else")
            .help("let request and answer be about one thing"),
        );
    }
    Some(())
}
