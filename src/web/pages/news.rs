//! A new version: what changes and what the merchant must do, shown once before the first page after the move.
use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::gate::Gate;
use super::help::changes;
use super::page::{Answer, Page, Posted, Visitor};
use crate::domain::access::Access;
use crate::domain::clock::Millis;
use crate::domain::dictionary::Rights;
use crate::domain::shop::Language;
use crate::store::audit::{self, Who};
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::news::{self, News};
use crate::store::{StoreResult, jobs};
use crate::text::say;

struct Words {
    changes: String,
    added: String,
    removed: String,
    todo: String,
    go: String,
}

#[derive(Template)]
#[template(path = "gates/news.html")]
struct View<'a> {
    g: Gate<'a>,
    words: Words,
    changes: &'a [String],
    added: Vec<(String, &'static str)>,
    removed: Vec<String>,
    todo: String,
    action: String,
    proof: String,
}

/// Whether news may stand before what is asked for: a page that somebody turns to, not a form, a file or a refresh.
pub fn stands_before(request: &HttpRequest) -> bool {
    let last = request.path().rsplit('/').next().unwrap_or_default();
    *request.method() == Method::GET
        && !request.headers().contains_key("x-live")
        && last != "news"
        && !last.contains('.')
}

/// Whether the shop has still to be told something. Its first page sets what it knows.
///
/// # Errors
/// When the database doesn't answer.
pub async fn are_due(visitor: &Visitor) -> StoreResult<bool> {
    let (db, shop, now_declared) = (&visitor.state.desk.db, &visitor.shop.id, Access::all_words());
    if let Some(known) = news::get(db, shop).await? {
        return Ok(known.noted_at.is_some() || known.accesses != now_declared);
    }
    let mut tx = db.begin().await?;
    news::begin(&mut tx, shop, &now_declared).await?;
    tx.commit().await?;
    Ok(false)
}

/// `GET …/news`
pub async fn show(page: Page) -> Answer {
    let db = &page.state.desk.db;
    let now_declared = Access::all_words();
    let known = news::get(db, &page.shop.id).await?;
    let Some(known) = known.filter(|k| k.noted_at.is_some() || k.accesses != now_declared) else { return page.go("") };
    let language = page.language();
    let mut gate = Gate::new(&page.state.support, language, "news");
    if !known.version.is_empty() && known.noted_at.is_some() {
        gate = gate.line(page.tv("gate-news-version", "version", &known.version));
    }
    let (added, removed) = differences(&known, language);
    let view = View {
        g: gate,
        words: Words {
            changes: page.t("gate-news-changes"),
            added: page.t("gate-news-added"),
            removed: page.t("gate-news-removed"),
            todo: page.t("gate-news-todo"),
            go: page.t("gate-news-go"),
        },
        changes: changes::newest(language),
        added,
        removed,
        todo: todo(&page, &known).await?,
        action: page.link("/news"),
        proof: page.proof("/news"),
    };
    let html = view.render()?;
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(html))
}

/// The accesses that came since the shop was told, each with its purpose, and those that went.
fn differences(known: &News, language: Language) -> (Vec<(String, &'static str)>, Vec<String>) {
    let told: Vec<&str> = known.accesses.split(',').filter(|w| !w.is_empty()).collect();
    let name = |access: Access| {
        let declared = access.declared();
        format!("{} ({} {})", declared.section.in_language(language), declared.method, declared.path)
    };
    let added = Access::ALL
        .into_iter()
        .filter(|a| !told.contains(&a.word()))
        .map(|a| (name(a), a.declared().purpose.in_language(language)))
        .collect();
    let removed = told
        .iter()
        .filter(|w| !Access::ALL.iter().any(|a| a.word() == **w))
        .map(|w| Access::from_word(w).map_or_else(|| (*w).to_owned(), name))
        .collect();
    (added, removed)
}

/// What the merchant must do: nothing, or approve what is missing; known after the rights were looked at once more.
async fn todo(page: &Page, known: &News) -> StoreResult<String> {
    let (db, shop) = (&page.state.desk.db, &page.shop.id);
    let read_at = dictionary::last_seen(db, shop, DictionaryKind::Rights).await?;
    let looked = jobs::list(db, shop).await?.iter().all(|j| j.kind != "onboard");
    if !looked || read_at.is_none_or(|at| at < known.noted_at.unwrap_or(Millis(0))) {
        return Ok(page.t("gate-news-checking"));
    }
    let rights = dictionary::all::<Rights>(db, shop, DictionaryKind::Rights).await?;
    let mut missing: Vec<&str> = rights
        .iter()
        .flat_map(|r| r.data.refused())
        .map(|a| a.declared().section.in_language(page.language()))
        .collect();
    missing.dedup();
    Ok(if missing.is_empty() {
        page.t("gate-news-nothing")
    } else {
        say(page.language(), "gate-news-rights", &[("name", missing.join(", ").into())])
    })
}

/// `POST …/news`: told; on to the overview.
pub async fn go_on(posted: Posted) -> Answer {
    let page = posted.page;
    let mut tx = page.state.desk.db.begin().await?;
    news::seen(&mut tx, &page.shop.id, &Access::all_words()).await?;
    audit::add(&mut tx, &page.shop.id, Who::Shop, "version-seen", "", page.now).await?;
    tx.commit().await?;
    page.go("")
}
