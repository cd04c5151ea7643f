//! Calling Extend: one method for each thing that is asked of a partner. What is sent and what answers mean is decided
//! in the pure parts beside this file.
use std::collections::BTreeSet;

use super::answer::{Cancelling, ConnectionInfo};
use super::change::change;
use super::credentials::Credentials;
use super::lists::{self, ORDER_LIST, STOCK_LIST};
use super::options::Options;
use super::order::{customer_order, stamp, told};
use super::pace::Pace;
use super::pages::page;
use super::progress::read_order;
use super::refusal::is_locked;
use super::stock::settle;
use super::wire::Wire;
use crate::domain::balance::Told;
use crate::domain::cause::Code;
use crate::domain::clock::{Clock, Millis};
use crate::domain::decision::Mapped;
use crate::domain::order::ShopOrder;
use crate::domain::partner::CallError;
use crate::domain::progress::{Milestone, PartnerOrder};
use crate::domain::rate::Urgency;
use crate::domain::stock::Availability;
use crate::systems::http::{Guarded, Method, NOT_JSON, lost};

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

    /// The orders that carry our number `external`, annulled ones included; the number must be the same exactly.
    ///
    /// # Errors
    /// Any [`CallError`] of a read: then it is unknown whether there are any.
    pub async fn find(&self, external: &str) -> Result<Vec<PartnerOrder>, CallError> {
        let since =
            self.options.search_days.map(|days| stamp(self.clock.now().plus_seconds(-86_400 * i64::from(days))));
        let mut query = vec![("orderNumberExternal", external)];
        query.extend(since.as_deref().map(|since| ("modifiedDateFrom", since)));
        let mut found = Vec::new();
        for (number, theirs) in lists::orders(&self.wire, &query, self.options.page_size).await? {
            if theirs == external {
                found.push(self.order(&number).await?);
            }
        }
        Ok(found)
    }

    /// What Extend would be told that the customer pays, worked out without a call; see [`told`].
    pub fn told(&self, order: &ShopOrder, mapped: &Mapped) -> Option<Told> {
        told(&mapped.words.told(order), &self.options)
    }

    /// Creates an order. Look with [`Self::find`] first: Extend knows no idempotency key.
    ///
    /// # Errors
    /// [`CallError::Refused`] with the cause's code, [`CallError::Unclear`] when it may have been created, others when
    /// it was not.
    pub async fn create(&self, order: &ShopOrder, mapped: &Mapped) -> Result<PartnerOrder, CallError> {
        let body = customer_order(&mapped.words.told(order), mapped, &self.options, self.clock.now())?;
        let reply = self.wire.call(Method::POST, &["CustomerOrders"], &[], Some(&body)).await.map_err(|e| match e {
            CallError::NotFound => {
                CallError::Refused { code: Code::Refused, text: "the address or the client is wrong (404)".to_owned() }
            }
            other => other,
        })?;
        let answer = reply.read(true)?;
        read_order(&answer, &self.options).map_err(|e| lost(true, e.to_string()))
    }

    /// Brings an order up to date with the shop; answers it as it is afterwards.
    ///
    /// # Errors
    /// [`CallError::Refused`] with [`Code::LateCancel`] when the warehouse has begun, [`CallError::NotFound`] when it
    /// is gone, [`CallError::Unclear`] when the change may have arrived (repeating is safe).
    pub async fn update(&self, number: &str, order: &ShopOrder, mapped: &Mapped) -> Result<PartnerOrder, CallError> {
        let wanted = customer_order(&mapped.words.told(order), mapped, &self.options, self.clock.now())?;
        let there = self.wire.read(&["CustomerOrders", number], &[]).await?;
        let before = read_order(&there, &self.options)?;
        let Some(body) = change(&there, &wanted, &self.options) else { return Ok(before) };
        if !before.changeable {
            return Err(too_late(&before.raw_status));
        }
        match self.wire.call(Method::PUT, &["CustomerOrders", number], &[], Some(&body)).await {
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
        match self.wire.call(Method::DELETE, &["CustomerOrders", number], &[], None).await {
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
        lists::orders(&self.wire, &[("modifiedDateFrom", &stamp(from))], self.options.page_size).await
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
