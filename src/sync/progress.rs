//! Progress at the partner: read an order there, remember parcels and milestones, and owe the shop what it wants to know.
use std::sync::{Mutex, PoisonError};

use futures_util::future::BoxFuture;
use futures_util::{FutureExt as _, StreamExt as _};

use crate::domain::cause::{Cause, Code};
use crate::domain::clock::Millis;
use crate::domain::job::{Job, JobKind, Outcome};
use crate::domain::order::{OrderState, Wish};
use crate::domain::partner::CallError;
use crate::domain::progress::{Milestone, PartnerOrder};
use crate::domain::step::{Step, StepKind};
use crate::store::connections::Connection;
use crate::store::orders::TrackedOrder;
use crate::store::{Tx, cursors, jobs, orders, parcels, steps};
use crate::sync::context::{Context, JobError, all, outcome_of};
use crate::sync::looks;
use crate::sync::missing;
use crate::sync::schedule::next_turn;
use crate::sync::turn::Turn;
use crate::systems::partner::Partner;

/// Orders of one batch that are read at once.
const AT_ONCE: usize = 8;
/// Cursor of the partner's changed orders; its owner is the connection.
const CURSOR: &str = "partner_orders";
/// Windows overlap by this many seconds: some date filters ignore the time of day's finer parts (partners.md 2.8).
const OVERLAP_SECONDS: i64 = 600;

/// Reads the orders of some hooks at the partner.
///
/// # Errors
/// When the store fails.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some((connection, partner)) = open(ctx, jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    let batch = Batch { stopped: Mutex::new(None), gone: Mutex::new(Vec::new()), turn: Turn::begin() };
    let work: Vec<BoxFuture<'_, Outcome>> =
        jobs.iter().map(|job| read(ctx, &connection, &partner, &batch, job).boxed()).collect();
    let outcomes = futures_util::stream::iter(work).buffered(AT_ONCE).collect().await;
    // Only now it is known how many are gone at once.
    let gone = batch.gone.into_inner().unwrap_or_else(PoisonError::into_inner);
    missing::settle(ctx, &connection, gone).await?;
    Ok(outcomes)
}

/// What the orders of a batch share.
struct Batch {
    /// Until when the rest doesn't try, after a failure that concerns the whole connection.
    stopped: Mutex<Option<Millis>>,
    /// Orders that are proven not to be there any more.
    gone: Mutex<Vec<TrackedOrder>>,
    turn: Turn,
}

async fn read(ctx: &Context, connection: &Connection, partner: &Partner, batch: &Batch, job: &Job) -> Outcome {
    if batch.turn.is_over() {
        return Outcome::HandBack;
    }
    let until = *batch.stopped.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(until) = until {
        return Outcome::Again(until);
    }
    let result = one(ctx, connection, partner, batch, job).await;
    result.unwrap_or_else(|error| outcome_of(&error, ctx.now()))
}

async fn open(ctx: &Context, jobs: &[Job]) -> Result<Option<(Connection, Partner)>, JobError> {
    let Some(job) = jobs.first() else { return Ok(None) };
    let Some(connection) = ctx.connection(&job.shop, &job.connection).await? else { return Ok(None) };
    let partner = ctx.partner(&connection)?;
    Ok(Some((connection, partner)))
}

async fn one(
    ctx: &Context,
    connection: &Connection,
    partner: &Partner,
    batch: &Batch,
    job: &Job,
) -> Result<Outcome, JobError> {
    let there = match partner.order(&job.key).await {
        Ok(there) => there,
        Err(CallError::NotFound) => {
            let known = orders::by_partner_number(ctx.db(), &connection.shop, &connection.id, &job.key).await?;
            if let Some(row) = known.filter(|r| r.state == OrderState::HandedOver) {
                batch.gone.lock().unwrap_or_else(PoisonError::into_inner).push(row);
            }
            return Ok(Outcome::Done);
        }
        Err(error) => {
            return Ok(match ctx.block(connection, &error).await? {
                Some(until) => {
                    *batch.stopped.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
                    Outcome::Again(until)
                }
                None => Outcome::Retry { error: error.to_string(), not_before: None },
            });
        }
    };
    ctx.unblock(connection).await?;
    // Looked up after the reading: an order that was being handed over meanwhile has its number by now.
    match orders::by_partner_number(ctx.db(), &connection.shop, &connection.id, &job.key).await? {
        Some(row) => note(ctx, partner, &row, &there).await,
        None => unknown(ctx, connection, &there).await,
    }
}

/// No order of ours has the partner's number. One that carries our number is ours all the same, whatever its row says: the order's own
/// job finds out, and reads the progress when it adopts it.
async fn unknown(ctx: &Context, connection: &Connection, there: &PartnerOrder) -> Result<Outcome, JobError> {
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    let row = orders::lock(&mut tx, &connection.shop, &connection.id, &there.external).await?;
    // One that is followed under another number there has a namesake, and so has one that would carry another identity.
    let ours = |row: &TrackedOrder| {
        row.partner_number.is_none() && (there.identity.is_empty() || there.identity == row.identity)
    };
    let Some(row) = row.filter(ours) else { return Ok(Outcome::Done) };
    jobs::mark(&mut tx, &row.shop, "", JobKind::Order, &row.number, now, now).await?;
    tx.commit().await?;
    ctx.wake.notify_one();
    // While it is being handed over the answer may still be under way.
    let waits = row.state == OrderState::Sending;
    Ok(if waits { Outcome::Again(now.plus_seconds(15)) } else { Outcome::Done })
}

/// Remembers what the partner says about an order.
async fn note(ctx: &Context, partner: &Partner, row: &TrackedOrder, there: &PartnerOrder) -> Result<Outcome, JobError> {
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    let locked = orders::lock(&mut tx, &row.shop, &row.connection, &row.number).await?;
    // Cancelled, restored and handed over anew while this was read: it is another order there now.
    let same = |row: &TrackedOrder| row.partner_number.as_deref() == Some(there.number.as_str());
    let Some(mut row) = locked.filter(same) else { return Ok(Outcome::Done) };
    if !there.belongs_to(&row.identity, row.shop_number()) {
        another(&mut tx, row, now).await?;
        tx.commit().await?;
        return Ok(Outcome::Done);
    }
    let (shop, id) = (row.shop.clone(), row.id.clone());
    let known = parcels::of_order_in(&mut tx, &shop, &id).await?;
    let new: Vec<_> = there
        .parcels
        .iter()
        .filter(|p| !known.iter().any(|k| k.parcel.shipment == p.shipment && k.parcel.number == p.number))
        .collect();
    for parcel in &there.parcels {
        parcels::save(&mut tx, &shop, &id, parcel, &partner.tracking_url(parcel), now).await?;
    }
    if there.annulled && row.annulment_is_unsettled() {
        // It was annulled by us, and the answer to that was lost: the order's own job takes note of it.
        jobs::mark(&mut tx, &shop, "", JobKind::Order, &row.number, now, now).await?;
        tx.commit().await?;
        ctx.wake.notify_one();
        return Ok(Outcome::Done);
    }
    row.cause = row.cause.filter(|cause| cause.code != Code::PartnerGone);
    row.partner_status.clone_from(&there.raw_status);
    if there.expected.is_some() && there.expected != row.expected {
        if row.expected.is_some() {
            let step = Step::new(now, StepKind::DateMoved, "").with("date", there.expected.clone().unwrap_or_default());
            steps::add(&mut tx, &shop, &id, &step).await?;
        }
        row.expected.clone_from(&there.expected);
    }
    if there.partly_shipped && !new.is_empty() {
        let numbers: Vec<&str> = new.iter().map(|p| p.number.as_str()).collect();
        let step = Step::new(now, StepKind::PartlyShipped, "").with("number", numbers.join(", "));
        steps::add(&mut tx, &shop, &id, &step).await?;
    }
    trouble(&mut tx, &mut row, there.trouble.as_deref(), now).await?;
    if let Some(milestone) = there.milestone
        && row.state != OrderState::Cancelled
    {
        reach(&mut tx, &mut row, milestone, "", now).await?;
    }
    orders::save(&mut tx, &row, now).await?;
    jobs::mark(&mut tx, &shop, "", JobKind::WriteBack, &row.number, now, now).await?;
    tx.commit().await?;
    ctx.wake.notify_one();
    Ok(Outcome::Done)
}

/// What the partner says is wrong with the order is a cause until it says so no more. Other causes go before it.
pub async fn trouble(tx: &mut Tx, row: &mut TrackedOrder, words: Option<&str>, now: Millis) -> Result<(), JobError> {
    let told = row.cause.as_ref().filter(|c| c.code == Code::PartnerError);
    match words {
        Some(words)
            if row.state == OrderState::HandedOver && told.map_or(row.cause.is_none(), |c| c.detail != words) =>
        {
            let number = row.number.clone();
            let cause = Cause::new(Code::PartnerError, number.clone()).with("number", number).with("reason", words);
            let mut step = Step::new(now, StepKind::Waiting, "partner").with("cause", cause.code.word());
            step.values.extend(cause.values.clone());
            row.cause = Some(cause.detail(words));
            steps::add(tx, &row.shop, &row.id, &step).await?;
        }
        None if told.is_some() => row.cause = None,
        _ => {}
    }
    Ok(())
}

/// Under the partner's number of an order there is another one now: what happens to that is none of our business.
async fn another(tx: &mut Tx, mut row: TrackedOrder, now: Millis) -> Result<(), JobError> {
    if row.cause.as_ref().is_some_and(|c| c.code == Code::NotOurs) || row.state != OrderState::HandedOver {
        return Ok(());
    }
    let there = row.partner_number.clone().unwrap_or_default();
    let cause = Cause::new(Code::NotOurs, row.number.clone()).with("number", row.number.clone()).with("code", there);
    let mut step = Step::new(now, StepKind::Waiting, "namesake").with("cause", cause.code.word());
    step.values.extend(cause.values.clone());
    steps::add(tx, &row.shop, &row.id, &step).await?;
    row.cause = Some(cause);
    orders::save(tx, &row, now).await?;
    Ok(())
}

/// A milestone is reached. It never goes back, except that an annulled order is impossible from any point before it left.
pub(super) async fn reach(
    tx: &mut Tx,
    row: &mut TrackedOrder,
    milestone: Milestone,
    rule: &str,
    now: Millis,
) -> Result<(), JobError> {
    let further = match row.milestone {
        None => true,
        Some(Milestone::Shipped | Milestone::Delivered) if milestone == Milestone::Impossible => false,
        Some(Milestone::Impossible) => false,
        Some(before) => milestone > before,
    };
    if !further {
        return Ok(());
    }
    row.milestone = Some(milestone);
    if milestone == Milestone::Impossible {
        // What the shop had cancelled, too, is settled by it; anything else somebody must look at.
        let wished = row.wish == Some(Wish::Settled)
            || row.cause.as_ref().is_some_and(|c| matches!(c.code, Code::ShopCancel | Code::LateCancel));
        let cause = Cause::new(Code::PartnerCancel, "").with("number", row.number.clone());
        row.cause = (!wished).then_some(cause);
    }
    let kind = match milestone {
        Milestone::Packed => StepKind::Packed,
        Milestone::Shipped => StepKind::Shipped,
        Milestone::Delivered => StepKind::Delivered,
        Milestone::Impossible => StepKind::Annulled,
    };
    let step = Step::new(now, kind, rule).with("status", row.partner_status.clone());
    steps::add(tx, &row.shop, &row.id, &step).await?;
    Ok(())
}

/// Looks for orders changed at the partner since the last look, and marks ours.
///
/// # Errors
/// When the store fails.
pub async fn catch_up(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some((connection, partner)) = open(ctx, jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    let now = ctx.now();
    let cursor = cursors::get(ctx.db(), connection.id.as_str(), CURSOR).await?;
    // Nothing has been read that lies ahead; a clock that was ahead may have said so.
    let last = cursor.filter(|at| *at <= now);
    if let Some(until) = looks::wait(ctx, &connection.shop, connection.id.as_str(), last).await? {
        return Ok(all(jobs, &Outcome::Again(until)));
    }
    let cursor = cursor.map(|at| at.min(now));
    let from = cursor.or(connection.started_at).unwrap_or(now).plus_seconds(-OVERLAP_SECONDS);
    let changed = match partner.changed_since(from).await {
        Ok(changed) => changed,
        Err(error) => {
            let until = ctx.block(&connection, &error).await?;
            return Ok(all(jobs, &Outcome::Again(until.unwrap_or_else(|| now.plus_seconds(ctx.tuning.progress)))));
        }
    };
    ctx.unblock(&connection).await?;
    let mut tx = ctx.begin().await?;
    for (number, external) in &changed {
        // The partner's number says whose it is; our number may be another shop's as well.
        let ours = orders::by_partner_number(ctx.db(), &connection.shop, &connection.id, number).await?;
        if let Some(row) = ours {
            if row.state != OrderState::Cancelled {
                jobs::mark_patient(&mut tx, &row.shop, row.connection.as_str(), JobKind::Progress, number, now).await?;
            }
        } else if let Some(row) = orders::lock(&mut tx, &connection.shop, &connection.id, external).await?
            && row.partner_number.is_none()
        {
            jobs::mark(&mut tx, &row.shop, "", JobKind::Order, &row.number, now, now).await?;
        }
    }
    cursors::set(&mut tx, connection.id.as_str(), CURSOR, now).await?;
    tx.commit().await?;
    let next = next_turn(connection.id.as_str(), ctx.tuning.progress, now);
    Ok(all(jobs, &Outcome::Again(next)))
}
