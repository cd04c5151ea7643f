//! Hooks that could not be stored: the process remembers whose they were, and has changes looked for as soon as the store takes writes.
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::ServiceResponse;
use tokio::sync::Notify;

use crate::crypto::token;
use crate::domain::clock::{Clock, Millis};
use crate::domain::hook;
use crate::domain::ids::ShopId;
use crate::domain::job::JobKind;
use crate::domain::shop::ShopState;
use crate::store::connections::ConnectionState;
use crate::store::marks::{self, Mark};
use crate::store::{Db, StoreResult, connections, jobs, shops};
use crate::web::app::WebState;
use crate::web::error::Problem;
use crate::web::lately::Lately;

/// How often storing is tried again.
const REST: Duration = Duration::from_millis(500);
/// Owners remembered one by one; with more of them every shop is looked at.
const MOST: usize = 2000;
/// Looks at all shops are spread over at most so many seconds.
const SPREAD: i64 = 600;

/// Whose a hook is: shop, connection (empty for the shop's own) and event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whose {
    /// Whose shop.
    pub shop: ShopId,
    /// Connection id; empty for a hook of the shop.
    pub connection: String,
    /// Event as marks name it.
    pub event: String,
}

/// What was missed, until it is made good.
#[derive(Clone)]
pub struct Missed {
    db: Db,
    clock: Clock,
    bell: Arc<Notify>,
    /// Whose hooks came by which address, by its hash; believed for as long as there is nothing better.
    addresses: Arc<Lately<Vec<Whose>>>,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    owners: BTreeSet<Whose>,
    all: bool,
    at_work: bool,
}

impl Missed {
    /// The memory of one process.
    pub fn new(db: Db, clock: Clock, bell: Arc<Notify>) -> Self {
        Self { db, clock, bell, addresses: Arc::new(Lately::for_millis(0)), kept: Arc::default() }
    }

    /// A known address was called; should one of its hooks be missed, changes are looked for there alone.
    pub fn learn(&self, hash: &str, whose: impl FnOnce() -> Vec<Whose>) {
        if self.addresses.last(hash).is_none() {
            self.addresses.put(hash, whose(), self.clock.now());
        }
    }

    /// A hook that came by this address could not be stored.
    fn remember(&self, hash: &str) {
        let whose = self.addresses.last(hash);
        let idle = {
            let mut kept = self.lock();
            match whose {
                Some(owners) if kept.owners.len() < MOST => kept.owners.extend(owners),
                _ => kept.all = true,
            }
            !std::mem::replace(&mut kept.at_work, true)
        };
        if idle {
            tokio::spawn(self.clone().make_good());
        }
    }

    /// Tries until everything that was missed is queued.
    async fn make_good(self) {
        loop {
            tokio::time::sleep(REST).await;
            let (owners, all) = {
                let mut kept = self.lock();
                (std::mem::take(&mut kept.owners), std::mem::take(&mut kept.all))
            };
            let queued = self.queue(&owners, all).await;
            let mut kept = self.lock();
            match queued {
                Ok(()) if kept.owners.is_empty() && !kept.all => {
                    kept.at_work = false;
                    drop(kept);
                    tracing::warn!(
                        owners = owners.len(),
                        all,
                        "hooks came while nothing could be stored; changes are looked for"
                    );
                    self.bell.notify_one();
                    return;
                }
                Ok(()) => {}
                Err(error) => {
                    tracing::debug!(%error, "still nothing can be stored");
                    kept.owners.extend(owners);
                    kept.all |= all;
                }
            }
        }
    }

    async fn queue(&self, owners: &BTreeSet<Whose>, all: bool) -> StoreResult<()> {
        let now = self.clock.now();
        let of = |whose: &Whose| Mark::new(&whose.shop, &whose.connection, &whose.event, "[]".to_owned(), now);
        let marks: Vec<Mark> = owners.iter().map(of).collect();
        if !marks.is_empty() {
            marks::push_all(&self.db, &marks.iter().collect::<Vec<_>>()).await?;
        }
        if all { self.look_everywhere(now).await } else { Ok(()) }
    }

    /// One shop a second, all within ten minutes.
    async fn look_everywhere(&self, now: Millis) -> StoreResult<()> {
        let all = shops::all(&self.db).await?;
        let flowing = all.iter().filter(|shop| shop.state == ShopState::Active && shop.flowing);
        for (shop, place) in flowing.zip((0..SPREAD).cycle()) {
            let due = now.plus_seconds(place);
            let started = connections::of_shop(&self.db, &shop.id).await?;
            let mut tx = self.db.begin().await?;
            jobs::mark(&mut tx, &shop.id, "", JobKind::CatchUp, "", due, now).await?;
            for connection in started.iter().filter(|c| c.state == ConnectionState::Started) {
                for kind in [JobKind::ProgressCatchUp, JobKind::StockCatchUp] {
                    jobs::mark(&mut tx, &shop.id, connection.id.as_str(), kind, "", due, now).await?;
                }
            }
            tx.commit().await?;
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whose the hooks of a partner's connection are: progress and stock.
pub fn of_connection(shop: &ShopId, connection: &str) -> Vec<Whose> {
    let one = |event: &str| Whose { shop: shop.clone(), connection: connection.to_owned(), event: event.to_owned() };
    vec![one(hook::PROGRESS), one(hook::STOCK)]
}

/// Remembers a hook whose answer is that storing is not possible.
pub fn notice<B: MessageBody>(state: &WebState, answer: &ServiceResponse<B>) {
    let problem = answer.response().error().and_then(|error| error.as_error::<Problem>());
    if matches!(problem, Some(Problem::Store(_)))
        && let Some(secret) = answer.request().match_info().get("secret")
    {
        state.missed.remember(&token::hash(secret));
    }
}
