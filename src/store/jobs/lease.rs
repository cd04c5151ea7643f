//! The lease of a batch as a condition: what a worker stores is stored only while its jobs are still its own.
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::job::{Job, LEASE_SECONDS};
use crate::store::db::{exec, statements, write};
use crate::store::{StoreResult, Tx};

statements! {
    EXTEND = "UPDATE jobs SET run_at = $1 WHERE shop_id = $2 AND lease = $3 AND state = 'ready'";
    STAY = "UPDATE places SET until = $1 WHERE lease = $2";
    HELD = "SELECT COUNT(*) FROM jobs WHERE shop_id = $1 AND lease = $2 AND state = 'ready'";
}

/// The lease under which one batch was claimed: all of one shop, by one token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    shop: ShopId,
    token: String,
    jobs: usize,
}

impl Lease {
    /// The lease of a claimed batch; `None` when it is empty.
    pub fn of(batch: &[Job]) -> Option<Self> {
        let first = batch.first()?;
        Some(Self { shop: first.shop.clone(), token: first.lease.clone(), jobs: batch.len() })
    }

    /// Keeps it for another while. `false` when it was lost: the work belongs to somebody else now.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn extend(&self, tx: &mut Tx, now: Millis) -> StoreResult<bool> {
        let until = now.plus_seconds(LEASE_SECONDS);
        let held =
            exec!(&mut *tx, sqlx::query(EXTEND).bind(until.0).bind(self.shop.as_str()).bind(self.token.as_str()));
        exec!(tx, sqlx::query(STAY).bind(until.0).bind(self.token.as_str()));
        Ok(usize::try_from(held).is_ok_and(|held| held == self.jobs))
    }

    /// Whether every job of the batch is still held. All of them were taken and are extended together, so that one that is gone
    /// says that the lease ran out: another worker has them, or the shop was erased.
    pub(in crate::store) async fn holds(&self, tx: &mut Tx) -> StoreResult<bool> {
        let (held,): (i64,) = write!(tx, conn => sqlx::query_as(HELD)
            .bind(self.shop.as_str()).bind(self.token.as_str()).fetch_one(conn).await)?;
        Ok(usize::try_from(held).is_ok_and(|held| held == self.jobs))
    }
}
