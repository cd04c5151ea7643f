//! Which alerts were sent when, and what they are about.
use crate::domain::clock::Millis;
use crate::domain::ids::{ConnectionId, ShopId};
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    CLAIM = "INSERT INTO alerts (shop_id, cause, sent_at) VALUES ($1, $2, $3) \
        ON CONFLICT (shop_id, cause) DO UPDATE SET sent_at = excluded.sent_at WHERE alerts.sent_at <= $4";
    PUT_BACK = "UPDATE alerts SET sent_at = $1 WHERE shop_id = $2 AND cause = $3";
    LATE = "SELECT COUNT(*), MIN(ready_since) FROM orders WHERE shop_id = $1 AND connection_id = $2 AND ready_since < $3 \
        AND state IN ('noticed', 'waiting', 'sending', 'failed')";
    SINCE = "SELECT CAST(state AS TEXT), COUNT(*) FROM orders WHERE shop_id = $1 AND connection_id || '' = $2 AND changed_at >= $3 GROUP BY CAST(state AS TEXT)";
}

/// The same cause is told again after this many seconds at the earliest.
pub const QUIET_SECONDS: i64 = 86_400;

/// Claims the right to tell a cause now: `false` when any process told it within the last `quiet` seconds.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn claim(tx: &mut Tx, shop: &ShopId, cause: &str, quiet: i64, now: Millis) -> StoreResult<bool> {
    let before = now.plus_seconds(-quiet);
    Ok(exec!(tx, sqlx::query(CLAIM).bind(shop.as_str()).bind(cause).bind(now.0).bind(before.0)) == 1)
}

/// The mail could not be handed over: the cause may be told again in ten minutes.
pub async fn put_back(tx: &mut Tx, shop: &ShopId, cause: &str, quiet: i64, now: Millis) -> StoreResult<()> {
    let at = now.plus_seconds(600 - quiet);
    exec!(tx, sqlx::query(PUT_BACK).bind(at.0).bind(shop.as_str()).bind(cause));
    Ok(())
}

/// How many orders have been ready since before a moment and are not handed over, and since when the oldest is.
pub async fn late(
    db: &Db,
    shop: &ShopId,
    connection: &ConnectionId,
    before: Millis,
) -> StoreResult<(i64, Option<Millis>)> {
    let (count, oldest): (i64, Option<i64>) = read!(db, pool => sqlx::query_as(LATE)
        .bind(shop.as_str()).bind(connection.as_str()).bind(before.0).fetch_one(pool).await)?;
    Ok((count, oldest.map(Millis)))
}

/// How many orders changed since a moment, by state word.
pub async fn changed(
    db: &Db,
    shop: &ShopId,
    connection: &ConnectionId,
    since: Millis,
) -> StoreResult<Vec<(String, i64)>> {
    Ok(read!(db, pool => sqlx::query_as(SINCE)
        .bind(shop.as_str()).bind(connection.as_str()).bind(since.0).fetch_all(pool).await)?)
}
