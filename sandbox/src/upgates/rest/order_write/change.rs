//! One item of `PUT /orders`: checked whole, then done whole.

use super::super::Call;
use super::super::answer::error;
use super::make;
use crate::upgates::life::{self, Cause};
use crate::upgates::prague;
use crate::upgates::wire_json::{read_bool, read_decimal, read_id, read_text};
use serde_json::{Map, Value};
use time::Date;

/// Changes an order, or says why it can't.
pub(super) fn apply(
    call: &mut Call<'_>,
    at: usize,
    item: &Value,
    cause: Cause,
    drop_missing: bool,
) -> Result<(), Value> {
    let status = wanted_status(call, item)?;
    let paid = wanted_day(item, "paid_date")?;
    let delivered = wanted_day(item, "delivered_date")?;

    let before = format!("{:?}", call.shop.orders[at]);
    if let Some(code) = item.get("tracking_code") {
        life::set_tracking(call.shop, at, read_text(code).as_deref());
    }
    let order = &mut call.shop.orders[at];
    if let Some(Day(paid)) = paid {
        order.paid = paid;
    }
    if let Some(Day(delivered)) = delivered {
        order.delivered = delivered;
    }
    if let Some(resolved) = item.get("resolved_yn").and_then(read_bool) {
        order.resolved = resolved;
    }
    if let Some(note) = item.get("internal_note") {
        order.internal_note = read_text(note).filter(|n| !n.is_empty());
    }
    if let Some(number) = item.get("external_order_number") {
        order.external_number = read_text(number).filter(|n| !n.is_empty());
    }
    if let Some(symbol) = item.get("variable_symbol").and_then(read_text) {
        order.variable_symbol = symbol;
    }
    merge(&mut order.customer, item.get("customer"));
    merge(&mut order.shipment, item.get("shipment"));
    merge(&mut order.payment, item.get("payment"));
    if let Some(metas) = item.get("metas").and_then(Value::as_array) {
        for meta in metas {
            order.metas.retain(|have| have["key"] != meta["key"]);
            let mut meta = meta.clone();
            meta["type"] = Value::String("input".to_owned());
            order.metas.push(meta);
        }
    }
    if let Some(lines) = item.get("products").and_then(Value::as_array) {
        change_lines(call, at, lines, drop_missing);
    }
    if let Some(Wanted(status)) = status {
        life::set_status(call.kit, call.shop, at, status, cause);
    }
    if format!("{:?}", call.shop.orders[at]) != before || call.kit.switches.on("upgates.same_write_fires") {
        life::touch(call.kit, call.shop, at);
    }
    Ok(())
}

/// A day that an order shall have; none clears it.
struct Day(Option<Date>);

fn wanted_day(item: &Value, name: &'static str) -> Result<Option<Day>, Value> {
    let wrong = || error(Some(name), "Neplatné datum.");
    match item.get(name) {
        None => Ok(None),
        Some(Value::Null) => Ok(Some(Day(None))),
        Some(value) => match read_text(value).as_deref() {
            Some("") => Ok(Some(Day(None))),
            Some(text) => prague::parse_day(text).map(|day| Some(Day(Some(day)))).ok_or_else(wrong),
            None => Err(wrong()),
        },
    }
}

/// The status that an order shall have; none takes it away.
struct Wanted(Option<u32>);

/// `status_id` or a status name; an empty one takes the status away.
fn wanted_status(call: &Call<'_>, item: &Value) -> Result<Option<Wanted>, Value> {
    if let Some(value) = item.get("status_id").filter(|v| !v.is_null()) {
        let known = read_id(value).and_then(|id| call.shop.status(id)).map(|s| s.id);
        return known
            .map(|id| Some(Wanted(Some(id))))
            .ok_or_else(|| error(Some("status_id"), "Neznámý stav objednávky."));
    }
    match item.get("status").filter(|v| !v.is_null()).and_then(read_text) {
        None => Ok(None),
        Some(name) if name.is_empty() => Ok(Some(Wanted(None))),
        Some(name) => {
            let known = call.shop.status_named(&name).map(|s| s.id);
            known.map(|id| Some(Wanted(Some(id)))).ok_or_else(|| error(Some("status"), "Neznámý stav objednávky."))
        }
    }
}

fn merge(fields: &mut Map<String, Value>, changes: Option<&Value>) {
    for (name, value) in changes.and_then(Value::as_object).into_iter().flatten() {
        fields.insert(name.clone(), value.clone());
    }
}

fn change_lines(call: &mut Call<'_>, at: usize, items: &[Value], drop_missing: bool) {
    let by_code = call.kit.switches.on("upgates.match_lines_by_code");
    let taken = call.shop.orders[at].stock_taken;
    life::return_stock(call.kit, call.shop, at);
    let mut kept = Vec::new();
    for item in items {
        let uuid = item.get("uuid").and_then(read_text);
        let code = item.get("code").and_then(read_text);
        let lines = &mut call.shop.orders[at].lines;
        let found = lines.iter_mut().find(|l| {
            uuid.as_ref() == Some(&l.uuid) || (uuid.is_none() && by_code && code.is_some() && l.code == code)
        });
        if let Some(line) = found {
            line.quantity = item.get("quantity").and_then(read_decimal).unwrap_or(line.quantity);
            line.price = item.get("price_per_unit").and_then(read_decimal).unwrap_or(line.price);
            line.vat = item.get("vat").and_then(read_decimal).unwrap_or(line.vat);
            line.title = item.get("title").and_then(read_text).unwrap_or_else(|| line.title.clone());
            kept.push(line.uuid.clone());
        } else if uuid.is_none() {
            let line = make::line(call.shop, item);
            kept.push(line.uuid.clone());
            call.shop.orders[at].lines.push(line);
        }
    }
    if drop_missing {
        call.shop.orders[at]
            .lines
            .retain(|l| kept.contains(&l.uuid) || l.parent_uuid.as_ref().is_some_and(|p| kept.contains(p)));
    }
    if taken {
        life::take_stock(call.kit, call.shop, at);
    }
}
