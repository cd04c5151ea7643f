//! The shop's ways of shipping and paying as rows of a form, with what each is mapped to and what is suggested.
use super::page::Page;
use super::suggest::{self, Suggestion};
use crate::coupling::{METHODS_SEEN, Mapping};
use crate::domain::cause::Code;
use crate::domain::clock::Millis;
use crate::domain::dictionary::{MethodRow, name_in};
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::orders::{self, Use, Uses};
use crate::store::{StoreResult, cursors};
use crate::web::form::Form;

/// Use is counted over so many days.
const DAYS: i64 = 30;

/// One row.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "five marks that a row of the table shows or doesn't")]
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
    /// What is passed on when nothing is mapped; empty when orders then wait.
    pub plain: String,
    /// Orders of the last 30 days that use it.
    pub used: i64,
    /// Orders that wait for it.
    pub waiting: i64,
    /// The shop has it no more.
    pub gone: bool,
    /// The shop has it no more, or doesn't offer it.
    pub idle: bool,
    /// It came after the merchant last saved its table, and nothing is mapped yet.
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

/// When the merchant last saved a table; what the shop got after that is new. `None` until the connection was started.
///
/// # Errors
/// When the database doesn't answer.
pub async fn seen_at(page: &Page, seen: &str) -> StoreResult<Option<Millis>> {
    let Some(connection) = page.connection.as_ref().filter(|_| page.started()) else { return Ok(None) };
    let saved = cursors::get(&page.state.desk.db, connection.id.as_str(), seen).await?;
    let started = connection.started_at.unwrap_or(connection.created_at);
    Ok(Some(saved.map_or(started, |at| at.max(started))))
}

/// What orders of the last 30 days use.
///
/// # Errors
/// When the database doesn't answer.
pub async fn uses(page: &Page) -> StoreResult<Uses> {
    match &page.connection {
        Some(c) => orders::uses(&page.state.desk.db, &page.shop.id, &c.id, page.now.plus_seconds(-DAYS * 86_400)).await,
        None => Ok(Uses::default()),
    }
}

/// The rows of one mapping: new and waiting ones first, then those in use, then idle ones.
///
/// # Errors
/// When the database doesn't answer.
pub async fn rows(page: &Page, mapping: Mapping) -> StoreResult<Vec<Row>> {
    let db = &page.state.desk.db;
    let (kind, code, what) = match mapping {
        Mapping::Carrier => (DictionaryKind::Shipments, Code::MapShip, Use::Carrier),
        Mapping::Payment => (DictionaryKind::Payments, Code::MapPay, Use::Payment),
    };
    let empty = std::collections::BTreeMap::new();
    let map = page.connection.as_ref().map_or(&empty, |c| match mapping {
        Mapping::Carrier => &c.settings.carriers,
        Mapping::Payment => &c.settings.payments,
    });
    let causes = orders::causes(db, &page.shop.id).await?;
    let waiting = |key: &str| causes.iter().find(|c| c.0 == format!("{}:{key}", code.word())).map_or(0, |c| c.2);
    let known = seen_at(page, METHODS_SEEN).await?;
    let uses = uses(page).await?;
    let mut rows: Vec<Row> = Vec::new();
    for item in dictionary::all::<MethodRow>(db, &page.shop.id, kind).await? {
        let m = &item.data;
        let mapped = map.get(&m.id).cloned().unwrap_or_default();
        let idle = item.gone || !m.active;
        rows.push(Row {
            field: format!("{}.{}", group(mapping), m.id),
            name: name_in(&m.names, page.language().code()).to_owned(),
            suggestion: if mapping == Mapping::Carrier { suggest::carrier(m) } else { suggest::payment(m) },
            fresh: !idle && mapped.is_empty() && known.is_some_and(|at| item.first_seen_at > at),
            mapped,
            waiting: waiting(&m.id),
            gone: item.gone,
            idle,
            branch: !m.affiliates.is_empty(),
            cod: m.kind == "cashOnDelivery",
            key: m.id.clone(),
            ..Row::default()
        });
    }
    add_unlisted(&mut rows, mapping, map, &causes, code);
    for row in &mut rows {
        row.used = uses.of(what, &row.key);
    }
    rows.sort_by_key(|r| (!r.fresh, r.waiting == 0, r.idle, -r.used));
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
            mapped: map.get(&key).cloned().unwrap_or_default(),
            waiting,
            idle: waiting == 0,
            gone: true,
            key,
            ..Row::default()
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
