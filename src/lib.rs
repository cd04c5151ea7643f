//! Spojka couples an Upgates shop with the system that ships for it.
//!
//! Imports point downward only; a test keeps it so:
//!
//! ```text
//! main → server → { web, sync } → { text, coupling } → { store, crypto, systems } → domain
//! ```
pub mod config;
pub mod coupling;
pub mod crypto;
pub mod domain;
pub mod server;
pub mod store;
pub mod sync;
pub mod systems;
pub mod telemetry;
pub mod text;
pub mod web;
