//! How many Upgates calls were really made: per shop, declared access and day.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    COUNT = "INSERT INTO api_usage (shop_id, access, day, calls, errors) VALUES ($1, $2, $3, 1, $4) \
        ON CONFLICT (shop_id, access, day) DO UPDATE SET calls = api_usage.calls + 1, errors = api_usage.errors + excluded.errors";
    SINCE = "SELECT access, day, calls, errors FROM api_usage WHERE shop_id = $1 AND day >= $2 ORDER BY day, access";
    BACKGROUND = "SELECT CAST(COALESCE(SUM(calls), 0) AS BIGINT) FROM api_usage WHERE shop_id = $1 AND day = $2 AND access IN ('orders', 'orders-created', 'products-simple')";
}

/// One line of the count.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct UsageLine {
    /// The access' word.
    pub access: String,
    /// Day in UTC, `YYYY-MM-DD`.
    pub day: String,
    /// Calls.
    pub calls: i64,
    /// Calls that were not answered with 2xx.
    pub errors: i64,
}

/// Counts one call.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn count(tx: &mut Tx, shop: &ShopId, access: &str, ok: bool, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(COUNT).bind(shop.as_str()).bind(access).bind(now.day()).bind(i64::from(!ok)));
    Ok(())
}

/// The count from a moment's day on.
pub async fn since(db: &Db, shop: &ShopId, from: Millis) -> StoreResult<Vec<UsageLine>> {
    Ok(read!(db, pool => sqlx::query_as(SINCE).bind(shop.as_str()).bind(from.day()).fetch_all(pool).await)?)
}

/// How many calls of today could have waited, see `Access::can_wait`.
pub async fn background(db: &Db, shop: &ShopId, now: Millis) -> StoreResult<i64> {
    let (calls,): (i64,) =
        read!(db, pool => sqlx::query_as(BACKGROUND).bind(shop.as_str()).bind(now.day()).fetch_one(pool).await)?;
    Ok(calls)
}
