//! How the program begins, lives beside others and ends: settings that can't be used, a second process on one file, signals.
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::databases::Fresh;
use crate::program::{Program, Setup};

/// Nobody is asked for a key in these tests.
const NOWHERE: &str = "http://127.0.0.1:1";

fn http() -> reqwest::Client {
    #[expect(clippy::disallowed_methods, reason = "the other side of the wire, not the add-on")]
    reqwest::Client::builder().no_proxy().build().unwrap()
}

async fn until(what: &str, mut look: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !look().await {
        assert!(Instant::now() < deadline, "still not so: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn serving(fresh: &Fresh) -> (Setup, Program) {
    let setup = Setup::new(fresh, NOWHERE);
    let program = setup.serve(fresh.folder.path());
    program.ready(&http(), &setup.origin).await;
    (setup, program)
}

#[test]
fn a_setting_that_cannot_be_used_is_named_and_ends_with_2() {
    let fresh = Fresh::sqlite();
    for (variable, value, more) in [
        ("SPOJKA_PUBLIC_KEY_URL", "https://*.example.com/key", None),
        ("SPOJKA_SMTP_URL", "smtp://mail.example.com?tls=perhaps", Some(("SPOJKA_MAIL_FROM", "a@example.com"))),
        ("SPOJKA_DATABASE_URL", "sqlite:///proc/nowhere/spojka.db", None),
        ("SPOJKA_LISTEN", "192.0.2.1:80", None),
        ("SPOJKA_DRAIN_SECONDS", "soon", None),
    ] {
        let mut setup = Setup::new(&fresh, NOWHERE).with(variable, value);
        if let Some((name, value)) = more {
            setup = setup.with(name, value);
        }
        let output = setup.run(&["serve"], "");
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{variable}: {text}");
        assert!(text.contains(&format!("spojka: {variable}: ")), "{text}");
    }
}

#[test]
fn a_misspelt_variable_is_told() {
    let fresh = Fresh::sqlite();
    let setup = Setup::new(&fresh, NOWHERE).with("SPOJKA_GRACE_DAY", "5");
    let output = setup.run(&["migrate"], "");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && text.contains("did you mean SPOJKA_GRACE_DAYS?"), "{text}");
}

#[tokio::test]
async fn one_process_serves_from_a_file_and_commands_run_beside_it() {
    let fresh = Fresh::sqlite();
    let (setup, mut program) = serving(&fresh).await;
    let second = Setup::new(&fresh, NOWHERE).run(&["serve"], "");
    let text = String::from_utf8_lossy(&second.stderr).into_owned();
    assert_eq!(second.status.code(), Some(2), "{text}");
    assert!(text.contains("SPOJKA_DATABASE_URL: another `spojka serve` is using this file"), "{text}");
    assert!(setup.run(&["shops", "list"], "").status.success(), "commands don't serve");

    for end in ["", "-wal", "-shm"] {
        let file = fresh.folder.path().join(format!("spojka.db{end}"));
        let mode = std::fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
    }

    // However the first one ended, the file is free again.
    program.kill();
    let again = setup.serve(fresh.folder.path());
    again.ready(&http(), &setup.origin).await;
}

#[tokio::test]
async fn signals_that_mean_nothing_here_end_nothing() {
    let fresh = Fresh::sqlite();
    let (setup, mut program) = serving(&fresh).await;
    for signal in ["HUP", "USR1", "USR2"] {
        program.signal(signal);
        until("the signal is told", async || program.log().contains(&format!("SIG{signal}"))).await;
        assert_eq!(program.ended(), None, "{signal}");
    }
    program.ready(&http(), &setup.origin).await;
    program.signal("INT");
    until("SIGINT ends it", async || program.ended() == Some(Some(0))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_under_load_cuts_no_connection() {
    let fresh = Fresh::sqlite();
    let (setup, mut program) = serving(&fresh).await;
    let (go, fine) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicUsize::new(0)));
    let askers: Vec<_> = (0..4)
        .map(|_| {
            let (go, fine, url, http) = (go.clone(), fine.clone(), format!("{}/live", setup.origin), http());
            tokio::spawn(async move {
                while go.load(Ordering::Relaxed) {
                    match http.get(&url).send().await {
                        Ok(answer) if answer.status() == 503 => {}
                        Ok(answer) => assert!(answer.status().is_success()),
                        // Nobody listens any more: what was never taken is not cut.
                        Err(error) if error.is_connect() => return,
                        Err(error) => panic!("cut: {error:?}"),
                    }
                    fine.fetch_add(1, Ordering::Relaxed);
                }
            })
        })
        .collect();
    until("requests are answered", async || fine.load(Ordering::Relaxed) > 50).await;
    program.signal("TERM");
    let probe = http();
    let mut told = serde_json::Value::Null;
    until("readiness says no", async || {
        let answer = probe.get(format!("{}/ready", setup.origin)).send().await.unwrap();
        let no = answer.status() == 503;
        if no {
            assert_eq!(answer.headers()["connection"], "close", "so that the next request goes elsewhere");
            told = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        }
        no
    })
    .await;
    assert_eq!((&told["checks"]["serving"], &told["checks"]["database"]), (&false.into(), &true.into()), "{told}");
    let then = fine.load(Ordering::Relaxed);
    until("requests are answered all the same", async || fine.load(Ordering::Relaxed) > then + 20).await;
    until("it ends", async || program.ended() == Some(Some(0))).await;
    go.store(false, Ordering::Relaxed);
    for asker in askers {
        asker.await.unwrap();
    }
}
