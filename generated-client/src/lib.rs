//! Typed clients of Turkish payment providers.
#![forbid(unsafe_code)]
