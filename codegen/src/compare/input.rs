//! What callers give: which inputs there are, of what type, and what is refused before anything is sent.

use rust_decimal::Decimal;

use super::choosable::Both;
use super::matching::{gone, matched};
use super::report::{Changes, Place};
use super::{Class, text, words};
use crate::model::{Choosable, Constraints, InputField, Provider, Scalar, ValueType};

/// Compares inputs. `at` is the place of one in either state; `held`: whether the optional ones stand in a field of the struct,
/// which is there from the first of them on.
pub(super) fn fields(
    place: &Place,
    (old, was): (&Provider, &[InputField]),
    (new, is): (&Provider, &[InputField]),
    held: bool,
    at: impl Fn(&Provider, &InputField) -> Place,
    found: &mut Changes,
) {
    let items = matched(was, is, |input| &input.name);
    for input in &items.removed {
        let now = items.renamed(input, |old, new| {
            (&old.summary, &old.value, old.optional, &old.constraints)
                == (&new.summary, &new.value, new.optional, &new.constraints)
        });
        let kind = if input.optional {
            "optional input removed"
        } else {
            "input removed"
        };
        found.breaking(
            &at(old, input),
            gone(kind, now.map(|now| now.name.as_str())),
        );
    }
    for input in &items.added {
        let place = at(new, input);
        if input.optional && held && was.iter().all(|input| !input.optional) {
            found.breaking(
                &place,
                "optional input added, the first: the struct has a field `options` now",
            );
        } else if input.optional {
            found.compatible(&place, "optional input added");
        } else {
            found.breaking(&place, "required input added");
        }
    }
    for (before, now) in &items.both {
        let place = at(new, now).touching([at(old, before).shown()]);
        compare(&place, (old, before), (new, now), found);
    }
    found.reordered(&place.at("inputs"), "inputs", items.reordered);
}

fn compare(
    place: &Place,
    (old, before): (&Provider, &InputField),
    (new, now): (&Provider, &InputField),
    found: &mut Changes,
) {
    let InputField {
        name: _,
        rust,
        summary,
        value,
        optional,
        constraints,
        evidence,
    } = before;
    found.renamed_in_rust(place, rust, &now.rust);
    let (was, is) = (
        words::value_type(old, value),
        words::value_type(new, &now.value),
    );
    if was == is {
        portions(place, (old, value), (new, &now.value), found);
        limits(place, constraints, &now.constraints, found);
    } else {
        found.breaking(place, format!("type changed: {was} → {is}"));
    }
    match (optional, now.optional) {
        (true, false) => found.breaking(
            place,
            "required now: a field of the struct, no longer a setter",
        ),
        (false, true) => found.breaking(
            place,
            "no longer required: a setter, no longer a field of the struct",
        ),
        _ => {}
    }
    found.reworded(place, "summary", summary, &now.summary);
    text::optional_evidence(place, evidence.as_ref(), now.evidence.as_ref(), found);
}

/// Compares what "all of it" is on the wire, where the types are equal else.
fn portions(
    place: &Place,
    (old, was): (&Provider, &ValueType),
    (new, is): (&Provider, &ValueType),
    found: &mut Changes,
) {
    if let (Some(was), Some(is)) = (portion(was), portion(is)) {
        let show = |_: &Provider, full: &Option<String>| match full {
            Some(text) => format!("{text:?}"),
            None => String::from("left out"),
        };
        let both = Both {
            old: (old, was),
            new: (new, is),
        };
        both.compare(
            found,
            &place.at("full"),
            "what is sent for \"all of it\"",
            show,
            |_, _| Class::Compatible,
        );
    }
}

fn portion(value: &ValueType) -> Option<&Choosable<Option<String>>> {
    match value {
        ValueType::Scalar(Scalar::Portion { full }) => Some(full),
        ValueType::List(item) | ValueType::Map(item) => portion(item),
        ValueType::Scalar(_) | ValueType::Named(_) => None,
    }
}

/// Compares what is refused before anything is sent.
pub(super) fn limits(place: &Place, old: &Constraints, new: &Constraints, found: &mut Changes) {
    let Constraints {
        min_length,
        max_length,
        min,
        max,
        pattern,
    } = old;
    let length = |length: Option<u32>| length.map(Decimal::from);
    let value = |value: &Option<String>| {
        value
            .as_deref()
            .and_then(|text| Decimal::from_str_exact(text).ok())
    };
    for (key, lower, old, new) in [
        (
            "min_length",
            true,
            length(*min_length),
            length(new.min_length),
        ),
        (
            "max_length",
            false,
            length(*max_length),
            length(new.max_length),
        ),
        ("min", true, value(min), value(&new.min)),
        ("max", false, value(max), value(&new.max)),
    ] {
        let narrowed = match (old, new) {
            (old, new) if old == new => continue,
            (None, _) => true,
            (_, None) => false,
            (Some(old), Some(new)) => (new > old) == lower,
        };
        let show = |limit: Option<Decimal>| {
            limit.map_or_else(|| String::from("none"), |limit| limit.to_string())
        };
        let text = format!("{key} {}: {} → {}", how(narrowed), show(old), show(new));
        found.push(class(narrowed), place, text);
    }
    if *pattern != new.pattern {
        let show = |pattern: &Option<String>| {
            pattern
                .as_ref()
                .map_or_else(|| String::from("none"), |pattern| format!("`{pattern}`"))
        };
        // Which of two patterns allows more is not told from their texts.
        let narrowed = new.pattern.is_some();
        let how = if pattern.is_some() && narrowed {
            "changed"
        } else {
            how(narrowed)
        };
        found.push(
            class(narrowed),
            place,
            format!("pattern {how}: {} → {}", show(pattern), show(&new.pattern)),
        );
    }
}

fn how(narrowed: bool) -> &'static str {
    if narrowed { "narrowed" } else { "loosened" }
}

fn class(narrowed: bool) -> Class {
    if narrowed {
        Class::Breaking
    } else {
        Class::Compatible
    }
}

/// Compares the inputs that must be given together.
pub(super) fn together(
    place: &Place,
    (was, old): (&[Vec<usize>], &[InputField]),
    (is, new): (&[Vec<usize>], &[InputField]),
    found: &mut Changes,
) {
    let groups = |groups: &[Vec<usize>], inputs: &[InputField]| -> Vec<String> {
        groups
            .iter()
            .map(|group| {
                let mut names: Vec<&str> = group
                    .iter()
                    .map(|place| words::input_name(inputs, *place))
                    .collect();
                names.sort_unstable();
                names.join(", ")
            })
            .collect()
    };
    let (was, is, place) = (groups(was, old), groups(is, new), place.at("together"));
    for gone in was.iter().filter(|group| !is.contains(group)) {
        found.compatible(
            &place,
            format!("need not be given together any more: {gone}"),
        );
    }
    for more in is.iter().filter(|group| !was.contains(group)) {
        found.breaking(&place, format!("must be given together now: {more}"));
    }
}
