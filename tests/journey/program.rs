//! The add-on as it is delivered: the program itself, which can be killed and started again.
use std::fs::File;
use std::io::Write as _;
use std::ops::Deref;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::world::{Engine, PATIENCE, World};

const SPOJKA: &str = env!("CARGO_BIN_EXE_spojka");

/// A world with the program.
pub struct Program {
    world: World,
    child: Option<Child>,
}

impl Deref for Program {
    type Target = World;

    fn deref(&self) -> &World {
        &self.world
    }
}

impl Program {
    /// Starts the program in a new world.
    pub async fn start(engine: Engine) -> Self {
        let (world, listener) = World::new(engine).await;
        // The sandbox knows the address now; the program takes it over.
        drop(listener);
        let mut program = Self { world, child: None };
        program.run().await;
        program
    }

    /// Runs `spojka serve` and waits until it is ready.
    pub async fn run(&mut self) {
        let log = File::options().create(true).append(true).open(self.log_path()).unwrap();
        let child = Command::new(SPOJKA)
            .arg("serve")
            .args(self.flags())
            .arg(format!("--listen={}", self.base.trim_start_matches("http://")))
            .env_clear()
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        self.child = Some(child);
        let url = format!("{}/ready", self.base);
        self.wait("the program is ready", async || {
            self.http.get(&url).send().await.ok().filter(|r| r.status().is_success())
        })
        .await;
    }

    /// Whether it was started and not ended.
    pub fn runs(&self) -> bool {
        self.child.is_some()
    }

    /// Ends the program at once, as a power cut does.
    pub fn kill(&mut self) {
        let mut child = self.child.take().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Asks the program to stop (SIGTERM) and waits for its end.
    pub async fn stop(&mut self) -> ExitStatus {
        let mut child = self.child.take().unwrap();
        let sent = Command::new("kill").arg("-TERM").arg(child.id().to_string()).status().unwrap();
        assert!(sent.success());
        self.wait_for(PATIENCE * 2, "the program ends after SIGTERM", async || child.try_wait().unwrap()).await
    }

    /// What the program has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_path()).unwrap()
    }

    fn log_path(&self) -> std::path::PathBuf {
        self.engine.folder.path().join("spojka.log")
    }

    /// Runs `spojka shops …` beside the server, with `input` on its standard input.
    pub fn shops(&self, arguments: &[&str], input: &str) -> (bool, String) {
        let mut child = Command::new(SPOJKA)
            .arg("shops")
            .args(arguments)
            .args(self.flags())
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = if output.status.success() { output.stdout } else { output.stderr };
        (output.status.success(), String::from_utf8(text).unwrap())
    }

    /// `spojka shops couple`, and the hook entered in the warehouse.
    ///
    /// Answers the line that the command printed.
    pub async fn couple(&self, change: impl FnOnce(&mut Value)) -> Value {
        let mut file = self.coupling();
        change(&mut file);
        let token = self.upgates()["token"].as_str().unwrap().to_owned();
        let (fine, text) = self.shops(&["couple", &token, "--settings", "-"], &file.to_string());
        assert!(fine, "{text}");
        let line: Value = serde_json::from_str(&text).unwrap();
        let hook = json!({ "url": line["hook_url"], "secret": line["hook_secret"] });
        let saved = self.control("extend/hooks", hook).await;
        assert_eq!(saved["probe"], "ok", "{saved}");
        line
    }

    /// Ends everything.
    pub async fn close(mut self) {
        if self.child.is_some() {
            self.kill();
        }
        self.db.close().await;
    }

    /// Waits a moment in which nothing should happen; only for proving that something does not.
    pub async fn breathe() {
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
