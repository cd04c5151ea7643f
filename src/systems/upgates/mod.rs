//! The client of the Upgates API: one shop's door, through which every call passes as a declared access.
mod amounts;
pub mod answer;
pub mod dictionary;
pub mod envelope;
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
pub use answer::ItemResult;
pub use envelope::{Listed, Page, Sought};
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
    /// The login is no longer good: a documented 401 of the shop whose login it is.
    pub login_ended: bool,
    /// We are shut out of the whole shop for a while; the shop's words.
    pub barred: Option<String>,
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
            let (report, result, target) = self.once(access, &base, query, body).await?;
            self.gate.leave(access, report).await;
            match target {
                Some(_) if moved => return Err(CallError::Down { text: "the shop keeps moving".to_owned() }),
                Some(to) => {
                    moved = true;
                    self.move_to(to).await?;
                }
                None => return result,
            }
        }
    }

    /// Follows a move: the new address counts, and is kept, once it has answered our login well. Until then the old one stays.
    async fn move_to(&self, base: Url) -> Result<(), CallError> {
        let (mut report, answer, further) = self.once(Access::Status, &base, &[], None).await?;
        let good = |value: Value| envelope::list(&value, "services", |_| Some(())).is_ok_and(|list| !list.is_empty());
        let good = further.is_none() && answer.is_ok_and(good);
        // What is said of our login at an address that may be a stranger's says nothing about the shop.
        (report.login_ended, report.barred) = (false, None);
        report.moved_to = good.then(|| base.as_str().trim_end_matches('/').to_owned());
        self.gate.leave(Access::Status, report).await;
        if !good {
            let host = base.host_str().unwrap_or_default();
            return Err(CallError::Down { text: format!("the shop has moved to {host}, but does not answer there") });
        }
        *self.base.lock().unwrap_or_else(PoisonError::into_inner) = base;
        Ok(())
    }

    /// One request through the gate, and where the shop has moved to when the answer says so. The outer error is the gate's refusal; everything else must be reported to it.
    async fn once(
        &self,
        access: Access,
        base: &Url,
        query: &[(&str, String)],
        body: Option<&Value>,
    ) -> Result<(CallReport, Result<Value, CallError>, Option<Url>), CallError> {
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
            Err(error) => return Ok((CallReport::default(), Err(error), None)),
        };
        let answered = self.gate.now();
        let barred = matches!(reply.status, 401 | 403) && !answer::ends_access(&reply) && answer::bars_shop(access);
        let report = CallReport {
            status: Some(reply.status),
            login_ended: answer::ends_access(&reply),
            barred: barred.then(|| answer::said(&reply)),
            limits: answer::limits(&reply),
            retry_after: answer::retry_after(&reply, answered),
            moved_to: None,
        };
        if matches!(reply.status, 301 | 308) {
            return Ok(match self.new_base(base, &url, access, &reply) {
                Ok(to) => (report, Err(lost(false, "the shop has moved".to_owned())), Some(to)),
                Err(error) => (report, Err(error), None),
            });
        }
        let result = answer::judge(&reply, access, report.retry_after, answered);
        Ok((report, result, None))
    }

    /// The base address that a 301 tells, in its body (`api_url`) or in `Location` (upgates-api.md 1.5). Its shape is not
    /// documented (corrections.md 1.2): with the resource or without, and without any path the old one stays.
    fn new_base(&self, base: &Url, asked: &Url, access: Access, reply: &Reply) -> Result<Url, CallError> {
        let told = reply.json().and_then(|v| crate::systems::json::Json(&v).at("api_url").some_text());
        let told = told.or_else(|| reply.header("location").map(str::to_owned));
        let to = told.and_then(|text| asked.join(text.trim()).ok());
        let mut url =
            to.ok_or_else(|| CallError::Down { text: "the shop has moved, but not said where".to_owned() })?;
        url.set_query(None);
        url.set_fragment(None);
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix(access.path()).unwrap_or(path).trim_end_matches('/').to_owned();
        let old = base.path().trim_end_matches('/');
        url.set_path(if path.is_empty() { old } else { &path });
        let url = check_url(url.as_str(), self.client.http.rules())?;
        if url.as_str().trim_end_matches('/') == base.as_str().trim_end_matches('/') {
            return Err(CallError::Down { text: "the shop says that it has moved to where it is".to_owned() });
        }
        Ok(url)
    }

    /// Reads all pages of a list. `read` turns one page's JSON into its rows.
    async fn all_pages<T>(
        &self,
        access: Access,
        key: &str,
        query: &[(&str, String)],
        read: impl Fn(&Value, u32) -> Result<Page<T>, CallError>,
    ) -> Result<Listed<T>, CallError> {
        let mut pages = Vec::new();
        for number in 1..=MOST_PAGES {
            let mut asked = query.to_vec();
            if number > 1 {
                asked.push(("page", number.to_string()));
            }
            let page = read(&self.call(access, &asked, None).await?, number)?;
            let more = page.more;
            pages.push(page);
            if !more {
                break;
            }
        }
        envelope::whole(key, pages)
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
