//! The sending half, seen from its boundary: what a caller is told, and what stands on the wire.

mod building;
mod confirm;
mod faults;
mod resolve;
mod secrets;
mod sockets;
mod support;
mod timing;
#[cfg(feature = "rustls")]
mod tls;
mod tokens;
