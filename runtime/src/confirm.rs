//! From a callback to a confirmed payment.
//!
//! Whatever arrives at the merchant's address, signed or not, is a [`Hint`]: anybody can send it, and a signature of the
//! kind that these providers use can be altered. What makes a [`Confirmed`] payment is the provider's own answer to a
//! question of ours, compared with what the merchant expects: the reference, and amount and currency as far as that
//! answer carries them. What it does not carry is told by [`Confirmed::unconfirmed`].

use std::error::Error as StdError;
use std::fmt::{self, Debug, Display};
use std::future::Future;
use std::pin::Pin;
use std::task;

use crate::operation::BoxFuture;
use crate::{
    Amount, Call, Client, Context, Error, NotSent, Operation, ParameterError, Parameters, Provider,
    ReadError, SignatureState,
};

/// A callback: what a provider, or a shopper's browser, sends to the merchant.
pub trait Callback: Sized + Debug + Send + Sync + 'static {
    /// Whose callback it is.
    type Provider: Provider;

    /// Name in the spec.
    const NAME: &'static str;

    /// Reads it from what arrived.
    ///
    /// # Errors
    /// A documented parameter is missing or not of its type.
    fn read(parameters: &Parameters) -> Result<Self, ReadError>;

    /// Checks its signature; [`SignatureState::Missing`] for a callback that is never signed.
    ///
    /// # Errors
    /// The client was built without the credential that checks it.
    fn verify(
        parameters: &Parameters,
        context: &Context<'_, Self::Provider>,
    ) -> Result<SignatureState, NotSent> {
        let _ = (parameters, context);
        Ok(SignatureState::Missing)
    }
}

/// A callback whose payment the provider can be asked about.
#[diagnostic::on_unimplemented(
    message = "nothing can confirm `{Self}`, so it has no `confirm`",
    label = "the provider documents no operation that confirms this callback",
    note = "anybody can send it: before acting on it, look it up in the provider's panel or ask its support"
)]
pub trait Confirmable: Callback {
    /// The operation that is asked.
    type Status: Operation<Provider = Self::Provider>;

    /// What the merchant expects, from its own records: the reference, and what the operation's answer carries of
    /// amount and currency.
    type Expected: Debug + Send + 'static;

    /// The question about the *expected* reference; `None` where the callback does not name that one.
    fn ask(&self, expected: &Self::Expected) -> Option<Self::Status>;

    /// Compares an answer with what is expected; `None` unless the answer says that the payment is made.
    fn compare(
        expected: &Self::Expected,
        answer: &<Self::Status as Operation>::Output,
    ) -> Option<Comparison>;
}

/// What a callback claims. Nothing of it is proved, its signature included: see [`confirm`](Self::confirm).
#[must_use = "a hint proves nothing: confirm it"]
pub struct Hint<C: Callback> {
    claims: C,
    parameters: Parameters,
}

impl<C: Callback> Hint<C> {
    /// Reads a callback from the query of an address, as it arrived: still percent-encoded, without the question mark.
    ///
    /// # Errors
    /// It is no query, or a documented parameter is missing or not of its type. A wrong signature is no error: the
    /// provider's answer decides, not the callback.
    pub fn from_query(query: &str) -> Result<Self, HintError> {
        Self::read(Parameters::from_query(query)?)
    }

    /// Reads a callback from a form body (`application/x-www-form-urlencoded`), as it arrived.
    ///
    /// # Errors
    /// As [`from_query`](Self::from_query).
    pub fn from_form(body: &[u8]) -> Result<Self, HintError> {
        Self::read(Parameters::from_form(body)?)
    }

    /// Reads a callback from a JSON body, as it arrived; one that came compressed is to be unpacked before.
    ///
    /// # Errors
    /// It is no JSON object, names one thing twice, or a documented field is missing or not of its type. A wrong signature
    /// is no error: the provider's answer decides, not the callback.
    pub fn from_json(body: &[u8]) -> Result<Self, HintError> {
        Self::read(Parameters::from_json(body)?)
    }

    fn read(parameters: Parameters) -> Result<Self, HintError> {
        Ok(Self {
            claims: C::read(&parameters)?,
            parameters,
        })
    }

    /// What the callback claims.
    pub fn claims(&self) -> &C {
        &self.claims
    }

    /// Whether the signature fits. It tells noise from what is worth a question; it does not make the claims true.
    ///
    /// # Errors
    /// The client was built without the credential that checks it.
    pub fn signature(
        &self,
        client: &<C::Provider as Provider>::Client,
    ) -> Result<SignatureState, NotSent> {
        let client: &Client<C::Provider> = client.as_ref();
        C::verify(&self.parameters, &client.context())
    }

    /// Asks the provider, and compares its answer with what is expected.
    ///
    /// # Errors
    /// The future gives an error unless the provider says that the payment is made, and nothing differs.
    pub fn confirm(
        &self,
        client: &<C::Provider as Provider>::Client,
        expected: C::Expected,
    ) -> Confirming<C>
    where
        C: Confirmable,
    {
        let call = self
            .claims
            .ask(&expected)
            .map(|question| Call::new(client.as_ref(), question).send());
        Confirming(Box::pin(async move {
            let call = call.ok_or(ConfirmError::Differs(Fact::Reference))?;
            let answer = call.await.map_err(ConfirmError::Status)?;
            match C::compare(&expected, &answer) {
                None => Err(ConfirmError::NotDone(Box::new(answer))),
                Some(comparison) => {
                    let unconfirmed = comparison.judge()?;
                    Ok(Confirmed {
                        answer,
                        expected,
                        unconfirmed,
                    })
                }
            }
        }))
    }
}

impl<C: Callback> Debug for Hint<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Hint").field(&self.claims).finish()
    }
}

/// Why what arrived is not the callback that it should be.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HintError {
    /// It is no query or form, or too large.
    #[error("the callback cannot be read: {0}")]
    Parameters(ParameterError),
    /// It is no JSON object, or a documented parameter is missing, not of its type, or there twice.
    #[error("the callback cannot be read: {}", .0.told_of("callback"))]
    Field(ReadError),
}

impl From<ParameterError> for HintError {
    fn from(error: ParameterError) -> Self {
        Self::Parameters(error)
    }
}

impl From<ReadError> for HintError {
    fn from(error: ReadError) -> Self {
        Self::Field(error)
    }
}

/// A fact of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fact {
    /// The merchant's reference.
    Reference,
    /// The amount.
    Amount,
    /// The currency.
    Currency,
}

impl Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reference => "reference",
            Self::Amount => "amount",
            Self::Currency => "currency",
        })
    }
}

/// What came of comparing a provider's answer with what is expected. A fact that is not compared is one that such
/// answers never carry.
#[derive(Debug, Default)]
pub struct Comparison {
    reference: Match,
    amount: Match,
    currency: Match,
}

#[derive(Clone, Copy, Debug, Default)]
enum Match {
    /// Such answers never carry it.
    #[default]
    Never,
    /// Such answers carry it, and this one does not.
    Missing,
    Same,
    Different,
}

impl Match {
    fn of<T: PartialEq>(expected: &T, found: Option<&T>) -> Self {
        match found {
            None => Self::Missing,
            Some(found) if found == expected => Self::Same,
            Some(_) => Self::Different,
        }
    }
}

impl Comparison {
    /// Nothing compared yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Compares the reference that the answer echoes.
    #[must_use]
    pub fn reference<T: PartialEq>(self, expected: &T, found: Option<&T>) -> Self {
        Self {
            reference: Match::of(expected, found),
            ..self
        }
    }

    /// Compares the amount, as a number.
    #[must_use]
    pub fn amount(self, expected: &Amount, found: Option<&Amount>) -> Self {
        Self {
            amount: Match::of(expected, found),
            ..self
        }
    }

    /// Compares the currency, in whatever type the answer carries it.
    #[must_use]
    pub fn currency<T: PartialEq>(self, expected: &T, found: Option<&T>) -> Self {
        Self {
            currency: Match::of(expected, found),
            ..self
        }
    }

    /// The facts that were not compared.
    fn judge<C: Confirmable>(self) -> Result<Vec<Fact>, ConfirmError<C>> {
        let mut unconfirmed = Vec::new();
        let facts = [
            (Fact::Reference, self.reference),
            (Fact::Amount, self.amount),
            (Fact::Currency, self.currency),
        ];
        for (fact, found) in facts {
            match found {
                Match::Same => {}
                Match::Never => unconfirmed.push(fact),
                Match::Missing => return Err(ConfirmError::Missing(fact)),
                Match::Different => return Err(ConfirmError::Differs(fact)),
            }
        }
        Ok(unconfirmed)
    }
}

/// A payment that the provider itself says is made, with nothing that differs from what was expected.
///
/// There is no other way to one than [`Hint::confirm`].
#[must_use = "look at `unconfirmed`: what the provider's answer does not carry has not been compared"]
pub struct Confirmed<C: Confirmable> {
    answer: <C::Status as Operation>::Output,
    expected: C::Expected,
    unconfirmed: Vec<Fact>,
}

impl<C: Confirmable> Confirmed<C> {
    /// The provider's answer.
    pub fn answer(&self) -> &<C::Status as Operation>::Output {
        &self.answer
    }

    /// What was expected, and is so.
    pub fn expected(&self) -> &C::Expected {
        &self.expected
    }

    /// What the provider's answers never carry, and so has not been compared. Of the reference this means that it was
    /// asked for, and not echoed.
    pub fn unconfirmed(&self) -> &[Fact] {
        &self.unconfirmed
    }
}

impl<C: Confirmable> Debug for Confirmed<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Confirmed")
            .field("expected", &self.expected)
            .field("unconfirmed", &self.unconfirmed)
            .finish_non_exhaustive()
    }
}

/// Why a payment is not confirmed. Treat it as not made, unless and until the provider says otherwise.
#[non_exhaustive]
pub enum ConfirmError<C: Confirmable> {
    /// The callback or the provider's answer has another value than expected: a callback of another payment, or a
    /// forged one. Where the callback names another reference, nothing was asked.
    Differs(Fact),
    /// The provider's answer lacks what such answers carry.
    Missing(Fact),
    /// The provider does not say that the payment is made; this is what it says.
    NotDone(Box<<C::Status as Operation>::Output>),
    /// The provider could not be asked, or refused to answer.
    Status(Error<C::Status>),
}

impl<C: Confirmable> Display for ConfirmError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{} is not confirmed: ", C::Provider::NAME, C::NAME)?;
        let status = C::Status::INFO;
        match self {
            Self::Differs(fact) => write!(f, "the {fact} is not the expected one"),
            Self::Missing(fact) => write!(f, "the answer of {status} lacks the {fact}"),
            Self::NotDone(_) => write!(f, "{status} does not say that the payment is made"),
            Self::Status(error) => Display::fmt(error, f),
        }
    }
}

impl<C: Confirmable> Debug for ConfirmError<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Differs(fact) => f.debug_tuple("Differs").field(fact).finish(),
            Self::Missing(fact) => f.debug_tuple("Missing").field(fact).finish(),
            Self::NotDone(answer) => f.debug_tuple("NotDone").field(answer).finish(),
            Self::Status(error) => f.debug_tuple("Status").field(error).finish(),
        }
    }
}

impl<C: Confirmable> StdError for ConfirmError<C> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            // One level down: `Display` has said what the error says.
            Self::Status(error) => error.source(),
            _ => None,
        }
    }
}

/// A confirmation that is on its way.
#[must_use = "nothing is asked until it is awaited"]
pub struct Confirming<C: Confirmable>(BoxFuture<Result<Confirmed<C>, ConfirmError<C>>>);

impl<C: Confirmable> Future for Confirming<C> {
    type Output = Result<Confirmed<C>, ConfirmError<C>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> task::Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl<C: Confirmable> Debug for Confirming<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Confirming({})", C::NAME)
    }
}
