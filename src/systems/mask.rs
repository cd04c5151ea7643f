//! Our own secrets in another system's answer: some servers repeat the login that they refuse. What was sent as a secret is masked in the
//! answer before anybody reads it, in each spelling in which it may come back.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderMap;
use secrecy::{ExposeSecret as _, SecretString};

/// What stands in a secret's place; as long as it takes to be noticed, and valid in JSON and HTML.
const MASK: &[u8] = b"***";
/// A shorter secret is masked nowhere: it would be found in every other word.
const SHORTEST: usize = 3;
/// In a good answer only longer ones are masked, since a short one may be a word of the data.
const SHORTEST_IN_DATA: usize = 8;

/// What must not come back from one call.
pub struct Secrets(Vec<SecretString>);

impl Secrets {
    /// Those of the headers that are never shown, taken apart: a Basic login holds a password. `more` are other secrets of ours that this
    /// system knows.
    pub fn of(headers: &HeaderMap, more: &[SecretString]) -> Self {
        let mut plain: Vec<String> = more.iter().map(|secret| secret.expose_secret().to_owned()).collect();
        for value in headers.values().filter(|value| value.is_sensitive()) {
            let Ok(text) = value.to_str() else { continue };
            let bare = text.split_once(' ').map_or(text, |(_, bare)| bare);
            plain.push(bare.to_owned());
            let pair = STANDARD.decode(bare).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            if let Some((user, password)) = pair.as_deref().and_then(|pair| pair.split_once(':')) {
                plain.push(format!("{user}:{password}"));
                plain.push(password.to_owned());
            }
        }
        let mut spelt: Vec<String> = plain.iter().flat_map(|secret| spellings(secret)).collect();
        // The longest first, so that no part of one is left.
        spelt.sort_unstable_by_key(|text| std::cmp::Reverse(text.len()));
        spelt.dedup();
        Self(spelt.into_iter().map(SecretString::from).collect())
    }

    /// The body of an answer without them.
    pub fn mask(&self, body: Vec<u8>, is_data: bool) -> Vec<u8> {
        let shortest = if is_data { SHORTEST_IN_DATA } else { SHORTEST };
        let mut body = body;
        for secret in &self.0 {
            let secret = secret.expose_secret().as_bytes();
            if secret.len() >= shortest && contains(&body, secret) {
                body = without(&body, secret);
            }
        }
        body
    }
}

fn contains(body: &[u8], secret: &[u8]) -> bool {
    let first = secret[0];
    (0..body.len().saturating_sub(secret.len() - 1)).any(|at| body[at] == first && body[at..].starts_with(secret))
}

fn without(body: &[u8], secret: &[u8]) -> Vec<u8> {
    let mut masked = Vec::with_capacity(body.len());
    let mut at = 0;
    while at < body.len() {
        if body[at..].starts_with(secret) {
            masked.extend_from_slice(MASK);
            at += secret.len();
        } else {
            masked.push(body[at]);
            at += 1;
        }
    }
    masked
}

/// A secret as it may stand in text, JSON, HTML, an address, or a header.
fn spellings(secret: &str) -> Vec<String> {
    let json = serde_json::Value::from(secret).to_string();
    let json = json.trim_start_matches('"').strip_suffix('"').unwrap_or_default().to_owned();
    let ascii = |upper: bool| -> String {
        let escape = |c: char| {
            let mut units = [0; 2];
            let units = c.encode_utf16(&mut units);
            let write = |unit: &u16| if upper { format!("\\u{unit:04X}") } else { format!("\\u{unit:04x}") };
            if c.is_ascii() { c.to_string() } else { units.iter().map(write).collect() }
        };
        json.chars().map(escape).collect()
    };
    let html = secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let form: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let mut all = vec![
        secret.to_owned(),
        ascii(false),
        ascii(true),
        ascii(false).replace('/', "\\/"),
        json.replace('/', "\\/"),
        json,
        html.replace('\'', "&#39;"),
        html.replace('\'', "&#x27;"),
        html,
        form.replace('+', "%20"),
        form,
        STANDARD.encode(secret),
    ];
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{AUTHORIZATION, HeaderValue};

    fn secrets(password: &str) -> Secrets {
        let login = format!("Basic {}", STANDARD.encode(format!("jana:{password}")));
        let mut value = HeaderValue::from_str(&login).unwrap();
        value.set_sensitive(true);
        Secrets::of(&HeaderMap::from_iter([(AUTHORIZATION, value)]), &[SecretString::from("h00k-secret")])
    }

    #[test]
    fn a_login_that_comes_back_is_masked_in_each_spelling() {
        let password = "p&ž/\"5 <x>'";
        let said =
            |body: &str, is_data| String::from_utf8(secrets(password).mask(body.as_bytes().to_vec(), is_data)).unwrap();
        for body in [
            password.to_owned(),
            serde_json::json!({ "message": format!("wrong: {password}!") }).to_string(),
            "{\"message\":\"p&\\u017e\\/\\\"5 <x>'\"}".to_owned(),
            "p&amp;ž/&quot;5 &lt;x&gt;&#39;".to_owned(),
            "?password=p%26%C5%BE%2F%225+%3Cx%3E%27".to_owned(),
            format!("Authorization: Basic {}", STANDARD.encode(format!("jana:{password}"))),
            "h00k-secret".to_owned(),
        ] {
            for is_data in [false, true] {
                let text = said(&body, is_data);
                assert!(text.contains("***") && !text.contains("<x>") && !text.contains("5 "), "{body} → {text}");
                assert!(!text.contains("%3Cx") && !text.contains("&lt;x") && !text.contains("h00k"), "{body} → {text}");
            }
        }
        assert_eq!(said("nothing of ours", false), "nothing of ours");
    }

    #[test]
    fn a_short_password_is_masked_in_refusals_and_data_stay_whole() {
        let mask =
            |body: &str, is_data| String::from_utf8(secrets("demo").mask(body.as_bytes().to_vec(), is_data)).unwrap();
        assert_eq!(mask("no user with demo", false), "no user with ***");
        assert_eq!(mask("Demosthenes orders a demo", true), "Demosthenes orders a demo");
    }
}
