//! Products and what each warehouse holds of them.

use rust_decimal::Decimal;
use time::OffsetDateTime;

/// A product of the warehouse system.
#[derive(Clone, Debug)]
pub struct Product {
    /// Unique number, the same as the shop's code in the seed.
    pub number: String,
    /// Name shown to people.
    pub name: String,
    /// Bar code, empty when there is none.
    pub ean: String,
    /// Selling unit.
    pub unit: String,
    /// Price without VAT that an order row gets when it states none.
    pub price: Decimal,
    /// VAT in percent that an order row gets when it states none.
    pub vat_percent: Decimal,
    /// How the product is supplied.
    pub supply_mode: String,
    /// When the product was entered.
    pub created: OffsetDateTime,
    /// When its master data last changed.
    pub changed: OffsetDateTime,
}

/// What one warehouse holds of one product; pieces.
#[derive(Clone, Debug)]
pub struct Balance {
    /// Pieces on the shelves; may be negative.
    pub physical: i64,
    /// Pieces claimed by open order rows.
    pub allocated: i64,
    /// Pieces that may not be sold.
    pub blocked: i64,
    /// Pieces ordered from suppliers.
    pub expected: i64,
    /// When one of the figures last changed.
    pub changed: OffsetDateTime,
}

impl Balance {
    /// An empty shelf.
    pub fn empty(now: OffsetDateTime) -> Self {
        Self { physical: 0, allocated: 0, blocked: 0, expected: 0, changed: now }
    }

    /// Pieces that may be sold now; negative when more is ordered than there is.
    pub fn available(&self) -> i64 {
        self.physical - self.blocked - self.allocated
    }
}
