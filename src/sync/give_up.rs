//! Work that ends without success: what the merchant is told when the last try has failed, or when a job ended the process again and again.
use crate::domain::cause::{Cause, Code};
use crate::domain::ids::{ConnectionId, ShopId};
use crate::domain::job::{Job, JobKind};
use crate::domain::order::OrderState;
use crate::domain::step::{Step, StepKind};
use crate::store::orders::TrackedOrder;
use crate::store::{StoreResult, Tx, connections, jobs, orders, steps};
use crate::sync::context::Context;

/// Sets aside the jobs that were claimed again and again without an ending: whatever of theirs kills the process kills it no more.
///
/// # Errors
/// When the store fails.
pub async fn set_aside(ctx: &Context) -> StoreResult<()> {
    for job in jobs::deadly(ctx.db(), ctx.now()).await? {
        let reason = format!("ended the process {} times", job.unended);
        tell(ctx, &job, &reason).await?;
        let mut tx = ctx.begin().await?;
        jobs::set_aside(&mut tx, &job, &reason, ctx.now()).await?;
        tx.commit().await?;
        tracing::error!(shop = %job.shop, kind = job.kind.word(), key = %job.key, times = job.unended, "a job ended the process again and again; it is set aside until somebody restarts it");
    }
    Ok(())
}

/// Tells at the order that work for it was given up: it is shown with a cause and a button.
///
/// # Errors
/// When the store fails.
pub async fn tell(ctx: &Context, job: &Job, reason: &str) -> StoreResult<()> {
    let mut tx = ctx.begin().await?;
    for row in rows(&mut tx, ctx, job).await? {
        mark(&mut tx, row, reason, ctx).await?;
    }
    tx.commit().await
}

/// The orders that a job is about, locked. One that was never stored, since its first reading already went wrong, is noticed now: nobody
/// would find it otherwise.
async fn rows(tx: &mut Tx, ctx: &Context, job: &Job) -> StoreResult<Vec<TrackedOrder>> {
    let now = ctx.now();
    let mut rows = Vec::new();
    match job.kind {
        JobKind::Order | JobKind::WriteBack => {
            for connection in started(tx, &job.shop).await? {
                let row = match orders::lock(tx, &job.shop, &connection, &job.key).await? {
                    None if job.kind == JobKind::Order => {
                        Some(orders::notice(tx, &job.shop, &connection, &job.key, (now, now), now).await?)
                    }
                    known => known,
                };
                rows.extend(row);
            }
        }
        JobKind::Progress => {
            let connection = ConnectionId(job.connection.clone());
            let known = orders::by_partner_number(ctx.db(), &job.shop, &connection, &job.key).await?;
            if let Some(row) = known {
                rows.extend(orders::lock(tx, &job.shop, &connection, &row.number).await?);
            }
        }
        _ => {}
    }
    Ok(rows)
}

async fn started(tx: &mut Tx, shop: &ShopId) -> StoreResult<Vec<ConnectionId>> {
    let all = connections::of_shop_in(tx, shop).await?;
    Ok(all.into_iter().filter(|c| c.state == connections::ConnectionState::Started).map(|c| c.id).collect())
}

async fn mark(tx: &mut Tx, mut row: TrackedOrder, reason: &str, ctx: &Context) -> StoreResult<()> {
    let now = ctx.now();
    let told = row.cause.as_ref().is_some_and(|c| c.code == Code::GaveUp);
    if told || matches!(row.state, OrderState::Cancelled | OrderState::LeftOut) {
        return Ok(());
    }
    row.cause = Some(Cause::new(Code::GaveUp, "").with("number", row.number.clone()).detail(reason));
    if matches!(row.state, OrderState::Noticed | OrderState::Held) {
        row.state = OrderState::Waiting;
    }
    orders::save(tx, &row, now).await?;
    let step = Step::new(now, StepKind::Waiting, "gave-up").with("cause", Code::GaveUp.word());
    steps::add(tx, &row.shop, &row.id, &step.with("number", row.number.clone())).await
}
