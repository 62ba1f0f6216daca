//! Evidence, quirks, alternatives and values that depend on them.

use crate::check::Scope;
use crate::check::code;
use crate::decode::{Named, Spanned, Text};
use crate::finding::{Finding, suggest};
use crate::model::{self, AlternativeId};
use crate::names;
use crate::spec;
use crate::yaml::Span;

/// The sources of a fact.
pub fn evidence(raw: &spec::Evidence) -> model::Evidence {
    model::Evidence {
        sources: raw
            .sources
            .iter()
            .map(|(confidence, text)| (*confidence, text.value.clone()))
            .collect(),
    }
}

/// The quirks of an operation or a callback.
pub fn quirks(raw: &Named<spec::Quirk>) -> Vec<model::Quirk> {
    raw.iter()
        .map(|(name, quirk)| model::Quirk {
            name: name.value.clone(),
            documents: quirk.documents.value.clone(),
            we: quirk.we.value.clone(),
            because: quirk.because.as_ref().map(|text: &Text| text.value.clone()),
            evidence: evidence(&quirk.evidence),
        })
        .collect()
}

/// The alternatives of a provider.
pub fn alternatives(scope: &Scope<'_>) -> Vec<model::Alternative> {
    scope
        .alternatives
        .iter()
        .map(|entry| {
            let mut default = None;
            for (place, (name, choice)) in entry.raw.choices.iter().enumerate() {
                if !choice.default.as_ref().is_some_and(|default| default.value) {
                    continue;
                }
                match default {
                    None => default = Some((place, name.span)),
                    Some((_, first)) => scope.sink.push(
                        Finding::new(
                            code::TWO_DEFAULTS,
                            name.span,
                            format!("`{}` has two default choices", entry.name.value),
                        )
                        .label("the second one")
                        .second(first, "the first one")
                        .help("keep `default: true` at the one with the best evidence"),
                    ),
                }
            }
            let faulty = |choice: &spec::AlternativeChoice| choice.gaps.faulty("default");
            let told = entry.raw.choices.is_incomplete() || entry.raw.choices.values().any(faulty);
            if default.is_none() && !told {
                scope.sink.push(
                    Finding::new(
                        code::NO_DEFAULT,
                        entry.name.span,
                        format!("`{}` has no default choice", entry.name.value),
                    )
                    .label("none of its choices is the default")
                    .help("write `default: true` at the choice with the best evidence"),
                );
            }
            model::Alternative {
                name: entry.name.value.clone(),
                rust_field: names::snake(&entry.name.value),
                rust: crate::check::rust_pascal(entry.name, entry.raw.name.as_ref()),
                summary: entry.raw.summary.value.clone(),
                choices: entry
                    .raw
                    .choices
                    .iter()
                    .map(|(name, choice)| model::AlternativeChoice {
                        name: name.value.clone(),
                        rust: crate::check::rust_variant(name, choice.name.as_ref()),
                        summary: choice.summary.value.clone(),
                        evidence: evidence(&choice.evidence),
                    })
                    .collect(),
                default: default.map_or(0, |(place, _)| place),
            }
        })
        .collect()
}

/// A value that may depend on an alternative: one value per choice, in the order of the choices.
pub fn choosable<T, M: PartialEq>(
    scope: &Scope<'_>,
    raw: &spec::Choosable<T>,
    mut build: impl FnMut(&T) -> Option<M>,
) -> Option<model::Choosable<M>> {
    match raw {
        spec::Choosable::Fixed(value) => build(value).map(model::Choosable::Fixed),
        spec::Choosable::Chosen {
            alternative,
            choices,
            span,
        } => {
            let id = scope
                .alternatives
                .find(&alternative.value, alternative.span, &scope.sink);
            let mut built: Vec<(&Spanned<String>, Option<M>)> = choices
                .iter()
                .map(|(choice, value)| (choice, build(value)))
                .collect();
            let entry = scope.alternatives.get(id?)?;
            let mut meant = Vec::new();
            for (choice, _) in choices {
                if choice_place(scope, id?, &choice.value, choice.span).is_none() {
                    meant.extend(suggest(&choice.value, entry.raw.choices.names()));
                }
            }
            let mut values = Vec::new();
            for name in entry.raw.choices.names() {
                match built.iter_mut().find(|(choice, _)| choice.value == name) {
                    Some((_, value)) => values.push(value.take()),
                    None if meant.contains(&name) => {}
                    None => scope.sink.push(
                        Finding::new(
                            code::MISSING_CHOICE,
                            *span,
                            format!(
                                "the choice `{name}` of `{}` has no value here",
                                entry.name.value
                            ),
                        )
                        .label("a value for every choice belongs here")
                        .second(entry.name.span, "its choices stand here")
                        .help(format!("add `{name}: …`")),
                    ),
                }
            }
            if values.is_empty() || values.len() != entry.raw.choices.len() {
                return None;
            }
            let values = values.into_iter().collect::<Option<Vec<M>>>()?;
            changes_something(scope, &values, alternative, choices);
            Some(model::Choosable::Chosen {
                alternative: AlternativeId(id?),
                values,
            })
        }
    }
}

/// Finds that every choice gives one and the same value.
fn changes_something<T, M: PartialEq>(
    scope: &Scope<'_>,
    values: &[M],
    alternative: &Spanned<String>,
    choices: &[(Spanned<String>, T)],
) {
    let [(first, _), (second, _), ..] = choices else {
        return;
    };
    if values.windows(2).all(|pair| pair[0] == pair[1]) {
        scope.sink.push(
            Finding::new(
                code::SAME_CHOICES,
                second.span,
                format!("`{}` changes nothing here", alternative.value),
            )
            .label("every choice gives the same value")
            .second(first.span, "as this one does")
            .help("give each choice its value, or write the value alone"),
        );
    }
}

/// The place of a choice among those of an alternative, or a finding.
pub fn choice_place(
    scope: &Scope<'_>,
    alternative: usize,
    choice: &str,
    span: Span,
) -> Option<usize> {
    let entry = scope.alternatives.get(alternative)?;
    let place = entry.raw.choices.position(choice);
    if place.is_none() && !entry.raw.choices.may_have(choice) {
        scope.sink.push(
            Finding::new(
                code::UNKNOWN_NAME,
                span,
                format!("`{}` has no choice named `{choice}`", entry.name.value),
            )
            .label("unknown choice")
            .second(entry.name.span, "its choices stand here")
            .did_you_mean(choice, entry.raw.choices.names()),
        );
    }
    place
}
