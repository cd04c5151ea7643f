//! Spojka couples an Upgates shop with the system that ships for it.
//!
//! Imports point downward only; `tests/layers.rs` keeps it so:
//!
//! ```text
//! main → server → { web, sync } → { store, crypto, systems } → domain
//! ```
pub mod config;
pub mod crypto;
pub mod domain;
pub mod store;
pub mod systems;
pub mod telemetry;
pub mod web;
