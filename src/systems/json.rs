//! Lenient reading of answers: numbers as text, missing keys, `null`, `""`, `[]` for `{}` and a single object for an
//! array are all met (upgates-api.md 16.1). Reading never fails; what isn't there is "not set".
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value;

use crate::domain::clock::{Millis, parse_moment};
use crate::domain::money::{self, Decimal};

static NOTHING: Value = Value::Null;

/// Numbers from here on are taken for nonsense, so that sums and products of read numbers can't overflow.
const TOO_LARGE: Decimal = Decimal::from_parts(0xD4A5_1000, 0xE8, 0, false, 0);

/// A look at one value.
#[derive(Debug, Clone, Copy)]
pub struct Json<'a>(pub &'a Value);

impl<'a> Json<'a> {
    /// The value under `key`; a look at nothing when this is no object or has no such key.
    #[must_use]
    pub fn at(self, key: &str) -> Self {
        Self(self.0.get(key).unwrap_or(&NOTHING))
    }

    /// The first value under any of `keys` that is set.
    #[must_use]
    pub fn any(self, keys: &[&str]) -> Self {
        keys.iter().map(|k| self.at(k)).find(|v| v.is_set()).unwrap_or(Self(&NOTHING))
    }

    /// Whether there is anything: not `null`, `""`, `[]`, `{}` or missing.
    pub fn is_set(self) -> bool {
        match self.0 {
            Value::Null => false,
            Value::String(s) => !s.trim().is_empty(),
            Value::Array(a) => !a.is_empty(),
            Value::Object(o) => !o.is_empty(),
            Value::Bool(_) | Value::Number(_) => true,
        }
    }

    /// The text as one line, trimmed; numbers and booleans as written; empty when not set. It may be printed on a label, so what is no
    /// sign is cleaned from it: control characters become a blank, and marks that only steer the writing go.
    pub fn text(self) -> String {
        match self.0 {
            Value::String(s) => one_line(s),
            Value::Number(n) => n.to_string(),
            Value::Bool(b) => b.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
        }
    }

    /// The text with its lines, each cleaned as by [`Self::text`]: what people wrote as a note.
    pub fn note(self) -> String {
        match self.0 {
            Value::String(s) => s.lines().map(one_line).collect::<Vec<_>>().join("\n").trim().to_owned(),
            _ => self.text(),
        }
    }

    /// The text, or `None` when it is empty.
    pub fn some_text(self) -> Option<String> {
        Some(self.text()).filter(|t| !t.is_empty())
    }

    /// The exact number, from a number or its text; `None` when it is none or a trillion and more.
    pub fn decimal(self) -> Option<Decimal> {
        let text = match self.0 {
            Value::Number(n) => n.to_string(),
            Value::String(s) => s.trim().to_owned(),
            Value::Bool(b) => i32::from(*b).to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        if text.is_empty() || text.len() > 60 {
            return None;
        }
        money::decimal(&text).filter(|n| n.abs() < TOO_LARGE)
    }

    /// The exact number, zero when it is none.
    pub fn amount(self) -> Decimal {
        self.decimal().unwrap_or_default()
    }

    /// The whole number, also from `"17"` and `17.0`; `None` when it has a fraction.
    pub fn int(self) -> Option<i64> {
        self.decimal().filter(|n| n.fract().is_zero())?.to_i64()
    }

    /// The number rounded down to a whole one: a shop can't sell the half that is left.
    pub fn floor(self) -> Option<i64> {
        self.decimal()?.floor().to_i64()
    }

    /// Yes or no from a boolean, `1`/`0` and their texts, `yes`/`no`; `None` for anything else.
    pub fn flag(self) -> Option<bool> {
        match self.text().to_ascii_lowercase().as_str() {
            "true" | "1" | "1.0" | "yes" | "y" | "on" => Some(true),
            "false" | "0" | "0.0" | "no" | "n" | "off" => Some(false),
            _ => None,
        }
    }

    /// The moment; without an offset in the text the zone (IANA name) decides.
    pub fn moment(self, zone: &str) -> Option<Millis> {
        self.some_text().and_then(|t| parse_moment(&t, zone))
    }

    /// The members of an array; a single object counts as an array of one; anything else as empty. An object whose
    /// keys are all numbers is an array that PHP wrote with gaps.
    pub fn list(self) -> Vec<Self> {
        match self.0 {
            Value::Array(a) => a.iter().map(Self).collect(),
            Value::Object(o) if o.is_empty() => Vec::new(),
            Value::Object(o) if o.keys().all(|k| k.bytes().all(|b| b.is_ascii_digit())) => {
                o.values().map(Self).collect()
            }
            Value::Object(_) => vec![self],
            _ => Vec::new(),
        }
    }

    /// The members of an object with their keys; empty for anything else (PHP writes an empty object as `[]`).
    pub fn members(self) -> impl Iterator<Item = (&'a str, Self)> {
        self.0.as_object().into_iter().flatten().map(|(k, v)| (k.as_str(), Self(v)))
    }
}

/// A text without control characters (also PostgreSQL stores no NUL) and without marks that steer the writing: zero-width blanks, changes
/// of direction, byte order marks.
fn one_line(text: &str) -> String {
    let steers = |c: char| matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let clean = text.replace("\r\n", "\n").replace(steers, "").replace(breaks, " ");
    clean.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn each_spelling_of_a_value_is_read() {
        let v = json!({"a": "17", "b": 17.0, "c": 17, "d": "17.5", "e": true, "f": "", "g": [], "h": {}, "i": " x ", "j": "0"});
        let at = |k: &str| Json(&v).at(k);
        assert_eq!(
            [at("a").int(), at("b").int(), at("c").int(), at("d").int(), at("z").int()],
            [Some(17), Some(17), Some(17), None, None]
        );
        assert_eq!(at("d").floor(), Some(17));
        assert_eq!(at("d").decimal(), Some("17.5".parse().unwrap()));
        assert_eq!(
            [at("e").flag(), at("j").flag(), at("i").flag(), at("f").flag()],
            [Some(true), Some(false), None, None]
        );
        assert!(["f", "g", "h", "z"].iter().all(|k| !at(k).is_set()));
        assert_eq!(at("i").text(), "x");
        assert_eq!(Json(&v).any(&["f", "z", "c"]).int(), Some(17));
    }

    #[test]
    fn what_is_no_sign_is_cleaned_from_texts() {
        let v = json!({"a": "Jana\u{0}\tMal\u{e1}\u{1b}\r\n", "b": " \u{feff}Lipov\u{e1}\u{202e} 12\u{85}", "n": "Prvn\u{ed}\r\ndruh\u{fd}\u{7}\n"});
        assert_eq!(Json(&v).at("a").text(), "Jana  Mal\u{e1}");
        assert_eq!(Json(&v).at("b").text(), "Lipov\u{e1} 12");
        assert_eq!(Json(&v).at("n").note(), "Prvn\u{ed}\ndruh\u{fd}");
        assert_eq!(Json(&v).at("n").text(), "Prvn\u{ed} druh\u{fd}");
    }

    #[test]
    fn arrays_and_objects_stand_in_for_each_other() {
        assert_eq!(Json(&json!([1, 2])).list().len(), 2);
        assert_eq!(Json(&json!({"code": "A"})).list().len(), 1);
        assert_eq!(Json(&json!({"0": {}, "3": {}})).list().len(), 2);
        assert_eq!(Json(&json!({})).list().len(), 0);
        assert_eq!(Json(&json!([])).members().count(), 0);
    }

    #[test]
    fn money_keeps_its_digits_and_nonsense_is_none() {
        let v: Value =
            crate::domain::reader::stored(r#"[412.40, 1e2, 1e400, 1e-400, 999999999999, 1000000000000, "1 000"]"#)
                .unwrap();
        let read: Vec<_> = Json(&v).list().into_iter().map(|n| n.decimal().map(|d| d.to_string())).collect();
        assert_eq!(read[0].as_deref(), Some("412.40"));
        assert_eq!(read[1].as_deref(), Some("100"));
        assert_eq!(read[2], None);
        assert_eq!(read[4].as_deref(), Some("999999999999"));
        assert_eq!([&read[5], &read[6]], [&None, &None]);
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<f64>().prop_map(|f| json!(f)),
            any::<i64>().prop_map(|i| json!(i)),
            "-?[0-9]{1,40}([.,][0-9]{1,30})?([eE][+-]?[0-9]{1,9})?".prop_map(Value::String),
            ".*".prop_map(Value::String),
        ];
        leaf.prop_recursive(3, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
                prop::collection::btree_map("[a-c0-9]{0,2}", inner, 0..6).prop_map(|m| m.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn reading_never_panics(v in any_json()) {
            let j = Json(&v);
            let _ = (j.text(), j.decimal(), j.int(), j.floor(), j.flag(), j.moment("Europe/Prague"), j.is_set());
            for part in j.list().into_iter().chain(j.members().map(|(_, m)| m)) {
                let _ = (part.at("a").amount() * part.amount(), part.any(&["a", "b"]).list().len());
            }
        }
    }
}
