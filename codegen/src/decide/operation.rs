//! The shape of an operation in a typed client: what must be given, what comes back, what a refusal can be.

use std::collections::BTreeSet;

use crate::model::{
    AlternativeId, AuthKind, Body, Choosable, Effect, InputField, InputShape, Operation,
    OperationId, Payload, Provider, Resolve, RuleOutcome, Scalar, Source, TypeId, TypeKind,
    ValueType, WireField,
};

/// An operation as a caller sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape<'m> {
    /// Inputs that must be given: the fields of the operation's struct, with their place in the operation's inputs.
    pub required: Vec<(usize, &'m InputField)>,
    /// Inputs that may be left out: setters on the call.
    pub optional: Vec<(usize, &'m InputField)>,
    /// What a good answer gives.
    pub output: Output<'m>,
    /// What a refusal carries besides its code and message.
    pub detail: Content<'m>,
    /// Whether a refusal can tell reasons field by field.
    pub invalid: bool,
}

/// What a good answer gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Output<'m> {
    /// One thing: every good answer is final.
    Single(Content<'m>),
    /// One of several, because some answers are not final.
    Classes(Vec<(Class, Content<'m>)>),
}

/// How final a good answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Final.
    Done,
    /// Taken on; final later.
    Accepted,
    /// Not decided yet.
    Open,
}

/// The content of an answer, wherever it stands in the body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Content<'m> {
    /// Nothing worth reading.
    Nothing,
    /// An HTML page.
    Html,
    /// A value.
    Value(&'m ValueType),
}

impl<'m> From<&'m Payload> for Content<'m> {
    fn from(payload: &'m Payload) -> Self {
        match payload {
            Payload::Nothing => Self::Nothing,
            Payload::Html => Self::Html,
            Payload::Value { value, .. } => Self::Value(value),
        }
    }
}

/// Rules of one operation that cannot be one Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The operation, by its name in the spec.
    pub operation: String,
    /// What does not fit together.
    pub what: &'static str,
}

/// Shapes an operation.
pub fn shape(operation: &Operation) -> Result<Shape<'_>, Contradiction> {
    let contradiction = |what| Contradiction {
        operation: operation.name.clone(),
        what,
    };
    let inputs = || operation.inputs.iter().enumerate();
    let mut classes: Vec<(Class, Content<'_>)> = Vec::new();
    let mut detail = Content::Nothing;
    let mut invalid = false;
    for rule in &operation.rules {
        let (class, payload) = match &rule.outcome {
            RuleOutcome::Done(payload) => (Class::Done, payload),
            RuleOutcome::Accepted(payload) => (Class::Accepted, payload),
            RuleOutcome::Open(payload) => (Class::Open, payload),
            RuleOutcome::Refused(refused) => {
                invalid |= refused.fields.is_some();
                let found = refused
                    .payload
                    .as_ref()
                    .map_or(Content::Nothing, Content::from);
                if detail == Content::Nothing {
                    detail = found;
                } else if found != Content::Nothing && found != detail {
                    return Err(contradiction(
                        "two rules refuse with payloads of different types",
                    ));
                }
                continue;
            }
        };
        let content = Content::from(payload);
        match classes.iter().find(|(known, _)| *known == class) {
            Some((_, known)) if *known != content => {
                return Err(contradiction(
                    "two rules of one outcome have payloads of different types",
                ));
            }
            Some(_) => {}
            None => classes.push((class, content)),
        }
    }
    classes.sort_by_key(|(class, _)| *class);
    let output = match classes.as_slice() {
        [] => Output::Single(Content::Nothing),
        [(Class::Done, content)] => Output::Single(*content),
        _ => Output::Classes(classes),
    };
    Ok(Shape {
        required: inputs().filter(|(_, input)| !input.optional).collect(),
        optional: inputs().filter(|(_, input)| input.optional).collect(),
        output,
        detail,
        invalid,
    })
}

/// The operation that gives the provider's token, where one does.
pub fn token_operation(provider: &Provider) -> Option<OperationId> {
    provider.auths.iter().find_map(|auth| match &auth.kind {
        AuthKind::Token(token) => Some(token.operation),
        AuthKind::Headers(_) => None,
    })
}

/// Whether an operation needs a token that another operation gives.
pub fn needs_token(provider: &Provider, operation: &Operation) -> bool {
    operation
        .auth
        .is_some_and(|auth| matches!(provider[auth].kind, AuthKind::Token(_)))
}

/// How an operation whose answer was lost is resolved, where another operation can tell.
pub fn resolver(operation: &Operation) -> Option<(OperationId, &[(usize, usize)])> {
    match &operation.effect {
        Effect::Once(Resolve::By {
            operation,
            reference,
            ..
        }) => Some((*operation, reference)),
        _ => None,
    }
}

/// Adds the named types of a value, those inside others included.
pub fn add_types(provider: &Provider, found: &mut BTreeSet<TypeId>, value: &ValueType) {
    let id = match value {
        ValueType::Scalar(_) => return,
        ValueType::List(item) | ValueType::Map(item) => return add_types(provider, found, item),
        ValueType::Named(id) => *id,
    };
    if !found.insert(id) {
        return;
    }
    match &provider[id].kind {
        TypeKind::Answer(fields) => fields
            .iter()
            .for_each(|field| add_types(provider, found, &field.value)),
        TypeKind::Input(shape) => shape
            .inputs
            .iter()
            .for_each(|input| add_types(provider, found, &input.value)),
        TypeKind::Choice(variants) => {
            variants
                .iter()
                .flat_map(|variant| &variant.shape.inputs)
                .for_each(|input| add_types(provider, found, &input.value));
        }
        TypeKind::Enum(_) | TypeKind::Identifier(_) => {}
    }
}

/// Every named type that an operation takes or gives, those inside others included.
pub fn types(provider: &Provider, operation: &Operation) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    operation
        .inputs
        .iter()
        .for_each(|input| add_types(provider, &mut found, &input.value));
    for rule in &operation.rules {
        let payload = match &rule.outcome {
            RuleOutcome::Done(payload)
            | RuleOutcome::Accepted(payload)
            | RuleOutcome::Open(payload) => Some(payload),
            RuleOutcome::Refused(refused) => refused.payload.as_ref(),
        };
        if let Some(Payload::Value { value, .. }) = payload {
            add_types(provider, &mut found, value);
        }
    }
    found
}

/// The alternatives that decide how a caller's type is written, in the provider's order. Empty for types of answers.
pub fn type_alternatives(provider: &Provider, id: TypeId) -> Vec<AlternativeId> {
    let mut found = Vec::new();
    let mut shape = |shape: &InputShape| {
        wire_fields(&mut found, &shape.body);
        shape
            .inputs
            .iter()
            .for_each(|input| value(provider, &mut found, &input.value));
    };
    match &provider[id].kind {
        TypeKind::Input(input) => shape(input),
        TypeKind::Choice(variants) => variants.iter().for_each(|variant| shape(&variant.shape)),
        TypeKind::Answer(_) | TypeKind::Enum(_) | TypeKind::Identifier(_) => {}
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The alternatives that decide something about an operation, in the provider's order.
pub fn alternatives(provider: &Provider, operation: &Operation) -> Vec<AlternativeId> {
    let mut found = Vec::new();
    of(&mut found, &operation.request);
    wire_fields(&mut found, &operation.query);
    wire_fields(&mut found, &operation.headers);
    match &operation.body {
        Body::None => {}
        Body::Json { fields, shape } => {
            of(&mut found, shape);
            wire_fields(&mut found, fields);
        }
        Body::Form(fields) => wire_fields(&mut found, fields),
    }
    for input in &operation.inputs {
        value(provider, &mut found, &input.value);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn of<T>(found: &mut Vec<AlternativeId>, choosable: &Choosable<T>) {
    if let Choosable::Chosen { alternative, .. } = choosable {
        found.push(*alternative);
    }
}

fn value(provider: &Provider, found: &mut Vec<AlternativeId>, value_type: &ValueType) {
    match value_type {
        ValueType::Scalar(Scalar::Portion { full }) => of(found, full),
        ValueType::Named(id) => found.extend(type_alternatives(provider, *id)),
        ValueType::List(item) | ValueType::Map(item) => value(provider, found, item),
        ValueType::Scalar(_) => {}
    }
}

fn wire_fields(found: &mut Vec<AlternativeId>, fields: &[WireField]) {
    for field in fields {
        found.extend(field.only.map(|(alternative, _)| alternative));
        match &field.source {
            Source::Input { encoding, .. } => {
                if let Some(decimals) = &encoding.decimals {
                    of(found, decimals);
                }
            }
            Source::Signature { over, .. } => of(found, over),
            Source::Object(fields) => wire_fields(found, fields),
            Source::Credential(_) | Source::Constant(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::fixture;
    use crate::model::{OutcomeRule, RefusedRule};

    fn rule(outcome: RuleOutcome) -> OutcomeRule {
        OutcomeRule {
            when: Vec::new(),
            outcome,
        }
    }

    fn value(at: &str, scalar: Scalar) -> Payload {
        Payload::Value {
            at: at.to_owned(),
            value: ValueType::Scalar(scalar),
        }
    }

    #[test]
    fn required_and_optional_inputs_are_told_apart_in_spec_order() {
        let provider = fixture::provider();
        let operation = &provider.operations[fixture::PAY];
        let shape = shape(operation).expect("shape");
        let names = |inputs: &[(usize, &InputField)]| {
            inputs
                .iter()
                .map(|(_, input)| input.name.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            names(&shape.required),
            ["invoice_id", "card", "portion", "items"]
        );
        assert_eq!(names(&shape.optional), ["holder_email", "installments"]);
        assert!(shape.invalid);
    }

    #[test]
    fn an_output_has_classes_as_soon_as_one_answer_is_not_final() {
        let mut operation = fixture::provider().operations[fixture::PAY].clone();
        operation.rules = vec![
            rule(RuleOutcome::Done(Payload::Html)),
            rule(RuleOutcome::Done(Payload::Html)),
        ];
        assert_eq!(
            shape(&operation).expect("shape").output,
            Output::Single(Content::Html)
        );
        operation
            .rules
            .insert(0, rule(RuleOutcome::Open(Payload::Nothing)));
        assert_eq!(
            shape(&operation).expect("shape").output,
            Output::Classes(vec![
                (Class::Done, Content::Html),
                (Class::Open, Content::Nothing)
            ])
        );
    }

    #[test]
    fn the_same_type_at_two_places_is_one_output_and_two_types_are_a_contradiction() {
        let mut operation = fixture::provider().operations[fixture::PAY].clone();
        operation.rules = vec![
            rule(RuleOutcome::Done(value("data", Scalar::Text))),
            rule(RuleOutcome::Done(value("", Scalar::Text))),
        ];
        assert_eq!(
            shape(&operation).expect("shape").output,
            Output::Single(Content::Value(&ValueType::Scalar(Scalar::Text)))
        );
        operation
            .rules
            .push(rule(RuleOutcome::Done(value("", Scalar::Integer))));
        assert!(shape(&operation).is_err());
        let refused = |payload| {
            rule(RuleOutcome::Refused(RefusedRule {
                code: None,
                message: Vec::new(),
                fields: None,
                payload: Some(payload),
            }))
        };
        operation.rules = vec![
            refused(Payload::Nothing),
            refused(value("a", Scalar::Text)),
            refused(Payload::Html),
        ];
        assert!(shape(&operation).is_err());
    }

    #[test]
    fn alternatives_are_found_wherever_they_decide() {
        let provider = fixture::provider();
        let found = alternatives(&provider, &provider.operations[fixture::PAY]);
        assert_eq!(
            found,
            [AlternativeId(0), AlternativeId(1), AlternativeId(2)]
        );
        assert_eq!(
            alternatives(&provider, &provider.operations[fixture::GET_TOKEN]),
            []
        );
    }
}
