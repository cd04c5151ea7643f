//! The settings as they are given: one flag and one variable each, all still text.
use std::path::PathBuf;

use clap::Args;
use secrecy::SecretString;

use super::check;
use super::{ConfigError, LogFormat, Logging, Mail, Support, Tls};
use crate::crypto::vault::Vault;
use crate::domain::hosts::HostRules;
use crate::domain::reader;

/// Where Upgates publishes the key that verifies its calls (upgates-addon.md 1.2).
pub const UPGATES_PUBLIC_KEY_URL: &str = "https://files.upgates.com/addons/signature/api.signature.pub.key";

/// The settings as given by flags and variables.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Settings")]
pub struct Flags {
    /// Web listener
    #[arg(long, global = true, env = "SPOJKA_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// Origin that Upgates and browsers reach; https except on loopback
    #[arg(long, global = true, env = "SPOJKA_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Address of the database, `sqlite://…` or `postgres://…`; `sqlite://data/spojka.db` when not given
    #[arg(long, global = true, env = "SPOJKA_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<SecretString>,
    /// File that holds the database address
    #[arg(long, global = true, env = "SPOJKA_DATABASE_URL_FILE")]
    pub database_url_file: Option<PathBuf>,
    /// The add-on's secret from the marketplace
    #[arg(long, global = true, env = "SPOJKA_SIGNATURE_TOKEN", hide_env_values = true)]
    pub signature_token: Option<SecretString>,
    /// File that holds the add-on's secret
    #[arg(long, global = true, env = "SPOJKA_SIGNATURE_TOKEN_FILE")]
    pub signature_token_file: Option<PathBuf>,
    /// Where the public key of Upgates is fetched
    #[arg(long, global = true, env = "SPOJKA_PUBLIC_KEY_URL", default_value = UPGATES_PUBLIC_KEY_URL)]
    pub public_key_url: String,
    /// Age in seconds after which the public key is revalidated
    #[arg(long, global = true, env = "SPOJKA_KEY_REVALIDATE_SECONDS", default_value = "180")]
    pub key_revalidate_seconds: String,
    /// Vault keys, id:base64key[,id:base64key…] of 32 bytes each; the first seals, all open
    #[arg(long, global = true, env = "SPOJKA_VAULT_KEYS", hide_env_values = true)]
    pub vault_keys: Option<SecretString>,
    /// File that holds the vault keys
    #[arg(long, global = true, env = "SPOJKA_VAULT_KEYS_FILE")]
    pub vault_keys_file: Option<PathBuf>,
    /// Hosts that an apiUrl may name; a leading dot allows subdomains
    #[arg(long, global = true, env = "SPOJKA_API_HOSTS", default_value = ".upgates.com")]
    pub api_hosts: String,
    /// Extra hosts that a partner address may name (private networks, loopback)
    #[arg(long, global = true, env = "SPOJKA_PARTNER_HOSTS", default_value = "")]
    pub partner_hosts: String,
    /// E-mail address for help, shown on every page
    #[arg(long, global = true, env = "SPOJKA_SUPPORT_EMAIL")]
    pub support_email: Option<String>,
    /// Phone for help, shown on every page
    #[arg(long, global = true, env = "SPOJKA_SUPPORT_PHONE")]
    pub support_phone: Option<String>,
    /// Hours of help, shown on every page
    #[arg(long, global = true, env = "SPOJKA_SUPPORT_HOURS")]
    pub support_hours: Option<String>,
    /// Credentials of a warehouse to play with, offered in the guide by one button: JSON of the partner's credentials, with
    /// its options under "options"
    #[arg(long, global = true, env = "SPOJKA_DEMO_PARTNER", hide_env_values = true)]
    pub demo_partner: Option<String>,
    /// Where mails are handed over, smtp://… or smtps://…
    #[arg(long, global = true, env = "SPOJKA_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<SecretString>,
    /// File that holds the address where mails are handed over
    #[arg(long, global = true, env = "SPOJKA_SMTP_URL_FILE")]
    pub smtp_url_file: Option<PathBuf>,
    /// Sender of mails
    #[arg(long, global = true, env = "SPOJKA_MAIL_FROM")]
    pub mail_from: Option<String>,
    /// Metrics listener
    #[arg(long, global = true, env = "SPOJKA_METRICS_LISTEN", default_value = "127.0.0.1:9090")]
    pub metrics_listen: String,
    /// Certificate chain in PEM, to serve TLS directly
    #[arg(long, global = true, env = "SPOJKA_TLS_CERT")]
    pub tls_cert: Option<PathBuf>,
    /// Private key in PEM, to serve TLS directly
    #[arg(long, global = true, env = "SPOJKA_TLS_KEY")]
    pub tls_key: Option<PathBuf>,
    /// Log filter
    #[arg(long, global = true, env = "SPOJKA_LOG", default_value = "info")]
    pub log: String,
    /// Log format: text or json
    #[arg(long, global = true, env = "SPOJKA_LOG_FORMAT", default_value = "text")]
    pub log_format: String,
    /// Seconds that the time of a signed call may lie in the past
    #[arg(long, global = true, env = "SPOJKA_TIME_PAST_SECONDS", default_value = "600")]
    pub time_past_seconds: String,
    /// Seconds that the time of a signed call may lie in the future
    #[arg(long, global = true, env = "SPOJKA_TIME_FUTURE_SECONDS", default_value = "86400")]
    pub time_future_seconds: String,
    /// Days that data of a deactivated shop is kept
    #[arg(long, global = true, env = "SPOJKA_GRACE_DAYS", default_value = "30")]
    pub grace_days: String,
    /// Calls a day to one shop's API that may be spent on what can wait: catching up, filling in a period, product lists
    #[arg(long, global = true, env = "SPOJKA_BACKGROUND_CALLS", default_value = "3000")]
    pub background_calls: String,
    /// Seconds for which requests are still answered after SIGTERM, while /ready already says no
    #[arg(long, global = true, env = "SPOJKA_DRAIN_SECONDS", default_value = "6")]
    pub drain_seconds: String,
}

impl Flags {
    /// The database's address, for commands that need nothing else.
    ///
    /// # Errors
    /// Names the setting when it can't be used.
    pub fn database_url(&self) -> Result<SecretString, ConfigError> {
        let name = "SPOJKA_DATABASE_URL";
        let given = check::secret(name, self.database_url.as_ref(), self.database_url_file.as_deref())?;
        check::database(name, given.unwrap_or_else(|| SecretString::from("sqlite://data/spojka.db")))
    }

    /// The vault, for commands that need nothing else.
    ///
    /// # Errors
    /// Names the setting when it is missing or can't be used.
    pub fn vault(&self) -> Result<Vault, ConfigError> {
        let name = "SPOJKA_VAULT_KEYS";
        let given = check::secret(name, self.vault_keys.as_ref(), self.vault_keys_file.as_deref())?;
        check::vault(name, given.as_ref())
    }

    /// The add-on's secret.
    ///
    /// # Errors
    /// Names the setting when it is missing.
    pub fn signature_token(&self) -> Result<SecretString, ConfigError> {
        let name = "SPOJKA_SIGNATURE_TOKEN";
        let given = check::secret(name, self.signature_token.as_ref(), self.signature_token_file.as_deref())?;
        given.ok_or_else(|| check::missing(name, "the add-on's secret from the marketplace"))
    }

    /// Which hosts an `apiUrl` may name.
    ///
    /// # Errors
    /// Names the setting when an entry is no host.
    pub fn api_hosts(&self) -> Result<HostRules, ConfigError> {
        let name = "SPOJKA_API_HOSTS";
        let list = check::list(&self.api_hosts);
        if list.is_empty() {
            return Err(ConfigError::new(name, "needs at least one host, otherwise no shop can be activated"));
        }
        HostRules::for_api(&list).map_err(|problem| ConfigError::new(name, problem))
    }

    /// Which extra hosts a partner's address may name.
    ///
    /// # Errors
    /// Names the setting when an entry is no host.
    pub fn partner_hosts(&self) -> Result<HostRules, ConfigError> {
        let rules = HostRules::for_partners(&check::list(&self.partner_hosts));
        rules.map_err(|problem| ConfigError::new("SPOJKA_PARTNER_HOSTS", problem))
    }

    /// The log, for every command.
    ///
    /// # Errors
    /// Names the setting when filter or format can't be used.
    pub fn logging(&self) -> Result<Logging, ConfigError> {
        let format = match self.log_format.trim() {
            "text" | "" => LogFormat::Text,
            "json" => LogFormat::Json,
            other => return Err(ConfigError::new("SPOJKA_LOG_FORMAT", format!("“{other}” is neither text nor json"))),
        };
        let filter = check::log_filter("SPOJKA_LOG", &self.log)?;
        Ok(Logging { filter, format })
    }

    pub(super) fn support(&self) -> Result<Support, ConfigError> {
        let text = |given: &Option<String>| given.as_deref().map(str::trim).unwrap_or_default().to_owned();
        let (email, phone) = (text(&self.support_email), text(&self.support_phone));
        if phone.is_empty() {
            return Err(check::missing("SPOJKA_SUPPORT_PHONE", "the phone number shown on every page"));
        }
        Ok(Support { email: check::email("SPOJKA_SUPPORT_EMAIL", &email)?, phone, hours: text(&self.support_hours) })
    }

    pub(super) fn demo_partner(&self) -> Result<Option<serde_json::Map<String, serde_json::Value>>, ConfigError> {
        let Some(text) = self.demo_partner.as_deref().filter(|t| !t.trim().is_empty()) else { return Ok(None) };
        reader::strict(text.as_bytes(), reader::MOST)
            .map(Some)
            .map_err(|_| ConfigError::new("SPOJKA_DEMO_PARTNER", "must be a JSON object of credentials"))
    }

    pub(super) fn mail(&self) -> Result<Option<Mail>, ConfigError> {
        let name = "SPOJKA_SMTP_URL";
        let smtp = check::secret(name, self.smtp_url.as_ref(), self.smtp_url_file.as_deref())?;
        let from = self.mail_from.as_deref().map(str::trim).filter(|f| !f.is_empty());
        match (smtp, from) {
            (None, None) => Ok(None),
            (Some(_), None) => Err(ConfigError::new("SPOJKA_MAIL_FROM", "is missing while SPOJKA_SMTP_URL is set")),
            (None, Some(_)) => Err(ConfigError::new(name, "is missing while SPOJKA_MAIL_FROM is set")),
            (Some(smtp), Some(from)) => {
                let from = check::mailbox("SPOJKA_MAIL_FROM", from)?;
                Ok(Some(Mail { smtp_url: check::smtp(name, smtp)?, from }))
            }
        }
    }

    pub(super) fn tls(&self) -> Result<Option<Tls>, ConfigError> {
        let given = |path: &Option<PathBuf>| path.clone().filter(|p| !p.as_os_str().is_empty());
        match (given(&self.tls_cert), given(&self.tls_key)) {
            (None, None) => Ok(None),
            (Some(_), None) => Err(ConfigError::new("SPOJKA_TLS_KEY", "is missing while SPOJKA_TLS_CERT is set")),
            (None, Some(_)) => Err(ConfigError::new("SPOJKA_TLS_CERT", "is missing while SPOJKA_TLS_KEY is set")),
            (Some(cert), Some(key)) => {
                check::readable("SPOJKA_TLS_CERT", &cert)?;
                check::readable("SPOJKA_TLS_KEY", &key)?;
                Ok(Some(Tls { cert, key }))
            }
        }
    }
}
