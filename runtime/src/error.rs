//! What a call can end with instead of its output.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Display};

use crate::failure::Failure;
use crate::{
    DeadlinePassed, Effect, Interrupted, NotSent, NotSentReason, Operation, OperationInfo,
    OutcomeUnknown, Refusal, Unreadable,
};

/// Why a call of an operation did not give its output.
///
/// The first question then is whether it may have taken effect:
///
/// | variant | it took effect | send it again? |
/// |---|---|---|
/// | [`Refused`](Self::Refused) | no, the provider says so | when the reason is gone |
/// | [`NotSent`](Self::NotSent) | no | when the reason is gone |
/// | [`OutcomeUnknown`](Self::OutcomeUnknown) | perhaps | **not before it is known what came of it** |
/// | [`Unreadable`](Self::Unreadable), [`Interrupted`](Self::Interrupted), [`Deadline`](Self::Deadline) | perhaps, and a second time does no harm | yes |
///
/// Of an operation that must happen once, whatever is no refusal and may have reached the provider is
/// `OutcomeUnknown`: a lost connection, a passed deadline, an answer without a documented shape, whatever its HTTP
/// status. The last row is for all other operations.
///
/// `Display` names the operation, the HTTP status, the provider's code and its message where there are such, and says
/// what to do; it never shows a secret.
#[non_exhaustive]
pub enum Error<O: Operation> {
    /// The provider refused it, in a shape that it is known for. Nothing has happened.
    Refused(Box<Refused<O>>),
    /// It was not sent, or turned away before it was processed. Nothing has happened.
    NotSent(NotSent),
    /// It may have taken effect: it may have reached the provider, and no answer tells. Only of operations that must
    /// happen once.
    OutcomeUnknown(Box<OutcomeUnknown<O>>),
    /// The answer does not have a documented shape.
    Unreadable(Box<Unreadable>),
    /// The connection was lost before the whole answer was there.
    Interrupted(Box<Interrupted>),
    /// It took longer than it may.
    Deadline(DeadlinePassed),
}

impl<O: Operation> Error<O> {
    /// Weighs a failure by what sending the operation twice does.
    pub(crate) fn from_failure(failure: Failure, reference: O::Reference) -> Self {
        let once = O::INFO.effect == Effect::Once;
        let unknown = |cause| Self::OutcomeUnknown(Box::new(OutcomeUnknown::new(cause, reference)));
        match failure {
            Failure::NotSent(not_sent) => Self::NotSent(not_sent),
            Failure::Deadline(passed) if once && !passed.sent => {
                Self::NotSent(NotSent::new(NotSentReason::Deadline(passed.after)))
            }
            Failure::Interrupted(interrupted) if once => unknown(Cause::Interrupted(interrupted)),
            Failure::Unreadable(unreadable) if once => unknown(Cause::Unreadable(unreadable)),
            Failure::Deadline(passed) if once => unknown(Cause::Deadline(passed)),
            Failure::Interrupted(interrupted) => Self::Interrupted(Box::new(interrupted)),
            Failure::Unreadable(unreadable) => Self::Unreadable(Box::new(unreadable)),
            Failure::Deadline(passed) => Self::Deadline(passed),
        }
    }

    /// The operation; displays as `vepara.save_card`.
    #[must_use]
    pub fn operation(&self) -> OperationInfo {
        O::INFO
    }

    /// Whether it may have taken effect. Find out what came of it before sending it again.
    #[must_use]
    pub fn is_outcome_unknown(&self) -> bool {
        matches!(self, Self::OutcomeUnknown(_))
    }

    /// The provider's code, where it refused the operation with one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused(refused) => refused.code(),
            _ => None,
        }
    }

    /// HTTP status of the answer, where one came.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        match self {
            Self::Refused(refused) => Some(refused.http_status()),
            Self::Unreadable(unreadable) => Some(unreadable.received().http_status),
            Self::Interrupted(interrupted) => interrupted.http_status(),
            Self::OutcomeUnknown(unknown) => unknown.why().http_status(),
            Self::NotSent(not_sent) => match not_sent.reason() {
                NotSentReason::TokenRejected { http_status } => Some(*http_status),
                _ => None,
            },
            Self::Deadline(_) => None,
        }
    }
}

impl<O: Operation> Display for Error<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refused) => Display::fmt(refused, f),
            Self::OutcomeUnknown(unknown) => Display::fmt(unknown, f),
            Self::NotSent(not_sent) => write!(f, "{} was not sent: {not_sent}", O::INFO),
            Self::Unreadable(unreadable) => write!(f, "{}: {unreadable}", O::INFO),
            Self::Interrupted(interrupted) => write!(f, "{}: {interrupted}", O::INFO),
            Self::Deadline(passed) => write!(f, "{}: {passed}", O::INFO),
        }
    }
}

impl<O: Operation> Debug for Error<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refused) => Debug::fmt(refused, f),
            Self::NotSent(not_sent) => Debug::fmt(not_sent, f),
            Self::OutcomeUnknown(unknown) => Debug::fmt(unknown, f),
            Self::Unreadable(unreadable) => Debug::fmt(unreadable, f),
            Self::Interrupted(interrupted) => Debug::fmt(interrupted, f),
            Self::Deadline(passed) => Debug::fmt(passed, f),
        }
    }
}

impl<O: Operation> StdError for Error<O> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        // One level down: `Display` has said what the variant holds.
        match self {
            Self::Refused(_) | Self::Deadline(_) => None,
            Self::NotSent(not_sent) => not_sent.source(),
            Self::OutcomeUnknown(unknown) => unknown.source(),
            Self::Unreadable(unreadable) => unreadable.source(),
            Self::Interrupted(interrupted) => interrupted.source(),
        }
    }
}

impl<O: Operation> From<NotSent> for Error<O> {
    fn from(not_sent: NotSent) -> Self {
        Self::NotSent(not_sent)
    }
}

/// Why it is not known what came of an operation.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// The connection was lost before the whole answer was there.
    Interrupted(Interrupted),
    /// The answer does not tell.
    Unreadable(Unreadable),
    /// The time was over before an answer came.
    Deadline(DeadlinePassed),
}

impl Cause {
    /// HTTP status of the answer, where one came.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        match self {
            Self::Interrupted(interrupted) => interrupted.http_status(),
            Self::Unreadable(unreadable) => Some(unreadable.received().http_status),
            Self::Deadline(_) => None,
        }
    }

    pub(crate) fn inner(&self) -> &(dyn StdError + 'static) {
        match self {
            Self::Interrupted(interrupted) => interrupted,
            Self::Unreadable(unreadable) => unreadable,
            Self::Deadline(passed) => passed,
        }
    }
}

impl Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self.inner(), f)
    }
}

/// A refusal by the provider.
pub struct Refused<O: Operation> {
    http_status: u16,
    code: Option<String>,
    message: String,
    reason: O::Refusal,
    detail: Option<O::Detail>,
}

impl<O: Operation> Refused<O> {
    pub(crate) fn new(
        http_status: u16,
        code: Option<String>,
        message: String,
        reason: O::Refusal,
        detail: Option<O::Detail>,
    ) -> Self {
        Self {
            http_status,
            code,
            message,
            reason,
            detail,
        }
    }

    /// HTTP status of the answer. The body decides that it is a refusal, so this may be 200.
    #[must_use]
    pub fn http_status(&self) -> u16 {
        self.http_status
    }

    /// The provider's code, as text.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The provider's message; what looks like a card number in it is cut. Never match on it.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What the code stands for.
    #[must_use]
    pub fn reason(&self) -> &O::Refusal {
        &self.reason
    }

    /// What the refusal carries besides.
    #[must_use]
    pub fn detail(&self) -> Option<&O::Detail> {
        self.detail.as_ref()
    }
}

impl<O: Operation> Display for Refused<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was refused (HTTP {}", O::INFO, self.http_status)?;
        if let Some(code) = &self.code {
            write!(f, ", code {code}")?;
        }
        f.write_str(")")?;
        if !self.message.is_empty() {
            write!(f, ": {}", self.message)?;
        }
        let meaning = self.reason.meaning();
        if !meaning.is_empty() {
            write!(f, " [{}]", meaning.trim_end_matches('.'))?;
        }
        Ok(())
    }
}

impl<O: Operation> Debug for Refused<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refused")
            .field("operation", &format_args!("{}", O::INFO))
            .field("http_status", &self.http_status)
            .field("code", &self.code)
            .field("message", &self.message)
            .field("reason", &self.reason)
            .field("detail", &self.detail)
            .finish()
    }
}
