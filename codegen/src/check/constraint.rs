//! Constraints: what is refused before anything is sent, and constraints that nothing can meet.

use rust_decimal::Decimal;

use crate::check::value::element;
use crate::check::{Scope, code};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::{Constraints, Scalar, ValueType};
use crate::spec;

/// The constraints of an input.
pub fn constraints(scope: &Scope<'_>, raw: &spec::Constraints, value: &ValueType) -> Constraints {
    let span_of = |length: &Option<Spanned<u32>>| length.as_ref().map(|length| length.span);
    let textual = matches!(
        value,
        ValueType::Scalar(
            Scalar::Text
                | Scalar::Secret
                | Scalar::RotatingSecret
                | Scalar::Base64Text
                | Scalar::Email
                | Scalar::Phone
                | Scalar::Url
        )
    );
    let numeric = matches!(value, ValueType::Scalar(Scalar::Integer | Scalar::Decimal));
    let text_key = [
        span_of(&raw.length),
        span_of(&raw.min_length),
        span_of(&raw.max_length),
        raw.pattern.as_ref().map(|p| p.span),
    ];
    let number_key = [
        raw.min.as_ref().map(|n| n.span),
        raw.max.as_ref().map(|n| n.span),
    ];
    if scope.identifier(element(value)).is_some() {
        if let Some(span) = text_key.into_iter().chain(number_key).flatten().next() {
            scope.sink.push(
                Finding::new(
                    code::NOT_FOR_TYPE,
                    span,
                    "the type of an identifier says itself what is refused",
                )
                .label("not said of a single input")
                .help("write it where the type is declared"),
            );
        }
        return Constraints::default();
    }
    if let Some(span) = text_key.into_iter().flatten().next().filter(|_| !textual) {
        scope.sink.push(
            Finding::new(
                code::NOT_FOR_TYPE,
                span,
                "only a text has a length or a pattern",
            )
            .label("its type is not a text"),
        );
    }
    if let Some(span) = number_key.into_iter().flatten().next().filter(|_| !numeric) {
        scope.sink.push(
            Finding::new(
                code::NOT_FOR_TYPE,
                span,
                "only a number has a smallest and a largest value",
            )
            .label("its type is not a number")
            .help("for a text write `min_length` or `max_length`"),
        );
    }
    let length = |bound: &Option<Spanned<u32>>| {
        raw.length
            .as_ref()
            .or(bound.as_ref())
            .map(|length| length.value)
    };
    let (mut min_length, mut max_length) = (length(&raw.min_length), length(&raw.max_length));
    let (mut min, mut max) = (raw.min.as_ref(), raw.max.as_ref());
    if let (Some(min), Some(max), Some(span)) = (
        min_length,
        max_length,
        span_of(&raw.max_length).filter(|_| min_length > max_length),
    ) {
        scope.sink.push(
            Finding::new(
                code::BAD_CONSTRAINT,
                span,
                format!("no text has at least {min} and at most {max} characters"),
            )
            .label("less than the smallest length")
            .second(
                span_of(&raw.length)
                    .or(span_of(&raw.min_length))
                    .unwrap_or(span),
                "the smallest length",
            ),
        );
    }
    let number = |text: &str| Decimal::from_str_exact(text).ok();
    let crossed = min.zip(max);
    let crossed = crossed.filter(|(min, max)| number(&min.value) > number(&max.value));
    if let Some((min, max)) = crossed {
        scope.sink.push(
            Finding::new(
                code::BAD_CONSTRAINT,
                max.span,
                format!(
                    "no number is at least {} and at most {}",
                    min.value, max.value
                ),
            )
            .label("less than the smallest value")
            .second(min.span, "the smallest value"),
        );
    }
    if let Some(pattern) = &raw.pattern
        && regex_lite::Regex::new(&format!("^(?:{})$", pattern.value)).is_err()
    {
        scope.sink.push(
            Finding::new(
                code::BAD_PATTERN,
                pattern.span,
                "the pattern is not a regular expression",
            )
            .label("cannot be read")
            .help("write one without look-around and back references, such as `[0-9]{6}`"),
        );
    }
    // A bound that is a finding is not held against examples, too.
    if !textual || min_length > max_length && max_length.is_some() {
        (min_length, max_length) = (None, None);
    }
    if !numeric || crossed.is_some() {
        (min, max) = (None, None);
    }
    // What nothing can meet is told once, not again for each example.
    let meetable = min_length <= max_length || max_length.is_none();
    Constraints {
        min_length,
        max_length: max_length.filter(|_| meetable),
        min: min.map(|min| min.value.clone()),
        max: max.map(|max| max.value.clone()),
        pattern: raw.pattern.as_ref().map(|pattern| pattern.value.clone()),
    }
}
