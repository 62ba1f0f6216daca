//! Calling a payment provider wrongly costs money: a charge sent twice because an answer was lost, a pending payment
//! taken for a paid one, `10.10` that a float made `10.1` and a signature over the other text, a card number in a log.
//! This crate is what every generated client stands on so that such a mistake is hard to make.
//!
//! A client's operations are types ([`Operation`]) that say what they are; sending them is the same for all
//! ([`Call`]). What goes out is made of typed values, and what comes back is classed before it is read:
//!
//! - **Values out.** [`CardNumber`], [`CardExpiry`], [`Cvv`], [`Secret`], [`Amount`], [`Portion`], [`Currency`],
//!   [`Date`], [`Timestamp`], [`Email`], [`Phone`] and [`Url`] cannot hold a wrong value; [`check`] holds the rules of plain texts. [`ToWire`] gives
//!   each its form on the wire, [`Fields`] and [`Request`] make bytes of them, and what must not be sent never becomes
//!   bytes.
//! - **Signatures.** [`signature`] builds and opens them; the text that is signed is the text that is sent.
//! - **Values in.** An [`Answer`] is split once. An operation's rules class it ([`Outcome`]), then [`FromAnswer`] takes
//!   typed fields from it, with a [`ReadError`] that names the place and never the value.
//! - **Callbacks.** [`Parameters`] takes a callback apart. It is a hint, whatever its signature says.
//! - **Forms.** A [`BrowserForm`] is what a shopper's browser sends instead of us.
//!
//! Secrets, card numbers and security codes are zeroed when dropped and absent from every `Debug` and `Display`.
//!
//! # Features
//!
//! - `rustls`: TLS, by rustls with the platform's root certificates. Without a TLS feature only plain HTTP to this
//!   machine works.
//! - `serialize`: `serde::Serialize` on answers, never for secrets.
#![forbid(unsafe_code)]

mod answer;
mod card;
pub mod check;
mod contact;
mod document;
mod environment;
mod fields;
mod form;
mod identifier;
mod invalid_input;
mod money;
mod parameters;
mod read_error;
mod reading;
mod refusal;
mod render;
mod request;
mod scrub;
mod secret;
mod serialize;
pub mod signature;
mod time;
mod to_wire;
mod value;
mod wire;

pub use answer::Answer;
pub use card::{CardExpiry, CardExpiryError, CardNumber, CardNumberError, Cvv, CvvError};
pub use contact::{Email, EmailError, Phone, PhoneError, Url, UrlError};
pub use environment::{MissingVariable, env, env_set};
pub use fields::Fields;
pub use form::BrowserForm;
pub use invalid_input::{InvalidInput, Problem};
pub use money::{
    Amount, AmountError, Currency, CurrencyError, DecimalText, Portion, PositiveAmount,
};
pub use parameters::{CallbackSignature, ParameterError, Parameters, SignatureState, SignedSlot};
pub use read_error::{JsonKind, ReadError, ReadProblem};
pub use reading::{Base64Text, Html, NumberedMap};
pub use refusal::{CodeSource, FieldErrors, RefusalParts};
pub use request::{FinishedRequest, Method, Request};
pub use secret::{RotatingSecret, Secret};
pub use signature::SignatureAlgorithm;
pub use time::{Date, TimeError, TimeForm, Timestamp};
pub use to_wire::ToWire;
pub use value::{Field, FromAnswer, Object, Value, read_json};
pub use wire::{EnumCoding, Wire, WireText};

// The sending half: modules and their public items.
mod address;
mod call;
mod client;
mod confirm;
mod error;
mod exchange;
mod failure;
mod form_call;
mod message;
mod operation;
mod resolve;
mod retry;
mod span;
mod token;
mod transport;

pub use address::AddressProblem;
pub use call::{Call, Sending};
pub use client::{BuildError, Client, ClientBuilder};
pub use confirm::{
    Callback, Comparison, ConfirmError, Confirmable, Confirmed, Confirming, Fact, Hint, HintError,
};
pub use error::{Cause, Error, Refused};
pub use failure::{
    AnswerProblem, ConnectionError, DeadlinePassed, Interrupted, NotSent, NotSentReason, Received,
    TokenFailure, Unreadable,
};
pub use form_call::FormCall;
pub use operation::{
    Alternative, Answered, ApiAddresses, ApiIndex, Auth, Context, Effect, Environment,
    EnvironmentKind, FormOperation, Live, Operation, OperationInfo, Outcome, Provider, Refusal,
    Resolvable, Retryable, Test, TokenPolicy, Verdict,
};
pub use resolve::{OutcomeUnknown, Resolution, Resolving, resolve};
pub use token::{FetchedToken, TokenFuture, fetch_token};
pub use transport::Transport;

/// What the exported macros expand to. Not an interface.
#[doc(hidden)]
#[cfg(feature = "serialize")]
pub mod __private {
    pub use serde;

    pub use crate::serialize::with_serde::serialize_code;
}
