//! Small pictures of the overview: how far the stock of the shop agrees with the warehouse, and the calls of the Upgates API
//! beside the accesses that were declared. The numbers stand beside each picture.
use super::page::Page;
use crate::domain::access::Access;
use crate::domain::clock::Millis;
use crate::domain::job::JobKind;
use crate::domain::stock::Master;
use crate::store::connections::Connection;
use crate::store::stock::Agreement;
use crate::store::{StoreResult, jobs, stock, usage};
use crate::text::Value;

/// Width of a whole bar in the drawing's units.
const WIDTH: i64 = 300;

/// The stock as a bar of parts.
#[derive(Debug)]
pub struct StockBar {
    /// The picture in a sentence.
    pub said: String,
    /// How far the shop lags behind the warehouse.
    pub lag: String,
    /// When the warehouse was last read; empty when never.
    pub read: String,
    /// Name, class, left edge, width and number of each part.
    pub parts: Vec<(String, &'static str, i64, i64, i64)>,
}

/// One section of the API.
#[derive(Debug)]
pub struct Section {
    /// Its name.
    pub name: &'static str,
    /// Calls of today.
    pub today: i64,
    /// Calls of 30 days.
    pub month: i64,
    /// Length of its bar.
    pub width: i64,
}

/// The use of the API.
#[derive(Debug)]
pub struct ApiUse {
    /// The picture in a sentence.
    pub said: String,
    /// Declared sections, most used first.
    pub sections: Vec<Section>,
}

/// How the stock of the shop follows the warehouse.
#[derive(Debug)]
pub struct StockNow {
    /// How far both agree.
    pub agreement: Agreement,
    /// Products whose change in the warehouse was not looked at yet.
    waiting: i64,
    /// Since when the oldest of them waits.
    since: Option<Millis>,
}

impl StockNow {
    /// How far the shop lags behind, in words; empty when nothing waits.
    pub fn lag(&self, page: &Page) -> String {
        let Some(since) = self.since else { return String::new() };
        page.ta("stock-lag", &[("count", self.waiting.into()), ("time", page.ago(&since).into())])
    }
}

/// How the stock follows under a connection's rules; `None` when the shop's own numbers rule.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn stock_now(page: &Page, connection: &Connection) -> StoreResult<Option<StockNow>> {
    let rules = &connection.settings.stock;
    if rules.master == Master::Shop {
        return Ok(None);
    }
    let (db, shop) = (&page.state.desk.db, &page.shop.id);
    let agreement = stock::agreement(db, shop, rules.buffer).await?;
    let (waiting, since) = jobs::waits(db, shop, connection.id.as_str(), JobKind::Stock).await?;
    Ok(Some(StockNow { agreement, waiting, since }))
}

/// Draws the stock; `None` when nothing is followed. `held` says that the guard-rail holds changes.
pub fn stock_bar(page: &Page, now: &StockNow, held: bool) -> Option<StockBar> {
    let a = &now.agreement;
    if a.products == 0 {
        return None;
    }
    let same = a.products - a.unknown - a.differing;
    let mut left = 0;
    let mut parts = Vec::new();
    for (key, class, count) in [
        ("picture-stock-same", "bar-ok", same),
        ("picture-stock-differs", "bar-wait", a.differing),
        ("picture-stock-unknown", "bar-none", a.unknown),
    ] {
        // A part that is there is seen, however small.
        let width = if count > 0 { (count * WIDTH / a.products).max(3).min(WIDTH - left) } else { 0 };
        parts.push((page.t(key), class, left, width, count));
        left += width;
    }
    let values = [("same", Value::from(same)), ("count", a.products.into()), ("differing", a.differing.into())];
    let read = a.read_at.map(|at| page.tv("picture-stock-read", "time", page.ago(&at))).unwrap_or_default();
    let none = if held { "stock-lag-held" } else { "stock-lag-none" };
    let lag = Some(now.lag(page)).filter(|lag| !lag.is_empty()).unwrap_or_else(|| page.t(none));
    Some(StockBar { said: page.ta("picture-stock", &values), lag, read, parts })
}

/// Draws the use of the API.
pub async fn api_use(page: &Page) -> StoreResult<ApiUse> {
    let since: Millis = page.now.plus_seconds(-30 * 86_400);
    let lines = usage::since(&page.state.desk.db, &page.shop.id, since).await?;
    let day = page.now.day();
    let mut sections: Vec<Section> = Vec::new();
    for access in Access::ALL {
        let name = access.declared().section.in_language(page.language());
        let of = || lines.iter().filter(|l| l.access == access.word());
        let (today, month) = (of().filter(|l| l.day == day).map(|l| l.calls).sum::<i64>(), of().map(|l| l.calls).sum());
        match sections.iter_mut().find(|s| s.name == name) {
            Some(section) => {
                section.today += today;
                section.month += month;
            }
            None => sections.push(Section { name, today, month, width: 0 }),
        }
    }
    let most = sections.iter().map(|s| s.month).max().unwrap_or(0).max(1);
    for section in &mut sections {
        section.width = if section.month > 0 { (section.month * WIDTH / most).max(2) } else { 0 };
    }
    sections.sort_by_key(|s| -s.month);
    let outside: i64 = lines.iter().filter(|l| Access::from_word(&l.access).is_none()).map(|l| l.calls).sum();
    let sum = |of: fn(&Section) -> i64| sections.iter().map(of).sum::<i64>();
    let values =
        [("today", Value::from(sum(|s| s.today))), ("month", sum(|s| s.month).into()), ("outside", outside.into())];
    Ok(ApiUse { said: page.ta("picture-api", &values), sections })
}
