//! One order handed over for real before the start, when the merchant asks for it; nothing else moves.
use crate::coupling::{Desk, DeskError};
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::domain::report::Trial;
use crate::domain::settings::SettingError;
use crate::store::audit::Who;
use crate::store::connections::ConnectionState;
use crate::store::{Tx, audit, connections, jobs, trials};

/// Longest number of an order.
const LONGEST: usize = 60;

/// Asks for one order to be handed over before the start; how it went appears in the store's trials.
///
/// # Errors
/// Names `trial.number` when it can't be an order's number, `orders.ready_statuses` when none is chosen; says that it is
/// not the time for it when the connection is started, a trial runs, or one order was handed over already.
pub async fn trial(desk: &Desk, shop: &ShopId, id: &str, number: &str, who: Who) -> Result<(), DeskError> {
    let connection = connections::get(&desk.db, shop, id).await?.ok_or(DeskError::NotFound("connection"))?;
    if connection.state != ConnectionState::Draft {
        return Err(DeskError::NotNow("the connection is started; orders go by themselves"));
    }
    let number = number.trim();
    if number.is_empty() || number.chars().count() > LONGEST || number.chars().any(char::is_control) {
        return Err(SettingError::new("trial.number", "needs the number of an order").into());
    }
    if connection.settings.orders.ready_statuses.is_empty() {
        return Err(SettingError::new("orders.ready_statuses", "needs at least one status before the trial").into());
    }
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    if trials::get_in(&mut tx, shop, id).await?.is_some_and(|t| !t.may_repeat()) {
        return Err(DeskError::NotNow("one trial order is being handed over or was handed over already"));
    }
    let trial = Trial { number: number.to_owned(), asked_at: now, ..Trial::default() };
    trials::save(&mut tx, shop, id, &trial).await?;
    // Somebody who tries wants an answer now, whatever stopped the last try.
    connections::unblock(&mut tx, shop, id, now).await?;
    jobs::restart(&mut tx, shop, id, JobKind::Trial, number, now).await?;
    audit::add(&mut tx, shop, who, "trial", number, now).await?;
    tx.commit().await?;
    Ok(())
}

/// The start takes a trial over: from now on the order's own job works on it, never both.
///
/// # Errors
/// When the trial is being worked on in this moment.
pub(super) async fn take_over(tx: &mut Tx, desk: &Desk, shop: &ShopId, id: &str) -> Result<(), DeskError> {
    if !jobs::drop_idle(tx, shop, id, JobKind::Trial).await? {
        return Err(DeskError::NotNow("the trial order is being handed over; start in a moment"));
    }
    if let Some(mut trial) = trials::get_in(tx, shop, id).await?.filter(|t| t.ended_at.is_none()) {
        trial.ended_at = Some(desk.clock.now());
        "started".clone_into(&mut trial.result);
        trials::save(tx, shop, id, &trial).await?;
    }
    Ok(())
}
