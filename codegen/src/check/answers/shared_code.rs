//! Success rules of an operation beside the rule by which its envelope refuses: both look at one code, and neither may
//! take what is the other's.

use std::collections::BTreeSet;

use crate::check::answer::conditions;
use crate::check::outcome::once;
use crate::check::reach::Space;
use crate::check::{Scope, code, words};
use crate::classify::same;
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::{self, Condition, Subject};
use crate::spec::{self, CodeSource, Conditions, Outcome, OutcomeRule, Test};
use crate::yaml::Span;

/// Finds successes that do not look at the code by which the envelope refuses, codes of a success that it refuses, and
/// successes by a field that says no.
pub fn check(scope: &Scope<'_>) {
    let deciding = deciding(scope);
    let mut told = BTreeSet::new();
    for entry in scope.operations.iter() {
        let raw = entry.raw;
        says_no(scope, &raw.outcomes);
        let Some(envelope) = scope.envelope_of(raw) else {
            continue;
        };
        if raw.gaps.faulty("outcomes") || envelope.gaps.faulty("rules") {
            continue;
        }
        let decides = once(raw) || deciding.contains(entry.name.value.as_str());
        for shared in &envelope.rules {
            let Some(refusal) = Refusal::of(shared) else {
                continue;
            };
            let own = Own {
                name: entry.name,
                rules: &raw.outcomes,
                errors: Errors::of(scope, raw, envelope),
            };
            for (place, rule) in raw.outcomes.iter().enumerate() {
                if decides && matches!(rule.outcome, Outcome::Done(_)) {
                    by_exclusion(scope, &raw.outcomes, rule, &refusal);
                    blind_to(scope, &raw.outcomes[..place], rule, &refusal);
                }
                if !matches!(rule.outcome, Outcome::Refused(_)) {
                    refused_too(scope, &own, rule, &refusal, &mut told);
                }
            }
        }
    }
    for entry in scope.envelopes.iter() {
        says_no(scope, &entry.raw.rules);
    }
}

/// The operations whose `done` says what came of another or confirms a callback.
fn deciding<'a>(scope: &Scope<'a>) -> BTreeSet<&'a str> {
    let resolvers = scope.operations.iter().filter_map(|entry| {
        match entry.raw.effect.as_ref().map(|effect| &effect.kind)? {
            spec::EffectKind::Once(spec::Resolve::By(by)) => Some(by.operation.value.as_str()),
            _ => None,
        }
    });
    let confirming = scope.callbacks.iter().filter_map(|entry| {
        let confirm = entry.raw.confirm.as_ref()?;
        Some(confirm.operation.value.as_str())
    });
    resolvers.chain(confirming).collect()
}

/// A rule of an envelope that refuses by its own code.
struct Refusal<'a> {
    rule: &'a OutcomeRule,
    /// Where the code is.
    path: &'a str,
    /// What it says of the code.
    test: &'a Test,
    /// Whether it looks at nothing else.
    alone: bool,
}

impl<'a> Refusal<'a> {
    fn of(rule: &'a OutcomeRule) -> Option<Self> {
        let Outcome::Refused(refused) = &rule.outcome else {
            return None;
        };
        let Some(CodeSource::Path(path)) = &refused.code else {
            return None;
        };
        let looked = looked_at(&rule.when, &path.value)?;
        Some(Self {
            rule,
            path: &path.value,
            test: &looked.test,
            alone: rule.when.list.len() == 1,
        })
    }

    /// Whether it takes an answer with this code, whatever else is in it.
    fn takes(&self, value: &str) -> bool {
        let among =
            |values: &[Spanned<String>]| values.iter().any(|known| same(&known.value, value));
        self.alone
            && match self.test {
                Test::OneOf(values) => among(values),
                Test::NoneOf(values) => !among(values),
                Test::Present => true,
                Test::Missing => false,
            }
    }
}

/// What an operation says of its answers itself.
struct Own<'a> {
    name: &'a Spanned<String>,
    rules: &'a [OutcomeRule],
    errors: Errors<'a>,
}

impl Own<'_> {
    /// Whether its own rules leave a refusal no answer with this code.
    fn takes_all(&self, refusal: &Refusal<'_>, value: &str) -> bool {
        let when: Vec<Vec<Condition>> = self
            .rules
            .iter()
            .map(|rule| conditions(&rule.when))
            .collect();
        let mut asked = conditions(&refusal.rule.when);
        asked.push(Condition {
            subject: Subject::Path(refusal.path.to_owned()),
            test: model::Test::OneOf(vec![value.to_owned()]),
        });
        let all = when.iter().map(Vec::as_slice).chain([asked.as_slice()]);
        let Some(space) = Space::of(all) else {
            return true;
        };
        let earlier: Vec<_> = when.iter().map(|when| space.region(when)).collect();
        space.covered(&space.region(&asked), &earlier) != Some(false)
    }
}

/// The codes that are listed as errors of an operation.
struct Errors<'a>([Option<&'a spec::Codes>; 2]);

impl<'a> Errors<'a> {
    fn of(scope: &Scope<'a>, raw: &'a spec::Operation, envelope: &'a spec::Envelope) -> Self {
        let table = scope.table_of(envelope);
        Self([Some(&raw.codes), table])
    }

    fn list(&self, code: &str) -> bool {
        let mut codes = self.0.iter().flatten().flat_map(|codes| codes.names());
        codes.any(|known| same(known, code))
    }
}

fn looked_at<'c>(when: &'c Conditions, path: &str) -> Option<&'c spec::Condition> {
    let at = |condition: &&spec::Condition| matches!(&condition.subject.value, Subject::Path(own) if own == path);
    when.list.iter().find(at)
}

/// A success that has not looked at the code by which its envelope refuses: an error that has the rest would be a success.
/// Only where every answer has a code, that of a success too.
fn blind_to(scope: &Scope<'_>, earlier: &[OutcomeRule], rule: &OutcomeRule, refusal: &Refusal<'_>) {
    let Test::NoneOf(good) = refusal.test else {
        return;
    };
    let looks = |rule: &OutcomeRule| looked_at(&rule.when, refusal.path).is_some();
    let own_refusal =
        |rule: &OutcomeRule| matches!(rule.outcome, Outcome::Refused(_)) && looks(rule);
    let when = conditions(&rule.when);
    let json =
        Space::of([when.as_slice()]).is_none_or(|space| space.can_be(&space.region(&when), "json"));
    let both: Vec<Condition> = [when.as_slice(), &conditions(&refusal.rule.when)].concat();
    let apart =
        Space::of([both.as_slice()]).is_some_and(|space| space.is_empty(&space.region(&both)));
    let faulty = scope.faulty_rules.borrow().contains(&rule.span);
    if !json || apart || faulty || looks(rule) || earlier.iter().any(own_refusal) {
        return;
    }
    scope.faulty_rules.borrow_mut().insert(rule.span);
    let message = format!(
        "an answer with an error in `{}` could be taken for a success here",
        refusal.path
    );
    scope.sink.push(
        Finding::new(code::IGNORES_CODE, rule.when.span, message)
            .label(format!("`{}` is not looked at", refusal.path))
            .second(refusal.rule.when.span, "the envelope refuses by it")
            .help(match good.as_slice() {
                [one] => format!("add `{}: {}`", refusal.path, one.value),
                _ => format!("add what a success has in `{}`", refusal.path),
            }),
    );
}

/// A success by a word that is none of some, where other rules know the words: one that nobody knows yet would be a success.
fn by_exclusion(
    scope: &Scope<'_>,
    rules: &[OutcomeRule],
    rule: &OutcomeRule,
    refusal: &Refusal<'_>,
) {
    for condition in &rule.when.list {
        let (Subject::Path(path), Test::NoneOf(_)) = (&condition.subject.value, &condition.test)
        else {
            continue;
        };
        // Of codes of refusals that is told already.
        if path == refusal.path {
            continue;
        }
        let names = |rule: &&OutcomeRule| {
            let looked = looked_at(&rule.when, path);
            looked.is_some_and(|looked| matches!(looked.test, Test::OneOf(_)))
        };
        let Some(known) = rules.iter().find(names) else {
            continue;
        };
        if !scope.faulty_rules.borrow_mut().insert(rule.span) {
            continue;
        }
        let message = format!("any other value of `{path}` is taken for a success here");
        scope.sink.push(
            Finding::new(code::OPEN_SUCCESS, condition.span, message)
                .label("one that nobody knows yet meets this too")
                .second(known.when.span, "other rules name its values")
                .help("list the values of the success"),
        );
    }
}

/// A code of a success that the envelope refuses wherever the success does not hold.
fn refused_too(
    scope: &Scope<'_>,
    own: &Own<'_>,
    rule: &OutcomeRule,
    refusal: &Refusal<'_>,
    told: &mut BTreeSet<Span>,
) {
    let Some(Test::OneOf(values)) = looked_at(&rule.when, refusal.path).map(|looked| &looked.test)
    else {
        return;
    };
    // A success by a code of an error has its finding.
    let mistaken =
        |value: &&Spanned<String>| refusal.takes(&value.value) && !own.errors.list(&value.value);
    let Some(value) = values.iter().find(mistaken) else {
        return;
    };
    let faulty = scope.faulty_rules.borrow().contains(&rule.span);
    if faulty || own.takes_all(refusal, &value.value) || !told.insert(refusal.rule.span) {
        return;
    }
    let message = format!(
        "`{}` is the code of a success of `{}`, and this refuses it where anything else in that success is unclear",
        value.value, own.name.value
    );
    scope.sink.push(
        Finding::new(code::REFUSES_SUCCESS, refusal.rule.when.span, message)
            .label("a definite refusal of something that may have happened")
            .second(value.span, "a success here")
            .help(format!(
                "leave it out of this rule, such as `{}: {{ not: [{}] }}`",
                refusal.path, value.value
            )),
    );
}

/// Finds a success by a field whose name says that it is one, and whose value says no.
fn says_no(scope: &Scope<'_>, rules: &[OutcomeRule]) {
    for rule in rules {
        if !matches!(rule.outcome, Outcome::Done(_) | Outcome::Accepted(_)) {
            continue;
        }
        for condition in &rule.when.list {
            let (Subject::Path(path), Test::OneOf(values)) =
                (&condition.subject.value, &condition.test)
            else {
                continue;
            };
            let no = values
                .iter()
                .find(|value| value.value.eq_ignore_ascii_case("false"));
            if let Some(no) = no.filter(|_| words::success(path)) {
                let message = format!("`{path}` is false, and the answer is called a success");
                scope.sink.push(
                    Finding::new(code::SUCCESS_OF_NO, no.span, message)
                        .label("this says that it did not succeed")
                        .help("write `refused`, or `open` where it is not decided"),
                );
            }
        }
    }
}
