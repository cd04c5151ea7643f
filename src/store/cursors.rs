//! How far a catch-up has read: one moment per owner (shop or connection) and name.
use crate::domain::clock::Millis;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    GET = "SELECT value FROM cursors WHERE owner = $1 AND name = $2";
    BEGIN = "INSERT INTO cursors (owner, name, value) VALUES ($1, $2, $3) ON CONFLICT (owner, name) DO NOTHING";
    SET = "INSERT INTO cursors (owner, name, value) VALUES ($1, $2, $3) ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value";
}

/// The moment up to which everything has been read.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn get(db: &Db, owner: &str, name: &str) -> StoreResult<Option<Millis>> {
    let row: Option<(i64,)> = read!(db, pool => sqlx::query_as(GET).bind(owner).bind(name).fetch_optional(pool).await)?;
    Ok(row.map(|r| Millis(r.0)))
}

/// Moves a cursor.
pub async fn set(tx: &mut Tx, owner: &str, name: &str, value: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET).bind(owner).bind(name).bind(value.0));
    Ok(())
}

/// Sets a cursor where there is none yet.
pub async fn begin(tx: &mut Tx, owner: &str, name: &str, value: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(BEGIN).bind(owner).bind(name).bind(value.0));
    Ok(())
}
