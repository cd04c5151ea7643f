//! The played Extend Commerce, seen over HTTP only.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop where it is")]

mod client;
mod hooks;
mod page;
mod reading;
mod rest;
mod warehouse;
