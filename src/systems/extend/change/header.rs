//! The header of a change: what the shop changed as wanted, what only the warehouse changed as it stands there.
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::super::told::{Told, leaves, text, unit};
use super::Merge;
use crate::systems::json::Json;

/// What became of one thing of the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// As it stands there.
    There,
    /// As the shop wants it.
    Shop,
}

/// The whole header, whether Extend replaces or merges; the asked date stays as it was.
pub(super) fn merge(told: &Told, there: &Value, wanted: &Value, merge: &mut Merge) -> Value {
    let (had, want) = (Json(there).at("orderHeader"), Json(wanted).at("orderHeader"));
    let (here, wish) = (leaves(had), leaves(want));
    let paths: BTreeSet<&str> = told.paths().chain(wish.keys().map(String::as_str)).collect();
    let mut units: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in paths {
        units.entry(unit(path)).or_default().push(path);
    }
    let mut header = want.0.as_object().cloned().unwrap_or_default();
    match had.at("askedDeliveryDate").some_text() {
        Some(date) => header.insert("askedDeliveryDate".into(), json!(date)),
        None => header.remove("askedDeliveryDate"),
    };
    let value = |side: &BTreeMap<String, Json<'_>>, path: &str| side.get(path).map(|v| text(*v)).unwrap_or_default();
    for (unit, paths) in units {
        let mut side = Side::There;
        let (mut differs, mut moved) = (false, false);
        for path in &paths {
            let (wished, now) = (value(&wish, path), value(&here, path));
            let same_as_told = told.header(path, &wished).unwrap_or(wished.is_empty());
            if !same_as_told {
                side = Side::Shop;
                differs |= wished != now;
            }
            moved |= !now.is_empty() && told.header(path, &now) == Some(false) && now != wished;
        }
        if side == Side::Shop && !differs {
            merge.stands = true;
        }
        if side == Side::Shop && differs && moved {
            merge.conflict(&format!("{THING}{unit}"));
            side = Side::There;
        }
        merge.differ |= side == Side::Shop && differs;
        put(&mut header, unit, &paths, side, (had, want));
    }
    if told.paths().any(|path| path.starts_with("orderMetaData.")) {
        header.entry("orderMetaData").or_insert_with(|| json!([]));
    }
    Value::Object(header)
}

/// How a thing of the header is marked in the list of conflicts, so that pages can name it.
const THING: &str = "thing:";

/// Puts one thing into the header that is sent: as it stands there, or as wanted with what the shop has emptied.
fn put(header: &mut Map<String, Value>, unit: &str, paths: &[&str], side: Side, (had, want): (Json<'_>, Json<'_>)) {
    if let Some(label) = unit.strip_prefix("orderMetaData.") {
        if side == Side::There {
            metadata(header, label, had);
        }
        return;
    }
    if side == Side::There {
        let kept = had.any(&[unit, &format!("{unit} ")]);
        if kept.is_set() {
            header.insert(unit.to_owned(), kept.0.clone());
        }
        return;
    }
    let emptied = paths.iter().filter_map(|path| path.split_once('.')).map(|(_, member)| member);
    if !want.at(unit).is_set() {
        // A thing that requires something of its own can only go as a whole; a note is emptied as a text.
        let whole = matches!(unit, "servicePoint" | "invoiceAddress");
        let empty = emptied.map(|member| (member.to_owned(), json!("")));
        let value = if whole { Value::Null } else { Value::Object(empty.collect()) };
        header.insert(unit.to_owned(), if paths == [unit] { json!("") } else { value });
        return;
    }
    for member in emptied {
        let named = want.at(unit).any(&[member, &format!("{member} ")]).is_set();
        if !named && let Some(Value::Object(map)) = header.get_mut(unit) {
            map.insert(member.to_owned(), json!(""));
        }
    }
}

/// Keeps one label of the metadata as it stands there.
fn metadata(header: &mut Map<String, Value>, label: &str, had: Json<'_>) {
    let is = |item: &Value| Json(item).at("metaDataLabel").text() == label;
    let kept = had.at("orderMetaData").list().into_iter().map(|item| item.0).find(|item| is(item));
    let Some(kept) = kept else { return };
    let list = header.entry("orderMetaData").or_insert_with(|| json!([]));
    if let Some(list) = list.as_array_mut() {
        list.retain(|item| !is(item));
        list.push(kept.clone());
    }
}
