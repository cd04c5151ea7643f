//! The log of requests that arrived at the played systems, newest last.

use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use time::OffsetDateTime;

/// Entries kept; the oldest goes first.
const KEPT: usize = 20_000;

/// One request and its answer.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// When it arrived, by the sandbox's clock.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// `upgates`, `extend`, …
    pub system: String,
    /// The shop in whose name it came, where the path tells.
    pub shop: Option<String>,
    /// HTTP method.
    pub method: String,
    /// Path without the query.
    pub path: String,
    /// Query as received.
    pub query: String,
    /// HTTP status answered; 0 when the connection was cut.
    pub status: u16,
    /// Request body as text.
    pub request_body: String,
    /// Response body as text, as the handler made it.
    pub response_body: String,
    /// Request headers without the credentials.
    pub headers: BTreeMap<String, String>,
    /// Milliseconds until the answer.
    pub took_ms: u64,
    /// The fault that hit it, if any.
    pub fault: Option<super::FaultKind>,
}

/// The log; clones share it.
#[derive(Clone, Debug, Default)]
pub struct RequestLog(Arc<Mutex<VecDeque<Entry>>>);

impl RequestLog {
    /// Adds an entry.
    pub fn push(&self, entry: Entry) {
        let mut entries = self.lock();
        if entries.len() == KEPT {
            entries.pop_front();
        }
        entries.push_back(entry);
    }

    /// The entries that `keep` wants, oldest first.
    pub fn find(&self, keep: impl Fn(&Entry) -> bool) -> Vec<Entry> {
        self.lock().iter().filter(|entry| keep(entry)).cloned().collect()
    }

    /// Forgets all entries.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
