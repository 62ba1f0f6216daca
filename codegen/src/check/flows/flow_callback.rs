//! Steps of flows in which a callback arrives: what arrives is what the callback reads, and what is expected is what its
//! confirmation compares and gets to see.

use crate::check::confirming_examples::{
    DonePayload, done_fields, is_answered, is_expected, named_like,
};
use crate::check::flow::{bad, example};
use crate::check::flow_arrival::Arrived;
use crate::check::{Scope, code};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::fit;
use crate::model::{
    self, Callback, CallbackId, ExampleOutcome, ExampleValue, Expected, FlowCallback, InputField,
    Operation, Provider, ValueType,
};
use crate::spec;
use crate::yaml::Span;

/// The facts that a confirmation compares.
const FACTS: [&str; 3] = ["reference", "amount", "currency"];

/// A step in which a callback arrives and is confirmed.
pub fn flow_callback(
    scope: &Scope<'_>,
    provider: &Provider,
    id: CallbackId,
    step: &spec::FlowStep,
    raw: &spec::FlowCallback,
) -> Option<FlowCallback> {
    let callback = provider.callbacks.get(id.0)?;
    let arrives = raw.arrives.value.clone();
    let arrived = Arrived::read(scope, provider, callback, &raw.arrives);
    let Some(confirm) = &callback.confirm else {
        let told = raw.example.as_ref().map(|name| name.span);
        let told = told.or_else(|| raw.expect.iter().next().map(|(name, _)| name.span));
        if let Some(span) = told {
            let message = format!("`{}` is confirmed by no operation", callback.name);
            scope
                .sink
                .push(bad(span, message).label("nothing is expected of it"));
        }
        return Some(FlowCallback {
            callback: id,
            arrives,
            confirmed: None,
        });
    };
    let status = provider.operations.get(confirm.operation.0)?;
    let Some(name) = &raw.example else {
        let message = format!("the step does not say what `{}` answers", status.name);
        scope.sink.push(
            bad(step.span, message)
                .label("`example` is missing")
                .help(format!("add `example: …`, one of `{}`", status.name)),
        );
        return None;
    };
    let place = example(scope, status, name)?;
    let shown = status.examples.get(place)?;
    if shown.outcome != ExampleOutcome::Done {
        let message = format!("the example `{}` is not `done`", name.value);
        scope
            .sink
            .push(bad(name.span, message).label("only a `done` answer confirms a payment"));
        return None;
    }
    let types = fact_types(provider, callback, status);
    for (name, _) in &raw.expect {
        if !FACTS.contains(&name.value.as_str()) {
            let message = format!("`{}` is no fact of a payment", name.value);
            scope.sink.push(
                Finding::new(code::UNKNOWN_NAME, name.span, message)
                    .label("`reference`, `amount` or `currency`")
                    .did_you_mean(&name.value, FACTS),
            );
        }
    }
    let mut expected = Vec::new();
    for (fact, value_type) in types {
        let Some((_, value)) = raw.expect.iter().find(|(name, _)| name.value == fact) else {
            let message = format!("the step does not say which {fact} is expected");
            scope.sink.push(
                bad(step.span, message)
                    .label("the confirmation compares it")
                    .help(format!("add `{fact}: …` under `expect`")),
            );
            continue;
        };
        let place = value.span;
        let value = crate::check::example::example_value(value);
        let input = InputField {
            name: fact.to_owned(),
            rust: fact.to_owned(),
            summary: String::new(),
            value: value_type.clone(),
            optional: false,
            constraints: model::Constraints::default(),
            evidence: None,
        };
        let misfits = fit::input(provider, &input, &value);
        for misfit in &misfits {
            scope.sink.push(
                Finding::new(
                    code::EXAMPLE_MISFIT,
                    place,
                    format!("the expected `{}` {}", misfit.path, misfit.problem),
                )
                .label("does not fit its type"),
            );
        }
        if misfits.is_empty() {
            expected.push(Expected {
                fact,
                value_type,
                value,
            });
        }
    }
    let step = Step {
        scope,
        provider,
        callback,
        status,
        example: name,
        raw,
    };
    if let Some(arrived) = arrived.filter(|_| !scope.gaps.any()) {
        step.comes_true(&arrived, &expected);
    }
    Some(FlowCallback {
        callback: id,
        arrives,
        confirmed: Some((expected, place)),
    })
}

/// A step, and what it names.
struct Step<'s> {
    scope: &'s Scope<'s>,
    provider: &'s Provider,
    callback: &'s Callback,
    status: &'s Operation,
    /// The example of the confirming operation.
    example: &'s Spanned<String>,
    raw: &'s spec::FlowCallback,
}

impl Step<'_> {
    /// Finds expectations that what arrives or the answer of the confirming operation contradicts.
    fn comes_true(&self, arrived: &Arrived<'_>, expected: &[Expected]) -> Option<()> {
        let confirm = self.callback.confirm.as_ref()?;
        let place = self.scope.operations.position(&self.status.name)?;
        let raw = self.scope.operations.get(place)?.raw;
        let example = raw.examples.get(&self.example.value)?;
        let payload = DonePayload::of(self.status, example)?;
        let (_, fields) = done_fields(self.provider, self.status)?;
        for fact in expected {
            let ExampleValue::Text(wanted) = &fact.value else {
                continue;
            };
            let is = |found: &Spanned<String>| {
                is_expected(self.provider, &fact.value_type, wanted, &found.value)
            };
            let field = match fact.fact {
                "reference" => confirm.echo,
                "amount" => confirm.amount,
                _ => confirm.currency,
            };
            // What is wrong with the confirmation itself is found where it stands.
            let field = field.and_then(|place| fields.get(place)).filter(|field| {
                is_answered(self.scope, self.status, field) == Some(true)
                    && named_like(&self.callback.name, self.status, &field.name).is_none()
            });
            let answered = field.and_then(|field| payload.text(self.scope, example, field));
            if let Some(field) = field.filter(|_| answered.is_none()) {
                let name = &self.example.value;
                let sink = &self.scope.sink;
                sink.push(payload.lacks(self.scope, name, example, fields, field));
            }
            let claimed = (confirm.reference.first())
                .filter(|_| fact.fact == "reference")
                .and_then(|(_, field)| self.callback.fields.get(*field))
                .and_then(|field| arrived.text(field));
            if let Some(claimed) = claimed.filter(|claimed| !is(claimed)) {
                self.another_arrives(wanted, &claimed, answered.as_ref().is_some_and(is));
            } else if let Some(answered) = answered.filter(|answered| !is(answered)) {
                self.another_answer(fact.fact, wanted, &answered);
            }
        }
        Some(())
    }

    /// Where an expected value stands.
    fn expected_place(&self, fact: &str) -> Span {
        let value = self.raw.expect.get(fact);
        value.map_or(self.example.span, |value| value.span)
    }

    /// A reference that arrives and is not the expected one. `echoed`: the confirming operation answers the expected one.
    fn another_arrives(&self, wanted: &str, claimed: &Spanned<String>, echoed: bool) {
        let expected = self.expected_place("reference");
        let message = format!("`{wanted}` is expected, and `{}` arrives", claimed.value);
        let finding = |place| Finding::new(code::FLOW_DIFFERS, place, message);
        self.scope.sink.push(if echoed {
            finding(claimed.span)
                .label("another reference arrives")
                .second(expected, "this is expected, and confirmed")
        } else {
            finding(expected)
                .label("another reference is expected")
                .second(claimed.span, "this arrives")
        });
    }

    /// An answer of the confirming operation that is not the expected one.
    fn another_answer(&self, fact: &str, wanted: &str, found: &Spanned<String>) {
        let message = format!(
            "the {fact} `{wanted}` is expected, and `{}` answers `{}`",
            self.example.value, found.value
        );
        // A reference that arrives as it is expected is not the one to be corrected.
        let place = match fact {
            "reference" => self.example.span,
            _ => self.expected_place(fact),
        };
        self.scope.sink.push(
            Finding::new(code::FLOW_DIFFERS, place, message)
                .label("the confirmation would fail here")
                .second(found.span, "what it answers"),
        );
    }
}

/// The facts that the confirmation of a callback compares, with their types.
fn fact_types(
    provider: &Provider,
    callback: &Callback,
    status: &Operation,
) -> Vec<(&'static str, ValueType)> {
    let Some(confirm) = &callback.confirm else {
        return Vec::new();
    };
    let claimed = confirm
        .reference
        .first()
        .and_then(|(_, field)| callback.fields.get(*field));
    let fields = done_fields(provider, status).map(|(_, fields)| fields);
    let compared = |place: Option<usize>| fields?.get(place?).map(|field| field.value.clone());
    [
        ("reference", claimed.map(|field| field.value.clone())),
        ("amount", compared(confirm.amount)),
        ("currency", compared(confirm.currency)),
    ]
    .into_iter()
    .filter_map(|(fact, kind)| Some((fact, kind?)))
    .collect()
}
