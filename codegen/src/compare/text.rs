//! What is for readers and for the sandbox: evidence, quirks, examples, assumed answers.

use super::matching::{gone, matched};
use super::report::{Changes, Place};
use super::words;
use crate::model::{
    Assumption, ErrorCode, Evidence, Example, ExampleAnswer, ExampleOutcome, ExampleRequest,
    ExampleValue, Operation, Provider, Quirk, SandboxAnswer,
};

/// Compares where a fact is from.
pub(super) fn evidence(place: &Place, old: &Evidence, new: &Evidence, found: &mut Changes) {
    let Evidence { sources } = old;
    if *sources != new.sources {
        found.documentation(place, "evidence changed");
    }
}

/// Compares where a fact is from, where that need not be said.
pub(super) fn optional_evidence(
    place: &Place,
    old: Option<&Evidence>,
    new: Option<&Evidence>,
    found: &mut Changes,
) {
    match (old, new) {
        (None, None) => {}
        (Some(old), Some(new)) => evidence(place, old, new, found),
        (None, Some(_)) => found.documentation(place, "evidence added"),
        (Some(_), None) => found.documentation(place, "evidence removed"),
    }
}

/// Compares an optional text.
pub(super) fn optional(
    place: &Place,
    what: &str,
    old: Option<&str>,
    new: Option<&str>,
    found: &mut Changes,
) {
    match (old, new) {
        (None, None) => {}
        (Some(old), Some(new)) => found.reworded(place, what, old, new),
        (None, Some(_)) => found.documentation(place, format!("{what} added")),
        (Some(_), None) => found.documentation(place, format!("{what} removed")),
    }
}

/// Compares quirks.
pub(super) fn quirks(place: &Place, old: &[Quirk], new: &[Quirk], found: &mut Changes) {
    let equal = |old: &Quirk, new: &Quirk| {
        let Quirk {
            name: _,
            documents,
            we,
            because,
            evidence,
        } = old;
        (documents, we, because, evidence) == (&new.documents, &new.we, &new.because, &new.evidence)
    };
    named(
        place,
        ("quirks", "quirk"),
        (old, new),
        |quirk| &quirk.name,
        equal,
        found,
    );
}

/// Compares the examples of an operation.
pub(super) fn examples(
    place: &Place,
    (old, before): (&Provider, &Operation),
    (new, now): (&Provider, &Operation),
    found: &mut Changes,
) {
    let equal = |was: &Example, is: &Example| {
        let Example {
            name: _,
            origin,
            request: _, // It is told by names below.
            answer,
            outcome,
        } = was;
        let ExampleAnswer { http, body } = answer;
        let request = |request: &Option<ExampleRequest>, operation: &Operation| {
            let ExampleRequest {
                inputs,
                headers,
                body,
            } = request.as_ref()?;
            let inputs: Vec<(String, ExampleValue)> = inputs
                .iter()
                .map(|(input, value)| {
                    let name = words::input_name(&operation.inputs, *input);
                    (name.to_owned(), value.clone())
                })
                .collect();
            Some((inputs, headers.clone(), body.clone()))
        };
        request(&was.request, before) == request(&is.request, now)
            && outcome_of(old, before, outcome) == outcome_of(new, now, &is.outcome)
            && (origin, *http, body) == (&is.origin, is.answer.http, &is.answer.body)
    };
    named(
        place,
        ("examples", "example"),
        (&before.examples, &now.examples),
        |example| &example.name,
        equal,
        found,
    );
}

/// What comes of an example, codes by themselves and not by their places.
fn outcome_of(provider: &Provider, operation: &Operation, outcome: &ExampleOutcome) -> String {
    let code = |codes: &[ErrorCode], place: usize| {
        codes
            .get(place)
            .map_or_else(String::new, |code| code.code.clone())
    };
    let shared = operation
        .code_table
        .map_or(&[][..], |id| &provider[id].codes);
    match outcome {
        ExampleOutcome::Done => String::from("done"),
        ExampleOutcome::Accepted => String::from("accepted"),
        ExampleOutcome::Open => String::from("open"),
        ExampleOutcome::RefusedOwn(place) => format!("own {}", code(&operation.codes, *place)),
        ExampleOutcome::RefusedShared(place) => format!("shared {}", code(shared, *place)),
        ExampleOutcome::RefusedUnknown(code) => format!("unknown {code}"),
        ExampleOutcome::RefusedInvalid => String::from("invalid"),
    }
}

/// Compares assumed answers.
pub(super) fn assumptions(
    place: &Place,
    old: &[Assumption],
    new: &[Assumption],
    found: &mut Changes,
) {
    let equal = |old: &Assumption, new: &Assumption| {
        let Assumption {
            name: _,
            summary,
            when,
            answer,
        } = old;
        (summary, when) == (&new.summary, &new.when) && same_answer(answer, &new.answer)
    };
    named(
        place,
        ("assumed", "assumed answer"),
        (old, new),
        |assumption| &assumption.name,
        equal,
        found,
    );
}

/// Compares an answer of the sandbox.
pub(super) fn sandbox(
    place: &Place,
    what: &str,
    old: Option<&SandboxAnswer>,
    new: Option<&SandboxAnswer>,
    found: &mut Changes,
) {
    let same = match (old, new) {
        (Some(old), Some(new)) => same_answer(old, new),
        (old, new) => old.is_none() && new.is_none(),
    };
    if !same {
        found.documentation(place, format!("the sandbox's answer to {what} changed"));
    }
}

/// Whether two answers of the sandbox are equal.
pub(super) fn same_answer(old: &SandboxAnswer, new: &SandboxAnswer) -> bool {
    let SandboxAnswer {
        assumed,
        http,
        body,
    } = old;
    (assumed, http, body) == (&new.assumed, &new.http, &new.body)
}

/// Compares named things of which no caller's code depends. `key` and `what`: their key in the spec, and what one is called.
fn named<T>(
    place: &Place,
    (key, what): (&str, &str),
    (old, new): (&[T], &[T]),
    name: impl Fn(&T) -> &str,
    equal: impl Fn(&T, &T) -> bool,
    found: &mut Changes,
) {
    let items = matched(old, new, &name);
    let at = |item: &T| place.at(&format!("{key}.{}", name(item)));
    for item in &items.removed {
        let now = items.renamed(item, &equal).map(&name);
        found.documentation(&at(item), gone(&format!("{what} removed"), now));
    }
    for item in &items.added {
        found.documentation(&at(item), format!("{what} added"));
    }
    for (old, new) in &items.both {
        if !equal(old, new) {
            found.documentation(&at(new), format!("{what} changed"));
        }
    }
    found.reordered(&place.at(key), &format!("{what}s"), items.reordered);
}
