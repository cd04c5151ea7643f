//! How long somebody waits for the database, and whether it still takes what it is given.
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::store::{StoreError, StoreResult};

/// So long after a write was refused for want of room the database counts as not storing, unless a later one told otherwise.
const REMEMBERED: Duration = Duration::from_secs(60);

/// Waits for the database for so long and no longer; what was begun is dropped then.
///
/// # Errors
/// Those of the work, and [`StoreError::Slow`].
pub async fn within<T>(limit: Duration, work: impl Future<Output = StoreResult<T>>) -> StoreResult<T> {
    tokio::time::timeout(limit, work).await.unwrap_or(Err(StoreError::Slow(limit)))
}

/// When a write was last refused for want of room. One for the process, as is the disk: small writes may still succeed on a full one, so
/// that no later success takes it back.
static REFUSED: Mutex<Option<Instant>> = Mutex::new(None);

/// Notes an error that says: nothing can be stored (disk full, read-only, broken file).
pub(super) fn note(error: &sqlx::Error) {
    if cannot_store(error) {
        *REFUSED.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }
}

/// Whether no write was refused for want of room lately.
pub fn stores() -> bool {
    let refused = *REFUSED.lock().unwrap_or_else(PoisonError::into_inner);
    refused.is_none_or(|at| at.elapsed() > REMEMBERED)
}

/// SQLite's primary result codes (low byte of the extended ones) and PostgreSQL's SQLSTATE classes.
fn cannot_store(error: &sqlx::Error) -> bool {
    const READ_ONLY: i64 = 8;
    const IO_ERROR: i64 = 10;
    const CORRUPT: i64 = 11;
    const FULL: i64 = 13;
    let Some(code) = error.as_database_error().and_then(sqlx::error::DatabaseError::code) else { return false };
    if code.len() == 5 {
        // Insufficient resources, system error, read-only transaction (a standby after a failover).
        return code.starts_with("53") || code.starts_with("58") || code == "25006";
    }
    code.parse::<i64>().is_ok_and(|code| [READ_ONLY, IO_ERROR, CORRUPT, FULL].contains(&(code & 0xFF)))
}
