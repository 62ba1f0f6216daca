//! Examples: each is checked against the model, so that a printed body that no longer fits is found before any code is
//! made from it.

use serde_json::Value;

use super::{Scope, code};
use crate::classify::{AnswerView, classify};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::fit;
use crate::model::{
    self, CodeSource, Example, ExampleAnswer, ExampleOrigin, ExampleOutcome, ExampleRequest,
    ExampleValue, Operation, OperationKind, Provider, RuleOutcome,
};
use crate::spec;

/// The examples of every operation of a built provider, in the order of the operations.
pub fn examples(scope: &Scope<'_>, provider: &Provider) -> Vec<Vec<Example>> {
    scope
        .operations
        .iter()
        .zip(&provider.operations)
        .map(|(entry, operation)| {
            entry
                .raw
                .examples
                .iter()
                .filter_map(|(name, raw)| example(scope, provider, operation, name, raw))
                .collect()
        })
        .collect()
}

fn example(
    scope: &Scope<'_>,
    provider: &Provider,
    operation: &Operation,
    name: &Spanned<String>,
    raw: &spec::Example,
) -> Option<Example> {
    let content = &raw.content;
    let request = content
        .request
        .as_ref()
        .map(|request| example_request(scope, provider, operation, name, request));
    let outcome = outcome(scope, provider, operation, &content.outcome);
    let body = &content.answer.body;
    if operation.kind == OperationKind::Call {
        check_answer(scope, provider, operation, raw, outcome.as_ref());
    }
    Some(Example {
        name: name.value.clone(),
        origin: match &raw.origin {
            spec::ExampleOrigin::Printed(source) => ExampleOrigin::Printed(source.value.clone()),
            spec::ExampleOrigin::Constructed(why) => ExampleOrigin::Constructed(why.value.clone()),
        },
        request,
        answer: ExampleAnswer {
            http: content.answer.http.value.0,
            body: body.value.clone(),
        },
        outcome: outcome?,
    })
}

fn example_request(
    scope: &Scope<'_>,
    provider: &Provider,
    operation: &Operation,
    name: &Spanned<String>,
    raw: &spec::ExampleRequest,
) -> ExampleRequest {
    let mut inputs = Vec::new();
    for (input_name, raw_value) in &raw.inputs {
        let Some(place) = operation
            .inputs
            .iter()
            .position(|input| input.name == input_name.value)
        else {
            scope.sink.push(
                Finding::new(
                    code::UNKNOWN_NAME,
                    input_name.span,
                    format!("`{}` has no input `{}`", operation.name, input_name.value),
                )
                .label("unknown input")
                .did_you_mean(
                    &input_name.value,
                    operation.inputs.iter().map(|input| input.name.as_str()),
                ),
            );
            continue;
        };
        let value = example_value(raw_value);
        for misfit in operation
            .inputs
            .get(place)
            .into_iter()
            .flat_map(|input| fit::input(provider, input, &value))
        {
            scope.sink.push(
                Finding::new(
                    code::EXAMPLE_MISFIT,
                    raw_value.span,
                    format!("the example's `{}` {}", misfit.path, misfit.problem),
                )
                .label("does not fit its input"),
            );
        }
        inputs.push((place, value));
    }
    for input in operation.inputs.iter().filter(|input| !input.optional) {
        if raw.inputs.position(&input.name).is_none() && !raw.inputs.may_have(&input.name) {
            scope.sink.push(
                Finding::new(
                    code::EXAMPLE_INPUT,
                    name.span,
                    format!(
                        "the example `{}` lacks the input `{}`",
                        name.value, input.name
                    ),
                )
                .label("its request is not complete")
                .help(format!("add `{}: …` under `inputs`", input.name)),
            );
        }
    }
    if let Some(body) = &raw.body
        && matches!(operation.body, model::Body::Json { .. })
        && let Err(error) = serde_json::from_str::<Value>(&body.value)
    {
        not_json(scope, body, &error);
    }
    ExampleRequest {
        inputs,
        headers: raw
            .headers
            .iter()
            .map(|(header, value)| (header.value.clone(), value.value.clone()))
            .collect(),
        body: raw.body.as_ref().map(|body| body.value.clone()),
    }
}

fn not_json(scope: &Scope<'_>, body: &Spanned<String>, error: &serde_json::Error) {
    scope.sink.push(
        Finding::new(
            code::EXAMPLE_JSON,
            body.span,
            format!(
                "the body is not JSON: line {}, column {} of it cannot be read",
                error.line(),
                error.column()
            ),
        )
        .label("of this text"),
    );
}

fn example_value(raw: &spec::ExampleValue) -> ExampleValue {
    match &raw.kind {
        spec::ExampleValueKind::Text(text) => ExampleValue::Text(text.clone()),
        spec::ExampleValueKind::List(items) => {
            ExampleValue::List(items.iter().map(example_value).collect())
        }
        spec::ExampleValueKind::Object(entries) => ExampleValue::Object(
            entries
                .iter()
                .map(|(name, value)| (name.value.clone(), example_value(value)))
                .collect(),
        ),
    }
}

fn outcome(
    scope: &Scope<'_>,
    provider: &Provider,
    operation: &Operation,
    raw: &spec::ExampleOutcome,
) -> Option<ExampleOutcome> {
    Some(match &raw.kind {
        spec::ExampleOutcomeKind::Done => ExampleOutcome::Done,
        spec::ExampleOutcomeKind::Accepted => ExampleOutcome::Accepted,
        spec::ExampleOutcomeKind::Open => ExampleOutcome::Open,
        spec::ExampleOutcomeKind::RefusedInvalid => ExampleOutcome::RefusedInvalid,
        spec::ExampleOutcomeKind::RefusedUnknown(code) => {
            ExampleOutcome::RefusedUnknown(code.value.clone())
        }
        spec::ExampleOutcomeKind::RefusedNamed(name) => {
            let own = operation
                .codes
                .iter()
                .position(|code| code.name == name.value);
            let shared = || operation.code_table.map(|id| &provider[id].codes);
            let found = own.map(ExampleOutcome::RefusedOwn).or_else(|| {
                shared()?
                    .iter()
                    .position(|code| code.name == name.value)
                    .map(ExampleOutcome::RefusedShared)
            });
            if found.is_none() && scope.raw.complete {
                let names = operation
                    .codes
                    .iter()
                    .chain(shared().into_iter().flatten())
                    .map(|code| code.name.as_str());
                scope.sink.push(
                    Finding::new(
                        code::UNKNOWN_NAME,
                        name.span,
                        format!("`{}` has no code named `{}`", operation.name, name.value),
                    )
                    .label("unknown code")
                    .did_you_mean(&name.value, names.chain(["invalid"])),
                );
            }
            found?
        }
    })
}

/// The answer meets the rule that the example's outcome names, and its payload fits.
fn check_answer(
    scope: &Scope<'_>,
    provider: &Provider,
    operation: &Operation,
    raw: &spec::Example,
    expected: Option<&ExampleOutcome>,
) {
    let body = &raw.content.answer.body;
    let html = body.value.trim_start().starts_with('<');
    let json: Option<Value> = match serde_json::from_str(&body.value) {
        Ok(json) => Some(json),
        Err(_) if html => None,
        Err(error) => {
            not_json(scope, body, &error);
            return;
        }
    };
    let view = AnswerView {
        http: raw.content.answer.http.value.0,
        json: json.as_ref(),
        html,
    };
    let span = raw.content.outcome.span;
    let met = classify(&operation.rules, view);
    let Some((_, rule)) = met else {
        scope.sink.push(
            Finding::new(
                code::EXAMPLE_OUTCOME,
                span,
                "no rule of the operation or its envelope holds for this answer",
            )
            .label("nothing comes of it")
            .second(body.span, "this answer"),
        );
        return;
    };
    let found = found_outcome(provider, operation, rule, json.as_ref());
    if expected.is_some_and(|expected| *expected != found) {
        scope.sink.push(
            Finding::new(
                code::EXAMPLE_OUTCOME,
                span,
                format!(
                    "the rules class this answer as {}",
                    name_of(provider, operation, &found)
                ),
            )
            .label("another outcome is written here")
            .second(body.span, "this answer"),
        );
        return;
    }
    let payload = match &rule.outcome {
        RuleOutcome::Done(payload)
        | RuleOutcome::Accepted(payload)
        | RuleOutcome::Open(payload) => Some(payload),
        RuleOutcome::Refused(refused) => refused.payload.as_ref(),
    };
    if let (Some(payload), Some(json)) = (payload, &json) {
        for misfit in fit::payload(provider, json, payload) {
            scope.sink.push(
                Finding::new(
                    code::EXAMPLE_MISFIT,
                    body.span,
                    format!("`{}` {}", misfit.path, misfit.problem),
                )
                .label("this answer does not fit its type"),
            );
        }
    }
}

fn found_outcome(
    provider: &Provider,
    operation: &Operation,
    rule: &model::OutcomeRule,
    json: Option<&Value>,
) -> ExampleOutcome {
    let refused = match &rule.outcome {
        RuleOutcome::Done(_) => return ExampleOutcome::Done,
        RuleOutcome::Accepted(_) => return ExampleOutcome::Accepted,
        RuleOutcome::Open(_) => return ExampleOutcome::Open,
        RuleOutcome::Refused(refused) => refused,
    };
    let code = match &refused.code {
        Some(CodeSource::Path(path)) => json
            .and_then(|json| crate::classify::at(json, path))
            .map(crate::classify::as_text),
        Some(CodeSource::Fixed(text)) => Some(text.clone()),
        None => None,
    };
    let Some(code) = code else {
        return if refused.fields.is_some() {
            ExampleOutcome::RefusedInvalid
        } else {
            ExampleOutcome::RefusedUnknown(String::new())
        };
    };
    let place = |codes: &[model::ErrorCode]| codes.iter().position(|known| known.code == code);
    if let Some(own) = place(&operation.codes) {
        return ExampleOutcome::RefusedOwn(own);
    }
    match operation
        .code_table
        .and_then(|id| place(&provider[id].codes))
    {
        Some(shared) => ExampleOutcome::RefusedShared(shared),
        None => ExampleOutcome::RefusedUnknown(code),
    }
}

fn name_of(provider: &Provider, operation: &Operation, outcome: &ExampleOutcome) -> String {
    let code_name = |codes: &[model::ErrorCode], place: usize| {
        codes
            .get(place)
            .map_or(String::new(), |code| code.name.clone())
    };
    match outcome {
        ExampleOutcome::Done => "`done`".to_owned(),
        ExampleOutcome::Accepted => "`accepted`".to_owned(),
        ExampleOutcome::Open => "`open`".to_owned(),
        ExampleOutcome::RefusedOwn(place) => {
            format!("`refused: {}`", code_name(&operation.codes, *place))
        }
        ExampleOutcome::RefusedShared(place) => {
            let codes = operation
                .code_table
                .map_or(&[][..], |id| provider[id].codes.as_slice());
            format!("`refused: {}`", code_name(codes, *place))
        }
        ExampleOutcome::RefusedUnknown(code) => format!("`refused: {{ code: {code} }}`"),
        ExampleOutcome::RefusedInvalid => "`refused: invalid`".to_owned(),
    }
}
