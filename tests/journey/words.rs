//! Words of the other side: never in the log, and our own secrets never in anything that comes of them. The login is tried before it is stored.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::program::Program;
use crate::world::{World, engines, sqlite};

/// What the other side says of a customer.
const MARKER: &str = "Jana Nezapomenutelná, Dlouhá 5";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_holds_no_word_of_the_other_side_and_nothing_holds_our_password() {
    for engine in engines().await {
        let w = Program::start(engine).await;
        let password = "Hesl0-tajne-4711";
        w.control("switches", json!({ "extend.password": password })).await;
        w.activate().await;
        w.couple(|file| file["credentials"]["password"] = json!(password)).await;
        let login = STANDARD.encode(format!("demo:{password}"));
        let words = format!("{MARKER}\u{202E}\u{7} with Basic {login} and {password}");
        for status in [400, 422, 500] {
            for system in ["extend", "upgates"] {
                // Only who knows a secret can repeat it.
                let words = if system == "extend" { words.as_str() } else { MARKER };
                let body =
                    json!({ "Message": words, "messages": [{ "level": "error", "message": words }] }).to_string();
                let (method, path) = if system == "extend" { ("POST", "/CustomerOrders") } else { ("GET", "/orders") };
                w.fault(
                    json!({ "system": system, "method": method, "path_contains": path, "kind": "answer", "times": 1,
                    "status": status, "content_type": "application/json", "body": body }),
                )
                .await;
                let order = w.buy().await;
                w.wait("the fault was met", async || (w.faults_left() == 0).then_some(())).await;
                w.wait("the try is told", async || {
                    let seen =
                        w.tracked(&order).await.is_some_and(|row| row.cause.is_some() || row.partner_number.is_some());
                    (seen || w.jobs().await.iter().any(|j| j.1 == order && !j.3.ends_with("tries "))).then_some(())
                })
                .await;
            }
        }
        let log = w.log();
        let warned = log.lines().filter(|line| line.contains("WARN") || line.contains("ERROR")).count();
        assert!(warned > 3, "something was warned of: {log}");
        for secret in [MARKER, "Nezapomenuteln", password, &login] {
            assert!(!log.contains(secret), "{secret} in the log: {log}");
        }
        let jobs = format!("{:?}", w.jobs().await);
        let token = w.upgates()["token"].as_str().unwrap().to_owned();
        let (_, report) = w.shops(&["show", &token], "");
        for text in [&jobs, &report] {
            assert!(!text.contains(password) && !text.contains(&login), "{text}");
        }
        assert!(!report.contains(MARKER), "{report}");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_login_that_is_refused_is_not_stored() {
    let w = Program::start(sqlite()).await;
    w.activate().await;
    w.couple(|_| {}).await;
    let token = w.upgates()["token"].as_str().unwrap().to_owned();
    let mut file = World::coupling(&w);
    file["credentials"]["password"] = json!("mistyped-4711");
    let couple = |more: &[&str], file: &serde_json::Value| {
        let line: Vec<&str> = ["couple", &token, "--settings", "-"].into_iter().chain(more.iter().copied()).collect();
        w.shops(&line, &file.to_string())
    };
    let (fine, text) = couple(&[], &file);
    assert!(!fine && text.contains("login refused") && text.contains("Nothing was changed"), "{text}");
    assert!(!text.contains("mistyped-4711"), "{text}");
    let order = w.buy().await;
    w.arrives(&order).await;

    file["credentials"]["base_url"] = json!("http://127.0.0.1:1/RESTAPI");
    let (fine, text) = couple(&[], &file);
    assert!(!fine && text.contains("--untested"), "{text}");
    file["orders"]["ready_statuses"] = json!([]);
    file["orders"]["hold_minutes"] = json!(9999);
    let (fine, text) = couple(&[], &file);
    assert!(!fine && text.contains("hold_minutes"), "what can be told without a try comes first: {text}");
    let (fine, text) = couple(&["--untested"], &w.coupling());
    assert!(fine, "{text}");
    w.close().await;
}
