//! What a client may do to an order that it entered: change and annul, until picking starts.

use super::draft::{OrderDraft, RowDraft};
use super::event::Event;
use super::order::{Order, OrderStatus, Row, RowStatus};
use super::store::{Refusal, Store};
use crate::extend::switches::Rules;
use time::OffsetDateTime;

impl Store {
    /// Applies a changed order: named header fields replace, rows are matched by position.
    pub fn change(
        &mut self,
        number: &str,
        draft: OrderDraft,
        rules: &Rules,
        now: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        let mut order = self.changeable(number, "changed")?;
        let external = order.external().to_owned();
        order.header.extend(draft.header);
        if order.external() != external {
            self.rename_external(&external, order.external(), number);
        }
        let named: Vec<(u32, u32)> =
            draft.rows.iter().filter_map(|row| Some((row.position?, row.sub_position))).collect();
        let mut events = Vec::new();
        for row in draft.rows {
            events.extend(self.change_row(&mut order, row, now));
        }
        if rules.cancel_absent_rows {
            let absent = |row: &Row| !row.sent.is_empty() && !named.contains(&(row.position, row.sub_position));
            for row in order.rows.iter_mut().filter(|row| absent(row)) {
                events.extend(self.cancel_row(row, now));
            }
        }
        order.changed = now;
        self.orders.insert(number.to_owned(), order);
        Ok(events)
    }

    fn change_row(&mut self, order: &mut Order, draft: RowDraft, now: OffsetDateTime) -> Vec<Event> {
        let place = draft.position.map(|position| (position, draft.sub_position));
        let at = order.rows.iter().position(|row| Some((row.position, row.sub_position)) == place);
        // A row is only recognised for cancelling with its warehouse; without it a new, cancelled row appears.
        let misses = !draft.active && draft.warehouse.is_none();
        let Some(at) = at.filter(|_| !misses) else {
            let draft = RowDraft { position: draft.position.filter(|_| !misses), ..draft };
            let known: Vec<_> = order.rows.iter().map(|row| row.id).collect();
            self.add_row(order, draft, now);
            let added = order.rows.iter().find(|row| !known.contains(&row.id)).cloned();
            return added.map(|row| self.claim(&row, row.pieces(), now)).unwrap_or_default();
        };
        let mut row = order.rows[at].clone();
        let mut events = Vec::new();
        if draft.active {
            events.extend(self.claim(&row, -row.pieces(), now));
            row.status = RowStatus::Waiting;
            self.fill_row(&mut row, draft, order, now);
            events.extend(self.claim(&row, row.pieces(), now));
        } else {
            events.extend(self.cancel_row(&mut row, now));
        }
        order.rows[at] = row;
        events
    }

    /// Annuls a whole order on the client's wish.
    pub fn annul(&mut self, number: &str, now: OffsetDateTime) -> Result<Vec<Event>, Refusal> {
        let order = self.changeable(number, "annulled")?;
        Ok(self.annul_all(order, now))
    }

    /// Cancels every open row and the order with them.
    pub fn annul_all(&mut self, mut order: Order, now: OffsetDateTime) -> Vec<Event> {
        let mut events = Vec::new();
        for row in &mut order.rows {
            events.extend(self.cancel_row(row, now));
        }
        order.status = OrderStatus::Annulled;
        order.changed = now;
        events.insert(0, Event::OrderCancelled(order.number.clone()));
        self.orders.insert(order.number.clone(), order);
        events
    }

    /// Cancels an open row and gives its pieces back.
    pub fn cancel_row(&mut self, row: &mut Row, now: OffsetDateTime) -> Vec<Event> {
        let events = self.claim(row, -row.pieces(), now);
        if row.is_open() {
            row.status = RowStatus::Annulled;
        }
        events
    }

    fn changeable(&self, number: &str, what: &str) -> Result<Order, Refusal> {
        let order = self.order(number)?;
        if !order.status.is_changeable() {
            return Err(Refusal::new(format!(
                "Order {number} cannot be {what}, its status is {}.",
                order.status.word()
            )));
        }
        Ok(order.clone())
    }

    fn rename_external(&mut self, old: &str, new: &str, number: &str) {
        if let Some(numbers) = self.by_external.get_mut(old) {
            numbers.retain(|known| known != number);
        }
        self.by_external.entry(new.to_owned()).or_default().push(number.to_owned());
    }
}
