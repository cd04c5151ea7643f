//! What the picker must know and no field of quantities, prices or places carries: texts of rows and of the order's head.
//!
//! Of a row `product.productNotes` tells what the customer chose, `notations.notes` what to heed, `externalRow.freeText` what the
//! shop prints under the line (partners.md 2.5, corrections.md 4). docs/order-fields.md lists every field of an order with its place.
use serde_json::{Map, Value, json};

use crate::domain::order::{Line, LineKind, ShopOrder};

/// The mark of what only adults may get.
const ADULTS: &str = "18+";

/// Writes a line's texts into its row.
pub(super) fn line_notes(row: &mut Value, order: &ShopOrder, line: &Line) {
    let length = Some(&line.length).filter(|l| !l.is_empty()).map(|l| format!("Length: {l}"));
    let choices: Vec<String> = line.choices.iter().cloned().chain(length).collect();
    let gift = (line.kind == LineKind::Gift).then(|| {
        let with = order.set_of(line).map(|parent| parent.title.as_str()).filter(|title| !title.is_empty());
        with.map_or_else(|| "Gift".to_owned(), |title| format!("Gift with: {title}"))
    });
    let heed: Vec<String> = line.adults_only.then(|| ADULTS.to_owned()).into_iter().chain(gift).collect();
    if !choices.is_empty() {
        row["product"]["productNotes"] = json!(choices.join("; "));
    }
    if !heed.is_empty() {
        row["notations"] = json!({ "notes": heed.join("; ") });
    }
    if !line.remark.is_empty() {
        row["externalRow"]["freeText"] = json!(line.remark);
    }
}

/// `notations` of the head: what the customer wrote, and the mark for the parcel.
pub(super) fn notations(order: &ShopOrder) -> Value {
    let mut notations = Map::new();
    let note = order.customer.note.trim();
    if !note.is_empty() {
        notations.insert("notes".into(), json!(note));
    }
    if order.lines.iter().any(|l| l.adults_only) {
        notations.insert("handlingMark".into(), json!(ADULTS));
    }
    if notations.is_empty() { Value::Null } else { Value::Object(notations) }
}
