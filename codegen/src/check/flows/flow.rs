//! Flows: each step is held against the operation or callback that it names, so that a page never shows a call that does not
//! compile.

use crate::check::callback::same_type;
use crate::check::flow_callback::flow_callback;
use crate::check::{Scope, code};
use crate::decode::{Path, Spanned};
use crate::finding::Finding;
use crate::model::{
    CallbackId, ExampleOutcome, ExampleValue, FlowCall, FlowStep, InputField, Operation,
    OperationId, OperationKind, Payload, Provider, RuleOutcome, Taken, TakenPart, TypeKind,
    ValueType,
};
use crate::names;
use crate::spec;

/// The flow of every area.
pub fn flows(scope: &Scope<'_>, provider: &Provider) -> Vec<Vec<FlowStep>> {
    let areas = scope.areas.iter();
    areas.map(|area| flow(scope, provider, area.flow)).collect()
}

/// An earlier answer: its name, and the type of its payload.
struct Answer<'a> {
    name: &'a str,
    payload: Option<ValueType>,
}

fn flow(scope: &Scope<'_>, provider: &Provider, raw: &[spec::FlowStep]) -> Vec<FlowStep> {
    let mut answers: Vec<Answer<'_>> = Vec::new();
    let mut steps = Vec::new();
    for step in raw {
        match &step.kind {
            spec::FlowStepKind::Operation(name, call) => {
                let Some(id) = scope.operations.find(&name.value, name.span, &scope.sink) else {
                    continue;
                };
                let id = OperationId(id);
                let built = flow_call(scope, provider, id, call, &answers);
                if let Some(answer) = &call.name {
                    answers.push(Answer {
                        name: &answer.value,
                        payload: built.as_ref().and_then(|built| payload(provider, built)),
                    });
                }
                steps.extend(built.map(FlowStep::Call));
            }
            spec::FlowStepKind::Callback(name, callback) => {
                let Some(id) = scope.callbacks.find(&name.value, name.span, &scope.sink) else {
                    continue;
                };
                let built = flow_callback(scope, provider, CallbackId(id), step, callback);
                steps.extend(built.map(FlowStep::Callback));
            }
        }
    }
    for step in raw {
        let spec::FlowStepKind::Operation(_, call) = &step.kind else {
            continue;
        };
        let Some(name) = &call.name else { continue };
        if !is_taken(raw, &name.value) {
            let message = format!("no later step takes anything from `{}`", name.value);
            scope.sink.push(
                Finding::new(code::UNUSED, name.span, message)
                    .label("named here and used nowhere")
                    .help("remove it, or take something from it"),
            );
        }
    }
    steps
}

/// Whether a step takes something from the answer of this name.
fn is_taken(raw: &[spec::FlowStep], name: &str) -> bool {
    raw.iter().any(|step| match &step.kind {
        spec::FlowStepKind::Operation(_, call) => {
            call.take.is_incomplete()
                || call
                    .take
                    .values()
                    .any(|path| path.meant().split('.').next() == Some(name))
        }
        spec::FlowStepKind::Callback(..) => false,
    })
}

/// A step that is at odds with what it names.
pub fn bad(span: crate::yaml::Span, message: String) -> Finding {
    Finding::new(code::BAD_REFERENCE, span, message)
}

/// The place of the example that a step names: one of what goes well.
pub fn example(scope: &Scope<'_>, operation: &Operation, name: &Spanned<String>) -> Option<usize> {
    let names = || {
        operation
            .examples
            .iter()
            .map(|example| example.name.as_str())
    };
    let Some(place) = names().position(|known| known == name.value) else {
        let message = format!("`{}` has no example `{}`", operation.name, name.value);
        let finding = Finding::new(code::UNKNOWN_NAME, name.span, message);
        scope.sink.push(
            finding
                .label("unknown example")
                .did_you_mean(&name.value, names()),
        );
        return None;
    };
    let good = matches!(
        operation.examples.get(place)?.outcome,
        ExampleOutcome::Done | ExampleOutcome::Accepted | ExampleOutcome::Open
    );
    if !good {
        scope.sink.push(
            bad(
                name.span,
                format!("the example `{}` is refused", name.value),
            )
            .label("a flow shows what goes well"),
        );
    }
    good.then_some(place)
}

fn flow_call(
    scope: &Scope<'_>,
    provider: &Provider,
    id: OperationId,
    raw: &spec::FlowCall,
    answers: &[Answer<'_>],
) -> Option<FlowCall> {
    let operation = provider.operations.get(id.0)?;
    let place = example(scope, operation, &raw.example)?;
    let request = operation.examples.get(place)?.request.as_ref();
    let given = |name: &str| {
        let input = operation
            .inputs
            .iter()
            .position(|input| input.name == name)?;
        request?.inputs.iter().find(|(place, _)| *place == input)
    };
    let missing = operation
        .inputs
        .iter()
        .find(|input| !input.optional && given(&input.name).is_none());
    if let Some(input) = missing {
        let message = format!(
            "the example `{}` does not show `{}`",
            raw.example.value, input.name
        );
        scope.sink.push(
            bad(raw.example.span, message)
                .label("a flow calls with what its example shows")
                .help("name an example with a whole `request`"),
        );
        return None;
    }
    let inputs = request.iter().flat_map(|request| &request.inputs);
    let given_by_name = ExampleValue::Object(
        inputs
            .filter_map(|(place, value)| {
                Some((operation.inputs.get(*place)?.name.clone(), value.clone()))
            })
            .collect(),
    );
    let mut taken = Vec::new();
    for (input, path) in &raw.take {
        let into = inside(provider, &operation.inputs, &given_by_name, &input.value);
        let from = value_at(scope, provider, answers, path);
        if into.is_none()
            && scope
                .gaps
                .lacks_example(&operation.name, &raw.example.value)
        {
            continue;
        }
        let Some(into) = into else {
            let message = format!("the example gives no single `{}`", input.value);
            scope.sink.push(
                Finding::new(code::UNKNOWN_NAME, input.span, message)
                    .label("nothing to put another value in place of")
                    .help("name an input of the example by its dotted path, such as `card.stored.unique_code`"),
            );
            continue;
        };
        let Some((answer, path_parts, value)) = from else {
            continue;
        };
        if !same_type(&into, &value) {
            let message = format!(
                "`{}` and `{}` are of different types",
                path.value, input.value
            );
            scope
                .sink
                .push(bad(path.span, message).label("cannot be handed over"));
            continue;
        }
        taken.push(Taken {
            input: input.value.split('.').map(str::to_owned).collect(),
            answer: names::snake(answer),
            path: path_parts,
            value,
        });
    }
    if let Some(name) = &raw.name
        && operation.kind == OperationKind::BrowserForm
    {
        scope.sink.push(
            bad(
                name.span,
                format!("`{}` gives a form and no answer", operation.name),
            )
            .label("nothing can be taken from it"),
        );
    }
    Some(FlowCall {
        operation: id,
        example: place,
        answer: raw.name.as_ref().map(|name| names::snake(&name.value)),
        taken,
    })
}

/// The payload that the answer of a step's example has.
fn payload(provider: &Provider, call: &FlowCall) -> Option<ValueType> {
    let operation = provider.operations.get(call.operation.0)?;
    let outcome = &operation.examples.get(call.example)?.outcome;
    operation.rules.iter().find_map(|rule| {
        let payload = match (&rule.outcome, outcome) {
            (RuleOutcome::Done(payload), ExampleOutcome::Done)
            | (RuleOutcome::Accepted(payload), ExampleOutcome::Accepted)
            | (RuleOutcome::Open(payload), ExampleOutcome::Open) => payload,
            _ => return None,
        };
        match payload {
            Payload::Value { value, .. } => Some(value.clone()),
            Payload::Nothing | Payload::Html => None,
        }
    })
}

/// The type of what an object of inputs gives at a path.
fn inside(
    provider: &Provider,
    inputs: &[InputField],
    value: &ExampleValue,
    path: &str,
) -> Option<ValueType> {
    let (first, rest) = path
        .split_once('.')
        .map_or((path, None), |(first, rest)| (first, Some(rest)));
    let ExampleValue::Object(found) = value else {
        return None;
    };
    let value = &found.iter().find(|(name, _)| name == first)?.1;
    let kind = &inputs.iter().find(|input| input.name == first)?.value;
    let Some(rest) = rest else {
        return Some(kind.clone());
    };
    let ValueType::Named(id) = kind else {
        return None;
    };
    match &provider.types.get(id.0)?.kind {
        TypeKind::Input(shape) => inside(provider, &shape.inputs, value, rest),
        TypeKind::Choice(variants) => {
            let (variant, rest) = rest.split_once('.')?;
            let ExampleValue::Object(found) = value else {
                return None;
            };
            let value = &found.iter().find(|(name, _)| name == variant)?.1;
            let variant = variants.iter().find(|known| known.name == variant)?;
            inside(provider, &variant.shape.inputs, value, rest)
        }
        _ => None,
    }
}

/// The value that a dotted path into an earlier answer leads to: the answer, the way, its type.
fn value_at<'a>(
    scope: &Scope<'_>,
    provider: &Provider,
    answers: &[Answer<'a>],
    path: &Path,
) -> Option<(&'a str, Vec<TakenPart>, ValueType)> {
    let meant = path.meant();
    let mut steps = meant.split('.');
    let first = steps.next().unwrap_or_default();
    let Some(answer) = answers.iter().rev().find(|answer| answer.name == first) else {
        let message = format!("no earlier answer is called `{first}`");
        scope.sink.push(
            Finding::new(code::UNKNOWN_NAME, path.span, message)
                .label("a path begins with what an earlier step calls its answer")
                .did_you_mean(first, answers.iter().map(|answer| answer.name)),
        );
        return None;
    };
    let mut value = answer.payload.clone()?;
    let mut parts = Vec::new();
    for step in steps {
        let lost = |help: String| {
            let message = format!("`{}` leads nowhere at `{step}`", path.value);
            let finding = Finding::new(code::UNKNOWN_NAME, path.span, message);
            scope
                .sink
                .push(finding.label("not in the answer").help(help));
        };
        match &value {
            ValueType::List(item) if step == "0" => {
                parts.push(TakenPart::First);
                value = (**item).clone();
            }
            ValueType::List(_) => {
                lost("the first of a list is `0`".to_owned());
                return None;
            }
            ValueType::Named(id) => {
                let TypeKind::Answer(fields) = &provider.types.get(id.0)?.kind else {
                    lost("a single value has nothing inside".to_owned());
                    return None;
                };
                let Some(field) = fields.iter().find(|field| field.name == step) else {
                    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
                    lost(format!("it has {}", names.join(", ")));
                    return None;
                };
                parts.push(TakenPart::Field {
                    rust: field.rust.clone(),
                    optional: field.optional,
                });
                value = field.value.clone();
            }
            ValueType::Scalar(_) | ValueType::Map(_) => {
                lost("a single value has nothing inside".to_owned());
                return None;
            }
        }
    }
    Some((answer.name, parts, value))
}
