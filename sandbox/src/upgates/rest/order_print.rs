//! Prints an order as `GET /orders` does (upgates-api 4.2).

use super::Call;
use crate::upgates::model::{Line, Order};
use crate::upgates::prague::{day, stamp};
use crate::upgates::wire_json::{number, read_decimal, text_or_null};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// Customer texts that came as `""` when unset (observed, upgates-api 4.2.1).
const BLANK: &[&str] = &["state_invoice", "state_postal", "customer_note", "company", "ico", "dic", "company_postal"];

/// The order object.
pub(crate) fn order(call: &Call<'_>, order: &Order) -> Value {
    let status = order.status_id.and_then(|id| call.shop.status(id));
    let name = status.and_then(|s| s.names.get(&order.language).or_else(|| s.names.get("cs")));
    let total = total(order);
    let rounded = if order.currency == "CZK" { total.round() } else { total };
    let rate = if order.currency == "EUR" { Decimal::new(4, 2) } else { Decimal::ONE };
    let weight: u32 = order.lines.iter().map(|l| l.weight * u32::try_from(l.quantity.trunc()).unwrap_or(0)).sum();
    let mut out = json!({
        "order_number": order.number, "order_id": order.id, "case_number": null,
        "external_order_number": text_or_null(order.external_number.as_deref()), "uuid": order.uuid,
        "language_id": order.language, "currency_id": order.currency, "default_currency_rate": number(rate),
        "prices_with_vat_yn": true, "status_id": order.status_id, "status": text_or_null(name.map(String::as_str)),
        "paid_date": order.paid.map(day), "tracking_code": text_or_null(order.tracking_code.as_deref()),
        "tracking_url": text_or_null(order.tracking_url.as_deref()), "statistics_yn": true, "resolved_yn": order.resolved,
        "oss_yn": false, "internal_note": text_or_null(order.internal_note.as_deref()),
        "last_update_time": stamp(order.updated), "creation_time": stamp(order.created), "variable_symbol": order.variable_symbol,
        "dimensions": { "width": null, "length": null, "height": null }, "total_weight": weight,
        "order_total": number(rounded), "order_total_before_round": number(total), "order_total_rest": number(rounded - total),
        "invoice_number": null, "origin": order.origin,
        "admin_url": format!("{}/admin/{}/orders/{}", call.upgates.base_url(), call.shop.id, order.number),
        "customer": customer(call, &order.customer), "products": order.lines.iter().map(line).collect::<Vec<_>>(),
        "discount_voucher": order.voucher, "quantity_discount": null, "loyalty_points": null,
        "shipment": priced(&order.shipment), "payment": priced(&order.payment),
        "attachments": [], "metas": order.metas,
    });
    if call.kit.switches.on("upgates.delivered_date") {
        out["delivered_date"] = json!(order.delivered.map(day));
    }
    patch(&mut out, &order.print);
    out
}

/// Applies a merge patch (RFC 7396); an object with whole numbers as keys patches a list by place.
fn patch(target: &mut Value, patch: &Value) {
    let Value::Object(fields) = patch else { return };
    for (key, value) in fields {
        let place = match target {
            Value::Array(list) => key.parse().ok().and_then(|at: usize| list.get_mut(at)),
            Value::Object(map) if value.is_null() && key.starts_with('-') => {
                map.remove(&key[1..]);
                None
            }
            Value::Object(map) => Some(map.entry(key.clone()).or_insert(Value::Null)),
            _ => None,
        };
        match place {
            Some(place @ (Value::Object(_) | Value::Array(_))) if value.is_object() => self::patch(place, value),
            Some(place) => place.clone_from(value),
            None => {}
        }
    }
}

/// What the customer pays, before rounding.
pub(crate) fn total(order: &Order) -> Decimal {
    let goods: Decimal = order.lines.iter().map(|l| l.price * l.quantity).sum();
    let fee = |fields: &Map<String, Value>| fields.get("price").and_then(read_decimal).unwrap_or_default();
    let off: Decimal = order.voucher["discounts"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|d| read_decimal(&d["price_with_vat"]))
        .sum();
    (goods + fee(&order.shipment) + fee(&order.payment) - off).round_dp(2)
}

/// A price without its VAT, two places.
pub(crate) fn net(gross: Decimal, vat: Decimal) -> Decimal {
    (gross / (Decimal::ONE + vat / Decimal::ONE_HUNDRED)).round_dp(2)
}

fn customer(call: &Call<'_>, fields: &Map<String, Value>) -> Value {
    let mode = call.kit.switches.text("upgates.unset_text");
    let mut out = fields.clone();
    for (name, value) in &mut out {
        let unset = value.is_null() || value.as_str() == Some("");
        let is_text =
            !name.ends_with("_yn") && !name.ends_with("_id") && name != "agreements" && name != "pricelist_percent";
        if unset && is_text && name != "email" {
            let blank = mode == "empty" || (mode == "mixed" && BLANK.contains(&name.as_str()));
            *value = if blank { json!("") } else { Value::Null };
        }
    }
    Value::Object(out)
}

fn priced(fields: &Map<String, Value>) -> Value {
    if fields.is_empty() {
        return Value::Null;
    }
    let mut out = fields.clone();
    let price = fields.get("price").and_then(read_decimal).unwrap_or_default();
    let vat = fields.get("vat").and_then(read_decimal).unwrap_or_default();
    out.insert("price_with_vat".to_owned(), number(price));
    out.insert("price_without_vat".to_owned(), number(net(price, vat)));
    Value::Object(out)
}

fn line(line: &Line) -> Value {
    let sum = (line.price * line.quantity).round_dp(2);
    json!({
        "product_id": line.product_id, "option_set_id": line.variant_id, "type": line.kind, "uuid": line.uuid,
        "parent_uuid": text_or_null(line.parent_uuid.as_deref()), "code": text_or_null(line.code.as_deref()), "code_supplier": null,
        "supplier": null, "ean": text_or_null(line.ean.as_deref()), "title": line.title, "adult_yn": false, "unit": line.unit,
        "length": null, "length_unit": "ks", "quantity": number(line.quantity), "price_per_unit": number(line.price),
        "price_per_unit_with_vat": number(line.price), "price_per_unit_without_vat": number(net(line.price, line.vat)),
        "price": number(sum), "price_with_vat": number(sum), "price_without_vat": number(net(sum, line.vat)), "vat": number(line.vat),
        "buy_price": null, "recycling_fee": null, "weight": line.weight, "availability": "Skladem", "stock_position": null,
        "invoice_info": "", "parameters": [], "configurations": [], "categories": [], "image_url": null,
    })
}
