//! Vepara as its documents have it, spoken to with raw bytes.

#[path = "../common/mod.rs"]
mod common;

mod access;
mod cards;
mod client;
mod scripted;
mod signatures;
