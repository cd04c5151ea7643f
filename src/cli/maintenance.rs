//! `spojka maintenance`: closes the pages while orders are still received. Works beside running servers, which notice at
//! the next page that is asked for.
use anyhow::Context as _;
use clap::Subcommand;
use serde_json::json;
use spojka::config::Flags;
use spojka::domain::clock::{Clock, parse_moment};
use spojka::store::{Db, maintenance};

use crate::Failure;

/// What can be done about maintenance.
#[derive(Subcommand)]
pub enum Command {
    /// Close the pages; once more changes the expected end
    On {
        /// When the pages are expected to open, for instance 2026-12-24T12:00:00+01:00; it is told, and nothing ends by itself
        #[arg(long)]
        until: Option<String>,
    },
    /// Open the pages
    Off,
    /// Tell whether the pages are closed
    Show,
}

/// Runs a command; prints one JSON line.
pub async fn run(flags: &Flags, command: Command) -> Result<(), Failure> {
    let db = super::open(flags).await?;
    db.migrate().await.context("the database can't be brought up to date")?;
    let result = decide(&db, command).await;
    db.close().await;
    result
}

async fn decide(db: &Db, command: Command) -> Result<(), Failure> {
    let (wrong, now) = ("the database can't be written", Clock::System.now());
    match command {
        Command::On { until } => {
            let until = match until {
                None => None,
                Some(text) => Some(
                    parse_moment(&text, "Europe/Prague")
                        .filter(|t| *t > now)
                        .ok_or_else(|| Failure::Other(format!("--until: “{text}” is no moment in the future")))?,
                ),
            };
            let mut tx = db.begin().await.context(wrong)?;
            maintenance::begin(&mut tx, until, now).await.context(wrong)?;
            tx.commit().await.context(wrong)?;
        }
        Command::Off => {
            let mut tx = db.begin().await.context(wrong)?;
            if !maintenance::end(&mut tx).await.context(wrong)? {
                return Err(Failure::Other("no maintenance is under way".to_owned()));
            }
            tx.commit().await.context(wrong)?;
        }
        Command::Show => {}
    }
    let closed = maintenance::get(db).await.context("the database can't be read")?;
    println!(
        "{}",
        json!({
            "maintenance": closed.is_some(), "since": closed.map(|c| c.since.to_string()),
            "until": closed.and_then(|c| c.expected_end).map(|t| t.to_string()),
        })
    );
    Ok(())
}
