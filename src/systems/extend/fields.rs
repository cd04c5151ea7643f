//! Taking settings out of a JSON map one by one, with errors that name the field by its path.
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::domain::settings::SettingError;

/// A settings map that is used up field by field; what is left at the end is unknown.
pub(super) struct Fields {
    group: &'static str,
    map: Map<String, Value>,
}

impl Fields {
    /// The fields of `group` (`credentials` or `options`).
    pub(super) fn new(group: &'static str, map: &Map<String, Value>) -> Self {
        Self { group, map: map.clone() }
    }

    /// An error about one field of this group.
    pub(super) fn error(&self, field: &str, problem: impl Into<String>) -> SettingError {
        SettingError::new(format!("{}.{field}", self.group), problem)
    }

    /// The value as it stands.
    pub(super) fn raw(&mut self, field: &str) -> Option<Value> {
        self.map.remove(field)
    }

    /// A text without surrounding blanks; `None` when missing, null or empty. Numbers are taken as text.
    pub(super) fn text(&mut self, field: &str) -> Result<Option<String>, SettingError> {
        match self.map.remove(field) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => self.as_text(field, &value).map(|t| Some(t).filter(|t| !t.is_empty())),
        }
    }

    /// A text that must be there.
    pub(super) fn needed(&mut self, field: &str, what: &str) -> Result<String, SettingError> {
        self.text(field)?.ok_or_else(|| self.error(field, format!("is missing; put {what} here")))
    }

    /// One of a few words; the first is the default.
    pub(super) fn choice<T: Copy>(&mut self, field: &str, words: &[(&str, T)]) -> Result<T, SettingError> {
        let Some(text) = self.text(field)? else { return Ok(words[0].1) };
        words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value).ok_or_else(|| {
            let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            self.error(field, format!("“{text}” is not known; one of: {}", known.join(", ")))
        })
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, field: &str, default: bool) -> Result<bool, SettingError> {
        match self.map.remove(field) {
            None | Some(Value::Null) => Ok(default),
            Some(Value::Bool(yes)) => Ok(yes),
            Some(_) => Err(self.error(field, "must be true or false")),
        }
    }

    /// A whole number in a range.
    pub(super) fn count(
        &mut self,
        field: &str,
        range: std::ops::RangeInclusive<u32>,
    ) -> Result<Option<u32>, SettingError> {
        match self.map.remove(field) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => {
                value.as_u64().and_then(|n| u32::try_from(n).ok()).filter(|n| range.contains(n)).map(Some).ok_or_else(
                    || self.error(field, format!("must be a whole number from {} to {}", range.start(), range.end())),
                )
            }
        }
    }

    /// A list of texts, in order, without repeats; one text alone is a list of one.
    pub(super) fn list(&mut self, field: &str) -> Result<Vec<String>, SettingError> {
        let items = match self.map.remove(field) {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(Value::Array(items)) => items,
            Some(one) => vec![one],
        };
        let mut list = Vec::new();
        for item in items {
            let text = self.as_text(field, &item)?;
            if text.is_empty() {
                return Err(self.error(field, "must not hold an empty text"));
            }
            if !list.contains(&text) {
                list.push(text);
            }
        }
        Ok(list)
    }

    /// A map of texts.
    pub(super) fn table(&mut self, field: &str) -> Result<BTreeMap<String, String>, SettingError> {
        match self.map.remove(field) {
            None | Some(Value::Null) => Ok(BTreeMap::new()),
            Some(Value::Object(map)) => map
                .iter()
                .map(|(key, value)| Ok((key.trim().to_owned(), self.as_text(&format!("{field}.{key}"), value)?)))
                .collect(),
            Some(_) => Err(self.error(field, "must be an object of texts")),
        }
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// Names the first field that nobody asked for.
    pub(super) fn end(self) -> Result<(), SettingError> {
        match self.map.keys().next() {
            Some(unknown) => Err(self.error(unknown, "is not a known field")),
            None => Ok(()),
        }
    }

    fn as_text(&self, field: &str, value: &Value) -> Result<String, SettingError> {
        match value {
            Value::String(text) if text.chars().any(char::is_control) => {
                Err(self.error(field, "must be one line of text"))
            }
            Value::String(text) => Ok(text.trim().to_owned()),
            Value::Number(number) => Ok(number.to_string()),
            _ => Err(self.error(field, "must be a text")),
        }
    }
}
