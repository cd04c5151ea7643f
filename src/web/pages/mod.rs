//! The pages inside the administration's frame: one file per page, their routes, and what they all need.
mod activity;
mod arrivals;
mod audit;
mod budget;
mod changes;
mod chart;
mod choices;
mod closed;
mod export;
mod farewell;
mod fill;
mod filter;
mod gate;
mod guide;
mod help;
mod icons;
mod in_time;
mod mapping;
mod methods;
mod news;
mod open;
mod order;
mod overview;
mod page;
mod pairs;
mod pictures;
mod problem;
mod saving;
mod settings;
mod settings_effect;
mod settings_form;
mod settings_history;
mod settings_rules;
mod suggest;
mod words;

use std::fmt;
use std::sync::Arc;

use actix_web::middleware::from_fn;
use actix_web::web;
use serde_json::{Map, Value};
use tokio::sync::Notify;

pub use icons::Mark;
pub use page::Page;
pub use problem::{Frame, PageError};

use crate::config::Config;
pub use crate::config::Support;
use crate::coupling::Desk;
use crate::web::lately::Lately;
use crate::web::static_files;

/// What the pages need.
#[derive(Clone)]
pub struct PageState {
    /// Where decisions are taken; also the database and the clock.
    pub desk: Desk,
    /// How a merchant reaches us.
    pub support: Support,
    /// Whether mails leave.
    pub mails: bool,
    /// Calls a day to one shop's API that may be spent on what can wait.
    pub background_calls: i64,
    /// Days for which a shop's data is kept after its deactivation.
    pub grace_days: i64,
    /// Rung after something was queued; the worker of this process listens.
    pub bell: Arc<Notify>,
    /// Credentials (and under `options` the partner's options) offered with one button, where there is a warehouse to play
    /// with (`SPOJKA_DEMO_PARTNER`); `None` otherwise.
    pub demo_partner: Option<Map<String, Value>>,
    /// In which language and frame each shop's pages stood last, for when the database can't say.
    frames: Arc<Lately<Frame>>,
}

impl fmt::Debug for PageState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageState").finish_non_exhaustive()
    }
}

impl PageState {
    /// From the settings and what the server opened.
    pub fn new(config: &Config, desk: Desk, bell: Arc<Notify>) -> Self {
        Self {
            desk,
            support: config.support.clone(),
            mails: config.mail.is_some(),
            background_calls: config.background_calls,
            grace_days: config.grace_days,
            bell,
            demo_partner: config.demo_partner.clone(),
            frames: Arc::new(Lately::for_millis(0)),
        }
    }
}

/// The routes of the pages. The application's data must hold a [`PageState`].
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.route("/static/{name}", web::get().to(static_files::serve))
        .route("/favicon.ico", web::get().to(static_files::icon))
        .service(web::scope("/open").wrap(from_fn(problem::dress)).route("/{ticket}", web::get().to(open::open)))
        .service(
            web::scope("/app/{shop}")
                .wrap(from_fn(problem::dress))
                .route("", web::get().to(overview::show))
                .route("/", web::get().to(overview::show))
                .route("/enter/{ticket}", web::get().to(open::enter))
                .route("/language", web::post().to(open::language))
                .configure(guide::configure)
                .route("/pause", web::post().to(overview::pause))
                .route("/resume", web::post().to(overview::resume))
                .route("/causes", web::post().to(overview::retry_cause))
                .route("/held", web::post().to(overview::let_go))
                .route("/guard", web::post().to(overview::guard))
                .route("/activity", web::get().to(activity::show))
                .route("/activity.csv", web::get().to(activity::csv))
                .route("/fill", web::post().to(fill::ask))
                .route("/orders/{order}", web::get().to(order::show))
                .route("/orders/{order}", web::post().to(order::press))
                .route("/mapping", web::get().to(mapping::show))
                .route("/mapping", web::post().to(mapping::save))
                .route("/settings", web::get().to(settings::show))
                .route("/settings", web::post().to(settings::save))
                .route("/settings/undo", web::post().to(settings::undo))
                .route("/settings/credentials", web::post().to(settings::credentials))
                .route("/settings/erase", web::post().to(settings::erase))
                .route("/settings/audit", web::get().to(audit::show))
                .route("/settings/audit.csv", web::get().to(audit::csv))
                .route("/settings/export.json", web::get().to(export::download))
                .route("/help", web::get().to(help::show))
                .route("/help/message", web::get().to(help::to_form))
                .route("/help/message", web::post().to(help::send))
                .route("/help/messages/{message}", web::get().to(help::sent))
                .route("/news", web::get().to(news::show))
                .route("/news", web::post().to(news::go_on))
                .route("/erase", web::post().to(farewell::erase))
                .default_service(web::to(page::nothing_here)),
        );
}
