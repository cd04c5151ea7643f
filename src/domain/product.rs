//! What the shop sells, as far as the partner must know it again: by its code, or by its EAN.
use serde::{Deserialize, Serialize};

use crate::domain::clock::Millis;

/// A variant, or a product without variants: what a customer can put into an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoldItem {
    /// Its identity in the shop: `p` or `v` with the shop's id.
    pub item: String,
    /// Code; empty when it has none.
    pub code: String,
    /// Its own EAN; empty when it has none.
    pub ean: String,
    /// The EAN of the product that owns the variant; empty when it has none.
    pub inherits: String,
    /// Address in the administration; empty when the shop told none.
    pub admin_url: String,
}

impl SoldItem {
    /// What the partner could not know it by.
    pub fn gap(&self) -> Option<Gap> {
        let code = self.code.is_empty();
        let ean = self.ean.is_empty() && self.inherits.is_empty();
        match (code, ean) {
            (true, true) => Some(Gap::Unknown),
            (true, false) => Some(Gap::NoCode),
            (false, _) => None,
        }
    }
}

/// Why a product makes trouble at the partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Neither code nor EAN: an order with it waits.
    Unknown,
    /// Only an EAN: orders go, but its stock can't be written (upgates-api.md 6).
    NoCode,
    /// Its code belongs to another product, too.
    SameCode,
    /// Its EAN belongs to another product, too.
    SameEan,
}

impl Gap {
    /// The end of the message key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NoCode => "no-code",
            Self::SameCode => "same-code",
            Self::SameEan => "same-ean",
        }
    }
}

/// How far the shop's product list has been read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProductCheck {
    /// When the reading began.
    pub started_at: Millis,
    /// The page to read next, from 1.
    pub next_page: u32,
    /// Products read so far.
    pub read: i64,
    /// How many there are, as far as the shop told.
    pub total: Option<i64>,
    /// When the reading ended; `None` while it runs.
    pub ended_at: Option<Millis>,
    /// Whether the list was longer than what is read.
    pub cut: bool,
    /// What stopped the last try, in the other side's words; empty when nothing did.
    pub error: String,
}
