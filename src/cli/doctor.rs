//! `spojka doctor` and `spojka healthcheck`: is everything in order, and is a running server ready.
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use spojka::config::{Config, Flags};
use spojka::domain::clock::Clock;
use spojka::systems::upgates::public_key::PublicKeySource;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::Failure;

/// Looks at settings, database, vault and public key; prints a line each.
pub async fn run(flags: &Flags) -> Result<(), Failure> {
    let config = flags.config()?;
    println!("ok    settings");
    let db = super::open(flags).await?;
    let migrated = db.migrated().await.context("the database can't be read")?;
    println!(
        "{}    database{}",
        if migrated { "ok" } else { "--" },
        if migrated { "" } else { ": run `spojka migrate`" }
    );
    spojka::server::check_vault(&db, &config.vault).await?;
    println!("ok    vault keys open what is stored");
    let source =
        PublicKeySource::new(config.public_key_url.as_str(), Clock::System).context("the public key's address")?;
    let Some(pem) = source.current().await else {
        return Err(Failure::Other(format!("the public key at {} can't be fetched", config.public_key_url)));
    };
    spojka::crypto::signature::PublicKey::from_pem(&pem).context("the public key can't be read")?;
    println!("ok    public key");
    println!(
        "{}",
        if config.mail.is_some() { "ok    mail is configured" } else { "--    no mail: alerts are logged as not sent" }
    );
    db.close().await;
    Ok(())
}

/// Asks `/ready` of the configured listener.
pub async fn healthcheck(flags: &Flags) -> Result<(), Failure> {
    let config = flags.config()?;
    let status = tokio::time::timeout(Duration::from_secs(5), ask(&config))
        .await
        .map_err(|_| anyhow!("no answer within 5 s"))?
        .map_err(Failure::from)?;
    if status == 200 { Ok(()) } else { Err(Failure::Other(format!("not ready: HTTP {status}"))) }
}

/// A plain request to the own listener, over TLS when it serves TLS (whose certificate need not name the address).
async fn ask(config: &Config) -> anyhow::Result<u16> {
    let mut address = config.listen;
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() { [127, 0, 0, 1].into() } else { std::net::Ipv6Addr::LOCALHOST.into() });
    }
    if config.tls.is_some() {
        return tokio::task::spawn_blocking(move || ask_tls(address)).await?;
    }
    let mut stream = tokio::net::TcpStream::connect(address).await.context("no server listens")?;
    stream.write_all(REQUEST).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    status(&answer)
}

const REQUEST: &[u8] = b"GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

fn ask_tls(address: std::net::SocketAddr) -> anyhow::Result<u16> {
    use std::io::{Read as _, Write as _};

    use openssl::ssl::{SslConnector, SslMethod, SslVerifyMode};
    let mut builder = SslConnector::builder(SslMethod::tls())?;
    builder.set_verify(SslVerifyMode::NONE);
    let stream = std::net::TcpStream::connect(address).context("no server listens")?;
    stream.set_read_timeout(Some(Duration::from_secs(4)))?;
    let mut stream = builder.build().connect("localhost", stream).map_err(|e| anyhow!("TLS: {e}"))?;
    stream.write_all(REQUEST)?;
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    status(&answer)
}

fn status(answer: &[u8]) -> anyhow::Result<u16> {
    let line = String::from_utf8_lossy(answer.get(..32.min(answer.len())).unwrap_or_default()).into_owned();
    line.split(' ').nth(1).and_then(|code| code.parse().ok()).context("the answer is not HTTP")
}
