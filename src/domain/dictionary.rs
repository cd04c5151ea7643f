//! What a shop is made of besides orders and stock: owner, rights, languages, statuses, methods, webhooks.
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::access::Access;
use crate::domain::clock::Millis;

/// Names by language mutation key (`cs`, sometimes `cz`).
pub type Names = BTreeMap<String, String>;

/// The name in the wished language, else in the first that has one; empty when there is none. `cz` stands for `cs`.
pub fn name_in<'a>(names: &'a Names, language: &str) -> &'a str {
    let other = if language == "cs" { "cz" } else { language };
    let found = names.get(language).or_else(|| names.get(other)).or_else(|| names.values().next());
    found.map_or("", String::as_str)
}

/// Who runs the shop, per language (upgates-api.md 14).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Owner {
    /// Company or person.
    pub company: String,
    /// Registration number (IČO).
    pub company_number: String,
    /// VAT number (DIČ).
    pub vat_number: String,
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// Postal code, as written.
    pub zip: String,
    /// ISO 3166-1 alpha-2, upper-case.
    pub country: String,
    /// Language mutation key that these details belong to.
    pub language: String,
    /// E-mail address.
    pub email: String,
    /// Phone, as written.
    pub phone: String,
    /// First name and surname.
    pub name: String,
}

/// What an access may do with a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Privilege {
    /// Nothing.
    Deny,
    /// GET only.
    Readonly,
    /// Everything.
    All,
}

/// One service of the API with what our access may do there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Right {
    /// The API's name of the service; the exact names are not documented.
    pub service: String,
    /// Address of the service.
    pub url: String,
    /// What we may do; `None` for a word that we don't know.
    pub privilege: Option<Privilege>,
}

/// The rights that `/status` tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rights {
    /// All services that were named.
    pub services: Vec<Right>,
}

impl Rights {
    /// The declared accesses that these rights refuse. A service that isn't named, or whose privilege isn't understood,
    /// counts as fine: the names are not documented, and a wrong alarm would stop a shop that works.
    pub fn refused(&self) -> Vec<Access> {
        Access::ALL.into_iter().filter(|a| !a.always_allowed() && self.refuses(*a)).collect()
    }

    fn refuses(&self, access: Access) -> bool {
        let path = plain(access.path());
        let section = plain(access.path().split('/').nth(1).unwrap_or_default());
        let named = |wanted: &str| {
            self.services.iter().find(|r| {
                let ends = r.url.trim_end_matches('/').rsplit_once("/v2/").map(|(_, end)| plain(end));
                ends.as_deref() == Some(wanted) || plain(&r.service) == wanted
            })
        };
        let found = named(&path).or_else(|| named(&section)).and_then(|r| r.privilege);
        match found {
            Some(Privilege::Deny) => true,
            Some(Privilege::Readonly) => access.writes(),
            Some(Privilege::All) | None => false,
        }
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// One language mutation of the shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageRow {
    /// Mutation key; may differ from the true language (`cz`).
    pub key: String,
    /// True language, ISO 639-1.
    pub language: String,
    /// Whether it is on.
    pub active: bool,
    /// Whether it is the shop's main one.
    pub default: bool,
    /// Domain of the shop front.
    pub domain: String,
    /// ISO 4217.
    pub currency: String,
}

/// The documented type of statuses in which an order is cancelled.
pub const CANCELED_KIND: &str = "Canceled";

/// One order status of the shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderStatus {
    /// The shop's id.
    pub id: i64,
    /// Documented type, for instance `Received` or `Canceled`; own ones are `Custom`.
    pub kind: String,
    /// `#rrggbb`; empty when it has none.
    pub color: String,
    /// Names by language.
    pub names: Names,
    /// Whether it marks an order as resolved.
    pub mark_resolved: bool,
    /// Whether it marks an order as paid.
    pub mark_paid: bool,
}

impl OrderStatus {
    /// Whether orders in it are cancelled (documented type `Canceled`).
    pub fn canceled(&self) -> bool {
        self.kind.eq_ignore_ascii_case(CANCELED_KIND)
    }
}

/// One way of shipping or paying that the shop offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodRow {
    /// The shop's id.
    pub id: String,
    /// The shop's code; empty when it has none.
    pub code: String,
    /// Documented type, for instance `zasilkovna` or `cashOnDelivery`.
    pub kind: String,
    /// Whether customers can choose it.
    pub active: bool,
    /// Names by language.
    pub names: Names,
    /// Kinds of pickup points; empty for payments and shippings to an address.
    pub affiliates: Vec<String>,
    /// Tracking address with the carrier's placeholder; empty when none is set.
    pub tracking_url: String,
}

/// A webhook that stands in the shop. Its address holds a secret: it is not stored and not shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Webhook {
    /// The shop's id.
    pub id: i64,
    /// Whether it is on.
    pub active: bool,
    /// Our label.
    pub name: String,
    /// Where it calls.
    pub url: String,
    /// Event name.
    pub event: String,
    /// Last call that was answered well.
    pub last_success: Option<Millis>,
    /// Last call that was not.
    pub last_error: Option<Millis>,
    /// HTTP status of that call.
    pub last_error_status: Option<i64>,
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Webhook({} {} {})", self.id, self.event, if self.active { "on" } else { "off" })
    }
}

/// An event that a webhook can be created for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookEvent {
    /// Exact name.
    pub name: String,
    /// Whether our access may use it.
    pub allowed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_are_compared_with_the_declared_accesses() {
        let right = |service: &str, url: &str, privilege| Right { service: service.into(), url: url.into(), privilege };
        let rights = Rights {
            services: vec![
                right("Orders", "https://x/api/v2/orders", Some(Privilege::Readonly)),
                right("Order statuses", "", Some(Privilege::Deny)),
                right("?", "https://x/api/v2/products/", Some(Privilege::All)),
                right("owner", "", None),
            ],
        };
        assert_eq!(rights.refused(), [Access::OrderStatuses, Access::OrdersWrite]);
        assert_eq!(Rights::default().refused(), []);
    }

    #[test]
    fn names_fall_back() {
        let names = Names::from([("cz".into(), "Přijatá".into()), ("sk".into(), "Prijatá".into())]);
        assert_eq!(name_in(&names, "cs"), "Přijatá");
        assert_eq!(name_in(&names, "sk"), "Prijatá");
        assert_eq!(name_in(&names, "en"), "Přijatá");
        assert_eq!(name_in(&Names::new(), "en"), "");
    }
}
