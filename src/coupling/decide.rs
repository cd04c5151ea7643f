//! Decisions about a connection or an order, after it was coupled.
use serde_json::{Map, Value};

use crate::coupling::save::check_settings;
use crate::coupling::wishes::let_unbalanced;
use crate::coupling::{Desk, DeskError, account, again, causes, sealed, trial};
use crate::domain::cause::Code;
use crate::domain::clock::Millis;
use crate::domain::ids::{ConnectionId, ShopId};
use crate::domain::job::{JobKind, LOOK_AGAIN};
use crate::domain::order::{OrderState, Wish};
use crate::domain::reader;
use crate::domain::report::Asked;
use crate::domain::settings::{SettingError, Settings};
use crate::domain::step::{Step, StepKind};
use crate::domain::stock::Master;
use crate::store::audit::Who;
use crate::store::connections::{Connection, ConnectionState};
use crate::store::{
    StoreError, StoreResult, Tx, audit, connections, cursors, jobs, orders, products, shops, steps, stock,
};

/// Cursor of the orders' catch-up; its owner is the shop.
pub const ORDERS_CURSOR: &str = "orders";
/// When the partner's availability was last read; its owner is the connection.
pub const STOCK_CURSOR: &str = "partner_stock";
/// Cursor of the shop's product list; its owner is the shop.
pub const PRODUCTS_CURSOR: &str = "products";
/// What a button asks of the shop rests for so many seconds.
const CHECK_PAUSE_SECONDS: i64 = 60;
/// When the books were last balanced; the owner of this cursor and of the two that follow is the shop.
pub const BOOKS_AT: &str = "books_at";
/// Orders that the shop had made in the [`BOOKS_SECONDS`] before that.
pub const BOOKS_IN_SHOP: &str = "books_in_shop";
/// Those of them that we did not know until then.
pub const BOOKS_MISSING: &str = "books_missing";
/// How far back the books are balanced, in seconds.
pub const BOOKS_SECONDS: i64 = 86_400;

pub(super) async fn own(desk: &Desk, shop: &ShopId, id: &str) -> Result<Connection, DeskError> {
    connections::get(&desk.db, shop, id).await?.ok_or(DeskError::NotFound("connection"))
}

/// Starts a connection: what was marked until now is worked off, and the period that the settings ask for is read.
///
/// # Errors
/// Names `orders.ready_statuses` when no status is ready; so in all functions here: the store's errors, and not found.
pub async fn start(desk: &Desk, shop: &ShopId, id: &str, who: Who) -> Result<(), DeskError> {
    let connection = own(desk, shop, id).await?;
    if connection.settings.orders.ready_statuses.is_empty() {
        return Err(SettingError::new("orders.ready_statuses", "needs at least one status before starting").into());
    }
    let mut tx = desk.db.begin().await?;
    start_in(&mut tx, desk, shop, &connection.id, &connection.settings).await?;
    audit::add(&mut tx, shop, who, "start", connection.partner.word(), desk.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn start_in(
    tx: &mut Tx,
    desk: &Desk,
    shop: &ShopId,
    id: &ConnectionId,
    settings: &Settings,
) -> Result<(), DeskError> {
    let now = desk.clock.now();
    trial::take_over(tx, desk, shop, id.as_str()).await?;
    connections::start(tx, shop, id.as_str(), now).await?;
    follow(tx, shop, id, now).await?;
    let from = settings.from_moment(now, &zone_of(desk, shop).await?)?;
    if settings.orders.from.trim() != "now" {
        cursors::set(tx, shop.as_str(), ORDERS_CURSOR, from).await?;
        jobs::mark(tx, shop, "", JobKind::CatchUp, "", now, now).await?;
    }
    if settings.stock.master != Master::Shop {
        // What changed since the readiness read the list; without a reading the catch-up reads it whole.
        if products::check(&desk.db, shop).await?.is_some_and(|c| c.ended_at.is_some()) {
            jobs::mark(tx, shop, "", JobKind::Products, "", now, now).await?;
        }
        jobs::mark(tx, shop, id.as_str(), JobKind::StockCatchUp, "", now, now).await?;
    }
    Ok(())
}

/// What was tried before the start is an order like all others from now on.
async fn follow(tx: &mut Tx, shop: &ShopId, id: &ConnectionId, now: Millis) -> StoreResult<()> {
    for state in OrderState::ALL.into_iter().filter(|s| !matches!(s, OrderState::LeftOut | OrderState::Cancelled)) {
        for number in orders::numbers_of_state(tx, shop, id, state).await? {
            jobs::mark(tx, shop, "", JobKind::Order, &number, now, now).await?;
            let row = orders::lock(tx, shop, id, &number).await?;
            if let Some(there) = row.and_then(|r| r.partner_number) {
                jobs::mark(tx, shop, id.as_str(), JobKind::Progress, &there, now, now).await?;
            }
        }
    }
    Ok(())
}

/// Whether something that asks the shop was pressed so shortly before `now` that it has to rest.
pub(super) fn too_soon(at: Millis, now: Millis) -> bool {
    at.plus_seconds(CHECK_PAUSE_SECONDS) > now
}

/// Looks at everything that the readiness shows once more: the shop (but not its owner, who is read at installation only), its products, and
/// the partner's login.
///
/// # Errors
/// [`DeskError::TooSoon`] within a minute after the last look.
pub async fn check_again(desk: &Desk, shop: &ShopId, id: &str, who: Who) -> Result<(), DeskError> {
    own(desk, shop, id).await?;
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    if audit::last(&mut tx, shop, "check-again", "").await?.is_some_and(|at| too_soon(at, now)) {
        return Err(DeskError::TooSoon);
    }
    jobs::restart(&mut tx, shop, "", JobKind::Onboard, LOOK_AGAIN, now).await?;
    jobs::restart(&mut tx, shop, id, JobKind::ConnectTest, "", now).await?;
    audit::add(&mut tx, shop, who, "check-again", "", now).await?;
    tx.commit().await?;
    check_products(desk, shop).await
}

/// Asks for the shop's products to be read for the readiness; not again within a minute, nor while they are being read.
pub async fn check_products(desk: &Desk, shop: &ShopId) -> Result<(), DeskError> {
    let now = desk.clock.now();
    let last = products::check(&desk.db, shop).await?;
    if last.as_ref().and_then(|c| c.ended_at).is_some_and(|at| too_soon(at, now)) {
        return Ok(());
    }
    let mut tx = desk.db.begin().await?;
    jobs::restart(&mut tx, shop, "", JobKind::Readiness, "", now).await?;
    tx.commit().await?;
    Ok(())
}

/// Pauses a connection until a moment, or until it is resumed. Orders are still received.
pub async fn pause(desk: &Desk, shop: &ShopId, id: &str, until: Option<Millis>, who: Who) -> Result<(), DeskError> {
    let connection = own(desk, shop, id).await?;
    if connection.state != ConnectionState::Started {
        return Err(DeskError::NotNow("only a started connection can be paused"));
    }
    let now = desk.clock.now();
    if until.is_some_and(|t| t <= now) {
        return Err(SettingError::new("until", "must be in the future").into());
    }
    let mut tx = desk.db.begin().await?;
    connections::pause(&mut tx, shop, id, until, now).await?;
    audit::add(&mut tx, shop, who, "pause", &until.map(|t| t.to_string()).unwrap_or_default(), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends a pause; what was received meanwhile goes now.
pub async fn resume(desk: &Desk, shop: &ShopId, id: &str, who: Who) -> Result<(), DeskError> {
    let connection = own(desk, shop, id).await?;
    if connection.state != ConnectionState::Paused {
        return Err(DeskError::NotNow("only a paused connection can be resumed"));
    }
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    connections::start(&mut tx, shop, id, now).await?;
    audit::add(&mut tx, shop, who, "resume", "", now).await?;
    tx.commit().await?;
    Ok(())
}

/// The shop's time zone, in which its merchant names days.
pub(super) async fn zone_of(desk: &Desk, shop: &ShopId) -> StoreResult<String> {
    Ok(shops::get(&desk.db, shop).await?.map(|s| s.zone).unwrap_or_default())
}

/// Replaces the partner's credentials; what waited for them goes now.
///
/// # Errors
/// Names the field that can't be used; then nothing is changed.
pub async fn save_credentials(
    desk: &Desk,
    shop: &ShopId,
    id: &str,
    credentials: &Map<String, Value>,
    who: Who,
) -> Result<(), DeskError> {
    let connection = own(desk, shop, id).await?;
    crate::systems::partner::check_credentials(connection.partner, credentials, &desk.partner_hosts)?;
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    let account = account::account(connection.partner, credentials)?;
    let credentials = sealed::seal_credentials(&desk.vault, &connection.id, credentials)?;
    connections::set_account(&mut tx, shop, id, &account).await?;
    connections::set_credentials(&mut tx, shop, id, &credentials, now).await?;
    connections::unblock(&mut tx, shop, id, now).await?;
    connections::set_test(&mut tx, shop, id, None).await?;
    jobs::revive(&mut tx, shop, Code::AuthPartner.word(), "", now).await?;
    jobs::hurry(&mut tx, shop, now).await?;
    jobs::restart(&mut tx, shop, id, JobKind::ConnectTest, "", now).await?;
    audit::add(&mut tx, shop, who, "credentials", connection.partner.word(), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Asks for a try of the partner's login; its report appears on the connection.
pub async fn test(desk: &Desk, shop: &ShopId, id: &str) -> Result<(), DeskError> {
    own(desk, shop, id).await?;
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    connections::set_test(&mut tx, shop, id, None).await?;
    jobs::restart(&mut tx, shop, id, JobKind::ConnectTest, "", now).await?;
    tx.commit().await?;
    Ok(())
}

/// Asks for a simulation of these settings, which are stored nowhere else; its report appears on the connection. Simulations of a
/// connection keep [`SIMULATION_PAUSE_SECONDS`](crate::domain::report::SIMULATION_PAUSE_SECONDS) between them.
///
/// # Errors
/// Names the field that can't be used; then nothing is changed.
pub async fn simulate(
    desk: &Desk,
    shop: &ShopId,
    id: &str,
    settings: &Settings,
    choice: &str,
) -> Result<(), DeskError> {
    let connection = own(desk, shop, id).await?;
    check_settings(&connection, settings)?;
    let now = desk.clock.now();
    let before: Option<Asked> = connection.simulation_asked.as_deref().and_then(|text| reader::stored(text).ok());
    let asked = Asked::after(before.as_ref(), settings.clone(), choice, now);
    let text = serde_json::to_string(&asked)
        .map_err(|e| StoreError::Corrupt { what: "connections.simulation_asked", why: e.to_string() })?;
    let mut tx = desk.db.begin().await?;
    connections::ask_simulation(&mut tx, shop, id, &text).await?;
    // Whether its turn has come the work itself looks after.
    jobs::restart(&mut tx, shop, id, JobKind::Simulate, "", now).await?;
    tx.commit().await?;
    Ok(())
}

/// A button on one order: a wish, or *try again* when there is none.
///
/// # Errors
/// When the wish makes no sense in the order's state.
pub async fn press(desk: &Desk, shop: &ShopId, order: &str, wish: Option<Wish>, who: Who) -> Result<(), DeskError> {
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    let mut order = orders::lock_by_id(&mut tx, shop, order).await?.ok_or(DeskError::NotFound("order"))?;
    if wish.is_some_and(|w| !order.takes(w)) {
        return Err(DeskError::NotNow("the order has moved on; this button no longer fits"));
    }
    if wish == Some(Wish::Settled) {
        if !causes::settled(&mut order) {
            return Err(DeskError::NotNow("there is nothing to settle any more"));
        }
    } else if wish == Some(Wish::SendUnbalanced) {
        if !let_unbalanced(&mut order) {
            return Err(DeskError::NotNow("the order's money is not in question any more"));
        }
    } else if wish.is_some() {
        order.wish = wish;
    }
    if order.state == OrderState::Failed {
        // What was refused is tried once more.
        order.content_hash.clear();
    }
    if wish.is_some() || order.state == OrderState::Failed {
        orders::save(&mut tx, &order, now).await?;
    }
    let word = wish.map_or("retry", Wish::word);
    if wish.is_none() && audit::last(&mut tx, shop, word, &order.number).await?.is_some_and(|at| too_soon(at, now)) {
        return Err(DeskError::TooSoon);
    }
    steps::add(&mut tx, shop, &order.id, &Step::new(now, StepKind::Pressed, word)).await?;
    jobs::restart(&mut tx, shop, "", JobKind::Order, &order.number, now).await?;
    again::told_and_read(&mut tx, &order, now).await?;
    if wish.is_none() {
        connections::unblock(&mut tx, shop, order.connection.as_str(), now).await?;
    }
    audit::add(&mut tx, shop, who, word, &order.number, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Decides about a stock update that the guard-rail stopped: write it after all, or drop it.
pub async fn release_guard(desk: &Desk, shop: &ShopId, id: &str, write: bool, who: Who) -> Result<(), DeskError> {
    own(desk, shop, id).await?;
    let stopped = stock::stopped(&desk.db, shop, id).await?.ok_or(DeskError::NotFound("stopped stock update"))?;
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    stock::release(&mut tx, shop, id).await?;
    if write {
        cursors::set(&mut tx, id, "guard_pass_until", now.plus_seconds(600)).await?;
        for change in &stopped.changes {
            jobs::mark(&mut tx, shop, id, JobKind::Stock, &change.code, now, now).await?;
        }
    }
    audit::add(&mut tx, shop, who, if write { "guard-write" } else { "guard-drop" }, "", now).await?;
    tx.commit().await?;
    Ok(())
}
