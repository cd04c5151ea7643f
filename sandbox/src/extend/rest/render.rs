//! Orders as the interface shows them; field names as documented, misspellings included.

use crate::extend::model::entry::read_moment;
use crate::extend::model::order::{Order, Row, RowStatus, Shipment};
use crate::extend::model::store::Store;
use crate::kit::Switches;
use rust_decimal::Decimal;
use serde_json::{Map, Number, Value, json};
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// How moments and words are shown.
#[derive(Clone, Debug)]
pub struct Style {
    offset: UtcOffset,
    extra: bool,
    vat: bool,
    dropped: Value,
    order_words: Value,
    row_words: Value,
}

impl Style {
    /// Reads the style as the switches stand.
    pub fn read(switches: &Switches) -> Self {
        let minutes = switches.number("extend.utc_offset_minutes");
        let seconds = i32::try_from(minutes * 60).unwrap_or(0);
        Self {
            offset: UtcOffset::from_whole_seconds(seconds).unwrap_or(UtcOffset::UTC),
            extra: switches.on("extend.extra_fields"),
            vat: switches.on("extend.total_with_vat"),
            dropped: switches.get("extend.header_dropped"),
            order_words: switches.get("extend.order_status_words"),
            row_words: switches.get("extend.row_status_words"),
        }
    }

    /// A moment in ISO 8601 with its offset, to the second.
    pub fn moment(&self, at: OffsetDateTime) -> String {
        let at = at.to_offset(self.offset).replace_nanosecond(0).unwrap_or(at);
        at.format(&Rfc3339).unwrap_or_default()
    }

    fn asked(&self, order: &Order) -> Option<String> {
        read_moment(order.text("askedDeliveryDate")).map(|at| self.moment(at))
    }

    /// The word of an order's status.
    pub fn order_word(&self, order: &Order) -> String {
        let word = order.status.word();
        self.order_words[word].as_str().unwrap_or(word).to_owned()
    }

    fn row_word(&self, order: &Order, row: &Row) -> String {
        let word = match row.status {
            RowStatus::Waiting if order.status.word() == "OnHoldManual" => "Pause",
            RowStatus::Waiting => order.status.word(),
            RowStatus::Reserved => "Reserved",
            RowStatus::Picked => "Picked",
            RowStatus::Annulled => "Annulled",
        };
        self.row_words[word].as_str().unwrap_or(word).to_owned()
    }

    /// Adds, when asked to, a field that no client knows yet.
    pub fn grown(&self, mut object: Value) -> Value {
        if let (true, Some(map)) = (self.extra, object.as_object_mut()) {
            map.insert("sustainabilityIndex".to_owned(), json!({ "grade": "B", "points": [1, 2, 3] }));
        }
        object
    }

    /// An order as the list shows it.
    pub fn item(&self, order: &Order, store: &Store) -> Value {
        let customer = order.text("customerNumber");
        let name = store.customers.get(customer).and_then(|customer| customer["name"].as_str());
        let (net, gross) = order.totals();
        self.grown(json!({
            "orderNumber": order.number,
            "orderNumberExternal": order.external(),
            "orderType": order.text("orderType"),
            "orderStatus": self.order_word(order),
            "orderDate": self.moment(order.created),
            "askedDeliveryDate": self.asked(order),
            "customerNumber": customer,
            "customerName": name,
            "totalPrice": number(if self.vat { gross } else { net }),
            "changeDate": self.moment(order.changed),
        }))
    }

    /// A whole order.
    pub fn order(&self, order: &Order) -> Value {
        let mut header = order.header.clone();
        let dropped = |field: &str| self.dropped.as_array().is_some_and(|list| list.iter().any(|d| d == field));
        header.retain(|field, _| !dropped(field));
        header.insert("orderNumber".to_owned(), json!(order.number));
        header.insert("orderStatus".to_owned(), json!(self.order_word(order)));
        header.insert("askedDeliveryDate".to_owned(), json!(self.asked(order)));
        header.entry("orderType").or_insert_with(|| json!("Normal"));
        header.entry("orderDate").or_insert_with(|| json!(self.moment(order.created)));
        let last = order.shipments.last().map(|shipment| shipment.reference.as_str());
        header.insert("shipmentReference".to_owned(), json!(last));
        let shipments: Vec<Value> = order.shipments.iter().map(|shipment| self.shipment(shipment)).collect();
        header.insert("shipments".to_owned(), json!(shipments));
        header.insert("customerInvoices".to_owned(), json!([]));
        let rows: Vec<Value> = order.rows.iter().map(|row| self.row(order, row)).collect();
        json!({ "orderHeader": self.grown(Value::Object(header)), "orderRows": rows })
    }

    fn shipment(&self, shipment: &Shipment) -> Value {
        self.grown(json!({
            "shipmentNumber": shipment.number,
            "shipmentReference": shipment.reference,
            "createDate": self.moment(shipment.created),
            "packages": shipment.packages,
            "numberPackages": shipment.packages.len(),
            "transportWeight": number(shipment.weight),
            "transportVolume": 0,
            "pickDate": self.moment(shipment.picked),
            "forwarder": shipment.forwarder,
            "deliveryMethod": shipment.delivery_method,
        }))
    }

    fn row(&self, order: &Order, row: &Row) -> Value {
        let mut shown: Map<String, Value> = row.sent.clone();
        let mut set = |field: &str, value: Value| shown.insert(field.to_owned(), value);
        set("position", json!(row.position));
        set("subPosition", json!(row.sub_position));
        set("rowOperation", json!(if row.status == RowStatus::Annulled { "Inactive" } else { "Active" }));
        set("orderRowStatus", json!(self.row_word(order, row)));
        set("orderRowId", json!(row.id.to_string()));
        let mut product = row.sent.get("product").and_then(Value::as_object).cloned().unwrap_or_default();
        product.insert("productNumber".to_owned(), json!(row.product));
        set("product", Value::Object(product));
        let priced = |quantity: Decimal| {
            json!({
                "quantity": number(quantity),
                "unit": row.unit,
                "unitPrice": number(row.unit_price),
                "vatPercent": number(row.vat_percent),
                "currency": row.currency,
            })
        };
        set("salesData", priced(row.quantity));
        // What has not left yet is shown as if all of it will be delivered (corrections.md 1.8).
        set("deliveryData", priced(if row.delivered.is_zero() { row.quantity } else { row.delivered }));
        set("warehouse", json!(row.warehouse));
        set("supplyMode", json!(row.supply_mode));
        set("expectedDeliveryDate", json!(row.expected.map(|at| self.moment(at))));
        set("shipmentNumber", json!(row.shipment));
        let allocation = match row.status {
            RowStatus::Picked => "Delivered",
            RowStatus::Annulled => "NotAllocated",
            _ => "Physical",
        };
        set("allocationStatus", json!(allocation));
        self.grown(Value::Object(shown))
    }
}

/// A decimal as a JSON number, whole when it is whole.
pub fn number(value: Decimal) -> Value {
    value.normalize().to_string().parse::<Number>().map_or(Value::Null, Value::Number)
}
