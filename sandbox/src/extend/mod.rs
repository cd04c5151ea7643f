//! The played Extend Commerce: a warehouse with its REST interface, notifications, back-office page and control paths.
//!
//! ```text
//! rest, page, control → state → { model (the warehouse), hooks (notifications) } → kit
//! ```

pub mod control;
pub mod hooks;
pub mod model;
pub mod page;
pub mod rest;
pub mod snapshot;
pub mod state;
pub mod switches;

pub use state::ExtendState;

use actix_web::web::{Data, ServiceConfig};

/// Mounts all paths at the root.
pub fn routes(state: ExtendState, cfg: &mut ServiceConfig) {
    rest::routes(&state, cfg);
    control::routes(cfg);
    page::routes(cfg);
    cfg.app_data(Data::new(state));
}
