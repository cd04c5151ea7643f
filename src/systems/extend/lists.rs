//! Reading whole lists, page by page, although rows may move between two pages (partners.md 2.4, 5).
use std::collections::BTreeSet;

use serde_json::Value;

use super::pages::{MOST_PAGES, page};
use super::stock::read_row;
use super::wire::Wire;
use crate::domain::partner::CallError;
use crate::domain::stock::Availability;
use crate::systems::http::lost;

/// Key of the order list, should it ever come wrapped.
pub(super) const ORDER_LIST: &str = "customerOrderList";
/// Key of the stock list.
pub(super) const STOCK_LIST: &str = "productAvailabilityList";
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
pub(super) async fn orders(wire: &Wire, query: &[(&str, &str)], size: u32) -> Result<Vec<(String, String)>, CallError> {
    let (mut orders, pages) = sweep(wire, query, size).await?;
    if pages > 1 {
        let (again, _) = sweep(wire, query, (size - size / 10 - 1).max(1)).await?;
        let known: BTreeSet<_> = orders.iter().map(|(number, _)| number.clone()).collect();
        orders.extend(again.into_iter().filter(|(number, _)| !known.contains(number)));
    }
    Ok(orders)
}

/// One reading; pages are counted from 0, and a refusal past the first page is the end.
async fn sweep(wire: &Wire, query: &[(&str, &str)], size: u32) -> Result<(Vec<(String, String)>, u32), CallError> {
    let size_text = size.to_string();
    let mut orders: Vec<(String, String)> = Vec::new();
    let mut seen = BTreeSet::new();
    for offset in 0..MOST_PAGES {
        let number = offset.to_string();
        let mut query = query.to_vec();
        query.extend([("pageCount", size_text.as_str()), ("pageOffset", number.as_str())]);
        let answer = match read_page(wire, "CustomerOrders", &query, offset > 0).await {
            Err(CallError::Refused { .. }) if offset > 0 => return Ok((orders, offset)),
            Err(CallError::NotFound) => return Ok((orders, offset)),
            other => other?,
        };
        let rows = page(&answer, ORDER_LIST).ok_or_else(no_list)?.rows;
        let full = rows.len() >= size as usize;
        let before = orders.len();
        for row in rows {
            let number = row.at("orderNumber").text();
            if !number.is_empty() && seen.insert(number.clone()) {
                orders.push((number, row.at("orderNumberExternal").text()));
            }
        }
        // A page that brings nothing new is a server that ignores the page number.
        if !full || orders.len() == before {
            return Ok((orders, offset + 1));
        }
    }
    Ok((orders, MOST_PAGES))
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
    match wire.read(&["ProductAvailability"], &query).await {
        // An unknown warehouse may read as not found or as refused.
        Err(CallError::NotFound | CallError::Refused { .. }) => Ok(false),
        other => Ok(page(&other?, STOCK_LIST)
            .ok_or_else(no_list)?
            .rows
            .iter()
            .any(|r| r.at("warehouse").text() == warehouse)),
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
        let one_product = query.iter().any(|(key, _)| *key == "productNumber");
        for number in 1..=MOST_PAGES {
            let text = number.to_string();
            let mut query = query.to_vec();
            query.push(("pageNumber", &text));
            let answer = match read_page(wire, "ProductAvailability", &query, number > 1).await {
                // A product without balance may read as not found; a whole list that is not found is a failure.
                Err(CallError::NotFound) if one_product => return Ok(()),
                other => other?,
            };
            let page = page(&answer, STOCK_LIST).ok_or_else(no_list)?;
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

/// One page; past the first, a short throttle is waited for instead of starting over.
async fn read_page(wire: &Wire, list: &str, query: &[(&str, &str)], later: bool) -> Result<Value, CallError> {
    match wire.read(&[list], query).await {
        Err(CallError::Busy { after_seconds }) if later && after_seconds <= SHORT_WAIT => {
            let wait = u64::try_from(after_seconds).unwrap_or_default();
            tokio::time::sleep(std::time::Duration::from_secs(wait)).await;
            wire.read(&[list], query).await
        }
        other => other,
    }
}

fn no_list() -> CallError {
    lost(false, "the answer is no list".to_owned())
}
