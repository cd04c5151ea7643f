//! Extend Commerce, an order and warehouse system: orders go there, progress and stock come back.
//!
//! Outside facts: the vendor's API description and best-practice pages (partners.md section 2). Pure parts: `options`,
//! `order` and `rows` (what we send), `change` and `told` (what we send again), `progress` and `stock` (what we read),
//! `tracking`, `identity` (whose an order is), `refusal` (what answers mean). `client` says what can be asked; `lists` reads whole lists, `wire` makes one call, `pace` keeps their
//! number down.
mod answer;
mod change;
mod client;
mod credentials;
mod fields;
mod identity;
mod lists;
mod notes;
mod options;
mod order;
mod pace;
mod pages;
mod progress;
mod refusal;
mod rows;
mod stock;
mod told;
mod tracking;
mod wire;

pub use answer::{Cancelling, ConnectionInfo, Known, Updated};
pub use client::ExtendClient;
pub use credentials::{AuthHeader, Credentials};
pub use options::{DeliveredMeans, Options, PAYMENT_TYPES, Prices, ProductNumber, Sets, check_payments};
pub use order::{customer_order, sums};
pub use pace::{Buckets, Pace};
pub use progress::read_order;
pub use tracking::{Templates, tracking_url};
