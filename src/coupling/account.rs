//! Which account at the partner a connection uses, and whether others use it, too. The account is kept as a hash, and nobody is told whose
//! the other connections are.
use serde_json::{Map, Value};

use crate::coupling::{Desk, DeskError, sealed};
use crate::crypto::token;
use crate::domain::partner::PartnerKind;
use crate::domain::settings::SettingError;
use crate::store::connections;

/// The account that credentials lead to, as it is kept.
pub(super) fn account(kind: PartnerKind, credentials: &Map<String, Value>) -> Result<String, SettingError> {
    crate::systems::partner::account(kind, credentials).map(|account| token::hash(&account))
}

/// Notes the accounts of connections that were stored before there was a note of it.
///
/// # Errors
/// When the store fails. Credentials that can't be opened or used name no account; their connection can't call anybody either.
pub async fn note_accounts(desk: &Desk) -> Result<(), DeskError> {
    for connection in connections::without_account(&desk.db).await? {
        let opened = sealed::open_credentials(&desk.vault, &connection.id, &connection.credentials_sealed);
        let Some(account) = opened.ok().and_then(|c| account(connection.partner, &c).ok()) else { continue };
        let mut tx = desk.db.begin().await?;
        connections::set_account(&mut tx, &connection.shop, connection.id.as_str(), &account).await?;
        tx.commit().await?;
    }
    Ok(())
}
