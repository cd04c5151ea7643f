//! The settings: flags with environment variables, read once, checked once, typed from then on.
//!
//! Every error names the setting by its variable. A secret may come from the file that `<NAME>_FILE` names instead.
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use crate::crypto::vault::Vault;
use crate::domain::hosts::HostRules;

pub use self::flags::Flags;
pub use crate::domain::support::Support;

mod check;
mod flags;
pub mod unknown;

/// Exit code of a start with a missing or contradictory setting.
pub const EXIT_SETTING: u8 = 2;

/// A setting is missing or can't be used. Never shows a secret's value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{variable}: {problem}")]
pub struct ConfigError {
    /// The variable, for instance `SPOJKA_PUBLIC_URL`.
    pub variable: String,
    /// What is wrong and what to put there.
    pub problem: String,
}

impl ConfigError {
    pub(crate) fn new(variable: &str, problem: impl Into<String>) -> Self {
        Self { variable: variable.to_owned(), problem: problem.into() }
    }
}

/// How mails leave.
#[derive(Debug, Clone)]
pub struct Mail {
    /// `smtp://` or `smtps://` address, with its login.
    pub smtp_url: SecretString,
    /// Sender.
    pub from: String,
}

/// Certificate and key of a listener that serves TLS itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tls {
    /// Certificate chain in PEM.
    pub cert: PathBuf,
    /// Private key in PEM.
    pub key: PathBuf,
}

/// How far the `time` of a signed call may be from now, in seconds. Covers both readings: moment of signing and end of validity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeWindow {
    /// Into the past.
    pub past_seconds: i64,
    /// Into the future.
    pub future_seconds: i64,
}

impl Default for TimeWindow {
    fn default() -> Self {
        Self { past_seconds: 600, future_seconds: 86_400 }
    }
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For collectors: one JSON object a line.
    Json,
}

/// What starts the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logging {
    /// Filter in the language of `tracing`, for instance `info,spojka::sync=debug`.
    pub filter: String,
    /// How lines are written.
    pub format: LogFormat,
}

/// All settings of `spojka serve`.
#[derive(Debug, Clone)]
pub struct Config {
    /// Web listener.
    pub listen: SocketAddr,
    /// Origin that Upgates and browsers reach, without a closing slash.
    pub public_url: String,
    /// `sqlite://…` or `postgres://…`; may carry a password.
    pub database_url: SecretString,
    /// The add-on's secret from the marketplace; the last member of every signed text.
    pub signature_token: SecretString,
    /// Where the public key is fetched.
    pub public_key_url: Url,
    /// Age in seconds after which the public key is revalidated.
    pub key_revalidate_seconds: i64,
    /// Keys of the vault.
    pub vault: Arc<Vault>,
    /// Which hosts an `apiUrl` may name.
    pub api_hosts: HostRules,
    /// Which hosts a partner's address may name.
    pub partner_hosts: HostRules,
    /// Whom to call for help.
    pub support: Support,
    /// Credentials of a warehouse to play with, which the guide offers; they ship nothing real.
    pub demo_partner: Option<serde_json::Map<String, serde_json::Value>>,
    /// How mails leave; `None`: they are only logged as not sent.
    pub mail: Option<Mail>,
    /// Metrics listener.
    pub metrics_listen: SocketAddr,
    /// Certificate and key when TLS is served directly.
    pub tls: Option<Tls>,
    /// The log.
    pub logging: Logging,
    /// Window of the signed calls' `time`.
    pub time_window: TimeWindow,
    /// Days that data of a deactivated shop is kept.
    pub grace_days: i64,
    /// Calls a day to one shop's API that may be spent on what can wait.
    pub background_calls: i64,
    /// Seconds for which requests are still answered after SIGTERM, while readiness says no.
    pub drain_seconds: u64,
}

impl Config {
    /// Whether browsers reach us by https, so that cookies may be `Secure`.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether the database is SQLite (otherwise PostgreSQL).
    pub fn is_sqlite(&self) -> bool {
        self.database_url.expose_secret().starts_with("sqlite:")
    }
}

impl Flags {
    /// All settings of `spojka serve`.
    ///
    /// # Errors
    /// Names the first setting that is missing, contradicts another or can't be used.
    pub fn config(&self) -> Result<Config, ConfigError> {
        let logging = self.logging()?;
        let public_url = check::origin("SPOJKA_PUBLIC_URL", self.public_url.as_deref())?;
        let listen = check::address("SPOJKA_LISTEN", &self.listen)?;
        let metrics_listen = check::address("SPOJKA_METRICS_LISTEN", &self.metrics_listen)?;
        if listen == metrics_listen && listen.port() != 0 {
            return Err(ConfigError::new("SPOJKA_METRICS_LISTEN", "must differ from SPOJKA_LISTEN"));
        }
        Ok(Config {
            listen,
            public_url,
            database_url: self.database_url()?,
            signature_token: self.signature_token()?,
            public_key_url: check::key_url("SPOJKA_PUBLIC_KEY_URL", &self.public_key_url)?,
            key_revalidate_seconds: check::whole(
                "SPOJKA_KEY_REVALIDATE_SECONDS",
                &self.key_revalidate_seconds,
                0,
                86_400,
            )?,
            vault: Arc::new(self.vault()?),
            api_hosts: self.api_hosts()?,
            partner_hosts: self.partner_hosts()?,
            support: self.support()?,
            demo_partner: self.demo_partner()?,
            mail: self.mail()?,
            metrics_listen,
            tls: self.tls()?,
            logging,
            time_window: TimeWindow {
                past_seconds: check::whole("SPOJKA_TIME_PAST_SECONDS", &self.time_past_seconds, 0, 604_800)?,
                future_seconds: check::whole("SPOJKA_TIME_FUTURE_SECONDS", &self.time_future_seconds, 0, 604_800)?,
            },
            grace_days: check::whole("SPOJKA_GRACE_DAYS", &self.grace_days, 0, 3650)?,
            // Upgates is alarmed at 60,000 calls a day of all kinds (upgates-api.md 1.8).
            background_calls: check::whole("SPOJKA_BACKGROUND_CALLS", &self.background_calls, 50, 50_000)?,
            drain_seconds: check::whole("SPOJKA_DRAIN_SECONDS", &self.drain_seconds, 0, 120)?.unsigned_abs(),
        })
    }
}

#[cfg(test)]
mod tests;
