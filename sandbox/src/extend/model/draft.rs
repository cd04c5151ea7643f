//! What a client sent as an order, checked against the words and the master data of the tenant.

use super::header::{problems_of_header, text};
use super::store::Store;
use super::words;
use crate::extend::switches::Rules;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::str::FromStr as _;

/// An order as sent, before the server completes it.
#[derive(Clone, Debug)]
pub struct OrderDraft {
    /// Header fields as sent, without the ones that only the server fills.
    pub header: Map<String, Value>,
    /// Rows as sent.
    pub rows: Vec<RowDraft>,
}

/// A row as sent.
#[derive(Clone, Debug)]
pub struct RowDraft {
    /// Position that the client named.
    pub position: Option<u32>,
    /// Number within the position.
    pub sub_position: u32,
    /// False when `rowOperation` is `Inactive`.
    pub active: bool,
    /// Product number, known to the tenant.
    pub product: String,
    /// Quantity in `unit`.
    pub quantity: Decimal,
    /// Unit, known to the tenant.
    pub unit: String,
    /// Price without VAT, when the client states one.
    pub unit_price: Option<Decimal>,
    /// VAT in percent, when the client states it.
    pub vat_percent: Option<Decimal>,
    /// Currency, when the client states it.
    pub currency: Option<String>,
    /// Warehouse, when the client names one.
    pub warehouse: Option<String>,
    /// How the row is supplied.
    pub supply_mode: String,
    /// The row as sent.
    pub sent: Map<String, Value>,
}

/// Fields that a client may send and that nobody sees again: internal costs in the tenant's own currency (corrections.md 1.6).
const INPUT_ONLY: &[&str] = &["explicitFreightCost"];

/// Header fields that only the server fills.
const SERVER_FIELDS: &[&str] =
    &["orderNumber", "orderStatus", "shipments", "shipmentReference", "customerInvoices", "agreedOrder"];

impl OrderDraft {
    /// Reads a body; the error holds every reason found, as sentences.
    pub fn read(body: &Value, store: &Store, rules: &Rules) -> Result<Self, Vec<String>> {
        let Some(header) = body.get("orderHeader").and_then(Value::as_object) else {
            return Err(vec!["The orderHeader field is required.".to_owned()]);
        };
        let Some(rows) = body.get("orderRows").and_then(Value::as_array) else {
            return Err(vec!["The orderRows field is required.".to_owned()]);
        };
        let mut problems = problems_of_header(header, store, rules);
        if rows.is_empty() {
            problems.push("The order has no rows.".to_owned());
        }
        let mut drafts = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            match RowDraft::read(row, store) {
                Ok(draft) => drafts.push(draft),
                Err(reasons) => {
                    problems.extend(reasons.into_iter().map(|reason| format!("Row {}: {reason}", index + 1)));
                }
            }
        }
        let needs_external = drafts.iter().any(|row| row.sent.get("externalRow").is_some_and(|v| !v.is_null()));
        if needs_external && header.get("external").is_none_or(Value::is_null) {
            problems.push("externalRow needs orderHeader.external.".to_owned());
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut header = header.clone();
        header.retain(|field, value| {
            !value.is_null() && !SERVER_FIELDS.contains(&field.as_str()) && !INPUT_ONLY.contains(&field.as_str())
        });
        Ok(Self { header, rows: drafts })
    }
}

impl RowDraft {
    fn read(row: &Value, store: &Store) -> Result<Self, Vec<String>> {
        let Some(row) = row.as_object() else {
            return Err(vec!["must be an object.".to_owned()]);
        };
        let mut problems = Vec::new();
        for (field, words) in [
            ("rowOperation", words::ROW_OPERATIONS),
            ("supplyMode", words::SUPPLY_MODES),
            ("backOrderHandlingId", words::BACK_ORDER),
        ] {
            let value = row.get(field).filter(|value| !value.is_null());
            if let Some(value) = value.filter(|v| !v.as_str().is_some_and(|word| words.contains(&word))) {
                problems.push(format!("the value {value} is not valid for {field}."));
            }
        }
        let empty = Map::new();
        let product = row.get("product").and_then(Value::as_object).unwrap_or(&empty);
        let sales = row.get("salesData").and_then(Value::as_object).unwrap_or(&empty);
        let number = text(product, "productNumber");
        let known = store.products.get(number);
        match (number, known) {
            ("", _) => problems.push("the product.productNumber field is required.".to_owned()),
            (_, None) => problems.push(format!("product {number} does not exist.")),
            _ => {}
        }
        let quantity = sales.get("quantity").and_then(decimal);
        if quantity.is_none() {
            problems.push("the salesData.quantity field is required and must be a number.".to_owned());
        }
        match text(sales, "unit") {
            "" => problems.push("the salesData.unit field is required.".to_owned()),
            unit if !words::knows(words::UNITS, unit) => {
                problems.push(format!("unit {unit} does not exist."));
            }
            _ => {}
        }
        let currency = text(sales, "currency");
        if !currency.is_empty() && !words::CURRENCIES.contains(&currency) {
            problems.push(format!("currency {currency} does not exist."));
        }
        let warehouse = text(row, "warehouse");
        if !warehouse.is_empty() && !words::knows(words::WAREHOUSES, warehouse) {
            problems.push(format!("warehouse {warehouse} does not exist."));
        }
        let stated = |field: &str| sales.get(field).filter(|value| !value.is_null());
        for field in ["unitPrice", "vatPercent"] {
            if stated(field).is_some_and(|value| decimal(value).is_none()) {
                problems.push(format!("salesData.{field} must be a number."));
            }
        }
        let supply_mode = match text(row, "supplyMode") {
            "" => known.map_or_else(String::new, |product| product.supply_mode.clone()),
            mode => mode.to_owned(),
        };
        if supply_mode == "Warehouse" && quantity.is_some_and(|quantity| quantity <= Decimal::ZERO) {
            problems.push("salesData.quantity must be above zero.".to_owned());
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Ok(Self {
            position: whole(row.get("position")),
            sub_position: whole(row.get("subPosition")).unwrap_or(0),
            active: text(row, "rowOperation") != "Inactive",
            product: number.to_owned(),
            quantity: quantity.unwrap_or_default(),
            unit: text(sales, "unit").to_owned(),
            unit_price: stated("unitPrice").and_then(decimal),
            vat_percent: stated("vatPercent").and_then(decimal),
            currency: filled(currency),
            warehouse: filled(warehouse),
            supply_mode,
            sent: row.clone(),
        })
    }
}

fn whole(value: Option<&Value>) -> Option<u32> {
    value.and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0)
}

/// A JSON number as a decimal; text is no number here.
pub fn decimal(value: &Value) -> Option<Decimal> {
    let text = value.as_number()?.to_string();
    Decimal::from_str(&text).or_else(|_| Decimal::from_scientific(&text)).ok()
}
