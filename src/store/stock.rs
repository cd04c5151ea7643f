//! What the shop sells, what it shows, what the partner has, and changes that the guard-rail stopped.
use std::collections::BTreeMap;

use crate::domain::clock::Millis;
use crate::domain::ids::{OrderId, ShopId};
use crate::domain::reader;
use crate::domain::stock::{ShopStock, StockChange};
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    SAVE_SHOP = "INSERT INTO stock (shop_id, code, parent, ean, title, shop_stock, shop_seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (shop_id, code) DO UPDATE SET parent = excluded.parent, ean = excluded.ean, \
        title = CASE WHEN excluded.title = '' THEN stock.title ELSE excluded.title END, \
        shop_stock = excluded.shop_stock, shop_seen_at = excluded.shop_seen_at";
    BY_CODE = "SELECT code, parent, ean, title, shop_stock, shop_seen_at, partner_stock, partner_seen_at, written, written_at FROM stock WHERE shop_id = $1 AND code = $2";
    ALL = "SELECT code, parent, ean, title, shop_stock, shop_seen_at, partner_stock, partner_seen_at, written, written_at FROM stock WHERE shop_id = $1 ORDER BY code";
    NUMBERS = "SELECT code, ean FROM stock WHERE shop_id = $1 ORDER BY code";
    SEEN_SINCE = "SELECT COUNT(*) FROM stock WHERE shop_id = $1 AND code = $2 AND partner_seen_at >= $3";
    COUNT = "SELECT COUNT(*) FROM stock WHERE shop_id = $1";
    AGREEMENT = "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN partner_stock IS NULL OR shop_stock IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN shop_stock <> CASE WHEN partner_stock IS NULL THEN shop_stock WHEN partner_stock - COALESCE(kept, 0) > $2 THEN partner_stock - COALESCE(kept, 0) - $2 \
        ELSE 0 END THEN 1 ELSE 0 END), 0) AS BIGINT), MAX(partner_seen_at) FROM stock LEFT JOIN \
        (SELECT code AS kept_code, CAST(SUM(quantity) AS BIGINT) AS kept FROM reserved WHERE shop_id = $1 GROUP BY code) AS r \
        ON kept_code = stock.code WHERE stock.shop_id = $1";
    OUTLOOK = "SELECT CAST(COALESCE(SUM(CASE WHEN wanted <> shown THEN 1 ELSE 0 END), 0) AS BIGINT), \
        CAST(COALESCE(SUM(CASE WHEN wanted = 0 AND shown > 0 THEN 1 ELSE 0 END), 0) AS BIGINT), COUNT(*) FROM ( \
        SELECT s.shop_stock AS shown, CASE WHEN s.partner_stock - COALESCE(r.units, 0) - CAST($2 AS BIGINT) > 0 \
        THEN s.partner_stock - COALESCE(r.units, 0) - CAST($2 AS BIGINT) ELSE 0 END AS wanted \
        FROM stock s LEFT JOIN (SELECT code, CAST(SUM(quantity) AS BIGINT) AS units FROM reserved WHERE shop_id = $1 GROUP BY code) r ON r.code = s.code \
        WHERE s.shop_id = $1 AND s.shop_stock IS NOT NULL AND s.partner_stock IS NOT NULL) AS lines";
    SAVE_PARTNER = "UPDATE stock SET partner_stock = $1, partner_seen_at = $2 WHERE shop_id = $3 AND code = $4";
    WRITTEN = "UPDATE stock SET shop_stock = $1, shop_seen_at = $2, written = $1, written_at = $2 WHERE shop_id = $3 AND code = $4";
    GOODS = "SELECT code, quantity FROM reserved WHERE shop_id = $1 AND order_id = $2 ORDER BY code";
    UNRESERVE = "DELETE FROM reserved WHERE shop_id = $1 AND order_id = $2";
    RESERVE = "INSERT INTO reserved (shop_id, order_id, code, quantity) VALUES ($1, $2, $3, $4)";
    RESERVED = "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) FROM reserved WHERE shop_id = $1 AND code = $2";
    STOP = "INSERT INTO guard_stops (connection_id, shop_id, changes, lowered, zeroed, at) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (connection_id) DO UPDATE SET changes = excluded.changes, lowered = excluded.lowered, zeroed = excluded.zeroed";
    STOPPED = "SELECT changes, lowered, zeroed, at FROM guard_stops WHERE shop_id = $1 AND connection_id = $2";
    RELEASE = "DELETE FROM guard_stops WHERE shop_id = $1 AND connection_id = $2";
}

/// A product or variant as followed.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct StockLine {
    /// Code.
    pub code: String,
    /// Code of the owning product; empty for a product.
    pub parent: String,
    /// EAN; empty when none.
    pub ean: String,
    /// Name; empty when unknown.
    pub title: String,
    /// What the shop shows; `None` when not tracked.
    pub shop_stock: Option<i64>,
    /// When that was seen, in milliseconds.
    pub shop_seen_at: i64,
    /// What the partner can sell, buffer not yet taken off.
    pub partner_stock: Option<i64>,
    /// When that was seen, in milliseconds.
    pub partner_seen_at: Option<i64>,
    /// What we last wrote.
    pub written: Option<i64>,
    /// When, in milliseconds.
    pub written_at: Option<i64>,
}

/// A stock update that the guard-rail stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardStop {
    /// What would have been written.
    pub changes: Vec<StockChange>,
    /// How many products it would lower.
    pub lowered: i64,
    /// How many it would set to zero.
    pub zeroed: i64,
    /// Since when.
    pub at: Millis,
}

/// Stores what the shop shows.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn save_shop(tx: &mut Tx, shop: &ShopId, line: &ShopStock, now: Millis) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(SAVE_SHOP)
            .bind(shop.as_str())
            .bind(line.code.as_str())
            .bind(line.parent.as_deref().unwrap_or_default())
            .bind(line.ean.as_str())
            .bind(line.title.as_str())
            .bind(line.stock)
            .bind(now.0)
    );
    Ok(())
}

/// A product or variant by code.
pub async fn find(tx: &mut Tx, shop: &ShopId, product: &str) -> StoreResult<Option<StockLine>> {
    Ok(write!(tx, conn => sqlx::query_as(BY_CODE).bind(shop.as_str()).bind(product).fetch_optional(conn).await)?)
}

/// Codes and EANs of everything that is followed.
pub async fn numbers(db: &Db, shop: &ShopId) -> StoreResult<Vec<(String, String)>> {
    Ok(read!(db, pool => sqlx::query_as(NUMBERS).bind(shop.as_str()).fetch_all(pool).await)?)
}

/// Whether the partner's stock of a product was seen since a moment.
pub async fn seen_since(tx: &mut Tx, shop: &ShopId, code: &str, since: Millis) -> StoreResult<bool> {
    let (n,): (i64,) = write!(tx, conn => sqlx::query_as(SEEN_SINCE)
        .bind(shop.as_str()).bind(code).bind(since.0).fetch_one(conn).await)?;
    Ok(n > 0)
}

/// Everything that is followed.
pub async fn all(db: &Db, shop: &ShopId) -> StoreResult<Vec<StockLine>> {
    Ok(read!(db, pool => sqlx::query_as(ALL).bind(shop.as_str()).fetch_all(pool).await)?)
}

/// How many products and variants are followed.
pub async fn count(db: &Db, shop: &ShopId) -> StoreResult<i64> {
    let (n,): (i64,) = read!(db, pool => sqlx::query_as(COUNT).bind(shop.as_str()).fetch_one(pool).await)?;
    Ok(n)
}

/// How far the shop shows what it shall: what the partner has, less what it doesn't know yet and what is kept back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// Products and variants that are followed.
    pub products: i64,
    /// Those of which one side shows no number.
    pub unknown: i64,
    /// Those that show another number.
    pub differing: i64,
    /// When the partner's stock was last seen.
    pub read_at: Option<Millis>,
}

/// How far the shop shows what it shall, with `buffer` units kept back of each product.
pub async fn agreement(db: &Db, shop: &ShopId, buffer: i64) -> StoreResult<Agreement> {
    let (products, unknown, differing, read_at): (i64, i64, i64, Option<i64>) =
        read!(db, pool => sqlx::query_as(AGREEMENT).bind(shop.as_str()).bind(buffer).fetch_one(pool).await)?;
    Ok(Agreement { products, unknown, differing, read_at: read_at.map(Millis) })
}

/// What writing the partner's stock less a buffer would change, by the numbers last seen: products that would show another number,
/// those that would show zero, and all of which both numbers are known.
pub async fn outlook(db: &Db, shop: &ShopId, buffer: i64) -> StoreResult<(i64, i64, i64)> {
    Ok(read!(db, pool => sqlx::query_as(OUTLOOK).bind(shop.as_str()).bind(buffer).fetch_one(pool).await)?)
}

/// Stores what the partner has.
pub async fn save_partner(tx: &mut Tx, shop: &ShopId, code: &str, quantity: i64, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SAVE_PARTNER).bind(quantity).bind(now.0).bind(shop.as_str()).bind(code));
    Ok(())
}

/// We wrote this number to the shop.
pub async fn written(tx: &mut Tx, shop: &ShopId, code: &str, quantity: i64, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(WRITTEN).bind(quantity).bind(now.0).bind(shop.as_str()).bind(code));
    Ok(())
}

/// Remembers what Upgates has deducted for an order that the partner does not know yet (code → units); with nothing
/// the order is known there, or gives its goods back. Answers the codes of which it is more or less than before.
pub async fn reserve(
    tx: &mut Tx,
    shop: &ShopId,
    order: &OrderId,
    goods: &BTreeMap<String, i64>,
) -> StoreResult<Vec<String>> {
    let before: Vec<(String, i64)> = write!(&mut *tx, conn => sqlx::query_as(GOODS)
        .bind(shop.as_str()).bind(order.as_str()).fetch_all(conn).await)?;
    let before: BTreeMap<String, i64> = before.into_iter().collect();
    if before == *goods {
        return Ok(Vec::new());
    }
    exec!(&mut *tx, sqlx::query(UNRESERVE).bind(shop.as_str()).bind(order.as_str()));
    for (code, quantity) in goods {
        exec!(
            &mut *tx,
            sqlx::query(RESERVE).bind(shop.as_str()).bind(order.as_str()).bind(code.as_str()).bind(*quantity)
        );
    }
    let codes = before.keys().chain(goods.keys()).collect::<std::collections::BTreeSet<_>>();
    Ok(codes.into_iter().filter(|code| before.get(*code) != goods.get(*code)).cloned().collect())
}

/// Units of a product that Upgates has deducted for orders which the partner does not know yet.
pub async fn reserved(tx: &mut Tx, shop: &ShopId, code: &str) -> StoreResult<i64> {
    let (sum,): (i64,) =
        write!(tx, conn => sqlx::query_as(RESERVED).bind(shop.as_str()).bind(code).fetch_one(conn).await)?;
    Ok(sum)
}

/// The guard-rail stopped these changes.
pub async fn stop(tx: &mut Tx, shop: &ShopId, connection: &str, stop: &GuardStop) -> StoreResult<()> {
    let changes = crate::store::json("guard_stops.changes", &stop.changes)?;
    exec!(
        tx,
        sqlx::query(STOP)
            .bind(connection)
            .bind(shop.as_str())
            .bind(changes)
            .bind(stop.lowered)
            .bind(stop.zeroed)
            .bind(stop.at.0)
    );
    Ok(())
}

/// The stopped update of a connection, if there is one.
pub async fn stopped(db: &Db, shop: &ShopId, connection: &str) -> StoreResult<Option<GuardStop>> {
    let row: Option<(String, i64, i64, i64)> =
        read!(db, pool => sqlx::query_as(STOPPED).bind(shop.as_str()).bind(connection).fetch_optional(pool).await)?;
    Ok(row.map(|(changes, lowered, zeroed, at)| GuardStop {
        changes: reader::stored(&changes).unwrap_or_default(),
        lowered,
        zeroed,
        at: Millis(at),
    }))
}

/// The merchant decided about the stopped update.
pub async fn release(tx: &mut Tx, shop: &ShopId, connection: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(RELEASE).bind(shop.as_str()).bind(connection));
    Ok(())
}
