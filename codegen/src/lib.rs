//! Turns a hand-written description of a payment provider (YAML) into a typed Rust client.
#![forbid(unsafe_code)]

pub mod model;
