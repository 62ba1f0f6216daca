//! The field tables of the fact sheet (`providers/paywall.md`), in its order.

pub mod charges;
pub mod hosted;
pub mod others;
pub mod payments;
pub mod private;
pub mod queries;
pub mod storage;
pub mod tokens;
