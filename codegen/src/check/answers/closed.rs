//! Good rules and refusals: what the spec calls a refusal is never taken for a success.

use std::collections::BTreeSet;

use crate::check::answer::conditions;
use crate::check::reach::{Region, Space};
use crate::check::{Scope, code};
use crate::classify::same;
use crate::decode::Spanned;
use crate::finding::Finding;
use crate::model::{Condition, Subject, Test};
use crate::spec::{self, CodeSource, Outcome, OutcomeRule};
use crate::yaml::Span;

/// Finds good rules that take answers with an error code.
pub fn check(scope: &Scope<'_>) {
    let mut told = BTreeSet::new();
    for entry in scope.operations.iter() {
        let raw = entry.raw;
        let envelope = raw
            .envelope
            .as_ref()
            .and_then(|name| scope.envelopes.get(scope.envelopes.position(&name.value)?))
            .map(|envelope| envelope.raw);
        let table = envelope
            .and_then(|envelope| envelope.codes.as_ref())
            .and_then(|name| {
                scope
                    .code_tables
                    .get(scope.code_tables.position(&name.value)?)
            })
            .map(|table| table.raw);
        if raw.gaps.faulty("outcomes")
            || envelope.is_some_and(|envelope| envelope.gaps.faulty("rules"))
        {
            continue;
        }
        let shared = envelope.map_or(&[][..], |envelope| &envelope.rules);
        let list: Vec<&OutcomeRule> = raw.outcomes.iter().chain(shared).collect();
        let when: Vec<Vec<Condition>> = list.iter().map(|rule| conditions(&rule.when)).collect();
        let rules = Rules {
            scope,
            list,
            when,
            codes: [Some(&raw.codes), table],
        };
        for place in 0..rules.list.len() {
            rules.good(place, &mut told);
        }
    }
}

/// All rules that class the answers of an operation.
struct Rules<'a> {
    scope: &'a Scope<'a>,
    list: Vec<&'a OutcomeRule>,
    when: Vec<Vec<Condition>>,
    /// The operation's own codes, and the shared ones.
    codes: [Option<&'a spec::Codes>; 2],
}

impl Rules<'_> {
    fn good(&self, place: usize, told: &mut BTreeSet<Span>) {
        let rule = self.list[place];
        if matches!(rule.outcome, Outcome::Refused(_)) {
            return;
        }
        for condition in &rule.when.list {
            let Subject::Path(path) = &condition.subject.value else {
                continue;
            };
            if !self.list.iter().any(|rule| code_path(rule) == Some(path)) {
                continue;
            }
            match &condition.test {
                spec::Test::OneOf(values) => {
                    for value in values {
                        self.listed(place, path, value, told);
                    }
                }
                spec::Test::NoneOf(_) | spec::Test::Present => {
                    self.open(place, path, condition, told);
                }
                _ => {}
            }
        }
    }

    /// A code that is listed as an error, in a rule of a success.
    fn listed(&self, place: usize, path: &str, value: &Spanned<String>, told: &mut BTreeSet<Span>) {
        let found = self.codes.iter().enumerate().find_map(|(list, codes)| {
            let (known, meaning) = codes
                .iter()
                .flat_map(|codes| codes.iter())
                .find(|(known, _)| same(&known.value, &value.value))?;
            Some((list == 0, known, meaning))
        });
        let Some((own, known, meaning)) = found else {
            return;
        };
        let with_code = Condition {
            subject: Subject::Path(path.to_owned()),
            test: Test::OneOf(vec![value.value.clone()]),
        };
        let taken = [self.when[place].as_slice(), &[with_code]].concat();
        let refused = (place + 1..self.list.len()).any(|later| {
            code_path(self.list[later]).is_some_and(|known| known == path)
                && self.takes(place, &[taken.as_slice(), &self.when[later]].concat())
        });
        // Of a shared code other operations may have the refusals.
        if !self.takes(place, &taken) || !(own || refused) {
            return;
        }
        if !told.insert(if own { known.span } else { value.span }) {
            return;
        }
        self.push(
            place,
            Finding::new(
                code::GOOD_ERROR,
                value.span,
                format!(
                    "the code `{}` is listed as the error `{}`, and here it is a success",
                    value.value, meaning.name.value
                ),
            )
            .label("this rule takes every answer with it that meets its other conditions")
            .second(known.span, "listed as an error here")
            .help("remove it from the rule, or from the list of errors"),
        );
    }

    /// A rule of a success that names only codes that do not meet it, or none.
    fn open(
        &self,
        place: usize,
        path: &str,
        condition: &spec::Condition,
        told: &mut BTreeSet<Span>,
    ) {
        let refusal = (place + 1..self.list.len()).find(|later| {
            let rule = self.list[*later];
            code_path(rule).is_some_and(|known| known == path)
                && !self.scope.faulty_rules.borrow().contains(&rule.span)
                && self.takes(
                    place,
                    &[self.when[place].as_slice(), &self.when[*later]].concat(),
                )
        });
        let Some(refusal) = refusal.and_then(|later| self.list.get(later)) else {
            return;
        };
        if !told.insert(condition.span) {
            return;
        }
        self.push(
            place,
            Finding::new(
                code::OPEN_SUCCESS,
                condition.span,
                "codes of refusals are taken for a success here",
            )
            .label(format!("any other code in `{path}` meets this too"))
            .second(refusal.when.span, "what this rule refuses")
            .help("list the codes of the success, such as `0` or `[0, 100]`"),
        );
    }

    /// Whether a rule takes answers that meet these conditions: there are some, and earlier rules leave it one.
    fn takes(&self, place: usize, asked: &[Condition]) -> bool {
        let earlier = &self.when[..place];
        let all = earlier.iter().map(Vec::as_slice).chain([asked]);
        let Some(space) = Space::of(all) else {
            return false;
        };
        let earlier: Vec<Region> = earlier.iter().map(|when| space.region(when)).collect();
        let region = space.region(asked);
        !space.is_empty(&region) && space.covered(&region, &earlier) == Some(false)
    }

    fn push(&self, place: usize, finding: Finding) {
        self.scope
            .faulty_rules
            .borrow_mut()
            .insert(self.list[place].span);
        self.scope.sink.push(finding);
    }
}

/// Where the code of a refusal is read.
fn code_path(rule: &OutcomeRule) -> Option<&String> {
    match &rule.outcome {
        Outcome::Refused(refused) => match refused.code.as_ref()? {
            CodeSource::Path(path) => Some(&path.value),
            CodeSource::Fixed(_) => None,
        },
        _ => None,
    }
}
