//! Callbacks: how they arrive and what confirms them.

pub mod arrival;
pub mod callback;
pub mod confirmation;
