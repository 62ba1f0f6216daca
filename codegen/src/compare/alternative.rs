//! Disputed facts, their choices, and which one is taken unless told otherwise.

use super::matching::{gone, matched};
use super::report::Changes;
use super::{paths, text};
use crate::model::{Alternative, AlternativeChoice, Provider};

/// Compares the alternatives of a provider.
pub(super) fn compare(old: &Provider, new: &Provider, found: &mut Changes) {
    let root = paths::provider(new);
    let module = format!("{}::alternatives", paths::root(new));
    let place = |alternative: &Alternative| {
        root.of(
            &format!("alternatives.{}", alternative.name),
            format!("{module}::{}", alternative.rust),
        )
        .touching([format!(
            "{module}::Alternatives::{}",
            alternative.rust_field
        )])
    };
    let items = matched(&old.alternatives, &new.alternatives, |alternative| {
        &alternative.name
    });
    for alternative in &items.removed {
        let now = items.renamed(alternative, |old, new| {
            (&old.summary, &old.choices, old.default) == (&new.summary, &new.choices, new.default)
        });
        // The module is there only while there is an alternative.
        let place = if new.alternatives.is_empty() {
            place(alternative).touching([module.clone()])
        } else {
            place(alternative)
        };
        found.breaking(
            &place,
            gone("alternative removed", now.map(|now| now.name.as_str())),
        );
    }
    for alternative in &items.added {
        let place = if old.alternatives.is_empty() {
            place(alternative).touching([module.clone()])
        } else {
            place(alternative)
        };
        found.compatible(&place, "alternative added");
    }
    for (old, new) in &items.both {
        let Alternative {
            name: _,
            rust_field,
            rust,
            summary,
            choices,
            default,
        } = old;
        let place = place(new);
        found.renamed_in_rust(&place, rust, &new.rust);
        found.moved(&format!("{module}::{rust}"), place.shown());
        // The field is not public: it is named as the spec names the alternative, and no one writes it.
        if rust_field != &new.rust_field && rust == &new.rust {
            found.documentation(
                &place,
                format!("kept as `{}`, no longer as `{rust_field}`", new.rust_field),
            );
        }
        found.reworded(&place, "summary", summary, &new.summary);
        let name = |choices: &[AlternativeChoice], place: usize| {
            choices
                .get(place)
                .map_or(String::new(), |choice| choice.name.clone())
        };
        let (was, is) = (name(choices, *default), name(&new.choices, new.default));
        if was != is {
            found.breaking(&place, format!("default choice changed: `{was}` → `{is}`"));
        }
        let of = |choice: &AlternativeChoice| {
            place.of(
                &format!("choices.{}", choice.name),
                format!("{}::{}", place.shown(), choice.rust),
            )
        };
        let items = matched(choices, &new.choices, |choice| &choice.name);
        for choice in &items.removed {
            let now = items.renamed(choice, |old, new| {
                (&old.summary, &old.evidence) == (&new.summary, &new.evidence)
            });
            found.breaking(
                &of(choice),
                gone("choice removed", now.map(|now| now.name.as_str())),
            );
        }
        for choice in &items.added {
            found.compatible(&of(choice), "choice added");
        }
        for (old, new) in &items.both {
            let AlternativeChoice {
                name: _,
                rust,
                summary,
                evidence,
            } = old;
            let place = of(new);
            found.renamed_in_rust(&place, rust, &new.rust);
            found.reworded(&place, "summary", summary, &new.summary);
            text::evidence(&place, evidence, &new.evidence, found);
        }
        found.reordered(&place, "choices", items.reordered);
    }
    found.reordered(&root.at("alternatives"), "alternatives", items.reordered);
}
