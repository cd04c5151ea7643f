//! Notifications: who wants to be told, what is sent, when, and what came of it (facts: partners.md 2.7).

pub mod body;
pub mod delivery;
pub mod queue;
pub mod sender;
pub mod subscription;
