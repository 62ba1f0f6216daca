//! Whether an example's value fits the input that it is for, and a text the constraints of an input.

use rust_decimal::Decimal;

use super::{Misfit, text_misfit};
use crate::model::{Constraints, ExampleValue, InputField, Provider, TypeKind, ValueType};

/// Checks an example's value against the input it is for.
pub fn input(provider: &Provider, field: &InputField, value: &ExampleValue) -> Vec<Misfit> {
    let mut misfits = Vec::new();
    input_value(provider, &field.value, value, &field.name, &mut misfits);
    if let (ValueType::Scalar(_), ExampleValue::Text(text)) = (&field.value, value)
        && misfits.is_empty()
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
            (TypeKind::Identifier(identifier), ExampleValue::Text(text)) => {
                let problem = text_misfit(identifier.scalar.scalar(), text)
                    .or_else(|| constraint_misfit(&identifier.constraints, text));
                if let Some(problem) = problem {
                    misfit(&problem);
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
            (TypeKind::Identifier(_), _) => misfit("should be a single value"),
            (TypeKind::Input(_) | TypeKind::Choice(_), _) => {
                misfit("should be a mapping of inputs")
            }
            // Only an answer holds such a type, and its use in an input is a finding.
            (TypeKind::Answer(_), _) => {}
        },
        (ValueType::Scalar(_), _) => misfit("should be a single value"),
        (ValueType::List(_), _) => misfit("should be a list"),
        // Only an answer holds one, and its use in an input is a finding.
        (ValueType::Map(_), _) => {}
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

#[cfg(test)]
mod tests {
    use super::*;

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
