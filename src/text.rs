//! The words of pages and mails: Fluent messages in three languages, numbers and moments as people there write them.
use std::fmt::Display;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::langid;

use crate::domain::clock::Millis;
use crate::domain::shop::Language;

mod effect;

pub use effect::effect;

static LOCALES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/locales");
static BUNDLES: OnceLock<[FluentBundle<FluentResource>; 3]> = OnceLock::new();

/// A no-break space.
pub const NBSP: char = '\u{a0}';

fn bundles() -> &'static [FluentBundle<FluentResource>; 3] {
    BUNDLES.get_or_init(|| Language::ALL.map(bundle))
}

/// Broken message files can't be shipped: the tests of the texts read all of them.
fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let (id, formatter): (_, fn(&FluentValue<'_>, &IntlLangMemoizer) -> Option<String>) = match language {
        Language::Cs => (langid!("cs"), |v, _| written(v, Language::Cs)),
        Language::Sk => (langid!("sk"), |v, _| written(v, Language::Sk)),
        Language::En => (langid!("en"), |v, _| written(v, Language::En)),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(formatter));
    for file in LOCALES.get_dir(language.code()).into_iter().flat_map(Dir::files) {
        let text = file.contents_utf8().unwrap_or_default().to_owned();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(readable, errors)| {
            tracing::error!(file = %file.path().display(), count = errors.len(), "a message file holds errors");
            readable
        });
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn written(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(n) => Some(number(language, n.value)),
        _ => None,
    }
}

/// Whether there is a message under this key.
pub fn exists(language: Language, key: &str) -> bool {
    bundles()[language as usize].has_message(key)
}

/// A value for a message.
#[derive(Debug, Clone)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number, which also picks the plural form.
    Number(f64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    #[expect(clippy::cast_precision_loss, reason = "counts on pages are far below 2^52")]
    fn from(n: i64) -> Self {
        Self::Number(n as f64)
    }
}

impl From<&i64> for Value {
    fn from(n: &i64) -> Self {
        Self::from(*n)
    }
}

impl From<usize> for Value {
    fn from(n: usize) -> Self {
        Self::from(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

/// The sentence under `key` with its values. An unknown key gives the key itself; the tests keep that from happening.
pub fn say(language: Language, key: &str, values: &[(&str, Value)]) -> String {
    let bundle = &bundles()[language as usize];
    let Some(pattern) = bundle.get_message(key).and_then(|m| m.value()) else {
        tracing::error!(key, language = language.code(), "a message is missing");
        return key.to_owned();
    };
    let mut args = FluentArgs::new();
    for (name, value) in values {
        match value {
            Value::Text(text) => args.set(*name, text.as_str()),
            Value::Number(n) => args.set(*name, FluentValue::Number(FluentNumber::from(*n))),
        }
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(key, language = language.code(), ?errors, "a message lacks a value");
    }
    text
}

/// A number with the language's decimal sign and groups of three: `12 345,5` or `12,345.5`.
pub fn number(language: Language, n: impl Display) -> String {
    let text = n.to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |d| ("−", d));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let (group, point) = if language == Language::En { (',', '.') } else { (NBSP, ',') };
    let mut out = String::from(sign);
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(c);
    }
    if !part.is_empty() {
        out.push(point);
        out.push_str(part);
    }
    out
}

/// A moment in the shop's zone: `21. 11. 2026 14:05`, in English `21 Nov 2026 14:05`.
pub fn moment(language: Language, at: Millis, zone: &str) -> String {
    let t = at.local(zone);
    format!("{}{NBSP}{}", date(language, at, zone), clock_time(t.hour(), t.minute()))
}

/// The time of day in the shop's zone: `14:05`.
pub fn hour(at: Millis, zone: &str) -> String {
    let t = at.local(zone);
    clock_time(t.hour(), t.minute())
}

fn clock_time(hour: u8, minute: u8) -> String {
    format!("{hour}:{minute:02}")
}

/// A day in the shop's zone.
pub fn date(language: Language, at: Millis, zone: &str) -> String {
    const SHORT: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let t = at.local(zone);
    let month = u8::from(t.month());
    match language {
        Language::En => format!("{}{NBSP}{}{NBSP}{}", t.day(), SHORT[usize::from(month) - 1], t.year()),
        Language::Cs | Language::Sk => format!("{}.{NBSP}{month}.{NBSP}{}", t.day(), t.year()),
    }
}

/// How long ago, in words: just now, 2 minutes ago, 3 hours ago; from a day on the moment itself.
pub fn ago(language: Language, at: Millis, now: Millis, zone: &str) -> String {
    let minutes = (now.0 - at.0).max(0) / 60_000;
    match minutes {
        0 => say(language, "ago-now", &[]),
        1..60 => say(language, "ago-minutes", &[("count", minutes.into())]),
        60..1440 => say(language, "ago-hours", &[("count", (minutes / 60).into())]),
        _ => moment(language, at, zone),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::clock::parse_moment;

    #[test]
    fn numbers_are_written_as_people_there_do() {
        assert_eq!(number(Language::Cs, 1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(number(Language::Sk, "-12345.50"), "−12\u{a0}345,50");
        assert_eq!(number(Language::En, "1234.5"), "1,234.5");
        assert_eq!(number(Language::Cs, 0), "0");
    }

    #[test]
    fn moments_follow_the_shops_zone() {
        let at = parse_moment("2026-11-21T13:05:00Z", "UTC").unwrap();
        assert_eq!(moment(Language::Cs, at, "Europe/Prague"), "21.\u{a0}11.\u{a0}2026\u{a0}14:05");
        assert_eq!(moment(Language::En, at, "Europe/Prague"), "21\u{a0}Nov\u{a0}2026\u{a0}14:05");
    }
}
