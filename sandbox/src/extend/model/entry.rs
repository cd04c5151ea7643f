//! Entering an order: the server numbers it, completes rows and prices, and claims the stock.

use super::draft::{OrderDraft, RowDraft};
use super::event::Event;
use super::header::text;
use super::order::{Order, OrderStatus, Row, RowStatus};
use super::store::Store;
use super::words::WAREHOUSES;
use rust_decimal::Decimal;
use serde_json::Map;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;

impl Store {
    /// Enters an order and gives its number. Two orders may carry the same external number: the system knows no
    /// idempotency, and the state shows the duplicate.
    pub fn enter(&mut self, draft: OrderDraft, now: OffsetDateTime) -> (String, Vec<Event>) {
        self.last_order += 1;
        let number = self.last_order.to_string();
        let mut order = self.assemble(number.clone(), draft, now);
        let mut events = vec![Event::OrderCreated(number.clone())];
        for row in &order.rows {
            events.extend(self.claim(row, row.pieces(), now));
        }
        order.status = match () {
            () if !order.text("reviewReasonNotes").is_empty() => OrderStatus::PendingForReview,
            () if order.text("paymentType") == "ManualOnHold" => OrderStatus::OnHoldManual,
            () => OrderStatus::Created,
        };
        if !order.external().is_empty() {
            self.by_external.entry(order.external().to_owned()).or_default().push(number.clone());
        }
        self.fresh.push(number.clone());
        self.orders.insert(number.clone(), order);
        (number, events)
    }

    /// The order as it would be entered, without entering it.
    pub fn assemble(&self, number: String, draft: OrderDraft, now: OffsetDateTime) -> Order {
        let mut order = Order {
            number,
            header: draft.header,
            status: OrderStatus::Created,
            rows: Vec::new(),
            shipments: Vec::new(),
            created: now,
            changed: now,
        };
        for row in draft.rows {
            self.add_row(&mut order, row, now);
        }
        order
    }

    /// Appends a row under the position that it names, or the next free one.
    pub fn add_row(&self, order: &mut Order, draft: RowDraft, now: OffsetDateTime) {
        let taken =
            |position: u32, sub: u32| order.rows.iter().any(|row| (row.position, row.sub_position) == (position, sub));
        let position = draft
            .position
            .filter(|position| !taken(*position, draft.sub_position))
            .unwrap_or_else(|| order.next_position());
        let mut row = Row {
            position,
            sub_position: draft.sub_position,
            id: Uuid::now_v7(),
            status: if draft.active { RowStatus::Waiting } else { RowStatus::Annulled },
            product: String::new(),
            warehouse: None,
            supply_mode: String::new(),
            quantity: Decimal::ZERO,
            delivered: Decimal::ZERO,
            unit: String::new(),
            unit_price: Decimal::ZERO,
            vat_percent: Decimal::ZERO,
            currency: String::new(),
            shipment: None,
            expected: None,
            sent: Map::new(),
        };
        self.fill_row(&mut row, draft, order, now);
        order.rows.push(row);
        order.rows.sort_by_key(|row| (row.position, row.sub_position));
    }

    /// Writes what a client sent into a row; prices that it omits are the tenant's own.
    pub fn fill_row(&self, row: &mut Row, draft: RowDraft, order: &Order, now: OffsetDateTime) {
        let product = self.products.get(&draft.product);
        let own_price = product.map_or(Decimal::ZERO, |product| product.price);
        let own_vat = product.map_or(Decimal::ZERO, |product| product.vat_percent);
        row.unit_price = draft.unit_price.unwrap_or(own_price);
        row.vat_percent = draft.vat_percent.unwrap_or(own_vat);
        row.currency = draft
            .currency
            .or_else(|| order.rows.first().map(|first| first.currency.clone()))
            .unwrap_or_else(|| "CZK".to_owned());
        let stocked = draft.supply_mode == "Warehouse";
        row.warehouse = draft.warehouse.or_else(|| stocked.then(|| WAREHOUSES[0].0.to_owned()));
        let asked = read_moment(text(&draft.sent, "expectedDeliveryDate"))
            .or_else(|| read_moment(order.text("askedDeliveryDate")));
        row.expected = stocked.then(|| asked.unwrap_or(now + Duration::days(1)));
        row.product = draft.product;
        row.supply_mode = draft.supply_mode;
        row.quantity = draft.quantity;
        row.unit = draft.unit;
        row.sent = draft.sent;
    }

    /// Claims pieces for a row (gives them back, if negative).
    pub fn claim(&mut self, row: &Row, pieces: i64, now: OffsetDateTime) -> Vec<Event> {
        match (&row.warehouse, row.is_open() && row.is_stocked()) {
            (Some(warehouse), true) => self.move_stock(&row.product, warehouse, 0, pieces, now),
            _ => Vec::new(),
        }
    }
}

/// A moment as clients send it: ISO 8601, with an offset or meant in UTC, or a date alone.
pub fn read_moment(text: &str) -> Option<OffsetDateTime> {
    if let Ok(moment) = OffsetDateTime::parse(text, &Rfc3339) {
        return Some(moment);
    }
    let bare = text.trim_end_matches('Z').split('.').next().unwrap_or_default();
    let full = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]");
    if let Ok(moment) = PrimitiveDateTime::parse(bare, full) {
        return Some(moment.assume_utc());
    }
    let day = Date::parse(text, format_description!("[year]-[month]-[day]")).ok()?;
    Some(day.midnight().assume_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn moments_come_in_three_forms() {
        let noon = Some(datetime!(2026-11-21 12:00 UTC));
        assert_eq!(read_moment("2026-11-21T12:00:00"), noon);
        assert_eq!(read_moment("2026-11-21T13:00:00+01:00"), noon);
        assert_eq!(read_moment("2026-11-21"), Some(datetime!(2026-11-21 0:00 UTC)));
        assert_eq!(read_moment("21. 11. 2026"), None);
    }
}
