//! The pages as a browser meets them: the real server over real HTTP, on both engines.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![expect(clippy::disallowed_methods, reason = "a test reads what it has sent or stored itself")]

#[path = "pages/audit.rs"]
mod audit;
#[path = "pages/bad_input.rs"]
mod bad_input;
#[path = "pages/browser.rs"]
mod browser;
#[path = "pages/contents.rs"]
mod contents;
#[path = "support/databases.rs"]
mod databases;
#[path = "pages/forms.rs"]
mod forms;
#[path = "pages/found.rs"]
mod found;
#[path = "pages/gates.rs"]
mod gates;
#[path = "pages/guide.rs"]
mod guide;
#[path = "pages/help.rs"]
mod help;
#[path = "addon/house.rs"]
#[expect(dead_code, reason = "the signed calls' tests use the rest of the house")]
mod house;
#[path = "pages/login.rs"]
mod login;
#[path = "pages/mapping.rs"]
mod mapping;
#[path = "pages/nonsense.rs"]
mod nonsense;
#[path = "pages/prepare.rs"]
mod prepare;
#[path = "pages/sample.rs"]
mod sample;
#[path = "pages/saving.rs"]
mod saving;
#[path = "pages/session.rs"]
mod session;
#[path = "pages/settings.rs"]
mod settings;
#[path = "pages/shown.rs"]
mod shown;
