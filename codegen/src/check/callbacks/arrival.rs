//! How a callback arrives, and what can arrive so: a parameter holds one text, a JSON body whatever an answer holds.

use crate::check::{Scope, code};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::{AnswerField, Carrier, ValueType};
use crate::spec;

/// Finds ways to arrive that exclude each other, and fields that a parameter cannot hold.
pub fn check(scope: &Scope<'_>, raw: &spec::Callback, fields: &[AnswerField]) {
    for (place, carrier) in raw.carriers.iter().enumerate() {
        let mut before = raw.carriers.iter().take(place);
        if let Some(first) = before.find(|known| known.value == carrier.value) {
            let message = format!("`{}` stands twice", carrier.value.word());
            scope.sink.push(
                Finding::new(code::DEFINED_TWICE, carrier.span, message)
                    .label("here again")
                    .second(first.span, "first here")
                    .help("remove one of them"),
            );
        }
    }
    let is_json = |carrier: &&Spanned<Carrier>| carrier.value == Carrier::Json;
    let json = raw.carriers.iter().find(is_json);
    let other = raw.carriers.iter().find(|carrier| !is_json(carrier));
    if let (Some(json), Some(other)) = (json, other) {
        let message = "a callback arrives either as a JSON body or as parameters";
        let (second, first) = if json.span.start > other.span.start {
            (json, other)
        } else {
            (other, json)
        };
        scope.sink.push(
            Finding::new(code::CARRIERS_APART, second.span, message)
                .label(format!("`{}` here", second.value.word()))
                .second(first.span, format!("`{}` here", first.value.word()))
                .help("describe what arrives otherwise as a callback of its own"),
        );
    }
    if json.is_some() {
        if let Some(signature) = &raw.signature {
            signed(scope, signature, fields);
        }
        return;
    }
    if raw.gaps.faulty("carriers") {
        return;
    }
    for field in fields
        .iter()
        .filter(|field| !is_single(scope, &field.value))
    {
        let Some(raw) = raw.fields.get(&field.name) else {
            continue;
        };
        let message = format!("`{}` is more than a single value", field.name);
        scope.sink.push(
            Finding::new(code::NO_PARAMETER, raw.value_type.span, message)
                .label("a parameter of a query or a form is one text")
                .help(
                    "objects and lists arrive in a JSON body: `carriers: [json]`; else write `text`",
                ),
        );
    }
}

/// Finds paths of a signature over a JSON body that lead to more than a single value.
fn signed(scope: &Scope<'_>, raw: &spec::CallbackSignature, fields: &[AnswerField]) {
    for path in raw.over.iter().chain([&raw.field]) {
        let found = fields.iter().find(|field| field.wire.contains(&path.value));
        if found.is_none_or(|field| is_single(scope, &field.value)) {
            continue;
        }
        let message = format!("`{}` is more than a single value", path.value);
        scope.sink.push(
            Finding::new(code::SIGNS_WHOLE, path.span, message)
                .label("a signature and what it covers are single values")
                .help("give what is signed inside of it a field of its own, with a dotted path in `names`"),
        );
    }
}

/// Whether a value is single, as everything but objects and lists is.
pub fn is_single(scope: &Scope<'_>, value: &ValueType) -> bool {
    match value {
        ValueType::Scalar(_) => true,
        ValueType::List(_) | ValueType::Map(_) => false,
        ValueType::Named(id) => !matches!(
            scope.types.get(id.0).map(|entry| &entry.raw.kind),
            Some(spec::TypeKind::Answer(_))
        ),
    }
}

/// Whether a value is a named value of a code.
pub fn is_enum(scope: &Scope<'_>, value: &ValueType) -> bool {
    let ValueType::Named(id) = value else {
        return false;
    };
    matches!(
        scope.types.get(id.0).map(|entry| &entry.raw.kind),
        Some(spec::TypeKind::Enum(_))
    )
}
