//! The administration in the browser: plain pages and forms, no script needed.

use actix_web::web::ServiceConfig;
pub fn routes(_cfg: &mut ServiceConfig) {}
