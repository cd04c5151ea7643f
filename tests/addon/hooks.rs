//! Hooks leave marks before they are answered; unknown addresses look like known ones; partners prove themselves.
use reqwest::StatusCode;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};
use spojka::coupling::{Desk, couple};
use spojka::crypto::{hmac, token};
use spojka::domain::hook::{self, Item};
use spojka::domain::hosts::HostRules;
use spojka::domain::settings::Coupling;
use spojka::store::audit::Who;
use spojka::store::marks::{self, Mark};
use spojka::store::{webhooks, workers};

use crate::house::{House, on_each_engine};

/// The marks that wait, taken out.
pub async fn waiting(house: &House) -> Vec<Mark> {
    let mut tx = house.db.begin().await.unwrap();
    let marks = marks::take(&mut tx, 1000).await.unwrap();
    tx.commit().await.unwrap();
    marks
}

async fn hook(house: &House, secret: &str, body: impl Into<reqwest::Body>) -> (StatusCode, String, Vec<String>) {
    let url = format!("{}/hooks/upgates/{secret}", house.base);
    let sent = house.http.post(url).body(body).send().await.unwrap();
    let names = sent.headers().keys().map(ToString::to_string).collect();
    (sent.status(), sent.text().await.unwrap(), names)
}

/// A webhook of a shop; its secret.
pub async fn register(house: &House, event: &str) -> String {
    let shop = house.activate("shop-1").await;
    let secret = token::generate();
    let mut tx = house.db.begin().await.unwrap();
    webhooks::save(&mut tx, &shop.id, event, &token::hash_secret(&secret), Some(5), house.now()).await.unwrap();
    tx.commit().await.unwrap();
    secret.expose_secret().to_owned()
}

#[tokio::test]
async fn a_hook_is_marked_and_an_unknown_address_looks_the_same() {
    on_each_engine(async |house| {
        let secret = register(&house, "Orders.update").await;
        let body =
            json!({ "project_name": "Lampy", "orders": [{ "order_number": "O1" }, { "order_number": 2 }] }).to_string();
        let known = hook(&house, &secret, body.clone()).await;
        let unknown = hook(&house, token::generate().expose_secret(), body).await;
        assert_eq!(known, unknown);
        assert_eq!((known.0, known.1.as_str()), (StatusCode::OK, "{}"));
        let marks = waiting(&house).await;
        assert_eq!(marks.len(), 1);
        assert_eq!(
            (marks[0].event.as_str(), marks[0].items.as_str()),
            ("Orders.update", r#"[{"key":"O1"},{"key":"2"}]"#)
        );
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_body_that_cannot_be_read_means_that_something_changed() {
    on_each_engine(async |house| {
        let secret = register(&house, "Orders.create").await;
        let huge = "x".repeat(2 * 1024 * 1024 + 1);
        for body in ["{", "", "[]", r#"{"orders":[{}]}"#, &huge] {
            let answer = hook(&house, &secret, body.to_owned()).await;
            assert_eq!((answer.0, answer.1.as_str()), (StatusCode::OK, "{}"));
            let marks = waiting(&house).await;
            assert_eq!(marks.iter().map(|m| m.items.as_str()).collect::<Vec<_>>(), ["[]"]);
        }
        assert_eq!(hook(&house, &secret, r#"{"orders":[]}"#).await.0, StatusCode::OK);
        assert!(waiting(&house).await.is_empty(), "an empty list names nothing and hides nothing");
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn some_hundred_records_are_all_marked_and_more_mean_that_much_changed() {
    on_each_engine(async |house| {
        let secret = register(&house, "Orders.update").await;
        let body = |n: usize| {
            let orders: Vec<Value> =
                (0..n).map(|n| json!({ "order_number": format!("O{n:05}"), "status_id": 1 })).collect();
            json!({ "orders": orders }).to_string()
        };
        assert_eq!(hook(&house, &secret, body(hook::MOST_NAMED)).await.0, StatusCode::OK);
        let found = waiting(&house).await;
        let lists: Vec<Vec<Item>> = found.iter().map(|mark| serde_json::from_str(&mark.items).unwrap()).collect();
        assert!(
            lists.iter().all(|items| (1..=marks::LARGEST).contains(&items.len())),
            "small enough to be spread soon"
        );
        let mut keys: Vec<String> = lists.into_iter().flatten().map(|item| item.key).collect();
        keys.sort_unstable();
        assert_eq!((keys.len(), keys[0].as_str(), keys[299].as_str()), (300, "O00000", "O00299"));

        assert_eq!(hook(&house, &secret, body(5000)).await.0, StatusCode::OK);
        let found = waiting(&house).await;
        assert_eq!(found.iter().map(|m| m.items.as_str()).collect::<Vec<_>>(), ["[]"], "one look for changes");
        house.close().await;
    })
    .await;
}

/// A coupling with a warehouse that is never called.
pub const COUPLING: &str = r#"{ "partner": "extend",
  "credentials": { "base_url": "https://erp.example.com/RESTAPI", "client": "APIDEMO", "user": "u", "password": "p" },
  "options": { "customer_number": "WEB", "unit": "st", "warehouses": ["MAIN"] }, "orders": { "ready_statuses": [1] } }"#;

#[tokio::test]
async fn a_partners_hook_must_be_signed() {
    on_each_engine(async |house| {
        let shop = house.activate("shop-1").await;
        let desk = Desk {
            db: house.db.clone(),
            vault: house.config.vault.clone(),
            clock: house.clock.clone(),
            public_url: house.base.clone(),
            partner_hosts: HostRules::for_partners::<&str>(&[]).unwrap(),
        };
        let coupled = couple(&desk, &shop.id, &Coupling::parse(COUPLING).unwrap(), Who::Operator).await.unwrap();
        let url = coupled.hook_url.clone();
        let key = coupled.hook_secret.clone();
        let body = json!({ "Id": "1", "Attempt": 1, "Notifications": [
            { "Action": "OrderPicked", "Details": { "OrderNumber": "88" } },
            { "Action": "OrderPicked", "Details": { "OrderNumber": "88" } },
            { "Action": "AvaiableBalanceChanged", "Details": {} },
            { "Action": "Brandnew", "Details": {} },
        ] })
        .to_string();
        let sign = |key: &SecretString, body: &str| {
            format!("sha256={}", token::hex(&hmac::sha256(key, body.as_bytes()).unwrap()))
        };
        let send = async |url: String, signature: Option<String>, body: String| {
            let call = house.http.post(url).body(body);
            let call = match signature {
                Some(signature) => call.header("ms-signature", signature),
                None => call,
            };
            call.send().await.unwrap().status()
        };
        let elsewhere = format!("{}/hooks/extend/{}", house.base, token::generate().expose_secret());
        let forged = sign(&SecretString::from("other"), &body);
        assert_eq!(send(url.clone(), None, body.clone()).await, StatusCode::UNAUTHORIZED);
        assert_eq!(send(url.clone(), Some(forged), body.clone()).await, StatusCode::UNAUTHORIZED);
        assert_eq!(send(elsewhere, Some(sign(&key, &body)), body.clone()).await, StatusCode::UNAUTHORIZED);
        assert!(waiting(&house).await.is_empty(), "a refusal has no effect");

        assert_eq!(
            send(url.clone(), Some(sign(&key, &body).to_uppercase().replace("SHA256", "sha256")), body.clone()).await,
            StatusCode::OK
        );
        let marks: Vec<_> = waiting(&house).await.into_iter().map(|m| (m.event, m.items)).collect();
        assert_eq!(
            marks,
            [(hook::PROGRESS.to_owned(), r#"["88"]"#.to_owned()), (hook::STOCK.to_owned(), "[]".to_owned())]
        );
        assert_eq!(send(url.clone(), Some(sign(&key, "{")), "{".to_owned()).await, StatusCode::OK);
        assert_eq!(waiting(&house).await.len(), 2);

        let echo = house.http.get(format!("{url}?echo=a%3Cb%3E")).send().await.unwrap();
        assert!(echo.headers()["content-type"].to_str().unwrap().starts_with("text/plain"));
        assert_eq!(echo.headers()["x-content-type-options"], "nosniff");
        assert_eq!(echo.text().await.unwrap(), "a<b>");
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn operations_tell_the_truth_and_nothing_else_is_there() {
    on_each_engine(async |house| {
        let get = async |path: &str| house.http.get(format!("{}{path}", house.base)).send().await.unwrap();
        assert_eq!(get("/live").await.status(), StatusCode::OK);
        assert_eq!(get("/ready").await.status(), StatusCode::SERVICE_UNAVAILABLE, "no worker has given a sign of life");
        let mut tx = house.db.begin().await.unwrap();
        workers::beat(&mut tx, "w1", house.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(get("/ready").await.status(), StatusCode::OK);
        house.clock.advance_millis(31_000);
        assert_eq!(get("/ready").await.status(), StatusCode::SERVICE_UNAVAILABLE);
        let nothing = get("/metrics").await;
        assert_eq!(nothing.status(), StatusCode::NOT_FOUND);
        assert_eq!(nothing.headers()["content-type"], "application/problem+json");
        assert!(nothing.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'"));
        assert_eq!(nothing.headers()["referrer-policy"], "no-referrer");
        assert!(!nothing.headers().contains_key("x-frame-options"));
        house.close().await;
    })
    .await;
}
