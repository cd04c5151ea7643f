//! The gate before each Upgates call, kept in the database for all processes: two at once per shop, waiting when told
//! to, putting off until tomorrow what can wait once today's safe number is used up, stopping at the first 401,
//! following a move, counting each call.
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use crate::coupling::Desk;
use crate::domain::access::Access;
use crate::domain::clock::Millis;
use crate::domain::ids::{RowId, ShopId};
use crate::domain::partner::CallError;
use crate::domain::shop::ShopState;
use crate::store::{StoreResult, calls, shops, usage};
use crate::systems::upgates::{CallReport, Gate};

/// How often a full house is looked at again, in milliseconds.
const LOOK_MILLIS: u64 = 40;
/// How often it is looked at before the call is put off.
const LOOKS: u32 = 500;

/// The gate of one shop.
#[derive(Debug)]
pub struct StoreGate {
    desk: Desk,
    shop: ShopId,
    budget: i64,
    holder: std::sync::Mutex<Vec<String>>,
}

impl StoreGate {
    /// The gate of a shop, with so many calls a day for what can wait.
    pub const fn new(desk: Desk, shop: ShopId, budget: i64) -> Self {
        Self { desk, shop, budget, holder: std::sync::Mutex::new(Vec::new()) }
    }

    async fn wait_for_place(&self) -> Result<(), CallError> {
        for _ in 0..LOOKS {
            let now = self.desk.clock.now();
            let next = calls::next_call(&self.desk.db, &self.shop).await.map_err(|e| down(&e))?;
            let Some((next, state)) = next else {
                return Err(CallError::Login { text: "the shop is gone".to_owned() });
            };
            if !matches!(ShopState::from_word(&state), ShopState::Active | ShopState::Doubtful) {
                return Err(CallError::Login { text: format!("the shop is {state}; no call is made") });
            }
            if next > now {
                return Err(CallError::Busy { after_seconds: (next.0 - now.0) / 1000 + 1 });
            }
            let holder = RowId::generate(now).0;
            if self.take(&holder).await.map_err(|e| down(&e))? {
                self.holders().push(holder);
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(LOOK_MILLIS)).await;
        }
        Err(CallError::Busy { after_seconds: 5 })
    }

    /// What can wait is put off when today's safe number is used up; nothing else ever is.
    async fn spare(&self, access: Access) -> Result<(), CallError> {
        let now = self.desk.clock.now();
        if !access.can_wait() {
            return Ok(());
        }
        let made = usage::background(&self.desk.db, &self.shop, now).await.map_err(|e| down(&e))?;
        if made < self.budget {
            return Ok(());
        }
        let until = now.next_day();
        metrics::counter!("spojka_calls_put_off_total", "access" => access.word()).increment(1);
        tracing::warn!(shop = %self.shop, access = access.word(), made, until = %until, "today's safe number of calls is used up; what can wait is put off");
        Err(CallError::Busy { after_seconds: (until.0 - now.0) / 1000 + 1 })
    }

    async fn take(&self, holder: &str) -> StoreResult<bool> {
        let mut tx = self.desk.db.begin().await?;
        let taken = calls::take(&mut tx, &self.shop, holder, self.desk.clock.now()).await?;
        tx.commit().await?;
        Ok(taken)
    }

    fn holders(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.holder.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    async fn note(&self, access: Access, report: &CallReport) -> StoreResult<()> {
        let now = self.desk.clock.now();
        let holder = self.holders().pop();
        let ok = report.status.is_some_and(|s| (200..300).contains(&s));
        let mut tx = self.desk.db.begin().await?;
        if let Some(holder) = holder {
            calls::free(&mut tx, &self.shop, &holder).await?;
        }
        usage::count(&mut tx, &self.shop, access.word(), ok, now).await?;
        if report.status == Some(429) {
            let until = report.retry_after.unwrap_or(now.plus_seconds(60)).min(now.plus_seconds(3600));
            calls::wait_until(&mut tx, &self.shop, until).await?;
            tracing::warn!(shop = %self.shop, until = %until, "Upgates asks to wait (429)");
        }
        if let Some(words) = &report.barred {
            let until = calls::bar(&mut tx, &self.shop, words, now).await?;
            tracing::warn!(shop = %self.shop, until = %until, words, "Upgates shuts us out for a while");
        } else if ok {
            calls::unbar(&mut tx, &self.shop).await?;
        }
        if report.login_ended {
            let shop = shops::get(&self.desk.db, &self.shop).await?;
            if shop.is_some_and(|s| s.state == ShopState::Active) {
                shops::set_state(&mut tx, &self.shop, ShopState::Refused).await?;
                tracing::warn!(shop = %self.shop, "Upgates refuses the access (401); all calls for the shop stop");
            }
        }
        if let Some(moved_to) = &report.moved_to {
            shops::set_api_url(&mut tx, &self.shop, moved_to).await?;
            tracing::info!(shop = %self.shop, "the shop moved to another server");
        }
        tx.commit().await
    }
}

fn down(error: &crate::store::StoreError) -> CallError {
    CallError::Down { text: error.to_string() }
}

impl Gate for StoreGate {
    fn now(&self) -> Millis {
        self.desk.clock.now()
    }

    fn enter(&self, access: Access) -> BoxFuture<'_, Result<(), CallError>> {
        async move {
            self.spare(access).await?;
            self.wait_for_place().await
        }
        .boxed()
    }

    fn leave(&self, access: Access, report: CallReport) -> BoxFuture<'_, ()> {
        async move {
            if let Err(error) = self.note(access, &report).await {
                tracing::error!(shop = %self.shop, %error, "an Upgates call could not be counted");
            }
        }
        .boxed()
    }
}
