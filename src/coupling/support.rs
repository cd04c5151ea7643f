//! Writing to support: counted, stored and queued in one transaction.
use crate::coupling::{Desk, DeskError};
use crate::domain::ids::ShopId;
use crate::domain::message::{Draft, PER_HOUR, reference};
use crate::store::audit::{self, Who};
use crate::store::messages;

/// Stores a message; the worker mails it. Returns its id.
///
/// # Errors
/// When the shop has written as many messages as it may within an hour.
pub async fn write_support(desk: &Desk, shop: &ShopId, draft: &Draft) -> Result<String, DeskError> {
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    let stored = messages::insert(&mut tx, shop, draft, (PER_HOUR, now.plus_seconds(-3600)), now).await?;
    let id = stored.ok_or(DeskError::NotNow("enough messages for this hour"))?;
    audit::add(&mut tx, shop, Who::Shop, "support-message", &reference(&id), now).await?;
    tx.commit().await?;
    Ok(id)
}
