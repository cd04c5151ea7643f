//! Orders: reading them by change time and by numbers, writing status and tracking code back.
use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;

use super::amounts::Amounts;
use super::answer::{ItemResult, Page, page, results, rows};
use super::parts::{discounts, line, method, pickup, rounding};
use super::{BATCH, Shop};
use crate::domain::access::Access;
use crate::domain::clock::Millis;
use crate::domain::exclusion::{Marks, Origin};
use crate::domain::order::{Address, Customer, Line, ShopOrder};
use crate::domain::partner::CallError;
use crate::systems::json::Json;

/// What to write to one order; `None` leaves it as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderWrite {
    /// Order number.
    pub number: String,
    /// Status id.
    pub status_id: Option<i64>,
    /// Tracking code.
    pub tracking_code: Option<String>,
}

impl Shop<'_> {
    /// Orders by their numbers ([`Access::OrdersByNumber`]), one call for each hundred. Numbers that the shop doesn't
    /// know are missing in the answer.
    ///
    /// # Errors
    /// As every call; a shop that answers 404 for unknown orders brings an empty list.
    pub async fn orders_by_numbers(&self, numbers: &[String]) -> Result<Vec<ShopOrder>, CallError> {
        let mut orders: Vec<ShopOrder> = Vec::new();
        // A semicolon separates numbers in the query, so a number can't hold one.
        let numbers: Vec<&str> =
            numbers.iter().map(|n| n.trim()).filter(|n| !n.is_empty() && !n.contains(';')).collect();
        for part in numbers.chunks(BATCH) {
            let query = [("order_numbers", part.join(";"))];
            let read = |v: &Value, n: u32| page(v, "orders", n, |o| self.read_order(o));
            match self.all_pages(Access::OrdersByNumber, &query, read).await {
                Ok(found) => orders.extend(found.into_iter().filter(|o| part.contains(&o.number.as_str()))),
                Err(CallError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(orders)
    }

    /// One page of the orders changed since `from`, oldest change first ([`Access::Orders`]). The caller overlaps `from`
    /// by a while: whether the boundary is included isn't documented (upgates-api.md 16.1 row 6).
    ///
    /// # Errors
    /// As every call.
    pub async fn orders_changed(&self, from: Millis, number: u32) -> Result<Page<ShopOrder>, CallError> {
        let query = [
            ("last_update_time_from", moment(from, self.zone)),
            ("order_by", "last_update_time".to_owned()),
            ("order_dir", "asc".to_owned()),
            ("page", number.to_string()),
        ];
        let value = self.call(Access::Orders, &query, None).await?;
        page(&value, "orders", number, |o| self.read_order(o))
    }

    /// One page of the orders made in a period ([`Access::OrdersCreated`]), oldest first.
    ///
    /// # Errors
    /// As every call.
    pub async fn orders_created(&self, from: Millis, to: Millis, number: u32) -> Result<Page<ShopOrder>, CallError> {
        let query = [
            ("creation_time_from", moment(from, self.zone)),
            ("creation_time_to", moment(to, self.zone)),
            ("order_by", "creation_time".to_owned()),
            ("order_dir", "asc".to_owned()),
            ("page", number.to_string()),
        ];
        let value = self.call(Access::OrdersCreated, &query, None).await?;
        page(&value, "orders", number, |o| self.read_order(o))
    }

    /// Writes status and tracking code ([`Access::OrdersWrite`]), one call for each hundred. `mail` says whether the shop
    /// may send the e-mail and SMS of the new status; it is always sent explicitly, because the shop's default is to send.
    ///
    /// # Errors
    /// As every call. When a later hundred fails, the results of the earlier ones are lost: hand over a hundred at most.
    pub async fn write_orders(&self, writes: &[OrderWrite], mail: bool) -> Result<Vec<ItemResult>, CallError> {
        let mut all = Vec::new();
        for part in writes.chunks(BATCH) {
            let orders: Vec<Value> = part.iter().map(written).collect();
            let body = json!({"send_emails_yn": mail, "send_sms_yn": mail, "orders": orders});
            let value = self.call(Access::OrdersWrite, &[], Some(&body)).await?;
            let keys: Vec<String> = part.iter().map(|w| w.number.clone()).collect();
            all.extend(results(&value, &rows(&value, "orders")?, "order_number", &keys));
        }
        Ok(all)
    }

    fn read_order(&self, json: Json<'_>) -> Option<ShopOrder> {
        read_order(json, self.zone, self.now)
    }
}

/// A moment as the API takes it in queries: ISO 8601 in whole seconds with the shop's offset.
pub fn moment(at: Millis, zone: &str) -> String {
    at.floor_second().local(zone).format(&Rfc3339).unwrap_or_else(|_| at.to_string())
}

fn written(write: &OrderWrite) -> Value {
    let mut order = json!({"order_number": write.number});
    if let Some(id) = write.status_id {
        order["status_id"] = json!(id);
    }
    if let Some(code) = &write.tracking_code {
        order["tracking_code"] = json!(code);
    }
    order
}

/// Reads one order (upgates-api.md 4.2). `None` without a number. Times that are missing become each other or `now`.
pub fn read_order(json: Json<'_>, zone: &str, now: Millis) -> Option<ShopOrder> {
    let number = json.at("order_number").some_text()?;
    let (created, updated) = (json.at("creation_time").moment(zone), json.at("last_update_time").moment(zone));
    let with_vat = json.at("prices_with_vat_yn").flag().unwrap_or(true);
    let amounts = Amounts::new(with_vat);
    let customer = json.at("customer");
    let invoice = invoice_address(customer);
    let uuid = json.at("uuid").some_text().or_else(|| Some(format!("at:{}", created?.0 / 1000)));
    let lines: Vec<Line> =
        json.at("products").list().into_iter().enumerate().map(|(at, l)| line(l, &amounts, at)).collect();
    let total = amounts.needed(json.at("order_total"), || "order_total".to_owned());
    let mut order = ShopOrder {
        number,
        uuid: uuid.unwrap_or_default(),
        status_id: json.at("status_id").int(),
        status: json.at("status").text(),
        paid: json.at("paid_date").some_text().is_some_and(|d| d != "false" && !d.starts_with("0000")),
        created_at: created.or(updated).unwrap_or(now),
        updated_at: updated.or(created).unwrap_or(now),
        language: json.at("language_id").text(),
        zone: zone.to_owned(),
        currency: json.at("currency_id").text().to_uppercase(),
        counts_with_vat: with_vat,
        total,
        rounding: rounding(json, total, &amounts),
        variable_symbol: json.at("variable_symbol").text(),
        tracking_code: json.at("tracking_code").text(),
        admin_url: json.at("admin_url").text(),
        customer: Customer {
            email: customer.at("email").text(),
            phone: customer.at("phone").text(),
            code: customer.at("code").text(),
            company_number: customer.at("ico").text(),
            vat_number: customer.at("dic").text(),
            note: customer.at("customer_note").note(),
        },
        delivery: delivery_address(customer, &invoice),
        invoice,
        discounts: discounts(json, &lines, &amounts),
        lines,
        shipping: method(json, "shipment", &amounts),
        payment: method(json, "payment", &amounts),
        pickup: pickup(json.at("shipment"), customer),
        weight_grams: json.at("total_weight").floor().unwrap_or(0),
        marks: Marks {
            origin: Origin::read(&json.at("origin").text()),
            resolved: json.at("resolved_yn").flag().unwrap_or(false),
            note: json.at("internal_note").note(),
        },
        unreadable: Vec::new(),
    };
    if order.currency.is_empty() {
        amounts.note("currency_id".to_owned());
    }
    order.unreadable = amounts.unreadable();
    Some(order)
}

fn address(customer: Json<'_>, part: &str, company: &str) -> Address {
    let text = |key: &str| customer.at(&format!("{key}_{part}")).text();
    Address {
        name: format!("{} {}", text("firstname"), text("surname")).trim().to_owned(),
        company: company.to_owned(),
        street: text("street"),
        city: text("city"),
        state: text("state"),
        zip: text("zip"),
        country: text("country_id").to_uppercase(),
    }
}

fn invoice_address(customer: Json<'_>) -> Address {
    let company =
        if customer.at("company_yn").flag() == Some(false) { String::new() } else { customer.at("company").text() };
    address(customer, "invoice", &company)
}

/// The delivery address when one was given; what it lacks to be an address at all comes from the invoice address.
fn delivery_address(customer: Json<'_>, invoice: &Address) -> Address {
    let mut own = address(customer, "postal", &customer.at("company_postal").text());
    let given = !(own.street.is_empty() && own.city.is_empty() && own.zip.is_empty());
    if customer.at("postal_yn").flag() == Some(false) || !given {
        return invoice.clone();
    }
    if own.name.is_empty() && own.company.is_empty() {
        own.name.clone_from(&invoice.name);
    }
    if own.country.is_empty() {
        own.country.clone_from(&invoice.country);
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Decimal;
    use proptest::prelude::*;

    fn odd_value() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<f64>().prop_map(|f| json!(f)),
            "-?[0-9]{1,40}([.,][0-9]{1,30})?([eE][+-]?[0-9]{1,3})?".prop_map(Value::String),
            ".{0,20}".prop_map(Value::String),
            Just(json!([])),
            Just(json!({})),
            Just(json!([[], {"price": -1e300}, "x", {"type": 5}])),
        ]
    }

    /// Replaces the `at`-th value of the tree, counted in depth, by `odd`.
    fn put(value: &mut Value, at: &mut usize, odd: &Value) {
        if *at == 0 {
            value.clone_from(odd);
        }
        *at = at.wrapping_sub(1);
        match value {
            Value::Array(list) => list.iter_mut().for_each(|v| put(v, at, odd)),
            Value::Object(map) => map.values_mut().for_each(|v| put(v, at, odd)),
            _ => {}
        }
    }

    proptest! {
        #[test]
        fn no_order_is_too_odd_to_be_read(changes in prop::collection::vec((0_usize..220, odd_value()), 1..6)) {
            let example = include_str!("../../../tests/data/upgates_order.json");
            let mut value: Value = crate::domain::reader::stored(example).unwrap();
            for (at, odd) in changes {
                put(&mut value["orders"][0], &mut { at }, &odd);
            }
            let read = read_order(Json(&value["orders"][0]), "Europe/Prague", Millis(0));
            for line in read.iter().flat_map(|o| &o.lines) {
                let _ = line.quantity * line.price_with_vat;
            }
            prop_assert!(read.is_none_or(|o| !o.number.is_empty() && o.discounts.iter().all(|d| d.price_with_vat >= Decimal::ZERO)));
        }
    }
}
