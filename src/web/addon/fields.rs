//! The fields of a signed call as texts, exactly as they were received, because that is what was signed.
use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::crypto::signature::Call;
use crate::domain::reader::{self, Unreadable};
use crate::web::error::Problem;

/// Longest value of one field, in bytes. Tokens, logins and addresses are far shorter.
const LONGEST: usize = 4096;

/// Longest version, in characters. It is a number as far as documented.
const LONGEST_VERSION: usize = 50;

/// Most values in one body. The calls have about fifteen fields.
const MOST: usize = 1000;

/// The fields of a call. Unknown ones are kept and ignored.
pub struct Fields(Map<String, Value>);

impl Fields {
    /// Reads a body: UTF-8, one JSON object; of a key given twice the last counts, as in PHP.
    ///
    /// # Errors
    /// [`Problem::Malformed`].
    pub fn parse(body: &[u8]) -> Result<Self, Problem> {
        let text = std::str::from_utf8(body).map_err(|_| Problem::malformed("the body is not UTF-8"))?;
        match reader::strict(text.as_bytes(), MOST) {
            Ok(Value::Object(map)) => Ok(Self(map)),
            Ok(_) => Err(Problem::malformed("the body is not a JSON object")),
            Err(Unreadable::NotJson(_)) => Err(Problem::malformed("the body is not valid JSON")),
            Err(other) => Err(Problem::malformed(format!("the body is not usable: {other}"))),
        }
    }

    /// Checks that all that the call needs is there.
    ///
    /// # Errors
    /// [`Problem::Malformed`] naming the field. A call that only carries the old `signature` is [`Problem::Unproven`].
    ///
    /// The signed text joins its values by `;` and escapes nothing, so that a `;` in a value would make one signature fit two readings:
    /// two shops, or a login that is read as a version.
    pub fn check(&self, call: Call) -> Result<(), Problem> {
        for name in call.signed_fields()[0] {
            self.required(name)?;
        }
        for name in call.signed_fields().concat() {
            let value = self.text(name).unwrap_or_default();
            if value.contains(';') {
                return Err(Problem::malformed(format!("{name} has a semicolon in it")));
            }
            if value.len() > LONGEST || (name == "version" && value.chars().count() > LONGEST_VERSION) {
                return Err(Problem::malformed(format!("{name} is too long")));
            }
        }
        if self.required("token")?.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(Problem::malformed("token has a blank in it"));
        }
        let old_only = self.0.contains_key("signature") && !self.0.contains_key("signature_v2");
        if old_only {
            return Err(Problem::Unproven("the old signature is not accepted; signature_v2 is needed"));
        }
        self.required("signature_v2").map(|_| ())
    }

    /// A field's text as received: numbers keep their digits, `true` and `false` are what PHP joins for them. `None` when it is
    /// absent or no scalar.
    pub fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        match self.0.get(name)? {
            Value::String(text) => Some(Cow::Borrowed(text)),
            Value::Number(number) => Some(Cow::Owned(number.to_string())),
            Value::Bool(true) => Some(Cow::Borrowed("1")),
            Value::Bool(false) | Value::Null => Some(Cow::Borrowed("")),
            Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// A field that must be there and not be empty.
    ///
    /// # Errors
    /// [`Problem::Malformed`] naming the field.
    pub fn required(&self, name: &str) -> Result<Cow<'_, str>, Problem> {
        let text = self.text(name).ok_or_else(|| Problem::malformed(format!("{name} is missing or not a text")))?;
        if text.is_empty() {
            return Err(Problem::malformed(format!("{name} is empty")));
        }
        if text.len() > LONGEST || text.contains('\0') {
            return Err(Problem::malformed(format!("{name} is not usable")));
        }
        Ok(text)
    }

    /// The version: its number when it is one, and its text. Comes as integer, numeric string, `""`, null or not at all; a version
    /// change may name it differently (upgates-addon.md 5.1 rows 3 and 6).
    pub fn version(&self) -> (Option<i64>, String) {
        let named =
            || self.0.keys().find(|key| key.to_ascii_lowercase().contains("version")).and_then(|key| self.text(key));
        let text = self.text("version").or_else(named).unwrap_or_default();
        // Mostly in no signed text, so it may be anything; what is kept can't be mistaken for something else.
        let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        let text: String = text.trim().chars().filter(plain).take(LONGEST_VERSION).collect();
        (text.parse().ok(), text)
    }

    /// The administration's language as told; it is in no signed text, so only a wish.
    pub fn language(&self) -> Option<crate::domain::shop::Language> {
        let text = self.text("current_admin_language").filter(|text| !text.trim().is_empty())?;
        Some(crate::domain::shop::Language::from_admin(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(body: &str) -> Fields {
        Fields::parse(body.as_bytes()).unwrap()
    }

    #[test]
    fn texts_are_as_received() {
        let f = fields(
            r#"{"a":"https:\/\/x","b":1.50,"c":12345678901234567890123,"d":"\u017elu\u0165","e":null,"f":[],"g":1,"g":2,"h":1e2}"#,
        );
        let got: Vec<_> = ["a", "b", "c", "d", "e", "g"].iter().map(|n| f.text(n).unwrap().into_owned()).collect();
        assert_eq!(got, ["https://x", "1.50", "12345678901234567890123", "žluť", "", "2"]);
        assert!(f.text("f").is_none() && f.text("z").is_none());
    }

    #[test]
    fn the_version_comes_in_many_shapes() {
        for (body, number) in [
            (r#"{"version":3}"#, Some(3)),
            (r#"{"version":"3"}"#, Some(3)),
            (r#"{"version":""}"#, None),
            (r#"{"version":null}"#, None),
            ("{}", None),
            (r#"{"new_version":4}"#, Some(4)),
            (r#"{"version":"beta"}"#, None),
            (r#"{"version":[1]}"#, None),
        ] {
            assert_eq!(fields(body).version().0, number, "{body}");
        }
    }

    #[test]
    fn a_value_that_could_be_read_as_two_is_refused() {
        let problem = |call, body: &str| fields(body).check(call).unwrap_err().to_string();
        for (call, name, body) in [
            (Call::Open, "token", r#"{"token":"a;b","time":"t","signature_v2":"s"}"#),
            (Call::Open, "time", r#"{"token":"a","time":"t;u","signature_v2":"s"}"#),
            (Call::Version, "version", r#"{"token":"a","version":"u;k;url","time":"t","signature_v2":"s"}"#),
            (Call::Version, "apiKey", r#"{"token":"a","apiKey":"u;k","time":"t","signature_v2":"s"}"#),
            (
                Call::Install,
                "apiUser",
                r#"{"token":"a","apiUser":"u;k","apiKey":"k","apiUrl":"x","time":"t","signature_v2":"s"}"#,
            ),
            (Call::Open, "token", r#"{"token":"a b","time":"t","signature_v2":"s"}"#),
            (Call::Open, "token", r#"{"token":" a","time":"t","signature_v2":"s"}"#),
            (Call::Open, "token", r#"{"token":"a\u00a0","time":"t","signature_v2":"s"}"#),
        ] {
            assert!(problem(call, body).starts_with(name), "{body}: {}", problem(call, body));
        }
        let long = format!(r#"{{"token":"a","version":"{}","time":"t","signature_v2":"s"}}"#, "9".repeat(51));
        assert!(problem(Call::Version, &long).starts_with("version"));
        assert!(fields(&long).check(Call::Open).is_ok(), "what is not signed there is ignored");
        assert_eq!(fields(r#"{"version":"<b>1</b>\n; k=é"}"#).version(), (None, "b1bk".to_owned()));
    }

    #[test]
    fn what_is_missing_is_named() {
        let problem = |body: &str| fields(body).check(Call::Open).unwrap_err();
        assert!(problem(r#"{"time":"t","signature_v2":"s"}"#).to_string().contains("token"));
        assert!(problem(r#"{"token":"","time":"t","signature_v2":"s"}"#).to_string().contains("token"));
        assert!(problem(r#"{"token":"a\u0000","time":"t","signature_v2":"s"}"#).to_string().contains("token"));
        assert_eq!(problem(r#"{"token":"a","time":"t"}"#).code(), "malformed");
        assert_eq!(problem(r#"{"token":"a","time":"t","signature":"s"}"#).code(), "signature");
        assert!(fields(r#"{"token":"a","time":"t","signature_v2":"s","x":{}}"#).check(Call::Open).is_ok());
        assert!(Fields::parse(b"[]").is_err() && Fields::parse(b"{").is_err() && Fields::parse(b"\"\xff\"").is_err());
    }
}
