//! A shop: its settings, lists, accesses and its add-on card.

use super::{Order, Product, Webhook};
use crate::upgates::chance::Chance;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, VecDeque};
use time::OffsetDateTime;

/// One shop.
#[derive(Clone, Debug)]
pub struct Shop {
    /// Short name in addresses.
    pub id: String,
    /// Name as in Upgates (`project_name`).
    pub project_name: String,
    /// `token` of the signed calls.
    pub token: String,
    /// How often it moved to another server; part of `apiUrl` when not 0.
    pub place: u32,
    /// Origin of another server that it moved to, at the same path.
    pub origin: Option<String>,
    /// Mutations; the first is the default.
    pub languages: Vec<Language>,
    /// Fields of `owner`.
    pub owner: Map<String, Value>,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// Carriers.
    pub carriers: Vec<Carrier>,
    /// Ways to pay.
    pub payments: Vec<PaymentWay>,
    /// Products.
    pub products: Vec<Product>,
    /// Orders, oldest first.
    pub orders: Vec<Order>,
    /// Accesses to the REST interface.
    pub accesses: Vec<Access>,
    /// Webhooks.
    pub webhooks: Vec<Webhook>,
    /// The add-on's card in the administration.
    pub addon: AddonCard,
    /// Whether the text message service is configured.
    pub sms: bool,
    /// Whether a call to the add-on's webhooks is under way.
    pub sending: bool,
    /// Requests of the running hour and day, for the quota.
    pub spent: VecDeque<OffsetDateTime>,
    /// Next id of anything.
    pub next_id: u32,
    /// First part of an order number.
    pub prefix: &'static str,
    /// Chance of this shop.
    pub chance: Chance,
}

/// A mutation of the shop.
#[derive(Clone, Debug)]
pub struct Language {
    /// `language_id`.
    pub id: &'static str,
    /// `currency_id`.
    pub currency: &'static str,
    /// `default_country_id`.
    pub country: &'static str,
    /// `domain`.
    pub domain: String,
}

/// An order status.
#[derive(Clone, Debug)]
pub struct Status {
    /// `id`.
    pub id: u32,
    /// `type`.
    pub kind: String,
    /// `color`.
    pub color: String,
    /// Name by language.
    pub names: BTreeMap<String, String>,
    /// `mark_resolved_yn`.
    pub resolves: bool,
    /// `mark_paid_yn`.
    pub pays: bool,
    /// Whether the shop mails the customer when an order gets it.
    pub mails: bool,
    /// When it was made and changed.
    pub created: OffsetDateTime,
    /// When it was last changed.
    pub updated: OffsetDateTime,
}

/// A carrier (`shipment`).
#[derive(Clone, Debug)]
pub struct Carrier {
    /// `id`.
    pub id: u32,
    /// `code`.
    pub code: String,
    /// `type`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Price in CZK with VAT.
    pub price: Decimal,
    /// Kind of pickup point, if any.
    pub affiliate: Option<&'static str>,
    /// Address of a parcel's page, with `%s` for the number.
    pub tracking_url: Option<String>,
}

/// A way to pay.
#[derive(Clone, Debug)]
pub struct PaymentWay {
    /// `id`.
    pub id: u32,
    /// `code`.
    pub code: String,
    /// `type`.
    pub kind: String,
    /// Name.
    pub name: String,
    /// Price in CZK with VAT.
    pub price: Decimal,
}

/// A login to the REST interface.
#[derive(Clone, Debug)]
pub struct Access {
    /// `apiUser`.
    pub user: String,
    /// `apiKey`.
    pub key: String,
    /// Whether it belongs to the add-on.
    pub addon: bool,
    /// `deny`, `readonly` or `all` by service; a missing service is `deny`.
    pub privileges: BTreeMap<String, String>,
    /// False answers 403.
    pub active: bool,
}

/// The add-on in the administration.
#[derive(Clone, Debug, Default)]
pub struct AddonCard {
    /// Whether it is installed.
    pub installed: bool,
    /// Version number shown.
    pub version: u32,
    /// Sentence about the last call.
    pub notice: Option<String>,
    /// Last answer of *open*: address and type.
    pub opened: Option<(String, String)>,
}

impl Shop {
    /// A new id.
    pub fn new_id(&mut self) -> u32 {
        self.next_id += 1;
        self.next_id
    }

    /// A status by its id.
    pub fn status(&self, id: u32) -> Option<&Status> {
        self.statuses.iter().find(|status| status.id == id)
    }

    /// A status by a name in any language.
    pub fn status_named(&self, name: &str) -> Option<&Status> {
        self.statuses.iter().find(|status| status.names.values().any(|n| n == name))
    }

    /// Where an order stands in the list.
    pub fn order_at(&self, number: &str) -> Option<usize> {
        // A number that was given once more means the later order.
        self.orders.iter().rposition(|order| order.number == number)
    }

    /// A mutation, or the default one.
    pub fn language(&self, id: &str) -> &Language {
        self.languages.iter().find(|language| language.id == id).unwrap_or(&self.languages[0])
    }
}
