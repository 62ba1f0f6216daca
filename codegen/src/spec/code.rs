//! Error codes.

use crate::decode::{AnyCode, Name, Named, Text, record};

record! {
    /// What an error code means.
    pub struct Code("a code") {
        /// Its name, in lower case: the variant in Rust is derived from it.
        required name: Name,
        /// What it means.
        required summary: Text,
    }
}

/// Error codes, as the provider spells them, and what they mean.
pub type Codes = Named<Code, AnyCode>;
