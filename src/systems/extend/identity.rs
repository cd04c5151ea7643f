//! Whose an order at Extend is. What we give to it stands in `external.externalId` and in `orderMetaData` (partners.md 2.5): both come
//! back when the order is read, neither can be searched for, and the list shows neither. So an order is looked for by its number, and
//! each that is found is read.
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::domain::identity::{Found, Kinship, Own, PREFIX};
use crate::domain::money::Decimal;
use crate::domain::order::ShopOrder;
use crate::domain::progress::PartnerOrder;
use crate::systems::json::Json;

/// Label of the identity among the metadata.
const LABEL: &str = "spojka_order";
/// The warehouse's clock, and what it says about offsets, may be wrong by so many seconds.
const CLOCK_SECONDS: i64 = 3 * 3600;

/// What an order carries of us; empty when nothing. One of the two fields is enough, should the tenant drop the other.
pub(super) fn read(header: Json<'_>) -> String {
    let labelled = header.at("orderMetaData").list().into_iter().find(|m| m.at("metaDataLabel").text() == LABEL);
    let texts = [labelled.map(|m| m.at("metaDataValue").text()), Some(header.at("external").at("externalId").text())];
    texts.into_iter().flatten().find(|text| text.starts_with(PREFIX)).unwrap_or_default()
}

/// Gives an order that is about to be sent what it is recognised by; an order without identity carries its number.
pub(super) fn mark(body: &mut Value, identity: &str, number: &str) {
    let Some(header) = body.get_mut("orderHeader").and_then(Value::as_object_mut) else { return };
    if identity.is_empty() {
        header.insert("external".to_owned(), json!({ "externalId": number }));
        return;
    }
    header.insert("external".to_owned(), json!({ "externalId": identity }));
    let metadata = header.entry("orderMetaData").or_insert_with(|| json!([]));
    if let Some(list) = metadata.as_array_mut() {
        list.retain(|m| Json(m).at("metaDataLabel").text() != LABEL);
        list.push(json!({ "metaDataLabel": LABEL, "metaDataValue": identity }));
    }
}

/// An order that was found under our number, with how it is related to ours. `wanted` is ours as it would be sent.
pub(super) fn found(order: PartnerOrder, there: &Value, own: &Own<'_>, wanted: Option<&Value>) -> Found {
    let header = Json(there).at("orderHeader");
    let to = header.at("deliveryAddress");
    let rows = live(there);
    let currency = rows.iter().find_map(|r| r.at("salesData").at("currency").some_text()).unwrap_or_default();
    Found {
        kinship: kinship(&order, there, own, wanted),
        order,
        town: to.at("city").text(),
        total: format!("{} {currency}", total(&rows).round_dp(2).normalize()).trim().to_owned(),
        made_at: header.at("orderDate").moment("UTC"),
    }
}

fn kinship(order: &PartnerOrder, there: &Value, own: &Own<'_>, wanted: Option<&Value>) -> Kinship {
    if !order.identity.is_empty() {
        return if order.identity == own.identity { Kinship::Ours } else { Kinship::Others };
    }
    match (own.order, wanted) {
        (Some((shop, _)), Some(wanted)) if has_our_lines(there, shop) || is_alike(there, wanted, shop) => {
            Kinship::Alike
        }
        _ => Kinship::Unknown,
    }
}

/// Whether a row was made of a line of the shop's order: the ids of lines are unique over all shops.
fn has_our_lines(there: &Value, order: &ShopOrder) -> bool {
    let ids: BTreeSet<_> = order.lines.iter().map(|l| l.uuid.as_str()).filter(|id| !id.is_empty()).collect();
    let mut rows = Json(there).at("orderRows").list().into_iter();
    rows.any(|row| ids.contains(row.at("externalRow").at("externalRowId").text().as_str()))
}

/// Whether an order without any mark of ours is the same in full: the customer, the goods, what they cost, and the time.
fn is_alike(there: &Value, wanted: &Value, order: &ShopOrder) -> bool {
    let (had, want) = (Json(there).at("orderHeader"), Json(wanted).at("orderHeader"));
    let same = |key: &str| folded(had.at(key)) == folded(want.at(key));
    let (to, ours) = (had.at("deliveryAddress"), want.at("deliveryAddress"));
    let place = ["name1", "address1", "postalCode", "city", "countryCode"];
    let (rows, own) = (live(there), live(wanted));
    let priced = own.iter().any(|row| row.at("salesData").at("unitPrice").is_set());
    let made = had.at("orderDate").moment("UTC");
    same("customerNumber")
        && same("deliveryEmail")
        && place.iter().all(|key| folded(to.at(key)) == folded(ours.at(key)))
        && goods(&rows) == goods(&own)
        && (!priced || (total(&rows) - total(&own)).abs() <= Decimal::new(1, 2))
        && made.is_some_and(|at| at.plus_seconds(CLOCK_SECONDS) >= order.created_at)
}

fn folded(text: Json<'_>) -> String {
    text.text().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn live(order: &Value) -> Vec<Json<'_>> {
    let mut rows = Json(order).at("orderRows").list();
    rows.retain(|row| row.at("orderRowStatus").text() != "Annulled" && row.at("rowOperation").text() != "Inactive");
    rows
}

fn goods(rows: &[Json<'_>]) -> BTreeMap<String, Decimal> {
    let mut goods: BTreeMap<String, Decimal> = BTreeMap::new();
    for row in rows.iter().filter(|row| matches!(row.at("supplyMode").text().as_str(), "" | "Warehouse")) {
        let number = row.at("product").at("productNumber").text().to_lowercase();
        *goods.entry(number).or_default() += row.at("salesData").at("quantity").amount();
    }
    goods.retain(|_, quantity| !quantity.is_zero());
    goods
}

/// What the rows cost with VAT.
fn total(rows: &[Json<'_>]) -> Decimal {
    let of = |row: &Json<'_>| {
        let data = row.at("salesData");
        let factor = Decimal::ONE + data.at("vatPercent").amount() / Decimal::ONE_HUNDRED;
        data.at("quantity").amount().checked_mul(data.at("unitPrice").amount())?.checked_mul(factor)
    };
    rows.iter().filter_map(of).fold(Decimal::ZERO, |sum, cost| sum.checked_add(cost).unwrap_or(sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_carries_its_identity_twice_and_one_is_enough() {
        let mut body =
            json!({"orderHeader": {"orderMetaData": [{"metaDataLabel": "a", "metaDataValue": "b"}]}, "orderRows": []});
        mark(&mut body, "spojka-1-2", "O1");
        mark(&mut body, "spojka-1-2", "O1");
        assert_eq!(body["orderHeader"]["orderMetaData"].as_array().unwrap().len(), 2);
        let header = |body: &Value| read(Json(&body["orderHeader"]));
        assert_eq!(header(&body), "spojka-1-2");
        let mut half = body.clone();
        half["orderHeader"]["external"] = Value::Null;
        assert_eq!(header(&half), "spojka-1-2");
        body["orderHeader"]["orderMetaData"] = json!([]);
        assert_eq!(header(&body), "spojka-1-2");
        mark(&mut body, "", "O1");
        assert_eq!((header(&body), &body["orderHeader"]["external"]["externalId"]), (String::new(), &json!("O1")));
    }
}
