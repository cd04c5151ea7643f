//! Accepted signatures, remembered with their endpoint, since opening and deactivation sign the same text.
use crate::domain::clock::Millis;
use crate::store::db::{alone, exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    REMEMBER = "INSERT INTO signatures (hash, endpoint, seen_at, expires_at, shop_token) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (hash) DO UPDATE SET endpoint = signatures.endpoint RETURNING endpoint, seen_at";
    ELSEWHERE = "SELECT hash FROM signatures WHERE shop_token = $1 AND endpoint <> 'open'";
    SWEEP = "DELETE FROM signatures WHERE expires_at < $1";
}

/// Rows of one statement, so that its values stay below what either engine takes.
const ROWS: usize = 1000;

/// A signed text that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Hash of the text.
    pub hash: String,
    /// Identifier of the shop that it names.
    pub shop_token: String,
    /// When it came.
    pub at: Millis,
    /// From when it would be refused for its time and may be forgotten.
    pub expires_at: Millis,
}

/// Where and when an accepted signature was first seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstSeen {
    /// The endpoint.
    pub endpoint: String,
    /// The moment; now, when it is new.
    pub at: Millis,
}

/// Remembers an accepted text with its endpoint, and tells where and when it was first seen.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn remember(tx: &mut Tx, text: &Accepted, endpoint: &str) -> StoreResult<FirstSeen> {
    let (endpoint, at): (String, i64) = write!(tx, conn => sqlx::query_as(REMEMBER)
        .bind(text.hash.as_str()).bind(endpoint).bind(text.at.0).bind(text.expires_at.0).bind(text.shop_token.as_str())
        .fetch_one(conn).await)?;
    Ok(FirstSeen { endpoint, at: Millis(at) })
}

/// Remembers texts that openings carried; those that are known stay as they are.
pub async fn remember_openings(db: &Db, texts: &[Accepted]) -> StoreResult<()> {
    for part in texts.chunks(ROWS) {
        alone!(db, pool => {
            let mut query = sqlx::QueryBuilder::new("INSERT INTO signatures (hash, endpoint, seen_at, expires_at, shop_token) ");
            query.push_values(part, |mut row, text| {
                row.push_bind(text.hash.as_str())
                    .push_bind("open")
                    .push_bind(text.at.0)
                    .push_bind(text.expires_at.0)
                    .push_bind(text.shop_token.as_str());
            });
            query.push(" ON CONFLICT (hash) DO NOTHING").build().execute(pool).await.map(drop)
        })?;
    }
    Ok(())
}

/// Hashes of a shop's texts that other endpoints than *open* accepted.
pub async fn elsewhere(db: &Db, shop_token: &str) -> StoreResult<Vec<String>> {
    let rows: Vec<(String,)> = read!(db, pool => sqlx::query_as(ELSEWHERE).bind(shop_token).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Forgets signatures whose time has passed and would be refused anyway.
pub async fn sweep(tx: &mut Tx, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SWEEP).bind(now.0));
    Ok(())
}
