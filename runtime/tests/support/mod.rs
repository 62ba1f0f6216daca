//! A made-up provider and a server that misbehaves on purpose.
#![allow(dead_code)]

pub mod mini;
pub mod server;
