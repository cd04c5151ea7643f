//! What a played shop holds: plain data, no wire and no rules.

mod order;
mod product;
mod shop;
mod webhook;

pub use order::{Line, Mail, Order};
pub use product::{Product, Variant};
pub use shop::{Access, AddonCard, Carrier, Language, PaymentWay, Shop, Status};
pub use webhook::{Batch, Delivery, Webhook};
