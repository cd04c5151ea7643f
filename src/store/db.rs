//! The two engines behind one text: connecting, transactions, and the macros that run one expression on either.
use std::ops::{Deref, DerefMut};
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Postgres, Transaction};

use crate::store::jobs::Lease;
use crate::store::orders::tally::{self, Tally};
use crate::store::patience;

mod file;
mod guard;
mod writer;

pub use file::DatabaseFile;
pub use writer::{Writer, Written};

/// Longest wait for a connection of PostgreSQL.
const PATIENCE: Duration = Duration::from_secs(10);

/// SQLite's wait for a lock as [`Db::connect`] sets it.
const BUSY_TIMEOUT: &str = "PRAGMA busy_timeout = 10000";

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// What can go wrong in the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The engine's own error.
    #[error("database: {0}")]
    Sql(#[source] sqlx::Error),
    /// No answer came within the patience of whoever asked.
    #[error("database: no answer within {0:?}")]
    Slow(Duration),
    /// A migration failed, or the database is newer than the program.
    #[error("migration: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The address can't be used.
    #[error("database address: {0}")]
    Address(String),
    /// The program stopped while somebody waited for the answer.
    #[error("stopped before the answer came")]
    Stopped,
    /// The transaction belongs to work whose lease has passed to somebody else: nothing was changed.
    #[error("the lease was lost")]
    LeaseLost,
    /// A stored value can't be read back.
    #[error("stored {what} can't be read: {why}")]
    Corrupt {
        /// Which column.
        what: &'static str,
        /// Why.
        why: String,
    },
    /// A value can't be written as the text that its column holds.
    #[error("{what} can't be written: {why}")]
    Unwritable {
        /// Which column.
        what: &'static str,
        /// Why.
        why: String,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        patience::note(&error);
        Self::Sql(error)
    }
}

impl StoreError {
    /// Whether a row of the same key was stored by somebody else at the same moment; trying again finds it.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Sql(sqlx::Error::Database(e)) if e.is_unique_violation())
    }

    /// Whether the database could not be asked or did not take what it was given; later it may.
    pub const fn is_away(&self) -> bool {
        matches!(self, Self::Sql(_) | Self::Slow(_) | Self::Stopped)
    }

    /// Whether the engine ended the transaction because two waited for each other (PostgreSQL `40P01`, `40001`);
    /// nothing was changed, and trying again is all there is to do.
    pub fn is_deadlock(&self) -> bool {
        matches!(self, Self::Sql(sqlx::Error::Database(e)) if matches!(e.code().as_deref(), Some("40P01" | "40001")))
    }
}

/// Result of a store call.
pub type StoreResult<T> = Result<T, StoreError>;

/// The database.
#[derive(Debug, Clone)]
pub enum Db {
    /// SQLite in WAL mode: many readers, one writer.
    Sqlite {
        /// Pool of readers.
        readers: SqlitePool,
        /// The one writer.
        writer: Writer,
        /// The file.
        file: DatabaseFile,
    },
    /// PostgreSQL.
    Postgres(PgPool),
}

/// A transaction. Dropped without `commit` it changes nothing.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite, begun `IMMEDIATE`.
    Sqlite(Open<Written>),
    /// On PostgreSQL.
    Postgres(Open<Transaction<'static, Postgres>>),
}

/// A transaction of one engine, with what is written at its end.
#[derive(Debug)]
pub struct Open<T> {
    transaction: T,
    tally: Tally,
    lease: Option<Lease>,
}

impl<T> From<T> for Open<T> {
    fn from(transaction: T) -> Self {
        Self { transaction, tally: Tally::default(), lease: None }
    }
}

impl<T: Deref> Deref for Open<T> {
    type Target = T::Target;

    fn deref(&self) -> &Self::Target {
        &self.transaction
    }
}

impl<T: DerefMut> DerefMut for Open<T> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.transaction
    }
}

impl Db {
    /// Connects to `sqlite://path` (the folder and file are made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// When the address can't be used or the engine doesn't answer.
    pub async fn connect(url: &str) -> StoreResult<Self> {
        if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url)
                .map_err(|e| StoreError::Address(e.to_string()))?
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(10))
                // What is deleted is overwritten, so that nobody reads it in the file.
                .pragma("secure_delete", "ON")
                .optimize_on_close(true, None);
            let file = DatabaseFile::prepare(options.get_filename())?;
            let writer = Writer::connect(&options).await?;
            // A file does not go away like a server does; asking it before each use costs as much as a small query.
            let pool = SqlitePoolOptions::new().test_before_acquire(false).max_connections(4);
            let readers = pool.connect_with(options.read_only(true)).await?;
            Ok(Self::Sqlite { readers, writer, file })
        } else {
            let options = PgConnectOptions::from_str(url).map_err(|e| StoreError::Address(e.to_string()))?;
            let pool =
                PgPoolOptions::new().max_connections(10).acquire_timeout(PATIENCE).connect_with(options.clone()).await;
            match pool {
                Ok(pool) => Ok(Self::Postgres(pool)),
                // After its patience the pool only says that it got no connection; a single try says why.
                Err(sqlx::Error::PoolTimedOut) => match tokio::time::timeout(PATIENCE, options.connect()).await {
                    Ok(Err(reason)) => Err(reason.into()),
                    _ => Err(sqlx::Error::PoolTimedOut.into()),
                },
                Err(other) => Err(other.into()),
            }
        }
    }

    /// Brings the tables up to date. Several processes may call it at once.
    ///
    /// # Errors
    /// When a migration fails or the database was made by a newer program.
    pub async fn migrate(&self) -> StoreResult<()> {
        match self {
            Self::Sqlite { writer, .. } => MIGRATIONS.run(&mut *writer.turn().await?).await?,
            Self::Postgres(pool) => MIGRATIONS.run(pool).await?,
        }
        guard::stand(self).await
    }

    /// Overwrites what was deleted and still lies in SQLite's log of changes. `false` when a reader was in the way: the next time is soon
    /// enough. PostgreSQL does it by itself, some time later (`docs/privacy.md`).
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_deleted(&self) -> StoreResult<bool> {
        let Self::Sqlite { writer, .. } = self else { return Ok(true) };
        let mut turn = writer.turn().await?;
        // Not held up by a long read: others wait for the writer.
        sqlx::query("PRAGMA busy_timeout = 100").execute(&mut *turn).await?;
        let done: Result<(i64, i64, i64), sqlx::Error> =
            sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *turn).await;
        sqlx::query(BUSY_TIMEOUT).execute(&mut *turn).await?;
        Ok(done?.0 == 0)
    }

    /// Whether every migration of this program has been applied.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn migrated(&self) -> StoreResult<bool> {
        Ok(self.applied().await? >= MIGRATIONS.iter().count())
    }

    /// Whether there are tables at all, if only those of an older program.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn furnished(&self) -> StoreResult<bool> {
        Ok(self.applied().await? > 0)
    }

    /// How many migrations have been applied.
    async fn applied(&self) -> StoreResult<usize> {
        const APPLIED: &str = "SELECT COUNT(*) FROM _sqlx_migrations WHERE success";
        let applied: Result<(i64,), sqlx::Error> = match self {
            Self::Sqlite { readers, .. } => sqlx::query_as(APPLIED).fetch_one(readers).await,
            Self::Postgres(pool) => sqlx::query_as(APPLIED).fetch_one(pool).await,
        };
        match applied {
            Ok((n,)) => Ok(usize::try_from(n).unwrap_or_default()),
            Err(sqlx::Error::Database(_)) => Ok(0),
            Err(other) => Err(other.into()),
        }
    }

    /// Begins a transaction that may write.
    ///
    /// # Errors
    /// When the database doesn't answer or stays locked.
    pub async fn begin(&self) -> StoreResult<Tx> {
        match self {
            Self::Sqlite { writer, .. } => Ok(Tx::Sqlite(Written::begin(writer).await?.into())),
            Self::Postgres(pool) => Ok(Tx::Postgres(pool.begin().await?.into())),
        }
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer, .. } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// The file of SQLite; `None` on PostgreSQL.
    pub const fn file(&self) -> Option<&DatabaseFile> {
        match self {
            Self::Sqlite { file, .. } => Some(file),
            Self::Postgres(_) => None,
        }
    }

    /// Whether this is PostgreSQL, for the few statements that differ.
    pub const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

impl Tx {
    /// Makes everything done in the transaction lasting.
    ///
    /// # Errors
    /// When the engine can't, and [`StoreError::LeaseLost`] when the lease that it is [`Self::under`] was lost; nothing is
    /// changed then.
    pub async fn commit(mut self) -> StoreResult<()> {
        tally::write_down(&mut self).await?;
        if let Some(lease) = self.lease().take()
            && !lease.holds(&mut self).await?
        {
            return Err(StoreError::LeaseLost);
        }
        match self {
            Self::Sqlite(open) => open.transaction.commit().await?,
            Self::Postgres(open) => open.transaction.commit().await?,
        }
        Ok(())
    }

    /// Binds the transaction to a lease: it commits only while all jobs of that batch are still held under it. The look is made
    /// right before the commit, when every row that the transaction changes is locked: whoever holds the jobs by then reads those
    /// rows after this commit, or has been seen.
    #[must_use]
    pub fn under(mut self, lease: &Lease) -> Self {
        *self.lease() = Some(lease.clone());
        self
    }

    const fn lease(&mut self) -> &mut Option<Lease> {
        match self {
            Self::Sqlite(open) => &mut open.lease,
            Self::Postgres(open) => &mut open.lease,
        }
    }

    /// Changes in the numbers of orders, written right before the commit.
    pub(super) const fn tally(&mut self) -> &mut Tally {
        match self {
            Self::Sqlite(open) => &mut open.tally,
            Self::Postgres(open) => &mut open.tally,
        }
    }
}

/// Runs one expression on the reading side of either engine: `read!(db, pool => query.fetch_all(pool).await)`.
macro_rules! read {
    ($db:expr, $pool:ident => $run:expr) => {
        match $db {
            crate::store::Db::Sqlite { readers: $pool, .. } => $run,
            crate::store::Db::Postgres($pool) => $run,
        }
    };
}

/// Runs one expression in a transaction of either engine: `write!(tx, conn => query.execute(conn).await)`.
macro_rules! write {
    ($tx:expr, $conn:ident => $run:expr) => {
        match $tx {
            crate::store::Tx::Sqlite(tx) => {
                let $conn = &mut **tx;
                $run
            }
            crate::store::Tx::Postgres(tx) => {
                let $conn = &mut **tx;
                $run
            }
        }
    };
}

/// Runs one changing statement that is a transaction by itself: `alone!(db, conn => query.execute(conn).await)`.
macro_rules! alone {
    ($db:expr, $conn:ident => $run:expr) => {
        match $db {
            crate::store::Db::Sqlite { writer, .. } => {
                let mut turn = writer.turn().await?;
                let $conn = &mut *turn;
                $run
            }
            crate::store::Db::Postgres($conn) => $run,
        }
    };
}

/// Names the SQL constants of a file and lists them for the test that prepares every statement.
macro_rules! statements {
    ($($name:ident = $sql:expr;)*) => {
        $(const $name: &str = $sql;)*
        /// The statements of this file by name.
        pub const STATEMENTS: &[(&str, &str)] = &[$((concat!(module_path!(), "::", stringify!($name)), $name)),*];
    };
}

/// Runs one changing statement in a transaction and tells how many rows it touched.
macro_rules! exec {
    ($tx:expr, $query:expr) => {
        crate::store::db::write!($tx, conn => $query.execute(conn).await.map(|done| done.rows_affected()))?
    };
}

pub(crate) use {alone, exec, read, statements, write};
