//! When a request is sent again, and after how long.
//!
//! A retry is safe only where sending twice does the same as sending once. So an operation that must happen once is
//! never retried here, not even after a failed connection: its caller is told that nothing was sent, and decides. One
//! that reads is retried twice unless the call says otherwise; a repeatable one only when the call asks for it.
//!
//! What is worth a retry: no connection, a connection lost before the whole answer was there, and HTTP 502, 503 or 504
//! without a documented shape. What is not: a refusal (the provider has decided), any other answer (it would come
//! again), a passed deadline (nobody waits any more).
//!
//! The waits grow exponentially and are drawn at random between nothing and their full length, so that clients that
//! failed together do not come back together. A wait that would outlast the deadline is not begun.
//!
//! A token that the provider refused before it processed anything is another matter: see [`crate::token`].

use std::time::Duration;

use crate::failure::Failure;
use crate::{Effect, NotSentReason};

/// The longest first wait; each further one doubles.
const FIRST_WAIT: Duration = Duration::from_millis(200);

/// No wait is longer.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// How often a call is sent again unless it says otherwise.
pub(crate) fn default_retries(effect: Effect) -> u32 {
    match effect {
        Effect::Read => 2,
        Effect::Repeatable | Effect::Once => 0,
    }
}

/// How often a call may be sent again, whatever it says.
pub(crate) fn allowed_retries(effect: Effect, wanted: u32) -> u32 {
    if effect == Effect::Once { 0 } else { wanted }
}

/// Whether a failure may be gone at the next attempt.
pub(crate) fn is_transient(failure: &Failure) -> bool {
    match failure {
        Failure::Interrupted(_) => true,
        Failure::Unreadable(unreadable) => matches!(unreadable.received().http_status, 502..=504),
        Failure::NotSent(not_sent) => matches!(not_sent.reason(), NotSentReason::Unreachable(_)),
        Failure::Deadline(_) => false,
    }
}

/// How long to wait after the `attempt`-th attempt (the first is 1).
pub(crate) fn wait(attempt: u32) -> Duration {
    let longest = longest_wait(attempt);
    let mut random = [0; 4];
    // Without randomness the full wait is still a right one.
    match getrandom::fill(&mut random) {
        Ok(()) => longest.mul_f64(f64::from(u32::from_ne_bytes(random)) / f64::from(u32::MAX)),
        Err(_) => longest,
    }
}

fn longest_wait(attempt: u32) -> Duration {
    let doublings = attempt.saturating_sub(1).min(16);
    FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let waits: Vec<u128> = (0..=8)
            .map(|attempt| longest_wait(attempt).as_millis())
            .collect();
        assert_eq!(waits, [200, 200, 400, 800, 1600, 3200, 5000, 5000, 5000]);
        assert_eq!(longest_wait(u32::MAX), LONGEST_WAIT);
    }

    #[test]
    fn waits_are_spread_over_their_whole_length() {
        let drawn: Vec<Duration> = (0..200).map(|_| wait(3)).collect();
        let half = longest_wait(3) / 2;
        assert!(drawn.iter().all(|wait| *wait <= longest_wait(3)));
        // All 200 on one side: once in 2^199 runs.
        assert!(drawn.iter().any(|wait| *wait < half) && drawn.iter().any(|wait| *wait > half));
    }

    #[test]
    fn what_must_happen_once_is_never_retried() {
        assert_eq!(allowed_retries(Effect::Once, 9), 0);
        assert_eq!(default_retries(Effect::Once), 0);
        assert_eq!(allowed_retries(Effect::Repeatable, 9), 9);
    }
}
