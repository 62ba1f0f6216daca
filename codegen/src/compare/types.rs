//! Named types: of answers, of inputs, choices and open enums.

use super::matching::{gone, matched};
use super::report::{Changes, Place};
use super::{answer, input, paths, text, wire, words};
use crate::decide::names;
use crate::model::{
    ChoiceVariant, Direction, EnumType, EnumValue, IdentifierScalar, IdentifierType, InputField,
    InputShape, Provider, TypeDef, TypeKind,
};

/// Compares the types of a provider.
pub(super) fn compare(old: &Provider, new: &Provider, found: &mut Changes) {
    let items = matched(&old.types, &new.types, |def| &def.name);
    for def in &items.removed {
        let now = items.renamed(def, |old, new| {
            (&old.summary, &old.kind) == (&new.summary, &new.kind)
        });
        found.breaking(
            &paths::type_def(old, def),
            gone("type removed", now.map(|now| now.name.as_str())),
        );
    }
    for def in &items.added {
        found.compatible(&paths::type_def(new, def), "type added");
    }
    for (before, now) in &items.both {
        type_def((old, before), (new, now), found);
    }
    found.reordered(&paths::provider(new), "types", items.reordered);
}

fn type_def(
    (old, before): (&Provider, &TypeDef),
    (new, now): (&Provider, &TypeDef),
    found: &mut Changes,
) {
    let TypeDef {
        name: _,
        rust,
        summary,
        area,
        kind,
        direction,
    } = before;
    let was = paths::type_def(old, before);
    let place = paths::type_def(new, now).and(was.clone());
    found.moved(was.shown(), place.shown());
    if old[*area].name != new[now.area].name {
        found.breaking(
            &place,
            format!(
                "moved from the area `{}` to `{}`",
                old[*area].name, new[now.area].name
            ),
        );
    }
    found.renamed_in_rust(&place, rust, &now.rust);
    found.reworded(&place, "summary", summary, &now.summary);
    match (kind, &now.kind) {
        (TypeKind::Answer(was), TypeKind::Answer(is)) => {
            answer::fields(&place, (old, was), (new, is), found)
        }
        (TypeKind::Input(was), TypeKind::Input(is)) => {
            let options = names::with(&now.rust, "Options");
            shape(&place, &options, (old, was), (new, is), found);
        }
        (TypeKind::Choice(was), TypeKind::Choice(is)) => {
            choice(&place, now, (old, was), (new, is), found)
        }
        (TypeKind::Enum(was), TypeKind::Enum(is)) => open_enum(&place, was, is, found),
        (TypeKind::Identifier(was), TypeKind::Identifier(is)) => identifier(&place, was, is, found),
        (was, is) => found.breaking(
            &place,
            format!("changed: {} → {}", kind_word(was), kind_word(is)),
        ),
    }
    match (direction, now.direction) {
        (old, new) if *old == new || kind_word(kind) != kind_word(&now.kind) => {}
        (_, Direction::Both) => found.compatible(&place, "callers give it and answers hold it now"),
        (_, Direction::Input) => found.breaking(&place, "no answer holds it any more"),
        (_, Direction::Answer) => found.breaking(&place, "no caller gives it any more"),
    }
}

fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Answer(_) => "fields",
        TypeKind::Input(_) => "inputs",
        TypeKind::Choice(_) => "choice",
        TypeKind::Enum(_) => "enum",
        TypeKind::Identifier(_) => "identifier",
    }
}

/// Compares the inputs of a type or a variant, of which `place` is, and the object that they are written as. `options`: the
/// type of the optional ones.
fn shape(
    place: &Place,
    options: &str,
    (old, was): (&Provider, &InputShape),
    (new, is): (&Provider, &InputShape),
    found: &mut Changes,
) {
    let InputShape { inputs, body } = was;
    let own = place.shown();
    // The options of a variant stand beside the enum.
    let module = own.split("::").take(3).collect::<Vec<_>>().join("::");
    let options = format!("{module}::{options}");
    let at = |_: &Provider, input: &InputField| {
        let (field, setter) = (
            format!("{own}::{}", input.rust),
            format!("{options}::{}", input.rust),
        );
        let (shown, other) = if input.optional {
            (setter, field)
        } else {
            (field, setter)
        };
        place
            .of(&format!("inputs.{}", input.name), shown)
            .touching([other, format!("{own}::options"), options.clone()])
    };
    input::fields(place, (old, inputs), (new, &is.inputs), true, at, found);
    let side = |provider, inputs, fields| wire::Side {
        provider,
        inputs,
        fields,
    };
    wire::fields(
        &place.at("body"),
        side(old, inputs, body),
        side(new, &is.inputs, &is.body),
        found,
    );
}

fn choice(
    place: &Place,
    def: &TypeDef,
    (old, was): (&Provider, &[ChoiceVariant]),
    (new, is): (&Provider, &[ChoiceVariant]),
    found: &mut Changes,
) {
    let options =
        |variant: &ChoiceVariant| names::with(&names::with(&def.rust, &variant.rust), "Options");
    let at = |variant: &ChoiceVariant| {
        let own = place.shown();
        let module = own.rsplit_once("::").map_or("", |(module, _)| module);
        place
            .of(
                &format!("choice.{}", variant.name),
                format!("{own}::{}", variant.rust),
            )
            .touching([format!("{module}::{}", options(variant))])
    };
    let items = matched(was, is, |variant| &variant.name);
    for variant in &items.removed {
        let now = items.renamed(variant, |old, new| {
            (&old.summary, &old.shape) == (&new.summary, &new.shape)
        });
        found.breaking(
            &at(variant),
            gone("variant removed", now.map(|now| now.name.as_str())),
        );
    }
    for variant in &items.added {
        found.breaking(
            &at(variant),
            "variant added: a `match` that names the others no longer covers all",
        );
    }
    for (before, now) in &items.both {
        let ChoiceVariant {
            name: _,
            rust,
            summary,
            shape: inside,
        } = before;
        let place = at(now);
        found.renamed_in_rust(&place, rust, &now.rust);
        found.reworded(&place, "summary", summary, &now.summary);
        shape(
            &place,
            &options(now),
            (old, inside),
            (new, &now.shape),
            found,
        );
    }
    found.reordered(&place.at("choice"), "variants", items.reordered);
}

fn identifier(place: &Place, old: &IdentifierType, new: &IdentifierType, found: &mut Changes) {
    let IdentifierType {
        scalar,
        constraints,
    } = old;
    let word = |scalar: IdentifierScalar| words::scalar(scalar.scalar());
    if *scalar == new.scalar {
        input::limits(place, constraints, &new.constraints, found);
    } else {
        found.breaking(
            &place.at("identifier"),
            format!(
                "what it is made of changed: {} → {}",
                word(*scalar),
                word(new.scalar)
            ),
        );
    }
}

fn open_enum(place: &Place, old: &EnumType, new: &EnumType, found: &mut Changes) {
    let EnumType {
        coding,
        lenient,
        ignore_case,
        values,
    } = old;
    let (was, is) = (words::coding(*coding), words::coding(new.coding));
    if was != is {
        found.breaking(&place.at("enum"), format!("coding changed: {was} → {is}"));
    }
    for (key, what, old, new) in [
        (
            "reads",
            "codes of the other coding are",
            *lenient,
            new.lenient,
        ),
        (
            "ignore_case",
            "codes in another case are",
            *ignore_case,
            new.ignore_case,
        ),
    ] {
        match (old, new) {
            (false, true) => found.compatible(&place.at(key), format!("{what} read too")),
            (true, false) => found.breaking(&place.at(key), format!("{what} not read any more")),
            _ => {}
        }
    }
    let at = |value: &EnumValue| {
        place.of(
            &format!("values.{}", value.name),
            format!("{}::{}", place.shown(), value.rust),
        )
    };
    let items = matched(values, &new.values, |value| &value.name);
    for value in &items.removed {
        let now = items.renamed(value, |old, new| old.code == new.code);
        found.breaking(
            &at(value),
            gone("value removed", now.map(|now| now.name.as_str())),
        );
    }
    for value in &items.added {
        found.compatible(
            &at(value),
            format!("value added, for the code {}", value.code),
        );
    }
    for (before, now) in &items.both {
        let EnumValue {
            name: _,
            rust,
            summary,
            code,
            also,
            evidence,
        } = before;
        let place = at(now);
        found.renamed_in_rust(&place, rust, &now.rust);
        if *code != now.code {
            found.breaking(&place, format!("code changed: {code} → {}", now.code));
        }
        for gone in also
            .iter()
            .filter(|code| !now.also.contains(code) && **code != now.code)
        {
            found.breaking(&place, format!("the code {gone} no longer means it"));
        }
        for more in now
            .also
            .iter()
            .filter(|more| !also.contains(more) && *more != code)
        {
            found.compatible(&place, format!("the code {more} means it too"));
        }
        found.reworded(&place, "summary", summary, &now.summary);
        text::optional_evidence(&place, evidence.as_ref(), now.evidence.as_ref(), found);
    }
    found.reordered(&place.at("values"), "values", items.reordered);
}
