//! Who changed what: the whole log, page by page, and the same as CSV.
use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::PageError;
use super::activity::csv_line;
use super::page::{Answer, Page};
use super::words;
use crate::domain::cause::Code;
use crate::domain::clock::{Millis, parse_moment};
use crate::domain::partner::PartnerKind;
use crate::domain::request::RequestState;
use crate::store::audit::{self, AuditLine};
use crate::text;
use crate::web::form::Form;

/// Lines on a page.
const PAGE: i64 = 50;
/// Lines in a CSV file.
const CSV_ROWS: i64 = 10_000;

/// A line as shown.
#[derive(Debug)]
pub struct Told {
    at: String,
    who: String,
    what: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "audit.html")]
struct View<'a> {
    p: &'a Page,
    lines: Vec<Told>,
    older: Option<String>,
    paged: bool,
}

fn told(page: &Page, line: &AuditLine) -> Told {
    let key = format!("audit-{}", line.what.replace('_', "-"));
    let what = if text::exists(page.language(), &key) { page.t(&key) } else { line.what.clone() };
    Told { at: page.when(&Millis(line.at)), who: page.t(format!("who-{}", line.who)), what, detail: detail(page, line) }
}

/// What the log keeps as a bare word, number or moment, as the page says it; all else as it stands.
fn detail(page: &Page, line: &AuditLine) -> String {
    let kept = line.detail.as_str();
    let said = match line.what.as_str() {
        _ if kept.is_empty() => None,
        "couple" | "start" | "credentials" => PartnerKind::from_word(kept).map(|kind| kind.name().to_owned()),
        "account-request" => PartnerKind::from_word(kept)
            .map(|kind| kind.name().to_owned())
            .or_else(|| RequestState::from_word(kept).map(|s| page.t(account_step(s)))),
        "install" | "version" => Some(page.tv("footer-version", "version", kept)),
        "pause" => parse_moment(kept, "UTC").map(|at| page.tv("audit-until", "time", page.when(&at))),
        "fill" | "fill-count" => Some(kept.split(" – ").map(|day| page.day_of(day)).collect::<Vec<_>>().join(" – ")),
        "mapping" if kept == "wait" => Some(page.t("audit-wait")),
        "open-doubtful" => Some(page.t(if kept == "refused" { "audit-was-refused" } else { "audit-was-off" })),
        "uninstall" => Some(page.t("audit-confirmed")),
        "retry-cause" | "settled" => {
            let code = Code::of_key(kept);
            words::KINDS.iter().find(|(known, _)| Some(*known) == code).map(|(_, key)| page.t(*key))
        }
        _ => None,
    };
    said.unwrap_or_else(|| kept.to_owned())
}

/// The key of a request's state in the timeline of the guide.
fn account_step(state: RequestState) -> String {
    format!("account-step-{}", state.word().replace('_', "-"))
}

/// `GET …/settings/audit`
pub async fn show(page: Page, request: HttpRequest) -> Answer {
    let query = Form::parse(request.query_string().as_bytes());
    let before = query.get("before");
    if before.len() > 64 || !before.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(PageError::NotFound);
    }
    let before = Some(before).filter(|id| !id.is_empty());
    let mut lines = audit::before(&page.state.desk.db, &page.shop.id, before, PAGE + 1).await?;
    let full = lines.len() > usize::try_from(PAGE).unwrap_or(50);
    lines.truncate(usize::try_from(PAGE).unwrap_or(50));
    let older = lines.last().filter(|_| full).map(|last| page.link(&format!("/settings/audit?before={}", last.id)));
    let lines = lines.iter().map(|line| told(&page, line)).collect();
    page.show(&View { p: &page, lines, older, paged: before.is_some() })
}

/// `GET …/settings/audit.csv`: the last 10,000 lines.
pub async fn csv(page: Page) -> Answer {
    let mut text = String::from("\u{feff}");
    csv_line(&mut text, &["when", "who", "what", "audit-detail"].map(|key| page.t(key)));
    for told_line in audit::before(&page.state.desk.db, &page.shop.id, None, CSV_ROWS).await? {
        let l = told(&page, &told_line);
        csv_line(&mut text, &[l.at, l.who, l.what, l.detail]);
    }
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"spojka-audit.csv\""))
        .body(text))
}
