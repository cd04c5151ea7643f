//! Shops: activation, deactivation, state, and the sealed API login.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::shop::{Language, Shop, ShopState};
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    BY_ID = "SELECT id, token, api_url, language, version, state, created_at, deactivated_at, flowing, name, zone FROM shops WHERE id = $1";
    BY_TOKEN = "SELECT id, token, api_url, language, version, state, created_at, deactivated_at, flowing, name, zone FROM shops WHERE token = $1";
    ALL = "SELECT id, token, api_url, language, version, state, created_at, deactivated_at, flowing, name, zone FROM shops ORDER BY id";
    LOGIN = "SELECT login_sealed FROM shops WHERE id = $1 AND state <> 'erasing'";
    ACTIVATION = "SELECT activated_at, login_sealed FROM shops WHERE id = $1";
    INSERT = "INSERT INTO shops (id, token, api_url, login_sealed, language, version, version_raw, state, created_at, activated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $8)";
    REINSTALL = "UPDATE shops SET api_url = $1, login_sealed = $2, language = $3, version = COALESCE($4, version), version_raw = $5, state = 'active', activated_at = $6, deactivated_at = NULL, erase_after = NULL, refused_since = NULL, next_call_at = 0 WHERE id = $7";
    SET_STATE = "UPDATE shops SET state = $1, refused_since = CASE WHEN $1 = 'active' THEN NULL ELSE refused_since END WHERE id = $2";
    DEACTIVATE = "UPDATE shops SET state = 'inactive', deactivated_at = COALESCE(deactivated_at, $1), erase_after = COALESCE(erase_after, $2), refused_since = NULL WHERE id = $3";
    NOTE_REFUSED = "UPDATE shops SET refused_since = $1 WHERE state = 'refused' AND refused_since IS NULL";
    REFUSED_SINCE = "SELECT id FROM shops WHERE state = 'refused' AND refused_since <= $1 ORDER BY id";
    END_REFUSED = "UPDATE shops SET state = 'inactive', deactivated_at = $1, erase_after = $2 WHERE id = $3 AND state = 'refused' AND refused_since <= $4";
    ENDED = "SELECT id, refused_since FROM shops WHERE state = 'inactive' AND refused_since IS NOT NULL AND deactivated_at > $1 ORDER BY id";
    REACTIVATE = "UPDATE shops SET state = 'active', deactivated_at = NULL, erase_after = NULL, refused_since = NULL WHERE id = $1";
    SET_API_URL = "UPDATE shops SET api_url = $1 WHERE id = $2";
    SET_VERSION = "UPDATE shops SET version = COALESCE($1, version), version_raw = $2 WHERE id = $3";
    SET_LANGUAGE = "UPDATE shops SET language = $1 WHERE id = $2";
    SET_NAME = "UPDATE shops SET name = $1 WHERE id = $2";
    RESEAL = "UPDATE shops SET login_sealed = $1 WHERE id = $2";
    FLOWING = "UPDATE shops SET flowing = EXISTS (SELECT 1 FROM connections c WHERE c.shop_id = $1 AND c.state = 'started') WHERE id = $1";
    ERASE_AFTER = "SELECT erase_after FROM shops WHERE id = $1";
    ERASABLE = "SELECT id FROM shops WHERE state = 'inactive' AND erase_after IS NOT NULL AND erase_after < $1";
}

/// Tables that hold data of a shop, erased with it. A test compares this list with the schema.
pub const SHOP_TABLES: &[&str] = &[
    "call_slots",
    "api_usage",
    "used_tickets",
    "sessions",
    "webhooks",
    "former_hooks",
    "connections",
    "settings_history",
    "dictionary",
    "orders",
    "order_tally",
    "order_uses",
    "steps",
    "parcels",
    "stock",
    "reserved",
    "guard_stops",
    "findings",
    "marks",
    "hook_reads",
    "jobs",
    "places",
    "audit",
    "account_requests",
    "alerts",
    "fills",
    "support_messages",
    "version_news",
    "product_list",
    "product_checks",
    "trials",
    "absences",
];

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    token: String,
    api_url: String,
    language: String,
    version: Option<i64>,
    state: String,
    created_at: i64,
    deactivated_at: Option<i64>,
    flowing: bool,
    name: String,
    zone: String,
}

impl From<Row> for Shop {
    fn from(r: Row) -> Self {
        Self {
            id: ShopId(r.id),
            token: r.token,
            api_url: r.api_url,
            language: Language::from_admin(&r.language),
            version: r.version,
            state: ShopState::from_word(&r.state),
            created_at: Millis(r.created_at),
            deactivated_at: r.deactivated_at.map(Millis),
            flowing: r.flowing,
            name: r.name,
            zone: r.zone,
        }
    }
}

/// What an activation brings.
#[derive(Debug)]
pub struct Install<'a> {
    /// The e-shop identifier.
    pub token: &'a str,
    /// API base address, checked.
    pub api_url: &'a str,
    /// The API login, sealed for the shop's id.
    pub login_sealed: &'a [u8],
    /// Language of the administration.
    pub language: Language,
    /// Version when it was a number.
    pub version: Option<i64>,
    /// Version as received.
    pub version_raw: &'a str,
}

/// A shop by our id.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn get(db: &Db, shop: &ShopId) -> StoreResult<Option<Shop>> {
    let row: Option<Row> = read!(db, pool => sqlx::query_as(BY_ID).bind(shop.as_str()).fetch_optional(pool).await)?;
    Ok(row.map(Into::into))
}

/// A shop by the identifier that Upgates sends.
pub async fn by_token(db: &Db, token: &str) -> StoreResult<Option<Shop>> {
    let row: Option<Row> = read!(db, pool => sqlx::query_as(BY_TOKEN).bind(token).fetch_optional(pool).await)?;
    Ok(row.map(Into::into))
}

/// The same inside a transaction.
pub async fn by_token_in(tx: &mut Tx, token: &str) -> StoreResult<Option<Shop>> {
    let row: Option<Row> = write!(tx, conn => sqlx::query_as(BY_TOKEN).bind(token).fetch_optional(conn).await)?;
    Ok(row.map(Into::into))
}

/// All shops, oldest first.
pub async fn all(db: &Db) -> StoreResult<Vec<Shop>> {
    let rows: Vec<Row> = read!(db, pool => sqlx::query_as(ALL).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The sealed API login of a shop.
pub async fn login_sealed(db: &Db, shop: &ShopId) -> StoreResult<Option<Vec<u8>>> {
    let row: Option<(Vec<u8>,)> =
        read!(db, pool => sqlx::query_as(LOGIN).bind(shop.as_str()).fetch_optional(pool).await)?;
    Ok(row.map(|r| r.0))
}

/// When the shop last activated the add-on, and the sealed API login that this brought.
pub async fn activation_in(tx: &mut Tx, shop: &ShopId) -> StoreResult<(Millis, Vec<u8>)> {
    let (at, login): (i64, Vec<u8>) =
        write!(tx, conn => sqlx::query_as(ACTIVATION).bind(shop.as_str()).fetch_one(conn).await)?;
    Ok((Millis(at), login))
}

/// Stores a first activation under the new id for which the login was sealed.
pub async fn insert(tx: &mut Tx, shop: &ShopId, install: &Install<'_>, now: Millis) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(INSERT)
            .bind(shop.as_str())
            .bind(install.token)
            .bind(install.api_url)
            .bind(install.login_sealed)
            .bind(install.language.code())
            .bind(install.version)
            .bind(install.version_raw)
            .bind(now.0)
    );
    Ok(())
}

/// A repeated activation or a return: replaces the credentials, keeps everything else.
pub async fn reinstall(tx: &mut Tx, shop: &ShopId, install: &Install<'_>, now: Millis) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(REINSTALL)
            .bind(install.api_url)
            .bind(install.login_sealed)
            .bind(install.language.code())
            .bind(install.version)
            .bind(install.version_raw)
            .bind(now.0)
            .bind(shop.as_str())
    );
    Ok(())
}

/// Sets whether we may act for the shop.
pub async fn set_state(tx: &mut Tx, shop: &ShopId, state: ShopState) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_STATE).bind(state.word()).bind(shop.as_str()));
    Ok(())
}

/// Deactivates the shop: all calls stop at once, data is kept until `erase_after`. A repeat moves nothing.
pub async fn deactivate(tx: &mut Tx, shop: &ShopId, now: Millis, erase_after: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(DEACTIVATE).bind(now.0).bind(erase_after.0).bind(shop.as_str()));
    Ok(())
}

/// Notes of shops that refuse us since when they do, where that is not noted yet.
pub async fn note_refused(tx: &mut Tx, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(NOTE_REFUSED).bind(now.0));
    Ok(())
}

/// Shops that have refused us since a moment or longer.
pub async fn refused_since(db: &Db, since: Millis) -> StoreResult<Vec<ShopId>> {
    let rows: Vec<(String,)> = read!(db, pool => sqlx::query_as(REFUSED_SINCE).bind(since.0).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|row| ShopId(row.0)).collect())
}

/// Deactivates a shop that has refused us since a moment or longer, and of whose deactivation nobody told; its data is kept until
/// `erase_after`. `false` when it no longer refuses us.
pub async fn end_refused(
    tx: &mut Tx,
    shop: &ShopId,
    since: Millis,
    erase_after: Millis,
    now: Millis,
) -> StoreResult<bool> {
    let ended = exec!(tx, sqlx::query(END_REFUSED).bind(now.0).bind(erase_after.0).bind(shop.as_str()).bind(since.0));
    Ok(ended == 1)
}

/// Shops that were deactivated after a moment because they had refused us for too long, with the moment since which they had.
pub async fn ended(db: &Db, after: Millis) -> StoreResult<Vec<(ShopId, Millis)>> {
    let rows: Vec<(String, i64)> = read!(db, pool => sqlx::query_as(ENDED).bind(after.0).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|(id, since)| (ShopId(id), Millis(since))).collect())
}

/// The kept credentials turned out to be good: the shop is active again.
pub async fn reactivate(tx: &mut Tx, shop: &ShopId) -> StoreResult<()> {
    exec!(tx, sqlx::query(REACTIVATE).bind(shop.as_str()));
    Ok(())
}

/// The shop moved to another server.
pub async fn set_api_url(tx: &mut Tx, shop: &ShopId, api_url: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_API_URL).bind(api_url).bind(shop.as_str()));
    Ok(())
}

/// The shop moved to another version of the add-on.
pub async fn set_version(tx: &mut Tx, shop: &ShopId, version: Option<i64>, raw: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_VERSION).bind(version).bind(raw).bind(shop.as_str()));
    Ok(())
}

/// The administration's language as last told.
pub async fn set_language(tx: &mut Tx, shop: &ShopId, language: Language) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_LANGUAGE).bind(language.code()).bind(shop.as_str()));
    Ok(())
}

/// The shop's name in Upgates (`project_name`, or the owner's company).
pub async fn set_name(tx: &mut Tx, shop: &ShopId, name: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_NAME).bind(name).bind(shop.as_str()));
    Ok(())
}

/// Replaces the sealed login by one sealed with another key.
pub async fn reseal(tx: &mut Tx, shop: &ShopId, login_sealed: &[u8]) -> StoreResult<()> {
    exec!(tx, sqlx::query(RESEAL).bind(login_sealed).bind(shop.as_str()));
    Ok(())
}

/// Works out anew whether the shop has a started connection.
pub async fn refresh_flowing(tx: &mut Tx, shop: &ShopId) -> StoreResult<()> {
    exec!(tx, sqlx::query(FLOWING).bind(shop.as_str()));
    Ok(())
}

/// Until when the data of a deactivated shop is kept; `None` while it is active.
pub async fn erase_after(db: &Db, shop: &ShopId) -> StoreResult<Option<Millis>> {
    let row: Option<(Option<i64>,)> =
        read!(db, pool => sqlx::query_as(ERASE_AFTER).bind(shop.as_str()).fetch_optional(pool).await)?;
    Ok(row.and_then(|r| r.0).map(Millis))
}

/// Deactivated shops whose grace period has passed.
pub async fn erasable(db: &Db, now: Millis) -> StoreResult<Vec<ShopId>> {
    let rows: Vec<(String,)> = read!(db, pool => sqlx::query_as(ERASABLE).bind(now.0).fetch_all(pool).await)?;
    Ok(rows.into_iter().map(|r| ShopId(r.0)).collect())
}
