//! The partners' rates over the store: what one process uses, the others know.
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use crate::domain::partner::CallError;
use crate::domain::rate::Bucket;
use crate::store::{Db, StoreResult, rates};
use crate::systems::extend::Buckets;

/// The buckets as the database keeps them.
#[derive(Debug)]
pub struct StoredBuckets(pub Db);

impl StoredBuckets {
    async fn store(
        &self,
        account: &str,
        resource: &str,
        change: &(dyn Fn(&mut Bucket) + Send + Sync),
    ) -> StoreResult<()> {
        let mut tx = self.0.begin().await?;
        let mut bucket = rates::lock(&mut tx, account, resource).await?;
        let before = bucket;
        change(&mut bucket);
        if bucket != before {
            rates::save(&mut tx, account, resource, &bucket).await?;
        }
        tx.commit().await
    }
}

impl Buckets for StoredBuckets {
    fn change<'a>(
        &'a self,
        account: &'a str,
        resource: &'a str,
        change: &'a (dyn Fn(&mut Bucket) + Send + Sync),
    ) -> BoxFuture<'a, Result<(), CallError>> {
        async move {
            let stored = self.store(account, resource, change).await;
            stored.map_err(|error| CallError::Down { text: error.to_string() })
        }
        .boxed()
    }
}
