//! The worker: what each kind of job does, one file per part of the merchant's world. Reads are truth; a job brings one
//! thing up to date, and doing it twice is harmless.
pub mod alerts;
pub mod catch_up;
pub mod context;
pub mod engine;
pub mod fill;
pub mod gate;
pub mod give_up;
pub mod looks;
pub mod messages;
mod missing;
pub mod onboarding;
pub mod orders;
pub mod pace;
pub mod progress;
pub mod readiness;
pub mod refused;
pub mod requests;
pub mod schedule;
pub mod simulate;
pub mod spread;
pub mod stock;
pub mod turn;
pub mod webhooks;
pub mod write_back;

pub use context::{Context, Tuning};
pub use engine::run;
