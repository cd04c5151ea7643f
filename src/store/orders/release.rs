//! What a change of the settings would let go: counted before it is saved, and held by hand when the merchant wants it to wait.
use crate::domain::clock::Millis;
use crate::domain::ids::{ConnectionId, ShopId};
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    OF_CAUSE = "SELECT COUNT(*) FROM orders WHERE shop_id = $1 AND connection_id = $2 AND cause_key = $3 \
        AND state IN ('waiting', 'failed') AND wish NOT IN ('hold', 'leave_out')";
    OF_STATUS = "SELECT COUNT(*) FROM orders WHERE shop_id = $1 AND connection_id = $2 AND state = 'noticed' AND status_id = $3 \
        AND created_at >= $4 AND wish NOT IN ('hold', 'leave_out')";
    HOLD_CAUSE = "UPDATE orders SET wish = 'hold' WHERE shop_id = $1 AND connection_id = $2 AND cause_key = $3 \
        AND state IN ('waiting', 'failed') AND wish NOT IN ('hold', 'leave_out')";
    HOLD_STATUS = "UPDATE orders SET wish = 'hold' WHERE shop_id = $1 AND connection_id = $2 AND state = 'noticed' AND status_id = $3 \
        AND created_at >= $4 AND wish NOT IN ('hold', 'leave_out')";
    HELD = "SELECT COUNT(*) FROM orders WHERE shop_id = $1 AND connection_id = $2 AND state = 'held' AND wish = 'hold'";
    LET_GO = "UPDATE orders SET wish = 'send_now' WHERE shop_id = $1 AND connection_id = $2 AND state = 'held' AND wish = 'hold' RETURNING number";
}

/// Orders that wait for one cause and would be tried when it is mended.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn count_of_cause(db: &Db, shop: &ShopId, connection: &ConnectionId, cause_key: &str) -> StoreResult<i64> {
    let (n,): (i64,) = read!(db, pool => sqlx::query_as(OF_CAUSE)
        .bind(shop.as_str()).bind(connection.as_str()).bind(cause_key).fetch_one(pool).await)?;
    Ok(n)
}

/// Orders made since `from` that stand in a status and would be decided about when it sends orders.
pub async fn count_of_status(
    db: &Db,
    shop: &ShopId,
    connection: &ConnectionId,
    status: i64,
    from: Millis,
) -> StoreResult<i64> {
    let (n,): (i64,) = read!(db, pool => sqlx::query_as(OF_STATUS)
        .bind(shop.as_str()).bind(connection.as_str()).bind(status).bind(from.0).fetch_one(pool).await)?;
    Ok(n)
}

/// Holds by hand what waits for one cause; returns how many orders.
pub async fn hold_cause(tx: &mut Tx, shop: &ShopId, connection: &ConnectionId, cause_key: &str) -> StoreResult<u64> {
    Ok(exec!(tx, sqlx::query(HOLD_CAUSE).bind(shop.as_str()).bind(connection.as_str()).bind(cause_key)))
}

/// Holds by hand what stands in a status; returns how many orders.
pub async fn hold_status(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &ConnectionId,
    status: i64,
    from: Millis,
) -> StoreResult<u64> {
    Ok(exec!(tx, sqlx::query(HOLD_STATUS).bind(shop.as_str()).bind(connection.as_str()).bind(status).bind(from.0)))
}

/// Orders that are held by hand.
pub async fn held_by_hand(db: &Db, shop: &ShopId, connection: &ConnectionId) -> StoreResult<i64> {
    let (n,): (i64,) = read!(db, pool => sqlx::query_as(HELD)
        .bind(shop.as_str()).bind(connection.as_str()).fetch_one(pool).await)?;
    Ok(n)
}

/// Lets go everything that is held by hand; returns the orders' numbers.
pub async fn let_go(tx: &mut Tx, shop: &ShopId, connection: &ConnectionId) -> StoreResult<Vec<String>> {
    let rows: Vec<(String,)> = write!(tx, conn => sqlx::query_as(LET_GO)
        .bind(shop.as_str()).bind(connection.as_str()).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|r| r.0).collect())
}
