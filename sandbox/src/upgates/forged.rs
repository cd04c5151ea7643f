//! Webhook calls on command: duplicates, late, forged, malformed and huge ones.

use super::events::array_key;
use super::model::{Batch, Shop};
use super::{prague, wire_json};
use crate::kit::Kit;
use serde::Deserialize;
use serde_json::{Value, json};
use time::Duration;

/// What to send.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    /// Event whose webhooks are called.
    pub event: String,
    /// Orders named in the body.
    #[serde(default)]
    pub order_numbers: Vec<String>,
    /// Product codes named in the body.
    #[serde(default)]
    pub product_codes: Vec<String>,
    /// How many calls.
    #[serde(default = "once")]
    pub repeat: u32,
    /// Milliseconds, by the sandbox's clock, until they go.
    #[serde(default)]
    pub late_ms: i64,
    /// Orders that the shop doesn't have are named, from a project of another name.
    #[serde(default)]
    pub forged: bool,
    /// The body is broken JSON.
    #[serde(default)]
    pub malformed: bool,
    /// The body is this text.
    #[serde(default)]
    pub body: Option<String>,
    /// So many invented records in one call.
    #[serde(default)]
    pub records: u32,
}

fn once() -> u32 {
    1
}

/// Queues the calls; gives the number of webhooks that take them.
pub fn send(kit: &Kit, shop: &mut Shop, command: &Command) -> usize {
    let now = kit.clock.now();
    let time = prague::stamp(now);
    let family = command.event.split('.').next().unwrap_or_default();
    let mut records: Vec<Value> =
        command.order_numbers.iter().map(|n| json!({ "order_number": n, "last_update_time": time })).collect();
    for code in &command.product_codes {
        let id = shop.products.iter().find(|p| p.code.as_ref() == Some(code)).map(|p| p.id);
        records.push(json!({ "product_id": id, "code": code, "last_update_time": time }));
    }
    for at in 0..command.records {
        records.push(match family {
            "Products" => json!({ "product_id": 900_000 + at, "code": format!("X-{at}"), "last_update_time": time }),
            _ => json!({ "order_number": format!("X{at:06}"), "last_update_time": time }),
        });
    }
    let project = if command.forged { "Cizí obchod" } else { shop.project_name.as_str() };
    if command.forged && records.is_empty() {
        records.push(json!({ "order_number": "O99999999", "last_update_time": time }));
    }
    let mut body = wire_json::encode(&json!({ "project_name": project, array_key(family): records }));
    if command.malformed {
        body.truncate(body.len() / 2);
        // the cut may fall into an escape but never into a character, as the text is ASCII
    }
    let body = command.body.clone().unwrap_or(body);
    let due = now + Duration::milliseconds(command.late_ms);
    let mut reached = 0;
    for hook in shop.webhooks.iter_mut().filter(|h| h.active && h.event == command.event) {
        reached += 1;
        for _ in 0..command.repeat {
            hook.queue.push(Batch { records: records.clone(), whole: Some(body.clone()), due, tries: 0 });
        }
    }
    reached
}
