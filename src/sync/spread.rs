//! From what arrived to what must be done: marks become jobs, a thousand of the same are one.
use crate::domain::clock::{Millis, parse_moment};
use crate::domain::hook::{self, Item};
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::store::dictionary::DictionaryKind;
use crate::store::marks::Mark;
use crate::store::{StoreResult, Tx, jobs, marks, orders};
use crate::sync::context::Context;
use crate::sync::schedule::next_turn;

/// Marks taken in one transaction, each of at most [`crate::store::marks::LARGEST`] items, so that hooks don't wait long for the one
/// writer of SQLite.
pub const AT_ONCE: usize = 50;
/// A hook whose change lies this close to our own write is an echo of it, in milliseconds (the shop's times are whole seconds).
const ECHO_SLACK: i64 = 2000;
/// New products are collected for this many seconds.
const NEW_PRODUCT_WAIT: i64 = 60;
/// Echoes wait this many seconds, so that one read serves many; a merchant's own change comes with its own hook.
const ECHO_WAIT: i64 = 5;

/// Spreads the oldest marks; returns how many.
///
/// # Errors
/// When the store fails; the marks stay then.
pub async fn spread(ctx: &Context) -> StoreResult<usize> {
    if marks::count(ctx.db()).await? == 0 {
        return Ok(0);
    }
    let mut tx = ctx.db().begin().await?;
    let taken = marks::take(&mut tx, AT_ONCE).await?;
    for mark in &taken {
        one(&mut tx, ctx, mark).await?;
    }
    tx.commit().await?;
    Ok(taken.len())
}

async fn one(tx: &mut Tx, ctx: &Context, mark: &Mark) -> StoreResult<()> {
    let now = ctx.now();
    let shop = ShopId(mark.shop_id.clone());
    if !mark.connection_id.is_empty() {
        return partner(tx, ctx, &shop, mark).await;
    }
    let items: Vec<Item> = serde_json::from_str(&mark.items).unwrap_or_default();
    let dictionary = match hook::entity(&mark.event).trim_end_matches('s') {
        // Something changed that the hook did not name, or its body could not be read.
        "order" if items.is_empty() => return jobs::mark(tx, &shop, "", JobKind::CatchUp, "", now, now).await,
        "order" => {
            for item in &items {
                let due = due_of_order(tx, &shop, item, now).await?;
                jobs::mark(tx, &shop, "", JobKind::Order, &item.key, due, now).await?;
            }
            return Ok(());
        }
        "product" => {
            // A new product is wanted soon, since its stock may follow; a change can wait for the day's turn.
            let created = mark.event.to_ascii_lowercase().ends_with(".create");
            let turn = next_turn(&format!("{shop}products"), ctx.tuning.products, now);
            let due = if created { now.plus_seconds(NEW_PRODUCT_WAIT) } else { turn };
            return jobs::mark(tx, &shop, "", JobKind::Products, "", due, now).await;
        }
        "orderstatuse" | "orderstatu" => DictionaryKind::OrderStatuses,
        "shipment" => DictionaryKind::Shipments,
        "payment" => DictionaryKind::Payments,
        "language" => DictionaryKind::Languages,
        _ => return Ok(()),
    };
    jobs::mark(tx, &shop, "", JobKind::Dictionary, dictionary.word(), now.plus_seconds(1), now).await
}

/// When to read an order: at once, or a little later when the hook is the echo of our own write.
async fn due_of_order(tx: &mut Tx, shop: &ShopId, item: &Item, now: Millis) -> StoreResult<Millis> {
    let Some(changed) = item.changed.as_deref().and_then(|t| parse_moment(t, "Europe/Prague")) else { return Ok(now) };
    let Some((status, from, to)) = orders::last_write(tx, shop, &item.key).await? else { return Ok(now) };
    let near = changed.0 >= from.0 - ECHO_SLACK && changed.0 <= to.0 + ECHO_SLACK;
    let same = item.status_id.is_none() || item.status_id == status;
    Ok(if near && same { now.plus_seconds(ECHO_WAIT) } else { now })
}

async fn partner(tx: &mut Tx, ctx: &Context, shop: &ShopId, mark: &Mark) -> StoreResult<()> {
    let now = ctx.now();
    let connection = mark.connection_id.as_str();
    let items: Vec<String> = serde_json::from_str(&mark.items).unwrap_or_default();
    let (kind, all, due) = if mark.event == hook::STOCK {
        (JobKind::Stock, JobKind::StockCatchUp, now.plus_seconds(ctx.tuning.stock_window))
    } else {
        (JobKind::Progress, JobKind::ProgressCatchUp, now)
    };
    for item in &items {
        jobs::mark(tx, shop, connection, kind, item, due, now).await?;
    }
    if items.is_empty() {
        jobs::mark(tx, shop, connection, all, "", due, now).await?;
    }
    Ok(())
}
