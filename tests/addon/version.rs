//! Change of version: every plausible signed text, and a new look at rights and webhooks.
use reqwest::StatusCode;
use secrecy::ExposeSecret as _;
use serde_json::json;
use spojka::coupling::sealed;
use spojka::crypto::signature::Call;
use spojka::domain::job::JobKind;
use spojka::store::shops;

use crate::house::{activation, done, on_each_engine, short, word};

#[tokio::test]
async fn each_plausible_signed_text_is_accepted() {
    on_each_engine(async |house| {
        let shop = house.activate("shop-1").await;
        for (index, names) in Call::Version.signed_fields().iter().enumerate() {
            let mut fields = if names.contains(&"apiKey") { activation("shop-1") } else { short("shop-1") };
            fields["version"] = json!(index + 10);
            fields["apiKey"] = json!(format!("key-{index}"));
            fields["time"] = json!(format!("2026-11-21T12:00:1{index}Z"));
            assert_eq!(
                house.post(Call::Version, &house.signed_as(names, fields)).await,
                (StatusCode::OK, done()),
                "{names:?}"
            );
            let version = house.shop("shop-1").await.unwrap().version;
            assert_eq!(version, Some(i64::try_from(index).unwrap() + 10));
            let blob = shops::login_sealed(&house.db, &shop.id).await.unwrap().unwrap();
            let key = sealed::open_login(&house.config.vault, &shop.id, &blob).unwrap().key;
            let expected = if names.contains(&"apiKey") { format!("key-{index}") } else { "k:é/9".to_owned() };
            assert_eq!(key.expose_secret(), expected, "only a signed login is believed");
        }
        assert!(house.jobs(&shop).await.contains(&(word(JobKind::Onboard), String::new())));
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn another_name_for_the_version_and_unknown_shops_are_tolerated() {
    on_each_engine(async |house| {
        house.activate("shop-1").await;
        let fields = json!({ "token": "shop-1", "time": "2026-11-21T12:00:05Z", "target_version": "3" });
        assert_eq!(house.post(Call::Version, &house.signed(Call::Version, fields)).await, (StatusCode::OK, done()));
        assert_eq!(house.shop("shop-1").await.unwrap().version, Some(3));
        let nobody = house.signed(Call::Version, short("nobody"));
        assert_eq!(house.post(Call::Version, &nobody).await, (StatusCode::OK, done()));
        house.close().await;
    })
    .await;
}
