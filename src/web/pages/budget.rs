//! The safe number of calls for what can wait: how much of it is used today, and until when the rest waits.
use super::page::Page;
use crate::domain::clock::Millis;
use crate::store::{StoreResult, usage};

/// How today's safe number stands.
#[derive(Debug, Clone, Copy)]
pub struct Budget {
    /// Calls of today that could have waited.
    pub made: i64,
    /// The safe number.
    pub most: i64,
    /// When it begins anew.
    pub until: Millis,
}

impl Budget {
    /// Whether nothing is left for today.
    pub const fn used_up(&self) -> bool {
        self.made >= self.most
    }
}

/// The safe number of the page's shop.
///
/// # Errors
/// When the database doesn't answer.
pub async fn today(page: &Page) -> StoreResult<Budget> {
    let made = usage::background(&page.state.desk.db, &page.shop.id, page.now).await?;
    Ok(Budget { made, most: page.state.background_calls, until: page.now.next_day() })
}
