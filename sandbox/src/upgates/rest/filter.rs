//! The filters and the sorting of `GET /orders` (upgates-api 4.1).

use super::Call;
use super::answer::Answer;
use crate::upgates::model::Order;
use crate::upgates::{prague, wire_json};
use serde_json::Value;
use time::OffsetDateTime;

/// The orders that the query wants, sorted.
pub(crate) fn orders<'a>(call: &'a Call<'_>) -> Result<Vec<&'a Order>, Answer> {
    let at = |name: &str| match call.get(name) {
        Some(text) => {
            prague::parse(text).map(Some).ok_or_else(|| Answer::refuse(400, &format!("Neplatné datum v {name}.")))
        }
        None => Ok(None),
    };
    let (from, to, changed) = (at("creation_time_from")?, at("creation_time_to")?, at("last_update_time_from")?);
    // "Up to this date inclusive": a day alone is the whole day, when the switch says so.
    let day = call.get("creation_time_to").is_some_and(|text| !text.trim().contains([':', 'T', ' ']));
    let whole = day && call.kit.switches.on("upgates.day_is_whole");
    let to = to.map(|t| if whole { t + time::Duration::seconds(86_399) } else { t });
    let second = |t: OffsetDateTime| t.unix_timestamp();
    let numbers = call.list("order_numbers").or_else(|| call.list("order_number"));
    let ids: Option<Vec<u32>> = call
        .list("status_ids")
        .or_else(|| call.list("status_id"))
        .map(|l| l.iter().filter_map(|i| i.parse().ok()).collect());
    let wanted = |order: &&Order| {
        from.is_none_or(|f| second(order.created) >= second(f))
            && to.is_none_or(|t| second(order.created) <= second(t))
            && changed.is_none_or(|c| second(order.updated) >= second(c))
            && numbers.as_ref().is_none_or(|n| n.contains(&order.number.as_str()))
            && ids.as_ref().is_none_or(|i| order.status_id.is_some_and(|id| i.contains(&id)))
            && flag(call, "paid_yn").is_none_or(|yes| order.paid.is_some() == yes)
            && flag(call, "delivered_yn").is_none_or(|yes| order.delivered.is_some() == yes)
            && (order.deleted.is_some() == flag(call, "deleted_yn").unwrap_or(false))
            && status_name(call, order)
            && call.get("language").is_none_or(|l| order.language == l)
            && call.get("external_order_number").is_none_or(|n| order.external_number.as_deref() == Some(n))
            && call.get("email").is_none_or(|mail| field(order, "email") == mail)
            && call.get("phone").is_none_or(|phone| digits(&field(order, "phone")) == digits(phone))
            && call
                .get("payment_type")
                .is_none_or(|kind| order.payment.get("type").and_then(Value::as_str) == Some(kind))
            && call
                .get("shipment_type")
                .is_none_or(|kind| order.shipment.get("type").and_then(Value::as_str) == Some(kind))
    };
    let mut found: Vec<&Order> = call.shop.orders.iter().filter(wanted).collect();
    sort(call, &mut found);
    Ok(found)
}

fn sort(call: &Call<'_>, found: &mut [&Order]) {
    let preset = call.kit.switches.text("upgates.default_order");
    let falling = match call.get("order_dir") {
        Some(dir) => dir.eq_ignore_ascii_case("desc"),
        None => call.get("order_by").is_none() && preset != "asc",
    };
    let by_change = call.get("order_by") == Some("last_update_time");
    found.sort_by_key(|order| (if by_change { order.updated } else { order.created }, order.id));
    if falling {
        found.reverse();
    }
}

fn status_name(call: &Call<'_>, order: &Order) -> bool {
    match call.get("status") {
        None => true,
        Some("") => order.status_id.is_none(),
        Some(name) => {
            order.status_id.and_then(|id| call.shop.status(id)).is_some_and(|s| s.names.values().any(|n| n == name))
        }
    }
}

/// A bool of the query.
pub(crate) fn flag(call: &Call<'_>, name: &str) -> Option<bool> {
    call.get(name).and_then(|text| wire_json::read_bool(&Value::String(text.to_owned())))
}

fn field(order: &Order, name: &str) -> String {
    order.customer.get(name).and_then(wire_json::read_text).unwrap_or_default()
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}
