//! What the people in the warehouse do with an order: release, reserve, pick (in one or more shipments), cancel, move its date.

use super::event::Event;
use super::order::{Order, OrderStatus, Row, RowStatus, Shipment};
use super::store::{Refusal, Store};
use crate::extend::switches::Rules;
use rust_decimal::Decimal;
use serde::Deserialize;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// What is picked and how it leaves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pick {
    /// Rows to pick; none means all that are open.
    pub rows: Option<Vec<PickRow>>,
    /// Parcel numbers; the warehouse makes its own when there are none.
    pub packages: Vec<String>,
    /// How many parcels to make when none are numbered; at least one.
    pub parcels: u32,
    /// Carrier, when it isn't the one of the order's delivery method.
    pub forwarder: Option<String>,
}

/// A row to pick.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PickRow {
    /// Position of the row.
    pub position: u32,
    /// Pieces to pick; none means all that are left.
    pub quantity: Option<Decimal>,
}

impl Store {
    /// Frees an order that was held for review or by its payment.
    pub fn release(&mut self, number: &str, now: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        let mut order = self.order(number)?.clone();
        if !order.status.is_held() {
            return Err(Refusal::new(format!("Order {number} is not on hold.")));
        }
        order.status = OrderStatus::Incoming;
        order.changed = now;
        self.orders.insert(number.to_owned(), order);
        Ok(Vec::new())
    }

    /// Starts picking.
    pub fn reserve(&mut self, number: &str, now: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        let mut order = self.order(number)?.clone();
        if order.status.is_held() {
            return Err(Refusal::new(format!("Order {number} is on hold and must be released first.")));
        }
        if !order.status.is_changeable() {
            return Err(Refusal::new(format!("Order {number} is already {}.", order.status.word())));
        }
        for row in order.rows.iter_mut().filter(|row| row.is_open()) {
            row.status = RowStatus::Reserved;
        }
        order.status = OrderStatus::Reserved;
        order.changed = now;
        self.orders.insert(number.to_owned(), order);
        Ok(vec![Event::OrderReserved(number.to_owned())])
    }

    /// Picks rows into one shipment, which leaves at once. Reserves first when that hasn't happened.
    pub fn pick(
        &mut self,
        number: &str,
        pick: Pick,
        rules: &Rules,
        now: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        let wanted = wanted_rows(self.order(number)?, &pick)?;
        let mut events = Vec::new();
        if self.order(number)?.status.is_changeable() {
            events.extend(self.reserve(number, now)?);
        }
        let mut order = self.order(number)?.clone();
        let shipment = self.ship(&order, pick, now);
        events.push(Event::OrderPicked(number.to_owned()));
        for (id, quantity) in wanted {
            events.extend(self.pick_row(&mut order, id, quantity, &shipment.number, rules, now));
        }
        order.shipments.push(shipment);
        // Freight, fees and discounts go with the last goods.
        let goods_left = order.rows.iter().any(|row| row.is_open() && row.is_stocked());
        if !goods_left {
            for row in order.rows.iter_mut().filter(|row| row.is_open()) {
                row.status = RowStatus::Picked;
                row.delivered = row.quantity;
            }
        }
        order.status = if goods_left { OrderStatus::PartiallyDelivered } else { OrderStatus::Terminated };
        order.changed = now;
        self.orders.insert(number.to_owned(), order);
        Ok(events)
    }

    fn pick_row(
        &mut self,
        order: &mut Order,
        id: Uuid,
        quantity: Decimal,
        shipment: &str,
        rules: &Rules,
        now: OffsetDateTime,
    ) -> Vec<Event> {
        let Some(at) = order.rows.iter().position(|row| row.id == id) else {
            return Vec::new();
        };
        let row = &mut order.rows[at];
        let before = row.pieces();
        row.delivered += quantity;
        let gone = before - row.pieces();
        let (product, warehouse) = (row.product.clone(), row.warehouse.clone());
        row.shipment = Some(shipment.to_owned());
        let rest = row.quantity - row.delivered;
        if rest <= Decimal::ZERO {
            row.status = RowStatus::Picked;
        } else if rules.split_rows {
            let mut left = row.clone();
            row.quantity = row.delivered;
            row.status = RowStatus::Picked;
            left.id = Uuid::now_v7();
            left.sub_position += 1;
            left.quantity = rest;
            left.delivered = Decimal::ZERO;
            left.shipment = None;
            order.rows.insert(at + 1, left);
        }
        warehouse.map(|place| self.move_stock(&product, &place, -gone, -gone, now)).unwrap_or_default()
    }

    fn ship(&mut self, order: &Order, pick: Pick, now: OffsetDateTime) -> Shipment {
        self.last_shipment += 1;
        let method = order.text("deliveryMethod").to_owned();
        let mut packages = pick.packages;
        if packages.is_empty() {
            for _ in 0..pick.parcels.max(1) {
                self.last_parcel += 1;
                packages.push(format!("CZ{:010}", self.last_parcel));
            }
        }
        Shipment {
            number: self.last_shipment.to_string(),
            reference: format!("REF{}", self.last_shipment),
            forwarder: pick.forwarder.unwrap_or_else(|| carrier_of(&method)),
            delivery_method: method,
            created: now,
            picked: now,
            weight: Decimal::new(15, 1) * Decimal::from(packages.len()),
            packages,
        }
    }

    /// Cancels what has not left yet. The whole order is annulled only when nothing has.
    pub fn cancel(&mut self, number: &str, now: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        let mut order = self.order(number)?.clone();
        if order.status.is_over() {
            return Err(Refusal::new(format!("Order {number} is already {}.", order.status.word())));
        }
        if order.shipments.is_empty() {
            return Ok(self.annul_all(order, now));
        }
        let mut events = Vec::new();
        for row in &mut order.rows {
            events.extend(self.cancel_row(row, now));
        }
        order.status = OrderStatus::Terminated;
        order.changed = now;
        self.orders.insert(number.to_owned(), order);
        Ok(events)
    }

    /// Moves the expected delivery of all open rows, by default by two days.
    pub fn move_date(
        &mut self,
        number: &str,
        to: Option<OffsetDateTime>,
        now: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        let mut order = self.order(number)?.clone();
        if order.status.is_over() {
            return Err(Refusal::new(format!("Order {number} is already {}.", order.status.word())));
        }
        for row in order.rows.iter_mut().filter(|row| row.is_open() && row.is_stocked()) {
            row.expected = Some(to.unwrap_or_else(|| row.expected.unwrap_or(now) + Duration::days(2)));
        }
        order.changed = now;
        self.orders.insert(number.to_owned(), order);
        Ok(vec![Event::OrderDeliveryDataChanged(number.to_owned())])
    }
}

/// The rows to pick with their quantities; refuses what can't be picked.
fn wanted_rows(order: &Order, pick: &Pick) -> Result<Vec<(Uuid, Decimal)>, Refusal> {
    if order.status.is_over() || order.status.is_held() {
        return Err(Refusal::new(format!("Order {} is {}.", order.number, order.status.word())));
    }
    let open = |row: &&Row| row.is_open() && row.is_stocked();
    let left = |row: &Row| (row.id, row.quantity - row.delivered);
    let wanted = match &pick.rows {
        None => order.rows.iter().filter(open).map(left).collect::<Vec<_>>(),
        Some(rows) => rows
            .iter()
            .map(|wanted| {
                let row = order.rows.iter().filter(open).find(|row| row.position == wanted.position);
                let row = row.ok_or_else(|| Refusal::new(format!("No open row {}.", wanted.position)))?;
                let (id, left) = left(row);
                let quantity = wanted.quantity.unwrap_or(left);
                if quantity <= Decimal::ZERO || quantity > left {
                    return Err(Refusal::new(format!("Row {} has {left} left.", wanted.position)));
                }
                Ok((id, quantity))
            })
            .collect::<Result<Vec<_>, _>>()?,
    };
    Ok(wanted)
}

/// The carrier that a delivery method belongs to: its first word.
fn carrier_of(method: &str) -> String {
    let first = method.split([' ', '-', '_']).next().unwrap_or_default();
    if first.is_empty() { "DHL".to_owned() } else { first.to_owned() }
}
