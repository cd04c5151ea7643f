//! The overview: one sentence of truth, what needs attention, today in numbers, the balance of the books, health.
use askama::Template;

use super::PageError;
use super::arrivals::{Arrival, arrivals};
use super::chart::{self, Day};
use super::page::{Answer, Page, Posted};
use super::pictures::{self, ApiUse, StockBar, StockNow};
use super::{budget, open, words};
use crate::coupling::{self, DeskError};
use crate::domain::cause::Code;
use crate::domain::clock::Millis;
use crate::domain::job::JobKind;
use crate::domain::order::OrderState;
use crate::domain::shop::ShopState;
use crate::store::audit::Who;
use crate::store::connections::{Connection, ConnectionState};
use crate::store::stock::GuardStop;
use crate::store::{StoreResult, cursors, findings, jobs, orders, stock, webhooks};
use crate::text::Value;

/// The sentence of truth.
#[derive(Debug)]
pub struct Truth {
    /// `ok`, `warn` or `must`: colour and icon.
    mark: &'static str,
    text: String,
}

/// A group of orders that wait for the same cause.
#[derive(Debug)]
pub struct Group {
    /// Icon and words of its button.
    press: (&'static str, String),
    key: String,
    code: &'static str,
    text: String,
    count: i64,
    way: Option<(String, String)>,
    /// The orders behind it; empty when it is about none.
    list: String,
}

/// One sign of health.
#[derive(Debug)]
pub struct Sign {
    /// Icon and colour.
    pub mark: &'static str,
    /// What it is about.
    pub name: String,
    /// How it is.
    pub text: String,
}

/// A number of today or now.
#[derive(Debug)]
pub struct Number {
    icon: &'static str,
    name: String,
    count: i64,
    /// The orders behind it.
    list: String,
}

#[derive(Template)]
#[template(path = "overview.html")]
struct View<'a> {
    p: &'a Page,
    truth: Truth,
    groups: Vec<Group>,
    news: Vec<Arrival>,
    held: i64,
    guard: Option<GuardStop>,
    guard_since: Millis,
    numbers: Vec<Number>,
    days: Vec<Day>,
    empty: bool,
    books: Books,
    signs: Vec<Sign>,
    stock: Option<StockBar>,
    api: ApiUse,
    /// How many orders wait for the end of a pause.
    paused: Option<i64>,
}

/// `GET …/`: the overview, or the guide until the connection was started.
pub async fn show(page: Page) -> Answer {
    let Some(connection) = page.connection.as_ref().filter(|_| page.started()) else { return open::to_guide(&page) };
    let db = &page.state.desk.db;
    let counts = orders::counts(db, &page.shop.id).await?;
    let count = |state: OrderState| counts.iter().find(|c| c.0 == state).map_or(0, |c| c.1);
    let groups = groups(&page).await?;
    let guard = stock::stopped(db, &page.shop.id, connection.id.as_str()).await?;
    let days = chart::days(&page).await?;
    let numbers = numbers(&page, days.last().map_or(0, |today| today.handed), count);
    let following = pictures::stock_now(&page, connection).await?;
    let empty = days.iter().all(|d| d.bars.is_empty());
    let view = View {
        truth: truth(&page, connection, &groups, guard.is_some()).await?,
        guard_since: guard.as_ref().map_or(Millis(0), |g| g.at),
        books: books(&page, connection).await?,
        signs: signs(&page, connection, following.as_ref()).await?,
        news: arrivals(&page).await?,
        held: orders::held_by_hand(db, &page.shop.id, &connection.id).await?,
        stock: following.as_ref().and_then(|now| pictures::stock_bar(&page, now, guard.is_some())),
        api: pictures::api_use(&page).await?,
        paused: paused(&page, connection).await?,
        groups,
        guard,
        numbers,
        days,
        empty,
        p: &page,
    };
    page.show(&view)
}

/// What was handed over today, and how many orders are in the other states now.
fn numbers(page: &Page, today: i64, count: impl Fn(OrderState) -> i64) -> Vec<Number> {
    let day = page.now.local(&page.shop.zone).date();
    let handed = Number {
        icon: words::state_icon(OrderState::HandedOver),
        name: page.t("numbers-today"),
        count: today,
        list: page.link(&format!("/activity?state={}&from={day}", OrderState::HandedOver.word())),
    };
    let now = [OrderState::Held, OrderState::Waiting, OrderState::Sending, OrderState::Failed];
    let now = now.map(|state| Number {
        icon: words::state_icon(state),
        name: words::state(page, state),
        count: count(state),
        list: page.link(&format!("/activity?state={}", state.word())),
    });
    std::iter::once(handed).chain(now).collect()
}

async fn paused(page: &Page, connection: &Connection) -> StoreResult<Option<i64>> {
    if connection.state != ConnectionState::Paused {
        return Ok(None);
    }
    let (waiting, _) = jobs::waits(&page.state.desk.db, &page.shop.id, "", JobKind::Order).await?;
    Ok(Some(waiting))
}

async fn groups(page: &Page) -> StoreResult<Vec<Group>> {
    let db = &page.state.desk.db;
    let causes = orders::causes(db, &page.shop.id).await?;
    let found = findings::of_shop(db, &page.shop.id).await?.into_iter().map(|cause| Group {
        code: cause.code.word(),
        press: words::press(page, Some(cause.code), false),
        text: words::cause(page, &cause),
        count: 1,
        way: words::way(page, &cause, ""),
        list: String::new(),
        key: cause.key(),
    });
    let found: Vec<Group> = found.collect();
    Ok(causes
        .into_iter()
        .map(|(key, cause, count)| Group {
            code: cause.code.word(),
            press: words::press(page, Some(cause.code), false),
            text: words::group(page, &cause, count),
            count,
            way: words::way(page, &cause, ""),
            list: words::of_cause(page, &key),
            key,
        })
        .chain(found)
        .collect())
}

async fn truth(page: &Page, connection: &Connection, groups: &[Group], guard: bool) -> StoreResult<Truth> {
    let attention: i64 = groups.iter().filter(|g| !g.list.is_empty()).map(|g| g.count).sum();
    let (mark, text) = if matches!(page.shop.state, ShopState::Refused | ShopState::Doubtful) {
        ("must", page.t("truth-upgates"))
    } else if let Some(since) = connection.blocked_since {
        let key =
            if connection.blocked_cause.as_deref() == Some("AUTH-PARTNER") { "truth-login" } else { "truth-lost" };
        ("must", page.tv(key, "time", page.when(&since)))
    } else if connection.state == ConnectionState::Paused {
        match connection.paused_until {
            Some(until) => ("warn", page.tv("truth-paused-until", "time", page.when(&until))),
            None => ("warn", page.t("truth-paused")),
        }
    } else if guard {
        ("must", page.t("truth-guard"))
    } else if attention > 0 {
        ("warn", page.tn("truth-attention", attention))
    } else if let Some(found) = groups.iter().find(|g| g.list.is_empty()) {
        ("warn", found.text.clone())
    } else {
        match orders::last_handed(&page.state.desk.db, &page.shop.id).await? {
            Some(at) => ("ok", page.tv("truth-ok", "time", page.ago(&at))),
            None => ("ok", page.t("truth-ok-none")),
        }
    };
    Ok(Truth { mark, text })
}

/// The books as shown: the last daily balance, and what is on record since the connection's beginning.
#[derive(Debug)]
pub struct Books {
    /// The balance in a sentence, or that it is still to come.
    balance: String,
    /// What to say about a balance that did not come out even; empty when it did.
    note: String,
    /// All orders on record by what became of them.
    record: String,
}

/// The last daily balance: what the shop had counted then beside what we have of the same day.
async fn books(page: &Page, connection: &Connection) -> StoreResult<Books> {
    let db = &page.state.desk.db;
    let started = connection.started_at.unwrap_or(connection.created_at);
    let from = connection.settings.from_moment(started, &page.shop.zone).unwrap_or(started);
    let rows = orders::books(db, &page.shop.id, &connection.id, from, Millis(i64::MAX)).await?;
    let record = page.ta("books-record", &sums(&rows).1);
    let cursor = async |name| cursors::get(db, page.shop.id.as_str(), name).await;
    let counted = (cursor(coupling::BOOKS_AT).await?, cursor(coupling::BOOKS_IN_SHOP).await?);
    let (Some(at), Some(Millis(in_shop))) = counted else {
        return Ok(Books { balance: page.t("books-later"), note: String::new(), record });
    };
    let missing = cursor(coupling::BOOKS_MISSING).await?.map_or(0, |n| n.0);
    let day = at.plus_seconds(-coupling::BOOKS_SECONDS);
    let (known, mut values) = sums(&orders::books(db, &page.shop.id, &connection.id, day, at).await?);
    values.retain(|(name, _)| *name != "count");
    values.push(("count", in_shop.into()));
    values.push(("difference", (in_shop - known).into()));
    values.push(("time", page.when(&at).into()));
    let note = match in_shop - known {
        1.. => page.t("books-missing"),
        ..0 => page.t("books-gone"),
        0 if missing > 0 => page.tn("books-found", missing),
        0 => String::new(),
    };
    Ok(Books { balance: page.ta("books", &values), note, record })
}

/// How many orders there are, and their sums by what became of them as values of a sentence.
fn sums(rows: &[(OrderState, i64)]) -> (i64, Vec<(&'static str, Value)>) {
    let sum = |states: &[OrderState]| -> i64 { rows.iter().filter(|r| states.contains(&r.0)).map(|r| r.1).sum() };
    let total = rows.iter().map(|r| r.1).sum();
    let values = vec![
        ("count", Value::from(total)),
        ("handed", sum(&[OrderState::HandedOver, OrderState::Cancelled]).into()),
        ("out", sum(&[OrderState::LeftOut]).into()),
        ("waiting", sum(&[OrderState::Noticed, OrderState::Held, OrderState::Waiting, OrderState::Sending]).into()),
        ("failed", sum(&[OrderState::Failed]).into()),
    ];
    (total, values)
}

/// The signs of health: Upgates, its reports, the partner, the stock.
///
/// # Errors
/// When the database doesn't answer.
async fn signs(page: &Page, connection: &Connection, following: Option<&StockNow>) -> StoreResult<Vec<Sign>> {
    let db = &page.state.desk.db;
    let sign = |mark, key: &str, text: String| Sign { mark, name: page.t(key), text };
    let budget = budget::today(page).await?;
    let upgates = if page.shop.state != ShopState::Active {
        sign("must", "health-upgates", page.t("health-upgates-refused"))
    } else if budget.used_up() {
        sign("warn", "health-upgates", page.tv("cause-LIMIT", "time", page.when(&budget.until)))
    } else {
        let text = match cursors::get(db, page.shop.id.as_str(), coupling::ORDERS_CURSOR).await? {
            Some(at) => page.tv("health-upgates-read", "time", page.ago(&at)),
            None => page.t("health-upgates-ok"),
        };
        sign("ok", "health-upgates", text)
    };
    let hooks = webhooks::of_shop(db, &page.shop.id).await?;
    let heard = hooks.iter().filter_map(|h| h.last_heard_at).max();
    let hooks = match (hooks.is_empty(), heard) {
        (true, _) => sign("wait", "health-webhooks", page.t("health-webhooks-none")),
        (_, Some(at)) => sign("ok", "health-webhooks", page.tv("health-webhooks-heard", "time", page.ago(&Millis(at)))),
        (_, None) => sign("ok", "health-webhooks", page.t("health-webhooks-quiet")),
    };
    let partner = match (connection.blocked_since, connection.last_heard_at) {
        (Some(since), _) => ("must", page.tv("health-partner-lost", "time", page.when(&since))),
        (None, Some(at)) => ("ok", page.tv("health-partner-heard", "time", page.ago(&at))),
        (None, None) => ("warn", page.t("health-partner-quiet")),
    };
    let partner = Sign { mark: partner.0, name: connection.partner.name().to_owned(), text: partner.1 };
    let stock = match following {
        None => sign("info", "health-stock", page.t("health-stock-shop")),
        Some(now) => {
            let (mark, text) = match (now.agreement.read_at, now.agreement.differing) {
                (None, _) => ("wait", page.t("health-stock-unread")),
                (_, 0) => ("ok", page.t("health-stock-same")),
                (_, n) => ("warn", page.tn("health-stock-differs", n)),
            };
            let read = now.agreement.read_at.map(|at| page.tv("picture-stock-read", "time", page.ago(&at)));
            let sentences = [text, now.lag(page), read.unwrap_or_default()];
            sign(mark, "health-stock", sentences.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" "))
        }
    };
    Ok(vec![upgates, hooks, partner, stock])
}

/// `POST …/pause`: with an end in hours, or without.
pub async fn pause(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let until = match form.get("hours") {
        "" => None,
        hours => match hours.parse::<i64>().ok().filter(|h| (1..=24 * 31).contains(h)) {
            Some(hours) => Some(page.now.plus_seconds(hours * 3600)),
            None => return Err(PageError::MovedOn),
        },
    };
    coupling::pause(&page.state.desk, &page.shop.id, page.connected()?.id.as_str(), until, Who::Shop).await?;
    page.go("?done=paused")
}

/// `POST …/resume`
pub async fn resume(posted: Posted) -> Answer {
    let page = posted.page;
    coupling::resume(&page.state.desk, &page.shop.id, page.connected()?.id.as_str(), Who::Shop).await?;
    page.go("?done=resumed")
}

/// `POST …/causes`: tries again everything that waits for one cause; from the list of those orders back to the list.
pub async fn retry_cause(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let cause = form.get("cause");
    let asked = Code::of_key(cause);
    let done = match coupling::retry_cause(&page.state.desk, &page.shop.id, cause, Who::Shop).await {
        Ok(_) if asked.is_some_and(Code::asks) => "pressed",
        Ok(_) if asked.is_some_and(Code::is_settled_by_hand) => "settled",
        Ok(_) => "retried",
        Err(DeskError::TooSoon) => "rests",
        Err(other) => return Err(other.into()),
    };
    if form.has("list") {
        let cause: String = url::form_urlencoded::byte_serialize(cause.as_bytes()).collect();
        return page.go(&format!("/activity?cause={cause}&done={done}"));
    }
    page.go(&format!("?done={done}"))
}

/// `POST …/held`: lets go everything that is held by hand.
pub async fn let_go(posted: Posted) -> Answer {
    let page = posted.page;
    coupling::let_go(&page.state.desk, &page.shop.id, page.connected()?.id.as_str(), Who::Shop).await?;
    page.go("?done=let-go")
}

/// `POST …/guard`: writes a stopped stock update after all, or drops it.
pub async fn guard(posted: Posted) -> Answer {
    let Posted { page, form } = posted;
    let write = form.get("action") == "write";
    coupling::release_guard(&page.state.desk, &page.shop.id, page.connected()?.id.as_str(), write, Who::Shop).await?;
    page.go(if write { "?done=guard-written" } else { "?done=guard-dropped" })
}
