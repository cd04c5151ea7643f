//! An order, its lines and the mails that it caused.

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};
use time::{Date, OffsetDateTime};

/// An order of a shop.
#[derive(Clone, Debug)]
pub struct Order {
    /// `order_number`.
    pub number: String,
    /// `order_id`.
    pub id: u32,
    /// `uuid`.
    pub uuid: String,
    /// `external_order_number`.
    pub external_number: Option<String>,
    /// Mutation in which it was made.
    pub language: String,
    /// Currency of that mutation.
    pub currency: String,
    /// Present status; none is allowed.
    pub status_id: Option<u32>,
    /// Day of payment.
    pub paid: Option<Date>,
    /// Day of delivery (2026 addition).
    pub delivered: Option<Date>,
    /// Tracking number.
    pub tracking_code: Option<String>,
    /// Address made from the carrier's template and the number.
    pub tracking_url: Option<String>,
    /// Whether it is resolved.
    pub resolved: bool,
    /// Note for the staff.
    pub internal_note: Option<String>,
    /// `variable_symbol`.
    pub variable_symbol: String,
    /// When it was made.
    pub created: OffsetDateTime,
    /// When it was last changed.
    pub updated: OffsetDateTime,
    /// When it was deleted (softly).
    pub deleted: Option<OffsetDateTime>,
    /// `frontend`, `admin` or `api`.
    pub origin: &'static str,
    /// Fields of `customer` by their wire names.
    pub customer: Map<String, Value>,
    /// Lines.
    pub lines: Vec<Line>,
    /// Fields of `shipment` by their wire names.
    pub shipment: Map<String, Value>,
    /// Fields of `payment` by their wire names.
    pub payment: Map<String, Value>,
    /// `discount_voucher` as it is printed; null without one.
    pub voucher: Value,
    /// Fields of the printed order that differ from what its money and lines make, as a merge patch (RFC 7396); an object
    /// with whole numbers as keys patches the list under it by place.
    pub print: Value,
    /// `metas` as printed.
    pub metas: Vec<Value>,
    /// `history` as printed, oldest first.
    pub history: Vec<Value>,
    /// E-mails and text messages sent to the customer.
    pub mails: Vec<Mail>,
    /// Whether its goods are taken from stock.
    pub stock_taken: bool,
}

/// One line of an order.
#[derive(Clone, Debug)]
pub struct Line {
    /// `uuid`, the key in a PUT.
    pub uuid: String,
    /// Line that a set part or gift belongs to.
    pub parent_uuid: Option<String>,
    /// `product`, `set`, `set_part`, `gift` or `discount`.
    pub kind: String,
    /// `product_id`; none for a line by hand.
    pub product_id: Option<u32>,
    /// `option_set_id`, the variant.
    pub variant_id: Option<u32>,
    /// Code of product or variant.
    pub code: Option<String>,
    /// EAN.
    pub ean: Option<String>,
    /// Name at the time of ordering.
    pub title: String,
    /// Unit, like `ks`.
    pub unit: String,
    /// Quantity.
    pub quantity: Decimal,
    /// Price of one, with VAT.
    pub price: Decimal,
    /// VAT in percent.
    pub vat: Decimal,
    /// Grams of one.
    pub weight: u32,
}

/// A mail or text message to the customer.
#[derive(Clone, Debug, Serialize)]
pub struct Mail {
    /// When it went.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// `email` or `sms`.
    pub kind: &'static str,
    /// Status that caused it.
    pub status_id: u32,
    /// Tracking number that it told.
    pub tracking_code: Option<String>,
}

impl Order {
    /// How many e-mails went to the customer.
    pub fn emails(&self) -> usize {
        self.mails.iter().filter(|mail| mail.kind == "email").count()
    }
}
