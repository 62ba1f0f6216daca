//! Which inputs an example is called with, and which example a page shows.

use super::operation;
use crate::fit;
use crate::model::{
    AlternativeId, AuthKind, Body, ChoiceVariant, Choosable, Constraints, Effect, Example,
    ExampleOutcome, ExampleValue, HttpMethod, InputField, InputShape, Operation, OperationId,
    OperationKind, PathPart, Provider, Scalar, Source, TypeKind, ValueType,
};

/// The inputs that an example is called with: its own, else those of the operation's first example with a request, else
/// made from the types. `None` where a pattern leaves nothing to make up.
pub fn inputs(
    provider: &Provider,
    operation: &Operation,
    example: &Example,
) -> Option<Vec<(usize, ExampleValue)>> {
    let given = |example: &Example| {
        let inputs = example.request.as_ref().map(|request| &request.inputs)?;
        let all = operation.inputs.iter().enumerate().all(|(place, input)| {
            input.optional || inputs.iter().any(|(given, _)| *given == place)
        });
        all.then(|| inputs.clone())
    };
    given(example)
        .or_else(|| operation.examples.iter().find_map(given))
        .or_else(|| {
            let required = operation
                .inputs
                .iter()
                .enumerate()
                .filter(|(_, input)| !input.optional);
            required
                .map(|(place, input)| Some((place, made(provider, input)?)))
                .collect()
        })
}

/// Whether the inputs of an example are its own, so that its shown body must come out of them.
pub fn shows_its_request(operation: &Operation, example: &Example) -> bool {
    example.request.as_ref().is_some_and(|request| {
        operation.inputs.iter().enumerate().all(|(place, input)| {
            input.optional || request.inputs.iter().any(|(given, _)| *given == place)
        })
    })
}

/// The example that a page shows: the first good one with its request, else the first good one.
pub fn shown(operation: &Operation) -> Option<&Example> {
    let good = || {
        operation
            .examples
            .iter()
            .filter(|example| is_good(&example.outcome))
    };
    good()
        .find(|example| shows_its_request(operation, example))
        .or_else(|| good().next())
}

/// Whether an outcome gives the operation's output.
pub fn is_good(outcome: &ExampleOutcome) -> bool {
    matches!(
        outcome,
        ExampleOutcome::Done | ExampleOutcome::Accepted | ExampleOutcome::Open
    )
}

/// The first call that a page shows for a provider: one that only reads, with inputs where there is such a one.
pub fn first_call(provider: &Provider) -> Option<(OperationId, &Example)> {
    let token = operation::token_operation(provider);
    let calls = || {
        provider
            .operations
            .iter()
            .enumerate()
            .filter_map(|(place, operation)| {
                let id = OperationId(place);
                let fits = operation.kind == OperationKind::Call && Some(id) != token;
                fits.then_some(())
                    .and_then(|()| shown(operation))
                    .map(|example| (id, example))
            })
    };
    let reads = |id: OperationId| provider[id].effect == Effect::Read;
    calls()
        .find(|(id, _)| reads(*id) && !provider[*id].inputs.is_empty())
        .or_else(|| calls().find(|(id, _)| reads(*id)))
        .or_else(|| calls().next())
}

/// The answer of the token operation that a test gives, with the token in it.
pub fn token_answer(provider: &Provider) -> Option<&Example> {
    let token = operation::token_operation(provider)?;
    provider[token]
        .examples
        .iter()
        .find(|example| example.outcome == ExampleOutcome::Done)
}

/// The token that an answer of the token operation carries.
pub fn token_in(provider: &Provider, example: &Example) -> Option<String> {
    let token = provider.auths.iter().find_map(|auth| match &auth.kind {
        AuthKind::Token(token) => Some(token),
        AuthKind::Headers(_) => None,
    })?;
    let expected = super::expect::expected(provider, &provider[token.operation], example)?;
    let super::expect::Expected::Object(_, fields) = expected else {
        return None;
    };
    match fields.into_iter().nth(token.value) {
        Some((_, super::expect::Expected::Secret(text) | super::expect::Expected::Text(text))) => {
            Some(text)
        }
        _ => None,
    }
}

/// A choice of a disputed fact that is not the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The fact.
    pub alternative: AlternativeId,
    /// The choice's place.
    pub choice: usize,
}

/// The value under a choice, all other facts at their defaults.
pub fn under<'m, T>(
    provider: &'m Provider,
    choosable: &'m Choosable<T>,
    chosen: Option<Chosen>,
) -> &'m T {
    match (choosable, chosen) {
        (
            Choosable::Chosen {
                alternative,
                values,
            },
            Some(chosen),
        ) if *alternative == chosen.alternative => values
            .get(chosen.choice)
            .unwrap_or_else(|| choosable.default_value(provider)),
        _ => choosable.default_value(provider),
    }
}

/// Every choice but the defaults that an operation's request depends on, with whether it changes no more of it than the
/// request line and what the signature covers: the body that an example shows must come out then as well.
pub fn choices(provider: &Provider, operation: &Operation) -> Vec<(Chosen, bool)> {
    let mut found = Vec::new();
    for alternative in operation::alternatives(provider, operation) {
        let mut rest = operation.clone();
        settle(&mut rest.request, alternative);
        if let Body::Json { fields, .. } | Body::Form(fields) = &mut rest.body {
            for field in fields {
                if let Source::Signature { over, .. } = &mut field.source {
                    settle(over, alternative);
                }
            }
        }
        let same_body = !operation::alternatives(provider, &rest).contains(&alternative);
        let fact = &provider[alternative];
        let others = (0..fact.choices.len()).filter(|choice| *choice != fact.default);
        found.extend(others.map(|choice| {
            (
                Chosen {
                    alternative,
                    choice,
                },
                same_body,
            )
        }));
    }
    found
}

/// Takes an alternative out of a value.
fn settle<T: Clone>(choosable: &mut Choosable<T>, settled: AlternativeId) {
    if let Choosable::Chosen {
        alternative,
        values,
    } = choosable
        && *alternative == settled
        && let Some(value) = values.first()
    {
        *choosable = Choosable::Fixed(value.clone());
    }
}

/// The method and path that a choice makes of an example's inputs; the path is percent-encoded.
pub fn request_line(
    provider: &Provider,
    operation: &Operation,
    inputs: &[(usize, ExampleValue)],
    chosen: Option<Chosen>,
) -> (HttpMethod, String) {
    let line = under(provider, &operation.request, chosen);
    let path = line
        .path
        .iter()
        .map(|part| match part {
            PathPart::Text(text) => text.clone(),
            PathPart::Input(place) => match inputs.iter().find(|(given, _)| given == place) {
                Some((_, ExampleValue::Text(text))) => percent_encoded(text),
                _ => String::new(),
            },
        })
        .collect();
    (line.method, path)
}

/// Whether a request carries a body at all.
pub fn has_body(operation: &Operation) -> bool {
    operation.body != Body::None
}

fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// A value that an input takes, made up.
fn made(provider: &Provider, input: &InputField) -> Option<ExampleValue> {
    made_value(provider, &input.value, &input.constraints)
}

fn made_value(
    provider: &Provider,
    value: &ValueType,
    constraints: &Constraints,
) -> Option<ExampleValue> {
    let text = |text: &str| ExampleValue::Text(text.to_owned());
    Some(match value {
        ValueType::Scalar(scalar) => {
            let candidates = candidates(scalar, constraints);
            let fits = |text: &&String| {
                fit::text_misfit(scalar, text).is_none()
                    && fit::constraint_misfit(constraints, text).is_none()
            };
            ExampleValue::Text(candidates.iter().find(fits)?.clone())
        }
        ValueType::List(item) => {
            ExampleValue::List(vec![made_value(provider, item, &Constraints::default())?])
        }
        ValueType::Map(_) => return None,
        ValueType::Named(id) => match &provider[*id].kind {
            TypeKind::Enum(open) => text(&open.values.first()?.name),
            TypeKind::Identifier(identifier) => {
                let scalar = ValueType::Scalar(identifier.scalar.scalar().clone());
                return made_value(provider, &scalar, &identifier.constraints);
            }
            TypeKind::Input(shape) => made_object(provider, shape)?,
            TypeKind::Choice(variants) => {
                let ChoiceVariant { name, shape, .. } = variants.first()?;
                ExampleValue::Object(vec![(name.clone(), made_object(provider, shape)?)])
            }
            TypeKind::Answer(_) => return None,
        },
    })
}

fn made_object(provider: &Provider, shape: &InputShape) -> Option<ExampleValue> {
    let required = shape.inputs.iter().filter(|input| !input.optional);
    let fields: Option<Vec<_>> = required
        .map(|input| Some((input.name.clone(), made(provider, input)?)))
        .collect();
    fields.map(ExampleValue::Object)
}

fn candidates(scalar: &Scalar, constraints: &Constraints) -> Vec<String> {
    let fixed: &[&str] = match scalar {
        Scalar::Text | Scalar::Secret | Scalar::RotatingSecret => &[
            "example",
            "1",
            "12345678901",
            "ABC",
            "A1",
            "INV-1",
            "2026-01-31",
            "0000",
            "00000000-0000-4000-8000-000000000001",
        ],
        Scalar::Base64Text => &["ZXhhbXBsZQ=="],
        Scalar::Integer => &["1", "12", "100", "2026", "0"],
        Scalar::Decimal | Scalar::Portion { .. } => &["10.00", "1", "0.10", "1000.00"],
        Scalar::Boolean => &["true"],
        Scalar::Date => &["2026-01-31"],
        Scalar::DateTime(format) => match format.form {
            crate::model::DateTimeForm::Spaced => &["2026-01-31 12:00:00"],
            crate::model::DateTimeForm::TSeparated => &["2026-01-31T12:00:00"],
            crate::model::DateTimeForm::Rfc3339 => &["2026-01-31T12:00:00Z"],
        },
        Scalar::CardNumber => &["4508034508034509"],
        Scalar::CardExpiry => &["12/2030"],
        Scalar::Cvv => &["000"],
        Scalar::Currency => &["TRY"],
        Scalar::Email => &["shopper@shop.example"],
        Scalar::Phone => &["+905550000000"],
        Scalar::IpAddress => &["192.0.2.1"],
        Scalar::Url => &["https://shop.example/return"],
    };
    let mut candidates: Vec<String> = fixed.iter().map(|&text| text.to_owned()).collect();
    if matches!(
        scalar,
        Scalar::Text | Scalar::Secret | Scalar::RotatingSecret
    ) {
        for length in [constraints.min_length, constraints.max_length]
            .into_iter()
            .flatten()
            .filter(|length| *length <= 4096)
        {
            let length = usize::try_from(length).unwrap_or_default();
            candidates.extend(["1".repeat(length), "A".repeat(length)]);
        }
    }
    candidates.extend(
        [&constraints.min, &constraints.max]
            .into_iter()
            .flatten()
            .cloned(),
    );
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::fixture;

    #[test]
    fn an_example_without_a_request_borrows_the_inputs_of_one_that_has_it() {
        let provider = fixture::provider();
        let pay = &provider.operations[fixture::PAY];
        let declined = &pay.examples[1];
        assert!(!shows_its_request(pay, declined));
        assert_eq!(
            inputs(&provider, pay, declined),
            inputs(&provider, pay, &pay.examples[0])
        );
    }

    #[test]
    fn inputs_are_made_where_no_example_has_any_and_keep_their_constraints() {
        let mut provider = fixture::provider();
        let pay = &mut provider.operations[fixture::PAY];
        pay.examples.remove(0);
        pay.inputs[0].constraints = Constraints {
            min_length: Some(20),
            ..Constraints::default()
        };
        let pay = &provider.operations[fixture::PAY];
        let made = inputs(&provider, pay, &pay.examples[0]).expect("inputs");
        assert_eq!(
            made.iter().map(|(place, _)| *place).collect::<Vec<_>>(),
            [0, 1, 2, 3]
        );
        for (place, value) in &made {
            assert_eq!(fit::input(&provider, &pay.inputs[*place], value), []);
        }
    }

    #[test]
    fn nothing_is_made_up_where_a_pattern_leaves_nothing() {
        let mut provider = fixture::provider();
        let pay = &mut provider.operations[fixture::PAY];
        pay.examples.remove(0);
        pay.inputs[0].constraints.pattern = Some("Q{7}".to_owned());
        let pay = &provider.operations[fixture::PAY];
        assert_eq!(inputs(&provider, pay, &pay.examples[0]), None);
    }

    #[test]
    fn the_first_call_reads_and_is_not_the_token() {
        let provider = fixture::provider();
        let (id, example) = first_call(&provider).expect("call");
        assert_eq!(
            (id.0, example.name.as_str()),
            (fixture::CHECK_PAYMENT, "found")
        );
    }

    #[test]
    fn a_path_input_is_percent_encoded() {
        let provider = fixture::provider();
        let check = &provider.operations[fixture::CHECK_PAYMENT];
        let inputs = [(0, ExampleValue::Text("INV 1/ş".to_owned()))];
        assert_eq!(
            request_line(&provider, check, &inputs, None),
            (HttpMethod::Get, "/api/payments/INV%201%2F%C5%9F".to_owned())
        );
    }

    #[test]
    fn a_choice_changes_the_line_or_the_signature_alone_or_more() {
        let provider = fixture::provider();
        let pay = &provider.operations[fixture::PAY];
        let of = |alternative, same| {
            (
                Chosen {
                    alternative: AlternativeId(alternative),
                    choice: 1,
                },
                same,
            )
        };
        assert_eq!(
            choices(&provider, pay),
            [of(0, true), of(1, true), of(2, false)]
        );
        let (method, _) = request_line(&provider, pay, &[], Some(of(0, true).0));
        assert_eq!(method, HttpMethod::Put);
        let (method, _) = request_line(&provider, pay, &[], Some(of(1, true).0));
        assert_eq!(method, HttpMethod::Post);
    }

    #[test]
    fn the_token_of_an_example_is_found() {
        let provider = fixture::provider();
        let example = token_answer(&provider).expect("example");
        assert_eq!(token_in(&provider, example).as_deref(), Some("t-1"));
    }
}
