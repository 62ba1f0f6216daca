//! Turns a hand-written description of a payment provider (YAML) into a typed Rust client.
//!
//! [`read_folder`] gives checked [`model::Provider`]s, or a [`Report`] of *everything* that is wrong, with places. `emit` (the
//! feature of that name) prints the client, its tests and its references from them; the sandbox serves them as they are.
#![forbid(unsafe_code)]

pub mod check;
pub mod classify;
pub mod code;
mod code_spans;
#[cfg(feature = "emit")]
pub mod compare;
#[cfg(feature = "emit")]
pub mod coverage;
#[cfg(feature = "emit")]
pub mod decide;
pub mod decode;
#[cfg(feature = "emit")]
pub mod emit;
pub mod finding;
pub mod fit;
mod form;
pub mod load;
pub mod model;
pub mod names;
mod read;
pub mod render;
#[cfg(feature = "schema")]
pub mod schema;
pub mod spec;
pub mod yaml;

pub use read::{
    Report, Spec, read_files, read_folder, read_folder_as, read_provider, read_provider_as,
    read_texts,
};
