//! Sessions of the iframe, and which opening tickets were redeemed. Only hashes of their secrets are kept.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::shop::Language;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    USE_TICKET = "INSERT INTO used_tickets (hash, shop_id, used_at) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING";
    TICKET_USED = "SELECT used_at FROM used_tickets WHERE hash = $1";
    INSERT_SESSION = "INSERT INTO sessions (hash, shop_id, language, form_key, created_at, seen_at) \
        SELECT $1, s.id, $3, $4, CAST($5 AS BIGINT), CAST($6 AS BIGINT) FROM shops s WHERE s.id = $2 AND s.state NOT IN ('inactive', 'erasing') \
        AND (s.deactivated_at IS NULL OR s.deactivated_at < $5)";
    SESSION = "SELECT shop_id, language, form_key, created_at, seen_at FROM sessions WHERE hash = $1 AND seen_at > $2 AND created_at > $3";
    TOUCH = "UPDATE sessions SET seen_at = $1 WHERE hash = $2 AND seen_at < $1";
    SET_LANGUAGE = "UPDATE sessions SET language = $1 WHERE hash = $2";
    END = "DELETE FROM sessions WHERE hash = $1";
    SWEEP_TICKETS = "DELETE FROM used_tickets WHERE used_at < $1";
    SWEEP_SESSIONS = "DELETE FROM sessions WHERE seen_at < $1 OR created_at < $2";
}

/// A session ends after this many seconds without a request.
pub const IDLE_SECONDS: i64 = 30 * 60;
/// A session ends so many seconds after the opening that led to it, in any case.
pub const LONGEST_SECONDS: i64 = 8 * 3600;

/// A session.
#[derive(Debug, Clone)]
pub struct Session {
    /// Whose shop.
    pub shop: ShopId,
    /// Language of the pages.
    pub language: Language,
    /// Key of the form tokens.
    pub form_key: String,
    /// Last request.
    pub seen_at: Millis,
}

/// Redeems a ticket by its hash. `false` when it was redeemed before; of two at once only one wins.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn use_ticket(tx: &mut Tx, hash: &str, shop: &ShopId, now: Millis) -> StoreResult<bool> {
    Ok(exec!(tx, sqlx::query(USE_TICKET).bind(hash).bind(shop.as_str()).bind(now.0)) == 1)
}

/// Whether a ticket was redeemed.
pub async fn ticket_used(db: &Db, hash: &str) -> StoreResult<bool> {
    let row: Option<(i64,)> = read!(db, pool => sqlx::query_as(TICKET_USED).bind(hash).fetch_optional(pool).await)?;
    Ok(row.is_some())
}

/// Stores a session under its secret's hash; its longest time counts from the opening that led to it. `false` when the shop has
/// deactivated the add-on since, or is gone.
pub async fn insert(
    tx: &mut Tx,
    hash: &str,
    shop: &ShopId,
    (language, form_key): (Language, &str),
    opened_at: Millis,
    now: Millis,
) -> StoreResult<bool> {
    let made = exec!(
        tx,
        sqlx::query(INSERT_SESSION)
            .bind(hash)
            .bind(shop.as_str())
            .bind(language.code())
            .bind(form_key)
            .bind(opened_at.0)
            .bind(now.0)
    );
    Ok(made == 1)
}

/// A session that is still good.
pub async fn get(db: &Db, hash: &str, now: Millis) -> StoreResult<Option<Session>> {
    let (idle, longest) = (now.plus_seconds(-IDLE_SECONDS), now.plus_seconds(-LONGEST_SECONDS));
    let row: Option<(String, String, String, i64, i64)> =
        read!(db, pool => sqlx::query_as(SESSION).bind(hash).bind(idle.0).bind(longest.0).fetch_optional(pool).await)?;
    Ok(row.map(|(shop, language, form_key, _, seen_at)| Session {
        shop: ShopId(shop),
        language: Language::from_admin(&language),
        form_key,
        seen_at: Millis(seen_at),
    }))
}

/// The session was used now.
pub async fn touch(tx: &mut Tx, hash: &str, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(TOUCH).bind(now.0).bind(hash));
    Ok(())
}

/// The merchant chose another language.
pub async fn set_language(tx: &mut Tx, hash: &str, language: Language) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_LANGUAGE).bind(language.code()).bind(hash));
    Ok(())
}

/// Ends one session.
pub async fn end(tx: &mut Tx, hash: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(END).bind(hash));
    Ok(())
}

/// Removes what has run out. That a ticket was redeemed is kept for a day, far longer than any ticket is good.
pub async fn sweep(tx: &mut Tx, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SWEEP_TICKETS).bind(now.plus_seconds(-86_400).0));
    let (idle, longest) = (now.plus_seconds(-IDLE_SECONDS), now.plus_seconds(-LONGEST_SECONDS));
    exec!(tx, sqlx::query(SWEEP_SESSIONS).bind(idle.0).bind(longest.0));
    Ok(())
}
