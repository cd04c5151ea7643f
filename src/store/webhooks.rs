//! The webhooks we registered at Upgates: one unguessable address per shop and event, kept as a hash; and former addresses, of
//! connections as well.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    BY_SECRET = "SELECT shop_id, event, upgates_id, secret_hash, last_heard_at, created_at FROM webhooks WHERE secret_hash = $1 \
        UNION ALL SELECT shop_id, event, CAST(NULL AS BIGINT), secret_hash, CAST(NULL AS BIGINT), until FROM former_hooks WHERE secret_hash = $1 AND connection_id = ''";
    OF_SHOP = "SELECT shop_id, event, upgates_id, secret_hash, last_heard_at, created_at FROM webhooks WHERE shop_id = $1 ORDER BY event";
    SAVE = "INSERT INTO webhooks (shop_id, event, secret_hash, upgates_id, created_at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (shop_id, event) DO UPDATE SET secret_hash = excluded.secret_hash, upgates_id = excluded.upgates_id, created_at = excluded.created_at";
    SET_ID = "UPDATE webhooks SET upgates_id = $1 WHERE shop_id = $2 AND event = $3";
    HEARD = "UPDATE webhooks SET last_heard_at = $1 WHERE secret_hash = $2";
    FORGET = "DELETE FROM webhooks WHERE shop_id = $1";
    KEEP_HOOK = "INSERT INTO former_hooks (secret_hash, shop_id, connection_id, until) SELECT hook_hash, shop_id, id, CAST($1 AS BIGINT) FROM connections \
        WHERE shop_id = $2 AND id = $3 ON CONFLICT (secret_hash) DO UPDATE SET until = excluded.until";
    SET_HOOK = "UPDATE connections SET hook_hash = $1, hook_sealed = $2 WHERE shop_id = $3 AND id = $4";
    REPLACE = "UPDATE webhooks SET secret_hash = $1, created_at = $2 WHERE shop_id = $3 AND event = $4";
    KEEP_FORMER = "INSERT INTO former_hooks (secret_hash, shop_id, event, until) VALUES ($1, $2, $3, $4) ON CONFLICT (secret_hash) DO UPDATE SET until = excluded.until";
    FORMER = "SELECT secret_hash, event FROM former_hooks WHERE shop_id = $1 AND connection_id = ''";
    FORGET_FORMER = "DELETE FROM former_hooks WHERE shop_id = $1 AND connection_id = ''";
    SWEEP_FORMER = "DELETE FROM former_hooks WHERE until < $1";
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
    /// When the address was made, in milliseconds; of a former one, until when it is taken.
    pub created_at: i64,
}

/// The webhook whose address has this secret's hash, or had it a while ago.
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

/// Gives an event's webhook a new address before it is told to Upgates; hooks to the one that stands there now are taken until a moment.
pub async fn replace(
    tx: &mut Tx,
    shop: &ShopId,
    event: &str,
    (standing, new): (&str, &str),
    until: Millis,
    now: Millis,
) -> StoreResult<()> {
    exec!(&mut *tx, sqlx::query(KEEP_FORMER).bind(standing).bind(shop.as_str()).bind(event).bind(until.0));
    exec!(tx, sqlx::query(REPLACE).bind(new).bind(now.0).bind(shop.as_str()).bind(event));
    Ok(())
}

/// Gives a connection another hook address, of which the hash and the sealed secret are stored; the former one is taken until a moment.
pub async fn set_hook(
    tx: &mut Tx,
    shop: &ShopId,
    id: &str,
    (hash, sealed): (&str, &[u8]),
    until: Millis,
) -> StoreResult<()> {
    exec!(&mut *tx, sqlx::query(KEEP_HOOK).bind(until.0).bind(shop.as_str()).bind(id));
    exec!(tx, sqlx::query(SET_HOOK).bind(hash).bind(sealed).bind(shop.as_str()).bind(id));
    Ok(())
}

/// The shop's former addresses that are still taken: hash and event.
pub async fn former(db: &Db, shop: &ShopId) -> StoreResult<Vec<(String, String)>> {
    Ok(read!(db, pool => sqlx::query_as(FORMER).bind(shop.as_str()).fetch_all(pool).await)?)
}

/// Forgets former addresses, also those of connections, that are taken no longer.
pub async fn sweep_former(tx: &mut Tx, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SWEEP_FORMER).bind(now.0));
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
    exec!(&mut *tx, sqlx::query(FORGET).bind(shop.as_str()));
    exec!(tx, sqlx::query(FORGET_FORMER).bind(shop.as_str()));
    Ok(())
}
