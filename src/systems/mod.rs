//! The outside world: one folder per system, and the guarded client that all of them share.
pub mod extend;
pub mod http;
pub mod json;
pub mod mail;
mod mask;
pub mod partner;
pub mod upgates;
