//! Payment providers, simulated from their specs.
#![forbid(unsafe_code)]
