//! Whether an answer's JSON fits its type, and what arrives with a callback its fields.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Misfit, text_misfit};
use crate::classify;
use crate::finding::suggest;
use crate::model::{
    AnswerField, EnumCoding, EnumType, Leniency, Payload, Provider, Scalar, TypeKind, ValueType,
};

/// Checks an answer's body against the payload of the rule that it met.
pub fn payload(provider: &Provider, body: &Value, payload: &Payload) -> Vec<Misfit> {
    let Payload::Value { at, value } = payload else {
        return Vec::new();
    };
    let mut misfits = Vec::new();
    let path = if at.is_empty() {
        "$".to_owned()
    } else {
        format!("$.{at}")
    };
    match if at.is_empty() {
        Some(body)
    } else {
        classify::at(body, at)
    } {
        Some(found) => answer_value(
            provider,
            found,
            value,
            &Leniency::default(),
            &path,
            &mut misfits,
        ),
        None => misfits.push(Misfit::new(path, "is missing")),
    }
    misfits
}

/// Checks a JSON object against fields that it is read as.
pub fn object(provider: &Provider, body: &Value, fields: &[AnswerField]) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    match body {
        Value::Object(_) => {
            for field in fields {
                answer_field(provider, body, field, fields, "$", &mut misfits);
            }
        }
        other => misfits.push(wrong("$", "an object", other)),
    }
    misfits
}

/// Checks the text of a parameter against the field that it is read as.
pub fn parameter(provider: &Provider, field: &AnswerField, text: &str) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    let found = Value::String(text.to_owned());
    let path = field.wire.first().map_or("", String::as_str);
    answer_value(
        provider,
        &found,
        &field.value,
        &field.leniency,
        path,
        &mut misfits,
    );
    misfits
}

/// What of an object a field is read from: the first of its names under which something stands that does not mean "absent".
pub fn read<'v, 'f>(object: &'v Value, field: &'f AnswerField) -> Option<(&'f str, &'v Value)> {
    let absent = |found: &Value| {
        field.leniency.absent.iter().any(|text| match found {
            Value::Array(items) => items.is_empty() && text == "[]",
            Value::Object(entries) => entries.is_empty() && text == "{}",
            single => classify::as_text(single) == *text,
        })
    };
    let mut present = field
        .wire
        .iter()
        .filter_map(|name| classify::at(object, name).map(|found| (name.as_str(), found)));
    present.find(|(_, found)| !absent(found))
}

fn answer_value(
    provider: &Provider,
    found: &Value,
    value: &ValueType,
    leniency: &Leniency,
    path: &str,
    misfits: &mut Vec<Misfit>,
) {
    match value {
        ValueType::List(item) => match found {
            Value::Array(items) => {
                for (place, found) in items.iter().enumerate() {
                    answer_value(
                        provider,
                        found,
                        item,
                        leniency,
                        &format!("{path}[{place}]"),
                        misfits,
                    );
                }
            }
            single if leniency.single => {
                answer_value(provider, single, item, leniency, path, misfits)
            }
            other => misfits.push(wrong(path, "a list", other)),
        },
        ValueType::Map(item) => match found {
            Value::Object(entries) => {
                for (key, found) in entries {
                    let path = format!("{path}.{key}");
                    if key.parse::<i64>().is_err() {
                        misfits.push(Misfit::new(path.clone(), "is not keyed by a number"));
                    }
                    answer_value(provider, found, item, leniency, &path, misfits);
                }
            }
            other => misfits.push(wrong(path, "an object keyed by numbers", other)),
        },
        ValueType::Named(id) => match &provider[*id].kind {
            TypeKind::Answer(fields) => match found {
                Value::Object(_) => {
                    for field in fields {
                        answer_field(provider, found, field, fields, path, misfits);
                    }
                }
                other => misfits.push(wrong(path, "an object", other)),
            },
            TypeKind::Enum(open) => {
                if let Some(expected) = enum_misfit(open, leniency, found) {
                    misfits.push(wrong(path, expected, found));
                }
            }
            TypeKind::Identifier(identifier) => {
                if let Some(problem) = scalar_answer(identifier.scalar.scalar(), leniency, found) {
                    misfits.push(Misfit::new(path, problem));
                }
            }
            // Only a caller gives such a type, and its use in an answer is a finding.
            TypeKind::Input(_) | TypeKind::Choice(_) => {}
        },
        ValueType::Scalar(scalar) => {
            if let Some(problem) = scalar_answer(scalar, leniency, found) {
                misfits.push(Misfit::new(path, problem));
            }
        }
    }
}

/// `siblings`: the fields of the type, this one among them.
fn answer_field(
    provider: &Provider,
    object: &Value,
    field: &AnswerField,
    siblings: &[AnswerField],
    path: &str,
    misfits: &mut Vec<Misfit>,
) {
    match read(object, field) {
        Some((name, found)) => {
            let path = format!("{path}.{name}");
            answer_value(
                provider,
                found,
                &field.value,
                &field.leniency,
                &path,
                misfits,
            );
        }
        None if field.optional => {}
        None => {
            let name = field.wire.first().map_or("", String::as_str);
            let missing = Misfit::new(format!("{path}.{name}"), "is required and missing");
            let near = near(object, name, siblings).map(|key| format!("{path}.{key}"));
            misfits.push(Misfit { near, ..missing });
        }
    }
}

/// The key of an object that no field of its type reads, and that is spelled nearly like a missing name.
fn near<'v>(object: &'v Value, missing: &str, fields: &[AnswerField]) -> Option<&'v str> {
    let first = |name: &str| name.split('.').next().unwrap_or(name).to_owned();
    let read: BTreeSet<String> = fields
        .iter()
        .flat_map(|field| field.wire.iter().map(|name| first(name)))
        .collect();
    let keys = object.as_object()?.keys().map(String::as_str);
    suggest(&first(missing), keys.filter(|key| !read.contains(*key)))
}

fn enum_misfit(open: &EnumType, leniency: &Leniency, found: &Value) -> Option<&'static str> {
    let lenient = open.lenient || leniency.text || leniency.number;
    match (open.coding, found) {
        (EnumCoding::Integer, Value::Number(_)) | (EnumCoding::Text, Value::String(_)) => None,
        (EnumCoding::Integer, Value::String(text)) if lenient && text.parse::<i64>().is_ok() => {
            None
        }
        (EnumCoding::Text, Value::Number(_) | Value::Bool(_)) if lenient => None,
        (EnumCoding::Integer, _) => Some("a number"),
        (EnumCoding::Text, _) => Some("text"),
    }
}

fn scalar_answer(scalar: &Scalar, leniency: &Leniency, found: &Value) -> Option<String> {
    let wrong_kind = |expected: &str| Some(format!("should be {expected} and is {}", kind(found)));
    match scalar {
        Scalar::Integer | Scalar::Decimal | Scalar::Portion { .. } => match found {
            Value::Number(number) => text_misfit(scalar, &number.to_string()),
            Value::String(text) if leniency.text => text_misfit(scalar, text),
            _ => wrong_kind("a number"),
        },
        Scalar::Boolean => match found {
            Value::Bool(_) => None,
            Value::Number(number) if leniency.bit => {
                (!matches!(number.to_string().as_str(), "0" | "1"))
                    .then(|| "should be 0 or 1".to_owned())
            }
            Value::String(text) if leniency.text => text_misfit(scalar, text),
            _ => wrong_kind("true or false"),
        },
        _ => match found {
            Value::String(text) => text_misfit(scalar, text),
            Value::Number(number) if leniency.number => text_misfit(scalar, &number.to_string()),
            _ => wrong_kind("text"),
        },
    }
}

fn wrong(path: &str, expected: &str, found: &Value) -> Misfit {
    Misfit::new(path, format!("should be {expected} and is {}", kind(found)))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
