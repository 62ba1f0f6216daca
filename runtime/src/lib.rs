//! What every generated client stands on.
#![forbid(unsafe_code)]
