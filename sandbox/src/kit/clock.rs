//! The sandbox's own time: real, moved by an offset, or frozen.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use time::{Duration, OffsetDateTime};

/// A clock handle; clones share the time.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<Mutex<Setting>>);

#[derive(Debug, Default)]
struct Setting {
    ahead: Duration,
    frozen: Option<OffsetDateTime>,
}

impl Clock {
    /// The present moment, in UTC.
    pub fn now(&self) -> OffsetDateTime {
        let setting = self.lock();
        setting.frozen.unwrap_or_else(OffsetDateTime::now_utc) + setting.ahead
    }

    /// Moves the time forward (or back, if negative); a frozen clock stays frozen.
    pub fn advance(&self, by: Duration) {
        self.lock().ahead += by;
    }

    /// Stops the time at a moment; only [`Clock::advance`] moves it then.
    pub fn freeze(&self, at: OffsetDateTime) {
        *self.lock() = Setting { ahead: Duration::ZERO, frozen: Some(at) };
    }

    /// Returns to the real time.
    pub fn real(&self) {
        *self.lock() = Setting::default();
    }

    fn lock(&self) -> MutexGuard<'_, Setting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn frozen_time_moves_only_when_told() {
        let clock = Clock::default();
        clock.freeze(datetime!(2026-03-29 00:30 UTC));
        clock.advance(Duration::minutes(5));
        assert_eq!(clock.now(), datetime!(2026-03-29 00:35 UTC));
        clock.real();
        assert!((clock.now() - OffsetDateTime::now_utc()).abs() < Duration::seconds(5));
    }
}
