//! Requests for an account at a partner: made by a merchant, moved on by the operator.
use crate::domain::clock::Millis;
use crate::domain::ids::{RowId, ShopId};
use crate::domain::partner::PartnerKind;
use crate::domain::request::RequestState;
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    LOCK_SHOP = "UPDATE shops SET last_turn_at = last_turn_at WHERE id = $1";
    INSERT = "INSERT INTO account_requests (id, shop_id, partner, email, state, created_at, updated_at) VALUES ($1, $2, $3, $4, 'asked', $5, $5)";
    LAST = "SELECT id, shop_id, partner, email, state, told, unmailed, created_at, updated_at FROM account_requests WHERE shop_id = $1 ORDER BY id DESC LIMIT 1";
    ALL = "SELECT id, shop_id, partner, email, state, told, unmailed, created_at, updated_at FROM account_requests ORDER BY id";
    UNTOLD = "SELECT id, shop_id, partner, email, state, told, unmailed, created_at, updated_at FROM account_requests WHERE told <> state ORDER BY id";
    SET_TOLD = "UPDATE account_requests SET told = $1 WHERE shop_id = $2 AND id = $3 AND state = $4 AND told = $5";
    SET_UNMAILED = "UPDATE account_requests SET unmailed = $1 WHERE shop_id = $2 AND id = $3 AND state = $4";
    SET_STATE = "UPDATE account_requests SET state = $1, unmailed = '', updated_at = $2 WHERE shop_id = $3 AND id = $4 AND state = $5";
}

/// A request as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AccountRequest {
    /// Our id.
    pub id: String,
    /// Our id of the shop.
    pub shop_id: String,
    /// Word of the partner.
    pub partner: String,
    /// E-mail address for the account.
    pub email: String,
    /// Word of how far it is, see [`RequestState`].
    pub state: String,
    /// Word of the state that was told by mail last; empty when none was.
    pub told: String,
    /// Why the mail about its present state can never be sent; empty otherwise.
    pub unmailed: String,
    /// Made, in milliseconds.
    pub created_at: i64,
    /// Moved on last, in milliseconds.
    pub updated_at: i64,
}

/// Stores a request, unless the shop has one that was not refused; `false` then.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn insert(tx: &mut Tx, shop: &ShopId, partner: PartnerKind, email: &str, now: Millis) -> StoreResult<bool> {
    // Two at the same moment are looked at one after the other.
    exec!(&mut *tx, sqlx::query(LOCK_SHOP).bind(shop.as_str()));
    let last: Option<AccountRequest> =
        write!(&mut *tx, conn => sqlx::query_as(LAST).bind(shop.as_str()).fetch_optional(conn).await)?;
    if last.is_some_and(|request| request.state != RequestState::Refused.word()) {
        return Ok(false);
    }
    exec!(
        tx,
        sqlx::query(INSERT)
            .bind(RowId::generate(now).0)
            .bind(shop.as_str())
            .bind(partner.word())
            .bind(email)
            .bind(now.0)
    );
    Ok(true)
}

/// The last request of a shop.
pub async fn last(db: &Db, shop: &ShopId) -> StoreResult<Option<AccountRequest>> {
    Ok(read!(db, pool => sqlx::query_as(LAST).bind(shop.as_str()).fetch_optional(pool).await)?)
}

/// All requests of all shops, oldest first.
pub async fn all(db: &Db) -> StoreResult<Vec<AccountRequest>> {
    Ok(read!(db, pool => sqlx::query_as(ALL).fetch_all(pool).await)?)
}

/// Requests whose present state was not told by mail yet, oldest first.
pub async fn untold(db: &Db) -> StoreResult<Vec<AccountRequest>> {
    Ok(read!(db, pool => sqlx::query_as(UNTOLD).fetch_all(pool).await)?)
}

/// Claims the right to tell the state that was read: `false` when somebody else did or the request moved on.
pub async fn claim(tx: &mut Tx, request: &AccountRequest) -> StoreResult<bool> {
    let told = exec!(
        tx,
        sqlx::query(SET_TOLD)
            .bind(&request.state)
            .bind(&request.shop_id)
            .bind(&request.id)
            .bind(&request.state)
            .bind(&request.told)
    );
    Ok(told == 1)
}

/// The mail could not be handed over: the state counts as not told again.
pub async fn put_back(tx: &mut Tx, request: &AccountRequest) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(SET_TOLD)
            .bind(&request.told)
            .bind(&request.shop_id)
            .bind(&request.id)
            .bind(&request.state)
            .bind(&request.state)
    );
    Ok(())
}

/// The mail about its present state can never be sent; it is not tried again.
pub async fn give_up(tx: &mut Tx, request: &AccountRequest, why: &str) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_UNMAILED).bind(why).bind(&request.shop_id).bind(&request.id).bind(&request.state));
    Ok(())
}

/// Moves a request on; `false` when it is no longer in the state that was read.
pub async fn set_state(tx: &mut Tx, request: &AccountRequest, state: RequestState, now: Millis) -> StoreResult<bool> {
    let moved = exec!(
        tx,
        sqlx::query(SET_STATE)
            .bind(state.word())
            .bind(now.0)
            .bind(&request.shop_id)
            .bind(&request.id)
            .bind(&request.state)
    );
    Ok(moved == 1)
}
