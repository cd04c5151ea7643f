//! A coupling in the operator's JSON (DESIGN 3.3): read whole, or refused with the path of the field and what must stand there.
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{MilestoneRule, SettingError, Settings};
use crate::domain::partner::PartnerKind;
use crate::domain::progress::Milestone;
use crate::domain::reader;
use crate::domain::words::Words;

/// A coupling as the operator's file or the guide asks for it (DESIGN 3.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coupling {
    /// Which partner.
    pub partner: PartnerKind,
    /// Its credentials, read by the partner's folder. Never logged.
    pub credentials: Map<String, Value>,
    /// Everything else.
    pub settings: Settings,
    /// Whether to start at once.
    pub start: bool,
}

impl Coupling {
    /// Reads the operator's JSON.
    ///
    /// # Errors
    /// Names the field that is missing, unknown or can't be used.
    pub fn parse(text: &str) -> Result<Self, SettingError> {
        let value: Value =
            reader::strict(text.as_bytes(), reader::MOST).map_err(|e| SettingError::new("settings", e.to_string()))?;
        let Value::Object(mut map) = value else {
            return Err(SettingError::new("settings", "must be a JSON object"));
        };
        let partner = match map.remove("partner") {
            Some(Value::String(word)) => PartnerKind::from_word(&word).ok_or_else(|| {
                let known: Vec<_> = PartnerKind::ALL.iter().map(|k| k.word()).collect();
                SettingError::new("partner", format!("“{word}” is not a partner; known: {}", known.join(", ")))
            })?,
            Some(_) => return Err(SettingError::new("partner", "must be a text")),
            None => return Err(SettingError::new("partner", "is missing")),
        };
        let settings = Settings {
            options: part(&mut map, "options")?.unwrap_or_default(),
            orders: part(&mut map, "orders")?.unwrap_or_default(),
            carriers: part(&mut map, "carriers")?.unwrap_or_default(),
            payments: part(&mut map, "payments")?.unwrap_or_default(),
            words: Words {
                countries: part(&mut map, "countries")?.unwrap_or_default(),
                currencies: part(&mut map, "currencies")?.unwrap_or_default(),
                products: part(&mut map, "products")?.unwrap_or_default(),
            },
            progress: milestones(&mut map)?,
            tracking: part(&mut map, "tracking")?.unwrap_or_default(),
            stock: part(&mut map, "stock")?.unwrap_or_default(),
            alerts: part(&mut map, "alerts")?.unwrap_or_default(),
        };
        let credentials =
            part(&mut map, "credentials")?.ok_or_else(|| SettingError::new("credentials", "is missing"))?;
        let start = part(&mut map, "start")?.unwrap_or(false);
        if let Some(unknown) = map.keys().next() {
            if unknown.is_empty() {
                return Err(SettingError::new("settings", "has a field without a name"));
            }
            return Err(SettingError::new(unknown.clone(), "is not a known field"));
        }
        settings.check()?;
        if start && settings.orders.ready_statuses.is_empty() {
            return Err(SettingError::new("orders.ready_statuses", "needs at least one status id before starting"));
        }
        Ok(Self { partner, credentials, settings, start })
    }
}

fn part<T: serde::de::DeserializeOwned>(map: &mut Map<String, Value>, field: &str) -> Result<Option<T>, SettingError> {
    match map.remove(field) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => serde_path_to_error::deserialize(value).map(Some).map_err(|e| misread(field, &e)),
    }
}

fn milestones(map: &mut Map<String, Value>) -> Result<BTreeMap<Milestone, MilestoneRule>, SettingError> {
    let given: Map<String, Value> = part(map, "progress")?.unwrap_or_default();
    let rule = |(word, value): (String, Value)| {
        let field = format!("progress.{word}");
        let milestone = Milestone::from_word(&word).ok_or_else(|| {
            let known = Milestone::ALL.map(Milestone::word).join(", ");
            SettingError::new(field.clone(), format!("is not a milestone; known: {known}"))
        })?;
        Ok((milestone, serde_path_to_error::deserialize(value).map_err(|e| misread(&field, &e))?))
    };
    given.into_iter().map(rule).collect()
}

/// What serde could not read, by the field's whole path and without the words of Rust.
fn misread(field: &str, error: &serde_path_to_error::Error<serde_json::Error>) -> SettingError {
    const PLAIN: [(&str, &str); 15] = [
        ("invalid type: ", "is "),
        ("invalid value: ", "is "),
        ("unknown variant ", "is not known: "),
        ("invalid length ", "has the length "),
        ("invalid number", "is no whole number that fits"),
        (", expected one of", ", known are"),
        (", expected", ", but must be"),
        ("must be i64", "must be a whole number"),
        ("must be u32", "must be a whole number from 0"),
        ("must be u64", "must be a whole number from 0"),
        ("must be a sequence", "must be a list"),
        ("must be a map", "must be an object"),
        ("must be a boolean", "must be true or false"),
        ("must be a string", "must be a text"),
        ("is map", "is an object"),
    ];
    let inner = error.inner().to_string();
    let mut path = error.path().to_string().replace('[', ".").replace(']', "");
    if let Some(name) = inner.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`')) {
        path = if path == "." { name.to_owned() } else { format!("{path}.{name}") };
        return SettingError::new(format!("{field}.{path}"), "is missing");
    }
    let problem = PLAIN.iter().fold(inner, |text, (theirs, ours)| text.replace(theirs, ours));
    SettingError::new(if path == "." { field.to_owned() } else { format!("{field}.{path}") }, problem)
}
