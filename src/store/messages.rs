//! What merchants write to support: stored with the answer to their form, mailed by the worker, forgotten some time after.
use crate::domain::clock::Millis;
use crate::domain::ids::{RowId, ShopId};
use crate::domain::message::Draft;
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    INSERT = "INSERT INTO support_messages (id, shop_id, subject, body, reply_to, created_at, next_try_at) VALUES ($1, $2, $3, $4, $5, $6, $6)";
    LOCK_SHOP = "UPDATE shops SET last_turn_at = last_turn_at WHERE id = $1";
    SINCE = "SELECT COUNT(*) FROM support_messages WHERE shop_id = $1 AND created_at > $2";
    OF_ID = "SELECT id, shop_id, subject, body, reply_to, created_at, tries, sent_at, unmailed FROM support_messages WHERE shop_id = $1 AND id = $2";
    OF_SHOP = "SELECT id, shop_id, subject, body, reply_to, created_at, tries, sent_at, unmailed FROM support_messages WHERE shop_id = $1 ORDER BY id DESC LIMIT 20";
    DUE = "SELECT id, shop_id, subject, body, reply_to, created_at, tries, sent_at, unmailed FROM support_messages WHERE sent_at IS NULL AND unmailed = '' AND next_try_at <= $1 ORDER BY next_try_at LIMIT 20";
    CLAIM = "UPDATE support_messages SET tries = tries + 1, next_try_at = $1 WHERE shop_id = $2 AND id = $3 AND sent_at IS NULL AND tries = $4";
    LATER = "UPDATE support_messages SET next_try_at = $1 WHERE shop_id = $2 AND id = $3 AND sent_at IS NULL";
    GIVE_UP = "UPDATE support_messages SET unmailed = $1 WHERE shop_id = $2 AND id = $3 AND sent_at IS NULL";
    SENT = "UPDATE support_messages SET sent_at = $1 WHERE shop_id = $2 AND id = $3";
    UNSENT = "SELECT COUNT(*) FROM support_messages WHERE sent_at IS NULL";
    SWEEP = "DELETE FROM support_messages WHERE sent_at < $1 OR (unmailed <> '' AND created_at < $1)";
}

/// A message that left is kept for so many days.
pub const KEPT_DAYS: i64 = 30;

/// A message as stored.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Message {
    /// Our id.
    pub id: String,
    /// Our id of the shop.
    pub shop_id: String,
    /// Subject.
    pub subject: String,
    /// The whole text, as it is mailed.
    pub body: String,
    /// Where the answer should go; may be empty.
    pub reply_to: String,
    /// Written, in milliseconds.
    pub created_at: i64,
    /// Tries to mail it so far.
    pub tries: i64,
    /// Mailed, in milliseconds.
    pub sent_at: Option<i64>,
    /// Why it can never be mailed; empty otherwise.
    pub unmailed: String,
}

/// Stores a message, unless the shop has written `most` since a moment; `None` then.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn insert(
    tx: &mut Tx,
    shop: &ShopId,
    draft: &Draft,
    (most, since): (i64, Millis),
    now: Millis,
) -> StoreResult<Option<String>> {
    // Two at the same moment are counted one after the other.
    exec!(&mut *tx, sqlx::query(LOCK_SHOP).bind(shop.as_str()));
    let (written,): (i64,) =
        write!(&mut *tx, conn => sqlx::query_as(SINCE).bind(shop.as_str()).bind(since.0).fetch_one(conn).await)?;
    if written >= most {
        return Ok(None);
    }
    let id = RowId::generate(now).0;
    exec!(
        tx,
        sqlx::query(INSERT)
            .bind(&id)
            .bind(shop.as_str())
            .bind(&draft.subject)
            .bind(&draft.body)
            .bind(&draft.reply_to)
            .bind(now.0)
    );
    Ok(Some(id))
}

/// One message of a shop.
pub async fn get(db: &Db, shop: &ShopId, id: &str) -> StoreResult<Option<Message>> {
    Ok(read!(db, pool => sqlx::query_as(OF_ID).bind(shop.as_str()).bind(id).fetch_optional(pool).await)?)
}

/// The last messages of a shop, newest first.
pub async fn of_shop(db: &Db, shop: &ShopId) -> StoreResult<Vec<Message>> {
    Ok(read!(db, pool => sqlx::query_as(OF_SHOP).bind(shop.as_str()).fetch_all(pool).await)?)
}

/// Messages that are to be mailed now.
pub async fn due(db: &Db, now: Millis) -> StoreResult<Vec<Message>> {
    Ok(read!(db, pool => sqlx::query_as(DUE).bind(now.0).fetch_all(pool).await)?)
}

/// Claims the next try of a message until a moment; `false` when somebody else did.
pub async fn claim(tx: &mut Tx, message: &Message, until: Millis) -> StoreResult<bool> {
    let (shop, id) = (&message.shop_id, &message.id);
    Ok(exec!(tx, sqlx::query(CLAIM).bind(until.0).bind(shop).bind(id).bind(message.tries)) == 1)
}

/// The try failed; the next one comes at a moment.
pub async fn later(tx: &mut Tx, message: &Message, at: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(LATER).bind(at.0).bind(&message.shop_id).bind(&message.id));
    Ok(())
}

/// The message can never be mailed; it is not tried again, and counts as not mailed until it is forgotten.
pub async fn give_up(tx: &mut Tx, message: &Message, why: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(GIVE_UP).bind(why).bind(&message.shop_id).bind(&message.id));
    Ok(())
}

/// The message has left.
pub async fn sent(tx: &mut Tx, message: &Message, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SENT).bind(now.0).bind(&message.shop_id).bind(&message.id));
    Ok(())
}

/// How many messages of all shops have not left yet.
pub async fn unsent(db: &Db) -> StoreResult<i64> {
    let (count,): (i64,) = read!(db, pool => sqlx::query_as(UNSENT).fetch_one(pool).await)?;
    Ok(count)
}

/// Forgets what left long ago.
pub async fn sweep(tx: &mut Tx, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SWEEP).bind(now.plus_seconds(-KEPT_DAYS * 86_400).0));
    Ok(())
}
