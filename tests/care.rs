//! What is told to people by itself, as their mailbox gets it: alerts, the digest, and requests for accounts.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]
#![expect(clippy::disallowed_methods, reason = "a test reads what it has sent or stored itself")]

#[path = "care/alerts.rs"]
mod alerts;
#[path = "pages/browser.rs"]
mod browser;
#[path = "support/databases.rs"]
mod databases;
#[path = "addon/house.rs"]
#[expect(dead_code, reason = "the signed calls' tests use the rest of the house")]
mod house;
#[path = "care/messages.rs"]
mod messages;
#[path = "care/operator.rs"]
mod operator;
#[path = "support/post_office.rs"]
mod post_office;
#[path = "care/refused.rs"]
mod refused;
#[path = "care/requests.rs"]
mod requests;
#[path = "pages/sample.rs"]
mod sample;
#[path = "care/unmailed.rs"]
mod unmailed;

use std::sync::Arc;

use secrecy::SecretString;
use spojka::config::Mail;
use spojka::sync::{Context, Tuning};

use crate::house::House;
use crate::post_office::PostOffice;

/// The worker's context in a house, with a mail server or without.
fn worker(house: &House, office: Option<&PostOffice>) -> Arc<Context> {
    let mut config = house.config.clone();
    config.mail =
        office.map(|o| Mail { smtp_url: SecretString::from(o.url()), from: "Spojka <spojka@example.com>".to_owned() });
    spojka::server::build(&config, house.db.clone(), house.clock.clone(), Tuning::default()).unwrap().1
}
