//! The program itself, as an operator starts it, and what it writes to its log.
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::databases::Fresh;

/// Vault key of the tests.
pub const VAULT: &str = "k1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";
/// Signature token of the tests.
pub const TOKEN: &str = "t0p-s3cret-of-the-marketplace";

/// How one program is set up.
pub struct Setup {
    variables: Vec<(&'static str, String)>,
    pub origin: String,
}

impl Setup {
    /// A program on a free port, on this database, beside the sandbox at `sandbox`.
    pub fn new(fresh: &Fresh, sandbox: &str) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let origin = format!("http://{address}");
        let variables = vec![
            ("SPOJKA_LISTEN", address.to_string()),
            ("SPOJKA_METRICS_LISTEN", "127.0.0.1:0".to_owned()),
            ("SPOJKA_PUBLIC_URL", origin.clone()),
            ("SPOJKA_DATABASE_URL", fresh.url.clone()),
            ("SPOJKA_SIGNATURE_TOKEN", TOKEN.to_owned()),
            ("SPOJKA_PUBLIC_KEY_URL", format!("{sandbox}/addons/signature/api.signature.pub.key")),
            ("SPOJKA_VAULT_KEYS", VAULT.to_owned()),
            ("SPOJKA_API_HOSTS", "127.0.0.1".to_owned()),
            ("SPOJKA_PARTNER_HOSTS", "127.0.0.1".to_owned()),
            ("SPOJKA_SUPPORT_EMAIL", "help@example.com".to_owned()),
            ("SPOJKA_SUPPORT_PHONE", "+420 123 456 789".to_owned()),
            ("SPOJKA_LOG", "debug,spojka=trace".to_owned()),
        ];
        Self { variables, origin }
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.variables.retain(|(n, _)| *n != name);
        self.variables.push((name, value.to_owned()));
        self
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spojka"));
        command.env_clear().envs(self.variables.iter().map(|(n, v)| (n, v))).args(arguments);
        command
    }

    /// Runs a command to its end; `input` is its standard input.
    pub fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that doesn't read its input may be gone already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Starts serving; what it writes goes to a file in `folder`.
    pub fn serve(&self, folder: &Path) -> Program {
        let log = folder.join(format!("{}.log", self.origin.rsplit(':').next().unwrap_or_default()));
        let file = std::fs::File::create(&log).unwrap();
        let mut command = self.command(&["serve"]);
        command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file);
        Program { child: command.spawn().unwrap(), log }
    }
}

/// A serving program; killed when dropped.
pub struct Program {
    child: Child,
    log: PathBuf,
}

impl Program {
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap()).into_owned()
    }

    /// Waits until it is ready.
    pub async fn ready(&self, http: &reqwest::Client, origin: &str) {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let answer = http.get(format!("{origin}/ready")).send().await;
            if answer.is_ok_and(|a| a.status().is_success()) {
                return;
            }
            assert!(Instant::now() < deadline, "not ready: {}", self.log());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Sends it a signal, `HUP` for instance.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status().unwrap();
        assert!(sent.success());
    }

    /// Its exit code, once it has ended.
    pub fn ended(&mut self) -> Option<Option<i32>> {
        self.child.try_wait().unwrap().map(|status| status.code())
    }

    /// Ends it at once, as a power cut would.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
