//! Orders that the partner doesn't have yet, with what the rules know of them: for effects of changed settings, and for looking
//! again at what an exclusion left out.
use std::collections::BTreeMap;

use crate::domain::clock::Millis;
use crate::domain::effect::Pending;
use crate::domain::ids::{ConnectionId, ShopId};
use crate::domain::order::{OrderState, Wish};
use crate::domain::reader;
use crate::store::db::{read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    OPEN = "SELECT id, state, rule, status_id, created_at, ready_since, wish, traits FROM orders WHERE shop_id = $1 AND connection_id = $2 \
        AND state IN ('noticed', 'held', 'waiting') ORDER BY id LIMIT 10000";
    EXCLUDED = "SELECT id, state, rule, status_id, created_at, ready_since, wish, traits FROM orders WHERE shop_id = $1 AND connection_id = $2 \
        AND state = 'left_out' AND rule IN ('excluded-carrier', 'excluded-payment', 'excluded-product', 'excluded-origin', 'excluded-country', \
        'excluded-note', 'excluded-resolved') ORDER BY id LIMIT 10000";
    TOO_OLD = "SELECT id, state, rule, status_id, created_at, ready_since, wish, traits FROM orders WHERE shop_id = $1 AND connection_id = $2 \
        AND state = 'left_out' AND rule = 'from-date' AND created_at >= $3 ORDER BY id LIMIT 10000";
    NUMBERS_TOO_OLD = "SELECT number FROM orders WHERE shop_id = $1 AND connection_id = $2 \
        AND state = 'left_out' AND rule = 'from-date' AND created_at >= $3 ORDER BY id LIMIT 10000";
    NUMBERS_EXCLUDED = "SELECT number FROM orders WHERE shop_id = $1 AND connection_id = $2 AND state = 'left_out' \
        AND rule IN ('excluded-carrier', 'excluded-payment', 'excluded-product', 'excluded-origin', 'excluded-country', \
        'excluded-note', 'excluded-resolved') ORDER BY id LIMIT 10000";
    GOODS = "SELECT order_id, code FROM reserved WHERE shop_id = $1 ORDER BY order_id LIMIT 100000";
    REACHED = "SELECT milestone, COUNT(*) FROM orders WHERE shop_id = $1 AND connection_id || '' = $2 AND handed_at >= $3 AND milestone IS NOT NULL GROUP BY milestone";
}

type Row = (String, String, String, Option<i64>, i64, Option<i64>, String, Option<String>);

/// Orders that wait, are held or are not ready, those that an exclusion left out, and those made since `from` that were left out as
/// too old: at most 10,000 of each.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn pending(db: &Db, shop: &ShopId, connection: &ConnectionId, from: Millis) -> StoreResult<Vec<Pending>> {
    let goods: Vec<(String, String)> =
        read!(db, pool => sqlx::query_as(GOODS).bind(shop.as_str()).fetch_all(pool).await)?;
    let mut by_order: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (order, code) in goods {
        by_order.entry(order).or_default().push(code);
    }
    let mut found = Vec::new();
    for sql in [OPEN, EXCLUDED] {
        let rows: Vec<Row> = read!(db, pool => sqlx::query_as(sql)
            .bind(shop.as_str()).bind(connection.as_str()).fetch_all(pool).await)?;
        found.extend(rows.into_iter().map(|row| read_row(row, &mut by_order)));
    }
    let rows: Vec<Row> = read!(db, pool => sqlx::query_as(TOO_OLD)
        .bind(shop.as_str()).bind(connection.as_str()).bind(from.0).fetch_all(pool).await)?;
    found.extend(rows.into_iter().map(|row| read_row(row, &mut by_order)));
    Ok(found)
}

fn read_row(
    (id, state, rule, status_id, created_at, ready_since, wish, traits): Row,
    goods: &mut BTreeMap<String, Vec<String>>,
) -> Pending {
    Pending {
        state: OrderState::from_word(&state).unwrap_or(OrderState::Noticed),
        rule,
        status_id,
        created_at: Millis(created_at),
        ready_since: ready_since.map(Millis),
        wish: Wish::from_word(&wish),
        traits: traits.and_then(|text| reader::stored(&text).ok()),
        goods: goods.remove(&id).unwrap_or_default(),
    }
}

/// Numbers of the orders that an exclusion left out, at most 10,000.
pub async fn numbers_excluded(tx: &mut Tx, shop: &ShopId, connection: &ConnectionId) -> StoreResult<Vec<String>> {
    let rows: Vec<(String,)> = write!(tx, conn => sqlx::query_as(NUMBERS_EXCLUDED)
        .bind(shop.as_str()).bind(connection.as_str()).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Numbers of the orders made since a moment that were left out as too old, at most 10,000.
pub async fn numbers_too_old(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &ConnectionId,
    from: Millis,
) -> StoreResult<Vec<String>> {
    let rows: Vec<(String,)> = write!(tx, conn => sqlx::query_as(NUMBERS_TOO_OLD)
        .bind(shop.as_str()).bind(connection.as_str()).bind(from.0).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// How many orders handed over since a moment stand at each milestone (word, count).
pub async fn reached(
    db: &Db,
    shop: &ShopId,
    connection: &ConnectionId,
    since: Millis,
) -> StoreResult<Vec<(String, i64)>> {
    Ok(read!(db, pool => sqlx::query_as(REACHED)
        .bind(shop.as_str()).bind(connection.as_str()).bind(since.0).fetch_all(pool).await)?)
}
