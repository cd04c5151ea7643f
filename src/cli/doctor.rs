//! `spojka doctor` and `spojka healthcheck`: is everything in order, and is a running server ready.
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use spojka::config::{Config, Flags};
use spojka::domain::clock::Clock;
use spojka::domain::shop::ShopState;
use spojka::store::{Db, StoreResult, jobs, maintenance, messages, shops, workers};
use spojka::systems::mail::Postman;
use spojka::systems::upgates::public_key::PublicKeySource;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use crate::Failure;

/// A worker that gave no sign for so many seconds is not there.
const WORKER_SECONDS: i64 = 60;
/// Work that is due and not taken for so many seconds is told.
const LAG_SECONDS: i64 = 300;

/// What was found: `ok`, `--` to know, `!!` to be mended.
#[derive(Default)]
struct Findings {
    broken: usize,
}

impl Findings {
    fn say(&mut self, fine: bool, good: &str, bad: &str) {
        if fine {
            println!("ok    {good}");
        } else {
            println!("!!    {bad}");
            self.broken += 1;
        }
    }

    #[expect(clippy::unused_self, reason = "reads like the others")]
    fn note(&self, text: &str) {
        println!("--    {text}");
    }
}

/// Looks at settings, database, vault, public key, mail, and at what a running program leaves in the database; prints a
/// line each. Exit code 1 when something is to be mended.
pub async fn run(flags: &Flags) -> Result<(), Failure> {
    let mut found = Findings::default();
    let config = flags.config()?;
    println!("ok    settings");
    let db = super::open(flags).await?;
    let migrated = db.migrated().await.context("the database can't be read")?;
    found.say(migrated, "database", "database: it is not up to date; run `spojka migrate`");
    spojka::server::check_vault(&db, &config.vault).await?;
    println!("ok    vault keys open what is stored");
    public_key(&config, &mut found).await?;
    mail(&config, &mut found).await?;
    if migrated {
        house(&db, &mut found).await.context("the database can't be read")?;
    }
    db.close().await;
    match found.broken {
        0 => Ok(()),
        n => Err(Failure::Other(format!("{n} to be mended, see the lines with !!"))),
    }
}

async fn public_key(config: &Config, found: &mut Findings) -> Result<(), Failure> {
    let source =
        PublicKeySource::new(config.public_key_url.as_str(), Clock::System).context("the public key's address")?;
    let Some(pem) = source.current().await else {
        found.say(false, "", &format!("public key: it can't be fetched from {}", config.public_key_url));
        return Ok(());
    };
    let read = spojka::crypto::signature::PublicKey::from_pem(&pem).is_ok();
    found.say(read, "public key", "public key: what is at its address can't be read as one");
    Ok(())
}

async fn mail(config: &Config, found: &mut Findings) -> Result<(), Failure> {
    let Some(mail) = &config.mail else {
        found.note("no mail: alerts are logged as not sent, and messages to support can't be sent from the page");
        return Ok(());
    };
    let postman = Postman::new(&mail.smtp_url, &mail.from).context("mail")?;
    let answer = postman.answers().await;
    let problem = answer.as_ref().err().map(|e| format!("mail server: {e}")).unwrap_or_default();
    found.say(answer.is_ok(), "mail server answers", &problem);
    Ok(())
}

/// What a running program leaves in the database.
async fn house(db: &Db, found: &mut Findings) -> StoreResult<()> {
    let now = Clock::System.now();
    let shops = shops::all(db).await?;
    let of = |state: ShopState| shops.iter().filter(|s| s.state == state).count();
    found.note(&format!(
        "shops: {} active ({} started), {} refused, {} doubtful, {} deactivated, {} being erased",
        of(ShopState::Active),
        shops.iter().filter(|s| s.flowing).count(),
        of(ShopState::Refused),
        of(ShopState::Doubtful),
        of(ShopState::Inactive),
        of(ShopState::Erasing)
    ));
    match workers::last_of_all(db).await? {
        None => found.note("worker: none has run with this database yet"),
        Some(at) => {
            let problem = format!("worker: none gave a sign of life since {at}; is `spojka serve` running?");
            found.say(at.plus_seconds(WORKER_SECONDS) > now, "worker", &problem);
        }
    }
    let (oldest, due) = jobs::backlog(db, now).await?;
    let waits = oldest.filter(|at| at.plus_seconds(LAG_SECONDS) < now);
    match waits {
        None => println!("ok    queue: {due} due"),
        Some(at) => {
            found.note(&format!("queue: {due} due, the oldest since {at} (a paused or refused shop, or a slow worker)"))
        }
    }
    let (dead, deadly) = jobs::dead(db).await?;
    let problem = format!(
        "{dead} jobs were given up ({deadly} of them ended the process again and again); see `spojka shops show`"
    );
    found.say(dead == 0, "no work was given up", &problem);
    let unsent = messages::unsent(db).await?;
    found.say(
        unsent == 0,
        "all messages to support were mailed",
        &format!("{unsent} messages to support were not mailed yet; see `spojka shops messages`"),
    );
    if let Some(closed) = maintenance::get(db).await? {
        let end = closed.expected_end.map_or_else(|| "no end told".to_owned(), |t| format!("until {t}"));
        found
            .note(&format!("maintenance since {} ({end}); open the pages with `spojka maintenance off`", closed.since));
    }
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
