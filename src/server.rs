//! Opens the store, builds what handlers and worker need, starts both, and owns stopping.
use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{App, HttpServer};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use secrecy::ExposeSecret as _;
use tokio::sync::{Notify, watch};

use crate::config::Config;
use crate::coupling::{Desk, sealed};
use crate::crypto::keys::KeySource;
use crate::crypto::token;
use crate::crypto::vault::{Vault, VaultError};
use crate::domain::clock::Clock;
use crate::domain::partner::CallError;
use crate::domain::rate::Urgency;
use crate::store::{Db, StoreError, connections, shops};
use crate::sync::pace::StoredBuckets;
use crate::sync::{self, Context, Tuning};
use crate::systems::extend::Pace;
use crate::systems::http::Guarded;
use crate::systems::mail::Postman;
use crate::systems::upgates::UpgatesClient;
use crate::systems::upgates::public_key::PublicKeySource;
use crate::telemetry::{self, TelemetryError};
use crate::web::app::{self, WebState};
use crate::web::ops::{MetricsState, configure_metrics};
use crate::web::pages::PageState;

mod alone;
mod listener;
mod signals;
mod tls;

pub use alone::NotAlone;
pub use tls::TlsError;

use alone::Alone;
use signals::Signals;

/// Threads that answer requests.
const WEB_WORKERS: usize = 2;
/// Seconds that open requests get at a stop.
const STOP_SECONDS: u64 = 10;

/// How long connections that were taken get to be answered before the stop closes what is idle.
const SETTLE: std::time::Duration = std::time::Duration::from_secs(1);

/// Why the server could not start or had to end.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The database, once it was opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database can't be opened.
    #[error("SPOJKA_DATABASE_URL: {0}")]
    Database(StoreError),
    /// The vault keys don't fit what is stored. Nothing was written.
    #[error("SPOJKA_VAULT_KEYS: {0}")]
    Vault(#[from] VaultError),
    /// Another process serves from the same file.
    #[error("SPOJKA_DATABASE_URL: {0}")]
    NotAlone(#[from] NotAlone),
    /// A client could not be built from its setting.
    #[error("{setting}: {error}")]
    Client {
        /// Which setting.
        setting: &'static str,
        /// Why.
        error: CallError,
    },
    /// The system lets no signal be heard.
    #[error("signals: {0}")]
    Signals(std::io::Error),
    /// Logs or metrics.
    #[error(transparent)]
    Telemetry(#[from] TelemetryError),
    /// Certificate or key.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// A listener.
    #[error("{what}: {error}")]
    Listen {
        /// Which setting.
        what: &'static str,
        /// Why.
        error: std::io::Error,
    },
}

/// The key source of the signed calls: what `systems` fetches, as `crypto` wants it.
struct FetchedKeys(PublicKeySource);

impl KeySource for FetchedKeys {
    fn current(&self) -> BoxFuture<'_, Option<Arc<Vec<u8>>>> {
        self.0.current().boxed()
    }

    fn refreshed(&self) -> BoxFuture<'_, Option<Arc<Vec<u8>>>> {
        self.0.refreshed().boxed()
    }
}

/// Makes sure that the vault opens what is stored: every key id in use is known, and one value of each opens.
///
/// # Errors
/// When a key is missing or another one; the caller must not have written anything yet.
pub async fn check_vault(db: &Db, vault: &Vault) -> Result<(), ServerError> {
    if !db.furnished().await? {
        return Ok(());
    }
    let mut opened: Vec<String> = Vec::new();
    for shop in shops::all(db).await? {
        let Some(value) = shops::login_sealed(db, &shop.id).await? else { continue };
        let key = crate::crypto::vault::key_id_of(&value)?.to_owned();
        if !opened.contains(&key) {
            sealed::open_login(vault, &shop.id, &value)?;
            opened.push(key);
        }
    }
    for connection in connections::all(db).await? {
        let key = crate::crypto::vault::key_id_of(&connection.credentials_sealed)?.to_owned();
        if !opened.contains(&key) {
            sealed::open_credentials(vault, &connection.id, &connection.credentials_sealed)?;
            opened.push(key);
        }
    }
    Ok(())
}

/// What handlers and worker share, built from the settings.
///
/// # Errors
/// When a client can't be built.
pub fn build(
    config: &Config,
    db: Db,
    clock: Clock,
    tuning: Tuning,
) -> Result<(Data<WebState>, Arc<Context>), ServerError> {
    let bell = Arc::new(Notify::new());
    let worker = token::hash_secret(&token::generate())[..16].to_owned();
    let desk = Desk {
        db: db.clone(),
        vault: Arc::clone(&config.vault),
        clock: clock.clone(),
        public_url: config.public_url.clone(),
        partner_hosts: config.partner_hosts.clone(),
    };
    let client = |setting| move |error| ServerError::Client { setting, error };
    let postman = config.mail.as_ref().map(|mail| Postman::new(&mail.smtp_url, &mail.from)).transpose();
    let postman = postman.map_err(client("SPOJKA_SMTP_URL"))?;
    let context = Context {
        desk,
        upgates: UpgatesClient::new(config.api_hosts.clone()).map_err(client("SPOJKA_API_HOSTS"))?,
        partner_http: Guarded::new(config.partner_hosts.clone()).map_err(client("SPOJKA_PARTNER_HOSTS"))?,
        pace: Pace::new(Arc::new(StoredBuckets(db.clone()))),
        wake: Arc::clone(&bell),
        tuning: Tuning { background_calls: config.background_calls, ..tuning },
        postman,
        support: config.support.clone(),
        grace_days: config.grace_days,
        worker: worker.clone(),
        lease: None,
        urgency: Urgency::default(),
    };
    let source = PublicKeySource::new(config.public_key_url.as_str(), clock.clone());
    let source = source.map_err(client("SPOJKA_PUBLIC_KEY_URL"))?.fresh_for(config.key_revalidate_seconds);
    let state = WebState::new(config, db, Arc::new(FetchedKeys(source)), clock, bell, worker);
    Ok((Data::new(state), Arc::new(context)))
}

/// Opens the database, makes sure that it is ours to serve from, and brings it up to date.
async fn open(config: &Config) -> Result<(Db, Alone), ServerError> {
    let db = Db::connect(config.database_url.expose_secret()).await.map_err(ServerError::Database)?;
    let alone = alone::claim(&db)?;
    check_vault(&db, &config.vault).await?;
    db.migrate().await?;
    Ok((db, alone))
}

/// Runs until a stop signal: web, metrics and worker.
///
/// # Errors
/// When something can't be opened; before that nothing is written.
pub async fn serve(config: Config) -> Result<(), ServerError> {
    let mut signals = Signals::listen().map_err(ServerError::Signals)?;
    let tls = config.tls.as_ref().map(tls::acceptor).transpose()?;
    let (db, alone) = tokio::select! {
        opened = open(&config) => opened?,
        () = signals.asked_to_end() => return Ok(()),
    };
    let metrics = telemetry::start_metrics()?;
    let (state, context) = build(&config, db.clone(), Clock::System, Tuning::default())?;
    let listen = |what| move |error| ServerError::Listen { what, error };

    let (web_state, settling, ending) = (state.clone(), state.clone(), state.clone());
    let pages = Data::new(PageState::new(&config, context.desk.clone(), Arc::clone(&context.wake)));
    let web = HttpServer::new(move || app::app(&web_state, &pages))
        .workers(WEB_WORKERS)
        .shutdown_timeout(STOP_SECONDS)
        .disable_signals();
    let listener = listener::bind(config.listen).map_err(listen("SPOJKA_LISTEN"))?;
    // A late connection can be told in plain text only.
    let late = if tls.is_none() { listener.try_clone().ok() } else { None };
    let web = match tls {
        Some(tls) => web.listen_openssl(listener, tls).map_err(listen("SPOJKA_LISTEN"))?,
        None => web.listen(listener).map_err(listen("SPOJKA_LISTEN"))?,
    };
    let metrics_state = Data::new(MetricsState { handle: metrics.clone(), db: db.clone(), clock: Clock::System });
    let metrics_server =
        HttpServer::new(move || App::new().app_data(metrics_state.clone()).configure(configure_metrics))
            .workers(1)
            .shutdown_timeout(1)
            .disable_signals()
            .bind(config.metrics_listen)
            .map_err(listen("SPOJKA_METRICS_LISTEN"))?
            .run();
    let web = web.run();
    let (web_handle, metrics_handle) = (web.handle(), metrics_server.handle());
    let (stop, stopping) = watch::channel(false);
    let worker = tokio::spawn(sync::run(context, stopping));
    let upkeep = tokio::spawn(async move {
        loop {
            tokio::time::sleep(std::time::Duration::from_secs(10)).await;
            metrics.run_upkeep();
            telemetry::tell_left_out();
        }
    });
    tracing::info!(listen = %config.listen, public_url = %config.public_url, "Spojka serves");
    let grace = std::time::Duration::from_secs(config.drain_seconds);
    let stopper = tokio::spawn(async move {
        signals.end(&ending, grace).await;
        tracing::info!("stopping: open work is finished or handed back");
        stop.send_replace(true);
        let stopped = async {
            // What was taken and not begun would be dropped by the stop.
            web_handle.pause().await;
            tokio::time::sleep(SETTLE).await;
            web_handle.stop(true).await;
        };
        match late {
            Some(listener) => listener::answer_late(listener, stopped).await,
            None => stopped.await,
        }
        metrics_handle.stop(false).await;
        stop
    });
    let served = tokio::try_join!(web, metrics_server);
    if let Err(error) = served {
        return Err(ServerError::Listen { what: "SPOJKA_LISTEN", error });
    }
    drop(stopper.await);
    drop(worker.await);
    upkeep.abort();
    settling.settle().await;
    db.close().await;
    drop(alone);
    tracing::info!("stopped");
    Ok(())
}
