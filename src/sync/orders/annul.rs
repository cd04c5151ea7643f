//! Annulling an order at the partner: announced in the database first and asked about afterwards, like a hand-over.
use crate::domain::cause::{Cause, Code};
use crate::domain::job::Outcome;
use crate::domain::order::{OrderState, ShopOrder, Wish};
use crate::domain::partner::CallError;
use crate::domain::progress::Milestone;
use crate::domain::step::{Step, StepKind};
use crate::store::orders::TrackedOrder;
use crate::store::{orders, steps};
use crate::sync::context::JobError;
use crate::sync::orders::decided::{self, BY_HAND};
use crate::sync::orders::followed::{note, put_off};
use crate::sync::orders::{Desk, hand_over, identity, save};
use crate::systems::partner::Cancelling;

/// Asks the partner to annul an order. Repeating it is safe: the partner is asked first how the order stands.
pub(super) async fn cancel(desk: &Desk<'_>, row: TrackedOrder, rule: &str) -> Result<Outcome, JobError> {
    let Some(number) = row.partner_number.clone() else { return Ok(Outcome::Done) };
    let already_told = row.cause.as_ref().is_some_and(|c| c.code == Code::LateCancel) && row.wish != Some(Wish::Cancel);
    if already_told {
        return Ok(Outcome::Done);
    }
    let now = desk.ctx.now();
    let Some(row) = announce(desk, row).await? else { return Ok(Outcome::Done) };
    desk.ctx.keep().await?;
    let result = match desk.partner.cancel(&number, &identity::own(&row, None)).await {
        Ok(result) => result,
        Err(CallError::Refused { code: Code::LateCancel, .. }) => Cancelling::TooLate,
        Err(CallError::Refused { code, text }) => {
            withdraw(desk, &row).await?;
            let cause = Cause::new(code, row.number.clone())
                .with("number", row.number.clone())
                .with("reason", text.clone())
                .detail(&text);
            let key = format!("{}:{}", code.word(), row.number);
            let step = Step::new(now, StepKind::Failed, "").with("cause", code.word()).with("reason", text);
            return note(desk, row, Some(cause), step, None).await.map(|_| Outcome::Park { cause: key });
        }
        Err(error) => return put_off(desk, &error).await,
    };
    desk.ctx.unblock(desk.connection).await?;
    ended(desk, &row, result, rule).await
}

/// Commits that an annulment begins: whatever happens to its answer, the next try knows of it. The time of the first counts.
async fn announce(desk: &Desk<'_>, row: TrackedOrder) -> Result<Option<TrackedOrder>, JobError> {
    let now = desk.ctx.now();
    let mut tx = desk.ctx.begin().await?;
    let locked = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await?;
    let same =
        |found: &TrackedOrder| found.state == OrderState::HandedOver && found.partner_number == row.partner_number;
    let Some(mut row) = locked.filter(same) else { return Ok(None) };
    row.sending_since.get_or_insert(now);
    row.asks = 0;
    save(desk, &mut tx, &row, None, now).await?;
    tx.commit().await?;
    Ok(Some(row))
}

/// The annulment was not done and is not on its way either.
async fn withdraw(desk: &Desk<'_>, row: &TrackedOrder) -> Result<(), JobError> {
    let mut tx = desk.ctx.begin().await?;
    if let Some(mut row) = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await? {
        row.sending_since = None;
        row.asks = 0;
        save(desk, &mut tx, &row, None, desk.ctx.now()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// How the annulment ended is known.
async fn ended(desk: &Desk<'_>, row: &TrackedOrder, result: Cancelling, rule: &str) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    let mut tx = desk.ctx.begin().await?;
    let Some(mut row) = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await? else {
        return Ok(Outcome::Done);
    };
    row.wish = None;
    row.sending_since = None;
    row.asks = 0;
    let step = match result {
        Cancelling::TooLate => {
            let cause = Cause::new(Code::LateCancel, row.number.clone()).with("number", row.number.clone());
            row.cause = Some(if rule == BY_HAND { cause.with(BY_HAND, true) } else { cause });
            Step::new(now, StepKind::CancelLate, rule)
        }
        Cancelling::Cancelled | Cancelling::AlreadyGone => {
            row.state = OrderState::Cancelled;
            row.cause = None;
            rule.clone_into(&mut row.rule);
            let number = row.partner_number.clone().unwrap_or_default();
            Step::new(now, StepKind::Cancelled, rule).with("number", number)
        }
    };
    save(desk, &mut tx, &row, None, now).await?;
    steps::add(&mut tx, &row.shop, &row.id, &step).await?;
    tx.commit().await?;
    Ok(Outcome::Done)
}

/// The shop wants an order again whose annulment was announced and whose fate is not known: the partner is asked. Annulled, it
/// goes once more as a new order; not annulled after as many looks as an unclear hand-over gets, it is followed again.
pub(super) async fn settle(desk: &Desk<'_>, row: TrackedOrder, order: &ShopOrder) -> Result<Outcome, JobError> {
    let Some(number) = row.partner_number.clone() else { return Ok(Outcome::Done) };
    let annulled = match desk.partner.order(&number).await {
        Ok(there) => there.annulled || there.milestone == Some(Milestone::Impossible),
        Err(CallError::NotFound) => true,
        Err(error) => return put_off(desk, &error).await,
    };
    desk.ctx.unblock(desk.connection).await?;
    if annulled {
        ended(desk, &row, Cancelling::Cancelled, "canceled").await?;
        return Box::pin(decided::bring(desk, order)).await;
    }
    let now = desk.ctx.now();
    let mut tx = desk.ctx.begin().await?;
    let Some(mut row) = hand_over::same(&mut tx, &row).await? else { return Ok(Outcome::Again(now)) };
    let again = hand_over::counted(&mut row, now);
    if again.is_none() {
        row.sending_since = None;
        row.asks = 0;
    }
    save(desk, &mut tx, &row, None, now).await?;
    tx.commit().await?;
    match again {
        Some(at) => Ok(Outcome::Again(at)),
        None => Box::pin(decided::bring(desk, order)).await,
    }
}
