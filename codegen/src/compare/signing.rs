//! How requests are authenticated and signed.
//!
//! Neither has a name in Rust, so that one comes or goes means nothing by itself: what an operation uses is compared with the
//! operation. Here is what changes in one of them.

use super::matching::{gone, matched};
use super::report::{Changes, Place};
use super::{paths, text, words};
use crate::model::{
    Auth, AuthKind, Provider, SandboxAnswer, SandboxSignature, Signature, TokenAuth,
};

/// Compares the ways to authenticate.
pub(super) fn auths(old: &Provider, new: &Provider, found: &mut Changes) {
    let root = paths::provider(new);
    let place = |auth: &Auth| marked(new, &root, &format!("auth.{}", auth.name));
    let items = matched(&old.auths, &new.auths, |auth| &auth.name);
    for auth in &items.removed {
        let now = items.renamed(auth, |old, new| {
            (&old.summary, &old.kind) == (&new.summary, &new.kind)
        });
        let text = gone(
            "way to authenticate removed",
            now.map(|now| now.name.as_str()),
        );
        found.documentation(&place(auth), text);
    }
    for auth in &items.added {
        found.documentation(&place(auth), "way to authenticate added");
    }
    for (before, now) in &items.both {
        let Auth {
            name: _,
            rust: _, // No Rust has it: it is not printed.
            summary,
            kind,
            evidence,
            rejected,
            stale,
        } = before;
        let place = place(now);
        found.reworded(&place, "summary", summary, &now.summary);
        match (kind, &now.kind) {
            (AuthKind::Headers(was), AuthKind::Headers(is)) => {
                let headers = |provider: &Provider, headers: &[(String, _)]| {
                    let mut headers: Vec<String> = headers
                        .iter()
                        .map(|(header, id)| {
                            format!("`{header}` from {}", words::credential(provider, *id))
                        })
                        .collect();
                    headers.sort();
                    headers.join(", ")
                };
                let (was, is) = (headers(old, was), headers(new, is));
                if was != is {
                    found.breaking(&place, format!("headers changed: {was} → {is}"));
                }
            }
            (AuthKind::Token(was), AuthKind::Token(is)) => {
                token(&place, (old, was), (new, is), found)
            }
            (was, is) => found.breaking(
                &place,
                format!(
                    "authenticates otherwise: {} → {}",
                    words::auth_kind(was),
                    words::auth_kind(is)
                ),
            ),
        }
        text::evidence(&place, evidence, &now.evidence, found);
        for (what, old, new) in [
            ("wrong credentials", rejected, &now.rejected),
            ("a stale token", stale, &now.stale),
        ] {
            text::sandbox(
                &place.at("sandbox"),
                what,
                old.as_ref(),
                new.as_ref(),
                found,
            );
        }
    }
    found.reordered(&root.at("auth"), "ways to authenticate", items.reordered);
}

/// A place that has the provider's type in Rust.
fn marked(provider: &Provider, root: &Place, spec: &str) -> Place {
    root.of(
        spec,
        format!("{}::{}", paths::root(provider), provider.rust),
    )
}

fn token(
    place: &Place,
    (old, was): (&Provider, &TokenAuth),
    (new, is): (&Provider, &TokenAuth),
    found: &mut Changes,
) {
    let TokenAuth {
        operation,
        value,
        expires_at,
        header,
        prefix,
        lifetime,
        margin,
        stale,
    } = was;
    let field = |provider: &Provider, auth: &TokenAuth, place: usize| {
        let payload = super::outcome::done_fields(provider, &provider[auth.operation]);
        payload
            .get(place)
            .map_or_else(String::new, |field| field.name.clone())
    };
    let mut compare = |key: &str, was: String, is: String| {
        if was != is {
            found.breaking(
                &place.at(&format!("token.{key}")),
                format!("changed: {was} → {is}"),
            );
        }
    };
    compare(
        "operation",
        old[*operation].name.clone(),
        new[is.operation].name.clone(),
    );
    compare("value", field(old, was, *value), field(new, is, is.value));
    let end = |field: Option<String>| field.unwrap_or_else(|| String::from("none"));
    compare(
        "expires_at",
        end(expires_at.map(|place| field(old, was, place))),
        end(is.expires_at.map(|place| field(new, is, place))),
    );
    compare("header", format!("`{header}`"), format!("`{}`", is.header));
    compare("prefix", format!("{prefix:?}"), format!("{:?}", is.prefix));
    // It tells what was refused before anything was processed, and so what is sent a second time.
    compare(
        "stale",
        words::conditions(stale),
        words::conditions(&is.stale),
    );
    for (key, was, is) in [
        ("lifetime", lifetime, is.lifetime),
        ("margin", margin, is.margin),
    ] {
        if *was != is {
            found.compatible(
                &place.at(&format!("token.{key}")),
                format!("changed: {was:?} → {is:?}"),
            );
        }
    }
}

/// Compares the ways to sign.
pub(super) fn signatures(old: &Provider, new: &Provider, found: &mut Changes) {
    let root = paths::provider(new);
    let place =
        |signature: &Signature| marked(new, &root, &format!("signatures.{}", signature.name));
    let items = matched(&old.signatures, &new.signatures, |signature| {
        &signature.name
    });
    for signature in &items.removed {
        let now = items.renamed(signature, |old, new| {
            (&old.summary, old.algorithm, old.key) == (&new.summary, new.algorithm, new.key)
        });
        let text = gone("signature removed", now.map(|now| now.name.as_str()));
        found.documentation(&place(signature), text);
    }
    for signature in &items.added {
        found.documentation(&place(signature), "signature added");
    }
    for (before, now) in &items.both {
        let Signature {
            name: _,
            summary,
            algorithm,
            key,
            evidence,
            sandbox,
        } = before;
        let place = place(now);
        found.reworded(&place, "summary", summary, &now.summary);
        let (was, is) = (
            words::algorithm(*algorithm),
            words::algorithm(now.algorithm),
        );
        if was != is {
            found.breaking(&place.at("algorithm"), format!("changed: {was} → {is}"));
        }
        let (was, is) = (
            words::credential(old, *key),
            words::credential(new, now.key),
        );
        if was != is {
            found.breaking(&place.at("key"), format!("changed: {was} → {is}"));
        }
        text::evidence(&place, evidence, &now.evidence, found);
        if !same_sandbox(sandbox.as_ref(), now.sandbox.as_ref()) {
            found.documentation(
                &place.at("sandbox"),
                "the sandbox's answer to a bad signature changed",
            );
        }
    }
    found.reordered(&root.at("signatures"), "signatures", items.reordered);
}

fn same_sandbox(old: Option<&SandboxSignature>, new: Option<&SandboxSignature>) -> bool {
    let parts = |sandbox: &SandboxSignature| {
        let SandboxSignature {
            invalid,
            mismatch,
            answer,
        } = sandbox;
        (invalid.clone(), mismatch.clone(), answer.clone())
    };
    let answer = |new: &SandboxAnswer, old: &SandboxAnswer| text::same_answer(old, new);
    match (old.map(parts), new.map(parts)) {
        (Some(old), Some(new)) => (old.0, old.1) == (new.0, new.1) && answer(&new.2, &old.2),
        (old, new) => old.is_none() && new.is_none(),
    }
}
