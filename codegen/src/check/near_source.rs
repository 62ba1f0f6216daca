//! Sources that are misspelled: one that is named once, and nearly as one that is named often.

use std::collections::BTreeMap;

use crate::check::Scope;
use crate::check::code;
use crate::decode::{Named, Text};
use crate::finding::{Finding, letters_apart};
use crate::model::Confidence;
use crate::spec;

/// How often a source is named, so that it is taken for the one that was meant.
const OFTEN: usize = 3;

/// Among more than so many none is looked for.
const MOST: usize = 300;

/// Finds pages that are named once, and nearly as one that is named often.
pub fn check(scope: &Scope<'_>) {
    let mut named: BTreeMap<&str, Vec<&Text>> = BTreeMap::new();
    for text in pages(scope) {
        named.entry(&text.value).or_default().push(text);
    }
    let often: Vec<&str> = named
        .iter()
        .filter(|(_, places)| places.len() >= OFTEN)
        .map(|(source, _)| *source)
        .take(MOST)
        .collect();
    for (source, places) in &named {
        let [place] = places.as_slice() else { continue };
        let Some(near) = often.iter().find(|known| misspelled(source, known)) else {
            continue;
        };
        let message = format!("only here `{source}` is a source");
        scope.sink.push(
            Finding::new(code::NEAR_SOURCE, place.span, message)
                .label(format!("`{near}` is one in many places"))
                .help(format!("did you mean `{near}`?")),
        );
    }
}

/// Whether a source is another one with a letter changed, missing, added or swapped. Two pages may well differ by a number, by
/// what one of them ends in, or by a letter of a short name.
fn misspelled(source: &str, known: &str) -> bool {
    const SHORT: usize = 6;
    const LONGEST: usize = 64;
    if source.len().max(known.len()) > LONGEST {
        return false;
    }
    let stem = |page: &'_ str| {
        page.rsplit_once('.')
            .map_or(page.len(), |(stem, _)| stem.len())
    };
    let stems = (source.get(..stem(source)), known.get(..stem(known)));
    let (Some(one), Some(other)) = stems else {
        return false;
    };
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    one.len().min(other.len()) >= SHORT
        && digits(one) == digits(other)
        && !one.starts_with(other)
        && !other.starts_with(one)
        && letters_apart(source, known, 1).is_some()
}

/// The pages of a provider's documentation that are named as a source, each time that one is.
fn pages<'a>(scope: &Scope<'a>) -> Vec<&'a Text> {
    let mut pages = Pages(Vec::new());
    let index = &scope.raw.index;
    index.apis.values().for_each(|raw| pages.add(&raw.evidence));
    for raw in index.auth.values() {
        pages.add(&raw.common.evidence);
    }
    for raw in index.signatures.values() {
        pages.add(&raw.evidence);
    }
    for raw in index.envelopes.values() {
        pages.add(&raw.evidence);
    }
    for raw in index.alternatives.values() {
        raw.choices
            .values()
            .for_each(|raw| pages.add(&raw.evidence));
    }
    for raw in index.omitted.values() {
        pages.add(&raw.evidence);
    }
    for (_, part) in &scope.raw.parts {
        part.operations
            .values()
            .for_each(|raw| pages.operation(raw));
        part.groups
            .values()
            .for_each(|raw| pages.inputs(&raw.inputs));
        for raw in part.callbacks.values() {
            pages.add(&raw.evidence);
            pages.fields(&raw.fields);
            pages.quirks(&raw.quirks);
        }
        part.types.values().for_each(|raw| pages.kind(&raw.kind));
        part.code_tables.values().for_each(|raw| pages.codes(raw));
    }
    pages.0
}

struct Pages<'a>(Vec<&'a Text>);

impl<'a> Pages<'a> {
    fn add(&mut self, raw: &'a spec::Evidence) {
        let sources = raw.sources.iter();
        let documented = sources.filter(|(confidence, _)| *confidence == Confidence::Documented);
        documented.for_each(|(_, text)| self.page(text));
    }

    /// More than a word is a remark, and not the name of a page.
    fn page(&mut self, text: &'a Text) {
        if !text.value.contains(char::is_whitespace) {
            self.0.push(text);
        }
    }

    fn operation(&mut self, raw: &'a spec::Operation) {
        self.add(&raw.evidence);
        self.inputs(&raw.inputs);
        self.quirks(&raw.quirks);
        self.codes(&raw.codes);
        for example in raw.examples.values() {
            if let spec::ExampleOrigin::Printed(text) = &example.origin {
                self.page(text);
            }
        }
    }

    fn inputs(&mut self, raw: &'a Named<spec::Input>) {
        let given = raw.values().filter_map(|raw| raw.evidence.as_ref());
        given.for_each(|evidence| self.add(evidence));
    }

    fn fields(&mut self, raw: &'a Named<spec::AnswerField>) {
        let given = raw.values().filter_map(|raw| raw.evidence.as_ref());
        given.for_each(|evidence| self.add(evidence));
    }

    fn quirks(&mut self, raw: &'a Named<spec::Quirk>) {
        raw.values().for_each(|raw| self.add(&raw.evidence));
    }

    fn codes(&mut self, raw: &'a spec::Codes) {
        let given = raw.values().filter_map(|raw| raw.evidence.as_ref());
        given.for_each(|evidence| self.add(evidence));
    }

    fn kind(&mut self, raw: &'a spec::TypeKind) {
        let shape = |pages: &mut Self, raw: &'a Named<spec::InputField>| {
            let given = raw.values().filter_map(|raw| raw.input.evidence.as_ref());
            given.for_each(|evidence| pages.add(evidence));
        };
        match raw {
            spec::TypeKind::Answer(fields) => self.fields(fields),
            spec::TypeKind::Input(raw) => shape(self, &raw.inputs),
            spec::TypeKind::Choice(variants) => {
                variants.values().for_each(|raw| shape(self, &raw.inputs));
            }
            spec::TypeKind::Enum(raw) => {
                let values = raw.rest.values.values();
                let given = values.filter_map(|raw| raw.evidence.as_ref());
                given.for_each(|evidence| self.add(evidence));
            }
            spec::TypeKind::Identifier(_) => {}
        }
    }
}
