//! What examples show: each operation has one, each rule is met by one, and none shows what another shows already.

use serde_json::Value;

use crate::check::{Scope, code};
use crate::classify::{AnswerView, classify};
use crate::finding::Finding;
use crate::model::{Operation, OperationKind};
use crate::spec;

/// Finds what no example shows. Operations in the order of the scope; `None` for one that could not be built.
pub fn check<'m>(scope: &Scope<'_>, operations: impl Iterator<Item = Option<&'m Operation>>) {
    let mut shared: Vec<Vec<bool>> = scope
        .envelopes
        .iter()
        .map(|entry| vec![false; entry.raw.rules.len()])
        .collect();
    let mut all = true;
    let mut used = vec![false; shared.len()];
    for (entry, operation) in scope.operations.iter().zip(operations) {
        let raw = entry.raw;
        if raw.examples.is_empty() && !raw.examples.is_incomplete() {
            scope.sink.push(
                Finding::new(
                    code::NO_EXAMPLE,
                    entry.name.span,
                    format!("`{}` has no example", entry.name.value),
                )
                .label("nothing tests it, and its page shows nothing")
                .help("write one under `examples`, `printed` or `constructed`"),
            );
        }
        same(scope, raw);
        let Some(operation) = operation.filter(|_| !raw.examples.is_incomplete()) else {
            all = false;
            continue;
        };
        if operation.kind != OperationKind::Call {
            continue;
        }
        if scope.gaps.lacks_answers(&operation.name) || raw.examples.is_empty() {
            all = false;
            continue;
        }
        let envelope = raw
            .envelope
            .as_ref()
            .and_then(|name| scope.envelopes.position(&name.value));
        let own = raw.outcomes.len();
        let Some(met) = met(operation, raw) else {
            all = false;
            continue;
        };
        for (rule, met) in raw.outcomes.iter().zip(&met) {
            if !met {
                unmet(scope, rule, "no example of the operation meets this rule");
            }
        }
        if let Some((known, used)) =
            envelope.and_then(|at| Some((shared.get_mut(at)?, used.get_mut(at)?)))
        {
            *used = true;
            for (known, met) in known.iter_mut().zip(met.iter().skip(own)) {
                *known |= met;
            }
        }
    }
    if !all || !scope.raw.gaps.none() {
        return;
    }
    for ((entry, met), used) in scope.envelopes.iter().zip(&shared).zip(used) {
        for (rule, met) in entry.raw.rules.iter().zip(met) {
            if used && !met {
                unmet(scope, rule, "no example of any operation meets this rule");
            }
        }
    }
}

/// Which of an operation's rules its examples meet; `None` where an answer cannot be read, which is found there.
fn met(operation: &Operation, raw: &spec::Operation) -> Option<Vec<bool>> {
    let mut met = vec![false; operation.rules.len()];
    for example in raw.examples.values() {
        let answer = &example.content.answer;
        let json: Option<Value> = serde_json::from_str(&answer.body.value).ok();
        let view = AnswerView {
            http: answer.http.value.0,
            json: json.as_ref(),
            html: json.is_none() && answer.body.value.trim_start().starts_with('<'),
        };
        if json.is_none() && !view.html {
            return None;
        }
        if let Some((place, _)) = classify(&operation.rules, view)
            && let Some(met) = met.get_mut(place)
        {
            *met = true;
        }
    }
    Some(met)
}

fn unmet(scope: &Scope<'_>, rule: &spec::OutcomeRule, message: &str) {
    if scope.faulty_rules.borrow().contains(&rule.span) {
        return;
    }
    scope.sink.push(
        Finding::new(code::UNMET_RULE, rule.span, message)
            .label("nothing tests what it says")
            .help("add an example with such an answer; `constructed` where no source prints one"),
    );
}

/// Finds an example whose answer another one has already, and whose request is the same or not shown.
fn same(scope: &Scope<'_>, raw: &spec::Operation) {
    let read = |text: &str| -> Result<Value, String> {
        serde_json::from_str(text).map_err(|_| text.trim().to_owned())
    };
    let answers: Vec<_> = raw
        .examples
        .values()
        .map(|example| read(&example.content.answer.body.value))
        .collect();
    for (place, (name, example)) in raw.examples.iter().enumerate() {
        let earlier = raw.examples.iter().zip(&answers).take(place);
        let twin = earlier.into_iter().find(|((_, other), answer)| {
            let (one, other) = (&example.content, &other.content);
            one.answer.http.value == other.answer.http.value
                && answers[place] == **answer
                && same_request(one.request.as_ref(), other.request.as_ref())
        });
        let Some(((other_name, other), _)) = twin else {
            continue;
        };
        let printed =
            |example: &spec::Example| matches!(example.origin, spec::ExampleOrigin::Printed(_));
        let (message, help) = match (printed(other), printed(example)) {
            (true, true) | (false, false) => (
                format!(
                    "`{}` shows nothing that `{}` does not",
                    name.value, other_name.value
                ),
                "remove it, or show another answer",
            ),
            _ => (
                format!(
                    "`{}` and `{}` show one answer, once as printed and once as constructed",
                    other_name.value, name.value
                ),
                "keep the printed one: only that is evidence",
            ),
        };
        scope.sink.push(
            Finding::new(code::SAME_EXAMPLE, name.span, message)
                .label("the same again")
                .second(other_name.span, "shown here")
                .help(help),
        );
    }
}

fn same_request(one: Option<&spec::ExampleRequest>, other: Option<&spec::ExampleRequest>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return true;
    };
    let text = |body: &Option<crate::decode::Spanned<String>>| {
        body.as_ref().map(|body| body.value.trim().to_owned())
    };
    let headers = |request: &spec::ExampleRequest| -> Vec<(String, String)> {
        let headers = request.headers.iter();
        headers
            .map(|(name, value)| (name.value.clone(), value.value.clone()))
            .collect()
    };
    text(&one.body) == text(&other.body)
        && headers(one) == headers(other)
        && same_values(&one.inputs, &other.inputs)
}

fn same_values(
    one: &crate::decode::Named<spec::ExampleValue>,
    other: &crate::decode::Named<spec::ExampleValue>,
) -> bool {
    one.len() == other.len()
        && one.iter().all(|(name, value)| {
            other
                .get(&name.value)
                .is_some_and(|other| same_value(value, other))
        })
}

fn same_value(one: &spec::ExampleValue, other: &spec::ExampleValue) -> bool {
    use spec::ExampleValueKind::{List, Object, Text};
    match (&one.kind, &other.kind) {
        (Text(one), Text(other)) => one == other,
        (List(one), List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same_value(a, b))
        }
        (Object(one), Object(other)) => same_values(one, other),
        _ => false,
    }
}
