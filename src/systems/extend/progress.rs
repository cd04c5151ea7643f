//! Reading an order at Extend: milestone, parcels, whether it can still be changed. Status words are an open set.
use serde_json::Value;

use super::identity;
use super::options::{DeliveredMeans, Options};
use crate::domain::partner::CallError;
use crate::domain::progress::{Milestone, Parcel, PartnerOrder};
use crate::systems::json::Json;

/// Rows that nobody picks (partners.md 2.5 `supplyMode`).
const NOT_GOODS: [&str; 7] =
    ["freight", "discount", "round", "paymentpenalty", "paymentdiscrepancy", "service", "warehouseservice"];

/// Row states before anything has left (corrections.md 1.8); a shipment number on such a row is a plan, not a fact.
const NOT_LEFT: [&str; 17] = [
    "created",
    "incoming",
    "incomingwitherrors",
    "reserved",
    "reservedwitherros",
    "reservedwitherrors",
    "purchasedone",
    "purchaseconfirmed",
    "purchasedelivered",
    "confirmationsent",
    "confirmationsentwitherrors",
    "subscription",
    "awaitingpayment",
    "pause",
    "pendingforreview",
    "draft",
    "draftallocation",
];

/// What the rows say together.
#[derive(Debug, Default)]
struct Tally {
    active: usize,
    annulled: usize,
    reserved: usize,
    left: usize,
    partly: usize,
}

/// Reads a `CustomerOrder`.
///
/// # Errors
/// [`CallError::Down`] when it is no customer order.
pub fn read_order(value: &Value, options: &Options) -> Result<PartnerOrder, CallError> {
    let order = Json(value);
    let header = order.at("orderHeader");
    let number = header.at("orderNumber").text();
    if number.is_empty() {
        return Err(CallError::Down { text: "the answer is no customer order".to_owned() });
    }
    let raw_status = header.at("orderStatus").text();
    let rows = order.at("orderRows").list();
    let tally = tally(&rows);
    let word = word(&raw_status);
    let annulled =
        matches!(word.as_str(), "annulled" | "cancelled" | "canceled") || (tally.active == 0 && tally.annulled > 0);
    let (milestone, partly_shipped) = milestone(&word, &tally, annulled, options.delivered_means);
    Ok(PartnerOrder {
        number,
        external: options.without_prefix(&header.at("orderNumberExternal").text()).to_owned(),
        identity: identity::read(header),
        raw_status,
        milestone,
        partly_shipped,
        changeable: milestone.is_none(),
        annulled,
        parcels: parcels(header),
        expected: if annulled { None } else { expected(&rows) },
        trouble: if annulled { None } else { trouble(header, &rows) },
    })
}

/// Lower-case letters only: `Partially Delivered`, `PartiallyDelivered` and `PARTIALLY_DELIVERED` are one word.
fn word(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphabetic()).map(|c| c.to_ascii_lowercase()).collect()
}

fn is_goods(row: Json<'_>) -> bool {
    !NOT_GOODS.contains(&word(&row.at("supplyMode").text()).as_str())
}

fn is_annulled(row: Json<'_>) -> bool {
    let status = word(&row.at("orderRowStatus").text());
    status == "annulled" || status == "cancelled" || word(&row.at("rowOperation").text()) == "inactive"
}

fn tally(rows: &[Json<'_>]) -> Tally {
    let mut tally = Tally::default();
    for row in rows.iter().copied().filter(|r| is_goods(*r)) {
        let status = word(&row.at("orderRowStatus").text());
        let (asked, sent) =
            (row.at("salesData").at("quantity").amount(), row.at("deliveryData").at("quantity").amount());
        let tied = row.at("shipmentNumber").is_set();
        // A row that has not left carries its whole quantity as a plan (corrections.md 1.8): only less than that tells of a part.
        let short = !sent.is_zero() && sent < asked;
        if is_annulled(row) {
            // The rest of a row was cancelled after a part had left: what was going to leave has left.
            if tied && short {
                tally.active += 1;
                tally.left += 1;
            } else {
                tally.annulled += 1;
            }
            continue;
        }
        tally.active += 1;
        if short && (has_left(row, &status) || (tied && status.starts_with("reserved"))) {
            tally.partly += 1;
        } else if has_left(row, &status) {
            tally.left += 1;
        } else if status.starts_with("reserved") {
            tally.reserved += 1;
        }
    }
    tally
}

fn has_left(row: Json<'_>, status: &str) -> bool {
    let moved = || word(&row.at("allocationStatus").text()) == "delivered" || row.at("shipmentNumber").is_set();
    status == "picked" || (!NOT_LEFT.contains(&status) && moved())
}

/// What is wrong with an order: a status that says so, with what the warehouse wrote about it. The rows that have it are named.
fn trouble(header: Json<'_>, rows: &[Json<'_>]) -> Option<String> {
    let status = header.at("orderStatus").text();
    let mut words = Vec::new();
    if word(&status).ends_with("witherrors") {
        words.push(status);
    }
    for row in rows.iter().copied().filter(|row| !is_annulled(*row)) {
        let status = row.at("orderRowStatus").text();
        // The vendor spells one of them so.
        if matches!(word(&status).as_str(), "reservedwitherros" | "reservedwitherrors" | "confirmationsentwitherrors")
            || (word(&status).ends_with("witherrors") && words.is_empty())
        {
            let notes = row.at("notations").any(&["externalNotes", "reasonCode"]).text();
            words.push(format!("{} {status} {notes}", row.at("product").at("productNumber").text()).trim().to_owned());
        }
    }
    if words.is_empty() {
        return None;
    }
    words.extend(header.at("reviewReasonNotes").some_text());
    words.extend(header.at("notations").at("executingUnitNotes").some_text());
    Some(words.join("; "))
}

fn milestone(word: &str, tally: &Tally, annulled: bool, means: DeliveredMeans) -> (Option<Milestone>, bool) {
    if annulled {
        return (Some(Milestone::Impossible), false);
    }
    let started = tally.left + tally.partly > 0;
    let all = tally.active > 0 && tally.left == tally.active;
    match word {
        "delivered" | "fullydelivered" if means == DeliveredMeans::Delivered => (Some(Milestone::Delivered), false),
        "delivered" | "fullydelivered" | "terminated" | "invoiced" | "completed" => (Some(Milestone::Shipped), false),
        "partiallydelivered" => (Some(Milestone::Packed), true),
        _ if all => (Some(Milestone::Shipped), false),
        _ if started => (Some(Milestone::Packed), true),
        "reserved" => (Some(Milestone::Packed), false),
        _ if tally.reserved > 0 => (Some(Milestone::Packed), false),
        _ => (None, false),
    }
}

/// Parcels of all shipments, oldest shipment first, each number once.
fn parcels(header: Json<'_>) -> Vec<Parcel> {
    let mut shipments = header.at("shipments").list();
    shipments.sort_by_key(|s| s.at("createDate").moment("UTC"));
    let mut parcels: Vec<Parcel> = Vec::new();
    for shipment in shipments {
        let carrier = shipment.any(&["forwarder", "deliveryMethod"]).text();
        let carrier = if carrier.is_empty() { header.at("deliveryMethod").text() } else { carrier };
        for number in numbers(shipment.at("packages")) {
            if !parcels.iter().any(|p| p.number == number) {
                let shipment = shipment.at("shipmentNumber").text();
                parcels.push(Parcel { shipment, number, carrier: carrier.clone() });
            }
        }
    }
    parcels
}

/// `packages` is a list of texts; a single text is taken too.
fn numbers(packages: Json<'_>) -> Vec<String> {
    let one = packages.some_text().into_iter();
    one.chain(packages.list().into_iter().filter_map(Json::some_text)).collect()
}

/// The latest promised date of the goods that have not left yet.
fn expected(rows: &[Json<'_>]) -> Option<String> {
    let open = rows.iter().copied().filter(|r| is_goods(*r) && !is_annulled(*r));
    let open = open.filter(|r| !has_left(*r, &word(&r.at("orderRowStatus").text())));
    let dates =
        open.filter_map(|r| Some((r.at("expectedDeliveryDate").moment("UTC")?, r.at("expectedDeliveryDate").text())));
    dates.max().map(|(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Map, json};

    fn read_with(options: Value, status: &str, rows: Value) -> PartnerOrder {
        let mut map: Map<String, Value> = options.as_object().unwrap().clone();
        map.insert("customer_number".into(), json!("WEB"));
        let order = json!({
            "orderHeader": {"orderNumber": 88, "orderNumberExternal": "O1", "orderStatus": status},
            "orderRows": rows,
        });
        read_order(&order, &Options::parse(&map).unwrap()).unwrap()
    }

    fn at(status: &str, rows: Value) -> (Option<Milestone>, bool, bool) {
        let o = read_with(json!({}), status, rows);
        (o.milestone, o.partly_shipped, o.changeable)
    }

    fn row(status: &str) -> Value {
        json!({"orderRowStatus": status, "supplyMode": "Warehouse", "salesData": {"quantity": 2}})
    }

    #[test]
    fn milestones_follow_order_and_rows() {
        let freight = json!({"orderRowStatus": "Incoming", "supplyMode": "Freight"});
        let open = (None, false, true);
        assert_eq!(at("Incoming", json!([row("Incoming")])), open);
        assert_eq!(at("OnHoldPayment", json!([row("Pause")])), open);
        assert_eq!(at("Reserved", json!([row("Reserved")])), (Some(Milestone::Packed), false, false));
        assert_eq!(
            at("Incoming", json!([row("ReservedWithErros"), row("Incoming")])),
            (Some(Milestone::Packed), false, false)
        );
        assert_eq!(at("Reserved", json!([row("Picked"), row("Reserved")])), (Some(Milestone::Packed), true, false));
        assert_eq!(
            at("Reserved", json!([row("Picked"), row("Picked"), freight])),
            (Some(Milestone::Shipped), false, false)
        );
        assert_eq!(at("Reserved", json!([row("Picked"), row("Annulled")])), (Some(Milestone::Shipped), false, false));
        assert_eq!(
            at("PartiallyDelivered", json!([row("Picked"), row("Incoming")])),
            (Some(Milestone::Packed), true, false)
        );
        assert_eq!(at("Terminated", json!([row("Picked"), row("Annulled")])), (Some(Milestone::Shipped), false, false));
        assert_eq!(at("Annulled", json!([row("Annulled")])), (Some(Milestone::Impossible), false, false));
        assert_eq!(at("FullyDelivered", json!([row("Picked")])).0, Some(Milestone::Delivered));
        let shipped = read_with(json!({"delivered_means": "shipped"}), "Delivered", json!([row("Picked")]));
        assert_eq!(shipped.milestone, Some(Milestone::Shipped));
    }

    #[test]
    fn unknown_words_survive_and_decide_nothing() {
        let order = read_with(json!({}), "Teleported", json!([row("Dematerialized")]));
        assert_eq!((order.raw_status.as_str(), order.milestone, order.number.as_str()), ("Teleported", None, "88"));
    }

    #[test]
    fn a_row_that_left_in_part_is_partly_shipped_until_its_rest_is_cancelled() {
        let mut part = row("Reserved");
        part["deliveryData"] = json!({"quantity": 1});
        part["shipmentNumber"] = json!("7");
        assert_eq!(at("Reserved", json!([part])), (Some(Milestone::Packed), true, false));
        part["orderRowStatus"] = json!("Annulled");
        assert_eq!(at("Closed", json!([part])), (Some(Milestone::Shipped), false, false));
    }

    #[test]
    fn what_is_planned_has_not_left() {
        let planned = |status: &str| {
            let mut row = row(status);
            row["deliveryData"] = json!({"quantity": 2});
            row["shipmentNumber"] = json!("7");
            row["allocationStatus"] = json!("Purchase");
            row
        };
        for status in [
            "Subscription",
            "ConfirmationSent",
            "ConfirmationSentWithErrors",
            "PurchaseDelivered",
            "PurchaseDone",
            "Incoming",
        ] {
            assert_eq!(at("Incoming", json!([planned(status)])), (None, false, true), "{status}");
            let mut less = planned(status);
            less["deliveryData"] = json!({"quantity": 1});
            assert_eq!(at("Incoming", json!([less])), (None, false, true), "a part of {status}");
        }
        assert_eq!(at("Incoming", json!([planned("Annulled"), row("Incoming")])), (None, false, true));
        let all = at("Reserved", json!([planned("Annulled"), planned("Reserved")]));
        assert_eq!(all, (Some(Milestone::Packed), false, false), "an annulled row is no part that has left");
        assert_eq!(at("Incoming", json!([planned("Annulled")])).0, Some(Milestone::Impossible));
    }

    #[test]
    fn what_is_wrong_is_told_in_the_warehouses_words() {
        let fine = read_with(json!({}), "Incoming", json!([row("Incoming")]));
        assert_eq!(fine.trouble, None);
        let order = read_with(json!({}), "IncomingWithErrors", json!([row("IncomingWithErrors")]));
        assert_eq!((order.trouble.as_deref(), order.milestone), (Some("IncomingWithErrors"), None));
        let mut bad = row("ReservedWithErros");
        bad["product"] = json!({"productNumber": "LAMP"});
        bad["notations"] = json!({"externalNotes": "shelf is empty"});
        let order = read_with(json!({}), "Reserved", json!([bad]));
        assert_eq!(order.trouble.as_deref(), Some("LAMP ReservedWithErros shelf is empty"));
    }

    #[test]
    fn a_shipment_number_before_picking_is_only_a_plan() {
        let mut planned = row("Reserved");
        planned["shipmentNumber"] = json!("7");
        assert_eq!(at("Reserved", json!([planned])), (Some(Milestone::Packed), false, false));
        planned["orderRowStatus"] = json!("Gone");
        assert_eq!(at("Reserved", json!([planned])).0, Some(Milestone::Shipped));
    }

    #[test]
    fn parcels_come_oldest_first_and_once() {
        let order = json!({
            "orderHeader": {"orderNumber": "88", "deliveryMethod": "PACKETA", "shipments": [
                {"shipmentNumber": 2, "createDate": "2026-03-06T09:00:00+01:00", "packages": ["B", "A"]},
                {"shipmentNumber": 1, "createDate": "2026-03-05T09:00:00+01:00", "packages": ["A", " "], "forwarder": "PPL"},
                {"shipmentNumber": 3, "packages": null}]},
            "orderRows": [
                {"orderRowStatus": "Incoming", "expectedDeliveryDate": "2026-03-09T00:00:00+01:00"},
                {"orderRowStatus": "Incoming", "expectedDeliveryDate": "2026-03-11T00:00:00+01:00"},
                {"orderRowStatus": "Picked", "expectedDeliveryDate": "2026-03-20T00:00:00+01:00"}],
        });
        let options = Options::parse(json!({"customer_number": "WEB"}).as_object().unwrap()).unwrap();
        let read = read_order(&order, &options).unwrap();
        let parcel = |shipment: &str, number: &str, carrier: &str| Parcel {
            shipment: shipment.into(),
            number: number.into(),
            carrier: carrier.into(),
        };
        assert_eq!(read.parcels, [parcel("1", "A", "PPL"), parcel("2", "B", "PACKETA")]);
        assert_eq!(read.expected.as_deref(), Some("2026-03-11T00:00:00+01:00"));
        assert!(read_order(&json!({"Message": "hm"}), &options).is_err());
    }
}
