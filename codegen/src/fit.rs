//! Whether a value fits the model: an answer's JSON against its type, a text against a scalar, an input against its
//! constraints. Examples are checked with it at generation time, requests by the sandbox.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde_json::Value;

use crate::classify;
use crate::finding::suggest;
use crate::model::{
    AnswerField, Constraints, DateTimeForm, EnumCoding, EnumType, ExampleValue, InputField,
    Leniency, Payload, Provider, Scalar, TypeKind, ValueType,
};

/// What does not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// JSON path from the body, such as `$.data[0].id`; for an input its name.
    pub path: String,
    /// What is wrong, without the value.
    pub problem: String,
    /// Of what is missing: the path of something beside it that may be meant.
    pub near: Option<String>,
}

impl Misfit {
    fn new(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            problem: problem.into(),
            near: None,
        }
    }
}

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
        .filter_map(|name| classify::at(object, name).map(|found| (name, found)));
    match present.find(|(_, found)| !absent(found)) {
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

/// What is wrong with a text as a scalar; `None` when it fits. The text itself is never told.
pub fn text_misfit(scalar: &Scalar, text: &str) -> Option<String> {
    let fits = match scalar {
        Scalar::Text | Scalar::Secret | Scalar::RotatingSecret => true,
        Scalar::Base64Text => {
            text.len().is_multiple_of(4)
                && text
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"+/=".contains(&b))
        }
        Scalar::Integer => text.parse::<i64>().is_ok(),
        Scalar::Decimal => Decimal::from_str_exact(text).is_ok(),
        Scalar::Boolean => matches!(
            text.to_ascii_lowercase().as_str(),
            "true" | "false" | "1" | "0"
        ),
        Scalar::Date => is_date(text),
        Scalar::DateTime(format) => is_date_time(format.form, text),
        Scalar::CardNumber => is_card_number(text),
        Scalar::CardExpiry => is_expiry(text),
        Scalar::Cvv => matches!(text.len(), 3 | 4) && digits(text),
        Scalar::Currency => text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase()),
        Scalar::Email => text
            .split_once('@')
            .is_some_and(|(local, host)| !local.is_empty() && host.contains('.')),
        Scalar::Phone => {
            let number = text.strip_prefix('+').unwrap_or(text);
            (7..=15).contains(&number.len()) && digits(number)
        }
        Scalar::IpAddress => text.parse::<std::net::Ipv4Addr>().is_ok(),
        Scalar::Url => text.starts_with("https://") && text.len() > "https://".len(),
        Scalar::Portion { .. } => {
            text == "full" || Decimal::from_str_exact(text).is_ok_and(|part| part > Decimal::ZERO)
        }
    };
    (!fits).then(|| format!("should be {}", describe(scalar)))
}

/// A scalar in words, for messages.
pub fn describe(scalar: &Scalar) -> &'static str {
    match scalar {
        Scalar::Text => "text",
        Scalar::Secret | Scalar::RotatingSecret => "text (a secret)",
        Scalar::Base64Text => "Base64 text",
        Scalar::Integer => "a whole number of at most 64 bits",
        Scalar::Decimal => "a decimal number with a dot",
        Scalar::Boolean => "true or false",
        Scalar::Date => "a day, YYYY-MM-DD",
        Scalar::DateTime(format) => match format.form {
            DateTimeForm::Spaced => "a moment, YYYY-MM-DD hh:mm:ss",
            DateTimeForm::TSeparated => {
                "a moment, YYYY-MM-DDThh:mm:ss with or without fraction and offset"
            }
            DateTimeForm::Rfc3339 => "a moment of RFC 3339, with its offset",
        },
        Scalar::CardNumber => "a card number: 12 to 19 digits with a valid check digit",
        Scalar::CardExpiry => "month and year, MM/YYYY",
        Scalar::Cvv => "three or four digits",
        Scalar::Currency => "a currency: three capital letters",
        Scalar::Email => "an e-mail address",
        Scalar::Phone => "a phone number: 7 to 15 digits, a plus sign before them or not",
        Scalar::IpAddress => "an IPv4 address",
        Scalar::Url => "an address that starts with https://",
        Scalar::Portion { .. } => "`full`, or an amount above zero",
    }
}

/// Checks an example's value against the input it is for.
pub fn input(provider: &Provider, field: &InputField, value: &ExampleValue) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    input_value(provider, &field.value, value, &field.name, &mut misfits);
    if let (ValueType::Scalar(_), ExampleValue::Text(text)) = (&field.value, value)
        && let Some(problem) = constraint_misfit(&field.constraints, text)
    {
        misfits.push(Misfit::new(field.name.clone(), problem));
    }
    misfits
}

fn input_value(
    provider: &Provider,
    expected: &ValueType,
    value: &ExampleValue,
    path: &str,
    misfits: &mut Vec<Misfit>,
) {
    let mut misfit = |problem: &str| misfits.push(Misfit::new(path, problem));
    match (expected, value) {
        (ValueType::Scalar(scalar), ExampleValue::Text(text)) => {
            if let Some(problem) = text_misfit(scalar, text) {
                misfit(&problem);
            }
        }
        (ValueType::List(item), ExampleValue::List(values)) => {
            for (place, value) in values.iter().enumerate() {
                input_value(provider, item, value, &format!("{path}[{place}]"), misfits);
            }
        }
        (ValueType::Named(id), value) => match (&provider[*id].kind, value) {
            (TypeKind::Enum(open), ExampleValue::Text(text)) => {
                if !open.values.iter().any(|known| known.name == *text) {
                    misfit("is not a value of its type; write the value's name, not its code");
                }
            }
            (TypeKind::Input(shape), ExampleValue::Object(entries)) => {
                input_object(provider, &shape.inputs, entries, path, misfits);
            }
            (TypeKind::Choice(variants), ExampleValue::Object(entries)) => match entries.as_slice()
            {
                [(name, ExampleValue::Object(inner))] => {
                    match variants.iter().find(|variant| variant.name == *name) {
                        Some(variant) => input_object(
                            provider,
                            &variant.shape.inputs,
                            inner,
                            &format!("{path}.{name}"),
                            misfits,
                        ),
                        None => misfit("names a variant that its type does not have"),
                    }
                }
                _ => misfit("should be one variant with its inputs"),
            },
            (TypeKind::Enum(_), _) => misfit("should be the name of a value"),
            (TypeKind::Input(_) | TypeKind::Choice(_), _) => {
                misfit("should be a mapping of inputs")
            }
            // Only an answer holds such a type, and its use in an input is a finding.
            (TypeKind::Answer(_), _) => {}
        },
        (ValueType::Scalar(_), _) => misfit("should be a single value"),
        (ValueType::List(_), _) => misfit("should be a list"),
        (ValueType::Map(_), _) => misfit("is a map, which no input can be"),
    }
}

fn input_object(
    provider: &Provider,
    fields: &[InputField],
    entries: &[(String, ExampleValue)],
    path: &str,
    misfits: &mut Vec<Misfit>,
) {
    for (name, value) in entries {
        match fields.iter().find(|field| field.name == *name) {
            Some(field) => misfits.extend(
                input(provider, field, value)
                    .into_iter()
                    .map(|inner| Misfit::new(format!("{path}.{}", inner.path), inner.problem)),
            ),
            None => misfits.push(Misfit::new(
                format!("{path}.{name}"),
                "is not an input of its type",
            )),
        }
    }
    for field in fields.iter().filter(|field| !field.optional) {
        if !entries.iter().any(|(name, _)| *name == field.name) {
            misfits.push(Misfit::new(
                format!("{path}.{}", field.name),
                "is required and missing",
            ));
        }
    }
}

/// What of a field's constraints a text breaks; `None` when it keeps them all.
pub fn constraint_misfit(constraints: &Constraints, text: &str) -> Option<String> {
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if let Some(min) = constraints.min_length.filter(|&min| length < min) {
        return Some(format!("should have at least {min} characters"));
    }
    if let Some(max) = constraints.max_length.filter(|&max| length > max) {
        return Some(format!("should have at most {max} characters"));
    }
    let number = || Decimal::from_str_exact(text).ok();
    let limit = |limit: &Option<String>| {
        limit
            .as_deref()
            .and_then(|limit| Decimal::from_str_exact(limit).ok())
    };
    if let Some(min) = limit(&constraints.min)
        && number().is_none_or(|number| number < min)
    {
        return Some(format!("should be at least {min}"));
    }
    if let Some(max) = limit(&constraints.max)
        && number().is_none_or(|number| number > max)
    {
        return Some(format!("should be at most {max}"));
    }
    let pattern = constraints.pattern.as_deref()?;
    let whole = regex_lite::Regex::new(&format!("^(?:{pattern})$")).ok()?;
    (!whole.is_match(text)).then(|| format!("should match `{pattern}`"))
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

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits in the places of `0`, anything else as in the shape.
fn shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, shape)| {
            if shape == b'0' {
                byte.is_ascii_digit()
            } else {
                byte == shape
            }
        })
}

fn two(text: &str, start: usize) -> u32 {
    text.get(start..start + 2)
        .and_then(|part| part.parse().ok())
        .unwrap_or(u32::MAX)
}

fn is_date(text: &str) -> bool {
    shaped(text, "0000-00-00")
        && (1..=12).contains(&two(text, 5))
        && (1..=31).contains(&two(text, 8))
}

fn is_time(text: &str) -> bool {
    shaped(text, "00:00:00") && two(text, 0) < 24 && two(text, 3) < 60 && two(text, 6) <= 60
}

fn is_date_time(form: DateTimeForm, text: &str) -> bool {
    let separator = if form == DateTimeForm::Spaced {
        " "
    } else {
        "T"
    };
    let (Some(date), Some(rest)) = (text.get(..10), text.get(10..)) else {
        return false;
    };
    let Some(rest) = rest.strip_prefix(separator) else {
        return false;
    };
    let (Some(time), Some(rest)) = (rest.get(..8), rest.get(8..)) else {
        return false;
    };
    if !is_date(date) || !is_time(time) {
        return false;
    }
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if offset.len() == fraction.len() {
                return false;
            }
            offset
        }
        None => rest,
    };
    let has_offset = offset == "Z" || shaped(offset.replace('-', "+").as_str(), "+00:00");
    match form {
        DateTimeForm::Spaced => rest.is_empty(),
        DateTimeForm::TSeparated => offset.is_empty() || has_offset,
        DateTimeForm::Rfc3339 => has_offset,
    }
}

fn is_card_number(text: &str) -> bool {
    let sum: u32 = text
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            if place % 2 == 0 {
                digit
            } else {
                digit * 2 / 10 + digit * 2 % 10
            }
        })
        .fold(0, u32::wrapping_add);
    digits(text) && (12..=19).contains(&text.len()) && sum.is_multiple_of(10)
}

fn is_expiry(text: &str) -> bool {
    shaped(text, "00/0000") && (1..=12).contains(&two(text, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DateTimeFormat;

    #[test]
    fn lax_date_texts_are_refused() {
        let spaced = Scalar::DateTime(DateTimeFormat {
            form: DateTimeForm::Spaced,
            zone: None,
        });
        assert_eq!(text_misfit(&spaced, "2023-08-15 17:30:00"), None);
        for lax in [
            "2023-8-15 17:30:00",
            "2023-08-15T17:30:00",
            "2023-08-15",
            "2023-08-15 17:30",
            "2023-08-15 17:30:00Z",
        ] {
            assert!(text_misfit(&spaced, lax).is_some(), "{lax}");
        }
        let rfc = Scalar::DateTime(DateTimeFormat {
            form: DateTimeForm::Rfc3339,
            zone: None,
        });
        assert_eq!(text_misfit(&rfc, "2021-04-08T14:07:42.000000Z"), None);
        assert_eq!(text_misfit(&rfc, "2024-06-13T22:25:08.0404774+03:00"), None);
        assert!(text_misfit(&rfc, "2025-06-04T18:42:27.5447456").is_some());
    }

    #[test]
    fn a_card_number_has_a_check_digit() {
        assert_eq!(text_misfit(&Scalar::CardNumber, "4508034508034509"), None);
        assert!(text_misfit(&Scalar::CardNumber, "4508034508034508").is_some());
        assert!(text_misfit(&Scalar::CardNumber, "4508 0345 0803 4509").is_some());
        assert!(text_misfit(&Scalar::CardNumber, "çççççççççççç").is_some());
    }

    #[test]
    fn constraints_count_characters_not_bytes() {
        let constraints = Constraints {
            max_length: Some(4),
            ..Constraints::default()
        };
        assert_eq!(constraint_misfit(&constraints, "AYŞE"), None);
        assert!(constraint_misfit(&constraints, "AYŞE Ö").is_some());
    }
}
