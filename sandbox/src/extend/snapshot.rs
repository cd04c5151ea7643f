//! The whole state as JSON, for assertions: orders, duplicates, availability, hooks with their deliveries.

use super::ExtendState;
use super::rest::render::Style;
use serde_json::{Map, Value, json};

impl ExtendState {
    /// The whole state. `duplicates` holds the external numbers that more than one order carries.
    pub fn snapshot(&self) -> Value {
        let style = Style::read(&self.kit().switches);
        let store = self.store();
        let orders: Vec<Value> = store.orders.values().map(|order| style.order(order)).collect();
        let duplicates: Map<String, Value> = store
            .by_external
            .iter()
            .filter(|(_, numbers)| numbers.len() > 1)
            .map(|(external, numbers)| (external.clone(), json!(numbers)))
            .collect();
        let availability: Vec<Value> = store
            .balances
            .iter()
            .map(|((product, warehouse), balance)| {
                json!({
                    "product": product,
                    "warehouse": warehouse,
                    "physical": balance.physical,
                    "allocated": balance.allocated,
                    "available": balance.available(),
                    "changeDate": style.moment(balance.changed),
                })
            })
            .collect();
        let customers: Vec<&Value> = store.customers.values().collect();
        let customers = json!(customers);
        drop(store);
        let hooks = self.hooks();
        json!({
            "orders": orders,
            "duplicates": duplicates,
            "availability": availability,
            "customers": customers,
            "hooks": hooks.hooks,
            "deliveries": hooks.deliveries,
        })
    }
}
