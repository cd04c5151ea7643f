//! What somebody decides about all orders of one cause: try again, settled, or yes, it is so.
use crate::coupling::decide::too_soon;
use crate::coupling::{Desk, DeskError, again};
use crate::domain::cause::{Cause, Code};
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::domain::order::Wish;
use crate::domain::step::{Step, StepKind};
use crate::domain::stock::Master;
use crate::store::audit::Who;
use crate::store::orders::TrackedOrder;
use crate::store::{audit, connections, jobs, orders, steps};

/// Tries again everything that waits for one cause, takes what people settle between themselves as settled, or takes as true what
/// somebody was asked about; returns how many orders.
pub async fn retry_cause(desk: &Desk, shop: &ShopId, cause_key: &str, who: Who) -> Result<usize, DeskError> {
    if cause_key.contains('\0') {
        return Err(DeskError::NotFound("cause"));
    }
    let code = Code::of_key(cause_key);
    if code.is_some_and(Code::is_settled_by_hand) {
        return settle(desk, shop, cause_key, who).await;
    }
    if code.is_some_and(Code::asks) {
        return confirm(desk, shop, cause_key, who).await;
    }
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    if audit::last(&mut tx, shop, "retry-cause", cause_key).await?.is_some_and(|at| too_soon(at, now)) {
        return Err(DeskError::TooSoon);
    }
    if code.is_some_and(Code::is_finding) {
        let all = connections::of_shop(&desk.db, shop).await?;
        for connection in all.iter().filter(|c| c.settings.stock.master != Master::Shop) {
            jobs::mark(&mut tx, shop, connection.id.as_str(), JobKind::StockCatchUp, "all", now, now).await?;
        }
    }
    let found = orders::of_cause(&mut tx, shop, cause_key).await?;
    orders::forget_refusals(&mut tx, shop, cause_key).await?;
    for (id, number) in &found {
        jobs::restart(&mut tx, shop, "", JobKind::Order, number, now).await?;
        if code == Some(Code::GaveUp)
            && let Some(order) = orders::lock_by_id(&mut tx, shop, id).await?
        {
            again::told_and_read(&mut tx, &order, now).await?;
        }
    }
    audit::add(&mut tx, shop, who, "retry-cause", cause_key, now).await?;
    tx.commit().await?;
    Ok(found.len())
}

/// Takes as true what somebody was asked about, for all orders of the cause.
async fn confirm(desk: &Desk, shop: &ShopId, cause_key: &str, who: Who) -> Result<usize, DeskError> {
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    let found = orders::of_cause(&mut tx, shop, cause_key).await?;
    for (id, _) in &found {
        let Some(mut order) = orders::lock_by_id(&mut tx, shop, id).await? else { continue };
        order.cause = order.cause.map(Cause::confirmed);
        orders::save(&mut tx, &order, now).await?;
        steps::add(&mut tx, shop, &order.id, &Step::new(now, StepKind::Pressed, "gone-confirmed")).await?;
        jobs::mark(&mut tx, shop, "", JobKind::Order, &order.number, now, now).await?;
        if let Some(number) = &order.partner_number {
            jobs::mark(&mut tx, shop, order.connection.as_str(), JobKind::Progress, number, now, now).await?;
        }
    }
    audit::add(&mut tx, shop, who, "gone-confirmed", cause_key, now).await?;
    tx.commit().await?;
    Ok(found.len())
}

/// Takes what people settle between themselves as settled; `false` when there is nothing of that kind.
pub(super) fn settled(order: &mut TrackedOrder) -> bool {
    let Some(cause) = order.cause.take_if(|cause| cause.code.is_settled_by_hand()) else { return false };
    if cause.code.is_cancellation() {
        order.wish = Some(Wish::Settled);
    }
    true
}

async fn settle(desk: &Desk, shop: &ShopId, cause_key: &str, who: Who) -> Result<usize, DeskError> {
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    let found = orders::of_cause(&mut tx, shop, cause_key).await?;
    let mut count = 0;
    for (id, _) in &found {
        let Some(mut order) = orders::lock_by_id(&mut tx, shop, id).await? else { continue };
        if !settled(&mut order) {
            continue;
        }
        orders::save(&mut tx, &order, now).await?;
        steps::add(&mut tx, shop, &order.id, &Step::new(now, StepKind::Pressed, Wish::Settled.word())).await?;
        count += 1;
    }
    audit::add(&mut tx, shop, who, Wish::Settled.word(), cause_key, now).await?;
    tx.commit().await?;
    Ok(count)
}
