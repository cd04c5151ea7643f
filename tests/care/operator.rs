//! What the operator asks and does beside a running server: maintenance, the doctor, and what a shop's state is when its
//! merchant calls.
use std::process::Command;

use reqwest::StatusCode;
use serde_json::Value;
use spojka::coupling;
use spojka::domain::job::{JobKind, Outcome};
use spojka::domain::message::Draft;
use spojka::domain::shop::Language;
use spojka::store::{jobs, messages};

use crate::browser::Browser;
use crate::house::{House, on_each_engine};
use crate::post_office::PostOffice;
use crate::sample;

/// Runs `spojka …`: whether it went well, standard output and standard error.
fn spojka(house: &House, arguments: &[&str]) -> (bool, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_spojka"))
        .args(arguments)
        .args(["--public-url=https://spojka.example.com", "--signature-token=t", "--support-email=help@example.com"])
        .args(["--support-phone=+420 123", "--public-key-url=http://127.0.0.1:1/key"])
        .arg("--vault-keys=k1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=")
        .arg(format!("--database-url={}", house.database_url()))
        .env_clear()
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

#[actix_web::test]
async fn maintenance_is_switched_beside_a_running_server() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let help = format!("/app/{}/help", shop.id);
        let state = |arguments: &[&str]| -> Value {
            let (fine, text, problem) = spojka(&house, arguments);
            assert!(fine, "{problem}");
            serde_json::from_str(&text).unwrap()
        };
        assert_eq!(state(&["maintenance", "show"])["maintenance"], false);
        assert!(!spojka(&house, &["maintenance", "off"]).0, "none is under way");
        for wrong in ["soon", "2020-01-01T00:00:00Z"] {
            let (fine, _, problem) = spojka(&house, &["maintenance", "on", "--until", wrong]);
            assert!(!fine && problem.contains("--until"), "{problem}");
        }
        assert_eq!(browser.get(&help).await.status, StatusCode::OK);
        let on = state(&["maintenance", "on", "--until", "2999-12-24T12:00:00+01:00"]);
        assert_eq!((&on["maintenance"], &on["until"]), (&Value::from(true), &Value::from("2999-12-24T11:00:00Z")));
        assert_eq!(browser.get(&help).await.status, StatusCode::SERVICE_UNAVAILABLE);
        let again = state(&["maintenance", "on"]);
        assert_eq!((&again["since"], &again["until"]), (&on["since"], &Value::Null), "only the end changes");
        assert_eq!(state(&["maintenance", "off"])["maintenance"], false);
        assert_eq!(browser.get(&help).await.status, StatusCode::OK);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn a_shop_is_found_by_the_reference_that_its_merchant_reads_out() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let draft = Draft { subject: "S".into(), body: "B".into(), reply_to: String::new() };
        coupling::write_support(&house.desk, &shop.id, &draft).await.unwrap();
        let reference = coupling::reference(&shop.id).to_lowercase();
        let (fine, text, problem) = spojka(&house, &["shops", "show", &reference]);
        assert!(fine, "{problem}");
        let report: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&report["token"], &report["messages_not_sent"]), (&Value::from("lampy"), &Value::from(1)));
        assert_eq!(report["connections"][0]["stopped_stock_change"]["zeroed"], 25);
        assert_eq!(report["orders"]["waiting"], 20);
        assert!(report["causes"].as_array().unwrap().iter().any(|c| c["cause"] == "MAP-SHIP:5"), "{text}");
        for secret in ["heslo-123", "k:é/9"] {
            assert!(!text.contains(secret), "{text}");
        }
        let (_, line, _) = spojka(&house, &["shops", "messages", "lampy"]);
        let line: Value = serde_json::from_str(&line).unwrap();
        assert_eq!((&line["subject"], &line["sent_at"]), (&Value::from("S"), &Value::Null));
        let (_, line, _) = spojka(&house, &["shops", "list"]);
        assert!(line.contains(&coupling::reference(&shop.id)), "{line}");
        assert!(!spojka(&house, &["shops", "show", "nobody"]).0);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn the_doctor_tells_what_is_to_be_mended() {
    on_each_engine(async |house: House| {
        let office = PostOffice::open();
        let shop = house.activate("lampy").await;
        let (fine, text, _) = spojka(&house, &["doctor"]);
        assert!(!fine);
        for line in [
            "ok    settings",
            "ok    database",
            "!!    public key",
            "--    no mail",
            "--    shops: 1 active",
            "ok    no work was given up",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        let mut tx = house.db.begin().await.unwrap();
        jobs::mark(&mut tx, &shop.id, "", JobKind::Webhooks, "", house.now(), house.now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut job = jobs::claim(&house.db, house.now()).await.unwrap().remove(0);
        job.attempts = 99;
        let mut tx = house.db.begin().await.unwrap();
        let given_up = Outcome::Retry { error: "gone".into(), not_before: None };
        jobs::finish(&mut tx, &job, &given_up, house.now(), 0.5).await.unwrap();
        tx.commit().await.unwrap();
        let draft = Draft { subject: "S".into(), body: "B".into(), reply_to: String::new() };
        coupling::write_support(&house.desk, &shop.id, &draft).await.unwrap();
        assert_eq!(messages::unsent(&house.db).await.unwrap(), 1);
        assert!(spojka(&house, &["maintenance", "on"]).0);
        let smtp = format!("--smtp-url={}", office.url());
        let (fine, text, problem) = spojka(&house, &["doctor", &smtp, "--mail-from=spojka@example.com"]);
        assert!(!fine && problem.contains("3 to be mended"), "{text} {problem}");
        for line in [
            "ok    mail server answers",
            "!!    1 jobs were given up",
            "!!    1 messages to support were not mailed",
            "--    maintenance since",
        ] {
            assert!(text.contains(line), "{line}: {text}");
        }
        let (_, text, _) =
            spojka(&house, &["doctor", "--smtp-url=smtp://127.0.0.1:1", "--mail-from=spojka@example.com"]);
        assert!(text.contains("!!    mail server:"), "{text}");
        house.close().await;
    })
    .await;
}
