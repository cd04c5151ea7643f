//! The played Upgates: shops, REST interface, webhooks, signed calls to the add-on and the administration.

use crate::Options;
use crate::kit::Kit;
use actix_web::web::ServiceConfig;
use serde_json::{Value, json};

/// Handle to the played Upgates.
#[derive(Clone, Debug)]
pub struct Upgates {
    kit: Kit,
}

impl Upgates {
    pub(crate) fn new(kit: &Kit, _options: &Options, _base_url: &str) -> std::io::Result<Self> {
        Ok(Self { kit: kit.clone() })
    }

    /// The whole state for assertions.
    pub fn snapshot(&self) -> Value {
        json!({ "now": self.kit.clock.now().unix_timestamp() })
    }

    /// Returns to the seed.
    pub fn reset(&self) {}

    pub(crate) async fn run(self) {}
}

pub(crate) fn routes(_state: &Upgates, _cfg: &mut ServiceConfig) {}
