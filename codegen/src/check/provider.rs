//! A provider as a whole: its parts in the order in which they depend on each other.

use crate::check::credential::{auths, sets, signatures, table_rust};
use crate::check::evidence::{alternatives, evidence};
use crate::check::example_answers::Answered;
use crate::check::operation::{codes, operations};
use crate::check::resolve::resolve;
use crate::check::{
    Scope, callback, code, collisions, confirming_examples, echoed, example, flow, listed_codes,
    met, near_path, repeats, rust_snake, rust_variant, same_request, sandbox_class, types,
};
use crate::decode::Text;
use crate::finding::Finding;
use crate::model::{self, Provider};
use crate::names;

/// Builds a provider. `None`, or findings in the scope, when it cannot be.
pub fn build(scope: &Scope<'_>) -> Option<Provider> {
    let index = &scope.raw.index;
    let built_types = types::types(scope);
    let built_signatures = signatures(scope);
    let mut built_operations = operations(scope, &built_types);
    resolve(scope, &mut built_operations);
    repeats::check(scope, &built_types, &built_operations);
    same_request::check(scope, &built_types, &built_operations);
    let types_ready: Option<Vec<model::TypeDef>> = built_types.into_iter().collect();
    let operations_ready: Option<Vec<model::Operation>> = built_operations.into_iter().collect();
    let mut provider = Provider {
        name: index.provider.value.clone(),
        rust: names::pascal(&index.provider.value),
        // It stands in headings and sentences, on one line.
        title: index
            .title
            .value
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        summary: index.summary.value.clone(),
        documentation: index.documentation.value.clone(),
        apis: apis(scope),
        credential_sets: sets(scope),
        auths: Vec::new(),
        signatures: built_signatures
            .into_iter()
            .collect::<Option<Vec<_>>>()
            .unwrap_or_default(),
        alternatives: alternatives(scope),
        code_tables: scope
            .code_tables
            .iter()
            .map(|entry| model::CodeTable {
                name: entry.name.value.clone(),
                rust: table_rust(entry.name),
                codes: codes(entry.raw),
            })
            .collect(),
        types: types_ready?,
        areas: scope
            .areas
            .iter()
            .map(|area| model::Area {
                name: area.name.value.clone(),
                rust: rust_snake(area.name, None),
                summary: area
                    .summary
                    .map_or(String::new(), |summary: &Text| summary.value.clone()),
                flow: Vec::new(),
            })
            .collect(),
        operations: operations_ready?,
        callbacks: Vec::new(),
        omissions: omissions(scope),
    };
    let built_auths = auths(scope, &provider.operations, &provider.types);
    let built_callbacks = callback::callbacks(scope, &provider.operations, &provider.types);
    let examples = example::examples(scope, &provider);
    for (operation, examples) in provider.operations.iter_mut().zip(examples) {
        operation.examples = examples;
    }
    met::check(scope, provider.operations.iter().map(Some));
    collisions::find(scope, &provider);
    report_unused(scope);
    provider.auths = built_auths.into_iter().collect::<Option<Vec<_>>>()?;
    provider.callbacks = built_callbacks.into_iter().collect::<Option<Vec<_>>>()?;
    if !scope.gaps.any() {
        let told = confirming_examples::check(scope, &provider);
        let answered = Answered::of(scope, &provider);
        near_path::check(scope, &provider, &answered, &told);
        sandbox_class::check(scope, &provider);
        listed_codes::check(scope, &provider);
        echoed::check(scope, &provider);
    }
    let flows = flow::flows(scope, &provider);
    for (area, flow) in provider.areas.iter_mut().zip(flows) {
        area.flow = flow;
    }
    Some(provider)
}

fn omissions(scope: &Scope<'_>) -> Vec<model::Omission> {
    let omitted = scope.raw.index.omitted.iter();
    omitted
        .map(|(name, raw)| model::Omission {
            name: name.value.clone(),
            summary: raw.summary.value.clone(),
            because: raw.because.value.clone(),
            evidence: evidence(&raw.evidence),
        })
        .collect()
}

fn apis(scope: &Scope<'_>) -> Vec<model::Api> {
    scope
        .apis
        .iter()
        .map(|entry| model::Api {
            name: entry.name.value.clone(),
            rust: rust_variant(entry.name, entry.raw.name.as_ref()),
            summary: entry.raw.summary.value.clone(),
            test: entry.raw.test.value.clone(),
            live: entry.raw.live.value.clone(),
            evidence: evidence(&entry.raw.evidence),
        })
        .collect()
}

fn report_unused(scope: &Scope<'_>) {
    if scope.raw.gaps.absent {
        return;
    }
    let lost = &scope.raw.lost;
    scope.apis.report_unused(&scope.sink, lost);
    if !crate::check::unused::lost_an_auth(scope) {
        scope.auths.report_unused(&scope.sink, lost);
    }
    scope.signatures.report_unused(&scope.sink, lost);
    scope.envelopes.report_unused(&scope.sink, lost);
    scope.alternatives.report_unused(&scope.sink, lost);
    scope.code_tables.report_unused(&scope.sink, lost);
    crate::check::unused::types(scope);
    crate::check::unused::areas(scope);
    scope.groups.report_unused(&scope.sink, lost);
    let used = scope.credentials_used.borrow();
    for (set, entry) in scope.credential_sets.iter().enumerate() {
        for (place, (name, _)) in entry.raw.values.iter().enumerate() {
            if !used.contains(&(set, place)) && !lost.contains(&name.value) {
                scope.sink.push(
                    Finding::new(
                        code::UNUSED,
                        name.span,
                        format!("nothing uses the credential `{}`", name.value),
                    )
                    .label("defined here and used nowhere")
                    .help("remove it, or name it where it belongs"),
                );
            }
        }
    }
}
