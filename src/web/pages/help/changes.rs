//! What has changed in the add-on, in the merchant's words: an embedded file, newest version first.
use std::sync::OnceLock;

use serde::Deserialize;

use crate::domain::clock::parse_moment;
use crate::domain::reader;
use crate::domain::shop::Language;
use crate::text;

static FILE: &str = include_str!("changes.json");

/// One version.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    version: String,
    date: String,
    cs: Vec<String>,
    sk: Vec<String>,
    en: Vec<String>,
}

/// One version as shown.
#[derive(Debug)]
pub struct Shown<'a> {
    /// Its number.
    pub version: &'a str,
    /// The day it came, as written in the language.
    pub date: String,
    /// What changed.
    pub lines: &'a [String],
}

/// The file; a test reads it, so it can't be shipped broken.
fn log() -> &'static [Change] {
    static LOG: OnceLock<Vec<Change>> = OnceLock::new();
    LOG.get_or_init(|| reader::stored(FILE).unwrap_or_default())
}

impl Change {
    fn lines(&self, language: Language) -> &[String] {
        match language {
            Language::Cs => &self.cs,
            Language::Sk => &self.sk,
            Language::En => &self.en,
        }
    }
}

/// All versions, newest first.
pub fn all(language: Language) -> Vec<Shown<'static>> {
    let date =
        |text: &str| parse_moment(text, "UTC").map_or_else(|| text.to_owned(), |at| text::date(language, at, "UTC"));
    log().iter().map(|c| Shown { version: &c.version, date: date(&c.date), lines: c.lines(language) }).collect()
}

/// What the newest version changed.
pub fn newest(language: Language) -> &'static [String] {
    log().first().map_or(&[], |c| c.lines(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_tells_of_this_version_first_in_each_language() {
        let log: Vec<Change> = reader::stored(FILE).unwrap();
        assert_eq!(log[0].version, env!("CARGO_PKG_VERSION"), "a new version is told of before it is shipped");
        let number = |c: &Change| -> Vec<u64> { c.version.split('.').map(|n| n.parse().unwrap()).collect() };
        for pair in log.windows(2) {
            assert!(number(&pair[0]) > number(&pair[1]) && pair[0].date >= pair[1].date, "newest first");
        }
        for change in &log {
            assert!(parse_moment(&change.date, "UTC").is_some(), "{}", change.date);
            assert!(!change.cs.is_empty());
            assert_eq!((change.sk.len(), change.en.len()), (change.cs.len(), change.cs.len()), "{}", change.version);
            assert!(change.cs.iter().chain(&change.sk).chain(&change.en).all(|l| l.ends_with('.')));
        }
        assert_eq!(newest(Language::Sk), log[0].sk);
    }
}
