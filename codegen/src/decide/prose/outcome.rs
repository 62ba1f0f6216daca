//! Conditions, outcomes, verdicts and examples, as words.

use super::{and, clause, join, or, type_name};
use crate::decide::markdown;
use crate::model::{
    CodeSource, Condition, ErrorCode, ExampleOrigin, ExampleOutcome, Operation, Payload, Provider,
    RuleOutcome, Subject, Test, Verdict, VerdictCondition,
};

/// A condition, as words.
pub fn condition(condition: &Condition) -> String {
    let subject = match &condition.subject {
        Subject::Http => "the HTTP status".to_owned(),
        Subject::Content => "the body".to_owned(),
        Subject::Path(path) => markdown::code(path),
    };
    let values = |values: &[String]| {
        or(&values
            .iter()
            .map(|value| markdown::code(value))
            .collect::<Vec<_>>())
    };
    match &condition.test {
        Test::OneOf(allowed) => format!("{subject} is {}", values(allowed)),
        Test::NoneOf(refused) => format!("{subject} is there and not {}", values(refused)),
        Test::Present => format!("{subject} is there"),
        Test::Missing => format!("{subject} is missing"),
    }
}

/// Conditions that must all hold, as words.
pub fn conditions(conditions: &[Condition]) -> String {
    if conditions.is_empty() {
        "always".to_owned()
    } else {
        and(&conditions.iter().map(condition).collect::<Vec<_>>())
    }
}

/// An outcome and where its parts stand, as words.
pub fn outcome(provider: &Provider, outcome: &RuleOutcome) -> String {
    let of = |word: &str, found: &Payload| match payload(provider, found) {
        Some(found) => format!("{word}: {found}"),
        None => word.to_owned(),
    };
    match outcome {
        RuleOutcome::Done(payload) => of("done", payload),
        RuleOutcome::Accepted(payload) => of("accepted, final later", payload),
        RuleOutcome::Open(payload) => of("open", payload),
        RuleOutcome::Refused(refused) => {
            let mut parts = Vec::new();
            if let Some(code) = &refused.code {
                parts.push(match code {
                    CodeSource::Path(path) => format!("code at {}", markdown::code(path)),
                    CodeSource::Fixed(code) => format!("code always {}", markdown::code(code)),
                });
            }
            if !refused.message.is_empty() {
                let paths: Vec<_> = refused
                    .message
                    .iter()
                    .map(|path| markdown::code(path))
                    .collect();
                parts.push(format!("message at {}", join(&paths, "else")));
            }
            if let Some(fields) = &refused.fields {
                parts.push(format!("reasons by field at {}", markdown::code(fields)));
            }
            if let Some(carried) = refused
                .payload
                .as_ref()
                .and_then(|found| payload(provider, found))
            {
                parts.push(format!("with {carried}"));
            }
            if parts.is_empty() {
                "refused".to_owned()
            } else {
                format!("refused: {}", parts.join(", "))
            }
        }
    }
}

fn payload(provider: &Provider, payload: &Payload) -> Option<String> {
    match payload {
        Payload::Nothing => None,
        Payload::Html => Some("an HTML page".to_owned()),
        Payload::Value { at, value } if at.is_empty() => Some(type_name(provider, value)),
        Payload::Value { at, value } => Some(format!(
            "{} at {}",
            type_name(provider, value),
            markdown::code(at)
        )),
    }
}

/// What the outcome of a resolving operation says, as words.
pub fn verdict(condition: &VerdictCondition, verdict: Verdict) -> String {
    let when = match condition {
        VerdictCondition::Done => "done".to_owned(),
        VerdictCondition::Accepted => "accepted".to_owned(),
        VerdictCondition::Open => "open".to_owned(),
        VerdictCondition::Code(code) => format!("refused with {}", markdown::code(code)),
        VerdictCondition::Refused => "refused".to_owned(),
    };
    let says = match verdict {
        Verdict::Happened => "it took effect",
        Verdict::Refused => "it was refused",
        Verdict::Open => "it is still being processed",
        Verdict::NotReceived => "it never arrived, so it is safe to send again",
        Verdict::Undecided => "undecided",
    };
    format!("{when}: {says}")
}

/// What comes of an example, as words.
pub fn example_outcome(
    provider: &Provider,
    operation: &Operation,
    outcome: &ExampleOutcome,
) -> String {
    let shared = |place: usize| {
        operation
            .code_table
            .and_then(|table| provider[table].codes.get(place))
    };
    let refused = |code: Option<&ErrorCode>| {
        code.map_or("refused".to_owned(), |code| {
            format!("refused, {} `{}`", code.code, code.name)
        })
    };
    match outcome {
        ExampleOutcome::Done => "done".to_owned(),
        ExampleOutcome::Accepted => "accepted".to_owned(),
        ExampleOutcome::Open => "open".to_owned(),
        ExampleOutcome::RefusedOwn(place) => refused(operation.codes.get(*place)),
        ExampleOutcome::RefusedShared(place) => refused(shared(*place)),
        ExampleOutcome::RefusedUnknown(code) => format!(
            "refused, {} (a code that is not listed)",
            markdown::code(code)
        ),
        ExampleOutcome::RefusedInvalid => "refused field by field".to_owned(),
    }
}

/// Where an example is from, as words.
pub fn origin(origin: &ExampleOrigin) -> String {
    match origin {
        ExampleOrigin::Printed(source) => {
            format!("printed by {}", markdown::inline(clause(source)))
        }
        ExampleOrigin::Constructed(why) => {
            format!("constructed: {}", markdown::inline(clause(why)))
        }
    }
}
