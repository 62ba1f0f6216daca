//! How answers are classed, and what each class carries.

use std::collections::BTreeMap;

use super::report::{Changes, Place};
use super::words;
use crate::model::{
    AnswerField, Operation, OutcomeRule, Payload, Provider, RefusedRule, RuleOutcome, TypeKind,
    ValueType,
};

/// Compares the rules of an operation, its own and those of its envelope.
pub(super) fn rules(
    place: &Place,
    (old, was): (&Provider, &[OutcomeRule]),
    (new, is): (&Provider, &[OutcomeRule]),
    found: &mut Changes,
) {
    let place = place.at("outcomes");
    let (was, is) = (numbered(was), numbered(is));
    let news: BTreeMap<&(String, usize), &OutcomeRule> =
        is.iter().map(|(key, rule)| (key, *rule)).collect();
    let olds: BTreeMap<&(String, usize), &OutcomeRule> =
        was.iter().map(|(key, rule)| (key, *rule)).collect();
    for (key, rule) in &was {
        let when = &key.0;
        match news.get(key) {
            Some(now) => compare(&place, when, (old, rule), (new, now), found),
            None => found.breaking(
                &place,
                format!(
                    "answers where {when} are no longer {}",
                    words::outcome_class(rule)
                ),
            ),
        }
    }
    for (key, rule) in &is {
        if !olds.contains_key(key) {
            found.breaking(
                &place,
                format!(
                    "answers where {} are {} now",
                    key.0,
                    words::outcome_class(rule)
                ),
            );
        }
    }
    // The first rule that holds decides.
    let order = |rules: &[((String, usize), &OutcomeRule)],
                 others: &BTreeMap<&(String, usize), &OutcomeRule>|
     -> Vec<(String, usize)> {
        rules
            .iter()
            .map(|(key, _)| key.clone())
            .filter(|key| others.contains_key(key))
            .collect()
    };
    if order(&was, &news) != order(&is, &olds) {
        found.breaking(
            &place,
            "rules stand in another order, and the first that holds decides",
        );
    }
}

/// The rules by their conditions. Where several have the same, all but the first are never reached; they are told apart by
/// their number.
fn numbered(rules: &[OutcomeRule]) -> Vec<((String, usize), &OutcomeRule)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    rules
        .iter()
        .map(|rule| {
            let OutcomeRule { when, outcome: _ } = rule;
            let when = words::conditions(when);
            let number = seen.entry(when.clone()).or_default();
            *number += 1;
            ((when, *number), rule)
        })
        .collect()
}

fn compare(
    place: &Place,
    when: &str,
    (old, was): (&Provider, &OutcomeRule),
    (new, is): (&Provider, &OutcomeRule),
    found: &mut Changes,
) {
    let (class, now) = (words::outcome_class(was), words::outcome_class(is));
    if class != now {
        found.breaking(
            place,
            format!("answers where {when} are {now}, no longer {class}"),
        );
        return;
    }
    match (&was.outcome, &is.outcome) {
        (RuleOutcome::Refused(was), RuleOutcome::Refused(is)) => {
            let (before, now) = (words::refusal(old, was), words::refusal(new, is));
            if before != now {
                found.breaking(
                    place,
                    format!("refusals where {when} changed: {before} → {now}"),
                );
            }
            let RefusedRule { message, .. } = was;
            if *message != is.message {
                found.compatible(
                    place,
                    format!(
                        "message of refusals where {when} is read elsewhere: {} → {}",
                        words::names(message),
                        words::names(&is.message)
                    ),
                );
            }
        }
        (was, is) => {
            let content = |provider: &Provider, outcome: &RuleOutcome| match outcome {
                RuleOutcome::Done(payload)
                | RuleOutcome::Accepted(payload)
                | RuleOutcome::Open(payload) => words::payload(provider, payload),
                RuleOutcome::Refused(_) => String::new(),
            };
            let (before, now) = (content(old, was), content(new, is));
            if before != now {
                found.breaking(
                    place,
                    format!("payload of answers where {when} changed: {before} → {now}"),
                );
            }
        }
    }
}

/// The fields of what an operation gives when it is done.
pub(super) fn done_fields<'p>(provider: &'p Provider, operation: &Operation) -> &'p [AnswerField] {
    let id = operation.rules.iter().find_map(|rule| match &rule.outcome {
        RuleOutcome::Done(Payload::Value {
            value: ValueType::Named(id),
            ..
        }) => Some(*id),
        _ => None,
    });
    match id.map(|id| &provider[id].kind) {
        Some(TypeKind::Answer(fields)) => fields,
        _ => &[],
    }
}
