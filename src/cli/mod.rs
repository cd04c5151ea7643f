//! What an operator does from the command line. Results go to standard output, everything else to standard error.
mod account;
pub mod api_access;
pub mod doctor;
pub mod keys;
mod login;
pub mod maintenance;
mod report;
pub mod shops;

use anyhow::Context as _;
use secrecy::ExposeSecret as _;
use spojka::config::Flags;
use spojka::store::Db;

use crate::Failure;

/// Opens the database and brings it up to date.
pub async fn open(flags: &Flags) -> Result<Db, Failure> {
    let url = flags.database_url()?;
    let db = Db::connect(url.expose_secret()).await.context("SPOJKA_DATABASE_URL: the database can't be opened")?;
    Ok(db)
}

/// Brings the database up to date.
pub async fn migrate(flags: &Flags) -> Result<(), Failure> {
    let db = open(flags).await?;
    db.migrate().await.context("the database can't be brought up to date")?;
    db.close().await;
    println!("The database is up to date.");
    Ok(())
}
