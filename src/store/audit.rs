//! Who changed what: kept for the merchant and the operator, without personal data and without secrets.
use crate::domain::clock::Millis;
use crate::domain::ids::{RowId, ShopId};
use crate::store::db::{exec, read, statements};
use crate::store::{Db, StoreResult, Tx};

statements! {
    ADD = "INSERT INTO audit (id, shop_id, at, who, what, detail) VALUES ($1, $2, $3, $4, $5, $6)";
    LAST = "SELECT at, who, what, detail FROM audit WHERE shop_id = $1 ORDER BY id DESC LIMIT 200";
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Somebody in the shop's administration; Upgates doesn't name the person.
    Shop,
    /// The operator, by command line.
    Operator,
    /// Upgates, by a signed call.
    Upgates,
    /// The add-on itself.
    Itself,
}

impl Who {
    /// The word that is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Shop => "shop",
            Self::Operator => "operator",
            Self::Upgates => "upgates",
            Self::Itself => "itself",
        }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct AuditLine {
    /// When, in milliseconds.
    pub at: i64,
    /// Word of `Who`.
    pub who: String,
    /// What was done, a stable word such as `install`, `couple`, `settings`.
    pub what: String,
    /// More about it.
    pub detail: String,
}

/// Adds a line.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn add(tx: &mut Tx, shop: &ShopId, who: Who, what: &str, detail: &str, now: Millis) -> StoreResult<()> {
    exec!(
        tx,
        sqlx::query(ADD)
            .bind(RowId::generate(now).0)
            .bind(shop.as_str())
            .bind(now.0)
            .bind(who.word())
            .bind(what)
            .bind(detail)
    );
    Ok(())
}

/// The last 200 lines, newest first.
pub async fn last(db: &Db, shop: &ShopId) -> StoreResult<Vec<AuditLine>> {
    Ok(read!(db, pool => sqlx::query_as(LAST).bind(shop.as_str()).fetch_all(pool).await)?)
}
