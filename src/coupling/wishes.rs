//! What a button leaves on an order besides the wish itself.
use crate::domain::balance;
use crate::domain::order::Wish;
use crate::store::orders::TrackedOrder;

/// Takes what people settle between themselves as settled; `false` when there is nothing of that kind.
pub(super) fn settled(order: &mut TrackedOrder) -> bool {
    let Some(cause) = order.cause.take_if(|cause| cause.code.is_settled_by_hand()) else { return false };
    if cause.code.is_cancellation() {
        order.wish = Some(Wish::Settled);
    }
    true
}

/// Lets an order go with the sums that its cause tells; `false` when its money is not in question.
pub(super) fn let_unbalanced(order: &mut TrackedOrder) -> bool {
    let sums = order.cause.as_ref().map(balance::sums).unwrap_or_default();
    if sums.is_empty() {
        return false;
    }
    order.sums_allowed = sums.to_owned();
    true
}
