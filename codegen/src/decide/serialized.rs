//! What of an answer is written where it is serialized.

use crate::model::{AnswerField, Provider, Scalar, ValueType};

/// The fields that are written: none that must never be shown, and of those that read one name on the wire in several ways the
/// last, so that no name is written twice.
pub fn fields<'m>(provider: &Provider, fields: &'m [AnswerField]) -> Vec<&'m AnswerField> {
    let shown = |field: &&AnswerField| !is_secret(provider, &field.value);
    let all: Vec<&AnswerField> = fields.iter().filter(shown).collect();
    let later = |place: usize, field: &AnswerField| {
        let mut rest = all.iter().skip(place + 1);
        rest.any(|other| name(other) == name(field))
    };
    all.iter()
        .enumerate()
        .filter(|(place, field)| !later(*place, field))
        .map(|(_, field)| *field)
        .collect()
}

/// The name that a field is written under: the first that it is read from.
pub fn name(field: &AnswerField) -> &str {
    field.wire.first().unwrap_or(&field.name)
}

/// Whether a value must never be shown, so that it is left out where an answer is serialized.
fn is_secret(provider: &Provider, value: &ValueType) -> bool {
    match value {
        ValueType::List(item) | ValueType::Map(item) => is_secret(provider, item),
        value => matches!(
            provider.scalar(value),
            Some(
                Scalar::Secret
                    | Scalar::RotatingSecret
                    | Scalar::CardNumber
                    | Scalar::Cvv
                    | Scalar::CardExpiry
            )
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::fixture;
    use crate::model::{Constraints, IdentifierScalar, IdentifierType, Leniency, TypeId, TypeKind};

    #[test]
    fn a_name_on_the_wire_that_two_fields_read_is_written_once() {
        let provider = fixture::provider();
        let field = |name: &str, wire: &str| AnswerField {
            name: name.to_owned(),
            rust: name.to_owned(),
            summary: String::new(),
            value: ValueType::Scalar(Scalar::Text),
            wire: vec![wire.to_owned()],
            optional: true,
            leniency: Leniency::default(),
            quirks: Vec::new(),
            evidence: None,
        };
        let all = [
            field("rate", "rate"),
            field("title", "title"),
            field("rate_text", "rate"),
        ];
        let shown: Vec<&str> = fields(&provider, &all)
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        assert_eq!(shown, ["title", "rate_text"]);
    }

    #[test]
    fn an_identifier_is_as_secret_as_what_it_is_made_of() {
        let mut provider = fixture::provider();
        for (scalar, secret) in [
            (IdentifierScalar::Text, false),
            (IdentifierScalar::Integer, false),
            (IdentifierScalar::Secret, true),
            (IdentifierScalar::RotatingSecret, true),
        ] {
            let identifier = IdentifierType {
                scalar,
                constraints: Constraints::default(),
            };
            provider.types[0].kind = TypeKind::Identifier(identifier);
            let value = ValueType::Named(TypeId(0));
            assert_eq!(is_secret(&provider, &value), secret, "{scalar:?}");
            let list = ValueType::List(Box::new(value));
            assert_eq!(is_secret(&provider, &list), secret, "{scalar:?}");
        }
    }
}
