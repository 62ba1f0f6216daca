//! Error codes.

use super::Evidence;

/// A table of error codes that several operations share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeTable {
    /// Name in the spec.
    pub name: String,
    /// The enum in Rust: `Code` for the table named `default`.
    pub rust: String,
    /// The codes, in spec order.
    pub codes: Vec<ErrorCode>,
}

/// An error code and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// The code as text; a JSON number and a text of the same digits are one code.
    pub code: String,
    /// Name in the spec.
    pub name: String,
    /// The variant in Rust.
    pub rust: String,
    /// What it means.
    pub summary: String,
    /// Where it is from, where that is elsewhere than the operation or the other codes.
    pub evidence: Option<Evidence>,
}
