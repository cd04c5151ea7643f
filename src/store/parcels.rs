//! Parcels of orders.
use crate::domain::clock::Millis;
use crate::domain::ids::{OrderId, ShopId};
use crate::domain::progress::Parcel;
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    SAVE = "INSERT INTO parcels (order_id, shop_id, shipment, number, carrier, tracking_url, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
        ON CONFLICT (order_id, shipment, number) DO UPDATE SET carrier = excluded.carrier, tracking_url = excluded.tracking_url";
    OF_ORDER = "SELECT shipment, number, carrier, tracking_url, seen_at FROM parcels WHERE shop_id = $1 AND order_id = $2 ORDER BY seen_at, LENGTH(shipment), shipment, LENGTH(number), number";
}

/// A parcel as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredParcel {
    /// The parcel.
    pub parcel: Parcel,
    /// Where it can be followed; empty when no template fits.
    pub tracking_url: String,
    /// When we first saw it.
    pub seen_at: Millis,
}

/// Stores a parcel; one that is known keeps its time.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn save(
    tx: &mut Tx,
    shop: &ShopId,
    order: &OrderId,
    parcel: &Parcel,
    tracking_url: &str,
    now: Millis,
) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(SAVE)
            .bind(order.as_str())
            .bind(shop.as_str())
            .bind(parcel.shipment.as_str())
            .bind(parcel.number.as_str())
            .bind(parcel.carrier.as_str())
            .bind(tracking_url)
            .bind(now.0)
    );
    Ok(())
}

/// The parcels of an order in the order in which they came; of those that came at once, by the numbers of their shipments.
pub async fn of_order(db: &Db, shop: &ShopId, order: &OrderId) -> StoreResult<Vec<StoredParcel>> {
    let rows: Vec<Row> =
        read!(db, pool => sqlx::query_as(OF_ORDER).bind(shop.as_str()).bind(order.as_str()).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(stored).collect())
}

/// The same inside a transaction.
pub async fn of_order_in(tx: &mut Tx, shop: &ShopId, order: &OrderId) -> StoreResult<Vec<StoredParcel>> {
    let rows: Vec<Row> =
        write!(tx, conn => sqlx::query_as(OF_ORDER).bind(shop.as_str()).bind(order.as_str()).fetch_all(conn).await)?;
    Ok(rows.into_iter().map(stored).collect())
}

type Row = (String, String, String, String, i64);

fn stored((shipment, number, carrier, tracking_url, seen_at): Row) -> StoredParcel {
    StoredParcel { parcel: Parcel { shipment, number, carrier }, tracking_url, seen_at: Millis(seen_at) }
}
