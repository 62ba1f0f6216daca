//! Operations that the client may send twice on its own, although what they are called or what they take says that they
//! move money. Whoever means it says why.

use crate::check::promises::needless;
use crate::check::{Scope, code, verbs, words};
use crate::finding::Finding;
use crate::model::{Effect, InputField, Operation, Scalar, TypeDef, TypeKind, ValueType};

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
    let mut seen = Vec::new();
    let mut takes = |fits: fn(&Scalar) -> bool| {
        seen.clear();
        let mut inputs = operation.inputs.iter();
        inputs.any(|input| holds(types, &input.value, fits, &mut seen))
    };
    if takes(|scalar| *scalar == Scalar::Cvv) {
        return Some("it takes the security code of a card");
    }
    if takes(|scalar| matches!(scalar, Scalar::Portion { .. })) {
        return Some("it takes all of an amount, or a part of it");
    }
    let own = |fits: fn(&InputField) -> bool| operation.inputs.iter().any(fits);
    if operation.effect == Effect::Repeatable
        && own(|input| {
            input.value == ValueType::Scalar(Scalar::Decimal) && words::money(&input.name)
        })
        && own(|input| input.value == ValueType::Scalar(Scalar::Currency))
    {
        return Some("it takes an amount and its currency");
    }
    verbs::moves_money(&operation.name).then_some("it is named like one that does")
}

/// Whether a value has such a single value in it.
fn holds(
    types: &[Option<TypeDef>],
    value: &ValueType,
    fits: fn(&Scalar) -> bool,
    seen: &mut Vec<usize>,
) -> bool {
    match value {
        ValueType::Scalar(scalar) => fits(scalar),
        ValueType::List(inner) | ValueType::Map(inner) => holds(types, inner, fits, seen),
        ValueType::Named(id) => {
            if seen.contains(&id.0) {
                return false;
            }
            seen.push(id.0);
            let mut inside = |inputs: &[InputField]| {
                let mut inputs = inputs.iter();
                inputs.any(|input| holds(types, &input.value, fits, seen))
            };
            match types
                .get(id.0)
                .and_then(Option::as_ref)
                .map(|def| &def.kind)
            {
                Some(TypeKind::Input(shape)) => inside(&shape.inputs),
                Some(TypeKind::Choice(variants)) => {
                    variants.iter().any(|variant| inside(&variant.shape.inputs))
                }
                _ => false,
            }
        }
    }
}
