//! Orders per day as a small bar chart: handed over, waiting, failed. The table behind it says the same.
use super::page::Page;
use crate::domain::clock::Millis;
use crate::domain::order::OrderState;
use crate::store::{StoreResult, orders};
use crate::text;

/// Days of the chart.
pub const DAYS: usize = 14;
/// Height of the tallest bar in the drawing's units.
const HEIGHT: i64 = 72;
/// Width of one day in the drawing's units.
const WIDTH: i64 = 24;

/// One day.
#[derive(Debug, Clone, Default)]
pub struct Day {
    /// The date as written.
    pub label: String,
    /// Day of the month, under the bar.
    pub short: String,
    /// Handed over on that day.
    pub handed: i64,
    /// Noticed on that day and still waiting.
    pub waiting: i64,
    /// Noticed on that day and failed.
    pub failed: i64,
    /// Left edge of its bar.
    pub x: i64,
    /// Rectangles from below: class, top, height.
    pub bars: Vec<(&'static str, i64, i64)>,
}

/// The days up to today.
///
/// # Errors
/// When the database doesn't answer.
pub async fn days(page: &Page) -> StoreResult<Vec<Day>> {
    let span = i64::try_from(DAYS).unwrap_or(14);
    let since = page.now.plus_seconds(-span * 86_400);
    let zone = &page.shop.zone;
    let mut days: Vec<(time::Date, Day)> = (0..span)
        .map(|back| {
            let at = page.now.plus_seconds((back + 1 - span) * 86_400);
            let date = at.local(zone).date();
            let label = text::date(page.language(), at, zone);
            (date, Day { label, short: date.day().to_string(), ..Day::default() })
        })
        .collect();
    for (handed, noticed, state, count) in orders::days(&page.state.desk.db, &page.shop.id, since).await? {
        let state = OrderState::from_word(&state);
        let at = Millis(handed.unwrap_or(noticed)).local(zone).date();
        let Some((_, day)) = days.iter_mut().find(|(date, _)| *date == at) else { continue };
        match state {
            _ if handed.is_some() => day.handed += count,
            Some(OrderState::Failed) => day.failed += count,
            Some(OrderState::Waiting | OrderState::Held | OrderState::Sending) => day.waiting += count,
            _ => {}
        }
    }
    let mut days: Vec<Day> = days.into_iter().map(|d| d.1).collect();
    draw(&mut days);
    Ok(days)
}

fn draw(days: &mut [Day]) {
    let most = days.iter().map(|d| d.handed + d.waiting + d.failed).max().unwrap_or(0).max(1);
    for (at, day) in days.iter_mut().enumerate() {
        day.x = i64::try_from(at).unwrap_or(0) * WIDTH;
        let mut top = HEIGHT;
        for (class, count) in [("bar-ok", day.handed), ("bar-wait", day.waiting), ("bar-bad", day.failed)] {
            if count > 0 {
                let height = (count * HEIGHT / most).max(2);
                top -= height;
                day.bars.push((class, top.max(0), height));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tallest_day_fills_the_height() {
        let mut days = vec![Day { handed: 10, ..Day::default() }, Day { handed: 4, failed: 1, ..Day::default() }];
        draw(&mut days);
        assert_eq!(days[0].bars, [("bar-ok", 0, HEIGHT)]);
        assert_eq!(days[1].bars.len(), 2);
        assert_eq!(days[1].x, WIDTH);
    }
}
