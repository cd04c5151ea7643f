//! Requests for an account at a partner: made by a merchant, moved on by the operator.
use crate::domain::clock::Millis;
use crate::domain::ids::{RowId, ShopId};
use crate::domain::partner::PartnerKind;
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    INSERT = "INSERT INTO account_requests (id, shop_id, partner, email, state, created_at, updated_at) VALUES ($1, $2, $3, $4, 'asked', $5, $5)";
    LAST = "SELECT id, partner, email, state, created_at, updated_at FROM account_requests WHERE shop_id = $1 ORDER BY id DESC LIMIT 1";
    SET_STATE = "UPDATE account_requests SET state = $1, updated_at = $2 WHERE shop_id = $3 AND id = $4";
}

/// A request as stored.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct AccountRequest {
    /// Our id.
    pub id: String,
    /// Word of the partner.
    pub partner: String,
    /// E-mail address for the account.
    pub email: String,
    /// How far it is: `asked`, `passed_on`, `granted` or `refused`.
    pub state: String,
    /// Made, in milliseconds.
    pub created_at: i64,
    /// Moved on last, in milliseconds.
    pub updated_at: i64,
}

/// Stores a request.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn insert(tx: &mut Tx, shop: &ShopId, partner: PartnerKind, email: &str, now: Millis) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(INSERT)
            .bind(RowId::generate(now).0)
            .bind(shop.as_str())
            .bind(partner.word())
            .bind(email)
            .bind(now.0)
    );
    Ok(())
}

/// The last request of a shop.
pub async fn last(db: &Db, shop: &ShopId) -> StoreResult<Option<AccountRequest>> {
    Ok(read!(db, pool => sqlx::query_as(LAST).bind(shop.as_str()).fetch_optional(pool).await)?)
}

/// Moves a request on: `passed_on`, `granted` or `refused`.
pub async fn set_state(tx: &mut Tx, shop: &ShopId, id: &str, state: &str, now: Millis) -> StoreResult<()> {
    exec!(tx, sqlx::query(SET_STATE).bind(state).bind(now.0).bind(shop.as_str()).bind(id));
    Ok(())
}
