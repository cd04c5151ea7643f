//! Saving what things are called at the partner: what it would let go is told first, and may be held by hand instead.
use crate::coupling::{Desk, DeskError, decide, save};
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::domain::reader;
use crate::domain::settings::Settings;
use crate::store::audit::Who;
use crate::store::connections::{self, Connection, ConnectionState};
use crate::store::{StoreResult, Tx, audit, cursors, jobs, orders};

/// When the merchant last saved carriers and payments; the owner of the cursor is the connection. What the shop got after that is
/// new.
pub const METHODS_SEEN: &str = "methods_seen";
/// When the merchant last saved the statuses.
pub const STATUSES_SEEN: &str = "statuses_seen";

/// How a pairing is saved.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pairing<'a> {
    /// What it would let go is held by hand instead.
    pub wait: bool,
    /// The cursor of what the merchant has now seen.
    pub seen: Option<&'a str>,
    /// The edition that it was made from; `None` saves over whatever stands there.
    pub edition: Option<&'a str>,
}

/// What a change of the settings lets go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Release {
    /// Keys of the causes that it mends and orders wait for.
    pub causes: Vec<String>,
    /// Statuses that begin to send orders, with orders in them.
    pub statuses: Vec<i64>,
    /// How many orders that are; another cause may still hold some of them.
    pub orders: i64,
    /// How many of them wait for one of the causes.
    pub waiting: i64,
}

impl Release {
    /// A text that is the same exactly when the same causes and statuses are meant.
    pub fn key(&self) -> String {
        let statuses: Vec<String> = self.statuses.iter().map(i64::to_string).collect();
        format!("{}\n{}", self.causes.join("\n"), statuses.join(","))
    }
}

/// What saving these settings would let go. Nothing while the connection was never started.
///
/// # Errors
/// When the database doesn't answer.
pub async fn release(desk: &Desk, connection: &Connection, settings: &Settings) -> StoreResult<Release> {
    let mut release = Release::default();
    if connection.state == ConnectionState::Draft {
        return Ok(release);
    }
    let (db, shop, id) = (&desk.db, &connection.shop, &connection.id);
    for cause in mended(&connection.settings, settings) {
        let n = orders::count_of_cause(db, shop, id, &cause).await?;
        if n > 0 {
            release.orders += n;
            release.waiting += n;
            release.causes.push(cause);
        }
    }
    let from = since(desk, connection, settings).await?;
    for status in newly_ready(&connection.settings, settings) {
        let n = orders::count_of_status(db, shop, id, status, from).await?;
        if n > 0 {
            release.orders += n;
            release.statuses.push(status);
        }
    }
    Ok(release)
}

/// From when orders are taken under these settings; orders made before stay left out.
async fn since(desk: &Desk, connection: &Connection, settings: &Settings) -> StoreResult<Millis> {
    let started = connection.started_at.unwrap_or(connection.created_at);
    Ok(settings.from_moment(started, &decide::zone_of(desk, &connection.shop).await?).unwrap_or(started))
}

/// Keys of the causes that new settings mend.
fn mended(old: &Settings, new: &Settings) -> Vec<String> {
    let maps = [
        (Code::MapShip, &old.carriers, &new.carriers),
        (Code::MapPay, &old.payments, &new.payments),
        (Code::ItemCode, &old.words.products, &new.words.products),
    ];
    let of = maps.into_iter().flat_map(|(code, old, new)| {
        let changed = new.iter().filter(move |(key, word)| old.get(*key) != Some(*word));
        changed.map(move |(key, _)| Cause::new(code, key.clone()).key())
    });
    of.collect()
}

/// Statuses that did not send orders before.
fn newly_ready(old: &Settings, new: &Settings) -> Vec<i64> {
    let new = new.orders.ready_statuses.iter();
    new.filter(|id| !old.orders.ready_statuses.contains(id)).copied().collect()
}

/// Saves settings of the pairing. With `wait` nothing that it would let go goes: those orders are held by hand. `seen` names the
/// cursor of what the merchant has now seen.
///
/// # Errors
/// Names the field that can't be used; then nothing is changed.
pub async fn save_pairing(
    desk: &Desk,
    shop: &ShopId,
    connection: &str,
    settings: &Settings,
    how: Pairing<'_>,
    who: Who,
) -> Result<(), DeskError> {
    let Pairing { wait, seen, edition } = how;
    let old = decide::own(desk, shop, connection).await?;
    save::check_settings(&old, settings)?;
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    save::unmoved(&mut tx, &old, edition).await?;
    if wait && old.state != ConnectionState::Draft {
        hold(&mut tx, desk, &old, settings).await?;
    }
    if let Some(seen) = seen {
        cursors::set(&mut tx, connection, seen, now).await?;
    }
    save::save_in(&mut tx, desk, &old, settings, who).await?;
    audit::add(&mut tx, shop, who, "mapping", if wait { "wait" } else { "" }, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn hold(tx: &mut Tx, desk: &Desk, old: &Connection, settings: &Settings) -> StoreResult<()> {
    for cause in mended(&old.settings, settings) {
        orders::hold_cause(tx, &old.shop, &old.id, &cause).await?;
    }
    let from = since(desk, old, settings).await?;
    for status in newly_ready(&old.settings, settings) {
        orders::hold_status(tx, &old.shop, &old.id, status, from).await?;
    }
    Ok(())
}

/// The settings with the pairing as it was before its last change; `None` when it never changed.
///
/// # Errors
/// When the database doesn't answer.
pub async fn before_last_pairing(desk: &Desk, connection: &Connection) -> StoreResult<Option<(Settings, LastChange)>> {
    let history = connections::history(&desk.db, &connection.shop, connection.id.as_str()).await?;
    let read: Vec<Option<Settings>> = history.iter().map(|h| reader::stored(&h.settings).ok()).collect();
    for (at, pair) in read.windows(2).enumerate() {
        let [Some(after), Some(before)] = pair else { return Ok(None) };
        let mut undone = after.clone();
        take_pairing(&mut undone, before);
        if undone != *after {
            let mut settings = connection.settings.clone();
            take_pairing(&mut settings, before);
            let change = LastChange {
                at: Millis(history[at].at),
                who: history[at].who.clone(),
                before: before.clone(),
                after: after.clone(),
            };
            return Ok(Some((settings, change)));
        }
    }
    Ok(None)
}

/// The last change of the pairing.
#[derive(Debug, Clone)]
pub struct LastChange {
    /// When.
    pub at: Millis,
    /// Who, as stored.
    pub who: String,
    /// The settings before it.
    pub before: Settings,
    /// The settings after it.
    pub after: Settings,
}

/// Takes over what belongs to the pairing, and nothing else.
fn take_pairing(settings: &mut Settings, from: &Settings) {
    settings.carriers.clone_from(&from.carriers);
    settings.payments.clone_from(&from.payments);
    settings.words.clone_from(&from.words);
    settings.progress.clone_from(&from.progress);
    settings.orders.ready_statuses.clone_from(&from.orders.ready_statuses);
    settings.orders.paid_only = from.orders.paid_only;
}

/// Lets go everything that is held by hand; returns how many orders.
///
/// # Errors
/// When the connection is not this shop's.
pub async fn let_go(desk: &Desk, shop: &ShopId, connection: &str, who: Who) -> Result<usize, DeskError> {
    let connection = decide::own(desk, shop, connection).await?;
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    let numbers = orders::let_go(&mut tx, shop, &connection.id).await?;
    for number in &numbers {
        jobs::restart(&mut tx, shop, "", JobKind::Order, number, now).await?;
    }
    audit::add(&mut tx, shop, who, "let-go", &numbers.len().to_string(), now).await?;
    tx.commit().await?;
    Ok(numbers.len())
}
