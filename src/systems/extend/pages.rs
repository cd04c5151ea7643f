//! The two styles of paging (partners.md 2.4): a bare array counted by us, and a list beside a `paginationInfo`.
use serde_json::Value;

use crate::systems::json::Json;

/// Most pages that are read of one list; more is a server that pages in circles.
pub(super) const MOST_PAGES: u32 = 10_000;

/// One page of a list.
pub(super) struct Page<'a> {
    /// Its rows.
    pub(super) rows: Vec<Json<'a>>,
    /// How many pages there are, when the answer says so.
    pub(super) pages: Option<i64>,
    /// How many rows there are on all pages, when the answer says so.
    pub(super) total: Option<i64>,
}

/// Takes a page apart, whichever style it has; `None` when it is no list at all.
pub(super) fn page<'a>(answer: &'a Value, list_key: &str) -> Option<Page<'a>> {
    let json = Json(answer);
    match answer {
        Value::Array(_) => Some(Page { rows: json.list(), pages: None, total: None }),
        Value::Object(map) if map.contains_key(list_key) || map.contains_key("paginationInfo") => {
            let info = json.at("paginationInfo");
            let (pages, total) = (info.at("totalPages").int(), info.at("totalResources").int());
            Some(Page { rows: json.at(list_key).list(), pages, total })
        }
        _ => None,
    }
}
