//! Payment providers, simulated from their specs.
//!
//! [`Sandbox::start`] serves every provider of the repository on free loopback ports, [`Sandbox::from_spec`] any other.
//! A client, in whatever language, changes nothing but the host of its addresses:
//!
//! ```no_run
//! # async fn example() -> Result<(), sandbox::StartError> {
//! let sandbox = sandbox::Sandbox::start().await?;
//! let address = sandbox.address("vepara", "payment"); // http://127.0.0.1:…/ccpayment
//! let app_id = sandbox.credentials("vepara", "app_id");
//! // … calls …
//! assert_eq!(sandbox.requests().len(), 0);
//! # let _ = (address, app_id);
//! # Ok(())
//! # }
//! ```
//!
//! Paths, credentials, tokens, field checks, signatures, examples and assumed answers come from the spec, so a new
//! operation is served the moment it is written. What needs memory (stored cards) is a small behaviour per provider.
//!
//! Every answer says how sure it is in the header `x-vezne-sandbox` ([`Mark`]), and which example or assumption it is in
//! `x-vezne-sandbox-answer`. Names of fields that came and mean nothing are listed in `x-vezne-sandbox-ignored`.
//!
//! Faults are asked for by the test, not by the client: [`Sandbox::answer_next`], [`Sandbox::fail_next`],
//! [`Sandbox::advance`], [`Sandbox::expire_tokens`].
//!
//! Because client and sandbox read one model, their agreement proves little by itself; outside evidence does.
#![forbid(unsafe_code)]

mod behaviours;
mod builder;
mod clock;
mod engine;
mod error;
mod http;
mod json;
mod received;
mod running;
mod server;
mod signature;
mod spec;
pub mod wire;

use std::sync::{Mutex, MutexGuard, PoisonError};

pub use builder::Builder;
pub use engine::{Fault, Mark};
pub use error::StartError;
pub use received::{Answered, ReceivedRequest};
pub use running::{ApiAddress, Credential, Sandbox};

/// Locks, also after a panic elsewhere: what is behind our locks is whole between any two statements.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
