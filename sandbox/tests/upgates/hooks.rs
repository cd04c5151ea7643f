//! Webhooks: registered, delivered, repeated, and on command.

use crate::listener::Listener;
use crate::stage::Stage;
use reqwest::Method;
use serde_json::{Value, json};

async fn register(stage: &Stage, url: &str, event: &str) -> Value {
    let body = json!({ "name": "test", "url": url, "event": event });
    let answer = stage.api(Method::POST, "/webhooks", Some(body)).await;
    assert_eq!(answer.status(), 200);
    answer.json::<Value>().await.unwrap()["webhook"].clone()
}

fn delivered(shop: &Value, hook: usize) -> usize {
    shop["webhooks"][hook]["deliveries"].as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn a_change_is_told_with_the_latest_state() {
    let (stage, listener) = (Stage::new().await, Listener::start("").await);
    register(&stage, &format!("{}/c", listener.url), "Orders.create").await;
    register(&stage, &format!("{}/u", listener.url), "Orders.update").await;
    register(&stage, &format!("{}/p", listener.url), "Products.update").await;
    let number = stage.order().await;
    stage.until(|shop| delivered(shop, 0) == 1 && delivered(shop, 2) == 1).await;
    let created = &listener.at("/c")[0];
    assert_eq!(created["project_name"], "Světlo a stín");
    assert_eq!(
        (&created["orders"][0]["order_number"], &created["orders"][0]["status_id"]),
        (&json!(number), &json!(1))
    );
    assert!(listener.at("/u").is_empty(), "creation fires no update");
    assert_eq!(listener.at("/p")[0]["products"][0]["code"], "LAMP-01");
    for status in [5, 6, 7] {
        stage.put("/orders", json!({ "orders": [{ "order_number": number, "status_id": status }] })).await;
    }
    stage.until(|shop| delivered(shop, 1) >= 1 && shop["webhooks"][1]["waiting"] == 0).await;
    assert_eq!(listener.at("/u").last().unwrap()["orders"][0]["status_id"], 7);
    let hooks = stage.get("/webhooks").await["webhooks"].clone();
    assert_eq!(hooks[1]["last_success_call_status"], 200);
}

#[tokio::test]
async fn a_refused_call_is_repeated_after_five_minutes() {
    let (stage, listener) = (Stage::new().await, Listener::start("").await);
    stage.control("/clock", json!({ "now": "2026-03-04T10:00:00Z" })).await;
    listener.answer(500, "");
    register(&stage, &format!("{}/c", listener.url), "Orders.create").await;
    stage.order().await;
    stage.until(|shop| delivered(shop, 0) == 1).await;
    listener.answer(204, "");
    stage.control("/clock", json!({ "advance_ms": 299_000 })).await;
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    assert_eq!(delivered(&stage.shop().await, 0), 1, "not before its time");
    stage.control("/clock", json!({ "advance_ms": 2_000 })).await;
    let shop = stage.until(|shop| delivered(shop, 0) == 2).await;
    assert_eq!(shop["webhooks"][0]["deliveries"][1]["outcome"], "delivered");
}

#[tokio::test]
async fn hooks_are_forged_repeated_and_huge_on_command() {
    let (stage, listener) = (Stage::new().await, Listener::start("").await);
    register(&stage, &format!("{}/u", listener.url), "Orders.update").await;
    let command = json!({ "event": "Orders.update", "order_numbers": ["A"], "repeat": 3 });
    assert_eq!(stage.control("/upgates/svetlo/hooks", command).await["webhooks"], 1);
    stage.control("/upgates/svetlo/hooks", json!({ "event": "Orders.update", "records": 5000 })).await;
    stage.control("/upgates/svetlo/hooks", json!({ "event": "Orders.update", "forged": true })).await;
    stage
        .control(
            "/upgates/svetlo/hooks",
            json!({ "event": "Orders.update", "order_numbers": ["B"], "malformed": true }),
        )
        .await;
    stage.until(|shop| delivered(shop, 0) == 6).await;
    let bodies = listener.at("/u");
    assert_eq!(bodies.iter().filter(|b| b["orders"][0]["order_number"] == "A").count(), 3);
    assert!(bodies.iter().any(|b| b["orders"].as_array().is_some_and(|o| o.len() == 5000)));
    assert!(bodies.iter().any(|b| b["project_name"] == "Cizí obchod") && bodies.iter().any(Value::is_null));
}

#[tokio::test]
async fn webhooks_are_managed_by_their_user() {
    let stage = Stage::new().await;
    let hook = register(&stage, "https://user:pass@example.test/h", "Orders.update").await;
    let off: Value = stage.put("/webhooks", json!({ "id": hook["id"], "active_yn": false })).await;
    assert_eq!((&off["webhook"]["active_yn"], &off["webhook"]["event"]), (&json!(false), &json!("Orders.update")));
    let wrong = json!({ "name": "x", "url": "nowhere", "event": "Orders.update" });
    assert_eq!(stage.api(Method::POST, "/webhooks", Some(wrong)).await.status(), 400);
    let events = stage.get("/webhooks/events").await;
    assert_eq!(events["events"].as_array().unwrap().len(), 36);
    let gone: Value = stage.api(Method::DELETE, &format!("/webhooks/{}", hook["id"]), None).await.json().await.unwrap();
    assert_eq!(gone["webhooks"][0]["deleted"], true);
    assert_eq!(stage.get("/webhooks").await["webhooks"], json!([]));
}

#[tokio::test]
async fn a_timeout_counts_as_delivered_unless_switched() {
    let (stage, listener) = (Stage::new().await, Listener::start("").await);
    stage.control("/clock", json!({ "now": "2026-03-04T10:00:00Z" })).await;
    stage.control("/switches", json!({ "upgates.hook_timeout_ms": 200 })).await;
    register(&stage, &format!("{}/slow", listener.url), "Orders.create").await;
    stage.order().await;
    let shop = stage.until(|shop| delivered(shop, 0) == 1).await;
    assert_eq!(shop["webhooks"][0]["deliveries"][0]["outcome"], "timeout");
    assert_eq!(shop["webhooks"][0]["waiting"], 0, "never sent again");
    stage.control("/switches", json!({ "upgates.hook_timeout_repeats": true })).await;
    stage.order().await;
    let shop = stage.until(|shop| delivered(shop, 0) == 2).await;
    assert_eq!(shop["webhooks"][0]["waiting"], 1);
}

#[tokio::test]
async fn changed_privileges_switch_the_addons_webhooks_off() {
    let addon = Listener::start(r#"{"error":false,"message":""}"#).await;
    let stage = Stage::with_addon(&addon.url).await;
    stage.control("/upgates/svetlo/activate", json!({})).await;
    let login = addon.at("/upgates/install").remove(0);
    let body = json!({ "name": "n", "url": format!("{}/h", addon.url), "event": "Labels.create" });
    let call = |body: Value| {
        let request = stage.http.post(format!("{}/webhooks", login["apiUrl"].as_str().unwrap()));
        request.basic_auth(login["apiUser"].as_str().unwrap(), login["apiKey"].as_str()).json(&body).send()
    };
    assert_eq!(call(body.clone()).await.unwrap().status(), 400, "no right to labels");
    let mut body = body;
    body["event"] = json!("Orders.update");
    assert_eq!(call(body).await.unwrap().status(), 200);
    stage.control("/upgates/svetlo/privileges", json!({ "privileges": { "orders": "readonly" } })).await;
    assert_eq!(stage.shop().await["webhooks"][0]["active"], false);
}
