//! The signed calls, checked with the published key as an add-on would.

use crate::listener::Listener;
use crate::stage::Stage;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::sign::Verifier;
use serde_json::{Value, json};

const FINE: &str = r#"{"error":false,"message":""}"#;

async fn verifies(stage: &Stage, body: &Value, fields: &[&str]) -> bool {
    let pem = stage
        .http
        .get(format!("{}/addons/signature/api.signature.pub.key", stage.base))
        .send()
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    let key = PKey::public_key_from_pem(&pem).unwrap();
    let mut values: Vec<&str> = fields.iter().map(|name| body[*name].as_str().unwrap()).collect();
    values.push(stage.sandbox.world().upgates.signature_token());
    let signature = STANDARD.decode(body["signature_v2"].as_str().unwrap()).unwrap();
    let mut verifier = Verifier::new(MessageDigest::sha256(), &key).unwrap();
    verifier.update(values.join(";").as_bytes()).unwrap();
    verifier.verify(&signature).unwrap_or(false)
}

#[tokio::test]
async fn activation_is_signed_and_gives_a_working_login() {
    let addon = Listener::start(FINE).await;
    let stage = Stage::with_addon(&addon.url).await;
    let reply = stage.control("/upgates/svetlo/activate", json!({ "language": "sk" })).await;
    assert_eq!((&reply["status"], &reply["body"]["error"]), (&json!(200), &json!(false)));
    let body = addon.at("/upgates/install").remove(0);
    assert!(verifies(&stage, &body, &["token", "apiUser", "apiKey", "apiUrl", "time"]).await);
    assert_eq!(body["current_admin_language"], "sk");
    let status = || {
        let url = format!("{}/status", body["apiUrl"].as_str().unwrap());
        stage.http.get(url).basic_auth(body["apiUser"].as_str().unwrap(), body["apiKey"].as_str()).send()
    };
    assert_eq!(status().await.unwrap().status(), 200);
    stage.control("/upgates/svetlo/deactivate", json!({})).await;
    assert_eq!(status().await.unwrap().status(), 401, "the access goes with the add-on");
    let left = addon.at("/upgates/uninstall").remove(0);
    assert!(verifies(&stage, &left, &["token", "time"]).await && left.get("current_admin_language").is_none());
}

#[tokio::test]
async fn a_refusal_or_a_wrong_answer_leaves_the_shop_without() {
    let addon = Listener::start(r#"{"error":true,"message":"Chybí e-mail."}"#).await;
    let stage = Stage::with_addon(&addon.url).await;
    stage.control("/upgates/svetlo/activate", json!({})).await;
    let shop = stage.shop().await;
    assert_eq!((&shop["installed"], &shop["notice"]), (&json!(false), &json!("Aktivace odmítnuta: Chybí e-mail.")));
    addon.answer(201, FINE);
    stage.control("/upgates/svetlo/activate", json!({})).await;
    assert_eq!(stage.shop().await["installed"], false);
}

#[tokio::test]
async fn calls_are_tampered_on_command() {
    let addon = Listener::start(FINE).await;
    let stage = Stage::with_addon(&addon.url).await;
    for tamper in ["signature", "token", "old_key"] {
        stage.control("/upgates/svetlo/open", json!({ "tamper": tamper })).await;
        let body = addon.at("/upgates/open").pop().unwrap();
        assert!(!verifies(&stage, &body, &["token", "time"]).await, "{tamper}");
    }
    stage.control("/upgates/svetlo/open", json!({ "tamper": "old_only" })).await;
    let body = addon.at("/upgates/open").pop().unwrap();
    assert!(body.get("signature_v2").is_none() && body.get("signature").is_some());
}

#[tokio::test]
async fn the_key_has_a_tag_rotates_and_goes_missing() {
    let stage = Stage::new().await;
    let get = |tag: Option<&str>| {
        let request = stage.http.get(format!("{}/addons/signature/api.signature.pub.key", stage.base));
        request.header("if-none-match", tag.unwrap_or("\"none\"")).send()
    };
    let tag = get(None).await.unwrap().headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(get(Some(&tag)).await.unwrap().status(), 304);
    stage.control("/upgates/keys/rotate", json!({})).await;
    assert_eq!(get(Some(&tag)).await.unwrap().status(), 200);
    stage.control("/switches", json!({ "upgates.key_outage": true })).await;
    assert_eq!(get(None).await.unwrap().status(), 503);
}
