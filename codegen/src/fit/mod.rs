//! Whether a value fits the model: an answer's JSON against its type, a text against a scalar, an input against its
//! constraints. Examples are checked with it at generation time, requests by the sandbox.

mod answer;
mod input;
mod text;

pub use answer::{object, parameter, payload, read};
pub use input::{constraint_misfit, input};
pub use text::{describe, text_misfit};

/// What does not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// JSON path from the body, such as `$.data[0].id`; for an input its name.
    pub path: String,
    /// What is wrong, without the value.
    pub problem: String,
    /// Of what is missing: the path of something beside it that may be meant.
    pub near: Option<String>,
}

impl Misfit {
    fn new(path: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            problem: problem.into(),
            near: None,
        }
    }
}
