//! What a provider and its operations say of themselves: the traits that generated code implements.
//!
//! An operation is a type that holds its required inputs. It says where it is sent, how it is authenticated, what
//! sending it twice does, how it is written and how its answer is classed. Sending is the same for all of them
//! ([`Call`](crate::Call)).

use std::fmt::{self, Debug, Display};
use std::future::Future;
use std::pin::Pin;

use crate::{Answer, Client, NotSent, ReadError, Refused, Request, TokenFailure, TokenFuture};

/// A payment provider: what every call to it has in common.
pub trait Provider: Sized + Send + Sync + 'static {
    /// The generated client, with a method for each operation.
    type Client: From<Client<Self>> + AsRef<Client<Self>>;
    /// Names an API of the provider.
    type Api: ApiIndex;
    /// The values of the credentials.
    type Credentials: Send + Sync + 'static;
    /// The choices of all alternatives; its default is the default of each.
    type Alternatives: Default + Send + Sync + 'static;

    /// Name in the spec, such as `vepara`.
    const NAME: &'static str;
    /// The provider's APIs, in the order of [`OperationInfo::api`].
    const APIS: &'static [ApiAddresses];
    /// How tokens are carried and how long they live; `None` for a provider without them.
    const TOKEN: Option<TokenPolicy> = None;

    /// Gets a new token from the provider. See [`fetch_token`](crate::fetch_token).
    fn fetch_token(client: Client<Self>) -> TokenFuture {
        drop(client);
        Box::pin(async { Err(TokenFailure::no_operation()) })
    }

    /// Whether the provider refused a request for its token, before it processed anything.
    ///
    /// A request that is answered so is sent once more with a new token, whatever its effect.
    fn is_stale(answer: &Answer) -> bool {
        let _ = answer;
        false
    }
}

/// An operation that the client sends.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation that can be called",
    label = "not an operation",
    note = "operations are the types in the modules of a provider, such as the inputs that its client's methods take"
)]
pub trait Operation: Sized + Send + Sync + 'static {
    /// Whose operation it is.
    type Provider: Provider;
    /// The optional inputs.
    type Options: Default + Send + Sync + 'static;
    /// What a good answer carries.
    type Output: Debug + Send + 'static;
    /// Why the provider refuses it.
    type Refusal: Refusal;
    /// What a refusal carries besides; `()` for nothing.
    type Detail: Debug + Send + Sync + 'static;
    /// What is needed to ask later what came of it; `()` when nothing can tell.
    type Reference: Clone + Debug + Send + Sync + 'static;

    /// What it is.
    const INFO: OperationInfo;

    /// Writes the request. It is written anew for each sending, so that a signature is never sent twice.
    ///
    /// # Errors
    /// An input breaks its documented rule, or a credential is missing. Nothing has been sent then.
    fn write(
        &self,
        options: &Self::Options,
        context: &Context<'_, Self::Provider>,
        request: &mut Request,
    ) -> Result<(), NotSent>;

    /// Classes an answer.
    ///
    /// # Errors
    /// The answer has a known shape, and a value in it does not have its documented type.
    fn read(answer: &Answer) -> Result<Outcome<Self>, ReadError>;

    /// What is needed to ask later what came of it.
    fn reference(&self, options: &Self::Options) -> Self::Reference;
}

/// An operation that may be sent again when no answer came.
#[diagnostic::on_unimplemented(
    message = "`{Self}` must not be sent twice, so it has no `retries`",
    label = "sending this again might charge, refund or store a second time",
    note = "when its answer is lost, the error is `Error::OutcomeUnknown`: find out what came of it before sending it again"
)]
pub trait Retryable: Operation {}

/// An operation whose lost answer can be looked up.
#[diagnostic::on_unimplemented(
    message = "nothing can tell what came of `{Self}`, so it has no `resolve`",
    label = "the provider documents no operation that tells",
    note = "look it up in the provider's panel, or ask its support, before sending it again"
)]
pub trait Resolvable: Operation {
    /// The operation that is asked.
    type Resolver: Operation<Provider = Self::Provider>;

    /// The question.
    fn ask(reference: &Self::Reference) -> Self::Resolver;

    /// What the answer says of the operation whose answer was lost.
    fn verdict(answer: Answered<'_, Self::Resolver>) -> Verdict;
}

/// A classed answer: what it carries, or why it was refused.
pub type Answered<'a, O> = Result<&'a <O as Operation>::Output, &'a Refused<O>>;

/// What a resolving operation says of the one whose answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It took effect.
    Happened,
    /// It was refused.
    Refused,
    /// It is still being processed: ask again later.
    Open,
    /// It never arrived: it is safe to send it again.
    NotReceived,
    /// The answer does not tell. It may have taken effect.
    Undecided,
}

/// An operation that the shopper's browser sends, from a form that the client fills.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a browser form",
    label = "this is sent by the client, not by the shopper's browser"
)]
pub trait FormOperation: Sized + Send + Sync + 'static {
    /// Whose operation it is.
    type Provider: Provider;
    /// The optional inputs.
    type Options: Default + Send + Sync + 'static;

    /// What it is.
    const INFO: OperationInfo;

    /// Writes the form.
    ///
    /// # Errors
    /// An input breaks its documented rule, or a credential is missing.
    fn write(
        &self,
        options: &Self::Options,
        context: &Context<'_, Self::Provider>,
        request: &mut Request,
    ) -> Result<(), NotSent>;
}

/// Why a provider refuses an operation: its own codes, then the provider's table, then what is unknown.
pub trait Refusal: Sized + Debug + Send + Sync + 'static {
    /// The reason that a code stands for.
    fn from_code(code: Option<&str>, message: &str, fields: Option<crate::FieldErrors>) -> Self;

    /// What the code means, from the spec; empty when that is unknown.
    fn meaning(&self) -> &str;
}

/// What an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OperationInfo {
    /// The provider's name.
    pub provider: &'static str,
    /// The operation's name in the spec.
    pub name: &'static str,
    /// Its API: an index into [`Provider::APIS`].
    pub api: usize,
    /// How it is authenticated.
    pub auth: Auth,
    /// What sending it twice does.
    pub effect: Effect,
}

impl Display for OperationInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.provider, self.name)
    }
}

/// How an operation is authenticated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Not at all, or by fields of its body.
    None,
    /// By headers that the operation writes from the credentials.
    Headers,
    /// By a token that the client fetches and shares.
    Token,
}

/// What sending an operation twice does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it only reads.
    Read,
    /// The same as sending it once.
    Repeatable,
    /// Perhaps a second charge, refund or record.
    Once,
}

/// What an answer turns out to be.
#[derive(Debug)]
pub enum Outcome<O: Operation> {
    /// A good answer; whether it is final is told by the type of the output.
    Done(O::Output),
    /// The provider refused it, and said so in a shape that it is known for.
    Refused(Refused<O>),
    /// No documented shape: it says nothing of what came of the operation.
    Unrecognised,
}

/// What an operation is written with, besides its inputs.
pub struct Context<'a, P: Provider> {
    /// The provider's credentials.
    pub credentials: &'a P::Credentials,
    /// The chosen alternatives.
    pub alternatives: &'a P::Alternatives,
}

impl<P: Provider> Debug for Context<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Context({})", P::NAME)
    }
}

/// The addresses of one API of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiAddresses {
    /// Its name in the spec.
    pub name: &'static str,
    /// Base address in the test environment.
    pub test: &'static str,
    /// Base address in the live environment.
    pub live: &'static str,
}

impl ApiAddresses {
    /// The base address in an environment.
    #[must_use]
    pub fn at(&self, environment: Environment) -> &'static str {
        match environment {
            Environment::Test => self.test,
            Environment::Live => self.live,
        }
    }
}

/// Names an API of a provider.
pub trait ApiIndex: Copy + Debug + Send + Sync + 'static {
    /// Its place in [`Provider::APIS`].
    fn index(self) -> usize;
}

/// One choice of an alternative: a fact that the provider's documents leave in dispute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an alternative of `{P}`",
    label = "not an alternative of this provider",
    note = "the choices are the enums in the provider's module `alternatives`"
)]
pub trait Alternative<P: Provider> {
    /// Makes this the choice.
    fn select(self, alternatives: &mut P::Alternatives);
}

/// How a provider's token is carried and how long it lives.
///
/// A token is got once for any number of callers and shared until the margin before its end: the sooner of the end that
/// its answer tells and the lifetime from then on. However little is left by that reckoning, a new token is used for a
/// minute at least: an end in the past means a wrong clock or zone, and a stale token is noticed and replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenPolicy {
    /// The request header that carries it.
    pub header: &'static str,
    /// What stands before it in that header.
    pub prefix: &'static str,
    /// The longest that it is used, whatever the provider's answer says.
    pub lifetime_seconds: u64,
    /// How long before its end it is renewed.
    pub margin_seconds: u64,
}

/// An environment of a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Environment {
    /// No real money.
    Test,
    /// Real money.
    Live,
}

impl Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Test => "test",
            Self::Live => "live",
        })
    }
}

/// An environment as a type, so that test credentials cannot stand where live ones belong.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an environment",
    note = "the environments are `Test` and `Live`"
)]
pub trait EnvironmentKind: sealed::Sealed + Debug + Clone + Send + Sync + 'static {
    /// The environment.
    const ENVIRONMENT: Environment;
}

/// The test environment: no real money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {}

/// The live environment: real money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {}

impl EnvironmentKind for Test {
    const ENVIRONMENT: Environment = Environment::Test;
}

impl EnvironmentKind for Live {
    const ENVIRONMENT: Environment = Environment::Live;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Test {}
    impl Sealed for super::Live {}
}

/// A boxed future that can be sent to another task.
pub(crate) type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;
