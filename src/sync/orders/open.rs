//! Once a day: orders that a partner has and that have not left it are read by number, since the hook of their deletion may
//! have been lost. What is missing is proven like every absence.
use crate::domain::absence::Verdict;
use crate::domain::clock::Millis;
use crate::domain::job::JobKind;
use crate::domain::shop::Shop;
use crate::store::{cursors, jobs, orders};
use crate::sync::context::{Context, JobError};
use crate::sync::orders::missing;
use crate::systems::upgates::{BATCH, Shop as Door};

/// When the open orders were last read; its owner is the shop.
const OPEN_AT: &str = "open_orders_at";

/// Reads the open orders when their day has come; `start` is when the shop began.
///
/// # Errors
/// When the shop can't be read; then their day stays.
pub async fn look(ctx: &Context, shop: &Shop, door: &Door<'_>, start: Millis) -> Result<(), JobError> {
    let id = shop.id.as_str();
    let last = cursors::get(ctx.db(), id, OPEN_AT).await?.unwrap_or(start);
    if last.plus_seconds(ctx.tuning.books) > ctx.now() {
        return Ok(());
    }
    let mut after = String::new();
    loop {
        let part = orders::open_there(ctx.db(), &shop.id, &after, i64::try_from(BATCH).unwrap_or(100)).await?;
        let Some((end, _)) = part.last() else { break };
        after.clone_from(end);
        let numbers: Vec<String> = part.into_iter().map(|(_, number)| number).collect();
        let sought = door.orders_by_numbers(&numbers).await?;
        let lacking = missing::look(ctx, shop, &sought).await?;
        let now = ctx.now();
        let mut tx = ctx.begin().await?;
        for (number, verdict) in lacking.verdicts() {
            let due = if let Verdict::LookAgain(at) = verdict { *at } else { now };
            jobs::mark(&mut tx, &shop.id, "", JobKind::Order, number, due, now).await?;
        }
        tx.commit().await?;
    }
    let mut tx = ctx.begin().await?;
    cursors::set(&mut tx, id, OPEN_AT, ctx.now()).await?;
    tx.commit().await?;
    Ok(())
}
