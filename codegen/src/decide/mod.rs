//! What the emitter needs to know and the model does not say outright: small pure functions from the model to values.
//!
//! The emitter prints and never decides; whatever takes a decision is here and is tested here as values, not as text.

pub mod credentials;
pub mod doc;
pub mod example;
pub mod expect;
pub mod facts;
pub mod layout;
pub mod markdown;
pub mod names;
pub mod operation;
pub mod prose;
pub mod serialized;
pub mod wire_test;

#[cfg(test)]
pub(crate) mod fixture;
