//! Signs of life of the workers, for readiness.
use crate::domain::clock::Millis;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    BEAT = "INSERT INTO workers (id, seen_at) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at";
    LAST = "SELECT MAX(seen_at) FROM workers WHERE id = $1";
    LAST_OF_ALL = "SELECT MAX(seen_at) FROM workers";
    SWEEP = "DELETE FROM workers WHERE seen_at < $1";
}

/// The worker lives.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn beat(tx: &mut Tx, worker: &str, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(BEAT).bind(worker).bind(now.0));
    exec!(tx, sqlx::query(SWEEP).bind(now.plus_seconds(-86_400).0));
    Ok(())
}

/// When a worker was last seen.
pub async fn last_seen(db: &Db, worker: &str) -> StoreResult<Option<Millis>> {
    let (at,): (Option<i64>,) = read!(db, pool => sqlx::query_as(LAST).bind(worker).fetch_one(pool).await)?;
    Ok(at.map(Millis))
}

/// When any worker was last seen.
pub async fn last_of_all(db: &Db) -> StoreResult<Option<Millis>> {
    let (at,): (Option<i64>,) = read!(db, pool => sqlx::query_as(LAST_OF_ALL).fetch_one(pool).await)?;
    Ok(at.map(Millis))
}
