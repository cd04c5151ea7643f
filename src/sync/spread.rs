//! From what arrived to what must be done: marks become jobs, a thousand of the same are one.
use serde_json::Value;

use crate::domain::clock::{Millis, parse_moment};
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::store::dictionary::DictionaryKind;
use crate::store::marks::Mark;
use crate::store::{StoreResult, Tx, jobs, marks, orders};
use crate::sync::context::Context;

/// Marks taken in one transaction.
const AT_ONCE: i64 = 200;
/// A hook whose change lies this close to our own write is an echo of it, in milliseconds (the shop's times are whole seconds).
const ECHO_SLACK: i64 = 2000;
/// Echoes wait this many seconds, so that one read serves many; a merchant's own change comes with its own hook.
const ECHO_WAIT: i64 = 60;
/// Event of a body that could not be read.
pub const MALFORMED: &str = "malformed";

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
    let items: Vec<Value> = serde_json::from_str(&mark.items).unwrap_or_default();
    if !mark.connection_id.is_empty() {
        return partner(tx, ctx, &shop, mark, &items).await;
    }
    let section = mark.event.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let dictionary = match section.as_str() {
        "orders" | "order" => {
            for item in &items {
                if let Some(number) = text(item, "order_number") {
                    let due = due_of_order(tx, &shop, &number, item, now).await?;
                    jobs::mark(tx, &shop, "", JobKind::Order, &number, due, now).await?;
                }
            }
            return Ok(());
        }
        "products" | "product" => {
            let wait = if mark.event.to_ascii_lowercase().ends_with(".update") { 900 } else { 60 };
            return jobs::mark(tx, &shop, "", JobKind::Products, "", now.plus_seconds(wait), now).await;
        }
        "orderstatuses" | "orderstatus" => DictionaryKind::OrderStatuses,
        "shipments" | "shipment" => DictionaryKind::Shipments,
        "payments" | "payment" => DictionaryKind::Payments,
        "languages" | "language" => DictionaryKind::Languages,
        // A body that could not be read, or an event we never asked for: look at what changed.
        _ => return jobs::mark(tx, &shop, "", JobKind::CatchUp, "", now, now).await,
    };
    jobs::mark(tx, &shop, "", JobKind::Dictionary, dictionary.word(), now.plus_seconds(1), now).await
}

/// When to read an order: at once, or a little later when the hook is the echo of our own write.
async fn due_of_order(tx: &mut Tx, shop: &ShopId, number: &str, item: &Value, now: Millis) -> StoreResult<Millis> {
    let Some(changed) = text(item, "last_update_time").and_then(|t| parse_moment(&t, "Europe/Prague")) else { return Ok(now) };
    let Some((status, from, to)) = orders::last_write(tx, shop, number).await? else { return Ok(now) };
    let near = changed.0 >= from.0 - ECHO_SLACK && changed.0 <= to.0 + ECHO_SLACK;
    let told = item.get("status_id").and_then(Value::as_i64);
    let same = told.is_none() || told == status;
    Ok(if near && same { now.plus_seconds(ECHO_WAIT) } else { now })
}

async fn partner(tx: &mut Tx, ctx: &Context, shop: &ShopId, mark: &Mark, items: &[Value]) -> StoreResult<()> {
    let now = ctx.now();
    let connection = mark.connection_id.as_str();
    let mut understood = false;
    for item in items {
        if let Some(number) = text(item, "order") {
            understood = true;
            jobs::mark(tx, shop, connection, JobKind::Progress, &number, now, now).await?;
        }
        if let Some(product) = text(item, "product") {
            understood = true;
            let due = now.plus_seconds(ctx.tuning.stock_window);
            jobs::mark(tx, shop, connection, JobKind::Stock, &product, due, now).await?;
        }
    }
    if !understood {
        jobs::mark(tx, shop, connection, JobKind::ProgressCatchUp, "", now, now).await?;
    }
    Ok(())
}

fn text(item: &Value, key: &str) -> Option<String> {
    match item.get(key)? {
        Value::String(s) if !s.trim().is_empty() => Some(s.trim().to_owned()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}
