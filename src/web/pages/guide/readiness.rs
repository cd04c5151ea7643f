//! Step 2: what is found in the shop and at the partner, each line fine, a warning, or to be mended.
use askama::Template;

use super::products;
use super::{Step, confirm, report, steps, testing};
use crate::coupling::{self, DeskError};
use crate::domain::dictionary::{LanguageRow, MethodRow, Rights};
use crate::domain::hook::{WANTED, plain_event};
use crate::domain::reader;
use crate::domain::report::{LONG_OPEN_DAYS, Simulation};
use crate::domain::shop::ShopState;
use crate::store::audit::Who;
use crate::store::connections::Connection;
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::{StoreResult, webhooks};
use crate::text::Value;
use crate::web::pages::choices;
use crate::web::pages::page::{Answer, Page, Posted};

/// One line.
#[derive(Debug)]
pub struct Line {
    /// Its word in the page, for tests and scripts.
    pub word: &'static str,
    /// `ok`, `info`, `warn`, `must` or `wait`: icon and word.
    pub mark: &'static str,
    /// The sentences.
    pub text: String,
    /// Where it can be mended: words and address.
    pub way: Option<(String, String)>,
    /// The first things it is about, folded.
    pub listed: Vec<products::Listed>,
    /// Where all of them can be taken home: an address.
    pub csv: Option<String>,
}

impl Line {
    /// A line that only says something.
    pub const fn new(word: &'static str, mark: &'static str, text: String) -> Self {
        Self { word, mark, text, way: None, listed: Vec::new(), csv: None }
    }

    /// The same with a way to mend it.
    pub fn to(mut self, page: &Page, key: &str, address: &str) -> Self {
        self.way = Some((page.t(key), page.link(address)));
        self
    }
}

#[derive(Template)]
#[template(path = "guide/readiness.html")]
struct View<'a> {
    p: &'a Page,
    steps: Vec<Step>,
    lines: Vec<Line>,
    waiting: bool,
    must: bool,
}

/// `GET …/guide/readiness`
pub async fn show(page: Page) -> Answer {
    if page.connection.is_none() {
        return page.go("/guide/partner");
    }
    let lines = lines(&page).await?;
    let waiting = lines.iter().any(|l| l.mark == "wait");
    let must = lines.iter().any(|l| l.mark == "must");
    page.show(&View { steps: steps(&page, "readiness").await?, lines, waiting, must, p: &page })
}

/// `POST …/guide/readiness`: look again, or go on.
pub async fn go_on(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let connection = page.connected()?;
    if form.get("action") == "again" {
        return match coupling::check_again(&page.state.desk, &page.shop.id, connection.id.as_str(), Who::Shop).await {
            Ok(()) => page.go("/guide/readiness?done=again"),
            Err(DeskError::TooSoon) => page.go("/guide/readiness?done=rests"),
            Err(other) => Err(other.into()),
        };
    }
    confirm(&page, connection, "readiness").await?;
    page.go(&super::after("readiness"))
}

/// All lines in the order in which they are read.
pub async fn lines(page: &Page) -> StoreResult<Vec<Line>> {
    let mut lines = vec![partner(page).await?];
    lines.extend(warehouses(page));
    lines.push(rights(page).await?);
    lines.push(hooks(page).await?);
    lines.push(statuses(page).await?);
    lines.push(methods(page).await?);
    lines.push(languages(page).await?);
    lines.extend(products::lines(page).await?);
    lines.push(old_orders(page));
    lines.push(partner_hooks(page));
    Ok(lines)
}

/// Reachable, with a certificate, and what the login may read.
async fn partner(page: &Page) -> StoreResult<Line> {
    let name = page.partner();
    Ok(match page.connection.as_ref().map(|c| (c, report(c))) {
        None | Some((_, None)) if testing(page).await? => {
            Line::new("partner", "wait", page.tv("ready-partner-wait", "name", name))
        }
        None | Some((_, None)) => Line::new("partner", "must", page.tv("ready-partner-untried", "name", name)),
        Some((c, Some(r))) if r.ok => {
            let mut text = page.tv("ready-partner-ok", "name", name);
            let safe = is_safe(page, c);
            text = format!("{text} {}", page.t(if safe { "ready-certificate-ok" } else { "ready-certificate-none" }));
            let line = Line::new("partner", if safe { "ok" } else { "warn" }, text);
            if safe { line } else { line.to(page, "ready-partner-button", "/guide/partner") }
        }
        Some((_, Some(r))) => Line::new("partner", "must", page.tried(&r.reason)).to(
            page,
            "ready-partner-button",
            "/guide/partner#result",
        ),
    })
}

/// Warehouses that the partner does not know.
fn warehouses(page: &Page) -> Option<Line> {
    let missing = report(page.connection.as_ref()?)?.missing_warehouses;
    let line = || Line::new("warehouses", "warn", page.tv("test-missing", "name", missing.join(", ")));
    (!missing.is_empty()).then(|| line().to(page, "ready-warehouses-button", "/guide/partner"))
}

/// Whether the connection to the partner is encrypted; then its certificate was checked with every call.
fn is_safe(page: &Page, connection: &Connection) -> bool {
    let known = super::login_of(page, connection).unwrap_or_default();
    !known.iter().any(|(name, value)| name == "credentials.base_url" && !value.starts_with("https://"))
}

fn partner_hooks(page: &Page) -> Line {
    match page.connection.as_ref().and_then(|c| c.last_heard_at) {
        Some(at) => Line::new("partner-hook", "ok", page.tv("ready-hook-ok", "time", page.ago(&at))),
        None => Line::new("partner-hook", "warn", page.tv("ready-hook-none", "name", page.partner())).to(
            page,
            "ready-hook-button",
            "/guide/partner#hook",
        ),
    }
}

async fn rights(page: &Page) -> StoreResult<Line> {
    if page.shop.state == ShopState::Refused {
        let line = Line::new("rights", "must", page.t("ready-access-refused"));
        return Ok(line.to(page, "cause-button-AUTH-UPG", "/help"));
    }
    let rights = dictionary::all::<Rights>(&page.state.desk.db, &page.shop.id, DictionaryKind::Rights).await?;
    let Some(rights) = rights.into_iter().next() else {
        return Ok(Line::new("rights", "wait", page.t("ready-rights-wait")));
    };
    let refused = rights.data.refused();
    if refused.is_empty() {
        return Ok(Line::new("rights", "ok", page.t("ready-rights-ok")));
    }
    let mut names: Vec<&str> = refused.iter().map(|a| a.declared().section.in_language(page.language())).collect();
    names.dedup();
    let line = Line::new("rights", "must", page.tv("ready-rights-missing", "name", names.join(", ")));
    Ok(line.to(page, "ready-rights-button", "/help"))
}

async fn hooks(page: &Page) -> StoreResult<Line> {
    let hooks = webhooks::of_shop(&page.state.desk.db, &page.shop.id).await?;
    let stand: Vec<String> = hooks.iter().filter(|h| h.upgates_id.is_some()).map(|h| plain_event(&h.event)).collect();
    if stand.is_empty() {
        return Ok(Line::new("webhooks", "wait", page.t("ready-webhooks-none")));
    }
    let missing: Vec<&str> = WANTED.into_iter().filter(|w| !stand.iter().any(|s| s == w)).collect();
    if missing.is_empty() {
        return Ok(Line::new("webhooks", "ok", page.tn("ready-webhooks", stand.len())));
    }
    let text = page.tv("ready-webhooks-missing", "name", missing.join(", "));
    Ok(Line::new("webhooks", "warn", format!("{} {text}", page.tn("ready-webhooks", stand.len()))))
}

/// Whether a dictionary has been read at all.
async fn known(page: &Page, kind: DictionaryKind) -> StoreResult<bool> {
    Ok(dictionary::last_seen(&page.state.desk.db, &page.shop.id, kind).await?.is_some())
}

async fn statuses(page: &Page) -> StoreResult<Line> {
    let count = choices::statuses(page).await?.iter().filter(|s| !s.gone).count();
    Ok(match (count, known(page, DictionaryKind::OrderStatuses).await?) {
        (0, false) => Line::new("statuses", "wait", page.t("ready-statuses-none")),
        (0, true) => Line::new("statuses", "must", page.t("ready-statuses-empty")),
        _ => Line::new("statuses", "ok", page.tn("ready-statuses", count)),
    })
}

async fn methods(page: &Page) -> StoreResult<Line> {
    let (db, shop) = (&page.state.desk.db, &page.shop.id);
    let mut sentences = Vec::new();
    let mut mark = "ok";
    for (kind, key) in [(DictionaryKind::Shipments, "ready-shipments"), (DictionaryKind::Payments, "ready-payments")] {
        let rows = dictionary::all::<MethodRow>(db, shop, kind).await?;
        let count = rows.iter().filter(|r| !r.gone && r.data.active).count();
        if !known(page, kind).await? {
            return Ok(Line::new("methods", "wait", page.t(format!("{key}-none"))));
        }
        if count == 0 {
            mark = "must";
            sentences.push(page.t(format!("{key}-empty")));
        } else {
            sentences.push(page.tn(key, count));
        }
    }
    Ok(Line::new("methods", mark, sentences.join(" ")))
}

async fn languages(page: &Page) -> StoreResult<Line> {
    let rows = dictionary::all::<LanguageRow>(&page.state.desk.db, &page.shop.id, DictionaryKind::Languages).await?;
    let active: Vec<&LanguageRow> = rows.iter().filter(|r| !r.gone && r.data.active).map(|r| &r.data).collect();
    if active.is_empty() {
        return Ok(Line::new("languages", "wait", page.t("ready-languages-wait")));
    }
    let list = |of: fn(&LanguageRow) -> String| {
        let mut words: Vec<String> = active.iter().map(|l| of(l)).filter(|w| !w.is_empty()).collect();
        words.sort();
        words.dedup();
        Value::from(words.join(", "))
    };
    let values = [("language", list(|l| l.language.clone())), ("name", list(|l| l.currency.clone()))];
    Ok(Line::new("languages", "ok", page.ta("ready-languages", &values)))
}

/// Ready orders that are older than the merchant may think; only the simulation reads orders before the start.
fn old_orders(page: &Page) -> Line {
    let simulation = page.connection.as_ref().and_then(|c| c.simulation.as_deref());
    let simulation: Option<Simulation> = simulation.and_then(|text| reader::stored(text).ok());
    let Some(s) = simulation.filter(|s| s.error.is_empty()) else {
        let line = Line::new("old-orders", "info", page.t("ready-old-later"));
        return line.to(page, "ready-old-try", "/guide/start");
    };
    let mut sentences = Vec::new();
    if s.old_ready > 0 {
        sentences.push(page.tn("ready-old-left", s.old_ready));
    }
    if s.long_open > 0 {
        let values = [("count", s.long_open.into()), ("days", LONG_OPEN_DAYS.into())];
        sentences.push(page.ta("ready-old-long", &values));
    }
    if sentences.is_empty() {
        return Line::new("old-orders", "ok", page.tv("ready-old-none", "time", page.when(&s.from)));
    }
    Line::new("old-orders", "warn", sentences.join(" ")).to(page, "ready-old-show", "/guide/start#simulation")
}
