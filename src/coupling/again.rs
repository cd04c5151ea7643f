//! Work that a person starts once more.
use crate::domain::clock::Millis;
use crate::domain::job::JobKind;
use crate::store::orders::TrackedOrder;
use crate::store::{StoreResult, Tx, jobs};

/// What else than the hand-over may be owed for an order: its progress is read and told once more.
pub(super) async fn told_and_read(tx: &mut Tx, order: &TrackedOrder, now: Millis) -> StoreResult<()> {
    jobs::restart(tx, &order.shop, "", JobKind::WriteBack, &order.number, now).await?;
    if let Some(number) = &order.partner_number {
        jobs::restart(tx, &order.shop, order.connection.as_str(), JobKind::Progress, number, now).await?;
    }
    Ok(())
}
