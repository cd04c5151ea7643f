//! The rows of a change: each line of the shop beside what was told of it and what Extend has of it now.
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::super::options::Options;
use super::super::told::{Told, ToldRow};
use super::Merge;
use crate::domain::money::Decimal;
use crate::systems::json::Json;

/// Supply modes of rows that Extend adds by itself.
const ADDED_THERE: [&str; 4] = ["Freight", "Round", "PaymentPenalty", "PaymentDiscrepancy"];
/// Prices may be stored there with fewer places: so much less or more is not a change of somebody's.
const ROUNDED: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

/// The rows to name, cancelled ones first.
pub(super) fn merge(told: &Told, there: &Value, wanted: &Value, options: &Options, merge: &mut Merge) -> Vec<Value> {
    let had: Vec<Json<'_>> = Json(there).at("orderRows").list().into_iter().filter(|r| is_live(*r)).collect();
    let want = Json(wanted).at("orderRows").list();
    let (had_keys, want_keys) = (keys(&had), keys(&want));
    let mut here = Pairing::new(&had_keys);
    let lines: Vec<Vec<usize>> = here.with(&want_keys, true);
    let mut before = Pairing::new(&told.rows);
    let bases: Vec<Vec<usize>> = before.with(&want_keys, false);
    let mut rows = Vec::new();
    for gone in before.left() {
        rows.extend(removed(&told.rows[gone], &had, &had_keys, &mut here, options, merge));
    }
    for (at, row) in want.into_iter().enumerate() {
        let base = bases[at].first().map(|base| &told.rows[*base]);
        let live: Vec<Json<'_>> = lines[at].iter().map(|at| had[*at]).collect();
        rows.extend(line(row, &want_keys[at], base, &live, merge));
    }
    // What the warehouse added by hand is named, so that a server which cancels unnamed rows keeps it.
    rows.extend(here.left().into_iter().map(|at| had[at]).filter(|row| !is_added(*row)).map(own));
    rows
}

/// A line that the shop has.
fn line(row: Json<'_>, want: &ToldRow, base: Option<&ToldRow>, live: &[Json<'_>], merge: &mut Merge) -> Vec<Value> {
    let nothing = BTreeMap::new();
    let told = base.map_or(&nothing, |base| &base.data);
    let Some(first) = live.first() else {
        match base {
            // Annulled there, and the shop has not touched it since: it stays annulled.
            Some(base) if base.data == want.data => return Vec::new(),
            Some(_) => merge.conflict(&product(row)),
            None => {
                merge.differ = true;
                return vec![row.0.clone()];
            }
        }
        return Vec::new();
    };
    let mut there = ToldRow::of(*first).data;
    if live.len() > 1 {
        let sum: Decimal = live.iter().map(|row| row.at("salesData").at("quantity").amount()).sum();
        there.insert(QUANTITY.to_owned(), sum.normalize().to_string());
    }
    let emptied = told.iter().filter(|(key, _)| !key.starts_with("salesData.") && !want.data.contains_key(*key));
    let wishes = want.data.iter().map(|(key, value)| (key, value.as_str())).chain(emptied.map(|(key, _)| (key, "")));
    let mut clash = false;
    let mut changed: Vec<&str> = Vec::new();
    for (key, wish) in wishes {
        let (told, now) = (told.get(key).map(String::as_str), there.get(key).map_or("", String::as_str));
        if told.unwrap_or("") == wish {
            continue;
        }
        if now == wish {
            merge.stands = true;
            continue;
        }
        clash |= live.len() > 1 || (base.is_some() && moved(key, told, now));
        changed.push(key);
    }
    if clash {
        merge.conflict(&product(row));
        return live.iter().map(|row| own(*row)).collect();
    }
    merge.differ |= !changed.is_empty();
    if live.len() > 1 { live.iter().map(|row| own(*row)).collect() } else { vec![staying(*first, row, &changed)] }
}

/// A line that the shop has no more.
fn removed(
    base: &ToldRow,
    had: &[Json<'_>],
    keys: &[ToldRow],
    here: &mut Pairing<'_>,
    options: &Options,
    merge: &mut Merge,
) -> Vec<Value> {
    let live = here.take(base, true);
    let sum: Decimal = live.iter().map(|at| had[*at].at("salesData").at("quantity").amount()).sum();
    let told: Option<Decimal> = base.data.get(QUANTITY).and_then(|text| text.parse().ok());
    if live.is_empty() {
        return Vec::new();
    }
    if told.is_some_and(|told| told != sum) {
        merge.conflict(&product(had[live[0]]));
        return live.into_iter().map(|at| own(had[at])).collect();
    }
    if live.iter().all(|at| keys[*at].id.is_empty()) && live.iter().all(|at| is_added(had[*at])) {
        return Vec::new();
    }
    merge.differ = true;
    live.into_iter().map(|at| inactive(had[at], options)).collect()
}

/// Path of a row's quantity.
const QUANTITY: &str = "salesData.quantity";

/// Whether somebody has changed a value there since it was told. What was never told, or is not shown, is nobody's decision.
fn moved(key: &str, told: Option<&str>, now: &str) -> bool {
    let Some(told) = told.filter(|_| !now.is_empty()) else { return false };
    match (key, told.parse::<Decimal>(), now.parse::<Decimal>()) {
        ("salesData.unitPrice", Ok(told), Ok(now)) => (told - now).abs() > ROUNDED,
        _ => told != now,
    }
}

fn keys(rows: &[Json<'_>]) -> Vec<ToldRow> {
    rows.iter().map(|row| ToldRow::of(*row)).collect()
}

/// Finds rows of one side for those of another, each once: the same line first, then the same product where no line is named.
struct Pairing<'a> {
    rows: &'a [ToldRow],
    taken: Vec<bool>,
}

impl<'a> Pairing<'a> {
    fn new(rows: &'a [ToldRow]) -> Self {
        Self { rows, taken: vec![false; rows.len()] }
    }

    /// For each of `wanted` its rows; a line that was split there has several.
    fn with(&mut self, wanted: &[ToldRow], split: bool) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = wanted.iter().map(|row| self.lines(row, split)).collect();
        for (row, found) in wanted.iter().zip(&mut found).filter(|(_, found)| found.is_empty()) {
            *found = self.alike(row);
        }
        found
    }

    fn take(&mut self, row: &ToldRow, split: bool) -> Vec<usize> {
        let found = self.lines(row, split);
        if found.is_empty() { self.alike(row) } else { found }
    }

    fn lines(&mut self, row: &ToldRow, split: bool) -> Vec<usize> {
        let fits: Vec<usize> =
            (0..self.rows.len()).filter(|at| !self.taken[*at] && self.rows[*at].is_line(row)).collect();
        let most = if split { fits.len() } else { 1 };
        self.mark(fits.into_iter().take(most).collect())
    }

    fn alike(&mut self, row: &ToldRow) -> Vec<usize> {
        let fits = (0..self.rows.len()).find(|at| !self.taken[*at] && self.rows[*at].is_like(row));
        self.mark(fits.into_iter().collect())
    }

    fn mark(&mut self, found: Vec<usize>) -> Vec<usize> {
        found.iter().for_each(|at| self.taken[*at] = true);
        found
    }

    fn left(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|at| !self.taken[*at]).collect()
    }
}

/// Whether a row still counts.
pub(in super::super) fn is_live(row: Json<'_>) -> bool {
    let gone = row.at("orderRowStatus").text() == "Annulled" || row.at("rowOperation").text() == "Inactive";
    // Parts that Extend unfolded from a bill of materials follow their parent.
    !gone && !row.at("billOfMaterialsParentRowPosition").is_set()
}

/// Whether Extend added it by itself.
fn is_added(row: Json<'_>) -> bool {
    !row.at("externalRow").at("externalRowId").is_set() && ADDED_THERE.contains(&row.at("supplyMode").text().as_str())
}

/// A row's product number.
pub(in super::super) fn product(row: Json<'_>) -> String {
    row.at("product").at("productNumber").text()
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

/// A row as it stands there.
fn own(had: Json<'_>) -> Value {
    let mut row = Map::new();
    position(had, &mut row);
    row.insert("rowOperation".into(), json!("Active"));
    for key in ["product", "salesData", "warehouse", "supplyMode", "externalRow", "notations"] {
        if had.at(key).is_set() {
            row.insert(key.to_owned(), had.at(key).0.clone());
        }
    }
    Value::Object(row)
}

/// A row that stays: what the shop changed as wanted, all else as it stands there.
fn staying(had: Json<'_>, wanted: Json<'_>, changed: &[&str]) -> Value {
    let mut row = wanted.0.clone();
    if let Some(map) = row.as_object_mut() {
        position(had, map);
        map.insert("rowOperation".into(), json!("Active"));
        if let Some(warehouse) = had.at("warehouse").some_text() {
            // The warehouse that Extend chose stays.
            map.insert("warehouse".into(), json!(warehouse));
        }
    }
    for key in ToldRow::of(wanted).data.keys().map(String::as_str).chain(changed.iter().copied()) {
        let Some((group, member)) = key.split_once('.') else { continue };
        if !changed.contains(&key) && had.at(group).at(member).is_set() {
            row[group][member] = had.at(group).at(member).0.clone();
        } else if !wanted.at(group).at(member).is_set() {
            row[group][member] = json!("");
        }
    }
    row
}
