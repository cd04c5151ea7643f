//! Orders that the partner doesn't have yet, with what the rules know of them: for effects of changed settings, and for looking
//! again at what an exclusion left out. Each list is read to its end, a page at a time.
use std::collections::BTreeMap;

use crate::domain::clock::Millis;
use crate::domain::effect::Pending;
use crate::domain::ids::{ConnectionId, ShopId};
use crate::domain::order::{OrderState, Wish};
use crate::domain::reader;
use crate::store::db::{read, statements};
use crate::store::orders::{PAGE, paged};
use crate::store::{Db, StoreResult, Tx};

statements! {
    OPEN = "SELECT id, state, rule, status_id, created_at, ready_since, wish, traits FROM orders WHERE shop_id = $1 AND connection_id = $2 \
        AND state IN ('noticed', 'held', 'waiting') AND id > $3 ORDER BY id LIMIT $4";
    EXCLUDED = "SELECT id, state, rule, status_id, created_at, ready_since, wish, traits FROM orders WHERE shop_id = $1 AND connection_id = $2 \
        AND state = 'left_out' AND rule IN ('excluded-carrier', 'excluded-payment', 'excluded-product', 'excluded-origin', 'excluded-country', \
        'excluded-note', 'excluded-resolved') AND id > $3 ORDER BY id LIMIT $4";
    TOO_OLD = "SELECT id, state, rule, status_id, created_at, ready_since, wish, traits FROM orders WHERE shop_id = $1 AND connection_id = $2 \
        AND state = 'left_out' AND rule = 'from-date' AND created_at >= $5 AND id > $3 ORDER BY id LIMIT $4";
    NUMBERS_TOO_OLD = "SELECT id, number FROM orders WHERE shop_id = $1 AND connection_id = $2 \
        AND state = 'left_out' AND rule = 'from-date' AND created_at >= $5 AND id > $3 ORDER BY id LIMIT $4";
    NUMBERS_EXCLUDED = "SELECT id, number FROM orders WHERE shop_id = $1 AND connection_id = $2 AND state = 'left_out' \
        AND rule IN ('excluded-carrier', 'excluded-payment', 'excluded-product', 'excluded-origin', 'excluded-country', \
        'excluded-note', 'excluded-resolved') AND id > $3 ORDER BY id LIMIT $4";
    GOODS = "SELECT order_id, code FROM reserved WHERE shop_id = $1 AND order_id > $2 AND order_id <= $3";
    REACHED = "SELECT milestone, COUNT(*) FROM orders WHERE shop_id = $1 AND connection_id || '' = $2 AND handed_at >= $3 AND milestone IS NOT NULL GROUP BY milestone";
}

type Row = (String, String, String, Option<i64>, i64, Option<i64>, String, Option<String>);

/// Orders that wait, are held or are not ready, those that an exclusion left out, and those made since `from` that were left out as
/// too old: all of them.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn pending(db: &Db, shop: &ShopId, connection: &ConnectionId, from: Millis) -> StoreResult<Vec<Pending>> {
    let mut found = Vec::new();
    for sql in [OPEN, EXCLUDED, TOO_OLD] {
        let mut after = String::new();
        loop {
            let rows: Vec<Row> = read!(db, pool => {
                let query = sqlx::query_as(sql).bind(shop.as_str()).bind(connection.as_str()).bind(after.as_str()).bind(PAGE);
                if sql == TOO_OLD { query.bind(from.0) } else { query }.fetch_all(pool).await
            })?;
            let Some(last) = rows.last().map(|row| row.0.clone()) else { break };
            let mut goods = goods(db, shop, &after, &last).await?;
            found.extend(rows.into_iter().map(|row| read_row(row, &mut goods)));
            after = last;
        }
    }
    Ok(found)
}

/// Product codes by order, of the orders after one id up to another.
async fn goods(db: &Db, shop: &ShopId, after: &str, last: &str) -> StoreResult<BTreeMap<String, Vec<String>>> {
    let goods: Vec<(String, String)> =
        read!(db, pool => sqlx::query_as(GOODS).bind(shop.as_str()).bind(after).bind(last).fetch_all(pool).await)?;
    let mut by_order: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (order, code) in goods {
        by_order.entry(order).or_default().push(code);
    }
    Ok(by_order)
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

/// Numbers of the orders that an exclusion left out.
pub async fn numbers_excluded(tx: &mut Tx, shop: &ShopId, connection: &ConnectionId) -> StoreResult<Vec<String>> {
    let rows = paged!(tx, NUMBERS_EXCLUDED, shop.as_str(), connection.as_str(););
    Ok(rows.into_iter().map(|row| row.1).collect())
}

/// Numbers of the orders made since a moment that were left out as too old.
pub async fn numbers_too_old(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &ConnectionId,
    from: Millis,
) -> StoreResult<Vec<String>> {
    let rows = paged!(tx, NUMBERS_TOO_OLD, shop.as_str(), connection.as_str(); from.0);
    Ok(rows.into_iter().map(|row| row.1).collect())
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
