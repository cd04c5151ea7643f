//! How the shop's API is used: each declared access beside the calls really made.
use std::collections::BTreeMap;

use crate::domain::access::{Access, Declared};
use crate::domain::clock::parse_moment;
use crate::store::usage::UsageLine;
use crate::store::{StoreResult, usage};
use crate::text;
use crate::web::pages::budget::{self, Budget};
use crate::web::pages::page::Page;

/// Days that are looked back on.
const DAYS: i64 = 30;

/// One declared access with the calls made.
#[derive(Debug)]
pub struct Used {
    /// What is declared.
    pub declared: &'static Declared,
    /// Section of the API.
    pub section: &'static str,
    /// What for.
    pub purpose: &'static str,
    /// How often, as the marketplace form says it.
    pub frequency: &'static str,
    /// The form's number of repeats.
    pub repeat: &'static str,
    /// Calls of today.
    pub today: i64,
    /// Calls of 30 days.
    pub month: i64,
    /// Calls on the busiest of these days.
    pub most: i64,
    /// On how many of these days there were any.
    pub days: usize,
    /// The last day with a call; empty when there was none.
    pub last: String,
    /// Calls that were not answered well.
    pub errors: i64,
}

/// All accesses and their sums.
#[derive(Debug)]
pub struct Usage {
    /// One row each.
    pub rows: Vec<Used>,
    /// Calls of today.
    pub today: i64,
    /// Calls of 30 days.
    pub month: i64,
    /// Calls on the busiest day.
    pub most: i64,
    /// The safe number for what can wait.
    pub budget: Budget,
}

/// The use of the page's shop.
///
/// # Errors
/// When the database doesn't answer.
pub async fn of(page: &Page) -> StoreResult<Usage> {
    let lines = usage::since(&page.state.desk.db, &page.shop.id, page.now.plus_seconds(-(DAYS - 1) * 86_400)).await?;
    let rows: Vec<Used> = Access::ALL.into_iter().map(|access| row(page, access, &lines)).collect();
    let mut days: BTreeMap<&str, i64> = BTreeMap::new();
    for line in &lines {
        *days.entry(&line.day).or_default() += line.calls;
    }
    Ok(Usage {
        today: rows.iter().map(|u| u.today).sum(),
        month: rows.iter().map(|u| u.month).sum(),
        most: days.into_values().max().unwrap_or_default(),
        budget: budget::today(page).await?,
        rows,
    })
}

fn row(page: &Page, access: Access, lines: &[UsageLine]) -> Used {
    let declared = access.declared();
    let language = page.language();
    let day = page.now.day();
    let of = || lines.iter().filter(|l| l.access == declared.word && l.calls > 0);
    let last = of().map(|l| l.day.as_str()).max().and_then(|d| parse_moment(d, "UTC"));
    Used {
        declared,
        section: declared.section.in_language(language),
        purpose: declared.purpose.in_language(language),
        frequency: declared.frequency.words().in_language(language),
        repeat: declared.repeat.in_language(language),
        today: of().filter(|l| l.day == day).map(|l| l.calls).sum(),
        month: of().map(|l| l.calls).sum(),
        most: of().map(|l| l.calls).max().unwrap_or_default(),
        days: of().count(),
        last: last.map(|at| text::date(language, at, "UTC")).unwrap_or_default(),
        errors: of().map(|l| l.errors).sum(),
    }
}
