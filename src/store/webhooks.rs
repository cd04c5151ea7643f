//! The webhooks we registered at Upgates: one unguessable address per shop and event, kept as a hash.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    BY_SECRET = "SELECT w.shop_id, w.event, w.upgates_id, w.secret_hash, w.last_heard_at FROM webhooks w WHERE w.secret_hash = $1";
    OF_SHOP = "SELECT shop_id, event, upgates_id, secret_hash, last_heard_at FROM webhooks WHERE shop_id = $1 ORDER BY event";
    SAVE = "INSERT INTO webhooks (shop_id, event, secret_hash, upgates_id, created_at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (shop_id, event) DO UPDATE SET secret_hash = excluded.secret_hash, upgates_id = excluded.upgates_id, created_at = excluded.created_at";
    SET_ID = "UPDATE webhooks SET upgates_id = $1 WHERE shop_id = $2 AND event = $3";
    HEARD = "UPDATE webhooks SET last_heard_at = $1 WHERE secret_hash = $2";
    FORGET = "DELETE FROM webhooks WHERE shop_id = $1";
}

/// A registered webhook.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct RegisteredHook {
    /// Whose shop.
    pub shop_id: String,
    /// Event name exactly as Upgates names it.
    pub event: String,
    /// Id at Upgates, once known.
    pub upgates_id: Option<i64>,
    /// Hash of the address' secret.
    pub secret_hash: String,
    /// Last call in milliseconds.
    pub last_heard_at: Option<i64>,
}

/// The webhook whose address has this secret's hash.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn by_secret(db: &Db, secret_hash: &str) -> StoreResult<Option<RegisteredHook>> {
    Ok(read!(db, pool => sqlx::query_as(BY_SECRET).bind(secret_hash).fetch_optional(pool).await)?)
}

/// All registered webhooks of a shop.
pub async fn of_shop(db: &Db, shop: &ShopId) -> StoreResult<Vec<RegisteredHook>> {
    Ok(read!(db, pool => sqlx::query_as(OF_SHOP).bind(shop.as_str()).fetch_all(pool).await)?)
}

/// Stores an address before it is told to Upgates, replacing the event's former one.
pub async fn save(
    tx: &mut Tx,
    shop: &ShopId,
    event: &str,
    secret_hash: &str,
    upgates_id: Option<i64>,
    now: Millis,
) -> StoreResult<()> {
    exec!(tx, sqlx::query(SAVE).bind(shop.as_str()).bind(event).bind(secret_hash).bind(upgates_id).bind(now.0));
    Ok(())
}

/// Upgates told the webhook's id.
pub async fn set_id(tx: &mut Tx, shop: &ShopId, event: &str, upgates_id: i64) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_ID).bind(upgates_id).bind(shop.as_str()).bind(event));
    Ok(())
}

/// The webhook was called.
pub async fn heard(tx: &mut Tx, secret_hash: &str, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(HEARD).bind(now.0).bind(secret_hash));
    Ok(())
}

/// Upgates deleted them with the API user (a deactivation).
pub async fn forget(tx: &mut Tx, shop: &ShopId) -> StoreResult<()> {
    exec!(tx, sqlx::query(FORGET).bind(shop.as_str()));
    Ok(())
}
