//! Reading whole lists, page by page, although rows may move between two pages (partners.md 2.4, 5).
use std::collections::BTreeSet;

use serde_json::Value;

use super::pages::{self, MOST_PAGES};
use super::stock::read_row;
use super::wire::Wire;
use crate::domain::partner::CallError;
use crate::domain::stock::Availability;

/// Longest throttle that is waited for in the middle of a list, in seconds: the vendor's window and a little.
const SHORT_WAIT: i64 = 65;

/// A stock list.
pub(super) struct StockList {
    /// Its rows; a row may come twice.
    pub(super) rows: Vec<Availability>,
    /// Whether as many rows were read as the list said it has.
    pub(super) whole: bool,
}

/// Extend's numbers and our numbers of the orders that fit `query`. A list of several pages is read twice with pages of
/// different sizes, so that what moved across the edge of a page is seen in the other reading.
///
/// # Errors
/// Any [`CallError`] of a read; [`CallError::Down`] when neither reading came to the end of the list.
pub(super) async fn orders(wire: &Wire, query: &[(&str, &str)], size: u32) -> Result<Vec<(String, String)>, CallError> {
    let first = sweep(wire, query, size).await?;
    if first.pages == 1 && first.ended {
        return Ok(first.orders);
    }
    let again = sweep(wire, query, (size - size / 10 - 1).max(1)).await?;
    if !first.ended && !again.ended {
        return Err(CallError::Down { text: "the list of orders broke off".to_owned() });
    }
    let mut orders = first.orders;
    let known: BTreeSet<_> = orders.iter().map(|(number, _)| number.clone()).collect();
    orders.extend(again.orders.into_iter().filter(|(number, _)| !known.contains(number)));
    Ok(orders)
}

/// One reading of an order list.
struct Sweep {
    orders: Vec<(String, String)>,
    pages: u32,
    /// Whether its last page was shorter than a page: that is the end, and nothing else is.
    ended: bool,
}

/// One reading; pages are counted from 0. A refusal past the first page may be the end (partners.md 2.4) or not.
async fn sweep(wire: &Wire, query: &[(&str, &str)], size: u32) -> Result<Sweep, CallError> {
    let size_text = size.to_string();
    let mut orders: Vec<(String, String)> = Vec::new();
    let mut seen = BTreeSet::new();
    for offset in 0..MOST_PAGES {
        let number = offset.to_string();
        let mut query = query.to_vec();
        query.extend([("pageCount", size_text.as_str()), ("pageOffset", number.as_str())]);
        let answer = match read_page(wire, "CustomerOrders", &query, offset > 0).await {
            Err(CallError::Refused { .. }) if offset > 0 => return Ok(Sweep { orders, pages: offset, ended: false }),
            other => other?,
        };
        let rows = pages::orders(&answer)?.rows;
        let full = rows.len() >= size as usize;
        let before = orders.len();
        for row in rows {
            let number = row.at("orderNumber").text();
            if seen.insert(number.clone()) {
                orders.push((number, row.at("orderNumberExternal").text()));
            }
        }
        // A full page that brings nothing new is a server that ignores the page number.
        if !full || orders.len() == before {
            return Ok(Sweep { orders, pages: offset + 1, ended: !full });
        }
    }
    Ok(Sweep { orders, pages: MOST_PAGES, ended: false })
}

/// Whether Extend's list of orders has this one. It is another way to see it than reading it alone.
pub(super) async fn has_order(wire: &Wire, number: &str) -> Result<bool, CallError> {
    let query = [("orderNumber", number), ("pageCount", "100"), ("pageOffset", "0")];
    let answer = read_page(wire, "CustomerOrders", &query, false).await?;
    let rows = pages::orders(&answer)?.rows;
    if rows.iter().any(|row| row.at("orderNumber").text() == number) {
        return Ok(true);
    }
    // Other orders than the one that was asked for: the filter was not heard, so the list says nothing about it.
    if rows.is_empty() { Ok(false) } else { Err(pages::no_list()) }
}

/// The stock list that fits `query`. When rows are missing in the end, the products at the edges of the pages are read
/// again one by one: of them a warehouse may have slipped through.
pub(super) async fn stock(wire: &Wire, query: &[(&str, &str)]) -> Result<StockList, CallError> {
    let mut pages = StockPages::default();
    pages.read(wire, query).await?;
    let whole = pages.total.is_none_or(|total| i64::try_from(pages.seen.len()).is_ok_and(|seen| seen >= total));
    let mut rows = std::mem::take(&mut pages.rows);
    if !whole && !query.iter().any(|(key, _)| *key == "productNumber") {
        for product in &pages.edges {
            let mut query = query.to_vec();
            query.push(("productNumber", product));
            let mut one = StockPages::default();
            one.read(wire, &query).await?;
            rows.extend(one.rows.into_iter().filter(|r| r.product == *product));
        }
    }
    Ok(StockList { rows, whole })
}

/// Whether any product has a balance in a warehouse.
pub(super) async fn has_stock(wire: &Wire, warehouse: &str) -> Result<bool, CallError> {
    let query = [("warehouse", warehouse), ("pageNumber", "1")];
    match read_page(wire, "ProductAvailability", &query, false).await {
        // An unknown warehouse may read as refused.
        Err(CallError::Refused { .. }) => Ok(false),
        other => Ok(pages::stock(&other?, 1)?.rows.iter().any(|r| r.at("warehouse").text() == warehouse)),
    }
}

/// A stock list while it is read.
#[derive(Default)]
struct StockPages {
    rows: Vec<Availability>,
    seen: BTreeSet<(String, String)>,
    edges: BTreeSet<String>,
    total: Option<i64>,
}

impl StockPages {
    /// Reads all pages, counted from 1.
    async fn read(&mut self, wire: &Wire, query: &[(&str, &str)]) -> Result<(), CallError> {
        for number in 1..=MOST_PAGES {
            let text = number.to_string();
            let mut query = query.to_vec();
            query.push(("pageNumber", &text));
            let answer = read_page(wire, "ProductAvailability", &query, number > 1).await?;
            let page = pages::stock(&answer, number)?;
            let ends = [page.rows.first(), page.rows.last()];
            self.edges.extend(ends.into_iter().flatten().map(|r| r.at("productNumber").text()));
            self.total = page.total;
            let before = self.seen.len();
            for row in page.rows.into_iter().filter_map(read_row) {
                self.seen.insert((row.product.clone(), row.warehouse.clone()));
                self.rows.push(row);
            }
            if page.pages.map_or(self.seen.len() == before, |pages| i64::from(number) >= pages) {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// One page; past the first, a short throttle is waited for instead of starting over. A list is there or the call failed:
/// "not found" is no answer of a list (corrections.md 1.3).
async fn read_page(wire: &Wire, list: &str, query: &[(&str, &str)], later: bool) -> Result<Value, CallError> {
    let answer = match wire.read(&[list], query).await {
        Err(CallError::Busy { after_seconds }) if later && after_seconds <= SHORT_WAIT => {
            let wait = u64::try_from(after_seconds).unwrap_or_default();
            tokio::time::sleep(std::time::Duration::from_secs(wait)).await;
            wire.read(&[list], query).await
        }
        other => other,
    };
    match answer {
        Err(CallError::NotFound) => Err(CallError::Down { text: format!("the list {list} is not found (HTTP 404)") }),
        other => other,
    }
}
