//! Events and the records that their webhooks carry (upgates-api 13.4). A record waits at each active webhook of its event.

use super::model::Shop;
use super::prague;
use crate::kit::Kit;
use serde_json::{Value, json};
use std::time::Instant;
use time::OffsetDateTime;

/// Families of events; each has `.create`, `.update` and `.delete` (upgates-api 13.2).
pub const FAMILIES: &[&str] = &[
    "Orders",
    "OrderStatuses",
    "Products",
    "Labels",
    "Categories",
    "Customers",
    "Shipments",
    "Payments",
    "Pricelists",
    "Languages",
    "Invoices",
    "Availabilities",
];

/// The array's name in the body.
pub fn array_key(family: &str) -> String {
    match family {
        "OrderStatuses" => "statuses".to_owned(),
        other => other.to_lowercase(),
    }
}

/// The service whose privilege an event needs.
pub fn service(family: &str) -> &'static str {
    match family {
        "Orders" => "orders",
        "OrderStatuses" => "order-statuses",
        "Products" => "products",
        "Labels" => "labels",
        "Categories" => "categories",
        "Customers" => "customers",
        "Shipments" => "shipments",
        "Payments" => "payments",
        "Pricelists" => "pricelists",
        "Languages" => "languages",
        "Invoices" => "invoices",
        _ => "availabilities",
    }
}

/// An order was created, changed or deleted.
pub fn order(kit: &Kit, shop: &mut Shop, at: usize, what: &str) {
    if what == "delete" && !kit.switches.on("upgates.delete_fires") {
        return;
    }
    let order = &shop.orders[at];
    let mut record = json!({ "order_number": order.number, time_key(what): prague::stamp(time_of(what, order.created, order.updated)) });
    if what == "create" || (what == "update" && kit.switches.on("upgates.update_hook_status")) {
        let name = order.status_id.and_then(|id| shop.status(id)).and_then(|s| s.names.get(&order.language).cloned());
        record["status_id"] = json!(order.status_id);
        record["status"] = json!(name);
    }
    let key = order.number.clone();
    put(shop, &format!("Orders.{what}"), &key, &record);
}

/// A product was created, changed or deleted.
pub fn product(shop: &mut Shop, at: usize, what: &str) {
    let product = &shop.products[at];
    let record = json!({
        "product_id": product.id, "code": product.code,
        time_key(what): prague::stamp(time_of(what, product.created, product.updated)),
    });
    let key = product.id.to_string();
    put(shop, &format!("Products.{what}"), &key, &record);
}

/// A status, carrier or payment was created, changed or deleted.
pub fn listed(shop: &mut Shop, family: &str, id: u32, what: &str, now: OffsetDateTime) {
    let name = match family {
        "OrderStatuses" => "order_status_id",
        "Shipments" => "shipment_id",
        _ => "payment_id",
    };
    let record = json!({ name: id, time_key(what): prague::stamp(now) });
    put(shop, &format!("{family}.{what}"), &id.to_string(), &record);
}

/// Lets a record wait at every active webhook of the event; a newer state replaces an older one.
pub fn put(shop: &mut Shop, event: &str, key: &str, record: &Value) {
    for hook in shop.webhooks.iter_mut().filter(|hook| hook.active && hook.event == event) {
        hook.gathered.insert(key.to_owned(), record.clone());
        hook.since.get_or_insert_with(Instant::now);
    }
}

fn time_key(what: &str) -> &'static str {
    match what {
        "create" => "creation_time",
        "delete" => "deletion_time",
        _ => "last_update_time",
    }
}

fn time_of(what: &str, created: OffsetDateTime, updated: OffsetDateTime) -> OffsetDateTime {
    if what == "create" { created } else { updated }
}
