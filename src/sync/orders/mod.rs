//! Orders: one read of the shop serves up to a hundred; then each order is decided about and brought up to date at the
//! partner of each started connection.
mod annul;
mod decided;
mod followed;
mod hand_over;
mod identity;
mod missing;
pub mod open;
pub mod trial;

use std::sync::{Mutex, PoisonError};

use futures_util::future::BoxFuture;
use futures_util::{FutureExt as _, StreamExt as _};

use crate::domain::cause::Code;
use crate::domain::clock::Millis;
use crate::domain::dictionary::OrderStatus;
use crate::domain::exclusion::Traits;
use crate::domain::job::{Job, JobKind, Outcome};
use crate::domain::order::{Method, OrderState, ShopOrder};
use crate::domain::partner::CallError;
use crate::domain::shop::Shop;
use crate::domain::stock::Master;
use crate::store::connections::Connection;
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::orders::TrackedOrder;
use crate::store::{Tx, jobs, orders, stock};
use crate::sync::context::{Context, JobError, all, outcome_of};
use crate::sync::orders::missing::Lacking;
use crate::sync::turn::Turn;
use crate::systems::partner::Partner;
use crate::systems::upgates::Sought;

/// Orders of one batch that are worked on at once.
const AT_ONCE: usize = 8;
/// Upgates' default id of the status type `Canceled`, until the shop's statuses are known (upgates-api.md 4.10).
const CANCELED: i64 = 2;
/// The shop's clock and ours may be so many seconds apart.
const CLOCKS_APART: i64 = 120;

/// What all orders of a batch share.
struct Desk<'a> {
    ctx: &'a Context,
    shop: &'a Shop,
    connection: &'a Connection,
    partner: &'a Partner,
    statuses: &'a [OrderStatus],
    stopped: Mutex<Option<Stopped>>,
    turn: Turn,
}

/// A failure that concerns the whole connection: the rest of the batch doesn't try.
#[derive(Debug, Clone, Copy)]
struct Stopped {
    until: Millis,
    code: Code,
}

impl Desk<'_> {
    fn stopped(&self) -> Option<Stopped> {
        let now = self.ctx.now();
        self.stopped.lock().unwrap_or_else(PoisonError::into_inner).filter(|s| s.until > now)
    }

    fn stop(&self, until: Millis, code: Code) {
        *self.stopped.lock().unwrap_or_else(PoisonError::into_inner) = Some(Stopped { until, code });
    }

    /// The connection's work stops when the error concerns it as a whole; until when.
    async fn block(&self, error: &CallError) -> Result<Option<Millis>, JobError> {
        let until = self.ctx.block(self.connection, error).await?;
        if let Some(until) = until {
            let login = matches!(error, CallError::Login { .. } | CallError::Forbidden { .. });
            self.stop(until, if login { Code::AuthPartner } else { Code::PartnerDown });
        }
        Ok(until)
    }
}

/// Brings orders up to date.
///
/// # Errors
/// When the shop can't be read; the whole batch is tried again then.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some(shop) = ctx.shop_of(jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    let connections = ctx.started(&shop.id).await?;
    let now = ctx.now();
    if let Some(until) = all_blocked(&connections, now)
        && all_told(ctx, &shop, jobs).await?
    {
        return Ok(all(jobs, &Outcome::Again(until)));
    }
    let numbers: Vec<String> = jobs.iter().map(|j| j.key.clone()).collect();
    let (session, gate) = ctx.session(&shop).await?;
    let sought = ctx.upgates.shop(session, &gate, now, &shop.zone)?.orders_by_numbers(&numbers).await?;
    let lacking = missing::look(ctx, &shop, &sought).await?;
    let statuses = statuses(ctx, &shop).await?;
    // Each connection goes its own pace: one whose partner is slow delays no other.
    let turn = Turn::begin();
    let work = connections.iter().map(|connection| {
        let (sought, lacking) = (&sought, &lacking);
        let batch = Batch { ctx, shop: &shop, statuses: &statuses, sought, lacking, turn, now };
        batch.bring(connection, jobs).boxed()
    });
    let results: Vec<BoxFuture<'_, Result<Vec<Outcome>, JobError>>> = work.collect();
    let mut outcomes = vec![Outcome::Done; jobs.len()];
    for results in futures_util::future::try_join_all(results).await? {
        for (outcome, result) in outcomes.iter_mut().zip(results) {
            *outcome = sooner(outcome.clone(), result);
        }
    }
    Ok(outcomes)
}

/// What the connections of a batch share.
struct Batch<'a> {
    ctx: &'a Context,
    shop: &'a Shop,
    statuses: &'a [OrderStatus],
    sought: &'a Sought<ShopOrder>,
    lacking: &'a Lacking,
    turn: Turn,
    now: Millis,
}

impl<'a> Batch<'a> {
    /// Brings the orders up to date at one connection's partner.
    async fn bring(self, connection: &'a Connection, jobs: &'a [Job]) -> Result<Vec<Outcome>, JobError> {
        let Self { ctx, shop, statuses, sought, lacking, turn, now } = self;
        let partner = ctx.partner(connection)?;
        let already = connection.blocked_until.filter(|t| *t > now).map(|until| {
            let code = connection.blocked_cause.as_deref().and_then(Code::from_word).unwrap_or(Code::PartnerDown);
            Stopped { until, code }
        });
        let stopped = Mutex::new(already);
        let desk = Desk { ctx, shop, connection, partner: &partner, statuses, stopped, turn };
        let work: Vec<BoxFuture<'_, Outcome>> =
            jobs.iter().map(|job| one(&desk, sought, lacking, job).boxed()).collect();
        Ok(futures_util::stream::iter(work).buffered(AT_ONCE).collect().await)
    }
}

async fn one(desk: &Desk<'_>, sought: &Sought<ShopOrder>, lacking: &Lacking, job: &Job) -> Outcome {
    if desk.turn.is_over() {
        return Outcome::HandBack;
    }
    let result = match sought.iter().find(|o| o.number == job.key) {
        Some(order) => Box::pin(decided::bring(desk, order)).await,
        None => missing::bring(desk, lacking, sought, job).await,
    };
    result.unwrap_or_else(|error| outcome_of(&error, desk.ctx.now()))
}

/// Until when all connections are blocked; `None` when at least one works (or there is none).
fn all_blocked(connections: &[Connection], now: Millis) -> Option<Millis> {
    let ends: Option<Vec<Millis>> = connections.iter().map(|c| c.blocked_until.filter(|t| *t > now)).collect();
    ends.and_then(|ends| ends.into_iter().min())
}

/// Whether reading these orders of the shop would tell the merchant nothing while no partner can be reached: the partner has them, or they
/// are known to wait for it.
async fn all_told(ctx: &Context, shop: &Shop, jobs: &[Job]) -> Result<bool, JobError> {
    for job in jobs {
        let rows = orders::of_number(ctx.db(), &shop.id, &job.key).await?;
        let told = |row: &TrackedOrder| {
            row.state == OrderState::HandedOver
                || row.cause.as_ref().is_some_and(|c| matches!(c.code, Code::AuthPartner | Code::PartnerDown))
        };
        if rows.is_empty() || !rows.iter().all(told) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Of two outcomes the one that keeps the job alive longer or sooner.
fn sooner(a: Outcome, b: Outcome) -> Outcome {
    match (a, b) {
        (Outcome::HandBack, _) | (_, Outcome::HandBack) => Outcome::HandBack,
        (Outcome::Done, other) | (other, Outcome::Done) => other,
        (Outcome::Again(x), Outcome::Again(y)) => Outcome::Again(x.min(y)),
        (retry @ Outcome::Retry { .. }, _) | (_, retry @ Outcome::Retry { .. }) => retry,
        (again @ Outcome::Again(_), _) | (_, again @ Outcome::Again(_)) => again,
        (park, Outcome::Park { .. }) => park,
    }
}

async fn statuses(ctx: &Context, shop: &Shop) -> Result<Vec<OrderStatus>, JobError> {
    let items = dictionary::all::<OrderStatus>(ctx.db(), &shop.id, DictionaryKind::OrderStatuses).await?;
    Ok(items.into_iter().map(|i| i.data).collect())
}

/// Whether an order is cancelled in the shop: its status is of the documented type `Canceled`.
pub(super) fn canceled(statuses: &[OrderStatus], order: &ShopOrder) -> bool {
    is_canceled(statuses, order.status_id)
}

/// Whether a status is of the documented type `Canceled`.
fn is_canceled(statuses: &[OrderStatus], status: Option<i64>) -> bool {
    let Some(id) = status else { return false };
    statuses.iter().find(|s| s.id == id).map_or(id == CANCELED, |s| s.kind == "Canceled")
}

/// The codes of the goods that an edit or a cancellation in the shop has deducted or given back there since the order was last read,
/// whatever its state: Upgates does so or not, by the shop's settings.
fn moved(desk: &Desk<'_>, row: &TrackedOrder, order: &ShopOrder) -> Vec<String> {
    let Some(before) = row.traits.as_ref().map(|traits| &traits.goods) else { return Vec::new() };
    let goods = order.goods();
    let turned = is_canceled(desk.statuses, row.status_id) != canceled(desk.statuses, order);
    let codes = before.keys().chain(goods.keys()).collect::<std::collections::BTreeSet<_>>();
    codes.into_iter().filter(|code| turned || before.get(*code) != goods.get(*code)).cloned().collect()
}

/// What the shop's side of a tracked order looks like now.
fn refresh(row: &mut TrackedOrder, order: &ShopOrder) {
    // A status that was left standing is over with the next one that somebody sets.
    if row.course.kept != order.status_id {
        row.cause = row.cause.take().filter(|cause| cause.code != Code::StatusKept);
    }
    row.status_id = order.status_id;
    row.status.clone_from(&order.status);
    row.total = order.total.normalize().to_string();
    row.currency.clone_from(&order.currency);
    row.carrier = order.shipping.as_ref().map(|m| m.name.clone()).unwrap_or_default();
    row.payment = order.payment.as_ref().map(|m| m.name.clone()).unwrap_or_default();
    row.carrier_key = order.shipping.as_ref().map(Method::key).unwrap_or_default();
    row.payment_key = order.payment.as_ref().map(Method::key).unwrap_or_default();
    row.country.clone_from(&order.delivery.country);
    row.admin_url.clone_from(&order.admin_url);
    row.traits = Some(Traits::of(order));
    row.created_at = order.created_at;
    row.updated_at = order.updated_at;
}

/// Stores a row, and with it what Upgates has deducted for it while the partner does not know it.
async fn save(
    desk: &Desk<'_>,
    tx: &mut Tx,
    row: &TrackedOrder,
    order: Option<&ShopOrder>,
    now: Millis,
) -> Result<(), JobError> {
    orders::save(tx, row, now).await?;
    let pending = matches!(
        row.state,
        OrderState::Noticed | OrderState::Held | OrderState::Waiting | OrderState::Sending | OrderState::Failed
    );
    let goods = order.filter(|_| pending).map(ShopOrder::goods).unwrap_or_default();
    let changed = stock::reserve(tx, &row.shop, &row.id, &goods).await?;
    // Stock that was read while the partner was taking the order may count these goods twice or not at all; stock that was read before
    // we knew the order does not leave them out: look once more. The partner's own hook mostly asks for the same within the window.
    let since = row.created_at.plus_seconds(-CLOCKS_APART);
    let mut codes = Vec::new();
    for code in changed {
        if !pending || stock::seen_since(tx, &row.shop, &code, since).await? {
            codes.push(code);
        }
    }
    look_again(desk, tx, &codes, now).await
}

/// Looks at the stock of some products once more, within the window in which such looks are collected.
async fn look_again(desk: &Desk<'_>, tx: &mut Tx, codes: &[String], now: Millis) -> Result<(), JobError> {
    if desk.connection.settings.stock.master == Master::Shop {
        return Ok(());
    }
    let due = now.plus_seconds(desk.ctx.tuning.stock_window);
    for code in codes {
        jobs::mark(tx, &desk.shop.id, desk.connection.id.as_str(), JobKind::Stock, code, due, now).await?;
    }
    Ok(())
}
