//! The played Upgates: shops, REST interface, webhooks, signed calls to the add-on and the administration.
//!
//! ```text
//! admin, control, rest → desk, calls → life → events → model
//! hooks sends what events left waiting
//! ```

pub mod calls;
pub mod chance;
pub mod events;
pub mod life;
pub mod model;
pub mod prague;
pub mod seed;
pub mod wire_json;

mod admin;
mod control;
mod desk;
mod forged;
mod hooks;
mod keys;
mod public_key;
mod rest;
mod snapshot;
mod state;
mod switches;

pub use state::{Goods, Upgates};

use crate::kit::wire;
use actix_web::web::{self, Data, PayloadConfig, ServiceConfig};

/// Largest body of a call, in bytes.
const LARGEST: usize = 32 * 1024 * 1024;

/// Mounts all paths at the root.
pub(crate) fn routes(upgates: &Upgates, cfg: &mut ServiceConfig) {
    cfg.app_data(Data::new(upgates.clone()));
    cfg.service(
        web::scope("/shops")
            .wrap(wire::observe(&upgates.kit, "upgates"))
            .app_data(PayloadConfig::new(LARGEST))
            .route("/{shop}/{tail:.*}", web::to(rest::enter)),
    );
    cfg.service(
        web::scope("/addons")
            .wrap(wire::observe(&upgates.kit, "upgates-files"))
            .route("/signature/api.signature.pub.key", web::get().to(public_key::show)),
    );
    control::routes(cfg);
    admin::routes(cfg);
}

/// What the customer pays, before rounding.
pub(crate) use rest::order_total;

impl Upgates {
    /// Sends webhooks until the sandbox stops.
    pub(crate) async fn run(self) {
        hooks::run(self).await;
    }
}
