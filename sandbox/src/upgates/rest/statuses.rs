//! The dictionary of order statuses (upgates-api 4.10).

use super::Call;
use super::answer::{Answer, error};
use crate::upgates::events;
use crate::upgates::model::Status;
use crate::upgates::prague::stamp;
use crate::upgates::wire_json::{read_bool, read_id};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// All statuses, or one.
pub(crate) fn list(call: &mut Call<'_>, id: Option<&str>) -> Answer {
    let wanted = |s: &&Status| id.is_none_or(|i| i == s.id.to_string()) && call.get("type").is_none_or(|t| t == s.kind);
    let statuses: Vec<Value> = call.shop.statuses.iter().filter(wanted).map(print).collect();
    Answer::fine(json!({ "order_statuses": statuses }))
}

fn print(status: &Status) -> Value {
    let names: Vec<Value> =
        status.names.iter().map(|(language, name)| json!({ "language_id": language, "name": name })).collect();
    json!({
        "id": status.id, "type": status.kind, "color": status.color, "descriptions": names, "mark_resolved_yn": status.resolves,
        "mark_paid_yn": status.pays, "last_update_time": stamp(status.updated), "creation_time": stamp(status.created),
    })
}

fn names(body: &Value) -> Option<BTreeMap<String, String>> {
    let list = body.get("descriptions")?.as_array()?;
    let names: BTreeMap<String, String> = list
        .iter()
        .filter_map(|d| Some((d.get("language_id")?.as_str()?.to_owned(), d.get("name")?.as_str()?.to_owned())))
        .collect();
    (!names.is_empty()).then_some(names)
}

/// A new status is always `Custom`.
pub(crate) fn create(call: &mut Call<'_>) -> Answer {
    let Some(names) = names(&call.body) else {
        return Answer::fine(
            json!({ "order_status": { "id": null, "created_yn": false, "messages": [error(Some("descriptions"), "Povinná hodnota chybí.")] } }),
        );
    };
    let now = call.kit.clock.now();
    let flag = |name: &str| call.body.get(name).and_then(read_bool).unwrap_or(false);
    let (resolves, pays) = (flag("mark_resolved_yn"), flag("mark_paid_yn"));
    let color = call.body.get("color").and_then(Value::as_str).unwrap_or("#6b7280").to_owned();
    let id = call.shop.new_id();
    call.shop.statuses.push(Status {
        id,
        kind: "Custom".to_owned(),
        color,
        names,
        resolves,
        pays,
        mails: false,
        created: now,
        updated: now,
    });
    events::listed(call.shop, "OrderStatuses", id, "create", now);
    Answer::fine(json!({ "order_status": { "id": id, "created_yn": true, "messages": [] } }))
}

/// Changes what was sent.
pub(crate) fn update(call: &mut Call<'_>) -> Answer {
    let id = call.body.get("id").and_then(read_id);
    let now = call.kit.clock.now();
    let names = names(&call.body);
    let body = call.body.clone();
    let Some(status) = call.shop.statuses.iter_mut().find(|s| Some(s.id) == id) else {
        return Answer::fine(
            json!({ "order_status": { "id": id, "updated_yn": false, "messages": [error(Some("id"), "Stav nebyl nalezen.")] } }),
        );
    };
    status.names.extend(names.unwrap_or_default());
    if let Some(color) = body.get("color").and_then(Value::as_str) {
        color.clone_into(&mut status.color);
    }
    status.resolves = body.get("mark_resolved_yn").and_then(read_bool).unwrap_or(status.resolves);
    status.pays = body.get("mark_paid_yn").and_then(read_bool).unwrap_or(status.pays);
    status.updated = now;
    let id = status.id;
    events::listed(call.shop, "OrderStatuses", id, "update", now);
    Answer::fine(json!({ "order_status": { "id": id, "updated_yn": true, "messages": [] } }))
}

/// Only own statuses can go.
pub(crate) fn delete(call: &mut Call<'_>, id: &str) -> Answer {
    let place = call.shop.statuses.iter().position(|s| s.id.to_string() == id && s.kind == "Custom");
    if let Some(place) = place {
        let gone = call.shop.statuses.remove(place).id;
        for order in call.shop.orders.iter_mut().filter(|o| o.status_id == Some(gone)) {
            order.status_id = None;
        }
        events::listed(call.shop, "OrderStatuses", gone, "delete", call.kit.clock.now());
    }
    let messages: Vec<Value> = place.is_none().then(|| error(Some("id"), "Stav nelze smazat.")).into_iter().collect();
    Answer::fine(json!({ "order_status": { "id": id, "deleted_yn": place.is_some(), "messages": messages } }))
}
