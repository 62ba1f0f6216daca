//! Error codes.

use super::Evidence;
use crate::decode::{AnyCode, Name, Named, Text, record};

record! {
    /// What an error code means.
    pub struct Code("a code") {
        /// Its name, in lower case: the variant in Rust is derived from it.
        required name: Name,
        /// What it means.
        required summary: Text,
        /// Where it is known from, if elsewhere than the operation or the other codes of the table.
        optional evidence: Evidence,
    }
}

/// Error codes, as the provider spells them, and what they mean.
pub type Codes = Named<Code, AnyCode>;
