//! The command line: read settings, start telemetry, run, exit code.
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use spojka::config::{ConfigError, EXIT_SETTING, Flags, unknown};
use spojka::server::{self, ServerError};
use spojka::store::StoreError;

mod cli;

/// Couples an Upgates shop with the system that ships for it.
#[derive(Parser)]
#[command(name = "spojka", version, about, arg_required_else_help = true)]
struct Line {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the add-on: signed calls, hooks, pages and the worker
    Serve,
    /// Bring the database up to date
    Migrate,
    /// Keys of the vault
    #[command(subcommand)]
    Keys(cli::keys::Command),
    /// Print the declared accesses to the Upgates API as the marketplace form wants them
    ApiAccess(cli::api_access::Arguments),
    /// Look whether settings, database, vault and public key are in order
    Doctor,
    /// Ask a running server whether it is ready; exit code 0 when it is
    Healthcheck,
    /// Close the pages for a while; orders are still received
    #[command(subcommand)]
    Maintenance(cli::maintenance::Command),
    /// Shops: list, show, couple, pause, resume, requests for accounts, messages to support
    #[command(subcommand)]
    Shops(cli::shops::Command),
}

/// Why a command failed, with its exit code.
enum Failure {
    /// A setting: exit code 2.
    Setting(String),
    /// Anything else: exit code 1.
    Other(String),
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Setting(error.to_string())
    }
}

impl From<ServerError> for Failure {
    fn from(error: ServerError) -> Self {
        match error {
            ServerError::Vault(_)
            | ServerError::Listen { .. }
            | ServerError::Tls(_)
            | ServerError::Client { .. }
            | ServerError::NotAlone(_)
            | ServerError::Database(StoreError::Address(_)) => Self::Setting(error.to_string()),
            other => Self::Other(other.to_string()),
        }
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(format!("{error:#}"))
    }
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let line = Line::parse();
    match run(line).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Setting(text)) => {
            eprintln!("spojka: {text}");
            ExitCode::from(EXIT_SETTING)
        }
        Err(Failure::Other(text)) => {
            eprintln!("spojka: {text}");
            ExitCode::FAILURE
        }
    }
}

async fn run(line: Line) -> Result<(), Failure> {
    let flags = &line.flags;
    let strange = unknown::sentences(std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned()));
    if !matches!(line.command, Command::Serve) {
        for sentence in &strange {
            eprintln!("spojka: {sentence}");
        }
    }
    match line.command {
        Command::Serve => {
            let config = flags.config()?;
            spojka::telemetry::start_log(&config.logging).map_err(|e| Failure::Setting(e.to_string()))?;
            for sentence in &strange {
                tracing::warn!("{sentence}");
            }
            server::serve(config).await?;
        }
        Command::Migrate => cli::migrate(flags).await?,
        Command::Keys(command) => cli::keys::run(flags, command).await?,
        Command::ApiAccess(arguments) => cli::api_access::run(&arguments),
        Command::Doctor => cli::doctor::run(flags).await?,
        Command::Healthcheck => cli::doctor::healthcheck(flags).await?,
        Command::Maintenance(command) => cli::maintenance::run(flags, command).await?,
        Command::Shops(command) => cli::shops::run(flags, command).await?,
    }
    Ok(())
}
