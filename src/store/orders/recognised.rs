//! Which order a number means: a shop may give a number once more, and the partner may have several orders under it.
use crate::domain::clock::Millis;
use crate::domain::ids::{ConnectionId, OrderId, ShopId};
use crate::domain::job::JobKind;
use crate::domain::order::OrderState;
use crate::store::db::{exec, read, statements};
use crate::store::orders::{TrackedOrder, lock, notice};
use crate::store::{Db, StoreResult, Tx, jobs};

/// Stands between the number of an order and the count that was put behind it when the number went to another order.
pub(super) const FORMER: char = '~';
/// So far apart orders were made that can't be the same one though nobody has told us their uuid, in seconds: longer than any
/// misreading of a time zone.
const APART_SECONDS: i64 = 26 * 3600;

statements! {
    NAME = "UPDATE orders SET uuid = $1, identity = $2 WHERE id = $3 AND shop_id = $4";
    RETIRE = "UPDATE orders SET number = $1, retired_at = $2, changed_at = $2 WHERE id = $3 AND shop_id = $4";
    CLAIMED = "SELECT COUNT(*) FROM connections own JOIN connections c ON c.id = own.id OR (c.account = own.account AND own.account <> '') \
        JOIN orders o ON o.shop_id = c.shop_id AND o.partner_number = $1 AND o.connection_id = c.id WHERE o.id <> $2 AND own.id = $3";
}

/// An order of the shop as it was just read.
#[derive(Debug, Clone, Copy)]
pub struct Sighting<'a> {
    /// The shop's number.
    pub number: &'a str,
    /// What tells it from another order under that number; empty when the shop doesn't say.
    pub uuid: &'a str,
    /// What it is to carry at the partner.
    pub identity: &'a str,
    /// Creation.
    pub created_at: Millis,
    /// Last change.
    pub updated_at: Millis,
}

/// The row of an order, made when it is new, locked until the transaction ends. When the number had belonged to another order, that
/// one's row steps aside under a number of its own, and a job finds out what became of it.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn recognise(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &ConnectionId,
    seen: &Sighting<'_>,
    now: Millis,
) -> StoreResult<TrackedOrder> {
    if let Some(row) = lock(tx, shop, connection, seen.number).await?
        && is_anothers(&row, seen)
    {
        retire(tx, &row, now).await?;
    }
    let mut row = notice(tx, shop, connection, seen.number, (seen.created_at, seen.updated_at), now).await?;
    let uuid = if row.uuid.is_empty() { seen.uuid } else { &row.uuid }.to_owned();
    let identity = if row.identity.is_empty() { seen.identity } else { &row.identity }.to_owned();
    if uuid != row.uuid || identity != row.identity {
        exec!(
            tx,
            sqlx::query(NAME).bind(uuid.as_str()).bind(identity.as_str()).bind(row.id.as_str()).bind(shop.as_str())
        );
        (row.uuid, row.identity) = (uuid, identity);
    }
    Ok(row)
}

fn is_anothers(row: &TrackedOrder, seen: &Sighting<'_>) -> bool {
    if seen.uuid.is_empty() {
        return false;
    }
    let by_time = |uuid: &str| uuid.starts_with("at:");
    if row.uuid.is_empty() || by_time(&row.uuid) != by_time(seen.uuid) {
        return (row.created_at.0 - seen.created_at.0).abs() > APART_SECONDS * 1000;
    }
    row.uuid != seen.uuid
}

async fn retire(tx: &mut Tx, row: &TrackedOrder, now: Millis) -> StoreResult<()> {
    let mut count = 1;
    let number = loop {
        let number = format!("{}{FORMER}{count}", row.number);
        if lock(tx, &row.shop, &row.connection, &number).await?.is_none() {
            break number;
        }
        count += 1;
    };
    exec!(
        &mut *tx,
        sqlx::query(RETIRE).bind(number.as_str()).bind(now.0).bind(row.id.as_str()).bind(row.shop.as_str())
    );
    if !matches!(row.state, OrderState::Cancelled | OrderState::LeftOut) {
        // The shop has nothing under its new number, which is how a deleted order is found out.
        jobs::mark(tx, &row.shop, "", JobKind::Order, &number, now, now).await?;
    }
    Ok(())
}

/// Whether an order of any connection with the same account is known to be the partner's `number`, other than `own`. It says no more
/// than that, since the account may be shared with somebody else's shop.
pub async fn claimed(db: &Db, connection: &ConnectionId, own: &OrderId, number: &str) -> StoreResult<bool> {
    let (n,): (i64,) = read!(db, pool => sqlx::query_as(CLAIMED)
        .bind(number).bind(own.as_str()).bind(connection.as_str()).fetch_one(pool).await)?;
    Ok(n > 0)
}
