//! Filling in a period: counted first, then started, with its progress. It stands in for a "Synchronise" button.
use actix_web::HttpResponse;

use super::budget::{self, Budget};
use super::page::{Answer, Page, Posted};
use super::{activity, filter};
use crate::coupling::{self, DeskError, FILL_DAYS, FILL_PAUSE_SECONDS};
use crate::domain::clock::{Millis, parse_moment};
use crate::domain::report::Fill;
use crate::store::audit::Who;
use crate::store::{StoreResult, fills};
use crate::text::{self, Value};
use crate::web::form::{FieldError, Fields, Form};

/// The period as the page shows it.
#[derive(Debug)]
pub struct Shown {
    /// What is said about the last period; empty when there was none.
    pub said: String,
    /// Why it rests until tomorrow, when today's safe number of calls is used up.
    pub rests: Option<String>,
    /// Whether it is under way.
    pub running: bool,
    /// Looked at and all, for the bar, while orders are filled in.
    pub bar: Option<(i64, i64)>,
    /// Whether it was counted and waits for a yes.
    pub counted: bool,
    /// Whether another one may be asked for now.
    pub free: bool,
    /// First and last day of the counted period, as the form sends them.
    pub days: (String, String),
}

/// How far the last period is.
///
/// # Errors
/// When the database doesn't answer.
pub async fn shown(page: &Page) -> StoreResult<Shown> {
    let fill = fills::get(&page.state.desk.db, &page.shop.id).await?;
    let Some(fill) = fill else {
        return Ok(Shown {
            said: String::new(),
            rests: None,
            running: false,
            bar: None,
            counted: false,
            free: true,
            days: Default::default(),
        });
    };
    let running = fill.ended_at.is_none();
    let counted = fill.counting && !running;
    let rests = !fill.counting && fill.ended_at.is_some_and(|at| at.plus_seconds(FILL_PAUSE_SECONDS) > page.now);
    let budget = if running { Some(budget::today(page).await?).filter(Budget::used_up) } else { None };
    let zone = &page.shop.zone;
    let day = |at: Millis| at.local(zone).date().to_string();
    Ok(Shown {
        said: said(page, &fill),
        rests: budget.map(|b| page.tv("cause-LIMIT", "time", page.when(&b.until))),
        running,
        bar: (running && !fill.counting).then(|| (fill.done, fill.total.unwrap_or(fill.done).max(1))),
        counted,
        free: !running && !rests,
        days: (day(fill.from), day(fill.to.plus_seconds(-1))),
    })
}

fn said(page: &Page, fill: &Fill) -> String {
    let date = |at: Millis| Value::from(text::date(page.language(), at, &page.shop.zone));
    let total = Value::from(fill.total.unwrap_or_default());
    match (fill.counting, fill.ended_at) {
        (true, None) => page.t("fill-counting"),
        (true, Some(_)) => {
            let (from, to) = (date(fill.from), date(fill.to.plus_seconds(-1)));
            page.ta("fill-counted", &[("from", from), ("to", to), ("count", total)])
        }
        (false, None) => page.ta("fill-running", &[("done", fill.done.into()), ("count", total)]),
        (false, Some(at)) => {
            let time = Value::from(page.ago(&at));
            page.ta("fill-done", &[("time", time), ("done", fill.done.into()), ("count", fill.new.into())])
        }
    }
}

/// The period between two days, both inclusive.
fn period(page: &Page, form: &Form) -> Option<(Millis, Millis)> {
    let day =
        |name: &str| Some(form.get(name)).filter(|t| t.len() == 10).and_then(|t| parse_moment(t, &page.shop.zone));
    let (from, last) = (day("fill_from")?, day("fill_to")?);
    let to = filter::day_after(page, last)?;
    let fits = from < to && to.0 - from.0 <= FILL_DAYS * 86_400_000 && from <= page.now;
    fits.then_some((from, to))
}

/// `POST …/fill`: counts a period, or fills in the one that was counted.
pub async fn ask(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let key = match period(&page, &form) {
        None => "error-fill",
        Some(period) => {
            let confirmed = form.get("action") == "start";
            match coupling::fill(&page.state.desk, &page.shop.id, period, confirmed, Who::Shop).await {
                Ok(()) => return page.go("/activity#fill"),
                Err(DeskError::Setting(_)) => "error-fill",
                Err(DeskError::NotNow(_)) => "error-fill-now",
                Err(other) => return Err(other.into()),
            }
        }
    };
    let errors = vec![FieldError { field: "fill_from".to_owned(), text: page.t(key) }];
    activity::view(&page, Fields { form, errors }, HttpResponse::UnprocessableEntity()).await
}
