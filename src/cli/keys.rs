//! `spojka keys`: new vault keys, and sealing everything anew with the first one.
use anyhow::Context as _;
use clap::Subcommand;
use secrecy::ExposeSecret as _;
use spojka::config::Flags;
use spojka::coupling::sealed;
use spojka::crypto::vault;
use spojka::store::{connections, shops};

use crate::Failure;

/// What can be done with keys.
#[derive(Subcommand)]
pub enum Command {
    /// Print a new key for SPOJKA_VAULT_KEYS
    Generate {
        /// Id of the key
        #[arg(long, default_value = "k1")]
        id: String,
    },
    /// Seal everything anew with the first of SPOJKA_VAULT_KEYS; afterwards the other keys can go
    Reseal,
}

/// Runs a command.
pub async fn run(flags: &Flags, command: Command) -> Result<(), Failure> {
    match command {
        Command::Generate { id } => {
            let key = vault::generate_key(&id).map_err(|e| Failure::Setting(format!("--id: {e}")))?;
            println!("{}", key.expose_secret());
            Ok(())
        }
        Command::Reseal => reseal(flags).await,
    }
}

async fn reseal(flags: &Flags) -> Result<(), Failure> {
    let vault = flags.vault()?;
    let db = super::open(flags).await?;
    spojka::server::check_vault(&db, &vault).await?;
    let mut resealed = 0_usize;
    for shop in shops::all(&db).await.context("shops can't be read")? {
        let Some(old) = shops::login_sealed(&db, &shop.id).await.context("a login can't be read")? else { continue };
        let new = vault.reseal(&sealed::login_identity(&shop.id), &old).context("a login can't be sealed anew")?;
        if let Some(new) = new {
            let mut tx = db.begin().await.context("the database can't be written")?;
            shops::reseal(&mut tx, &shop.id, &new).await.context("a login can't be stored")?;
            tx.commit().await.context("a login can't be stored")?;
            resealed += 1;
        }
    }
    for c in connections::all(&db).await.context("connections can't be read")? {
        let one = |column: &str, old: &[u8]| -> Result<(Vec<u8>, bool), Failure> {
            let new = vault
                .reseal(&sealed::connection_identity(&c.id, column), old)
                .context("a secret can't be sealed anew")?;
            Ok(new.map_or_else(|| (old.to_vec(), false), |new| (new, true)))
        };
        let credentials = one("credentials", &c.credentials_sealed)?;
        let hook = one("hook", &c.hook_sealed)?;
        let secret = one("hook_secret", &c.hook_secret_sealed)?;
        if credentials.1 || hook.1 || secret.1 {
            let mut tx = db.begin().await.context("the database can't be written")?;
            connections::reseal(&mut tx, &c.shop, c.id.as_str(), (&credentials.0, &hook.0, &secret.0))
                .await
                .context("a connection can't be stored")?;
            tx.commit().await.context("a connection can't be stored")?;
            resealed += 1;
        }
    }
    println!("{resealed} sealed anew with the key “{}”; the rest was already.", vault.sealing_key());
    Ok(())
}
