//! The requests that arrived, for tests to look at.

use std::fmt;

use crate::engine::Mark;

/// A request that arrived at the sandbox.
///
/// Its `Debug` names things and shows no header value, no query and no body, so that it may stand in a failing test's
/// output.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReceivedRequest {
    /// Name of the provider in the spec.
    pub provider: String,
    /// Name of the API whose address it came to.
    pub api: String,
    /// Name of the operation; `None` for a path that leads to none.
    pub operation: Option<String>,
    /// The method, as sent.
    pub method: String,
    /// The path with the base path, as sent, without the query.
    pub path: String,
    /// The query, as sent.
    pub query: Option<String>,
    /// The headers in the order sent; names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// What it was answered.
    pub answered: Answered,
}

/// What a request was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answered {
    /// The HTTP status.
    pub status: u16,
    /// How sure the answer is.
    pub mark: Mark,
    /// Name of the example or the assumption.
    pub name: String,
    /// Whether a test asked for a fault; status and name are then what was sent, if anything was.
    pub damaged: bool,
}

impl ReceivedRequest {
    /// The first header of that name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl fmt::Debug for ReceivedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("ReceivedRequest")
            .field("provider", &self.provider)
            .field("api", &self.api)
            .field("operation", &self.operation)
            .field("method", &self.method)
            // A path may hold an input, so it is shown only where it led nowhere.
            .field(
                "path",
                if self.operation.is_some() {
                    &"…"
                } else {
                    &self.path
                },
            )
            .field("headers", &headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("answered", &self.answered)
            .finish()
    }
}

/// One line for a log. It shows what a client sent only where that led nowhere, and then its method and path alone.
impl fmt::Display for ReceivedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Answered {
            status, mark, name, ..
        } = &self.answered;
        let what = self.operation.as_deref().unwrap_or(&self.path);
        write!(
            f,
            "{} {} {what} -> {status} {mark}: {name}",
            self.provider, self.method
        )
    }
}
