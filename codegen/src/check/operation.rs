//! Operations.

use std::collections::BTreeMap;

use crate::check::answer::{expect_a_good_outcome, rules, sandbox_answer};
use crate::check::evidence::{choosable, evidence, quirks};
use crate::check::gaps::ANY;
use crate::check::request::{self, Inputs, Place};
use crate::check::signed::{self, Signed};
use crate::check::wire::{self, Kept, Parts};
use crate::check::{Scope, browser, code, rust_pascal, rust_snake, rust_variant, types};
use crate::decode::{Named, Spanned};
use crate::finding::{Finding, suggest};
use crate::model::{
    self, ApiId, AreaId, AuthId, Body, BodyShape, Choosable, CodeTableId, Effect, InputField,
    Operation, OperationKind, Resolve, TypeDef,
};
use crate::spec;
use crate::yaml::Span;

/// Every operation that can be built; resolving is filled in by [`resolve`], examples by [`crate::check::example`].
pub fn operations(scope: &Scope<'_>, types: &[Option<TypeDef>]) -> Vec<Option<Operation>> {
    scope
        .operations
        .iter()
        .zip(&scope.operation_areas)
        .map(|(entry, area)| operation(scope, types, entry.name, entry.raw, AreaId(*area)))
        .collect()
}

/// The inputs of an operation with those of its groups, and which of them an operation does without.
struct Gathered<'a> {
    list: Vec<(&'a Spanned<String>, InputField)>,
    omitted: BTreeMap<usize, Span>,
    /// The names of those that could not be built.
    unbuilt: Vec<&'a str>,
}

impl<'a> Gathered<'a> {
    /// Takes in the inputs of an operation or a group.
    fn take(&mut self, scope: &Scope<'a>, inputs: &'a Named<spec::Input>) {
        if inputs.may_have(ANY) {
            self.unbuilt.push(ANY);
        }
        let unread = inputs.unread().iter().map(|name| name.value.as_str());
        self.unbuilt.extend(unread);
        for (name, input) in inputs {
            match types::input(scope, name, input) {
                Some(input) => self.list.push((name, input)),
                None => self.unbuilt.push(&name.value),
            }
        }
    }

    fn lacks(&self, name: &str) -> bool {
        self.unbuilt.contains(&name) || self.unbuilt.contains(&ANY)
    }
}

fn gather<'a>(scope: &Scope<'a>, raw: &'a spec::Operation) -> Gathered<'a> {
    let mut gathered = Gathered {
        list: Vec::new(),
        omitted: BTreeMap::new(),
        unbuilt: Vec::new(),
    };
    if raw.gaps.lost("inputs") || raw.gaps.lost("use") {
        gathered.unbuilt.push(ANY);
    }
    for (group_name, usage) in &raw.uses {
        let Some(place) = scope
            .groups
            .find(&group_name.value, group_name.span, &scope.sink)
        else {
            gathered.unbuilt.push(ANY);
            continue;
        };
        let Some(group) = scope.groups.get(place) else {
            continue;
        };
        let start = gathered.list.len();
        gathered.take(scope, &group.raw.inputs);
        for (listed, require) in [(&usage.require, true), (&usage.omit, false)] {
            for name in listed {
                match gathered
                    .list
                    .iter()
                    .skip(start)
                    .position(|(known, _)| known.value == name.value)
                {
                    Some(offset) if require => {
                        if let Some((_, input)) = gathered.list.get_mut(start + offset) {
                            input.optional = false;
                        }
                    }
                    Some(offset) => {
                        gathered.omitted.insert(start + offset, name.span);
                    }
                    None if gathered.lacks(&name.value) => {}
                    None => {
                        scope.sink.push(
                            Finding::new(
                                code::UNKNOWN_NAME,
                                name.span,
                                format!(
                                    "the group `{}` has no input `{}`",
                                    group_name.value, name.value
                                ),
                            )
                            .label("unknown input")
                            .did_you_mean(&name.value, group.raw.inputs.names()),
                        );
                        // Nothing is to follow from the name that was meant being optional.
                        let near = suggest(&name.value, group.raw.inputs.names());
                        let mut own = gathered.list.iter_mut().skip(start);
                        let meant = own.find(|(known, _)| Some(known.value.as_str()) == near);
                        if let Some((_, input)) = meant.filter(|_| require) {
                            input.optional = false;
                        }
                    }
                }
            }
        }
    }
    for (name, _) in &raw.inputs {
        if let Some((first, _)) = gathered
            .list
            .iter()
            .find(|(known, _)| known.value == name.value)
        {
            scope.sink.push(
                Finding::new(
                    code::DEFINED_TWICE,
                    name.span,
                    format!(
                        "a group that is used here has an input `{}` already",
                        name.value
                    ),
                )
                .label("defined here again")
                .second(first.span, "first defined here"),
            );
        }
    }
    let own = gathered.list.len();
    gathered.take(scope, &raw.inputs);
    // What is defined twice has its finding; the first stands for both.
    let (groups, own) = gathered.list.split_at(own);
    let new = |name: &str| !groups.iter().any(|(known, _)| known.value == name);
    let own = own.iter().filter(|(name, _)| new(&name.value)).cloned();
    gathered.list = groups.iter().cloned().chain(own).collect();
    gathered
}

fn operation(
    scope: &Scope<'_>,
    types: &[Option<TypeDef>],
    name: &Spanned<String>,
    raw: &spec::Operation,
    area: AreaId,
) -> Option<Operation> {
    let gathered = gather(scope, raw);
    let inputs = Inputs::new(
        gathered
            .list
            .iter()
            .map(|(name, field)| (*name, field))
            .collect(),
        gathered.unbuilt.clone(),
    );
    scope
        .gaps
        .lose_inputs(&name.value, gathered.unbuilt.iter().copied());
    let quirk_names: Vec<&str> = raw.quirks.names().collect();
    let request = raw
        .request
        .as_ref()
        .and_then(|line| request::request_line(scope, line, &inputs));
    let mut parts = Parts::default();
    for (group_name, _) in &raw.uses {
        if let Some(group) = scope
            .groups
            .position(&group_name.value)
            .and_then(|place| scope.groups.get(place))
        {
            parts.add(scope, &group.raw.wire, &inputs, &quirk_names);
        }
    }
    parts.add(scope, &raw.wire, &inputs, &quirk_names);
    wire::find_two_bodies(scope, raw);
    if raw.request.is_some() && !wire::is_incomplete(&raw.wire) {
        inputs.report_idle(scope);
    }
    let body_shape = match &raw.body_shape {
        Some(shape) => choosable(scope, shape, |shape| Some(shape.value)),
        None => Some(Choosable::Fixed(BodyShape::Object)),
    };
    let kept = Kept::new(gathered.list.len(), &gathered.omitted);
    let kept_inputs: Vec<InputField> = gathered
        .list
        .iter()
        .enumerate()
        .filter(|(place, _)| kept.place(*place).is_some())
        .map(|(_, (_, field))| field.clone())
        .collect();
    let omitted = signed::left_out(&parts.body, &gathered.omitted);
    let body = kept.fields(parts.body);
    if gathered.lacks(ANY) {
        parts.unbuilt.push(ANY.to_owned());
    }
    let signed = Signed {
        operation: name,
        sent: &body,
        inputs: &kept_inputs,
        types,
        unbuilt: &parts.unbuilt,
        omitted: &omitted,
    };
    let groups = raw
        .uses
        .names()
        .filter_map(|group| scope.groups.get(scope.groups.position(group)?))
        .map(|group| (&group.raw.wire, true));
    for (wire, of_group) in groups.chain([(&raw.wire, false)]) {
        for fields in [&wire.body, &wire.form].into_iter().flatten() {
            signed.check(scope, fields, of_group);
        }
    }
    let api = api(scope, name, raw);
    let auth = match raw.auth.as_ref().map(|auth| (&auth.value, auth.span)) {
        Some((spec::AuthRef::None, _)) => Some(None),
        Some((spec::AuthRef::Named(auth), span)) => scope
            .auths
            .find(auth, span, &scope.sink)
            .map(|id| Some(AuthId(id))),
        None => None,
    };
    let envelope = match &raw.envelope {
        Some(envelope) => scope
            .envelopes
            .find(&envelope.value, envelope.span, &scope.sink)
            .and_then(|id| scope.envelopes.get(id)),
        None => None,
    };
    let mut all_rules = rules(scope, &raw.outcomes);
    let kind = raw
        .kind
        .as_ref()
        .map_or(OperationKind::Call, |kind| kind.value);
    let some_lost = all_rules.len() < raw.outcomes.len() || raw.gaps.faulty("outcomes");
    // A line that is not YAML may have named it.
    let left_out = raw.envelope.is_none()
        && scope.raw.gaps.partial.contains(&name.span.file)
        && scope.raw.lost.contains("envelope");
    let envelope_lost = left_out
        || raw.gaps.lost("envelope")
        || raw.envelope.is_some() && envelope.is_none()
        || envelope.is_some_and(|envelope| envelope.raw.gaps.faulty("rules"));
    if some_lost || envelope_lost {
        scope.gaps.lose_answers(&name.value);
    }
    if envelope_lost || raw.gaps.faulty("codes") {
        scope.gaps.lose_codes(&name.value);
    }
    if kind == OperationKind::BrowserForm {
        browser::check(scope, raw);
    }
    if kind == OperationKind::Call && !some_lost {
        expect_a_good_outcome(scope, &all_rules, &name.value, name.span);
    }
    let code_table = envelope.and_then(|envelope| envelope.raw.codes.as_ref());
    let code_table = match code_table {
        Some(table) => scope
            .code_tables
            .find(&table.value, table.span, &scope.sink)
            .map(CodeTableId),
        None => None,
    };
    if code_table.is_none() && envelope.is_some_and(|envelope| envelope.raw.codes.is_some()) {
        scope.gaps.lose_codes(&name.value);
    }
    if let Some(envelope) = envelope {
        all_rules.extend(rules(scope, &envelope.raw.rules));
    }
    let invalid_input = envelope
        .and_then(|envelope| envelope.raw.sandbox.as_ref())
        .and_then(|sandbox| sandbox.invalid_input.as_ref());
    let effect = match raw.effect.as_ref().map(|effect| &effect.kind) {
        Some(spec::EffectKind::Read) => Some(Effect::Read),
        Some(spec::EffectKind::Repeatable) => Some(Effect::Repeatable),
        Some(spec::EffectKind::Once(spec::Resolve::None { because })) => {
            Some(Effect::Once(Resolve::None {
                because: because.value.clone(),
            }))
        }
        Some(spec::EffectKind::Once(spec::Resolve::By(by))) => scope
            .operations
            .find(&by.operation.value, by.operation.span, &scope.sink)
            .map(|id| {
                Effect::Once(Resolve::By {
                    operation: model::OperationId(id),
                    reference: Vec::new(),
                    verdicts: Vec::new(),
                })
            }),
        None => None,
    };
    let together = together(scope, raw, &gathered, &kept);
    let request = request.and_then(|line| kept.request(scope, line, &gathered.omitted));
    let no_request = Choosable::Fixed(model::RequestLine {
        method: model::HttpMethod::Post,
        path: Vec::new(),
    });
    Some(Operation {
        name: name.value.clone(),
        rust_method: rust_snake(name, raw.name.as_ref()),
        rust: rust_pascal(name, raw.name.as_ref()),
        summary: raw.summary.value.clone(),
        details: raw.details.as_ref().map(|details| details.value.clone()),
        area,
        kind,
        api: scope.gaps.stand_in(api, ApiId(0)),
        auth: scope.gaps.stand_in(auth, None),
        request: scope.gaps.stand_in(request, no_request),
        effect: scope.gaps.stand_in(effect, Effect::Read),
        inputs: kept_inputs,
        together,
        query: kept.fields(parts.query),
        headers: kept.fields(parts.headers),
        body: match parts.body_kind {
            None => Body::None,
            Some(Place::Form) => Body::Form(body),
            Some(_) => Body::Json {
                fields: body,
                shape: scope
                    .gaps
                    .stand_in(body_shape, Choosable::Fixed(BodyShape::Object)),
            },
        },
        rules: all_rules,
        codes: codes(&raw.codes),
        code_table,
        invalid_input: invalid_input.map(sandbox_answer),
        evidence: evidence(&raw.evidence),
        quirks: quirks(&raw.quirks),
        examples: Vec::new(),
        assumptions: raw
            .assumed
            .iter()
            .map(|(name, assumption)| model::Assumption {
                name: name.value.clone(),
                summary: assumption.summary.value.clone(),
                when: assumption
                    .when
                    .iter()
                    .map(|(field, value)| (field.value.clone(), value.value.clone()))
                    .collect(),
                answer: sandbox_answer(&assumption.answer),
            })
            .collect(),
    })
}

/// Error codes, as the model has them.
pub fn codes(raw: &spec::Codes) -> Vec<model::ErrorCode> {
    raw.iter()
        .map(|(code, meaning)| model::ErrorCode {
            code: code.value.clone(),
            name: meaning.name.value.clone(),
            rust: rust_variant(
                &Spanned::new(meaning.name.value.clone(), meaning.name.span),
                None,
            ),
            summary: meaning.summary.value.clone(),
            evidence: meaning.evidence.as_ref().map(evidence),
        })
        .collect()
}

fn api(scope: &Scope<'_>, name: &Spanned<String>, raw: &spec::Operation) -> Option<ApiId> {
    match &raw.api {
        Some(api) => scope
            .apis
            .find(&api.value, api.span, &scope.sink)
            .map(ApiId),
        None if scope.apis.iter().len() == 1 => {
            scope.apis.mark_used(0);
            Some(ApiId(0))
        }
        None => {
            if !scope.raw.index.apis.is_empty() {
                scope.sink.push(
                    Finding::new(
                        code::WHICH_API,
                        name.span,
                        format!("`{}` does not say which API it is sent to", name.value),
                    )
                    .label("`api` is missing")
                    .help("the provider has several; add `api: …`"),
                );
                for place in 0..scope.apis.iter().len() {
                    scope.apis.mark_used(place);
                }
            }
            None
        }
    }
}

fn together(
    scope: &Scope<'_>,
    raw: &spec::Operation,
    gathered: &Gathered<'_>,
    kept: &Kept,
) -> Vec<Vec<usize>> {
    let mut sets = Vec::new();
    for names in &raw.together {
        let mut set = Vec::new();
        for name in names {
            match gathered
                .list
                .iter()
                .position(|(known, _)| known.value == name.value)
            {
                Some(place) => {
                    if gathered
                        .list
                        .get(place)
                        .is_some_and(|(_, input)| !input.optional)
                    {
                        scope.sink.push(
                            Finding::new(
                                code::REQUIRED_TOGETHER,
                                name.span,
                                format!("`{}` is required anyway", name.value),
                            )
                            .label("only optional inputs can be given together"),
                        );
                        continue;
                    }
                    set.extend(kept.place(place));
                }
                None if gathered.lacks(&name.value) => {}
                None => scope.sink.push(
                    Finding::new(
                        code::UNKNOWN_NAME,
                        name.span,
                        format!("there is no input named `{}`", name.value),
                    )
                    .label("unknown input")
                    .did_you_mean(
                        &name.value,
                        gathered.list.iter().map(|(known, _)| known.value.as_str()),
                    ),
                ),
            }
        }
        sets.push(set);
    }
    sets
}
