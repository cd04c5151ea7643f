//! Whether an order goes: the rules in their order, each with a name that the order's story shows.
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::Millis;
use crate::domain::exclusion::{Exclusion, Traits};
use crate::domain::order::{LineKind, ShopOrder, Wish};
use crate::domain::settings::{OrderRules, Settings};
use crate::domain::words::Words;

/// What the rules say about an order that the partner does not have yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Not ready yet by the named rule; what changes in the shop brings it here again.
    NotReady(&'static str),
    /// Left out by the named rule.
    LeaveOut(&'static str),
    /// Wait until this moment by the named rule (the hold window, or the hours), or until somebody lets it go.
    Hold(Option<Millis>, &'static str),
    /// Wait for this cause to be mended.
    Wait(Box<Cause>),
    /// Go, with the partner's words for shipping and payment.
    Go(Mapped),
}

/// What the mappings gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapped {
    /// The partner's service; `None` when the order has no shipping.
    pub service: Option<String>,
    /// The partner's payment kind; `None` when the order has no payment.
    pub payment: Option<String>,
    /// What the order's countries, currency and products are called there.
    pub words: Words,
}

/// What the rules need to know besides the order.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// The connection's settings.
    pub settings: &'a Settings,
    /// Orders created before are left out.
    pub from: Millis,
    /// The shop's time zone (IANA name), in which its hours are meant.
    pub zone: &'a str,
    /// Whether the order's status is of the documented type `Canceled`.
    pub canceled: bool,
    /// When the order was first seen ready; the hold window starts there.
    pub ready_since: Millis,
    /// What somebody asked for by a button.
    pub wish: Option<Wish>,
    /// The present moment.
    pub now: Millis,
}

/// What the rules look at, of an order as it was read or as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Status id; `None` when the order has no status.
    pub status_id: Option<i64>,
    /// Creation in the shop.
    pub created_at: Millis,
    /// Paid, or paid at the door.
    pub settled: bool,
    /// Whether anything on it can be picked.
    pub goods: bool,
    /// The exclusion that leaves it out.
    pub excluded: Option<Exclusion>,
}

impl Facts {
    /// The facts of an order that was read.
    pub fn of(order: &ShopOrder, settings: &Settings) -> Self {
        let traits = Traits::of(order);
        Self {
            status_id: order.status_id,
            created_at: order.created_at,
            settled: traits.settled,
            goods: !traits.no_goods,
            excluded: settings.orders.exclude.find(order).map(|(kind, _)| kind),
        }
    }
}

/// Decides about an order that the partner does not have yet. `proof` compares what that partner would be told with the order.
pub fn decide(
    order: &ShopOrder,
    c: Circumstances<'_>,
    proof: impl FnOnce(&Mapped) -> Result<(), Box<Cause>>,
) -> Decision {
    let proven = || map(order, c.settings).and_then(|mapped| proof(&mapped).map(|()| mapped));
    course(Facts::of(order, c.settings), c, proven)
}

/// The rules in their order, the same for an order that was read and for one of which only traits are stored. What is missing is looked for
/// before the order is held: nobody shall learn at the end of the hold window, or on Monday, that it could not go at all.
pub fn course(facts: Facts, c: Circumstances<'_>, map: impl FnOnce() -> Result<Mapped, Box<Cause>>) -> Decision {
    let send_now = c.wish.is_some_and(Wish::sends);
    if c.wish == Some(Wish::LeaveOut) {
        return Decision::LeaveOut("by-hand");
    }
    if c.canceled {
        return Decision::LeaveOut("canceled");
    }
    if facts.created_at < c.from && !send_now {
        return Decision::LeaveOut("from-date");
    }
    if let Some(kind) = facts.excluded.filter(|_| !send_now) {
        return Decision::LeaveOut(kind.rule());
    }
    if let Some(rule) = not_ready(facts, &c.settings.orders) {
        return Decision::NotReady(rule);
    }
    if !facts.goods {
        return Decision::LeaveOut("no-goods");
    }
    if c.wish == Some(Wish::Hold) {
        return Decision::Hold(None, "by-hand");
    }
    let mapped = match map() {
        Ok(mapped) => mapped,
        Err(cause) => return Decision::Wait(cause),
    };
    match held_until(&c.settings.orders, c.zone, c.ready_since, c.now).filter(|_| !send_now) {
        Some((until, rule)) => Decision::Hold(Some(until), rule),
        None => Decision::Go(mapped),
    }
}

/// Until when a ready order is held, and by which rule; `None` when it goes now.
pub fn held_until(rules: &OrderRules, zone: &str, ready_since: Millis, now: Millis) -> Option<(Millis, &'static str)> {
    let window = ready_since.plus_seconds(rules.hold_minutes * 60).max(now);
    let until = rules.hours.as_ref().map_or(window, |hours| hours.next(window, zone));
    (until > now).then_some((until, if until == window { "hold-window" } else { "hours" }))
}

/// The rule by which an order is not ready to go; `None` when it is.
pub fn not_ready(facts: Facts, rules: &OrderRules) -> Option<&'static str> {
    if !facts.status_id.is_some_and(|id| rules.ready_statuses.contains(&id)) {
        return Some("ready-status");
    }
    (rules.paid_only && !facts.settled).then_some("paid-only")
}

/// Finds the partner's words for shipping and payment, and checks that the order could be read and the partner can know each product.
///
/// # Errors
/// The cause that must be mended first.
pub fn map(order: &ShopOrder, settings: &Settings) -> Result<Mapped, Box<Cause>> {
    if !order.unreadable.is_empty() {
        let cause = Cause::new(Code::Field, order.number.clone()).with("number", order.number.clone());
        return Err(Box::new(cause.with("name", order.unreadable.join(", "))));
    }
    for line in &order.lines {
        let goods = !matches!(line.kind, LineKind::Discount);
        let nameless = line.code.trim().is_empty() && line.ean.trim().is_empty();
        if goods && nameless && !settings.words.products.contains_key(&line.key()) {
            let cause = Cause::new(Code::ItemCode, line.key());
            return Err(Box::new(cause.with("number", order.number.clone()).with("name", line.title.clone())));
        }
    }
    let service = order.shipping.as_ref().map(|m| find(&settings.carriers, m, Code::MapShip, order)).transpose()?;
    let payment = order.payment.as_ref().map(|m| find(&settings.payments, m, Code::MapPay, order)).transpose()?;
    Ok(Mapped { service, payment, words: settings.words.of(order) })
}

fn find(
    mappings: &std::collections::BTreeMap<String, String>,
    method: &crate::domain::order::Method,
    code: Code,
    order: &ShopOrder,
) -> Result<String, Box<Cause>> {
    let key = method.key();
    mappings.get(&key).cloned().ok_or_else(|| {
        Box::new(Cause::new(code, key).with("number", order.number.clone()).with("name", method.name.clone()))
    })
}
