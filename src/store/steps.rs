//! The story of an order, step by step.
use crate::domain::clock::Millis;
use crate::domain::ids::{OrderId, RowId, ShopId};
use crate::domain::reader;
use crate::domain::step::{Step, StepKind};
use crate::store::db::{exec, read, statements, write};
use crate::store::{Db, StoreResult, Tx};

statements! {
    ADD = "INSERT INTO steps (id, shop_id, order_id, at, kind, rule, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    LAST = "SELECT at, kind, rule, detail FROM steps WHERE shop_id = $1 AND order_id = $2 ORDER BY id DESC LIMIT 1";
    STORY = "SELECT at, kind, rule, detail FROM steps WHERE shop_id = $1 AND order_id = $2 ORDER BY id";
}

/// Adds a step, unless the last step says the very same (a decision that is merely taken again).
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn add(tx: &mut Tx, shop: &ShopId, order: &OrderId, step: &Step) -> StoreResult<()> {
    let detail = crate::store::json("steps.detail", &step.values)?;
    let last: Option<(i64, String, String, String)> = write!(&mut *tx, conn => sqlx::query_as(LAST).bind(shop.as_str()).bind(order.as_str()).fetch_optional(conn).await)?;
    let kind = step.kind.word();
    if last.is_some_and(|(_, k, rule, d)| k == kind && rule == step.rule && d == detail) {
        return Ok(());
    }
    exec!(
        tx,
        sqlx::query(ADD)
            .bind(RowId::generate(step.at).0)
            .bind(shop.as_str())
            .bind(order.as_str())
            .bind(step.at.0)
            .bind(kind)
            .bind(step.rule.as_str())
            .bind(detail)
    );
    Ok(())
}

/// The whole story, oldest step first.
pub async fn story(db: &Db, shop: &ShopId, order: &OrderId) -> StoreResult<Vec<Step>> {
    let rows: Vec<(i64, String, String, String)> =
        read!(db, pool => sqlx::query_as(STORY).bind(shop.as_str()).bind(order.as_str()).fetch_all(pool).await)?;
    Ok(rows
        .into_iter()
        .filter_map(|(at, kind, rule, detail)| {
            let values = reader::stored(&detail).unwrap_or_default();
            Some(Step { at: Millis(at), kind: StepKind::from_word(&kind)?, rule, values })
        })
        .collect())
}
