//! The four signed calls of Upgates (DESIGN 3.1; facts: upgates-addon.md 1). Each is proven before it has any effect, stores,
//! queues and answers; nothing slow happens here.
pub mod call;
pub mod fields;
pub mod install;
pub mod open;
pub mod reception;
pub mod uninstall;
pub mod version;
pub mod wording;

use actix_web::HttpResponse;
use serde_json::json;

/// The good answer of installation, uninstallation and version change.
fn done() -> HttpResponse {
    HttpResponse::Ok().json(json!({ "error": false, "message": "" }))
}

/// A refusal that the merchant can mend; it must be a 200 to be shown (upgates-addon.md 1.4).
fn refused(message: &str) -> HttpResponse {
    HttpResponse::Ok().json(json!({ "error": true, "message": message }))
}
