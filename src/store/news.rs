//! What a shop has still to be told about a new version, and which declared accesses it was told of.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    GET = "SELECT version, noted_at, accesses FROM version_news WHERE shop_id = $1";
    BEGIN = "INSERT INTO version_news (shop_id, accesses) VALUES ($1, $2) ON CONFLICT (shop_id) DO NOTHING";
    NOTE = "INSERT INTO version_news (shop_id, version, noted_at, accesses) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (shop_id) DO UPDATE SET version = excluded.version, noted_at = excluded.noted_at";
    SEEN = "UPDATE version_news SET noted_at = NULL, accesses = $1 WHERE shop_id = $2";
    VERSION = "SELECT version, version_raw FROM shops WHERE id = $1";
}

/// What a shop knows and does not know yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The version that it moved to, as Upgates told it; may be empty.
    pub version: String,
    /// When it moved, as long as nobody has been told.
    pub noted_at: Option<Millis>,
    /// Words of the accesses that it was told of, joined by commas.
    pub accesses: String,
}

/// What is on record about a shop; `None` before the first page.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn get(db: &Db, shop: &ShopId) -> StoreResult<Option<News>> {
    let row: Option<(String, Option<i64>, String)> =
        read!(db, pool => sqlx::query_as(GET).bind(shop.as_str()).fetch_optional(pool).await)?;
    Ok(row.map(|(version, noted_at, accesses)| News { version, noted_at: noted_at.map(Millis), accesses }))
}

/// The first page of a shop: the accesses of today are those that it agreed to.
pub async fn begin(tx: &mut Tx, shop: &ShopId, accesses: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(BEGIN).bind(shop.as_str()).bind(accesses));
    Ok(())
}

/// Notes a move to another version. Called before the shop's version is set: a call that is repeated, or that leads
/// back, is no news.
pub async fn note(
    tx: &mut Tx,
    shop: &ShopId,
    (version, raw): (Option<i64>, &str),
    accesses: &str,
    now: Millis,
) -> StoreResult<()> {
    let (old, old_raw): (Option<i64>, String) =
        write!(tx, conn => sqlx::query_as(VERSION).bind(shop.as_str()).fetch_one(conn).await)?;
    let moved = match version {
        Some(version) => old.is_none_or(|old| version > old),
        None => raw != old_raw,
    };
    if moved {
        exec!(tx, sqlx::query(NOTE).bind(shop.as_str()).bind(raw).bind(now.0).bind(accesses));
    }
    Ok(())
}

/// Somebody of the shop was told.
pub async fn seen(tx: &mut Tx, shop: &ShopId, accesses: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(SEEN).bind(accesses).bind(shop.as_str()));
    Ok(())
}
