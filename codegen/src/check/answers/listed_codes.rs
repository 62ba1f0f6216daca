//! Listed codes: each can arrive with a refusal. One that no rule lets through names an error that never comes, and what the
//! provider means by it is told as something else.

use crate::check::example::raw_rule;
use crate::check::outcome::code_arrives;
use crate::check::{Scope, code};
use crate::classify::same;
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::{CodeTableId, Operation, OperationKind, Provider, RuleOutcome, Test};
use crate::spec;
use crate::yaml::Span;

/// Finds own codes of operations that never arrive there, and shared ones that never arrive anywhere.
pub fn check(scope: &Scope<'_>, provider: &Provider) {
    for (entry, operation) in scope.operations.iter().zip(&provider.operations) {
        for (code, _) in &entry.raw.codes {
            if never(scope, &[operation], &code.value) {
                let message = format!(
                    "the code `{}` never comes of `{}`",
                    code.value, operation.name
                );
                told(scope, code, message, &[operation]);
            }
        }
    }
    for (place, entry) in scope.code_tables.iter().enumerate() {
        let table = Some(CodeTableId(place));
        let users: Vec<&Operation> = provider
            .operations
            .iter()
            .filter(|operation| operation.code_table == table)
            .collect();
        for (code, _) in entry.raw.iter().take(MOST) {
            if never(scope, &users, &code.value) {
                let message = format!("the code `{}` never comes of any operation", code.value);
                told(scope, code, message, &users);
            }
        }
    }
}

/// How many codes of a list are asked about; each takes its time, and nobody lists more.
const MOST: usize = 2000;

/// Whether a code arrives with no refusal of any of these operations.
fn never(scope: &Scope<'_>, operations: &[&Operation], code: &str) -> bool {
    let mut calls = operations
        .iter()
        .filter(|operation| operation.kind == OperationKind::Call)
        .peekable();
    calls.peek().is_some()
        && calls.all(|operation| {
            !scope.gaps.lacks_answers(&operation.name)
                && !good(operation, code)
                && code_arrives(&operation.rules, code) == Some(false)
        })
}

/// Whether a rule takes a code for a success, which is found there.
fn good(operation: &Operation, code: &str) -> bool {
    let rules = operation.rules.iter();
    let good = rules.filter(|rule| !matches!(rule.outcome, RuleOutcome::Refused(_)));
    let mut tests = good.flat_map(|rule| &rule.when).map(|when| &when.test);
    tests
        .any(|test| matches!(test, Test::OneOf(texts) if texts.iter().any(|text| same(text, code))))
}

/// The finding stands where a rule excludes the code by name; otherwise where the code is listed.
fn told(scope: &Scope<'_>, code: &Spanned<String>, message: String, operations: &[&Operation]) {
    let excluded = operations
        .iter()
        .find_map(|operation| excluded(scope, operation, &code.value));
    scope.sink.push(match excluded {
        Some(place) => {
            let message = format!("`{}` is listed as an error that never comes", code.value);
            Finding::new(code::CODE_NEVER_ARRIVES, place, message)
                .label("excluded from the refusals here")
                .second(code.span, "listed here")
                .help("let it through, or remove it from the list")
        }
        None => Finding::new(code::CODE_NEVER_ARRIVES, code.span, message)
            .label("no rule with `refused` lets it through")
            .help("remove it, or correct the rule that takes its answers first"),
    });
}

/// Where a rule of an operation's refusals excludes a code by name.
fn excluded(scope: &Scope<'_>, operation: &Operation, code: &str) -> Option<Span> {
    let rules = (0..operation.rules.len()).filter_map(|at| raw_rule(scope, operation, at));
    let refusals = rules.filter(|rule| matches!(rule.outcome, spec::Outcome::Refused(_)));
    let mut excluded = refusals
        .flat_map(|rule| &rule.when.list)
        .filter_map(|condition| match &condition.test {
            spec::Test::NoneOf(values) => values.iter().find(|value| same(&value.value, code)),
            _ => None,
        });
    excluded.next().map(|value| value.span)
}
