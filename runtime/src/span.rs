//! What a call tells to `tracing`: operation, attempts, HTTP status, how it ended. Never an address, a header, a body
//! or a text of the provider.

use tracing::Span;
use tracing::field::Empty;

use crate::failure::Failure;
use crate::{OperationInfo, Received};

/// The span `vezne.call` of one call, from its first poll to its end, waiting for a token included.
#[derive(Clone)]
pub(crate) struct CallSpan(Span);

impl CallSpan {
    pub(crate) fn new(operation: OperationInfo) -> Self {
        Self(tracing::info_span!(
            "vezne.call",
            operation = %operation,
            attempt = Empty,
            http_status = Empty,
            outcome = Empty,
        ))
    }

    pub(crate) fn span(&self) -> Span {
        self.0.clone()
    }

    /// A request is about to be sent for the `attempt`-th time.
    pub(crate) fn attempt(&self, attempt: u32) {
        self.0.record("attempt", attempt);
    }

    /// An answer came.
    pub(crate) fn answered(&self, http_status: u16) {
        self.0.record("http_status", http_status);
    }

    /// The call ended.
    pub(crate) fn ended(&self, result: &Result<Received, Failure>) {
        let outcome = match result {
            Ok(_) => "answered",
            Err(Failure::NotSent(_)) => "not_sent",
            Err(Failure::Interrupted(_)) => "interrupted",
            Err(Failure::Unreadable(_)) => "unreadable",
            Err(Failure::Deadline(_)) => "deadline",
        };
        self.0.record("outcome", outcome);
    }
}
