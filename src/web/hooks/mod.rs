//! Hooks, one file per sender. A hook only leaves a mark, committed before the answer; a worker reads the truth afterwards.
pub mod extend;
pub mod missed;
pub mod upgates;

use std::time::Duration;

use actix_web::HttpResponse;

use crate::store::StoreError;
use crate::web::error::Problem;

/// Largest hook body, in bytes.
pub const LIMIT: usize = 2 * 1024 * 1024;

/// How long a hook waits for the store: Upgates gives up after a second (upgates-addon.md 2.4), and what it gave up may never come again.
const STORE: Duration = Duration::from_millis(900);

/// A repeated sign of life within so many seconds is not written again.
const HEARD_SECONDS: i64 = 10;

/// The good answer, the same for everybody.
fn taken() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body("{}")
}

/// Waits for the store no longer than the sender waits for us; what can't be stored in time is refused and remembered as missed.
async fn in_time<T>(work: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
    tokio::time::timeout(STORE, work).await.unwrap_or(Err(Problem::Store(StoreError::Slow(STORE))))
}
