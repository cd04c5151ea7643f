//! Logins, privileges, limits, moved shops and the envelope.

use crate::stage::Stage;
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn wrong_login_is_401_and_locks_only_when_asked() {
    let stage = Stage::new().await;
    let bad = || stage.http.get(format!("{}/shops/svetlo/api/v2/orders", stage.base)).basic_auth("1", Some("2")).send();
    for _ in 0..7 {
        assert_eq!(bad().await.unwrap().status(), 401);
    }
    stage.control("/switches", json!({ "upgates.login_lockout": true })).await;
    assert_eq!(bad().await.unwrap().status(), 403);
    assert_eq!(
        stage.api(Method::GET, "/status", None).await.status(),
        403,
        "the address is locked, whatever the login"
    );
}

#[tokio::test]
async fn lists_have_the_flat_envelope_and_php_escapes() {
    let stage = Stage::new().await;
    let answer = stage.api(Method::GET, "/orders?page=1", None).await;
    assert_eq!(answer.headers()["x-rate-limit-hour"], "50");
    let text = answer.text().await.unwrap();
    assert!(text.is_ascii() && text.contains("P\\u0159ijat\\u00e1") && text.contains("http:\\/\\/"));
    let body: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&body["current_page"], &body["number_of_pages"], &body["number_of_items"]),
        (&json!(1), &json!(1), &json!(3))
    );
    assert_eq!(body["orders"].as_array().unwrap().len(), 3);
    assert_eq!(stage.get("/orders/NOPE").await["orders"], json!([]));
}

#[tokio::test]
async fn privileges_methods_and_bodies_are_checked() {
    let stage = Stage::new().await;
    assert_eq!(stage.api(Method::PATCH, "/orders", None).await.status(), 405);
    assert_eq!(stage.api(Method::GET, "/nothing", None).await.status(), 404);
    assert_eq!(stage.api(Method::PUT, "/orders", Some(json!([]))).await.status(), 400);
    let many: Vec<Value> = (0..101).map(|n| json!({ "order_number": n.to_string() })).collect();
    assert_eq!(stage.api(Method::PUT, "/orders", Some(json!({ "orders": many }))).await.status(), 413);
    let weak = stage
        .control("/upgates/svetlo/access", json!({ "privileges": { "orders": "readonly", "products": "deny" } }))
        .await;
    let call = |method, path: &str| {
        let (user, key) = (weak["api_user"].as_str().unwrap(), weak["api_key"].as_str());
        stage
            .http
            .request(method, format!("{}/shops/svetlo/api/v2{path}", stage.base))
            .basic_auth(user, key)
            .json(&json!({ "orders": [] }))
            .send()
    };
    assert_eq!(call(Method::GET, "/orders").await.unwrap().status(), 200);
    assert_eq!(call(Method::PUT, "/orders").await.unwrap().status(), 403);
    assert_eq!(call(Method::GET, "/products").await.unwrap().status(), 403);
    assert_eq!(call(Method::GET, "/status").await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_fourth_simultaneous_request_is_429() {
    let stage = Stage::new().await;
    stage.control("/switches", json!({ "upgates.latency_ms": 300 })).await;
    let calls = (0..5).map(|_| stage.api(Method::GET, "/owner", None));
    let statuses: Vec<u16> = futures_util::future::join_all(calls).await.iter().map(|a| a.status().as_u16()).collect();
    assert_eq!(statuses.iter().filter(|s| **s == 429).count(), 2, "{statuses:?}");
    assert_eq!(stage.shop().await["peak_simultaneous_requests"], 3);
}

#[tokio::test]
async fn a_moved_shop_tells_its_new_address() {
    let stage = Stage::new().await;
    let moved = stage.control("/upgates/svetlo/move", json!({})).await;
    let answer = stage.api(Method::GET, "/orders?page=2", None).await;
    assert_eq!(answer.status(), 301);
    let new = moved["api_url"].as_str().unwrap();
    assert_eq!(answer.headers()["location"], format!("{new}/orders?page=2"));
    assert_eq!(answer.json::<Value>().await.unwrap()["api_url"], new);
}

#[tokio::test]
async fn the_quota_counts_when_switched_on() {
    let stage = Stage::new().await;
    stage.control("/clock", json!({ "now": "2026-03-04T10:15:00Z" })).await;
    stage.control("/switches", json!({ "upgates.quota": true, "upgates.quota_hour": 2, "upgates.quota_day": 1 })).await;
    for _ in 0..3 {
        stage.get("/owner").await;
    }
    let refused = stage.api(Method::GET, "/owner", None).await;
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.headers()["retry-after"], "Wed, 04 Mar 2026 11:00:00 GMT");
    stage.control("/clock", json!({ "advance_ms": 45 * 60 * 1000 })).await;
    stage.get("/owner").await;
}
