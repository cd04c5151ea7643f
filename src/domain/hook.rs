//! What a hook leaves behind: which event, and which things it names. Hooks are hints; the truth is read afterwards.
//!
//! An empty list of items means "something changed that the hook did not name": whoever works the mark off looks for changes.
use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::reader;

mod records;

/// What we want to hear of, in lower case without plural; the exact names come from Upgates (upgates-addon.md 5.1 row 10).
pub const WANTED: [&str; 18] = [
    "order.create",
    "order.update",
    "order.delete",
    "orderstatus.create",
    "orderstatus.update",
    "orderstatus.delete",
    "shipment.create",
    "shipment.update",
    "shipment.delete",
    "payment.create",
    "payment.update",
    "payment.delete",
    "product.create",
    "product.update",
    "product.delete",
    "language.create",
    "language.update",
    "language.delete",
];

/// Event of a mark from a partner: orders changed there; items are the partner's order numbers.
pub const PROGRESS: &str = "partner.progress";
/// Event of a mark from a partner: stock changed there; items are product numbers.
pub const STOCK: &str = "partner.stock";

/// Longest identifier that is taken, in characters.
const LONGEST: usize = 100;
/// A hook that names more things says that much changed: looking for changes is cheaper than reading each.
pub const MOST_NAMED: usize = 300;

/// What a hook of Upgates names (upgates-addon.md 2.3).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// What it names; each once.
    pub items: Vec<Item>,
    /// Records that name nothing we can read.
    pub unread: usize,
    /// Whether there are more than [`MOST_NAMED`] (of deletions all are named).
    pub many: bool,
    /// Where each key stands.
    seen: HashMap<String, usize>,
}

/// One thing that a hook names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Order number, or code or id of another thing.
    pub key: String,
    /// When it changed, as written; tells an echo of our own writes from a merchant's change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<String>,
    /// Status that the order has, when told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_id: Option<i64>,
}

/// A hook body that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HookError {
    /// Not a JSON object.
    #[error("the body is not a JSON object")]
    NotJson,
    /// No list of records.
    #[error("the body has no list of records")]
    NoRecords,
}

/// Whether an event, as Upgates names it, is about orders (spellings differ between its documents).
pub fn is_about_orders(event: &str) -> bool {
    matches!(entity(event).as_str(), "orders" | "order")
}

/// Whether an event is the deletion of orders, which no look for changes finds.
pub fn is_deletion(event: &str) -> bool {
    is_about_orders(event) && event.to_ascii_lowercase().ends_with(".delete")
}

/// The entity of an event in lower case: `orders` of `Orders.update`.
pub fn entity(event: &str) -> String {
    event.split('.').next().unwrap_or_default().to_ascii_lowercase()
}

/// Reads what a hook of Upgates names: `{ "project_name": …, "orders": [ { "order_number": … } ] }`. Only the members that name
/// something are kept, so a hook of thousands of records costs little.
///
/// # Errors
/// When the body is no JSON object or has no list.
pub fn read(event: &str, body: &[u8]) -> Result<Named, HookError> {
    let keys: &[&str] = if is_about_orders(event) {
        &["order_number"]
    } else {
        &["code", "product_id", "invoice_number", "customer_id", "id"]
    };
    let most = if is_deletion(event) { usize::MAX } else { MOST_NAMED };
    let lists = reader::hook(body, records::Body { entity: &entity(event), keys, most });
    lists.map_err(|_| HookError::NotJson)?.ok_or(HookError::NoRecords)
}

impl Named {
    /// Adds what one record names. Of more than `most` things none is worth naming.
    fn add(&mut self, record: &Map<String, Value>, keys: &[&str], most: usize) {
        let Some(key) = identifier(record, keys) else {
            self.unread += 1;
            return;
        };
        let changed = record.get("last_update_time").and_then(scalar);
        let status_id = record.get("status_id").and_then(scalar).and_then(|id| id.parse().ok());
        if let Some(before) = self.seen.get(&key).and_then(|at| self.items.get_mut(*at)) {
            // Named twice with different words: none of them may pass for an echo.
            if before.changed != changed || before.status_id != status_id {
                before.changed = None;
                before.status_id = None;
            }
        } else if self.items.len() < most {
            self.seen.insert(key.clone(), self.items.len());
            self.items.push(Item { key, changed, status_id });
        } else {
            self.many = true;
        }
    }
}

fn same_entity(key: &str, entity: &str) -> bool {
    let key = key.to_ascii_lowercase().replace('_', "");
    key.trim_end_matches('s') == entity.trim_end_matches('s')
}

fn identifier(record: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    let ends_in_id = || record.iter().find(|(key, _)| keys.len() > 1 && key.ends_with("_id")).map(|(_, value)| value);
    let known = keys.iter().filter_map(|key| record.get(*key)).find_map(scalar);
    known.or_else(|| ends_in_id().and_then(scalar))
}

fn scalar(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let fits = !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
    fits.then_some(text)
}

/// An event's name without case and plural: `Orders.update`, `Order.Update` → `order.update`.
pub fn plain_event(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let Some((section, what)) = name.split_once('.') else { return name };
    let section = match section {
        "orderstatuses" | "orderstatus" => "orderstatus",
        other => other.strip_suffix('s').unwrap_or(other),
    };
    format!("{section}.{what}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn orders_are_named_by_their_number() {
        let body = r#"{"project_name":"Lampy","orders":[{"order_number":"A1","status_id":1},{"order_number":7},{"order_number":"A1"},{}]}"#;
        let named = read("Orders.update", body.as_bytes()).unwrap();
        let keys: Vec<&str> = named.items.iter().map(|i| i.key.as_str()).collect();
        assert_eq!((keys, named.unread), (vec!["A1", "7"], 1));
        assert_eq!(named.items[0].status_id, None, "named twice in different words");
        assert!(is_about_orders("Order.Update") && !is_about_orders("OrderStatuses.update"));
    }

    #[test]
    fn other_things_are_named_by_code_or_id() {
        let named = |event: &str, body: &str| {
            let items = read(event, body.as_bytes()).unwrap().items;
            items.into_iter().map(|i| i.key).collect::<Vec<_>>()
        };
        assert_eq!(named("Products.update", r#"{"products":[{"product_id":5,"code":"L-5"}]}"#), ["L-5"]);
        assert_eq!(named("OrderStatuses.create", r#"{"order_statuses":[{"status_id":5,"order_number":"x"}]}"#), ["5"]);
        assert_eq!(named("Shipments.update", r#"{"x":[],"shipments":[{"id":3}]}"#), ["3"]);
    }

    #[test]
    fn of_many_things_none_is_named_unless_they_are_deleted() {
        let records: Vec<Value> =
            (0..5000).map(|n| serde_json::json!({"order_number": n, "customer": {"name": "x"}})).collect();
        let body = serde_json::json!({"orders": records}).to_string();
        let named = read("Orders.update", body.as_bytes()).unwrap();
        assert_eq!((named.items.len(), named.many), (MOST_NAMED, true));
        let named = read("Orders.delete", body.as_bytes()).unwrap();
        assert_eq!((named.items.len(), named.many), (5000, false));
    }

    #[test]
    fn a_broken_text_hides_no_order() {
        let body = [
            br#"{"orders":[{"order_number":"A1","note":"\ud83d"},{"order_number":"A2","note":""#.as_slice(),
            b"\xff\n",
            br#""}],"$serde_json::private::RawValue":"[]"}"#,
        ]
        .concat();
        let named = read("Orders.update", &body).unwrap();
        assert_eq!(named.items.len(), 2);
        let deep = format!(r#"{{"orders":{}"#, "[".repeat(10_000));
        assert_eq!(read("Orders.update", deep.as_bytes()), Err(HookError::NotJson));
    }

    #[test]
    fn what_is_no_hook_is_told() {
        assert_eq!(read("Orders.update", b"{"), Err(HookError::NotJson));
        assert_eq!(read("Orders.update", b"[]"), Err(HookError::NotJson));
        assert_eq!(read("Orders.update", br#"{"orders":{}}"#), Err(HookError::NoRecords));
    }

    proptest! {
        #[test]
        fn reading_never_panics(body in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read("Orders.update", &body);
        }
    }

    #[test]
    fn event_names_are_recognised_in_all_spellings() {
        for name in ["Orders.update", "Order.Update", "orders.update"] {
            assert_eq!(plain_event(name), "order.update");
        }
        assert_eq!(plain_event("OrderStatuses.create"), "orderstatus.create");
        assert_eq!(plain_event("odd"), "odd");
    }
}
