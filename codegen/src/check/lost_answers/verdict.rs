//! Verdicts on lost answers: each can apply. One that never does is a hole in the caller's knowledge of what happened to
//! the money, because the author believed it was said.

use crate::check::outcome::code_arrives;
use crate::check::{Scope, code};
use crate::classify::same;
use crate::finding::Finding;
use crate::model::{Operation, RuleOutcome};
use crate::spec::{self, VerdictWhen};
use crate::yaml::Span;

/// Finds verdicts that never apply, given the operation that is asked.
pub fn check(scope: &Scope<'_>, raw: &spec::ResolveBy, asked: &Operation) {
    let mut earlier: Vec<(&VerdictWhen, Span)> = Vec::new();
    for rule in &raw.verdicts.0 {
        let (when, span) = (&rule.when.value, rule.when.span);
        let taken = earlier.iter().find(|(first, _)| takes(first, when));
        if let Some((first, place)) = taken {
            covered(scope, when, span, first, *place);
        } else if let Some(why) = never(scope, raw, asked, when) {
            scope.sink.push(
                Finding::new(
                    code::VERDICT_NEVER,
                    span,
                    format!("{} never comes of `{}`", told(when), asked.name),
                )
                .label(why.label)
                .help(why.help),
            );
        }
        earlier.push((when, span));
    }
}

/// Whether an outcome that meets the later verdict always meets the earlier one.
fn takes(earlier: &VerdictWhen, later: &VerdictWhen) -> bool {
    match (earlier, later) {
        (VerdictWhen::Code(first), VerdictWhen::Code(second)) => same(first, second),
        (VerdictWhen::Refused, VerdictWhen::Code(_)) => true,
        (first, second) => first == second,
    }
}

fn covered(scope: &Scope<'_>, when: &VerdictWhen, span: Span, first: &VerdictWhen, place: Span) {
    let (message, label, help) = match (first, when) {
        (VerdictWhen::Refused, VerdictWhen::Code(_)) => (
            format!("{} has its verdict already", told(when)),
            "`refused` takes every code that stands after it",
            "put `refused` last",
        ),
        _ => (
            format!("{} has two verdicts", told(when)),
            "the first one",
            "keep one of them",
        ),
    };
    scope.sink.push(
        Finding::new(code::VERDICT_COVERED, span, message)
            .label("never asked")
            .second(place, label)
            .help(help),
    );
}

/// Why an outcome never comes.
struct Why {
    label: String,
    help: String,
}

fn never(
    scope: &Scope<'_>,
    raw: &spec::ResolveBy,
    asked: &Operation,
    when: &VerdictWhen,
) -> Option<Why> {
    if scope.gaps.lacks_answers(&asked.name) {
        return None;
    }
    let entry = scope
        .operations
        .position(&raw.operation.value)
        .and_then(|place| scope.operations.get(place))?;
    let envelope = match &entry.raw.envelope {
        Some(name) => Some(
            scope
                .envelopes
                .get(scope.envelopes.position(&name.value)?)?,
        ),
        None => None,
    };
    let has = |fits: fn(&RuleOutcome) -> bool| asked.rules.iter().any(|rule| fits(&rule.outcome));
    let there = match when {
        VerdictWhen::Done => has(|outcome| matches!(outcome, RuleOutcome::Done(_))),
        VerdictWhen::Accepted => has(|outcome| matches!(outcome, RuleOutcome::Accepted(_))),
        VerdictWhen::Open => has(|outcome| matches!(outcome, RuleOutcome::Open(_))),
        VerdictWhen::Refused => has(|outcome| matches!(outcome, RuleOutcome::Refused(_))),
        VerdictWhen::Code(code) => return code_never(scope, asked, entry.raw, envelope, code),
    };
    (!there).then(|| Why {
        label: "none of its rules has this outcome".to_owned(),
        help: format!(
            "remove it, or add the rule to `outcomes` of `{}`",
            asked.name
        ),
    })
}

fn code_never(
    scope: &Scope<'_>,
    asked: &Operation,
    raw: &spec::Operation,
    envelope: Option<&crate::check::scope::Entry<'_, spec::Envelope>>,
    code: &str,
) -> Option<Why> {
    let table = match envelope.and_then(|envelope| envelope.raw.codes.as_ref()) {
        Some(name) => {
            let place = scope.code_tables.position(&name.value)?;
            Some(scope.code_tables.get(place)?.raw)
        }
        None => None,
    };
    let lists = || table.into_iter().chain([&raw.codes]);
    if scope.gaps.lacks_codes(&asked.name) || lists().any(|codes| codes.is_incomplete()) {
        return None;
    }
    let codes = || lists().flat_map(|codes| codes.names());
    if !codes().any(|known| known == code) {
        let by_name = lists()
            .flat_map(|codes| codes.iter())
            .find(|(_, meaning)| meaning.name.value == code);
        let near = codes().find(|known| same(known, code));
        let near = near.or_else(|| crate::finding::suggest(code, codes()));
        return Some(Why {
            label: "neither its codes nor its table of codes list it".to_owned(),
            help: match (by_name, near) {
                (Some((found, _)), _) => {
                    format!("that is a name; the code is `{}`", found.value)
                }
                (None, Some(near)) => format!("did you mean `{near}`?"),
                (None, None) => format!("list it under `codes` of `{}`", asked.name),
            },
        });
    }
    (code_arrives(&asked.rules, code) == Some(false)).then(|| Why {
        label: "its rules let no refusal with this code through".to_owned(),
        help: "an answer with it meets another rule first; give a verdict on that outcome"
            .to_owned(),
    })
}

fn told(when: &VerdictWhen) -> String {
    match when {
        VerdictWhen::Done => "`done`".to_owned(),
        VerdictWhen::Accepted => "`accepted`".to_owned(),
        VerdictWhen::Open => "`open`".to_owned(),
        VerdictWhen::Refused => "`refused`".to_owned(),
        VerdictWhen::Code(code) => format!("the code `{code}`"),
    }
}
