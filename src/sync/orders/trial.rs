//! The one order that a merchant hands over before the start: the same rules and the same look before it is created;
//! only its date and the hold window don't count.
use std::sync::Mutex;

use crate::domain::job::{Job, Outcome};
use crate::domain::order::{OrderState, ShopOrder, Wish};
use crate::domain::report::Trial;
use crate::domain::shop::Shop;
use crate::domain::step::{Step, StepKind};
use crate::store::connections::{self, Connection, ConnectionState};
use crate::store::{orders, steps, trials};
use crate::sync::context::{Context, JobError};
use crate::sync::orders::{Desk, decided, identity, statuses};
use crate::sync::turn::Turn;

/// How one try ended: the trial's result, and the other side's words.
type End = (&'static str, String);

/// Hands trial orders over. A trial whose connection was started meanwhile belongs to the order's own job.
///
/// # Errors
/// When the store fails.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let mut outcomes = Vec::new();
    for job in jobs {
        let shop = ctx.shop(&job.shop).await?;
        let connection = connections::get(ctx.db(), &job.shop, &job.connection).await?;
        let (Some(shop), Some(connection)) = (shop, connection) else {
            outcomes.push(Outcome::Done);
            continue;
        };
        if connection.state != ConnectionState::Draft {
            outcomes.push(Outcome::Done);
            continue;
        }
        let (outcome, end) = match Box::pin(one(ctx, &shop, &connection, job)).await {
            Ok(done) => done,
            Err(JobError::Call(error)) => (Outcome::Done, Some(("shop", error.to_string()))),
            Err(other) => return Err(other),
        };
        if let Some((result, detail)) = end {
            finish(ctx, job, result, detail).await?;
        }
        outcomes.push(outcome);
    }
    Ok(outcomes)
}

async fn one(
    ctx: &Context,
    shop: &Shop,
    connection: &Connection,
    job: &Job,
) -> Result<(Outcome, Option<End>), JobError> {
    let now = ctx.now();
    let (session, gate) = ctx.session(shop).await?;
    let numbers = [job.key.clone()];
    let sought = ctx.upgates.shop(session, &gate, now, &shop.zone)?.orders_by_numbers(&numbers).await?;
    let unknown = sought.lacks(&job.key);
    let Some(order) = sought.into_iter().find(|o| o.number == job.key) else {
        let end = if unknown { ("unknown", String::new()) } else { ("shop", "the answer does not hold it".to_owned()) };
        return Ok((Outcome::Done, Some(end)));
    };
    let partner = ctx.partner(connection)?;
    let statuses = statuses(ctx, shop).await?;
    let (stopped, turn) = (Mutex::new(None), Turn::begin());
    let desk = Desk { ctx, shop, connection, partner: &partner, statuses: &statuses, stopped, turn };
    wish(ctx, &desk, &order).await?;
    let outcome = Box::pin(decided::bring(&desk, &order)).await?;
    let row = orders::by_number(ctx.db(), &shop.id, &connection.id, &job.key).await?;
    match row.map(|r| r.state) {
        Some(OrderState::HandedOver) => Ok((Outcome::Done, Some(("handed-over", String::new())))),
        // It may have arrived: it is asked about until that is known.
        Some(OrderState::Sending) => Ok((outcome, None)),
        _ => {
            forget_wish(ctx, shop, connection, &job.key).await?;
            Ok((Outcome::Done, Some(("kept", String::new()))))
        }
    }
}

/// The merchant wants this one now: its date and the hold window don't count.
async fn wish(ctx: &Context, desk: &Desk<'_>, order: &ShopOrder) -> Result<(), JobError> {
    let now = ctx.now();
    let (shop, connection) = (&desk.shop.id, &desk.connection.id);
    let mut tx = ctx.begin().await?;
    let identity = identity::of(desk.shop, order);
    let mut row = orders::recognise(&mut tx, shop, connection, &identity::sighting(order, &identity), now).await?;
    if row.wish != Some(Wish::SendNow) {
        row.wish = Some(Wish::SendNow);
        orders::save(&mut tx, &row, now).await?;
        steps::add(&mut tx, shop, &row.id, &Step::new(now, StepKind::Pressed, "trial")).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What was not handed over is an order like all others again.
async fn forget_wish(ctx: &Context, shop: &Shop, connection: &Connection, number: &str) -> Result<(), JobError> {
    let mut tx = ctx.begin().await?;
    if let Some(mut row) = orders::lock(&mut tx, &shop.id, &connection.id, number).await? {
        row.wish = None;
        orders::save(&mut tx, &row, ctx.now()).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn finish(ctx: &Context, job: &Job, result: &str, detail: String) -> Result<(), JobError> {
    let mut tx = ctx.begin().await?;
    let last = trials::get_in(&mut tx, &job.shop, &job.connection).await?;
    if let Some(trial) = last.filter(|t| t.number == job.key && t.ended_at.is_none()) {
        let ended = Trial { ended_at: Some(ctx.now()), result: result.to_owned(), detail, ..trial };
        trials::save(&mut tx, &job.shop, &job.connection, &ended).await?;
    }
    tx.commit().await?;
    Ok(())
}
