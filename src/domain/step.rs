//! The story of an order: one step for every decision, with its time and the rule that decided.
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::clock::Millis;

/// What happened. The word is the key of the sentence in each language (`step-<word>`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// We heard of the order.
    Noticed,
    /// The status sends it, and the filter passed.
    Ready,
    /// The status does not send it (yet).
    NotReady,
    /// The status sends it, but it is neither paid nor cash on delivery.
    NotPaid,
    /// Shipping was mapped.
    CarrierMapped,
    /// Payment was mapped.
    PaymentMapped,
    /// In the hold window until a time.
    Held,
    /// Waits for a cause.
    Waiting,
    /// A rule left it out.
    LeftOut,
    /// A hand-over began.
    Sending,
    /// The result of a hand-over is unclear; it is asked about.
    Unsure,
    /// The partner already had it; adopted.
    Found,
    /// The partner took it.
    HandedOver,
    /// A change was sent on.
    ChangeSent,
    /// A change came too late.
    ChangeLocked,
    /// It was cancelled at the partner.
    Cancelled,
    /// Cancelling came too late.
    CancelLate,
    /// The partner annulled it.
    Annulled,
    /// Picking has begun.
    Packed,
    /// A part has left.
    PartlyShipped,
    /// All has left.
    Shipped,
    /// Delivered.
    Delivered,
    /// A promised date changed.
    DateMoved,
    /// Tracking was written to the shop.
    TrackingWritten,
    /// A status was set in the shop.
    StatusWritten,
    /// A status that somebody set in the shop was left standing.
    StatusKept,
    /// A try failed and will be repeated.
    TryFailed,
    /// It failed for good until somebody acts.
    Failed,
    /// Somebody pressed a button.
    Pressed,
}

impl StepKind {
    /// All kinds.
    pub const ALL: [Self; 29] = [
        Self::Noticed,
        Self::Ready,
        Self::NotReady,
        Self::NotPaid,
        Self::CarrierMapped,
        Self::PaymentMapped,
        Self::Held,
        Self::Waiting,
        Self::LeftOut,
        Self::Sending,
        Self::Unsure,
        Self::Found,
        Self::HandedOver,
        Self::ChangeSent,
        Self::ChangeLocked,
        Self::Cancelled,
        Self::CancelLate,
        Self::Annulled,
        Self::Packed,
        Self::PartlyShipped,
        Self::Shipped,
        Self::Delivered,
        Self::DateMoved,
        Self::TrackingWritten,
        Self::StatusWritten,
        Self::StatusKept,
        Self::TryFailed,
        Self::Failed,
        Self::Pressed,
    ];

    /// The word that is stored, and the end of the message key.
    pub fn word(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// From the word that is stored.
    pub fn from_word(word: &str) -> Option<Self> {
        serde_json::from_value(Value::String(word.to_owned())).ok()
    }
}

/// One step of the story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Millis,
    /// What.
    pub kind: StepKind,
    /// The rule that decided, a stable word such as `ready-status` or `hold-window`; empty when none did.
    pub rule: String,
    /// Values for the sentence: `status`, `service`, `number`, `until`, `reason`, `code`.
    pub values: Map<String, Value>,
}

impl Step {
    /// A step decided by `rule`.
    pub fn new(at: Millis, kind: StepKind, rule: &str) -> Self {
        Self { at, kind, rule: rule.to_owned(), values: Map::new() }
    }

    /// The same with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.values.insert(key.to_owned(), value.into());
        self
    }
}
