//! Stock: what the partner has, less what it doesn't know yet, written absolute and only where it differs.
use std::collections::{BTreeMap, BTreeSet};

use crate::coupling::{PRODUCTS_CURSOR, STOCK_CURSOR};
use crate::domain::clock::Millis;
use crate::domain::job::{Job, JobKind, Outcome};
use crate::domain::shop::Shop;
use crate::domain::stock::{Availability, Master, Ruling, StockChange, sellable};
use crate::store::connections::Connection;
use crate::store::stock::GuardStop;
use crate::store::{cursors, jobs, stock};
use crate::sync::context::{Context, JobError, all};
use crate::sync::looks;
use crate::sync::schedule::{next_turn, waits_for_orders};

/// Until when a stopped update may pass the guard-rail; its owner is the connection.
const GUARD_PASS: &str = "guard_pass_until";
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
    let keys: Vec<String> = jobs.iter().map(|j| j.key.clone()).collect();
    let codes = connection.settings.words.numbers(&keys);
    let availability = match ctx.partner(&connection)?.availability(&codes).await {
        Ok(availability) => availability,
        Err(error) => {
            let until = ctx.block(&connection, &error).await?;
            return Ok(all(jobs, &until.map_or(Outcome::Done, Outcome::Again)));
        }
    };
    ctx.unblock(&connection).await?;
    bring(ctx, &shop, &connection, &availability).await?;
    Ok(all(jobs, &Outcome::Done))
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
    let everything = cursor.is_none() || jobs.iter().any(|j| j.key == "all");
    let from = if everything { Millis(0) } else { cursor.unwrap_or_default().plus_seconds(-OVERLAP_SECONDS) };
    let partner = ctx.partner(&connection)?;
    let answer = if everything {
        let known: Vec<String> = stock::all(ctx.db(), &shop.id).await?.into_iter().map(|l| l.code).collect();
        let words = &connection.settings.words;
        let numbers: BTreeSet<&str> = known.iter().map(|code| words.number(code)).collect();
        partner.availability(&numbers.into_iter().map(str::to_owned).collect::<Vec<_>>()).await
    } else {
        match partner.availability_changed_since(from).await {
            Ok(changed) if changed.is_empty() => Ok(changed),
            Ok(changed) => {
                // A change in one warehouse says nothing about the others: read those products whole.
                let mut codes: Vec<String> = changed.into_iter().map(|a| a.product).collect();
                codes.sort();
                codes.dedup();
                partner.availability(&codes).await
            }
            Err(error) => Err(error),
        }
    };
    let availability = match answer {
        Ok(availability) => availability,
        Err(error) => {
            let until = ctx.block(&connection, &error).await?;
            return Ok(all(jobs, &Outcome::Again(until.unwrap_or_else(|| now.plus_seconds(ctx.tuning.stock)))));
        }
    };
    ctx.unblock(&connection).await?;
    bring(ctx, &shop, &connection, &availability).await?;
    let mut tx = ctx.begin().await?;
    cursors::set(&mut tx, id, STOCK_CURSOR, now).await?;
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
    availability: &[Availability],
) -> Result<(), JobError> {
    let rules = &connection.settings.stock;
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    for a in availability {
        *sums.entry(a.product.as_str()).or_default() += if rules.physical { a.physical } else { a.available };
    }
    let wanted = targets(ctx, shop, connection, &sums).await?;
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
                Some(result) if result.ok => stock::written(&mut tx, &shop.id, &change.code, change.to, now).await?,
                other => {
                    let words = other.map(|r| r.messages.join(" ")).unwrap_or_default();
                    tracing::warn!(shop = %shop.id, code = %change.code, words, "the shop did not take a stock change");
                }
            }
        }
        tx.commit().await?;
    }
    tracing::info!(shop = %shop.id, products = changes.len(), "stock written");
    Ok(())
}

/// What each known product shall show: code → (parent, units).
async fn targets(
    ctx: &Context,
    shop: &Shop,
    connection: &Connection,
    sums: &BTreeMap<&str, i64>,
) -> Result<BTreeMap<String, (Option<String>, i64)>, JobError> {
    let now = ctx.now();
    let mut wanted = BTreeMap::new();
    let mut tx = ctx.begin().await?;
    let words = &connection.settings.words;
    let named =
        sums.iter().flat_map(|(number, sum)| words.codes(number).into_iter().map(move |code| (code, *number, sum)));
    for (code, number, sum) in named {
        let Some(line) = stock::find(&mut tx, &shop.id, &code).await? else { continue };
        // Found by its EAN, it may be a product that the partner calls otherwise.
        if words.number(&line.code) != number && words.products.contains_key(&line.code) {
            continue;
        }
        stock::save_partner(&mut tx, &shop.id, &line.code, *sum, now).await?;
        // Upgates deducted these at order; the partner will deduct them when it gets the orders.
        let reserved = stock::reserved(&mut tx, &shop.id, &line.code).await?;
        let to = sellable(sum.saturating_sub(reserved), connection.settings.stock.buffer);
        wanted.insert(line.code, ((!line.parent.is_empty()).then_some(line.parent), to));
    }
    tx.commit().await?;
    Ok(wanted)
}

/// Reads what the shop shows now, and keeps what differs. Products whose stock the shop doesn't track are left alone.
async fn differing(
    ctx: &Context,
    shop: &Shop,
    wanted: &BTreeMap<String, (Option<String>, i64)>,
) -> Result<Vec<StockChange>, JobError> {
    let now = ctx.now();
    let (session, gate) = ctx.session(shop).await?;
    let door = ctx.upgates.shop(session, &gate, now, &shop.zone)?;
    let mut asked: Vec<String> =
        wanted.iter().map(|(code, (parent, _))| parent.clone().unwrap_or_else(|| code.clone())).collect();
    asked.sort();
    asked.dedup();
    let lines = door.products_by_codes(&asked).await?;
    let mut changes = Vec::new();
    let mut tx = ctx.begin().await?;
    for line in &lines {
        stock::save_shop(&mut tx, &shop.id, line, now).await?;
        if let Some((parent, to)) = wanted.get(&line.code)
            && line.stock.is_some_and(|shown| shown != *to)
        {
            let parent = line.parent.clone().or_else(|| parent.clone());
            changes.push(StockChange { code: line.code.clone(), parent, from: line.stock, to: *to });
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
