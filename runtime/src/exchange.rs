//! Sends one prepared request and reads its answer: one request, one connection, at most one time.
//!
//! Not generic: every operation goes through the same compiled code.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Method, Url};
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::operation::BoxFuture;
use crate::transport::Pools;
use crate::{
    AnswerProblem, ConnectionError, Interrupted, NotSent, NotSentReason, Received, Unreadable,
};

/// The most that is reserved for an answer before any of it is there.
const FIRST_CAPACITY: usize = 64 * 1024;

/// A request, ready to be sent.
pub(crate) struct Prepared {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Zeroizing<Vec<u8>>,
    /// Whether it must not be written to a connection that was used before.
    pub(crate) fresh_connection: bool,
    /// The most bytes of the answer's body that are read.
    pub(crate) answer_limit: u64,
}

/// An answer, whatever it says.
pub(crate) struct RawAnswer {
    pub(crate) http_status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// Whether a request of a call may have reached the provider. Shared with the request's body, which knows.
#[derive(Clone, Default)]
pub(crate) struct Sent(Arc<SentFlags>);

#[derive(Default)]
struct SentFlags {
    now: AtomicBool,
    before: AtomicBool,
}

impl Sent {
    /// Whether any request of the call may have reached the provider.
    pub(crate) fn ever(&self) -> bool {
        self.now() || self.0.before.load(Ordering::Acquire)
    }

    /// Whether the request of this attempt may have.
    fn now(&self) -> bool {
        self.0.now.load(Ordering::Acquire)
    }

    /// What is known of this attempt's request.
    pub(crate) fn set(&self, sent: bool) {
        self.0.now.store(sent, Ordering::Release);
    }

    /// Another attempt begins.
    pub(crate) fn next_attempt(&self) {
        self.0.before.fetch_or(self.now(), Ordering::AcqRel);
        self.set(false);
    }
}

/// Sends a request and reads its answer, whole or not at all.
pub(crate) fn exchange(
    pools: &Pools,
    prepared: Prepared,
    sent: &Sent,
) -> BoxFuture<Result<RawAnswer, Failure>> {
    let pool = if prepared.fresh_connection {
        &pools.fresh
    } else {
        &pools.kept
    };
    let (pool, sent) = (pool.clone(), sent.clone());
    Box::pin(async move { run(&pool, prepared, &sent).await })
}

async fn run(
    pool: &reqwest::Client,
    prepared: Prepared,
    sent: &Sent,
) -> Result<RawAnswer, Failure> {
    let Prepared {
        method,
        url,
        headers,
        body,
        answer_limit,
        ..
    } = prepared;
    let mut request = reqwest::Request::new(method, url);
    *request.headers_mut() = headers;
    // A body tells when it is asked for. Without one we know of nothing but failed connections.
    let observed = !body.is_empty();
    sent.set(!observed);
    if observed {
        let body = ObservedBody {
            rest: Bytes::from_owner(body),
            sent: sent.clone(),
        };
        *request.body_mut() = Some(reqwest::Body::wrap(body));
    }

    let mut answer = pool.execute(request).await.map_err(|error| {
        let unsent = if observed {
            !sent.now()
        } else {
            error.is_connect() || error.is_builder()
        };
        sent.set(!unsent);
        let error = ConnectionError::new(error.without_url());
        if unsent {
            Failure::NotSent(NotSent::new(NotSentReason::Unreachable(error)))
        } else {
            Failure::Interrupted(Interrupted::new(None, error))
        }
    })?;

    // An answer came, so the request did arrive, however much of its body was asked for.
    sent.set(true);
    let http_status = answer.status().as_u16();
    let content_type = answer
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let too_large = |length| {
        let received = Received::new(http_status, content_type.as_deref(), length);
        Failure::Unreadable(Unreadable::new(
            received,
            AnswerProblem::TooLarge {
                limit: answer_limit,
            },
        ))
    };
    if answer
        .content_length()
        .is_some_and(|length| length > answer_limit)
    {
        return Err(too_large(0));
    }
    // Growing leaves copies behind; most answers say how long they are.
    let length = answer.content_length().unwrap_or_default();
    let mut body = Vec::with_capacity(
        usize::try_from(length)
            .unwrap_or_default()
            .min(FIRST_CAPACITY),
    );
    loop {
        match answer.chunk().await {
            Ok(Some(chunk)) => {
                if (body.len() as u64).saturating_add(chunk.len() as u64) > answer_limit {
                    return Err(too_large(body.len() as u64));
                }
                body.extend_from_slice(&chunk);
            }
            Ok(None) => break,
            Err(error) => {
                let error = ConnectionError::new(error.without_url());
                return Err(Failure::Interrupted(Interrupted::new(
                    Some(http_status),
                    error,
                )));
            }
        }
    }
    Ok(RawAnswer {
        http_status,
        content_type,
        body,
    })
}

/// A request's body that notes when the connection asks for it: only then can the request have been sent. Zeroed when
/// the last piece is dropped.
struct ObservedBody {
    rest: Bytes,
    sent: Sent,
}

impl Body for ObservedBody {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.sent.set(true);
        let rest = std::mem::take(&mut self.rest);
        Poll::Ready((!rest.is_empty()).then(|| Ok(Frame::data(rest))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}
