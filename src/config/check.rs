//! One check per kind of setting, each with an error that names it.
use std::net::{IpAddr, SocketAddr};
use std::path::Path;

use lettre::{AsyncSmtpTransport, Tokio1Executor};
use secrecy::{ExposeSecret as _, SecretString};
use tracing_subscriber::EnvFilter;
use url::{Host, Url};

use super::ConfigError;
use crate::crypto::vault::Vault;
use crate::domain::email;
use crate::domain::hosts::HostRules;

type Checked<T> = Result<T, ConfigError>;

pub(super) fn missing(name: &str, what: &str) -> ConfigError {
    ConfigError::new(name, format!("is missing; set it to {what}"))
}

/// A secret from its variable or from the file named by `<NAME>_FILE`; an empty variable counts as not set.
pub(super) fn secret(name: &str, given: Option<&SecretString>, file: Option<&Path>) -> Checked<Option<SecretString>> {
    let given = given.filter(|s| !s.expose_secret().trim().is_empty());
    let file = file.filter(|f| !f.as_os_str().is_empty());
    let file_name = format!("{name}_FILE");
    match (given, file) {
        (Some(_), Some(_)) => {
            Err(ConfigError::new(name, format!("is set together with {file_name}; set only one of them")))
        }
        (Some(text), None) => Ok(Some(SecretString::from(text.expose_secret().trim()))),
        (None, Some(path)) => {
            let text = std::fs::read_to_string(path)
                .map_err(|e| ConfigError::new(&file_name, format!("{}: {e}", path.display())))?;
            if text.trim().is_empty() {
                return Err(ConfigError::new(&file_name, format!("{}: the file is empty", path.display())));
            }
            Ok(Some(SecretString::from(text.trim())))
        }
        (None, None) => Ok(None),
    }
}

/// An https origin without path; http only on loopback.
pub(super) fn origin(name: &str, given: Option<&str>) -> Checked<String> {
    let text = given.map(str::trim).filter(|t| !t.is_empty());
    let text = text.ok_or_else(|| {
        missing(name, "the origin that Upgates and browsers reach, such as https://spojka.example.com")
    })?;
    let url = Url::parse(text).map_err(|e| ConfigError::new(name, format!("“{text}” is no address: {e}")))?;
    secure_or_loopback(name, &url)?;
    let bare =
        url.path() == "/" && url.query().is_none() && url.fragment().is_none() && !text.contains(['?', '#', '@']);
    if !bare {
        return Err(ConfigError::new(
            name,
            format!("“{}” must be an origin only, without login, path or query", url.origin().ascii_serialization()),
        ));
    }
    Ok(url.origin().ascii_serialization())
}

/// The public key's address: https, http only on loopback.
pub(super) fn key_url(name: &str, given: &str) -> Checked<Url> {
    let url = Url::parse(given.trim()).map_err(|e| ConfigError::new(name, format!("“{given}” is no address: {e}")))?;
    secure_or_loopback(name, &url)?;
    let host = url.host_str().unwrap_or_default();
    HostRules::for_api(&[host]).map_err(|problem| ConfigError::new(name, problem))?;
    Ok(url)
}

fn secure_or_loopback(name: &str, url: &Url) -> Checked<()> {
    let loopback = match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost",
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        None => false,
    };
    match url.scheme() {
        "https" => Ok(()),
        "http" if loopback => Ok(()),
        "http" => Err(ConfigError::new(name, "must be https; http is only for localhost, 127.0.0.1 and [::1]")),
        other => Err(ConfigError::new(name, format!("must be https, not {other}"))),
    }
}

pub(super) fn address(name: &str, given: &str) -> Checked<SocketAddr> {
    let text = given.trim().replace("localhost:", "127.0.0.1:");
    text.parse().map_err(|_| {
        ConfigError::new(name, format!("“{given}” is no listener; write address and port, such as 127.0.0.1:8080"))
    })
}

pub(super) fn database(name: &str, given: SecretString) -> Checked<SecretString> {
    let text = given.expose_secret();
    let rest = |scheme: &str| text.strip_prefix(scheme);
    if rest("sqlite:").is_some_and(|path| !path.trim_start_matches('/').is_empty()) {
        return Ok(given);
    }
    if rest("postgres://").or_else(|| rest("postgresql://")).is_some_and(|_| Url::parse(text).is_ok()) {
        return Ok(given);
    }
    Err(ConfigError::new(name, "must be sqlite://path/to/file.db or postgres://user:password@host/database"))
}

pub(super) fn vault(name: &str, given: Option<&SecretString>) -> Checked<Vault> {
    let list = given.ok_or_else(|| missing(name, "the output of `spojka keys generate`"))?;
    Vault::parse(list.expose_secret()).map_err(|e| ConfigError::new(name, e.to_string()))
}

pub(super) fn smtp(name: &str, given: SecretString) -> Checked<SecretString> {
    let url = Url::parse(given.expose_secret()).map_err(|e| ConfigError::new(name, format!("is no address: {e}")))?;
    let fits = matches!(url.scheme(), "smtp" | "smtps") && url.has_host();
    // The mail library has the last word; its error could repeat the password.
    if fits && AsyncSmtpTransport::<Tokio1Executor>::from_url(given.expose_secret()).is_ok() {
        return Ok(given);
    }
    Err(ConfigError::new(name, "must be smtp://host:port or smtps://user:password@host, perhaps with ?tls=required"))
}

pub(super) fn email(name: &str, given: &str) -> Checked<String> {
    if given.is_empty() {
        return Err(missing(name, "the e-mail address shown on every page"));
    }
    let address = email::read(given);
    address.map(|a| a.to_string()).ok_or_else(|| ConfigError::new(name, format!("“{given}” is no e-mail address")))
}

/// A sender: an address, with or without a name before it.
pub(super) fn mailbox(name: &str, given: &str) -> Checked<String> {
    let mailbox = given.parse::<lettre::message::Mailbox>();
    mailbox.map(|_| given.to_owned()).map_err(|_| ConfigError::new(name, format!("“{given}” is no e-mail address")))
}

pub(super) fn whole(name: &str, given: &str, least: i64, most: i64) -> Checked<i64> {
    let number = given.trim().parse::<i64>().ok().filter(|n| (least..=most).contains(n));
    number.ok_or_else(|| ConfigError::new(name, format!("“{given}” is not a whole number from {least} to {most}")))
}

pub(super) fn log_filter(name: &str, given: &str) -> Checked<String> {
    let text = if given.trim().is_empty() { "info" } else { given.trim() };
    match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(e) => Err(ConfigError::new(name, format!("“{text}” is no log filter: {e}"))),
    }
}

pub(super) fn list(given: &str) -> Vec<&str> {
    given.split(',').map(str::trim).filter(|entry| !entry.is_empty()).collect()
}

pub(super) fn readable(name: &str, path: &Path) -> Checked<()> {
    let opened = std::fs::File::open(path);
    opened.map(|_| ()).map_err(|e| ConfigError::new(name, format!("{}: {e}", path.display())))
}
