//! A light look at what changed in the shop: after an outage, after a slow answer, and at a declared low frequency.
use crate::coupling::ORDERS_CURSOR;
use crate::domain::job::{Job, JobKind, Outcome};
use crate::store::{cursors, jobs, orders};
use crate::sync::context::{Context, JobError, all};
use crate::sync::schedule::next_turn;

/// Windows overlap by this many seconds, since nobody says whether the filter includes its bound (upgates-api.md 4.1).
const OVERLAP_SECONDS: i64 = 600;
/// Pages read in one run (100 orders each); more follow a little later.
const PAGES: u32 = 20;

/// Looks for orders changed since the last look and marks those that we don't know in their present form.
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
    let first_start = connections.iter().filter_map(|c| c.started_at).min().unwrap_or(now);
    let cursor = cursors::get(ctx.db(), shop.id.as_str(), ORDERS_CURSOR).await?.unwrap_or(first_start);
    let from = cursor.plus_seconds(-OVERLAP_SECONDS);
    let (session, gate) = ctx.session(&shop).await?;
    let door = ctx.upgates.shop(session, &gate, now, &shop.zone)?;
    let mut furthest = cursor;
    let mut more = false;
    for number in 1..=PAGES {
        let page = door.orders_changed(from, number).await?;
        let mut tx = ctx.db().begin().await?;
        for order in &page.items {
            furthest = furthest.max(order.updated_at);
            let mut known = !connections.is_empty();
            for connection in &connections {
                let row = orders::lock(&mut tx, &shop.id, &connection.id, &order.number).await?;
                known &= row.is_some_and(|r| r.updated_at >= order.updated_at);
            }
            if !known {
                jobs::mark(&mut tx, &shop.id, "", JobKind::Order, &order.number, now, now).await?;
            }
        }
        tx.commit().await?;
        more = page.more;
        if !more {
            break;
        }
    }
    let mut tx = ctx.db().begin().await?;
    cursors::set(&mut tx, shop.id.as_str(), ORDERS_CURSOR, if more { furthest } else { now }).await?;
    tx.commit().await?;
    let next = if more { now.plus_seconds(30) } else { next_turn(shop.id.as_str(), ctx.tuning.catch_up, now) };
    Ok(all(jobs, &Outcome::Again(next)))
}
