//! The words and rules of the merchant's world. Nothing here does I/O: time and chance come in as arguments.
pub mod access;
pub mod cause;
pub mod clock;
pub mod decision;
pub mod dictionary;
pub mod hook;
pub mod hosts;
pub mod ids;
pub mod job;
pub mod money;
pub mod order;
pub mod partner;
pub mod progress;
pub mod settings;
pub mod shop;
pub mod step;
pub mod stock;
