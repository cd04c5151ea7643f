//! What a clock that was ahead left behind: moments that lie further away than they ever may. Without this they would hold work up until
//! the clock of today gets there, a day or a month later, whatever hooks come.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::job::{LEASE_SECONDS, LONGEST_RETRY_SECONDS};
use crate::store::calls::SLOT_SECONDS;
use crate::store::db::{exec, statements};
use crate::store::{StoreResult, Tx};

statements! {
    LEASES = "UPDATE jobs SET run_at = $1 WHERE lease IS NOT NULL AND run_at > $2";
    RETRIES = "UPDATE jobs SET run_at = $1 WHERE shop_id = $2 AND state = 'ready' AND needs_flow IN (FALSE, TRUE) AND lease IS NULL \
        AND run_at > $3 AND (error <> '' OR run_at > $4)";
    NEXT_CALL = "UPDATE shops SET next_call_at = $1 WHERE id = $2 AND next_call_at > $3";
    SLOTS = "UPDATE call_slots SET lease_until = $1 WHERE shop_id = $2 AND lease_until > $3";
    BLOCKS = "UPDATE connections SET blocked_until = $1 WHERE shop_id = $2 AND blocked_until > $3";
}

/// No call is put off, and no connection blocked, for longer than this, in seconds.
const LONGEST_WAIT: i64 = 3600;
/// Nothing is planned for later than this, in seconds: order hours come round once a week.
const LONGEST_PLAN: i64 = 8 * 86_400;

/// Leases that lie further away than a lease can last are over.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn end_leases(tx: &mut Tx, now: Millis) -> StoreResult<u64> {
    Ok(exec!(tx, sqlx::query(LEASES).bind(now.0).bind(now.plus_seconds(2 * LEASE_SECONDS).0)))
}

/// A shop's waits that lie further away than the longest of their kind are over.
pub async fn end_waits(tx: &mut Tx, shop: &ShopId, now: Millis) -> StoreResult<u64> {
    let at = |seconds: i64| now.plus_seconds(seconds).0;
    let mut ended = exec!(
        &mut *tx,
        sqlx::query(RETRIES).bind(now.0).bind(shop.as_str()).bind(at(LONGEST_RETRY_SECONDS)).bind(at(LONGEST_PLAN))
    );
    ended += exec!(&mut *tx, sqlx::query(NEXT_CALL).bind(now.0).bind(shop.as_str()).bind(at(LONGEST_WAIT)));
    ended += exec!(&mut *tx, sqlx::query(SLOTS).bind(now.0).bind(shop.as_str()).bind(at(2 * SLOT_SECONDS)));
    ended += exec!(tx, sqlx::query(BLOCKS).bind(now.0).bind(shop.as_str()).bind(at(LONGEST_WAIT)));
    Ok(ended)
}
