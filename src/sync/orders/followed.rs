//! An order that the partner has: send changes on while it can be changed, cancel it when the shop cancels it.
use crate::domain::cause::{Cause, Code};
use crate::domain::decision::map;
use crate::domain::job::{Job, Outcome};
use crate::domain::order::{OrderState, ShopOrder, Wish};
use crate::domain::partner::CallError;
use crate::domain::progress::Milestone;
use crate::domain::settings::OnCancel;
use crate::domain::step::{Step, StepKind};
use crate::store::orders::TrackedOrder;
use crate::store::{orders, steps};
use crate::sync::context::JobError;
use crate::sync::orders::decided;
use crate::sync::orders::decided::BY_HAND;
use crate::sync::orders::hand_over::{content_hash, refused};
use crate::sync::orders::{Desk, hand_over, identity, look_again, save};
use crate::sync::progress;
use crate::systems::partner::{Cancelling, Known, Updated};

/// Brings an order that the partner has up to date there.
pub async fn bring(desk: &Desk<'_>, row: TrackedOrder, order: &ShopOrder, canceled: bool) -> Result<Outcome, JobError> {
    if row.state == OrderState::Cancelled {
        return Ok(Outcome::Done);
    }
    if let Some(stopped) = desk.stopped() {
        return Ok(Outcome::Again(stopped.until));
    }
    if row.wish == Some(Wish::Cancel) {
        return cancel(desk, row, if canceled { "canceled" } else { BY_HAND }).await;
    }
    if canceled {
        return cancelled_here(desk, row, "canceled").await;
    }
    change(desk, wanted_again(desk, row).await?, order).await
}

/// The shop's goods moved: what the partner has after our work is looked at, whatever came of it.
pub(super) async fn look_again_after(desk: &Desk<'_>, codes: &[String]) -> Result<(), JobError> {
    if codes.is_empty() {
        return Ok(());
    }
    let mut tx = desk.ctx.begin().await?;
    look_again(desk, &mut tx, codes, desk.ctx.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// An order that the shop wants, perhaps again: what its cancellation left is over.
async fn wanted_again(desk: &Desk<'_>, row: TrackedOrder) -> Result<TrackedOrder, JobError> {
    let over = |cause: &Cause| match cause.code {
        Code::ShopCancel => true,
        Code::LateCancel => !cause.values.contains_key(BY_HAND),
        _ => false,
    };
    if row.wish != Some(Wish::Settled) && !row.cause.as_ref().is_some_and(over) {
        return Ok(row);
    }
    let mut tx = desk.ctx.begin().await?;
    let Some(mut row) = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await? else { return Ok(row) };
    row.wish = row.wish.filter(|wish| *wish != Wish::Settled);
    row.cause = row.cause.filter(|cause| !over(cause));
    save(desk, &mut tx, &row, None, desk.ctx.now()).await?;
    tx.commit().await?;
    Ok(row)
}

/// The shop cancelled or deleted an order that the partner has: what the merchant has set for that.
async fn cancelled_here(desk: &Desk<'_>, row: TrackedOrder, rule: &str) -> Result<Outcome, JobError> {
    if row.wish == Some(Wish::Settled) {
        return Ok(Outcome::Done);
    }
    if desk.connection.settings.orders.on_cancel == OnCancel::Annul || row.wish == Some(Wish::Cancel) {
        return cancel(desk, row, rule).await;
    }
    if row.milestone == Some(Milestone::Impossible) {
        return agreed(desk, row).await;
    }
    if row.cause.as_ref().is_some_and(|c| c.code == Code::ShopCancel) {
        return Ok(Outcome::Done);
    }
    let number = row.number.clone();
    let cause = Cause::new(Code::ShopCancel, "").with("number", number.clone());
    let step = Step::new(desk.ctx.now(), StepKind::Waiting, "cancel-tell");
    note(desk, row, Some(cause), step.with("cause", Code::ShopCancel.word()).with("number", number), None).await
}

/// Both sides have cancelled the order: there is nothing to tell any more.
async fn agreed(desk: &Desk<'_>, row: TrackedOrder) -> Result<Outcome, JobError> {
    let mut tx = desk.ctx.begin().await?;
    if let Some(mut row) = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await?
        && row.cause.take_if(|c| c.code == Code::PartnerCancel).is_some()
    {
        save(desk, &mut tx, &row, None, desk.ctx.now()).await?;
    }
    tx.commit().await?;
    Ok(Outcome::Done)
}

async fn change(desk: &Desk<'_>, row: TrackedOrder, order: &ShopOrder) -> Result<Outcome, JobError> {
    let Some(number) = row.partner_number.clone() else { return Ok(Outcome::Done) };
    let now = desk.ctx.now();
    let proven = map(order, &desk.connection.settings).and_then(|mapped| {
        // What the partner was told before is not asked about again.
        let same = content_hash(order, &mapped) == row.content_hash;
        if same { Ok(()) } else { desk.partner.prove(order, &mapped, &row.sums_allowed) }.map(|()| mapped)
    });
    let mapped = match proven {
        Ok(mapped) => mapped,
        // The warehouse has begun with it, or it has left: whatever it is called now, it needs no mapping any more.
        Err(_) if row.milestone.is_some() => return fine(desk, row).await,
        Err(cause) => {
            // The changed order needs a mapping, or its money doesn't balance; the partner keeps what it has until then.
            let key = cause.key();
            let step = decided::waiting(now, &cause);
            note(desk, row, Some(*cause), step, None).await?;
            let mut tx = desk.ctx.begin().await?;
            let outcome = decided::park(&mut tx, key, desk).await?;
            tx.commit().await?;
            return Ok(outcome);
        }
    };
    let hash = content_hash(order, &mapped);
    let shop_wins = row.wish == Some(Wish::TakeShop);
    if hash == row.content_hash && !shop_wins {
        return fine(desk, row).await;
    }
    let known = if shop_wins { Known::ShopWins } else { Known::Told(&row.told) };
    match desk.partner.update(&number, order, &mapped, &row.identity, known).await {
        Ok(updated) => {
            desk.ctx.unblock(desk.connection).await?;
            changed(desk, row, updated, hash).await
        }
        Err(CallError::Refused { code: Code::LateCancel, text }) => {
            let step = Step::new(now, StepKind::ChangeLocked, "locked").with("reason", text);
            let cause = Cause::new(Code::LateChange, "").with("number", row.number.clone());
            note(desk, row, Some(cause), step, Some(hash)).await
        }
        Err(CallError::Refused { code, text }) => {
            let cause = refused(desk, order, code, &text).detail(&text);
            let key = cause.key();
            let step = Step::new(now, StepKind::Failed, "").with("cause", code.word()).with("reason", text);
            note(desk, row, Some(cause), step, None).await.map(|_| Outcome::Park { cause: key })
        }
        Err(error) => put_off(desk, &error).await,
    }
}

/// A change has been compared, and sent on where there was something to send.
pub(super) async fn changed(
    desk: &Desk<'_>,
    row: TrackedOrder,
    updated: Updated,
    content_hash: String,
) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    let mut tx = desk.ctx.begin().await?;
    let locked = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await?;
    let Some(mut row) = locked else { return Ok(Outcome::Done) };
    row.content_hash = content_hash;
    row.told = updated.told;
    row.wish = row.wish.filter(|wish| *wish != Wish::TakeShop);
    // What people have still to settle about its status is no matter of its content.
    row.cause = row.cause.filter(|cause| cause.code == Code::StatusKept);
    if updated.sent {
        steps::add(&mut tx, &row.shop, &row.id, &Step::new(now, StepKind::ChangeSent, "")).await?;
    }
    if !updated.conflicts.is_empty() {
        let number = row.number.clone();
        let cause = Cause::new(Code::BothChanged, "").with("number", number).with("name", updated.conflicts);
        steps::add(&mut tx, &row.shop, &row.id, &decided::waiting(now, &cause)).await?;
        row.cause = Some(cause);
    }
    progress::trouble(&mut tx, &mut row, updated.order.trouble.as_deref(), now).await?;
    save(desk, &mut tx, &row, None, now).await?;
    tx.commit().await?;
    Ok(Outcome::Done)
}

/// Takes what the shop has now as known there.
pub(super) async fn remember(desk: &Desk<'_>, row: &TrackedOrder, content_hash: String) -> Result<Outcome, JobError> {
    let mut tx = desk.ctx.begin().await?;
    if let Some(mut row) = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await? {
        row.content_hash = content_hash;
        save(desk, &mut tx, &row, None, desk.ctx.now()).await?;
    }
    tx.commit().await?;
    Ok(Outcome::Done)
}

/// Nothing is to be done for an order: a cause that only our work could end is over.
async fn fine(desk: &Desk<'_>, row: TrackedOrder) -> Result<Outcome, JobError> {
    let over = |cause: &Cause| !cause.code.is_settled_by_hand() && !cause.code.is_read();
    if !row.cause.as_ref().is_some_and(over) {
        return Ok(Outcome::Done);
    }
    let mut tx = desk.ctx.begin().await?;
    if let Some(mut row) = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await? {
        row.cause = row.cause.filter(|cause| !over(cause));
        save(desk, &mut tx, &row, None, desk.ctx.now()).await?;
    }
    tx.commit().await?;
    Ok(Outcome::Done)
}

async fn cancel(desk: &Desk<'_>, row: TrackedOrder, rule: &str) -> Result<Outcome, JobError> {
    let Some(number) = row.partner_number.clone() else { return Ok(Outcome::Done) };
    let already_told = row.cause.as_ref().is_some_and(|c| c.code == Code::LateCancel) && row.wish != Some(Wish::Cancel);
    if already_told {
        return Ok(Outcome::Done);
    }
    let now = desk.ctx.now();
    let result = match desk.partner.cancel(&number, &identity::own(&row, None)).await {
        Ok(result) => result,
        Err(CallError::Refused { code: Code::LateCancel, .. }) => Cancelling::TooLate,
        Err(CallError::Refused { code, text }) => {
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
    let mut tx = desk.ctx.begin().await?;
    let Some(mut row) = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await? else {
        return Ok(Outcome::Done);
    };
    row.wish = None;
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
            Step::new(now, StepKind::Cancelled, rule).with("number", number)
        }
    };
    save(desk, &mut tx, &row, None, now).await?;
    steps::add(&mut tx, &row.shop, &row.id, &step).await?;
    tx.commit().await?;
    Ok(Outcome::Done)
}

/// The shop no longer has the order: cancel it at the partner, or leave it out.
pub async fn gone_from_shop(desk: &Desk<'_>, job: &Job) -> Result<Outcome, JobError> {
    let found = orders::by_number(desk.ctx.db(), &desk.shop.id, &desk.connection.id, &job.key).await?;
    let Some(row) = found else { return Ok(Outcome::Done) };
    let codes: Vec<String> = row.traits.iter().flat_map(|traits| traits.goods.keys().cloned()).collect();
    let outcome = gone(desk, row).await?;
    look_again_after(desk, &codes).await?;
    Ok(outcome)
}

async fn gone(desk: &Desk<'_>, row: TrackedOrder) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    match row.state {
        OrderState::Cancelled | OrderState::LeftOut => Ok(Outcome::Done),
        OrderState::HandedOver => cancelled_here(desk, row, "deleted").await,
        OrderState::Sending => {
            // It may have arrived there just before it was deleted here.
            let there = match hand_over::there(desk, &row).await {
                Ok(found) => found,
                Err(error) => return put_off(desk, &error).await,
            };
            let mut tx = desk.ctx.begin().await?;
            let Some(mut row) = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await? else {
                return Ok(Outcome::Done);
            };
            row.partner_number = there.map(|o| o.number);
            if row.partner_number.is_none() {
                return leave_out(desk, tx, row).await;
            }
            row.state = OrderState::HandedOver;
            row.sending_since = None;
            row.handed_at = Some(now);
            save(desk, &mut tx, &row, None, now).await?;
            tx.commit().await?;
            cancelled_here(desk, row, "deleted").await
        }
        OrderState::Noticed | OrderState::Held | OrderState::Waiting | OrderState::Failed => {
            let mut tx = desk.ctx.begin().await?;
            let Some(row) = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await? else {
                return Ok(Outcome::Done);
            };
            leave_out(desk, tx, row).await
        }
    }
}

async fn leave_out(desk: &Desk<'_>, mut tx: crate::store::Tx, mut row: TrackedOrder) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    row.state = OrderState::LeftOut;
    "deleted".clone_into(&mut row.rule);
    row.cause = None;
    row.sending_since = None;
    save(desk, &mut tx, &row, None, now).await?;
    steps::add(&mut tx, &row.shop, &row.id, &Step::new(now, StepKind::LeftOut, "deleted")).await?;
    tx.commit().await?;
    Ok(Outcome::Done)
}

/// Puts work off after a call that failed for now.
pub(super) async fn put_off(desk: &Desk<'_>, error: &CallError) -> Result<Outcome, JobError> {
    match desk.block(error).await? {
        Some(until) => Ok(Outcome::Again(until)),
        None => Ok(Outcome::Retry { error: error.to_string(), not_before: None }),
    }
}

async fn note(
    desk: &Desk<'_>,
    row: TrackedOrder,
    cause: Option<Cause>,
    step: Step,
    content_hash: Option<String>,
) -> Result<Outcome, JobError> {
    let now = desk.ctx.now();
    let mut tx = desk.ctx.begin().await?;
    let locked = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await?;
    let Some(mut row) = locked else { return Ok(Outcome::Done) };
    row.cause = cause;
    row.wish = row.wish.filter(|wish| *wish != Wish::TakeShop);
    if let Some(hash) = content_hash {
        row.content_hash = hash;
    }
    save(desk, &mut tx, &row, None, now).await?;
    steps::add(&mut tx, &row.shop, &row.id, &step).await?;
    tx.commit().await?;
    Ok(Outcome::Done)
}
