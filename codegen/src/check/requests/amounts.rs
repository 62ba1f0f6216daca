//! Amounts of money in requests that must happen once: a zero that may mean everything, an "everything" that is an amount,
//! and a signature that leaves out what is paid.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::check::named_like::needless;
use crate::check::outcome::once;
use crate::check::{Scope, code, words};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::spec::{self, EffectKind, Resolve, TypeExprKind, TypeWord, WireFields, WireSource};
use crate::yaml::Span;

/// Finds them in operations, their groups and types.
pub fn check(scope: &Scope<'_>) {
    let mut told = BTreeSet::new();
    // The reasons that something asked for.
    let mut excused = BTreeSet::new();
    for entry in scope.operations.iter() {
        let inputs = given(scope, entry.raw);
        if once(entry.raw) {
            // Among several amounts one is a sum of something, and its zero is zero.
            let money = inputs.iter().filter(|(name, ..)| words::money(&name.value));
            let several = money.count() > 1;
            for (name, input, required) in &inputs {
                if several && name.value.contains('_') {
                    continue;
                }
                zero(scope, name, input, *required, (&mut told, &mut excused));
            }
        }
        for (_, input, _) in &inputs {
            full(scope, input, &mut told);
        }
        unsigned(scope, entry.raw, &inputs, &mut told);
    }
    needless_reasons(scope, &excused);
    for entry in scope.types.iter() {
        let nested: Vec<&spec::Input> = match &entry.raw.kind {
            spec::TypeKind::Input(shape) => {
                shape.inputs.values().map(|field| &field.input).collect()
            }
            spec::TypeKind::Choice(variants) => variants
                .values()
                .flat_map(|variant| variant.inputs.values().map(|field| &field.input))
                .collect(),
            _ => Vec::new(),
        };
        nested
            .into_iter()
            .for_each(|input| full(scope, input, &mut told));
    }
}

/// An input of an operation, and whether it is always given.
type Given<'a> = (&'a Spanned<String>, &'a spec::Input, bool);

/// What a caller gives to an operation, with what its groups bring.
fn given<'a>(scope: &Scope<'a>, raw: &'a spec::Operation) -> Vec<Given<'a>> {
    let required = |input: &spec::Input| {
        !input
            .optional
            .as_ref()
            .is_some_and(|optional| optional.value)
    };
    let mut all: Vec<Given<'a>> = Vec::new();
    for (group, usage) in &raw.uses {
        let named = scope.groups.position(&group.value);
        let Some(found) = named.and_then(|place| scope.groups.get(place)) else {
            continue;
        };
        let lists =
            |list: &[Spanned<String>], name: &str| list.iter().any(|known| known.value == name);
        for (name, input) in &found.raw.inputs {
            if !lists(&usage.omit, &name.value) {
                let always = required(input) || lists(&usage.require, &name.value);
                all.push((name, input, always));
            }
        }
    }
    // What a group brings already has a finding where it is defined again.
    let brought: BTreeSet<&str> = all.iter().map(|(name, ..)| name.value.as_str()).collect();
    let own = raw
        .inputs
        .iter()
        .filter(|(name, _)| !brought.contains(name.value.as_str()));
    let own: Vec<Given<'a>> = own
        .map(|(name, input)| (name, input, required(input)))
        .collect();
    all.extend(own);
    all
}

fn is(input: &spec::Input, word: TypeWord) -> bool {
    input.value_type.kind == TypeExprKind::Word(word)
}

/// Finds an amount of which zero, or nothing, may mean all of it.
fn zero(
    scope: &Scope<'_>,
    name: &Spanned<String>,
    input: &spec::Input,
    required: bool,
    (told, excused): (&mut BTreeSet<Span>, &mut BTreeSet<Span>),
) {
    if !words::whole_amount(&name.value) || !is(input, TypeWord::Decimal) || input.gaps.lost("min")
    {
        return;
    }
    let min = input.constraints.min.as_ref();
    let above_zero = min.is_some_and(|min| {
        let min = min.value.parse::<Decimal>();
        min.is_ok_and(|min| min > Decimal::ZERO)
    });
    if required && above_zero {
        return;
    }
    if let Some(why) = &input.not_all {
        excused.insert(why.span);
        return;
    }
    if !told.insert(name.span) {
        return;
    }
    let (message, label) = if required {
        ("can be zero", "0 may mean all of it")
    } else {
        ("can be left out", "nothing may mean all of it")
    };
    let message = format!(
        "`{}` {message}, in a request that must happen once",
        name.value
    );
    scope.sink.push(
        Finding::new(code::ZERO_AMOUNT, name.span, message)
            .label(label)
            .help("where the provider takes 0 or nothing for all of it write `type: portion`; else require it, with `min: 0.01`; if zero means zero, say so with `not_all: …`"),
    );
}

/// Finds reasons that nothing asks for.
fn needless_reasons(scope: &Scope<'_>, excused: &BTreeSet<Span>) {
    let own = scope.operations.iter().map(|entry| &entry.raw.inputs);
    let shared = scope.groups.iter().map(|entry| &entry.raw.inputs);
    for input in own.chain(shared).flat_map(|inputs| inputs.values()) {
        if let Some(why) = input
            .not_all
            .as_ref()
            .filter(|why| !excused.contains(&why.span))
        {
            needless(
                scope,
                why,
                "not_all",
                "nothing says that zero may mean all of it",
            );
        }
    }
}

/// Finds an "all of it" that is an amount.
fn full(scope: &Scope<'_>, input: &spec::Input, told: &mut BTreeSet<Span>) {
    let Some(full) = &input.full else {
        return;
    };
    for text in full.values() {
        let number = text
            .value
            .as_ref()
            .and_then(|text| text.parse::<Decimal>().ok());
        let Some(number) = number.filter(|number| *number > Decimal::ZERO) else {
            continue;
        };
        if told.insert(text.span) {
            let message = format!("all of an amount would be sent as {number}");
            scope.sink.push(
                Finding::new(code::FULL_AMOUNT, text.span, message)
                    .label("an amount like any other")
                    .help("write what the provider takes for all of it, such as `\"0\"`"),
            );
        }
    }
}

/// Whether an input can be the number of something: a text, an integer, or a type of its own for one.
fn identifies(scope: &Scope<'_>, input: &spec::Input) -> bool {
    match &input.value_type.kind {
        TypeExprKind::Word(word) => matches!(word, TypeWord::Text | TypeWord::Integer),
        TypeExprKind::Named(name) => {
            let def = scope
                .types
                .position(name)
                .and_then(|place| scope.types.get(place));
            def.is_some_and(|def| matches!(def.raw.kind, spec::TypeKind::Identifier(_)))
        }
        _ => false,
    }
}

/// Finds signatures beside an amount or a reference that they do not cover: whoever changes it on the way is not noticed.
fn unsigned(
    scope: &Scope<'_>,
    raw: &spec::Operation,
    inputs: &[Given<'_>],
    told: &mut BTreeSet<Span>,
) {
    let wires = scope.wires_of(raw);
    let bodies: Vec<&WireFields> = wires
        .iter()
        .flat_map(|wire| [&wire.body, &wire.form])
        .flatten()
        .collect();
    let reference: Vec<&str> = match raw.effect.as_ref().map(|effect| &effect.kind) {
        Some(EffectKind::Once(Resolve::By(by))) => by
            .reference
            .values()
            .map(|own| own.value.as_str())
            .collect(),
        _ => Vec::new(),
    };
    let matters = |name: &str| {
        let found = inputs.iter().find(|(known, ..)| known.value == name);
        let (_, input, required) = found?;
        let amount = is(input, TypeWord::Decimal) || is(input, TypeWord::Portion);
        // Of a portion that is left out for "all of it" there is nothing to sign.
        let left_out = input
            .full
            .as_ref()
            .is_some_and(|full| full.values().any(|text| text.value.is_none()));
        if !required || left_out {
            None
        } else if amount && words::money(name) {
            Some("the amount")
        } else {
            (reference.contains(&name) && identifies(scope, input)).then_some("the reference")
        }
    };
    let sent: Vec<(&Spanned<String>, &str)> = bodies
        .iter()
        .flat_map(|fields| fields.iter())
        .filter(|(_, field)| field.only.is_none())
        .filter_map(|(name, field)| match &field.source {
            WireSource::Input(source) => Some((name, matters(&source.input.value)?)),
            _ => None,
        })
        .collect();
    for (_, field) in bodies.iter().flat_map(|fields| fields.iter()) {
        let WireSource::Sign { over, .. } = &field.source else {
            continue;
        };
        // What is signed and not sent has its finding.
        let known = |path: &crate::decode::Path| {
            let mut names = bodies.iter().flat_map(|fields| fields.names());
            names.any(|name| path.value.split('.').next() == Some(name))
        };
        if over
            .values()
            .any(|list| list.is_empty() || !list.iter().all(known))
        {
            continue;
        }
        for (name, what) in &sent {
            let left_out = over
                .values()
                .any(|list| list.iter().all(|path| path.value != name.value));
            if left_out && told.insert(field.span) {
                let message = format!("the signature does not cover `{}`, {what}", name.value);
                scope.sink.push(
                    Finding::new(code::UNSIGNED_AMOUNT, field.span, message)
                        .label("a change of it would not be noticed")
                        .second(name.span, "sent here")
                        .help(
                            "look at the source again: signatures of payments cover both as a rule",
                        ),
                );
            }
        }
    }
}
