//! How much hooks may have read. Whoever knows a hook's address can name things without end; beyond a bound they are not read one by one:
//! the shop or the partner is looked through for what changed, which finds what is true among them and costs the same however many there
//! are.
use std::collections::{BTreeMap, BTreeSet};

use crate::coupling::ORDERS_CURSOR;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::store::jobs::Wish;
use crate::store::{StoreResult, Tx, cursors, hook_reads, jobs, orders, shops};
use crate::sync::context::Context;

/// Things of one kind that may wait to be read, and that hooks may have read in one hour, of a shop or of one connection.
pub const MOST: i64 = 2000;
/// A look counts for as many things.
const LOOK: i64 = 20;
/// Least seconds between two looks that hooks ask for.
const PAUSE: i64 = 10;
/// The same when hooks have used up what they may in this hour.
const LONG_PAUSE: i64 = 60;
/// An order that is said to be deleted is read within the next hour, since no look finds it.
const LATER: i64 = 3600;

/// Whether a job of this kind looks for changes.
pub const fn is_look(kind: JobKind) -> bool {
    matches!(kind, JobKind::CatchUp | JobKind::ProgressCatchUp | JobKind::StockCatchUp)
}

/// The kind of job that looks for changes in place of reading things one by one.
pub const fn kind_of(kind: JobKind) -> Option<JobKind> {
    match kind {
        JobKind::Order => Some(JobKind::CatchUp),
        JobKind::Progress => Some(JobKind::ProgressCatchUp),
        JobKind::Stock => Some(JobKind::StockCatchUp),
        _ => None,
    }
}

/// Keeps what hooks wish to be read within the bounds; for what is above them, changes are looked for. `deleted` are orders that are said
/// to be gone: of them those that we follow are read all the same, a little later.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn bound(
    ctx: &Context,
    tx: &mut Tx,
    (shop, connection, kind): (&ShopId, &str, JobKind),
    wishes: &mut BTreeMap<String, Wish>,
    deleted: Option<&BTreeSet<String>>,
) -> StoreResult<()> {
    let now = ctx.now();
    let Some(look) = kind_of(kind) else { return Ok(()) };
    let wished = i64::try_from(wishes.len()).unwrap_or(i64::MAX);
    let before = hook_reads::add(tx, shop, connection, wished, now).await? - wished;
    let waiting = jobs::count(tx, shop, connection, kind).await?;
    let room = usize::try_from((MOST - before).min(MOST - waiting)).unwrap_or_default();
    let Some(first_above) = wishes.keys().nth(room).cloned() else { return Ok(()) };
    let above = wishes.split_off(&first_above);
    if let Some(deleted) = deleted {
        let gone: BTreeSet<&str> = above.keys().filter(|key| deleted.contains(*key)).map(String::as_str).collect();
        let known = orders::known(tx, shop, &gone).await?;
        wishes.extend(known.into_iter().map(|number| (number, Wish::at(now.plus_seconds(LATER)))));
    }
    if kind == JobKind::Order && !shops::get(ctx.db(), shop).await?.is_some_and(|shop| shop.flowing) {
        // Until it is started, a shop has nothing to look back to.
        cursors::begin(tx, shop.as_str(), ORDERS_CURSOR, now).await?;
    }
    jobs::mark(tx, shop, connection, look, "", now, now).await?;
    tracing::warn!(%shop, connection, things = above.len(), kind = kind.word(), "hooks name more than is read one by one, changes are looked for");
    Ok(())
}

/// Until when a look that hooks ask for waits, after one at `last`; `None` when it may begin.
///
/// # Errors
/// When the database doesn't answer.
pub async fn wait(ctx: &Context, shop: &ShopId, connection: &str, last: Option<Millis>) -> StoreResult<Option<Millis>> {
    let (now, Some(last)) = (ctx.now(), last) else { return Ok(None) };
    if last.plus_seconds(LONG_PAUSE) <= now {
        return Ok(None);
    }
    let spent = hook_reads::of_hour(ctx.db(), shop, connection, now).await?;
    let until = last.plus_seconds(if spent > MOST { LONG_PAUSE } else { PAUSE });
    Ok(Some(until).filter(|until| *until > now))
}

/// Notes that hooks asked for a look.
///
/// # Errors
/// When the database doesn't answer.
pub async fn asked(tx: &mut Tx, shop: &ShopId, connection: &str, now: Millis) -> StoreResult<()> {
    hook_reads::add(tx, shop, connection, LOOK, now).await.map(drop)
}
