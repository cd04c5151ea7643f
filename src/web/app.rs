//! The one table of routes, and what every handler gets to work with.
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{App, Resource};
use secrecy::SecretString;
use tokio::sync::Notify;

use crate::config::{Config, Support, TimeWindow};
use crate::crypto::keys::{KeySource, Verifier};
use crate::crypto::vault::Vault;
use crate::domain::clock::Clock;
use crate::domain::hosts::HostRules;
use crate::domain::seldom::Seldom;
use crate::store::Db;
use crate::store::inbox::Inbox;
use crate::store::webhooks::RegisteredHook;
use crate::web::addon::reception::Reception;
use crate::web::error::{not_found, only_post};
use crate::web::hooks::missed::Missed;
use crate::web::lately::Lately;
use crate::web::meters::Meters;
use crate::web::pages::PageState;
use crate::web::{addon, hooks, observe, ops, pages};

/// So long another process' change of what is kept at hand may go unnoticed, in milliseconds.
pub(super) const BELIEVED_MILLIS: i64 = 1000;

/// An unreadable hook of the same shop and event is recorded again after so many milliseconds.
const UNREAD_MILLIS: i64 = 600_000;

/// What every handler gets to work with.
pub struct WebState {
    /// The database.
    pub db: Db,
    /// Where hooks leave their marks.
    pub inbox: Inbox,
    /// Webhooks of Upgates that called a moment ago, by their address' hash.
    pub(super) known_hooks: Lately<RegisteredHook>,
    /// Unreadable hooks, by shop and event: recorded now and then, with a count.
    pub(super) unread: Seldom<String>,
    /// Hooks that could not be stored.
    pub(super) missed: Missed,
    /// What openings need.
    pub(super) reception: Reception,
    /// Seals and opens secrets.
    pub vault: Arc<Vault>,
    /// Proves calls of Upgates.
    pub verifier: Verifier,
    /// The add-on's secret, last member of every signed text.
    pub signature_token: SecretString,
    /// Counts what is answered.
    pub(super) meters: Meters,
    /// The time.
    pub clock: Clock,
    /// Origin that browsers reach, without a closing slash.
    pub public_url: String,
    /// Which hosts an `apiUrl` may name.
    pub api_hosts: HostRules,
    /// Window of the signed calls' `time`.
    pub time_window: TimeWindow,
    /// Days that data of a deactivated shop is kept.
    pub grace_days: i64,
    /// Whom to call for help.
    pub support: Support,
    /// Rung after work was queued; the worker of this process listens.
    pub bell: Arc<Notify>,
    /// Set when the process is about to end.
    stopping: AtomicBool,
    /// Id of this process' worker, whose sign of life readiness asks for.
    pub worker: String,
}

impl WebState {
    /// From the settings and what the server opened.
    pub fn new(
        config: &Config,
        db: Db,
        keys: Arc<dyn KeySource>,
        clock: Clock,
        bell: Arc<Notify>,
        worker: String,
    ) -> Self {
        Self {
            inbox: Inbox::new(db.clone()),
            missed: Missed::new(db.clone(), clock.clone(), Arc::clone(&bell)),
            unread: Seldom::new(1, UNREAD_MILLIS),
            stopping: AtomicBool::new(false),
            known_hooks: Lately::for_millis(BELIEVED_MILLIS),
            reception: Reception::new(db.clone()),
            db,
            vault: Arc::clone(&config.vault),
            verifier: Verifier::new(keys),
            signature_token: config.signature_token.clone(),
            meters: Meters::default(),
            clock,
            public_url: config.public_url.clone(),
            api_hosts: config.api_hosts.clone(),
            time_window: config.time_window,
            grace_days: config.grace_days,
            support: config.support.clone(),
            bell,
            worker,
        }
    }

    /// The process is about to end: readiness says no, and connections close with their next answer.
    pub fn stop_soon(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether the process is about to end.
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// Writes what is still only remembered; the last thing before the database is closed.
    pub async fn settle(&self) {
        if let Err(error) = self.reception.flush().await {
            tracing::error!(%error, "the last openings could not be remembered");
        }
    }
}

/// The web listener's application: all routes, each answer protected and counted.
pub fn app(
    state: &Data<WebState>,
    pages: &Data<PageState>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    App::new()
        .app_data(Data::clone(state))
        .app_data(Data::clone(pages))
        .configure(routes)
        .default_service(web::to(not_found))
        .wrap(from_fn(observe::answer))
}

/// What takes bodies from others than browsers: the path, and its methods.
type Entry = (&'static str, fn(Resource) -> Resource);

/// The entries of JSON from outside. A test sends nasty bodies to each.
const ENTRIES: [Entry; 6] = [
    ("/upgates/install", |at| at.route(web::post().to(addon::install::install))),
    ("/upgates/open", |at| at.route(web::post().to(addon::open::open))),
    ("/upgates/uninstall", |at| at.route(web::post().to(addon::uninstall::uninstall))),
    ("/upgates/version", |at| at.route(web::post().to(addon::version::change))),
    ("/hooks/upgates/{secret}", |at| at.route(web::post().to(hooks::upgates::receive))),
    ("/hooks/extend/{secret}", |at| {
        at.route(web::get().to(hooks::extend::echo)).route(web::post().to(hooks::extend::receive))
    }),
];

/// The paths at which JSON from outside is taken.
pub fn entries() -> impl Iterator<Item = &'static str> {
    ENTRIES.into_iter().map(|(path, _)| path)
}

fn routes(cfg: &mut ServiceConfig) {
    for (path, methods) in ENTRIES {
        cfg.service(methods(web::resource(path)).default_service(web::to(only_post)));
    }
    cfg.service(web::resource("/live").route(web::get().to(ops::live)).route(web::head().to(ops::live)))
        .service(web::resource("/ready").route(web::get().to(ops::ready)).route(web::head().to(ops::ready)))
        .configure(pages::configure);
}
