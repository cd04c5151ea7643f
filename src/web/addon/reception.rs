//! What an opening needs, kept at hand, so that it costs no write and rarely a read: the shop, and the signed texts that other
//! endpoints took. That an opening came is remembered right after its answer, many together, since only a deactivation asks for it.
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::domain::clock::Millis;
use crate::domain::shop::Shop;
use crate::store::signatures::{self, Accepted};
use crate::store::{Db, StoreResult, shops};
use crate::web::app::BELIEVED_MILLIS;
use crate::web::lately::Lately;

/// The first opening after a quiet time is written at once; those that follow gather for so long.
const GATHER: Duration = Duration::from_millis(50);
/// How long the writing rests after it failed.
const REST: Duration = Duration::from_secs(1);

/// A shop that opens the add-on.
#[derive(Debug)]
pub struct Guest {
    /// The shop.
    pub shop: Shop,
    /// Hashes of the texts that another endpoint accepted, and that an opening may therefore not carry.
    pub elsewhere: Vec<String>,
}

/// Knows the shops that open the add-on, and remembers their openings.
#[derive(Clone)]
pub struct Reception {
    db: Db,
    guests: Arc<Lately<Arc<Guest>>>,
    openings: Arc<Mutex<Openings>>,
    turn: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Default)]
struct Openings {
    waiting: Vec<Accepted>,
    writing: bool,
}

impl Reception {
    /// The reception of one process.
    pub fn new(db: Db) -> Self {
        Self {
            db,
            guests: Arc::new(Lately::for_millis(BELIEVED_MILLIS)),
            openings: Arc::default(),
            turn: Arc::default(),
        }
    }

    /// The shop with this identifier. What another process changed within the last second may not be seen.
    ///
    /// # Errors
    /// When the database doesn't answer (so in all functions here).
    pub async fn guest(&self, token: &str, now: Millis) -> StoreResult<Option<Arc<Guest>>> {
        if let Some(guest) = self.guests.get(token, now) {
            return Ok(Some(guest));
        }
        // Boxed, as it is rarer than the other way and far larger.
        Box::pin(self.read_guest(token, now)).await
    }

    async fn read_guest(&self, token: &str, now: Millis) -> StoreResult<Option<Arc<Guest>>> {
        let Some(shop) = shops::by_token(&self.db, token).await? else { return Ok(None) };
        let elsewhere = signatures::elsewhere(&self.db, token).await?;
        let guest = Arc::new(Guest { shop, elsewhere });
        self.guests.put(token, Arc::clone(&guest), now);
        Ok(Some(guest))
    }

    /// Something about the shop was changed here.
    pub fn forget(&self, token: &str) {
        self.guests.forget(token);
    }

    /// Remembers an opening; written soon, without holding up its answer.
    pub fn remember(&self, opening: Accepted) {
        let idle = {
            let mut openings = self.lock();
            openings.waiting.push(opening);
            !std::mem::replace(&mut openings.writing, true)
        };
        if idle {
            tokio::spawn(self.clone().write());
        }
    }

    /// Waits until every opening that was answered before is in the database, also those of other processes.
    pub async fn settle(&self) -> StoreResult<()> {
        self.flush().await?;
        if self.db.is_postgres() {
            tokio::time::sleep(GATHER * 2).await;
        }
        Ok(())
    }

    /// Writes what this process remembers.
    pub async fn flush(&self) -> StoreResult<()> {
        let _turn = self.turn.lock().await;
        let waiting = std::mem::take(&mut self.lock().waiting);
        let written = signatures::remember_openings(&self.db, &waiting).await;
        if written.is_err() {
            self.lock().waiting.splice(..0, waiting);
        }
        written
    }

    async fn write(self) {
        loop {
            let rest = match self.flush().await {
                Ok(()) => GATHER,
                Err(error) => {
                    tracing::error!(%error, "openings could not be remembered yet");
                    REST
                }
            };
            tokio::time::sleep(rest).await;
            let mut openings = self.lock();
            if openings.waiting.is_empty() {
                openings.writing = false;
                return;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Openings> {
        self.openings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
