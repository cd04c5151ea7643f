//! One order handed over for real before the start: the form, how it went, and its story.
use actix_web::HttpResponse;

use super::start;
use crate::coupling::{self, DeskError};
use crate::domain::cause::Code;
use crate::domain::order::OrderState;
use crate::domain::report::Trial;
use crate::store::audit::Who;
use crate::store::connections::Connection;
use crate::store::{StoreResult, orders, steps, trials};
use crate::text::Value;
use crate::web::form::{FieldError, Fields};
use crate::web::pages::page::{Answer, Page, Posted};
use crate::web::pages::settings_form::fill;
use crate::web::pages::words;

/// The trial as the page shows it.
#[derive(Debug)]
pub struct Shown {
    /// The shop's number of the order.
    pub number: String,
    /// `ok`, `warn`, `must` or `wait`.
    pub mark: &'static str,
    /// How it went.
    pub text: String,
    /// The way to mend it: words and address.
    pub way: Option<(String, String)>,
    /// The order's page; empty while it is not known.
    pub order: String,
    /// When, what happened, and the rule that decided.
    pub story: Vec<(String, String, String)>,
    /// The other side's words, folded.
    pub detail: String,
    /// Whether it is under way.
    pub running: bool,
    /// Whether another order may be tried.
    pub repeat: bool,
}

/// How the last trial went; `None` when there was none.
///
/// # Errors
/// When the database doesn't answer.
pub async fn shown(page: &Page, connection: &Connection) -> StoreResult<Option<Shown>> {
    let (db, shop) = (&page.state.desk.db, &page.shop.id);
    let Some(trial) = trials::get(db, shop, connection.id.as_str()).await? else { return Ok(None) };
    let row = orders::by_number(db, shop, &connection.id, &trial.number).await?;
    let mut story = Vec::new();
    if let Some(row) = &row {
        let steps = steps::story(db, shop, &row.id).await?;
        let rule = |rule: &str| if rule.is_empty() { String::new() } else { words::rule(page, rule) };
        story = steps.iter().map(|s| (page.when(&s.at), words::step(page, s), rule(&s.rule))).collect();
    }
    let cause = row.as_ref().and_then(|r| r.cause.as_ref());
    let (mark, text) = said(page, &trial, row.as_ref());
    let way = cause.filter(|_| mark == "warn").and_then(|c| match c.code {
        Code::MapShip => Some((c, page.link("/guide/carriers#carriers"))),
        Code::MapPay => Some((c, page.link("/guide/carriers#payments"))),
        Code::AuthPartner => Some((c, page.link("/guide/partner"))),
        _ => None,
    });
    let mut detail = trial.detail.clone();
    if let Some(cause) = cause.filter(|c| detail.is_empty() && !c.detail.is_empty()) {
        detail.clone_from(&cause.detail);
    }
    Ok(Some(Shown {
        way: way.map(|(c, to)| (page.t(format!("cause-button-{}", c.code.word())), to)),
        order: row.as_ref().map(|r| page.link(&format!("/orders/{}", r.id))).unwrap_or_default(),
        running: trial.ended_at.is_none(),
        repeat: trial.may_repeat(),
        number: trial.number,
        mark,
        text,
        story,
        detail,
    }))
}

fn said(page: &Page, trial: &Trial, row: Option<&orders::TrackedOrder>) -> (&'static str, String) {
    let number = Value::from(trial.number.as_str());
    let say = |key: &str| page.ta(key, &[("number", number.clone())]);
    match trial.result.as_str() {
        "" if row.is_some_and(|r| r.state == OrderState::Sending) => ("wait", say("trial-sending")),
        "" => ("wait", say("trial-running")),
        "handed-over" => {
            let there = row.and_then(|r| r.partner_number.clone()).unwrap_or_default();
            let values = [("number", number), ("there", there.into()), ("name", page.partner().into())];
            ("ok", page.ta("trial-handed-over", &values))
        }
        "unknown" => ("must", say("trial-unknown")),
        "shop" => ("must", say("trial-shop")),
        "started" => ("info", say("trial-started")),
        _ => kept(page, trial, row),
    }
}

/// Why it was not handed over.
fn kept(page: &Page, trial: &Trial, row: Option<&orders::TrackedOrder>) -> (&'static str, String) {
    let Some(row) = row else { return ("must", page.tv("trial-unknown", "number", &trial.number)) };
    let say = |key: &str, name: String| {
        page.ta(key, &[("number", Value::from(trial.number.as_str())), ("name", name.into())])
    };
    match &row.cause {
        Some(cause) if matches!(cause.code, Code::AuthPartner) => ("warn", say("trial-login", String::new())),
        Some(cause) if matches!(cause.code, Code::PartnerDown) => ("warn", say("trial-down", String::new())),
        Some(cause) => ("warn", page.tv("trial-cause", "reason", words::cause(page, cause))),
        None if row.rule == "ready-status" => ("warn", say("trial-status", row.status.clone())),
        None if row.rule == "paid-only" => ("warn", say("trial-unpaid", String::new())),
        None => ("warn", say("trial-rule", words::rule(page, &row.rule))),
    }
}

/// `POST …/guide/trial`: hands over the order that was picked, or the one whose number was typed.
pub async fn hand_over(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let connection = page.connected()?;
    if page.started() {
        return Err(crate::web::pages::PageError::MovedOn);
    }
    let typed = form.get("trial.number");
    let number = if typed.is_empty() { form.get("trial.pick") } else { typed };
    let asked = coupling::trial(&page.state.desk, &page.shop.id, connection.id.as_str(), number, Who::Shop).await;
    let key = match asked {
        Ok(()) => return page.go("/guide/start#trial"),
        Err(DeskError::Setting(e)) if e.field == "orders.ready_statuses" => "error-status-none",
        Err(DeskError::Setting(_)) => "error-trial-number",
        Err(DeskError::NotNow(_)) => "error-trial-now",
        Err(other) => return Err(other.into()),
    };
    let mut shown = fill(&connection.settings);
    shown.overlay(&form);
    let errors = vec![FieldError { field: "trial.number".to_owned(), text: page.t(key) }];
    let view = start::view(&page, connection, Fields { form: shown, errors }).await?;
    page.show_as(HttpResponse::UnprocessableEntity(), &view)
}
