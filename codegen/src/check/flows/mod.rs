//! Flows: steps of an area, one after the other.

pub mod flow;
pub mod flow_arrival;
pub mod flow_callback;
