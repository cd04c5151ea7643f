//! The public key with which Upgates signs its calls: fetched, revalidated, and kept through an outage
//! (upgates-addon.md 1.2 and 5.1 row 7).
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use crate::domain::clock::{Clock, Millis};
use crate::domain::hosts::HostRules;
use crate::domain::partner::CallError;
use crate::systems::http::{Call, Guarded, Url, header};

/// Longest wait for the key; an activation must be answered within 5 s in all.
const TIMEOUT: Duration = Duration::from_millis(1500);
/// After so many seconds the key is asked for again.
const FRESH_SECONDS: i64 = 180;
/// Least seconds between two forced fetches, and between two tries during an outage.
const FORCED_SECONDS: i64 = 10;
/// Least seconds between two tries while there is no key at all.
const MISSING_SECONDS: i64 = 1;
/// Largest key that is believed, in bytes.
const LARGEST: usize = 64 * 1024;

/// Fetches and keeps the public key. One fetch runs at a time.
pub struct PublicKeySource {
    http: Guarded,
    url: Url,
    clock: Clock,
    fresh_seconds: i64,
    kept: RwLock<Kept>,
    fetching: tokio::sync::Mutex<()>,
}

#[derive(Default, Clone)]
struct Kept {
    pem: Option<Arc<Vec<u8>>>,
    tag: Option<String>,
    confirmed_at: Option<Millis>,
    tried_at: Option<Millis>,
    forced_at: Option<Millis>,
}

impl PublicKeySource {
    /// A source at the operator's address; contacts nothing yet.
    ///
    /// # Errors
    /// [`CallError::Forbidden`] when the address is none.
    pub fn new(url: &str, clock: Clock) -> Result<Self, CallError> {
        let refuse = |text: String| CallError::Forbidden { text };
        let url = Url::parse(url).map_err(|_| refuse("the public key's address is no address".to_owned()))?;
        let host = url.host_str().ok_or_else(|| refuse("the public key's address has no host".to_owned()))?;
        // The operator wrote this address, so its host is listed by name.
        let rules = HostRules::for_api(&[host]).map_err(refuse)?;
        rules.allow(&url)?;
        let http = Guarded::new(rules)?;
        Ok(Self {
            http,
            url,
            clock,
            fresh_seconds: FRESH_SECONDS,
            kept: RwLock::default(),
            fetching: tokio::sync::Mutex::new(()),
        })
    }

    /// The same, but the key is asked for again after so many seconds instead of 180.
    #[must_use]
    pub const fn fresh_for(mut self, seconds: i64) -> Self {
        self.fresh_seconds = seconds;
        self
    }

    /// The key as PEM; asked for again when it is older than 3 minutes. `None` only when none was ever fetched.
    pub async fn current(&self) -> Option<Arc<Vec<u8>>> {
        let due = |kept: &Kept, now: Millis| {
            let quiet = if kept.pem.is_some() { FORCED_SECONDS } else { MISSING_SECONDS };
            older(kept.confirmed_at, self.fresh_seconds, now) && older(kept.tried_at, quiet, now)
        };
        {
            let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
            if !due(&kept, self.clock.now()) {
                return kept.pem.clone();
            }
        }
        let kept = self.kept();
        // While somebody else asks, the last good key is good enough; without one there is nothing but to wait.
        let turn = match self.fetching.try_lock() {
            Ok(turn) => turn,
            Err(_) if kept.pem.is_some() => return kept.pem,
            Err(_) => self.fetching.lock().await,
        };
        if due(&self.kept(), self.clock.now()) {
            self.fetch().await;
        }
        drop(turn);
        self.kept().pem
    }

    /// The key after asking for it anew, because a signature failed; asks at most once in 10 s.
    pub async fn refreshed(&self) -> Option<Arc<Vec<u8>>> {
        let turn = self.fetching.lock().await;
        let now = self.clock.now();
        if older(self.kept().forced_at, FORCED_SECONDS, now) {
            self.keep(|kept| kept.forced_at = Some(now));
            self.fetch().await;
        }
        drop(turn);
        self.kept().pem
    }

    async fn fetch(&self) {
        let now = self.clock.now();
        let tag = self.kept().tag;
        self.keep(|kept| kept.tried_at = Some(now));
        let mut call =
            Call::get(self.url.clone()).timeout(TIMEOUT).largest(LARGEST).header(header::CACHE_CONTROL, "no-cache");
        if let Some(tag) = tag {
            call = call.header(header::IF_NONE_MATCH, &tag);
        }
        let reply = match self.http.send(call).await {
            Ok(reply) => reply,
            Err(error) => {
                tracing::warn!(
                    error = crate::domain::outside::without_words(&error.to_string()),
                    "The Upgates public key could not be fetched; the last good one stays in use"
                );
                return;
            }
        };
        match reply.status {
            304 => self.keep(|kept| kept.confirmed_at = Some(now)),
            200 if reply.body.len() <= LARGEST && is_pem(&reply.body) => {
                let tag = reply.header("etag").map(str::to_owned);
                self.keep(|kept| {
                    kept.pem = Some(Arc::new(reply.body));
                    kept.tag = tag;
                    kept.confirmed_at = Some(now);
                });
            }
            status => {
                tracing::warn!(
                    status,
                    "The Upgates public key's address answered without a key; the last good one stays in use"
                );
            }
        }
    }

    fn kept(&self) -> Kept {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, change: impl FnOnce(&mut Kept)) {
        change(&mut self.kept.write().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Whether `at` is unknown, `seconds` or more ago, or in the future (the machine's clock was set back).
fn older(at: Option<Millis>, seconds: i64, now: Millis) -> bool {
    at.is_none_or(|at| now >= at.plus_seconds(seconds) || now < at)
}

fn is_pem(body: &[u8]) -> bool {
    let text = body.trim_ascii();
    text.starts_with(b"-----BEGIN ") && text.ends_with(b"-----")
}
