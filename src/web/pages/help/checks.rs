//! Is anything stuck? Five looks at what the database knows now, each with its time and what to do.
use crate::coupling::STOCK_CURSOR;
use crate::domain::cause::Code;
use crate::domain::clock::Millis;
use crate::domain::dictionary::Rights;
use crate::domain::shop::ShopState;
use crate::domain::stock::Master;
use crate::store::connections::{Connection, ConnectionState};
use crate::store::dictionary::{self, DictionaryKind};
use crate::store::{StoreResult, alerts, calls, cursors, jobs, orders, stock, webhooks, workers};
use crate::web::pages::budget;
use crate::web::pages::page::Page;

/// A ready order that waits longer than this, hold window apart, is late; in seconds, as the alert has it.
const LATE_SECONDS: i64 = 1800;
/// An order that is late by so much needs somebody.
const VERY_LATE_SECONDS: i64 = 4 * 3600;
/// A worker that gave no sign for so long is not there.
const WORKER_SECONDS: i64 = 60;
/// Work that is due and not taken for so long is slow, and for the second number stuck.
const LAG_SECONDS: (i64, i64) = (300, 1800);

/// One check.
#[derive(Debug)]
pub struct Check {
    /// `ok`, `warn` or `must`: icon and word.
    pub mark: &'static str,
    /// What is checked.
    pub name: String,
    /// How it is, with its time.
    pub text: String,
    /// What to do: words and address.
    pub way: Option<(String, String)>,
}

/// The five checks in the order in which they are read.
///
/// # Errors
/// When the database doesn't answer (so in all functions here).
pub async fn all(page: &Page, connection: &Connection) -> StoreResult<Vec<Check>> {
    Ok(vec![
        moving(page, connection).await?,
        shop(page).await?,
        partner(page, connection),
        stock(page, connection).await?,
        work(page, connection).await?,
    ])
}

type Found = (&'static str, String, Option<(String, String)>);

fn check(page: &Page, name: &str, (mark, text, way): Found) -> Check {
    Check { mark, name: page.t(name), text, way }
}

/// Whether ready orders go.
async fn moving(page: &Page, connection: &Connection) -> StoreResult<Check> {
    let db = &page.state.desk.db;
    let waiting = Some((page.t("check-orders-show"), page.link("/activity?state=waiting")));
    let found: Found = if connection.state == ConnectionState::Paused {
        ("warn", page.t("check-orders-paused"), Some((page.t("check-orders-resume"), page.link(""))))
    } else {
        let patience = LATE_SECONDS + connection.settings.orders.hold_minutes * 60;
        let before = page.now.plus_seconds(-patience);
        let (late, oldest) = alerts::late(db, &page.shop.id, &connection.id, before).await?;
        match (oldest.filter(|_| late > 0), orders::last_handed(db, &page.shop.id).await?) {
            (Some(oldest), _) => {
                let very = oldest.plus_seconds(VERY_LATE_SECONDS) <= page.now;
                let values = [("count", late.into()), ("time", page.when(&oldest).into())];
                (if very { "must" } else { "warn" }, page.ta("check-orders-late", &values), waiting)
            }
            (None, Some(at)) => ("ok", page.tv("check-orders-ok", "time", page.ago(&at)), None),
            (None, None) => ("ok", page.t("check-orders-none"), None),
        }
    };
    Ok(check(page, "check-orders", found))
}

/// Whether the shop lets us in, tells us what happens, and has calls to spare.
async fn shop(page: &Page) -> StoreResult<Check> {
    let (db, shop) = (&page.state.desk.db, &page.shop.id);
    let code = |code: Code| Some((page.t("check-how"), page.link(&format!("/help#{}", code.word()))));
    let next = calls::next_call(db, shop).await?.map(|n| n.0).filter(|at| *at > page.now);
    let barred = calls::barred(db, shop).await?;
    let budget = budget::today(page).await?;
    let rights = dictionary::all::<Rights>(db, shop, DictionaryKind::Rights).await?;
    let refused = rights.iter().any(|r| !r.data.refused().is_empty());
    let hooks = webhooks::of_shop(db, shop).await?;
    let heard = hooks.iter().filter_map(|h| h.last_heard_at).max();
    let found: Found = match page.shop.state {
        ShopState::Refused | ShopState::Inactive | ShopState::Erasing => {
            ("must", page.t("check-shop-refused"), code(Code::AuthUpgates))
        }
        ShopState::Doubtful => ("warn", page.t("check-shop-doubtful"), None),
        ShopState::Active if barred.is_some() => {
            let (since, words, next) = barred.unwrap_or_default();
            let values =
                [("since", page.when(&since).into()), ("time", page.when(&next).into()), ("reason", words.into())];
            ("warn", page.ta("check-shop-barred", &values), None)
        }
        ShopState::Active if refused => ("must", page.t("check-shop-rights"), Some(usage_way(page))),
        ShopState::Active => match (next, heard) {
            (Some(at), _) => ("warn", page.tv("check-shop-wait", "time", page.when(&at)), None),
            _ if budget.used_up() => {
                ("warn", page.tv("cause-LIMIT", "time", page.when(&budget.until)), code(Code::Limit))
            }
            _ if hooks.is_empty() => ("warn", page.t("check-shop-deaf"), None),
            (None, Some(at)) => ("ok", page.tv("check-shop-ok", "time", page.ago(&Millis(at))), None),
            (None, None) => ("ok", page.t("check-shop-quiet"), None),
        },
    };
    Ok(check(page, "check-shop", found))
}

fn usage_way(page: &Page) -> (String, String) {
    (page.t("check-accesses"), page.link("/help#usage"))
}

/// Whether the partner answers.
fn partner(page: &Page, connection: &Connection) -> Check {
    let login = Some((page.t("cause-button-AUTH-PARTNER"), page.link("/settings#connection")));
    let last = connection.last_heard_at.max(connection.last_answer_at);
    let (mark, text, way): Found = match (connection.blocked_cause.as_deref(), connection.blocked_since) {
        (Some(cause), Some(since)) if cause == Code::AuthPartner.word() => {
            ("must", page.tv("check-partner-login", "time", page.when(&since)), login)
        }
        (Some(_), Some(since)) => ("warn", page.tv("check-partner-down", "time", page.when(&since)), None),
        _ => match last {
            Some(at) => ("ok", page.tv("check-partner-ok", "time", page.ago(&at)), None),
            None => ("ok", page.t("check-partner-quiet"), None),
        },
    };
    Check { mark, name: connection.partner.name().to_owned(), text, way }
}

/// Whether stock flows.
async fn stock(page: &Page, connection: &Connection) -> StoreResult<Check> {
    let (db, shop) = (&page.state.desk.db, &page.shop.id);
    let stopped = stock::stopped(db, shop, connection.id.as_str()).await?;
    let found: Found = match (stopped, connection.settings.stock.master) {
        (Some(held), _) => {
            let way = Some((page.t("cause-button-GUARD-STOCK"), page.link("#guard")));
            ("must", page.tv("check-stock-stopped", "time", page.when(&held.at)), way)
        }
        (None, Master::Shop) => ("ok", page.t("check-stock-shop"), None),
        (None, _) => match cursors::get(db, connection.id.as_str(), STOCK_CURSOR).await? {
            None => ("warn", page.t("check-stock-never"), None),
            Some(at) => match stock::agreement(db, shop, connection.settings.stock.buffer).await?.differing {
                0 => ("ok", page.tv("check-stock-ok", "time", page.ago(&at)), None),
                n => {
                    let values = [("count", n.into()), ("time", page.ago(&at).into())];
                    ("warn", page.ta("check-stock-differs", &values), None)
                }
            },
        },
    };
    Ok(check(page, "check-stock", found))
}

/// Whether our own side works.
async fn work(page: &Page, connection: &Connection) -> StoreResult<Check> {
    let (db, shop) = (&page.state.desk.db, &page.shop.id);
    let write = Some((page.t("help-write"), page.link("/help#contact")));
    let seen = workers::last_of_all(db).await?;
    // What waits for somebody else is told by the other checks.
    let free = connection.state == ConnectionState::Started
        && connection.blocked_since.is_none()
        && page.shop.state == ShopState::Active
        && calls::next_call(db, shop).await?.is_none_or(|n| n.0 <= page.now);
    let due = jobs::oldest_due(db, shop, page.now).await?.filter(|_| free);
    let given_up = jobs::counts(db, shop).await?.iter().find(|c| c.0 == "dead").map_or(0, |c| c.1);
    let older = |at: Millis, seconds: i64| at.plus_seconds(seconds) <= page.now;
    let found: Found = match (seen, due) {
        (None, _) => ("must", page.t("check-work-never"), write),
        (Some(at), _) if older(at, WORKER_SECONDS) => {
            ("must", page.tv("check-work-away", "time", page.when(&at)), write)
        }
        (_, Some(at)) if older(at, LAG_SECONDS.1) => {
            ("must", page.tv("check-work-stuck", "time", page.when(&at)), write)
        }
        (_, Some(at)) if older(at, LAG_SECONDS.0) => ("warn", page.tv("check-work-slow", "time", page.ago(&at)), None),
        _ if given_up > 0 => ("warn", page.tn("check-work-given-up", given_up), write),
        (Some(at), _) => ("ok", page.tv("check-work-ok", "time", page.ago(&at)), None),
    };
    Ok(check(page, "check-work", found))
}
