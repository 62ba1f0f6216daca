//! Fields of answers and callbacks: what they are, where they are read, and what else is read as them.

use super::matching::{gone, matched};
use super::report::{Changes, Place};
use super::{text, words};
use crate::model::{AnswerField, Leniency, Provider};

/// Compares the fields of an answer type or a callback.
pub(super) fn fields(
    place: &Place,
    (old, was): (&Provider, &[AnswerField]),
    (new, is): (&Provider, &[AnswerField]),
    found: &mut Changes,
) {
    let at = |field: &AnswerField| {
        place.of(
            &format!("fields.{}", field.name),
            format!("{}::{}", place.shown(), field.rust),
        )
    };
    let items = matched(was, is, |field| &field.name);
    for field in &items.removed {
        let now = items.renamed(field, equal);
        found.breaking(
            &at(field),
            gone("field removed", now.map(|now| now.name.as_str())),
        );
    }
    for field in &items.added {
        found.compatible(
            &at(field),
            if field.optional {
                "optional field added"
            } else {
                "field added, which every answer must have"
            },
        );
    }
    for (before, now) in &items.both {
        compare(&at(now), (old, before), (new, now), found);
    }
    found.reordered(&place.at("fields"), "fields", items.reordered);
}

/// Whether two fields differ by nothing but their name.
fn equal(old: &AnswerField, new: &AnswerField) -> bool {
    // Where no other name is given, the field's own is also that on the wire.
    let wire =
        |field: &AnswerField| (field.wire != [field.name.clone()]).then(|| field.wire.clone());
    (
        &old.summary,
        &old.value,
        old.optional,
        &old.leniency,
        wire(old),
    ) == (
        &new.summary,
        &new.value,
        new.optional,
        &new.leniency,
        wire(new),
    )
}

fn compare(
    place: &Place,
    (old, before): (&Provider, &AnswerField),
    (new, now): (&Provider, &AnswerField),
    found: &mut Changes,
) {
    let AnswerField {
        name: _,
        rust,
        summary,
        value,
        wire,
        optional,
        leniency,
        quirks,
        evidence,
    } = before;
    found.renamed_in_rust(place, rust, &now.rust);
    let (was, is) = (
        words::value_type(old, value),
        words::value_type(new, &now.value),
    );
    if was != is {
        found.breaking(place, format!("type changed: {was} → {is}"));
    }
    match (optional, now.optional) {
        (true, false) => found.breaking(
            place,
            "no longer optional: an answer without it cannot be read",
        ),
        (false, true) => found.breaking(place, "optional now: it is an `Option`"),
        _ => {}
    }
    if *wire != now.wire {
        let (was, is) = (words::names(wire), words::names(&now.wire));
        if now.wire.starts_with(wire) {
            found.compatible(place, format!("read under more names: {was} → {is}"));
        } else {
            found.breaking(place, format!("read under other names: {was} → {is}"));
        }
    }
    // Another type has another form of its own, and so needs other leave.
    let same_type = was == is;
    read(
        place,
        leniency,
        &now.leniency,
        (same_type, now.optional),
        found,
    );
    found.reworded(place, "summary", summary, &now.summary);
    if *quirks != now.quirks {
        found.documentation(place, "shows other quirks");
    }
    text::optional_evidence(place, evidence.as_ref(), now.evidence.as_ref(), found);
}

/// Compares what is read besides a field's own form.
fn read(
    place: &Place,
    old: &Leniency,
    new: &Leniency,
    (same_type, optional): (bool, bool),
    found: &mut Changes,
) {
    let Leniency {
        number,
        text,
        bit,
        single,
        absent,
    } = old;
    for (word, old, new) in [
        ("number", *number, new.number),
        ("text", *text, new.text),
        ("bit", *bit, new.bit),
        ("single", *single, new.single),
    ] {
        match (old, new) {
            _ if !same_type => {}
            (false, true) => found.compatible(place, format!("also read from `{word}`")),
            (true, false) => found.breaking(place, format!("no longer read from `{word}`")),
            _ => {}
        }
    }
    for gone in absent.iter().filter(|text| !new.absent.contains(text)) {
        found.breaking(place, format!("{gone:?} no longer means that it is absent"));
    }
    for more in new.absent.iter().filter(|text| !absent.contains(text)) {
        if optional {
            found.compatible(place, format!("{more:?} means that it is absent"));
        } else {
            found.breaking(
                place,
                format!("{more:?} means that it is absent, and it must be there"),
            );
        }
    }
}
