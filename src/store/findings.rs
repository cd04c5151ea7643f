//! What somebody must know that is about no single order, by the key of its cause.
use crate::domain::cause::Cause;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::reader;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    PUT = "INSERT INTO findings (shop_id, connection_id, cause_key, cause, at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (connection_id, cause_key) DO UPDATE SET cause = excluded.cause";
    CLEAR = "DELETE FROM findings WHERE shop_id = $1 AND connection_id = $2 AND cause_key = $3";
    OF_SHOP = "SELECT cause FROM findings WHERE shop_id = $1 ORDER BY at, cause_key LIMIT 100";
}

/// Notes something; known already, it is told anew and keeps its time.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn put(tx: &mut Tx, shop: &ShopId, connection: &str, cause: &Cause, now: Millis) -> StoreResult<()> {
    let text = serde_json::to_string(cause).unwrap_or_default();
    exec!(tx, sqlx::query(PUT).bind(shop.as_str()).bind(connection).bind(cause.key()).bind(text).bind(now.0));
    Ok(())
}

/// It is over.
pub async fn clear(tx: &mut Tx, shop: &ShopId, connection: &str, cause_key: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(CLEAR).bind(shop.as_str()).bind(connection).bind(cause_key));
    Ok(())
}

/// What is known of a shop, oldest first, at most 100.
pub async fn of_shop(db: &Db, shop: &ShopId) -> StoreResult<Vec<Cause>> {
    let rows: Vec<(String,)> = read!(db, pool => sqlx::query_as(OF_SHOP).bind(shop.as_str()).fetch_all(pool).await)?;
    Ok(rows.into_iter().filter_map(|(text,)| reader::stored(&text).ok()).collect())
}
