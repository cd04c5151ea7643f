//! Step 6: from when, how long to wait, what would happen, and the start itself.
use actix_web::HttpResponse;
use askama::Template;

use super::{Progress, Step, steps};
use crate::coupling::{self, DeskError};
use crate::domain::report::Simulation;
use crate::store::audit::Who;
use crate::store::connections::Connection;
use crate::store::cursors;
use crate::web::form::Fields;
use crate::web::pages::page::{Answer, Page, Posted};
use crate::web::pages::settings_form::{Reader, fill, told};
use crate::web::pages::words;

/// Orders of a simulation that the page lists.
const LISTED: usize = 100;

/// One order of the simulation.
#[derive(Debug)]
pub struct Listed {
    number: String,
    verdict: String,
    why: String,
}

#[derive(Template)]
#[template(path = "guide/start.html")]
struct View<'a> {
    p: &'a Page,
    steps: Vec<Step>,
    f: Fields,
    simulation: Option<Simulation>,
    listed: Vec<Listed>,
    running: bool,
    missing: Vec<Step>,
    dated: Option<String>,
}

async fn view<'a>(page: &'a Page, connection: &Connection, f: Fields) -> Result<View<'a>, crate::store::StoreError> {
    let simulation: Option<Simulation> =
        connection.simulation.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let asked = cursors::get(&page.state.desk.db, connection.id.as_str(), "guide-simulation").await?;
    let listed = simulation.iter().flat_map(|s| s.orders.iter().take(LISTED)).map(|order| Listed {
        number: order.number.clone(),
        verdict: page.t(format!("verdict-{}", order.verdict.replace('_', "-"))),
        why: match &order.cause {
            Some(cause) => words::cause(page, cause),
            None if order.rule.is_empty() => String::new(),
            None => words::rule(page, &order.rule),
        },
    });
    let listed = listed.collect();
    let steps = steps(page, "start").await?;
    let missing =
        steps.iter().filter(|s| matches!(s.word, "statuses") && s.progress != Progress::Done).cloned().collect();
    let from = connection.settings.orders.from.clone();
    let dated = (!matches!(from.as_str(), "now")).then_some(from);
    Ok(View { steps, f, running: simulation.is_none() && asked.is_some(), simulation, listed, missing, dated, p: page })
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
    let mut settings = connection.settings.clone();
    let mut reader = Reader::new(&page, &form);
    reader.since(&mut settings);
    reader.hold(&mut settings);
    if reader.errors.is_empty() {
        let done = async {
            coupling::save_settings(desk, &page.shop.id, id, &settings, Who::Shop).await?;
            if form.get("action") == "start" {
                coupling::start(desk, &page.shop.id, id, Who::Shop).await?;
                return Ok("?done=started");
            }
            coupling::simulate(desk, &page.shop.id, id).await?;
            let mut tx = desk.db.begin().await?;
            cursors::set(&mut tx, id, "guide-simulation", page.now).await?;
            tx.commit().await?;
            Ok("/guide/start#simulation")
        };
        match done.await {
            Ok(to) => return page.go(to),
            Err(DeskError::Setting(e)) => reader.errors.push(told(&page, &e)),
            Err(other) => return Err(other.into()),
        }
    }
    let f = Fields { errors: reader.errors, form };
    page.show_as(HttpResponse::UnprocessableEntity(), &view(&page, connection, f).await?)
}
