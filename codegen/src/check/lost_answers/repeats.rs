//! Operations that the client may send twice on its own, although what they are called or what they take says that they
//! move money. Whoever means it says why.

use std::collections::BTreeSet;

use crate::check::named_like::needless;
use crate::check::{Scope, code, verbs, words};
use crate::finding::Finding;
use crate::model::{
    Effect, InputField, InputShape, Operation, Scalar, TypeDef, TypeKind, ValueType,
};

/// Finds them, where the operation could be built.
pub fn check(scope: &Scope<'_>, types: &[Option<TypeDef>], operations: &[Option<Operation>]) {
    for (entry, operation) in scope.operations.iter().zip(operations) {
        let (Some(effect), Some(operation)) = (&entry.raw.effect, operation) else {
            continue;
        };
        let why = moves_money(types, operation);
        match (why, &entry.raw.not_once) {
            (Some(why), None) if !entry.raw.gaps.lost("not_once") => {
                let (word, does) = match operation.effect {
                    Effect::Read => ("read", "only reads"),
                    _ => ("repeatable", "does nothing more when it is sent twice"),
                };
                let message = format!(
                    "`{}` is said to be one that {does}, and it seems to move money",
                    operation.name
                );
                let finding = Finding::new(code::MAY_REPEAT, effect.span, message)
                    .label(why)
                    .help(format!("write `once` and how a lost answer is resolved; if it is `{word}` all the same, say why with `not_once: …`"));
                scope.sink.push(finding);
            }
            (None, Some(why)) if matches!(operation.effect, Effect::Once(_)) => {
                needless(scope, why, "not_once", "it is `once`")
            }
            (None, Some(why)) => needless(
                scope,
                why,
                "not_once",
                "nothing says that a second one would do more",
            ),
            _ => {}
        }
    }
}

/// Why an operation that is not `once` seems to move money.
fn moves_money(types: &[Option<TypeDef>], operation: &Operation) -> Option<&'static str> {
    if matches!(operation.effect, Effect::Once(_)) {
        return None;
    }
    let takes = |fits| hold(types, &operation.inputs, fits);
    if takes(|scalar| *scalar == Scalar::Cvv) {
        return Some("it takes the security code of a card");
    }
    if takes(|scalar| matches!(scalar, Scalar::Portion { .. })) {
        return Some("it takes all of an amount, or a part of it");
    }
    let own = |fits: fn(&InputField) -> bool| operation.inputs.iter().any(fits);
    if operation.effect == Effect::Repeatable
        && own(|input| words::money(&input.name))
        && own(|input| {
            input.value == ValueType::Scalar(Scalar::Currency) || words::currency(&input.name)
        })
    {
        return Some("it takes an amount and its currency");
    }
    verbs::moves_money(&operation.name).then_some("it is named like one that does")
}

/// Whether one of some inputs has such a single value in it.
fn hold(types: &[Option<TypeDef>], inputs: &[InputField], fits: fn(&Scalar) -> bool) -> bool {
    let mut seen = BTreeSet::new();
    let mut open: Vec<&ValueType> = inputs.iter().map(|input| &input.value).collect();
    while let Some(value) = open.pop() {
        match value {
            ValueType::Scalar(scalar) if fits(scalar) => return true,
            ValueType::Scalar(_) => {}
            ValueType::List(inner) | ValueType::Map(inner) => open.push(inner),
            ValueType::Named(id) if seen.insert(id.0) => {
                let def = types.get(id.0).and_then(Option::as_ref);
                let shapes: Vec<&InputShape> = match def.map(|def| &def.kind) {
                    Some(TypeKind::Input(shape)) => vec![shape],
                    Some(TypeKind::Choice(variants)) => {
                        variants.iter().map(|variant| &variant.shape).collect()
                    }
                    _ => Vec::new(),
                };
                let inputs = shapes.into_iter().flat_map(|shape| &shape.inputs);
                open.extend(inputs.map(|input| &input.value));
            }
            ValueType::Named(_) => {}
        }
    }
    false
}
