//! What the clients send and read, held against the field tables of the providers' fact sheets.
//!
//! The expected side is written from the sheets and never from `spec/` or from generated code, so that a mistake in a
//! spec is found here.

mod paywall;
