//! The database file of SQLite: readable by its owner only, and whether it is still the one that was opened.
use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::store::{StoreError, StoreResult};

/// Nobody but the owner.
const OWNER_ONLY: u32 = 0o600;
/// The files beside it, which SQLite makes with the same permissions.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The file that is open.
#[derive(Debug, Clone)]
pub struct DatabaseFile(Option<Arc<Seen>>);

#[derive(Debug)]
struct Seen {
    path: PathBuf,
    device: u64,
    inode: u64,
}

impl DatabaseFile {
    /// Makes folder and file when they are missing, and takes them away from everybody but the owner. A database in memory has none.
    ///
    /// # Errors
    /// When folder or file can't be made.
    pub(super) fn prepare(path: &Path) -> StoreResult<Self> {
        let name = path.to_string_lossy();
        if name.is_empty() || name.contains(":memory:") {
            return Ok(Self(None));
        }
        let unusable = |what: &Path, error: &io::Error| StoreError::Address(format!("{}: {error}", what.display()));
        if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
            made.map_err(|e| unusable(folder, &e))?;
        }
        let mut options = OpenOptions::new();
        let opened = options.create(true).append(true).mode(OWNER_ONLY).open(path);
        let seen = opened.and_then(|file| file.metadata()).map_err(|e| unusable(path, &e))?;
        for file in std::iter::once(path.to_owned()).chain(BESIDE.map(|end| beside(path, end))) {
            close_to_others(&file);
        }
        Ok(Self(Some(Arc::new(Seen { path: path.to_owned(), device: seen.dev(), inode: seen.ino() }))))
    }

    /// Whether the file is still where it was: neither deleted nor replaced by another.
    pub fn stands(&self) -> bool {
        self.0.as_ref().is_none_or(|seen| {
            let now = std::fs::metadata(&seen.path);
            now.is_ok_and(|now| (now.dev(), now.ino()) == (seen.device, seen.inode))
        })
    }

    /// Where a process that serves from this file says so; `None` for a database in memory.
    pub fn lock_path(&self) -> Option<PathBuf> {
        self.0.as_ref().map(|seen| beside(&seen.path, "-serve"))
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn close_to_others(file: &Path) {
    let Ok(found) = std::fs::metadata(file) else { return };
    if found.is_file() && found.permissions().mode() & 0o077 != 0 {
        let closed = std::fs::set_permissions(file, Permissions::from_mode(OWNER_ONLY));
        if let Err(error) = closed {
            tracing::warn!(file = %file.display(), %error, "others may read the database file, and that can't be changed");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn only_the_owner_reads_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/spojka.db");
        DatabaseFile::prepare(&path).unwrap();
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        std::fs::write(beside(&path, "-wal"), "").unwrap();
        for file in [path.clone(), beside(&path, "-wal")] {
            std::fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
            DatabaseFile::prepare(&path).unwrap();
            assert_eq!(mode(&file), 0o600, "also a file that an older program left open");
        }
    }

    #[test]
    fn a_deleted_or_replaced_file_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("spojka.db");
        let file = DatabaseFile::prepare(&path).unwrap();
        assert!(file.stands());
        std::fs::rename(&path, folder.path().join("elsewhere")).unwrap();
        assert!(!file.stands());
        std::fs::write(&path, "another").unwrap();
        assert!(!file.stands());
        assert!(DatabaseFile::prepare(Path::new(":memory:")).unwrap().stands());
    }

    #[test]
    fn a_folder_that_cannot_be_made_names_itself() {
        let error = DatabaseFile::prepare(Path::new("/proc/nowhere/spojka.db")).unwrap_err();
        assert!(matches!(error, StoreError::Address(text) if text.contains("/proc/nowhere")));
    }
}
