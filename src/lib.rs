//! Spojka couples an Upgates shop with the system that ships for it.
//!
//! Imports point downward only; `tests/layers.rs` keeps it so:
//!
//! ```text
//! main → server → { web, sync } → { store, crypto, systems } → domain
//! ```
pub mod domain;
