//! Waiting for the database no longer than a visitor likes to.
use std::time::Duration;

use crate::store::StoreError;
use crate::web::pages::PageError;

/// How long a page waits until the database has said whose it is.
const STORE: Duration = Duration::from_secs(2);

/// Waits for the database, but not for long.
///
/// # Errors
/// Those of the work, and [`PageError::Away`].
pub async fn in_time<T>(work: impl Future<Output = Result<T, PageError>>) -> Result<T, PageError> {
    tokio::time::timeout(STORE, work).await.unwrap_or_else(|_| Err(StoreError::Slow(STORE).into()))
}
