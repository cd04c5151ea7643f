//! The filter of the activity, kept in the address, and the keyset that leads from page to page.
use super::page::Page;
use crate::domain::cause::Code;
use crate::domain::clock::{Millis, parse_moment};
use crate::domain::order::OrderState;
use crate::store::orders::{Filter, TrackedOrder};
use crate::web::form::{FieldError, Form};

/// Longest text that is looked for.
const LONGEST_TEXT: usize = 100;

/// Reads the filter from an address. What can't be used is left out and named.
pub fn read(page: &Page, query: &Form) -> (Filter, Vec<FieldError>) {
    let mut filter = Filter::default();
    let mut errors = Vec::new();
    let mut wrong = |field: &str, key: &str| errors.push(FieldError { field: field.to_owned(), text: page.t(key) });
    for word in query.all("state").iter().filter(|w| !w.is_empty()) {
        match OrderState::from_word(word) {
            Some(state) => filter.states.push(state),
            None => wrong("state", "error-filter-state"),
        }
    }
    let text = |name: &str| Some(query.get(name)).filter(|t| !t.is_empty());
    if let Some(word) = text("kind") {
        filter.kind = Code::from_word(word);
        if filter.kind.is_none() {
            wrong("kind", "error-filter-kind");
        }
    }
    for (name, slot) in [("cause", &mut filter.cause), ("carrier", &mut filter.carrier), ("text", &mut filter.text)] {
        match text(name) {
            Some(t) if t.chars().count() > LONGEST_TEXT || t.contains('\0') => wrong(name, "error-long"),
            other => *slot = other.map(str::to_owned),
        }
    }
    for (name, slot) in [("from", &mut filter.from), ("to", &mut filter.to)] {
        if let Some(t) = text(name) {
            match parse_moment(t, &page.shop.zone).filter(|_| t.len() == 10) {
                Some(at) if name == "to" => *slot = day_after(page, at),
                Some(at) => *slot = Some(at),
                None => wrong(name, "error-date"),
            }
        }
    }
    if filter.from.zip(filter.to).is_some_and(|(from, to)| from >= to) {
        wrong("to", "error-period");
    }
    if let Some(t) = text("after") {
        match t.split_once('_').and_then(|(at, id)| Some((Millis(at.parse().ok()?), id.to_owned()))) {
            Some((at, id)) if id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()) => {
                filter.after = Some((at, id));
            }
            _ => wrong("after", "error-after"),
        }
    }
    (filter, errors)
}

/// The midnight that ends a day, given the one that begins it. A day that changes the clock has 23 or 25 hours; the next midnight
/// is found by name.
pub fn day_after(page: &Page, day: Millis) -> Option<Millis> {
    let next = day.plus_seconds(36 * 3600).local(&page.shop.zone).date().to_string();
    parse_moment(&next, &page.shop.zone)
}

/// The same filter as an address, going on after this order.
pub fn next(query: &Form, last: &TrackedOrder) -> String {
    format!("{}after={}_{}", address(query), last.changed_at.0, last.id)
}

/// The filter as the beginning of an address, without the keyset: `?state=held&`.
pub fn address(query: &Form) -> String {
    let mut text = url::form_urlencoded::Serializer::new(String::new());
    for name in ["state", "kind", "cause", "carrier", "from", "to", "text"] {
        for value in query.all(name).iter().filter(|v| !v.trim().is_empty()) {
            text.append_pair(name, value.trim());
        }
    }
    let text = text.finish();
    if text.is_empty() { "?".to_owned() } else { format!("?{text}&") }
}
