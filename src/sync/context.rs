//! What every job needs, and how errors become outcomes.
use std::sync::Arc;

use tokio::sync::Notify;

use crate::coupling::{Desk, sealed};
use crate::crypto::vault::VaultError;
use crate::domain::cause::Code;
use crate::domain::clock::Millis;
use crate::domain::ids::ShopId;
use crate::domain::job::{Job, Outcome};
use crate::domain::outside::without_words;
use crate::domain::partner::CallError;
use crate::domain::rate::Urgency;
use crate::domain::shop::Shop;
use crate::domain::support::Support;
use crate::store::connections::{Connection, ConnectionState};
use crate::store::jobs::Lease;
use crate::store::{Db, StoreError, StoreResult, Tx, connections, shops};
use crate::sync::gate::StoreGate;
use crate::systems::extend::Pace;
use crate::systems::http::Guarded;
use crate::systems::mail::Postman;
use crate::systems::partner::Partner;
use crate::systems::upgates::{Session, UpgatesClient};

/// How often recurring work is done, in seconds.
#[derive(Debug, Clone, Copy)]
pub struct Tuning {
    /// Look at the shop's webhooks.
    pub webhooks: i64,
    /// Look for orders changed in the shop.
    pub catch_up: i64,
    /// Look for orders changed at the partner.
    pub progress: i64,
    /// Look for stock changed at the partner.
    pub stock: i64,
    /// Compare the whole stock.
    pub stock_whole: i64,
    /// Look for products changed in the shop, when a webhook said so.
    pub products: i64,
    /// Balance the books: a catch-up that looks back further, at most this often.
    pub books: i64,
    /// Collect stock hooks of one product before reading.
    pub stock_window: i64,
    /// Not a time: calls a day to one shop's API that may be spent on what can wait.
    pub background_calls: i64,
}

impl Default for Tuning {
    fn default() -> Self {
        Self {
            webhooks: 3600,
            catch_up: 6 * 3600,
            progress: 900,
            stock: 1800,
            stock_whole: 86_400,
            products: 86_400,
            books: 86_400,
            stock_window: 2,
            background_calls: 3000,
        }
    }
}

/// What every job needs.
#[derive(Debug, Clone)]
pub struct Context {
    /// Database, vault, clock.
    pub desk: Desk,
    /// The Upgates API.
    pub upgates: UpgatesClient,
    /// The guarded client for partners.
    pub partner_http: Guarded,
    /// Pace of the calls to Extend, shared by all connections.
    pub pace: Pace,
    /// Woken when there is something to do.
    pub wake: Arc<Notify>,
    /// How often recurring work is done.
    pub tuning: Tuning,
    /// Hands mails over; `None` when no mail server is set.
    pub postman: Option<Postman>,
    /// Whom to call for help, as mails say it.
    pub support: Support,
    /// Days that data of a deactivated shop is kept.
    pub grace_days: i64,
    /// Name of this worker process.
    pub worker: String,
    /// The lease of the batch that is worked on; `None` outside of one.
    pub lease: Option<Lease>,
    /// Whether somebody waits for that batch.
    pub urgency: Urgency,
}

/// Why a job could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The other side.
    #[error(transparent)]
    Call(#[from] CallError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The vault.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

impl Context {
    /// The present moment.
    pub fn now(&self) -> Millis {
        self.desk.clock.now()
    }

    /// The database.
    pub const fn db(&self) -> &Db {
        &self.desk.db
    }

    /// The same for the work on one claimed batch: what it stores by [`Self::begin`] is stored under its lease.
    #[must_use]
    pub fn working_on(&self, batch: &[Job]) -> Self {
        let urgency = batch.first().map(Job::urgency).unwrap_or_default();
        Self { lease: Lease::of(batch), urgency, ..self.clone() }
    }

    /// Begins a transaction of the work on a batch. Its commit fails with [`StoreError::LeaseLost`], and changes nothing, when the
    /// lease has passed to another worker meanwhile; every change that a job makes goes through here. Read under its locks what you
    /// are going to change: a row that was read in an earlier transaction may be another's by now.
    ///
    /// # Errors
    /// When the database doesn't answer or stays locked.
    pub async fn begin(&self) -> StoreResult<Tx> {
        let tx = self.db().begin().await?;
        Ok(match &self.lease {
            Some(lease) => tx.under(lease),
            None => tx,
        })
    }

    /// Keeps the lease of the batch for another while, right before something leaves the house that must not leave it twice.
    ///
    /// # Errors
    /// [`StoreError::LeaseLost`] when somebody else has the jobs by now; when the database doesn't answer.
    pub async fn keep(&self) -> StoreResult<()> {
        let Some(lease) = &self.lease else { return Ok(()) };
        let mut tx = self.db().begin().await?;
        if !lease.extend(&mut tx, self.now()).await? {
            return Err(StoreError::LeaseLost);
        }
        tx.commit().await
    }

    /// The shop of some jobs; `None` when it was erased meanwhile.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn shop(&self, shop: &ShopId) -> Result<Option<Shop>, JobError> {
        Ok(shops::get(self.db(), shop).await?)
    }

    /// The shop of a batch, which is all of one shop; `None` when it was erased meanwhile.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn shop_of(&self, jobs: &[Job]) -> Result<Option<Shop>, JobError> {
        match jobs.first() {
            Some(job) => self.shop(&job.shop).await,
            None => Ok(None),
        }
    }

    /// What opens a shop's door: login and gate.
    ///
    /// # Errors
    /// When the login is gone or can't be opened.
    pub async fn session(&self, shop: &Shop) -> Result<(Session, StoreGate), JobError> {
        let sealed = shops::login_sealed(self.db(), &shop.id).await?;
        let sealed = sealed.ok_or_else(|| CallError::Login { text: "no API login is stored".to_owned() })?;
        let login = sealed::open_login(&self.desk.vault, &shop.id, &sealed)?;
        Ok((
            Session { api_url: shop.api_url.clone(), login },
            StoreGate::new(self.desk.clone(), shop.id.clone(), self.tuning.background_calls),
        ))
    }

    /// Opens a partner with a connection's credentials.
    ///
    /// # Errors
    /// When the credentials can't be opened or used.
    pub fn partner(&self, connection: &Connection) -> Result<Partner, JobError> {
        let credentials = sealed::open_credentials(&self.desk.vault, &connection.id, &connection.credentials_sealed)?;
        let hook = sealed::open_hook(&self.desk.vault, &connection.id, "hook_secret", &connection.hook_secret_sealed)?;
        Ok(Partner::open(
            connection.partner,
            &credentials,
            &connection.settings,
            &self.partner_http.clone().hiding(hook),
            &self.pace,
            &self.desk.clock,
        )?
        .at(self.urgency))
    }

    /// The started connections of a shop.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn started(&self, shop: &ShopId) -> Result<Vec<Connection>, JobError> {
        let all = connections::of_shop(self.db(), shop).await?;
        Ok(all.into_iter().filter(|c| c.state == ConnectionState::Started).collect())
    }

    /// The connection of some jobs, when it is started.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn connection(&self, shop: &ShopId, id: &str) -> Result<Option<Connection>, JobError> {
        let found = connections::get(self.db(), shop, id).await?;
        Ok(found.filter(|c| c.state == ConnectionState::Started))
    }

    /// A call to a partner failed for a reason that concerns the whole connection: its work stops until a moment.
    /// Returns that moment, or `None` when the failure concerns only the one thing asked for.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn block(&self, connection: &Connection, error: &CallError) -> Result<Option<Millis>, JobError> {
        let now = self.now();
        let (seconds, code) = match error {
            CallError::Login { .. } | CallError::Forbidden { .. } => (900, Code::AuthPartner.word()),
            // A rate that is used up, or a 429, is of one resource and one urgency: whoever needs it waits, the connection's other
            // work goes on.
            CallError::Busy { after_seconds } => return Ok(Some(now.plus_seconds((*after_seconds).clamp(1, 3600)))),
            CallError::Down { .. } | CallError::Unclear { .. } => {
                let since = connection.blocked_since.unwrap_or(now);
                (((now.0 - since.0) / 1000).clamp(5, 600), Code::PartnerDown.word())
            }
            CallError::Refused { .. } | CallError::NotFound | CallError::Unreadable { .. } => return Ok(None),
        };
        let until = now.plus_seconds(seconds);
        let mut tx = self.db().begin().await?;
        connections::block(&mut tx, &connection.shop, connection.id.as_str(), until, code, now).await?;
        tx.commit().await?;
        tracing::warn!(shop = %connection.shop, connection = %connection.id, cause = code, seconds, error = without_words(&error.to_string()), "partner call failed; the connection's work waits");
        Ok(Some(until))
    }

    /// The partner answered; a block ends.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn unblock(&self, connection: &Connection) -> Result<(), JobError> {
        if connection.blocked_since.is_none() {
            return Ok(());
        }
        let now = self.now();
        let mut tx = self.db().begin().await?;
        connections::unblock(&mut tx, &connection.shop, connection.id.as_str(), now).await?;
        crate::store::jobs::hurry(&mut tx, &connection.shop, now).await?;
        tx.commit().await?;
        tracing::info!(shop = %connection.shop, connection = %connection.id, "partner answers again");
        self.wake.notify_one();
        Ok(())
    }
}

/// How an error of a whole batch ends its jobs.
pub fn outcome_of(error: &JobError, now: Millis) -> Outcome {
    match error {
        // Whoever has them ends them; for those that nobody took this is no failure.
        JobError::Store(StoreError::LeaseLost) => Outcome::Again(now),
        JobError::Call(CallError::Busy { after_seconds }) => {
            Outcome::Again(now.plus_seconds((*after_seconds).clamp(1, 3600)))
        }
        other => Outcome::Retry { error: other.to_string(), not_before: None },
    }
}

/// The same outcome for all jobs of a batch.
pub fn all(jobs: &[Job], outcome: &Outcome) -> Vec<Outcome> {
    vec![outcome.clone(); jobs.len()]
}
