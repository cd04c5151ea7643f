//! What is sealed for whom: the identity texts that bind a sealed value to its row, and the JSON inside.
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value};

use crate::crypto::vault::{Vault, VaultError};
use crate::domain::ids::{ConnectionId, ShopId};
use crate::domain::reader;
use crate::domain::shop::ApiLogin;

/// Identity of a shop's API login.
pub fn login_identity(shop: &ShopId) -> String {
    format!("shop:{shop}:login")
}

/// Identity of a connection's sealed column: `credentials`, `hook` or `hook_secret`.
pub fn connection_identity(connection: &ConnectionId, column: &str) -> String {
    format!("connection:{connection}:{column}")
}

/// Seals an API login for a shop.
///
/// # Errors
/// When cryptography fails (so in all functions here), or a sealed value doesn't open.
pub fn seal_login(vault: &Vault, shop: &ShopId, login: &ApiLogin) -> Result<Vec<u8>, VaultError> {
    let pair = serde_json::json!([login.user, login.key.expose_secret()]).to_string();
    vault.seal(&login_identity(shop), pair.as_bytes())
}

/// Opens a shop's API login.
pub fn open_login(vault: &Vault, shop: &ShopId, sealed: &[u8]) -> Result<ApiLogin, VaultError> {
    let plain = vault.open(&login_identity(shop), sealed)?;
    let (user, key): (String, String) = reader::stored(&plain[..]).map_err(|_| VaultError::Malformed)?;
    Ok(ApiLogin { user, key: SecretString::from(key) })
}

/// Seals a partner's credentials for a connection.
pub fn seal_credentials(
    vault: &Vault,
    connection: &ConnectionId,
    credentials: &Map<String, Value>,
) -> Result<Vec<u8>, VaultError> {
    let text = serde_json::to_vec(credentials).map_err(|_| VaultError::Malformed)?;
    vault.seal(&connection_identity(connection, "credentials"), &text)
}

/// Opens a partner's credentials.
pub fn open_credentials(
    vault: &Vault,
    connection: &ConnectionId,
    sealed: &[u8],
) -> Result<Map<String, Value>, VaultError> {
    let plain = vault.open(&connection_identity(connection, "credentials"), sealed)?;
    reader::stored(&plain[..]).map_err(|_| VaultError::Malformed)
}

/// Opens the secret of a hook address (`hook`) or the key of its signatures (`hook_secret`).
pub fn open_hook(
    vault: &Vault,
    connection: &ConnectionId,
    column: &str,
    sealed: &[u8],
) -> Result<SecretString, VaultError> {
    vault.open_text(&connection_identity(connection, column), sealed)
}
