//! Finding out what came of an operation whose answer was lost.
//!
//! Where the spec names an operation that tells, [`OutcomeUnknown::resolve`] asks it, and so does [`resolve`] with a
//! reference that was stored before the operation was sent: a crash between sending and answer loses nothing then.
//! Only [`Verdict::NotReceived`] makes it safe to send the operation again.

use std::any::TypeId;
use std::error::Error as StdError;
use std::fmt::{self, Debug, Display};
use std::future::Future;
use std::pin::Pin;
use std::task;

use crate::call::Classed;
use crate::operation::BoxFuture;
use crate::{Call, Cause, Client, Error, Operation, Provider, Resolvable, Verdict};

/// An operation that must happen once was sent, and no answer tells what came of it. It may have taken effect.
pub struct OutcomeUnknown<O: Operation> {
    cause: Cause,
    reference: O::Reference,
}

impl<O: Operation> OutcomeUnknown<O> {
    pub(crate) fn new(cause: Cause, reference: O::Reference) -> Self {
        Self { cause, reference }
    }

    /// Why it is not known.
    #[must_use]
    pub fn why(&self) -> &Cause {
        &self.cause
    }

    /// What is needed to ask later what came of it. Store it; [`resolve`] takes it.
    #[must_use]
    pub fn reference(&self) -> &O::Reference {
        &self.reference
    }

    /// Asks the provider what came of it.
    ///
    /// # Errors
    /// The future gives the error of the question. Nothing is learned then: ask again.
    pub fn resolve(&self, client: &<O::Provider as Provider>::Client) -> Resolving<O>
    where
        O: Resolvable,
    {
        resolve(client.as_ref(), self.reference.clone())
    }
}

impl<O: Operation> Display for OutcomeUnknown<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = if TypeId::of::<O::Reference>() == TypeId::of::<()>() {
            "the provider's panel or support has told"
        } else {
            "`resolve` has told"
        };
        write!(
            f,
            "the outcome of {} is unknown, it may have taken effect: {}; do not send it again before {way} what came of it",
            O::INFO,
            self.cause,
        )
    }
}

impl<O: Operation> Debug for OutcomeUnknown<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutcomeUnknown")
            .field("operation", &format_args!("{}", O::INFO))
            .field("cause", &self.cause)
            .field("reference", &self.reference)
            .finish()
    }
}

impl<O: Operation> StdError for OutcomeUnknown<O> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.inner().source()
    }
}

/// Asks the provider what came of an operation, by the reference that was stored before it was sent.
///
/// # Errors
/// The future gives the error of the question. Nothing is learned then: ask again.
pub fn resolve<O: Resolvable>(
    client: &Client<O::Provider>,
    reference: O::Reference,
) -> Resolving<O> {
    let question = Call::new(client, O::ask(&reference)).send_classed();
    Resolving(Box::pin(async move {
        let answer = question.await?;
        let verdict = O::verdict(answer.as_ref().map_err(|refused| &**refused));
        Ok(Resolution { verdict, answer })
    }))
}

/// A question that is on its way.
#[must_use = "a question is not sent until it is awaited"]
pub struct Resolving<O: Resolvable>(BoxFuture<Result<Resolution<O>, Error<O::Resolver>>>);

impl<O: Resolvable> Future for Resolving<O> {
    type Output = Result<Resolution<O>, Error<O::Resolver>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> task::Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl<O: Resolvable> Debug for Resolving<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Resolving({})", O::INFO)
    }
}

/// What the provider says of an operation whose answer was lost.
#[must_use = "only the verdict tells whether it may be sent again"]
pub struct Resolution<O: Resolvable> {
    verdict: Verdict,
    answer: Classed<O::Resolver>,
}

impl<O: Resolvable> Resolution<O> {
    /// What came of the operation.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The answer that the verdict was read from.
    pub fn answer(&self) -> crate::Answered<'_, O::Resolver> {
        self.answer.as_ref().map_err(|refused| &**refused)
    }
}

impl<O: Resolvable> Debug for Resolution<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolution")
            .field("verdict", &self.verdict)
            .field("answer", &self.answer)
            .finish()
    }
}
