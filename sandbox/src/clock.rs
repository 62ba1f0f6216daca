//! The sandbox's clock: the machine's, plus whatever a test has moved it by.

use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

/// A clock that only moves forward faster than the real one when told to.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead: Mutex<Duration>,
}

impl Clock {
    pub(crate) fn now(&self) -> Timestamp {
        let ahead = *crate::lock(&self.ahead);
        SystemTime::now()
            .checked_add(ahead)
            .and_then(|moment| Timestamp::try_from(moment).ok())
            .unwrap_or(Timestamp::MAX)
    }

    pub(crate) fn advance(&self, by: Duration) {
        let mut ahead = crate::lock(&self.ahead);
        *ahead = ahead.saturating_add(by);
    }
}
