//! Keeping our calls below Extend's limits (partners.md 2.8): a bucket a minute for each account and resource, corrected by what the
//! answers tell, and kept for all processes together.
use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::refusal::{reset_at, wait_seconds};
use crate::domain::clock::Millis;
use crate::domain::partner::CallError;
use crate::domain::rate::{Bucket, Told, Urgency};
use crate::systems::http::Reply;

/// The vendor's window.
const WINDOW_SECONDS: i64 = 60;
/// Calls are taken from the common bucket in parts, so that not each of them asks the database: a thirtieth of the limit.
const PARTS: i64 = 30;
/// What others have used counts when it is so many parts more than we know of.
const NOTICED_PARTS: i64 = 2;

/// Where the buckets are kept that all processes share. Implemented over the store.
pub trait Buckets: Send + Sync + Debug {
    /// Reads, changes and stores a bucket as one step. `change` is called once.
    fn change<'a>(
        &'a self,
        account: &'a str,
        resource: &'a str,
        change: &'a (dyn Fn(&mut Bucket) + Send + Sync),
    ) -> BoxFuture<'a, Result<(), CallError>>;
}

/// The account at a partner and the resource, for which calls are counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) account: String,
    pub(super) resource: String,
}

/// What this process has taken and not used, and what it knows of the bucket.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    bucket: Bucket,
    left: i64,
    left_waiting: i64,
}

impl Part {
    const fn left(&mut self, urgency: Urgency) -> &mut i64 {
        match urgency {
            Urgency::Prompt => &mut self.left,
            Urgency::CanWait => &mut self.left_waiting,
        }
    }
}

/// Counts calls. Clones count together; share one among the clients of all connections.
#[derive(Debug, Clone)]
pub struct Pace {
    buckets: Arc<dyn Buckets>,
    parts: Arc<Mutex<HashMap<Key, Part>>>,
}

impl Pace {
    /// A pace over the buckets that all processes share.
    pub fn new(buckets: Arc<dyn Buckets>) -> Self {
        Self { buckets, parts: Arc::default() }
    }

    /// Takes one call.
    ///
    /// # Errors
    /// [`CallError::Busy`] when there is none for this urgency; nothing was called. [`CallError::Down`] when the buckets can't be read.
    pub(super) async fn enter(&self, key: &Key, limit: u32, urgency: Urgency, now: Millis) -> Result<(), CallError> {
        if let Some(part) = self.parts().get_mut(key)
            && part.bucket.ends_at > now
            && part.bucket.ends_at <= now.plus_seconds(2 * WINDOW_SECONDS)
            && *part.left(urgency) > 0
        {
            *part.left(urgency) -= 1;
            return Ok(());
        }
        let limit = i64::from(limit);
        let taken = Mutex::new((Bucket::default(), Err(now)));
        let take = |bucket: &mut Bucket| {
            let known = if bucket.told_limit > 0 { bucket.told_limit } else { limit };
            let result = bucket.take((known / PARTS).max(1), limit, urgency, now);
            *taken.lock().unwrap_or_else(PoisonError::into_inner) = (*bucket, result);
        };
        self.buckets.change(&key.account, &key.resource, &take).await?;
        let (bucket, result) = *taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut parts = self.parts();
        let part = parts.entry(key.clone()).or_default();
        if part.bucket.ends_at != bucket.ends_at {
            (part.left, part.left_waiting) = (0, 0);
        }
        part.bucket = bucket;
        match result {
            Ok(calls) => {
                *part.left(urgency) += calls - 1;
                Ok(())
            }
            Err(until) => Err(CallError::Busy { after_seconds: ((until.0 - now.0 + 999) / 1000).max(1) }),
        }
    }

    /// Learns from an answer: the limit, the partner's window, what others use, an empty bucket, a 429. What all processes know already is
    /// not stored again.
    pub(super) async fn learn(&self, key: &Key, reply: &Reply, now: Millis) {
        let told = told(reply, now);
        let known = self.parts().get(key).copied().unwrap_or_default();
        let after = known.bucket.learned(told, now);
        let part = (after.told_limit / PARTS).max(1);
        let news = after.told_limit != known.bucket.told_limit
            || after.ends_at != known.bucket.ends_at
            || after.shut_until != known.bucket.shut_until
            || after.used >= known.bucket.used + NOTICED_PARTS * part;
        if !news {
            return;
        }
        let learned = Mutex::new(after);
        let learn = |bucket: &mut Bucket| {
            *bucket = bucket.learned(told, now);
            *learned.lock().unwrap_or_else(PoisonError::into_inner) = *bucket;
        };
        if let Err(error) = self.buckets.change(&key.account, &key.resource, &learn).await {
            tracing::warn!(%error, "what an answer told of its rate could not be stored");
            return;
        }
        let bucket = *learned.lock().unwrap_or_else(PoisonError::into_inner);
        let mut parts = self.parts();
        let part = parts.entry(key.clone()).or_default();
        if bucket.shut_until > now {
            (part.left, part.left_waiting) = (0, 0);
        }
        part.bucket = bucket;
    }

    fn parts(&self) -> MutexGuard<'_, HashMap<Key, Part>> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A pace of this process alone, for trying a login from the command line and for tests.
impl Default for Pace {
    fn default() -> Self {
        Self::new(Arc::new(Own::default()))
    }
}

/// Buckets of one process.
#[derive(Debug, Default)]
struct Own(Mutex<HashMap<(String, String), Bucket>>);

impl Buckets for Own {
    fn change<'a>(
        &'a self,
        account: &'a str,
        resource: &'a str,
        change: &'a (dyn Fn(&mut Bucket) + Send + Sync),
    ) -> BoxFuture<'a, Result<(), CallError>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(all.entry((account.to_owned(), resource.to_owned())).or_default());
        async { Ok(()) }.boxed()
    }
}

fn told(reply: &Reply, now: Millis) -> Told {
    let number = |name: &str| reply.header(name).and_then(|t| t.trim().parse::<i64>().ok());
    let refused = reply.status == 429;
    Told {
        limit: number("x-ratelimit-limit"),
        remaining: number("x-ratelimit-remaining"),
        reset: reset_at(reply),
        shut_until: refused.then(|| now.plus_seconds(wait_seconds(reply, now).unwrap_or(WINDOW_SECONDS))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = Millis(1_700_000_000_000);

    fn reply(status: u16, headers: &[(&'static str, &str)]) -> Reply {
        let headers = headers.iter().map(|(k, v)| ((*k).parse().unwrap(), v.parse().unwrap())).collect();
        Reply { status, headers, body: Vec::new() }
    }

    fn key(resource: &str) -> Key {
        Key { account: "a".to_owned(), resource: resource.to_owned() }
    }

    async fn busy(pace: &Pace, resource: &str, limit: u32, urgency: Urgency, now: Millis) -> Option<i64> {
        match pace.enter(&key(resource), limit, urgency, now).await {
            Ok(()) => None,
            Err(CallError::Busy { after_seconds }) => Some(after_seconds),
            Err(other) => panic!("{other}"),
        }
    }

    #[tokio::test]
    async fn processes_count_together_and_what_can_wait_leaves_half() {
        let shared: Arc<dyn Buckets> = Arc::new(Own::default());
        let (one, two) = (Pace::new(Arc::clone(&shared)), Pace::new(shared));
        let (prompt, wait) = (Urgency::Prompt, Urgency::CanWait);
        for pace in [&one, &two] {
            assert_eq!(busy(pace, "Orders", 4, wait, NOW).await, None);
        }
        for pace in [&one, &two] {
            assert_eq!(busy(pace, "Orders", 4, wait, NOW.plus_seconds(20)).await, Some(40), "half is left");
            assert_eq!(busy(pace, "Orders", 4, prompt, NOW.plus_seconds(20)).await, None);
        }
        assert_eq!(busy(&two, "Orders", 4, prompt, NOW.plus_seconds(20)).await, Some(40));
        assert_eq!(busy(&two, "Stock", 4, prompt, NOW.plus_seconds(20)).await, None, "each resource by itself");
        assert_eq!(busy(&one, "Orders", 4, wait, NOW.plus_seconds(60)).await, None);
    }

    #[tokio::test]
    async fn no_call_is_taken_twice_when_taken_in_parts() {
        let shared: Arc<dyn Buckets> = Arc::new(Own::default());
        let processes = [Pace::new(Arc::clone(&shared)), Pace::new(Arc::clone(&shared)), Pace::new(shared)];
        let mut calls = 0;
        for n in 0..2000 {
            calls += i32::from(busy(&processes[n % 3], "Orders", 300, Urgency::Prompt, NOW).await.is_none());
        }
        assert_eq!(calls, 300);
    }

    #[tokio::test]
    async fn answers_correct_the_count() {
        let pace = Pace::default();
        let prompt = Urgency::Prompt;
        assert_eq!(busy(&pace, "a", 300, prompt, NOW).await, None);
        pace.learn(&key("a"), &reply(429, &[("retry-after", "7")]), NOW).await;
        assert_eq!(busy(&pace, "a", 300, prompt, NOW).await, Some(7));
        assert_eq!(busy(&pace, "a", 300, prompt, NOW.plus_seconds(7)).await, None);
        let empty = [("x-ratelimit-limit", "1"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1700000030")];
        pace.learn(&key("b"), &reply(200, &empty), NOW).await;
        assert_eq!(busy(&pace, "b", 300, prompt, NOW).await, Some(30));
        assert_eq!(busy(&pace, "b", 300, prompt, NOW.plus_seconds(30)).await, None);
        assert!(busy(&pace, "b", 300, prompt, NOW.plus_seconds(31)).await.is_some());
    }
}
