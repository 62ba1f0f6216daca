//! Shared pieces of the tests that cross crates.
#![forbid(unsafe_code)]
