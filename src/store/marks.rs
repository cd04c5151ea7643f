//! What arrived from outside, stored before it is answered, and spread into jobs afterwards by the worker.
use crate::domain::clock::Millis;
use crate::domain::ids::{RowId, ShopId};
use crate::store::db::{exec, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    PUSH = "INSERT INTO marks (id, shop_id, connection_id, event, items, at) VALUES ($1, $2, $3, $4, $5, $6)";
    TAKE_SQLITE = "DELETE FROM marks WHERE id IN (SELECT id FROM marks ORDER BY id LIMIT $1) RETURNING id, shop_id, connection_id, event, items, at";
    COUNT = "SELECT COUNT(*) FROM marks";
}

/// PostgreSQL takes past marks that another worker is just taking.
pub(super) const TAKE_POSTGRES: &str = "DELETE FROM marks WHERE id IN (SELECT id FROM marks ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED) \
    RETURNING id, shop_id, connection_id, event, items, at";

/// A hook that names more items leaves several marks.
pub const LARGEST: usize = 20;

/// Something that arrived: which event, and its items as a JSON array.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Mark {
    /// Our id.
    pub id: String,
    /// Whose shop.
    pub shop_id: String,
    /// The connection for which it came; empty when it came from the shop.
    pub connection_id: String,
    /// Event name as registered (`Orders.update`), or the partner's action.
    pub event: String,
    /// The items, a JSON array.
    pub items: String,
    /// When it came.
    pub at: i64,
}

/// Stores what arrived.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn push(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &str,
    event: &str,
    items: &str,
    now: Millis,
) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(PUSH)
            .bind(RowId::generate(now).0)
            .bind(shop.as_str())
            .bind(connection)
            .bind(event)
            .bind(items)
            .bind(now.0)
    );
    Ok(())
}

/// Takes the oldest marks out, at most `limit`; they come back when the transaction is dropped.
pub async fn take(tx: &mut Tx, limit: usize) -> StoreResult<Vec<Mark>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let sql = if matches!(tx, Tx::Postgres(_)) { TAKE_POSTGRES } else { TAKE_SQLITE };
    Ok(write!(tx, conn => sqlx::query_as(sql).bind(limit).fetch_all(conn).await)?)
}

/// How many marks wait.
pub async fn count(db: &Db) -> StoreResult<i64> {
    let (n,): (i64,) = crate::store::db::read!(db, pool => sqlx::query_as(COUNT).fetch_one(pool).await)?;
    Ok(n)
}
