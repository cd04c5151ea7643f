//! What is refused, in which order, and that a refusal has no effect.
use reqwest::StatusCode;
use serde_json::{Value, json};
use spojka::crypto::signature::Call;
use spojka::domain::shop::ShopState;
use spojka::store::shops;

use crate::house::{House, Pen, activation, on_each_engine, short};

fn fields(call: Call) -> Value {
    if call == Call::Install { activation("shop-1") } else { short("shop-1") }
}

async fn code(house: &House, call: Call, body: String) -> (u16, String) {
    let (status, answer) = house.post_text(call, body).await;
    assert_eq!(answer["status"], json!(status.as_u16()));
    (status.as_u16(), answer["code"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn bad_bodies_are_refused_before_the_signature() {
    on_each_engine(async |house| {
        for call in Call::ALL {
            let good = house.signed(call, fields(call));
            for size in [65_536, 3_000_000] {
                let huge = format!("{{\"filler\":\"{}\"}}", "x".repeat(size));
                assert_eq!(code(&house, call, huge).await, (413, "too-large".to_owned()));
            }
            let most = format!("{{\"filler\":\"{}\"}}", "x".repeat(65_536 - 13));
            assert_eq!(
                (most.len(), code(&house, call, most).await.0),
                (65_536, 400),
                "a body of just the limit is read"
            );
            for malformed in ["", "{", "[]", "\"x\"", "null", &format!("{}1{}", "[".repeat(500), "]".repeat(500))] {
                assert_eq!(
                    code(&house, call, malformed.to_owned()).await,
                    (400, "malformed".to_owned()),
                    "{malformed}"
                );
            }
            let needed = call.signed_fields()[0].iter().chain(&["signature_v2"]);
            for name in needed {
                for broken in [None, Some(Value::Null), Some(json!("")), Some(json!([1]))] {
                    let mut body = good.clone();
                    body.as_object_mut().unwrap().remove("signature");
                    match broken {
                        None => drop(body.as_object_mut().unwrap().remove(*name)),
                        Some(value) => body[*name] = value,
                    }
                    assert_eq!(code(&house, call, body.to_string()).await, (400, "malformed".to_owned()), "{name}");
                }
            }
            let url = format!("{}/upgates/{}", house.base, call.word());
            let sent =
                house.http.post(&url).header("content-type", "text/plain").body(good.to_string()).send().await.unwrap();
            assert_eq!(sent.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
            let sent = house
                .http
                .post(&url)
                .header("content-type", "application/json")
                .body(vec![b'{', 0xff])
                .send()
                .await
                .unwrap();
            assert_eq!(sent.status(), StatusCode::BAD_REQUEST);
            let got = house.http.get(&url).send().await.unwrap();
            assert_eq!(
                (got.status(), got.headers()["allow"].to_str().unwrap()),
                (StatusCode::METHOD_NOT_ALLOWED, "POST")
            );
        }
        assert!(shops::all(&house.db).await.unwrap().is_empty());
        assert_eq!(house.remembered().await, 0);
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn forged_stale_and_old_style_calls_change_nothing() {
    on_each_engine(async |house| {
        house.activate("shop-1").await;
        let before = house.remembered().await;
        for call in Call::ALL {
            let mut bodies = Vec::new();
            for name in call.signed_fields()[0] {
                let mut changed = house.signed(call, fields(call));
                changed[*name] = json!(format!("{}x", changed[*name].as_str().unwrap()));
                bodies.push(changed);
            }
            for time in ["2026-11-21T11:49:59Z", "2026-11-22T12:00:01Z", "yesterday"] {
                let mut stale = fields(call);
                stale["time"] = json!(time);
                bodies.push(house.signed(call, stale));
            }
            let mut old = house.signed(call, fields(call));
            let signature = old.as_object_mut().unwrap().remove("signature_v2").unwrap();
            old["signature"] = signature;
            bodies.push(old);
            for garbage in ["a0e0a3e7689bd4c80e4d6ffcccb05235b864e1d0", "AAAA", "!"] {
                let mut forged = fields(call);
                forged["signature_v2"] = json!(garbage);
                bodies.push(forged);
            }
            for body in bodies {
                assert_eq!(code(&house, call, body.to_string()).await, (401, "signature".to_owned()), "{body}");
            }
        }
        let shop = house.shop("shop-1").await.unwrap();
        assert_eq!((shop.state, shop.version), (ShopState::Active, Some(0)));
        assert_eq!(house.remembered().await, before);
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_content_type_may_have_parameters_and_any_case() {
    on_each_engine(async |house| {
        let body = house.signed(Call::Install, activation("shop-1")).to_string();
        for kind in ["Application/JSON", "application/json; charset=utf-8", "application/json;x"] {
            let url = format!("{}/upgates/install", house.base);
            let sent = house.http.post(url).header("content-type", kind).body(body.clone()).send().await.unwrap();
            assert_eq!(sent.status(), StatusCode::OK, "{kind}");
        }
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_key_may_rotate_and_its_address_may_be_down() {
    on_each_engine(async |house| {
        let body = house.signed(Call::Install, activation("shop-1"));
        house.keys.lock().unwrap().current = None;
        let (status, answer) = house.post(Call::Install, &body).await;
        assert_eq!((status, &answer["code"]), (StatusCode::SERVICE_UNAVAILABLE, &json!("no-key")));
        assert!(house.shop("shop-1").await.is_none());
        {
            let mut keys = house.keys.lock().unwrap();
            keys.current = Some(Pen::new().pem());
            keys.fresh = Some(house.pen.pem());
        }
        assert_eq!(house.post(Call::Install, &body).await.0, StatusCode::OK);
        house.close().await;
    })
    .await;
}

/// Whatever is asked, and whoever answers it: a handler, an extractor, the router.
#[tokio::test]
async fn every_answer_is_protected() {
    on_each_engine(async |house| {
        let asked = [
            ("POST", "/live"),
            ("TRACE", "/live"),
            ("HEAD", "/live"),
            ("PUT", "/open/x"),
            ("POST", "/static/x"),
            ("DELETE", "/favicon.ico"),
            ("GET", "/open/%ff%fe"),
            ("GET", "/app/%ff/enter/%ff"),
            ("POST", "/app/x/settings"),
            ("PATCH", "/app/x"),
            ("POST", "/hooks/upgates/%ff"),
            ("GET", "/hooks/upgates/x"),
            ("GET", "/hooks/extend/x?echo=a&echo=b"),
            ("OPTIONS", "/upgates/open"),
            ("POST", "/upgates/open"),
            ("GET", "/%00"),
        ];
        for (method, path) in asked {
            let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
            let seen = house.http.request(method.clone(), format!("{}{path}", house.base)).send().await.unwrap();
            for (name, part) in [
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
                ("content-security-policy", "default-src 'none'"),
                ("cache-control", "no-store"),
            ] {
                let value = seen.headers().get(name).map_or("", |value| value.to_str().unwrap());
                assert!(value.starts_with(part), "{method} {path}: {} {name}: {value:?}", seen.status());
            }
        }
        house.close().await;
    })
    .await;
}
