//! Saving the settings of a connection: checked, stored with who changed them, and what they may decide otherwise is looked at again.
use crate::coupling::decide::{ORDERS_CURSOR, own, zone_of};
use crate::coupling::{Desk, DeskError};
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::domain::order::OrderState;
use crate::domain::settings::{SettingError, Settings};
use crate::domain::stock::Master;
use crate::store::audit::Who;
use crate::store::connections::{Connection, ConnectionState};
use crate::store::{StoreResult, Tx, audit, connections, cursors, jobs, orders};

/// Orders that one statement marks.
const MARKED_AT_ONCE: usize = 1000;

/// Checks settings as saving them would.
///
/// # Errors
/// Names the field that can't be used.
pub fn check_settings(connection: &Connection, settings: &Settings) -> Result<(), SettingError> {
    settings.check()?;
    crate::systems::partner::check_options(connection.partner, settings)?;
    crate::systems::partner::check_new_payments(connection.partner, &connection.settings, settings)
}

/// Replaces the settings of a connection and looks again at what waits.
///
/// # Errors
/// Names the field that can't be used; then nothing is changed.
pub async fn save_settings(
    desk: &Desk,
    shop: &ShopId,
    id: &str,
    settings: &Settings,
    who: Who,
) -> Result<(), DeskError> {
    save_edition(desk, shop, id, settings, None, who).await
}

/// The same, made from one edition of the settings: nothing is saved when another one stands there by now.
///
/// # Errors
/// Names the field that can't be used; [`DeskError::NotNow`] when somebody else has saved.
pub async fn save_edition(
    desk: &Desk,
    shop: &ShopId,
    id: &str,
    settings: &Settings,
    edition: Option<&str>,
    who: Who,
) -> Result<(), DeskError> {
    let connection = own(desk, shop, id).await?;
    check_settings(&connection, settings)?;
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    unmoved(&mut tx, &connection, edition).await?;
    save_in(&mut tx, desk, &connection, settings, who).await?;
    audit::add(&mut tx, shop, who, "settings", "", now).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes sure, under the connection's lock, that the settings are still the edition that was edited.
pub(super) async fn unmoved(tx: &mut Tx, connection: &Connection, edition: Option<&str>) -> Result<(), DeskError> {
    let Some(edition) = edition else { return Ok(()) };
    let (shop, id) = (&connection.shop, connection.id.as_str());
    connections::lock(tx, shop, id).await?;
    let now = connections::edition_in(tx, shop, id).await?.unwrap_or_default();
    if now == edition { Ok(()) } else { Err(DeskError::NotNow("somebody else has saved these settings meanwhile")) }
}

/// Stores checked settings and queues what they may decide otherwise.
pub(super) async fn save_in(
    tx: &mut Tx,
    desk: &Desk,
    connection: &Connection,
    settings: &Settings,
    who: Who,
) -> Result<(), DeskError> {
    let (shop, id, now) = (&connection.shop, connection.id.as_str(), desk.clock.now());
    connections::set_settings(tx, shop, id, settings, who.word(), now).await?;
    if connection.state == ConnectionState::Draft {
        return Ok(());
    }
    let numbers = undecided(tx, shop, connection, settings).await?;
    look_again(tx, shop, numbers, now).await?;
    reach_back(tx, desk, connection, settings).await?;
    jobs::revive_all(tx, shop, now).await?;
    // By the options the partner may know the products by other numbers.
    let stock_differs = settings.stock != connection.settings.stock
        || settings.words.products != connection.settings.words.products
        || settings.options != connection.settings.options;
    if stock_differs && settings.stock.master != Master::Shop {
        jobs::mark(tx, shop, id, JobKind::StockCatchUp, "all", now, now).await?;
    }
    Ok(())
}

/// Marks orders to be looked at again, in few statements however many they are.
async fn look_again(
    tx: &mut Tx,
    shop: &ShopId,
    numbers: impl IntoIterator<Item = String>,
    now: Millis,
) -> StoreResult<()> {
    let due: Vec<(String, jobs::Wish)> = numbers.into_iter().map(|number| (number, jobs::Wish::at(now))).collect();
    for part in due.chunks(MARKED_AT_ONCE) {
        jobs::mark_many(tx, shop, ("", JobKind::Order), &part.iter().cloned().collect(), now).await?;
    }
    Ok(())
}

/// Numbers of the orders that other settings may decide otherwise: not ready, held, left out by an exclusion, or cancelled in
/// the shop while the merchant was only told.
async fn undecided(
    tx: &mut Tx,
    shop: &ShopId,
    connection: &Connection,
    settings: &Settings,
) -> Result<Vec<String>, DeskError> {
    let mut numbers = orders::numbers_of_state(tx, shop, &connection.id, OrderState::Noticed).await?;
    numbers.extend(orders::numbers_of_state(tx, shop, &connection.id, OrderState::Held).await?);
    if settings.orders.exclude != connection.settings.orders.exclude {
        numbers.extend(orders::numbers_of_state(tx, shop, &connection.id, OrderState::Waiting).await?);
        numbers.extend(orders::numbers_excluded(tx, shop, &connection.id).await?);
    }
    if settings.orders.on_cancel != connection.settings.orders.on_cancel {
        numbers.extend(orders::of_cause(tx, shop, super::SHOP_CANCEL_KEY).await?.into_iter().map(|(_, number)| number));
    }
    Ok(numbers)
}

/// Reads the shop's orders once more when they are to be taken from an earlier moment than before.
async fn reach_back(tx: &mut Tx, desk: &Desk, connection: &Connection, settings: &Settings) -> Result<(), DeskError> {
    let now = desk.clock.now();
    let zone = zone_of(desk, &connection.shop).await?;
    let started = connection.started_at.unwrap_or(now);
    let from = settings.from_moment(started, &zone)?;
    if from < connection.settings.from_moment(started, &zone)? {
        cursors::set(tx, connection.shop.as_str(), ORDERS_CURSOR, from).await?;
        let numbers = orders::numbers_too_old(tx, &connection.shop, &connection.id, from).await?;
        look_again(tx, &connection.shop, numbers, now).await?;
        jobs::mark(tx, &connection.shop, "", JobKind::CatchUp, "", now, now).await?;
    }
    Ok(())
}
