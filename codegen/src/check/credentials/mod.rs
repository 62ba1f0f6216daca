//! Credentials, ways to authenticate and to sign: what they are, and where keys may go.

pub mod credential;
pub mod keys;
pub mod stale;
