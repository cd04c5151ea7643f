//! A light look at what changed in the shop: after an outage, after a slow answer, and at a declared low frequency.
//! Once a day it looks back a whole day and balances the books: every order that the shop has is one that we know.
use crate::coupling::{BOOKS_AT, BOOKS_IN_SHOP, BOOKS_MISSING, BOOKS_SECONDS, ORDERS_CURSOR};
use crate::domain::clock::Millis;
use crate::domain::job::{Job, JobKind, Outcome};
use crate::store::{cursors, jobs, orders};
use crate::sync::context::{Context, JobError, all};
use crate::sync::looks;
use crate::sync::orders::open;
use crate::sync::schedule::next_turn;

/// Windows overlap by this many seconds, since nobody says whether the filter includes its bound (upgates-api.md 4.1).
const OVERLAP_SECONDS: i64 = 600;
/// The shop's times are whole seconds: an order that we read so soon after its last change may have changed once more
/// in the same second.
const SETTLED_SECONDS: i64 = 2;
/// Pages read in one run (100 orders each); more follow a little later.
const PAGES: u32 = 20;

/// Looks for orders changed since the last look and marks those that we don't know in their present form.
///
/// # Errors
/// When the shop can't be read.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some(shop) = ctx.shop_of(jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    let now = ctx.now();
    let connections = ctx.started(&shop.id).await?;
    let first_start = connections.iter().filter_map(|c| c.started_at).min().unwrap_or(now);
    let cursor = cursors::get(ctx.db(), shop.id.as_str(), ORDERS_CURSOR).await?;
    // Nothing has been read that lies ahead; a clock that was ahead may have said so.
    let last = cursor.filter(|at| *at <= now);
    if let Some(until) = looks::wait(ctx, &shop.id, "", last).await? {
        return Ok(all(jobs, &Outcome::Again(until)));
    }
    let cursor = cursor.unwrap_or(first_start).min(now);
    let id = shop.id.as_str();
    let balanced = cursors::get(ctx.db(), id, BOOKS_AT).await?.unwrap_or(first_start);
    let balance = balanced > now || balanced.plus_seconds(ctx.tuning.books) <= now;
    let mut books = Books::default();
    let window = if balance { cursor.min(now.plus_seconds(-BOOKS_SECONDS)) } else { cursor };
    let from = window.plus_seconds(-OVERLAP_SECONDS);
    let (session, gate) = ctx.session(&shop).await?;
    let door = ctx.upgates.shop(session, &gate, now, &shop.zone)?;
    let mut furthest = cursor;
    let mut more = false;
    for number in 1..=PAGES {
        let page = door.orders_changed(from, number).await?;
        let mut tx = ctx.begin().await?;
        for order in &page.items {
            furthest = furthest.max(order.updated_at);
            let (mut known, mut settled) = (!connections.is_empty(), true);
            for connection in &connections {
                let row = orders::lock(&mut tx, &shop.id, &connection.id, &order.number).await?;
                known &= row.as_ref().is_some_and(|r| r.updated_at >= order.updated_at);
                settled &= row.is_some_and(|r| {
                    r.updated_at > order.updated_at || r.changed_at >= order.updated_at.plus_seconds(SETTLED_SECONDS)
                });
            }
            books.count(order.created_at, known, now);
            if !known || !settled {
                jobs::mark_patient(&mut tx, &shop.id, "", JobKind::Order, &order.number, now).await?;
            }
        }
        tx.commit().await?;
        more = page.more;
        if !more {
            break;
        }
    }
    let mut tx = ctx.begin().await?;
    cursors::set(&mut tx, id, ORDERS_CURSOR, if more { furthest } else { now }).await?;
    if balance && !more {
        cursors::set(&mut tx, id, BOOKS_AT, now).await?;
        cursors::set(&mut tx, id, BOOKS_IN_SHOP, Millis(books.in_shop)).await?;
        cursors::set(&mut tx, id, BOOKS_MISSING, Millis(books.missing)).await?;
    }
    tx.commit().await?;
    if balance && books.missing > 0 {
        tracing::warn!(shop = %shop.id, orders = books.in_shop, missing = books.missing, "the books did not balance; the missing orders are read now");
    }
    if !more {
        open::look(ctx, &shop, &door, first_start).await?;
    }
    let next = if more { now.plus_seconds(30) } else { next_turn(shop.id.as_str(), ctx.tuning.catch_up, now) };
    Ok(all(jobs, &Outcome::Again(next)))
}

/// The count of one balance.
#[derive(Debug, Default)]
struct Books {
    in_shop: i64,
    missing: i64,
}

impl Books {
    fn count(&mut self, created_at: Millis, known: bool, now: Millis) {
        if (now.plus_seconds(-BOOKS_SECONDS)..now).contains(&created_at) {
            self.in_shop += 1;
            self.missing += i64::from(!known);
        }
    }
}
