//! A made-up provider and a server that misbehaves on purpose.

pub mod mini;
pub mod server;
