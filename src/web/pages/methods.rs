//! The shop's ways of shipping and paying as rows of a form, with what each is mapped to and what is suggested.
use super::page::Page;
use super::suggest::{self, Suggestion};
use crate::coupling::Mapping;
use crate::domain::cause::Code;
use crate::domain::dictionary::{MethodRow, name_in};
use crate::store::StoreResult;
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::orders;
use crate::web::form::Form;

/// One row.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "four marks that a row of the table shows or doesn't")]
pub struct Row {
    /// Key of the mapping.
    pub key: String,
    /// Name of the form's field: `carriers.5`, `payments.2`.
    pub field: String,
    /// Name in the language of the page.
    pub name: String,
    /// Suggested service.
    pub suggestion: Option<Suggestion>,
    /// The mapped service; empty when none.
    pub mapped: String,
    /// Orders that wait for it.
    pub waiting: i64,
    /// The shop has it no more, or doesn't offer it.
    pub idle: bool,
    /// It came after the settings were last saved.
    pub fresh: bool,
    /// Goes to pickup points.
    pub branch: bool,
    /// Paid at the door.
    pub cod: bool,
}

/// The form's group of a mapping.
pub const fn group(mapping: Mapping) -> &'static str {
    match mapping {
        Mapping::Carrier => "carriers",
        Mapping::Payment => "payments",
    }
}

/// The rows of one mapping: new and waiting ones first, then those in use, then idle ones.
///
/// # Errors
/// When the database doesn't answer.
pub async fn rows(page: &Page, mapping: Mapping) -> StoreResult<Vec<Row>> {
    let db = &page.state.desk.db;
    let (kind, code) = match mapping {
        Mapping::Carrier => (DictionaryKind::Shipments, Code::MapShip),
        Mapping::Payment => (DictionaryKind::Payments, Code::MapPay),
    };
    let empty = std::collections::BTreeMap::new();
    let map = page.connection.as_ref().map_or(&empty, |c| match mapping {
        Mapping::Carrier => &c.settings.carriers,
        Mapping::Payment => &c.settings.payments,
    });
    let causes = orders::causes(db, &page.shop.id).await?;
    let waiting = |key: &str| causes.iter().find(|c| c.0 == format!("{}:{key}", code.word())).map_or(0, |c| c.2);
    let known = page.connection.as_ref().filter(|_| page.started()).map(|c| c.updated_at);
    let mut rows: Vec<Row> = Vec::new();
    for item in dictionary::all::<MethodRow>(db, &page.shop.id, kind).await? {
        let m = &item.data;
        rows.push(Row {
            field: format!("{}.{}", group(mapping), m.id),
            name: name_in(&m.names, page.language().code()).to_owned(),
            suggestion: if mapping == Mapping::Carrier { suggest::carrier(m) } else { suggest::payment(m) },
            mapped: map.get(&m.id).cloned().unwrap_or_default(),
            waiting: waiting(&m.id),
            idle: item.gone || !m.active,
            fresh: known.is_some_and(|at| item.first_seen_at > at),
            branch: !m.affiliates.is_empty(),
            cod: m.kind == "cashOnDelivery",
            key: m.id.clone(),
        });
    }
    add_unlisted(&mut rows, mapping, map, &causes, code);
    rows.sort_by_key(|r| (r.waiting == 0, !r.fresh, r.idle));
    Ok(rows)
}

/// Methods that were typed by hand on orders have no id; they are known from mappings and from orders that wait.
fn add_unlisted(
    rows: &mut Vec<Row>,
    mapping: Mapping,
    map: &std::collections::BTreeMap<String, String>,
    causes: &[(String, crate::domain::cause::Cause, i64)],
    code: Code,
) {
    let of_causes = causes.iter().filter(|c| c.1.code == code).map(|c| (c.1.subject.clone(), c.2));
    let of_map = map.keys().map(|key| (key.clone(), 0));
    for (key, waiting) in of_causes.chain(of_map) {
        if rows.iter().any(|r| r.key == key) {
            continue;
        }
        rows.push(Row {
            field: format!("{}.{key}", group(mapping)),
            name: key.strip_prefix("name:").unwrap_or(&key).to_owned(),
            suggestion: None,
            mapped: map.get(&key).cloned().unwrap_or_default(),
            waiting,
            idle: waiting == 0,
            fresh: false,
            branch: false,
            cod: false,
            key,
        });
    }
}

/// Puts the certain suggestions into the fields that are still empty.
pub fn accept_certain(rows: &[Row], form: &mut Form) {
    for row in rows.iter().filter(|r| !r.idle) {
        let certain = row.suggestion.as_ref().filter(|s| s.certain);
        if let Some(suggestion) = certain.filter(|_| form.get(&row.field).is_empty()) {
            form.set(&row.field, suggestion.service.clone());
        }
    }
}
