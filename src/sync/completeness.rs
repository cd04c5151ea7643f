//! The daily balance of the books: every order that the shop changed in a day is one that we know.
use crate::domain::job::{Job, JobKind, Outcome};
use crate::store::{jobs, orders};
use crate::sync::context::{Context, JobError, all};
use crate::sync::schedule::next_turn;

/// How far back a balance looks, in seconds: a day, and an hour of overlap.
const WINDOW_SECONDS: i64 = 90_000;
/// Pages of a balance (100 orders each).
const PAGES: u32 = 50;

/// Compares the shop's orders of the last day with ours and marks the missing ones.
///
/// # Errors
/// When the shop can't be read.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some(shop) = (match jobs.first() {
        Some(job) => ctx.shop(&job.shop).await?,
        None => None,
    }) else {
        return Ok(all(jobs, &Outcome::Done));
    };
    let now = ctx.now();
    let connections = ctx.started(&shop.id).await?;
    let (session, gate) = ctx.session(&shop).await?;
    let door = ctx.upgates.shop(session, &gate, now, &shop.zone)?;
    let (mut seen, mut missing) = (0_usize, 0_usize);
    for number in 1..=PAGES {
        let page = door.orders_changed(now.plus_seconds(-WINDOW_SECONDS), number).await?;
        let mut tx = ctx.db().begin().await?;
        for order in &page.items {
            seen += 1;
            for connection in &connections {
                let row = orders::lock(&mut tx, &shop.id, &connection.id, &order.number).await?;
                let stale = row.is_none_or(|r| r.updated_at < order.updated_at);
                if stale {
                    missing += 1;
                    jobs::mark(&mut tx, &shop.id, "", JobKind::Order, &order.number, now, now).await?;
                }
            }
        }
        tx.commit().await?;
        if !page.more {
            break;
        }
    }
    if missing > 0 {
        tracing::warn!(shop = %shop.id, orders = seen, missing, "the books did not balance; the missing orders are read now");
    }
    Ok(all(jobs, &Outcome::Again(next_turn(shop.id.as_str(), ctx.tuning.completeness, now))))
}
