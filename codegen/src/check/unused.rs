//! Types and areas that nothing needs.

use std::collections::BTreeSet;

use crate::check::value::spelled_alike;
use crate::check::{Scope, code};
use crate::decode::Named;
use crate::finding::{Finding, suggest};
use crate::spec::{self, Outcome, PayloadKind, TypeExpr, TypeExprKind};

/// Finds types that no operation and no callback leads to: one that only itself or another unused type names is unused.
pub fn types(scope: &Scope<'_>) {
    if lost_a_type(scope) {
        return;
    }
    let mut open: Vec<&str> = Vec::new();
    for operation in scope.operations.iter() {
        open.extend(inputs(operation.raw.inputs.values()));
        open.extend(payloads(&operation.raw.outcomes));
    }
    for envelope in scope.envelopes.iter() {
        open.extend(payloads(&envelope.raw.rules));
    }
    for group in scope.groups.iter() {
        open.extend(inputs(group.raw.inputs.values()));
    }
    for callback in scope.callbacks.iter() {
        let fields = callback.raw.fields.values();
        open.extend(fields.filter_map(|field| named(&field.value_type)));
    }
    let names = || scope.types.iter().map(|entry| entry.name.value.as_str());
    open.extend(names().filter(|name| scope.raw.lost.contains(*name)));
    let mut used: BTreeSet<&str> = BTreeSet::new();
    while let Some(mut name) = open.pop() {
        if scope.types.position(name).is_none() {
            // A name that is none is told where it stands, with the one that it was meant for.
            let near = if name.starts_with(char::is_lowercase) {
                spelled_alike(scope, name)
            } else {
                suggest(name, names())
            };
            name = near.unwrap_or(name);
        }
        let def = scope
            .types
            .position(name)
            .and_then(|place| scope.types.get(place));
        if let Some(def) = def
            && used.insert(&def.name.value)
        {
            open.extend(parts(&def.raw.kind));
        }
    }
    for entry in scope.types.iter() {
        let name = entry.name.value.as_str();
        if used.contains(name) {
            continue;
        }
        scope.sink.push(
            Finding::new(
                code::UNUSED,
                entry.name.span,
                format!("nothing uses the type `{name}`"),
            )
            .label("no operation and no callback leads to it")
            .help("remove it, or name it where it belongs"),
        );
    }
}

/// Whether a place where a type may be named could not be read: any type may be meant there.
fn lost_a_type(scope: &Scope<'_>) -> bool {
    let input = |raw: &spec::Input| raw.gaps.lost("type");
    let inputs = |raw: &Named<spec::Input>| raw.is_incomplete() || raw.values().any(input);
    let shape = |raw: &Named<spec::InputField>| {
        raw.is_incomplete() || raw.values().any(|field| input(&field.input))
    };
    let fields = |raw: &Named<spec::AnswerField>| {
        raw.is_incomplete() || raw.values().any(|field| field.gaps.lost("type"))
    };
    let types = |kind: &spec::TypeKind| match kind {
        spec::TypeKind::Answer(raw) => fields(raw),
        spec::TypeKind::Input(raw) => shape(&raw.inputs),
        spec::TypeKind::Choice(variants) => {
            variants.is_incomplete() || variants.values().any(|raw| shape(&raw.inputs))
        }
        spec::TypeKind::Enum(_) | spec::TypeKind::Identifier(_) => false,
    };
    (scope.operations.iter()).any(|entry| inputs(&entry.raw.inputs))
        || scope.groups.iter().any(|entry| inputs(&entry.raw.inputs))
        || (scope.callbacks.iter()).any(|entry| fields(&entry.raw.fields))
        || scope.types.iter().any(|entry| types(&entry.raw.kind))
}

/// Whether an operation does not say how it is authenticated: any way may be meant.
pub fn lost_an_auth(scope: &Scope<'_>) -> bool {
    let mut operations = scope.operations.iter();
    operations.any(|entry| entry.raw.gaps.lost("auth"))
}

/// Finds areas without anything in them.
pub fn areas(scope: &Scope<'_>) {
    for area in scope.areas.iter().filter(|area| area.named) {
        let mut parts = scope.raw.parts.iter().map(|(_, part)| part).filter(|part| {
            let own = part.area.as_ref().map(|own| &own.value);
            own == Some(&area.name.value)
        });
        let empty = parts.all(|part| {
            let named = [
                part.operations.len(),
                part.types.len(),
                part.callbacks.len(),
                part.groups.len(),
            ];
            let unread = part.operations.is_incomplete()
                || part.types.is_incomplete()
                || part.callbacks.is_incomplete()
                || part.groups.is_incomplete();
            // A table of codes beside an area has a finding of its own.
            named.into_iter().all(|count| count == 0) && !unread && part.code_tables.is_empty()
        });
        if empty {
            scope.sink.push(
                Finding::new(
                    code::UNUSED,
                    area.name.span,
                    format!("the area `{}` holds nothing", area.name.value),
                )
                .label("no operation, type, callback or group is in it")
                .help("remove the file and its name in `parts`"),
            );
        }
    }
}

/// The type that a type expression names.
pub fn named(value_type: &TypeExpr) -> Option<&str> {
    match &value_type.kind {
        TypeExprKind::Word(_) => None,
        TypeExprKind::Named(name) => Some(name),
        TypeExprKind::List(element) | TypeExprKind::Map(element) => named(element),
    }
}

fn inputs<'a>(raw: impl Iterator<Item = &'a spec::Input>) -> impl Iterator<Item = &'a str> {
    raw.filter_map(|input| named(&input.value_type))
}

fn payloads(rules: &[spec::OutcomeRule]) -> impl Iterator<Item = &str> {
    rules.iter().filter_map(|rule| {
        let kind = match &rule.outcome {
            Outcome::Done(payload) | Outcome::Accepted(payload) | Outcome::Open(payload) => {
                &payload.kind
            }
            Outcome::Refused(refused) => &refused.payload.as_ref()?.value,
        };
        match kind {
            PayloadKind::Type(expression) => named(expression),
            PayloadKind::Nothing | PayloadKind::Html => None,
        }
    })
}

/// The types that a type is made of.
fn parts(kind: &spec::TypeKind) -> Vec<&str> {
    match kind {
        spec::TypeKind::Answer(fields) => {
            let fields = fields.values();
            fields
                .filter_map(|field| named(&field.value_type))
                .collect()
        }
        spec::TypeKind::Input(shape) => {
            inputs(shape.inputs.values().map(|field| &field.input)).collect()
        }
        spec::TypeKind::Choice(variants) => {
            let shapes = variants
                .values()
                .flat_map(|variant| variant.inputs.values());
            inputs(shapes.map(|field| &field.input)).collect()
        }
        spec::TypeKind::Enum(_) | spec::TypeKind::Identifier(_) => Vec::new(),
    }
}
