//! What needs memory: a small piece per provider, asked before the examples.
//!
//! Without one the engine alone serves every operation of a spec; a behaviour only replaces the content of good answers.

mod paywall;
mod vepara;

use codegen::model::{Example, Operation};
use jiff::Timestamp;

use crate::engine::{Decoded, Reply, good_example};

/// What one simulated provider remembers.
pub(crate) trait Behaviour: Send {
    /// The answer to a request in which nothing is wrong; `None` leaves it to the spec's examples.
    fn answer(&mut self, call: &Call<'_>) -> Option<Reply>;
}

/// A request in which nothing is wrong.
pub(crate) struct Call<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) decoded: &'a Decoded,
    pub(crate) now: Timestamp,
}

impl<'a> Call<'a> {
    /// A field of the body, the query or the headers, as text; `None` when it is missing or null.
    pub(crate) fn field(&self, name: &str) -> Option<&'a str> {
        self.decoded.text(name)
    }

    /// The answer that the spec assumes for a situation which only memory can tell: an `assumed` entry without conditions.
    pub(crate) fn assumed(&self, name: &str) -> Option<Reply> {
        let assumption = self
            .operation
            .assumptions
            .iter()
            .find(|assumption| assumption.name == name)?;
        Some(Reply::sandbox(&assumption.answer, &assumption.name, &[]))
    }

    /// The operation's first good example: its shape is the answer's shape.
    pub(crate) fn good_example(&self) -> Option<&'a Example> {
        good_example(self.operation)
    }
}

/// The behaviour of the provider of that name, if it has one.
pub(crate) fn of(provider: &str) -> Option<Box<dyn Behaviour>> {
    match provider {
        "paywall" => Some(Box::new(paywall::Paywall)),
        "vepara" => Some(Box::new(vepara::Vepara::default())),
        _ => None,
    }
}
