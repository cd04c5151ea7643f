//! Both styles of paging (facts: partners.md 2.4).

use super::refuse;
use crate::kit::Switches;
use actix_web::HttpResponse;
use serde::Deserialize;
use serde_json::{Value, json};

/// Rows of a page when the client doesn't say.
const USUAL: usize = 100;

/// Paging parameters as sent.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Page {
    /// Style A: rows of a page.
    #[serde(rename = "pageCount")]
    count: Option<usize>,
    /// Style A: page from 0.
    #[serde(rename = "pageOffset")]
    offset: Option<usize>,
    /// Style B: page from 1; taken by style A too.
    #[serde(rename = "pageNumber")]
    number: Option<usize>,
}

impl Page {
    /// Style A: a bare array. A page past the end is refused or empty, as the switch says.
    pub fn bare(self, rows: &[Value], switches: &Switches) -> HttpResponse {
        let size = self.count.unwrap_or(USUAL);
        if size == 0 {
            return refuse("pageCount must be above zero.");
        }
        let page = self.number.map_or(self.offset.unwrap_or(0), |number| number.saturating_sub(1));
        let past = page > 0 && page * size >= rows.len();
        if past && self.number.is_none() && switches.text("extend.page_past_end") == "refuse" {
            return refuse("The requested page does not exist.");
        }
        HttpResponse::Ok().json(cut(rows, page, size, switches))
    }

    /// Style B: the rows under a key beside the paging block.
    pub fn wrapped(self, key: &str, rows: &[Value], switches: &Switches) -> HttpResponse {
        let page = self.number.unwrap_or(1).max(1);
        let pages = rows.len().div_ceil(USUAL).max(1);
        HttpResponse::Ok().json(json!({
            key: cut(rows, page - 1, USUAL, switches),
            "paginationInfo": {
                "currentPage": page,
                "totalPages": pages,
                "pageSize": USUAL,
                "totalResources": rows.len(),
                "message": if page > pages { "Page does not exist." } else { "" },
            },
        }))
    }
}

/// One page. Between two pages rows may move, as the switch says: one comes again or one is skipped.
fn cut(rows: &[Value], page: usize, size: usize, switches: &Switches) -> Vec<Value> {
    let start = page * size;
    let start = match switches.text("extend.page_drift").as_str() {
        "repeat" if page > 0 && start < rows.len() => start - 1,
        "skip" if page > 0 => start + 1,
        _ => start,
    };
    rows.iter().skip(start).take(size).cloned().collect()
}
