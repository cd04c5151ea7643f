//! The REST interface v2 of a shop: finds the shop, checks login, limits and privilege, and hands over to the resource.

mod answer;
mod door;
mod filter;
mod order_print;
mod order_read;
mod order_write;
mod others;
mod paging;
mod product_print;
mod product_read;
mod product_write;
mod settings;
mod statuses;
mod webhooks;

pub use door::enter;
pub(crate) use order_print::total as order_total;

use super::Upgates;
use super::model::Shop;
use crate::kit::Kit;
use actix_web::http::Method;
use answer::Answer;
use serde_json::Value;

/// A request that has passed the door.
pub(crate) struct Call<'a> {
    pub kit: &'a Kit,
    pub upgates: &'a Upgates,
    pub shop: &'a mut Shop,
    pub user: String,
    pub method: Method,
    pub path: Vec<String>,
    pub query: Vec<(String, String)>,
    pub body: Value,
}

impl Call<'_> {
    /// A query value.
    fn get(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// A query list separated by `;`.
    fn list(&self, name: &str) -> Option<Vec<&str>> {
        self.get(name).map(|text| text.split(';').filter(|part| !part.is_empty()).collect())
    }
}

/// The methods of a path, or nothing when there is no such path.
fn methods(path: &[&str]) -> Option<&'static [&'static str]> {
    Some(match path {
        ["status" | "owner" | "languages" | "config" | "shipments" | "payments" | "pricelists"]
        | ["shipments" | "payments" | "orders", _]
        | ["products", "simple" | "variants"]
        | ["products", _, "simple"]
        | ["webhooks", "events"] => &["GET"],
        ["order-statuses"] => &["GET", "POST", "PUT"],
        ["order-statuses" | "products" | "webhooks", _] => &["GET", "DELETE"],
        ["orders" | "webhooks"] => &["GET", "POST", "PUT", "DELETE"],
        ["orders", _, "history"] => &["GET", "POST"],
        ["products"] => &["GET", "PUT", "DELETE"],
        ["orders", _, "pdf"] => &["GET"],
        ["orders", _, "file" | "urls"] => &["POST"],
        ["orders", _, "attachments"] => &["DELETE"],
        [resource] | [resource, _] if others::is_known(resource) => &["GET"],
        _ => return None,
    })
}

fn route(call: &mut Call<'_>) -> Answer {
    let path = call.path.clone();
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match (call.method.as_str(), path.as_slice()) {
        ("GET", ["status"]) => settings::status(call),
        ("GET", ["owner"]) => settings::owner(call),
        ("GET", ["languages"]) => settings::languages(call),
        ("GET", ["config"]) => settings::config(),
        ("GET", ["pricelists"]) => settings::pricelists(),
        ("GET", ["orders", number, "pdf"]) => others::pdf(call, number),
        ("POST", ["orders", number, what @ ("file" | "urls")]) => others::attach(call, number, what),
        ("DELETE", ["orders", _, "attachments"]) => others::detach(call),
        ("GET", [resource, ..]) if others::is_known(resource) => others::list(call, resource),
        ("GET", ["shipments", ..]) => settings::shipments(call, path.get(1).copied()),
        ("GET", ["payments", ..]) => settings::payments(call, path.get(1).copied()),
        ("GET", ["order-statuses", ..]) => statuses::list(call, path.get(1).copied()),
        ("POST", ["order-statuses"]) => statuses::create(call),
        ("PUT", ["order-statuses"]) => statuses::update(call),
        ("DELETE", ["order-statuses", id]) => statuses::delete(call, id),
        ("GET", ["orders", number, "history"]) => order_read::history(call, number),
        ("POST", ["orders", number, "history"]) => order_write::add_history(call, number),
        ("GET", ["orders", ..]) => order_read::list(call, path.get(1).copied()),
        ("POST", ["orders"]) => order_write::create(call),
        ("PUT", ["orders"]) => order_write::update(call),
        ("DELETE", ["orders"]) => order_write::delete(call),
        ("GET", ["products", "variants"]) => product_read::variants(call),
        ("GET", ["products", "simple"] | ["products"]) => product_read::list(call, None, path.len() > 1),
        ("GET", ["products", code, ..]) => product_read::list(call, Some(code), path.len() > 2),
        ("PUT", ["products"]) => product_write::update(call),
        ("DELETE", ["products", ..]) => product_write::delete(call, path.get(1).copied()),
        ("GET", ["webhooks", "events"]) => webhooks::events(call),
        ("GET", ["webhooks", ..]) => webhooks::list(call, path.get(1).copied()),
        ("POST", ["webhooks"]) => webhooks::create(call),
        ("PUT", ["webhooks"]) => webhooks::update(call),
        ("DELETE", ["webhooks", ..]) => webhooks::delete(call, path.get(1).copied()),
        _ => Answer::refuse(404, "Neznámá adresa."),
    }
}
