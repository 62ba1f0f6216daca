//! Flows: steps of an area, one after the other.

pub mod arrived;
pub mod flow;
pub mod flow_callback;
