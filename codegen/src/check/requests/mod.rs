//! Requests: what goes on the wire, what feeds it, and what is signed.

pub mod amounts;
pub mod browser;
pub mod request;
pub mod same_request;
pub mod signed;
pub mod wire;
pub mod wire_names;
