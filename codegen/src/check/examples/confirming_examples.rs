//! What the examples of a confirming operation answer: the facts that a confirmation compares.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde_json::Value;

use crate::check::body::Body;
use crate::check::example_answers::near_unread;
use crate::check::{Scope, code};
use crate::classify::{self, AnswerView, classify, same};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::fit;
use crate::model::{
    AnswerField, EnumType, Operation, Payload, Provider, RuleOutcome, Scalar, TypeKind, ValueType,
};
use crate::spec;
use crate::yaml::Span;

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

    /// The finding that a field is missing in it, where a flow confirms a payment by it.
    pub fn lacks(
        &self,
        scope: &Scope<'_>,
        name: &str,
        raw: &spec::Example,
        fields: &[AnswerField],
        field: &AnswerField,
    ) -> Finding {
        let read: Vec<&str> = (fields.iter())
            .flat_map(|field| field.wire.iter().map(String::as_str))
            .collect();
        let wire = field.wire.first().map_or("", String::as_str);
        let body = Body::of(scope.sources, &raw.content.answer.body);
        let message = format!("`{name}` does not answer `{wire}`, and a flow confirms by it");
        let finding = |place| Finding::new(code::FLOW_DIFFERS, place, message);
        match near_unread(std::slice::from_ref(&self.json), wire, &read) {
            Some(near) => finding(body.key(&self.path(&near)))
                .label("no field of the type is read from this")
                .help(format!("did you mean `{wire}`?")),
            None => finding(body.value(&self.path(wire)))
                .label("the confirmation would fail")
                .help("name an example that answers it"),
        }
    }

    /// The path from the body to what stands at a path in the payload.
    fn path(&self, inside: &str) -> String {
        match self.at.as_str() {
            "" => format!("$.{inside}"),
            at => format!("$.{at}.{inside}"),
        }
    }

    /// The text of a field as the example spells it, and where that stands.
    pub fn text(
        &self,
        scope: &Scope<'_>,
        raw: &spec::Example,
        field: &AnswerField,
    ) -> Option<Spanned<String>> {
        let (name, found) = fit::read(&self.json, field)?;
        let path = self.path(name);
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

/// Finds facts that a confirmation compares and that no `done` example of its operation answers. Gives the names of the
/// fields that this was told of.
pub fn check(scope: &Scope<'_>, provider: &Provider) -> BTreeSet<Span> {
    let mut told = BTreeSet::new();
    for (entry, callback) in scope.callbacks.iter().zip(&provider.callbacks) {
        let (Some(raw), Some(confirm)) = (&entry.raw.confirm, &callback.confirm) else {
            continue;
        };
        let Some(operation) = provider.operations.get(confirm.operation.0) else {
            continue;
        };
        let facts = [
            (
                &raw.echo,
                confirm.echo,
                any as fn(&Provider, &ValueType) -> bool,
            ),
            (&raw.amount, confirm.amount, is_amount),
            (&raw.currency, confirm.currency, is_currency),
        ];
        for (name, field, fits) in facts {
            let (Some(name), Some(place)) = (name, field) else {
                continue;
            };
            // What is of another type is found where it is named.
            let fields = done_fields(provider, operation).map_or(&[][..], |(_, fields)| fields);
            if fields
                .get(place)
                .is_none_or(|field| !fits(provider, &field.value))
            {
                continue;
            }
            if let Some(never) = never_answered(scope, provider, operation, name, place) {
                // A name on the wire is corrected once, however many callbacks compare what it holds.
                if told.insert(never.field) || !never.on_the_wire {
                    scope.sink.push(never.finding);
                }
            }
        }
        if let Some(name) = &raw.amount {
            other_amount(scope, &callback.name, operation, name);
        }
    }
    told
}

fn any(_: &Provider, _: &ValueType) -> bool {
    true
}

fn is_amount(_: &Provider, kind: &ValueType) -> bool {
    *kind == ValueType::Scalar(Scalar::Decimal)
}

fn is_currency(provider: &Provider, kind: &ValueType) -> bool {
    match kind {
        ValueType::Named(id) => matches!(provider[*id].kind, TypeKind::Enum(_)),
        kind => *kind == ValueType::Scalar(Scalar::Currency),
    }
}

/// A field that no `done` example answers.
struct Never {
    /// The field's name in its type.
    field: Span,
    /// Whether its name on the wire is nearly one that is answered.
    on_the_wire: bool,
    finding: Finding,
}

fn never_answered(
    scope: &Scope<'_>,
    provider: &Provider,
    operation: &Operation,
    name: &Spanned<String>,
    place: usize,
) -> Option<Never> {
    let (id, fields) = done_fields(provider, operation)?;
    let field = fields.get(place)?;
    // That a required field is missing is found in the example.
    if !field.optional || is_answered(scope, operation, field) != Some(false) {
        return None;
    }
    let spec::TypeKind::Answer(raw) = &scope.types.get(id)?.raw.kind else {
        return None;
    };
    let (own, raw) = raw.iter().find(|(own, _)| own.value == field.name)?;
    let read: Vec<&str> = fields
        .iter()
        .flat_map(|field| field.wire.iter().map(String::as_str))
        .collect();
    let payloads = done_payloads(scope, operation)?;
    let objects: Vec<Value> = payloads.into_iter().map(|payload| payload.json).collect();
    let near = field
        .wire
        .iter()
        .enumerate()
        .find_map(|(at, path)| Some((at, near_unread(&objects, path, &read)?)));
    let message = format!(
        "no `done` example of `{}` answers `{}`, which a confirmation compares",
        operation.name, field.name
    );
    let on_the_wire = near.is_some();
    let finding = match near {
        Some((at, near)) => {
            let given = raw.names.as_ref().and_then(|names| names.get(at));
            let at = given.map_or(own.span, |path| path.span);
            Finding::new(code::NEVER_ANSWERED, at, message)
                .label("not in any of them")
                .second(name.span, "compared here")
                .help(format!("did you mean `{near}`?"))
        }
        None => Finding::new(code::NEVER_ANSWERED, name.span, message)
            .label("nothing would ever be confirmed")
            .second(own.span, "read as this says")
            .help("name a field that is answered, or add an example that answers this one"),
    };
    Some(Never {
        field: own.span,
        on_the_wire,
        finding,
    })
}

/// The payloads of the `done` examples of an operation; `None` where not all of its examples could be built.
fn done_payloads(scope: &Scope<'_>, operation: &Operation) -> Option<Vec<DonePayload>> {
    let raw = scope
        .operations
        .get(scope.operations.position(&operation.name)?)?
        .raw;
    let lost = raw.examples.is_incomplete() || scope.gaps.lacks_answers(&operation.name);
    let examples = raw.examples.values();
    (!lost).then(|| {
        examples
            .filter_map(|example| DonePayload::of(operation, example))
            .collect()
    })
}

/// Whether a `done` example of an operation answers a field; `None` where it has no such example.
pub fn is_answered(scope: &Scope<'_>, operation: &Operation, field: &AnswerField) -> Option<bool> {
    let payloads = done_payloads(scope, operation)?;
    let answers = |payload: &DonePayload| fit::read(&payload.json, field).is_some();
    (!payloads.is_empty()).then(|| payloads.iter().any(answers))
}

/// The fields of what an operation gives when it is done, and the place of their type.
pub fn done_fields<'p>(
    provider: &'p Provider,
    operation: &Operation,
) -> Option<(usize, &'p [AnswerField])> {
    operation.rules.iter().find_map(|rule| match &rule.outcome {
        RuleOutcome::Done(Payload::Value {
            value: ValueType::Named(id),
            ..
        }) => match &provider.types.get(id.0)?.kind {
            TypeKind::Answer(fields) => Some((id.0, fields.as_slice())),
            _ => None,
        },
        _ => None,
    })
}

/// Finds that a payment would be compared with what was given back of it, or with what it cost.
fn other_amount(scope: &Scope<'_>, callback: &str, operation: &Operation, name: &Spanned<String>) {
    let Some(other) = named_like(callback, operation, &name.value) else {
        return;
    };
    let message = format!("`{}` is not what was paid", name.value);
    scope.sink.push(
        Finding::new(code::OTHER_AMOUNT, name.span, message)
            .label(format!("named like a {other}"))
            .help("name the field that holds the amount of the payment itself"),
    );
}

/// What else than a payment an amount is named like, where neither the callback nor the operation is about that.
pub fn named_like(callback: &str, operation: &Operation, amount: &str) -> Option<&'static str> {
    const OTHERS: [&str; 3] = ["refund", "commission", "fee"];
    let tells = |name: &str, other: &str| {
        name.split('_').any(|word| {
            let rest = word.strip_prefix(other);
            rest.is_some_and(|rest| ["", "s", "ed", "able"].contains(&rest))
        })
    };
    // Of a total with commission the commission is only a part.
    let what = amount.split("_with_").next().unwrap_or(amount);
    let other = OTHERS.into_iter().find(|other| tells(what, other))?;
    (!tells(callback, other) && !tells(&operation.name, other)).then_some(other)
}
