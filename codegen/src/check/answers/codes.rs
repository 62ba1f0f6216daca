//! Error codes: each is listed once, and an own code says something that the shared table does not.

use std::collections::BTreeMap;

use crate::check::{Scope, code};
use crate::classify::{one_spelling, same};
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::spec;

/// Finds codes that are listed twice, in tables and in operations.
pub fn check(scope: &Scope<'_>) {
    for entry in scope.code_tables.iter() {
        listed_once(scope, entry.raw);
        leading_zero(scope, entry.raw);
    }
    for entry in scope.operations.iter() {
        listed_once(scope, &entry.raw.codes);
        leading_zero(scope, &entry.raw.codes);
        let table = entry
            .raw
            .envelope
            .as_ref()
            .and_then(|name| scope.envelopes.get(scope.envelopes.position(&name.value)?))
            .and_then(|envelope| envelope.raw.codes.as_ref())
            .and_then(|name| {
                scope
                    .code_tables
                    .get(scope.code_tables.position(&name.value)?)
            });
        if let Some(table) = table {
            says_more(scope, &entry.raw.codes, table.raw);
        }
    }
}

/// Conditions compare numbers by their value, so two spellings of one number are one code.
fn listed_once(scope: &Scope<'_>, raw: &spec::Codes) {
    let mut listed: BTreeMap<String, &Spanned<String>> = BTreeMap::new();
    for (code, _) in raw {
        if let Some(first) = listed.get(&one_spelling(&code.value)) {
            scope.sink.push(
                Finding::new(
                    code::CODE_LISTED_TWICE,
                    code.span,
                    format!(
                        "the codes `{}` and `{}` are one number",
                        first.value, code.value
                    ),
                )
                .label("listed here again")
                .second(first.span, "first listed here")
                .help("keep the one that the provider sends"),
            );
        } else {
            listed.insert(one_spelling(&code.value), code);
        }
    }
}

/// Finds the only code that begins with a zero where numbers of fewer digits do without.
fn leading_zero(scope: &Scope<'_>, raw: &spec::Codes) {
    let padded = |code: &str| code.len() > 1 && code.starts_with('0');
    let all_digits = |code: &str| code.bytes().all(|byte| byte.is_ascii_digit());
    let mut zeros = raw.iter().filter(|(code, _)| padded(&code.value));
    let (Some((code, _)), None) = (zeros.next(), zeros.next()) else {
        return;
    };
    let shorter = raw
        .iter()
        .any(|(other, _)| other.value.len() < code.value.len());
    let plain = raw.iter().all(|(code, _)| all_digits(&code.value));
    let twice = raw
        .iter()
        .any(|(other, _)| other.value != code.value && same(&other.value, &code.value));
    if !plain || !shorter || twice {
        return;
    }
    let number = code.value.trim_start_matches('0');
    let number = if number.is_empty() { "0" } else { number };
    scope.sink.push(
        Finding::new(
            code::LEADING_ZERO,
            code.span,
            format!("the code `{}` begins with a zero", code.value),
        )
        .label("no other code of this list does")
        .help(format!(
            "write `{number}` if that is what the provider sends"
        )),
    );
}

fn says_more(scope: &Scope<'_>, own: &spec::Codes, shared: &spec::Codes) {
    for (code, meaning) in own {
        let twin = shared.iter().find(|(known, other)| {
            other.name.value == meaning.name.value && !same(&known.value, &code.value)
        });
        if let Some((known, other)) = twin {
            scope.sink.push(
                Finding::new(
                    code::CODE_NAME_SHARED,
                    meaning.name.span,
                    format!(
                        "`{}` is the name of another code in the shared table",
                        meaning.name.value
                    ),
                )
                .label(format!("here of the code `{}`", code.value))
                .second(other.name.span, format!("of the code `{}`", known.value))
                .help("name one of them after what it tells that the other does not"),
            );
        }
        let Some(place) = shared.position(&code.value) else {
            continue;
        };
        let Some((known, other)) = shared.iter().nth(place) else {
            continue;
        };
        if meaning.name.value == other.name.value && meaning.summary.value == other.summary.value {
            scope.sink.push(
                Finding::new(
                    code::CODE_REPEATED,
                    code.span,
                    format!("the code `{}` means the same in the shared table", code.value),
                )
                .label("nothing new is said here")
                .second(known.span, "listed here for all")
                .help("remove it here; list a code of the operation's own where it means something else"),
            );
        }
    }
}
