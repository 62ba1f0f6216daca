//! Operations that are one request on the wire: whichever is called, the provider does the same. Where one of them does more
//! than read, a constant was meant to tell them apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Scope, code};
use crate::finding::Finding;
use crate::model::{
    Body, Choosable, Constant, Effect, InputField, Operation, PathPart, Source, TypeDef, TypeKind,
    ValueType, WireField,
};

/// Finds them, where the operations could be built.
pub fn check(scope: &Scope<'_>, types: &[Option<TypeDef>], operations: &[Option<Operation>]) {
    let mut by_line: BTreeMap<String, Vec<(usize, &Operation, Sent)>> = BTreeMap::new();
    for (place, operation) in operations.iter().enumerate() {
        let Some(operation) = operation else {
            continue;
        };
        let sent = Sent::of(operation, types);
        let before = by_line.entry(line(operation)).or_default();
        let same = before.iter().take(MOST).find(|(_, other, other_sent)| {
            let reads = operation.effect == Effect::Read && other.effect == Effect::Read;
            !reads && sent.cannot_be_told_from(other_sent)
        });
        let other = same.and_then(|(other, ..)| scope.operations.get(*other));
        if let (Some(own), Some(other)) = (scope.operations.get(place), other) {
            let message = format!(
                "`{}` sends what `{}` sends, so the provider does the same",
                own.name.value, other.name.value
            );
            scope.sink.push(
                Finding::new(code::SAME_REQUEST, own.name.span, message)
                    .label("nothing in its request tells them apart")
                    .second(other.name.span, "the other one")
                    .help("give one of them the constant, the path or the field by which the provider knows it; or keep one operation"),
            );
        }
        before.push((place, operation, sent));
    }
}

/// Operations on one line that are compared; more are not told apart by anybody.
const MOST: usize = 300;

/// Where a request goes and how it stands there, with a mark for each input; of alternatives the first.
fn line(operation: &Operation) -> String {
    let first = match &operation.request {
        Choosable::Fixed(line) => Some(line),
        Choosable::Chosen { values, .. } => values.first(),
    };
    let path = first.map_or(&[][..], |line| &line.path);
    let path: String = path
        .iter()
        .map(|part| match part {
            PathPart::Text(text) => text.as_str(),
            PathPart::Input(_) => "{}",
        })
        .collect();
    let body = match &operation.body {
        Body::None => "none".to_owned(),
        Body::Form(_) => "form".to_owned(),
        Body::Json { shape, .. } => format!("{shape:?}"),
    };
    format!(
        "{:?} {:?} {:?} {:?} {body} {path}",
        operation.api,
        operation.auth,
        operation.kind,
        first.map(|line| line.method)
    )
}

/// What a request carries, by part and dotted name.
struct Sent {
    constants: BTreeMap<String, String>,
    always: BTreeSet<String>,
    all: BTreeSet<String>,
}

impl Sent {
    fn of(operation: &Operation, types: &[Option<TypeDef>]) -> Self {
        let mut sent = Self {
            constants: BTreeMap::new(),
            always: BTreeSet::new(),
            all: BTreeSet::new(),
        };
        let body = match &operation.body {
            Body::None => &[][..],
            Body::Json { fields, .. } | Body::Form(fields) => fields,
        };
        let parts = [
            ("query", operation.query.as_slice()),
            ("header", operation.headers.as_slice()),
            ("body", body),
        ];
        for (part, fields) in parts {
            sent.take(part, fields, (&operation.inputs, types));
        }
        sent
    }

    fn take(
        &mut self,
        within: &str,
        fields: &[WireField],
        given: (&[InputField], &[Option<TypeDef>]),
    ) {
        let (inputs, types) = given;
        for field in fields {
            let mut name = format!("{within}.{}", field.name);
            let always = match &field.source {
                Source::Object(inner) => {
                    self.take(&name, inner, given);
                    continue;
                }
                Source::Input { input, .. } => {
                    let input = inputs.get(*input);
                    // What is in an object may tell it from another.
                    if let Some(object) = input.and_then(|input| object(&input.value, types)) {
                        name = format!("{name} of type {object}");
                    }
                    input.is_some_and(|input| !input.optional)
                }
                Source::Constant(constant) => {
                    self.constants.insert(name.clone(), text(constant));
                    true
                }
                Source::Credential(credential) => {
                    self.constants
                        .insert(name.clone(), format!("{credential:?}"));
                    true
                }
                Source::Signature { .. } => true,
            };
            if always && field.only.is_none() {
                self.always.insert(name.clone());
            }
            self.all.insert(name);
        }
    }

    /// Whether each may be sent as the other is: neither always has something that the other never has, and no constant
    /// differs.
    fn cannot_be_told_from(&self, other: &Self) -> bool {
        self.always.is_subset(&other.all)
            && other.always.is_subset(&self.all)
            && self.constants == other.constants
    }
}

/// The type of an object that a caller gives.
fn object<'t>(value: &ValueType, types: &'t [Option<TypeDef>]) -> Option<&'t str> {
    let ValueType::Named(id) = value else {
        return None;
    };
    let def = types.get(id.0)?.as_ref()?;
    matches!(def.kind, TypeKind::Input(_) | TypeKind::Choice(_)).then_some(def.name.as_str())
}

fn text(constant: &Constant) -> String {
    match constant {
        Constant::Text(text) | Constant::Number(text) => text.clone(),
        Constant::Boolean(boolean) => boolean.to_string(),
    }
}
