//! What happens to orders and stock, whoever causes it: status, mails, stock and the events that follow.

use super::events;
use super::model::{Line, Mail, Order, Shop};
use super::prague;
use crate::kit::Kit;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use time::OffsetDateTime;

/// Who makes a change and what may be sent because of it.
#[derive(Clone, Copy, Debug)]
pub struct Cause {
    /// `admin`, `api` or `frontend`, as the history prints it.
    pub origin: &'static str,
    /// Whether e-mails may go.
    pub emails: bool,
    /// Whether text messages may go.
    pub sms: bool,
}

/// The staff in the administration.
pub const STAFF: Cause = Cause { origin: "admin", emails: true, sms: true };

/// The customer or the payment gate.
pub const VISITOR: Cause = Cause { origin: "frontend", emails: true, sms: true };

/// Adds a new order: stock is taken, the status mails, `Orders.create` fires.
pub fn place(kit: &Kit, shop: &mut Shop, mut order: Order, cause: Cause) -> String {
    let now = kit.clock.now();
    order.history.push(history("Vytvoření objednávky", cause.origin, now, &Value::Array(Vec::new())));
    let number = order.number.clone();
    shop.orders.push(order);
    let at = shop.orders.len() - 1;
    take_stock(kit, shop, at);
    apply_status(shop, at, now);
    mail(shop, at, cause, now);
    events::order(kit, shop, at, "create");
    number
}

/// Gives an order a status; cancelling returns the stock, leaving the cancelled state takes it again.
pub fn set_status(kit: &Kit, shop: &mut Shop, at: usize, status: Option<u32>, cause: Cause) {
    let now = kit.clock.now();
    let before = shop.orders[at].status_id;
    let differs = before != status;
    if differs {
        let name = |id: Option<u32>| id.and_then(|id| shop.status(id)).and_then(|s| s.names.get("cs").cloned());
        let changes = json!([{ "name": "Stav", "before": name(before), "after": name(status) }]);
        let entry = history("Změna stavu objednávky", cause.origin, now, &changes);
        shop.orders[at].history.push(entry);
        shop.orders[at].status_id = status;
        apply_status(shop, at, now);
        if is_canceled(shop, status) {
            return_stock(kit, shop, at);
        } else if is_canceled(shop, before) {
            take_stock(kit, shop, at);
        }
    }
    if differs || kit.switches.on("upgates.same_status_mails") {
        mail(shop, at, cause, now);
    }
}

/// Notes that an order changed: its time moves and `Orders.update` fires.
pub fn touch(kit: &Kit, shop: &mut Shop, at: usize) {
    shop.orders[at].updated = kit.clock.now();
    events::order(kit, shop, at, "update");
}

/// Marks an order as paid today, with the status for it when the shop has one.
pub fn pay(kit: &Kit, shop: &mut Shop, at: usize, cause: Cause) {
    let now = kit.clock.now();
    shop.orders[at].paid = Some(prague::date(now));
    if let Some(paid) = shop.statuses.iter().find(|s| s.kind == "PaymentSuccessful").map(|s| s.id) {
        set_status(kit, shop, at, Some(paid), cause);
    }
    touch(kit, shop, at);
}

/// Sets the tracking number and, from the carrier's template, its address; empty clears both.
pub fn set_tracking(shop: &mut Shop, at: usize, code: Option<&str>) {
    let code = code.filter(|c| !c.is_empty());
    let id = shop.orders[at].shipment.get("id").and_then(super::wire_json::read_id);
    let template = shop.carriers.iter().find(|c| Some(c.id) == id).and_then(|c| c.tracking_url.clone());
    let order = &mut shop.orders[at];
    order.tracking_code = code.map(ToOwned::to_owned);
    order.tracking_url = code.and_then(|c| template.map(|t| t.replace("%s", c)));
}

/// Takes the goods of an order from stock, once.
pub fn take_stock(kit: &Kit, shop: &mut Shop, at: usize) {
    if !shop.orders[at].stock_taken {
        shop.orders[at].stock_taken = true;
        move_stock(kit, shop, &shop.orders[at].lines.clone(), -Decimal::ONE);
    }
}

/// Puts the goods of an order back, once.
pub fn return_stock(kit: &Kit, shop: &mut Shop, at: usize) {
    if shop.orders[at].stock_taken {
        shop.orders[at].stock_taken = false;
        move_stock(kit, shop, &shop.orders[at].lines.clone(), Decimal::ONE);
    }
}

fn move_stock(kit: &Kit, shop: &mut Shop, lines: &[Line], sign: Decimal) {
    for line in lines.iter().filter(|l| l.kind != "set" && l.kind != "discount") {
        let Some(place) = shop.products.iter().position(|p| Some(p.id) == line.product_id) else {
            continue;
        };
        let product = &mut shop.products[place];
        let stock = match line.variant_id {
            Some(id) => product.variants.iter_mut().find(|v| v.id == id).map(|v| &mut v.stock),
            None => Some(&mut product.stock),
        };
        if let Some(Some(stock)) = stock {
            *stock += sign * line.quantity;
            product.updated = kit.clock.now();
            if kit.switches.on("upgates.order_stock_fires") {
                events::product(shop, place, "update");
            }
        }
    }
}

fn is_canceled(shop: &Shop, status: Option<u32>) -> bool {
    status.and_then(|id| shop.status(id)).is_some_and(|s| s.kind == "Canceled")
}

fn apply_status(shop: &mut Shop, at: usize, now: OffsetDateTime) {
    let Some((resolves, pays)) = shop.orders[at].status_id.and_then(|id| shop.status(id)).map(|s| (s.resolves, s.pays))
    else {
        return;
    };
    let order = &mut shop.orders[at];
    order.resolved |= resolves;
    if pays && order.paid.is_none() {
        order.paid = Some(prague::date(now));
    }
}

fn mail(shop: &mut Shop, at: usize, cause: Cause, now: OffsetDateTime) {
    let Some(status_id) = shop.orders[at].status_id.filter(|id| shop.status(*id).is_some_and(|s| s.mails)) else {
        return;
    };
    let sms = shop.sms;
    let order = &mut shop.orders[at];
    let tracking_code = order.tracking_code.clone();
    if cause.emails {
        order.mails.push(Mail { at: now, kind: "email", status_id, tracking_code: tracking_code.clone() });
    }
    if cause.sms && sms {
        order.mails.push(Mail { at: now, kind: "sms", status_id, tracking_code });
    }
}

/// One entry of the history (upgates-api 4.8).
pub fn history(event: &str, origin: &str, now: OffsetDateTime, changes: &Value) -> Value {
    let user = if origin == "admin" { "Jana Malá" } else { "" };
    json!({ "event": event, "user_name": user, "changes": changes, "origin": origin, "data": [], "creation_time": prague::stamp(now) })
}
