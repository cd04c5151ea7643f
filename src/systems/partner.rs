//! Which partner is which: the one place that knows all of them. A new partner is a row in each function.
use serde_json::{Map, Value};

use crate::domain::hosts::{HostRules, check_url};
use crate::domain::partner::{CallError, PartnerKind};
use crate::domain::settings::{SettingError, Settings};
use crate::systems::extend;

/// Checks credentials and options of a partner without calling it.
///
/// # Errors
/// Names the field that can't be used.
pub fn check(
    kind: PartnerKind,
    credentials: &Map<String, Value>,
    settings: &Settings,
    hosts: &HostRules,
) -> Result<(), SettingError> {
    check_credentials(kind, credentials, hosts)?;
    check_options(kind, settings)
}

/// Checks a partner's credentials: all there, and an address that may be contacted.
///
/// # Errors
/// Names the field that can't be used.
pub fn check_credentials(
    kind: PartnerKind,
    credentials: &Map<String, Value>,
    hosts: &HostRules,
) -> Result<(), SettingError> {
    match kind {
        PartnerKind::Extend => {
            let read = extend::Credentials::parse(credentials)?;
            check_url(&read.base_url, hosts).map(drop).map_err(|error| {
                let why = if let CallError::Forbidden { text } = error { text } else { error.to_string() };
                SettingError::new("credentials.base_url", format!("this address may not be contacted ({why})"))
            })
        }
    }
}

/// Checks a partner's options.
///
/// # Errors
/// Names the field that can't be used.
pub fn check_options(kind: PartnerKind, settings: &Settings) -> Result<(), SettingError> {
    match kind {
        PartnerKind::Extend => extend::Options::parse(&settings.options).map(drop),
    }
}
