//! Step 6: from when, how long to wait, what would happen, one order for real, and the start itself.
use actix_web::HttpResponse;
use askama::Template;

use super::{Progress, SIMULATED, Step, simulation, steps, trial};
use crate::coupling::{self, DeskError};
use crate::store::audit::Who;
use crate::store::connections::Connection;
use crate::store::cursors;
use crate::web::form::{FieldError, Fields};
use crate::web::pages::page::{Answer, Page, Posted};
use crate::web::pages::settings_form::{Reader, fill, told};

/// The page.
#[derive(Template)]
#[template(path = "guide/start.html")]
pub struct View<'a> {
    p: &'a Page,
    steps: Vec<Step>,
    f: Fields,
    simulation: Option<simulation::Shown>,
    running: bool,
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
    let asked = cursors::get(&page.state.desk.db, connection.id.as_str(), SIMULATED).await?;
    let steps = steps(page, "start").await?;
    let missing =
        steps.iter().filter(|s| matches!(s.word, "statuses") && s.progress != Progress::Done).cloned().collect();
    let from = connection.settings.orders.from.clone();
    let dated = (!matches!(from.as_str(), "now")).then_some(from);
    let trial = trial::shown(page, connection).await?;
    Ok(View {
        steps,
        f,
        running: simulation.is_none() && asked.is_some(),
        simulation,
        trying: trial.as_ref().is_some_and(|t| t.running),
        may_try: !page.started() && trial.as_ref().is_none_or(|t| t.repeat),
        trial,
        missing,
        dated,
        p: page,
    })
}

/// `GET …/guide/start`
pub async fn show(page: Page) -> Answer {
    let Some(connection) = &page.connection else { return page.go("/guide/partner") };
    let view = view(&page, connection, Fields::new(fill(&connection.settings))).await?;
    page.show(&view)
}

/// `POST …/guide/start`: stores from when and how long to wait, then simulates or starts.
pub async fn act(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let connection = page.connected()?;
    let (desk, id) = (&page.state.desk, connection.id.as_str());
    let starts = form.get("action") == "start";
    let mut settings = connection.settings.clone();
    let mut reader = Reader::new(&page, &form);
    reader.since(&mut settings);
    reader.hold(&mut settings);
    if starts && settings.orders.ready_statuses.is_empty() {
        reader.wrong("start", "error-status-none");
    }
    if reader.errors.is_empty() {
        let done = async {
            coupling::save_settings(desk, &page.shop.id, id, &settings, Who::Shop).await?;
            if starts {
                coupling::start(desk, &page.shop.id, id, Who::Shop).await?;
                return Ok("?done=started");
            }
            coupling::simulate(desk, &page.shop.id, id).await?;
            let mut tx = desk.db.begin().await?;
            cursors::set(&mut tx, id, SIMULATED, page.now).await?;
            tx.commit().await?;
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
