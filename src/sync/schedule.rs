//! Recurring work, spread over the day so that no two shops come at once, and what is due after an absence.
use crate::coupling::{self, DeskError};
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::domain::shop::{Shop, ShopState};
use crate::domain::stock::Master;
use crate::store::{StoreResult, Tx, ahead, cursors, erasing, jobs, shops, workers};
use crate::sync::context::{Context, JobError};

/// Longest time in seconds over which the looks after an absence are spread.
const SPREAD: i64 = 600;
/// Until when stock waits for the orders of an absence; its owner is the shop.
const ORDERS_FIRST: &str = "orders_first";
/// Longest time in seconds for which it waits.
const ORDERS_FIRST_SECONDS: i64 = 1800;
/// How soon it looks again, in seconds.
const ORDERS_FIRST_LOOK: i64 = 5;

/// When work that recurs every `period` seconds is next due for `owner`: each owner has its own place in the period.
pub fn next_turn(owner: &str, period: i64, now: Millis) -> Millis {
    let place = owner.bytes().fold(7_i64, |sum, b| (sum * 31 + i64::from(b)) % 1_000_003);
    let (period, offset) = (period.max(1) * 1000, place * 1000 % (period.max(1) * 1000));
    let base = (now.0 - offset).div_euclid(period) * period + offset;
    Millis(base + period)
}

/// Makes sure that each active shop has its recurring jobs.
///
/// # Errors
/// When the store fails.
pub async fn ensure(ctx: &Context) -> StoreResult<()> {
    if let Err(DeskError::Store(error)) = coupling::note_accounts(&ctx.desk).await {
        return Err(error);
    }
    for shop in shops::all(ctx.db()).await? {
        if shop.state == ShopState::Active
            && let Err(JobError::Store(error)) = of_shop(ctx, &shop).await
        {
            return Err(error);
        }
    }
    Ok(())
}

async fn of_shop(ctx: &Context, shop: &Shop) -> Result<(), JobError> {
    let (now, t) = (ctx.now(), ctx.tuning);
    let connections = if shop.flowing { ctx.started(&shop.id).await? } else { Vec::new() };
    let mut tx = ctx.db().begin().await?;
    let turn = |owner: &str, kind: JobKind, period: i64| next_turn(&format!("{owner}{}", kind.word()), period, now);
    let id = shop.id.as_str();
    let mut wanted = vec![("", JobKind::Webhooks, t.webhooks)];
    if shop.flowing {
        wanted.push(("", JobKind::CatchUp, t.catch_up));
    }
    for connection in &connections {
        wanted.push((connection.id.as_str(), JobKind::ProgressCatchUp, t.progress));
        if connection.settings.stock.master != Master::Shop {
            wanted.push((connection.id.as_str(), JobKind::StockCatchUp, t.stock));
        }
    }
    for (connection, kind, period) in wanted {
        let owner = if connection.is_empty() { id } else { connection };
        let times = (turn(owner, kind, period), now.plus_seconds(period));
        jobs::ensure(&mut tx, &shop.id, (connection, kind, ""), times, now).await?;
    }
    let ended = ahead::end_waits(&mut tx, &shop.id, now).await?;
    if ended > 0 {
        tracing::warn!(shop = %shop.id, ended, "waits lay further away than they may; the clock was ahead");
    }
    tx.commit().await?;
    Ok(())
}

/// After an absence of ours, however short, hooks may have been lost for good: Upgates need not repeat one that was answered slowly or not at
/// all (upgates-addon.md 2.4). Looks at what changed, one shop a second, all within ten minutes.
///
/// # Errors
/// When the store fails.
pub async fn after_absence(ctx: &Context) -> StoreResult<()> {
    let now = ctx.now();
    let Some(last) = workers::last_of_all(ctx.db()).await? else { return Ok(()) };
    let mut shops = shops::all(ctx.db()).await?;
    shops.retain(|shop| shop.state == ShopState::Active && shop.flowing);
    let spread = i64::try_from(shops.len()).unwrap_or(SPREAD).min(SPREAD);
    let mut tx = ctx.db().begin().await?;
    for shop in shops {
        let turn = next_turn(shop.id.as_str(), spread, now);
        jobs::mark(&mut tx, &shop.id, "", JobKind::CatchUp, "", turn, now).await?;
        orders_first(&mut tx, &shop.id, now).await?;
    }
    tx.commit().await?;
    tracing::info!(since = %last, "back after an absence; changed orders are looked for");
    Ok(())
}

/// From now on stock waits until the orders that we may have missed were read: the shop has taken their goods off already, the partner
/// hasn't, and what is written without knowing them would give them back.
///
/// # Errors
/// When the store fails.
pub async fn orders_first(tx: &mut Tx, shop: &ShopId, now: Millis) -> StoreResult<()> {
    cursors::set(tx, shop.as_str(), ORDERS_FIRST, now.plus_seconds(ORDERS_FIRST_SECONDS)).await
}

/// When stock is to be looked at again, since orders come first; `None` when it need not wait.
///
/// # Errors
/// When the store fails.
pub async fn waits_for_orders(ctx: &Context, shop: &ShopId) -> StoreResult<Option<Millis>> {
    let now = ctx.now();
    let Some(until) = cursors::get(ctx.db(), shop.as_str(), ORDERS_FIRST).await? else { return Ok(None) };
    let lasts = until > now && until <= now.plus_seconds(ORDERS_FIRST_SECONDS);
    let waits = lasts && jobs::orders_are_due(ctx.db(), shop, until, now).await?;
    Ok(waits.then(|| now.plus_seconds(ORDERS_FIRST_LOOK)))
}

/// Erases shops whose grace period after deactivation has passed, and goes on with what broke off.
///
/// # Errors
/// When the store fails.
pub async fn erase(ctx: &Context) -> StoreResult<()> {
    let db = ctx.db();
    for shop in shops::erasable(db, ctx.now()).await? {
        let mut tx = db.begin().await?;
        if erasing::begin(&mut tx, &shop, Some(ctx.now())).await? {
            tx.commit().await?;
            tracing::info!(%shop, "the grace period has passed; the shop is erased");
        }
    }
    let begun = erasing::begun(db).await?;
    for shop in &begun {
        erasing::finish(db, shop).await?;
        tracing::info!(%shop, "the shop's data is gone");
    }
    if !begun.is_empty() && !db.forget_deleted().await? {
        tracing::info!("what was deleted is overwritten a little later: somebody is reading");
    }
    Ok(())
}

/// Finds what lies here without its shop, once at the start and once a day.
///
/// # Errors
/// When the store fails.
pub async fn sweep(ctx: &Context) -> StoreResult<()> {
    for (table, rows) in erasing::sweep(ctx.db()).await? {
        tracing::warn!(table, rows, "rows without their shop were removed");
    }
    ctx.db().forget_deleted().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_spread_and_lie_ahead() {
        let now = Millis(1_800_000_000_000);
        let places: std::collections::BTreeSet<i64> =
            (0..50).map(|n| next_turn(&format!("shop{n}"), 3600, now).0 - now.0).collect();
        assert!(places.iter().all(|p| (1..=3_600_000).contains(p)));
        assert!(places.len() > 40, "only {} places for 50 shops", places.len());
    }
}
