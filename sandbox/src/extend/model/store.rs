//! Everything the warehouse remembers, and the one place where stock moves.

use super::event::{Event, StockFigure};
use super::order::{Order, OrderStatus};
use super::stock::{Balance, Product};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use time::{Duration, OffsetDateTime};

/// A request that the warehouse's rules forbid, with the reason as one sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

impl Refusal {
    /// A refusal with this reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

/// The memory of the warehouse.
#[derive(Debug)]
pub struct Store {
    /// Orders by number; numbers have one length, so they sort by age.
    pub orders: BTreeMap<String, Order>,
    /// Numbers of the orders that carry an external number; more than one is a duplicate.
    pub by_external: HashMap<String, Vec<String>>,
    /// Orders that are still `Created`.
    pub fresh: Vec<String>,
    /// Products by number.
    pub products: BTreeMap<String, Product>,
    /// Balances by product and warehouse.
    pub balances: BTreeMap<(String, String), Balance>,
    /// Customers by number, as sent.
    pub customers: BTreeMap<String, Value>,
    /// Number of the last order.
    pub last_order: u32,
    /// Number of the last shipment.
    pub last_shipment: u32,
    /// Number of the last parcel.
    pub last_parcel: u32,
}

impl Default for Store {
    fn default() -> Self {
        Self {
            orders: BTreeMap::new(),
            by_external: HashMap::new(),
            fresh: Vec::new(),
            products: BTreeMap::new(),
            balances: BTreeMap::new(),
            customers: BTreeMap::new(),
            last_order: 880_000,
            last_shipment: 5_000,
            last_parcel: 90_000,
        }
    }
}

impl Store {
    /// The order of a number.
    pub fn order(&self, number: &str) -> Result<&Order, Refusal> {
        self.orders.get(number).ok_or_else(|| Refusal::new(format!("Order {number} does not exist.")))
    }

    /// The warehouses that an event touches; empty when it touches none in particular.
    pub fn warehouses_of(&self, event: &Event) -> Vec<String> {
        match event {
            Event::OrderCreated(order)
            | Event::OrderReserved(order)
            | Event::OrderPicked(order)
            | Event::OrderCancelled(order)
            | Event::OrderDeliveryDataChanged(order) => self
                .orders
                .get(order)
                .map(|order| order.rows.iter().filter_map(|row| row.warehouse.clone()).collect())
                .unwrap_or_default(),
            Event::BalanceChanged(figure) | Event::AvailableBalanceChanged(figure) => {
                vec![figure.warehouse.clone()]
            }
            Event::ProductCreated(_) | Event::CustomerCreated(_) => Vec::new(),
        }
    }

    /// Lets orders that have waited long enough go from `Created` to `Incoming`.
    pub fn settle(&mut self, now: OffsetDateTime, after_ms: i64) {
        let wait = Duration::milliseconds(after_ms);
        let orders = &mut self.orders;
        self.fresh.retain(|number| {
            let Some(order) = orders.get_mut(number).filter(|order| order.status == OrderStatus::Created) else {
                return false;
            };
            if order.created + wait > now {
                return true;
            }
            order.status = OrderStatus::Incoming;
            order.changed = order.created + wait;
            false
        });
    }

    /// Changes what a warehouse holds of a product, in pieces; tells which figures moved.
    pub fn move_stock(
        &mut self,
        product: &str,
        warehouse: &str,
        physical: i64,
        allocated: i64,
        now: OffsetDateTime,
    ) -> Vec<Event> {
        let key = (product.to_owned(), warehouse.to_owned());
        let balance = self.balances.entry(key).or_insert_with(|| Balance::empty(now));
        let before = (balance.physical, balance.available());
        balance.physical += physical;
        balance.allocated += allocated;
        let after = (balance.physical, balance.available());
        let figure =
            |balance: i64| StockFigure { product: product.to_owned(), warehouse: warehouse.to_owned(), balance };
        let mut events = Vec::new();
        if before.0 != after.0 {
            events.push(Event::BalanceChanged(figure(after.0)));
        }
        if before.1 != after.1 {
            events.push(Event::AvailableBalanceChanged(figure(after.1)));
        }
        if !events.is_empty() || allocated != 0 {
            balance.changed = now;
        }
        events
    }

    /// Sets the pieces on the shelf of a warehouse, as after counting.
    pub fn count_stock(
        &mut self,
        product: &str,
        warehouse: &str,
        physical: i64,
        now: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        self.check_place(product, warehouse)?;
        let held = self.balances.get(&(product.to_owned(), warehouse.to_owned())).map_or(0, |b| b.physical);
        Ok(self.move_stock(product, warehouse, physical - held, 0, now))
    }

    /// Adds (or takes, if negative) pieces to the shelf of a warehouse.
    pub fn receive(
        &mut self,
        product: &str,
        warehouse: &str,
        pieces: i64,
        now: OffsetDateTime,
    ) -> Result<Vec<Event>, Refusal> {
        self.check_place(product, warehouse)?;
        Ok(self.move_stock(product, warehouse, pieces, 0, now))
    }

    fn check_place(&self, product: &str, warehouse: &str) -> Result<(), Refusal> {
        if !self.products.contains_key(product) {
            return Err(Refusal::new(format!("Product {product} does not exist.")));
        }
        if !super::words::knows(super::words::WAREHOUSES, warehouse) {
            return Err(Refusal::new(format!("Warehouse {warehouse} does not exist.")));
        }
        Ok(())
    }
}
