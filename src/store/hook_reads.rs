//! How much hooks asked to be read: a leaked address must not cost more than its shop's own changes do.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::store::db::{read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    ADD = "INSERT INTO hook_reads (shop_id, connection_id, hour, things) VALUES ($1, $2, $3, $4) ON CONFLICT (shop_id, connection_id) DO UPDATE SET \
        things = CASE WHEN hook_reads.hour = excluded.hour THEN hook_reads.things ELSE 0 END + excluded.things, hour = excluded.hour RETURNING things";
    OF_HOUR = "SELECT things FROM hook_reads WHERE shop_id = $1 AND connection_id = $2 AND hour = $3";
}

/// One hour in milliseconds.
const HOUR: i64 = 3_600_000;

/// Adds what hooks of a shop (`connection` is empty then) or of a connection name; how much it is in this hour with it.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn add(tx: &mut Tx, shop: &ShopId, connection: &str, things: i64, now: Millis) -> StoreResult<i64> {
    let (sum,): (i64,) = write!(tx, conn => sqlx::query_as(ADD)
        .bind(shop.as_str()).bind(connection).bind(now.0.div_euclid(HOUR)).bind(things).fetch_one(conn).await)?;
    Ok(sum)
}

/// How much it is in this hour.
pub async fn of_hour(db: &Db, shop: &ShopId, connection: &str, now: Millis) -> StoreResult<i64> {
    let row: Option<(i64,)> = read!(db, pool => sqlx::query_as(OF_HOUR)
        .bind(shop.as_str()).bind(connection).bind(now.0.div_euclid(HOUR)).fetch_optional(pool).await)?;
    Ok(row.map_or(0, |(things,)| things))
}
