//! Verdicts on lost answers that cannot be meant: each would tell a caller to pay again what was paid, or that nothing was
//! taken where it was.

use crate::check::{Scope, code, verbs, words};
use crate::classify::same;
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::{Confidence, Verdict};
use crate::spec::{self, EffectKind, Resolve, ResolveBy, VerdictRule, VerdictWhen};

/// Finds them.
pub fn check(scope: &Scope<'_>) {
    for entry in scope.operations.iter() {
        let Some(by) = resolved_by(entry.raw) else {
            continue;
        };
        let takes_back = verbs::takes_back(&entry.name.value);
        for rule in &by.verdicts.0 {
            if let Some((label, help)) = senseless(rule, takes_back) {
                push(scope, rule, label, help);
            } else if let VerdictWhen::Code(code) = &rule.when.value {
                by_code(scope, by, rule, code, takes_back);
            } else if takes_back && means(rule, &VerdictWhen::Done, Verdict::Happened) {
                another_happened(scope, by, rule);
            }
        }
    }
}

/// How a lost answer of an operation is resolved, where another one tells.
fn resolved_by(raw: &spec::Operation) -> Option<&ResolveBy> {
    match raw.effect.as_ref().map(|effect| &effect.kind) {
        Some(EffectKind::Once(Resolve::By(by))) => Some(by),
        _ => None,
    }
}

fn means(rule: &VerdictRule, when: &VerdictWhen, verdict: Verdict) -> bool {
    rule.when.value == *when && rule.verdict.value == verdict
}

/// Why a verdict makes no sense, and what to write instead.
fn senseless(rule: &VerdictRule, takes_back: bool) -> Option<(&'static str, &'static str)> {
    use Verdict::{Happened, NotReceived, Open, Refused};
    match (&rule.when.value, rule.verdict.value) {
        (VerdictWhen::Refused, Happened | Refused | Open | NotReceived) => Some((
            "`refused` takes every refusal, of a wrong key or a malformed number too",
            "name the code that says so: `code: { … }`; any other refusal is `undecided`",
        )),
        (VerdictWhen::Open, Happened | Refused | NotReceived) => Some((
            "what is not decided yet has not happened and may happen still",
            "write `open`, or `undecided`",
        )),
        (VerdictWhen::Done | VerdictWhen::Accepted, NotReceived) => Some((
            "it may have been received all the same, and be done twice",
            "write `undecided`; only a code that the provider documents says that nothing was received",
        )),
        (VerdictWhen::Done | VerdictWhen::Accepted, Refused) if !takes_back => Some((
            "a good answer tells of no refusal",
            "write `happened`, or `undecided`",
        )),
        _ => None,
    }
}

/// Finds a code that cannot say what is concluded from it: a failure that happened, and "never received" by hearsay.
fn by_code(scope: &Scope<'_>, by: &ResolveBy, rule: &VerdictRule, code: &str, takes_back: bool) {
    let asked = scope.operations.position(&by.operation.value);
    let Some(asked) = asked.and_then(|place| scope.operations.get(place)) else {
        return;
    };
    let Some((name, meaning)) = meaning(scope, asked.raw, code) else {
        return;
    };
    match rule.verdict.value {
        Verdict::Happened if !takes_back && words::failure(&meaning.name.value) => {
            let message = format!("`{}` is no sign that it happened", meaning.name.value);
            scope.sink.push(
                Finding::new(code::SENSELESS_VERDICT, rule.verdict.span, message)
                    .label("named like a failure")
                    .second(name.span, "the code")
                    .help("write `refused`, or `undecided`"),
            );
        }
        Verdict::NotReceived => {
            let evidence = meaning.evidence.as_ref().unwrap_or(&asked.raw.evidence);
            let sure = |confidence: Confidence| {
                matches!(confidence, Confidence::Documented | Confidence::VendorCode)
            };
            let sources = &evidence.sources;
            if sources.is_empty() || sources.iter().any(|(confidence, _)| sure(*confidence)) {
                return;
            }
            let message = format!("the provider does not say what `{code}` means");
            scope.sink.push(
                Finding::new(code::SENSELESS_VERDICT, rule.verdict.span, message)
                    .label("safe to send again, by hearsay")
                    .second(evidence.span, "its source")
                    .help("only what the provider documents makes it safe: write `undecided`"),
            );
        }
        _ => {}
    }
}

/// What a code means for an operation: by its own list, else by the table of its envelope.
fn meaning<'a>(
    scope: &Scope<'a>,
    raw: &'a spec::Operation,
    code: &str,
) -> Option<(&'a Spanned<String>, &'a spec::Code)> {
    let table = scope
        .envelope_of(raw)
        .and_then(|envelope| scope.table_of(envelope));
    let mut lists = [Some(&raw.codes), table].into_iter().flatten();
    lists.find_map(|codes| codes.iter().find(|(known, _)| same(&known.value, code)))
}

/// Finds that one answer says of a payment that it happened, and of its refund too.
fn another_happened(scope: &Scope<'_>, by: &ResolveBy, rule: &VerdictRule) {
    let charge = scope.operations.iter().find_map(|entry| {
        let other = resolved_by(entry.raw)?;
        // Each with a reference of its own, one query may tell of both.
        let own: Vec<&str> = by
            .reference
            .values()
            .map(|name| name.value.as_str())
            .collect();
        let mut theirs = other.reference.values();
        let one = other.operation.value == by.operation.value
            && theirs.any(|name| own.contains(&name.value.as_str()));
        if !one || verbs::takes_back(&entry.name.value) {
            return None;
        }
        let mut rules = other.verdicts.0.iter();
        let charged = rules.find(|rule| means(rule, &VerdictWhen::Done, Verdict::Happened))?;
        Some((entry.name, charged.when.span))
    });
    let Some((name, place)) = charge else {
        return;
    };
    let message = format!(
        "`done` of `{}` says that `{}` happened; it cannot say that this did, too",
        by.operation.value, name.value
    );
    scope.sink.push(
        Finding::new(code::SENSELESS_VERDICT, rule.verdict.span, message)
            .label("an untouched payment answers so as well")
            .second(place, "the same answer here")
            .help("write `undecided`, or have that operation tell the two apart by its outcome"),
    );
}

fn push(scope: &Scope<'_>, rule: &VerdictRule, label: &str, help: &str) {
    let when = match &rule.when.value {
        VerdictWhen::Done => "done",
        VerdictWhen::Accepted => "accepted",
        VerdictWhen::Open => "open",
        VerdictWhen::Refused => "refused",
        VerdictWhen::Code(_) => "code",
    };
    let verdict = match rule.verdict.value {
        Verdict::Happened => "happened",
        Verdict::Refused => "refused",
        Verdict::Open => "open",
        Verdict::NotReceived => "not_received",
        Verdict::Undecided => "undecided",
    };
    let message = format!("`{when}` does not say `{verdict}`");
    scope.sink.push(
        Finding::new(code::SENSELESS_VERDICT, rule.verdict.span, message)
            .label(label)
            .help(help),
    );
}
