//! A shop's order as Extend's `CustomerOrder` (partners.md 2.5): who gets it, where, how, and the rows.
use serde_json::{Map, Value, json};
use time::format_description::well_known::Rfc3339;

use super::notes::notations;
use super::options::{Options, Prices};
use super::rows::{self, rows};
use crate::domain::balance::Sums;
use crate::domain::cause::Code;
use crate::domain::clock::Millis;
use crate::domain::decision::Mapped;
use crate::domain::order::{Address, ShopOrder};
use crate::domain::partner::CallError;

/// A moment as the API takes it: a date-time in complete UTC form (corrections.md 1.9).
pub(super) fn stamp(at: Millis) -> String {
    let t = at.utc();
    format!("{}T{:02}:{:02}:{:02}Z", t.date(), t.hour(), t.minute(), t.second())
}

/// The day of a moment in the shop's zone: its midnight with its offset.
fn day(at: Millis, zone: &str) -> String {
    at.local_day(zone).format(&Rfc3339).unwrap_or_else(|_| stamp(at))
}

/// The order as it is sent; `today` lies in the day on which delivery is asked for (the API wants one).
///
/// # Errors
/// [`CallError::Refused`] when something is missing that Extend requires: a product number, or a part of the delivery
/// address. Nothing is sent then.
pub fn customer_order(
    order: &ShopOrder,
    mapped: &Mapped,
    options: &Options,
    today: Millis,
) -> Result<Value, CallError> {
    let made = rows(order, options)?;
    let mut header = Map::new();
    let mut put = |key: &str, value: Value| {
        let empty = value.is_null() || value.as_str().is_some_and(str::is_empty);
        if !empty {
            header.insert(key.to_owned(), value);
        }
    };
    put("orderType", json!(options.order_type));
    put("orderNumberExternal", json!(options.external(&order.number)));
    put("customerNumber", json!(options.customer_number));
    put("salesChannel", json!(options.sales_channel));
    put("askedDeliveryDate", json!(day(today, &order.zone)));
    put("partialDelivery", json!(options.partial_delivery));
    put("deliveryMethod", json!(mapped.service));
    put("paymentType", json!(mapped.payment));
    // With the shop's prices all that the customer pays for freight is in the rows, so Extend adds none of its own.
    put("freightFree", json!(options.prices == Prices::Shop));
    put("deliveryAddress", delivery_address(order)?);
    put("servicePoint", service_point(order, mapped, options));
    put("delieryPhoneNumber", json!(order.customer.phone));
    put("advisePhoneNumber", json!(order.customer.phone));
    put("deliveryEmail", json!(order.customer.email));
    put("adviseEmail", json!(order.customer.email));
    put("invoiceAddress", invoice_address(&order.invoice));
    put("invoiceEmail", json!(order.customer.email));
    if !order.delivery.company.is_empty() && order.pickup.is_none() {
        put("yourReference", json!(order.delivery.name));
    }
    put("notations", notations(order));
    let metadata = metadata(order, options);
    if !metadata.is_empty() {
        put("orderMetaData", Value::Array(metadata));
    }
    Ok(json!({ "orderHeader": header, "orderRows": made }))
}

/// What Extend would be told that the customer pays; `None` when the options leave prices to Extend, and when the order lacks what would
/// be refused before it is sent.
pub fn sums(order: &ShopOrder, options: &Options) -> Option<Sums> {
    if options.prices == Prices::Extend {
        return None;
    }
    rows(order, options).ok().map(|made| rows::sums(&made))
}

/// `deliveryAddress`; a company stands first, the person second. At a pickup point it is the person who fetches the parcel:
/// what stands as company there is the point's own name.
fn delivery_address(order: &ShopOrder) -> Result<Value, CallError> {
    let to = &order.delivery;
    let (name1, name2) = match (to.company.is_empty(), to.name.is_empty(), order.pickup.is_some()) {
        (true, _, _) => (&to.name, ""),
        (false, false, true) => (&to.name, to.company.as_str()),
        (false, ..) => (&to.company, to.name.as_str()),
    };
    let parts = [("a name", name1), ("a street", &to.street), ("a town", &to.city), ("a country", &to.country)];
    if let Some((what, _)) = parts.iter().find(|(_, text)| text.trim().is_empty()) {
        return Err(CallError::Refused { code: Code::Address, text: format!("the delivery address has not {what}") });
    }
    let mut address = address(to);
    address.insert("name1".into(), json!(name1));
    if !name2.is_empty() {
        address.insert("name2".into(), json!(name2));
    }
    Ok(Value::Object(address))
}

/// `invoiceAddress`, or null when the shop has too little of it for Extend.
fn invoice_address(to: &Address) -> Value {
    let name = if to.company.is_empty() { &to.name } else { &to.company };
    if [name, &to.street, &to.city, &to.country].iter().any(|text| text.trim().is_empty()) {
        return Value::Null;
    }
    let mut address = address(to);
    address.insert("name".into(), json!(name));
    Value::Object(address)
}

fn address(to: &Address) -> Map<String, Value> {
    [
        ("address1", &to.street),
        ("postalCode", &to.zip),
        ("city", &to.city),
        ("state", &to.state),
        ("countryCode", &to.country),
    ]
    .into_iter()
    .filter(|(_, text)| !text.trim().is_empty())
    .map(|(key, text)| (key.to_owned(), json!(text.trim())))
    .collect()
}

/// `servicePoint`. The id of the point goes in two spellings: its member ends in a blank in the vendor's own client
/// (corrections.md 1.5).
fn service_point(order: &ShopOrder, mapped: &Mapped, options: &Options) -> Value {
    let Some(point) = &order.pickup else { return Value::Null };
    let provider = mapped.service.as_ref().and_then(|s| options.service_points.get(s));
    let parts = [
        ("deliveryLocationId", point.id.as_str()),
        ("deliveryLocationId ", point.id.as_str()),
        ("provider", provider.map_or("", String::as_str)),
        ("name", if point.name.trim().is_empty() { &point.id } else { &point.name }),
        ("address1", &point.street),
        ("postalCode", &point.zip),
        ("city", &point.city),
        ("countryId", &order.delivery.country),
    ];
    let set = parts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    Value::Object(set.map(|(key, text)| (key.to_owned(), json!(text.trim()))).collect())
}

/// What has no field of its own.
fn metadata(order: &ShopOrder, options: &Options) -> Vec<Value> {
    let total = if options.prices == Prices::Shop {
        format!("{} {}", order.total.normalize(), order.currency)
    } else {
        String::new()
    };
    [
        ("shop_total", total.trim()),
        ("variable_symbol", order.variable_symbol.as_str()),
        ("company_number", order.customer.company_number.as_str()),
        ("vat_number", order.customer.vat_number.as_str()),
        ("pickup_point_id", order.pickup.as_ref().map_or("", |p| p.id.as_str())),
        ("packeta_carrier_id", order.shipping.as_ref().map_or("", |m| m.behind.as_str())),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| json!({ "metaDataLabel": label, "metaDataValue": value }))
    .collect()
}
