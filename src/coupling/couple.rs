//! Coupling a shop with a partner, and coupling it again.
use secrecy::{ExposeSecret as _, SecretString};

use crate::coupling::{Desk, DeskError, account, decide, save, sealed};
use crate::crypto::token;
use crate::domain::ids::{ConnectionId, ShopId};
use crate::domain::job::JobKind;
use crate::domain::settings::Coupling;
use crate::store::audit::Who;
use crate::store::connections::{Connection, NewConnection};
use crate::store::{Tx, audit, connections, jobs, shops};

/// What the partner's administration must be told.
#[derive(Debug, Clone)]
pub struct Coupled {
    /// Our id of the connection.
    pub connection: ConnectionId,
    /// Address for the partner's hooks.
    pub hook_url: String,
    /// Key for the partner's hook signatures.
    pub hook_secret: SecretString,
}

/// Whether these settings could be used, as far as that can be told without asking the partner.
///
/// # Errors
/// Names the field that can't be used.
pub fn check(desk: &Desk, coupling: &Coupling) -> Result<(), DeskError> {
    coupling.settings.check()?;
    crate::systems::partner::check(coupling.partner, &coupling.credentials, &coupling.settings, &desk.partner_hosts)?;
    Ok(())
}

/// Couples a shop, or updates the connection with the same partner: same id, same hook address; new credentials are
/// good at once, and what waited for them or for a mapping is queued again.
///
/// # Errors
/// Names the field that can't be used; then nothing is changed.
pub async fn couple(desk: &Desk, shop: &ShopId, coupling: &Coupling, who: Who) -> Result<Coupled, DeskError> {
    check(desk, coupling)?;
    if shops::get(&desk.db, shop).await?.is_none() {
        return Err(DeskError::NotFound("shop"));
    }
    let mut tx = desk.db.begin().await?;
    let existing = connections::of_shop_in(&mut tx, shop).await?.into_iter().find(|c| c.partner == coupling.partner);
    let coupled = match existing {
        Some(connection) => renew(&mut tx, desk, &connection, coupling, who).await?,
        None => make(&mut tx, desk, shop, coupling, who).await?,
    };
    let id = coupled.connection.as_str();
    connections::set_account(&mut tx, shop, id, &account::account(coupling.partner, &coupling.credentials)?).await?;
    let now = desk.clock.now();
    audit::add(&mut tx, shop, who, "couple", coupling.partner.word(), now).await?;
    if coupling.start {
        // However the shop was coupled, its pages tell whether the login works. Before the start that would read the shop, too.
        jobs::restart(&mut tx, shop, coupled.connection.as_str(), JobKind::ConnectTest, "", now).await?;
        decide::start_in(&mut tx, desk, shop, &coupled.connection, &coupling.settings).await?;
    }
    tx.commit().await?;
    Ok(coupled)
}

async fn make(tx: &mut Tx, desk: &Desk, shop: &ShopId, coupling: &Coupling, who: Who) -> Result<Coupled, DeskError> {
    let now = desk.clock.now();
    let id = ConnectionId::generate(now);
    let (hook, hook_secret) = (token::generate(), token::generate());
    let seal =
        |column: &str, secret: &SecretString| desk.vault.seal_text(&sealed::connection_identity(&id, column), secret);
    let new = NewConnection {
        id: &id,
        partner: coupling.partner,
        settings: &coupling.settings,
        credentials_sealed: &sealed::seal_credentials(&desk.vault, &id, &coupling.credentials)?,
        hook_hash: &token::hash_secret(&hook),
        hook_sealed: &seal("hook", &hook)?,
        hook_secret_sealed: &seal("hook_secret", &hook_secret)?,
    };
    connections::insert(tx, shop, &new, now).await?;
    connections::set_settings(tx, shop, id.as_str(), &coupling.settings, who.word(), now).await?;
    let hook_url = format!("{}/hooks/{}/{}", desk.public_url, coupling.partner.word(), hook.expose_secret());
    Ok(Coupled { connection: id, hook_url, hook_secret })
}

async fn renew(
    tx: &mut Tx,
    desk: &Desk,
    old: &Connection,
    coupling: &Coupling,
    who: Who,
) -> Result<Coupled, DeskError> {
    let now = desk.clock.now();
    let id = old.id.as_str();
    let credentials = sealed::seal_credentials(&desk.vault, &old.id, &coupling.credentials)?;
    connections::set_credentials(tx, &old.shop, id, &credentials, now).await?;
    connections::unblock(tx, &old.shop, id, now).await?;
    connections::set_test(tx, &old.shop, id, None).await?;
    save::save_in(tx, desk, old, &coupling.settings, who).await?;
    jobs::revive_all(tx, &old.shop, now).await?;
    jobs::hurry(tx, &old.shop, now).await?;
    let (hook_url, hook_secret) = hook_of(desk, old)?;
    Ok(Coupled { connection: old.id.clone(), hook_url, hook_secret })
}

/// The hook address and signature key of a connection, to be shown to whoever sets up the partner.
///
/// # Errors
/// When the vault doesn't open them.
pub fn hook_of(desk: &Desk, connection: &Connection) -> Result<(String, SecretString), DeskError> {
    let hook = sealed::open_hook(&desk.vault, &connection.id, "hook", &connection.hook_sealed)?;
    let secret = sealed::open_hook(&desk.vault, &connection.id, "hook_secret", &connection.hook_secret_sealed)?;
    Ok((format!("{}/hooks/{}/{}", desk.public_url, connection.partner.word(), hook.expose_secret()), secret))
}
