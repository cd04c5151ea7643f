//! What we owe the shop: tracking first, then the status that may mail; batched, never twice, and never over a person's decision.
mod settled;

use settled::{Written, keep, park, settle_status, settle_tracking};

use crate::domain::clock::Millis;
use crate::domain::course::{Standing, Turn, UnderWay, turn};
use crate::domain::dictionary::{OrderStatus, name_in};
use crate::domain::job::{Job, JobKind, Outcome};
use crate::domain::order::{OrderState, ShopOrder, Wish};
use crate::domain::progress::Milestone;
use crate::domain::settings::Settings;
use crate::domain::shop::Shop;
use crate::store::connections::Connection;
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::orders::TrackedOrder;
use crate::store::{jobs, orders, parcels};
use crate::sync::context::{Context, JobError, all};
use crate::systems::upgates::{ItemResult, OrderWrite, Shop as Door};

/// Seconds until what is owed for an order that the shop did not show is looked at again.
const MISSING_SECONDS: i64 = 120;

/// What is owed for one order of one connection.
struct Debt<'a> {
    /// Place of the order's job in the batch.
    job: usize,
    row: TrackedOrder,
    settings: &'a Settings,
    tracking: Option<String>,
    /// The milestone whose status is owed, what stands in the shop now, and whether the customer may be mailed.
    status: Option<Owed>,
}

/// A status that is owed.
#[derive(Debug, Clone, Copy)]
struct Owed {
    milestone: Milestone,
    id: i64,
    /// What stands there, as freshly read; known before anything is written.
    before: Option<i64>,
    mail: bool,
}

/// What all orders of a batch share.
struct Desk<'a> {
    ctx: &'a Context,
    door: &'a Door<'a>,
    shop: &'a Shop,
    statuses: Vec<OrderStatus>,
}

impl Desk<'_> {
    /// The status' name in the administration's language; without one it is told by its id.
    fn name(&self, id: i64) -> String {
        let found = self.statuses.iter().find(|s| s.id == id);
        let name = found.map(|s| name_in(&s.names, self.shop.language.code()).to_owned());
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| id.to_string())
    }
}

/// Writes what is owed for a batch of orders.
///
/// # Errors
/// When the shop can't be reached; the batch is tried again then.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let Some(shop) = ctx.shop_of(jobs).await? else { return Ok(all(jobs, &Outcome::Done)) };
    let (session, gate) = ctx.session(&shop).await?;
    let door = ctx.upgates.shop(session, &gate, ctx.now(), &shop.zone)?;
    let connections = ctx.started(&shop.id).await?;
    let mut debts = Vec::new();
    let mut outcomes = vec![Outcome::Done; jobs.len()];
    for (place, job) in jobs.iter().enumerate() {
        for row in orders::of_number(ctx.db(), &shop.id, &job.key).await? {
            if let Some(connection) = connections.iter().find(|c| c.id == row.connection)
                && let Some(debt) = owed(ctx, connection, row, place).await?
            {
                debts.push(debt);
            }
        }
    }
    if debts.is_empty() {
        return Ok(outcomes);
    }
    let statuses = dictionary::all::<OrderStatus>(ctx.db(), &shop.id, DictionaryKind::OrderStatuses).await?;
    let statuses = statuses.into_iter().map(|s| s.data).collect();
    let desk = Desk { ctx, door: &door, shop: &shop, statuses };
    // A write before this one may have been done without our knowing, and somebody may have set another status: look first.
    if debts.iter().any(|d| d.status.is_some() || d.row.write_is_unsettled()) {
        ask(&desk, &mut debts, &mut outcomes).await?;
    }
    tracking(&desk, &mut debts, &mut outcomes).await?;
    for mail in [false, true] {
        status(&desk, &mut debts, mail, &mut outcomes).await?;
    }
    Ok(outcomes)
}

async fn owed<'a>(
    ctx: &Context,
    connection: &'a Connection,
    row: TrackedOrder,
    job: usize,
) -> Result<Option<Debt<'a>>, JobError> {
    if row.state != OrderState::HandedOver {
        return Ok(None);
    }
    let settings = &connection.settings;
    let all = parcels::of_order(ctx.db(), &row.shop, &row.id).await?;
    let chosen = settings.tracking.parcel.choose(all.iter().map(|p| p.parcel.number.as_str()));
    let tracking = chosen.filter(|n| *n != row.tracking_written).map(str::to_owned);
    let rules = &settings.progress;
    let due = row.milestone.map(|m| match m {
        // What was delivered has also been shipped, though nobody may have told us so at the time.
        Milestone::Delivered if !rules.contains_key(&m) => Milestone::Shipped,
        m => m,
    });
    let status = due.and_then(|milestone| {
        let rule = rules.get(&milestone)?;
        Some(Owed { milestone, id: rule.status_id, before: None, mail: rule.mail })
    });
    let by_hand = row.wish == Some(Wish::SetStatus);
    let status = status.filter(|s| by_hand || row.milestone_written.is_none_or(|w| s.milestone > w));
    let row = row.with_old_course(|milestone| rules.get(&milestone).map(|rule| rule.status_id));
    let owes = tracking.is_some() || status.is_some();
    Ok(owes.then_some(Debt { job, row, settings, tracking, status }))
}

/// Reads the orders anew: strikes out what already stands there, and leaves standing what a person has set.
async fn ask(desk: &Desk<'_>, debts: &mut [Debt<'_>], outcomes: &mut [Outcome]) -> Result<(), JobError> {
    let numbers: Vec<String> = debts.iter().map(|d| d.row.number.clone()).collect();
    let found = desk.door.orders_by_numbers(&numbers).await?;
    let now = desk.ctx.now();
    for debt in debts {
        let Some(order) = found.iter().find(|o| o.number == debt.row.number) else {
            missing(desk, debt).await?;
            outcomes[debt.job] = Outcome::Again(now.plus_seconds(MISSING_SECONDS));
            continue;
        };
        if debt.row.write_is_unsettled() && debt.tracking.as_deref().is_some_and(|t| t == order.tracking_code) {
            settle_tracking(desk, debt, (now, now)).await?;
        }
        look(desk, debt, order).await?;
    }
    Ok(())
}

/// The shop does not show the order: nothing is written to it, and its own job finds out what has become of it.
async fn missing(desk: &Desk<'_>, debt: &mut Debt<'_>) -> Result<(), JobError> {
    (debt.tracking, debt.status) = (None, None);
    let now = desk.ctx.now();
    let mut tx = desk.ctx.begin().await?;
    jobs::mark(&mut tx, &debt.row.shop, "", JobKind::Order, &debt.row.number, now, now).await?;
    tx.commit().await?;
    Ok(())
}

/// What is done about the status that is owed, by what stands there.
async fn look(desk: &Desk<'_>, debt: &mut Debt<'_>, order: &ShopOrder) -> Result<(), JobError> {
    let Some(owed) = debt.status else { return Ok(()) };
    let now = desk.ctx.now();
    // Moments of the shop are whole seconds, and its clock is not ours.
    let edited = debt.row.wrote_from.is_some_and(|from| order.updated_at > from.plus_seconds(1));
    let standing = Standing { status: order.status_id, edited };
    let by_hand = debt.row.wish == Some(Wish::SetStatus);
    match turn(debt.settings, &debt.row.course, owed.milestone, standing, by_hand) {
        None => debt.status = None,
        Some(Turn::Write { mail }) => debt.status = Some(Owed { before: order.status_id, mail, ..owed }),
        Some(Turn::Written) => settle_status(desk, debt, (now, now), Written::Stands).await?,
        Some(Turn::Overtaken) => keep(desk, debt, order, "overtaken").await?,
        Some(Turn::Keep { ahead }) => {
            let canceled = desk.statuses.iter().any(|s| Some(s.id) == order.status_id && s.kind == "Canceled");
            let rule = if canceled {
                "canceled"
            } else if ahead {
                "ahead"
            } else {
                ""
            };
            keep(desk, debt, order, rule).await?;
        }
    }
    Ok(())
}

async fn tracking(desk: &Desk<'_>, debts: &mut [Debt<'_>], outcomes: &mut [Outcome]) -> Result<(), JobError> {
    let mut open: Vec<&mut Debt<'_>> = debts.iter_mut().filter(|d| d.tracking.is_some()).collect();
    let writes: Vec<OrderWrite> = open
        .iter()
        .map(|d| OrderWrite { number: d.row.number.clone(), status_id: None, tracking_code: d.tracking.clone() })
        .collect();
    if writes.is_empty() {
        return Ok(());
    }
    let from = desk.ctx.now();
    let results = desk.door.write_orders(&writes, false).await?;
    let at = (from, desk.ctx.now());
    for debt in &mut open {
        match refused(&results, &debt.row.number) {
            None => settle_tracking(desk, debt, at).await?,
            Some(words) => outcomes[debt.job] = park(desk.ctx, debt, &words).await?,
        }
    }
    Ok(())
}

async fn status(desk: &Desk<'_>, debts: &mut [Debt<'_>], mail: bool, outcomes: &mut [Outcome]) -> Result<(), JobError> {
    // An order whose tracking was refused must not be mailed about.
    let mut open: Vec<&mut Debt<'_>> =
        debts.iter_mut().filter(|d| d.tracking.is_none() && d.status.is_some_and(|s| s.mail == mail)).collect();
    let writes: Vec<OrderWrite> = open
        .iter()
        .map(|d| OrderWrite { number: d.row.number.clone(), status_id: d.status.map(|s| s.id), tracking_code: None })
        .collect();
    if writes.is_empty() {
        return Ok(());
    }
    let from = desk.ctx.now();
    announce(desk.ctx, &open, from).await?;
    let results = desk.door.write_orders(&writes, mail).await?;
    let at = (from, desk.ctx.now());
    for debt in &mut open {
        match refused(&results, &debt.row.number) {
            None => settle_status(desk, debt, at, Written::Now).await?,
            Some(words) => outcomes[debt.job] = park(desk.ctx, debt, &words).await?,
        }
    }
    Ok(())
}

/// Commits that a write begins: whatever happens to its answer, the next try asks first.
async fn announce(ctx: &Context, debts: &[&mut Debt<'_>], from: Millis) -> Result<(), JobError> {
    let mut tx = ctx.begin().await?;
    for debt in debts {
        if let Some(mut row) = orders::lock_by_id(&mut tx, &debt.row.shop, debt.row.id.as_str()).await? {
            row.wrote_from = Some(from);
            row.wrote_to = None;
            row.course.under_way =
                debt.status.map(|s| UnderWay { milestone: s.milestone, status: s.id, before: s.before });
            orders::save(&mut tx, &row, from).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// The words of a refusal, or `None` when the item was written.
fn refused(results: &[ItemResult], number: &str) -> Option<String> {
    match results.iter().find(|r| r.key == number) {
        Some(result) if result.ok => None,
        Some(result) => Some(result.messages.join(" ")),
        None => Some("the answer does not name the order".to_owned()),
    }
}
