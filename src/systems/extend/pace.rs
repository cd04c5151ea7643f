//! Keeping our calls below Extend's limits (partners.md 2.8): a bucket a minute for each tenant and resource, corrected by
//! what the answers tell.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::refusal::{reset_at, wait_seconds};
use crate::domain::clock::Millis;
use crate::domain::partner::CallError;
use crate::systems::http::Reply;

/// The vendor's window.
const WINDOW_SECONDS: i64 = 60;
/// Longest time a bucket stays shut on the word of one answer.
const LONGEST_SECONDS: i64 = 600;

#[derive(Debug, Clone, Copy, Default)]
struct Bucket {
    started: Millis,
    used: u32,
    told_limit: Option<u32>,
    shut_until: Millis,
}

/// Counts calls. Clones count together; share one among the clients of all connections.
#[derive(Debug, Clone, Default)]
pub struct Pace {
    buckets: Arc<Mutex<HashMap<String, Bucket>>>,
}

impl Pace {
    /// Takes one call from the bucket of `key` (tenant and resource).
    ///
    /// # Errors
    /// [`CallError::Busy`] when the bucket is empty or shut; nothing was called.
    pub fn enter(&self, key: &str, limit: u32, now: Millis) -> Result<(), CallError> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.entry(key.to_owned()).or_default();
        if bucket.shut_until > now {
            return Err(busy(bucket.shut_until, now));
        }
        let ends = bucket.started.plus_seconds(WINDOW_SECONDS);
        if now >= ends || now < bucket.started {
            (bucket.started, bucket.used) = (now, 0);
        } else if bucket.used >= bucket.told_limit.unwrap_or(limit) {
            return Err(busy(ends, now));
        }
        bucket.used += 1;
        Ok(())
    }

    /// Learns from an answer: the limit, an empty bucket, a 429.
    pub fn learn(&self, key: &str, reply: &Reply, now: Millis) {
        let number = |name: &str| reply.header(name).and_then(|t| t.trim().parse::<u32>().ok());
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.entry(key.to_owned()).or_default();
        if let Some(limit) = number("x-ratelimit-limit").filter(|n| *n > 0) {
            bucket.told_limit = Some(limit);
        }
        let shut = if reply.status == 429 {
            Some(now.plus_seconds(wait_seconds(reply, now).unwrap_or(WINDOW_SECONDS)))
        } else if number("x-ratelimit-remaining") == Some(0) {
            reset_at(reply)
        } else {
            None
        };
        if let Some(until) = shut {
            bucket.shut_until = bucket.shut_until.max(until.min(now.plus_seconds(LONGEST_SECONDS)));
        }
    }
}

fn busy(until: Millis, now: Millis) -> CallError {
    CallError::Busy { after_seconds: ((until.0 - now.0 + 999) / 1000).max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_700_000_000_000);

    fn reply(status: u16, headers: &[(&'static str, &str)]) -> Reply {
        let headers = headers.iter().map(|(k, v)| ((*k).parse().unwrap(), v.parse().unwrap())).collect();
        Reply { status, headers, body: Vec::new() }
    }

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let pace = Pace::default();
        for _ in 0..3 {
            pace.enter("a", 3, NOW).unwrap();
        }
        assert_eq!(pace.enter("a", 3, NOW.plus_seconds(20)), Err(CallError::Busy { after_seconds: 40 }));
        pace.enter("b", 3, NOW).unwrap();
        pace.enter("a", 3, NOW.plus_seconds(60)).unwrap();
    }

    #[test]
    fn answers_correct_the_count() {
        let pace = Pace::default();
        pace.learn("a", &reply(429, &[("retry-after", "7")]), NOW);
        assert_eq!(pace.enter("a", 300, NOW), Err(CallError::Busy { after_seconds: 7 }));
        pace.enter("a", 300, NOW.plus_seconds(7)).unwrap();
        pace.learn(
            "b",
            &reply(
                200,
                &[("x-ratelimit-limit", "1"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1700000030")],
            ),
            NOW,
        );
        assert_eq!(pace.enter("b", 300, NOW), Err(CallError::Busy { after_seconds: 30 }));
        pace.enter("b", 300, NOW.plus_seconds(30)).unwrap();
        assert!(pace.enter("b", 300, NOW.plus_seconds(31)).is_err());
        pace.learn("c", &reply(200, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "99999999999")]), NOW);
        pace.enter("c", 300, NOW.plus_seconds(600)).unwrap();
    }
}
