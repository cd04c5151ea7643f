//! What of the shop the orders use: how many of them came by each carrier, payment, status, country and currency. Kept up with
//! the orders like the tally of states, so that no page counts a million rows.
use crate::domain::clock::Millis;
use crate::domain::ids::{ConnectionId, ShopId};
use crate::store::db::{read, statements};
use crate::store::orders::TrackedOrder;
use crate::store::{Db, StoreResult};

statements! {
    ADD = "INSERT INTO order_uses (shop_id, connection_id, day, kind, item_key, n) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (shop_id, connection_id, day, kind, item_key) DO UPDATE SET n = order_uses.n + excluded.n";
    SINCE = "SELECT kind, item_key, CAST(SUM(n) AS BIGINT) FROM order_uses WHERE shop_id = $1 AND connection_id = $2 AND day >= $3 \
        GROUP BY kind, item_key HAVING SUM(n) > 0 ORDER BY kind, item_key";
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Shipping method, by its key.
    Carrier,
    /// Payment method, by its key.
    Payment,
    /// Order status, by its id.
    Status,
    /// Country of delivery.
    Country,
    /// Currency.
    Currency,
}

impl Use {
    /// The word that is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Carrier => "carrier",
            Self::Payment => "payment",
            Self::Status => "status",
            Self::Country => "country",
            Self::Currency => "currency",
        }
    }
}

/// What one order uses, as it is stored on its row.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Used {
    carrier_key: String,
    payment_key: String,
    status_id: Option<i64>,
    country: String,
    currency: String,
}

impl Used {
    /// Of an order.
    pub(super) fn by(order: &TrackedOrder) -> Self {
        Self {
            carrier_key: order.carrier_key.clone(),
            payment_key: order.payment_key.clone(),
            status_id: order.status_id,
            country: order.country.clone(),
            currency: order.currency.clone(),
        }
    }

    /// Kind and key of everything that it uses.
    pub(super) fn keys(self) -> impl Iterator<Item = (Use, String)> {
        [
            (Use::Carrier, self.carrier_key),
            (Use::Payment, self.payment_key),
            (Use::Status, self.status_id.map(|id| id.to_string()).unwrap_or_default()),
            (Use::Country, self.country),
            (Use::Currency, self.currency),
        ]
        .into_iter()
        .filter(|(_, key)| !key.is_empty())
    }
}

/// How many orders made since a moment's day use what.
#[derive(Debug, Clone, Default)]
pub struct Uses(Vec<(String, String, i64)>);

impl Uses {
    /// Orders that use one thing.
    pub fn of(&self, what: Use, key: &str) -> i64 {
        self.0.iter().find(|(kind, of, _)| kind == what.word() && of == key).map_or(0, |line| line.2)
    }

    /// Everything of a kind that orders use, by key.
    pub fn keys(&self, what: Use) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |line| line.0 == what.word()).map(|line| line.1.as_str())
    }
}

/// How many orders made since a moment's day use what, at one partner.
///
/// # Errors
/// When the database doesn't answer.
pub async fn uses(db: &Db, shop: &ShopId, connection: &ConnectionId, since: Millis) -> StoreResult<Uses> {
    let day = since.0.div_euclid(super::tally::DAY);
    let rows = read!(db, pool => sqlx::query_as(SINCE)
        .bind(shop.as_str()).bind(connection.as_str()).bind(day).fetch_all(pool).await)?;
    Ok(Uses(rows))
}

/// The statement that adds to the count; run by the tally right before a commit.
pub(super) const ADD_USE: &str = ADD;
