//! Going back: the settings as they were, and erasing a shop for good.
use crate::coupling::{Desk, DeskError, save};
use crate::domain::ids::ShopId;
use crate::domain::reader;
use crate::domain::settings::Settings;
use crate::store::audit::Who;
use crate::store::{connections, erasing};

/// Puts back the settings that stood before the ones with this history id; `None` means before the present ones.
///
/// # Errors
/// When there is nothing older, or the older settings can no longer be used.
pub async fn undo(
    desk: &Desk,
    shop: &ShopId,
    connection: &str,
    entry: Option<&str>,
    who: Who,
) -> Result<(), DeskError> {
    let history = connections::history(&desk.db, shop, connection).await?;
    let place = match entry {
        Some(id) => history.iter().position(|h| h.id == id).ok_or(DeskError::NotFound("settings"))?,
        None => 0,
    };
    let older = history.get(place + 1).ok_or(DeskError::NotNow("there are no older settings"))?;
    let settings: Settings =
        reader::stored(&older.settings).map_err(|_| DeskError::NotNow("these settings can no longer be used"))?;
    save::save_settings(desk, shop, connection, &settings, who).await
}

/// Erases a shop and all that is stored about it, at once and for good. The add-on stays installed in Upgates until it
/// is deactivated there; its next activation begins anew.
///
/// # Errors
/// When the store fails, or the confirmation is not the shop's reference.
pub async fn erase(desk: &Desk, shop: &ShopId, confirmation: &str) -> Result<(), DeskError> {
    if confirmation.trim() != reference(shop) {
        return Err(crate::domain::settings::SettingError::new("confirmation", "must be the shop's reference").into());
    }
    let mut tx = desk.db.begin().await?;
    erasing::begin(&mut tx, shop, None).await?;
    tx.commit().await?;
    tracing::info!(%shop, "a shop asked to be erased; nothing is done for it any more");
    match erasing::finish(&desk.db, shop).await {
        Ok(()) => {
            tracing::info!(%shop, "the shop's data is gone");
            if !desk.db.forget_deleted().await? {
                tracing::info!(%shop, "what was deleted is overwritten a little later: somebody is reading");
            }
        }
        Err(error) => tracing::warn!(%shop, %error, "the erasing broke off; the worker goes on with it"),
    }
    Ok(())
}

/// The short reference of a shop that pages show and support asks for.
pub fn reference(shop: &ShopId) -> String {
    let id = shop.as_str();
    id[id.len().saturating_sub(8)..].to_uppercase()
}
