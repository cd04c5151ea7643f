//! From what arrived to what must be done: marks become jobs, a thousand of the same are one.
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::absence::{Missing, Sign, Way};
use crate::domain::clock::{Millis, parse_moment};
use crate::domain::hook::{self, Item};
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::domain::reader;
use crate::store::dictionary::DictionaryKind;
use crate::store::jobs::Wish;
use crate::store::marks::Mark;
use crate::store::orders::LastWrite;
use crate::store::{StoreResult, Tx, absences, jobs, marks, orders};
use crate::sync::context::Context;
use crate::sync::looks;
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

/// What is to be done, by shop, connection (empty for the shop's own) and kind; each key once.
type Wishes = BTreeMap<(ShopId, String, JobKind), BTreeMap<String, Wish>>;

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
    let now = ctx.now();
    let deleted = deleted(&taken);
    for ((shop, connection, kind), mut wishes) in wishes(&mut tx, ctx, &taken).await? {
        if looks::kind_of(kind).is_some() {
            let deleted = deleted.get(&shop).filter(|_| kind == JobKind::Order);
            looks::bound(ctx, &mut tx, (&shop, &connection, kind), &mut wishes, deleted).await?;
        } else if looks::is_look(kind) {
            looks::asked(&mut tx, &shop, &connection, now).await?;
        }
        jobs::mark_many(&mut tx, &shop, (&connection, kind), &wishes, now).await?;
    }
    tx.commit().await?;
    Ok(taken.len())
}

/// The orders that hooks say were deleted, by shop.
fn deleted(taken: &[Mark]) -> BTreeMap<ShopId, BTreeSet<String>> {
    let mut deleted: BTreeMap<ShopId, BTreeSet<String>> = BTreeMap::new();
    for mark in taken.iter().filter(|mark| mark.connection_id.is_empty() && hook::is_deletion(&mark.event)) {
        let items: Vec<Item> = reader::stored(&mark.items).unwrap_or_default();
        deleted.entry(ShopId(mark.shop_id.clone())).or_default().extend(items.into_iter().map(|item| item.key));
    }
    deleted
}

async fn wishes(tx: &mut Tx, ctx: &Context, taken: &[Mark]) -> StoreResult<Wishes> {
    let now = ctx.now();
    let mut all = Wishes::new();
    let mut wish = |shop: &ShopId, connection: &str, kind: JobKind, key: &str, due: Millis| {
        let of_kind = all.entry((shop.clone(), connection.to_owned(), kind)).or_default();
        of_kind.entry(key.to_owned()).and_modify(|w| w.join(Wish::at(due))).or_insert(Wish::at(due));
    };
    let mut orders: BTreeMap<ShopId, Vec<Item>> = BTreeMap::new();
    for mark in taken {
        let shop = ShopId(mark.shop_id.clone());
        if !mark.connection_id.is_empty() {
            of_partner(ctx, mark, |kind, key, due| wish(&shop, &mark.connection_id, kind, key, due));
            continue;
        }
        let dictionary = match hook::entity(&mark.event).trim_end_matches('s') {
            "order" => {
                let items: Vec<Item> = reader::stored(&mark.items).unwrap_or_default();
                if hook::plain_event(&mark.event) == "order.delete" {
                    told_deleted(tx, &shop, Missing::ShopOrder, &items, now).await?;
                }
                if items.is_empty() {
                    // Something changed that the hook did not name, or its body could not be read.
                    wish(&shop, "", JobKind::CatchUp, "", now);
                }
                orders.entry(shop).or_default().extend(items);
                continue;
            }
            "product" => {
                // A new product is wanted soon, since its stock may follow; a change can wait for the day's turn.
                let created = mark.event.to_ascii_lowercase().ends_with(".create");
                let turn = next_turn(&format!("{shop}products"), ctx.tuning.products, now);
                let due = if created { now.plus_seconds(NEW_PRODUCT_WAIT) } else { turn };
                wish(&shop, "", JobKind::Products, "", due);
                continue;
            }
            "orderstatuse" | "orderstatu" => DictionaryKind::OrderStatuses,
            "shipment" => DictionaryKind::Shipments,
            "payment" => DictionaryKind::Payments,
            "language" => DictionaryKind::Languages,
            _ => continue,
        };
        if hook::plain_event(&mark.event).ends_with(".delete")
            && let Some(missing) = dictionary.missing()
        {
            let items: Vec<Item> = reader::stored(&mark.items).unwrap_or_default();
            told_deleted(tx, &shop, missing, &items, now).await?;
        }
        wish(&shop, "", JobKind::Dictionary, dictionary.word(), now.plus_seconds(1));
    }
    for (shop, items) in &orders {
        // Only what tells when it changed can be an echo.
        let timed: BTreeSet<&str> = items.iter().filter(|i| i.changed.is_some()).map(|i| i.key.as_str()).collect();
        let written = if timed.is_empty() { BTreeMap::new() } else { orders::last_writes(tx, shop, &timed).await? };
        for item in items {
            wish(shop, "", JobKind::Order, &item.key, due_of_order(item, written.get(&item.key), now));
        }
    }
    Ok(all)
}

/// The shop says that things were deleted: a sign for each, which a well-formed answer without it proves.
async fn told_deleted(tx: &mut Tx, shop: &ShopId, missing: Missing, items: &[Item], now: Millis) -> StoreResult<()> {
    for item in items {
        let sign = Sign { way: Way::Told, at: now };
        absences::note(tx, shop, ("", missing), &item.key, sign).await?;
    }
    Ok(())
}

/// When to read an order: at once, or a little later when the hook is the echo of our own write.
fn due_of_order(item: &Item, written: Option<&LastWrite>, now: Millis) -> Millis {
    let Some(changed) = item.changed.as_deref().and_then(|t| parse_moment(t, "Europe/Prague")) else { return now };
    let Some(written) = written else { return now };
    let near = changed.0 >= written.from.0 - ECHO_SLACK && changed.0 <= written.to.0 + ECHO_SLACK;
    let same = item.status_id.is_none() || item.status_id == written.status;
    if near && same { now.plus_seconds(ECHO_WAIT) } else { now }
}

fn of_partner(ctx: &Context, mark: &Mark, mut wish: impl FnMut(JobKind, &str, Millis)) {
    let now = ctx.now();
    let items: Vec<String> = reader::stored(&mark.items).unwrap_or_default();
    let (kind, all, due) = if mark.event == hook::STOCK {
        (JobKind::Stock, JobKind::StockCatchUp, now.plus_seconds(ctx.tuning.stock_window))
    } else {
        (JobKind::Progress, JobKind::ProgressCatchUp, now)
    };
    for item in &items {
        wish(kind, item, due);
    }
    if items.is_empty() {
        wish(all, "", due);
    }
}
