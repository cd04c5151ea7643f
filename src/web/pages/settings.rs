//! All settings on one page, their history with undo, the login, and what is stored about the shop.
use actix_web::HttpResponse;
use askama::Template;
use secrecy::ExposeSecret as _;

use super::choices::{self, StatusChoice};
use super::guide::{login_of, report};
use super::page::{Answer, Page, Posted};
use super::settings_form::{Reader, fill, told};
use super::{PageError, open, problem};
use crate::coupling::{self, DeskError};
use crate::domain::clock::Millis;
use crate::domain::progress::Milestone;
use crate::domain::report::TestReport;
use crate::domain::settings::Settings;
use crate::domain::stock::Master;
use crate::store::audit::{self, AuditLine, Who};
use crate::store::connections;
use crate::text;
use crate::web::form::{FieldError, Fields};

/// Former settings as shown.
#[derive(Debug)]
pub struct Past {
    id: String,
    at: String,
    who: String,
    changed: String,
}

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
    audit: Vec<(String, String, String)>,
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
    Ok(View {
        statuses: choices::statuses(page).await?,
        milestones: Milestone::ALL,
        masters: Master::ALL,
        dated: (from != "now").then_some(from),
        report: report(connection),
        testing: connection.test_report.is_none(),
        hook: Some((url, secret.expose_secret().to_owned())),
        history: history(page).await?,
        audit: audit::last(&page.state.desk.db, &page.shop.id)
            .await?
            .iter()
            .map(|line| audit_line(page, line))
            .collect(),
        f,
        p: page,
    })
}

fn audit_line(page: &Page, line: &AuditLine) -> (String, String, String) {
    let key = format!("audit-{}", line.what.replace('_', "-"));
    let what = if text::exists(page.language(), &key) { page.t(&key) } else { line.what.clone() };
    (page.when(&Millis(line.at)), page.t(format!("who-{}", line.who)), what)
}

/// The last ten settings with what changed from the one before.
async fn history(page: &Page) -> Result<Vec<Past>, PageError> {
    let connection = page.connected()?;
    let rows = connections::history(&page.state.desk.db, &page.shop.id, connection.id.as_str()).await?;
    let read: Vec<Settings> = rows.iter().map(|r| serde_json::from_str(&r.settings).unwrap_or_default()).collect();
    Ok(rows
        .iter()
        .enumerate()
        .filter(|(at, _)| *at == 0 || read.get(at + 1) != Some(&read[*at]))
        .take(10)
        .map(|(at, row)| Past {
            id: row.id.clone(),
            at: page.when(&Millis(row.at)),
            who: page.t(format!("who-{}", row.who)),
            changed: read.get(at + 1).map_or_else(|| page.t("part-first"), |before| changed(page, before, &read[at])),
        })
        .collect())
}

fn changed(page: &Page, before: &Settings, after: &Settings) -> String {
    let parts = [
        (before.orders != after.orders, "part-orders"),
        (before.progress != after.progress, "part-progress"),
        (before.carriers != after.carriers, "part-carriers"),
        (before.payments != after.payments, "part-payments"),
        (before.words != after.words, "part-words"),
        (before.stock != after.stock, "part-stock"),
        (before.options != after.options, "part-options"),
        (before.alerts != after.alerts, "part-alerts"),
    ];
    let names: Vec<String> = parts.iter().filter(|p| p.0).map(|p| page.t(p.1)).collect();
    if names.is_empty() { page.t("part-nothing") } else { names.join(", ") }
}

/// `GET …/settings`
pub async fn show(page: Page) -> Answer {
    let Some(connection) = &page.connection else { return open::to_guide(&page) };
    let view = view(&page, Fields::new(fill(&connection.settings))).await?;
    page.show(&view)
}

/// `POST …/settings`
pub async fn save(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let connection = page.connected()?;
    let statuses: Vec<i64> = choices::statuses(&page).await?.iter().map(|s| s.id).collect();
    let mut settings = connection.settings.clone();
    let mut reader = Reader::new(&page, &form);
    reader.statuses(&mut settings, &statuses);
    reader.since(&mut settings);
    reader.hold(&mut settings);
    reader.stock(&mut settings);
    reader.options(&mut settings);
    reader.alerts(&mut settings);
    if reader.errors.is_empty() {
        match coupling::save_settings(&page.state.desk, &page.shop.id, connection.id.as_str(), &settings, Who::Shop)
            .await
        {
            Ok(()) => return page.go("/settings?done=saved"),
            Err(DeskError::Setting(e)) => reader.errors.push(told(&page, &e)),
            Err(other) => return Err(other.into()),
        }
    }
    let errors = reader.errors;
    page.show_as(HttpResponse::UnprocessableEntity(), &view(&page, Fields { form, errors }).await?)
}

/// `POST …/settings/undo`: the settings as they were at a line of the history.
pub async fn undo(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let id = page.connected()?.id.clone();
    let rows = connections::history(&page.state.desk.db, &page.shop.id, id.as_str()).await?;
    let row = rows.iter().find(|r| r.id == form.get("to")).ok_or(PageError::NotFound)?;
    let settings: Settings = serde_json::from_str(&row.settings).map_err(|e| PageError::Internal(e.to_string()))?;
    match coupling::save_settings(&page.state.desk, &page.shop.id, id.as_str(), &settings, Who::Shop).await {
        Ok(()) => page.go("/settings?done=undone"),
        Err(DeskError::Setting(_)) => Err(PageError::MovedOn),
        Err(other) => Err(other.into()),
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
