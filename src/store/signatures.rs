//! Accepted signatures, remembered with their endpoint, since opening and deactivation sign the same text.
use crate::domain::clock::Millis;
use crate::store::db::{exec, statements, write};
use crate::store::{StoreResult, Tx};

statements! {
    REMEMBER = "INSERT INTO signatures (hash, endpoint, seen_at, expires_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (hash) DO UPDATE SET endpoint = signatures.endpoint RETURNING endpoint, seen_at";
    SWEEP = "DELETE FROM signatures WHERE expires_at < $1";
}

/// Where and when an accepted signature was first seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstSeen {
    /// The endpoint.
    pub endpoint: String,
    /// The moment; now, when it is new.
    pub at: Millis,
}

/// Remembers an accepted signature (by hash) with its endpoint, and tells where and when it was first seen.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn remember(
    tx: &mut Tx,
    hash: &str,
    endpoint: &str,
    now: Millis,
    expires_at: Millis,
) -> StoreResult<FirstSeen> {
    let (endpoint, at): (String, i64) = write!(tx, conn => sqlx::query_as(REMEMBER)
        .bind(hash).bind(endpoint).bind(now.0).bind(expires_at.0).fetch_one(conn).await)?;
    Ok(FirstSeen { endpoint, at: Millis(at) })
}

/// Forgets signatures whose time has passed and would be refused anyway.
pub async fn sweep(tx: &mut Tx, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SWEEP).bind(now.0));
    Ok(())
}
