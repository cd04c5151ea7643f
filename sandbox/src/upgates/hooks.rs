//! Sends the webhooks: gathers for a moment, up to 5000 records a call, create before update before delete (upgates-api 13.3).

use super::model::{Batch, Delivery, Shop};
use super::wire_json;
use super::{Upgates, events};
use serde_json::{Map, Value, json};
use std::time::{Duration, Instant};
use time::OffsetDateTime;

/// Records in one call at most.
const MOST: usize = 5000;
/// Deliveries remembered per webhook.
const KEPT: usize = 1000;

/// One call to be made.
struct Call {
    hook: u32,
    url: String,
    batch: Batch,
    body: String,
}

/// Runs until the sandbox stops.
pub async fn run(upgates: Upgates) {
    loop {
        tokio::time::sleep(Duration::from_millis(10)).await;
        let due: Vec<(String, Vec<Call>)> = {
            let (now, window) = (upgates.kit.clock.now(), upgates.hook_window());
            let fill = upgates.kit.switches.on("upgates.other_hooks");
            let mut state = upgates.lock();
            let idle = state.shops.values_mut().filter(|shop| !shop.sending);
            idle.map(|shop| (shop.id.clone(), collect(shop, now, window, fill)))
                .filter(|(_, calls)| !calls.is_empty())
                .collect()
        };
        for (shop, calls) in due {
            actix_web::rt::spawn(send_all(upgates.clone(), shop, calls));
        }
    }
}

fn collect(shop: &mut Shop, now: OffsetDateTime, window: Duration, fill: bool) -> Vec<Call> {
    let mut calls = Vec::new();
    for hook in &mut shop.webhooks {
        if hook.since.is_some_and(|since| since.elapsed() >= window) {
            hook.since = None;
            let records: Vec<Value> = std::mem::take(&mut hook.gathered).into_values().collect();
            hook.queue.extend(records.chunks(MOST).map(|part| Batch {
                records: part.to_vec(),
                whole: None,
                due: now,
                tries: 0,
            }));
        }
        if !hook.active {
            continue;
        }
        let (due, later) = std::mem::take(&mut hook.queue).into_iter().partition(|batch: &Batch| batch.due <= now);
        hook.queue = later;
        let due: Vec<Batch> = due;
        calls.extend(due.into_iter().map(|batch| Call {
            hook: hook.id,
            url: hook.url.clone(),
            body: batch.whole.clone().unwrap_or_else(|| body(&shop.project_name, &hook.event, &batch.records, fill)),
            batch,
        }));
    }
    let order = |hook: u32| shop.webhooks.iter().find(|h| h.id == hook).map_or(3, |h| rank(&h.event));
    calls.sort_by_key(|call| order(call.hook));
    shop.sending = !calls.is_empty();
    calls
}

fn rank(event: &str) -> u8 {
    match event.rsplit('.').next() {
        Some("create") => 0,
        Some("update") => 1,
        _ => 2,
    }
}

fn body(project: &str, event: &str, records: &[Value], fill: bool) -> String {
    let family = event.split('.').next().unwrap_or_default();
    let documented =
        matches!(family, "Orders" | "OrderStatuses" | "Products" | "Categories" | "Customers" | "Invoices");
    let mut fields = Map::new();
    fields.insert("project_name".to_owned(), json!(project));
    let records = if documented || fill { records.to_vec() } else { Vec::new() };
    fields.insert(events::array_key(family), Value::Array(records));
    wire_json::encode(&Value::Object(fields))
}

async fn send_all(upgates: Upgates, shop: String, calls: Vec<Call>) {
    for call in calls {
        let started = Instant::now();
        let (outcome, status) = send(&upgates, &call).await;
        let took_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        settle(&upgates, &shop, call, outcome, status, took_ms);
    }
    if let Some(shop) = upgates.lock().shops.get_mut(&shop) {
        shop.sending = false;
    }
}

async fn send(upgates: &Upgates, call: &Call) -> (&'static str, Option<u16>) {
    let limit = Duration::from_millis(upgates.kit.switches.number("upgates.hook_timeout_ms").unsigned_abs());
    let request = upgates
        .client()
        .post(&call.url)
        .header("content-type", "application/json")
        .timeout(limit)
        .body(call.body.clone());
    match request.send().await {
        Ok(answer) if matches!(answer.status().as_u16(), 200 | 204) => ("delivered", Some(answer.status().as_u16())),
        Ok(answer) => ("refused", Some(answer.status().as_u16())),
        Err(error) if error.is_timeout() => ("timeout", None),
        Err(_) => ("unreachable", None),
    }
}

fn settle(upgates: &Upgates, shop: &str, call: Call, outcome: &'static str, status: Option<u16>, took_ms: u64) {
    let switches = &upgates.kit.switches;
    let now = upgates.kit.clock.now();
    let repeats = matches!(outcome, "refused" | "unreachable")
        || (outcome == "timeout" && switches.on("upgates.hook_timeout_repeats"));
    let mut state = upgates.lock();
    // deleted meanwhile: nothing to note
    let Some(hook) = state.shops.get_mut(shop).and_then(|s| s.webhooks.iter_mut().find(|h| h.id == call.hook)) else {
        return;
    };
    let body: String = call.body.chars().take(2000).collect();
    if hook.deliveries.len() == KEPT {
        hook.deliveries.remove(0);
    }
    hook.deliveries.push(Delivery { at: now, outcome, status, records: call.batch.records.len(), body, took_ms });
    if let ("delivered", Some(status)) = (outcome, status) {
        hook.success = Some((now, status));
    } else {
        hook.error = Some((now, status));
    }
    if repeats {
        let due = now + time::Duration::seconds(switches.number("upgates.hook_repeat_s"));
        hook.queue.push(Batch { due, tries: call.batch.tries + 1, ..call.batch });
        let hours = switches.number("upgates.hook_off_after_h");
        let since = hook.success.map_or(hook.created, |(at, _)| at);
        if hours > 0 && now - since > time::Duration::hours(hours) {
            hook.active = false;
        }
    }
}
