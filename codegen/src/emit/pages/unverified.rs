//! The view of what is not verified.

use askama::Template;

use crate::coverage::Coverage;
use crate::decide::markdown::{cell, inline};
use crate::decide::{facts, prose};
use crate::model::{Confidence, Evidence, ExampleOrigin, Provider, Quirk};

/// The page.
#[derive(Template)]
#[template(path = "unverified.md", escape = "none")]
pub(super) struct Page {
    providers: Vec<ProviderView>,
}

struct ProviderView {
    title: String,
    operations: usize,
    documented: usize,
    printed: usize,
    constructed: usize,
    alternatives: Vec<AlternativeView>,
    doubtful: Vec<Fact>,
    quirks: Vec<QuirkRow>,
    assumed: Vec<Assumed>,
    made: Vec<Assumed>,
}

struct AlternativeView {
    name: String,
    summary: String,
    choices: Vec<ChoiceRow>,
}

struct ChoiceRow {
    name: String,
    default: bool,
    summary: String,
    evidence: String,
}

struct Fact {
    what: String,
    evidence: String,
}

struct QuirkRow {
    place: String,
    name: String,
    documents: String,
    we: String,
    evidence: String,
}

/// Something made up, and why.
struct Assumed {
    place: String,
    why: String,
}

impl Page {
    /// The view of all providers.
    pub(super) fn new(providers: &[Provider]) -> Self {
        Self {
            providers: providers.iter().map(view).collect(),
        }
    }
}

fn text(text: &str) -> String {
    cell(&inline(&prose::sentence(text)))
}

fn evidence(evidence: &Evidence) -> String {
    cell(&prose::evidence(evidence))
}

fn view(provider: &Provider) -> ProviderView {
    let coverage = Coverage::of(provider);
    let alternatives = provider
        .alternatives
        .iter()
        .map(|alternative| AlternativeView {
            name: alternative.name.clone(),
            summary: inline(&prose::sentence(&alternative.summary)),
            choices: alternative
                .choices
                .iter()
                .enumerate()
                .map(|(place, choice)| ChoiceRow {
                    name: choice.name.clone(),
                    default: place == alternative.default,
                    summary: text(&choice.summary),
                    evidence: evidence(&choice.evidence),
                })
                .collect(),
        });
    let made = provider.operations.iter().flat_map(|operation| {
        operation
            .examples
            .iter()
            .filter_map(|example| match &example.origin {
                ExampleOrigin::Printed(_) => None,
                ExampleOrigin::Constructed(why) => Some(Assumed {
                    place: format!("{}.{}", operation.name, example.name),
                    why: prose::capital(&text(why)),
                }),
            })
    });
    ProviderView {
        title: inline(&provider.title),
        operations: coverage.operations.len(),
        documented: coverage.tallies.operations.documented,
        printed: coverage.printed(),
        constructed: coverage.constructed(),
        alternatives: alternatives.collect(),
        doubtful: doubtful(provider),
        quirks: quirks(provider),
        assumed: assumed(provider),
        made: made.collect(),
    }
}

/// Every fact with a source of its own that is not the provider's documentation alone.
fn doubtful(provider: &Provider) -> Vec<Fact> {
    let unsure = facts::sourced(provider).into_iter().filter(|fact| {
        let mut sources = fact.evidence.sources.iter();
        sources.any(|(confidence, _)| *confidence != Confidence::Documented)
    });
    unsure
        .map(|fact| Fact {
            what: cell(&fact.what),
            evidence: evidence(fact.evidence),
        })
        .collect()
}

fn quirks(provider: &Provider) -> Vec<QuirkRow> {
    let row = |place: &str, quirk: &Quirk| QuirkRow {
        place: place.to_owned(),
        name: quirk.name.clone(),
        documents: text(&quirk.documents),
        we: match &quirk.because {
            Some(because) => format!("{} {}", text(&quirk.we), text(because)),
            None => text(&quirk.we),
        },
        evidence: evidence(&quirk.evidence),
    };
    let operations = provider.operations.iter().flat_map(|operation| {
        operation
            .quirks
            .iter()
            .map(move |quirk| row(&operation.name, quirk))
    });
    let callbacks = provider.callbacks.iter().flat_map(|callback| {
        callback
            .quirks
            .iter()
            .map(move |quirk| row(&callback.name, quirk))
    });
    operations.chain(callbacks).collect()
}

fn assumed(provider: &Provider) -> Vec<Assumed> {
    facts::assumed(provider)
        .into_iter()
        .map(|found| Assumed {
            place: cell(&found.place),
            why: prose::capital(&text(found.why)),
        })
        .collect()
}
