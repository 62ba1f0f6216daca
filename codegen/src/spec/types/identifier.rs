//! Identifiers: single values with a Rust type of their own.

use super::Constraints;
use crate::decode::{Spanned, words};
use crate::model::IdentifierScalar;

/// An identifier: a single value that no other can be passed for.
#[derive(Clone, Debug, PartialEq)]
pub struct IdentifierType {
    /// `identifier`: what it is made of.
    pub scalar: Spanned<IdentifierScalar>,
    /// What is refused before one is sent.
    pub constraints: Constraints,
}

words! {
    IdentifierScalar, "what an identifier is made of": {
        /// Text.
        "text" => IdentifierScalar::Text,
        /// 64-bit integer.
        "integer" => IdentifierScalar::Integer,
        /// Text that must never be shown.
        "secret" => IdentifierScalar::Secret,
        /// Text that must never be shown or stored, because it changes from time to time.
        "rotating_secret" => IdentifierScalar::RotatingSecret,
    }
}
