//! Manners at the Upgates API that must hold over all processes: two calls at once per shop, and waiting when told to.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    MAKE_SLOT = "INSERT INTO call_slots (shop_id, slot, holder, lease_until) VALUES ($1, $2, '', 0) ON CONFLICT (shop_id, slot) DO NOTHING";
    TAKE = "UPDATE call_slots SET holder = $1, lease_until = $2 WHERE shop_id = $3 AND slot = $4 AND lease_until <= $5";
    FREE = "UPDATE call_slots SET lease_until = 0 WHERE shop_id = $1 AND holder = $2";
    NEXT_CALL = "SELECT next_call_at, state FROM shops WHERE id = $1";
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
