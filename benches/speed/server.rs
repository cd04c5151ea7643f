//! The program under measurement: the real binary with a database of its own in a temporary folder.
use std::fs::File;
use std::future::Future;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use spojka::coupling::sealed;
use spojka::crypto::vault::Vault;
use spojka::domain::clock::Clock;
use spojka::domain::ids::ShopId;
use spojka::domain::shop::{ApiLogin, Language};
use spojka::store::{Db, shops};

use crate::wire::{Wire, free_port};

/// The add-on's secret in all measurements.
pub const SIGNATURE_TOKEN: &str = "bench-signature-token";
const VAULT_KEYS: &str = "k1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
/// How long a start may take before the measurement gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A place with a database, where the program can be started.
pub struct House {
    folder: tempfile::TempDir,
    port: u16,
    metrics_port: u16,
    public_key: String,
}

/// A running program; killed when dropped.
pub struct Server {
    child: Child,
    /// `host:port` of the web listener.
    pub address: String,
    /// From the start of the process to the first answer that says ready.
    pub ready_after: Duration,
}

impl House {
    /// An empty place. The public key is fetched from this address.
    pub fn new(public_key: &str) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        Ok(Self { folder, port: free_port()?, metrics_port: free_port()?, public_key: public_key.to_owned() })
    }

    /// `host:port` where the program listens once started.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Where the database is.
    pub fn database_url(&self) -> String {
        format!("sqlite://{}", self.folder.path().join("spojka.db").display())
    }

    fn command(&self, words: &[&str]) -> Command {
        let address = self.address();
        let mut command = Command::new(PathBuf::from(env!("CARGO_BIN_EXE_spojka")));
        command.args(words).envs([
            ("SPOJKA_LISTEN", address.as_str()),
            ("SPOJKA_PUBLIC_URL", &format!("http://{address}")),
            ("SPOJKA_METRICS_LISTEN", &format!("127.0.0.1:{}", self.metrics_port)),
            ("SPOJKA_DATABASE_URL", &self.database_url()),
            ("SPOJKA_SIGNATURE_TOKEN", SIGNATURE_TOKEN),
            ("SPOJKA_VAULT_KEYS", VAULT_KEYS),
            ("SPOJKA_PUBLIC_KEY_URL", &self.public_key),
            ("SPOJKA_API_HOSTS", "127.0.0.1"),
            ("SPOJKA_PARTNER_HOSTS", "127.0.0.1"),
            ("SPOJKA_SUPPORT_EMAIL", "help@example.com"),
            ("SPOJKA_SUPPORT_PHONE", "+420 200 000 000"),
        ]);
        command
    }

    /// Runs a command of the program to its end.
    pub fn run(&self, words: &[&str], input: &str) -> anyhow::Result<Output> {
        use std::io::Write as _;
        let mut child =
            self.command(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        child.stdin.take().context("no standard input")?.write_all(input.as_bytes())?;
        Ok(child.wait_with_output()?)
    }

    /// Starts serving and waits until the program says that it is ready.
    pub fn start(&self) -> anyhow::Result<Server> {
        let log = File::create(self.folder.path().join("log"))?;
        let began = Instant::now();
        let child = self.command(&["serve"]).stdout(log.try_clone()?).stderr(log).spawn()?;
        let mut server = Server { child, address: self.address(), ready_after: Duration::ZERO };
        while began.elapsed() < PATIENCE {
            let asked = Wire::open(&server.address).and_then(|mut wire| wire.send("GET", "/ready", ""));
            if matches!(asked, Ok((200, _))) {
                server.ready_after = began.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                bail!("the program ended with {status}: {}", self.log());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        bail!("the program was not ready in time: {}", self.log())
    }

    /// What the program has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Server {
    /// Its process number.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended already when this fails.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs something asynchronous to its end.
pub fn wait_for<T>(work: impl Future<Output = T>) -> anyhow::Result<T> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work))
}

/// The vault of the program under measurement.
pub fn vault() -> anyhow::Result<Vault> {
    Ok(Vault::parse(VAULT_KEYS)?)
}

/// Stores an active shop whose API nobody will call, because nothing is queued for it.
pub async fn add_shop(db: &Db, token: &str) -> anyhow::Result<ShopId> {
    let now = Clock::System.now();
    let shop = ShopId::generate(now);
    let login = ApiLogin { user: "bench".to_owned(), key: "bench".into() };
    let login_sealed = sealed::seal_login(&vault()?, &shop, &login)?;
    let install = shops::Install {
        token,
        api_url: "http://127.0.0.1:9/api/v2",
        login_sealed: &login_sealed,
        language: Language::from_admin("cs"),
        version: Some(1),
        version_raw: "1",
    };
    let mut tx = db.begin().await?;
    shops::insert(&mut tx, &shop, &install, now).await?;
    tx.commit().await?;
    Ok(shop)
}
