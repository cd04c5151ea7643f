//! The period that somebody asked to fill in: one per shop.
use crate::domain::ids::ShopId;
use crate::domain::reader;
use crate::domain::report::Fill;
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    GET = "SELECT data FROM fills WHERE shop_id = $1";
    SAVE = "INSERT INTO fills (shop_id, data) VALUES ($1, $2) ON CONFLICT (shop_id) DO UPDATE SET data = excluded.data";
}

/// The last period, running or ended.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn get(db: &Db, shop: &ShopId) -> StoreResult<Option<Fill>> {
    let row: Option<(String,)> = read!(db, pool => sqlx::query_as(GET).bind(shop.as_str()).fetch_optional(pool).await)?;
    Ok(row.and_then(|(data,)| reader::stored(&data).ok()))
}

/// The same inside a transaction.
pub async fn get_in(tx: &mut Tx, shop: &ShopId) -> StoreResult<Option<Fill>> {
    let row: Option<(String,)> =
        write!(tx, conn => sqlx::query_as(GET).bind(shop.as_str()).fetch_optional(conn).await)?;
    Ok(row.and_then(|(data,)| reader::stored(&data).ok()))
}

/// Stores how far it is.
pub async fn save(tx: &mut Tx, shop: &ShopId, fill: &Fill) -> StoreResult<()> {
    let data = crate::store::json("fills.data", fill)?;
    exec!(tx, sqlx::query(SAVE).bind(shop.as_str()).bind(data));
    Ok(())
}
