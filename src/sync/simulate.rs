//! What would happen, without anything happening: a try of the partner's login, and a simulation with the real rules.
use std::collections::BTreeMap;

use crate::domain::cause::Cause;
use crate::domain::clock::Millis;
use crate::domain::decision::{Circumstances, Decision, Facts, decide, not_ready};
use crate::domain::dictionary::OrderStatus;
use crate::domain::job::{Job, JobKind, Outcome};
use crate::domain::order::{OrderState, ShopOrder};
use crate::domain::partner::CallError;
use crate::domain::reader;
use crate::domain::report::{Asked, LONG_OPEN_DAYS, SimulatedOrder, Simulation, TestReport};
use crate::domain::shop::Shop;
use crate::domain::stock::{Master, sellable};
use crate::store::connections::{self, Connection, ConnectionState};
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::orders::TrackedOrder;
use crate::store::{self, jobs, orders, products};
use crate::sync::context::{Context, JobError, all};
use crate::sync::orders::canceled;
use crate::sync::stock::shared;
use crate::systems::partner::ConnectionInfo;
use crate::systems::upgates::Shop as Door;

/// Pages of a simulation (100 orders each).
const PAGES: u32 = 5;
/// Pages of the product list that a simulation compares (50 products each).
const PRODUCT_PAGES: u32 = 40;
/// Orders that a report lists.
const LISTED: usize = 500;
/// With *only new orders* the simulation shows what the last days would have been like.
const DAYS_BACK: i64 = 7;

/// Tries the login of a connection and stores a report.
///
/// # Errors
/// When the store fails.
pub async fn connect_test(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    for job in jobs {
        let Some(connection) = connections::get(ctx.db(), &job.shop, &job.connection).await? else { continue };
        let answer = match ctx.partner(&connection) {
            Ok(partner) => partner.test().await,
            Err(JobError::Call(error)) => Err(error),
            Err(other) => return Err(other),
        };
        let report = report(answer, ctx.now());
        let text = store::json("connections.test_report", &report)?;
        let mut tx = ctx.begin().await?;
        connections::set_test(&mut tx, &job.shop, &job.connection, Some(&text)).await?;
        if report.ok {
            connections::unblock(&mut tx, &job.shop, &job.connection, ctx.now()).await?;
            // The guide goes on with the readiness; the products are read for it once.
            if connection.state == ConnectionState::Draft && products::check(ctx.db(), &job.shop).await?.is_none() {
                jobs::mark(&mut tx, &job.shop, "", JobKind::Readiness, "", ctx.now(), ctx.now()).await?;
                ctx.wake.notify_one();
            }
        }
        tx.commit().await?;
    }
    Ok(all(jobs, &Outcome::Done))
}

fn report(answer: Result<ConnectionInfo, CallError>, at: Millis) -> TestReport {
    let (reason, detail) = match &answer {
        Ok(_) => ("ok", String::new()),
        Err(CallError::Login { text }) => ("login", text.clone()),
        Err(CallError::Forbidden { text }) => ("forbidden", text.clone()),
        Err(CallError::NotFound) => ("client", String::new()),
        Err(CallError::Busy { .. }) => ("busy", String::new()),
        Err(CallError::Refused { text, .. }) => ("client", text.clone()),
        Err(CallError::Down { text } | CallError::Unclear { text }) if text.contains("certificate") => {
            ("certificate", text.clone())
        }
        Err(CallError::Down { text } | CallError::Unclear { text } | CallError::Unreadable { text }) => {
            ("down", text.clone())
        }
    };
    let ok = answer.is_ok();
    let ConnectionInfo { warehouses, missing_warehouses, .. } = answer.unwrap_or_default();
    TestReport { at, ok, reason: reason.to_owned(), detail, warehouses, missing_warehouses }
}

/// Works out what would go, wait and be left out by the settings that were asked about, and stores a report. Writes nothing anywhere else.
///
/// # Errors
/// When the store fails.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    let mut outcomes = Vec::new();
    for job in jobs {
        outcomes.push(one(ctx, job).await?);
    }
    Ok(outcomes)
}

async fn one(ctx: &Context, job: &Job) -> Result<Outcome, JobError> {
    let shop = ctx.shop(&job.shop).await?;
    let connection = connections::get(ctx.db(), &job.shop, &job.connection).await?;
    let (Some(shop), Some(connection)) = (shop, connection) else { return Ok(Outcome::Done) };
    let Some(text) = connection.simulation_asked.clone() else { return Ok(Outcome::Done) };
    let Ok(asked) = reader::stored::<Asked>(&text) else { return Ok(Outcome::Done) };
    if asked.due > ctx.now() {
        // Asked for once more while one was under way.
        return Ok(Outcome::Again(asked.due));
    }
    let tried = Connection { settings: asked.settings.clone(), ..connection };
    let mut simulation = match simulate(ctx, &shop, &tried).await {
        Ok(simulation) => simulation,
        Err(JobError::Call(error)) => Simulation { at: ctx.now(), error: error.to_string(), ..Simulation::default() },
        Err(other) => return Err(other),
    };
    simulation.choice = asked.choice;
    simulation.settings = Some(Box::new(asked.settings));
    let report = store::json("connections.simulation", &simulation)?;
    let mut tx = ctx.begin().await?;
    connections::set_simulation(&mut tx, &job.shop, &job.connection, &text, &report).await?;
    tx.commit().await?;
    Ok(Outcome::Done)
}

async fn simulate(ctx: &Context, shop: &Shop, connection: &Connection) -> Result<Simulation, JobError> {
    let (now, settings) = (ctx.now(), &connection.settings);
    let only_new = settings.orders.from.trim() == "now";
    let back = now.plus_seconds(-DAYS_BACK * 86_400);
    // What has begun takes no orders from before its start, whatever is shown.
    let taken = settings.from_moment(connection.started_at.unwrap_or(now), &shop.zone).unwrap_or(now);
    let read_from = if only_new { back } else { taken };
    let from = if only_new && connection.started_at.is_none() { back } else { taken };
    let statuses: Vec<OrderStatus> = dictionary::all::<OrderStatus>(ctx.db(), &shop.id, DictionaryKind::OrderStatuses)
        .await?
        .into_iter()
        .map(|i| i.data)
        .collect();
    let (session, gate) = ctx.session(shop).await?;
    let door = ctx.upgates.shop(session, &gate, now, &shop.zone)?;
    let partner = ctx.partner(connection)?;
    let mut simulation = Simulation { at: now, from: read_from, only_new, ..Simulation::default() };
    for number in 1..=PAGES {
        let page = door.orders_changed(read_from, number).await?;
        for order in &page.items {
            let row = orders::by_number(ctx.db(), &shop.id, &connection.id, &order.number).await?;
            if row.as_ref().is_some_and(is_there) {
                simulation.handed_over += 1;
                note_order(&mut simulation, order, "handed_over", "", None);
                continue;
            }
            let canceled = canceled(&statuses, order);
            let allowed = row.as_ref().map(|row| row.sums_allowed.clone()).unwrap_or_default();
            let (ready_since, wish) = row.map_or((None, None), |row| (row.ready_since, row.wish));
            let (zone, ready_since) = (shop.zone.as_str(), ready_since.unwrap_or(now));
            let circumstances = Circumstances { settings, from, zone, canceled, ready_since, wish, now };
            note_age(&mut simulation, order, &circumstances);
            let decision = decide(order, circumstances, |mapped| partner.prove(order, mapped, &allowed));
            count(&mut simulation, order, decision);
        }
        simulation.cut = page.more;
        if !page.more {
            break;
        }
    }
    simulation.waits.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    if settings.stock.master == Master::Partner {
        simulation.stock_changes = stock_changes(ctx, connection, &door).await?;
    }
    Ok(simulation)
}

/// Whether the partner has the order, had it, or is being given it now.
const fn is_there(row: &TrackedOrder) -> bool {
    matches!(row.state, OrderState::HandedOver | OrderState::Sending | OrderState::Cancelled)
}

/// How many products would show another number: the shop's list beside what the partner has, by the real rules.
async fn stock_changes(ctx: &Context, connection: &Connection, door: &Door<'_>) -> Result<usize, JobError> {
    let rules = &connection.settings.stock;
    let mut shown: BTreeMap<String, i64> = BTreeMap::new();
    let mut items = Vec::new();
    for number in 1..=PRODUCT_PAGES {
        let page = door.products_simple(number, None).await?;
        items.extend(page.items.iter().map(|line| (line.code.clone(), line.ean.clone())));
        shown.extend(page.items.into_iter().filter_map(|line| Some((line.code, line.stock?))));
        if !page.more {
            break;
        }
    }
    let partner = ctx.partner(connection)?;
    let shelf = shared::of(items, connection, &partner);
    let numbers: Vec<String> = shelf.all().into_iter().collect();
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for a in partner.availability(&numbers).await? {
        for code in shelf.codes(&a.product) {
            *sums.entry(code.clone()).or_default() += if rules.physical { a.physical } else { a.available };
        }
    }
    let differs = |(code, sum): (&String, &i64)| shown.get(code).is_some_and(|s| *s != sellable(*sum, rules.buffer));
    Ok(sums.iter().filter(|line| differs(*line)).count())
}

/// Ready orders that are older than the merchant may think.
fn note_age(simulation: &mut Simulation, order: &ShopOrder, c: &Circumstances<'_>) {
    if c.canceled || not_ready(Facts::of(order, c.settings), &c.settings.orders).is_some() {
        return;
    }
    if order.created_at < c.from {
        simulation.old_ready += 1;
    } else if order.created_at < c.now.plus_seconds(-LONG_OPEN_DAYS * 86_400) {
        simulation.long_open += 1;
    }
}

/// Orders that would wait for the same cause are told together.
fn note_cause(waits: &mut Vec<(Cause, usize)>, cause: &Cause) {
    match waits.iter_mut().find(|(c, _)| c.code == cause.code && c.subject == cause.subject) {
        Some((_, n)) => *n += 1,
        None => waits.push((cause.clone(), 1)),
    }
}

fn count(simulation: &mut Simulation, order: &ShopOrder, decision: Decision) {
    let (verdict, rule, cause) = match decision {
        Decision::Go(_) => ("go", "ready-status", None),
        Decision::Hold(_, rule) => ("hold", rule, None),
        Decision::Wait(cause) => ("wait", "mapping", Some(*cause)),
        Decision::LeaveOut(rule) => ("left_out", rule, None),
        Decision::NotReady(rule) => ("not_ready", rule, None),
    };
    match verdict {
        "go" | "hold" => simulation.go += 1,
        "wait" => {
            simulation.wait += 1;
            if let Some(cause) = &cause {
                note_cause(&mut simulation.waits, cause);
            }
        }
        "left_out" => {
            simulation.left_out += 1;
            *simulation.out_by.entry(rule.to_owned()).or_default() += 1;
        }
        _ => simulation.not_ready += 1,
    }
    note_order(simulation, order, verdict, rule, cause);
}

fn note_order(simulation: &mut Simulation, order: &ShopOrder, verdict: &str, rule: &str, cause: Option<Cause>) {
    if simulation.orders.len() < LISTED {
        let line =
            SimulatedOrder { number: order.number.clone(), verdict: verdict.to_owned(), rule: rule.to_owned(), cause };
        simulation.orders.push(line);
    }
}
