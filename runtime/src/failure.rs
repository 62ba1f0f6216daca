//! What goes wrong with any call, whatever the operation: not sent, no answer, an answer that cannot be read.
//!
//! None of these holds a request, a secret or the text of an answer.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Display};
use std::sync::Arc;
use std::time::Duration;

use crate::{Answer, InvalidInput, OperationInfo, ReadError};

/// Why a request never reached the provider, or was turned away before it was processed. Nothing has happened.
///
/// It is safe to send it again once the reason is gone.
pub struct NotSent(Box<NotSentReason>);

/// Why a request was not sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotSentReason {
    /// An input breaks its documented rule.
    Invalid(InvalidInput),
    /// The operation needs credentials that the client was built without.
    MissingCredentials {
        /// The missing set of credentials.
        set: &'static str,
    },
    /// No connection could be made.
    Unreachable(ConnectionError),
    /// No token could be got.
    Token(TokenFailure),
    /// The provider refused the token, and the new one too.
    TokenRejected {
        /// HTTP status of the second refusal.
        http_status: u16,
    },
    /// The time was over before anything was sent.
    Deadline(Duration),
    /// The address needs TLS, and this build has none.
    NoTls,
    /// The call is not inside a Tokio runtime.
    NoRuntime,
    /// The operation names an API that its provider does not list.
    NoSuchApi,
    /// What the inputs make cannot stand where it is sent, such as `..` in a path or a line break in a header.
    Unwritable {
        /// The part of the request.
        part: &'static str,
    },
}

impl NotSent {
    pub(crate) fn new(reason: NotSentReason) -> Self {
        Self(Box::new(reason))
    }

    /// The operation needs a set of credentials that the client was built without.
    #[must_use]
    pub fn missing_credentials(set: &'static str) -> Self {
        Self::new(NotSentReason::MissingCredentials { set })
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> &NotSentReason {
        &self.0
    }
}

impl From<InvalidInput> for NotSent {
    fn from(input: InvalidInput) -> Self {
        Self::new(NotSentReason::Invalid(input))
    }
}

impl From<TokenFailure> for NotSent {
    fn from(failure: TokenFailure) -> Self {
        Self::new(NotSentReason::Token(failure))
    }
}

impl Debug for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("NotSent").field(&self.0).finish()
    }
}

impl Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            NotSentReason::Invalid(input) => Display::fmt(input, f),
            NotSentReason::MissingCredentials { set } => {
                write!(f, "the client was built without the credentials `{set}`")
            }
            NotSentReason::Unreachable(error) => write!(f, "no connection could be made: {error}"),
            NotSentReason::Token(failure) => write!(f, "no token could be got: {failure}"),
            NotSentReason::TokenRejected { http_status } => write!(
                f,
                "the provider refused the token twice (HTTP {http_status}), the second time a new one; \
                 check that the credentials may use this operation"
            ),
            NotSentReason::Deadline(after) => {
                write!(f, "the time of {after:?} was over before anything was sent")
            }
            NotSentReason::NoTls => f.write_str(
                "the address needs TLS and this build has none; enable the feature `rustls` of the runtime",
            ),
            NotSentReason::NoRuntime => f.write_str("the call is not inside a Tokio runtime"),
            NotSentReason::NoSuchApi => f.write_str("its provider lists no such API"),
            NotSentReason::Unwritable { part } => {
                write!(f, "an input holds what cannot stand in the {part} of a request")
            }
        }
    }
}

impl StdError for NotSent {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // One level down: `Display` has said the reason itself.
        match &*self.0 {
            NotSentReason::Invalid(input) => input.source(),
            NotSentReason::Unreachable(error) => error.source(),
            NotSentReason::Token(failure) => failure.source(),
            _ => None,
        }
    }
}

/// What a connection failed of. Displays the innermost reason; the rest is the chain of sources.
pub struct ConnectionError(Box<dyn StdError + Send + Sync>);

impl ConnectionError {
    pub(crate) fn new(error: impl StdError + Send + Sync + 'static) -> Self {
        Self(Box::new(error))
    }
}

impl Debug for ConnectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, f)
    }
}

impl Display for ConnectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut innermost: &dyn StdError = &*self.0;
        while let Some(source) = innermost.source() {
            innermost = source;
        }
        Display::fmt(innermost, f)
    }
}

impl StdError for ConnectionError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0)
    }
}

/// Why no token could be got. Cloned for everyone who waited for the same token.
#[derive(Clone)]
pub struct TokenFailure(Arc<TokenProblem>);

#[derive(Debug)]
enum TokenProblem {
    NoOperation,
    NeedsToken(OperationInfo),
    Unusable(OperationInfo),
    Abandoned,
    Failed {
        http_status: Option<u16>,
        code: Option<String>,
        error: Box<dyn StdError + Send + Sync>,
    },
}

impl TokenFailure {
    fn new(problem: TokenProblem) -> Self {
        Self(Arc::new(problem))
    }

    pub(crate) fn no_operation() -> Self {
        Self::new(TokenProblem::NoOperation)
    }

    pub(crate) fn needs_token(operation: OperationInfo) -> Self {
        Self::new(TokenProblem::NeedsToken(operation))
    }

    pub(crate) fn unusable(operation: OperationInfo) -> Self {
        Self::new(TokenProblem::Unusable(operation))
    }

    pub(crate) fn abandoned() -> Self {
        Self::new(TokenProblem::Abandoned)
    }

    pub(crate) fn failed<O: crate::Operation>(error: crate::Error<O>) -> Self {
        Self::new(TokenProblem::Failed {
            http_status: error.http_status(),
            code: error.code().map(str::to_owned),
            error: Box::new(error),
        })
    }

    /// HTTP status of the answer to the request for a token, where one came.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        match &*self.0 {
            TokenProblem::Failed { http_status, .. } => *http_status,
            _ => None,
        }
    }

    /// The provider's code, where it refused to give a token.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &*self.0 {
            TokenProblem::Failed { code, .. } => code.as_deref(),
            _ => None,
        }
    }
}

impl Debug for TokenFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TokenFailure").field(&self.0).finish()
    }
}

impl Display for TokenFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            TokenProblem::NoOperation => {
                f.write_str("the provider has no operation that gives one")
            }
            TokenProblem::NeedsToken(operation) => {
                write!(f, "{operation}, which gives tokens, needs one itself")
            }
            TokenProblem::Unusable(operation) => {
                write!(f, "what {operation} gave cannot stand in a header")
            }
            TokenProblem::Abandoned => f.write_str("the request for it broke off"),
            TokenProblem::Failed { error, .. } => Display::fmt(error, f),
        }
    }
}

impl StdError for TokenFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.0 {
            TokenProblem::Failed { error, .. } => error.source(),
            _ => None,
        }
    }
}

/// The connection was lost before the whole answer was there.
#[derive(Debug)]
pub struct Interrupted {
    http_status: Option<u16>,
    error: ConnectionError,
}

impl Interrupted {
    pub(crate) fn new(http_status: Option<u16>, error: ConnectionError) -> Self {
        Self { http_status, error }
    }

    /// HTTP status, where the connection was lost in the middle of an answer.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        self.http_status
    }
}

impl Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.http_status {
            None => write!(
                f,
                "the connection was lost before an answer came: {}",
                self.error
            ),
            Some(status) => write!(
                f,
                "the connection was lost in the middle of the answer (HTTP {status}): {}",
                self.error
            ),
        }
    }
}

impl StdError for Interrupted {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

/// An answer that does not tell what came of the operation.
#[derive(Debug)]
pub struct Unreadable {
    received: Received,
    problem: AnswerProblem,
}

/// What is known of an answer that could not be read. Never its text, which may hold anything.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Received {
    /// HTTP status.
    pub http_status: u16,
    /// Media type without parameters, such as `text/html`; `None` where it is missing or malformed.
    pub content_type: Option<String>,
    /// Bytes of the body that were read.
    pub length: u64,
}

/// Why an answer could not be read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AnswerProblem {
    /// It has no body.
    Empty,
    /// It is a web page.
    Html,
    /// It is longer than the client's limit, in bytes.
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// It has none of the documented shapes.
    Unrecognised,
    /// It is no JSON, or it has a documented shape and a value in it does not have its documented type.
    Read(ReadError),
}

impl Unreadable {
    pub(crate) fn new(received: Received, problem: AnswerProblem) -> Self {
        Self { received, problem }
    }

    /// An answer that could not be classed, or read.
    pub(crate) fn of(answer: &Answer, error: Option<ReadError>) -> Self {
        let problem = if answer.is_empty() {
            AnswerProblem::Empty
        } else if answer.is_html() {
            AnswerProblem::Html
        } else {
            error
                .or_else(|| answer.defect().cloned())
                .map_or(AnswerProblem::Unrecognised, AnswerProblem::Read)
        };
        Self::new(Received::of(answer), problem)
    }

    /// What was received.
    #[must_use]
    pub fn received(&self) -> &Received {
        &self.received
    }

    /// Why it could not be read.
    #[must_use]
    pub fn problem(&self) -> &AnswerProblem {
        &self.problem
    }
}

impl Received {
    pub(crate) fn of(answer: &Answer) -> Self {
        Self::new(
            answer.http_status(),
            answer.content_type(),
            answer.len() as u64,
        )
    }

    pub(crate) fn new(http_status: u16, content_type: Option<&str>, length: u64) -> Self {
        Self {
            http_status,
            content_type: content_type.and_then(media_type),
            length,
        }
    }
}

/// The media type without its parameters, if it is one.
fn media_type(header: &str) -> Option<String> {
    let name = header.split(';').next().unwrap_or_default().trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+/".contains(c);
    let known = name.len() <= 60 && name.matches('/').count() == 1 && name.chars().all(plain);
    known.then(|| name.to_ascii_lowercase())
}

impl Display for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}", self.http_status)?;
        if let Some(content_type) = &self.content_type {
            write!(f, ", {content_type}")?;
        }
        write!(f, ", {} bytes", self.length)
    }
}

impl Display for AnswerProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the answer is empty"),
            Self::Html => f.write_str("the answer is a web page"),
            Self::TooLarge { limit } => write!(f, "the answer is longer than {limit} bytes"),
            Self::Unrecognised => f.write_str("the answer has none of the documented shapes"),
            Self::Read(error) => Display::fmt(error, f),
        }
    }
}

impl Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.problem, self.received)
    }
}

impl StdError for Unreadable {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.problem {
            AnswerProblem::Read(error) => error.source(),
            _ => None,
        }
    }
}

/// The call took longer than it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeadlinePassed {
    /// How long it was given.
    pub after: Duration,
    /// Whether a request may have reached the provider.
    pub sent: bool,
}

impl Display for DeadlinePassed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let when = if self.sent {
            "no answer came"
        } else {
            "nothing was sent"
        };
        write!(f, "{when} within {:?}", self.after)
    }
}

impl StdError for DeadlinePassed {}

/// How a call failed, before the operation's effect is weighed.
#[derive(Debug)]
pub(crate) enum Failure {
    NotSent(NotSent),
    Interrupted(Interrupted),
    Unreadable(Unreadable),
    Deadline(DeadlinePassed),
}

impl From<NotSent> for Failure {
    fn from(not_sent: NotSent) -> Self {
        Self::NotSent(not_sent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_media_type_is_shown() {
        assert_eq!(
            media_type("text/HTML; charset=utf-8").as_deref(),
            Some("text/html")
        );
        for odd in [
            "",
            "html",
            "a/b/c",
            "text/<script>",
            "text/x y",
            &format!("a/{}", "b".repeat(60)),
        ] {
            assert_eq!(media_type(odd), None, "{odd}");
        }
    }
}
