//! The program: reads the options, starts the sandbox, prints its address and waits.

use clap::Parser;
use sandbox::{Options, Sandbox};
use std::net::SocketAddr;

/// Plays an Upgates and the partners on loopback.
#[derive(Debug, Parser)]
#[command(version)]
struct Args {
    /// Address to listen on.
    #[arg(long, default_value = "127.0.0.1:7070")]
    listen: SocketAddr,
    /// Origin of the add-on.
    #[arg(long, default_value = "http://localhost:8080")]
    addon_url: String,
    /// The add-on's secret from the marketplace.
    #[arg(long, env = "SANDBOX_SIGNATURE_TOKEN", default_value = "sandbox-signature-token")]
    signature_token: String,
    /// Seed of everything that looks random.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> std::io::Result<()> {
    let args = Args::parse();
    let sandbox = Sandbox::start(Options {
        listen: args.listen,
        addon_url: args.addon_url.trim_end_matches('/').to_owned(),
        signature_token: args.signature_token,
        seed: args.seed,
    })?;
    println!("sandbox listens on {}", sandbox.base_url());
    sandbox.wait();
    Ok(())
}
