//! What outsiders could make happen without end (a log line, a row) happens now and then, with a count.
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::clock::Millis;

/// Most keys that are told apart; with more, all of them begin anew.
const MOST: usize = 10_000;

/// Lets so many of the same kind through in a while, and counts the rest.
#[derive(Debug)]
pub struct Seldom<K> {
    most: u64,
    millis: i64,
    kept: Mutex<HashMap<K, Window>>,
}

#[derive(Debug)]
struct Window {
    since: Millis,
    through: u64,
    left_out: u64,
}

impl<K: Eq + Hash + Clone> Seldom<K> {
    /// At most `most` in so many milliseconds.
    pub fn new(most: u64, millis: i64) -> Self {
        Self { most, millis, kept: Mutex::default() }
    }

    /// Whether one more may happen now, and how many before it were left out since that was last told.
    pub fn admit(&self, key: &K, now: Millis) -> Option<u64> {
        let mut kept = self.lock();
        if kept.len() >= MOST && !kept.contains_key(key) {
            kept.clear();
        }
        let fresh = || Window { since: now, through: 0, left_out: 0 };
        let window = kept.entry(key.clone()).or_insert_with(fresh);
        let old = now.0 >= window.since.0 + self.millis || now < window.since;
        if !old && window.through >= self.most {
            window.left_out += 1;
            return None;
        }
        let left_out = std::mem::take(&mut window.left_out);
        if old {
            *window = fresh();
        }
        window.through += 1;
        Some(left_out)
    }

    /// What was left out and not told since; it counts as told now. What has been quiet is forgotten.
    pub fn left_out(&self, now: Millis) -> Vec<(K, u64)> {
        let mut kept = self.lock();
        let told = kept.iter_mut().filter(|(_, window)| window.left_out > 0);
        let told = told.map(|(key, window)| (key.clone(), std::mem::take(&mut window.left_out))).collect();
        kept.retain(|_, window| now.0 < window.since.0 + self.millis);
        told
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<K, Window>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_happens_now_and_then_with_a_count() {
        let seldom = Seldom::new(2, 1000);
        let at = |key, millis| seldom.admit(&key, Millis(millis));
        assert_eq!([at("a", 0), at("a", 1), at("a", 2), at("a", 999)], [Some(0), Some(0), None, None]);
        assert_eq!(at("b", 5), Some(0), "others are not held up");
        assert_eq!([at("a", 1000), at("a", 1001), at("a", 1002)], [Some(2), Some(0), None]);
        assert_eq!(seldom.left_out(Millis(1500)), [("a", 1)]);
        assert!(seldom.left_out(Millis(1501)).is_empty());
        assert_eq!(at("a", 1503), None, "told is not begun anew");
        assert_eq!(at("a", -5), Some(1), "a clock that went back holds nothing up");
    }

    #[test]
    fn it_does_not_grow_without_end() {
        let seldom = Seldom::new(1, 1000);
        for n in 0..3 * MOST {
            seldom.admit(&n, Millis(0));
        }
        assert!(seldom.lock().len() <= MOST);
        assert!(seldom.left_out(Millis(1000)).is_empty() && seldom.lock().is_empty());
    }
}
