//! Webhooks of the calling API user (upgates-api 13.1). No privilege is needed for the resource, but one for the event's section.

use super::Call;
use super::answer::{Answer, error};
use crate::upgates::events::{FAMILIES, service};
use crate::upgates::model::Webhook;
use crate::upgates::prague::stamp;
use crate::upgates::wire_json::{read_bool, read_id};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// All events and whether this user may have them.
pub(crate) fn events(call: &mut Call<'_>) -> Answer {
    let whats = ["create", "update", "delete"];
    let names = FAMILIES.iter().flat_map(|family| whats.iter().map(move |what| format!("{family}.{what}")));
    let as_text = call.kit.switches.on("upgates.allowed_as_text");
    let shown = |yes: bool| if as_text { json!(if yes { "1" } else { "0" }) } else { json!(yes) };
    let events: Vec<Value> =
        names.map(|name| json!({ "name": name, "allowed_yn": shown(allowed(call, &name)) })).collect();
    Answer::fine(json!({ "events": events }))
}

fn allowed(call: &Call<'_>, event: &str) -> bool {
    let family = event.split('.').next().unwrap_or_default();
    let access = call.shop.accesses.iter().find(|a| a.user == call.user);
    access.and_then(|a| a.privileges.get(service(family))).is_some_and(|p| p != "deny")
}

/// The user's webhooks, or one of them.
pub(crate) fn list(call: &mut Call<'_>, id: Option<&str>) -> Answer {
    let own = |hook: &&Webhook| hook.user == call.user && id.is_none_or(|i| i == hook.id.to_string());
    let hooks: Vec<Value> = call.shop.webhooks.iter().filter(own).map(print).collect();
    Answer::fine(json!({ "webhooks": hooks }))
}

fn print(hook: &Webhook) -> Value {
    json!({
        "id": hook.id, "active_yn": hook.active, "name": hook.name, "url": hook.url, "event": hook.event,
        "last_success_call": hook.success.map(|(at, _)| stamp(at)), "last_success_call_status": hook.success.map(|(_, status)| status),
        "last_error_call": hook.error.map(|(at, _)| stamp(at)), "last_error_call_status": hook.error.and_then(|(_, status)| status),
        "creation_time": stamp(hook.created),
    })
}

fn short(hook: &Webhook) -> Answer {
    Answer::fine(
        json!({ "webhook": { "id": hook.id, "active_yn": hook.active, "name": hook.name, "url": hook.url, "event": hook.event } }),
    )
}

/// Why the values are refused, if they are; the refusal's shape is a choice.
fn problem(call: &Call<'_>, url: Option<&str>, event: Option<&str>) -> Option<Answer> {
    let refuse = |property, text| {
        Some(Answer { status: 400, body: json!({ "messages": [error(Some(property), text)] }), headers: Vec::new() })
    };
    if let Some(url) = url
        && !url::Url::parse(url).is_ok_and(|u| matches!(u.scheme(), "http" | "https"))
    {
        return refuse("url", "Neplatná URL.");
    }
    if let Some(event) = event {
        let known = event
            .split_once('.')
            .is_some_and(|(family, what)| FAMILIES.contains(&family) && matches!(what, "create" | "update" | "delete"));
        if !known {
            return refuse("event", "Neznámá událost.");
        }
        if !allowed(call, event) {
            return refuse("event", "Událost není povolena.");
        }
    }
    None
}

/// A new webhook.
pub(crate) fn create(call: &mut Call<'_>) -> Answer {
    let text =
        |name: &str| call.body.get(name).and_then(Value::as_str).filter(|t| !t.is_empty()).map(ToOwned::to_owned);
    let (Some(name), Some(url), Some(event)) = (text("name"), text("url"), text("event")) else {
        return Answer::refuse(400, "Povinná hodnota chybí.");
    };
    if let Some(refusal) = problem(call, Some(&url), Some(&event)) {
        return refusal;
    }
    let active = call.body.get("active_yn").and_then(read_bool).unwrap_or(true);
    let hook = Webhook {
        id: call.shop.new_id(),
        user: call.user.clone(),
        active,
        name,
        url,
        event,
        created: call.kit.clock.now(),
        success: None,
        error: None,
        gathered: BTreeMap::new(),
        since: None,
        queue: Vec::new(),
        deliveries: Vec::new(),
    };
    let answer = short(&hook);
    call.shop.webhooks.push(hook);
    answer
}

/// Changes what was sent.
pub(crate) fn update(call: &mut Call<'_>) -> Answer {
    let text = |name: &str| call.body.get(name).and_then(Value::as_str).map(ToOwned::to_owned);
    let (name, url, event) = (text("name"), text("url"), text("event"));
    if let Some(refusal) = problem(call, url.as_deref(), event.as_deref()) {
        return refusal;
    }
    let (id, active) = (call.body.get("id").and_then(read_id), call.body.get("active_yn").and_then(read_bool));
    let Some(hook) = call.shop.webhooks.iter_mut().find(|h| Some(h.id) == id && h.user == call.user) else {
        return Answer::refuse(400, "Webhook nebyl nalezen.");
    };
    hook.active = active.unwrap_or(hook.active);
    hook.name = name.unwrap_or_else(|| hook.name.clone());
    hook.url = url.unwrap_or_else(|| hook.url.clone());
    hook.event = event.unwrap_or_else(|| hook.event.clone());
    short(hook)
}

/// Deletes by path or `?ids=`.
pub(crate) fn delete(call: &mut Call<'_>, id: Option<&str>) -> Answer {
    let ids: Vec<String> = id
        .map_or_else(|| call.list("ids").unwrap_or_default(), |i| vec![i])
        .into_iter()
        .map(ToOwned::to_owned)
        .collect();
    let mut results = Vec::new();
    for id in ids {
        let place = call.shop.webhooks.iter().position(|h| h.id.to_string() == id && h.user == call.user);
        if let Some(place) = place {
            call.shop.webhooks.remove(place);
        }
        let messages: Vec<Value> =
            place.is_none().then(|| error(Some("id"), "Webhook nebyl nalezen.")).into_iter().collect();
        results.push(json!({ "id": id.parse::<u32>().ok(), "deleted": place.is_some(), "messages": messages }));
    }
    Answer::fine(json!({ "webhooks": results }))
}
