//! The built program, as it is used.
#![forbid(unsafe_code)]

mod commands;
mod generate;
mod readme;
mod support;
