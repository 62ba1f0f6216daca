//! Rules that class answers: each can be reached, its conditions and what it holds go together, and none takes an answer for
//! a success without having looked at it.

use crate::check::answer::conditions;
use crate::check::reach::{Region, Space};
use crate::check::{Scope, code};
use crate::finding::Finding;
use crate::model::{self, Condition, Subject, Test};
use crate::spec::{self, PayloadKind};
use crate::yaml::Span;

/// Finds what is wrong with the rules of operations and envelopes.
pub fn check(scope: &Scope<'_>) {
    for entry in scope.operations.iter() {
        if !entry.raw.gaps.faulty("outcomes") {
            rules(scope, &entry.raw.outcomes, once(entry.raw));
        }
        let envelope = entry
            .raw
            .envelope
            .as_ref()
            .and_then(|envelope| scope.envelopes.position(&envelope.value))
            .and_then(|place| scope.envelopes.get(place));
        let shared = envelope.map_or(&[][..], |entry| &entry.raw.rules);
        one_payload(scope, shared.iter().chain(&entry.raw.outcomes));
    }
    // That an operation's own rules leave nothing of one of its envelope is no mistake: other operations need it.
    for entry in scope.envelopes.iter() {
        let uses = |raw: &spec::Operation| {
            raw.envelope
                .as_ref()
                .is_some_and(|envelope| envelope.value == entry.name.value)
        };
        let once = scope
            .operations
            .iter()
            .any(|operation| uses(operation.raw) && once(operation.raw));
        if !entry.raw.gaps.faulty("rules") {
            rules(scope, &entry.raw.rules, once);
        }
    }
}

fn rules(scope: &Scope<'_>, raw: &[spec::OutcomeRule], once: bool) {
    let when: Vec<Vec<Condition>> = raw.iter().map(|rule| conditions(&rule.when)).collect();
    let Some(space) = Space::of(when.iter().map(Vec::as_slice)) else {
        return;
    };
    let regions: Vec<Region> = when.iter().map(|when| space.region(when)).collect();
    reachable(scope, raw, &when, &space, &regions);
    for ((rule, region), when) in raw.iter().zip(&regions).zip(&when) {
        if space.is_empty(region) || !content_fits(scope, rule, &space, region) {
            continue;
        }
        if let spec::Outcome::Done(payload)
        | spec::Outcome::Accepted(payload)
        | spec::Outcome::Open(payload) = &rule.outcome
            && !looks(scope, payload, when, &space, region)
        {
            blind(scope, rule, payload, once);
        }
    }
}

fn faulty(scope: &Scope<'_>, rule: Span) {
    scope.faulty_rules.borrow_mut().insert(rule);
}

fn reachable(
    scope: &Scope<'_>,
    raw: &[spec::OutcomeRule],
    when: &[Vec<Condition>],
    space: &Space<'_>,
    regions: &[Region],
) {
    for (place, (rule, region)) in raw.iter().zip(regions).enumerate() {
        if space.is_empty(region) {
            faulty(scope, rule.span);
            contradiction(scope, &rule.when, &when[place], space);
            continue;
        }
        let earlier = &regions[..place];
        let covering = space.covering(region, earlier);
        let Some(first) = covering.first().and_then(|first| raw.get(*first)) else {
            continue;
        };
        let finding = Finding::new(
            code::UNREACHABLE_RULE,
            rule.span,
            "no answer gets to this rule",
        );
        let label = match covering.as_slice() {
            [_] => "this rule comes first and takes them all".to_owned(),
            [first, others @ ..] => {
                let others: Vec<String> =
                    others.iter().map(|other| (other + 1).to_string()).collect();
                let others = match others.as_slice() {
                    [rest @ .., last] if !rest.is_empty() => {
                        format!("{} and {last}", rest.join(", "))
                    }
                    others => others.concat(),
                };
                let noun = if covering.len() > 2 { "rules" } else { "rule" };
                format!(
                    "this is rule {} of the list; with {noun} {others} it takes them all",
                    first + 1
                )
            }
            [] => continue,
        };
        faulty(scope, rule.span);
        let help = if covering.len() == 1 && when[covering[0]].len() < when[place].len() {
            "put the rule that asks for more before the one that asks for less"
        } else {
            "remove it, or say by what its answers differ"
        };
        scope.sink.push(
            finding
                .label("earlier rules take every answer that meets it")
                .second(first.span, label)
                .help(help),
        );
    }
}

/// Finds which of some conditions never hold together.
pub fn contradiction(
    scope: &Scope<'_>,
    raw: &spec::Conditions,
    when: &[Condition],
    space: &Space<'_>,
) {
    let impossible = |some: &[&Condition]| space.is_empty(&space.region(some.iter().copied()));
    let finding = |span: Span, message: String| {
        Finding::new(code::CONTRADICTION, span, message).label("this can never be so")
    };
    let places = || raw.list.iter().zip(when);
    if let Some((found, condition)) = places().find(|(_, condition)| impossible(&[condition])) {
        let what = name_of(&condition.subject);
        scope.sink.push(finding(
            found.subject.span,
            format!("no answer meets this condition on {what}"),
        ));
        return;
    }
    for (place, (second, later)) in places().enumerate() {
        let clash = places()
            .take(place)
            .find(|(_, earlier)| impossible(&[earlier, later]));
        let Some((first, earlier)) = clash else {
            continue;
        };
        let (one, other) = (name_of(&earlier.subject), name_of(&later.subject));
        let help = match (&earlier.subject, &later.subject) {
            (Subject::Path(_), Subject::Path(_)) => {
                "what lies in an object is there only where the object is"
            }
            _ => "a path looks into JSON: a page and an empty answer have none",
        };
        scope.sink.push(
            finding(
                second.subject.span,
                format!("the conditions on {one} and {other} never hold together"),
            )
            .second(first.subject.span, "beside this")
            .help(help),
        );
        return;
    }
    scope.sink.push(finding(
        raw.span,
        "these conditions never hold together".to_owned(),
    ));
}

fn name_of(subject: &Subject) -> String {
    match subject {
        Subject::Http => "the HTTP status".to_owned(),
        Subject::Content => "the content".to_owned(),
        Subject::Path(path) => format!("`{path}`"),
    }
}

/// Finds a payload that answers of this rule cannot hold: a page in JSON, a value in a page.
fn content_fits(
    scope: &Scope<'_>,
    rule: &spec::OutcomeRule,
    space: &Space<'_>,
    region: &Region,
) -> bool {
    let (kind, span) = match &rule.outcome {
        spec::Outcome::Done(payload)
        | spec::Outcome::Accepted(payload)
        | spec::Outcome::Open(payload) => (&payload.kind, payload.span),
        spec::Outcome::Refused(refused) => match &refused.payload {
            Some(kind) => (&kind.value, kind.span),
            None => return true,
        },
    };
    let (needed, what) = match kind {
        PayloadKind::Nothing => return true,
        PayloadKind::Html => ("html", "a page"),
        PayloadKind::Type(_) => ("json", "a value of a type"),
    };
    if space.can_be(region, needed) {
        return true;
    }
    faulty(scope, rule.span);
    scope.sink.push(
        Finding::new(
            code::NEVER_HOLDS,
            span,
            format!("answers that meet this rule never hold {what}"),
        )
        .label("cannot be read from them")
        .second(rule.when.span, "they are of another content"),
    );
    false
}

/// Whether a rule sees enough of an answer to call it good: something in the body, or what leaves the body nothing to say.
fn looks(
    scope: &Scope<'_>,
    payload: &spec::Payload,
    when: &[Condition],
    space: &Space<'_>,
    region: &Region,
) -> bool {
    if when
        .iter()
        .any(|condition| matches!(condition.subject, Subject::Path(_)))
    {
        return true;
    }
    let content = |test: &Test| {
        when.iter()
            .any(|condition| condition.subject == Subject::Content && condition.test == *test)
    };
    let html = content(&Test::OneOf(vec!["html".to_owned()]));
    let good = space.only_status(region, |status| status.starts_with('2'));
    let empty = space.only_status(region, |status| matches!(status, "204" | "205"));
    match &payload.kind {
        PayloadKind::Html => good && html,
        PayloadKind::Nothing => empty || (good && content(&Test::Missing)),
        // Of an answer without them nothing can be read, so none is taken for a success by mistake.
        PayloadKind::Type(kind) => good && (payload.at.is_some() || reading_tells(scope, kind)),
    }
}

/// Whether a value can be read as this type only where it is one: not from any object.
fn reading_tells(scope: &Scope<'_>, kind: &spec::TypeExpr) -> bool {
    let spec::TypeExprKind::Named(name) = &kind.kind else {
        return true;
    };
    let entry = scope
        .types
        .position(name)
        .and_then(|place| scope.types.get(place));
    match entry.map(|entry| &entry.raw.kind) {
        Some(spec::TypeKind::Answer(fields)) => fields.values().any(|field| {
            !field
                .optional
                .as_ref()
                .is_some_and(|optional| optional.value)
        }),
        _ => true,
    }
}

fn blind(scope: &Scope<'_>, rule: &spec::OutcomeRule, payload: &spec::Payload, once: bool) {
    let (code, message) = if once {
        (
            code::BLIND_ONCE,
            "an error page or a refusal could be taken for a success here, and the operation must happen once",
        )
    } else {
        (
            code::BLIND,
            "an error page or a refusal could be taken for a success here",
        )
    };
    let label = if rule.when.list.is_empty() {
        "every answer meets this rule"
    } else {
        "nothing that tells a success is looked at"
    };
    let help = match &payload.kind {
        PayloadKind::Html => "write `when: { http: 200, content: html }`",
        PayloadKind::Nothing => {
            "look at a field of the body, or at an answer without one: `http: 204`, or `{ http: 200, content: { present: false } }`"
        }
        PayloadKind::Type(_) => {
            "look at a field of the body, such as `when: { status_code: 100 }`, or at `http` where the type has a required field"
        }
    };
    faulty(scope, rule.span);
    scope.sink.push(
        Finding::new(code, rule.when.span, message)
            .label(label)
            .help(help),
    );
}

/// Finds two rules of one outcome whose payloads are not of one type: a caller gets one.
fn one_payload<'r>(scope: &Scope<'_>, raw: impl Iterator<Item = &'r spec::OutcomeRule>) {
    let mut known: Vec<(&str, &PayloadKind, Span, Span)> = Vec::new();
    for rule in raw {
        let (outcome, kind, span) = match &rule.outcome {
            spec::Outcome::Done(payload) => ("done", &payload.kind, payload.span),
            spec::Outcome::Accepted(payload) => ("accepted", &payload.kind, payload.span),
            spec::Outcome::Open(payload) => ("open", &payload.kind, payload.span),
            spec::Outcome::Refused(refused) => match &refused.payload {
                // Beside a payload, a refusal without one is a refusal without details.
                Some(kind) if kind.value != PayloadKind::Nothing => {
                    ("refused", &kind.value, kind.span)
                }
                _ => continue,
            },
        };
        // A type that nothing defines is told where it stands, and may be the one of the other rule.
        if let PayloadKind::Type(value) = kind
            && crate::check::unused::named(value)
                .is_some_and(|name| scope.types.position(name).is_none())
        {
            continue;
        }
        match known.iter().find(|(known, ..)| *known == outcome) {
            None => known.push((outcome, kind, span, rule.span)),
            Some((_, first, ..)) if same_payload(first, kind) => {}
            Some((_, _, first, other)) => {
                faulty(scope, rule.span);
                faulty(scope, *other);
                scope.sink.push(
                Finding::new(
                    code::TWO_PAYLOADS,
                    span,
                    format!("`{outcome}` holds another type here than in another rule"),
                )
                .label("another type")
                .second(*first, "the other one")
                .help(
                    "declare one type whose fields are `optional` where only some answers have them",
                ),
                );
            }
        }
    }
}

fn same_payload(one: &PayloadKind, other: &PayloadKind) -> bool {
    match (one, other) {
        (PayloadKind::Type(one), PayloadKind::Type(other)) => same_type(one, other),
        (one, other) => one == other,
    }
}

fn same_type(one: &spec::TypeExpr, other: &spec::TypeExpr) -> bool {
    use spec::TypeExprKind::{List, Map, Named, Word};
    match (&one.kind, &other.kind) {
        (List(one), List(other)) | (Map(one), Map(other)) => same_type(one, other),
        (Word(one), Word(other)) => one == other,
        (Named(one), Named(other)) => one == other,
        _ => false,
    }
}

/// Whether an operation must happen once.
pub fn once(raw: &spec::Operation) -> bool {
    matches!(
        raw.effect.as_ref().map(|effect| &effect.kind),
        Some(spec::EffectKind::Once(_))
    )
}

/// Whether a code can arrive with a refusal of an operation: as a fixed text, or at the path where one of its rules looks,
/// in answers that earlier rules leave it. `None` where that takes too long to say.
pub fn code_arrives(rules: &[model::OutcomeRule], code: &str) -> Option<bool> {
    let asked: Vec<Option<Vec<Condition>>> = rules
        .iter()
        .map(|rule| {
            let model::RuleOutcome::Refused(refused) = &rule.outcome else {
                return None;
            };
            match refused.code.as_ref()? {
                model::CodeSource::Fixed(text) => (text == code).then(|| rule.when.clone()),
                model::CodeSource::Path(path) => {
                    let at = Condition {
                        subject: Subject::Path(path.clone()),
                        test: Test::OneOf(vec![code.to_owned()]),
                    };
                    Some(rule.when.iter().cloned().chain([at]).collect())
                }
            }
        })
        .collect();
    let all = rules.iter().map(|rule| rule.when.as_slice());
    let space = Space::of(all.chain(asked.iter().flatten().map(Vec::as_slice)))?;
    let mut earlier = Vec::new();
    for (rule, asked) in rules.iter().zip(&asked) {
        if let Some(asked) = asked {
            let region = space.region(asked);
            if !space.covered(&region, &earlier)? {
                return Some(true);
            }
        }
        earlier.push(space.region(&rule.when));
    }
    Some(false)
}
