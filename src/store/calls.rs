//! Manners at the Upgates API that must hold over all processes: two calls at once per shop, and waiting when told to.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    MAKE_SLOT = "INSERT INTO call_slots (shop_id, slot, holder, lease_until) VALUES ($1, $2, '', 0) ON CONFLICT (shop_id, slot) DO NOTHING";
    TAKE = "UPDATE call_slots SET holder = $1, lease_until = $2 WHERE shop_id = $3 AND slot = $4 AND lease_until <= $5";
    FREE = "UPDATE call_slots SET lease_until = 0 WHERE shop_id = $1 AND holder = $2";
    NEXT_CALL = "SELECT next_call_at, state FROM shops WHERE id = $1";
    BAR = "UPDATE shops SET barred_since = COALESCE(barred_since, CAST($1 AS BIGINT)), barred_words = $2 WHERE id = $3 RETURNING barred_since";
    UNBAR = "UPDATE shops SET barred_since = NULL, barred_words = '' WHERE id = $1 AND barred_since IS NOT NULL";
    BARRED = "SELECT barred_since, barred_words, next_call_at FROM shops WHERE id = $1 AND barred_since IS NOT NULL";
    WAIT = "UPDATE shops SET next_call_at = $1 WHERE id = $2 AND next_call_at < $1";
}

/// Calls at once per shop. Three are allowed (upgates-api.md 1.8); one is left for the merchant's patience.
pub const SLOTS: i64 = 2;
/// A slot that was not freed (a killed worker) is free again after this many seconds.
pub const SLOT_SECONDS: i64 = 45;

/// Takes a free slot for `holder`; `false` when all are taken.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn take(tx: &mut Tx, shop: &ShopId, holder: &str, now: Millis) -> StoreResult<bool> {
    let until = now.plus_seconds(SLOT_SECONDS);
    for slot in 0..SLOTS {
        exec!(tx, sqlx::query(MAKE_SLOT).bind(shop.as_str()).bind(slot));
        let taken = exec!(tx, sqlx::query(TAKE).bind(holder).bind(until.0).bind(shop.as_str()).bind(slot).bind(now.0));
        if taken == 1 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Frees the slot of `holder`.
pub async fn free(tx: &mut Tx, shop: &ShopId, holder: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(FREE).bind(shop.as_str()).bind(holder));
    Ok(())
}

/// When the next call may be made, and the shop's state word.
pub async fn next_call(db: &Db, shop: &ShopId) -> StoreResult<Option<(Millis, String)>> {
    let row: Option<(i64, String)> =
        read!(db, pool => sqlx::query_as(NEXT_CALL).bind(shop.as_str()).fetch_optional(pool).await)?;
    Ok(row.map(|(at, state)| (Millis(at), state)))
}

/// No call before `until`, for all processes. An earlier moment changes nothing.
pub async fn wait_until(tx: &mut Tx, shop: &ShopId, until: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(WAIT).bind(until.0).bind(shop.as_str()));
    Ok(())
}

/// The shop shuts us out for a while (403): no call before the moment that is returned, for all processes. The longer it
/// goes on, the longer is the wait: from a minute to a quarter of an hour.
pub async fn bar(tx: &mut Tx, shop: &ShopId, words: &str, now: Millis) -> StoreResult<Millis> {
    let words: String = words.chars().take(500).collect();
    let row: Option<(i64,)> = write!(&mut *tx, conn => sqlx::query_as(BAR)
        .bind(now.0).bind(words.as_str()).bind(shop.as_str()).fetch_optional(conn).await)?;
    let since = row.map_or(now.0, |r| r.0);
    let until = now.plus_seconds(((now.0 - since) / 1000).clamp(60, 900));
    wait_until(tx, shop, until).await?;
    Ok(until)
}

/// The shop let a call in again.
pub async fn unbar(tx: &mut Tx, shop: &ShopId) -> StoreResult<()> {
    exec!(tx, sqlx::query(UNBAR).bind(shop.as_str()));
    Ok(())
}

/// Since when the shop shuts us out, in which words, and when the next call may be made; `None` when it doesn't.
pub async fn barred(db: &Db, shop: &ShopId) -> StoreResult<Option<(Millis, String, Millis)>> {
    let row: Option<(i64, String, i64)> =
        read!(db, pool => sqlx::query_as(BARRED).bind(shop.as_str()).fetch_optional(pool).await)?;
    Ok(row.map(|(since, words, next)| (Millis(since), words, Millis(next))))
}
