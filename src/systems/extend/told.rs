//! What Extend was told last, kept in so far as later comparisons need it: whether the shop or the warehouse has changed something
//! since. Header fields are kept as hashes only, since they name the customer.
use std::collections::BTreeMap;

use openssl::sha::sha256;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::change::rows::{is_live, product};
use crate::systems::json::Json;

/// Header fields that no decision changes: the day asked for belongs to the first sending, the identity to the hand-over.
const NOT_COMPARED: [&str; 3] = ["askedDeliveryDate", "orderNumberExternal", "external"];
/// Members of `salesData` that are compared.
const DATA: [&str; 5] = ["quantity", "unit", "unitPrice", "vatPercent", "currency"];
/// Groups of a row's other members, which may name a customer's wish, and the member of each that is no note.
const NOTES: [(&str, &str); 3] = [("product", "productNumber"), ("externalRow", "externalRowId"), ("notations", "")];
/// Header fields of ours that an order of an older program may still have, though the shop has emptied them.
const OURS: [&str; 8] = [
    "delieryPhoneNumber",
    "advisePhoneNumber",
    "deliveryEmail",
    "adviseEmail",
    "invoiceEmail",
    "yourReference",
    "servicePoint",
    "notations.notes",
];

/// An order as it was told.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Told {
    /// Header fields by their path, as hashes.
    header: BTreeMap<String, String>,
    /// Rows.
    pub(super) rows: Vec<ToldRow>,
}

/// A row as it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ToldRow {
    /// The shop's id of the line; empty when it has none.
    pub(super) id: String,
    /// Product number.
    pub(super) product: String,
    /// Its members by their path: those of `salesData` as compared, all others as hashes.
    pub(super) data: BTreeMap<String, String>,
}

impl Told {
    /// What an order as we send it tells.
    pub(super) fn of(wanted: &Value) -> Self {
        let header = leaves(Json(wanted).at("orderHeader"));
        let header = header.iter().map(|(path, value)| (path.clone(), hash(path, &text(*value)))).collect();
        Self { header, rows: Json(wanted).at("orderRows").list().into_iter().map(ToldRow::of).collect() }
    }

    /// The same for an order that Extend has and of which nobody remembers what it was told: as if it had been told what it shows. Rows
    /// that were annulled there count as told when `annulled_stay`.
    pub(super) fn assumed(there: &Value, wanted: &Value, annulled_stay: bool) -> Self {
        let (had, want) = (leaves(Json(there).at("orderHeader")), Self::of(wanted));
        let unit_is_ours = |path: &str| {
            OURS.iter().any(|ours| path == *ours || path.starts_with(&format!("{ours}.")))
                || want.header.keys().any(|ours| unit(ours) == unit(path) && unit(path) != "notations")
        };
        let header = had.iter().filter(|(path, value)| unit_is_ours(path) && value.is_set());
        let header = header.map(|(path, value)| (path.clone(), hash(path, &text(*value)))).collect();
        let rows = Json(there).at("orderRows").list();
        let mut told: Vec<ToldRow> = rows.iter().copied().filter(|row| is_live(*row)).map(ToldRow::of).collect();
        told.retain(|row| !row.id.is_empty() || want.rows.iter().any(|w| w.is_like(row)));
        let gone = |row: &&ToldRow| rows.iter().any(|had| !is_live(*had) && ToldRow::of(*had).is_line(row));
        let stay = want.rows.iter().filter(|row| annulled_stay && !told.iter().any(|t| t.is_like(row)));
        let stay: Vec<ToldRow> = stay.filter(gone).cloned().collect();
        told.extend(stay);
        Self { header, rows: told }
    }

    /// Whether a header field was told, and whether it was this text.
    pub(super) fn header(&self, path: &str, value: &str) -> Option<bool> {
        self.header.get(path).map(|told| *told == hash(path, value))
    }

    /// The paths of the header fields that were told.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.header.keys().map(String::as_str)
    }
}

impl ToldRow {
    /// A row as sent or as read.
    pub(super) fn of(row: Json<'_>) -> Self {
        let data = DATA.iter().map(|key| (format!("salesData.{key}"), text(row.at("salesData").at(key))));
        let mut data: BTreeMap<String, String> = data.filter(|(_, text)| !text.is_empty()).collect();
        for (group, apart) in NOTES {
            for (member, value) in row.at(group).members().filter(|(key, value)| *key != apart && value.is_set()) {
                let path = format!("{group}.{member}");
                let hash = hash(&path, &text(value));
                data.insert(path, hash);
            }
        }
        let id = row.at("externalRow").at("externalRowId").text();
        Self { id, product: product(row).to_lowercase(), data }
    }

    /// Whether both are the same line of the shop.
    pub(super) fn is_line(&self, other: &Self) -> bool {
        !self.id.is_empty() && self.id == other.id && self.product == other.product
    }

    /// Whether both are the same line, or the same product where no line is named.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.is_line(other) || ((self.id.is_empty() || other.id.is_empty()) && self.product == other.product)
    }
}

/// The thing that a header field belongs to, which is changed as a whole: an address, a note, one label of the metadata.
pub(super) fn unit(path: &str) -> &str {
    match path.split_once('.') {
        Some(("orderMetaData", _)) | None => path,
        Some((unit, _)) => unit,
    }
}

/// The fields of a header that are set, each with its path. Metadata go by their labels.
pub(super) fn leaves(header: Json<'_>) -> BTreeMap<String, Json<'_>> {
    let mut found = BTreeMap::new();
    for (key, value) in header.members() {
        let key = key.trim_end();
        if NOT_COMPARED.contains(&key) {
            continue;
        }
        if key == "orderMetaData" {
            for item in value.list() {
                let label = item.at("metaDataLabel").text();
                found.insert(format!("orderMetaData.{label}"), item.at("metaDataValue"));
            }
        } else if value.0.is_object() {
            for (inner, value) in value.members() {
                found.insert(format!("{key}.{}", inner.trim_end()), value);
            }
        } else {
            found.insert(key.to_owned(), value);
        }
    }
    found
}

/// A value as compared: numbers by their value, texts without surrounding blanks, nothing as nothing.
pub(super) fn text(value: Json<'_>) -> String {
    match value.0 {
        Value::Number(_) => value.decimal().map_or_else(|| value.text(), |n| n.normalize().to_string()),
        Value::Array(_) | Value::Object(_) => value.0.to_string(),
        _ => value.text(),
    }
}

fn hash(path: &str, value: &str) -> String {
    let hash = sha256(format!("{path}\n{value}").as_bytes());
    hash[..12].iter().fold(String::with_capacity(24), |mut text, byte| {
        use std::fmt::Write as _;
        let _ = write!(text, "{byte:02x}");
        text
    })
}
