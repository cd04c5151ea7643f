//! Signs that something is not there any more, kept until they prove it or it is seen again.
use std::collections::BTreeMap;

use crate::domain::absence::{CROWD_SECONDS, Missing, Sign, Way};
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    NOTE = "INSERT INTO absences (shop_id, connection_id, kind, subject, way, at) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (shop_id, connection_id, kind, subject, way) DO NOTHING";
    KEPT = "SELECT subject, way, at FROM absences WHERE shop_id = $1 AND connection_id = $2 AND kind = $3";
    FORGET = "DELETE FROM absences WHERE shop_id = $1 AND connection_id = $2 AND kind = $3 AND subject = $4";
    ORDERS_IN_SHOP = "SELECT COUNT(DISTINCT a.subject) FROM absences a JOIN orders o ON o.shop_id = a.shop_id AND o.number = a.subject \
        WHERE a.shop_id = $1 AND a.connection_id = '' AND a.kind = 'shop_order' AND a.at >= $2 \
        AND (o.state NOT IN ('cancelled', 'left_out') OR o.rule = 'deleted')";
    LATELY = "SELECT COUNT(DISTINCT subject) FROM absences WHERE shop_id = $1 AND connection_id = $2 AND kind = $3 AND at >= $4";
    SWEEP = "DELETE FROM absences WHERE at < $1";
}

/// Days that a sign is kept when nothing came of it.
const KEPT_DAYS: i64 = 30;

/// Keeps a sign; of the same way the earliest counts.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn note(
    tx: &mut Tx,
    shop: &ShopId,
    (connection, kind): (&str, Missing),
    subject: &str,
    sign: Sign,
) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(NOTE)
            .bind(shop.as_str())
            .bind(connection)
            .bind(kind.word())
            .bind(subject)
            .bind(sign.way.word())
            .bind(sign.at.0)
    );
    Ok(())
}

/// The signs of one kind, by what is missing.
pub async fn kept(
    db: &Db,
    shop: &ShopId,
    (connection, kind): (&str, Missing),
) -> StoreResult<BTreeMap<String, Vec<Sign>>> {
    let rows: Vec<(String, String, i64)> = read!(db, pool => sqlx::query_as(KEPT)
        .bind(shop.as_str()).bind(connection).bind(kind.word()).fetch_all(pool).await)?;
    let mut kept: BTreeMap<String, Vec<Sign>> = BTreeMap::new();
    for (subject, way, at) in rows {
        if let Some(way) = Way::from_word(&way) {
            kept.entry(subject).or_default().push(Sign { way, at: Millis(at) });
        }
    }
    Ok(kept)
}

/// It was seen again: its signs meant nothing.
pub async fn forget(tx: &mut Tx, shop: &ShopId, (connection, kind): (&str, Missing), subject: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(FORGET).bind(shop.as_str()).bind(connection).bind(kind.word()).bind(subject));
    Ok(())
}

/// How many orders that we follow went missing in the shop lately.
pub async fn orders_in_shop(db: &Db, shop: &ShopId, now: Millis) -> StoreResult<i64> {
    let since = now.plus_seconds(-CROWD_SECONDS);
    let (n,): (i64,) = read!(db, pool => sqlx::query_as(ORDERS_IN_SHOP)
        .bind(shop.as_str()).bind(since.0).fetch_one(pool).await)?;
    Ok(n)
}

/// How many things of one kind went missing lately.
pub async fn lately(db: &Db, shop: &ShopId, (connection, kind): (&str, Missing), now: Millis) -> StoreResult<i64> {
    let since = now.plus_seconds(-CROWD_SECONDS);
    let (n,): (i64,) = read!(db, pool => sqlx::query_as(LATELY)
        .bind(shop.as_str()).bind(connection).bind(kind.word()).bind(since.0).fetch_one(pool).await)?;
    Ok(n)
}

/// Forgets old signs.
pub async fn sweep(tx: &mut Tx, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SWEEP).bind(now.plus_seconds(-KEPT_DAYS * 86_400).0));
    Ok(())
}
