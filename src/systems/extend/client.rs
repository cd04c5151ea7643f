//! Calling Extend: one method for each thing that is asked of a partner. What is sent and what answers mean is decided
//! in the pure parts beside this file.
use std::collections::BTreeSet;

use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use super::answer::{Cancelling, ConnectionInfo};
use super::change::change;
use super::credentials::Credentials;
use super::options::Options;
use super::order::{customer_order, stamp};
use super::pace::Pace;
use super::pages::{MOST_PAGES, page};
use super::progress::read_order;
use super::refusal::{check, is_locked};
use super::stock::{read_row, settle};
use crate::domain::cause::Code;
use crate::domain::clock::{Clock, Millis};
use crate::domain::decision::Mapped;
use crate::domain::order::ShopOrder;
use crate::domain::partner::CallError;
use crate::domain::progress::{Milestone, PartnerOrder};
use crate::domain::stock::Availability;
use crate::systems::http::{Call, Guarded, Method, Reply, Url, header::HeaderName, lost};

/// Up to so many products are asked for one by one; more are found by reading the whole list.
const FEW_PRODUCTS: usize = 5;
/// List key of `ProductAvailability`.
const STOCK_LIST: &str = "productAvailabilityList";

/// The door to one tenant of Extend. Cheap to clone.
#[derive(Debug, Clone)]
pub struct ExtendClient {
    http: Guarded,
    credentials: Credentials,
    login: SecretString,
    options: Options,
    pace: Pace,
    clock: Clock,
}

impl ExtendClient {
    /// A client; which hosts it may contact is in `http`. Give it the [`Pace`] that all clients share.
    pub fn new(http: Guarded, credentials: Credentials, options: Options, pace: Pace, clock: Clock) -> Self {
        let login = credentials.header_value();
        Self { http, credentials, login, options, pace, clock }
    }

    /// The options that it follows.
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// Checks address, login and client by reading orders and stock. Changes nothing.
    ///
    /// # Errors
    /// Says which of them is wrong: [`CallError::Forbidden`], [`CallError::Down`] (host, TLS), [`CallError::Login`],
    /// [`CallError::Refused`] (client unknown, not Extend's API).
    pub async fn test(&self) -> Result<ConnectionInfo, CallError> {
        let since = stamp(self.clock.now().plus_seconds(-3600));
        let query = [("modifiedDateFrom", since.as_str()), ("pageCount", "1"), ("pageOffset", "0")];
        match self.read(&["CustomerOrders"], &query).await {
            Ok(answer) if page(&answer, "customerOrderList").is_none() => return Err(not_extend()),
            Ok(_) => {}
            Err(CallError::Down { text }) if text == NOT_JSON => return Err(not_extend()),
            // No order changed lately may read as "not found"; the stock list below tells a wrong client apart.
            Err(CallError::NotFound) => {}
            Err(other) => return Err(other),
        }
        let answer = self.read(&["ProductAvailability"], &[("pageNumber", "1")]).await.map_err(|e| match e {
            CallError::NotFound => CallError::Refused {
                code: Code::Refused,
                text: format!("there is no client “{}” at this address, or the address is not complete", self.credentials.client),
            },
            CallError::Down { text } if text == NOT_JSON => not_extend(),
            other => other,
        })?;
        let first = page(&answer, STOCK_LIST).ok_or_else(not_extend)?;
        let seen = first.rows.iter().filter_map(|r| r.at("warehouse").some_text());
        let mut info = ConnectionInfo { stock_rows: first.total, warehouses: seen.collect(), missing_warehouses: Vec::new() };
        for warehouse in &self.options.warehouses {
            let known = info.warehouses.contains(warehouse) || !self.stock(&[("warehouse", warehouse)], 1).await?.is_empty();
            let list = if known { &mut info.warehouses } else { &mut info.missing_warehouses };
            list.push(warehouse.clone());
        }
        info.warehouses = info.warehouses.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        Ok(info)
    }

    /// The orders that carry our number `external`, annulled ones included; the number must be the same exactly.
    ///
    /// # Errors
    /// Any [`CallError`] of a read: then it is unknown whether there are any.
    pub async fn find(&self, external: &str) -> Result<Vec<PartnerOrder>, CallError> {
        let since = self.options.search_days.map(|days| stamp(self.clock.now().plus_seconds(-86_400 * i64::from(days))));
        let mut query = vec![("orderNumberExternal", external)];
        query.extend(since.as_deref().map(|since| ("modifiedDateFrom", since)));
        let mut found = Vec::new();
        for (number, theirs) in self.list_orders(&query).await? {
            if theirs == external {
                found.push(self.order(&number).await?);
            }
        }
        Ok(found)
    }

    /// Creates an order. Look with [`Self::find`] first: Extend knows no idempotency key.
    ///
    /// # Errors
    /// [`CallError::Refused`] with the cause's code, [`CallError::Unclear`] when it may have been created, others when
    /// it was not.
    pub async fn create(&self, order: &ShopOrder, mapped: &Mapped) -> Result<PartnerOrder, CallError> {
        let body = customer_order(order, mapped, &self.options, self.clock.now())?;
        let reply = self.call(Method::POST, &["CustomerOrders"], &[], Some(&body)).await.map_err(|e| match e {
            CallError::NotFound => CallError::Refused { code: Code::Refused, text: "the address or the client is wrong (404)".to_owned() },
            other => other,
        })?;
        let answer = reply.json().ok_or_else(|| lost(true, NOT_JSON.to_owned()))?;
        read_order(&answer, &self.options).map_err(|e| lost(true, e.to_string()))
    }

    /// Brings an order up to date with the shop; answers it as it is afterwards.
    ///
    /// # Errors
    /// [`CallError::Refused`] with [`Code::LateCancel`] when the warehouse has begun, [`CallError::NotFound`] when it
    /// is gone, [`CallError::Unclear`] when the change may have arrived (repeating is safe).
    pub async fn update(&self, number: &str, order: &ShopOrder, mapped: &Mapped) -> Result<PartnerOrder, CallError> {
        let wanted = customer_order(order, mapped, &self.options, self.clock.now())?;
        let there = self.read(&["CustomerOrders", number], &[]).await?;
        let before = read_order(&there, &self.options)?;
        let Some(body) = change(&there, &wanted, &self.options) else { return Ok(before) };
        if !before.changeable {
            return Err(too_late(&before.raw_status));
        }
        match self.call(Method::PUT, &["CustomerOrders", number], &[], Some(&body)).await {
            Ok(_) => self.order(number).await,
            Err(CallError::Refused { code, text }) => {
                let began = is_locked(&text) || !self.order(number).await?.changeable;
                Err(if began { too_late(&text) } else { CallError::Refused { code, text } })
            }
            Err(other) => Err(other),
        }
    }

    /// Annuls an order, unless the warehouse has begun.
    ///
    /// # Errors
    /// [`CallError::Unclear`] when it may have been annulled (repeating is safe), others when it was not.
    pub async fn cancel(&self, number: &str) -> Result<Cancelling, CallError> {
        match self.standing(number).await? {
            Cancelling::Cancelled => {}
            done => return Ok(done),
        }
        match self.call(Method::DELETE, &["CustomerOrders", number], &[], None).await {
            Ok(_) => Ok(Cancelling::Cancelled),
            Err(CallError::NotFound) => Ok(Cancelling::AlreadyGone),
            // Between our look and the call the warehouse may have begun, or somebody else have annulled it.
            Err(CallError::Refused { code, text }) => match self.standing(number).await? {
                Cancelling::Cancelled if is_locked(&text) => Ok(Cancelling::TooLate),
                Cancelling::Cancelled => Err(CallError::Refused { code, text }),
                done => Ok(done),
            },
            Err(other) => Err(other),
        }
    }

    /// What cancelling would find; `Cancelled` stands for "can be cancelled".
    async fn standing(&self, number: &str) -> Result<Cancelling, CallError> {
        match self.order(number).await {
            Err(CallError::NotFound) => Ok(Cancelling::AlreadyGone),
            Err(other) => Err(other),
            Ok(order) if order.annulled || order.milestone == Some(Milestone::Impossible) => Ok(Cancelling::AlreadyGone),
            Ok(order) if !order.changeable => Ok(Cancelling::TooLate),
            Ok(_) => Ok(Cancelling::Cancelled),
        }
    }

    /// Reads an order by Extend's number.
    ///
    /// # Errors
    /// [`CallError::NotFound`] when there is none, others when it is unknown.
    pub async fn order(&self, number: &str) -> Result<PartnerOrder, CallError> {
        read_order(&self.read(&["CustomerOrders", number], &[]).await?, &self.options)
    }

    /// Extend's numbers and our numbers of the orders changed since `from`. The caller overlaps its windows: the list
    /// is precise to seconds and may shift while it is read.
    ///
    /// # Errors
    /// Any [`CallError`] of a read: then the list is unknown, not empty.
    pub async fn changed_since(&self, from: Millis) -> Result<Vec<(String, String)>, CallError> {
        self.list_orders(&[("modifiedDateFrom", &stamp(from))]).await
    }

    /// Availability of products in the configured warehouses. A product without a row is not known there.
    ///
    /// # Errors
    /// Any [`CallError`] of a read: then nothing is known.
    pub async fn availability(&self, products: &[String]) -> Result<Vec<Availability>, CallError> {
        let mut rows = Vec::new();
        if products.len() > FEW_PRODUCTS {
            rows = self.stock(&self.in_warehouse(), MOST_PAGES).await?;
        } else {
            for product in products {
                let mut query = self.in_warehouse();
                query.push(("productNumber", product));
                rows.extend(self.stock(&query, MOST_PAGES).await?);
            }
        }
        let wanted: BTreeSet<_> = products.iter().map(String::as_str).collect();
        rows.retain(|r| wanted.contains(r.product.as_str()));
        Ok(settle(rows, &self.options.warehouses))
    }

    /// Availability that changed since `from`, in the configured warehouses only: a product's other warehouses may be
    /// missing, so read the product whole with [`Self::availability`] before summing.
    ///
    /// # Errors
    /// Any [`CallError`] of a read: then nothing is known.
    pub async fn availability_changed_since(&self, from: Millis) -> Result<Vec<Availability>, CallError> {
        let (mut query, since) = (self.in_warehouse(), stamp(from));
        query.push(("modifiedDateFrom", &since));
        Ok(settle(self.stock(&query, MOST_PAGES).await?, &self.options.warehouses))
    }

    /// The API takes one warehouse at a time; with several all are read and the others dropped here.
    fn in_warehouse(&self) -> Vec<(&str, &str)> {
        match self.options.warehouses.as_slice() {
            [only] => vec![("warehouse", only)],
            _ => Vec::new(),
        }
    }

    /// Order list, paged by size and number from 0. A refusal past the first page is the end.
    async fn list_orders(&self, query: &[(&str, &str)]) -> Result<Vec<(String, String)>, CallError> {
        let size = self.options.page_size.to_string();
        let mut orders: Vec<(String, String)> = Vec::new();
        let mut seen = BTreeSet::new();
        for offset in 0..MOST_PAGES {
            let number = offset.to_string();
            let mut query = query.to_vec();
            query.extend([("pageCount", size.as_str()), ("pageOffset", number.as_str())]);
            let answer = match self.read_page(&["CustomerOrders"], &query, offset > 0).await {
                Err(CallError::Refused { .. }) if offset > 0 => break,
                Err(CallError::NotFound) => break,
                other => other?,
            };
            let rows = page(&answer, "customerOrderList").ok_or_else(|| lost(false, "the answer is no list".to_owned()))?.rows;
            let full = rows.len() >= self.options.page_size as usize;
            let before = orders.len();
            for row in rows {
                let number = row.at("orderNumber").text();
                if !number.is_empty() && seen.insert(number.clone()) {
                    orders.push((number, row.at("orderNumberExternal").text()));
                }
            }
            // A page that brings nothing new is a server that ignores the page number.
            if !full || orders.len() == before {
                break;
            }
        }
        Ok(orders)
    }

    /// Stock list, paged by number from 1, at most `most` pages.
    async fn stock(&self, query: &[(&str, &str)], most: u32) -> Result<Vec<Availability>, CallError> {
        let one_product = query.iter().any(|(key, _)| *key == "productNumber");
        let (mut rows, mut seen) = (Vec::new(), BTreeSet::new());
        for number in 1..=most {
            let text = number.to_string();
            let mut query = query.to_vec();
            query.push(("pageNumber", &text));
            let answer = match self.read_page(&["ProductAvailability"], &query, number > 1).await {
                // A product without balance may read as not found; a whole list that is not found is a failure.
                Err(CallError::NotFound) if one_product => break,
                other => other?,
            };
            let page = page(&answer, STOCK_LIST).ok_or_else(|| lost(false, "the answer is no list".to_owned()))?;
            let before = seen.len();
            for row in page.rows.into_iter().filter_map(read_row) {
                seen.insert((row.product.clone(), row.warehouse.clone()));
                rows.push(row);
            }
            let last = page.pages.map_or(seen.len() == before, |pages| i64::from(number) >= pages);
            if last {
                break;
            }
        }
        Ok(rows)
    }

    /// One page; past the first, a short throttle is waited for instead of starting over.
    async fn read_page(&self, path: &[&str], query: &[(&str, &str)], later: bool) -> Result<Value, CallError> {
        match self.read(path, query).await {
            Err(CallError::Busy { after_seconds }) if later && after_seconds <= 65 => {
                let wait = u64::try_from(after_seconds).unwrap_or_default();
                tokio::time::sleep(std::time::Duration::from_secs(wait)).await;
                self.read(path, query).await
            }
            other => other,
        }
    }

    async fn read(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Value, CallError> {
        let reply = self.call(Method::GET, path, query, None).await?;
        reply.json().ok_or_else(|| lost(false, NOT_JSON.to_owned()))
    }

    async fn call(&self, method: Method, path: &[&str], query: &[(&str, &str)], body: Option<&Value>) -> Result<Reply, CallError> {
        let resource = path.first().copied().unwrap_or_default();
        let key = format!("{} {method} {resource}", self.credentials.tenant());
        self.pace.enter(&key, self.options.standard_per_minute, self.clock.now())?;
        let writes = method != Method::GET;
        let header = HeaderName::from_bytes(self.credentials.auth_header.name().as_bytes());
        let header = header.map_err(|_| lost(false, "the login header has no valid name".to_owned()))?;
        let call = Call::new(method, self.url(path, query)?).secret_header(header, self.login.expose_secret());
        let call = call.header(crate::systems::http::header::ACCEPT, "application/json");
        let reply = self.http.send(match body {
            Some(body) => call.json(body),
            None => call,
        });
        let reply = reply.await?;
        self.pace.learn(&key, &reply, self.clock.now());
        check(reply, writes, self.clock.now())
    }

    fn url(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Url, CallError> {
        let bad = || CallError::Forbidden { text: "the address of the API is no address".to_owned() };
        let mut url = Url::parse(&self.credentials.base_url).map_err(|_| bad())?;
        let start = ["v1_0", self.credentials.client.as_str()];
        url.path_segments_mut().map_err(|()| bad())?.pop_if_empty().extend(start.iter().chain(path));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        Ok(url)
    }
}

const NOT_JSON: &str = "the answer is not JSON or was cut off";

fn not_extend() -> CallError {
    let text = "the address answers, but not like Extend's API; it usually ends with /RESTAPI".to_owned();
    CallError::Refused { code: Code::Refused, text }
}

fn too_late(text: &str) -> CallError {
    CallError::Refused { code: Code::LateCancel, text: text.to_owned() }
}

/// A look that names the tenant but no login.
impl std::fmt::Display for ExtendClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.credentials.tenant())
    }
}
