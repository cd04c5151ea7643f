//! The played Extend Commerce: REST interface, warehouse life, notifications and page.

use crate::kit::Kit;
use actix_web::web::ServiceConfig;
use serde_json::{Value, json};

/// Everything the played Extend knows; a clone is a handle to the same state.
#[derive(Clone, Debug)]
pub struct ExtendState {
    kit: Kit,
}

impl ExtendState {
    /// An Extend with its seed.
    pub fn new(kit: Kit) -> Self {
        Self { kit }
    }

    /// The whole state for assertions.
    pub fn snapshot(&self) -> Value {
        json!({ "now": self.kit.clock.now().unix_timestamp() })
    }

    /// Returns to the seed.
    pub fn reset(&self) {}

    /// Work that goes on by itself (notifications and their repeats); runs until the sandbox stops.
    pub async fn run(self) {}
}

/// Mounts all paths at the root.
pub fn routes(_state: ExtendState, _cfg: &mut ServiceConfig) {}
