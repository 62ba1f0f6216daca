//! The built program, as it is used.
#![forbid(unsafe_code)]

mod architecture;
mod commands;
mod coverage;
mod diff;
mod findings;
mod generate;
mod readme;
mod support;
