//! What would happen, without anything happening: a try of the partner's login, and a simulation with the real rules.
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::cause::Cause;
use crate::domain::clock::Millis;
use crate::domain::decision::{Circumstances, Decision, decide, not_ready};
use crate::domain::dictionary::OrderStatus;
use crate::domain::job::{Job, JobKind, Outcome};
use crate::domain::order::ShopOrder;
use crate::domain::partner::CallError;
use crate::domain::report::{LONG_OPEN_DAYS, SimulatedOrder, Simulation, TestReport};
use crate::domain::shop::Shop;
use crate::domain::stock::{Master, sellable};
use crate::store::connections::{self, Connection, ConnectionState};
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::{jobs, products};
use crate::sync::context::{Context, JobError, all};
use crate::systems::partner::ConnectionInfo;
use crate::systems::upgates::Shop as Door;

/// Pages of a simulation (100 orders each).
const PAGES: u32 = 5;
/// Pages of the product list that a simulation compares (50 products each).
const PRODUCT_PAGES: u32 = 40;
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
        let text = serde_json::to_string(&report).unwrap_or_default();
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

/// Works out what would go, wait and be left out, and stores a report. Writes nothing anywhere else.
///
/// # Errors
/// When the store fails.
pub async fn run(ctx: &Context, jobs: &[Job]) -> Result<Vec<Outcome>, JobError> {
    for job in jobs {
        let Some(shop) = ctx.shop(&job.shop).await? else { continue };
        let Some(connection) = connections::get(ctx.db(), &job.shop, &job.connection).await? else { continue };
        let simulation = match simulate(ctx, &shop, &connection).await {
            Ok(simulation) => simulation,
            Err(JobError::Call(error)) => {
                Simulation { at: ctx.now(), error: error.to_string(), ..Simulation::default() }
            }
            Err(other) => return Err(other),
        };
        let text = serde_json::to_string(&simulation).unwrap_or_default();
        let mut tx = ctx.begin().await?;
        connections::set_simulation(&mut tx, &job.shop, &job.connection, Some(&text)).await?;
        tx.commit().await?;
    }
    Ok(all(jobs, &Outcome::Done))
}

async fn simulate(ctx: &Context, shop: &Shop, connection: &Connection) -> Result<Simulation, JobError> {
    let now = ctx.now();
    let settings = &connection.settings;
    let only_new = settings.orders.from.trim() == "now";
    let from = if only_new {
        now.plus_seconds(-DAYS_BACK * 86_400)
    } else {
        settings.from_moment(now, &shop.zone).unwrap_or(now)
    };
    let statuses: Vec<OrderStatus> = dictionary::all::<OrderStatus>(ctx.db(), &shop.id, DictionaryKind::OrderStatuses)
        .await?
        .into_iter()
        .map(|i| i.data)
        .collect();
    let (session, gate) = ctx.session(shop).await?;
    let door = ctx.upgates.shop(session, &gate, now, &shop.zone)?;
    let partner = ctx.partner(connection)?;
    let mut simulation = Simulation { at: now, from, only_new, ..Simulation::default() };
    for number in 1..=PAGES {
        let page = door.orders_changed(from, number).await?;
        for order in &page.items {
            let canceled =
                order.status_id.is_some_and(|id| statuses.iter().any(|s| s.id == id && s.kind == "Canceled"));
            let zone = &shop.zone;
            let circumstances = Circumstances { settings, from, zone, canceled, ready_since: now, wish: None, now };
            note_age(&mut simulation, order, &circumstances);
            let decision = decide(order, circumstances, |mapped| partner.prove(order, mapped, ""));
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

/// How many products would show another number: the shop's list beside what the partner has, by the real rules.
async fn stock_changes(ctx: &Context, connection: &Connection, door: &Door<'_>) -> Result<usize, JobError> {
    let rules = &connection.settings.stock;
    let mut shown: BTreeMap<String, i64> = BTreeMap::new();
    for number in 1..=PRODUCT_PAGES {
        let page = door.products_simple(number, None).await?;
        shown.extend(page.items.into_iter().filter_map(|line| Some((line.code, line.stock?))));
        if !page.more {
            break;
        }
    }
    let words = &connection.settings.words;
    let codes = shown.keys().filter(|code| !code.is_empty()).map(|code| words.number(code).to_owned());
    let numbers: Vec<String> = codes.collect::<BTreeSet<_>>().into_iter().collect();
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for a in ctx.partner(connection)?.availability(&numbers).await? {
        for code in words.codes(&a.product) {
            *sums.entry(code).or_default() += if rules.physical { a.physical } else { a.available };
        }
    }
    let differs = |(code, sum): (&String, &i64)| shown.get(code).is_some_and(|s| *s != sellable(*sum, rules.buffer));
    Ok(sums.iter().filter(|line| differs(*line)).count())
}

/// Ready orders that are older than the merchant may think.
fn note_age(simulation: &mut Simulation, order: &ShopOrder, c: &Circumstances<'_>) {
    if c.canceled || not_ready(order, &c.settings.orders).is_some() {
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
    if simulation.orders.len() < 500 {
        let line =
            SimulatedOrder { number: order.number.clone(), verdict: verdict.to_owned(), rule: rule.to_owned(), cause };
        simulation.orders.push(line);
    }
}
