//! Marks of hooks that arrive at the same moment, committed together: under load one commit serves many, alone it is a single
//! statement.
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

use crate::store::marks::{self, Mark};
use crate::store::{Db, StoreError, StoreResult};

/// Rows of one transaction; more go into the next, so that the one writer of SQLite is not held for long.
const ROWS: usize = 500;

/// Where hooks leave their marks.
#[derive(Debug, Clone)]
pub struct Inbox {
    db: Db,
    queue: Arc<Mutex<Queue>>,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: Vec<Entry>,
    writing: bool,
}

/// The marks of one hook, and who waits for them.
#[derive(Debug)]
struct Entry {
    marks: Vec<Mark>,
    told: oneshot::Sender<StoreResult<()>>,
}

impl Inbox {
    /// An inbox of this database.
    pub fn new(db: Db) -> Self {
        Self { db, queue: Arc::default() }
    }

    /// Commits the marks of one hook, all or none. The commit goes on when the caller goes away.
    ///
    /// # Errors
    /// When the database doesn't answer; nothing is stored then.
    pub async fn take(&self, marks: Vec<Mark>) -> StoreResult<()> {
        if marks.is_empty() {
            return Ok(());
        }
        let (told, answer) = oneshot::channel();
        let idle = {
            let mut queue = self.lock();
            queue.waiting.push(Entry { marks, told });
            !std::mem::replace(&mut queue.writing, true)
        };
        if idle {
            tokio::spawn(self.clone().write());
        }
        answer.await.unwrap_or(Err(StoreError::Stopped))
    }

    /// Writes until nobody waits.
    async fn write(self) {
        while let Some(group) = self.next() {
            let rows: Vec<&Mark> = group.iter().flat_map(|entry| &entry.marks).collect();
            let written = marks::push_all(&self.db, &rows).await;
            if written.is_err() && group.len() > 1 {
                // Each learns its own fate.
                for entry in group {
                    let alone = marks::push_all(&self.db, &entry.marks.iter().collect::<Vec<_>>()).await;
                    drop(entry.told.send(alone));
                }
                continue;
            }
            let mut written = Some(written);
            for entry in group {
                // A sender that has gone away needs no answer.
                drop(entry.told.send(written.take().unwrap_or(Ok(()))));
            }
        }
    }

    /// The next hooks that fit in one transaction; `None` when nobody waits, and then the next one to come begins anew.
    fn next(&self) -> Option<Vec<Entry>> {
        let mut queue = self.lock();
        let mut rows = 0;
        let fitting = queue.waiting.iter().take_while(|entry| {
            let first = rows == 0;
            rows += entry.marks.len();
            first || rows <= ROWS
        });
        let count = fitting.count();
        queue.writing = count > 0;
        (count > 0).then(|| queue.waiting.drain(..count).collect())
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
