//! Time as the project counts it, and the clock that tells it. Only this file may ask the operating system.
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// A moment in milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// This moment moved by whole seconds, forward or back.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// This moment moved by milliseconds, forward or back.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// The start of this moment's second; outside timestamps are precise to seconds only.
    #[must_use]
    pub const fn floor_second(self) -> Self {
        Self(self.0.div_euclid(1000) * 1000)
    }

    /// As a date and time in UTC. Values outside the years 1 to 9999 become 1970.
    pub fn utc(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// As a date and time at an IANA time zone's offset; UTC when the zone is unknown.
    pub fn local(self, zone: &str) -> OffsetDateTime {
        let Ok(tz) = jiff::tz::TimeZone::get(zone) else { return self.utc() };
        let Ok(ts) = jiff::Timestamp::from_millisecond(self.0) else { return self.utc() };
        let seconds = tz.to_offset(ts).seconds();
        time::UtcOffset::from_whole_seconds(seconds).map_or_else(|_| self.utc(), |o| self.utc().to_offset(o))
    }

    /// When the day began in which this moment lies at an IANA time zone, at that zone's offset.
    pub fn local_day(self, zone: &str) -> OffsetDateTime {
        let date = self.local(zone).date();
        let naive = date.midnight().assume_utc();
        // The offset at midnight, which differs from the present one on a day when clocks change.
        let offset = Self::from_datetime(naive.replace_offset(self.local(zone).offset())).local(zone).offset();
        naive.replace_offset(offset)
    }

    /// From a date and time with an offset.
    pub fn from_datetime(t: OffsetDateTime) -> Self {
        Self(i64::try_from(t.unix_timestamp_nanos() / 1_000_000).unwrap_or_default())
    }

    /// The day in UTC as `YYYY-MM-DD`, the key of daily counters.
    pub fn day(self) -> String {
        self.utc().date().to_string()
    }

    /// When the next day in UTC begins and daily counters start anew.
    #[must_use]
    pub const fn next_day(self) -> Self {
        Self((self.0.div_euclid(86_400_000) + 1) * 86_400_000)
    }
}

impl fmt::Display for Millis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.utc().format(&time::format_description::well_known::Rfc3339).map_err(|_| fmt::Error)?;
        f.write_str(&text)
    }
}

/// Reads an ISO 8601 moment as the outside writes it: with offset, `Z`, fractions, a blank instead of `T`, or only a date.
/// Without an offset the zone (IANA name) decides. `None` when it is no moment.
pub fn parse_moment(text: &str, zone: &str) -> Option<Millis> {
    moments_in(text, &[zone]).next()
}

/// The moments that a text means in several zones; one with an offset means the same in all, and is given once.
pub fn moments_in<'z>(text: &str, zones: &'z [&str]) -> impl Iterator<Item = Millis> + use<'z> {
    let text = text.trim();
    let exact = text.parse::<jiff::Timestamp>().ok();
    let civil = || {
        let midnight = |date: jiff::civil::Date| date.to_datetime(jiff::civil::Time::midnight());
        text.parse().or_else(|_| text.parse().map(midnight)).ok()
    };
    let civil: Option<jiff::civil::DateTime> = if exact.is_some() { None } else { civil() };
    let there = move |zone: &&str| {
        let tz = jiff::tz::TimeZone::get(zone).ok()?;
        tz.to_ambiguous_timestamp(civil?).compatible().ok()
    };
    exact.into_iter().chain(zones.iter().filter_map(there)).map(|at| Millis(at.as_millisecond()))
}

/// Where the time comes from. The real one follows the machine; the manual one is set by tests.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that stands still until it is moved.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `at` until it is moved.
    pub fn manual(at: Millis) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(at.0)))
    }

    /// The present moment.
    pub fn now(&self) -> Millis {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Manual(at) => Millis(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock forward; the machine's clock is not ours to move.
    pub fn advance_millis(&self, millis: i64) {
        if let Self::Manual(at) = self {
            at.fetch_add(millis, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_the_outside_writes_them() {
        let at = parse_moment("2026-03-04T09:41:12+01:00", "UTC").unwrap();
        assert_eq!(at.to_string(), "2026-03-04T08:41:12Z");
        assert_eq!(parse_moment("2026-03-04 09:41:12", "Europe/Prague"), Some(at));
        assert_eq!(parse_moment("2026-03-04T08:41:12.000Z", "UTC"), Some(at));
        assert_eq!(parse_moment("2026-07-01", "Europe/Prague").unwrap().to_string(), "2026-06-30T22:00:00Z");
        assert_eq!(parse_moment("yesterday", "Europe/Prague"), None);
    }

    #[test]
    fn local_time_follows_the_zone() {
        let at = parse_moment("2026-07-01T12:00:00Z", "UTC").unwrap();
        assert_eq!(at.local("Europe/Prague").hour(), 14);
    }

    #[test]
    fn a_day_begins_in_its_zone() {
        let day = |text: &str| {
            let at = parse_moment(text, "UTC").unwrap();
            at.local_day("Europe/Prague").format(&time::format_description::well_known::Rfc3339).unwrap()
        };
        assert_eq!(day("2026-03-04T23:30:00Z"), "2026-03-05T00:00:00+01:00");
        assert_eq!(day("2026-07-01T21:59:59Z"), "2026-07-01T00:00:00+02:00");
        assert_eq!(day("2026-03-29T12:00:00Z"), "2026-03-29T00:00:00+01:00", "the clocks change after midnight");
    }
}
