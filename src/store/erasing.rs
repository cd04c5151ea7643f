//! Erasing a shop: first a state in which nothing is begun for it any more, then everything goes, piece by piece. What was written too
//! late is kept out by the guards (`db::guard`); what lies here without its shop is found by a sweep.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::store::db::{exec, read, statements};
use crate::store::shops::SHOP_TABLES;
use crate::store::{Db, StoreResult, Tx};

/// Where a signed text counts as seen when its shop was erased: it is good at no endpoint any more.
pub const ERASED: &str = "erased";

statements! {
    VOID_TEXTS = "UPDATE signatures SET endpoint = 'erased' WHERE shop_token = (SELECT token FROM shops WHERE id = $1 AND state <> 'erasing' \
        AND (CAST($2 AS BIGINT) IS NULL OR (state = 'inactive' AND erase_after < $2)))";
    BEGIN = "UPDATE shops SET state = 'erasing', token = 'erased ' || id, login_sealed = $1, flowing = FALSE WHERE id = $2 AND state <> 'erasing' \
        AND (CAST($3 AS BIGINT) IS NULL OR (state = 'inactive' AND erase_after < $3))";
    END_WORK = "DELETE FROM jobs WHERE shop_id = $1";
    END_PLACES = "DELETE FROM places WHERE shop_id = $1";
    END_SESSIONS = "DELETE FROM sessions WHERE shop_id = $1";
    BEGUN = "SELECT id FROM shops WHERE state = 'erasing' ORDER BY id";
    PIECE_STEPS = "DELETE FROM steps WHERE order_id IN (SELECT id FROM orders WHERE shop_id = $1 ORDER BY changed_at, id LIMIT 500)";
    PIECE_PARCELS = "DELETE FROM parcels WHERE order_id IN (SELECT id FROM orders WHERE shop_id = $1 ORDER BY changed_at, id LIMIT 500)";
    PIECE_RESERVED = "DELETE FROM reserved WHERE order_id IN (SELECT id FROM orders WHERE shop_id = $1 ORDER BY changed_at, id LIMIT 500)";
    PIECE_ORDERS = "DELETE FROM orders WHERE id IN (SELECT id FROM orders WHERE shop_id = $1 ORDER BY changed_at, id LIMIT 500)";
    CURSORS = "DELETE FROM cursors WHERE owner = $1 OR owner IN (SELECT id FROM connections WHERE shop_id = $1)";
    SHOP = "DELETE FROM shops WHERE id = $1";
    LOST_CURSORS = "SELECT COUNT(*) FROM cursors WHERE owner NOT IN (SELECT id FROM shops) AND owner NOT IN (SELECT id FROM connections)";
    SWEEP_CURSORS = "DELETE FROM cursors WHERE owner NOT IN (SELECT id FROM shops) AND owner NOT IN (SELECT id FROM connections)";
}

/// Begins the erasing: from the commit on no work is claimed, no call is made and no session is good; a batch in flight has lost its
/// leases, the login is gone, and the shop's token is free for a new activation. `false` when it has begun already or, with a moment,
/// when the grace period of its deactivation has not passed by then.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn begin(tx: &mut Tx, shop: &ShopId, due: Option<Millis>) -> StoreResult<bool> {
    let due = due.map(|at| at.0);
    // Texts before the shop, as the signed calls lock them.
    exec!(&mut *tx, sqlx::query(VOID_TEXTS).bind(shop.as_str()).bind(due));
    let nothing: &[u8] = &[];
    let begun = exec!(&mut *tx, sqlx::query(BEGIN).bind(nothing).bind(shop.as_str()).bind(due)) == 1;
    if begun {
        exec!(&mut *tx, sqlx::query(END_WORK).bind(shop.as_str()));
        exec!(&mut *tx, sqlx::query(END_PLACES).bind(shop.as_str()));
        exec!(&mut *tx, sqlx::query(END_SESSIONS).bind(shop.as_str()));
    }
    Ok(begun)
}

/// Shops whose erasing has begun and not ended.
pub async fn begun(db: &Db) -> StoreResult<Vec<ShopId>> {
    let rows: Vec<(String,)> = read!(db, pool => sqlx::query_as(BEGUN).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|row| ShopId(row.0)).collect())
}

/// Erases everything of a shop whose erasing has begun, in transactions short enough for others to have their turn. Done twice or broken
/// off, it does no harm.
pub async fn finish(db: &Db, shop: &ShopId) -> StoreResult<()> {
    loop {
        let mut tx = db.begin().await?;
        for piece in [PIECE_STEPS, PIECE_PARCELS, PIECE_RESERVED] {
            exec!(&mut tx, sqlx::query(piece).bind(shop.as_str()));
        }
        let orders = exec!(&mut tx, sqlx::query(PIECE_ORDERS).bind(shop.as_str()));
        tx.commit().await?;
        if orders == 0 {
            break;
        }
    }
    // Connections last: they tell which cursors are the shop's.
    for table in SHOP_TABLES.iter().filter(|table| **table != "connections") {
        let mut tx = db.begin().await?;
        clear(&mut tx, table, shop).await?;
        tx.commit().await?;
    }
    let mut tx = db.begin().await?;
    // PostgreSQL waits here for who still writes for the shop; what they wrote goes with the rest.
    exec!(&mut tx, sqlx::query(SHOP).bind(shop.as_str()));
    exec!(&mut tx, sqlx::query(CURSORS).bind(shop.as_str()));
    for table in SHOP_TABLES {
        clear(&mut tx, table, shop).await?;
    }
    tx.commit().await
}

async fn clear(tx: &mut Tx, table: &str, shop: &ShopId) -> StoreResult<()> {
    let sql = format!("DELETE FROM {table} WHERE shop_id = $1");
    exec!(tx, sqlx::query(sqlx::AssertSqlSafe(sql)).bind(shop.as_str()));
    Ok(())
}

/// Finds rows that no shop owns and removes them; the tables that had some, with how many. There should never be any.
pub async fn sweep(db: &Db) -> StoreResult<Vec<(&'static str, i64)>> {
    let mut found = Vec::new();
    for table in SHOP_TABLES {
        let lost = format!("FROM {table} WHERE NOT EXISTS (SELECT 1 FROM shops s WHERE s.id = {table}.shop_id)");
        let count = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) {lost}"));
        let (rows,): (i64,) = read!(db, pool => sqlx::query_as(count).fetch_one(pool).await)?;
        if rows > 0 {
            let mut tx = db.begin().await?;
            exec!(&mut tx, sqlx::query(sqlx::AssertSqlSafe(format!("DELETE {lost}"))));
            tx.commit().await?;
            found.push((*table, rows));
        }
    }
    let (rows,): (i64,) = read!(db, pool => sqlx::query_as(LOST_CURSORS).fetch_one(pool).await)?;
    if rows > 0 {
        let mut tx = db.begin().await?;
        exec!(&mut tx, sqlx::query(SWEEP_CURSORS));
        tx.commit().await?;
        found.push(("cursors", rows));
    }
    Ok(found)
}
