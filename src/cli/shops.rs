//! `spojka shops`: what the iframe does, for operators who set up many shops. Works while a server runs.
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Subcommand;
use secrecy::ExposeSecret as _;
use serde_json::json;
use spojka::config::{ConfigError, Flags};
use spojka::coupling::{self, Desk, DeskError};
use spojka::domain::clock::{Clock, parse_moment};
use spojka::domain::settings::Coupling;
use spojka::domain::shop::{Language, Shop};
use spojka::store::audit::Who;
use spojka::store::{connections, shops};
use spojka::text;
use std::sync::Arc;

use super::{account, login, report};
use crate::Failure;

/// What can be done with shops. A shop is named by the token that Upgates sends, or by the reference on its pages.
#[derive(Subcommand)]
pub enum Command {
    /// List all shops, one JSON line each
    List,
    /// Show one shop: state, connections, orders, queue, calls, messages
    Show {
        /// The shop's token or reference
        token: String,
    },
    /// Couple a shop with a partner; prints one JSON line with the hook address and secret for the partner
    Couple {
        /// The shop's token
        token: String,
        /// JSON file with the settings, or - for standard input
        #[arg(long)]
        settings: PathBuf,
        /// Store the login without trying it at the partner, for one that is down
        #[arg(long)]
        untested: bool,
    },
    /// Pause the shop's connections; orders are still received
    Pause {
        /// The shop's token
        token: String,
        /// Until when, for instance 2026-12-24T12:00:00+01:00; without it until `resume`
        #[arg(long)]
        until: Option<String>,
    },
    /// Resume the shop's paused connections
    Resume {
        /// The shop's token
        token: String,
    },
    /// Give the shop's webhooks new addresses, when somebody may have learnt the old ones; those are taken for an hour more
    RotateHooks {
        /// The shop's token or reference
        token: String,
        /// Give the addresses for the partner's hooks new ones instead, to be entered at the partner within a week; prints them
        #[arg(long)]
        partner: bool,
    },
    /// List what the shop wrote to support, newest first, one JSON line each
    Messages {
        /// The shop's token or reference
        token: String,
    },
    /// List the requests for an account at a partner, one JSON line each
    Requests,
    /// Move the shop's last request for an account on; the merchant is told by mail
    Request {
        /// The shop's token
        token: String,
        /// passed_on, granted or refused
        state: String,
    },
}

/// Runs a command.
pub async fn run(flags: &Flags, command: Command) -> Result<(), Failure> {
    let desk = desk(flags).await?;
    let result = match command {
        Command::List => list(&desk).await,
        Command::Show { token } => report::show(&desk, &find(&desk, &token).await?).await,
        Command::Messages { token } => report::messages(&desk, &find(&desk, &token).await?).await,
        Command::Couple { token, settings, untested } => couple(&desk, &token, &settings, untested).await,
        Command::Pause { token, until } => pause(&desk, &token, until.as_deref()).await,
        Command::Resume { token } => resume(&desk, &token).await,
        Command::RotateHooks { token, partner } => rotate_hooks(&desk, &find(&desk, &token).await?, partner).await,
        Command::Requests => account::list(&desk).await,
        Command::Request { token, state } => account::move_on(&desk, &find(&desk, &token).await?, &state).await,
    };
    desk.db.close().await;
    result
}

async fn desk(flags: &Flags) -> Result<Desk, Failure> {
    let public_url = flags.public_url.clone().unwrap_or_default();
    let public_url = public_url.trim().trim_end_matches('/').to_owned();
    if public_url.is_empty() {
        return Err(ConfigError { variable: "SPOJKA_PUBLIC_URL".to_owned(), problem: "is missing".to_owned() }.into());
    }
    let (vault, partner_hosts) = (Arc::new(flags.vault()?), flags.partner_hosts()?);
    let db = super::open(flags).await?;
    spojka::server::check_vault(&db, &vault).await?;
    db.migrate().await.context("the database can't be brought up to date")?;
    Ok(Desk { db, vault, clock: Clock::System, public_url, partner_hosts })
}

async fn find(desk: &Desk, token: &str) -> Result<Shop, Failure> {
    let wrong = "shops can't be read";
    let mut shop = shops::by_token(&desk.db, token).await.context(wrong)?;
    if shop.is_none() {
        let named = |s: &Shop| coupling::reference(&s.id).eq_ignore_ascii_case(token.trim());
        shop = shops::all(&desk.db).await.context(wrong)?.into_iter().find(named);
    }
    shop.ok_or_else(|| {
        Failure::Other(format!(
            "no shop with the token or reference “{token}” has activated the add-on; see `spojka shops list`"
        ))
    })
}

async fn list(desk: &Desk) -> Result<(), Failure> {
    for shop in shops::all(&desk.db).await.context("shops can't be read")? {
        println!(
            "{}",
            json!({"token": shop.token, "reference": coupling::reference(&shop.id), "id": shop.id, "name": shop.name, "state": shop.state.word(), "started": shop.flowing})
        );
    }
    Ok(())
}

async fn couple(desk: &Desk, token: &str, settings: &Path, untested: bool) -> Result<(), Failure> {
    let text = if settings == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input can't be read")?;
        text
    } else {
        std::fs::read_to_string(settings).with_context(|| format!("{} can't be read", settings.display()))?
    };
    let coupling = Coupling::parse(&text).map_err(|e| Failure::Other(e.to_string()))?;
    let shop = find(desk, token).await?;
    coupling::check(desk, &coupling).map_err(said)?;
    if !untested {
        login::try_out(desk, &coupling).await?;
    }
    tell_effects(desk, &shop, &coupling).await?;
    let coupled = coupling::couple(desk, &shop.id, &coupling, Who::Operator).await.map_err(said)?;
    let stored = connections::get(&desk.db, &shop.id, coupled.connection.as_str()).await;
    let stored = stored.context("the connection can't be read")?;
    let line = json!({
        // Another connection of ours uses the same account at the partner; whose it is, is nobody's business.
        "shared_account": stored.is_some_and(|c| c.shares_account),
        "connection": coupled.connection,
        "hook_url": coupled.hook_url,
        "hook_secret": coupled.hook_secret.expose_secret(),
    });
    println!("{line}");
    Ok(())
}

/// Says on standard error what coupling again would do in a shop that is started already; it goes on all the same.
async fn tell_effects(desk: &Desk, shop: &Shop, file: &Coupling) -> Result<(), Failure> {
    let existing = connections::of_shop(&desk.db, &shop.id).await.context("the shop can't be read")?;
    let Some(connection) = existing.into_iter().find(|c| c.partner == file.partner) else { return Ok(()) };
    for effect in coupling::effects(desk, shop, &connection, &file.settings).await.map_err(said)? {
        eprintln!("effect: {}", text::effect(Language::En, &shop.zone, &effect, |_| None));
    }
    Ok(())
}

async fn pause(desk: &Desk, token: &str, until: Option<&str>) -> Result<(), Failure> {
    let shop = find(desk, token).await?;
    let until = match until {
        None => None,
        Some(text) => Some(
            parse_moment(text, &shop.zone).ok_or_else(|| Failure::Other(format!("--until: “{text}” is no moment")))?,
        ),
    };
    let mut paused = 0;
    for c in connections::of_shop(&desk.db, &shop.id).await.context("the shop can't be read")? {
        if c.state == connections::ConnectionState::Started {
            coupling::pause(desk, &shop.id, c.id.as_str(), until, Who::Operator).await.map_err(said)?;
            paused += 1;
        }
    }
    if paused == 0 {
        return Err(Failure::Other("the shop has no started connection".to_owned()));
    }
    println!("{}", json!({"paused": paused, "until": until.map(|t| t.to_string())}));
    Ok(())
}

async fn resume(desk: &Desk, token: &str) -> Result<(), Failure> {
    let shop = find(desk, token).await?;
    let mut resumed = 0;
    for c in connections::of_shop(&desk.db, &shop.id).await.context("the shop can't be read")? {
        if c.state == connections::ConnectionState::Paused {
            coupling::resume(desk, &shop.id, c.id.as_str(), Who::Operator).await.map_err(said)?;
            resumed += 1;
        }
    }
    if resumed == 0 {
        return Err(Failure::Other("the shop has no paused connection".to_owned()));
    }
    println!("{}", json!({"resumed": resumed}));
    Ok(())
}

async fn rotate_hooks(desk: &Desk, shop: &Shop, partner: bool) -> Result<(), Failure> {
    if !partner {
        coupling::rotate_hooks(desk, &shop.id, Who::Operator).await.map_err(said)?;
        println!("{}", json!({"asked": true}));
        return Ok(());
    }
    for (connection, hook_url) in coupling::rotate_partner_hooks(desk, &shop.id, Who::Operator).await.map_err(said)? {
        println!("{}", json!({"connection": connection, "hook_url": hook_url}));
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(said)")]
fn said(error: DeskError) -> Failure {
    Failure::Other(error.to_string())
}
