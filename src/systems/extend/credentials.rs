//! How we log in to Extend: the tenant's address, short name and login (partners.md 2.2).
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value};
use url::Url;

use super::fields::Fields;
use crate::domain::settings::SettingError;

/// Under which header the login travels. The vendor's own client uses the first; some tenants may want the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AuthHeader {
    /// `ExtendBasicAuthorization`.
    #[default]
    Extend,
    /// `Authorization`.
    Standard,
}

impl AuthHeader {
    /// The header's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Extend => "ExtendBasicAuthorization",
            Self::Standard => "Authorization",
        }
    }
}

/// What it takes to call one tenant.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// Address up to and including `/RESTAPI`, without a slash at the end.
    pub base_url: String,
    /// Short name of the tenant.
    pub client: String,
    /// User.
    pub user: String,
    /// Password.
    pub password: SecretString,
    /// Which header carries the login.
    pub auth_header: AuthHeader,
}

impl Credentials {
    /// Reads the credentials of a coupling.
    ///
    /// # Errors
    /// Names the field that is missing, unknown or can't be used. Never repeats the password.
    pub fn parse(map: &Map<String, Value>) -> Result<Self, SettingError> {
        let mut fields = Fields::new("credentials", map);
        let base = fields.needed("base_url", "the address of the API, for instance https://host/RESTAPI")?;
        let base_url = check_base(&base).map_err(|problem| fields.error("base_url", problem))?;
        let client = fields.needed("client", "the short name of the client, for instance APIDEMO")?;
        if client.contains(['/', '?', '#', '%']) || client.starts_with('.') {
            return Err(fields.error("client", "must be the short name alone, without address characters"));
        }
        let user = fields.needed("user", "the user of the API")?;
        if user.contains(':') {
            return Err(fields.error("user", "must not contain a colon"));
        }
        let password = match fields.raw("password") {
            Some(Value::String(text)) if !text.is_empty() => SecretString::from(text),
            None | Some(Value::Null | Value::String(_)) => {
                return Err(fields.error("password", "is missing; put the user's password here"));
            }
            Some(_) => return Err(fields.error("password", "must be a text")),
        };
        let auth_header = fields
            .choice("auth_header", &[("authorization", AuthHeader::Extend), ("standard", AuthHeader::Standard)])?;
        fields.end()?;
        Ok(Self { base_url, client, user, password, auth_header })
    }

    /// Which account these lead to: the same for all users of one tenant, in whatever case the address is written.
    pub fn account(&self) -> String {
        let address = self.base_url.to_lowercase();
        let address = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
        format!("extend {address} {}", self.client.to_lowercase())
    }

    /// The value of the login header.
    pub(super) fn header_value(&self) -> SecretString {
        use base64::Engine as _;
        let pair = format!("{}:{}", self.user, self.password.expose_secret());
        SecretString::from(format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair)))
    }

    /// The tenant as a key for counting calls.
    pub(super) fn tenant(&self) -> String {
        format!("extend {}/{}", self.base_url, self.client)
    }
}

/// Checks the form of the address; whether its host may be contacted is decided when it is called.
fn check_base(text: &str) -> Result<String, String> {
    let url =
        Url::parse(text).map_err(|_| format!("“{text}” is not an address; it looks like https://host/RESTAPI"))?;
    if !matches!(url.scheme(), "https" | "http") || url.host_str().is_none() {
        return Err("must begin with https://".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must not hold a login; use user and password".to_owned());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("must not hold ? or #".to_owned());
    }
    let text = url.as_str().trim_end_matches('/');
    // People copy the address with the version; the calls add it.
    Ok(text.strip_suffix("/v1_0").unwrap_or(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parse(value: Value) -> Result<Credentials, SettingError> {
        Credentials::parse(value.as_object().unwrap())
    }

    #[test]
    fn credentials_are_read() {
        let c = parse(
            json!({"base_url": " https://host/RESTAPI/v1_0/ ", "client": "APIDEMO", "user": "u", "password": "p"}),
        )
        .unwrap();
        assert_eq!(
            (c.base_url.as_str(), c.client.as_str(), c.auth_header),
            ("https://host/RESTAPI", "APIDEMO", AuthHeader::Extend)
        );
        assert_eq!(c.header_value().expose_secret(), "Basic dTpw");
        assert!(!format!("{c:?}").contains("\"p\""));
    }

    #[test]
    fn errors_name_the_field_and_keep_the_secret() {
        let good = json!({"base_url": "https://host/RESTAPI", "client": "A", "user": "u", "password": "p4ss"});
        let field = |key: &str, value: Value| {
            let mut bad = good.clone();
            bad[key] = value;
            let error = parse(bad).unwrap_err();
            assert!(!error.problem.contains("p4ss"));
            error.field
        };
        assert_eq!(field("base_url", json!("host")), "credentials.base_url");
        assert_eq!(field("base_url", json!("ftp://host")), "credentials.base_url");
        assert_eq!(field("base_url", json!("https://a:b@host/")), "credentials.base_url");
        assert_eq!(field("base_url", json!("https://host/?x=1")), "credentials.base_url");
        assert_eq!(field("client", json!("a/b")), "credentials.client");
        assert_eq!(field("client", json!(null)), "credentials.client");
        assert_eq!(field("user", json!("a:b")), "credentials.user");
        assert_eq!(field("password", json!("")), "credentials.password");
        assert_eq!(field("password", json!(["p4ss"])), "credentials.password");
        assert_eq!(field("auth_header", json!("x")), "credentials.auth_header");
        assert_eq!(field("pin", json!(1)), "credentials.pin");
    }
}
