//! Examples: each is checked against the model, so that a printed body that no longer fits is found before any code is
//! made from it.

use serde_json::Value;

use crate::check::body::Body;
use crate::check::{Scope, code, example_request};
use crate::classify::{AnswerView, classify, holds};
use crate::decode::Spanned;
use crate::finding::{Finding, suggest};
use crate::fit;
use crate::model::{
    self, CodeSource, Example, ExampleAnswer, ExampleOrigin, ExampleOutcome, ExampleRequest,
    ExampleValue, Operation, OperationKind, Provider, RuleOutcome,
};
use crate::spec;
use crate::yaml::Span;

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
    let stands_in = content.answer.gaps.faulty("http");
    if operation.kind == OperationKind::Call && !stands_in {
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
    let mut fits = !raw.inputs.is_incomplete() && !scope.gaps.any();
    // Inputs that an unknown name was meant for.
    let mut meant: Vec<&str> = Vec::new();
    for (input_name, raw_value) in &raw.inputs {
        let Some(place) = operation
            .inputs
            .iter()
            .position(|input| input.name == input_name.value)
        else {
            fits = false;
            if scope.gaps.lacks_input(&operation.name, &input_name.value) {
                continue;
            }
            let names = || operation.inputs.iter().map(|input| input.name.as_str());
            scope.sink.push(
                Finding::new(
                    code::UNKNOWN_NAME,
                    input_name.span,
                    format!("`{}` has no input `{}`", operation.name, input_name.value),
                )
                .label("unknown input")
                .did_you_mean(&input_name.value, names()),
            );
            meant.extend(suggest(&input_name.value, names()));
            continue;
        };
        let value = example_value(raw_value);
        for misfit in operation
            .inputs
            .get(place)
            .into_iter()
            .flat_map(|input| fit::input(provider, input, &value))
        {
            fits = false;
            let (_, field) = misfit.path.rsplit_once('.').unwrap_or_default();
            if scope.gaps.lacks_field(field) {
                continue;
            }
            scope.sink.push(
                Finding::new(
                    code::EXAMPLE_MISFIT,
                    place_of(raw_value, &misfit.path),
                    format!("the example's `{}` {}", misfit.path, misfit.problem),
                )
                .label("does not fit its input"),
            );
        }
        inputs.push((place, value));
    }
    for input in operation.inputs.iter().filter(|input| !input.optional) {
        let given = raw.inputs.position(&input.name).is_some() || raw.inputs.may_have(&input.name);
        if !given && !meant.contains(&input.name.as_str()) {
            fits = false;
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
    for set in &operation.together {
        let given = |place: &&usize| inputs.iter().any(|(given, _)| given == *place);
        let missing = set.iter().find(|place| !given(place));
        let (Some(there), Some(missing)) = (set.iter().find(given), missing) else {
            continue;
        };
        fits = false;
        let name_at = |place: usize| &operation.inputs[place].name;
        let (there, missing) = (name_at(*there), name_at(*missing));
        let span = raw.inputs.iter().find(|(name, _)| name.value == *there);
        scope.sink.push(
            Finding::new(
                code::EXAMPLE_INPUT,
                span.map_or(name.span, |(name, _)| name.span),
                format!("`{there}` is given without `{missing}`"),
            )
            .label("only together can they be sent")
            .help(format!("add `{missing}: …`, or leave both out")),
        );
    }
    let request = ExampleRequest {
        inputs,
        headers: raw
            .headers
            .iter()
            .map(|(header, value)| (header.value.clone(), value.value.clone()))
            .collect(),
        body: raw.body.as_ref().map(|body| body.value.clone()),
    };
    if fits {
        example_request::check(scope, provider, operation, raw, &request);
    } else {
        scope.gaps.lose_example(&operation.name, &name.value);
    }
    request
}

/// The place of what a path such as `card.plain.number` or `items[0].price` leads to inside of an input's value.
fn place_of(raw: &spec::ExampleValue, path: &str) -> Span {
    let mut found = raw;
    for step in path.split(['.', '[']).skip(1) {
        let inner = match &found.kind {
            spec::ExampleValueKind::Text(_) => None,
            spec::ExampleValueKind::List(items) => step
                .trim_end_matches(']')
                .parse::<usize>()
                .ok()
                .and_then(|place| items.get(place)),
            spec::ExampleValueKind::Object(entries) => entries.get(step),
        };
        match inner {
            Some(inner) => found = inner,
            None => break,
        }
    }
    found.span
}

/// Finds that a body is not JSON, where it stops being it.
pub fn not_json(scope: &Scope<'_>, body: &Spanned<String>, error: &serde_json::Error) {
    let partial = scope.raw.gaps.partial.contains(&body.span.file);
    if partial && body.value.trim().is_empty() {
        return;
    }
    let (line, column) = (error.line(), error.column());
    let places = Body::of(scope.sources, body);
    let mut message = "the body is not JSON".to_owned();
    if let Some((place, label, help)) = places.comma(line, column) {
        let finding = Finding::new(code::EXAMPLE_JSON, place, message);
        scope.sink.push(finding.label(label).help(help));
        return;
    }
    let label = if places.is_exact() {
        "it stops being JSON here"
    } else {
        message += &format!(": line {line}, column {column} of it cannot be read");
        "it stops being JSON in here"
    };
    let finding = Finding::new(code::EXAMPLE_JSON, places.line(line, column), message);
    scope.sink.push(finding.label(label));
}

/// A value of an example, without its places.
pub fn example_value(raw: &spec::ExampleValue) -> ExampleValue {
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
            let names = operation
                .codes
                .iter()
                .chain(shared().into_iter().flatten())
                .map(|code| code.name.as_str());
            let near = suggest(&name.value, names.clone());
            let may_be = near.is_none() && scope.gaps.lacks_codes(&operation.name);
            if found.is_none() && !scope.raw.gaps.absent && !may_be {
                let mut codes = operation.codes.iter().chain(shared().into_iter().flatten());
                let coded = codes.find(|code| code.code == name.value);
                let finding = Finding::new(
                    code::UNKNOWN_NAME,
                    name.span,
                    format!("`{}` has no code named `{}`", operation.name, name.value),
                )
                .label("unknown code");
                scope.sink.push(match coded {
                    Some(code) => finding.help(format!("{} is `{}`", code.code, code.name)),
                    None => finding.did_you_mean(&name.value, names.chain(["invalid"])),
                });
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
    if scope.gaps.lacks_answers(&operation.name) {
        return;
    }
    let span = raw.content.outcome.span;
    let met = classify(&operation.rules, view);
    let Some((place, rule)) = met else {
        scope
            .sink
            .push(nothing_holds(scope, operation, &raw.content, view));
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
            .second(
                raw_rule(scope, operation, place).map_or(body.span, |rule| rule.when.span),
                "the first rule that the answer meets",
            ),
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
        let misfits = fit::payload(provider, json, payload);
        let places = (!misfits.is_empty()).then(|| Body::of(scope.sources, body));
        for (misfit, places) in misfits.iter().zip(places.iter().cycle()) {
            let message = format!("`{}` {}", misfit.path, misfit.problem);
            let finding = |place| Finding::new(code::EXAMPLE_MISFIT, place, message);
            scope.sink.push(match &misfit.near {
                Some(near) => {
                    let name = misfit.path.rsplit('.').next().unwrap_or(&misfit.path);
                    finding(places.key(near))
                        .label("no field of the type is read from this")
                        .help(format!("did you mean `{name}`?"))
                }
                None => {
                    finding(places.value(&misfit.path)).label("this answer does not fit its type")
                }
            });
        }
    }
}

/// The rule at a place among the operation's own and, behind them, those of its envelope.
pub fn raw_rule<'s>(
    scope: &Scope<'s>,
    operation: &Operation,
    place: usize,
) -> Option<&'s spec::OutcomeRule> {
    let raw = scope
        .operations
        .get(scope.operations.position(&operation.name)?)?
        .raw;
    raw.outcomes.get(place).or_else(|| {
        let envelope = scope.envelopes.position(&raw.envelope.as_ref()?.value)?;
        let rules = &scope.envelopes.get(envelope)?.raw.rules;
        rules.get(place - raw.outcomes.len())
    })
}

/// An answer that meets no rule, with the condition that keeps it from the nearest one.
fn nothing_holds(
    scope: &Scope<'_>,
    operation: &Operation,
    raw: &spec::ExampleContent,
    answer: AnswerView<'_>,
) -> Finding {
    let failed = |rule: &model::OutcomeRule| -> Vec<usize> {
        let conditions = rule.when.iter().enumerate();
        conditions
            .filter(|(_, condition)| !holds(condition, answer))
            .map(|(place, _)| place)
            .collect()
    };
    let finding = Finding::new(
        code::EXAMPLE_OUTCOME,
        raw.outcome.span,
        "no rule of the operation or its envelope holds for this answer",
    )
    .label("nothing comes of it");
    let rules = operation.rules.iter().enumerate();
    let meant = |rule: &model::OutcomeRule| match raw.outcome.kind {
        spec::ExampleOutcomeKind::Done => matches!(rule.outcome, RuleOutcome::Done(_)),
        spec::ExampleOutcomeKind::Accepted => matches!(rule.outcome, RuleOutcome::Accepted(_)),
        spec::ExampleOutcomeKind::Open => matches!(rule.outcome, RuleOutcome::Open(_)),
        _ => matches!(rule.outcome, RuleOutcome::Refused(_)),
    };
    let nearest = rules.min_by_key(|(_, rule)| (!meant(rule), failed(rule).len()));
    let condition = nearest.and_then(|(place, rule)| {
        let at = failed(rule).into_iter().next()?;
        raw_rule(scope, operation, place)?.when.list.get(at)
    });
    match condition {
        Some(condition) => finding.second(
            condition.subject.span,
            "the rule that comes nearest asks for this",
        ),
        None => finding.second(raw.answer.body.span, "this answer"),
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
