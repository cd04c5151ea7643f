//! Who changed what: kept for the merchant and the operator, without personal data and without secrets.
use crate::domain::clock::Millis;
use crate::domain::ids::{RowId, ShopId};
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    ADD = "INSERT INTO audit (id, shop_id, at, who, what, detail) VALUES ($1, $2, $3, $4, $5, $6)";
    BEFORE = "SELECT id, at, who, what, detail FROM audit WHERE shop_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    LAST = "SELECT MAX(at) FROM audit WHERE shop_id = $1 AND what = $2 AND detail = $3";
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
    /// Our id.
    pub id: String,
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

/// Lines older than the one with an id, newest first; without an id the newest.
pub async fn before(db: &Db, shop: &ShopId, id: Option<&str>, limit: i64) -> StoreResult<Vec<AuditLine>> {
    // Every id begins with a hexadecimal digit.
    let id = id.unwrap_or("g");
    Ok(read!(db, pool => sqlx::query_as(BEFORE).bind(shop.as_str()).bind(id).bind(limit).fetch_all(pool).await)?)
}

/// When something was last done; `None` when never.
pub async fn last(tx: &mut Tx, shop: &ShopId, what: &str, detail: &str) -> StoreResult<Option<Millis>> {
    let (at,): (Option<i64>,) = write!(tx, conn => sqlx::query_as(LAST)
        .bind(shop.as_str()).bind(what).bind(detail).fetch_one(conn).await)?;
    Ok(at.map(Millis))
}
