//! The database is busy, away, full or gone: everybody gets an answer soon, and nothing is forgotten.
use std::time::{Duration, Instant};

use actix_web::web::Data;
use actix_web::{App, HttpServer};
use reqwest::StatusCode;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};
use spojka::coupling::couple;
use spojka::crypto::{hmac, token};
use spojka::domain::hook;
use spojka::domain::settings::Coupling;
use spojka::store::audit::Who;
use spojka::store::marks::{self, Mark};
use spojka::store::{Tx, webhooks, workers};
use spojka::web::ops::{MetricsState, configure_metrics};
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::databases::Fresh;
use crate::hooks::COUPLING;
use crate::house::{House, on_each_engine};

/// Far longer than any answer may take, far shorter than the patience of a database.
const SOON: Duration = Duration::from_secs(8);

/// Somebody who keeps everybody else from writing marks: a backup, a stuck transaction.
enum Blocker {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Blocker {
    async fn of(house: &House) -> Self {
        if house.db.is_postgres() {
            let mut connection = PgConnection::connect(house.database_url()).await.unwrap();
            sqlx::raw_sql("BEGIN; LOCK TABLE marks IN ACCESS EXCLUSIVE MODE").execute(&mut connection).await.unwrap();
            Self::Postgres(connection)
        } else {
            let mut connection = SqliteConnection::connect(house.database_url()).await.unwrap();
            sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut connection).await.unwrap();
            Self::Sqlite(connection)
        }
    }

    async fn end(self) {
        match self {
            Self::Sqlite(connection) => connection.close().await.unwrap(),
            Self::Postgres(connection) => connection.close().await.unwrap(),
        }
    }
}

/// Waits until marks without items stand for these events, which means: look for what changed.
async fn looked_for(house: &House, connection: &str, events: &[&str]) {
    let deadline = Instant::now() + Duration::from_secs(30);
    let mut seen: Vec<Mark> = Vec::new();
    let found = |seen: &[Mark], event: &str| {
        seen.iter().any(|m| m.event == event && m.connection_id == connection && m.items == "[]")
    };
    while !events.iter().all(|event| found(&seen, event)) {
        assert!(Instant::now() < deadline, "only {seen:?}");
        let mut tx = house.db.begin().await.unwrap();
        seen.extend(marks::take(&mut tx, 1000).await.unwrap());
        tx.commit().await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_hook_that_cannot_be_stored_is_made_good() {
    on_each_engine(async |house| {
        let shop = house.activate("shop-1").await;
        let secret = token::generate();
        let mut tx = house.db.begin().await.unwrap();
        webhooks::save(&mut tx, &shop.id, "Orders.update", &token::hash_secret(&secret), Some(5), house.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let blocker = Blocker::of(&house).await;
        let body = json!({ "orders": [{ "order_number": "O1" }] }).to_string();
        let url = format!("{}/hooks/upgates/{}", house.base, secret.expose_secret());
        let answer = house.http.post(url).body(body).timeout(SOON).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.headers().contains_key("retry-after"));
        blocker.end().await;

        looked_for(&house, "", &["Orders.update"]).await;
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_partners_hook_that_cannot_be_stored_is_made_good() {
    on_each_engine(async |house| {
        let shop = house.activate("shop-1").await;
        let coupled = couple(&house.desk, &shop.id, &Coupling::parse(COUPLING).unwrap(), Who::Operator).await.unwrap();
        let url = coupled.hook_url.replace("https://spojka.example.com", &house.base);
        let body =
            json!({ "Notifications": [{ "Action": "OrderPicked", "Details": { "OrderNumber": "88" } }] }).to_string();
        let signature = token::hex(&hmac::sha256(&coupled.hook_secret, body.as_bytes()).unwrap());
        let blocker = Blocker::of(&house).await;
        let call = house.http.post(url).body(body).header("ms-signature", format!("sha256={signature}"));
        let answer = call.timeout(SOON).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        blocker.end().await;
        looked_for(&house, coupled.connection.as_str(), &[hook::PROGRESS, hook::STOCK]).await;
        house.close().await;
    })
    .await;
}

/// Between the add-on and PostgreSQL; once stalled, it takes connections and lets nothing through, as a lost network does.
struct Wire {
    stalled: watch::Sender<bool>,
    port: u16,
}

impl Wire {
    async fn to(address: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (stalled, watched) = watch::channel(false);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let (mut watched, address) = (watched.clone(), address.clone());
                tokio::spawn(async move {
                    if !*watched.borrow() {
                        let mut far = TcpStream::connect(address).await.unwrap();
                        tokio::select! {
                            _ = tokio::io::copy_bidirectional(&mut near, &mut far) => return,
                            _ = watched.changed() => {}
                        }
                        std::future::pending::<()>().await;
                        drop(far);
                    }
                    std::future::pending::<()>().await;
                    drop(near);
                });
            }
        });
        Self { stalled, port }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_postgresql_is_away_everybody_gets_an_answer_soon() {
    let Some(mut fresh) = Fresh::postgres().await else { return };
    let mut url = url::Url::parse(&fresh.url).unwrap();
    let wire = Wire::to(format!("{}:{}", url.host_str().unwrap(), url.port().unwrap())).await;
    url.set_port(Some(wire.port)).unwrap();
    fresh.url = url.into();
    let house = House::open(fresh, &[]).await;
    let shop = house.activate("shop-1").await;
    let get =
        async |url: String| house.http.get(url).header("accept-language", "sk").timeout(SOON).send().await.unwrap();
    let page = format!("{}/app/{}", house.base, shop.id);
    assert_eq!(get(page.clone()).await.status(), StatusCode::UNAUTHORIZED, "nobody is signed in");

    let metrics = Data::new(MetricsState {
        handle: spojka::telemetry::start_metrics().unwrap(),
        db: house.db.clone(),
        clock: house.clock.clone(),
    });
    let server = HttpServer::new(move || App::new().app_data(metrics.clone()).configure(configure_metrics));
    let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
    let scrape = format!("http://{}/metrics", server.addrs()[0]);
    tokio::spawn(server.run());
    assert!(get(scrape.clone()).await.text().await.unwrap().contains("spojka_database_up 1"));

    wire.stalled.send_replace(true);
    let ready = get(format!("{}/ready", house.base)).await;
    assert_eq!(ready.status(), StatusCode::SERVICE_UNAVAILABLE);
    let told: Value = serde_json::from_str(&ready.text().await.unwrap()).unwrap();
    assert_eq!(told["checks"]["database"], false);
    assert!(get(scrape).await.text().await.unwrap().contains("spojka_database_up 0"));
    let hook = house.http.post(format!("{}/hooks/upgates/whoever", house.base)).body("{}").timeout(SOON);
    assert_eq!(hook.send().await.unwrap().status(), StatusCode::SERVICE_UNAVAILABLE);

    let answer = get(page).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(
        policy.contains("frame-ancestors https://lampy.admin.s7.upgates.com"),
        "it stands where the page stood: {policy}"
    );
    let text = answer.text().await.unwrap();
    assert!(text.contains("databáze právě neodpovídá"), "in the shop's language: {text}");
    let stranger = get(format!("{}/open/nothing", house.base)).await;
    assert_eq!(stranger.status(), StatusCode::GONE, "what is no ticket needs no database");
    let unknown = get(format!("{}/app/another", house.base)).await;
    assert!(unknown.text().await.unwrap().contains("databáza práve neodpovedá"), "in the browser's language");
}

async fn readiness(house: &House) -> (StatusCode, Value) {
    let mut tx = house.db.begin().await.unwrap();
    workers::beat(&mut tx, "w1", house.now()).await.unwrap();
    tx.commit().await.unwrap();
    let answer = house.http.get(format!("{}/ready", house.base)).send().await.unwrap();
    (answer.status(), serde_json::from_str(&answer.text().await.unwrap()).unwrap())
}

#[tokio::test]
async fn a_database_file_that_is_gone_is_noticed() {
    let house = House::open(Fresh::sqlite(), &[]).await;
    assert_eq!(readiness(&house).await.0, StatusCode::OK);
    std::fs::remove_file(house.database_url().trim_start_matches("sqlite://")).unwrap();
    let (status, told) = readiness(&house).await;
    assert_eq!((status, &told["checks"]["storing"]), (StatusCode::SERVICE_UNAVAILABLE, &json!(false)));
}

#[tokio::test]
async fn a_full_disk_is_noticed_though_small_writes_still_succeed() {
    let house = House::open(Fresh::sqlite(), &[]).await;
    let shop = house.activate("shop-1").await;
    let secret = token::generate();
    let mut tx = house.db.begin().await.unwrap();
    webhooks::save(&mut tx, &shop.id, "Orders.update", &token::hash_secret(&secret), Some(5), house.now())
        .await
        .unwrap();
    let Tx::Sqlite(open) = &mut tx else { unreachable!() };
    // As many pages as there are, and not one more.
    sqlx::query("PRAGMA max_page_count = 1").fetch_all(&mut **open).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(readiness(&house).await.0, StatusCode::OK);

    let url = format!("{}/hooks/upgates/{}", house.base, secret.expose_secret());
    let mut refused = false;
    for round in 0..200 {
        let name = |n| json!({ "order_number": format!("O{round:05}{n:05}{}", "x".repeat(30)) });
        let body = json!({ "orders": (0..100).map(name).collect::<Vec<_>>() }).to_string();
        let answer = house.http.post(&url).body(body).send().await.unwrap();
        refused = answer.status() == StatusCode::SERVICE_UNAVAILABLE;
        if refused {
            break;
        }
    }
    assert!(refused, "the file is full at last");
    let (status, told) = readiness(&house).await;
    assert_eq!((status, &told["checks"]["storing"]), (StatusCode::SERVICE_UNAVAILABLE, &json!(false)), "{told}");
}
