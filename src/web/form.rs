//! What a browser posts: fields by name, the proof that the form is ours, and errors that belong to fields.
use std::collections::BTreeMap;

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderMap, ORIGIN};

use crate::crypto::token;

/// Name of the hidden field with the form's proof.
pub const TOKEN_FIELD: &str = "token";
/// Largest body of a form, in bytes.
pub const LARGEST_FORM: usize = 256 * 1024;

/// The fields of a form; a name may come several times.
#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: BTreeMap<String, Vec<String>>,
}

impl Form {
    /// Reads `application/x-www-form-urlencoded`.
    pub fn parse(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            form.add(&name, value.into_owned());
        }
        form
    }

    /// Adds a value.
    pub fn add(&mut self, name: &str, value: impl Into<String>) {
        self.fields.entry(name.to_owned()).or_default().push(value.into());
    }

    /// Puts one value in place of all.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.fields.insert(name.to_owned(), vec![value.into()]);
    }

    /// Takes over every field of another form in place of its own.
    pub fn overlay(&mut self, other: &Self) {
        self.fields.extend(other.fields.clone());
    }

    /// Takes out every field whose name begins with `prefix`.
    pub fn forget(&mut self, prefix: &str) {
        self.fields.retain(|name, _| !name.starts_with(prefix));
    }

    /// The first value without blanks around it; empty when the field is missing.
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|v| v.first()).map_or("", |v| v.trim())
    }

    /// All values of a field.
    pub fn all(&self, name: &str) -> &[String] {
        self.fields.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether the field came at all.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// Whether one of the field's values is this one.
    pub fn chosen(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|v| v == value)
    }

    /// The fields whose names begin with `prefix`: the rest of the name, and the first value.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.fields.iter().filter_map(move |(name, values)| {
            Some((name.strip_prefix(prefix)?, values.first().map_or("", |v| v.trim())))
        })
    }
}

/// What is wrong with a field, in the language of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name of the field.
    pub field: String,
    /// The sentence.
    pub text: String,
}

/// The values that a form shows, and what is wrong with them.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    /// Values.
    pub form: Form,
    /// Errors in the order of the fields.
    pub errors: Vec<FieldError>,
}

impl Fields {
    /// Values without errors.
    pub fn new(form: Form) -> Self {
        Self { form, errors: Vec::new() }
    }

    /// The value to show; never that of a password.
    pub fn value(&self, name: &str) -> &str {
        if name.ends_with("password") { "" } else { self.form.get(name) }
    }

    /// Whether a box or a choice is ticked.
    pub fn chosen(&self, name: &str, value: impl std::fmt::Display) -> bool {
        self.form.chosen(name, &value.to_string())
    }

    /// The error of a field; empty when it has none.
    pub fn error(&self, name: &str) -> &str {
        self.errors.iter().find(|e| e.field == name).map_or("", |e| e.text.as_str())
    }
}

/// The proof that belongs to a form: bound to the session's key and the address it is posted to.
pub fn proof(form_key: &str, path: &str) -> String {
    token::hash(&format!("{form_key}\n{path}"))
}

/// Whether a request that changes something comes from our own page: its form carries the right proof, and the browser
/// does not say that another site sent it. Under `no-referrer` browsers send `Origin: null`, which tells nothing.
pub fn is_ours(request: &HttpRequest, form: &Form, form_key: &str, public_url: &str) -> bool {
    let sent = form.get(TOKEN_FIELD);
    same_site(request.headers(), public_url) && token::same(sent, &proof(form_key, request.path()))
}

fn same_site(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    if text("sec-fetch-site").is_some_and(|site| site != "same-origin") {
        return false;
    }
    text(ORIGIN.as_str()).is_none_or(|origin| origin == "null" || origin == public_url)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn forms_keep_every_value() {
        let form = Form::parse("a=1&a=2&b=%20x+y%20&carriers.5=DHL".as_bytes());
        assert_eq!((form.all("a").len(), form.get("b"), form.get("none")), (2, "x y", ""));
        assert!(form.chosen("a", "2") && !form.chosen("a", "3"));
        assert_eq!(form.under("carriers.").collect::<Vec<_>>(), [("5", "DHL")]);
    }

    #[test]
    fn passwords_are_never_shown_again() {
        let fields = Fields::new(Form::parse(b"credentials.password=x&credentials.user=u"));
        assert_eq!((fields.value("credentials.password"), fields.value("credentials.user")), ("", "u"));
    }

    #[test]
    fn only_our_own_forms_count() {
        let form = Form::parse(format!("token={}", proof("key", "/app/1/guide")).as_bytes());
        let ours = |headers: &[(&str, &str)], key: &str| {
            let mut request = TestRequest::post().uri("/app/1/guide");
            for (name, value) in headers {
                request = request.insert_header((*name, *value));
            }
            is_ours(&request.to_http_request(), &form, key, "https://a.example")
        };
        assert!(ours(&[("sec-fetch-site", "same-origin"), ("origin", "null")], "key"));
        assert!(ours(&[("origin", "https://a.example")], "key"));
        assert!(!ours(&[("origin", "https://b.example")], "key"));
        assert!(!ours(&[("sec-fetch-site", "cross-site")], "key"));
        assert!(!ours(&[], "other session"));
    }
}
