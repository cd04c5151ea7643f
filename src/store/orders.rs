//! Orders as a connection follows them: one row per order and connection, locked while it is changed.
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::cause::Cause;
use crate::domain::clock::Millis;
use crate::domain::ids::{ConnectionId, OrderId, ShopId};
use crate::domain::order::{OrderState, Wish};
use crate::domain::progress::Milestone;
use crate::domain::reader;
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx, json};

pub(super) mod list;
pub(super) mod pending;
pub(super) mod recognised;
pub(super) mod release;
pub(super) mod tally;
#[cfg(test)]
mod tests;
mod tracked;
pub(super) mod uses;

pub use list::{Filter, page};
pub use pending::{numbers_excluded, numbers_too_old, pending, reached};
pub use recognised::{Sighting, claimed, recognise};
pub use release::{count_of_cause, count_of_status, held_by_hand, hold_cause, hold_status, let_go};
pub use tally::{books, counts};
use tracked::Row;
pub use tracked::TrackedOrder;
use uses::Used;
pub use uses::{Use, Uses, uses};

/// Rows of one page of a list that is read to its end.
const PAGE: i64 = 1000;

/// All rows (id, number) of a list, a page at a time: a list that ends early passes orders over without a word. The statement's `$3` and `$4`
/// are the id to go on after and the size of a page; what is bound after the semicolon follows them.
macro_rules! paged {
    ($tx:expr, $sql:expr, $first:expr, $second:expr; $($more:expr),*) => {{
        let mut all: Vec<(String, String)> = Vec::new();
        loop {
            let after = all.last().map(|row| row.0.clone()).unwrap_or_default();
            let rows: Vec<(String, String)> = crate::store::db::write!(&mut *$tx, conn => sqlx::query_as($sql)
                .bind($first).bind($second).bind(after.as_str()).bind($crate::store::orders::PAGE)$(.bind($more))*
                .fetch_all(conn).await)?;
            if rows.is_empty() {
                break;
            }
            all.extend(rows);
        }
        all
    }};
}
use paged;

statements! {
    BY_NUMBER = "SELECT * FROM orders WHERE shop_id = $1 AND connection_id = $2 AND number = $3";
    OF_NUMBER = "SELECT * FROM orders WHERE shop_id = $1 AND number = $2 ORDER BY id";
    BY_ID = "SELECT * FROM orders WHERE shop_id = $1 AND id = $2";
    BY_PARTNER_NUMBER = "SELECT * FROM orders WHERE shop_id = $1 AND connection_id = $2 AND partner_number = $3";
    INSERT = "INSERT INTO orders (id, shop_id, connection_id, number, state, created_at, updated_at, noticed_at, changed_at) VALUES ($1, $2, $3, $4, 'noticed', $5, $6, $7, $7) ON CONFLICT (connection_id, number) DO NOTHING";
    SAVE = "UPDATE orders SET state = $1, cause = $2, cause_key = $3, rule = $4, status_id = $5, status = $6, total = $7, currency = $8, \
        carrier = $9, payment = $10, admin_url = $11, updated_at = $12, changed_at = $13, ready_since = $14, hold_until = $15, wish = $16, \
        sending_since = $17, asks = $18, handed_at = $19, partner_number = $20, partner_status = $21, content_hash = $22, milestone = $23, \
        expected = $24, tracking_written = $25, milestone_written = $26, wrote_from = $27, wrote_to = $28, created_at = $29, \
        carrier_key = $30, payment_key = $31, country = $32, traits = $33, course = $34, told = $35, sums_allowed = $36 WHERE id = $37 AND shop_id = $38";
    CAUSES = "SELECT cause_key, MIN(cause), COUNT(*) FROM orders WHERE shop_id = $1 AND cause_key IS NOT NULL GROUP BY cause_key ORDER BY COUNT(*) DESC, cause_key";
    LAST_HANDED = "SELECT MAX(handed_at) FROM orders WHERE shop_id = $1";
    OF_CAUSE = "SELECT id, number FROM orders WHERE shop_id = $1 AND cause_key = $2 AND id > $3 ORDER BY id LIMIT $4";
    FORGET_REFUSALS = "UPDATE orders SET content_hash = '' WHERE shop_id = $1 AND cause_key = $2 AND state = 'failed'";
    NUMBERS_OF_STATE = "SELECT id, number FROM orders WHERE shop_id = $1 AND connection_id = $2 AND state = $5 AND id > $3 ORDER BY id LIMIT $4";
    DAYS = "SELECT handed_at / 900000 * 900000, handed_at / 900000 * 900000, 'handed_over', COUNT(*) FROM orders WHERE shop_id = $1 AND handed_at >= $2 GROUP BY handed_at / 900000 \
        UNION ALL SELECT NULL, noticed_at / 900000 * 900000, state, COUNT(*) FROM orders WHERE shop_id = $1 AND handed_at IS NULL AND noticed_at >= $2 GROUP BY noticed_at / 900000, state";
    BEFORE = "SELECT state, created_at, carrier_key, payment_key, status_id, country, currency FROM orders WHERE id = $1 AND shop_id = $2";
}

/// Our last writes to orders whose numbers are a JSON array; only reading the array differs between the engines.
macro_rules! echoes {
    ($elements:literal) => {
        concat!(
            "SELECT number, status_id, wrote_from, wrote_to FROM orders WHERE shop_id = $1 AND number IN (SELECT e.value FROM ",
            $elements,
            " AS e) AND wrote_from IS NOT NULL AND wrote_to IS NOT NULL ORDER BY wrote_to"
        )
    };
}
pub(super) const ECHOES_SQLITE: &str = echoes!("json_each($2)");
pub(super) const ECHOES_POSTGRES: &str = echoes!("json_array_elements_text(CAST($2 AS json))");

/// Which of these numbers are orders of the shop that we follow.
macro_rules! known {
    ($elements:literal) => {
        concat!(
            "SELECT DISTINCT number FROM orders WHERE shop_id = $1 AND number IN (SELECT e.value FROM ",
            $elements,
            " AS e)"
        )
    };
}
pub(super) const KNOWN_SQLITE: &str = known!("json_each($2)");
pub(super) const KNOWN_POSTGRES: &str = known!("json_array_elements_text(CAST($2 AS json))");

/// The statements that lock what they read, where the engine can.
pub(super) const LOCKING: [&str; 2] = [BY_NUMBER, BY_ID];

/// `FOR UPDATE` where the engine has it; SQLite has one writer anyway.
fn locking(tx: &Tx, sql: &'static str) -> String {
    if matches!(tx, Tx::Postgres(_)) { for_update(sql) } else { sql.to_owned() }
}

pub(super) fn for_update(sql: &'static str) -> String {
    format!("{sql} FOR UPDATE")
}

/// One order by number, locked until the transaction ends.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn lock(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &ConnectionId,
    number: &str,
) -> StoreResult<Option<TrackedOrder>> {
    let sql = locking(tx, BY_NUMBER);
    let row: Option<Row> = write!(tx, conn => sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(shop.as_str()).bind(connection.as_str()).bind(number).fetch_optional(conn).await)?;
    Ok(row.map(Into::into))
}

/// One order by our id, locked until the transaction ends.
pub async fn lock_by_id(tx: &mut Tx, shop: &ShopId, id: &str) -> StoreResult<Option<TrackedOrder>> {
    let sql = locking(tx, BY_ID);
    let row: Option<Row> = write!(tx, conn => sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .bind(shop.as_str()).bind(id).fetch_optional(conn).await)?;
    Ok(row.map(Into::into))
}

/// One order by number, made when it is new, locked until the transaction ends.
pub async fn notice(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &ConnectionId,
    number: &str,
    (created_at, updated_at): (Millis, Millis),
    now: Millis,
) -> StoreResult<TrackedOrder> {
    let made = exec!(
        &mut *tx,
        sqlx::query(INSERT)
            .bind(OrderId::generate(now).0)
            .bind(shop.as_str())
            .bind(connection.as_str())
            .bind(number)
            .bind(created_at.0)
            .bind(updated_at.0)
            .bind(now.0)
    );
    if made == 1 {
        tx.tally().note((shop, connection), created_at, OrderState::Noticed.word(), 1);
    }
    let found = lock(tx, shop, connection, number).await?;
    found.ok_or_else(|| sqlx::Error::RowNotFound.into())
}

/// What of an order's row is counted.
#[derive(sqlx::FromRow)]
struct Before {
    state: String,
    created_at: i64,
    #[sqlx(flatten)]
    used: Used,
}

/// Stores a locked order.
pub async fn save(tx: &mut Tx, order: &TrackedOrder, now: Millis) -> StoreResult<()> {
    let cause = order.cause.as_ref().map(|c| json("orders.cause", c)).transpose()?;
    let millis = |t: Option<Millis>| t.map(|t| t.0);
    let before: Option<Before> = write!(&mut *tx, conn => sqlx::query_as(BEFORE)
        .bind(order.id.as_str()).bind(order.shop.as_str()).fetch_optional(conn).await)?;
    if let Some(before) = before {
        let of = (&order.shop, &order.connection);
        let created_at = Millis(before.created_at);
        tx.tally().note(of, created_at, &before.state, -1);
        tx.tally().note(of, order.created_at, order.state.word(), 1);
        tx.tally().note_use(of, created_at, before.used, -1);
        tx.tally().note_use(of, order.created_at, Used::by(order), 1);
    }
    exec!(
        tx,
        sqlx::query(SAVE)
            .bind(order.state.word())
            .bind(cause.as_deref())
            .bind(order.cause_key())
            .bind(order.rule.as_str())
            .bind(order.status_id)
            .bind(order.status.as_str())
            .bind(order.total.as_str())
            .bind(order.currency.as_str())
            .bind(order.carrier.as_str())
            .bind(order.payment.as_str())
            .bind(order.admin_url.as_str())
            .bind(order.updated_at.0)
            .bind(now.0)
            .bind(millis(order.ready_since))
            .bind(millis(order.hold_until))
            .bind(order.wish.map_or("", Wish::word))
            .bind(millis(order.sending_since))
            .bind(order.asks)
            .bind(millis(order.handed_at))
            .bind(order.partner_number.as_deref())
            .bind(order.partner_status.as_str())
            .bind(order.content_hash.as_str())
            .bind(order.milestone.map(Milestone::word))
            .bind(order.expected.as_deref())
            .bind(order.tracking_written.as_str())
            .bind(order.milestone_written.map(Milestone::word))
            .bind(millis(order.wrote_from))
            .bind(millis(order.wrote_to))
            .bind(order.created_at.0)
            .bind(order.carrier_key.as_str())
            .bind(order.payment_key.as_str())
            .bind(order.country.as_str())
            .bind(order.traits.as_ref().map(|t| json("orders.traits", t)).transpose()?)
            .bind(json("orders.course", &order.course)?)
            .bind(order.told.as_str())
            .bind(order.sums_allowed.as_str())
            .bind(order.id.as_str())
            .bind(order.shop.as_str())
    );
    Ok(())
}

/// One order by our id.
pub async fn get(db: &Db, shop: &ShopId, id: &str) -> StoreResult<Option<TrackedOrder>> {
    let row: Option<Row> =
        read!(db, pool => sqlx::query_as(BY_ID).bind(shop.as_str()).bind(id).fetch_optional(pool).await)?;
    Ok(row.map(Into::into))
}

/// One order of a connection by the shop's number.
pub async fn by_number(
    db: &Db,
    shop: &ShopId,
    connection: &ConnectionId,
    number: &str,
) -> StoreResult<Option<TrackedOrder>> {
    let row: Option<Row> = read!(db, pool => sqlx::query_as(BY_NUMBER)
        .bind(shop.as_str()).bind(connection.as_str()).bind(number).fetch_optional(pool).await)?;
    Ok(row.map(Into::into))
}

/// One order in all connections that follow it.
pub async fn of_number(db: &Db, shop: &ShopId, number: &str) -> StoreResult<Vec<TrackedOrder>> {
    let rows: Vec<Row> =
        read!(db, pool => sqlx::query_as(OF_NUMBER).bind(shop.as_str()).bind(number).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// One order of a connection by the partner's number.
pub async fn by_partner_number(
    db: &Db,
    shop: &ShopId,
    connection: &ConnectionId,
    number: &str,
) -> StoreResult<Option<TrackedOrder>> {
    let row: Option<Row> = read!(db, pool => sqlx::query_as(BY_PARTNER_NUMBER)
        .bind(shop.as_str()).bind(connection.as_str()).bind(number).fetch_optional(pool).await)?;
    Ok(row.map(Into::into))
}

/// Orders that need somebody, grouped by cause: key, one example of the cause, how many.
pub async fn causes(db: &Db, shop: &ShopId) -> StoreResult<Vec<(String, Cause, i64)>> {
    let rows: Vec<(String, String, i64)> =
        read!(db, pool => sqlx::query_as(CAUSES).bind(shop.as_str()).fetch_all(pool).await)?;
    Ok(rows.into_iter().filter_map(|(key, cause, n)| Some((key, reader::stored(&cause).ok()?, n))).collect())
}

/// When the last order was handed over.
pub async fn last_handed(db: &Db, shop: &ShopId) -> StoreResult<Option<Millis>> {
    let (at,): (Option<i64>,) =
        read!(db, pool => sqlx::query_as(LAST_HANDED).bind(shop.as_str()).fetch_one(pool).await)?;
    Ok(at.map(Millis))
}

/// Ids and numbers of the orders with one cause, at most 10,000.
pub async fn of_cause(tx: &mut Tx, shop: &ShopId, cause_key: &str) -> StoreResult<Vec<(String, String)>> {
    Ok(paged!(tx, OF_CAUSE, shop.as_str(), cause_key;))
}

/// Numbers of all orders of a connection in one state.
pub async fn numbers_of_state(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &ConnectionId,
    state: OrderState,
) -> StoreResult<Vec<String>> {
    let rows = paged!(tx, NUMBERS_OF_STATE, shop.as_str(), connection.as_str(); state.word());
    Ok(rows.into_iter().map(|row| row.1).collect())
}

/// For the chart of days: when orders were handed over, or noticed when they were not, their state, and how many. Times are the
/// beginnings of quarters of an hour, which belong to one day in every zone.
pub async fn days(db: &Db, shop: &ShopId, since: Millis) -> StoreResult<Vec<(Option<i64>, i64, String, i64)>> {
    Ok(read!(db, pool => sqlx::query_as(DAYS).bind(shop.as_str()).bind(since.0).fetch_all(pool).await)?)
}

/// What was refused for one cause may be sent once more as it is.
pub async fn forget_refusals(tx: &mut Tx, shop: &ShopId, cause_key: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(FORGET_REFUSALS).bind(shop.as_str()).bind(cause_key));
    Ok(())
}

/// What we last wrote to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastWrite {
    /// The order's status by it.
    pub status: Option<i64>,
    /// When the call began.
    pub from: Millis,
    /// When it ended.
    pub to: Millis,
}

/// Our last writes to those of these orders that we ever wrote to, by number.
pub async fn last_writes(
    tx: &mut Tx,
    shop: &ShopId,
    numbers: &BTreeSet<&str>,
) -> StoreResult<BTreeMap<String, LastWrite>> {
    let sql = if matches!(tx, Tx::Postgres(_)) { ECHOES_POSTGRES } else { ECHOES_SQLITE };
    let numbers = serde_json::json!(numbers).to_string();
    let rows: Vec<(String, Option<i64>, i64, i64)> =
        write!(tx, conn => sqlx::query_as(sql).bind(shop.as_str()).bind(numbers).fetch_all(conn).await)?;
    // The latest comes last.
    let write = |(number, status, from, to)| (number, LastWrite { status, from: Millis(from), to: Millis(to) });
    Ok(rows.into_iter().map(write).collect())
}

/// Those of these orders that we follow, by number.
pub async fn known(tx: &mut Tx, shop: &ShopId, numbers: &BTreeSet<&str>) -> StoreResult<BTreeSet<String>> {
    let sql = if matches!(tx, Tx::Postgres(_)) { KNOWN_POSTGRES } else { KNOWN_SQLITE };
    let numbers = serde_json::json!(numbers).to_string();
    let rows: Vec<(String,)> =
        write!(tx, conn => sqlx::query_as(sql).bind(shop.as_str()).bind(numbers).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}
