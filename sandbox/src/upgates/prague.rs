//! Prague's local time, in which Upgates prints its timestamps, and the date forms that its queries take.

use time::format_description::well_known::Rfc3339;
use time::macros::{format_description, offset};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset, Weekday};

/// `2026-03-04T09:41:12+01:00`: seconds precision, numeric offset (upgates-api 1.4).
pub fn stamp(at: OffsetDateTime) -> String {
    let format = format_description!(
        "[year]-[month]-[day]T[hour]:[minute]:[second][offset_hour sign:mandatory]:[offset_minute]"
    );
    at.to_offset(offset_at(at)).format(format).unwrap_or_default()
}

/// The local date.
pub fn date(at: OffsetDateTime) -> Date {
    at.to_offset(offset_at(at)).date()
}

/// A moment as people read it: `4. 3. 2026 09:41`.
pub fn for_people(at: OffsetDateTime) -> String {
    let format = format_description!("[day padding:none]. [month padding:none]. [year] [hour]:[minute]");
    at.to_offset(offset_at(at)).format(format).unwrap_or_default()
}

/// `2026-03-04`.
pub fn day(date: Date) -> String {
    date.format(format_description!("[year]-[month]-[day]")).unwrap_or_default()
}

/// Reads `2025-1-1`, `2025-01-01`, `2025-01-01T08:00:00` (blank instead of `T` too) or RFC 3339; without an offset it is Prague time.
pub fn parse(text: &str) -> Option<OffsetDateTime> {
    // a raw `+` in a query arrives as a blank
    let text = text.trim();
    if let Ok(at) = OffsetDateTime::parse(text, &Rfc3339) {
        return Some(at);
    }
    if let Some((head, zone)) = text.rsplit_once(' ')
        && head.contains('T')
    {
        return OffsetDateTime::parse(&format!("{head}+{zone}"), &Rfc3339).ok();
    }
    let (day, clock) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
    let date = parse_day(day)?;
    let mut parts = clock.split(':').map(|part| part.parse::<u8>().ok());
    let time = Time::from_hms(parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?).ok()?;
    let local = PrimitiveDateTime::new(date, time);
    let guess = local.assume_offset(offset_at(local.assume_offset(offset!(+1))));
    Some(guess)
}

/// Reads `2025-1-1` or `2025-01-01`, and the date of a longer text.
pub fn parse_day(text: &str) -> Option<Date> {
    let mut parts = text.split(['T', ' ']).next()?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = Month::try_from(parts.next()?.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, parts.next()?.parse().ok()?).ok()
}

/// Summer time from the last Sunday of March, 01:00 UTC, to the last Sunday of October, 01:00 UTC (Directive 2000/84/EC).
fn offset_at(at: OffsetDateTime) -> UtcOffset {
    let utc = at.to_offset(UtcOffset::UTC);
    let change = |month| last_sunday(utc.year(), month).with_hms(1, 0, 0).map(PrimitiveDateTime::assume_utc);
    match (change(Month::March), change(Month::October)) {
        (Ok(start), Ok(end)) if utc >= start && utc < end => offset!(+2),
        _ => offset!(+1),
    }
}

fn last_sunday(year: i32, month: Month) -> Date {
    let last = Date::from_calendar_date(year, month, 31).expect("March and October have 31 days");
    if last.weekday() == Weekday::Sunday { last } else { last.prev_occurrence(Weekday::Sunday) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn summer_and_winter_have_their_offsets() {
        assert_eq!(stamp(datetime!(2026-03-29 00:59:59 UTC)), "2026-03-29T01:59:59+01:00");
        assert_eq!(stamp(datetime!(2026-03-29 01:00:00 UTC)), "2026-03-29T03:00:00+02:00");
        assert_eq!(stamp(datetime!(2026-10-25 00:59:59 UTC)), "2026-10-25T02:59:59+02:00");
        assert_eq!(stamp(datetime!(2026-10-25 01:00:00 UTC)), "2026-10-25T02:00:00+01:00");
    }

    #[test]
    fn all_seen_date_forms_are_read() {
        let midnight = datetime!(2024-12-31 23:00 UTC);
        for text in [
            "2025-1-1",
            "2025-01-01",
            "2025-01-01T00:00:00",
            "2025-01-01 00:00",
            "2025-01-01T00:00:00+01:00",
            "2025-01-01T00:00:00 01:00",
        ] {
            assert_eq!(parse(text), Some(midnight), "{text}");
        }
        assert_eq!(parse("yesterday"), None);
    }
}
