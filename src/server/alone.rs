//! One serving process per database file: SQLite has one writer, and what hooks brought is remembered in the process that writes.
use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt as _;

use crate::store::Db;

/// Held for as long as the process serves; the system lets go of it however the process ends.
#[derive(Debug)]
pub struct Alone {
    _held: Option<File>,
}

/// Why the file can't be served from.
#[derive(Debug, thiserror::Error)]
pub enum NotAlone {
    /// Another process serves from it.
    #[error(
        "another `spojka serve` is using this file; stop it first, or use PostgreSQL for several processes (commands such as `spojka shops` may run beside it)"
    )]
    Served,
    /// The file that says so can't be used.
    #[error("{0}: {1}")]
    Unusable(String, std::io::Error),
}

/// Makes sure that no other process serves from the database file. PostgreSQL serves many.
///
/// # Errors
/// When another one does.
pub fn claim(db: &Db) -> Result<Alone, NotAlone> {
    let Some(path) = db.file().and_then(crate::store::DatabaseFile::lock_path) else {
        return Ok(Alone { _held: None });
    };
    let unusable = |error| NotAlone::Unusable(path.display().to_string(), error);
    let file = OpenOptions::new().create(true).append(true).mode(0o600).open(&path).map_err(unusable)?;
    match file.try_lock() {
        Ok(()) => Ok(Alone { _held: Some(file) }),
        Err(TryLockError::WouldBlock) => Err(NotAlone::Served),
        Err(TryLockError::Error(error)) => Err(unusable(error)),
    }
}
