//! The client of the Upgates API: one shop's door, through which every call passes as a declared access.
mod amounts;
pub mod answer;
pub mod dictionary;
pub mod order;
mod parts;
pub mod product;
pub mod public_key;
pub mod webhook;

use std::sync::{Mutex, PoisonError};

use futures_util::future::BoxFuture;
use serde_json::Value;

use crate::domain::access::Access;
use crate::domain::clock::Millis;
use crate::domain::partner::CallError;
use crate::domain::shop::ApiLogin;
use crate::systems::http::{Call, Guarded, HostRules, LARGEST, Method, PAGE, Reply, Url, check_url, lost};
pub use answer::{ItemResult, Page};
pub use order::OrderWrite;

/// The largest number of items in one call (upgates-api.md 1.8).
pub const BATCH: usize = 100;
/// Pages that are read of a list which has no end.
const MOST_PAGES: u32 = 100;

/// One shop's door.
#[derive(Debug, Clone)]
pub struct Session {
    /// API base address as stored.
    pub api_url: String,
    /// Login.
    pub login: ApiLogin,
}

/// What one call told about limits, for the gate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallReport {
    /// HTTP status; `None` when there was no answer.
    pub status: Option<u16>,
    /// Quota headers (`X-Rate-Limit-…`); each `None` when it was not sent.
    pub limits: Limits,
    /// No call before this moment.
    pub retry_after: Option<Millis>,
    /// The shop's new API base address, already checked against the rules.
    pub moved_to: Option<String>,
}

/// The quota headers of an answer (upgates-api.md 1.8).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limits {
    /// `X-Rate-Limit-Hour`.
    pub hour: Option<i64>,
    /// `X-Rate-Limit-Day`.
    pub day: Option<i64>,
    /// `X-Rate-Limit-Hour-Remaining`.
    pub hour_remaining: Option<i64>,
    /// `X-Rate-Limit-Day-Remaining`.
    pub day_remaining: Option<i64>,
    /// `X-Rate-Limit-Total-Remaining`.
    pub total_remaining: Option<i64>,
}

/// What stands before each call: the limits that all processes keep together. Implemented over the store.
pub trait Gate: Send + Sync {
    /// The present moment. What an answer says to wait for is counted from when it came, not from when the work began.
    fn now(&self) -> Millis;
    /// Waits for a place, or refuses the call.
    fn enter(&self, access: Access) -> BoxFuture<'_, Result<(), CallError>>;
    /// Gives the place back and notes what the call told. A call that is dropped half-way never comes here: a place
    /// must also end by itself.
    fn leave(&self, access: Access, report: CallReport) -> BoxFuture<'_, ()>;
}

/// The client that all shops share.
#[derive(Debug, Clone)]
pub struct UpgatesClient {
    http: Guarded,
}

impl UpgatesClient {
    /// A client for the hosts that an `apiUrl` may name.
    ///
    /// # Errors
    /// [`CallError::Down`] when TLS can't be set up on this machine.
    pub fn new(rules: HostRules) -> Result<Self, CallError> {
        Ok(Self { http: Guarded::new(rules)? })
    }

    /// Opens one shop's door. `zone` (IANA name) reads moments that come without an offset. Contacts nothing.
    ///
    /// # Errors
    /// [`CallError::Forbidden`] when the stored address is not allowed.
    pub fn shop<'a>(
        &'a self,
        session: Session,
        gate: &'a dyn Gate,
        now: Millis,
        zone: &'a str,
    ) -> Result<Shop<'a>, CallError> {
        let base = check_url(&session.api_url, self.http.rules())?;
        Ok(Shop { client: self, login: session.login, base: Mutex::new(base), gate, now, zone })
    }
}

/// One shop, open for calls. Each method says which access it uses.
pub struct Shop<'a> {
    client: &'a UpgatesClient,
    login: ApiLogin,
    base: Mutex<Url>,
    gate: &'a dyn Gate,
    now: Millis,
    zone: &'a str,
}

impl Shop<'_> {
    /// Makes one declared call and hands back its JSON. A moved shop is followed once, to an allowed host only.
    async fn call(&self, access: Access, query: &[(&str, String)], body: Option<&Value>) -> Result<Value, CallError> {
        let mut moved = false;
        loop {
            let base = self.base.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let (report, result) = self.once(access, &base, query, body).await?;
            let target = report.moved_to.clone();
            self.gate.leave(access, report).await;
            match target {
                Some(_) if moved => return Err(CallError::Down { text: "the shop keeps moving".to_owned() }),
                Some(to) => {
                    moved = true;
                    *self.base.lock().unwrap_or_else(PoisonError::into_inner) =
                        check_url(&to, self.client.http.rules())?;
                }
                None => return result,
            }
        }
    }

    /// One request through the gate. The outer error is the gate's refusal; everything else must be reported to it.
    async fn once(
        &self,
        access: Access,
        base: &Url,
        query: &[(&str, String)],
        body: Option<&Value>,
    ) -> Result<(CallReport, Result<Value, CallError>), CallError> {
        let url = address(base, access, query);
        let method = Method::from_bytes(access.declared().method.as_bytes()).unwrap_or(Method::GET);
        let mut call = Call::new(method, url.clone())
            .header(crate::systems::http::header::ACCEPT, "application/json")
            .largest(largest(access))
            .basic(&self.login.user, &self.login.key);
        if let Some(body) = body {
            call = call.json(body);
        }
        self.gate.enter(access).await?;
        let reply = match self.client.http.send(call).await {
            Ok(reply) => reply,
            Err(error) => return Ok((CallReport::default(), Err(error))),
        };
        let answered = self.gate.now();
        let mut report = CallReport {
            status: Some(reply.status),
            limits: answer::limits(&reply),
            retry_after: answer::retry_after(&reply, answered),
            moved_to: None,
        };
        if matches!(reply.status, 301 | 308) {
            let result = match self.new_base(base, &url, access, &reply) {
                Ok(to) => {
                    report.moved_to = Some(to);
                    Err(lost(false, "the shop has moved".to_owned()))
                }
                Err(error) => Err(error),
            };
            return Ok((report, result));
        }
        let result = answer::judge(&reply, access, report.retry_after, answered);
        Ok((report, result))
    }

    /// The base address that a 301 tells, in its body (`api_url`) or in `Location` (upgates-api.md 1.5).
    fn new_base(&self, base: &Url, asked: &Url, access: Access, reply: &Reply) -> Result<String, CallError> {
        let told = reply.json().and_then(|v| crate::systems::json::Json(&v).at("api_url").some_text());
        let to = match told {
            Some(text) => Some(text),
            None => reply.header("location").and_then(|l| asked.join(l).ok()).map(|mut url| {
                url.set_query(None);
                url.set_fragment(None);
                let text = url.as_str().trim_end_matches('/');
                text.strip_suffix(access.path()).unwrap_or(text).to_owned()
            }),
        };
        let to = to.ok_or_else(|| CallError::Down { text: "the shop has moved, but not said where".to_owned() })?;
        let url = check_url(to.trim_end_matches('/'), self.client.http.rules())?;
        if url.as_str().trim_end_matches('/') == base.as_str().trim_end_matches('/') {
            return Err(CallError::Down { text: "the shop says that it has moved to where it is".to_owned() });
        }
        Ok(url.as_str().trim_end_matches('/').to_owned())
    }

    /// Reads all pages of a list. `read` turns one page's JSON into its rows.
    async fn all_pages<T>(
        &self,
        access: Access,
        query: &[(&str, String)],
        read: impl Fn(&Value, u32) -> Result<Page<T>, CallError>,
    ) -> Result<Vec<T>, CallError> {
        let mut items = Vec::new();
        for number in 1..=MOST_PAGES {
            let mut asked = query.to_vec();
            if number > 1 {
                asked.push(("page", number.to_string()));
            }
            let page = read(&self.call(access, &asked, None).await?, number)?;
            items.extend(page.items);
            if !page.more {
                break;
            }
        }
        Ok(items)
    }
}

/// The largest answer that a call takes, in bytes. A page of orders or products holds a hundred of them whatever we wish for, each with
/// all its lines or variants.
const fn largest(access: Access) -> usize {
    match access {
        Access::Orders
        | Access::OrdersCreated
        | Access::OrdersByNumber
        | Access::ProductsSimple
        | Access::ProductsByCodes => 2 * PAGE,
        _ => LARGEST,
    }
}

fn address(base: &Url, access: Access, query: &[(&str, String)]) -> Url {
    let mut url = base.clone();
    let path = format!("{}{}", base.path().trim_end_matches('/'), access.path());
    url.set_path(&path);
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    url
}
