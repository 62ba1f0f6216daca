//! Operations: where they are sent, what sending twice does, and the parts that other files compare.

use super::choosable::Both;
use super::matching::{gone, matched};
use super::paths::OperationPaths;
use super::report::{Changes, Place};
use super::{Class, code, input, outcome, paths, text, wire, words};
use crate::model::{
    AuthId, AuthKind, Effect, Operation, OperationKind, Provider, Resolve, TokenAuth,
};

/// Compares the operations of a provider.
pub(super) fn compare(old: &Provider, new: &Provider, found: &mut Changes) {
    let items = matched(&old.operations, &new.operations, |operation| {
        &operation.name
    });
    for operation in &items.removed {
        let now = items.renamed(operation, |old, new| {
            (&old.summary, &old.request, &old.inputs, &old.rules)
                == (&new.summary, &new.request, &new.inputs, &new.rules)
        });
        let text = gone("operation removed", now.map(|now| now.name.as_str()));
        found.breaking(&paths::operation(old, operation), text);
    }
    for operation in &items.added {
        found.compatible(&paths::operation(new, operation), "operation added");
    }
    for (before, now) in &items.both {
        operation((old, before), (new, now), found);
    }
    found.reordered(&paths::provider(new), "operations", items.reordered);
}

fn operation(
    (old, before): (&Provider, &Operation),
    (new, now): (&Provider, &Operation),
    found: &mut Changes,
) {
    let Operation {
        name: _,
        rust_method,
        rust,
        summary,
        details,
        area,
        kind,
        api,
        auth,
        request,
        effect,
        inputs,
        together,
        query,
        headers,
        body,
        rules,
        codes,
        code_table,
        invalid_input,
        evidence,
        quirks,
        examples: _, // They are compared with what they name.
        assumptions,
    } = before;
    let place = paths::operation(new, now).and(paths::operation(old, before));
    let (were, are) = (
        OperationPaths::new(old, before),
        OperationPaths::new(new, now),
    );
    for (was, is) in were.all().iter().zip(are.all()) {
        found.moved(was, &is);
    }
    if old[*area].name != new[now.area].name {
        found.breaking(
            &place,
            format!(
                "moved from the area `{}` to `{}`",
                old[*area].name, new[now.area].name
            ),
        );
    }
    if rust_method != &now.rust_method {
        found.renamed_in_rust(&place, rust_method, &now.rust_method);
    } else {
        found.renamed_in_rust(&place, rust, &now.rust);
    }
    let who = |kind: OperationKind| match kind {
        OperationKind::Call => "call",
        OperationKind::BrowserForm => "browser_form",
    };
    if *kind != now.kind {
        found.breaking(
            &place.at("kind"),
            format!("changed: {} → {}", who(*kind), who(now.kind)),
        );
    }
    let (was, is) = (&old[*api].name, &new[now.api].name);
    if was != is {
        found.breaking(
            &place.at("api"),
            format!("sent to another API: `{was}` → `{is}`"),
        );
    }
    compare_auth(&place, (old, *auth), (new, now.auth), found);
    let both = Both {
        old: (old, request),
        new: (new, &now.request),
    };
    let line = |provider: &Provider, line: &_| {
        // Inputs are told by name, and each state has its own.
        let inputs = if std::ptr::eq(provider, old) {
            inputs
        } else {
            &now.inputs
        };
        words::request_line(inputs, line)
    };
    both.compare(
        found,
        &place.at("request"),
        "method or path",
        line,
        |_, _| Class::Breaking,
    );
    compare_effect(
        &place.at("effect"),
        (old, before, effect),
        (new, now),
        found,
    );

    let at = |provider: &Provider, input: &_| {
        let operation = if std::ptr::eq(provider, old) {
            before
        } else {
            now
        };
        paths::operation_input(provider, operation, input)
    };
    input::fields(&place, (old, inputs), (new, &now.inputs), false, at, found);
    input::together(
        &place,
        (together, inputs),
        (&now.together, &now.inputs),
        found,
    );
    let side = |provider, inputs, fields| wire::Side {
        provider,
        inputs,
        fields,
    };
    for (key, was, is) in [
        ("query", query, &now.query),
        ("headers", headers, &now.headers),
    ] {
        wire::fields(
            &place.at(key),
            side(old, inputs, was),
            side(new, &now.inputs, is),
            found,
        );
    }
    wire::body(
        &place,
        (side(old, inputs, &[]), body),
        (side(new, &now.inputs, &[]), &now.body),
        found,
    );

    outcome::rules(&place, (old, rules), (new, &now.rules), found);
    let error = OperationPaths::new(new, now).error;
    let shared = code_table.map_or(&[][..], |id| &old[id].codes);
    code::codes(&place, &error, codes, &now.codes, shared, found);
    match (
        code_table.map(|id| &old[id].name),
        now.code_table.map(|id| &new[id].name),
    ) {
        (None, Some(table)) => found.compatible(
            &place.at("envelope"),
            format!("codes of the shared table `{table}` are known here too"),
        ),
        (Some(table), None) => found.breaking(
            &place.at("envelope"),
            format!("codes of the shared table `{table}` are not known here any more"),
        ),
        (was, is) if was != is => found.breaking(
            &place.at("envelope"),
            "another shared table of codes is asked",
        ),
        _ => {}
    }

    found.reworded(&place, "summary", summary, &now.summary);
    text::optional(
        &place.at("details"),
        "details",
        details.as_deref(),
        now.details.as_deref(),
        found,
    );
    text::evidence(&place, evidence, &now.evidence, found);
    text::quirks(&place, quirks, &now.quirks, found);
    text::examples(&place, (old, before), (new, now), found);
    text::sandbox(
        &place.at("sandbox"),
        "a malformed input",
        invalid_input.as_ref(),
        now.invalid_input.as_ref(),
        found,
    );
    text::assumptions(&place, assumptions, &now.assumptions, found);
}

fn compare_auth(
    place: &Place,
    (old, was): (&Provider, Option<AuthId>),
    (new, is): (&Provider, Option<AuthId>),
    found: &mut Changes,
) {
    let name = |provider: &Provider, auth: Option<AuthId>| {
        auth.map_or_else(|| String::from("none"), |id| provider[id].name.clone())
    };
    let (was_name, is_name) = (name(old, was), name(new, is));
    if was_name == is_name {
        return;
    }
    let place = place.at("auth");
    let same = match (was, is) {
        (Some(was), Some(is)) => auth(old, was) == auth(new, is),
        _ => false,
    };
    if same {
        found.documentation(
            &place,
            format!("authenticated by `{is_name}`, no longer by `{was_name}`, which does the same"),
        );
    } else {
        found.breaking(
            &place,
            format!("authenticated otherwise: `{was_name}` → `{is_name}`"),
        );
    }
}

/// How a way to authenticate works, to be compared with that of another name.
fn auth(provider: &Provider, id: AuthId) -> String {
    match &provider[id].kind {
        AuthKind::Headers(headers) => headers
            .iter()
            .map(|(header, id)| format!("{header}: {}\n", words::credential(provider, *id)))
            .collect(),
        AuthKind::Token(token) => {
            let TokenAuth {
                operation,
                value,
                expires_at,
                header,
                prefix,
                lifetime,
                margin,
                stale,
            } = token;
            format!(
                "{} {value} {expires_at:?} {header} {prefix:?} {lifetime:?} {margin:?} {}",
                provider[*operation].name,
                words::conditions(stale)
            )
        }
    }
}

fn compare_effect(
    place: &Place,
    (old, before, effect): (&Provider, &Operation, &Effect),
    (new, now): (&Provider, &Operation),
    found: &mut Changes,
) {
    let word = |effect: &Effect| match effect {
        Effect::Read => "read",
        Effect::Repeatable => "repeatable",
        Effect::Once(_) => "once",
    };
    match (effect, &now.effect) {
        (Effect::Once(was), Effect::Once(is)) => {
            resolve(&place.at("once"), (old, before, was), (new, now, is), found)
        }
        (was, is) if word(was) != word(is) => {
            let retried = |effect: &Effect| !matches!(effect, Effect::Once(_));
            let setter = match (retried(was), retried(is)) {
                (true, false) => "; the call has no `retries` any more",
                (false, true) => "; the call has `retries`, and nothing to resolve",
                _ => "",
            };
            found.breaking(
                place,
                format!("changed: {} → {}{setter}", word(was), word(is)),
            );
        }
        _ => {}
    }
}

fn resolve(
    place: &Place,
    (old, before, was): (&Provider, &Operation, &Resolve),
    (new, now, is): (&Provider, &Operation, &Resolve),
    found: &mut Changes,
) {
    match (was, is) {
        (Resolve::None { because: was }, Resolve::None { because: is }) => {
            found.reworded(&place.at("because"), "reason", was, is)
        }
        (Resolve::None { because: _ }, Resolve::By { operation, .. }) => found.breaking(
            &place.at("resolve"),
            format!(
                "a lost answer is resolved by `{}` now, no longer by nothing",
                new[*operation].name
            ),
        ),
        (Resolve::By { operation, .. }, Resolve::None { because: _ }) => found.breaking(
            &place.at("resolve"),
            format!(
                "a lost answer is resolved by nothing any more, no longer by `{}`",
                old[*operation].name
            ),
        ),
        (
            Resolve::By {
                operation: was,
                reference: old_reference,
                verdicts: old_verdicts,
            },
            Resolve::By {
                operation: is,
                reference,
                verdicts: new_verdicts,
            },
        ) => {
            let place = place.at("resolve");
            let (asked_before, asked) = (&old[*was], &new[*is]);
            if asked_before.name != asked.name {
                found.breaking(
                    &place.at("operation"),
                    format!("changed: `{}` → `{}`", asked_before.name, asked.name),
                );
            }
            let pairs = |pairs: &[(usize, usize)], theirs: &Operation, own: &Operation| {
                let mut pairs: Vec<String> = pairs
                    .iter()
                    .map(|(their, mine)| {
                        format!(
                            "{}: {}",
                            words::input_name(&theirs.inputs, *their),
                            words::input_name(&own.inputs, *mine)
                        )
                    })
                    .collect();
                pairs.sort();
                pairs.join(", ")
            };
            let (was, is) = (
                pairs(old_reference, asked_before, before),
                pairs(reference, asked, now),
            );
            if was != is {
                found.breaking(&place.at("match"), format!("changed: {was} → {is}"));
            }
            let verdicts = |verdicts: &[_]| {
                let all: Vec<String> = verdicts
                    .iter()
                    .map(|(condition, verdict)| words::verdict(condition, *verdict))
                    .collect();
                all.join(", ")
            };
            let (was, is) = (verdicts(old_verdicts), verdicts(new_verdicts));
            if was != is {
                found.breaking(&place.at("verdicts"), format!("changed: {was} → {is}"));
            }
        }
    }
}
