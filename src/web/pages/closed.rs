//! Maintenance: the pages are closed for a while; orders are received all the same.
use std::time::Duration;

use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpRequest, HttpResponse, web};

use super::PageState;
use super::gate::Gate;
use super::page::admin_origin;
use super::problem::{Frame, browser_language};
use crate::crypto::ticket::Ticket;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::shop::Language;
use crate::store::maintenance::{self, Maintenance};
use crate::store::patience::within;
use crate::store::{StoreResult, shops};
use crate::text::{moment, say};
use crate::web::session;

/// A browser is told to come back after so many seconds when nobody knows the end.
const RETRY_SECONDS: i64 = 300;

/// How long the database is waited for.
const STORE: Duration = Duration::from_secs(1);

/// The answer to any page while the pages are closed; `None` when they are open. When the database doesn't answer, the
/// page itself finds that out.
pub async fn answer(request: &HttpRequest) -> Option<HttpResponse> {
    let state = request.app_data::<web::Data<PageState>>()?;
    let closed = within(STORE, maintenance::get(&state.desk.db)).await.ok()??;
    let now = state.desk.clock.now();
    let (language, zone) = for_whom(request, state, now).await.unwrap_or_default();
    let language = language.unwrap_or_else(|| browser_language(request));
    let zone = zone.unwrap_or_else(|| "Europe/Prague".to_owned());
    let html = gate(request, state, language, &zone, closed, now).html().ok()?;
    let wait = closed.expected_end.map_or(RETRY_SECONDS, |end| (end.0 - now.0) / 1000).clamp(60, 3600);
    let mut answer = HttpResponse::ServiceUnavailable();
    answer.insert_header((RETRY_AFTER, wait.to_string())).content_type("text/html; charset=utf-8");
    Some(answer.body(html))
}

fn gate<'a>(
    request: &HttpRequest,
    state: &'a PageState,
    language: Language,
    zone: &str,
    closed: Maintenance,
    now: Millis,
) -> Gate<'a> {
    let mut gate = Gate::new(&state.support, language, "maintenance");
    gate = match closed.expected_end {
        Some(end) if end > now => {
            gate.line(say(language, "gate-maintenance-until", &[("time", moment(language, end, zone).into())]))
        }
        Some(_) => gate.line(say(language, "gate-maintenance-longer", &[])),
        None => gate.line(say(language, "gate-maintenance-soon", &[])),
    };
    // An address that only takes forms can't be asked for again.
    let again = match request.path().split('/').nth(2) {
        Some(shop) if *request.method() != actix_web::http::Method::GET => format!("/app/{shop}"),
        _ => request.path().to_owned(),
    };
    if *request.method() != actix_web::http::Method::GET {
        gate = gate.line(say(language, "gate-maintenance-form", &[]));
    }
    gate.way(say(language, "gate-maintenance-again", &[]), again, false)
}

/// In whose frame and language the gate stands: that of the shop, of the session or of the ticket.
async fn for_whom(
    request: &HttpRequest,
    state: &PageState,
    now: Millis,
) -> StoreResult<(Option<Language>, Option<String>)> {
    let db = &state.desk.db;
    let mut parts = request.path().trim_start_matches('/').split('/');
    let (room, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let (shop, mut language) = match room {
        "open" => match Ticket::open(&state.desk.vault, name) {
            Some(ticket) => (shops::get(db, &ticket.shop).await?, Some(ticket.language)),
            None => (None, None),
        },
        "app" if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => {
            (shops::get(db, &ShopId(name.to_owned())).await?, None)
        }
        _ => (None, None),
    };
    let Some(shop) = shop else { return Ok((None, None)) };
    if language.is_none() {
        language = session::find(db, request, &shop.id, now).await?.map(|s| s.language);
    }
    let language = language.unwrap_or(shop.language);
    Frame { language: Some(language), origin: admin_origin(&shop), home: None }.note(request);
    Ok((Some(language), Some(shop.zone)))
}
