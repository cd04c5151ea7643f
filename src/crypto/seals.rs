//! Which secret is sealed under which identity, so that sealing and opening can't disagree.
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use crate::crypto::vault::{Vault, VaultError};
use crate::domain::ids::{ConnectionId, ShopId};
use crate::domain::shop::ApiLogin;

/// Identity of a shop's API login.
pub fn login(shop: &ShopId) -> String {
    format!("shop:{shop}:login")
}

/// Identity of the partner's credentials (a JSON object).
pub fn credentials(connection: &ConnectionId) -> String {
    format!("connection:{connection}:credentials")
}

/// Identity of the secret in the address of the partner's hook.
pub fn hook(connection: &ConnectionId) -> String {
    format!("connection:{connection}:hook")
}

/// Identity of the key with which the partner signs its hooks.
pub fn hook_secret(connection: &ConnectionId) -> String {
    format!("connection:{connection}:hook_secret")
}

/// Seals a shop's API login.
///
/// # Errors
/// As [`Vault::seal`].
pub fn seal_login(vault: &Vault, shop: &ShopId, api: &ApiLogin) -> Result<Vec<u8>, VaultError> {
    let text = json!({ "user": api.user, "key": api.key.expose_secret() }).to_string();
    vault.seal_text(&login(shop), &SecretString::from(text))
}

/// Opens a shop's API login.
///
/// # Errors
/// As [`Vault::open`]; something else than a login is [`VaultError::Malformed`].
pub fn open_login(vault: &Vault, shop: &ShopId, sealed: &[u8]) -> Result<ApiLogin, VaultError> {
    let text = vault.open_text(&login(shop), sealed)?;
    let value: Value = serde_json::from_str(text.expose_secret()).map_err(|_| VaultError::Malformed)?;
    let part = |name: &str| value[name].as_str().map(str::to_owned).ok_or(VaultError::Malformed);
    Ok(ApiLogin { user: part("user")?, key: SecretString::from(part("key")?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_opens_for_its_shop_only() {
        let key = crate::crypto::vault::generate_key("k1").unwrap();
        let vault = Vault::parse(key.expose_secret()).unwrap();
        let (a, b) = (ShopId("a".into()), ShopId("b".into()));
        let api = ApiLogin { user: "u\"; ž".into(), key: SecretString::from("k;\\") };
        let sealed = seal_login(&vault, &a, &api).unwrap();
        let opened = open_login(&vault, &a, &sealed).unwrap();
        assert_eq!((opened.user.as_str(), opened.key.expose_secret()), ("u\"; ž", "k;\\"));
        assert!(open_login(&vault, &b, &sealed).is_err());
    }
}
