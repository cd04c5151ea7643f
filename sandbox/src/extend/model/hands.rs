//! What the people in the warehouse change at an order before it leaves: a row, the header, a plan, a trouble.

use super::event::Event;
use super::order::{Order, OrderStatus};
use super::store::{Refusal, Store};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;

/// A change by hand; what is missing stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ByHand {
    /// Position of a row.
    pub position: Option<u32>,
    /// The row's new quantity; 0 cancels it.
    pub quantity: Option<Decimal>,
    /// Header fields to put in place.
    pub header: Map<String, Value>,
    /// A shipment number to plan on each open row; nothing leaves by it.
    pub plan: Option<String>,
    /// Something is wrong with the order, in the warehouse's words; empty when it is mended.
    pub trouble: Option<String>,
}

impl Store {
    /// Changes an order by hand. Nobody is told by a hook: there is no trigger for it (facts: partners.md 2.7).
    pub fn by_hand(&mut self, number: &str, hand: &ByHand, now: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        let mut order = self.order(number)?.clone();
        if order.status.is_over() {
            return Err(Refusal::new(format!("Order {number} is already {}.", order.status.word())));
        }
        let events = match (hand.position, hand.quantity) {
            (Some(position), Some(quantity)) => self.set_row(&mut order, position, quantity, now)?,
            _ => Vec::new(),
        };
        order.header.extend(hand.header.clone());
        if let Some(shipment) = &hand.plan {
            for row in order.rows.iter_mut().filter(|row| row.is_open()) {
                row.shipment = Some(shipment.clone());
            }
        }
        match hand.trouble.as_deref() {
            Some("") => {
                order.status = OrderStatus::Incoming;
                order.header.remove("reviewReasonNotes");
            }
            Some(words) => {
                order.status = OrderStatus::IncomingWithErrors;
                order.header.insert("reviewReasonNotes".to_owned(), json!(words));
            }
            None => {}
        }
        order.changed = now;
        self.orders.insert(number.to_owned(), order);
        Ok(events)
    }

    fn set_row(
        &mut self,
        order: &mut Order,
        position: u32,
        quantity: Decimal,
        now: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        let at = order.rows.iter().position(|row| row.position == position && row.is_open());
        let at = at.ok_or_else(|| Refusal::new(format!("No open row {position}.")))?;
        let mut row = order.rows[at].clone();
        let events = if quantity.is_zero() {
            self.cancel_row(&mut row, now)
        } else {
            let mut events = self.claim(&row, -row.pieces(), now);
            row.quantity = quantity;
            events.extend(self.claim(&row, row.pieces(), now));
            events
        };
        order.rows[at] = row;
        Ok(events)
    }
}
