//! Step 1: the partner and the account with it. Credentials are stored as a draft and tested by a job.
use actix_web::HttpResponse;
use askama::Template;
use secrecy::ExposeSecret as _;
use serde_json::{Map, Value, json};

use super::{Step, report, steps, testing};
use crate::coupling::{self, DeskError};
use crate::domain::clock::Millis;
use crate::domain::partner::PartnerKind;
use crate::domain::report::TestReport;
use crate::domain::request::RequestState;
use crate::domain::settings::{Coupling, Settings};
use crate::store::audit::Who;
use crate::store::requests::{self, AccountRequest};
use crate::web::form::{Fields, Form};
use crate::web::pages::PageError;
use crate::web::pages::page::{Answer, Page, Posted};
use crate::web::pages::saving::{self, KEEP, Put};
use crate::web::pages::settings_effect::{self, Pending};
use crate::web::pages::settings_form::{Reader, fill, told};

/// Fields of the login, in the order of the form.
const LOGIN: [&str; 4] = ["base_url", "client", "user", "password"];

#[derive(Template)]
#[template(path = "guide/partner.html")]
struct View<'a> {
    p: &'a Page,
    steps: Vec<Step>,
    f: Fields,
    report: Option<TestReport>,
    testing: bool,
    /// Whether the login may be tried as it is stored: it failed, or was never tried.
    may_test: bool,
    hook: Option<(String, String)>,
    request: Option<AccountRequest>,
    request_at: Millis,
    request_moved: Millis,
    /// The end of the message that says whose turn it is.
    turn: String,
    may_ask: bool,
    demo: bool,
    owner_email: String,
    pending: Option<Pending>,
    met: Vec<String>,
}

/// `GET …/guide/partner`
pub async fn show(page: Page) -> Answer {
    let form = page.connection.as_ref().map(|c| fill(&c.settings)).unwrap_or_default();
    view(&page, Fields::new(form), HttpResponse::Ok()).await
}

/// The page with these values in its forms.
///
/// # Errors
/// When the database doesn't answer, or the login can't be opened.
pub(super) async fn view(page: &Page, f: Fields, status: actix_web::HttpResponseBuilder) -> Answer {
    page.show_as(status, &look(page, f).await?)
}

async fn look(page: &Page, mut f: Fields) -> Result<View<'_>, PageError> {
    let db = &page.state.desk.db;
    let report = page.connection.as_ref().and_then(report);
    let hook = match &page.connection {
        Some(connection) => {
            let (url, secret) = coupling::hook_of(&page.state.desk, connection)?;
            if !f.form.has("credentials.base_url") {
                let known = login_shown(page, connection)?;
                for (name, value) in known {
                    f.form.set(&name, value);
                }
            }
            Some((url, secret.expose_secret().to_owned()))
        }
        None => None,
    };
    if !f.form.has("options.unit") {
        f.form.set("options.unit", "st");
    }
    let request = requests::last(db, &page.shop.id).await?;
    let request_at = Millis(request.as_ref().map_or(0, |r| r.created_at));
    let request_moved = Millis(request.as_ref().map_or(0, |r| r.updated_at));
    let testing = testing(page).await?;
    Ok(View {
        may_test: page.connection.is_some() && !testing && report.as_ref().is_none_or(|r| !r.ok),
        steps: steps(page, "partner").await?,
        f,
        report,
        testing,
        hook,
        request_at,
        request_moved,
        turn: request.as_ref().map(|r| r.state.replace('_', "-")).unwrap_or_default(),
        may_ask: request.as_ref().is_none_or(|r| r.state == RequestState::Refused.word()),
        request,
        demo: page.state.demo_partner.is_some(),
        owner_email: super::account::owner_email(page).await?,
        pending: None,
        met: Vec::new(),
        p: page,
    })
}

/// The stored login without its password, by field names.
///
/// # Errors
/// When it can't be opened.
pub fn login_shown(
    page: &Page,
    connection: &crate::store::connections::Connection,
) -> Result<Vec<(String, String)>, PageError> {
    let map =
        coupling::sealed::open_credentials(&page.state.desk.vault, &connection.id, &connection.credentials_sealed)
            .map_err(|e| PageError::Internal(e.to_string()))?;
    let text = |key: &str| map.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(LOGIN[..3].iter().map(|key| (format!("credentials.{key}"), text(key))).collect())
}

/// The login that a form brings; an empty password keeps the stored one.
///
/// # Errors
/// When the stored login can't be opened.
pub fn login(page: &Page, form: &Form) -> Result<Map<String, Value>, PageError> {
    let mut map = match &page.connection {
        Some(c) => coupling::sealed::open_credentials(&page.state.desk.vault, &c.id, &c.credentials_sealed)
            .map_err(|e| PageError::Internal(e.to_string()))?,
        None => Map::new(),
    };
    for key in LOGIN {
        let text = form.get(&format!("credentials.{key}"));
        if key != "password" || !text.is_empty() {
            map.insert(key.to_owned(), json!(text));
        }
    }
    Ok(map)
}

/// Notes what is missing in a login.
pub fn check_login(reader: &mut Reader<'_>, form: &Form, credentials: &Map<String, Value>) {
    for key in LOGIN {
        let empty = credentials.get(key).and_then(Value::as_str).unwrap_or_default().is_empty();
        let field = format!("credentials.{key}");
        if empty {
            reader.wrong(&field, "error-needed");
        } else if form.get(&field).chars().count() > 300 {
            reader.wrong(&field, "error-long");
        }
    }
    let url = url::Url::parse(form.get("credentials.base_url"));
    let address = url.is_ok_and(|u| matches!(u.scheme(), "https" | "http") && u.has_host());
    if !form.get("credentials.base_url").is_empty() && !address {
        reader.wrong("credentials.base_url", "error-address");
    }
}

/// `POST …/guide/partner`: couples as a draft and has the login tested.
pub async fn save(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let base = match &page.connection {
        Some(_) => saving::edited(&page, &form).await?,
        None => Settings::default(),
    };
    if form.has(KEEP) {
        return view(&page, Fields::new(form), HttpResponse::Ok()).await;
    }
    let mut settings = base.clone();
    let credentials = login(&page, &form)?;
    let mut reader = Reader::new(&page, &form);
    check_login(&mut reader, &form, &credentials);
    reader.options(&mut settings);
    if reader.errors.is_empty() && page.connection.is_some() {
        settings = match saving::together(&page, &base, &settings).await? {
            Ok(settings) => settings,
            Err(Put::Met(fields, met)) => {
                return page.show_as(HttpResponse::Conflict(), &View { met, ..look(&page, *fields).await? });
            }
            Err(_) => return Err(PageError::MovedOn),
        };
        if let Some(pending) = settings_effect::pending(&page, &settings, form.get("confirm"), None).await? {
            return page.show(&View { pending: Some(pending), ..look(&page, Fields::new(form)).await? });
        }
    }
    if reader.errors.is_empty() {
        match couple(&page, credentials, settings).await {
            Ok(()) => return page.go("/guide/partner#result"),
            Err(DeskError::Setting(e)) => reader.errors.push(told(&page, &e)),
            Err(other) => return Err(other.into()),
        }
    }
    let errors = reader.errors;
    view(&page, Fields { form, errors }, HttpResponse::UnprocessableEntity()).await
}

async fn couple(page: &Page, credentials: Map<String, Value>, settings: Settings) -> Result<(), DeskError> {
    let desk = &page.state.desk;
    let coupling = Coupling { partner: PartnerKind::Extend, credentials, settings, start: false };
    let coupled = coupling::couple(desk, &page.shop.id, &coupling, Who::Shop).await?;
    coupling::test(desk, &page.shop.id, coupled.connection.as_str()).await
}

/// `POST …/guide/demo`: the prefilled login of a warehouse to play with, where the operator offers one.
pub async fn demo(posted: Posted) -> Answer {
    let page = posted.page;
    if page.started() {
        return Err(PageError::MovedOn);
    }
    let mut credentials = page.state.demo_partner.clone().ok_or(PageError::NotFound)?;
    let mut settings = page.connection.as_ref().map_or_else(Settings::default, |c| c.settings.clone());
    if let Some(Value::Object(options)) = credentials.remove("options") {
        settings.options.extend(options);
    }
    if let Some(minutes) = credentials.remove("hold_minutes").and_then(|v| v.as_i64()) {
        settings.orders.hold_minutes = minutes;
    }
    couple(&page, credentials, settings).await?;
    page.go("/guide/partner#result")
}

/// `POST …/guide/test`: tries the login again.
pub async fn test(posted: Posted) -> Answer {
    let page = posted.page;
    coupling::test(&page.state.desk, &page.shop.id, page.connected()?.id.as_str()).await?;
    page.go("/guide/partner#result")
}
