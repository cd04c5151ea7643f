//! After a life of a shop (activated, opened, coupled, an order sent, hooks heard), no secret is found in the clear:
//! neither in the database, with all that it writes beside it, nor in the log at its most talkative.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::databases::Fresh;
use crate::ground::{columns, number, open, texts};
use crate::program::{TOKEN, VAULT};
use crate::stage::Stage;

both!(no_secret_is_in_the_clear);

/// The partner's password of this test, one that nothing else contains.
const PASSWORD: &str = "Hesl0-do-skladu-7431";

async fn no_secret_is_in_the_clear(fresh: Fresh) {
    let mut stage = Stage::start(fresh, 1).await;
    let sent = stage.activate("svetlo").await;
    let coupled = stage.couple(sent["token"].as_str().unwrap(), PASSWORD).await;
    stage.listening("svetlo").await;
    let hook = json!({ "url": coupled.hook_url, "secret": coupled.hook_secret });
    stage.order("svetlo", 2).await;
    stage.until("orders at the warehouse", 60, |s| s["extend"]["orders"].as_array().unwrap().len() >= 2).await;
    // A hook that proves nothing and one of nobody: what was refused must not be repeated either.
    for path in [coupled.hook_url.clone(), format!("{}/hooks/upgates/nobody-s3cret", stage.setups[0].origin)] {
        stage.http.post(path).header("ms-signature", "sha256=00").body(hook.to_string()).send().await.unwrap();
    }
    let opened = stage.control("upgates/svetlo/open", json!({})).await;
    let address = opened["body"]["url"].as_str().unwrap().to_owned();

    let mut secrets = vec![
        ("apiKey", sent["apiKey"].as_str().unwrap().to_owned()),
        ("apiUser", sent["apiUser"].as_str().unwrap().to_owned()),
        ("the partner's password", PASSWORD.to_owned()),
        ("signature token", TOKEN.to_owned()),
        ("vault key", VAULT.split_once(':').unwrap().1.to_owned()),
        ("partner's hook secret", coupled.hook_secret.clone()),
        ("partner's hook address", last_part(&coupled.hook_url)),
        ("ticket", last_part(&address)),
    ];
    let redeemed = stage.http.get(&address).send().await.unwrap();
    for cookie in redeemed.headers().get_all("set-cookie") {
        let pair = cookie.to_str().unwrap().split(';').next().unwrap_or_default();
        secrets.push(("session", pair.split_once('=').unwrap().1.to_owned()));
    }
    let state = stage.state().await;
    for hook in state["upgates"]["shops"]["svetlo"]["webhooks"].as_array().unwrap() {
        secrets.push(("Upgates hook address", last_part(hook["url"].as_str().unwrap())));
    }
    let login = format!("{}:{}", sent["apiUser"].as_str().unwrap(), sent["apiKey"].as_str().unwrap());
    secrets.push(("Authorization of Upgates", STANDARD.encode(login)));
    assert!(secrets.iter().all(|(_, secret)| secret.len() >= 8), "too short to be looked for");

    // Killed, not stopped: what lies beside the database stays where it is.
    stage.programs[0].kill();
    let mut places = vec![("log".to_owned(), stage.programs[0].log().into_bytes())];
    let lines = String::from_utf8_lossy(&places[0].1).lines().count();
    assert!(lines > 50, "only {lines} lines of log");
    places.extend(stored(&stage.fresh).await);
    for (place, bytes) in &places {
        for (what, secret) in &secrets {
            let hex: String = secret.bytes().map(|b| format!("{b:02x}")).collect();
            for form in [secret.as_bytes(), hex.as_bytes()] {
                let found = bytes.windows(form.len()).position(|w| w == form);
                let around = found.map(|at| &bytes[at.saturating_sub(160)..(at + form.len() + 40).min(bytes.len())]);
                assert!(
                    found.is_none(),
                    "{what} is in {place}: {}",
                    String::from_utf8_lossy(around.unwrap_or_default())
                );
            }
        }
    }
    let db = open(&stage.fresh).await;
    assert!(number(&db, "SELECT COUNT(*) FROM orders WHERE partner_number IS NOT NULL").await >= 2, "a life was led");
}

fn last_part(address: &str) -> String {
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

/// Everything that the database keeps: its files on SQLite, all rows as text on PostgreSQL.
async fn stored(fresh: &Fresh) -> Vec<(String, Vec<u8>)> {
    let mut places = Vec::new();
    if fresh.url.starts_with("sqlite:") {
        for entry in std::fs::read_dir(fresh.folder.path()).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with("spojka.db") {
                places.push((name, std::fs::read(entry.path()).unwrap()));
            }
        }
        assert!(places.iter().any(|(name, bytes)| name.ends_with("-wal") && !bytes.is_empty()), "no journal was left");
        return places;
    }
    let db = spojka::store::Db::connect(&fresh.url).await.unwrap();
    let mut tables: Vec<String> = columns(&db).await.into_iter().map(|(table, _)| table).collect();
    tables.dedup();
    for table in tables {
        let rows = texts(&db, &format!("SELECT t::text FROM {table} t")).await;
        places.push((table, rows.join("\n").into_bytes()));
    }
    db.close().await;
    places
}
