//! What was read from the store a moment ago, so that a swarm of calls for the same shop asks once.
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::clock::Millis;

/// Most values kept; more shops than this are never busy in the same second.
const MOST: usize = 10_000;

/// Values by key, each believed for a short while. Only what was found is kept, so nobody fills it with made-up keys.
pub struct Lately<V> {
    millis: i64,
    kept: Mutex<HashMap<String, (V, Millis)>>,
}

impl<V: Clone> Lately<V> {
    /// Values that are believed for so many milliseconds.
    pub fn for_millis(millis: i64) -> Self {
        Self { millis, kept: Mutex::default() }
    }

    /// A value that is still believed.
    pub fn get(&self, key: &str, now: Millis) -> Option<V> {
        self.lock().get(key).filter(|(_, until)| *until > now).map(|(value, _)| value.clone())
    }

    /// A value whatever its age, for when nothing better can be read.
    pub fn last(&self, key: &str) -> Option<V> {
        self.lock().get(key).map(|(value, _)| value.clone())
    }

    /// Keeps what was just read.
    pub fn put(&self, key: &str, value: V, now: Millis) {
        let mut kept = self.lock();
        if kept.len() >= MOST {
            kept.retain(|_, (_, until)| *until > now);
            if kept.len() >= MOST {
                kept.clear();
            }
        }
        kept.insert(key.to_owned(), (value, now.plus_millis(self.millis)));
    }

    /// Forgets a value that this process is about to change, or has changed.
    pub fn forget(&self, key: &str) {
        self.lock().remove(key);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, (V, Millis)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_believed_for_a_while_unless_it_is_forgotten() {
        let lately = Lately::for_millis(1000);
        lately.put("a", 1, Millis(0));
        assert_eq!((lately.get("a", Millis(999)), lately.get("b", Millis(0))), (Some(1), None));
        assert_eq!((lately.get("a", Millis(1000)), lately.last("a")), (None, Some(1)));
        lately.put("a", 2, Millis(1000));
        lately.forget("a");
        assert_eq!(lately.get("a", Millis(1000)), None);
    }

    #[test]
    fn it_does_not_grow_without_end() {
        let lately = Lately::for_millis(1000);
        for n in 0..2 * MOST {
            lately.put(&n.to_string(), n, Millis(0));
        }
        assert!(lately.lock().len() <= MOST);
        assert_eq!(lately.get(&(2 * MOST - 1).to_string(), Millis(0)), Some(2 * MOST - 1));
    }
}
