//! What could not be built. Its own finding says why, so no rule finds fault with what would have stood there, and all
//! the other rules are applied as if it did.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use crate::check::code;
use crate::code::Code;
use crate::finding::{Finding, Severity};
use crate::load::RawProvider;
use crate::yaml::Sources;

/// What could not be built of a provider.
#[derive(Debug, Default)]
pub struct Gaps {
    stood_in: Cell<bool>,
    inputs: RefCell<BTreeSet<(String, String)>>,
    fields: RefCell<BTreeSet<String>>,
    answers: RefCell<BTreeSet<String>>,
    codes: RefCell<BTreeSet<String>>,
    examples: RefCell<BTreeSet<(String, String)>>,
}

impl Gaps {
    /// The value, or what stands in for one that could not be built.
    pub fn stand_in<T>(&self, value: Option<T>, instead: T) -> T {
        value.unwrap_or_else(|| {
            self.stood_in.set(true);
            instead
        })
    }

    /// Whether anything stands in: then there is no model.
    pub fn any(&self) -> bool {
        self.stood_in.get()
    }

    /// Remembers inputs of an operation that could not be built.
    pub fn lose_inputs<'a>(&self, operation: &str, inputs: impl IntoIterator<Item = &'a str>) {
        let inputs = inputs
            .into_iter()
            .map(|input| (operation.to_owned(), input.to_owned()));
        self.inputs.borrow_mut().extend(inputs);
    }

    /// Whether an operation may have an input that could not be built.
    pub fn lacks_input(&self, operation: &str, input: &str) -> bool {
        let lost = |input: &str| {
            let key = (operation.to_owned(), input.to_owned());
            self.inputs.borrow().contains(&key)
        };
        lost(input) || lost(ANY)
    }

    /// Remembers inputs of a type that could not be built.
    pub fn lose_fields(&self, names: &[&str]) {
        let names = names.iter().map(|name| (*name).to_owned());
        self.fields.borrow_mut().extend(names);
    }

    /// Whether a type may have an input that could not be built.
    pub fn lacks_field(&self, name: &str) -> bool {
        let fields = self.fields.borrow();
        fields.contains(name) || fields.contains(ANY)
    }

    /// Remembers that an example of an operation gives inputs that do not fit.
    pub fn lose_example(&self, operation: &str, example: &str) {
        let key = (operation.to_owned(), example.to_owned());
        self.examples.borrow_mut().insert(key);
    }

    /// Whether an example of an operation gives inputs that do not fit.
    pub fn lacks_example(&self, operation: &str, example: &str) -> bool {
        let key = (operation.to_owned(), example.to_owned());
        self.examples.borrow().contains(&key)
    }

    /// Remembers that not all rules about the answers of an operation could be built.
    pub fn lose_answers(&self, operation: &str) {
        self.answers.borrow_mut().insert(operation.to_owned());
    }

    /// Remembers that not all codes that an operation knows could be built.
    pub fn lose_codes(&self, operation: &str) {
        self.codes.borrow_mut().insert(operation.to_owned());
    }

    /// Whether codes of an operation are missing.
    pub fn lacks_codes(&self, operation: &str) -> bool {
        self.codes.borrow().contains(operation)
    }

    /// Whether rules about the answers of an operation are missing.
    pub fn lacks_answers(&self, operation: &str) -> bool {
        self.answers.borrow().contains(operation)
    }
}

/// Stands for every name, where it is not known which one was lost.
pub const ANY: &str = "";

/// Findings that say that something is missing. In a file that could not be read as a whole it may be there.
const ABSENCE: [Code; 22] = [
    code::UNCONFIRMED,
    code::NOT_COMPARED,
    code::MAY_REPEAT,
    code::ZERO_AMOUNT,
    code::WRITTEN_SECRET,
    code::MIXED_ENVIRONMENTS,
    code::UNUSED,
    code::NO_DEFAULT,
    code::MISSING_CHOICE,
    code::AREA_SUMMARY,
    code::WHICH_API,
    code::NEEDED_BY_TYPE,
    code::FEEDS_NOTHING,
    code::SIGNS_UNSENT,
    code::BAD_REFERENCE,
    code::NO_GOOD_OUTCOME,
    code::NO_NAMED_FIELDS,
    code::EXAMPLE_OUTCOME,
    code::EXAMPLE_INPUT,
    code::EXAMPLE_REQUEST,
    code::SHOWN_SECRET,
    code::INEXACT_MONEY,
];

/// Whether a finding is about what stands in the spec and not about a line that could not be read.
pub fn worth_telling(finding: &Finding, raw: &RawProvider, sources: &Sources) -> bool {
    if raw.gaps.none() {
        return true;
    }
    let names_lost = || raw.lost.contains(sources.slice(finding.span));
    let partial = raw.gaps.partial.contains(&finding.span.file);
    let absence = ABSENCE.contains(&finding.code) || finding.severity() == Severity::Warning;
    let names = [code::UNKNOWN_NAME, code::EXAMPLE_MISFIT].contains(&finding.code);
    !(partial && absence || names && names_lost())
}
