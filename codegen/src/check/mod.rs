//! From raw specs to the model: names are resolved, rules are applied, and every decision that Rust needs is taken.
//!
//! All findings of a provider are collected; nothing stops at the first. A model is given only when none of them is an
//! error, so what follows never meets a half-checked spec.

mod answer;
mod callback;
mod collisions;
mod constraint;
mod credential;
mod evidence;
mod example;
mod operation;
mod provider;
mod request;
mod resolve;
mod scope;
mod types;
mod value;

use crate::decode::{RustName, Spanned};
use crate::finding::Findings;
use crate::load::RawProvider;
use crate::model;
use crate::names;

pub(crate) use scope::Scope;

/// Codes of the findings about the meaning of a spec.
pub mod code {
    crate::code::codes! {
        /// A name that nothing defines.
        UNKNOWN_NAME = "E0401";
        /// A name that is defined twice.
        DEFINED_TWICE = "E0402";
        /// Something that nothing uses.
        UNUSED = "E0403";
        /// A name that two sets of credentials have.
        AMBIGUOUS = "E0404";
        /// Two names that become one in Rust, or one that generated code has taken.
        COLLISION = "E0405";
        /// An alternative without a default.
        NO_DEFAULT = "E0406";
        /// An alternative with two defaults.
        TWO_DEFAULTS = "E0407";
        /// A choice without a value.
        MISSING_CHOICE = "E0408";
        /// An area without a summary, or with two.
        AREA_SUMMARY = "E0409";
        /// A second way to authenticate by token.
        TWO_TOKENS = "E0410";
        /// A base address that cannot be one.
        BAD_ADDRESS = "E0411";
        /// The API of an operation is not said.
        WHICH_API = "E0412";
        /// A type where only the other direction can be.
        WRONG_DIRECTION = "E0502";
        /// A key that the type of a value does not take.
        NOT_FOR_TYPE = "E0503";
        /// A key that the type of a value needs.
        NEEDED_BY_TYPE = "E0504";
        /// A constraint that nothing can meet.
        BAD_CONSTRAINT = "E0505";
        /// A code that two values have.
        CODE_TWICE = "E0506";
        /// A type that holds itself.
        RECURSIVE = "E0507";
        /// An input that feeds nothing.
        FEEDS_NOTHING = "E0601";
        /// An optional input where there must be one.
        OPTIONAL_IN_PATH = "E0602";
        /// A signature over something that is not sent.
        SIGNS_UNSENT = "E0603";
        /// Something that cannot stand in this part of a request.
        NOT_HERE = "E0604";
        /// No answer is good.
        NO_GOOD_OUTCOME = "E0605";
        /// An example that does not fit.
        EXAMPLE_MISFIT = "E0701";
        /// An example whose outcome is not what the rules give.
        EXAMPLE_OUTCOME = "E0702";
        /// An example that lacks an input.
        EXAMPLE_INPUT = "E0703";
        /// An example that is not JSON.
        EXAMPLE_JSON = "E0704";
    }
}

/// The model of a provider, and what was found on the way.
pub fn check(raw: &RawProvider) -> (Option<model::Provider>, Findings) {
    let scope = Scope::of(raw);
    let provider = provider::build(&scope);
    let usable = raw.complete && !scope.sink.has_errors();
    (provider.filter(|_| usable), scope.sink.into_findings())
}

/// The Rust name of a type: the explicit one, else from the spec's name.
fn rust_pascal(name: &Spanned<String>, explicit: Option<&RustName>) -> String {
    names::pascal(explicit.map_or(&name.value, |explicit| &explicit.value))
}

/// The Rust name of a variant.
fn rust_variant(name: &Spanned<String>, explicit: Option<&RustName>) -> String {
    names::variant(explicit.map_or(&name.value, |explicit| &explicit.value))
}

/// The Rust name of a field, parameter, method or module.
fn rust_snake(name: &Spanned<String>, explicit: Option<&RustName>) -> String {
    names::snake(explicit.map_or(&name.value, |explicit| &explicit.value))
}
