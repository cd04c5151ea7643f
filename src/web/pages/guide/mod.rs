//! The set-up guide: six steps that may be left and resumed. What a step needs is read from what is stored, so nothing is
//! asked twice and nothing is lost.
mod account;
mod carriers;
mod partner;
mod products;
mod readiness;
mod simulation;
mod start;
mod statuses;
mod stock;
mod trial;

pub use account::owner_email;
pub use partner::{check_login, login, login_shown as login_of};

use actix_web::web;
use askama::Template;

use super::page::{Answer, Page};
use crate::coupling::Mapping;
use crate::domain::clock::Millis;
use crate::domain::job::JobKind;
use crate::domain::reader;
use crate::domain::report::TestReport;
use crate::domain::request::RequestState;
use crate::store::connections::Connection;
use crate::store::{StoreResult, cursors, jobs, requests, trials};

/// The routes of the guide.
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.route("/guide", web::get().to(show))
        .route("/guide/partner", web::get().to(partner::show))
        .route("/guide/partner", web::post().to(partner::save))
        .route("/guide/test", web::post().to(partner::test))
        .route("/guide/demo", web::post().to(partner::demo))
        .route("/guide/account", web::post().to(account::ask))
        .route("/guide/readiness", web::get().to(readiness::show))
        .route("/guide/readiness", web::post().to(readiness::go_on))
        .route("/guide/products.csv", web::get().to(products::csv))
        .route("/guide/statuses", web::get().to(statuses::show))
        .route("/guide/statuses", web::post().to(statuses::save))
        .route("/guide/carriers", web::get().to(carriers::show))
        .route("/guide/carriers", web::post().to(carriers::save))
        .route("/guide/stock", web::get().to(stock::show))
        .route("/guide/stock", web::post().to(stock::save))
        .route("/guide/start", web::get().to(start::show))
        .route("/guide/start", web::post().to(start::act))
        .route("/guide/trial", web::post().to(trial::hand_over));
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Done.
    Done,
    /// Waits for the merchant.
    You,
    /// Waits for us or for the other side.
    Us,
    /// Something is wrong with it.
    Wrong,
    /// Its turn comes later.
    Later,
}

impl Progress {
    /// The end of the message key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::You => "you",
            Self::Us => "us",
            Self::Wrong => "wrong",
            Self::Later => "later",
        }
    }

    /// The icon.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Done => "ok",
            Self::You => "go",
            Self::Us => "wait",
            Self::Wrong => "must",
            Self::Later => "dot",
        }
    }
}

/// One step as the guide lists it.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its word: the end of its address and of its message keys.
    pub word: &'static str,
    /// Its number from 1.
    pub number: usize,
    /// How far it is.
    pub progress: Progress,
    /// Whether the page shows it now.
    pub current: bool,
}

/// Words of the steps in their order.
const STEPS: [&str; 6] = ["partner", "readiness", "statuses", "carriers", "stock", "start"];

/// What the last try of the login brought; `None` while one is under way or none was asked for.
pub fn report(connection: &Connection) -> Option<TestReport> {
    reader::stored(connection.test_report.as_deref()?).ok()
}

/// Whether the login is being tried now.
///
/// # Errors
/// When the database doesn't answer.
pub async fn testing(page: &Page) -> StoreResult<bool> {
    let Some(connection) = page.connection.as_ref().filter(|c| c.test_report.is_none()) else { return Ok(false) };
    let (waiting, _) =
        jobs::waits(&page.state.desk.db, &page.shop.id, connection.id.as_str(), JobKind::ConnectTest).await?;
    Ok(waiting > 0)
}

/// Notes that a step was confirmed.
async fn confirm(page: &Page, connection: &Connection, step: &str) -> StoreResult<()> {
    let mut tx = page.state.desk.db.begin().await?;
    cursors::set(&mut tx, connection.id.as_str(), &format!("guide-{step}"), page.now).await?;
    tx.commit().await
}

async fn confirmed(page: &Page, connection: &Connection, step: &str) -> StoreResult<bool> {
    let at: Option<Millis> =
        cursors::get(&page.state.desk.db, connection.id.as_str(), &format!("guide-{step}")).await?;
    Ok(at.is_some())
}

/// The six steps with how far each is.
///
/// # Errors
/// When the database doesn't answer.
pub async fn steps(page: &Page, current: &str) -> StoreResult<Vec<Step>> {
    use Progress::{Done, Later, Us, Wrong, You};
    let db = &page.state.desk.db;
    let mut progress = [You, Later, Later, Later, Later, Later];
    match &page.connection {
        None => progress[0] = asked(page).await?,
        Some(connection) => {
            progress[0] = report(connection).map_or(Us, |r| if r.ok { Done } else { Wrong });
            progress[1] = readiness(page, connection).await?;
            progress[2] = if connection.settings.orders.ready_statuses.is_empty() { You } else { Done };
            let mapped = confirmed(page, connection, "carriers").await? || no_gaps(page).await?;
            progress[3] = if mapped { Done } else { You };
            progress[4] = if confirmed(page, connection, "stock").await? { Done } else { You };
            let tried = trials::get(db, &page.shop.id, connection.id.as_str()).await?;
            let simulates = connection.simulation.is_none() && connection.simulation_asked.is_some();
            progress[5] = match page.started() {
                true => Done,
                false if simulates || tried.is_some_and(|t| t.ended_at.is_none()) => Us,
                false => You,
            };
        }
    }
    let steps = STEPS.iter().zip(progress).enumerate();
    Ok(steps.map(|(at, (word, progress))| Step { word, number: at + 1, progress, current: *word == current }).collect())
}

/// Without a connection: whether an account was asked for, and whose turn it is.
async fn asked(page: &Page) -> StoreResult<Progress> {
    let request = requests::last(&page.state.desk.db, &page.shop.id).await?;
    Ok(match request.and_then(|r| RequestState::from_word(&r.state)) {
        Some(RequestState::Asked | RequestState::PassedOn) => Progress::Us,
        Some(RequestState::Refused) => Progress::Wrong,
        Some(RequestState::Granted) | None => Progress::You,
    })
}

async fn readiness(page: &Page, connection: &Connection) -> StoreResult<Progress> {
    if confirmed(page, connection, "readiness").await? {
        return Ok(Progress::Done);
    }
    let marks: Vec<&str> = readiness::lines(page).await?.iter().map(|l| l.mark).collect();
    Ok(match marks {
        _ if marks.contains(&"must") => Progress::Wrong,
        _ if marks.contains(&"wait") => Progress::Us,
        _ => Progress::You,
    })
}

/// Whether every method in use has a mapping already, for instance from an operator's file.
async fn no_gaps(page: &Page) -> StoreResult<bool> {
    let mut any = false;
    for mapping in [Mapping::Carrier, Mapping::Payment] {
        for row in super::methods::rows(page, mapping).await?.iter().filter(|r| !r.idle) {
            if row.mapped.is_empty() {
                return Ok(false);
            }
            any = true;
        }
    }
    Ok(any)
}

/// The address of the step after this one.
fn after(word: &str) -> String {
    let next = STEPS.iter().skip_while(|w| **w != word).nth(1).copied().unwrap_or("start");
    format!("/guide/{next}")
}

#[derive(Template)]
#[template(path = "guide/index.html")]
struct Index<'a> {
    p: &'a Page,
    steps: Vec<Step>,
    next: &'static str,
}

/// `GET …/guide`: what will happen, and where to go on.
pub async fn show(page: Page) -> Answer {
    let steps = steps(&page, "").await?;
    let open = steps.iter().find(|s| s.progress != Progress::Done);
    let next = open.map_or("start", |s| s.word);
    page.show(&Index { p: &page, steps, next })
}
