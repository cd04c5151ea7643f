//! Why something waits or failed: the codes a merchant may meet, each with one way to mend it.
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The code of a cause. Pages translate it; the merchant's support asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Code {
    /// Shipping has no mapped service.
    #[serde(rename = "MAP-SHIP")]
    MapShip,
    /// Payment has no mapped kind.
    #[serde(rename = "MAP-PAY")]
    MapPay,
    /// A status is new.
    #[serde(rename = "MAP-STATUS")]
    MapStatus,
    /// A product has neither code nor EAN, or the partner doesn't know it.
    #[serde(rename = "ITEM-CODE")]
    ItemCode,
    /// What the partner would be told is not what the customer pays.
    #[serde(rename = "MONEY")]
    Money,
    /// A price, a VAT rate or a quantity on the order can't be read.
    #[serde(rename = "FIELD")]
    Field,
    /// The partner refused the address.
    #[serde(rename = "ADDR")]
    Address,
    /// The pickup point is gone.
    #[serde(rename = "PICKUP")]
    Pickup,
    /// The partner refused the order for another reason.
    #[serde(rename = "REFUSED")]
    Refused,
    /// The partner has an order under the same number, and nothing proves whose it is.
    #[serde(rename = "NAMESAKE")]
    Namesake,
    /// Under the partner's number of our order there is another order.
    #[serde(rename = "NOT-OURS")]
    NotOurs,
    /// The partner refuses our login.
    #[serde(rename = "AUTH-PARTNER")]
    AuthPartner,
    /// Upgates has withdrawn the add-on's access.
    #[serde(rename = "AUTH-UPG")]
    AuthUpgates,
    /// The partner doesn't answer.
    #[serde(rename = "PARTNER-DOWN")]
    PartnerDown,
    /// Upgates doesn't answer.
    #[serde(rename = "UPG-DOWN")]
    UpgatesDown,
    /// It is unclear whether the partner took the order.
    #[serde(rename = "UNSURE")]
    Unsure,
    /// The guard-rail stopped a stock change.
    #[serde(rename = "GUARD-STOCK")]
    GuardStock,
    /// Too late to change or cancel: the warehouse has begun.
    #[serde(rename = "LATE-CANCEL")]
    LateCancel,
    /// The shop cancelled an order that the partner has; by the settings the merchant decides.
    #[serde(rename = "SHOP-CANCEL")]
    ShopCancel,
    /// The shop changed an order that the warehouse had begun.
    #[serde(rename = "LATE-CHANGE")]
    LateChange,
    /// The partner cancelled an order that the shop still wants.
    #[serde(rename = "PARTNER-CANCEL")]
    PartnerCancel,
    /// The shop refused what we wrote to an order.
    #[serde(rename = "UPG-REFUSED")]
    UpgatesRefused,
    /// The safe number of calls is used up for today.
    #[serde(rename = "LIMIT")]
    Limit,
    /// Our tries were of no use and have ended: the last one failed, or they ended the process again and again.
    #[serde(rename = "GAVE-UP")]
    GaveUp,
    /// A status that somebody set in the shop stands, though the warehouse has gone on.
    #[serde(rename = "STATUS-KEPT")]
    StatusKept,
    /// The partner has the order, but says that something is wrong with it.
    #[serde(rename = "PARTNER-ERROR")]
    PartnerError,
    /// The shop and the partner changed the same thing of an order.
    #[serde(rename = "BOTH-CHANGED")]
    BothChanged,
    /// The partner refuses to tell its stock.
    #[serde(rename = "STOCK-REFUSED")]
    StockRefused,
    /// One number of the partner stands for several products of the shop, though nobody has said so.
    #[serde(rename = "SAME-NUMBER")]
    SameNumber,
}

impl Code {
    /// All codes, in the order in which the help page lists them.
    pub const ALL: [Self; 29] = [
        Self::MapShip,
        Self::MapPay,
        Self::MapStatus,
        Self::ItemCode,
        Self::Money,
        Self::Field,
        Self::Address,
        Self::Pickup,
        Self::Refused,
        Self::AuthPartner,
        Self::AuthUpgates,
        Self::PartnerDown,
        Self::UpgatesDown,
        Self::Unsure,
        Self::GuardStock,
        Self::LateCancel,
        Self::ShopCancel,
        Self::LateChange,
        Self::PartnerCancel,
        Self::UpgatesRefused,
        Self::Limit,
        Self::GaveUp,
        Self::StatusKept,
        Self::PartnerError,
        Self::BothChanged,
        Self::StockRefused,
        Self::SameNumber,
        Self::Namesake,
        Self::NotOurs,
    ];

    /// The code as shown and stored, for instance `MAP-SHIP`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::MapShip => "MAP-SHIP",
            Self::MapPay => "MAP-PAY",
            Self::MapStatus => "MAP-STATUS",
            Self::ItemCode => "ITEM-CODE",
            Self::Money => "MONEY",
            Self::Field => "FIELD",
            Self::Address => "ADDR",
            Self::Pickup => "PICKUP",
            Self::Refused => "REFUSED",
            Self::Namesake => "NAMESAKE",
            Self::NotOurs => "NOT-OURS",
            Self::AuthPartner => "AUTH-PARTNER",
            Self::AuthUpgates => "AUTH-UPG",
            Self::PartnerDown => "PARTNER-DOWN",
            Self::UpgatesDown => "UPG-DOWN",
            Self::Unsure => "UNSURE",
            Self::GuardStock => "GUARD-STOCK",
            Self::LateCancel => "LATE-CANCEL",
            Self::ShopCancel => "SHOP-CANCEL",
            Self::LateChange => "LATE-CHANGE",
            Self::PartnerCancel => "PARTNER-CANCEL",
            Self::UpgatesRefused => "UPG-REFUSED",
            Self::Limit => "LIMIT",
            Self::GaveUp => "GAVE-UP",
            Self::StatusKept => "STATUS-KEPT",
            Self::PartnerError => "PARTNER-ERROR",
            Self::BothChanged => "BOTH-CHANGED",
            Self::StockRefused => "STOCK-REFUSED",
            Self::SameNumber => "SAME-NUMBER",
        }
    }

    /// Whether people settle it between themselves, so that no try of ours ends it: the merchant says when it is done.
    pub const fn is_settled_by_hand(self) -> bool {
        matches!(
            self,
            Self::LateCancel
                | Self::ShopCancel
                | Self::LateChange
                | Self::PartnerCancel
                | Self::StatusKept
                | Self::BothChanged
                | Self::NotOurs
        )
    }

    /// Whether only another reading of the other side ends it: nothing that we do about the order does.
    pub const fn is_read(self) -> bool {
        matches!(self, Self::UpgatesRefused | Self::PartnerError)
    }

    /// Whether it is about no single order.
    pub const fn is_finding(self) -> bool {
        matches!(self, Self::StockRefused | Self::SameNumber)
    }

    /// Whether the shop's cancellation is what people settle: then it is not tried or told again.
    pub const fn is_cancellation(self) -> bool {
        matches!(self, Self::LateCancel | Self::ShopCancel)
    }

    /// From the code as stored.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.word() == word)
    }

    /// The code of a [`Cause::key`].
    pub fn of_key(key: &str) -> Option<Self> {
        key.split(':').next().and_then(Self::from_word)
    }
}

/// A cause with what its sentence needs: names and numbers under the keys that the messages use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// The code.
    pub code: Code,
    /// What it is about; causes with the same code and subject are one group (for instance the shipping method's key).
    #[serde(default)]
    pub subject: String,
    /// Values for the sentence: `number`, `name`, `code`, `reason`, `time`, `count`.
    #[serde(default)]
    pub values: Map<String, Value>,
    /// The other side's raw words, shown folded. Never holds a secret.
    #[serde(default)]
    pub detail: String,
}

impl Cause {
    /// A cause about `subject`.
    pub fn new(code: Code, subject: impl Into<String>) -> Self {
        Self { code, subject: subject.into(), values: Map::new(), detail: String::new() }
    }

    /// Code and subject: what mending looks for, and what makes a group.
    pub fn key(&self) -> String {
        format!("{}:{}", self.code.word(), self.subject)
    }

    /// The same with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.values.insert(key.to_owned(), value.into());
        self
    }

    /// The same with the other side's raw words, cut to 500 characters.
    #[must_use]
    pub fn detail(mut self, words: &str) -> Self {
        self.detail = words.chars().take(500).collect();
        self
    }
}
