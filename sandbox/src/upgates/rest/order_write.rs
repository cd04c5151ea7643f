//! `POST`, `PUT` and `DELETE /orders` and new history entries (upgates-api 4.5–4.8).

mod change;
mod make;

use super::Call;
use super::answer::{Answer, error};
use crate::upgates::life::{self, Cause};
use crate::upgates::{events, prague, wire_json};
use serde_json::{Value, json};

pub(crate) use make::create;

/// Orders in one call at most.
const MOST: usize = 100;

/// What may be sent because of this call.
fn cause(body: &Value) -> Cause {
    let flag = |name: &str| body.get(name).and_then(wire_json::read_bool).unwrap_or(true);
    Cause { origin: "api", emails: flag("send_emails_yn"), sms: flag("send_sms_yn") }
}

fn items(body: &Value) -> Result<Vec<Value>, Answer> {
    let items =
        body.get("orders").and_then(Value::as_array).ok_or_else(|| Answer::refuse(400, "Chybí pole orders."))?;
    if items.len() > MOST { Err(Answer::refuse(413, "Překročen počet položek.")) } else { Ok(items.clone()) }
}

/// Changes the orders named; each has its own flag.
pub(crate) fn update(call: &mut Call<'_>) -> Answer {
    let items = match items(&call.body) {
        Ok(items) => items,
        Err(refusal) => return refusal,
    };
    let cause = cause(&call.body);
    let drop_missing = call.body.get("delete_missing_products_yn").and_then(wire_json::read_bool).unwrap_or(false);
    let mut results = Vec::new();
    for item in &items {
        let number = item.get("order_number").and_then(wire_json::read_text).unwrap_or_default();
        let at = call.shop.order_at(&number).filter(|at| call.shop.orders[*at].deleted.is_none());
        let problem = match at {
            None => Some(error(Some("order_number"), "Objednávka nebyla nalezena.")),
            Some(at) => change::apply(call, at, item, cause, drop_missing).err(),
        };
        let url = format!("{}/orders/{number}", call.upgates.api_url(call.shop));
        results.push(json!({
            "order_number": number, "order_url": url, "updated_yn": problem.is_none(),
            "messages": problem.into_iter().collect::<Vec<_>>(),
        }));
    }
    let single = results.len() == 1 && call.kit.switches.on("upgates.put_answer_object");
    let orders = if single { results.remove(0) } else { Value::Array(results) };
    Answer::fine(json!({ "orders": orders, "messages": [] }))
}

/// Deletes softly.
pub(crate) fn delete(call: &mut Call<'_>) -> Answer {
    let numbers: Vec<String> = call
        .list("order_numbers")
        .or_else(|| call.list("order_number"))
        .unwrap_or_default()
        .into_iter()
        .map(ToOwned::to_owned)
        .collect();
    let mut results = Vec::new();
    for number in numbers {
        let at = call.shop.order_at(&number).filter(|at| call.shop.orders[*at].deleted.is_none());
        if let Some(at) = at {
            remove(call.kit, call.shop, at);
        }
        let messages: Vec<Value> =
            at.is_none().then(|| error(Some("order_number"), "Objednávka nebyla nalezena.")).into_iter().collect();
        results.push(json!({ "order_number": number, "deleted_yn": at.is_some(), "messages": messages }));
    }
    Answer::fine(json!({ "orders": results }))
}

fn remove(kit: &crate::kit::Kit, shop: &mut crate::upgates::model::Shop, at: usize) {
    life::return_stock(kit, shop, at);
    let now = kit.clock.now();
    shop.orders[at].deleted = Some(now);
    shop.orders[at].updated = now;
    events::order(kit, shop, at, "delete");
}

/// Adds one entry to the history.
pub(crate) fn add_history(call: &mut Call<'_>, number: &str) -> Answer {
    let Some(at) = call.shop.order_at(number) else {
        return Answer::fine(
            json!({ "updated": false, "messages": [error(Some("order_number"), "Objednávka nebyla nalezena.")] }),
        );
    };
    let data = call.body.get("data").and_then(Value::as_array).cloned().unwrap_or_default();
    let cut = |value: &Value, most: usize| value.as_str().unwrap_or_default().chars().take(most).collect::<String>();
    let data: Vec<Value> =
        data.iter().map(|d| json!({ "name": cut(&d["name"], 50), "value": cut(&d["value"], 500) })).collect();
    let entry = json!({
        "event": "API", "user_name": "", "changes": [], "origin": "api", "data": data, "creation_time": prague::stamp(call.kit.clock.now()),
    });
    call.shop.orders[at].history.push(entry);
    Answer::fine(json!({ "updated": true, "messages": [] }))
}
