//! How many orders are in each state, by connection and day of creation, kept up with the orders so that no page counts a million
//! rows. A transaction collects its changes and writes them right before its commit, in one order for everybody: two transactions
//! then never wait for each other here.
use std::collections::BTreeMap;

use crate::domain::clock::Millis;
use crate::domain::ids::{ConnectionId, ShopId};
use crate::domain::order::OrderState;
use crate::store::db::{exec, read, statements};
use crate::store::orders::uses::{ADD_USE, Used};
use crate::store::{Db, StoreResult, Tx};

statements! {
    ADD = "INSERT INTO order_tally (shop_id, connection_id, day, state, n) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (shop_id, connection_id, day, state) DO UPDATE SET n = order_tally.n + excluded.n";
    COUNTS = "SELECT state, CAST(SUM(n) AS BIGINT) FROM order_tally WHERE shop_id = $1 GROUP BY state HAVING SUM(n) <> 0";
    BOOKS = "SELECT state, CAST(SUM(n) AS BIGINT) FROM ( \
        SELECT state, n FROM order_tally WHERE shop_id = $1 AND connection_id = $2 AND day >= $3 AND day < $4 \
        UNION ALL SELECT state, 1 FROM orders WHERE shop_id = $1 AND connection_id = $2 AND created_at >= $5 AND created_at < $6 \
        UNION ALL SELECT state, 1 FROM orders WHERE shop_id = $1 AND connection_id = $2 AND created_at >= $7 AND created_at < $8 \
        ) AS parts GROUP BY state HAVING SUM(n) <> 0";
}

/// Milliseconds of a day.
pub(super) const DAY: i64 = 86_400_000;

/// Changes of the tally that a transaction has made and not yet written.
#[derive(Debug, Default)]
pub struct Tally {
    /// By shop, connection, day and state.
    states: BTreeMap<(String, String, i64, String), i64>,
    /// By shop, connection, day, kind and key.
    uses: BTreeMap<(String, String, i64, &'static str, String), i64>,
}

impl Tally {
    /// `change` orders more (or fewer) that were created at a moment are in a state.
    pub fn note(&mut self, (shop, connection): (&ShopId, &ConnectionId), created_at: Millis, state: &str, change: i64) {
        let key = (shop.0.clone(), connection.0.clone(), created_at.0.div_euclid(DAY), state.to_owned());
        *self.states.entry(key).or_default() += change;
    }

    /// `change` orders more (or fewer) that were created at a moment use something.
    pub(super) fn note_use(
        &mut self,
        (shop, connection): (&ShopId, &ConnectionId),
        created_at: Millis,
        used: Used,
        change: i64,
    ) {
        for (kind, item) in used.keys() {
            let key = (shop.0.clone(), connection.0.clone(), created_at.0.div_euclid(DAY), kind.word(), item);
            *self.uses.entry(key).or_default() += change;
        }
    }
}

/// Writes what the transaction has collected. Called by its commit.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn write_down(tx: &mut Tx) -> StoreResult<()> {
    let changes = std::mem::take(tx.tally());
    for ((shop, connection, day, state), n) in changes.states.into_iter().filter(|change| change.1 != 0) {
        exec!(&mut *tx, sqlx::query(ADD).bind(shop).bind(connection).bind(day).bind(state).bind(n));
    }
    for ((shop, connection, day, kind, item), n) in changes.uses.into_iter().filter(|change| change.1 != 0) {
        exec!(&mut *tx, sqlx::query(ADD_USE).bind(shop).bind(connection).bind(day).bind(kind).bind(item).bind(n));
    }
    Ok(())
}

/// How many orders are in each state.
pub async fn counts(db: &Db, shop: &ShopId) -> StoreResult<Vec<(OrderState, i64)>> {
    let rows: Vec<(String, i64)> = read!(db, pool => sqlx::query_as(COUNTS).bind(shop.as_str()).fetch_all(pool).await)?;
    Ok(by_state(rows))
}

/// The books of a period by creation time in the shop: how many orders are in each state. Whole days come from the tally, the
/// beginning and end of the period from the orders themselves.
pub async fn books(
    db: &Db,
    shop: &ShopId,
    connection: &ConnectionId,
    from: Millis,
    to: Millis,
) -> StoreResult<Vec<(OrderState, i64)>> {
    let (first, end) =
        (from.0.div_euclid(DAY).saturating_add(i64::from(from.0.rem_euclid(DAY) > 0)), to.0.div_euclid(DAY));
    let (head, tail) =
        if first <= end { ((from.0, first * DAY), (end * DAY, to.0)) } else { ((from.0, to.0), (to.0, to.0)) };
    let rows: Vec<(String, i64)> = read!(db, pool => sqlx::query_as(BOOKS)
        .bind(shop.as_str()).bind(connection.as_str()).bind(first).bind(end)
        .bind(head.0).bind(head.1).bind(tail.0).bind(tail.1).fetch_all(pool).await)?;
    Ok(by_state(rows))
}

fn by_state(rows: Vec<(String, i64)>) -> Vec<(OrderState, i64)> {
    rows.into_iter().filter_map(|(word, n)| Some((OrderState::from_word(&word)?, n))).collect()
}
