//! Days and hours in which orders go: a weekly window in the shop's zone, which may run over midnight.
use std::fmt;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use crate::domain::clock::Millis;

/// Minutes of a day.
const DAY: u16 = 1440;
/// Days looked at for the next window: a week, and one more in case a change of the clock swallows it.
const REACH: i64 = 15;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Day {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Day {
    /// The week from Monday on.
    pub const ALL: [Self; 7] = [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];

    /// The word that settings and forms use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mon => "mon",
            Self::Tue => "tue",
            Self::Wed => "wed",
            Self::Thu => "thu",
            Self::Fri => "fri",
            Self::Sat => "sat",
            Self::Sun => "sun",
        }
    }

    /// From the word that settings and forms use.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.word() == word)
    }

    fn of(date: Date) -> Self {
        Self::ALL[usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default()]
    }
}

/// A time of day in whole minutes, written `08:00`; `24:00` is the end of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// From hours and minutes as people write them: `8:00`, `08:00`, `24:00`. `None` when it is no time of day.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.trim().split_once(':')?;
        let digits = |part: &str, most: usize| part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(hours, 2) || !digits(minutes, 2) || minutes.len() != 2 {
            return None;
        }
        let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
        (minutes < 60 && hours * 60 + minutes <= DAY).then_some(Self(hours * 60 + minutes))
    }

    /// The moment of this time on a day in a zone. A time that the clock skips or shows twice is taken as calendars do.
    fn on(self, date: Date, zone: &TimeZone) -> Option<Millis> {
        let (date, minutes) = if self.0 == DAY { (date.tomorrow().ok()?, 0) } else { (date, self.0) };
        let time = Time::new(i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?, 0, 0).ok()?;
        let at = zone.to_ambiguous_timestamp(date.to_datetime(time)).compatible().ok()?;
        Some(Millis(at.as_millisecond()))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("“{text}” is no time such as 08:00"))
    }
}

/// When orders go. A window belongs to the day on which it begins; one that ends before it begins ends on the next day,
/// and one that ends when it begins lasts the whole day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Days on which a window begins; at least one.
    #[serde(default = "every_day")]
    pub days: Vec<Day>,
    /// When it begins.
    pub from: TimeOfDay,
    /// When it ends; this minute no longer belongs to it.
    pub to: TimeOfDay,
}

fn every_day() -> Vec<Day> {
    Day::ALL.to_vec()
}

impl Hours {
    /// The first moment, not before `at`, at which orders go. `at` itself when they go then, and also when the zone is
    /// unknown or there is no window at all, since an order must never wait for ever.
    pub fn next(&self, at: Millis, zone: &str) -> Millis {
        self.window(at, zone).map_or(at, |(start, _)| start.max(at))
    }

    /// Whether orders go at a moment.
    pub fn open(&self, at: Millis, zone: &str) -> bool {
        self.next(at, zone) == at
    }

    /// Since when the window has been open; `None` while it is closed.
    pub fn open_since(&self, at: Millis, zone: &str) -> Option<Millis> {
        self.window(at, zone).map_or(Some(at), |(start, _)| (start <= at).then_some(start))
    }

    /// The first window that ends after a moment.
    fn window(&self, at: Millis, zone: &str) -> Option<(Millis, Millis)> {
        let zone = TimeZone::get(zone).ok()?;
        let today = zone.to_datetime(Timestamp::from_millisecond(at.0).ok()?).date();
        (-1..=REACH)
            .filter_map(|days| today.checked_add(Span::new().days(days)).ok())
            .filter(|date| self.days.contains(&Day::of(*date)))
            .filter_map(|date| {
                let end = if self.to <= self.from { date.tomorrow().ok()? } else { date };
                Some((self.from.on(date, &zone)?, self.to.on(end, &zone)?))
            })
            .find(|(start, end)| start < end && at < *end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::clock::parse_moment;

    const ZONE: &str = "Europe/Prague";

    fn hours(days: &[Day], from: &str, to: &str) -> Hours {
        Hours { days: days.to_vec(), from: TimeOfDay::parse(from).unwrap(), to: TimeOfDay::parse(to).unwrap() }
    }

    fn next(hours: &Hours, at: &str) -> String {
        let at = hours.next(parse_moment(at, ZONE).unwrap(), ZONE).local(ZONE);
        format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
    }

    #[test]
    fn working_days_and_hours() {
        let week = hours(&Day::ALL[..5], "08:00", "16:00");
        assert_eq!(next(&week, "2026-11-20T15:59"), "2026-11-20 15:59");
        assert_eq!(next(&week, "2026-11-20T16:00"), "2026-11-23 08:00", "Friday's end leads to Monday");
        assert_eq!(next(&week, "2026-11-21T12:00"), "2026-11-23 08:00");
        assert_eq!(next(&week, "2026-11-23T07:59"), "2026-11-23 08:00");
        assert_eq!(next(&hours(&[Day::Sat], "10:00", "11:00"), "2026-11-21T11:00"), "2026-11-28 10:00");
    }

    #[test]
    fn windows_over_midnight_belong_to_the_day_on_which_they_begin() {
        let night = hours(&[Day::Fri], "22:00", "02:00");
        assert_eq!(next(&night, "2026-11-21T01:59"), "2026-11-21 01:59", "Saturday's first hours are Friday's");
        assert_eq!(next(&night, "2026-11-21T02:00"), "2026-11-27 22:00");
        assert_eq!(next(&night, "2026-11-20T01:00"), "2026-11-20 22:00", "Thursday night is closed");
        let whole = hours(&[Day::Mon], "00:00", "00:00");
        assert_eq!(next(&whole, "2026-11-23T23:59"), "2026-11-23 23:59");
        assert_eq!(next(&whole, "2026-11-24T00:00"), "2026-11-30 00:00");
        assert_eq!(next(&hours(&[Day::Mon], "20:00", "24:00"), "2026-11-24T00:00"), "2026-11-30 20:00");
    }

    #[test]
    fn the_clock_may_change_inside_a_window() {
        // 2026-03-29: 02:00 becomes 03:00. 2026-10-25: 03:00 becomes 02:00.
        let day = hours(&[Day::Sun], "02:30", "05:00");
        assert_eq!(next(&day, "2026-03-29T00:00"), "2026-03-29 03:30");
        assert_eq!(next(&day, "2026-10-25T00:00"), "2026-10-25 02:30");
        let swallowed = hours(&[Day::Sun], "02:00", "03:00");
        assert_eq!(next(&swallowed, "2026-03-29T00:00"), "2026-04-05 02:00");
        let morning = hours(&Day::ALL, "08:00", "16:00");
        for day in ["2026-03-29", "2026-10-25"] {
            assert_eq!(next(&morning, &format!("{day}T00:30")), format!("{day} 08:00"), "local time counts");
        }
    }

    #[test]
    fn times_are_read_strictly() {
        for bad in ["", "8", "25:00", "24:01", "8:60", "8:5", "+8:00", "008:00", "8:000", "08.00", "8:-1"] {
            assert_eq!(TimeOfDay::parse(bad), None, "{bad}");
        }
        assert_eq!(TimeOfDay::parse(" 8:05 ").unwrap().to_string(), "08:05");
    }

    proptest! {
        #[test]
        fn the_next_moment_is_open_and_none_before_it_is(
            picked in prop::collection::vec(any::<bool>(), 7), from in 0_u16..1440, to in 0_u16..=1440,
            at in 1_700_000_000_000_i64..1_900_000_000_000, zone in prop::sample::select(vec![ZONE, "UTC", "America/New_York", "Australia/Lord_Howe"]),
        ) {
            let days: Vec<Day> = Day::ALL.into_iter().zip(&picked).filter(|(_, on)| **on).map(|(day, _)| day).collect();
            prop_assume!(!days.is_empty());
            let hours = Hours { days: days.clone(), from: TimeOfDay(from), to: TimeOfDay(to) };
            let at = Millis(at);
            let next = hours.next(at, zone);
            prop_assert!(next >= at && hours.open(next, zone) && hours.next(next, zone) == next);
            prop_assert!(next.0 - at.0 <= 9 * 86_400_000);
            prop_assert_eq!(hours.open(at, zone), next == at);
            prop_assert!(hours.open_since(next, zone).is_some_and(|since| since <= next));
            // Every half hour until then is closed, by the plain reading of a wall clock.
            let mut before = at;
            while before < next {
                prop_assert!(!hours.open(before, zone) && hours.open_since(before, zone).is_none());
                let local = before.local(zone);
                let minute = u16::from(local.hour()) * 60 + u16::from(local.minute());
                let today = Day::ALL[usize::from(local.weekday().number_days_from_monday())];
                let inside = from < to && days.contains(&today) && from <= minute && minute < to;
                let steady = Millis(before.0 - 10_800_000).local(zone).offset() == Millis(before.0 + 10_800_000).local(zone).offset();
                prop_assert!(!(inside && steady), "{local} is inside");
                before = before.plus_seconds(1800);
            }
        }
    }
}
