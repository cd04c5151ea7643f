//! One customer order of the warehouse system: header, rows, shipments, and where each stands.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value};
use time::OffsetDateTime;
use uuid::Uuid;

/// Where an order stands (the documented words that this warehouse uses).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderStatus {
    /// Just entered.
    Created,
    /// Accepted, waiting for picking.
    Incoming,
    /// Accepted, but something is wrong with it.
    IncomingWithErrors,
    /// Held until somebody reads the remark that came with it.
    PendingForReview,
    /// Held by its way of paying.
    OnHoldManual,
    /// Picking has started; nothing may change any more.
    Reserved,
    /// A part has left the warehouse.
    PartiallyDelivered,
    /// All that goes has gone.
    Terminated,
    /// Cancelled as a whole.
    Annulled,
}

impl OrderStatus {
    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Created => "Created",
            Self::Incoming => "Incoming",
            Self::IncomingWithErrors => "IncomingWithErrors",
            Self::PendingForReview => "PendingForReview",
            Self::OnHoldManual => "OnHoldManual",
            Self::Reserved => "Reserved",
            Self::PartiallyDelivered => "PartiallyDelivered",
            Self::Terminated => "Terminated",
            Self::Annulled => "Annulled",
        }
    }

    /// Whether a client may still change or annul the order.
    pub fn is_changeable(self) -> bool {
        matches!(
            self,
            Self::Created | Self::Incoming | Self::IncomingWithErrors | Self::PendingForReview | Self::OnHoldManual
        )
    }

    /// Whether somebody must release the order before it can be picked.
    pub fn is_held(self) -> bool {
        matches!(self, Self::PendingForReview | Self::OnHoldManual)
    }

    /// Whether the order has come to its end.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Terminated | Self::Annulled)
    }
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowStatus {
    /// Not yet being picked; shown with the word of its order.
    Waiting,
    /// Being picked.
    Reserved,
    /// Has left the warehouse.
    Picked,
    /// Cancelled.
    Annulled,
}

/// One row of an order.
#[derive(Clone, Debug)]
pub struct Row {
    /// Number in tens, given by the server.
    pub position: u32,
    /// Number within the position; a split row continues under the next one.
    pub sub_position: u32,
    /// Lasting identifier of the row.
    pub id: Uuid,
    /// Where the row stands.
    pub status: RowStatus,
    /// Number of the ordered product.
    pub product: String,
    /// Warehouse that delivers; none for rows that touch no stock.
    pub warehouse: Option<String>,
    /// How the row is supplied.
    pub supply_mode: String,
    /// Ordered quantity in `unit`.
    pub quantity: Decimal,
    /// Quantity that has left the warehouse.
    pub delivered: Decimal,
    /// Unit of both quantities.
    pub unit: String,
    /// Price of one unit without VAT.
    pub unit_price: Decimal,
    /// VAT in percent.
    pub vat_percent: Decimal,
    /// Currency of the price.
    pub currency: String,
    /// Shipment that carried the row away.
    pub shipment: Option<String>,
    /// When the row is expected to be delivered.
    pub expected: Option<OffsetDateTime>,
    /// What the client sent beyond the fields above; given back unchanged.
    pub sent: Map<String, Value>,
}

impl Row {
    /// Whether the row still waits to leave the warehouse.
    pub fn is_open(&self) -> bool {
        matches!(self.status, RowStatus::Waiting | RowStatus::Reserved)
    }

    /// Whether the row takes goods from stock.
    pub fn is_stocked(&self) -> bool {
        self.supply_mode == "Warehouse"
    }

    /// Pieces that the row still claims from stock.
    pub fn pieces(&self) -> i64 {
        (self.quantity - self.delivered).ceil().to_i64().unwrap_or(0)
    }

    /// Price of the whole row without VAT.
    pub fn net(&self) -> Decimal {
        self.quantity * self.unit_price
    }
}

/// Goods that left together.
#[derive(Clone, Debug)]
pub struct Shipment {
    /// Number that ties rows to the shipment.
    pub number: String,
    /// The carrier's reference of the whole shipment.
    pub reference: String,
    /// Parcel identifiers.
    pub packages: Vec<String>,
    /// Carrier.
    pub forwarder: String,
    /// Service of the carrier.
    pub delivery_method: String,
    /// When the shipment was made.
    pub created: OffsetDateTime,
    /// When its goods were picked.
    pub picked: OffsetDateTime,
    /// Weight in kilograms.
    pub weight: Decimal,
}

/// A customer order.
#[derive(Clone, Debug)]
pub struct Order {
    /// Number given by the server.
    pub number: String,
    /// Header fields that the client sent; given back unchanged.
    pub header: Map<String, Value>,
    /// Where the order stands.
    pub status: OrderStatus,
    /// Rows in order of their positions.
    pub rows: Vec<Row>,
    /// Shipments in order of leaving.
    pub shipments: Vec<Shipment>,
    /// When the order was entered.
    pub created: OffsetDateTime,
    /// When it last changed.
    pub changed: OffsetDateTime,
}

impl Order {
    /// A header field as text, empty when absent.
    pub fn text(&self, field: &str) -> &str {
        self.header.get(field).and_then(Value::as_str).unwrap_or_default()
    }

    /// The client's own number of the order.
    pub fn external(&self) -> &str {
        self.text("orderNumberExternal")
    }

    /// Sum of the rows that aren't cancelled, without and with VAT.
    pub fn totals(&self) -> (Decimal, Decimal) {
        let hundred = Decimal::ONE_HUNDRED;
        self.rows
            .iter()
            .filter(|row| row.status != RowStatus::Annulled)
            .fold((Decimal::ZERO, Decimal::ZERO), |(net, gross), row| {
                (net + row.net(), gross + row.net() * (hundred + row.vat_percent) / hundred)
            })
    }

    /// The next free position in tens.
    pub fn next_position(&self) -> u32 {
        self.rows.iter().map(|row| row.position).max().unwrap_or(0) / 10 * 10 + 10
    }
}
