//! What the model says, as English sentences. Rustdoc and the Markdown pages share them.

use std::time::Duration;

use super::{markdown, operation};
use crate::model::{
    AuthKind, Choosable, Confidence, Constraints, DateTimeForm, Effect, Evidence, HttpMethod,
    IdentifierType, Operation, OperationKind, PathPart, Provider, RequestLine, Resolve, Scalar,
    ValueType,
};

mod outcome;

pub use outcome::*;

/// A text with a full stop, where it lacks an end.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?', ':']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// A text that stands after something else in its sentence: without its own full stop.
pub fn clause(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// How a method is written.
pub fn method(method: HttpMethod) -> &'static str {
    match method {
        HttpMethod::Get => "GET",
        HttpMethod::Post => "POST",
        HttpMethod::Put => "PUT",
        HttpMethod::Delete => "DELETE",
    }
}

/// A request line as people write it: `GET /cards/{id}`.
pub fn request_line(operation: &Operation, line: &RequestLine) -> String {
    let path: String = line
        .path
        .iter()
        .map(|part| match part {
            PathPart::Text(text) => text.clone(),
            PathPart::Input(input) => {
                format!(
                    "{{{}}}",
                    operation
                        .inputs
                        .get(*input)
                        .map_or("", |input| input.name.as_str())
                )
            }
        })
        .collect();
    format!("{} {path}", method(line.method))
}

/// A confidence in one word or two.
pub fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Documented => "documented",
        Confidence::VendorCode => "vendor's code",
        Confidence::Family => "sibling brands",
        Confidence::Inferred => "inferred",
    }
}

/// Where a fact is from, as one sentence; one that is not documented says so first.
pub fn evidence(evidence: &Evidence) -> String {
    let listed = sources(evidence);
    if evidence.confidence() == Confidence::Documented {
        format!("{}.", capital(&listed))
    } else {
        format!("Not documented by the provider. {}.", capital(&listed))
    }
}

/// Where a single field, value or code is from, as one sentence, if its surest source is less sure than the provider's
/// documentation.
pub fn known_from(evidence: Option<&Evidence>) -> Option<String> {
    let evidence = evidence.filter(|found| found.confidence() != Confidence::Documented)?;
    let listed = sources(evidence);
    Some(if evidence.confidence() == Confidence::Inferred {
        format!("Only {listed}.")
    } else {
        format!("Known only from {listed}.")
    })
}

/// The sources of a fact by their confidence, as a clause.
fn sources(evidence: &Evidence) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut last = None;
    for (confidence, source) in &evidence.sources {
        let source = markdown::inline(clause(source));
        if last == Some(*confidence) {
            parts.push(format!(", {source}"));
        } else {
            let join = if last.is_none() { "" } else { "; " };
            parts.push(format!("{join}{}: {source}", self::confidence(*confidence)));
        }
        last = Some(*confidence);
    }
    parts.concat()
}

/// A text with a capital first letter.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// What is refused before anything is sent, as sentences.
pub fn constraints(constraints: &Constraints) -> Vec<String> {
    let mut said = Vec::new();
    let characters = |count: u32| {
        if count == 1 {
            "1 character".to_owned()
        } else {
            format!("{count} characters")
        }
    };
    match (constraints.min_length, constraints.max_length) {
        (Some(min), Some(max)) if min == max => said.push(format!("Exactly {}.", characters(min))),
        (Some(min), Some(max)) => said.push(format!("{min} to {}.", characters(max))),
        (Some(1), None) => said.push("Not empty.".to_owned()),
        (Some(min), None) => said.push(format!("At least {}.", characters(min))),
        (None, Some(max)) => said.push(format!("At most {}.", characters(max))),
        (None, None) => {}
    }
    match (&constraints.min, &constraints.max) {
        (Some(min), Some(max)) => said.push(format!("{min} to {max}.")),
        (Some(min), None) => said.push(format!("At least {min}.")),
        (None, Some(max)) => said.push(format!("At most {max}.")),
        (None, None) => {}
    }
    if let Some(pattern) = &constraints.pattern {
        said.push(format!("Matches {}.", markdown::code(pattern)));
    }
    said
}

/// A value's type, in the words of the spec language.
pub fn type_name(provider: &Provider, value: &ValueType) -> String {
    match value {
        ValueType::Scalar(scalar) => scalar_name(scalar).to_owned(),
        ValueType::Named(id) => format!("`{}`", provider[*id].name),
        ValueType::List(item) => format!("list of {}", type_name(provider, item)),
        ValueType::Map(item) => format!("map of number to {}", type_name(provider, item)),
    }
}

fn scalar_name(scalar: &Scalar) -> &'static str {
    match scalar {
        Scalar::Text => "text",
        Scalar::Secret => "secret text",
        Scalar::RotatingSecret => "secret text that changes",
        Scalar::Base64Text => "text, Base64 on the wire",
        Scalar::Integer => "integer",
        Scalar::Decimal => "decimal",
        Scalar::Boolean => "boolean",
        Scalar::Date => "date",
        Scalar::DateTime(_) => "moment",
        Scalar::CardNumber => "card number",
        Scalar::CardExpiry => "card expiry",
        Scalar::Cvv => "card verification value",
        Scalar::Currency => "currency, ISO 4217",
        Scalar::Email => "e-mail address",
        Scalar::Phone => "phone number",
        Scalar::IpAddress => "IPv4 address",
        Scalar::Url => "`https` address",
        Scalar::Portion { .. } => "all of the amount, or a part of it",
    }
}

/// What a caller must know of a value's form, beyond its type; empty where the type says it.
pub fn form(value: &ValueType) -> Option<String> {
    match value {
        ValueType::Scalar(Scalar::RotatingSecret) => {
            Some("It changes from time to time: do not store it.".to_owned())
        }
        ValueType::Scalar(Scalar::Base64Text) => {
            Some("Base64 on the wire, the text itself here.".to_owned())
        }
        ValueType::Scalar(Scalar::Decimal) => Some("An exact decimal in major units.".to_owned()),
        ValueType::Scalar(Scalar::DateTime(format)) => Some(match (format.form, &format.zone) {
            (DateTimeForm::Rfc3339, _) | (_, None) => {
                "A moment; its text tells the offset.".to_owned()
            }
            (_, Some(zone)) => format!(
                "A moment; its text tells no zone and is read as {}.",
                markdown::inline(zone)
            ),
        }),
        ValueType::Map(_) => Some("Keyed by number.".to_owned()),
        _ => None,
    }
}

/// What a caller must know of an identifier, as sentences.
pub fn identifier(identifier: &IdentifierType) -> Vec<String> {
    let scalar = identifier.scalar.scalar();
    let mut said = vec![format!(
        "{}, with a type of its own: no other value can be passed for one.",
        capital(scalar_name(scalar))
    )];
    said.extend(form(&ValueType::Scalar(scalar.clone())));
    said.extend(constraints(&identifier.constraints));
    said
}

/// How long, in words.
pub fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (count, unit) = match seconds {
        seconds if seconds != 0 && seconds.is_multiple_of(3600) => (seconds / 3600, "hour"),
        seconds if seconds != 0 && seconds.is_multiple_of(60) => (seconds / 60, "minute"),
        seconds => (seconds, "second"),
    };
    if count == 1 {
        format!("1 {unit}")
    } else {
        format!("{count} {unit}s")
    }
}

/// How an operation is authenticated, as a sentence.
pub fn auth(provider: &Provider, operation: &Operation) -> String {
    let Some(id) = operation.auth else {
        return "No authentication.".to_owned();
    };
    match &provider[id].kind {
        AuthKind::Headers(headers) => {
            let names: Vec<_> = headers
                .iter()
                .map(|(name, _)| markdown::code(name))
                .collect();
            format!(
                "Authenticated by the {} {}.",
                plural(names.len(), "header", "headers"),
                and(&names)
            )
        }
        AuthKind::Token(token) => {
            format!(
                "Authenticated by a token in the header {}; the client gets and renews it.",
                markdown::code(&token.header)
            )
        }
    }
}

fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

/// `a`, `a and b`, `a, b and c`.
pub fn and(items: &[String]) -> String {
    join(items, "and")
}

/// `a`, `a or b`, `a, b or c`.
pub fn or(items: &[String]) -> String {
    join(items, "or")
}

fn join(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}

/// One word for an effect.
pub fn effect_word(effect: &Effect) -> &'static str {
    match effect {
        Effect::Read => "read",
        Effect::Repeatable => "repeatable",
        Effect::Once(_) => "once",
    }
}

/// What sending twice does, and what to do when no answer comes.
pub fn effect(provider: &Provider, operation: &Operation) -> String {
    match (&operation.effect, operation.kind) {
        (Effect::Read, _) => "It only reads: if no answer comes, call it again.".to_owned(),
        (Effect::Repeatable, _) => {
            "Sending it again does the same as sending it once: call it again.".to_owned()
        }
        (Effect::Once(resolve), kind) => {
            let never = match kind {
                OperationKind::Call => {
                    "Sent again it may take effect twice, so the client never sends it again by itself."
                }
                OperationKind::BrowserForm => {
                    "Sent again it may take effect twice, so show the form once."
                }
            };
            match resolve {
                Resolve::None { because } => format!(
                    "{never} A lost answer is an unknown outcome, and no operation can tell what came of it: {}",
                    markdown::inline(&sentence(because))
                ),
                Resolve::By { operation, .. } => format!(
                    "{never} A lost answer is an unknown outcome: `{}` tells what came of it.",
                    provider[*operation].name
                ),
            }
        }
    }
}

/// The choices of a choosable value, as pairs of the choice's name (none where it is fixed) and the value.
pub fn choices<'m, T>(
    provider: &'m Provider,
    choosable: &'m Choosable<T>,
) -> Vec<(Option<(&'m str, &'m str)>, &'m T)> {
    match choosable {
        Choosable::Fixed(value) => vec![(None, value)],
        Choosable::Chosen {
            alternative,
            values,
        } => {
            let alternative = &provider[*alternative];
            let names = alternative
                .choices
                .iter()
                .map(|choice| Some((alternative.name.as_str(), choice.name.as_str())));
            names.zip(values).collect()
        }
    }
}

/// Whether the operation is one that the client calls by itself.
pub fn is_token_operation(provider: &Provider, operation: &Operation) -> bool {
    operation::token_operation(provider).is_some_and(|id| std::ptr::eq(&provider[id], operation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::fixture;
    use crate::model::IdentifierScalar;

    #[test]
    fn constraints_read_as_sentences() {
        let all = Constraints {
            min_length: Some(2),
            max_length: Some(2),
            min: Some("1".to_owned()),
            max: None,
            pattern: Some("[A-Z]{2}".to_owned()),
        };
        assert_eq!(
            constraints(&all),
            [
                "Exactly 2 characters.",
                "At least 1.",
                "Matches `[A-Z]{2}`."
            ]
        );
        let not_empty = Constraints {
            min_length: Some(1),
            ..Constraints::default()
        };
        assert_eq!(constraints(&not_empty), ["Not empty."]);
        let most = Constraints {
            max_length: Some(1),
            ..Constraints::default()
        };
        assert_eq!(constraints(&most), ["At most 1 character."]);
    }

    #[test]
    fn what_is_not_documented_says_so_first() {
        let text = |confidence, source: &str| (confidence, source.to_owned());
        let sure = Evidence {
            sources: vec![
                text(Confidence::Documented, "a.txt"),
                text(Confidence::Documented, "b.txt"),
            ],
        };
        assert_eq!(evidence(&sure), "Documented: a.txt, b.txt.");
        let unsure = Evidence {
            sources: vec![
                text(Confidence::VendorCode, "x"),
                text(Confidence::Inferred, "y."),
            ],
        };
        assert_eq!(
            evidence(&unsure),
            "Not documented by the provider. Vendor's code: x; inferred: y."
        );
    }

    #[test]
    fn an_identifier_says_what_it_is_made_of_and_what_is_refused() {
        let code = |scalar| {
            identifier(&IdentifierType {
                scalar,
                constraints: Constraints {
                    min_length: Some(1),
                    max_length: Some(9),
                    ..Constraints::default()
                },
            })
        };
        assert_eq!(
            code(IdentifierScalar::Text),
            [
                "Text, with a type of its own: no other value can be passed for one.",
                "1 to 9 characters."
            ]
        );
        assert_eq!(
            code(IdentifierScalar::RotatingSecret)[1..],
            [
                "It changes from time to time: do not store it.",
                "1 to 9 characters."
            ]
        );
    }

    #[test]
    fn a_field_says_where_it_is_from_only_where_its_provider_does_not() {
        let known = |sources: &[(Confidence, &str)]| {
            let sources = sources
                .iter()
                .map(|(confidence, source)| (*confidence, (*source).to_owned()))
                .collect();
            known_from(Some(&Evidence { sources }))
        };
        assert_eq!(known_from(None), None);
        assert_eq!(
            known(&[
                (Confidence::Documented, "a.txt"),
                (Confidence::Family, "Sipay"),
            ]),
            None
        );
        assert_eq!(
            known(&[
                (Confidence::Family, "Sipay"),
                (Confidence::Family, "PayBull"),
                (Confidence::Inferred, "its name."),
            ])
            .as_deref(),
            Some("Known only from sibling brands: Sipay, PayBull; inferred: its name.")
        );
        assert_eq!(
            known(&[(Confidence::Inferred, "its name.")]).as_deref(),
            Some("Only inferred: its name.")
        );
    }

    #[test]
    fn a_lost_answer_of_a_once_operation_names_who_can_tell() {
        let provider = fixture::provider();
        assert!(
            effect(&provider, &provider.operations[fixture::PAY])
                .ends_with("`check_payment` tells what came of it.")
        );
        assert_eq!(
            effect(&provider, &provider.operations[fixture::CHECK_PAYMENT]),
            "It only reads: if no answer comes, call it again."
        );
    }

    #[test]
    fn durations_take_the_largest_unit_that_fits() {
        assert_eq!(duration(Duration::from_secs(7200)), "2 hours");
        assert_eq!(duration(Duration::from_secs(60)), "1 minute");
        assert_eq!(duration(Duration::from_secs(90)), "90 seconds");
    }

    #[test]
    fn sentences_end_once() {
        assert_eq!(sentence("a "), "a.");
        assert_eq!(sentence("a."), "a.");
        assert_eq!(clause("a."), "a");
    }
}
