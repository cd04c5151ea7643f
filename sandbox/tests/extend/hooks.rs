//! Notifications of the played Extend Commerce, received by a small listener.

use crate::client::Extend;
use actix_web::web::{self, Bytes, Data, Query};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sign::Signer;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the listener answers and what it heard.
struct Ear {
    status: AtomicU16,
    heard: Mutex<Vec<(String, String)>>,
}

struct Listener {
    url: String,
    ear: Arc<Ear>,
}

impl Listener {
    fn start() -> Self {
        let ear = Arc::new(Ear { status: AtomicU16::new(200), heard: Mutex::default() });
        let (data, socket) = (Data::from(Arc::clone(&ear)), std::net::TcpListener::bind("127.0.0.1:0").unwrap());
        let url = format!("http://{}/hook", socket.local_addr().unwrap());
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let app = move || {
                    App::new()
                        .app_data(data.clone())
                        .route("/hook", web::get().to(echo))
                        .route("/hook", web::post().to(hear))
                };
                HttpServer::new(app).workers(1).disable_signals().listen(socket).unwrap().run().await.unwrap();
            });
        });
        Self { url, ear }
    }

    fn answers(&self, status: u16) {
        self.ear.status.store(status, Ordering::SeqCst);
    }

    /// Waits until so many calls came, then gives them with their signatures.
    async fn heard(&self, count: usize) -> Vec<(String, Value, String)> {
        for _ in 0..200 {
            let heard = self.ear.heard.lock().unwrap().clone();
            if heard.len() >= count {
                return heard
                    .into_iter()
                    .map(|(sign, body)| (sign, serde_json::from_str(&body).unwrap(), body))
                    .collect();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("only {} of {count} calls came", self.ear.heard.lock().unwrap().len());
    }
}

async fn echo(query: Query<HashMap<String, String>>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain").body(query.get("echo").cloned().unwrap_or_default())
}

async fn hear(ear: Data<Ear>, req: HttpRequest, body: Bytes) -> HttpResponse {
    let signature = req.headers().get("ms-signature").map_or("", |value| value.to_str().unwrap()).to_owned();
    ear.heard.lock().unwrap().push((signature, String::from_utf8(body.to_vec()).unwrap()));
    HttpResponse::build(ear.status.load(Ordering::SeqCst).try_into().unwrap()).finish()
}

fn signed(secret: &str, body: &str) -> String {
    let key = PKey::hmac(secret.as_bytes()).unwrap();
    let mac = Signer::new(MessageDigest::sha256(), &key).unwrap().sign_oneshot_to_vec(body.as_bytes()).unwrap();
    let digits: Vec<String> = mac.iter().map(|byte| format!("{byte:02X}")).collect();
    format!("sha256={}", digits.concat())
}

async fn hooked(triggers: &[&str]) -> (Extend, Listener) {
    let (extend, listener) = (Extend::start(), Listener::start());
    let hook = json!({ "name": "test", "url": listener.url, "secret": "s3cret", "triggers": triggers });
    let saved: Value = serde_json::from_str(&extend.post("/_sandbox/extend/hooks", hook).await).unwrap();
    assert_eq!(saved["probe"], "ok", "the echo probe is answered");
    (extend, listener)
}

#[tokio::test]
async fn what_happens_is_told_with_a_signature() {
    let (extend, listener) = hooked(&["OrderReserved", "OrderPicked", "BalanceChanged"]).await;
    let number = extend.enter_number("H-1", &[("LAMPA-01", 1)]).await;
    extend.does(&number, "pick", json!({})).await;
    let heard = listener.heard(3).await;
    for (signature, body, raw) in &heard {
        assert_eq!(*signature, signed("s3cret", raw));
        assert_eq!(body["Attempt"], 1);
        assert_eq!(body["Id"].as_str().map(str::len), Some(32));
        assert!(body["Properties"]["NotificationId"].is_string());
    }
    let told = |action: &str| heard.iter().find(|(_, body, _)| body["Notifications"][0]["Action"] == action).unwrap();
    assert_eq!(told("OrderPicked").1["Notifications"][0]["Details"]["OrderNumber"], number);
    assert_eq!(told("OrderReserved").1["Notifications"][0]["Details"]["OrderNumber"], number);
    assert_eq!(told("BalanceChanged").1["Notifications"][0]["Details"]["ProductNumber"], "LAMPA-01");
}

#[tokio::test]
async fn a_failed_hook_is_repeated_after_one_and_four_minutes() {
    let (extend, listener) = hooked(&["OrderReserved"]).await;
    extend.post("/_sandbox/clock", json!({ "now": "2026-11-21T12:00:00Z" })).await;
    listener.answers(500);
    let number = extend.enter_number("H-2", &[("LAMPA-01", 1)]).await;
    extend.does(&number, "reserve", json!({})).await;
    listener.heard(1).await;
    settled(&extend, "waiting").await;
    extend.post("/_sandbox/clock", json!({ "advance_ms": 60_000 })).await;
    assert_eq!(listener.heard(2).await[1].1["Attempt"], 2);
    settled(&extend, "waiting").await;
    extend.post("/_sandbox/clock", json!({ "advance_ms": 239_000 })).await;
    tokio::time::sleep(Duration::from_millis(150)).await;
    listener.answers(204);
    extend.post("/_sandbox/clock", json!({ "advance_ms": 1_000 })).await;
    let heard = listener.heard(3).await;
    assert_eq!(heard.len(), 3);
    assert_eq!(heard[0].1["Properties"], heard[2].1["Properties"], "a repeat keeps its notification id");
    settled(&extend, "delivered").await;
}

#[tokio::test]
async fn a_hook_that_is_gone_is_called_no_more() {
    let (extend, listener) = hooked(&["OrderReserved"]).await;
    listener.answers(410);
    let number = extend.enter_number("H-3", &[("LAMPA-01", 1)]).await;
    extend.does(&number, "reserve", json!({})).await;
    listener.heard(1).await;
    settled(&extend, "failed").await;
    assert_eq!(extend.state().await["hooks"][0]["active"], false);
}

#[tokio::test]
async fn mischief_duplicates_forges_loses_and_reverses() {
    let (extend, listener) = hooked(&["OrderReserved"]).await;
    let mut numbers = Vec::new();
    for index in 0..5 {
        numbers.push(extend.enter_number(&format!("M-{index}"), &[("LAMPA-01", 1)]).await);
    }
    extend.post("/_sandbox/extend/hooks/mischief", json!({ "duplicate": 1 })).await;
    extend.does(&numbers[0], "reserve", json!({})).await;
    let heard = listener.heard(2).await;
    assert_eq!(heard[0].1["Properties"], heard[1].1["Properties"]);
    extend.post("/_sandbox/extend/hooks/mischief", json!({ "forge": 1 })).await;
    extend.does(&numbers[1], "reserve", json!({})).await;
    let (signature, _, raw) = listener.heard(3).await.remove(2);
    assert_ne!(signature, signed("s3cret", &raw));
    extend.post("/_sandbox/extend/hooks/mischief", json!({ "lose": 1 })).await;
    extend.does(&numbers[2], "reserve", json!({})).await;
    extend.post("/_sandbox/extend/hooks/mischief", json!({ "hold": true })).await;
    extend.does(&numbers[3], "reserve", json!({})).await;
    extend.does(&numbers[4], "reserve", json!({})).await;
    extend.post("/_sandbox/extend/hooks/release", json!({ "reversed": true })).await;
    let heard = listener.heard(5).await;
    let order = |at: usize| heard[at].1["Notifications"][0]["Details"]["OrderNumber"].clone();
    assert_eq!([order(3), order(4)], [json!(numbers[4]), json!(numbers[3])]);
    let states: Vec<_> =
        extend.state().await["deliveries"].as_array().unwrap().iter().map(|d| d["state"].clone()).collect();
    assert_eq!(states.iter().filter(|state| *state == "lost").count(), 1);
}

#[tokio::test]
async fn a_hook_for_one_warehouse_hears_nothing_of_the_other() {
    let (extend, listener) = (Extend::start(), Listener::start());
    let hook = json!({ "url": listener.url, "secret": "s", "warehouse": "BRNO", "triggers": ["BalanceChanged"] });
    extend.post("/_sandbox/extend/hooks", hook).await;
    extend.stock("LAMPA-01", json!({ "delta": 1 })).await;
    extend.post("/_sandbox/extend/stock", json!({ "product": "LAMPA-01", "warehouse": "BRNO", "delta": 1 })).await;
    let heard = listener.heard(1).await;
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0].1["Notifications"][0]["Details"]["Warehouse"], "BRNO");
    assert_eq!(extend.state().await["deliveries"].as_array().map(Vec::len), Some(1));
}

/// Waits until the only delivery stands so.
async fn settled(extend: &Extend, state: &str) {
    for _ in 0..200 {
        let deliveries = extend.state().await["deliveries"].clone();
        if deliveries[0]["state"] == state {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the delivery never was {state}: {}", extend.state().await["deliveries"]);
}

#[tokio::test]
async fn keys_spelling_and_grouping_are_switches() {
    let (extend, listener) = hooked(&["BalanceChanged", "AvaiableBalanceChanged"]).await;
    extend
        .switch(json!({
            "extend.hooks_in_one_call": true, "extend.hook_old_spelling": true,
            "extend.hook_product_key": "productNumber", "extend.hook_balance_key": "",
        }))
        .await;
    extend.stock("LAMPA-01", json!({ "delta": 5 })).await;
    let told = listener.heard(1).await[0].1["Notifications"].clone();
    let details = json!({ "productNumber": "LAMPA-01", "Warehouse": "MAIN" });
    assert_eq!(
        told,
        json!([
            { "Action": "BalanceChanged", "Details": details },
            { "Action": "AvaiableBalanceChanged", "Details": details },
        ])
    );
}

#[tokio::test]
async fn a_hook_about_nothing_can_be_sent_late_and_more_than_once() {
    let (extend, listener) = hooked(&["OrderPicked"]).await;
    extend.post("/_sandbox/clock", json!({ "now": "2026-11-21T12:00:00Z" })).await;
    let sent = json!({ "action": "OrderPicked", "orders": ["1", "2"], "repeat": 2, "late_ms": 60_000 });
    extend.post("/_sandbox/extend/hooks/send", sent).await;
    tokio::time::sleep(Duration::from_millis(150)).await;
    assert!(listener.heard(0).await.is_empty());
    extend.post("/_sandbox/clock", json!({ "advance_ms": 60_000 })).await;
    assert_eq!(listener.heard(4).await.len(), 4);
}

#[tokio::test]
async fn an_address_without_echo_is_refused_when_asked_to() {
    let extend = Extend::start();
    let hook = json!({ "url": extend.url("/extend/nowhere"), "secret": "s" });
    let saved: Value = serde_json::from_str(&extend.post("/_sandbox/extend/hooks", hook.clone()).await).unwrap();
    assert_ne!(saved["probe"], "ok");
    extend.switch(json!({ "extend.echo_probe": "refuse" })).await;
    let refused = extend.http.post(extend.url("/_sandbox/extend/hooks")).json(&hook).send().await.unwrap();
    assert_eq!(refused.status(), 400);
}
