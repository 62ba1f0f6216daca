//! Names on the wire: in one request each stands once, wherever its fields come from.

use std::collections::BTreeMap;

use crate::check::{Scope, code};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::spec::{self, WireSource};
use crate::yaml::Span;

/// Finds names that a request would send twice.
pub fn check(scope: &Scope<'_>) {
    for entry in scope.operations.iter() {
        operation(scope, entry.raw);
    }
    for entry in scope.types.iter() {
        match &entry.raw.kind {
            spec::TypeKind::Input(shape) => inputs(scope, shape.body.is_none(), &shape.inputs),
            spec::TypeKind::Choice(variants) => {
                for variant in variants.values() {
                    inputs(scope, variant.body.is_none(), &variant.inputs);
                }
            }
            spec::TypeKind::Answer(_) | spec::TypeKind::Enum(_) | spec::TypeKind::Identifier(_) => {
            }
        }
    }
}

/// A place of a request in which a name stands once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Query,
    Headers,
    Body,
}

/// Where a name stands first, and under which choice alone it is sent.
struct Known<'a> {
    span: Span,
    only: Option<&'a spec::Only>,
    object: bool,
}

fn operation(scope: &Scope<'_>, raw: &spec::Operation) {
    for part in [Part::Query, Part::Headers, Part::Body] {
        let mut known: BTreeMap<String, Vec<Known<'_>>> = BTreeMap::new();
        if part == Part::Headers {
            authentication(scope, raw, &mut known);
        }
        for (name, usage) in &raw.uses {
            let group = scope.groups.position(&name.value);
            if let Some(group) = group.and_then(|place| scope.groups.get(place)) {
                wire(scope, part, &group.raw.wire, &usage.omit, &mut known);
            }
        }
        wire(scope, part, &raw.wire, &[], &mut known);
    }
}

/// The headers that authenticate an operation.
fn authentication<'a>(
    scope: &Scope<'a>,
    raw: &spec::Operation,
    known: &mut BTreeMap<String, Vec<Known<'a>>>,
) {
    let Some(spec::AuthRef::Named(auth)) = raw.auth.as_ref().map(|auth| &auth.value) else {
        return;
    };
    let entry = scope
        .auths
        .position(auth)
        .and_then(|at| scope.auths.get(at));
    let mut add = |name: &str, span: Span| {
        let header = Known {
            span,
            only: None,
            object: false,
        };
        known
            .entry(name.to_ascii_lowercase())
            .or_default()
            .push(header);
    };
    match entry.map(|entry| &entry.raw.kind) {
        Some(spec::AuthKind::Headers(headers)) => {
            for (name, _) in headers {
                add(&name.value, name.span);
            }
        }
        Some(spec::AuthKind::Token(token)) => add(&token.header.value, token.header.span),
        None => {}
    }
}

fn wire<'a>(
    scope: &Scope<'_>,
    part: Part,
    raw: &'a spec::Wire,
    omit: &[Spanned<String>],
    known: &mut BTreeMap<String, Vec<Known<'a>>>,
) {
    let lists: [Option<&spec::WireFields>; 2] = match part {
        Part::Query => [Some(&raw.query), None],
        Part::Headers => [Some(&raw.headers), None],
        Part::Body => [raw.body.as_ref(), raw.form.as_ref()],
    };
    for list in lists.into_iter().flatten() {
        fields(scope, part, list, "", omit, known);
    }
}

fn fields<'a>(
    scope: &Scope<'_>,
    part: Part,
    raw: &'a spec::WireFields,
    before: &str,
    omit: &[Spanned<String>],
    known: &mut BTreeMap<String, Vec<Known<'a>>>,
) {
    for (name, field) in raw {
        if let WireSource::Input(source) = &field.source
            && omit.iter().any(|input| input.value == source.input.value)
        {
            continue;
        }
        // A NUL stands in no name: a dot would make `a.b` of `a` and `b`.
        let path = format!("{before}\0{}", name.value);
        let key = match part {
            Part::Headers => name.value.to_ascii_lowercase(),
            Part::Query | Part::Body => path.clone(),
        };
        let object = matches!(field.source, WireSource::Object(_));
        let here = known.entry(key).or_default();
        let apart = |first: &Known<'_>| match (first.only, &field.only) {
            (Some(one), Some(other)) => {
                one.alternative.value == other.alternative.value
                    && one.choice.value != other.choice.value
            }
            _ => false,
        };
        // Objects that are sent under the same choices become one.
        let joined = |first: &Known<'_>| {
            first.object && object && choice(first.only) == choice(field.only.as_ref())
        };
        let clash = here.iter().find(|first| !(apart(first) || joined(first)));
        if let Some(first) = clash {
            twice(scope, name, first.span);
        }
        here.push(Known {
            span: name.span,
            only: field.only.as_ref(),
            object,
        });
        if let WireSource::Object(inner) = &field.source {
            fields(scope, part, inner, &path, omit, known);
        }
    }
}

/// The inputs of a type, where they are written under their own names.
fn inputs(scope: &Scope<'_>, own_names: bool, raw: &crate::decode::Named<spec::InputField>) {
    let mut known: BTreeMap<&str, Span> = BTreeMap::new();
    for (name, input) in raw.iter().filter(|_| own_names) {
        let wire = match &input.wire {
            Some(wire) => Spanned::new(wire.value.clone(), wire.span),
            None => name.clone(),
        };
        let text = input.wire.as_ref().map_or(&name.value, |wire| &wire.value);
        match known.get(text.as_str()) {
            Some(first) => twice(scope, &wire, *first),
            None => {
                known.insert(text, wire.span);
            }
        }
    }
}

fn twice(scope: &Scope<'_>, name: &Spanned<String>, first: Span) {
    scope.sink.push(
        Finding::new(
            code::SENT_TWICE,
            name.span,
            format!("`{}` would be sent twice", name.value),
        )
        .label("again here")
        .second(first, "sent already")
        .help("keep one of them"),
    );
}

/// A choice by its names, wherever it stands.
fn choice(only: Option<&spec::Only>) -> Option<(&str, &str)> {
    only.map(|only| (only.alternative.value.as_str(), only.choice.value.as_str()))
}
