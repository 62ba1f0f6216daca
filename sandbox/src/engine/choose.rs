//! Which of several operations with one method and one path a request is for: the one whose constants it carries.

use codegen::model::{
    Body, Constant, Encoding, EncodingForm, InputField, InputPart, InputShape, Operation, Provider,
    Source, TypeKind, ValueType, WireField,
};

use super::check::{MISSING, check};
use super::decode::Decoded;
use super::route::Candidate;
use crate::http::RawRequest;
use crate::json::Json;

/// The first of those that fit best; the first of all where none fits, as its checks then say what is wrong.
pub(super) fn choose<'m>(
    provider: &Provider,
    first: Candidate<'m>,
    others: Vec<Candidate<'m>>,
    query: Option<&str>,
    request: &RawRequest,
) -> Candidate<'m> {
    if others.is_empty() {
        return first;
    }
    let mut chosen = (fit(provider, &first, query, request), first);
    for other in others {
        let fit = fit(provider, &other, query, request);
        if fit > chosen.0 {
            chosen = (fit, other);
        }
    }
    chosen.1
}

/// How well a request fits: by how many constants, then by whether all required fields are there. `None` where its body
/// is not one of the operation, or a constant differs or is missing.
fn fit(
    provider: &Provider,
    candidate: &Candidate<'_>,
    query: Option<&str>,
    request: &RawRequest,
) -> Option<(usize, bool)> {
    let operation = candidate.operation;
    let decoded = Decoded::read(operation, candidate.inputs.clone(), query, request).ok()?;
    let constants = constants(provider, operation, &decoded)?;
    let problems = check(provider, operation, &decoded).problems;
    let complete = problems.iter().all(|problem| problem.what != MISSING);
    Some((constants, complete))
}

/// How many constants of the operation the request carries; `None` where it lacks one.
fn constants(provider: &Provider, operation: &Operation, decoded: &Decoded) -> Option<usize> {
    let walk = |textual| Walk {
        provider,
        inputs: &operation.inputs,
        textual,
    };
    let mut count = walk(true).fields(&operation.query, &decoded.query)?;
    for field in &operation.headers {
        let found = decoded.headers.get(&field.name.to_ascii_lowercase());
        count += walk(true).field(field, found)?;
    }
    count += match &operation.body {
        Body::None => 0,
        Body::Json { fields, .. } => walk(false).fields(fields, &decoded.body)?,
        Body::Form(fields) => walk(true).fields(fields, &decoded.body)?,
    };
    Some(count)
}

/// Counts constants that came; `None` where one differs or is missing.
#[derive(Clone, Copy)]
struct Walk<'m> {
    provider: &'m Provider,
    inputs: &'m [InputField],
    /// Whether every value is text (query, headers, form) or has a JSON type.
    textual: bool,
}

impl<'m> Walk<'m> {
    fn fields(self, fields: &'m [WireField], object: &Json) -> Option<usize> {
        fields
            .iter()
            .map(|field| self.field(field, object.get(&field.name)))
            .sum()
    }

    fn field(self, field: &'m WireField, found: Option<&Json>) -> Option<usize> {
        let found = found.filter(|value| **value != Json::Null);
        if found.is_none() && field.only.is_some() {
            return Some(0);
        }
        match (&field.source, found) {
            (Source::Constant(constant), found) => {
                is_constant(constant, found?, self.textual).then_some(1)
            }
            // A client sends an object for its constants alone, so those of a missing one are missing.
            (Source::Object(inner), found) => self.fields(inner, found.unwrap_or(&Json::Null)),
            (
                Source::Input {
                    input,
                    part: InputPart::Whole,
                    encoding,
                },
                Some(found),
            ) => match self.inputs.get(*input) {
                Some(input) => self.value(&input.value, encoding, found),
                None => Some(0),
            },
            _ => Some(0),
        }
    }

    /// Constants of the types of a value. Those of a list count as often as in one item: how much was bought says
    /// nothing of the operation.
    fn value(self, value: &'m ValueType, encoding: &Encoding, found: &Json) -> Option<usize> {
        if encoding.form == EncodingForm::JsonText {
            let inner = found
                .text()
                .and_then(|text| Json::parse(text.as_bytes()).ok());
            let walk = Self {
                textual: false,
                ..self
            };
            return walk.value(value, &Encoding::default(), &inner.unwrap_or(Json::Null));
        }
        match (value, found) {
            (ValueType::List(item), Json::List(items)) => {
                most(items.iter().map(|found| self.value(item, encoding, found)))
            }
            (ValueType::Map(item), Json::Object(members)) => {
                let values = members.iter().map(|(_, found)| found);
                most(values.map(|found| self.value(item, encoding, found)))
            }
            (ValueType::Named(id), _) => match &self.provider[*id].kind {
                TypeKind::Input(shape) => self.shape(shape, found),
                TypeKind::Choice(variants) => variants
                    .iter()
                    .filter_map(|variant| self.shape(&variant.shape, found))
                    .max(),
                _ => Some(0),
            },
            _ => Some(0),
        }
    }

    fn shape(self, shape: &'m InputShape, found: &Json) -> Option<usize> {
        let walk = Self {
            inputs: &shape.inputs,
            ..self
        };
        walk.fields(&shape.body, found)
    }
}

/// The largest count; `None` where one lacks a constant.
fn most(mut counts: impl Iterator<Item = Option<usize>>) -> Option<usize> {
    counts.try_fold(0, |most, count| Some(most.max(count?)))
}

/// Whether a value is the constant; `textual` where every value is text.
pub(super) fn is_constant(constant: &Constant, found: &Json, textual: bool) -> bool {
    match (constant, found) {
        (Constant::Text(text), Json::Text(given)) => text == given,
        (Constant::Number(text), Json::Number(given)) => text == given,
        (Constant::Boolean(value), Json::Bool(given)) => value == given,
        (Constant::Number(text), Json::Text(given)) => textual && text == given,
        (Constant::Boolean(value), Json::Text(given)) => textual && value.to_string() == *given,
        _ => false,
    }
}
