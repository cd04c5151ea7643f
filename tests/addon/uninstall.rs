//! Deactivation: certain, doubtful, repeated, or of nobody.
use reqwest::StatusCode;
use serde_json::json;
use spojka::crypto::signature::Call;
use spojka::domain::job::{JobKind, PROBE_UNINSTALL};
use spojka::domain::shop::ShopState;
use spojka::store::shops;

use crate::house::{activation, done, on_each_engine, short, word};

#[tokio::test]
async fn a_deactivation_stops_the_shop_and_repeats_are_harmless() {
    on_each_engine(async |house| {
        house.activate("shop-1").await;
        let body = house.signed(Call::Uninstall, short("shop-1"));
        assert_eq!(house.post(Call::Uninstall, &body).await, (StatusCode::OK, done()));
        let gone = house.shop("shop-1").await.unwrap();
        assert_eq!((gone.state, gone.deactivated_at), (ShopState::Inactive, Some(house.now())));
        house.clock.advance_millis(1000);
        assert_eq!(house.post(Call::Uninstall, &body).await, (StatusCode::OK, done()));
        assert_eq!(house.shop("shop-1").await.unwrap().deactivated_at, gone.deactivated_at);
        let nobody = house.signed(Call::Uninstall, short("nobody"));
        assert_eq!(house.post(Call::Uninstall, &nobody).await, (StatusCode::OK, done()));
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_deactivation_with_an_openings_signature_is_held_until_it_is_proven() {
    on_each_engine(async |house| {
        let shop = house.activate("shop-1").await;
        let body = house.signed(Call::Open, short("shop-1"));
        assert_eq!(house.post(Call::Open, &body).await.0, StatusCode::OK);
        for _ in 0..2 {
            assert_eq!(house.post(Call::Uninstall, &body).await, (StatusCode::OK, done()));
            let held = house.shop("shop-1").await.unwrap();
            assert_eq!((held.state, held.deactivated_at), (ShopState::Doubtful, None));
        }
        assert!(house.jobs(&shop).await.contains(&(word(JobKind::Probe), PROBE_UNINSTALL.to_owned())));
        assert_eq!(house.post(Call::Open, &body).await.0, StatusCode::OK, "the opening itself may be repeated");
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_opening_of_a_shop_that_was_not_known_yet_is_remembered_as_well() {
    on_each_engine(async |house| {
        let body = house.signed(Call::Open, short("shop-1"));
        assert_eq!(house.post(Call::Open, &body).await.0, StatusCode::NOT_FOUND);
        house.activate("shop-1").await;
        assert_eq!(house.post(Call::Uninstall, &body).await, (StatusCode::OK, done()));
        let held = house.shop("shop-1").await.unwrap();
        assert_eq!((held.state, held.deactivated_at), (ShopState::Doubtful, None));
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_shop_that_refused_our_login_is_believed() {
    on_each_engine(async |house| {
        let shop = house.activate("shop-1").await;
        let body = house.signed(Call::Open, short("shop-1"));
        assert_eq!(house.post(Call::Open, &body).await.0, StatusCode::OK);
        let mut tx = house.db.begin().await.unwrap();
        shops::set_state(&mut tx, &shop.id, ShopState::Refused).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(house.post(Call::Uninstall, &body).await, (StatusCode::OK, done()));
        assert_eq!(house.shop("shop-1").await.unwrap().state, ShopState::Inactive);
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_deactivation_that_came_before_the_latest_activation_is_held_too() {
    on_each_engine(async |house| {
        let shop = house.activate("shop-1").await;
        house.clock.advance_millis(1000);
        let body = house.signed(Call::Uninstall, short("shop-1"));
        assert_eq!(house.post(Call::Uninstall, &body).await, (StatusCode::OK, done()));
        house.clock.advance_millis(1000);
        let mut back = activation("shop-1");
        back["time"] = json!("2026-11-21T12:00:02Z");
        assert_eq!(house.post(Call::Install, &house.signed(Call::Install, back)).await.1, done());
        assert_eq!(house.post(Call::Uninstall, &body).await, (StatusCode::OK, done()));
        assert_eq!(house.shop("shop-1").await.unwrap().state, ShopState::Doubtful);
        assert!(house.jobs(&shop).await.contains(&(word(JobKind::Probe), PROBE_UNINSTALL.to_owned())));
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_signature_is_good_at_one_endpoint_only() {
    on_each_engine(async |house| {
        house.activate("shop-1").await;
        let mut opened = short("shop-1");
        opened["time"] = json!("2026-11-21T12:00:01Z");
        let opened = house.signed(Call::Open, opened);
        assert_eq!(house.post(Call::Open, &opened).await.0, StatusCode::OK);
        let (status, answer) = house.post(Call::Version, &opened).await;
        assert_eq!((status, &answer["code"]), (StatusCode::UNAUTHORIZED, &json!("signature")));

        let mut changed = short("shop-1");
        changed["time"] = json!("2026-11-21T12:00:02Z");
        let changed = house.signed(Call::Version, changed);
        assert_eq!(house.post(Call::Version, &changed).await.0, StatusCode::OK);
        assert_eq!(house.post(Call::Uninstall, &changed).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(house.post(Call::Open, &changed).await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(house.shop("shop-1").await.unwrap().state, ShopState::Active);

        let gone = house.signed(Call::Uninstall, short("shop-1"));
        assert_eq!(house.post(Call::Uninstall, &gone).await.0, StatusCode::OK);
        assert_eq!(house.post(Call::Open, &gone).await.0, StatusCode::UNAUTHORIZED);
        house.close().await;
    })
    .await;
}
