//! What the calls of the tests must send: written from the fact sheet's tables and examples.

pub mod hosted;
pub mod payments;
pub mod private;
pub mod storage;

/// What a call sends.
#[derive(Clone, Debug)]
pub enum Sent {
    /// A JSON body.
    Json(String),
    /// Input headers, sorted by name.
    Headers(&'static [(&'static str, &'static str)]),
}

/// A JSON body.
pub fn json(body: &str) -> Sent {
    Sent::Json(body.to_owned())
}

/// Input headers.
pub const fn headers(headers: &'static [(&'static str, &'static str)]) -> Sent {
    Sent::Headers(headers)
}
