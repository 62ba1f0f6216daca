//! What a client must read from an example's answer, from the JSON and the model alone.
//!
//! The emitted tests assert these values on what the client really gives. Numbers are taken by their text, so that an
//! amount keeps its digits.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::classify::{self, AnswerView};
use crate::model::{
    AnswerField, Example, ExampleOutcome, Leniency, Operation, Payload, Provider, RuleOutcome,
    Scalar, TypeId, TypeKind, ValueType,
};

/// What a value must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// Nothing to look at.
    Nothing,
    /// An optional field without a value.
    Absent,
    /// This text.
    Text(String),
    /// This text, behind `expose()`.
    Secret(String),
    /// This number.
    Integer(i64),
    /// A value that shows itself so: amounts, days.
    Shown(String),
    /// This.
    Boolean(bool),
    /// This moment, in the text of its format.
    Moment(String),
    /// This value (its place) of an enum.
    Value(TypeId, usize),
    /// A code that an enum does not list.
    UnknownCode(TypeId, String),
    /// An identifier of this type, made of this.
    Identifier(TypeId, Box<Expected>),
    /// An object: each field with its place in the type and what it must be.
    Object(TypeId, Vec<(usize, Expected)>),
    /// A list.
    List(Vec<Expected>),
    /// A map by number.
    Map(Vec<(String, Expected)>),
}

/// What the output of an example must be; `None` where it is refused, or does not fit the model.
pub fn expected(provider: &Provider, operation: &Operation, example: &Example) -> Option<Expected> {
    match example.outcome {
        ExampleOutcome::Done | ExampleOutcome::Accepted | ExampleOutcome::Open => {}
        _ => return None,
    }
    let json = serde_json::from_str(&example.answer.body).ok();
    let html = json.is_none() && example.answer.body.trim_start().starts_with('<');
    let view = AnswerView {
        http: example.answer.http,
        json: json.as_ref(),
        html,
    };
    let (_, rule) = classify::classify(&operation.rules, view)?;
    let (RuleOutcome::Done(payload) | RuleOutcome::Accepted(payload) | RuleOutcome::Open(payload)) =
        &rule.outcome
    else {
        return None;
    };
    match payload {
        Payload::Nothing => Some(Expected::Nothing),
        Payload::Html => Some(Expected::Nothing),
        Payload::Value {
            at: path,
            value: expected,
        } => {
            let body: &RawValue = serde_json::from_str(&example.answer.body).ok()?;
            value(provider, at(body, path)?, expected, &Leniency::default())
        }
    }
}

fn value(
    provider: &Provider,
    raw: &RawValue,
    expected: &ValueType,
    leniency: &Leniency,
) -> Option<Expected> {
    match expected {
        ValueType::Scalar(expected) => scalar(raw, expected),
        ValueType::List(item) => {
            let items: Vec<&RawValue> = match serde_json::from_str(raw.get()) {
                Ok(items) => items,
                Err(_) if leniency.single => vec![raw],
                Err(_) => return None,
            };
            items
                .into_iter()
                .map(|raw| value(provider, raw, item, leniency))
                .collect::<Option<_>>()
                .map(Expected::List)
        }
        ValueType::Map(item) => {
            let entries = object(raw)?;
            let entries = entries
                .into_iter()
                .map(|(key, raw)| Some((key, value(provider, raw, item, leniency)?)));
            entries.collect::<Option<_>>().map(Expected::Map)
        }
        ValueType::Named(id) => match &provider[*id].kind {
            TypeKind::Enum(open) => {
                let code = text(raw);
                let same = |known: &String| {
                    if open.ignore_case {
                        known.eq_ignore_ascii_case(&code)
                    } else {
                        *known == code
                    }
                };
                let place = open
                    .values
                    .iter()
                    .position(|value| same(&value.code) || value.also.iter().any(same));
                Some(place.map_or_else(
                    || Expected::UnknownCode(*id, code.clone()),
                    |place| Expected::Value(*id, place),
                ))
            }
            TypeKind::Identifier(identifier) => scalar(raw, identifier.scalar.scalar())
                .map(|value| Expected::Identifier(*id, Box::new(value))),
            TypeKind::Answer(fields) => {
                object(raw)?;
                let fields = fields
                    .iter()
                    .enumerate()
                    .map(|(place, known)| Some((place, field(provider, raw, known)?)));
                fields
                    .collect::<Option<_>>()
                    .map(|fields| Expected::Object(*id, fields))
            }
            TypeKind::Input(_) | TypeKind::Choice(_) => None,
        },
    }
}

fn field(provider: &Provider, object: &RawValue, field: &AnswerField) -> Option<Expected> {
    match field.wire.iter().find_map(|name| at(object, name)) {
        None => Some(Expected::Absent),
        Some(raw) if is_absent(raw, &field.leniency) => Some(Expected::Absent),
        Some(raw) => value(provider, raw, &field.value, &field.leniency),
    }
}

fn is_absent(raw: &RawValue, leniency: &Leniency) -> bool {
    serde_json::from_str::<String>(raw.get()).is_ok_and(|text| leniency.absent.contains(&text))
}

fn scalar(raw: &RawValue, scalar: &Scalar) -> Option<Expected> {
    let text = text(raw);
    Some(match scalar {
        Scalar::Text => Expected::Text(text),
        Scalar::Secret | Scalar::RotatingSecret => Expected::Secret(text),
        Scalar::Integer => Expected::Integer(text.parse().ok()?),
        Scalar::Boolean => Expected::Boolean(match text.to_ascii_lowercase().as_str() {
            "true" | "1" => true,
            "false" | "0" => false,
            _ => return None,
        }),
        Scalar::DateTime(_) => Expected::Moment(text),
        Scalar::Decimal | Scalar::Date | Scalar::Currency | Scalar::IpAddress => {
            Expected::Shown(text)
        }
        // What these read is not what they show; that they are there is told by the field next to them.
        Scalar::Base64Text
        | Scalar::CardNumber
        | Scalar::CardExpiry
        | Scalar::Cvv
        | Scalar::Email
        | Scalar::Phone
        | Scalar::Url
        | Scalar::Portion { .. } => Expected::Nothing,
    })
}

/// A text is itself, anything else its JSON.
fn text(raw: &RawValue) -> String {
    serde_json::from_str(raw.get()).unwrap_or_else(|_| raw.get().to_owned())
}

fn object(raw: &RawValue) -> Option<BTreeMap<String, &RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

/// The value at a dotted path; null counts as missing.
fn at<'r>(raw: &'r RawValue, path: &str) -> Option<&'r RawValue> {
    let found = path
        .split('.')
        .filter(|part| !part.is_empty())
        .try_fold(raw, |raw, part| match object(raw) {
            Some(fields) => fields.get(part).copied(),
            None => serde_json::from_str::<Vec<&RawValue>>(raw.get())
                .ok()?
                .get(part.parse::<usize>().ok()?)
                .copied(),
        })?;
    (found.get() != "null").then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::fixture;

    #[test]
    fn leniency_alternative_names_and_exact_digits_are_followed() {
        let provider = fixture::provider();
        let pay = &provider.operations[fixture::PAY];
        let Some(Expected::Object(_, fields)) = expected(&provider, pay, &pay.examples[0]) else {
            panic!("no object")
        };
        let fields: Vec<_> = fields.into_iter().map(|(_, expected)| expected).collect();
        assert_eq!(
            fields,
            [
                Expected::Text("7".to_owned()),
                Expected::Integer(3),
                Expected::Shown("10.10".to_owned()),
                Expected::UnknownCode(TypeId(3), "9".to_owned()),
                Expected::Absent,
            ]
        );
        let check = &provider.operations[fixture::CHECK_PAYMENT];
        let Some(Expected::Object(_, fields)) = expected(&provider, check, &check.examples[0])
        else {
            panic!("no object")
        };
        assert_eq!(fields[3].1, Expected::Value(TypeId(3), 1));
        assert_eq!(
            fields[4].1,
            Expected::Moment("2023-08-15 17:30:00".to_owned())
        );
    }

    #[test]
    fn a_refusal_has_no_output() {
        let provider = fixture::provider();
        let pay = &provider.operations[fixture::PAY];
        assert_eq!(expected(&provider, pay, &pay.examples[1]), None);
    }
}
