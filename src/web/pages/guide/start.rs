//! Step 6: from when, how long to wait, what would happen, one order for real, and the start itself.
use actix_web::HttpResponse;
use askama::Template;

use super::{Progress, Step, simulation, steps, trial};
use crate::coupling::{self, DeskError};
use crate::domain::clock::Millis;
use crate::domain::reader;
use crate::domain::report::{Asked, Simulation};
use crate::domain::settings::Settings;
use crate::store::audit::Who;
use crate::store::connections::Connection;
use crate::web::form::{FieldError, Fields, Form};
use crate::web::pages::PageError;
use crate::web::pages::page::{Answer, Page, Posted};
use crate::web::pages::settings_form::{Reader, fill, told};

/// The tick by which a merchant takes older orders along.
const OLDER: &str = "start.older";

/// The page.
#[derive(Template)]
#[template(path = "guide/start.html")]
pub struct View<'a> {
    p: &'a Page,
    steps: Vec<Step>,
    f: Fields,
    simulation: Option<simulation::Shown>,
    running: bool,
    /// When a simulation begins that has to wait for its turn.
    begins: Option<Millis>,
    /// What starting would do at once, when exactly these settings were simulated.
    consequence: Vec<String>,
    /// Whether older orders would go and must be ticked.
    older: bool,
    trial: Option<trial::Shown>,
    trying: bool,
    may_try: bool,
    missing: Vec<Step>,
    dated: Option<String>,
}

/// The page with these values in its forms.
///
/// # Errors
/// When the database doesn't answer.
pub async fn view<'a>(
    page: &'a Page,
    connection: &Connection,
    f: Fields,
) -> Result<View<'a>, crate::store::StoreError> {
    let simulation = simulation::shown(page, connection);
    let asked = asked(connection).filter(|_| simulation.is_none());
    let steps = steps(page, "start").await?;
    let missing =
        steps.iter().filter(|s| matches!(s.word, "statuses") && s.progress != Progress::Done).cloned().collect();
    let from = connection.settings.orders.from.clone();
    let dated = (!matches!(from.as_str(), "now")).then_some(from);
    let trial = trial::shown(page, connection).await?;
    let tried = simulation.as_ref().filter(|s| !s.stale && !page.started()).and_then(|s| s.s.settings.as_deref());
    let consequence = match (&simulation, tried) {
        (Some(shown), Some(settings)) => consequence(page, &shown.s, settings),
        _ => Vec::new(),
    };
    Ok(View {
        steps,
        f,
        running: asked.is_some(),
        begins: asked.map(|a| a.due).filter(|due| *due > page.now),
        older: tried.is_some_and(older),
        consequence,
        simulation,
        trying: trial.as_ref().is_some_and(|t| t.running),
        may_try: !page.started() && trial.as_ref().is_none_or(|t| t.repeat),
        trial,
        missing,
        dated,
        p: page,
    })
}

/// What the last simulation was asked to try.
fn asked(connection: &Connection) -> Option<Asked> {
    reader::stored(connection.simulation_asked.as_deref()?).ok()
}

/// Whether orders from before the start would go.
fn older(settings: &Settings) -> bool {
    settings.orders.from.trim() != "now"
}

/// What starting does at once, in sentences.
fn consequence(page: &Page, s: &Simulation, settings: &Settings) -> Vec<String> {
    if !older(settings) {
        return vec![page.t("start-only-new"), page.t("start-no-mail")];
    }
    let minutes = settings.orders.hold_minutes;
    let going = match minutes {
        0 => page.tn("start-go-now", s.go),
        _ => page.ta("start-go-held", &[("count", crate::text::Value::from(s.go)), ("minutes", minutes.into())]),
    };
    vec![going, page.tn("start-wait", s.wait), page.t("start-no-mail")]
}

/// The form with what was last tried, or with what is stored.
fn filled(connection: &Connection) -> Form {
    let mut form = fill(&connection.settings);
    if let Some(asked) = asked(connection).filter(|a| a.at >= connection.updated_at) {
        form.set("orders.from", asked.choice);
        form.set("orders.hold_minutes", asked.settings.orders.hold_minutes.to_string());
    }
    form
}

/// `GET …/guide/start`
pub async fn show(page: Page) -> Answer {
    let Some(connection) = &page.connection else { return page.go("/guide/partner") };
    let view = view(&page, connection, Fields::new(filled(connection))).await?;
    page.show(&view)
}

/// `POST …/guide/start`: simulates with from when and how long to wait as they were chosen, and stores neither; or starts with them, when
/// exactly that was simulated.
pub async fn act(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let connection = page.connected()?;
    let (desk, id) = (&page.state.desk, connection.id.as_str());
    let starts = form.get("action") == "start";
    if starts && page.started() {
        return Err(PageError::MovedOn);
    }
    let mut settings = connection.settings.clone();
    let mut reader = Reader::new(&page, &form);
    reader.since(&mut settings);
    reader.hold(&mut settings);
    if starts && settings.orders.ready_statuses.is_empty() {
        reader.wrong("start", "error-status-none");
    }
    if starts && reader.errors.is_empty() {
        match simulation::last(connection) {
            Some(s) if s.tried(&settings) => {
                if older(&settings) && !form.has(OLDER) {
                    reader.wrong(OLDER, "error-start-older");
                }
            }
            _ => reader.wrong("start", "error-start-untried"),
        }
    }
    if reader.errors.is_empty() {
        let done = async {
            if starts {
                coupling::save_edition(desk, &page.shop.id, id, &settings, Some(&page.edition), Who::Shop).await?;
                coupling::start(desk, &page.shop.id, id, Who::Shop).await?;
                return Ok("?done=started");
            }
            coupling::simulate(desk, &page.shop.id, id, &settings, chosen(&form, &settings)).await?;
            Ok("/guide/start#simulation")
        };
        match done.await {
            Ok(to) => return page.go(to),
            Err(DeskError::Setting(e)) => reader.errors.push(told(&page, &e)),
            Err(DeskError::NotNow(_)) if starts => {
                reader.errors.push(FieldError { field: "start".to_owned(), text: page.t("error-start-now") });
            }
            Err(other) => return Err(other.into()),
        }
    }
    let f = Fields { errors: reader.errors, form };
    page.show_as(HttpResponse::UnprocessableEntity(), &view(&page, connection, f).await?)
}

/// The choice as the page offers it: a number of days stays one, any other period is its date.
fn chosen<'a>(form: &'a Form, settings: &'a Settings) -> &'a str {
    match form.get("orders.from") {
        "own" => &settings.orders.from,
        choice => choice,
    }
}
