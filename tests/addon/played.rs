//! The same calls from the sandbox, which was written from the published pages alone: two readings of one contract must meet.
use std::sync::Arc;

use reqwest::StatusCode;
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use spojka::domain::shop::ShopState;
use spojka::store::shops;

use crate::house::{House, NOW, on_each_engine};

struct Played<'a> {
    house: &'a House,
    sandbox: Sandbox,
}

impl<'a> Played<'a> {
    async fn start(house: &'a House) -> Self {
        let options =
            Options { addon_url: house.base.clone(), signature_token: "t0p-s3cret".to_owned(), ..Options::default() };
        let played = Self { house, sandbox: Sandbox::start(options).unwrap() };
        played.control("clock", json!({ "now": NOW })).await;
        let pem = played.published().await;
        house.keys.lock().unwrap().current = Some(pem);
        played
    }

    async fn published(&self) -> Arc<Vec<u8>> {
        let url = format!("{}/addons/signature/api.signature.pub.key", self.sandbox.base_url());
        Arc::new(self.house.http.get(url).send().await.unwrap().bytes().await.unwrap().to_vec())
    }

    async fn control(&self, path: &str, body: Value) -> Value {
        let url = format!("{}/_sandbox/{path}", self.sandbox.base_url());
        let call = self.house.http.post(url).header("content-type", "application/json").body(body.to_string());
        let answer = call.send().await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default()
    }

    async fn call(&self, call: &str, manner: Value) -> (u16, Value) {
        let mut reply = self.control(&format!("upgates/svetlo/{call}"), manner).await;
        let status = reply["status"].to_string().parse().unwrap_or_default();
        (status, reply["body"].take())
    }

    async fn state(&self) -> ShopState {
        shops::all(&self.house.db).await.unwrap()[0].state
    }
}

#[tokio::test]
async fn each_shape_of_the_calls_is_understood() {
    on_each_engine(async |house| {
        let played = Played::start(&house).await;
        let done = (StatusCode::OK.as_u16(), json!({ "error": false, "message": "" }));
        let mut second = 0;
        for time_is in ["expiry", "signing"] {
            for version_is in ["int", "text", "empty", "absent"] {
                for version_signed in ["token;time", "token;version;time"] {
                    // A version that is signed but not sent can't be verified by anybody.
                    if matches!(version_is, "absent" | "empty") && version_signed.contains("version") {
                        continue;
                    }
                    let switches = json!({
                        "upgates.time_is": time_is, "upgates.version_is": version_is,
                        "upgates.version_signed": version_signed, "upgates.extra_fields": true,
                    });
                    played.control("switches", switches).await;
                    let mut next = || {
                        second += 1;
                        json!({ "time_offset_s": second })
                    };
                    let case = format!("{time_is} {version_is} {version_signed}");
                    assert_eq!(played.call("activate", next()).await, done, "{case}");
                    let (status, opened) = played.call("open", next()).await;
                    assert_eq!((status, &opened["type"]), (200, &json!("iframe")), "{case}");
                    assert_eq!(played.call("version", next()).await, done, "{case}");
                    assert_eq!(played.state().await, ShopState::Active);
                    assert_eq!(played.call("deactivate", next()).await, done, "{case}");
                    assert_eq!(played.state().await, ShopState::Inactive);
                }
            }
        }
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn tampered_calls_are_refused_and_a_rotated_key_is_found() {
    on_each_engine(async |house| {
        let played = Played::start(&house).await;
        assert_eq!(played.call("activate", json!({})).await.0, 200);
        for tamper in ["signature", "token", "old_only", "garbage", "old_key"] {
            assert_eq!(played.call("deactivate", json!({ "tamper": tamper })).await.0, 401, "{tamper}");
        }
        assert_eq!(played.call("deactivate", json!({ "tamper": "unsigned" })).await.0, 400);
        assert_eq!(played.state().await, ShopState::Active);
        played.control("upgates/keys/rotate", json!({})).await;
        let fresh = played.published().await;
        house.keys.lock().unwrap().fresh = Some(fresh);
        assert_eq!(played.call("open", json!({})).await.0, 200);
        house.close().await;
    })
    .await;
}
