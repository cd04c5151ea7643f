//! Step 2: what is found in the shop and at the partner, each line fine, a warning, or to be mended.
use askama::Template;

use super::{Step, confirm, report, steps};
use crate::domain::dictionary::{LanguageRow, MethodRow, Rights};
use crate::domain::job::JobKind;
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::{StoreResult, jobs, stock, webhooks};
use crate::web::pages::choices;
use crate::web::pages::page::{Answer, Page, Posted};

/// One line.
#[derive(Debug)]
pub struct Line {
    /// `ok`, `warn`, `must` or `wait`: icon and word.
    pub mark: &'static str,
    /// The sentence.
    pub text: String,
    /// Where it can be mended: words and address.
    pub way: Option<(String, String)>,
}

fn line(mark: &'static str, text: String) -> Line {
    Line { mark, text, way: None }
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
        let mut tx = page.state.desk.db.begin().await?;
        jobs::mark(&mut tx, &page.shop.id, "", JobKind::Onboard, "", page.now, page.now).await?;
        jobs::mark(&mut tx, &page.shop.id, connection.id.as_str(), JobKind::ConnectTest, "", page.now, page.now)
            .await?;
        tx.commit().await?;
        return page.go("/guide/readiness?done=again");
    }
    confirm(&page, connection, "readiness").await?;
    page.go(&super::after("readiness"))
}

/// All lines in the order in which they are read.
pub async fn lines(page: &Page) -> StoreResult<Vec<Line>> {
    let (db, shop) = (&page.state.desk.db, &page.shop.id);
    let mut lines = vec![partner(page), rights(page).await?, hooks(page).await?];
    let statuses = choices::statuses(page).await?.iter().filter(|s| !s.gone).count();
    lines.push(found(page, "ready-statuses", statuses));
    for (kind, key) in [(DictionaryKind::Shipments, "ready-shipments"), (DictionaryKind::Payments, "ready-payments")] {
        let rows = dictionary::all::<MethodRow>(db, shop, kind).await?;
        lines.push(found(page, key, rows.iter().filter(|r| !r.gone && r.data.active).count()));
    }
    let languages = dictionary::all::<LanguageRow>(db, shop, DictionaryKind::Languages).await?;
    if !languages.is_empty() {
        let mut currencies: Vec<String> =
            languages.iter().filter(|l| l.data.active).map(|l| l.data.currency.clone()).collect();
        currencies.sort();
        currencies.dedup();
        lines.push(line("ok", page.tv("ready-currencies", "name", currencies.join(", "))));
    }
    let products = stock::count(db, shop).await?;
    let text = if products == 0 { page.t("ready-products-later") } else { page.tn("ready-products", products) };
    lines.push(line(if products == 0 { "info" } else { "ok" }, text));
    lines.push(partner_hooks(page));
    Ok(lines)
}

fn found(page: &Page, key: &str, count: usize) -> Line {
    if count == 0 { line("wait", page.t(format!("{key}-none"))) } else { line("ok", page.tn(key, count)) }
}

fn partner(page: &Page) -> Line {
    let way = Some((page.t("ready-partner-button"), page.link("/guide/partner")));
    match page.connection.as_ref().and_then(report) {
        None => line("wait", page.tv("ready-partner-wait", "name", page.partner())),
        Some(r) if r.ok => line("ok", page.tv("ready-partner-ok", "name", page.partner())),
        Some(r) => Line { mark: "must", text: page.tried(&r.reason), way },
    }
}

fn partner_hooks(page: &Page) -> Line {
    let way = Some((page.t("ready-hook-button"), page.link("/guide/partner#hook")));
    match page.connection.as_ref().and_then(|c| c.last_heard_at) {
        Some(at) => line("ok", page.tv("ready-hook-ok", "time", page.ago(&at))),
        None => Line { mark: "warn", text: page.tv("ready-hook-none", "name", page.partner()), way },
    }
}

async fn rights(page: &Page) -> StoreResult<Line> {
    let rights = dictionary::all::<Rights>(&page.state.desk.db, &page.shop.id, DictionaryKind::Rights).await?;
    let Some(rights) = rights.into_iter().next() else { return Ok(line("wait", page.t("ready-rights-wait"))) };
    let refused = rights.data.refused();
    if refused.is_empty() {
        return Ok(line("ok", page.t("ready-rights-ok")));
    }
    let names: Vec<&str> = refused.iter().map(|a| a.declared().section.in_language(page.language())).collect();
    Ok(Line {
        mark: "must",
        text: page.tv("ready-rights-missing", "name", names.join(", ")),
        way: Some((page.t("ready-rights-button"), page.link("/help"))),
    })
}

async fn hooks(page: &Page) -> StoreResult<Line> {
    let hooks = webhooks::of_shop(&page.state.desk.db, &page.shop.id).await?;
    let stand = hooks.iter().filter(|h| h.upgates_id.is_some()).count();
    Ok(if stand == 0 {
        line("wait", page.t("ready-webhooks-none"))
    } else {
        line("ok", page.tn("ready-webhooks", stand))
    })
}
