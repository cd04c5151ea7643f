//! All settings on one page, their history with undo, the login, and what is stored about the shop.
use actix_web::HttpResponse;
use askama::Template;
use secrecy::ExposeSecret as _;

use super::choices::{self, StatusChoice};
use super::guide::{login_of, report, testing};
use super::page::{Answer, Page, Posted};
use super::saving::{self, KEEP, Put};
use super::settings_effect::Pending;
use super::settings_form::{Reader, fill, told};
use super::settings_history::{self, Past};
use super::settings_rules::Offered;
use super::{PageError, open, problem};
use crate::coupling::{self, DeskError};
use crate::domain::exclusion::Origin;
use crate::domain::hours::Day;
use crate::domain::progress::Milestone;
use crate::domain::reader;
use crate::domain::report::TestReport;
use crate::domain::settings::{OnCancel, Settings, WhichParcel};
use crate::domain::stock::Master;
use crate::store::audit::Who;
use crate::store::connections;
use crate::web::form::{FieldError, Fields, Form};

#[derive(Template)]
#[template(path = "settings.html")]
struct View<'a> {
    p: &'a Page,
    f: Fields,
    statuses: Vec<StatusChoice>,
    milestones: [Milestone; 4],
    masters: [Master; 3],
    dated: Option<String>,
    report: Option<TestReport>,
    testing: bool,
    hook: Option<(String, String)>,
    history: Vec<Past>,
    offered: Offered,
    origins: [Origin; 4],
    days: [Day; 7],
    parcels: [WhichParcel; 2],
    cancels: [OnCancel; 2],
    pending: Option<Pending>,
    /// What somebody else has changed meanwhile.
    met: Vec<String>,
}

impl View<'_> {
    /// Name of the status that is set at a milestone now; empty when none is.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
    fn status_at(&self, milestone: &Milestone) -> &str {
        let rule = self.p.connection.as_ref().and_then(|c| c.settings.progress.get(milestone));
        let found = rule.and_then(|rule| self.statuses.iter().find(|s| s.id == rule.status_id));
        found.map_or("", |s| s.name.as_str())
    }
}

async fn view(page: &Page, mut f: Fields) -> Result<View<'_>, PageError> {
    let connection = page.connected()?;
    let (url, secret) = coupling::hook_of(&page.state.desk, connection)?;
    for (name, value) in login_of(page, connection)? {
        if !f.form.has(&name) {
            f.form.set(&name, value);
        }
    }
    let from = connection.settings.orders.from.clone();
    let (statuses, offered) = (choices::statuses(page).await?, Offered::read(page).await?);
    Ok(View {
        history: settings_history::history(page, &statuses, &offered).await?,
        milestones: Milestone::ALL,
        masters: Master::ALL,
        origins: Origin::ALL,
        days: Day::ALL,
        parcels: WhichParcel::ALL,
        cancels: OnCancel::ALL,
        dated: (from != "now").then_some(from),
        report: report(connection),
        testing: testing(page).await?,
        hook: Some((url, secret.expose_secret().to_owned())),
        pending: None,
        met: Vec::new(),
        statuses,
        offered,
        f,
        p: page,
    })
}

/// `GET …/settings`
pub async fn show(page: Page) -> Answer {
    let Some(connection) = &page.connection else { return open::to_guide(&page) };
    let view = view(&page, Fields::new(fill(&connection.settings))).await?;
    page.show(&view)
}

/// `POST …/settings`: what has effects is saved by a second press, after they were said.
pub async fn save(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let statuses = choices::statuses(&page).await?;
    let offered = Offered::read(&page).await?;
    let keys = |list: &[(String, String, bool)]| list.iter().map(|row| row.0.clone()).collect::<Vec<_>>();
    let base = saving::edited(&page, &form).await?;
    let mut settings = base.clone();
    let mut reader = Reader::new(&page, &form);
    reader.statuses(&mut settings, &statuses);
    reader.since(&mut settings);
    reader.hold(&mut settings);
    reader.rules(&mut settings, &keys(&offered.carriers), &keys(&offered.payments));
    reader.stock(&mut settings);
    reader.options(&mut settings);
    reader.alerts(&mut settings);
    let mut errors = reader.errors;
    if form.has(KEEP) {
        return page.show(&view(&page, Fields::new(form)).await?);
    }
    if errors.is_empty() {
        match saving::put(&page, &form, &base, &settings).await? {
            Put::Done => return page.go("/settings?done=saved"),
            Put::Asked(pending) => return ask(&page, form, pending).await,
            Put::Wrong(wrong) => errors.extend(wrong),
            Put::Met(fields, met) => {
                let view = View { met, ..view(&page, *fields).await? };
                return page.show_as(HttpResponse::Conflict(), &view);
            }
        }
    }
    page.show_as(HttpResponse::UnprocessableEntity(), &view(&page, Fields { form, errors }).await?)
}

/// The page with its values kept and the effects above them; nothing is stored.
async fn ask(page: &Page, form: Form, pending: Pending) -> Answer {
    let mut view = view(page, Fields::new(form)).await?;
    view.pending = Some(pending);
    page.show(&view)
}

/// `POST …/settings/undo`: the settings as they were at a line of the history.
pub async fn undo(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let connection = page.connected()?;
    let rows = connections::history(&page.state.desk.db, &page.shop.id, connection.id.as_str()).await?;
    let row = rows.iter().find(|r| r.id == form.get("to")).ok_or(PageError::NotFound)?;
    let settings: Settings = reader::stored(&row.settings).map_err(|e| PageError::Internal(e.to_string()))?;
    match saving::save(&page, &settings, form.get("confirm"), Some(&row.id)).await? {
        Put::Done => page.go("/settings?done=undone"),
        Put::Asked(pending) => ask(&page, fill(&connection.settings), pending).await,
        Put::Wrong(_) | Put::Met(..) => Err(PageError::MovedOn),
    }
}

/// `POST …/settings/credentials`: another login; an empty password keeps the stored one.
pub async fn credentials(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let connection = page.connected()?;
    let login = super::guide::login(&page, &form)?;
    let mut reader = Reader::new(&page, &form);
    super::guide::check_login(&mut reader, &form, &login);
    if reader.errors.is_empty() {
        match coupling::save_credentials(&page.state.desk, &page.shop.id, connection.id.as_str(), &login, Who::Shop)
            .await
        {
            Ok(()) => return page.go("/settings?done=login#connection"),
            Err(DeskError::Setting(e)) => reader.errors.push(told(&page, &e)),
            Err(other) => return Err(other.into()),
        }
    }
    let errors = reader.errors;
    let mut shown = fill(&connection.settings);
    shown.overlay(&form);
    page.show_as(HttpResponse::UnprocessableEntity(), &view(&page, Fields { form: shown, errors }).await?)
}

/// `POST …/settings/erase`: everything about the shop, at once and for good, after its reference was typed.
pub async fn erase(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    match coupling::erase(&page.state.desk, &page.shop.id, &form.get("confirmation").to_uppercase()).await {
        Ok(()) => {
            let html = problem::gate(&page.state, page.language(), "erased", None)?;
            Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
        }
        Err(DeskError::Setting(_)) => {
            let errors = vec![FieldError { field: "confirmation".to_owned(), text: page.t("error-erase") }];
            let f = Fields { form: fill(&page.connected()?.settings), errors };
            page.show_as(HttpResponse::UnprocessableEntity(), &view(&page, f).await?)
        }
        Err(other) => Err(other.into()),
    }
}
