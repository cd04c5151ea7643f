//! Maintenance: whether the pages are closed, since when, and when they are expected to open.
use crate::domain::clock::Millis;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    GET = "SELECT since, expected_end FROM maintenance WHERE id = 1";
    ON = "INSERT INTO maintenance (id, since, expected_end) VALUES (1, $1, $2) ON CONFLICT (id) DO UPDATE SET expected_end = excluded.expected_end";
    OFF = "DELETE FROM maintenance WHERE id = 1";
}

/// A maintenance under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Maintenance {
    /// Since when.
    pub since: Millis,
    /// When it is expected to end. It does not end by itself.
    pub expected_end: Option<Millis>,
}

/// The maintenance under way, asked for by every page, so that all processes notice at once.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn get(db: &Db) -> StoreResult<Option<Maintenance>> {
    let row: Option<(i64, Option<i64>)> = read!(db, pool => sqlx::query_as(GET).fetch_optional(pool).await)?;
    Ok(row.map(|(since, end)| Maintenance { since: Millis(since), expected_end: end.map(Millis) }))
}

/// Closes the pages; when they are closed already, only the expected end changes.
pub async fn begin(tx: &mut Tx, expected_end: Option<Millis>, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(ON).bind(now.0).bind(expected_end.map(|t| t.0)));
    Ok(())
}

/// Opens the pages; `false` when they were open.
pub async fn end(tx: &mut Tx) -> StoreResult<bool> {
    Ok(exec!(tx, sqlx::query(OFF)) > 0)
}
