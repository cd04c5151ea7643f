//! What we owe the shop: tracking first, then the status that may mail; batched, and never twice.
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::Millis;
use crate::domain::dictionary::{OrderStatus, name_in};
use crate::domain::job::{Job, Outcome};
use crate::domain::order::OrderState;
use crate::domain::progress::Milestone;
use crate::domain::step::{Step, StepKind};
use crate::store::connections::Connection;
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::orders::TrackedOrder;
use crate::store::{orders, parcels, steps};
use crate::sync::context::{Context, JobError, all};
use crate::systems::upgates::{ItemResult, OrderWrite, Shop as Door};

/// What is owed for one order of one connection.
struct Debt {
    /// Place of the order's job in the batch.
    job: usize,
    row: TrackedOrder,
    tracking: Option<String>,
    status: Option<(Milestone, i64, bool)>,
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
    // A write before this one may have been done without our knowing: ask, so that no customer is mailed twice.
    if debts.iter().any(|d| d.row.write_is_unsettled()) {
        ask(ctx, &door, &mut debts).await?;
    }
    tracking(ctx, &door, &mut debts, &mut outcomes).await?;
    for mail in [false, true] {
        status(ctx, &door, &mut debts, mail, &mut outcomes).await?;
    }
    Ok(outcomes)
}

async fn owed(ctx: &Context, connection: &Connection, row: TrackedOrder, job: usize) -> Result<Option<Debt>, JobError> {
    if row.state != OrderState::HandedOver {
        return Ok(None);
    }
    let all = parcels::of_order(ctx.db(), &row.shop, &row.id).await?;
    let chosen = connection.settings.tracking.parcel.choose(all.iter().map(|p| p.parcel.number.as_str()));
    let tracking = chosen.filter(|n| *n != row.tracking_written).map(str::to_owned);
    let rules = &connection.settings.progress;
    let due = row.milestone.map(|m| match m {
        // What was delivered has also been shipped, though nobody may have told us so at the time.
        Milestone::Delivered if !rules.contains_key(&m) => Milestone::Shipped,
        m => m,
    });
    let rule = due.and_then(|m| rules.get(&m).map(|r| (m, r.status_id, r.mail)));
    let status = rule.filter(|(m, ..)| row.milestone_written.is_none_or(|w| *m > w));
    let owes = tracking.is_some() || status.is_some();
    Ok(owes.then_some(Debt { job, row, tracking, status }))
}

/// Reads the orders anew and strikes out what already stands there.
async fn ask(ctx: &Context, door: &Door<'_>, debts: &mut [Debt]) -> Result<(), JobError> {
    let numbers: Vec<String> = debts.iter().map(|d| d.row.number.clone()).collect();
    let found = door.orders_by_numbers(&numbers).await?;
    let now = ctx.now();
    for debt in debts {
        let Some(order) = found.iter().find(|o| o.number == debt.row.number) else { continue };
        let tracked = debt.tracking.as_deref().is_some_and(|t| t == order.tracking_code);
        if tracked {
            settle_tracking(ctx, debt, (now, now)).await?;
        }
        if debt.status.is_some_and(|(_, id, _)| Some(id) == order.status_id) {
            settle_status(ctx, debt, (now, now)).await?;
        }
    }
    Ok(())
}

async fn tracking(
    ctx: &Context,
    door: &Door<'_>,
    debts: &mut [Debt],
    outcomes: &mut [Outcome],
) -> Result<(), JobError> {
    let mut open: Vec<&mut Debt> = debts.iter_mut().filter(|d| d.tracking.is_some()).collect();
    let writes: Vec<OrderWrite> = open
        .iter()
        .map(|d| OrderWrite { number: d.row.number.clone(), status_id: None, tracking_code: d.tracking.clone() })
        .collect();
    if writes.is_empty() {
        return Ok(());
    }
    let from = ctx.now();
    let results = door.write_orders(&writes, false).await?;
    let at = (from, ctx.now());
    for debt in &mut open {
        match refused(&results, &debt.row.number) {
            None => settle_tracking(ctx, debt, at).await?,
            Some(words) => outcomes[debt.job] = park(ctx, debt, &words).await?,
        }
    }
    Ok(())
}

async fn status(
    ctx: &Context,
    door: &Door<'_>,
    debts: &mut [Debt],
    mail: bool,
    outcomes: &mut [Outcome],
) -> Result<(), JobError> {
    // An order whose tracking was refused must not be mailed about.
    let mut open: Vec<&mut Debt> =
        debts.iter_mut().filter(|d| d.tracking.is_none() && d.status.is_some_and(|(_, _, m)| m == mail)).collect();
    let writes: Vec<OrderWrite> = open
        .iter()
        .map(|d| OrderWrite { number: d.row.number.clone(), status_id: d.status.map(|s| s.1), tracking_code: None })
        .collect();
    if writes.is_empty() {
        return Ok(());
    }
    let from = ctx.now();
    if mail {
        announce(ctx, &open, from).await?;
    }
    let results = door.write_orders(&writes, mail).await?;
    let at = (from, ctx.now());
    for debt in &mut open {
        match refused(&results, &debt.row.number) {
            None => settle_status(ctx, debt, at).await?,
            Some(words) => outcomes[debt.job] = park(ctx, debt, &words).await?,
        }
    }
    Ok(())
}

/// Commits that a write begins which may mail customers: whatever happens to its answer, the next try asks first.
async fn announce(ctx: &Context, debts: &[&mut Debt], from: Millis) -> Result<(), JobError> {
    let mut tx = ctx.begin().await?;
    for debt in debts {
        if let Some(mut row) = orders::lock_by_id(&mut tx, &debt.row.shop, debt.row.id.as_str()).await? {
            row.wrote_from = Some(from);
            row.wrote_to = None;
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

async fn settle_tracking(ctx: &Context, debt: &mut Debt, at: (Millis, Millis)) -> Result<(), JobError> {
    let Some(code) = debt.tracking.take() else { return Ok(()) };
    settle(ctx, debt, at, |row, now| {
        row.tracking_written.clone_from(&code);
        Step::new(now, StepKind::TrackingWritten, "").with("number", code.clone())
    })
    .await
}

async fn settle_status(ctx: &Context, debt: &mut Debt, at: (Millis, Millis)) -> Result<(), JobError> {
    let Some((milestone, id, mail)) = debt.status.take() else { return Ok(()) };
    let name = status_name(ctx, debt, id).await?;
    settle(ctx, debt, at, |row, now| {
        row.milestone_written = Some(milestone);
        row.status_id = Some(id);
        if let Some(name) = name {
            row.status = name;
        }
        let step = Step::new(now, StepKind::StatusWritten, milestone.word()).with("status_id", id).with("mail", mail);
        // Without a name of its own the status is told by its id.
        let told =
            if row.status_id == Some(id) && !row.status.is_empty() { row.status.clone() } else { id.to_string() };
        step.with("status", told)
    })
    .await
}

/// The status' name in the administration's language, until the order is read again.
async fn status_name(ctx: &Context, debt: &Debt, id: i64) -> Result<Option<String>, JobError> {
    let Some(shop) = ctx.shop(&debt.row.shop).await? else { return Ok(None) };
    let statuses = dictionary::all::<OrderStatus>(ctx.db(), &shop.id, DictionaryKind::OrderStatuses).await?;
    let found = statuses.iter().find(|s| s.data.id == id);
    Ok(found.map(|s| name_in(&s.data.names, shop.language.code()).to_owned()))
}

async fn settle(
    ctx: &Context,
    debt: &Debt,
    (from, to): (Millis, Millis),
    change: impl FnOnce(&mut TrackedOrder, Millis) -> Step,
) -> Result<(), JobError> {
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    let Some(mut row) = orders::lock_by_id(&mut tx, &debt.row.shop, debt.row.id.as_str()).await? else { return Ok(()) };
    let step = change(&mut row, now);
    row.wrote_from = Some(from);
    row.wrote_to = Some(to);
    if row.cause.as_ref().is_some_and(|c| c.code == Code::UpgatesRefused) {
        row.cause = None;
    }
    orders::save(&mut tx, &row, now).await?;
    steps::add(&mut tx, &row.shop, &row.id, &step).await?;
    tx.commit().await?;
    Ok(())
}

async fn park(ctx: &Context, debt: &Debt, words: &str) -> Result<Outcome, JobError> {
    let now = ctx.now();
    let mut tx = ctx.begin().await?;
    if let Some(mut row) = orders::lock_by_id(&mut tx, &debt.row.shop, debt.row.id.as_str()).await? {
        let cause = Cause::new(Code::UpgatesRefused, row.number.clone());
        row.cause = Some(cause.with("number", row.number.clone()).with("reason", words).detail(words));
        orders::save(&mut tx, &row, now).await?;
        let step =
            Step::new(now, StepKind::TryFailed, "").with("cause", Code::UpgatesRefused.word()).with("reason", words);
        steps::add(&mut tx, &row.shop, &row.id, &step).await?;
    }
    tx.commit().await?;
    Ok(Outcome::Park { cause: format!("{}:{}", Code::UpgatesRefused.word(), debt.row.number) })
}
