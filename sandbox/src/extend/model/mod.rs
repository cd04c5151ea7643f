//! The warehouse itself, without any wire: words, orders, stock, events and the rules between them.

pub mod change;
pub mod draft;
pub mod entry;
pub mod event;
pub mod hands;
pub mod header;
pub mod order;
pub mod picking;
pub mod seed;
pub mod stock;
pub mod store;
pub mod words;
