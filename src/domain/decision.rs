//! Whether an order goes: the rules in their order, each with a name that the order's story shows.
use crate::domain::cause::{Cause, Code};
use crate::domain::clock::Millis;
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

/// Decides about an order that the partner does not have yet. `proof` compares what that partner would be told with the order.
pub fn decide(
    order: &ShopOrder,
    c: Circumstances<'_>,
    proof: impl FnOnce(&Mapped) -> Result<(), Box<Cause>>,
) -> Decision {
    if c.wish == Some(Wish::LeaveOut) {
        return Decision::LeaveOut("by-hand");
    }
    if c.canceled {
        return Decision::LeaveOut("canceled");
    }
    if order.created_at < c.from && c.wish != Some(Wish::SendNow) {
        return Decision::LeaveOut("from-date");
    }
    if c.wish != Some(Wish::SendNow)
        && let Some((kind, _)) = c.settings.orders.exclude.find(order)
    {
        return Decision::LeaveOut(kind.rule());
    }
    // An order of which this can't be read must not pass for one that isn't ready, or that has no goods.
    if order.unreadable.iter().any(|part| matches!(part.as_str(), "status_id" | "paid_date" | "products" | "…")) {
        return Decision::Wait(unreadable(order));
    }
    if let Some(rule) = not_ready(order, &c.settings.orders) {
        return Decision::NotReady(rule);
    }
    if !order.lines.iter().any(|l| matches!(l.kind, LineKind::Product | LineKind::Set | LineKind::Other)) {
        return Decision::LeaveOut("no-goods");
    }
    if c.wish == Some(Wish::Hold) {
        return Decision::Hold(None, "by-hand");
    }
    if c.wish != Some(Wish::SendNow)
        && let Some((until, rule)) = held_until(&c.settings.orders, c.zone, c.ready_since, c.now)
    {
        return Decision::Hold(Some(until), rule);
    }
    match map(order, c.settings).and_then(|mapped| proof(&mapped).map(|()| mapped)) {
        Ok(mapped) => Decision::Go(mapped),
        Err(cause) => Decision::Wait(cause),
    }
}

/// Until when a ready order is held, and by which rule; `None` when it goes now.
pub fn held_until(rules: &OrderRules, zone: &str, ready_since: Millis, now: Millis) -> Option<(Millis, &'static str)> {
    let window = ready_since.plus_seconds(rules.hold_minutes * 60).max(now);
    let until = rules.hours.as_ref().map_or(window, |hours| hours.next(window, zone));
    (until > now).then_some((until, if until == window { "hold-window" } else { "hours" }))
}

/// The rule by which an order is not ready to go; `None` when it is.
pub fn not_ready(order: &ShopOrder, rules: &OrderRules) -> Option<&'static str> {
    if !order.status_id.is_some_and(|id| rules.ready_statuses.contains(&id)) {
        return Some("ready-status");
    }
    (rules.paid_only && !order.paid && !order.cash_on_delivery()).then_some("paid-only")
}

/// The cause of an order of which something can't be read.
fn unreadable(order: &ShopOrder) -> Box<Cause> {
    let cause = Cause::new(Code::Field, order.number.clone()).with("number", order.number.clone());
    Box::new(cause.with("name", order.unreadable.join(", ")))
}

/// Finds the partner's words for shipping and payment, and checks that the order could be read and the partner can know each product.
///
/// # Errors
/// The cause that must be mended first.
pub fn map(order: &ShopOrder, settings: &Settings) -> Result<Mapped, Box<Cause>> {
    if !order.unreadable.is_empty() {
        return Err(unreadable(order));
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
