//! Hooks, one file per sender. A hook only leaves a mark, committed before the answer; a worker reads the truth afterwards.
pub mod extend;
pub mod upgates;

use actix_web::HttpResponse;

/// Largest hook body, in bytes.
pub const LIMIT: usize = 2 * 1024 * 1024;

/// A repeated sign of life within so many seconds is not written again.
const HEARD_SECONDS: i64 = 10;

/// The good answer, the same for everybody.
fn taken() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body("{}")
}
