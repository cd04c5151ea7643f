//! The one order that is handed over for real before the start: one per connection.
use crate::domain::ids::ShopId;
use crate::domain::reader;
use crate::domain::report::Trial;
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    GET = "SELECT data FROM trials WHERE shop_id = $1 AND connection_id = $2";
    SAVE = "INSERT INTO trials (shop_id, connection_id, data) VALUES ($1, $2, $3) ON CONFLICT (connection_id) DO UPDATE SET data = excluded.data";
}

/// The last trial of a connection, running or ended.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn get(db: &Db, shop: &ShopId, connection: &str) -> StoreResult<Option<Trial>> {
    let row: Option<(String,)> =
        read!(db, pool => sqlx::query_as(GET).bind(shop.as_str()).bind(connection).fetch_optional(pool).await)?;
    Ok(row.and_then(|(data,)| reader::stored(&data).ok()))
}

/// The same inside a transaction.
pub async fn get_in(tx: &mut Tx, shop: &ShopId, connection: &str) -> StoreResult<Option<Trial>> {
    let row: Option<(String,)> =
        write!(tx, conn => sqlx::query_as(GET).bind(shop.as_str()).bind(connection).fetch_optional(conn).await)?;
    Ok(row.and_then(|(data,)| reader::stored(&data).ok()))
}

/// Stores how far it is.
pub async fn save(tx: &mut Tx, shop: &ShopId, connection: &str, trial: &Trial) -> StoreResult<()> {
    let data = crate::store::json("trials.data", trial)?;
    exec!(tx, sqlx::query(SAVE).bind(shop.as_str()).bind(connection).bind(data));
    Ok(())
}
