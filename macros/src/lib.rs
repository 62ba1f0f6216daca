//! A typed client for a spec of one's own, at compile time.
#![forbid(unsafe_code)]
