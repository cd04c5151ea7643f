//! New hook addresses, for when somebody may have learnt the old ones.
use secrecy::ExposeSecret as _;

use crate::coupling::{Desk, DeskError, sealed};
use crate::crypto::token;
use crate::domain::ids::{ConnectionId, ShopId};
use crate::domain::job::{JobKind, ROTATE};
use crate::store::audit::Who;
use crate::store::{audit, connections, jobs, webhooks};

/// Hooks to a connection's former address are taken for so long, in seconds: the new one is entered at the partner by hand.
const PARTNER_OVERLAP_SECONDS: i64 = 7 * 86_400;

/// Asks for new addresses of the shop's own webhooks; the worker tells them to Upgates, and the former ones are taken for an hour more.
///
/// # Errors
/// When the store fails.
pub async fn rotate_hooks(desk: &Desk, shop: &ShopId, who: Who) -> Result<(), DeskError> {
    let now = desk.clock.now();
    let mut tx = desk.db.begin().await?;
    jobs::restart(&mut tx, shop, "", JobKind::Webhooks, ROTATE, now).await?;
    audit::add(&mut tx, shop, who, "rotate-hooks", "upgates", now).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives each connection of a shop a new address for the partner's hooks; the former one is taken for a week more. Returns the new ones,
/// which somebody must enter at the partner.
///
/// # Errors
/// When the store or the vault fails.
pub async fn rotate_partner_hooks(
    desk: &Desk,
    shop: &ShopId,
    who: Who,
) -> Result<Vec<(ConnectionId, String)>, DeskError> {
    let now = desk.clock.now();
    let until = now.plus_seconds(PARTNER_OVERLAP_SECONDS);
    let mut told = Vec::new();
    for connection in connections::of_shop(&desk.db, shop).await? {
        let secret = token::generate();
        let sealed = desk.vault.seal_text(&sealed::connection_identity(&connection.id, "hook"), &secret)?;
        let mut tx = desk.db.begin().await?;
        webhooks::set_hook(&mut tx, shop, connection.id.as_str(), (&token::hash_secret(&secret), &sealed), until)
            .await?;
        audit::add(&mut tx, shop, who, "rotate-hooks", connection.partner.word(), now).await?;
        tx.commit().await?;
        let word = connection.partner.word();
        told.push((connection.id, format!("{}/hooks/{word}/{}", desk.public_url, secret.expose_secret())));
    }
    Ok(told)
}
