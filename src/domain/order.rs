//! An order as the shop knows it, in neutral words, and what of it a partner must be told about.
use serde::{Deserialize, Serialize};

use crate::domain::clock::Millis;
use crate::domain::exclusion::Marks;
use crate::domain::money::Decimal;

/// A postal address. Empty text means that the shop has nothing there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// First name and surname.
    pub name: String,
    /// Company, when the address is a company's.
    pub company: String,
    /// Street and number.
    pub street: String,
    /// Town.
    pub city: String,
    /// State or region.
    pub state: String,
    /// Postal code, as written.
    pub zip: String,
    /// ISO 3166-1 alpha-2, upper-case.
    pub country: String,
}

/// The buyer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// E-mail address.
    pub email: String,
    /// Phone, as written.
    pub phone: String,
    /// The shop's own code of the customer.
    pub code: String,
    /// Company registration number (IČO).
    pub company_number: String,
    /// VAT number (DIČ).
    pub vat_number: String,
    /// What the customer wrote to the order.
    pub note: String,
}

/// What a line of an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A product or a variant.
    Product,
    /// A set as a whole.
    Set,
    /// A part of a set; its price is in the set.
    SetPart,
    /// A gift.
    Gift,
    /// A discount given as a line.
    Discount,
    /// A kind that the documentation does not know yet.
    Other,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The shop's id of the line.
    pub uuid: String,
    /// The line this one belongs to, for parts of sets, gifts and discounts.
    pub parent_uuid: Option<String>,
    /// What the line is.
    pub kind: LineKind,
    /// Product or variant code; empty when it has none.
    pub code: String,
    /// EAN; empty when it has none.
    pub ean: String,
    /// Name.
    pub title: String,
    /// Unit, for instance `ks`.
    pub unit: String,
    /// How many.
    pub quantity: Decimal,
    /// Price of the whole line with VAT, in the order's currency.
    pub price_with_vat: Decimal,
    /// Price of the whole line without VAT, in the order's currency.
    pub price_without_vat: Decimal,
    /// VAT in per cent.
    pub vat: Decimal,
    /// What the customer chose or wrote for it, each as `name: value`: an engraving, a binding.
    pub choices: Vec<String>,
    /// Length of cut goods with its unit; empty for others.
    pub length: String,
    /// Whether it is for adults only.
    pub adults_only: bool,
    /// What the shop prints under the line.
    pub remark: String,
}

impl Line {
    /// The key under which a word of the partner for this product is kept: its code, else its EAN, else its name.
    pub fn key(&self) -> String {
        match (self.code.trim(), self.ean.trim()) {
            ("", "") => format!("name:{}", self.title),
            ("", ean) => ean.to_owned(),
            (code, _) => code.to_owned(),
        }
    }
}

/// A discount on the whole order, per VAT level. Amounts are positive: what is taken off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// Voucher code, or a word for the kind of discount.
    pub code: String,
    /// Taken off without VAT.
    pub price_without_vat: Decimal,
    /// Taken off with VAT.
    pub price_with_vat: Decimal,
    /// VAT in per cent.
    pub vat: Decimal,
}

/// Shipping or payment as chosen on the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// The shop's id; `None` when it was typed by hand.
    pub id: Option<String>,
    /// The shop's code; empty when it has none.
    pub code: String,
    /// Name as shown.
    pub name: String,
    /// The documented type, for instance `zasilkovna` or `cashOnDelivery`; empty when none.
    pub kind: String,
    /// The carrier behind a network of pickup points (`packeta_carrier_id`); empty when the network delivers itself.
    pub behind: String,
    /// Price with VAT.
    pub price_with_vat: Decimal,
    /// Price without VAT.
    pub price_without_vat: Decimal,
    /// VAT in per cent.
    pub vat: Decimal,
}

impl Method {
    /// The key under which a mapping for this method is kept: the id, or the name when there is no id.
    pub fn key(&self) -> String {
        self.id.clone().unwrap_or_else(|| format!("name:{}", self.name))
    }
}

/// A pickup point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickupPoint {
    /// The carrier's id of the point.
    pub id: String,
    /// Name and place.
    pub name: String,
    /// Street and number of the point; empty, as the other parts of its address, when the shop does not tell it.
    pub street: String,
    /// Town of the point.
    pub city: String,
    /// Postal code of the point.
    pub zip: String,
}

/// An order as read from the shop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShopOrder {
    /// The shop's number of the order, its identity.
    pub number: String,
    /// What tells it from another order under the same number: the shop's uuid of it, else `at:` and the second of its creation;
    /// empty when the shop tells neither.
    #[serde(default)]
    pub uuid: String,
    /// Status id; `None` when the order has no status.
    pub status_id: Option<i64>,
    /// Status name in the order's language.
    pub status: String,
    /// Whether the shop says that it is paid.
    pub paid: bool,
    /// Creation.
    pub created_at: Millis,
    /// Last change.
    pub updated_at: Millis,
    /// Language mutation key.
    pub language: String,
    /// The shop's time zone (IANA name), in which its days are meant.
    #[serde(default)]
    pub zone: String,
    /// ISO 4217.
    pub currency: String,
    /// Whether the shop counts in prices with VAT, so that those without are what is rounded.
    pub counts_with_vat: bool,
    /// Total with VAT after rounding.
    pub total: Decimal,
    /// What rounding added (or took, when negative).
    pub rounding: Decimal,
    /// Variable symbol of the payment.
    pub variable_symbol: String,
    /// Tracking code that stands on the order now.
    pub tracking_code: String,
    /// Address in the administration.
    pub admin_url: String,
    /// The buyer.
    pub customer: Customer,
    /// Invoice address.
    pub invoice: Address,
    /// Delivery address; the invoice address when no other was given.
    pub delivery: Address,
    /// Lines.
    pub lines: Vec<Line>,
    /// Discounts on the whole order.
    pub discounts: Vec<Discount>,
    /// Shipping.
    pub shipping: Option<Method>,
    /// Payment.
    pub payment: Option<Method>,
    /// Pickup point, when the parcel goes to one.
    pub pickup: Option<PickupPoint>,
    /// Weight in grams.
    pub weight_grams: i64,
    /// What only rules look at.
    #[serde(default)]
    pub marks: Marks,
    /// Fields that tell money or quantity and whose value can't be read, by their paths in the shop's answer. Such an order is held:
    /// what stands for them here is only a stopgap.
    #[serde(default)]
    pub unreadable: Vec<String>,
}

impl ShopOrder {
    /// Whether the customer pays at the door (documented payment type `cashOnDelivery`).
    pub fn cash_on_delivery(&self) -> bool {
        self.payment.as_ref().is_some_and(|p| p.kind == "cashOnDelivery")
    }

    /// Whole units of goods by code: what Upgates deducted for this order.
    pub fn goods(&self) -> std::collections::BTreeMap<String, i64> {
        let mut goods = std::collections::BTreeMap::new();
        for line in self.lines.iter().filter(|l| l.kind != LineKind::Discount && !l.code.is_empty()) {
            *goods.entry(line.code.clone()).or_default() += i64::try_from(line.quantity.ceil()).unwrap_or_default();
        }
        goods
    }

    /// A text that changes exactly when something changes that the partner must be told about: lines, addresses,
    /// shipping, payment, money. Status, tracking and notes of ours do not count, so our own writes are no change.
    pub fn content(&self) -> String {
        let told = (
            (&self.customer, &self.invoice, &self.delivery, &self.lines),
            (&self.discounts, &self.shipping, &self.payment, &self.pickup),
            (&self.currency, self.total.normalize()),
        );
        crate::domain::plain::text(&told)
    }
}

/// The state of an order as one connection follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderState {
    /// Seen, but not in a status that sends it.
    Noticed,
    /// In the hold window, or held by hand.
    Held,
    /// Waits for a cause to be mended (a mapping, a product code, an address).
    Waiting,
    /// Being handed over, or the result is unclear and is being asked about.
    Sending,
    /// The partner has it.
    HandedOver,
    /// A rule left it out.
    LeftOut,
    /// Cancelled at the partner after the hand-over.
    Cancelled,
    /// Failed for good until somebody acts.
    Failed,
}

impl OrderState {
    /// All states, in the order in which pages list them.
    pub const ALL: [Self; 8] = [
        Self::Noticed,
        Self::Held,
        Self::Waiting,
        Self::Sending,
        Self::HandedOver,
        Self::LeftOut,
        Self::Cancelled,
        Self::Failed,
    ];

    /// The word that is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Noticed => "noticed",
            Self::Held => "held",
            Self::Waiting => "waiting",
            Self::Sending => "sending",
            Self::HandedOver => "handed_over",
            Self::LeftOut => "left_out",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }

    /// From the word that is stored.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

/// What somebody asked for by a button on an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// No hold window, no hours, no exclusion.
    SendNow,
    /// Hold until somebody lets it go.
    Hold,
    /// The order that the partner has under the same number is this one.
    Adopt,
    /// The order that the partner has under the same number is another one; send this one as an order of its own.
    CreateOwn,
    /// Leave it out.
    LeaveOut,
    /// Ask the partner to cancel it.
    Cancel,
    /// Nothing more: what had come too late was settled with the warehouse.
    Settled,
    /// Set the milestone's status in the shop after all, over what somebody set there.
    SetStatus,
    /// The shop's order stands, over what the partner has changed.
    TakeShop,
    /// Send it although what the partner is told differs from the order's own totals.
    SendUnbalanced,
}

impl Wish {
    /// All wishes.
    pub const ALL: [Self; 10] = [
        Self::SendNow,
        Self::Hold,
        Self::Adopt,
        Self::CreateOwn,
        Self::LeaveOut,
        Self::Cancel,
        Self::Settled,
        Self::SetStatus,
        Self::TakeShop,
        Self::SendUnbalanced,
    ];

    /// The word that is stored and that forms send.
    pub const fn word(self) -> &'static str {
        match self {
            Self::SendNow => "send_now",
            Self::Hold => "hold",
            Self::Adopt => "adopt",
            Self::CreateOwn => "create_own",
            Self::LeaveOut => "leave_out",
            Self::Cancel => "cancel",
            Self::Settled => "settled",
            Self::SetStatus => "set_status",
            Self::TakeShop => "take_shop",
            Self::SendUnbalanced => "send_unbalanced",
        }
    }

    /// From the word that is stored or sent.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.word() == word)
    }

    /// Whether it sends the order, past hold window, hours and exclusions.
    pub const fn sends(self) -> bool {
        matches!(self, Self::SendNow | Self::Adopt | Self::CreateOwn)
    }

    /// Whether it answers [`Code::Namesake`](crate::domain::cause::Code::Namesake) and nothing else.
    pub const fn answers_namesake(self) -> bool {
        matches!(self, Self::Adopt | Self::CreateOwn)
    }

    /// Whether the button makes sense for an order in this state.
    pub const fn fits(self, state: OrderState) -> bool {
        match self {
            Self::SendNow => matches!(state, OrderState::Held | OrderState::LeftOut),
            Self::Hold => {
                matches!(state, OrderState::Noticed | OrderState::Held | OrderState::Waiting | OrderState::Failed)
            }
            Self::Adopt | Self::CreateOwn => matches!(state, OrderState::Waiting),
            Self::LeaveOut => {
                matches!(state, OrderState::Noticed | OrderState::Held | OrderState::Waiting | OrderState::Failed)
            }
            Self::Cancel | Self::Settled | Self::SetStatus | Self::TakeShop => matches!(state, OrderState::HandedOver),
            Self::SendUnbalanced => matches!(state, OrderState::Waiting | OrderState::HandedOver),
        }
    }
}
