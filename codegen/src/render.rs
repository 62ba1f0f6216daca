//! Findings as text: for people, for editors, for programs.

mod human;
mod json;
mod short;
#[cfg(test)]
mod tests;

pub use human::{render, render_one};
pub use json::json;
pub use short::short;

/// How text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// Letters only; the same text everywhere.
    #[default]
    Plain,
    /// With a terminal's colours.
    Terminal,
}

/// How many findings are shown to a person; beyond, they are counted. Programs get all.
pub const MAX_SHOWN: usize = 500;
