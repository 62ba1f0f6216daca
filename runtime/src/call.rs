//! A call: an operation with its inputs, on its way to the provider and back.
//!
//! The generic part is thin: it writes the request, reads the answer and weighs the failure. What happens in between
//! (token, sending, retries, deadline) is compiled once, in [`drive`].

use std::fmt::{self, Debug};
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task;
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use tokio::time::{Instant, sleep_until, timeout_at};
use tracing::Instrument;
use zeroize::Zeroizing;

use crate::address::sensitive;
use crate::client::Core;
use crate::exchange::{Prepared, Sent, exchange};
use crate::failure::Failure;
use crate::operation::BoxFuture;
use crate::span::CallSpan;
use crate::token::Token;
use crate::{
    Answer, AnswerProblem, Auth, Client, DeadlinePassed, Effect, Error, FinishedRequest, Method,
    NotSent, NotSentReason, Operation, OperationInfo, Outcome, Provider, ReadError, Received,
    Refused, Request, Retryable, TokenFailure, TokenFuture, TokenPolicy, Unreadable, retry,
};

/// No call takes longer, whatever deadline it is given.
const LONGEST_DEADLINE: Duration = Duration::from_secs(24 * 60 * 60);

/// An operation with its inputs, not sent yet.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<O: Operation> {
    client: Client<O::Provider>,
    operation: O,
    options: O::Options,
    settings: Settings,
}

/// A classed answer: what it carries, or why it was refused.
pub(crate) type Classed<O> = Result<<O as Operation>::Output, Box<Refused<O>>>;

#[derive(Clone, Copy)]
struct Settings {
    deadline: Duration,
    retries: u32,
}

impl<O: Operation> Call<O> {
    /// A call of an operation.
    pub fn new(client: &Client<O::Provider>, operation: O) -> Self {
        let settings = Settings {
            deadline: client.core().deadline,
            retries: retry::default_retries(O::INFO.effect),
        };
        Self {
            client: client.clone(),
            operation,
            options: O::Options::default(),
            settings,
        }
    }

    /// The optional inputs.
    pub fn options_mut(&mut self) -> &mut O::Options {
        &mut self.options
    }

    /// The longest that the call may take, waiting for a token and retries included; at most a day.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = deadline;
        self
    }

    /// How often it is sent again when no answer comes: the connection failed or was lost, or a gateway answered
    /// (HTTP 502, 503, 504). Default: 2 for what only reads, else 0.
    pub fn retries(self, retries: u32) -> Self
    where
        O: Retryable,
    {
        self.with_retries(retries)
    }

    pub(crate) fn with_retries(mut self, retries: u32) -> Self {
        self.settings.retries = retries;
        self
    }

    /// Sends it. Dropping the future gives up waiting for the answer; what was sent stays sent.
    pub fn send(self) -> Sending<O> {
        let classed = self.send_classed();
        Sending(Box::pin(
            async move { classed.await?.map_err(Error::Refused) },
        ))
    }

    /// Sends it; a refusal is an answer too.
    pub(crate) fn send_classed(self) -> BoxFuture<Result<Classed<O>, Error<O>>> {
        let Self {
            client,
            operation,
            options,
            settings,
        } = self;
        let mut job = Typed {
            client,
            operation,
            options,
            outcome: None,
        };
        Box::pin(async move {
            let failure = match (drive(&mut job, settings).await, job.outcome.take()) {
                (Ok(_), Some(Outcome::Done(output))) => return Ok(Ok(output)),
                (Ok(_), Some(Outcome::Refused(refused))) => return Ok(Err(Box::new(refused))),
                (Ok(received), _) => {
                    Failure::Unreadable(Unreadable::new(received, AnswerProblem::Unrecognised))
                }
                (Err(failure), _) => failure,
            };
            Err(Error::from_failure(
                failure,
                job.operation.reference(&job.options),
            ))
        })
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Output, Error<O>>;
    type IntoFuture = Sending<O>;

    fn into_future(self) -> Sending<O> {
        self.send()
    }
}

impl<O: Operation> Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &format_args!("{}", O::INFO))
            .field("deadline", &self.settings.deadline)
            .field("retries", &self.settings.retries)
            .finish_non_exhaustive()
    }
}

/// A call that is on its way.
#[must_use = "a call is not sent until it is awaited"]
pub struct Sending<O: Operation>(BoxFuture<Result<O::Output, Error<O>>>);

impl<O: Operation> Future for Sending<O> {
    type Output = Result<O::Output, Error<O>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut task::Context<'_>) -> task::Poll<Self::Output> {
        self.0.as_mut().poll(context)
    }
}

impl<O: Operation> Debug for Sending<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sending({})", O::INFO)
    }
}

/// A call without its types, as [`drive`] sees it.
trait Job: Send {
    fn info(&self) -> OperationInfo;
    fn core(&self) -> &Core;
    fn token_policy(&self) -> Option<TokenPolicy>;
    fn fetch_token(&self) -> TokenFuture;
    fn is_stale(&self, answer: &Answer) -> bool;
    fn write(&self, request: &mut Request) -> Result<(), NotSent>;
    /// Whether an answer tells of success; one that says so and cannot be read counts.
    fn succeeded(&self, answer: &Answer) -> bool;
    /// Classes an answer and keeps what it turned out to be; whether it is of a documented shape.
    fn class(&mut self, answer: &Answer) -> Result<bool, ReadError>;
}

struct Typed<O: Operation> {
    client: Client<O::Provider>,
    operation: O,
    options: O::Options,
    outcome: Option<Outcome<O>>,
}

impl<O: Operation> Job for Typed<O>
where
    Outcome<O>: Send,
{
    fn info(&self) -> OperationInfo {
        O::INFO
    }

    fn core(&self) -> &Core {
        self.client.core()
    }

    fn token_policy(&self) -> Option<TokenPolicy> {
        O::Provider::TOKEN
    }

    fn fetch_token(&self) -> TokenFuture {
        O::Provider::fetch_token(self.client.clone())
    }

    fn is_stale(&self, answer: &Answer) -> bool {
        O::Provider::is_stale(answer)
    }

    fn write(&self, request: &mut Request) -> Result<(), NotSent> {
        self.operation
            .write(&self.options, &self.client.context(), request)
    }

    fn succeeded(&self, answer: &Answer) -> bool {
        matches!(O::read(answer), Ok(Outcome::Done(_)) | Err(_))
    }

    fn class(&mut self, answer: &Answer) -> Result<bool, ReadError> {
        let outcome = O::read(answer)?;
        let known = !matches!(outcome, Outcome::Unrecognised);
        self.outcome = Some(outcome);
        Ok(known)
    }
}

/// Sends a call until it is answered, has failed for good, or its time is over.
async fn drive(job: &mut dyn Job, settings: Settings) -> Result<Received, Failure> {
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(NotSent::new(NotSentReason::NoRuntime).into());
    }
    let deadline = Instant::now() + settings.deadline.min(LONGEST_DEADLINE);
    let span = CallSpan::new(job.info());
    let sent = Sent::default();
    let attempts = Attempts {
        job,
        span: &span,
        sent: &sent,
        renewed: false,
    };
    let attempts = attempts
        .run(deadline, settings.retries)
        .instrument(span.span());
    let result = match timeout_at(deadline, attempts).await {
        Ok(result) => result,
        Err(_) => Err(Failure::Deadline(DeadlinePassed {
            after: settings.deadline,
            sent: sent.ever(),
        })),
    };
    span.ended(&result);
    result
}

struct Attempts<'a> {
    job: &'a mut dyn Job,
    span: &'a CallSpan,
    sent: &'a Sent,
    /// Whether a stale token has been replaced: that is done once in a call.
    renewed: bool,
}

impl Attempts<'_> {
    async fn run(mut self, deadline: Instant, retries: u32) -> Result<Received, Failure> {
        let retries = retry::allowed_retries(self.job.info().effect, retries);
        let mut attempt = 1;
        // The last failure of a request that may have arrived: "not sent" would deny it.
        let mut arrived = None;
        loop {
            self.span.attempt(attempt);
            let failure = match self.attempt().await {
                Ok(received) => return Ok(received),
                Err(failure) => failure,
            };
            let resume = Instant::now() + retry::wait(attempt);
            let again = attempt <= retries && retry::is_transient(&failure) && resume < deadline;
            let failure = match (failure, arrived.take()) {
                (Failure::NotSent(_), Some(earlier)) => earlier,
                (failure, _) => failure,
            };
            if !again {
                return Err(failure);
            }
            if !matches!(failure, Failure::NotSent(_)) {
                arrived = Some(failure);
            }
            self.sent.next_attempt();
            sleep_until(resume).await;
            attempt += 1;
        }
    }

    async fn attempt(&mut self) -> Result<Received, Failure> {
        let needs_token = self.job.info().auth == Auth::Token;
        let mut token = if needs_token {
            Some(self.token(None).await?)
        } else {
            None
        };
        let mut answer = self.exchange(token.as_ref()).await?;
        // Whatever the HTTP status says: an answer that tells of success was processed.
        let mut stale = needs_token && self.job.is_stale(&answer) && !self.job.succeeded(&answer);
        if let (true, false, Some(refused)) = (stale, self.renewed, &token) {
            // The provider refused the token before it processed anything: as if nothing had been sent.
            self.sent.set(false);
            self.renewed = true;
            token = Some(self.token(Some(refused.generation)).await?);
            answer = self.exchange(token.as_ref()).await?;
            stale = self.job.is_stale(&answer);
        }
        let received = Received::of(&answer);
        let unreadable = match self.job.class(&answer) {
            Ok(true) => return Ok(received),
            Ok(false) => Unreadable::of(&answer, None),
            Err(error) => Unreadable::of(&answer, Some(error)),
        };
        if stale {
            let http_status = answer.http_status();
            return Err(NotSent::new(NotSentReason::TokenRejected { http_status }).into());
        }
        Err(Failure::Unreadable(unreadable))
    }

    /// The token to send, other than the stale one.
    async fn token(&mut self, stale: Option<u64>) -> Result<Token, NotSent> {
        let policy = self
            .job
            .token_policy()
            .ok_or_else(TokenFailure::no_operation)?;
        let token = self
            .job
            .core()
            .tokens
            .get(policy, stale, || self.job.fetch_token());
        Ok(token.await?)
    }

    /// Writes the request, sends it, and gives whatever is answered.
    async fn exchange(&mut self, token: Option<&Token>) -> Result<Answer, Failure> {
        let core = self.job.core();
        let route = core.route(self.job.info())?;
        let mut request = Request::new();
        self.job.write(&mut request)?;
        let request = request.finish().map_err(NotSent::from)?;
        let mut secrets = request.secrets();
        let mut headers = headers_of(&request)?;
        if let (Some(token), Some(policy)) = (token, self.job.token_policy()) {
            headers.insert(header_name(policy.header)?, token.header.clone());
            secrets.push(token.value.clone());
        }
        let prepared = Prepared {
            method: method(request.method()),
            url: route.address().join(request.target())?,
            headers,
            body: Zeroizing::new(request.body().to_vec()),
            fresh_connection: self.job.info().effect == Effect::Once,
            answer_limit: core.answer_limit,
        };
        drop(request);
        let raw = exchange(route.pools()?, prepared, self.sent).await?;
        self.span.answered(raw.http_status);
        Ok(Answer::new(raw.http_status, raw.content_type, raw.body).striking(secrets))
    }
}

fn method(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Delete => reqwest::Method::DELETE,
    }
}

/// The headers of a request, none of which a log shows.
fn headers_of(request: &FinishedRequest) -> Result<HeaderMap, NotSent> {
    let mut headers = HeaderMap::new();
    for (name, value) in request.headers() {
        let value = sensitive(value).ok_or_else(unwritable_header)?;
        headers.append(header_name(name)?, value);
    }
    headers
        .entry(ACCEPT)
        .or_insert(HeaderValue::from_static("application/json"));
    match request.content_type() {
        Some(content_type) => headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type)),
        // Some servers refuse a POST that does not say how long it is.
        None if request.method() != Method::Get => {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"))
        }
        None => None,
    };
    Ok(headers)
}

fn header_name(name: &str) -> Result<HeaderName, NotSent> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| unwritable_header())
}

fn unwritable_header() -> NotSent {
    NotSent::new(NotSentReason::Unwritable { part: "header" })
}
