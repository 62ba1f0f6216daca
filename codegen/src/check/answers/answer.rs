//! Outcomes: rules, conditions, payloads, and the sandbox's answers.

use crate::check::Scope;
use crate::check::value::{expect_answer, value_type};
use crate::finding::Finding;
use crate::model::{
    self, CodeSource, Condition, OutcomeRule, Payload, RefusedRule, RuleOutcome, Test,
};
use crate::spec;
use crate::yaml::Span;

/// The rules of an operation or an envelope.
pub fn rules(scope: &Scope<'_>, raw: &[spec::OutcomeRule]) -> Vec<OutcomeRule> {
    raw.iter().filter_map(|rule| rule_of(scope, rule)).collect()
}

fn rule_of(scope: &Scope<'_>, raw: &spec::OutcomeRule) -> Option<OutcomeRule> {
    let payload_of = |payload: &spec::Payload| {
        let at = payload
            .at
            .as_ref()
            .map_or(String::new(), |at| at.value.clone());
        payload_kind(scope, &payload.kind, payload.span, at)
    };
    let outcome = match &raw.outcome {
        spec::Outcome::Done(payload) => RuleOutcome::Done(payload_of(payload)?),
        spec::Outcome::Accepted(payload) => RuleOutcome::Accepted(payload_of(payload)?),
        spec::Outcome::Open(payload) => RuleOutcome::Open(payload_of(payload)?),
        spec::Outcome::Refused(refused) => {
            let payload = match &refused.payload {
                None => None,
                Some(kind) => {
                    let at = refused
                        .at
                        .as_ref()
                        .map_or(String::new(), |at| at.value.clone());
                    Some(payload_kind(scope, &kind.value, kind.span, at)?)
                }
            };
            RuleOutcome::Refused(RefusedRule {
                code: refused.code.as_ref().map(code_source),
                message: refused
                    .message
                    .iter()
                    .map(|path| path.value.clone())
                    .collect(),
                fields: refused.fields.as_ref().map(|path| path.value.clone()),
                payload,
            })
        }
    };
    Some(OutcomeRule {
        when: conditions(&raw.when),
        outcome,
    })
}

fn code_source(raw: &spec::CodeSource) -> CodeSource {
    match raw {
        spec::CodeSource::Path(path) => CodeSource::Path(path.value.clone()),
        spec::CodeSource::Fixed(text) => CodeSource::Fixed(text.value.clone()),
    }
}

fn payload_kind(
    scope: &Scope<'_>,
    kind: &spec::PayloadKind,
    span: Span,
    at: String,
) -> Option<Payload> {
    match kind {
        spec::PayloadKind::Nothing => Some(Payload::Nothing),
        spec::PayloadKind::Html => Some(Payload::Html),
        spec::PayloadKind::Type(expression) => {
            let value = value_type(scope, expression, None)?;
            expect_answer(scope, &value, span);
            Some(Payload::Value { at, value })
        }
    }
}

/// Conditions, as the model has them.
pub fn conditions(raw: &spec::Conditions) -> Vec<Condition> {
    raw.list
        .iter()
        .map(|condition| Condition {
            subject: condition.subject.value.clone(),
            test: match &condition.test {
                spec::Test::OneOf(values) => {
                    Test::OneOf(values.iter().map(|value| value.value.clone()).collect())
                }
                spec::Test::NoneOf(values) => {
                    Test::NoneOf(values.iter().map(|value| value.value.clone()).collect())
                }
                spec::Test::Present => Test::Present,
                spec::Test::Missing => Test::Missing,
            },
        })
        .collect()
}

/// An answer of the sandbox.
pub fn sandbox_answer(raw: &spec::SandboxAnswer) -> model::SandboxAnswer {
    model::SandboxAnswer {
        assumed: match &raw.origin {
            spec::AnswerOrigin::Assumed(why) => Some(why.value.clone()),
            spec::AnswerOrigin::Documented(_) => None,
        },
        http: raw.content.http.value.0,
        body: raw.content.body.value.clone(),
    }
}

/// An operation classes no answer as good: it can never succeed.
pub fn expect_a_good_outcome(scope: &Scope<'_>, rules: &[OutcomeRule], name: &str, span: Span) {
    let good = rules
        .iter()
        .any(|rule| !matches!(rule.outcome, RuleOutcome::Refused(_)));
    if !good {
        scope.gaps.lose_answers(name);
        scope.sink.push(
            Finding::new(
                crate::check::code::NO_GOOD_OUTCOME,
                span,
                format!("no answer of `{name}` is `done`, `accepted` or `open`"),
            )
            .label("it can only be refused")
            .help("write an outcome such as `- { done: nothing, when: { … } }`"),
        );
    }
}
