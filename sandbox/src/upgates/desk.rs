//! What the staff does in the administration; the pages and the control paths both act through here.

use super::events;
use super::life::{self, STAFF, VISITOR};
use super::model::{Carrier, Shop, Status};
use super::seed::{self, Wish};
use crate::kit::Kit;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;

/// A customer orders; gives the number back.
pub fn order(kit: &Kit, shop: &mut Shop, wish: &Wish) -> String {
    let order = seed::order(shop, kit.clock.now(), wish);
    life::place(kit, shop, order, VISITOR)
}

/// What can be done with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The payment arrives.
    Pay,
    /// Status `Canceled`; stock returns.
    Cancel,
    /// Back to the first status.
    Renew,
    /// Any status, by its id.
    Status(u32),
    /// The order goes from the lists.
    Delete,
}

impl Deed {
    /// From the last part of a path.
    pub fn named(name: &str, status: Option<u32>) -> Option<Self> {
        Some(match name {
            "pay" => Self::Pay,
            "cancel" => Self::Cancel,
            "renew" => Self::Renew,
            "status" => Self::Status(status?),
            "delete" => Self::Delete,
            _ => return None,
        })
    }
}

/// Does it; false when there is no such order or status.
pub fn act(kit: &Kit, shop: &mut Shop, number: &str, deed: Deed) -> bool {
    let Some(at) = shop.order_at(number) else {
        return false;
    };
    let status = match deed {
        Deed::Pay => {
            life::pay(kit, shop, at, VISITOR);
            return true;
        }
        Deed::Delete => {
            life::return_stock(kit, shop, at);
            shop.orders[at].deleted = Some(kit.clock.now());
            shop.orders[at].updated = kit.clock.now();
            events::order(kit, shop, at, "delete");
            return true;
        }
        Deed::Cancel => 2,
        Deed::Renew => 1,
        Deed::Status(id) => id,
    };
    if shop.status(status).is_none() {
        return false;
    }
    if deed == Deed::Renew {
        shop.orders[at].resolved = false;
    }
    life::set_status(kit, shop, at, Some(status), STAFF);
    life::touch(kit, shop, at);
    true
}

/// What the form of an order's page changes; missing fields stay.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    /// Line and its new quantity; 0 takes the line away.
    pub quantities: Vec<(String, Decimal)>,
    /// Fields of the customer by their wire names.
    pub customer: Vec<(String, String)>,
    /// Tracking number.
    pub tracking_code: Option<String>,
    /// Note for the staff.
    pub internal_note: Option<String>,
    /// How the printed order differs from now on (`Order::print`).
    pub print: Option<Value>,
}

/// Edits an order; false when there is none.
pub fn edit(kit: &Kit, shop: &mut Shop, number: &str, edit: &Edit) -> bool {
    let Some(at) = shop.order_at(number) else {
        return false;
    };
    let taken = shop.orders[at].stock_taken;
    if !edit.quantities.is_empty() {
        life::return_stock(kit, shop, at);
        let lines = &mut shop.orders[at].lines;
        for (uuid, quantity) in &edit.quantities {
            for line in lines.iter_mut().filter(|l| l.uuid == *uuid) {
                line.quantity = *quantity;
            }
        }
        lines.retain(|line| line.quantity > Decimal::ZERO);
        if taken {
            life::take_stock(kit, shop, at);
        }
    }
    if edit.tracking_code.is_some() {
        life::set_tracking(shop, at, edit.tracking_code.as_deref());
    }
    let order = &mut shop.orders[at];
    for (name, value) in &edit.customer {
        order.customer.insert(name.clone(), serde_json::json!(value));
    }
    if let Some(note) = &edit.internal_note {
        order.internal_note = Some(note.clone()).filter(|n| !n.is_empty());
    }
    if let Some(print) = &edit.print {
        order.print.clone_from(print);
    }
    order.history.push(life::history("Úprava objednávky", "admin", kit.clock.now(), &serde_json::json!([])));
    life::touch(kit, shop, at);
    true
}

/// Sets the stock of a product or variant; false when the code is unknown.
pub fn stock(kit: &Kit, shop: &mut Shop, code: &str, stock: Option<Decimal>) -> bool {
    let has = |have: &Option<String>| have.as_deref() == Some(code);
    let Some(at) = shop.products.iter().position(|p| has(&p.code) || p.variants.iter().any(|v| has(&v.code))) else {
        return false;
    };
    let product = &mut shop.products[at];
    match product.variants.iter_mut().find(|v| has(&v.code)) {
        Some(variant) => variant.stock = stock,
        None => product.stock = stock,
    }
    product.updated = kit.clock.now();
    events::product(shop, at, "update");
    true
}

/// Gives a product or variant another EAN, or takes a product's own code away; false when the code is unknown.
pub fn identity(kit: &Kit, shop: &mut Shop, code: &str, ean: Option<&str>, without_code: bool) -> bool {
    let has = |have: &Option<String>| have.as_deref() == Some(code);
    let Some(at) = shop.products.iter().position(|p| has(&p.code) || p.variants.iter().any(|v| has(&v.code))) else {
        return false;
    };
    let product = &mut shop.products[at];
    if let Some(ean) = ean {
        let ean = Some(ean.to_owned()).filter(|e| !e.is_empty());
        match product.variants.iter_mut().find(|v| has(&v.code)) {
            Some(variant) => variant.ean = ean,
            None => product.ean = ean,
        }
    }
    if without_code && has(&product.code) {
        product.code = None;
    }
    product.updated = kit.clock.now();
    events::product(shop, at, "update");
    true
}

/// A new status of the staff's own; gives its id.
pub fn new_status(kit: &Kit, shop: &mut Shop, name: &str, mails: bool) -> u32 {
    let (id, now) = (shop.new_id(), kit.clock.now());
    let names = BTreeMap::from([("cs".to_owned(), name.to_owned()), ("sk".to_owned(), name.to_owned())]);
    let (kind, color) = ("Custom".to_owned(), "#0ea5e9".to_owned());
    shop.statuses.push(Status {
        id,
        kind,
        color,
        names,
        resolves: false,
        pays: false,
        mails,
        created: now,
        updated: now,
    });
    events::listed(shop, "OrderStatuses", id, "create", now);
    id
}

/// A new carrier of type `custom`; gives its id.
pub fn new_carrier(kit: &Kit, shop: &mut Shop, name: &str) -> u32 {
    let id = shop.new_id();
    let code = format!("DOPRAVA-{id}");
    shop.carriers.push(Carrier {
        id,
        code,
        kind: "custom".to_owned(),
        name: name.to_owned(),
        price: Decimal::from(99),
        affiliate: None,
        tracking_url: None,
    });
    events::listed(shop, "Shipments", id, "create", kit.clock.now());
    id
}
