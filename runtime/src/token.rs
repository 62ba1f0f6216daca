//! The token that a provider's operations share: got once for any number of callers, renewed before its end, replaced
//! once when the provider calls it stale.
//!
//! - Everyone who needs a token while one is being fetched waits for that same request. It belongs to none of them: it
//!   goes on as long as one of them is polled, whoever began it, and is dropped with the last.
//! - A failed fetch fails for all who waited for it, and for nobody else: the next caller asks anew.
//! - A token is used until the margin before its end: the sooner of the end that the answer tells and the documented
//!   lifetime from now. What is left then, an end in the past included (a wrong clock, a wrong zone), is never taken as
//!   less than [`SHORTEST_USE`]: the provider has just issued it, and a stale token shows.
//! - Tokens have generations. Who was told that a token is stale names its generation; if another is there already,
//!   that one is taken, so that any number of such answers cause one fetch.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::HeaderValue;
use tokio::time::Instant;

use crate::address::sensitive;
use crate::operation::BoxFuture;
use crate::{Auth, Call, Client, Operation, Secret, Timestamp, TokenFailure, TokenPolicy};

/// The shortest time that a new token is used for.
const SHORTEST_USE: Duration = Duration::from_secs(60);

/// How often a request for a token is sent again when no answer comes; getting a second one does no harm.
const RETRIES: u32 = 2;

/// A token as the provider gave it.
#[derive(Clone, Debug)]
pub struct FetchedToken {
    /// The token.
    pub value: Secret,
    /// When it ends, where the answer tells.
    pub expires_at: Option<Timestamp>,
}

/// A token that is being fetched.
pub type TokenFuture = Pin<Box<dyn Future<Output = Result<FetchedToken, TokenFailure>> + Send>>;

/// Gets a token by calling an operation and picking it from its output.
pub fn fetch_token<O: Operation>(
    client: Client<O::Provider>,
    operation: O,
    pick: impl FnOnce(O::Output) -> FetchedToken + Send + 'static,
) -> TokenFuture {
    if O::INFO.auth == Auth::Token {
        return Box::pin(async { Err(TokenFailure::needs_token(O::INFO)) });
    }
    let answer = Call::new(&client, operation).with_retries(RETRIES).send();
    Box::pin(async move {
        let token = pick(answer.await.map_err(TokenFailure::failed)?);
        // Looked at here, where the operation to blame is known.
        if token.value.expose().is_empty() || sensitive(token.value.expose()).is_none() {
            return Err(TokenFailure::unusable(O::INFO));
        }
        Ok(token)
    })
}

/// A token, ready for a header.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) value: Secret,
    pub(crate) header: HeaderValue,
    pub(crate) generation: u64,
}

/// The token of one client, shared by its clones.
#[derive(Default)]
pub(crate) struct TokenCache(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    held: Option<Held>,
    generation: u64,
    flight: Weak<Flight>,
}

struct Held {
    token: Token,
    renew_at: Instant,
}

impl TokenCache {
    /// The token to send next, other than the stale one. `fetch` is called when there is none and none on its way.
    pub(crate) fn get(
        &self,
        policy: TokenPolicy,
        stale: Option<u64>,
        fetch: impl FnOnce() -> TokenFuture,
    ) -> BoxFuture<Result<Token, TokenFailure>> {
        let mut state = lock(&self.0);
        if let Some(held) = &state.held {
            if Some(held.token.generation) != stale && Instant::now() < held.renew_at {
                let token = held.token.clone();
                return Box::pin(async { Ok(token) });
            }
            // Nobody else shall take it while the new one is fetched.
            state.held = None;
        }
        let flight = state.flight.upgrade().unwrap_or_else(|| {
            let (cache, fetched) = (Arc::clone(&self.0), fetch());
            let flight = Arc::new(Flight::new(Box::pin(async move {
                let fetched = fetched.await;
                lock(&cache).land(policy, fetched)
            })));
            state.flight = Arc::downgrade(&flight);
            flight
        });
        drop(state);
        Box::pin(Waiter::new(flight))
    }
}

impl State {
    /// Takes what a flight brought. From here on, callers find the token, or begin a new flight.
    fn land(
        &mut self,
        policy: TokenPolicy,
        fetched: Result<FetchedToken, TokenFailure>,
    ) -> Result<Token, TokenFailure> {
        self.flight = Weak::new();
        let fetched = fetched?;
        let text = zeroize::Zeroizing::new(format!("{}{}", policy.prefix, fetched.value.expose()));
        let header = sensitive(&text).ok_or_else(TokenFailure::abandoned)?;
        self.generation += 1;
        let token = Token {
            value: fetched.value,
            header,
            generation: self.generation,
        };
        let end = fetched.expires_at.map(|moment| moment.unix_seconds());
        let renew_at = Instant::now() + time_in_use(policy, end, SystemTime::now());
        self.held = Some(Held {
            token: token.clone(),
            renew_at,
        });
        Ok(token)
    }
}

/// How long a token that was just issued is used. `end` in seconds since 1970.
fn time_in_use(policy: TokenPolicy, end: Option<i64>, now: SystemTime) -> Duration {
    let lifetime = Duration::from_secs(policy.lifetime_seconds.min(MOST_SECONDS));
    let left = match end {
        None => lifetime,
        Some(end) => {
            let now = now
                .duration_since(UNIX_EPOCH)
                .map_or(0, |since| since.as_secs());
            let left = u64::try_from(end).unwrap_or(0).saturating_sub(now);
            lifetime.min(Duration::from_secs(left))
        }
    };
    left.saturating_sub(Duration::from_secs(policy.margin_seconds))
        .max(SHORTEST_USE)
}

/// A hundred years: what is longer is a mistake, and would overflow a clock.
const MOST_SECONDS: u64 = 100 * 365 * 24 * 60 * 60;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What the mutexes here guard is whole at every moment that could panic.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One fetch that any number of callers wait for.
///
/// No lock is held between two polls: a caller that is alive and never polled again keeps nobody waiting.
struct Flight {
    stage: Mutex<Stage>,
    bell: Arc<Bell>,
}

enum Stage {
    Running(BoxFuture<Result<Token, TokenFailure>>),
    Landed(Result<Token, TokenFailure>),
    /// Being polled; seen by others only if that poll panicked.
    Lost,
}

impl Flight {
    fn new(future: BoxFuture<Result<Token, TokenFailure>>) -> Self {
        Self {
            stage: Mutex::new(Stage::Running(future)),
            bell: Arc::new(Bell::new()),
        }
    }

    fn poll(&self) -> Poll<Result<Token, TokenFailure>> {
        let mut stage = lock(&self.stage);
        let mut future = match std::mem::replace(&mut *stage, Stage::Lost) {
            Stage::Landed(result) => {
                *stage = Stage::Landed(result.clone());
                return Poll::Ready(result);
            }
            Stage::Lost => return Poll::Ready(Err(TokenFailure::abandoned())),
            Stage::Running(future) => future,
        };
        // Of a thousand who are woken, one polls.
        if !self.bell.rang.swap(false, Ordering::AcqRel) {
            *stage = Stage::Running(future);
            return Poll::Pending;
        }
        let waker = Waker::from(Arc::clone(&self.bell));
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Pending => {
                *stage = Stage::Running(future);
                Poll::Pending
            }
            Poll::Ready(result) => {
                *stage = Stage::Landed(result.clone());
                drop(stage);
                self.bell.ring();
                Poll::Ready(result)
            }
        }
    }
}

/// Wakes everyone who waits for a flight.
struct Bell {
    /// Whether the flight is worth a poll.
    rang: AtomicBool,
    waiting: Mutex<(u64, HashMap<u64, Waker>)>,
}

impl Bell {
    fn new() -> Self {
        Self {
            rang: AtomicBool::new(true),
            waiting: Mutex::default(),
        }
    }

    fn enter(&self, id: Option<u64>, waker: &Waker) -> u64 {
        let waker = waker.clone();
        let mut waiting = lock(&self.waiting);
        let id = id.unwrap_or_else(|| {
            waiting.0 += 1;
            waiting.0
        });
        let before = waiting.1.insert(id, waker);
        // A waker's drop may run a task's, which may leave this very line: not under the lock.
        drop(waiting);
        drop(before);
        id
    }

    fn leave(&self, id: u64) {
        let waker = lock(&self.waiting).1.remove(&id);
        drop(waker);
    }

    fn ring(&self) {
        self.rang.store(true, Ordering::Release);
        let wakers = std::mem::take(&mut lock(&self.waiting).1);
        for waker in wakers.into_values() {
            waker.wake();
        }
    }
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.ring();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.ring();
    }
}

/// One caller's share in a flight.
struct Waiter {
    flight: Arc<Flight>,
    id: Option<u64>,
}

impl Waiter {
    fn new(flight: Arc<Flight>) -> Self {
        Self { flight, id: None }
    }
}

impl Future for Waiter {
    type Output = Result<Token, TokenFailure>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // First in line, then look: whoever rings in between finds us there.
        let id = self.flight.bell.enter(self.id, context.waker());
        self.id = Some(id);
        self.flight.poll()
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            self.flight.bell.leave(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: TokenPolicy = TokenPolicy {
        header: "Authorization",
        prefix: "Bearer ",
        lifetime_seconds: 7200,
        margin_seconds: 300,
    };

    fn used_for(end: Option<i64>) -> u64 {
        let now = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        time_in_use(POLICY, end, now).as_secs()
    }

    #[test]
    fn a_token_is_used_until_the_margin_before_its_end() {
        assert_eq!(used_for(Some(1_700_000_000 + 3600)), 3300);
    }

    #[test]
    fn no_answer_makes_a_token_live_longer_than_documented() {
        assert_eq!(used_for(None), 6900);
        assert_eq!(used_for(Some(1_700_000_000 + 86_400)), 6900);
        assert_eq!(used_for(Some(i64::MAX)), 6900);
    }

    #[test]
    fn an_end_in_the_past_means_a_short_use_not_none() {
        for end in [
            1_700_000_000 - 10_800,
            1_700_000_000,
            1_700_000_000 + 299,
            0,
            -1,
            i64::MIN,
        ] {
            assert_eq!(used_for(Some(end)), SHORTEST_USE.as_secs(), "{end}");
        }
    }

    #[test]
    fn an_absurd_policy_does_not_overflow() {
        let now = SystemTime::now();
        let endless = TokenPolicy {
            lifetime_seconds: u64::MAX,
            margin_seconds: 0,
            ..POLICY
        };
        assert_eq!(
            time_in_use(endless, None, now),
            Duration::from_secs(MOST_SECONDS)
        );
        let all_margin = TokenPolicy {
            margin_seconds: u64::MAX,
            ..POLICY
        };
        assert_eq!(time_in_use(all_margin, None, now), SHORTEST_USE);
    }
}
