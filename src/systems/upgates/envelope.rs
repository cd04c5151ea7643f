//! The envelope of a list, and what of it proves that something is not there (upgates-api.md 1.7, corrections.md 1.1).
//!
//! Only a documented, well-formed answer proves an absence: the list is there and is a list, its counts fit what is in it,
//! and each of its rows can be read. Anything else is a failure that is tried again, or a list that proves nothing.
use std::ops::Deref;

use serde_json::Value;

use super::answer::messages;
use crate::domain::cause::Code;
use crate::domain::partner::CallError;
use crate::systems::http::lost;
use crate::systems::json::Json;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What stands on it and could be read.
    pub items: Vec<T>,
    /// Rows on it, whether they could be read or not.
    pub rows: usize,
    /// Rows on it without what identifies them.
    pub unread: usize,
    /// Number of the page, from 1.
    pub number: u32,
    /// How many there are; 0 when it wasn't said.
    pub pages: u32,
    /// How many rows the whole list has; `None` when it wasn't said.
    pub total: Option<i64>,
    /// Whether another page follows.
    pub more: bool,
}

impl<T> Page<T> {
    /// The same of other things; rows stay rows.
    pub fn map<U>(self, change: impl FnOnce(Vec<T>) -> Vec<U>) -> Page<U> {
        let Self { items, rows, unread, number, pages, total, more } = self;
        Page { items: change(items), rows, unread, number, pages, total, more }
    }
}

/// A whole list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T> {
    /// What stands in it.
    pub items: Vec<T>,
    /// Whether it proves that what is not in it does not exist.
    pub complete: bool,
}

/// Things that were asked for by name. What is neither there nor absent is not known: the answer proves nothing about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought<T> {
    /// Those that are there.
    pub there: Vec<T>,
    /// Names that a well-formed answer proves not to be there.
    pub absent: Vec<String>,
}

impl<T> Default for Sought<T> {
    fn default() -> Self {
        Self { there: Vec::new(), absent: Vec::new() }
    }
}

impl<T> Sought<T> {
    /// Whether a name is proven not to be there.
    pub fn lacks(&self, name: &str) -> bool {
        self.absent.iter().any(|absent| absent == name)
    }

    /// Adds what another answer holds.
    pub fn extend(&mut self, other: Self) {
        self.there.extend(other.there);
        self.absent.extend(other.absent);
    }
}

impl<T> Deref for Listed<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> Deref for Sought<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.there
    }
}

impl<T> IntoIterator for Listed<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<T> IntoIterator for Sought<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.there.into_iter()
    }
}

/// The rows under `key`, which must be a list; one thing alone may stand without its list.
///
/// # Errors
/// [`CallError::Refused`] with the shop's words when there is no list but a message of level error; else
/// [`CallError::Down`].
fn rows<'a>(value: &'a Value, key: &str) -> Result<Vec<Json<'a>>, CallError> {
    match value.get(key) {
        None => Err(refusal(value).unwrap_or_else(|| malformed(key, "it is missing"))),
        Some(Value::Array(_)) => Ok(Json(&value[key]).list()),
        Some(Value::Object(one)) if !one.is_empty() => Ok(Json(&value[key]).list()),
        Some(_) => Err(malformed(key, "it is no list")),
    }
}

/// The refusal that an answer's messages of level error amount to.
fn refusal(value: &Value) -> Option<CallError> {
    let errors = messages(Json(value), true);
    (!errors.is_empty()).then(|| CallError::Refused { code: Code::UpgatesRefused, text: errors.join(" ") })
}

fn malformed(key: &str, why: &str) -> CallError {
    lost(false, format!("the answer's list of {key} can't be trusted: {why}"))
}

/// The results of a write under `key`; none when the answer has no such list, which its messages may explain.
///
/// # Errors
/// [`CallError::Refused`] with the shop's words.
pub fn results_of<'a>(value: &'a Value, key: &str) -> Result<Vec<Json<'a>>, CallError> {
    match (value.get(key), refusal(value)) {
        (None, Some(refused)) => Err(refused),
        _ => Ok(Json(value).at(key).list()),
    }
}

/// A list that comes whole, without pages.
///
/// # Errors
/// As [`rows`].
pub fn list<T>(value: &Value, key: &str, read: impl FnMut(Json<'_>) -> Option<T>) -> Result<Listed<T>, CallError> {
    let found = rows(value, key)?;
    let count = found.len();
    let items: Vec<T> = found.into_iter().filter_map(read).collect();
    let complete = value[key].is_array() && items.len() == count;
    Ok(Listed { items, complete })
}

/// One page of the list under `key`, whose counts must fit what is in it wherever they are told.
///
/// # Errors
/// As [`rows`], and [`CallError::Down`] when a count contradicts the list.
pub fn page<T>(
    value: &Value,
    key: &str,
    asked: u32,
    read: impl FnMut(Json<'_>) -> Option<T>,
) -> Result<Page<T>, CallError> {
    let found = rows(value, key)?;
    let count = |name: &str| Json(value).at(name).int();
    let (total, pages) = (count("number_of_items"), count("number_of_pages"));
    let rows = found.len();
    let many = i64::try_from(rows).unwrap_or(i64::MAX);
    let last = pages.unwrap_or(1).max(1);
    let wrong = [
        (count("current_page").is_some_and(|n| n != i64::from(asked)), "it is another page"),
        (count("current_page_items").is_some_and(|n| n != many), "its page has another number of rows"),
        (total.is_some_and(|n| n < many), "it has more rows than it says"),
        (total.is_some_and(|n| last == 1 && asked == 1 && n != many), "it has fewer rows than it says"),
        (many == 0 && i64::from(asked) <= last && (last > 1 || total.unwrap_or(0) > 0), "a page of it is empty"),
        (many > 0 && i64::from(asked) > last && pages.is_some(), "it has more pages than it says"),
    ];
    if let Some((_, why)) = wrong.into_iter().find(|(is, _)| *is) {
        return Err(malformed(key, why));
    }
    let items: Vec<T> = found.into_iter().filter_map(read).collect();
    let pages = pages.and_then(|n| u32::try_from(n).ok()).unwrap_or(0);
    Ok(Page { unread: rows - items.len(), items, rows, number: asked, pages, total, more: asked < pages })
}

/// One page of a list whose counts are documented: without them it is not the documented answer.
///
/// # Errors
/// As [`page`].
pub fn counted<T>(
    value: &Value,
    key: &str,
    asked: u32,
    read: impl FnMut(Json<'_>) -> Option<T>,
) -> Result<Page<T>, CallError> {
    let page = page(value, key, asked, read)?;
    if page.total.is_none() || !Json(value).at("number_of_pages").is_set() {
        return Err(malformed(key, "it doesn't say how many there are"));
    }
    Ok(page)
}

/// A list out of its pages. It is complete when each row could be read and there are as many as the list says.
///
/// # Errors
/// [`CallError::Down`] when rows are missing: the list moved while it was read.
pub fn whole<T>(key: &str, pages: Vec<Page<T>>) -> Result<Listed<T>, CallError> {
    let total = pages.last().and_then(|p| p.total);
    let (rows, unread) = pages.iter().fold((0, 0), |(rows, unread), p| (rows + p.rows, unread + p.unread));
    if total.is_some_and(|n| i64::try_from(rows).is_ok_and(|rows| rows != n)) {
        return Err(malformed(key, "it changed while it was read"));
    }
    Ok(Listed { items: pages.into_iter().flat_map(|p| p.items).collect(), complete: total.is_some() && unread == 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn named(j: Json<'_>) -> Option<String> {
        j.at("n").some_text()
    }

    fn down<T: std::fmt::Debug>(answer: Result<T, CallError>, case: &Value) {
        assert!(matches!(answer, Err(CallError::Down { .. })), "{case} {answer:?}");
    }

    #[test]
    fn a_missing_list_with_an_error_is_a_refusal() {
        let refused = json!({"messages": [{"level": "fatal_error", "message": "broken"}]});
        assert!(matches!(list(&refused, "orders", named), Err(CallError::Refused { text, .. }) if text == "broken"));
        assert!(matches!(results_of(&refused, "orders"), Err(CallError::Refused { .. })));
        assert!(results_of(&json!({"messages": [{"level": "info", "message": "hi"}]}), "orders").unwrap().is_empty());
    }

    #[test]
    fn what_is_no_documented_list_is_a_failure_and_never_empty() {
        for odd in [
            json!({}),
            json!([]),
            json!(null),
            json!({"x": null}),
            json!({"x": {}}),
            json!({"x": "none"}),
            json!({"y": []}),
            json!({"x": 0, "number_of_items": 0, "number_of_pages": 0}),
        ] {
            down(list(&odd, "x", named), &odd);
            down(page(&odd, "x", 1, named), &odd);
            down(counted(&odd, "x", 1, named), &odd);
        }
        for odd in [json!({"x": []}), json!({"x": [], "number_of_items": 0}), json!({"x": [{"n": 1}]})] {
            down(counted(&odd, "x", 1, named), &odd);
        }
    }

    #[test]
    fn counts_fit_what_is_in_the_list() {
        let of = |rows: usize, asked: u32, counts: [i64; 4]| {
            let rows: Vec<Value> = (0..rows).map(|n| json!({"n": n + 1})).collect();
            let [current, here, pages, total] = counts;
            let value = json!({"x": rows, "current_page": current, "current_page_items": here,
                "number_of_pages": pages.to_string(), "number_of_items": total});
            counted(&value, "x", asked, named)
        };
        for pages in [0, 1] {
            let empty = of(0, 1, [1, 0, pages, 0]).unwrap();
            assert!(!empty.more && whole("x", vec![empty]).unwrap().complete);
        }
        let (first, second) = (of(2, 1, [1, 2, 2, 3]).unwrap(), of(1, 2, [2, 1, 2, 3]).unwrap());
        assert!(first.more && !second.more);
        assert_eq!(whole("x", vec![first.clone(), second]).unwrap().items, ["1", "2", "1"]);
        down(whole("x", vec![first]), &json!("a page is missing"));
        assert!(!of(0, 3, [3, 0, 2, 3]).unwrap().more, "a list may become shorter while it is read");
        for (rows, asked, counts) in [
            (0, 1, [1, 0, 1, 2]),
            (1, 1, [1, 1, 1, 2]),
            (2, 1, [1, 2, 1, 1]),
            (2, 1, [2, 2, 2, 4]),
            (2, 1, [1, 1, 1, 2]),
            (0, 2, [2, 0, 3, 250]),
            (0, 1, [1, 0, 2, 0]),
            (1, 1, [1, 1, 0, 0]),
        ] {
            down(of(rows, asked, counts), &json!([rows, asked, counts]));
        }
    }

    #[test]
    fn rows_that_cannot_be_read_leave_a_list_that_proves_nothing() {
        for odd in [json!(["A", "B"]), json!([{"n": "A"}, {"m": "B"}])] {
            let value = json!({"x": odd, "current_page": 1, "number_of_pages": 1, "number_of_items": 2});
            assert!(!whole("x", vec![counted(&value, "x", 1, named).unwrap()]).unwrap().complete, "{value}");
            assert!(!list(&value, "x", named).unwrap().complete, "{value}");
        }
        assert!(!list(&json!({"x": {"n": 1}}), "x", named).unwrap().complete);
    }
}
