//! Orders that the partner proves not to have any more: impossible, unless so many are gone at once that somebody must say so.
use crate::domain::absence::{self, Missing, Sign, Way};
use crate::domain::cause::{Cause, Code};
use crate::domain::job::JobKind;
use crate::domain::order::OrderState;
use crate::domain::progress::Milestone;
use crate::domain::step::{Step, StepKind};
use crate::store::connections::Connection;
use crate::store::orders::TrackedOrder;
use crate::store::{absences, jobs, orders, steps};
use crate::sync::context::{Context, JobError};
use crate::sync::progress::reach;

/// Decides about the orders of one batch that are gone, after all of them were noted.
///
/// # Errors
/// When the store fails.
pub(super) async fn settle(ctx: &Context, connection: &Connection, gone: Vec<TrackedOrder>) -> Result<(), JobError> {
    if gone.is_empty() {
        return Ok(());
    }
    let now = ctx.now();
    let of = (connection.id.as_str(), Missing::PartnerOrder);
    let mut tx = ctx.begin().await?;
    for row in &gone {
        absences::note(&mut tx, &row.shop, of, &row.number, Sign { way: Way::Read, at: now }).await?;
    }
    tx.commit().await?;
    let crowd = absences::lately(ctx.db(), &connection.shop, of, now).await? > absence::CROWD;
    if crowd {
        tracing::warn!(shop = %connection.shop, connection = %connection.id, orders = gone.len(), "many orders are missing at the partner at once; nothing is told to customers before somebody said so");
    }
    for row in gone {
        lost(ctx, row, crowd).await?;
    }
    ctx.wake.notify_one();
    Ok(())
}

async fn lost(ctx: &Context, row: TrackedOrder, crowd: bool) -> Result<(), JobError> {
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    let locked = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await?;
    // Cancelled, restored and handed over anew while this was read: it is another order there now.
    let same =
        |found: &TrackedOrder| found.state == OrderState::HandedOver && found.partner_number == row.partner_number;
    let Some(mut row) = locked.filter(same) else { return Ok(()) };
    // Who was asked once is asked until he answers.
    let asked = row.cause.as_ref().is_some_and(|cause| cause.code == Code::PartnerGone);
    if row.annulment_is_unsettled() {
        jobs::mark(&mut tx, &row.shop, "", JobKind::Order, &row.number, now, now).await?;
    } else if (crowd || asked) && !row.cause.as_ref().is_some_and(Cause::is_confirmed) {
        ask(&mut tx, &mut row, now).await?;
    } else {
        row.cause = row.cause.filter(|cause| cause.code != Code::PartnerGone);
        reach(&mut tx, &mut row, Milestone::Impossible, "gone", now).await?;
        orders::save(&mut tx, &row, now).await?;
        jobs::mark(&mut tx, &row.shop, "", JobKind::WriteBack, &row.number, now, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn ask(
    tx: &mut crate::store::Tx,
    row: &mut TrackedOrder,
    now: crate::domain::clock::Millis,
) -> Result<(), JobError> {
    if row.cause.as_ref().is_some_and(|cause| cause.code == Code::PartnerGone) {
        return Ok(());
    }
    let cause = Cause::new(Code::PartnerGone, "").with("number", row.number.clone());
    let step = Step::new(now, StepKind::Waiting, "gone-many").with("cause", cause.code.word());
    let step = step.with("number", row.number.clone());
    row.cause = Some(cause);
    orders::save(tx, row, now).await?;
    steps::add(tx, &row.shop, &row.id, &step).await?;
    Ok(())
}
