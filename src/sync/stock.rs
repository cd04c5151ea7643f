//! Stock: what the partner has, less what it doesn't know yet, written absolute and only where it differs.
mod reading;
pub mod shared;

use std::collections::BTreeMap;

use crate::coupling::{PRODUCTS_CURSOR, STOCK_CURSOR};
use crate::domain::clock::Millis;
use crate::domain::job::{Job, JobKind, Outcome};
use crate::domain::partner::CallError;
use crate::domain::shelf::Shelf;
use crate::domain::shop::Shop;
use crate::domain::stock::{Availability, Master, Ruling, StockChange, sellable};
use crate::store::connections::Connection;
use crate::store::stock::GuardStop;
use crate::store::{cursors, jobs, stock};
use crate::sync::context::{Context, JobError, all};
use crate::sync::looks;
use crate::sync::schedule::{next_turn, waits_for_orders};
use reading::Reading;
use shared::{shelf, told_of_shared};

/// Until when a stopped update may pass the guard-rail; its owner is the connection.
const GUARD_PASS: &str = "guard_pass_until";
/// When the whole stock was last compared; its owner is the connection.
const WHOLE_CURSOR: &str = "stock_whole";
/// Windows overlap by this many seconds.
const OVERLAP_SECONDS: i64 = 600;
/// Pages of the product list read in one go (50 products each).
const PAGES: u32 = 400;

/// Brings the stock of some products up to date.
///
/// # Errors
/// When the shop can't be reached or the store fails.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some((shop, connection)) = open(ctx, jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    if connection.settings.stock.master == Master::Shop {
        return Ok(all(jobs, &Outcome::Done));
    }
    if let Some(later) = waits_for_orders(ctx, &shop.id).await? {
        return Ok(all(jobs, &Outcome::Again(later)));
    }
    let partner = ctx.partner(&connection)?;
    let shelf = shelf(ctx, &shop, &connection, &partner).await?;
    let keys: Vec<String> = jobs.iter().map(|j| j.key.clone()).collect();
    let numbers: Vec<String> = shelf.asked(&keys).into_iter().collect();
    if numbers.is_empty() {
        return Ok(all(jobs, &Outcome::Done));
    }
    let mut read = Reading::default();
    if let Some(until) = read.ask(ctx, &connection, &partner, &numbers).await? {
        return Ok(all(jobs, &Outcome::Again(until)));
    }
    ctx.unblock(&connection).await?;
    read.tell(ctx, &connection, &numbers).await?;
    bring(ctx, &shop, &connection, &shelf, &read.rows).await?;
    let outcome = |job: &Job| {
        let refused = read.refused.iter().find(|(number, _)| shelf.means(&job.key, number));
        refused.map_or(Outcome::Done, |(_, words)| Outcome::Retry { error: words.clone(), not_before: None })
    };
    Ok(jobs.iter().map(outcome).collect())
}

/// Looks for stock changed at the partner; with the key `all` at everything it has.
///
/// # Errors
/// When the shop can't be reached or the store fails.
pub async fn catch_up(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some((shop, connection)) = open(ctx, jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    let now = ctx.now();
    let id = connection.id.as_str();
    let ends: Vec<Outcome> = jobs
        .iter()
        .map(|j| if j.key.is_empty() { Outcome::Again(next_turn(id, ctx.tuning.stock, now)) } else { Outcome::Done })
        .collect();
    if connection.settings.stock.master == Master::Shop {
        return Ok(all(jobs, &Outcome::Done));
    }
    if let Some(later) = waits_for_orders(ctx, &shop.id).await? {
        return Ok(all(jobs, &Outcome::Again(later)));
    }
    if cursors::get(ctx.db(), shop.id.as_str(), PRODUCTS_CURSOR).await?.is_none() {
        read_products(ctx, &shop).await?;
    }
    // Nothing has been read that lies ahead; a clock that was ahead may have said so.
    let cursor = cursors::get(ctx.db(), id, STOCK_CURSOR).await?.filter(|at| *at <= now);
    if jobs.iter().all(|j| j.key.is_empty())
        && let Some(until) = looks::wait(ctx, &shop.id, id, cursor).await?
    {
        return Ok(all(jobs, &Outcome::Again(until)));
    }
    // Everything at least once a day, each connection at a time of its own.
    let whole = cursors::get(ctx.db(), id, WHOLE_CURSOR).await?;
    let everything = cursor.is_none()
        || jobs.iter().any(|j| j.key == "all")
        || whole.is_none_or(|at| next_turn(&format!("{id}{WHOLE_CURSOR}"), ctx.tuning.stock_whole, at) <= now);
    let from = if everything { Millis(0) } else { cursor.unwrap_or_default().plus_seconds(-OVERLAP_SECONDS) };
    let partner = ctx.partner(&connection)?;
    let shelf = shelf(ctx, &shop, &connection, &partner).await?;
    let numbers: Result<Vec<String>, CallError> = if everything {
        Ok(shelf.all().into_iter().collect())
    } else {
        // A change in one warehouse says nothing about the others: those products are read whole.
        let changed = partner.availability_changed_since(from).await;
        changed.map(|rows| shelf.asked(&rows.into_iter().map(|a| a.product).collect::<Vec<_>>()).into_iter().collect())
    };
    let mut read = Reading::default();
    let until = match numbers {
        Ok(numbers) => read.ask(ctx, &connection, &partner, &numbers).await?,
        Err(error) => read.failed(ctx, &connection, "", &error).await?,
    };
    read.tell(ctx, &connection, &[]).await?;
    if until.is_some() || read.refused.iter().any(|(number, _)| number.is_empty()) {
        let soon = now.plus_seconds(ctx.tuning.stock);
        return Ok(all(jobs, &Outcome::Again(until.unwrap_or(soon))));
    }
    ctx.unblock(&connection).await?;
    bring(ctx, &shop, &connection, &shelf, &read.rows).await?;
    let mut tx = ctx.begin().await?;
    cursors::set(&mut tx, id, STOCK_CURSOR, now).await?;
    if everything {
        cursors::set(&mut tx, id, WHOLE_CURSOR, now).await?;
        told_of_shared(&mut tx, &connection, &shelf, now).await?;
    }
    tx.commit().await?;
    Ok(ends)
}

/// Reads the shop's product list, or what changed of it.
///
/// # Errors
/// When the shop can't be reached or the store fails.
pub async fn products(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    if let Some(job) = jobs.first()
        && let Some(shop) = ctx.shop(&job.shop).await?
    {
        read_products(ctx, &shop).await?;
    }
    Ok(all(jobs, &Outcome::Done))
}

async fn read_products(ctx: &Context, shop: &Shop) -> Result<(), JobError> {
    let now = ctx.now();
    let cursor = cursors::get(ctx.db(), shop.id.as_str(), PRODUCTS_CURSOR).await?.map(|at| at.min(now));
    let from = cursor.map(|c| c.plus_seconds(-OVERLAP_SECONDS));
    let connections = ctx.started(&shop.id).await?;
    let (session, gate) = ctx.session(shop).await?;
    let door = ctx.upgates.shop(session, &gate, now, &shop.zone)?;
    for number in 1..=PAGES {
        let page = door.products_simple(number, from).await?;
        let mut tx = ctx.begin().await?;
        for line in page.items.iter().filter(|l| !l.code.is_empty()) {
            // The partner may have told the stock of a new product before we knew it: ask for it once.
            if cursor.is_some() && stock::find(&mut tx, &shop.id, &line.code).await?.is_none() {
                for connection in connections.iter().filter(|c| c.settings.stock.master != Master::Shop) {
                    let id = connection.id.as_str();
                    jobs::mark(&mut tx, &shop.id, id, JobKind::Stock, &line.code, now, now).await?;
                }
            }
            stock::save_shop(&mut tx, &shop.id, line, now).await?;
        }
        tx.commit().await?;
        if !page.more {
            break;
        }
    }
    let mut tx = ctx.begin().await?;
    cursors::set(&mut tx, shop.id.as_str(), PRODUCTS_CURSOR, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn open(ctx: &Context, jobs: &[Job]) -> Result<Option<(Shop, Connection)>, JobError> {
    let Some(job) = jobs.first() else { return Ok(None) };
    let Some(shop) = ctx.shop(&job.shop).await? else { return Ok(None) };
    let connection = ctx.connection(&job.shop, &job.connection).await?;
    Ok(connection.map(|c| (shop, c)))
}

/// Stores what the partner has and writes to the shop what differs.
async fn bring(
    ctx: &Context,
    shop: &Shop,
    connection: &Connection,
    shelf: &Shelf,
    availability: &[Availability],
) -> Result<(), JobError> {
    let rules = &connection.settings.stock;
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for a in availability {
        *sums.entry(a.product.as_str()).or_default() += if rules.physical { a.physical } else { a.available };
    }
    let wanted = targets(ctx, shop, connection, shelf, &sums).await?;
    if rules.master != Master::Partner || wanted.is_empty() {
        return Ok(());
    }
    let changes = allowed(ctx, shop, connection, differing(ctx, shop, &wanted).await?).await?;
    if changes.is_empty() {
        return Ok(());
    }
    let now = ctx.now();
    let (session, gate) = ctx.session(shop).await?;
    let door = ctx.upgates.shop(session, &gate, now, &shop.zone)?;
    for part in changes.chunks(crate::systems::upgates::BATCH) {
        let results = door.write_stock(part).await?;
        let mut tx = ctx.begin().await?;
        for change in part {
            match results.iter().find(|r| r.key == change.code) {
                Some(result) if result.ok => {
                    stock::written(&mut tx, &shop.id, &change.code, change.to, now).await?;
                    // An order that became known, or known there, since its goods were counted: look once more.
                    let reserved = stock::reserved(&mut tx, &shop.id, &change.code).await?;
                    if wanted.get(&change.code).is_some_and(|target| target.reserved != reserved) {
                        jobs::mark(&mut tx, &shop.id, connection.id.as_str(), JobKind::Stock, &change.code, now, now)
                            .await?;
                    }
                }
                other => {
                    let told = other.is_some();
                    tracing::warn!(shop = %shop.id, code = %change.code, told, "the shop did not take a stock change");
                }
            }
        }
        tx.commit().await?;
    }
    tracing::info!(shop = %shop.id, products = changes.len(), "stock written");
    Ok(())
}

/// What a product shall show.
struct Target {
    /// Code of the product that owns the variant, as far as it is known.
    parent: Option<String>,
    /// Units.
    to: i64,
    /// Units of it that the shop has deducted, as counted then.
    reserved: i64,
}

/// What each known product shall show, by its code. Products that one number stands for share what there is.
async fn targets(
    ctx: &Context,
    shop: &Shop,
    connection: &Connection,
    shelf: &Shelf,
    sums: &BTreeMap<&str, i64>,
) -> Result<BTreeMap<String, Target>, JobError> {
    let now = ctx.now();
    let mut wanted = BTreeMap::new();
    let mut tx = ctx.begin().await?;
    for (number, sum) in sums {
        let codes = shelf.codes(number);
        // Upgates deducted these at order; the partner will deduct them when it gets the orders.
        let mut reserved = 0_i64;
        for code in codes {
            reserved = reserved.saturating_add(stock::reserved(&mut tx, &shop.id, code).await?);
        }
        for code in codes {
            let Some(line) = stock::find(&mut tx, &shop.id, code).await? else { continue };
            stock::save_partner(&mut tx, &shop.id, &line.code, *sum, now).await?;
            let own = stock::reserved(&mut tx, &shop.id, &line.code).await?;
            let to = sellable(sum.saturating_sub(reserved), connection.settings.stock.buffer);
            let parent = (!line.parent.is_empty()).then_some(line.parent);
            wanted.insert(line.code, Target { parent, to, reserved: own });
        }
    }
    tx.commit().await?;
    Ok(wanted)
}

/// Reads what the shop shows now, and keeps what differs. Products whose stock the shop doesn't track are left alone.
async fn differing(
    ctx: &Context,
    shop: &Shop,
    wanted: &BTreeMap<String, Target>,
) -> Result<Vec<StockChange>, JobError> {
    let now = ctx.now();
    let (session, gate) = ctx.session(shop).await?;
    let door = ctx.upgates.shop(session, &gate, now, &shop.zone)?;
    let mut asked: Vec<String> =
        wanted.iter().map(|(code, target)| target.parent.clone().unwrap_or_else(|| code.clone())).collect();
    asked.sort();
    asked.dedup();
    let mut lines = door.products_by_codes(&asked).await?;
    // A variant under a product without a code is found by its own (corrections.md 1.7).
    let missing = |code: &&String| !lines.iter().any(|line| line.code == **code);
    let missing: Vec<String> = wanted.keys().filter(missing).cloned().collect();
    lines.extend(door.products_by_variants(&missing).await?);
    let mut changes = Vec::new();
    let mut tx = ctx.begin().await?;
    for line in &lines {
        stock::save_shop(&mut tx, &shop.id, line, now).await?;
        if let Some(target) = wanted.get(&line.code)
            && line.stock.is_some_and(|shown| shown != target.to)
        {
            let parent = line.parent.clone().or_else(|| target.parent.clone());
            changes.push(StockChange { code: line.code.clone(), parent, from: line.stock, to: target.to });
        }
    }
    tx.commit().await?;
    Ok(changes)
}

/// Asks the guard-rail. What it stops is kept for the merchant to decide; the rest is returned and may be written.
async fn allowed(
    ctx: &Context,
    shop: &Shop,
    connection: &Connection,
    changes: Vec<StockChange>,
) -> Result<Vec<StockChange>, JobError> {
    let now = ctx.now();
    let id = connection.id.as_str();
    let passes = cursors::get(ctx.db(), id, GUARD_PASS).await?.is_some_and(|until| until > now);
    if passes || changes.is_empty() {
        return Ok(changes);
    }
    let before = stock::stopped(ctx.db(), &shop.id, id).await?;
    let followed = usize::try_from(stock::count(ctx.db(), &shop.id).await?).unwrap_or_default();
    let stopped = before.as_ref().map(|b| b.changes.as_slice()).unwrap_or_default();
    let Ruling { write, keep } = connection.settings.stock.guard_rail.rule(stopped, changes, followed);
    if before.is_none() && keep.is_empty() {
        return Ok(write);
    }
    let mut tx = ctx.begin().await?;
    if keep.is_empty() {
        stock::release(&mut tx, &shop.id, id).await?;
        // What was stopped and is not in this update is looked at anew.
        for change in stopped.iter().filter(|old| !write.iter().any(|new| new.code == old.code)) {
            jobs::mark(&mut tx, &shop.id, id, JobKind::Stock, &change.code, now, now).await?;
        }
        tracing::info!(shop = %shop.id, "the stopped stock update passes the guard-rail now");
    } else {
        let lowered = keep.iter().filter(|c| c.from.is_some_and(|f| c.to < f)).count();
        let zeroed = keep.iter().filter(|c| c.to == 0 && c.from.is_some_and(|f| f > 0)).count();
        if before.as_ref().is_none_or(|b| b.changes != keep) {
            tracing::warn!(shop = %shop.id, lowered, zeroed, "the guard-rail stopped a stock update");
        }
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let at = before.as_ref().map_or(now, |b| b.at);
        let kept = GuardStop { changes: keep, lowered: count(lowered), zeroed: count(zeroed), at };
        stock::stop(&mut tx, &shop.id, id, &kept).await?;
    }
    tx.commit().await?;
    Ok(write)
}
