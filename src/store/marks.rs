//! What arrived from outside, stored before it is answered, and spread into jobs afterwards by the worker.
use crate::domain::clock::Millis;
use crate::domain::ids::{RowId, ShopId};
use crate::store::db::{alone, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    PUSH = "INSERT INTO marks (id, shop_id, connection_id, event, items, at) VALUES ($1, $2, $3, $4, $5, $6)";
    LOOK = "INSERT INTO marks (id, shop_id, connection_id, event, items, at) SELECT $1, $2, $3, $4, $5, CAST($6 AS BIGINT) WHERE NOT EXISTS \
        (SELECT 1 FROM marks m WHERE m.shop_id = $2 AND m.connection_id = $3 AND m.event = $4 AND m.items = $5)";
    COUNT = "SELECT COUNT(*) FROM marks";
}

/// Rows are found by where they lie, since nothing else needs an index here: in the order of arrival.
pub(super) const TAKE_SQLITE: &str = "DELETE FROM marks WHERE rowid IN (SELECT rowid FROM marks ORDER BY rowid LIMIT $1) \
    RETURNING id, shop_id, connection_id, event, items, at";

/// PostgreSQL takes past marks that another worker is just taking; rows lie roughly in the order of arrival.
pub(super) const TAKE_POSTGRES: &str = "DELETE FROM marks WHERE ctid = ANY(ARRAY(SELECT ctid FROM marks LIMIT $1 FOR UPDATE SKIP LOCKED)) \
    RETURNING id, shop_id, connection_id, event, items, at";

/// Items of a mark that names none: something changed, look for it. One that waits stands for all that come until it is taken.
pub const LOOK_FOR_CHANGES: &str = "[]";

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

impl Mark {
    /// What arrived from a shop (`connection` is empty then) or a partner.
    pub fn new(shop: &ShopId, connection: &str, event: &str, items: String, now: Millis) -> Self {
        Self {
            id: RowId::generate(now).0,
            shop_id: shop.0.clone(),
            connection_id: connection.to_owned(),
            event: event.to_owned(),
            items,
            at: now.0,
        }
    }
}

/// One statement's bound values; a macro because each engine has a type of its own for it.
macro_rules! insert {
    ($mark:expr) => {
        sqlx::query(if $mark.items == LOOK_FOR_CHANGES { LOOK } else { PUSH })
            .bind($mark.id.as_str())
            .bind($mark.shop_id.as_str())
            .bind($mark.connection_id.as_str())
            .bind($mark.event.as_str())
            .bind($mark.items.as_str())
            .bind($mark.at)
    };
}

/// Stores what arrived, all or nothing. A single mark needs no transaction around its statement, which halves its cost.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn push_all(db: &Db, arrived: &[&Mark]) -> StoreResult<()> {
    if let [mark] = arrived {
        alone!(db, conn => insert!(mark).execute(conn).await.map(drop))?;
        return Ok(());
    }
    let mut tx = db.begin().await?;
    for mark in arrived {
        write!(&mut tx, conn => insert!(mark).execute(conn).await.map(drop))?;
    }
    tx.commit().await
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
