//! All hooks and deliveries, and the mischief that was asked for.

use super::delivery::{Attempt, Delivery, DeliveryState};
use super::subscription::Hook;
use serde::Deserialize;
use serde_json::Value;
use std::collections::VecDeque;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

/// Deliveries remembered; the oldest finished ones go first.
const KEPT: usize = 5_000;

/// What goes wrong with the next notifications; counts run down with each.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mischief {
    /// How many are never sent.
    pub lose: u32,
    /// How many are sent twice, the second time under the same notification id.
    pub duplicate: u32,
    /// How many are signed wrongly.
    pub forge: u32,
    /// Milliseconds that each is late, until changed.
    pub late_ms: i64,
    /// Whether all are kept back until released.
    pub hold: bool,
}

/// Hooks and what was sent to them.
#[derive(Debug, Default)]
pub struct HookQueue {
    /// Set-up hooks in order of saving.
    pub hooks: Vec<Hook>,
    /// Deliveries, oldest first.
    pub deliveries: VecDeque<Delivery>,
    /// What goes wrong next.
    pub mischief: Mischief,
    last: u64,
}

/// A call that is due now.
#[derive(Clone, Debug)]
pub struct Due {
    /// The hook to call.
    pub hook: Hook,
    /// What to send.
    pub delivery: Delivery,
}

impl HookQueue {
    /// Queues what one hook is told, with the mischief that waits.
    pub fn tell(&mut self, hook: &str, notifications: &[Value], now: OffsetDateTime) {
        let take = |count: &mut u32| {
            let hit = *count > 0;
            *count = count.saturating_sub(1);
            hit
        };
        let lost = take(&mut self.mischief.lose);
        let forged = !lost && take(&mut self.mischief.forge);
        let twice = !lost && take(&mut self.mischief.duplicate);
        let state = match () {
            () if lost => DeliveryState::Lost,
            () if self.mischief.hold => DeliveryState::Held,
            () => DeliveryState::Waiting,
        };
        let due = now + Duration::milliseconds(self.mischief.late_ms);
        let notification = Uuid::now_v7();
        for _ in 0..=u8::from(twice) {
            self.add(hook, notification, notifications.to_vec(), forged, due, state);
        }
    }

    /// Queues one delivery as given.
    pub fn add(
        &mut self,
        hook: &str,
        notification: Uuid,
        notifications: Vec<Value>,
        forged: bool,
        due: OffsetDateTime,
        state: DeliveryState,
    ) {
        self.last += 1;
        self.deliveries.push_back(Delivery {
            number: self.last,
            hook: hook.to_owned(),
            notification: notification.to_string(),
            notifications,
            forged,
            due,
            state,
            attempts: Vec::new(),
        });
        let ended = |delivery: &Delivery| {
            matches!(delivery.state, DeliveryState::Delivered | DeliveryState::Failed | DeliveryState::Lost)
        };
        while self.deliveries.len() > KEPT && self.deliveries.front().is_some_and(ended) {
            self.deliveries.pop_front();
        }
    }

    /// Lets the kept-back deliveries go, oldest or newest first, 100 ms apart.
    pub fn release(&mut self, newest_first: bool, now: OffsetDateTime) -> usize {
        self.mischief.hold = false;
        let held: Vec<_> = self.deliveries.iter_mut().filter(|d| d.state == DeliveryState::Held).collect();
        let count = held.len();
        for (index, delivery) in held.into_iter().enumerate() {
            let place = if newest_first { count - 1 - index } else { index };
            delivery.state = DeliveryState::Waiting;
            delivery.due = now + Duration::milliseconds(100 * i64::try_from(place).unwrap_or(0));
        }
        count
    }

    /// Takes the calls that are due.
    pub fn take_due(&mut self, now: OffsetDateTime) -> Vec<Due> {
        let mut due: Vec<_> = self
            .deliveries
            .iter_mut()
            .filter(|delivery| delivery.state == DeliveryState::Waiting && delivery.due <= now)
            .filter_map(|delivery| {
                let hook = self.hooks.iter().find(|hook| hook.id == delivery.hook).filter(|hook| hook.active);
                delivery.state = if hook.is_some() { DeliveryState::Sending } else { DeliveryState::Lost };
                Some(Due { hook: hook?.clone(), delivery: delivery.clone() })
            })
            .collect();
        due.sort_by_key(|due| (due.delivery.due, due.delivery.number));
        due
    }

    /// Records the outcome of a call and decides what follows.
    pub fn settle(&mut self, number: u64, attempt: Attempt, waits: &[i64], gone: i64) {
        let Some(delivery) = self.deliveries.iter_mut().find(|delivery| delivery.number == number) else {
            return;
        };
        let status = attempt.status.unwrap_or(0);
        let now = attempt.at;
        delivery.attempts.push(attempt);
        if (200..300).contains(&status) {
            delivery.state = DeliveryState::Delivered;
            return;
        }
        if gone != 0 && i64::from(status) == gone {
            delivery.state = DeliveryState::Failed;
            let hook = delivery.hook.clone();
            if let Some(hook) = self.hooks.iter_mut().find(|known| known.id == hook) {
                hook.active = false;
            }
            return;
        }
        if let Some(minutes) = waits.get(delivery.attempts.len() - 1) {
            delivery.state = DeliveryState::Waiting;
            delivery.due = now + Duration::minutes(*minutes);
        } else {
            delivery.state = DeliveryState::Failed;
        }
    }
}
