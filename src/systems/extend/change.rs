//! What to send when an order changed after the hand-over. Three sides are compared: what was told last, what Extend has, and what the
//! shop wants. What only the shop changed is sent; what only the warehouse changed stays as a person there left it; what both changed is
//! asked about, and not sent.
//!
//! Rows are found again by the shop's line id, else by product. Extend changes a row by its position; a row is cancelled
//! with `rowOperation` `Inactive`, its position **and** its warehouse, else a new cancelled row appears (partners.md 2.5).
mod header;
pub(super) mod rows;

use serde_json::{Value, json};

use super::options::Options;
use super::told::Told;

/// What became of the comparison.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Merge {
    /// The `PUT` body; `None` when there is nothing to send. It names all rows that stay, so that a server which cancels unnamed rows
    /// keeps them too.
    pub(super) body: Option<Value>,
    /// Whether anything is to be sent.
    differ: bool,
    /// Whether something that the shop changed stands there already: an earlier try told it.
    pub(super) stands: bool,
    /// What both have changed: product numbers, and things of the header as `thing:<field>`.
    pub(super) conflicts: Vec<String>,
}

impl Merge {
    fn conflict(&mut self, what: &str) {
        if !self.conflicts.iter().any(|known| known == what) {
            self.conflicts.push(what.to_owned());
        }
    }
}

/// What turns `there` (an order as read) into `wanted` (an order as we would send it), of which `told` was told last.
pub(super) fn merge(told: &Told, there: &Value, wanted: &Value, options: &Options) -> Merge {
    let mut merge = Merge::default();
    let rows = rows::merge(told, there, wanted, options, &mut merge);
    let header = header::merge(told, there, wanted, &mut merge);
    if merge.differ {
        merge.body = Some(json!({ "orderHeader": header, "orderRows": rows }));
    }
    merge
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The change of an order of which nobody remembers what it was told.
    fn change(there: &Value, wanted: &Value, options: &Options) -> Option<Value> {
        merge(&Told::assumed(there, wanted, true), there, wanted, options).body
    }

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

    /// What was told, what stands there after `hands` have changed it, what the shop wants after `edit`.
    fn sides(hands: impl FnOnce(&mut Value), edit: impl FnOnce(&mut Value)) -> (Merge, Value) {
        let rows = json!([row("a", "LAMP", 2), row("b", "BOOK", 1), row("c", "LAMP", 5)]);
        let mut want = wanted(rows);
        want["orderHeader"]["delieryPhoneNumber"] = json!("+420777");
        want["orderHeader"]["deliveryAddress"] =
            json!({"name1": "Firma", "name2": "Eva", "address1": "Husova 1", "city": "Brno", "countryCode": "CZ"});
        let told = Told::of(&want);
        let mut here = there();
        for (key, value) in want["orderHeader"].as_object().unwrap() {
            here["orderHeader"][key] = value.clone();
        }
        hands(&mut here);
        edit(&mut want);
        (merge(&told, &here, &want, &options()), want)
    }

    fn phone(want: &mut Value) {
        want["orderHeader"]["delieryPhoneNumber"] = json!("+420602");
    }

    fn named(merge: &Merge) -> Vec<(Value, Value, Value)> {
        let rows = merge.body.as_ref().unwrap()["orderRows"].as_array().unwrap();
        rows.iter()
            .map(|r| (r["position"].clone(), r["rowOperation"].clone(), r["salesData"]["quantity"].clone()))
            .collect()
    }

    #[test]
    fn what_the_warehouse_did_stays_when_a_phone_is_mended() {
        let (merge, _) = sides(
            |here| {
                here["orderRows"][0]["salesData"]["quantity"] = json!(1);
                here["orderRows"][1]["orderRowStatus"] = json!("Annulled");
                here["orderHeader"]["deliveryAddress"]["address1"] = json!("Husova 1a");
                let more = json!({"position": 60, "orderRowStatus": "Incoming", "product": {"productNumber": "GIFT"}, "salesData": {"quantity": 1}});
                here["orderRows"].as_array_mut().unwrap().push(more);
            },
            phone,
        );
        assert_eq!(merge.conflicts, [""; 0]);
        let active = json!("Active");
        assert_eq!(
            named(&merge),
            [
                (json!(10), active.clone(), json!(1)),
                (json!(30), active.clone(), json!(5)),
                (json!(60), active, json!(1))
            ]
        );
        let header = &merge.body.as_ref().unwrap()["orderHeader"];
        assert_eq!(header["delieryPhoneNumber"], "+420602");
        assert_eq!(header["deliveryAddress"]["address1"], "Husova 1a");
    }

    #[test]
    fn what_only_the_warehouse_changed_is_no_change_of_ours() {
        let hands = |here: &mut Value| here["orderRows"][0]["salesData"]["quantity"] = json!(1);
        let (merge, _) = sides(hands, |_| {});
        assert_eq!((merge.body, merge.stands, merge.conflicts.len()), (None, false, 0));
    }

    #[test]
    fn what_both_changed_is_asked_about() {
        let (merge, _) = sides(
            |here| {
                here["orderRows"][0]["salesData"]["quantity"] = json!(1);
                here["orderRows"][1]["orderRowStatus"] = json!("Annulled");
                here["orderHeader"]["deliveryAddress"]["address1"] = json!("Husova 1a");
            },
            |want| {
                want["orderRows"][0]["salesData"]["quantity"] = json!(3);
                want["orderRows"][1]["salesData"]["quantity"] = json!(2);
                want["orderRows"].as_array_mut().unwrap().pop();
                want["orderHeader"]["deliveryAddress"]["city"] = json!("Zlín");
            },
        );
        assert_eq!(merge.conflicts, ["LAMP", "BOOK", "thing:deliveryAddress"]);
        let (active, inactive) = (json!("Active"), json!("Inactive"));
        assert_eq!(named(&merge), [(json!(30), inactive, json!(5)), (json!(10), active, json!(1))], "the rest goes");
        let (same, _) = sides(
            |here| here["orderRows"][0]["salesData"]["quantity"] = json!(1),
            |want| want["orderRows"][0]["salesData"]["quantity"] = json!(1),
        );
        assert_eq!((same.body, same.stands, same.conflicts.len()), (None, true, 0), "both wanted the same");
    }

    #[test]
    fn what_the_shop_emptied_is_emptied() {
        let (merge, _) = sides(
            |_| {},
            |want| {
                want["orderHeader"].as_object_mut().unwrap().remove("delieryPhoneNumber");
                let to = want["orderHeader"]["deliveryAddress"].as_object_mut().unwrap();
                to.remove("name2");
                to.insert("name1".into(), json!("Eva"));
            },
        );
        let header = &merge.body.as_ref().unwrap()["orderHeader"];
        assert_eq!(header["delieryPhoneNumber"], "");
        assert_eq!(
            (&header["deliveryAddress"]["name1"], &header["deliveryAddress"]["name2"]),
            (&json!("Eva"), &json!(""))
        );
    }

    #[test]
    fn a_price_that_is_rounded_there_is_nobodys_change() {
        let price = |n: &str| serde_json::from_str::<Value>(n).unwrap();
        let rows = json!([row("a", "LAMP", 2)]);
        let mut want = wanted(rows);
        want["orderRows"][0]["salesData"]["unitPrice"] = price("82.6446");
        let told = Told::of(&want);
        let mut here = there();
        here["orderRows"].as_array_mut().unwrap().truncate(1);
        here["orderRows"][0]["salesData"]["unitPrice"] = price("82.64");
        assert_eq!(merge(&told, &here, &want, &options()).body, None);
        want["orderRows"][0]["salesData"]["unitPrice"] = price("70.2479");
        let sent = merge(&told, &here, &want, &options());
        assert_eq!(sent.body.unwrap()["orderRows"][0]["salesData"]["unitPrice"], price("70.2479"));
        assert!(sent.conflicts.is_empty());
    }

    #[test]
    fn what_was_annulled_before_we_remembered_stays_annulled() {
        let mut here = there();
        here["orderRows"][1]["orderRowStatus"] = json!("Annulled");
        let mut want = wanted(json!([row("a", "LAMP", 2), row("b", "BOOK", 1), row("c", "LAMP", 5)]));
        assert_eq!(change(&here, &want, &options()), None);
        want["orderRows"][1]["salesData"]["quantity"] = json!(2);
        let told =
            Told::assumed(&here, &wanted(json!([row("a", "LAMP", 2), row("b", "BOOK", 1), row("c", "LAMP", 5)])), true);
        assert_eq!(merge(&told, &here, &want, &options()).conflicts, ["BOOK"]);
        let shop = Told::assumed(&here, &want, false);
        let body = merge(&shop, &here, &want, &options()).body.unwrap();
        assert_eq!(body["orderRows"].as_array().unwrap().len(), 3, "the shop's word: it is entered anew");
    }
}
