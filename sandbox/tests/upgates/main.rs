//! The played Upgates, from outside over HTTP.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod addon;
mod admin;
mod door;
mod faults;
mod hooks;
mod listener;
mod orders;
mod products;
mod stage;
