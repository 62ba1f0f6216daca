//! Conditions by which an answer tells of a stale token. What meets them is sent again, so nothing that was processed may.

use crate::check::answer::conditions;
use crate::check::outcome::contradiction;
use crate::check::reach::Space;
use crate::check::{Scope, code};
use crate::finding::Finding;
use crate::model::Subject;
use crate::spec;

/// Statuses that speak of credentials, whatever the body says.
const OF_CREDENTIALS: [&str; 4] = ["401", "403", "419", "498"];

/// Finds conditions that nothing meets, or that answers to processed requests may meet.
pub fn check(scope: &Scope<'_>) {
    for entry in scope.auths.iter() {
        if let spec::AuthKind::Token(token) = &entry.raw.kind
            && !token.gaps.faulty("stale")
        {
            conditions_of(scope, &token.stale);
        }
    }
}

fn conditions_of(scope: &Scope<'_>, raw: &spec::Conditions) {
    let when = conditions(raw);
    let Some(space) = Space::of([when.as_slice()]) else {
        return;
    };
    let region = space.region(&when);
    if space.is_empty(&region) {
        contradiction(scope, raw, &when, &space);
        return;
    }
    let looks_inside = when
        .iter()
        .any(|condition| matches!(condition.subject, Subject::Path(_)));
    let of_credentials = |status: &str| OF_CREDENTIALS.contains(&status);
    let (message, label) = if when.is_empty() {
        (
            "every answer would tell of a stale token",
            "nothing is looked at",
        )
    } else if !looks_inside && !space.only_status(&region, of_credentials) {
        (
            "answers to requests that were processed would tell of a stale token, and be sent again",
            "these do not speak of credentials alone",
        )
    } else {
        return;
    };
    let help = "write what the provider answers to a stale token, such as `{ http: 401 }`; another status needs a look into the body";
    scope.sink.push(
        Finding::new(code::ALWAYS_STALE, raw.span, message)
            .label(label)
            .help(help),
    );
}
