//! Faults and the request log of the kit.

use crate::stage::Stage;
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn each_kind_of_fault_hits_as_often_as_asked() {
    let stage = Stage::new().await;
    let fault = |kind: &str, more: Value| {
        let mut body = json!({ "system": "upgates", "path_contains": "/owner", "kind": kind, "times": 1 });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        stage.control("/faults", body)
    };
    fault("too_many", json!({ "retry_after": "7" })).await;
    let answer = stage.api(Method::GET, "/owner", None).await;
    assert_eq!((answer.status().as_u16(), &answer.headers()["retry-after"]), (429, &"7".parse().unwrap()));
    fault("html", json!({})).await;
    assert_eq!(stage.api(Method::GET, "/owner", None).await.status(), 502);
    fault("truncated", json!({})).await;
    assert!(stage.api(Method::GET, "/owner", None).await.json::<Value>().await.is_err());
    fault("server_error", json!({ "status": 503 })).await;
    assert_eq!(stage.api(Method::GET, "/owner", None).await.status(), 503);
    assert_eq!(stage.api(Method::GET, "/owner", None).await.status(), 200);
}

#[tokio::test]
async fn one_record_of_an_answer_is_spoiled() {
    let stage = Stage::new().await;
    let spoil = async |how: Value| {
        let mut fault = json!({ "system": "upgates", "kind": "spoiled", "times": 1, "find": "company" });
        fault.as_object_mut().unwrap().extend(how.as_object().unwrap().clone());
        stage.control("/faults", fault).await;
        stage.api(Method::GET, "/owner", None).await.bytes().await.unwrap()
    };
    assert!(serde_json::from_slice::<Value>(&spoil(json!({ "put": "\\ud83d" })).await).is_err());
    let bytes = spoil(json!({ "put_hex": "ff 0a" })).await;
    assert!(bytes.windows(2).any(|w| w == [0xff, 0x0a]) && !bytes.windows(7).any(|w| w == b"company"));
}

#[tokio::test]
async fn a_lost_reply_is_done_and_a_dropped_request_is_not() {
    let stage = Stage::new().await;
    let number = stage.order().await;
    let cut = |kind: &str| {
        stage.control("/faults", json!({ "system": "upgates", "method": "PUT", "kind": kind, "times": 1 }))
    };
    let put = |code: &str| {
        stage.try_api(
            Method::PUT,
            "/orders",
            Some(json!({ "orders": [{ "order_number": number, "tracking_code": code }] })),
        )
    };
    cut("reply_lost").await;
    assert!(put("A1").await.is_err(), "no answer at all");
    assert_eq!(stage.shop().await["orders"][&number]["tracking_code"], "A1");
    cut("dropped").await;
    assert!(put("A2").await.is_err());
    assert_eq!(stage.shop().await["orders"][&number]["tracking_code"], "A1");
    cut("gateway_timeout").await;
    assert_eq!(put("A3").await.unwrap().status(), 504);
    assert_eq!(stage.shop().await["orders"][&number]["tracking_code"], "A3");
}

#[tokio::test]
async fn the_log_keeps_requests_without_credentials() {
    let stage = Stage::new().await;
    stage.get("/orders?page=1").await;
    stage.get("/owner").await;
    let url = format!("{}/_sandbox/log?system=upgates&path=/orders&method=get", stage.base);
    let log: Value = stage.http.get(&url).send().await.unwrap().json().await.unwrap();
    assert_eq!(log["count"], 1);
    let entry = &log["entries"][0];
    assert_eq!((&entry["shop"], &entry["query"], &entry["status"]), (&json!("svetlo"), &json!("page=1"), &json!(200)));
    assert!(entry["headers"].get("authorization").is_none());
    stage.http.delete(format!("{}/_sandbox/log", stage.base)).send().await.unwrap();
    let log: Value = stage.http.get(&url).send().await.unwrap().json().await.unwrap();
    assert_eq!(log["count"], 0);
}

#[tokio::test]
async fn a_reset_returns_to_the_seed() {
    let stage = Stage::new().await;
    stage.order().await;
    stage.control("/switches", json!({ "upgates.quota": true })).await;
    stage.control("/reset", json!({})).await;
    let shop = stage.shop().await;
    assert_eq!((shop["orders"].as_object().unwrap().len(), &shop["products"]["LAMP-01"]["stock"]), (3, &json!(25)));
    let switches: Value =
        stage.http.get(format!("{}/_sandbox/switches", stage.base)).send().await.unwrap().json().await.unwrap();
    assert_eq!(switches["upgates.quota"]["value"], false);
}

#[tokio::test]
async fn every_switch_is_in_the_readme() {
    let stage = Stage::new().await;
    let answer = stage.http.get(format!("{}/_sandbox/switches", stage.base)).send().await.unwrap();
    let switches: Value = answer.json().await.unwrap();
    let readme = include_str!("../../README.md");
    for (name, switch) in switches.as_object().unwrap() {
        if name.starts_with("upgates.") {
            let row = format!("| `{name}` | `{}` |", switch["default"]);
            assert!(readme.contains(&row), "missing: {row}");
        }
    }
}
