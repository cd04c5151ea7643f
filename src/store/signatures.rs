//! Accepted signatures, remembered with their endpoint, since opening and deactivation sign the same text.
use crate::domain::clock::Millis;
use crate::store::db::{exec, statements, write};
use crate::store::{StoreResult, Tx};

statements! {
    REMEMBER = "INSERT INTO signatures (hash, endpoint, seen_at, expires_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (hash) DO UPDATE SET endpoint = signatures.endpoint RETURNING endpoint";
    SWEEP = "DELETE FROM signatures WHERE expires_at < $1";
}

/// Remembers an accepted signature (by hash) with its endpoint, and tells at which endpoint it was first seen.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn first_endpoint(tx: &mut Tx, hash: &str, endpoint: &str, now: Millis, expires_at: Millis) -> StoreResult<String> {
    let (first,): (String,) = write!(tx, conn => sqlx::query_as(REMEMBER)
        .bind(hash).bind(endpoint).bind(now.0).bind(expires_at.0).fetch_one(conn).await)?;
    Ok(first)
}

/// Forgets signatures whose time has passed and would be refused anyway.
pub async fn sweep(tx: &mut Tx, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SWEEP).bind(now.0));
    Ok(())
}
