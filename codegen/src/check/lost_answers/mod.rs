//! What is sent twice, and how a lost answer is resolved.

pub mod repeats;
pub mod resolve;
pub mod verdict;
pub mod verdict_sense;
