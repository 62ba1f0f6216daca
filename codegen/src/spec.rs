//! The grammar of the spec language, as typed values that know their places.
//!
//! Nothing is resolved here: a name is what the author wrote, and [`crate::check`] finds what it stands for. Every type
//! is one mapping of the language, and the documentation of its fields is that of its keys.

mod callback;
mod choose;
mod code;
mod condition;
mod credential;
mod evidence;
mod example;
mod flow;
mod group;
mod operation;
mod outcome;
mod provider;
#[cfg(test)]
mod tests;
mod types;
mod wire_field;

pub use callback::*;
pub use choose::*;
pub use code::*;
pub use condition::*;
pub use credential::*;
pub use evidence::*;
pub use example::*;
pub use flow::*;
pub use group::*;
pub use operation::*;
pub use outcome::*;
pub use provider::*;
pub use types::*;
pub use wire_field::*;
