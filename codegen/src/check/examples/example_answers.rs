//! Everything that the examples of a provider answer, by what reads it: a type, a rule.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::check::Scope;
use crate::check::example::raw_rule;
use crate::classify::{self, AnswerView, classify};
use crate::finding::letters_apart;
use crate::fit;
use crate::model::{Payload, Provider, RuleOutcome, TypeKind, ValueType};
use crate::yaml::Span;

/// Everything that examples answer.
pub struct Answered {
    /// What is read as each type, in the order of the types.
    objects: Vec<Vec<Value>>,
    /// The bodies that meet a rule, by the rule's place.
    bodies: BTreeMap<Span, Vec<Value>>,
}

impl Answered {
    /// What the examples of all operations answer.
    pub fn of(scope: &Scope<'_>, provider: &Provider) -> Self {
        let mut answered = Self {
            objects: vec![Vec::new(); provider.types.len()],
            bodies: BTreeMap::new(),
        };
        for operation in &provider.operations {
            for example in &operation.examples {
                let json: Option<Value> = serde_json::from_str(&example.answer.body).ok();
                let Some(json) = json else { continue };
                let view = AnswerView {
                    http: example.answer.http,
                    json: Some(&json),
                    html: false,
                };
                let Some((place, rule)) = classify(&operation.rules, view) else {
                    continue;
                };
                let payload = match &rule.outcome {
                    RuleOutcome::Done(payload)
                    | RuleOutcome::Accepted(payload)
                    | RuleOutcome::Open(payload) => Some(payload),
                    RuleOutcome::Refused(refused) => refused.payload.as_ref(),
                };
                if let Some(Payload::Value { at, value }) = payload
                    && let Some(found) = classify::at(&json, at)
                {
                    answered.walk(provider, value, found);
                }
                if let Some(rule) = raw_rule(scope, operation, place) {
                    answered.bodies.entry(rule.span).or_default().push(json);
                }
            }
        }
        answered
    }

    /// What is read as a type.
    pub fn objects(&self, id: usize) -> &[Value] {
        self.objects.get(id).map_or(&[], Vec::as_slice)
    }

    /// The bodies that meet a rule.
    pub fn bodies(&self, rule: Span) -> &[Value] {
        self.bodies.get(&rule).map_or(&[], Vec::as_slice)
    }

    fn walk(&mut self, provider: &Provider, kind: &ValueType, found: &Value) {
        match (kind, found) {
            (ValueType::List(item), Value::Array(items)) => {
                items
                    .iter()
                    .for_each(|found| self.walk(provider, item, found));
            }
            (ValueType::List(item), single) => self.walk(provider, item, single),
            (ValueType::Map(item), Value::Object(entries)) => {
                let values = entries.values();
                values.for_each(|found| self.walk(provider, item, found));
            }
            (ValueType::Named(id), Value::Object(_)) => {
                let TypeKind::Answer(fields) = &provider[*id].kind else {
                    return;
                };
                if let Some(known) = self.objects.get_mut(id.0) {
                    known.push(found.clone());
                }
                for field in fields {
                    if let Some((_, found)) = fit::read(found, field) {
                        self.walk(provider, &field.value, found);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A path into objects of which none holds it: the path to something beside it that is spelled nearly so and that nothing
/// reads. `read`: all paths that are read there.
pub fn near_unread(objects: &[Value], path: &str, read: &[&str]) -> Option<String> {
    let (parent, name) = path.rsplit_once('.').unwrap_or(("", path));
    let around = || {
        objects
            .iter()
            .filter_map(|object| classify::at(object, parent))
    };
    if around().any(|object| object.get(name).is_some()) {
        return None;
    }
    let below = |path: &&str| -> Option<String> {
        let rest = match parent {
            "" => path,
            parent => path.strip_prefix(parent)?.strip_prefix('.')?,
        };
        rest.split('.').next().map(str::to_owned)
    };
    let read: BTreeSet<String> = read.iter().filter_map(below).collect();
    let keys: BTreeSet<&str> = around()
        .filter_map(Value::as_object)
        .flat_map(|object| object.keys().map(String::as_str))
        .filter(|key| !read.contains(*key))
        .collect();
    let near = misspelled(name, keys)?;
    Some(match parent {
        "" => near.to_owned(),
        parent => format!("{parent}.{near}"),
    })
}

/// The candidate of which a name is a misspelling: of a letter or two, in as many words. Beside `Status` there is a
/// `StatusId`, and neither is meant for the other.
fn misspelled<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Two letters of a shorter name make it another one.
    const LONG: usize = 6;
    /// Nothing that an author names is longer; keeps the work small on nonsense.
    const LONGEST: usize = 64;
    if name.len() > LONGEST {
        return None;
    }
    let words = |text: &str| {
        let starts = |(before, letter): (char, char)| {
            before == '_' || letter.is_uppercase() && before.is_lowercase()
        };
        text.chars()
            .zip(text.chars().skip(1))
            .filter(|pair| starts(*pair))
            .count()
    };
    let near = |candidate: &'a str| {
        let most = if name.len().min(candidate.len()) < LONG {
            1
        } else {
            2
        };
        let apart = letters_apart(name, candidate, most)?;
        (words(name) == words(candidate)).then_some((apart, candidate))
    };
    let named = candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST);
    let nearest = named.filter_map(near).min();
    nearest.map(|(_, candidate)| candidate)
}
