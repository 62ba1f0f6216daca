//! Whether a callback is confirmed by all that its provider's answer says of the payment. What is not compared is not
//! confirmed: the right number with another amount, or the right amount in another currency.

use crate::check::{Scope, code, words};
use crate::finding::Finding;
use crate::model::{
    AnswerField, Operation, Payload, RuleOutcome, Scalar, TypeDef, TypeKind, ValueType,
};
use crate::spec;
use crate::yaml::Span;

/// Finds callbacks that nothing confirms and that do not say why.
pub fn expect_one(scope: &Scope<'_>) {
    for entry in scope.callbacks.iter() {
        let raw = entry.raw;
        let lost = raw.gaps.lost("confirm") || raw.gaps.lost("unconfirmed");
        if raw.confirm.is_some() || raw.unconfirmed.is_some() || lost {
            continue;
        }
        let message = format!("nothing confirms `{}`", entry.name.value);
        scope.sink.push(
            Finding::new(code::UNCONFIRMED, entry.name.span, message)
                .label("`confirm` is missing")
                .help("name the operation to ask under `confirm`; if no operation can tell, say why with `unconfirmed: …`"),
        );
    }
}

/// Finds what the confirming operation's answer has of the payment and the confirmation does not compare.
pub fn compares_all(
    scope: &Scope<'_>,
    raw: &spec::Confirm,
    references: &[&AnswerField],
    asked: &Operation,
    types: &[TypeDef],
) {
    let Some(fields) = payload(asked, types) else {
        return;
    };
    let echo = || {
        let identifies = |field: &&AnswerField| {
            let one = |reference: &&AnswerField| match &reference.value {
                ValueType::Named(_) => field.value == reference.value,
                _ => field.name == reference.name,
            };
            references.iter().any(one)
        };
        fields.iter().find(identifies)
    };
    let amount = || {
        let is = |field: &&AnswerField| field.value == ValueType::Scalar(Scalar::Decimal);
        fields
            .iter()
            .find(|field| is(field) && words::paid(&field.name))
    };
    let currency = || {
        let named = |field: &AnswerField| match &field.value {
            ValueType::Named(id) => {
                let kind = types.get(id.0).map(|def| &def.kind);
                matches!(kind, Some(TypeKind::Enum(_))) && words::currency(&field.name)
            }
            value => *value == ValueType::Scalar(Scalar::Currency),
        };
        fields.iter().find(|field| named(field))
    };
    let missing: Vec<(&str, &AnswerField)> = [
        ("echo", &raw.echo, echo()),
        ("amount", &raw.amount, amount()),
        ("currency", &raw.currency, currency()),
    ]
    .into_iter()
    .filter(|(key, given, _)| given.is_none() && !raw.gaps.lost(key))
    .filter_map(|(key, _, field)| Some((key, field?)))
    .collect();
    match (missing.as_slice(), &raw.incomplete) {
        ([(key, field), ..], None) if !raw.gaps.lost("incomplete") => {
            not_compared(scope, raw.span, asked, key, field);
        }
        ([], Some(why)) => crate::check::named_like::needless(
            scope,
            why,
            "incomplete",
            "all that the answer has is compared",
        ),
        _ => {}
    }
}

fn not_compared(scope: &Scope<'_>, place: Span, asked: &Operation, key: &str, field: &AnswerField) {
    let message = format!(
        "`{}` answers with `{}`, which nothing compares",
        asked.name, field.name
    );
    let label = match key {
        "echo" => "an answer about another payment would confirm this one",
        "amount" => "a payment of another amount would be confirmed",
        _ => "a payment in another currency would be confirmed",
    };
    scope.sink.push(
        Finding::new(code::NOT_COMPARED, place, message)
            .label(label)
            .help(format!(
                "add `{key}: {}`, or the field that tells it; if none does, say why with `incomplete: …`",
                field.name
            )),
    );
}

/// The fields of what an operation gives when it is done.
fn payload<'t>(operation: &Operation, types: &'t [TypeDef]) -> Option<&'t [AnswerField]> {
    let mut rules = operation.rules.iter();
    let id = rules.find_map(|rule| match &rule.outcome {
        RuleOutcome::Done(Payload::Value {
            value: ValueType::Named(id),
            ..
        }) => Some(*id),
        _ => None,
    })?;
    match &types.get(id.0)?.kind {
        TypeKind::Answer(fields) => Some(fields),
        _ => None,
    }
}
