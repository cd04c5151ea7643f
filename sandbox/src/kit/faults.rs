//! Faults that a test or a visitor asks for; each waits for a request that it fits.

use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// Only slow: the request is done and answered after `latency_ms`.
    Latency,
    /// The request is done at once, its answer comes after `latency_ms`: what it tells may be over by then.
    LateAnswer,
    /// 429 without doing anything; `retry_after` goes into the header when given.
    TooMany,
    /// `status` (500 when not given) without doing anything.
    ServerError,
    /// `status`, `content_type` and `body` as given, without doing anything.
    Answer,
    /// The request is done, half of the answer's text is missing.
    Truncated,
    /// The request is done, then the connection is cut without an answer.
    ReplyLost,
    /// The request is done, then 504 with no body.
    GatewayTimeout,
    /// The connection is cut before anything is done.
    Dropped,
    /// `status` (503 when not given) as plain text, without doing anything.
    PlainText,
    /// `status` (502 when not given) as an HTML page, without doing anything.
    Html,
    /// The request is done, the answer says `text/html`.
    WrongType,
    /// The request is done; in its answer `find` is replaced by `put`, or by the bytes that `put_hex` spells, wherever it stands: a
    /// record that is no strict JSON among others that are.
    Spoiled,
}

/// One fault and the requests that it fits.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// `upgates`, `extend`, …
    pub system: String,
    /// HTTP method; any when missing.
    #[serde(default)]
    pub method: Option<String>,
    /// A part of the path; any path when missing.
    #[serde(default)]
    pub path_contains: Option<String>,
    /// What goes wrong.
    pub kind: FaultKind,
    /// How many requests it hits; for ever when missing.
    #[serde(default)]
    pub times: Option<u32>,
    /// Milliseconds to wait first, whatever the kind; of kind `late_answer`, to wait at the end.
    #[serde(default)]
    pub latency_ms: u64,
    /// Text of the `Retry-After` header of a 429.
    #[serde(default)]
    pub retry_after: Option<String>,
    /// HTTP status where the kind leaves a choice.
    #[serde(default)]
    pub status: Option<u16>,
    /// Body of kind `answer`, `plain_text` and `html`.
    #[serde(default)]
    pub body: Option<String>,
    /// What kind `spoiled` replaces.
    #[serde(default)]
    pub find: Option<String>,
    /// The text that it puts in its place.
    #[serde(default)]
    pub put: Option<String>,
    /// The bytes that it puts in its place, in hexadecimal; of kind `answer`, the whole body.
    #[serde(default)]
    pub put_hex: Option<String>,
    /// Content type of kind `answer`.
    #[serde(default)]
    pub content_type: Option<String>,
}

impl Fault {
    /// An answer as a fault of kind `spoiled` leaves it.
    pub fn spoiled(&self, text: &[u8]) -> Vec<u8> {
        let find = self.find.as_deref().unwrap_or_default().as_bytes();
        let put = self.bytes().unwrap_or_else(|| self.put.clone().unwrap_or_default().into_bytes());
        let (mut left, mut made) = (text, Vec::new());
        while let Some(at) = (!find.is_empty()).then(|| left.windows(find.len()).position(|w| w == find)).flatten() {
            made.extend_from_slice(&left[..at]);
            made.extend_from_slice(&put);
            left = &left[at + find.len()..];
        }
        made.extend_from_slice(left);
        made
    }

    /// The bytes that `put_hex` spells.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.put_hex.as_deref().map(bytes)
    }

    fn fits(&self, system: &str, method: &str, path: &str) -> bool {
        self.system == system
            && self.method.as_deref().is_none_or(|m| m.eq_ignore_ascii_case(method))
            && self.path_contains.as_deref().is_none_or(|part| path.contains(part))
    }
}

/// The waiting faults; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Vec<Fault>>>);

impl Faults {
    /// Adds a fault behind the ones that wait.
    pub fn add(&self, fault: Fault) {
        self.lock().push(fault);
    }

    /// The first fault that fits, counted down; none when the request goes well.
    pub fn take(&self, system: &str, method: &str, path: &str) -> Option<Fault> {
        let mut waiting = self.lock();
        let at = waiting.iter().position(|fault| fault.fits(system, method, path))?;
        let hit = waiting[at].clone();
        match waiting[at].times.as_mut() {
            Some(left) if *left > 1 => *left -= 1,
            Some(_) => drop(waiting.remove(at)),
            None => {}
        }
        Some(hit)
    }

    /// The faults that still wait.
    pub fn list(&self) -> Vec<Fault> {
        self.lock().clone()
    }

    /// Forgets all faults.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The bytes that a hexadecimal text spells; what is none is left out.
fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().filter_map(|c| c.to_digit(16)).filter_map(|d| u8::try_from(d).ok()).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}
