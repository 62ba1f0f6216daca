//! A made-up provider and a server that misbehaves on purpose.

mod callbacks;
pub mod mini;
mod operations;
pub mod server;
