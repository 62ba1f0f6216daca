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
    /// A name that nothing defines.
    pub const UNKNOWN_NAME: &str = "E0401";
    /// A name that is defined twice.
    pub const DEFINED_TWICE: &str = "E0402";
    /// Something that nothing uses.
    pub const UNUSED: &str = "E0403";
    /// A name that two sets of credentials have.
    pub const AMBIGUOUS: &str = "E0404";
    /// Two names that become one in Rust, or one that generated code has taken.
    pub const COLLISION: &str = "E0405";
    /// An alternative without a default.
    pub const NO_DEFAULT: &str = "E0406";
    /// An alternative with two defaults.
    pub const TWO_DEFAULTS: &str = "E0407";
    /// A choice without a value.
    pub const MISSING_CHOICE: &str = "E0408";
    /// An area without a summary, or with two.
    pub const AREA_SUMMARY: &str = "E0409";
    /// A second way to authenticate by token.
    pub const TWO_TOKENS: &str = "E0410";
    /// A base address that cannot be one.
    pub const BAD_ADDRESS: &str = "E0411";
    /// The API of an operation is not said.
    pub const WHICH_API: &str = "E0412";
    /// A type where only the other direction can be.
    pub const WRONG_DIRECTION: &str = "E0502";
    /// A key that the type of a value does not take.
    pub const NOT_FOR_TYPE: &str = "E0503";
    /// A key that the type of a value needs.
    pub const NEEDED_BY_TYPE: &str = "E0504";
    /// A constraint that nothing can meet.
    pub const BAD_CONSTRAINT: &str = "E0505";
    /// A code that two values have.
    pub const CODE_TWICE: &str = "E0506";
    /// A type that holds itself.
    pub const RECURSIVE: &str = "E0507";
    /// An input that feeds nothing.
    pub const FEEDS_NOTHING: &str = "E0601";
    /// An optional input where there must be one.
    pub const OPTIONAL_IN_PATH: &str = "E0602";
    /// A signature over something that is not sent.
    pub const SIGNS_UNSENT: &str = "E0603";
    /// Something that cannot stand in this part of a request.
    pub const NOT_HERE: &str = "E0604";
    /// No answer is good.
    pub const NO_GOOD_OUTCOME: &str = "E0605";
    /// An example that does not fit.
    pub const EXAMPLE_MISFIT: &str = "E0701";
    /// An example whose outcome is not what the rules give.
    pub const EXAMPLE_OUTCOME: &str = "E0702";
    /// An example that lacks an input.
    pub const EXAMPLE_INPUT: &str = "E0703";
    /// An example that is not JSON.
    pub const EXAMPLE_JSON: &str = "E0704";
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
