//! A webhook, what waits for it and what went.

use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Instant;
use time::OffsetDateTime;

/// A webhook of one API user for one event.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// `id`.
    pub id: u32,
    /// API user that made it.
    pub user: String,
    /// `active_yn`.
    pub active: bool,
    /// `name`.
    pub name: String,
    /// `url`, perhaps with credentials.
    pub url: String,
    /// `event`, like `Orders.update`.
    pub event: String,
    /// `creation_time`.
    pub created: OffsetDateTime,
    /// Last call that was answered well, and its status.
    pub success: Option<(OffsetDateTime, u16)>,
    /// Last call that failed, and its status; none when there was no answer.
    pub error: Option<(OffsetDateTime, Option<u16>)>,
    /// Records of the running window, the latest state of each, and since when.
    pub gathered: BTreeMap<String, Value>,
    /// Start of the running window.
    pub since: Option<Instant>,
    /// Calls that wait to be made.
    pub queue: Vec<Batch>,
    /// Calls made, newest last.
    pub deliveries: Vec<Delivery>,
}

/// One call that waits.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Records, or a whole body when `whole`.
    pub records: Vec<Value>,
    /// Body sent as it is instead of the records.
    pub whole: Option<String>,
    /// When it is due, by the sandbox's clock.
    pub due: OffsetDateTime,
    /// Tries already made.
    pub tries: u32,
}

/// One call made.
#[derive(Clone, Debug, Serialize)]
pub struct Delivery {
    /// When.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// `delivered`, `timeout`, `refused` (wrong status) or `unreachable`.
    pub outcome: &'static str,
    /// Status answered.
    pub status: Option<u16>,
    /// Records carried.
    pub records: usize,
    /// Body, cut after 2000 characters.
    pub body: String,
    /// Milliseconds until the answer.
    pub took_ms: u64,
}
