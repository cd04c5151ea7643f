//! What to send when an order changed after the hand-over: the difference between what Extend has and what it should have.
//!
//! Rows are found again by the shop's line id, else by product. Extend changes a row by its position; a row is cancelled
//! with `rowOperation` `Inactive`, its position **and** its warehouse, else a new cancelled row appears (partners.md 2.5).
use serde_json::{Map, Value, json};

use super::options::Options;
use crate::systems::json::Json;

/// Supply modes of rows that Extend adds by itself.
const ADDED_THERE: [&str; 4] = ["Freight", "Round", "PaymentPenalty", "PaymentDiscrepancy"];

/// Texts of a row that we write (see `notes`).
const TEXTS: [(&str, &str); 3] = [("product", "productNotes"), ("notations", "notes"), ("externalRow", "freeText")];

/// The `PUT` body that turns `there` (an order as read) into `wanted` (an order as we would send it); `None` when there is
/// nothing to change. It names all rows that stay, so that a server which cancels unnamed rows keeps them too.
pub(super) fn change(there: &Value, wanted: &Value, options: &Options) -> Option<Value> {
    let (rows, differ) = rows(there, wanted, options);
    let header = header(there, wanted);
    if !differ && holds(Json(there).at("orderHeader"), Json(&header)) {
        return None;
    }
    Some(json!({ "orderHeader": header, "orderRows": rows }))
}

/// The whole header as wanted, whether Extend replaces or merges; the asked date stays as it was, and what the shop
/// does not have any more is emptied.
fn header(there: &Value, wanted: &Value) -> Value {
    let (had, want) = (Json(there).at("orderHeader"), Json(wanted).at("orderHeader"));
    let mut header = want.0.as_object().cloned().unwrap_or_default();
    match had.at("askedDeliveryDate").some_text() {
        Some(date) => header.insert("askedDeliveryDate".into(), json!(date)),
        None => header.remove("askedDeliveryDate"),
    };
    let emptied = [
        ("servicePoint", true, Value::Null),
        ("notations", had.at("notations").at("notes").is_set(), json!({ "notes": "" })),
    ];
    for (key, applies, value) in emptied {
        if applies && !header.contains_key(key) && had.at(key).is_set() {
            header.insert(key.into(), value);
        }
    }
    Value::Object(header)
}

/// The rows to name, cancelled ones first, and whether any of them changes something.
fn rows(there: &Value, wanted: &Value, options: &Options) -> (Vec<Value>, bool) {
    let had: Vec<_> = Json(there).at("orderRows").list().into_iter().filter(|r| is_live(*r)).collect();
    let want = Json(wanted).at("orderRows").list();
    let mut free: Vec<_> = had.iter().copied().map(Some).collect();
    let mut pairs: Vec<Option<Json<'_>>> = vec![None; want.len()];
    for same in [same_line as fn(Json<'_>, Json<'_>) -> bool, same_product] {
        for (pair, row) in pairs.iter_mut().zip(&want).filter(|(pair, _)| pair.is_none()) {
            let found = free.iter_mut().find(|f| f.is_some_and(|f| same(f, *row)));
            *pair = found.and_then(Option::take);
        }
    }
    let mut rows = Vec::new();
    for gone in free.into_iter().flatten().filter(|r| is_ours(*r)) {
        rows.push(inactive(gone, options));
    }
    let mut differ = !rows.is_empty();
    for (row, pair) in want.into_iter().zip(pairs) {
        differ |= pair.is_none_or(|had| !tells(had, row));
        rows.push(pair.map_or_else(|| row.0.clone(), |had| staying(had, row)));
    }
    (rows, differ)
}

fn is_live(row: Json<'_>) -> bool {
    let gone = row.at("orderRowStatus").text() == "Annulled" || row.at("rowOperation").text() == "Inactive";
    // Parts that Extend unfolded from a bill of materials follow their parent.
    !gone && !row.at("billOfMaterialsParentRowPosition").is_set()
}

/// Whether a row may be cancelled by us: what Extend added by itself stays.
fn is_ours(row: Json<'_>) -> bool {
    row.at("externalRow").at("externalRowId").is_set() || !ADDED_THERE.contains(&row.at("supplyMode").text().as_str())
}

/// Whether a row tells all that it should: its numbers, and its texts also where they were emptied.
fn tells(had: Json<'_>, row: Json<'_>) -> bool {
    let same = |(group, key): &(&str, &str)| had.at(group).at(key).text() == row.at(group).at(key).text();
    holds(had.at("salesData"), row.at("salesData")) && TEXTS.iter().all(same)
}

fn product(row: Json<'_>) -> String {
    row.at("product").at("productNumber").text()
}

fn same_line(had: Json<'_>, row: Json<'_>) -> bool {
    let id = row.at("externalRow").at("externalRowId").some_text();
    id.is_some() && id == had.at("externalRow").at("externalRowId").some_text() && same_product(had, row)
}

fn same_product(had: Json<'_>, row: Json<'_>) -> bool {
    product(had).eq_ignore_ascii_case(&product(row))
}

fn position(had: Json<'_>, row: &mut Map<String, Value>) {
    for key in ["position", "subPosition"] {
        if had.at(key).is_set() {
            row.insert(key.to_owned(), had.at(key).0.clone());
        }
    }
}

fn inactive(had: Json<'_>, options: &Options) -> Value {
    let mut row = Map::new();
    position(had, &mut row);
    row.insert("rowOperation".into(), json!("Inactive"));
    row.insert("product".into(), json!({ "productNumber": product(had) }));
    let sales = had.at("salesData");
    row.insert("salesData".into(), json!({ "quantity": sales.at("quantity").0, "unit": sales.at("unit").0 }));
    let warehouse = had.at("warehouse").some_text().or_else(|| options.warehouses.first().cloned());
    row.insert("warehouse".into(), json!(warehouse));
    Value::Object(row)
}

fn staying(had: Json<'_>, wanted: Json<'_>) -> Value {
    let mut row = wanted.0.clone();
    for (group, key) in TEXTS {
        if had.at(group).at(key).is_set() && !wanted.at(group).at(key).is_set() {
            row[group][key] = json!("");
        }
    }
    let Value::Object(mut row) = row else { return row };
    position(had, &mut row);
    row.insert("rowOperation".into(), json!("Active"));
    if let Some(warehouse) = had.at("warehouse").some_text() {
        // The warehouse that Extend chose stays.
        row.insert("warehouse".into(), json!(warehouse));
    }
    Value::Object(row)
}

/// A member, whether its name ends in a blank or not: that of a pickup point's id does in the vendor's own client
/// (corrections.md 1.5).
fn member<'a>(had: Json<'a>, key: &str) -> Json<'a> {
    had.any(&[key, key.trim_end(), &format!("{} ", key.trim_end())])
}

/// Whether `had` has all that `wanted` says; numbers count by value, texts without surrounding blanks.
fn holds(had: Json<'_>, wanted: Json<'_>) -> bool {
    match wanted.0 {
        Value::Object(map) => map.iter().all(|(key, value)| holds(member(had, key), Json(value))),
        Value::Array(list) => {
            let there = had.list();
            list.iter().all(|value| there.iter().any(|h| holds(*h, Json(value))))
        }
        Value::Number(_) => had.decimal() == wanted.decimal(),
        Value::Null => !had.is_set(),
        Value::Bool(_) | Value::String(_) => had.text() == wanted.text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(rows: Value) -> Value {
        json!({"orderHeader": {"customerNumber": "WEB", "askedDeliveryDate": "2026-03-09T00:00:00", "freightFree": true}, "orderRows": rows})
    }

    fn row(id: &str, product: &str, quantity: i64) -> Value {
        json!({"externalRow": {"externalRowId": id}, "product": {"productNumber": product},
            "salesData": {"quantity": quantity, "unit": "st"}, "warehouse": "MAIN"})
    }

    fn there() -> Value {
        let at = |position: i64, mut row: Value| {
            row["position"] = json!(position);
            row["orderRowStatus"] = json!("Incoming");
            row
        };
        json!({
            "orderHeader": {"customerNumber": "WEB", "orderNumber": "88", "askedDeliveryDate": "2026-03-04T00:00:00", "freightFree": "true"},
            "orderRows": [at(10, row("a", "LAMP", 2)), at(20, row("b", "BOOK", 1)), at(30, row("c", "LAMP", 5)),
                {"position": 40, "supplyMode": "Freight", "product": {"productNumber": "FREIGHT"}, "salesData": {"quantity": 1}}],
        })
    }

    fn options() -> Options {
        Options::parse(json!({"customer_number": "WEB", "warehouses": ["MAIN"]}).as_object().unwrap()).unwrap()
    }

    #[test]
    fn the_same_order_is_no_change() {
        let same = wanted(json!([row("a", "LAMP", 2), row("b", "BOOK", 1), row("c", "LAMP", 5)]));
        assert_eq!(change(&there(), &same, &options()), None);
    }

    #[test]
    fn rows_change_by_position_and_go_with_their_warehouse() {
        let body = change(
            &there(),
            &wanted(json!([row("c", "LAMP", 4), row("a", "LAMP", 2), row("d", "VASE", 1)])),
            &options(),
        )
        .unwrap();
        let rows = body["orderRows"].as_array().unwrap();
        let told: Vec<_> = rows
            .iter()
            .map(|r| (&r["position"], &r["rowOperation"], &r["salesData"]["quantity"], &r["warehouse"]))
            .collect();
        let (main, active) = (&json!("MAIN"), &json!("Active"));
        assert_eq!(
            told,
            [
                (&json!(20), &json!("Inactive"), &json!(1), main),
                (&json!(30), active, &json!(4), main),
                (&json!(10), active, &json!(2), main),
                (&Value::Null, &Value::Null, &json!(1), main),
            ]
        );
        assert_eq!(body["orderHeader"]["askedDeliveryDate"], json!("2026-03-04T00:00:00"));
    }

    #[test]
    fn a_line_that_became_another_product_is_cancelled_and_added() {
        let body = change(
            &there(),
            &wanted(json!([row("a", "VASE", 2), row("b", "BOOK", 1), row("c", "LAMP", 5)])),
            &options(),
        )
        .unwrap();
        let rows = body["orderRows"].as_array().unwrap();
        assert_eq!((&rows[0]["position"], &rows[0]["rowOperation"]), (&json!(10), &json!("Inactive")));
        assert!(rows[1].get("position").is_none());
    }

    #[test]
    fn texts_change_and_are_emptied() {
        let mut was = there();
        was["orderRows"][0]["product"]["productNotes"] = json!("Engraving: A");
        let mut rows = json!([row("a", "LAMP", 2), row("b", "BOOK", 1), row("c", "LAMP", 5)]);
        let body = change(&was, &wanted(rows.clone()), &options()).unwrap();
        assert_eq!(body["orderRows"][0]["product"]["productNotes"], json!(""));
        rows[0]["product"]["productNotes"] = json!("Engraving: A");
        assert_eq!(change(&was, &wanted(rows.clone()), &options()), None);
        rows[0]["product"]["productNotes"] = json!("Engraving: B");
        let body = change(&was, &wanted(rows), &options()).unwrap();
        assert_eq!(body["orderRows"][0]["product"]["productNotes"], json!("Engraving: B"));
    }

    #[test]
    fn freight_that_became_free_is_cancelled() {
        let mut was = there();
        was["orderHeader"]["freightFree"] = json!(false);
        let ours = json!({"position": 50, "supplyMode": "Freight", "externalRow": {"externalRowId": "shipping"},
            "product": {"productNumber": "FREIGHT"}, "salesData": {"quantity": 1, "unit": "st"}});
        was["orderRows"].as_array_mut().unwrap().push(ours);
        let rows = json!([row("a", "LAMP", 2), row("b", "BOOK", 1), row("c", "LAMP", 5)]);
        let body = change(&was, &wanted(rows), &options()).unwrap();
        assert_eq!(body["orderHeader"]["freightFree"], json!(true));
        assert_eq!(body["orderRows"].as_array().unwrap().len(), 4, "what Extend added by itself stays unnamed");
        assert_eq!(
            (&body["orderRows"][0]["position"], &body["orderRows"][0]["rowOperation"]),
            (&json!(50), &json!("Inactive"))
        );
    }

    #[test]
    fn a_pickup_point_is_the_same_in_either_spelling_of_its_id() {
        let mut was = there();
        was["orderHeader"]["servicePoint"] = json!({"deliveryLocationId ": "4821", "name": "Brno"});
        let rows = json!([row("a", "LAMP", 2), row("b", "BOOK", 1), row("c", "LAMP", 5)]);
        let mut want = wanted(rows);
        want["orderHeader"]["servicePoint"] =
            json!({"deliveryLocationId": "4821", "deliveryLocationId ": "4821", "name": "Brno"});
        assert_eq!(change(&was, &want, &options()), None);
    }
}
