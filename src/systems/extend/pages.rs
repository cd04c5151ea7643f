//! The two styles of paging (partners.md 2.4): a bare array counted by us, and a list beside a `paginationInfo`. Only an answer of
//! the documented form proves that something is not in it (corrections.md 1.3).
use serde_json::Value;

use crate::domain::partner::CallError;
use crate::systems::http::lost;
use crate::systems::json::Json;

/// Most pages that are read of one list; more is a server that pages in circles.
pub(super) const MOST_PAGES: u32 = 10_000;
/// Key of the order list, should it ever come wrapped.
pub(super) const ORDER_LIST: &str = "customerOrderList";
/// Key of the stock list.
pub(super) const STOCK_LIST: &str = "productAvailabilityList";

/// One page of a list.
pub(super) struct Page<'a> {
    /// Its rows.
    pub(super) rows: Vec<Json<'a>>,
    /// How many pages there are, when the answer says so.
    pub(super) pages: Option<i64>,
    /// How many rows there are on all pages, when the answer says so.
    pub(super) total: Option<i64>,
}

/// Takes a page apart, whichever style it has; `None` when it is no list at all. Each row must be an object.
pub(super) fn page<'a>(answer: &'a Value, list_key: &str) -> Option<Page<'a>> {
    let json = Json(answer);
    let (list, pages, total) = match answer {
        Value::Array(_) => (answer, None, None),
        Value::Object(map) => {
            let info = json.at("paginationInfo");
            (map.get(list_key)?, info.at("totalPages").int(), info.at("totalResources").int())
        }
        _ => return None,
    };
    let rows = list.as_array()?;
    rows.iter().all(Value::is_object).then(|| Page { rows: rows.iter().map(Json).collect(), pages, total })
}

/// A page of orders: each row names its order.
///
/// # Errors
/// [`CallError::Down`] when it is no such page.
pub(super) fn orders(answer: &Value) -> Result<Page<'_>, CallError> {
    let page = page(answer, ORDER_LIST).ok_or_else(no_list)?;
    if page.rows.iter().all(|row| row.at("orderNumber").is_set()) { Ok(page) } else { Err(no_list()) }
}

/// The page `number` (from 1) of the stock list, whose paging block is documented.
///
/// # Errors
/// [`CallError::Down`] when it is no such page, or when it is empty though its block says that there are rows.
pub(super) fn stock(answer: &Value, number: u32) -> Result<Page<'_>, CallError> {
    let page = page(answer, STOCK_LIST).ok_or_else(no_list)?;
    let (Some(total), Some(pages)) = (page.total, page.pages) else { return Err(no_list()) };
    let rows = i64::try_from(page.rows.len()).unwrap_or(i64::MAX);
    let missing = rows == 0 && total > 0 && i64::from(number) < pages.max(2);
    if missing || rows > total { Err(no_list()) } else { Ok(page) }
}

/// The answer is not the list that was asked for.
pub(super) fn no_list() -> CallError {
    lost(false, "the answer is no list".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_the_documented_form_is_a_list() {
        assert!(orders(&json!([])).unwrap().rows.is_empty());
        assert_eq!(orders(&json!([{"orderNumber": 1}])).unwrap().rows.len(), 1);
        assert_eq!(orders(&json!({"customerOrderList": [{"orderNumber": "1"}]})).unwrap().rows.len(), 1);
        for odd in [
            json!(null),
            json!({}),
            json!("none"),
            json!({"customerOrderList": null}),
            json!({"paginationInfo": {}}),
            json!({"orders": []}),
            json!(["A"]),
            json!([{"productNumber": "A"}]),
        ] {
            assert!(orders(&odd).is_err(), "{odd}");
        }
        let info = |rows: Value, total: i64| json!({"productAvailabilityList": rows, "paginationInfo": {"totalPages": 1, "totalResources": total}});
        assert!(stock(&info(json!([]), 0), 1).unwrap().rows.is_empty());
        assert_eq!(stock(&info(json!([{}]), 1), 1).unwrap().rows.len(), 1);
        for odd in [
            json!([]),
            json!({}),
            json!({"productAvailabilityList": []}),
            info(json!(null), 0),
            info(json!([]), 3),
            info(json!([{}, {}]), 1),
            info(json!(["A"]), 1),
        ] {
            assert!(stock(&odd, 1).is_err(), "{odd}");
        }
    }
}
