//! How a debt to the shop ends: written, found written, left as a person has it, or refused.
use super::{Debt, Desk, Owed};
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::Millis;
use crate::domain::job::Outcome;
use crate::domain::order::{ShopOrder, Wish};
use crate::domain::step::{Step, StepKind};
use crate::store::orders::TrackedOrder;
use crate::store::{orders, steps};
use crate::sync::context::{Context, JobError};

/// How a status came to stand in the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// This call set it.
    Now,
    /// It stood there already: by an earlier call of ours, or by somebody who was faster.
    Stands,
}

/// The tracking code stands in the shop.
pub(super) async fn settle_tracking(
    desk: &Desk<'_>,
    debt: &mut Debt<'_>,
    at: (Millis, Millis),
) -> Result<(), JobError> {
    let Some(code) = debt.tracking.take() else { return Ok(()) };
    settle(desk.ctx, debt, at, |row, now| {
        row.tracking_written.clone_from(&code);
        Step::new(now, StepKind::TrackingWritten, "").with("number", code.clone())
    })
    .await
}

/// The milestone's status stands in the shop.
pub(super) async fn settle_status(
    desk: &Desk<'_>,
    debt: &mut Debt<'_>,
    at: (Millis, Millis),
    how: Written,
) -> Result<(), JobError> {
    let Some(Owed { milestone, id, mail, .. }) = debt.status.take() else { return Ok(()) };
    let name = desk.name(id);
    settle(desk.ctx, debt, at, |row, now| {
        let begun = row.course.under_way.take().is_some_and(|begun| begun.status == id);
        row.milestone_written = Some(milestone);
        row.course.written = Some(id);
        row.course.kept = None;
        row.status_id = Some(id);
        row.status.clone_from(&name);
        row.wish = row.wish.filter(|wish| *wish != Wish::SetStatus);
        row.cause = row.cause.take().filter(|cause| cause.code != Code::StatusKept);
        let step = match how {
            Written::Stands if !begun => Step::new(now, StepKind::StatusKept, "same"),
            _ => Step::new(now, StepKind::StatusWritten, milestone.word()).with("status_id", id).with("mail", mail),
        };
        step.with("status", name)
    })
    .await
}

/// A person's status stands. The merchant is told, unless their own later status or a cancellation says it all.
pub(super) async fn keep(
    desk: &Desk<'_>,
    debt: &mut Debt<'_>,
    order: &ShopOrder,
    rule: &'static str,
) -> Result<(), JobError> {
    let Some(Owed { milestone, id, .. }) = debt.status.take() else { return Ok(()) };
    let stands = order.status_id.map_or_else(|| order.status.clone(), |id| desk.name(id));
    let now = desk.ctx.now();
    let mut tx = desk.ctx.begin().await?;
    let Some(mut row) = orders::lock_by_id(&mut tx, &debt.row.shop, debt.row.id.as_str()).await? else { return Ok(()) };
    let told = row.course.kept.is_some() && row.course.kept == order.status_id;
    if row.course.under_way.take().is_some() {
        row.wrote_to = Some(now);
    }
    row.milestone_written = Some(milestone);
    row.course.kept = order.status_id;
    row.status_id = order.status_id;
    row.status.clone_from(&stands);
    if rule.is_empty() && !told && row.cause.is_none() {
        let cause = Cause::new(Code::StatusKept, "").with("number", row.number.clone());
        row.cause = Some(cause.with("status", stands.clone()).with("name", desk.name(id)));
    }
    orders::save(&mut tx, &row, now).await?;
    let step = Step::new(now, StepKind::StatusKept, rule).with("status", stands).with("name", desk.name(id));
    steps::add(&mut tx, &row.shop, &row.id, &step).await?;
    tx.commit().await?;
    Ok(())
}

async fn settle(
    ctx: &Context,
    debt: &Debt<'_>,
    (from, to): (Millis, Millis),
    change: impl FnOnce(&mut TrackedOrder, Millis) -> Step,
) -> Result<(), JobError> {
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    let Some(mut row) = orders::lock_by_id(&mut tx, &debt.row.shop, debt.row.id.as_str()).await? else { return Ok(()) };
    let step = change(&mut row, now);
    row.wrote_from = Some(from);
    row.wrote_to = Some(to);
    if row.cause.as_ref().is_some_and(|c| c.code == Code::UpgatesRefused) {
        row.cause = None;
    }
    orders::save(&mut tx, &row, now).await?;
    steps::add(&mut tx, &row.shop, &row.id, &step).await?;
    tx.commit().await?;
    Ok(())
}

/// The shop refused the write in its own words: nothing of it is under way any more.
pub(super) async fn park(ctx: &Context, debt: &Debt<'_>, words: &str) -> Result<Outcome, JobError> {
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    if let Some(mut row) = orders::lock_by_id(&mut tx, &debt.row.shop, debt.row.id.as_str()).await? {
        if row.course.under_way.take().is_some() {
            row.wrote_to = Some(now);
        }
        let cause = Cause::new(Code::UpgatesRefused, row.number.clone());
        row.cause = Some(cause.with("number", row.number.clone()).with("reason", words).detail(words));
        orders::save(&mut tx, &row, now).await?;
        let step =
            Step::new(now, StepKind::TryFailed, "").with("cause", Code::UpgatesRefused.word()).with("reason", words);
        steps::add(&mut tx, &row.shop, &row.id, &step).await?;
    }
    tx.commit().await?;
    Ok(Outcome::Park { cause: format!("{}:{}", Code::UpgatesRefused.word(), debt.row.number) })
}
