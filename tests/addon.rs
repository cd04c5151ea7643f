//! The add-on as Upgates and partners meet it: the real server over real HTTP, on both engines.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![expect(clippy::disallowed_methods, reason = "a test reads what it has sent or stored itself")]

#[path = "support/databases.rs"]
mod databases;
#[path = "addon/hooks.rs"]
mod hooks;
#[path = "addon/hostile.rs"]
mod hostile;
#[path = "addon/house.rs"]
#[expect(dead_code, reason = "other tests use the rest of the house")]
mod house;
#[path = "addon/install.rs"]
mod install;
#[path = "support/nasty.rs"]
mod nasty;
#[path = "addon/open.rs"]
mod open;
#[path = "addon/played.rs"]
mod played;
#[path = "addon/refusals.rs"]
mod refusals;
#[path = "addon/uninstall.rs"]
mod uninstall;
#[path = "addon/version.rs"]
mod version;
