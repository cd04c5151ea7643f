//! The one writer of SQLite: a connection whose turns are taken in the order of asking. A pool of one would do the same, but asks for a sign
//! of life after each use, which costs as much as a small write.
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::sync::{Mutex, OwnedMappedMutexGuard, OwnedMutexGuard};

/// Longest wait for a turn.
const PATIENCE: Duration = Duration::from_secs(30);

/// The connection that writes.
#[derive(Debug, Clone)]
pub struct Writer(Arc<Mutex<Option<SqliteConnection>>>);

/// A turn of the writer.
pub type Turn = OwnedMappedMutexGuard<Option<SqliteConnection>, SqliteConnection>;

impl Writer {
    /// Opens the file.
    ///
    /// # Errors
    /// When it can't be opened.
    pub(super) async fn connect(options: &SqliteConnectOptions) -> Result<Self, sqlx::Error> {
        Ok(Self(Arc::new(Mutex::new(Some(options.connect().await?)))))
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// When the turns before it take too long, or after [`Self::close`].
    pub async fn turn(&self) -> Result<Turn, sqlx::Error> {
        let held = match Arc::clone(&self.0).try_lock_owned() {
            Ok(held) => held,
            Err(_) => tokio::time::timeout(PATIENCE, Arc::clone(&self.0).lock_owned())
                .await
                .map_err(|_| sqlx::Error::PoolTimedOut)?,
        };
        OwnedMutexGuard::try_map(held, Option::as_mut).map_err(|_| sqlx::Error::PoolClosed)
    }

    /// Closes the file after the last turn.
    pub(super) async fn close(&self) {
        let kept = self.0.lock().await.take();
        if let Some(connection) = kept
            && let Err(error) = connection.close().await
        {
            tracing::warn!(%error, "the database file was not closed well");
        }
    }
}

/// A transaction of the writer. Dropped without [`Self::commit`] it is rolled back, and the turn ends after that.
#[derive(Debug)]
pub struct Written {
    /// Always there, until the drop takes it.
    turn: Option<Turn>,
    open: bool,
}

impl Written {
    /// Waits for a turn and begins; `IMMEDIATE`, since a transaction that reads first and writes later fails under load.
    ///
    /// # Errors
    /// When the turn doesn't come, or another process holds the file for too long.
    pub(super) async fn begin(writer: &Writer) -> Result<Self, sqlx::Error> {
        let mut written = Self { turn: Some(writer.turn().await?), open: true };
        sqlx::query("BEGIN IMMEDIATE").execute(&mut *written).await?;
        Ok(written)
    }

    /// Makes everything done in it lasting.
    ///
    /// # Errors
    /// When the engine can't; it is rolled back then.
    pub(super) async fn commit(mut self) -> Result<(), sqlx::Error> {
        sqlx::query("COMMIT").execute(&mut *self).await?;
        self.open = false;
        Ok(())
    }
}

impl Deref for Written {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        self.turn.as_ref().expect("taken only by the drop")
    }
}

impl DerefMut for Written {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.turn.as_mut().expect("taken only by the drop")
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        let Some(mut turn) = self.turn.take().filter(|_| self.open) else { return };
        // Without a runtime the process ends, and with it the connection and what it had not committed.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                // Fails when the beginning had failed or the commit had come through; there is nothing to undo then.
                if let Err(error) = sqlx::query("ROLLBACK").execute(&mut *turn).await {
                    tracing::debug!(%error, "nothing was rolled back");
                }
            });
        }
    }
}
