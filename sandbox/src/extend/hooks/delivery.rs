//! One notification on its way to one hook, with every attempt.

use serde::Serialize;
use serde_json::Value;
use time::OffsetDateTime;

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Waits for its moment.
    Waiting,
    /// Kept back until released.
    Held,
    /// On the wire.
    Sending,
    /// The receiver said yes.
    Delivered,
    /// Given up after the last attempt.
    Failed,
    /// Never sent, on purpose.
    Lost,
}

/// A notification for one hook.
#[derive(Clone, Debug, Serialize)]
pub struct Delivery {
    /// Number in order of making.
    pub number: u64,
    /// Hook that is told.
    pub hook: String,
    /// Value of `Properties.NotificationId`.
    pub notification: String,
    /// What is told.
    pub notifications: Vec<Value>,
    /// Whether the signature is made wrong on purpose.
    pub forged: bool,
    /// When the next attempt is due, by the sandbox's clock.
    #[serde(with = "time::serde::rfc3339")]
    pub due: OffsetDateTime,
    /// Where it stands.
    pub state: DeliveryState,
    /// What came of each attempt.
    pub attempts: Vec<Attempt>,
}

/// One call and its outcome.
#[derive(Clone, Debug, Serialize)]
pub struct Attempt {
    /// When the answer (or its absence) was known.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// HTTP status; none when there was no answer.
    pub status: Option<u16>,
    /// Milliseconds until the answer.
    pub took_ms: u64,
}
