//! How lost answers of `once` operations are resolved: by another operation that is asked for the same reference.

use crate::check::{Scope, code};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::{self, Effect, Operation, Resolve, VerdictCondition};
use crate::spec;

/// Fills in how lost answers are resolved, now that every operation is built.
pub fn resolve(scope: &Scope<'_>, built: &mut [Option<Operation>]) {
    let mut found = Vec::new();
    for (place, entry) in scope.operations.iter().enumerate() {
        let Some(spec::EffectKind::Once(spec::Resolve::By(by))) =
            entry.raw.effect.as_ref().map(|effect| &effect.kind)
        else {
            continue;
        };
        let Some(resolver) = scope.operations.position(&by.operation.value) else {
            continue;
        };
        let (Some(Some(own)), Some(Some(asked))) = (built.get(place), built.get(resolver)) else {
            continue;
        };
        if !expect_read(scope, asked, &by.operation) {
            continue;
        }
        expect_no_list(scope, asked, &by.operation);
        let mut reference = Vec::new();
        for (asked_name, own_name) in &by.reference {
            let position = |operation: &Operation, name: &Spanned<String>| {
                let position = operation
                    .inputs
                    .iter()
                    .position(|input| input.name == name.value);
                if position.is_none() && !scope.gaps.lacks_input(&operation.name, &name.value) {
                    scope.sink.push(
                        Finding::new(
                            code::UNKNOWN_NAME,
                            name.span,
                            format!("`{}` has no input `{}`", operation.name, name.value),
                        )
                        .label("unknown input")
                        .did_you_mean(
                            &name.value,
                            operation.inputs.iter().map(|input| input.name.as_str()),
                        ),
                    );
                }
                position
            };
            let pair = (position(asked, asked_name), position(own, own_name));
            if let (Some(asked_place), Some(own_place)) = pair {
                if asked.inputs[asked_place].value != own.inputs[own_place].value {
                    scope.sink.push(
                        Finding::new(
                            code::BAD_REFERENCE,
                            own_name.span,
                            format!(
                                "`{}` and `{}` are of different types",
                                own_name.value, asked_name.value
                            ),
                        )
                        .label("cannot be handed over"),
                    );
                }
                if own.inputs[own_place].optional {
                    scope.sink.push(
                        Finding::new(
                            code::BAD_REFERENCE,
                            own_name.span,
                            format!(
                                "`{}` is optional, and a reference is always needed",
                                own_name.value
                            ),
                        )
                        .label("a lost answer may have none"),
                    );
                }
                if asked.inputs[asked_place].optional {
                    scope.sink.push(crate::check::callback::optional_reference(
                        asked, asked_name,
                    ));
                }
                reference.push((asked_place, own_place));
            }
        }
        for (at, input) in asked
            .inputs
            .iter()
            .enumerate()
            .filter(|(_, input)| !input.optional)
        {
            if !reference.iter().any(|(asked_place, _)| *asked_place == at)
                && by.reference.position(&input.name).is_none()
                && !by.reference.may_have(&input.name)
            {
                scope.sink.push(
                    Finding::new(
                        code::BAD_REFERENCE,
                        by.span,
                        format!(
                            "`{}` needs `{}`, which the reference does not give",
                            asked.name, input.name
                        ),
                    )
                    .label("it cannot be asked")
                    .help(format!("add `{}: …` under `match`", input.name)),
                );
            }
        }
        let required = asked.inputs.iter().any(|input| !input.optional);
        if by.reference.is_empty() && !by.reference.is_incomplete() && !required {
            scope.sink.push(
                Finding::new(
                    code::BAD_REFERENCE,
                    by.span,
                    format!("`{}` is asked for no reference", asked.name),
                )
                .label("what came of which one?")
                .help("name its input and one of this operation under `match`"),
            );
        }
        crate::check::verdict::check(scope, by, asked);
        let verdicts = by
            .verdicts
            .0
            .iter()
            .map(|rule| {
                let when = match &rule.when.value {
                    spec::VerdictWhen::Done => VerdictCondition::Done,
                    spec::VerdictWhen::Accepted => VerdictCondition::Accepted,
                    spec::VerdictWhen::Open => VerdictCondition::Open,
                    spec::VerdictWhen::Code(code) => VerdictCondition::Code(code.clone()),
                    spec::VerdictWhen::Refused => VerdictCondition::Refused,
                };
                (when, rule.verdict.value)
            })
            .collect();
        found.push((
            place,
            Resolve::By {
                operation: model::OperationId(resolver),
                reference,
                verdicts,
            },
        ));
    }
    for (place, resolve) in found {
        if let Some(Some(operation)) = built.get_mut(place) {
            operation.effect = Effect::Once(resolve);
        }
    }
}

/// A list is found whether the one that is asked for is in it or not.
fn expect_no_list(scope: &Scope<'_>, asked: &Operation, name: &Spanned<String>) {
    let lists = |rule: &model::OutcomeRule| {
        matches!(
            &rule.outcome,
            model::RuleOutcome::Done(model::Payload::Value {
                value: model::ValueType::List(_) | model::ValueType::Map(_),
                ..
            })
        )
    };
    if asked.rules.iter().any(lists) {
        let message = format!("`{}` answers with a list", asked.name);
        scope.sink.push(
            Finding::new(code::ASKS_A_LIST, name.span, message)
                .label("it is `done` whether the one in question is in it or not")
                .help("name an operation that tells of one; where the list has one element at most, read that: `at: list.0`"),
        );
    }
}

/// Whether an operation only reads: asking what came of another must not do anything itself.
pub fn expect_read(scope: &Scope<'_>, asked: &Operation, name: &Spanned<String>) -> bool {
    let reads = asked.effect == Effect::Read && asked.kind == model::OperationKind::Call;
    if !reads {
        scope.sink.push(
            Finding::new(
                code::BAD_RESOLVER,
                name.span,
                format!("`{}` does more than read", asked.name),
            )
            .label("asking it may charge, refund or store again")
            .help("name an operation with `effect: read`"),
        );
    }
    reads
}
