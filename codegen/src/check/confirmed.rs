//! What the examples of a confirming operation answer: the facts that a confirmation compares.

use rust_decimal::Decimal;
use serde_json::Value;

use super::Scope;
use super::body::Body;
use crate::classify::{self, AnswerView, classify, same};
use crate::decode::Spanned;
use crate::fit;
use crate::model::{
    AnswerField, EnumType, Operation, Payload, Provider, RuleOutcome, Scalar, TypeKind, ValueType,
};
use crate::spec;

/// The payload of a `done` answer.
pub struct DonePayload {
    /// Where it stands in the body.
    at: String,
    json: Value,
}

impl DonePayload {
    /// The payload of an example; `None` where the answer is not `done`, cannot be read or holds nothing.
    pub fn of(operation: &Operation, raw: &spec::Example) -> Option<Self> {
        let answer = &raw.content.answer;
        let json: Value = serde_json::from_str(&answer.body.value).ok()?;
        let view = AnswerView {
            http: answer.http.value.0,
            json: Some(&json),
            html: false,
        };
        let (_, rule) = classify(&operation.rules, view)?;
        let RuleOutcome::Done(Payload::Value { at, .. }) = &rule.outcome else {
            return None;
        };
        let json = classify::at(&json, at)?.clone();
        Some(Self {
            at: at.clone(),
            json,
        })
    }

    /// The text of a field as the example spells it, and where that stands.
    pub fn text(
        &self,
        scope: &Scope<'_>,
        raw: &spec::Example,
        field: &AnswerField,
    ) -> Option<Spanned<String>> {
        let (name, found) = fit::read(&self.json, field)?;
        let path = match self.at.as_str() {
            "" => format!("$.{name}"),
            at => format!("$.{at}.{name}"),
        };
        let body = Body::of(scope.sources, &raw.content.answer.body);
        let text = match found {
            Value::String(text) => text.as_str(),
            _ => body.spelled(&path)?,
        };
        Some(Spanned::new(text.to_owned(), body.value(&path)))
    }
}

/// Whether what arrived is an expected value: of an enum its name is expected and its code arrives, numbers are compared as
/// numbers.
pub fn is_expected(provider: &Provider, kind: &ValueType, expected: &str, found: &str) -> bool {
    match kind {
        ValueType::Named(id) => match &provider[*id].kind {
            TypeKind::Enum(open) => is_value(open, expected, found),
            TypeKind::Identifier(identifier) => {
                is_scalar(identifier.scalar.scalar(), expected, found)
            }
            _ => expected == found,
        },
        ValueType::Scalar(scalar) => is_scalar(scalar, expected, found),
        ValueType::List(_) | ValueType::Map(_) => true,
    }
}

fn is_scalar(scalar: &Scalar, expected: &str, found: &str) -> bool {
    let number = |text| Decimal::from_str_exact(text).ok();
    match scalar {
        Scalar::Integer | Scalar::Decimal => number(expected) == number(found),
        // One moment and one boolean have many texts.
        Scalar::DateTime(_) | Scalar::Boolean => true,
        _ => expected == found,
    }
}

fn is_value(open: &EnumType, name: &str, found: &str) -> bool {
    let Some(value) = open.values.iter().find(|value| value.name == name) else {
        return false;
    };
    let mut codes = std::iter::once(&value.code).chain(&value.also);
    codes.any(|code| same(found, code) || (open.ignore_case && found.eq_ignore_ascii_case(code)))
}
