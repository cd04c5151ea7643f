//! Calling Extend: one method for each thing that is asked of a partner. What is sent and what answers mean is decided
//! in the pure parts beside this file.
use std::collections::BTreeSet;

use serde_json::Value;

use super::answer::{Cancelling, ConnectionInfo, Known, Updated};
use super::change::merge;
use super::credentials::Credentials;
use super::identity;
use super::lists::{self, ORDER_LIST, STOCK_LIST};
use super::options::Options;
use super::order::{customer_order, stamp, sums};
use super::pace::Pace;
use super::pages::page;
use super::progress::read_order;
use super::stock::settle;
use super::told::Told;
use super::wire::Wire;
use crate::domain::balance::Sums;
use crate::domain::cause::Code;
use crate::domain::clock::{Clock, Millis};
use crate::domain::decision::Mapped;
use crate::domain::identity::{Found, Own};
use crate::domain::order::ShopOrder;
use crate::domain::partner::CallError;
use crate::domain::progress::{Milestone, PartnerOrder};
use crate::domain::rate::Urgency;
use crate::domain::reader;
use crate::domain::stock::Availability;
use crate::systems::http::{Guarded, Method, NOT_JSON, lost};
use crate::systems::json::Json;

/// Up to so many products are asked for one by one; more are found by reading the whole list.
const FEW_PRODUCTS: usize = 5;
/// The door to one tenant of Extend. Cheap to clone.
#[derive(Debug, Clone)]
pub struct ExtendClient {
    wire: Wire,
    options: Options,
    clock: Clock,
}

impl ExtendClient {
    /// A client; which hosts it may contact is in `http`. Give it the [`Pace`] that all clients share.
    pub fn new(http: Guarded, credentials: Credentials, options: Options, pace: Pace, clock: Clock) -> Self {
        let wire = Wire::new(http, credentials, pace, options.standard_per_minute, clock.clone());
        Self { wire, options, clock }
    }

    /// The same for calls that are waited for, or not.
    #[must_use]
    pub fn at(mut self, urgency: Urgency) -> Self {
        self.wire = self.wire.at(urgency);
        self
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
        match self.wire.read(&["CustomerOrders"], &query).await {
            Ok(answer) if page(&answer, ORDER_LIST).is_none() => return Err(not_extend()),
            Ok(_) => {}
            Err(CallError::Down { text }) if text == NOT_JSON => return Err(not_extend()),
            // No order changed lately may read as "not found"; the stock list below tells a wrong client apart.
            Err(CallError::NotFound) => {}
            Err(other) => return Err(other),
        }
        let answer = self.wire.read(&["ProductAvailability"], &[("pageNumber", "1")]).await.map_err(|e| match e {
            CallError::NotFound => CallError::Refused {
                code: Code::Refused,
                text: format!(
                    "there is no client “{}” at this address, or the address is not complete",
                    self.wire.client()
                ),
            },
            CallError::Down { text } if text == NOT_JSON => not_extend(),
            other => other,
        })?;
        let first = page(&answer, STOCK_LIST).ok_or_else(not_extend)?;
        let seen = first.rows.iter().filter_map(|r| r.at("warehouse").some_text());
        let mut info =
            ConnectionInfo { stock_rows: first.total, warehouses: seen.collect(), missing_warehouses: Vec::new() };
        for warehouse in &self.options.warehouses {
            let known = info.warehouses.contains(warehouse) || lists::has_stock(&self.wire, warehouse).await?;
            let list = if known { &mut info.warehouses } else { &mut info.missing_warehouses };
            list.push(warehouse.clone());
        }
        info.warehouses = info.warehouses.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
        Ok(info)
    }

    /// The orders that carry our number, annulled ones included, and how each is related to ours; the number must be the same exactly,
    /// with our prefix or, for one handed over before there was a prefix, without it.
    ///
    /// # Errors
    /// Any [`CallError`] of a read: then it is unknown whether there are any.
    pub async fn find(&self, own: &Own<'_>) -> Result<Vec<Found>, CallError> {
        let since =
            self.options.search_days.map(|days| stamp(self.clock.now().plus_seconds(-86_400 * i64::from(days))));
        let wanted = own.order.and_then(|(order, mapped)| self.wanted(order, mapped).ok());
        let mut numbers = vec![self.options.external(own.number)];
        if !self.options.order_prefix.is_empty() {
            numbers.push(own.number.to_owned());
        }
        let mut found = Vec::new();
        for external in &numbers {
            let mut query = vec![("orderNumberExternal", external.as_str())];
            query.extend(since.as_deref().map(|since| ("modifiedDateFrom", since)));
            for (number, theirs) in lists::orders(&self.wire, &query, self.options.page_size).await? {
                if theirs == *external {
                    let there = self.wire.read(&["CustomerOrders", &number], &[]).await?;
                    let order = read_order(&there, &self.options)?;
                    found.push(identity::found(order, &there, own, wanted.as_ref()));
                }
            }
        }
        Ok(found)
    }

    /// What Extend would be told that the customer pays, worked out without a call; see [`sums`].
    pub fn sums(&self, order: &ShopOrder, mapped: &Mapped) -> Option<Sums> {
        sums(&mapped.words.told(order), &self.options)
    }

    /// An order of the shop as it would be sent, without what it is recognised by.
    fn wanted(&self, order: &ShopOrder, mapped: &Mapped) -> Result<Value, CallError> {
        customer_order(&mapped.words.told(order), mapped, &self.options, self.clock.now())
    }

    /// Creates an order that carries `identity`. Look with [`Self::find`] first: Extend knows no idempotency key.
    ///
    /// # Errors
    /// [`CallError::Refused`] with the cause's code, [`CallError::Unclear`] when it may have been created, others when
    /// it was not.
    pub async fn create(&self, order: &ShopOrder, mapped: &Mapped, identity: &str) -> Result<PartnerOrder, CallError> {
        let mut body = self.wanted(order, mapped)?;
        identity::mark(&mut body, identity, &order.number);
        let reply = self.wire.call(Method::POST, &["CustomerOrders"], &[], Some(&body)).await.map_err(|e| match e {
            CallError::NotFound => {
                CallError::Refused { code: Code::Refused, text: "the address or the client is wrong (404)".to_owned() }
            }
            other => other,
        })?;
        let answer = reply.read(true)?;
        read_order(&answer, &self.options).map_err(|e| lost(true, e.to_string()))
    }

    /// What an order tells when it is created, for [`Known::Told`]; `None` when it can't be told at all.
    pub fn told(&self, order: &ShopOrder, mapped: &Mapped) -> Option<String> {
        let wanted = customer_order(&mapped.words.told(order), mapped, &self.options, self.clock.now()).ok()?;
        serde_json::to_string(&Told::of(&wanted)).ok()
    }

    /// Sends on what the shop has changed since the order was told; what the warehouse has changed stays. Answers the order as it is
    /// afterwards.
    ///
    /// # Errors
    /// [`CallError::Refused`] with [`Code::LateCancel`] when the warehouse has begun, whatever its words, with another code when it
    /// refuses an order that can still be changed, with [`Code::NotOurs`] when it is another's order; [`CallError::NotFound`] when it is gone, [`CallError::Unclear`] when the change may
    /// have arrived (repeating is safe).
    pub async fn update(
        &self,
        number: &str,
        order: &ShopOrder,
        mapped: &Mapped,
        identity: &str,
        known: Known<'_>,
    ) -> Result<Updated, CallError> {
        let mut wanted = self.wanted(order, mapped)?;
        let there = self.wire.read(&["CustomerOrders", number], &[]).await?;
        let before = read_order(&there, &self.options)?;
        if !before.belongs_to(identity, &order.number) {
            return Err(not_ours(number));
        }
        if let Some(external) = Json(&there).at("orderHeader").at("orderNumberExternal").some_text() {
            wanted["orderHeader"]["orderNumberExternal"] = Value::String(external);
        }
        let told = match known {
            Known::Told(text) => reader::stored(text).unwrap_or_else(|_| Told::assumed(&there, &wanted, true)),
            Known::ShopWins => Told::assumed(&there, &wanted, false),
        };
        let merge = merge(&told, &there, &wanted, &self.options);
        let told = serde_json::to_string(&Told::of(&wanted)).unwrap_or_default();
        if !before.changeable && (merge.body.is_some() || !merge.conflicts.is_empty()) {
            return Err(too_late(&before.raw_status));
        }
        let Some(mut body) = merge.body else {
            return Ok(Updated { order: before, sent: merge.stands, told, conflicts: merge.conflicts });
        };
        identity::mark(&mut body, identity, &order.number);
        match self.wire.call(Method::PUT, &["CustomerOrders", number], &[], Some(&body)).await {
            Ok(_) => Ok(Updated { order: self.order(number).await?, sent: true, told, conflicts: merge.conflicts }),
            // Whether it is too late is told by the order, not by the words of the refusal.
            Err(CallError::Refused { code, text }) => match self.order(number).await?.changeable {
                true => Err(CallError::Refused { code, text }),
                false => Err(too_late(&text)),
            },
            Err(other) => Err(other),
        }
    }

    /// Annuls an order, unless the warehouse has begun.
    ///
    /// # Errors
    /// [`CallError::Refused`] with [`Code::NotOurs`] when it is another's order,
    /// [`CallError::Unclear`] when it may have been annulled (repeating is safe), others when it was not.
    pub async fn cancel(&self, number: &str, own: &Own<'_>) -> Result<Cancelling, CallError> {
        match self.standing(number, own).await? {
            Cancelling::Cancelled => {}
            done => return Ok(done),
        }
        match self.wire.call(Method::DELETE, &["CustomerOrders", number], &[], None).await {
            Ok(_) => Ok(Cancelling::Cancelled),
            Err(CallError::NotFound) => Ok(Cancelling::AlreadyGone),
            // Between our look and the call the warehouse may have begun, or somebody else have annulled it.
            Err(CallError::Refused { code, text }) => match self.standing(number, own).await? {
                Cancelling::Cancelled => Err(CallError::Refused { code, text }),
                done => Ok(done),
            },
            Err(other) => Err(other),
        }
    }

    /// What cancelling would find; `Cancelled` stands for "can be cancelled".
    async fn standing(&self, number: &str, own: &Own<'_>) -> Result<Cancelling, CallError> {
        match self.order(number).await {
            Err(CallError::NotFound) => Ok(Cancelling::AlreadyGone),
            Err(other) => Err(other),
            Ok(order) if !order.belongs_to(own.identity, own.number) => Err(not_ours(number)),
            Ok(order) if order.annulled || order.milestone == Some(Milestone::Impossible) => {
                Ok(Cancelling::AlreadyGone)
            }
            Ok(order) if !order.changeable => Ok(Cancelling::TooLate),
            Ok(_) => Ok(Cancelling::Cancelled),
        }
    }

    /// Reads an order by Extend's number.
    ///
    /// # Errors
    /// [`CallError::NotFound`] when there is none, others when it is unknown.
    pub async fn order(&self, number: &str) -> Result<PartnerOrder, CallError> {
        read_order(&self.wire.read(&["CustomerOrders", number], &[]).await?, &self.options)
    }

    /// Extend's numbers and our numbers of the orders changed since `from`. The caller overlaps its windows: the list
    /// is precise to seconds and may shift while it is read.
    ///
    /// # Errors
    /// Any [`CallError`] of a read: then the list is unknown, not empty.
    pub async fn changed_since(&self, from: Millis) -> Result<Vec<(String, String)>, CallError> {
        let found = lists::orders(&self.wire, &[("modifiedDateFrom", &stamp(from))], self.options.page_size).await?;
        let ours = |external: String| self.options.without_prefix(&external).to_owned();
        Ok(found.into_iter().map(|(number, external)| (number, ours(external))).collect())
    }

    /// Availability of products in the configured warehouses. A product without a row is not known there.
    ///
    /// # Errors
    /// Any [`CallError`] of a read: then nothing is known.
    pub async fn availability(&self, products: &[String]) -> Result<Vec<Availability>, CallError> {
        let mut rows = Vec::new();
        let mut wanted: BTreeSet<_> = products.iter().map(String::as_str).collect();
        if wanted.len() > FEW_PRODUCTS {
            let list = lists::stock(&self.wire, &self.in_warehouse()).await?;
            rows = list.rows;
            rows.retain(|r| wanted.contains(r.product.as_str()));
            // Of a list that moved while it was read, what is missing is asked for by itself.
            wanted.retain(|product| !list.whole && !rows.iter().any(|r| r.product == *product));
        }
        for product in wanted {
            let mut query = self.in_warehouse();
            query.push(("productNumber", product));
            rows.extend(lists::stock(&self.wire, &query).await?.rows.into_iter().filter(|r| r.product == product));
        }
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
        Ok(settle(lists::stock(&self.wire, &query).await?.rows, &self.options.warehouses))
    }

    /// The API takes one warehouse at a time; with several all are read and the others dropped here.
    fn in_warehouse(&self) -> Vec<(&str, &str)> {
        match self.options.warehouses.as_slice() {
            [only] => vec![("warehouse", only)],
            _ => Vec::new(),
        }
    }
}

fn not_extend() -> CallError {
    let text = "the address answers, but not like Extend's API; it usually ends with /RESTAPI".to_owned();
    CallError::Refused { code: Code::Refused, text }
}

fn too_late(text: &str) -> CallError {
    CallError::Refused { code: Code::LateCancel, text: text.to_owned() }
}

fn not_ours(number: &str) -> CallError {
    let text = format!("{number} is another order there now");
    CallError::Refused { code: Code::NotOurs, text }
}
