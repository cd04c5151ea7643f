//! Which partner is which: the one place that knows all of them. A new partner is a row in each function.
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::domain::balance;
use crate::domain::cause::Cause;
use crate::domain::clock::{Clock, Millis};
use crate::domain::decision::Mapped;
use crate::domain::hosts::{HostRules, check_url};
use crate::domain::identity::{Found, Own};
use crate::domain::order::ShopOrder;
use crate::domain::partner::{CallError, PartnerKind};
use crate::domain::progress::{Parcel, PartnerOrder};
use crate::domain::rate::Urgency;
use crate::domain::settings::{SettingError, Settings};
use crate::domain::stock::Availability;
use crate::systems::extend;
use crate::systems::http::Guarded;

/// A partner, open for calls.
pub enum Partner {
    /// Extend Commerce.
    Extend(Box<extend::ExtendClient>),
}

/// How a cancelling ended, whatever the partner.
pub use extend::{Cancelling, ConnectionInfo, Known, Updated};

/// Checks credentials and options of a partner without calling it.
///
/// # Errors
/// Names the field that can't be used.
pub fn check(
    kind: PartnerKind,
    credentials: &Map<String, Value>,
    settings: &Settings,
    hosts: &HostRules,
) -> Result<(), SettingError> {
    check_credentials(kind, credentials, hosts)?;
    check_options(kind, settings)?;
    check_payments(kind, &settings.payments)
}

/// Checks what payments are mapped to, where a partner knows a closed list of words.
///
/// # Errors
/// Names the payment whose word the partner does not know.
pub fn check_payments(kind: PartnerKind, payments: &BTreeMap<String, String>) -> Result<(), SettingError> {
    match kind {
        PartnerKind::Extend => extend::check_payments(payments),
    }
}

/// Checks what payments are newly mapped to: a word that was taken when the list was open stays, so that it hinders no other change.
///
/// # Errors
/// As [`check_payments`].
pub fn check_new_payments(kind: PartnerKind, before: &Settings, settings: &Settings) -> Result<(), SettingError> {
    let new = settings.payments.iter().filter(|(id, word)| before.payments.get(*id) != Some(*word));
    check_payments(kind, &new.map(|(id, word)| (id.clone(), word.clone())).collect())
}

/// The words that payments may be mapped to.
pub const fn payment_words(kind: PartnerKind) -> &'static [&'static str] {
    match kind {
        PartnerKind::Extend => &extend::PAYMENT_TYPES,
    }
}

/// Checks a partner's credentials: all there, and an address that may be contacted.
///
/// # Errors
/// Names the field that can't be used.
pub fn check_credentials(
    kind: PartnerKind,
    credentials: &Map<String, Value>,
    hosts: &HostRules,
) -> Result<(), SettingError> {
    match kind {
        PartnerKind::Extend => {
            let read = extend::Credentials::parse(credentials)?;
            check_url(&read.base_url, hosts).map(drop).map_err(|error| {
                let why = if let CallError::Forbidden { text } = error { text } else { error.to_string() };
                SettingError::new("credentials.base_url", format!("this address may not be contacted ({why})"))
            })
        }
    }
}

/// Checks a partner's options.
///
/// # Errors
/// Names the field that can't be used.
pub fn check_options(kind: PartnerKind, settings: &Settings) -> Result<(), SettingError> {
    match kind {
        PartnerKind::Extend => extend::Options::parse(&settings.options).map(drop),
    }
}

/// Which account at the partner credentials lead to, as one text: the same for two connections that share it, whatever their users.
///
/// # Errors
/// Names the field that can't be used.
pub fn account(kind: PartnerKind, credentials: &Map<String, Value>) -> Result<String, SettingError> {
    match kind {
        PartnerKind::Extend => extend::Credentials::parse(credentials).map(|c| c.account()),
    }
}

fn unusable(error: &SettingError) -> CallError {
    CallError::Forbidden { text: error.to_string() }
}

impl Partner {
    /// Opens a partner. `pace` is shared by all connections of the process.
    ///
    /// # Errors
    /// [`CallError::Forbidden`] when the stored credentials or options can no longer be used.
    pub fn open(
        kind: PartnerKind,
        credentials: &Map<String, Value>,
        settings: &Settings,
        http: &Guarded,
        pace: &extend::Pace,
        clock: &Clock,
    ) -> Result<Self, CallError> {
        match kind {
            PartnerKind::Extend => {
                let credentials = extend::Credentials::parse(credentials).map_err(|e| unusable(&e))?;
                let options = extend::Options::parse(&settings.options).map_err(|e| unusable(&e))?;
                let client = extend::ExtendClient::new(http.clone(), credentials, options, pace.clone(), clock.clone());
                Ok(Self::Extend(Box::new(client)))
            }
        }
    }

    /// The same for calls that are waited for, or not: what can wait uses at most half of the partner's rate.
    #[must_use]
    pub fn at(self, urgency: Urgency) -> Self {
        match self {
            Self::Extend(c) => Self::Extend(Box::new(c.at(urgency))),
        }
    }

    /// Tries the login. Returns what was seen with it.
    ///
    /// # Errors
    /// As the partner's folder says; so in all functions here.
    pub async fn test(&self) -> Result<ConnectionInfo, CallError> {
        match self {
            Self::Extend(c) => c.test().await,
        }
    }

    /// The partner's orders that carry our number, and whose they are.
    pub async fn find(&self, own: &Own<'_>) -> Result<Vec<Found>, CallError> {
        match self {
            Self::Extend(c) => c.find(own).await,
        }
    }

    /// Whether the partner would be told what the customer pays. Works it out without a call; a partner that is told no money has
    /// nothing to compare. `allowed` are the sums that somebody has let go as they are.
    ///
    /// # Errors
    /// `Code::Money`, see [`balance::check`].
    pub fn prove(&self, order: &ShopOrder, mapped: &Mapped, allowed: &str) -> Result<(), Box<Cause>> {
        let told = match self {
            Self::Extend(c) => c.sums(order, mapped),
        };
        let Some(told) = told else { return Ok(()) };
        let result = balance::check(order, &told);
        result.or_else(|cause| if balance::sums(&cause) == allowed { Ok(()) } else { Err(cause) })
    }

    /// Creates an order that carries `identity`.
    pub async fn create(&self, order: &ShopOrder, mapped: &Mapped, identity: &str) -> Result<PartnerOrder, CallError> {
        match self {
            Self::Extend(c) => c.create(order, mapped, identity).await,
        }
    }

    /// What is kept of what an order tells when it is created.
    pub fn told(&self, order: &ShopOrder, mapped: &Mapped) -> Option<String> {
        match self {
            Self::Extend(c) => c.told(order, mapped),
        }
    }

    /// Sends a change on.
    pub async fn update(
        &self,
        number: &str,
        order: &ShopOrder,
        mapped: &Mapped,
        identity: &str,
        known: Known<'_>,
    ) -> Result<Updated, CallError> {
        match self {
            Self::Extend(c) => c.update(number, order, mapped, identity, known).await,
        }
    }

    /// Asks to cancel.
    pub async fn cancel(&self, number: &str, own: &Own<'_>) -> Result<Cancelling, CallError> {
        match self {
            Self::Extend(c) => c.cancel(number, own).await,
        }
    }

    /// Reads one order.
    pub async fn order(&self, number: &str) -> Result<PartnerOrder, CallError> {
        match self {
            Self::Extend(c) => c.order(number).await,
        }
    }

    /// Orders changed since a moment: the partner's number and our key.
    pub async fn changed_since(&self, from: Millis) -> Result<Vec<(String, String)>, CallError> {
        match self {
            Self::Extend(c) => c.changed_since(from).await,
        }
    }

    /// The number by which the partner knows a product with this code and EAN.
    pub fn product_number<'a>(&self, code: &'a str, ean: &'a str) -> &'a str {
        match self {
            Self::Extend(c) => c.options().product_number.of(code, ean),
        }
    }

    /// Availability of some products, per warehouse.
    pub async fn availability(&self, products: &[String]) -> Result<Vec<Availability>, CallError> {
        match self {
            Self::Extend(c) => c.availability(products).await,
        }
    }

    /// Availability that changed since a moment; not complete for products in several warehouses.
    pub async fn availability_changed_since(&self, from: Millis) -> Result<Vec<Availability>, CallError> {
        match self {
            Self::Extend(c) => c.availability_changed_since(from).await,
        }
    }

    /// Where a parcel can be followed; empty when unknown.
    pub fn tracking_url(&self, parcel: &Parcel) -> String {
        match self {
            Self::Extend(c) => extend::tracking_url(parcel, &c.options().tracking).unwrap_or_default(),
        }
    }
}
