//! The handle to the played warehouse: its memory, its hooks, and the way from an event to a notification.

use super::hooks::body;
use super::hooks::queue::HookQueue;
use super::hooks::sender;
use super::model::event::Event;
use super::model::seed::{NewProduct, own_goods};
use super::model::store::{Refusal, Store};
use super::rest::rate::Rates;
use super::switches::{self, Rules};
use crate::kit::Kit;
use serde_json::Value;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use time::OffsetDateTime;
use tokio::sync::Notify;

/// Everything the played Extend knows; a clone is a handle to the same state.
#[derive(Clone, Debug)]
pub struct ExtendState(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    kit: Kit,
    http: reqwest::Client,
    store: Mutex<Store>,
    hooks: Mutex<HookQueue>,
    rates: Mutex<Rates>,
    goods: Mutex<Vec<NewProduct>>,
    wake: Notify,
}

impl ExtendState {
    /// A warehouse with its seed.
    pub fn new(kit: Kit) -> Self {
        switches::declare(&kit);
        let state = Self(Arc::new(Inner {
            http: reqwest::Client::new(),
            store: Mutex::default(),
            hooks: Mutex::default(),
            rates: Mutex::default(),
            goods: Mutex::default(),
            wake: Notify::new(),
            kit,
        }));
        state.reset();
        state
    }

    /// Adds a product with what each warehouse has of it, in pieces; it stays through a reset. The first product
    /// added takes the place of the warehouse's own goods.
    pub fn add_product(&self, number: &str, name: &str, ean: &str, physical: &[(&str, i64)]) {
        let new = NewProduct {
            number: number.to_owned(),
            name: name.to_owned(),
            ean: ean.to_owned(),
            physical: physical.iter().map(|(warehouse, pieces)| ((*warehouse).to_owned(), *pieces)).collect(),
        };
        let mut goods = lock(&self.0.goods);
        let first = goods.is_empty();
        goods.push(new.clone());
        drop(goods);
        if first {
            self.reset();
        } else {
            lock(&self.0.store).add_product(&new, self.now());
        }
    }

    /// Returns to the seed: no orders, no hooks, stock as at the start.
    pub fn reset(&self) {
        let now = self.now();
        let mut fresh = Store::seeded(now);
        let goods = lock(&self.0.goods).clone();
        for new in if goods.is_empty() { own_goods() } else { goods } {
            fresh.add_product(&new, now);
        }
        *lock(&self.0.store) = fresh;
        *lock(&self.0.hooks) = HookQueue::default();
        *lock(&self.0.rates) = Rates::default();
    }

    /// Work that goes on by itself (notifications and their repeats); runs until the sandbox stops.
    pub async fn run(self) {
        sender::run(self).await;
    }

    /// Clock, faults, log and switches.
    pub fn kit(&self) -> &Kit {
        &self.0.kit
    }

    /// The present moment by the sandbox's clock.
    pub fn now(&self) -> OffsetDateTime {
        self.0.kit.clock.now()
    }

    /// The rules as the switches stand.
    pub fn rules(&self) -> Rules {
        Rules::read(&self.0.kit.switches)
    }

    /// The warehouse's memory as of now.
    pub fn store(&self) -> MutexGuard<'_, Store> {
        let mut store = lock(&self.0.store);
        store.settle(self.now(), self.kit().switches.number("extend.incoming_after_ms"));
        store
    }

    /// Does something in the warehouse and queues the notifications of what happened.
    pub fn act<T>(
        &self,
        action: impl FnOnce(&mut Store, OffsetDateTime) -> Result<(T, Vec<Event>), Refusal>,
    ) -> Result<T, Refusal> {
        let now = self.now();
        let mut store = self.store();
        let (value, events) = action(&mut store, now)?;
        self.tell(&store, &events, now);
        drop(store);
        self.0.wake.notify_one();
        Ok(value)
    }

    /// Like [`ExtendState::act`], for actions that give nothing but events.
    pub fn happen(
        &self,
        action: impl FnOnce(&mut Store, OffsetDateTime) -> Result<Vec<Event>, Refusal>,
    ) -> Result<(), Refusal> {
        self.act(|store, now| Ok(((), action(store, now)?)))
    }

    fn tell(&self, store: &Store, events: &[Event], now: OffsetDateTime) {
        let switches = &self.kit().switches;
        let together = switches.on("extend.hooks_in_one_call");
        let told: Vec<(&Event, Vec<String>, Value)> = events
            .iter()
            .map(|event| (event, store.warehouses_of(event), body::notification(event, switches)))
            .collect();
        let mut hooks = self.hooks();
        for hook in hooks.hooks.clone() {
            let wanted: Vec<Value> = told
                .iter()
                .filter(|(event, warehouses, _)| hook.wants(event.trigger(), warehouses))
                .map(|(_, _, notification)| notification.clone())
                .collect();
            let calls = if together && !wanted.is_empty() {
                vec![wanted]
            } else {
                wanted.into_iter().map(|notification| vec![notification]).collect()
            };
            for notifications in calls {
                hooks.tell(&hook.id, &notifications, now);
            }
        }
    }

    /// Hooks and deliveries.
    pub fn hooks(&self) -> MutexGuard<'_, HookQueue> {
        lock(&self.0.hooks)
    }

    /// Calls made in the present minute.
    pub fn rates(&self) -> MutexGuard<'_, Rates> {
        lock(&self.0.rates)
    }

    /// The client that carries notifications.
    pub fn http(&self) -> &reqwest::Client {
        &self.0.http
    }

    /// Waits until something new may be due.
    pub async fn woken(&self) {
        self.0.wake.notified().await;
    }

    /// Lets the sender look at once.
    pub fn wake(&self) {
        self.0.wake.notify_one();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
