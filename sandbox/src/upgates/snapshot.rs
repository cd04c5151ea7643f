//! The whole state as JSON, for assertions.

use super::Upgates;
use super::model::{Order, Product, Shop, Webhook};
use super::prague::{day, stamp};
use super::wire_json::number;
use serde_json::{Map, Value, json};

impl Upgates {
    /// Shops, orders with the mails they caused, webhooks with deliveries, products with stock.
    pub fn snapshot(&self) -> Value {
        let state = self.lock();
        let shops: Map<String, Value> = state
            .shops
            .values()
            .map(|s| {
                let group = format!("{}:", s.id);
                let peaks = state.busy.iter().filter(|(name, _)| name.starts_with(&group));
                let peak = peaks.map(|(_, (_, most))| *most).max().unwrap_or(0);
                (s.id.clone(), shop(self, s, peak))
            })
            .collect();
        json!({ "shops": shops, "bad_logins": state.bad_logins.len() })
    }
}

fn shop(upgates: &Upgates, shop: &Shop, peak: usize) -> Value {
    let orders: Map<String, Value> = shop.orders.iter().map(|o| (o.number.clone(), order(shop, o))).collect();
    let mut stock = Map::new();
    for one in &shop.products {
        shelf(one, &mut stock);
    }
    let mails = |kind: &str| shop.orders.iter().flat_map(|o| &o.mails).filter(|m| m.kind == kind).count();
    json!({
        "token": shop.token, "project_name": shop.project_name, "api_url": upgates.api_url(shop), "installed": shop.addon.installed,
        "version": shop.addon.version, "notice": shop.addon.notice, "opened": shop.addon.opened.as_ref().map(|(url, _)| url),
        "orders": orders, "products": stock, "webhooks": shop.webhooks.iter().map(hook).collect::<Vec<_>>(),
        "emails_sent": mails("email"), "sms_sent": mails("sms"), "peak_simultaneous_requests": peak,
        "statuses": shop.statuses.iter().map(|s| json!({ "id": s.id, "type": s.kind, "names": s.names, "mails": s.mails })).collect::<Vec<_>>(),
        "carriers": shop.carriers.iter().map(|c| json!({ "id": c.id, "code": c.code, "type": c.kind, "name": c.name })).collect::<Vec<_>>(),
        "payments": shop.payments.iter().map(|p| json!({ "id": p.id, "code": p.code, "type": p.kind, "name": p.name })).collect::<Vec<_>>(),
        "accesses": shop.accesses.iter().map(|a| json!({ "user": a.user, "addon": a.addon, "privileges": a.privileges })).collect::<Vec<_>>(),
    })
}

fn order(shop: &Shop, order: &Order) -> Value {
    let status = order.status_id.and_then(|id| shop.status(id));
    let lines: Vec<Value> = order
        .lines
        .iter()
        .map(|l| json!({ "code": l.code, "type": l.kind, "quantity": number(l.quantity), "title": l.title }))
        .collect();
    json!({
        "status_id": order.status_id, "status_type": status.map(|s| s.kind.clone()), "status": status.and_then(|s| s.names.get("cs").cloned()),
        "paid_date": order.paid.map(day), "resolved": order.resolved, "tracking_code": order.tracking_code, "tracking_url": order.tracking_url,
        "emails": order.emails(), "sms": order.mails.len() - order.emails(), "mails": order.mails, "lines": lines,
        "shipment": order.shipment, "payment": order.payment, "customer": order.customer, "deleted": order.deleted.is_some(),
        "creation_time": stamp(order.created), "last_update_time": stamp(order.updated), "internal_note": order.internal_note,
        "external_order_number": order.external_number, "metas": order.metas, "history": order.history,
    })
}

fn shelf(product: &Product, stock: &mut Map<String, Value>) {
    if let Some(code) = &product.code {
        stock.insert(code.clone(), json!({ "product_id": product.id, "stock": product.stock.map(number), "last_update_time": stamp(product.updated) }));
    }
    for variant in &product.variants {
        if let Some(code) = &variant.code {
            stock.insert(code.clone(), json!({ "variant_id": variant.id, "stock": variant.stock.map(number), "last_update_time": stamp(product.updated) }));
        }
    }
}

fn hook(hook: &Webhook) -> Value {
    json!({
        "id": hook.id, "user": hook.user, "name": hook.name, "event": hook.event, "url": hook.url, "active": hook.active,
        "waiting": hook.gathered.len() + hook.queue.len(), "deliveries": hook.deliveries,
    })
}
