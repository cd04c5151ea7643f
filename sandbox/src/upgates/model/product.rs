//! A product with its variants.

use rust_decimal::Decimal;
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// A product.
#[derive(Clone, Debug)]
pub struct Product {
    /// `product_id`.
    pub id: u32,
    /// Code; not every product has one.
    pub code: Option<String>,
    /// EAN.
    pub ean: Option<String>,
    /// Name by language.
    pub titles: BTreeMap<&'static str, String>,
    /// Stock of the main warehouse; none is not tracked.
    pub stock: Option<Decimal>,
    /// Place in the warehouse.
    pub stock_position: Option<String>,
    /// VAT in percent, Czech and Slovak.
    pub vat: (Decimal, Decimal),
    /// Price with VAT in CZK and EUR.
    pub price: (Decimal, Decimal),
    /// Grams.
    pub weight: u32,
    /// Whether it is sold.
    pub active: bool,
    /// Whether it is archived.
    pub archived: bool,
    /// Variants.
    pub variants: Vec<Variant>,
    /// Codes and quantities that a set consists of.
    pub parts: Vec<(String, Decimal)>,
    /// When it was made.
    pub created: OffsetDateTime,
    /// When it was last changed.
    pub updated: OffsetDateTime,
}

/// A variant, like a size.
#[derive(Clone, Debug)]
pub struct Variant {
    /// `variant_id`.
    pub id: u32,
    /// Code.
    pub code: Option<String>,
    /// EAN.
    pub ean: Option<String>,
    /// What differs, like `M`.
    pub label: String,
    /// Stock; none is not tracked.
    pub stock: Option<Decimal>,
    /// Place in the warehouse.
    pub stock_position: Option<String>,
}

impl Product {
    /// Name in a language, or in Czech.
    pub fn title(&self, language: &str) -> &str {
        self.titles.get(language).or_else(|| self.titles.get("cs")).map_or("", String::as_str)
    }

    /// Price with VAT and VAT in percent, in the currency of a language.
    pub fn price_in(&self, language: &str) -> (Decimal, Decimal) {
        if language == "sk" { (self.price.1, self.vat.1) } else { (self.price.0, self.vat.0) }
    }
}
