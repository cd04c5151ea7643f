//! Filling in a period on demand: counted first, then started; one at a time, then a quarter of an hour apart.
use crate::coupling::{Desk, DeskError};
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::domain::report::Fill;
use crate::domain::settings::SettingError;
use crate::store::audit::Who;
use crate::store::{audit, fills, jobs, shops};

/// Orders of one page of the shop's list.
pub const FILL_PAGE: i64 = 100;
/// Longest period, in days.
pub const FILL_DAYS: i64 = 31;
/// Least seconds between two fillings.
pub const FILL_PAUSE_SECONDS: i64 = 900;

/// Asks for a period to be counted (`confirmed` false) or, once counted, filled in.
///
/// # Errors
/// Names the field when the period can't be used; says why when it is not the time for it.
pub async fn fill(
    desk: &Desk,
    shop: &ShopId,
    (from, to): (Millis, Millis),
    confirmed: bool,
    who: Who,
) -> Result<(), DeskError> {
    let now = desk.clock.now();
    if from >= to {
        return Err(SettingError::new("to", "must be after the beginning").into());
    }
    if to.0 - from.0 > FILL_DAYS * 86_400_000 {
        return Err(SettingError::new("from", "the period may have at most 31 days").into());
    }
    if from > now {
        return Err(SettingError::new("from", "must lie in the past").into());
    }
    let known = shops::get(&desk.db, shop).await?.ok_or(DeskError::NotFound("shop"))?;
    if !known.flowing {
        return Err(DeskError::NotNow("start the connection first"));
    }
    let mut tx = desk.db.begin().await?;
    let last = fills::get_in(&mut tx, shop).await?;
    if last.as_ref().is_some_and(|f| f.ended_at.is_none()) {
        return Err(DeskError::NotNow("a period is being filled in; wait until it is done"));
    }
    let ended = last.as_ref().filter(|f| !f.counting).and_then(|f| f.ended_at);
    if ended.is_some_and(|at| at.plus_seconds(FILL_PAUSE_SECONDS) > now) {
        return Err(DeskError::NotNow("the last period was filled in less than 15 minutes ago"));
    }
    let counted = last.filter(|f| f.counting && f.from == from && f.to == to);
    if confirmed && counted.is_none() {
        return Err(DeskError::NotNow("have the period counted first"));
    }
    let total = counted.and_then(|f| f.total);
    let fill = Fill { from, to, asked_at: now, counting: !confirmed, total, ..Fill::default() };
    fills::save(&mut tx, shop, &fill).await?;
    jobs::restart(&mut tx, shop, "", JobKind::Fill, "", now).await?;
    audit::add(&mut tx, shop, who, if confirmed { "fill" } else { "fill-count" }, &format!("{from} – {to}"), now)
        .await?;
    tx.commit().await?;
    Ok(())
}
