//! Opening: a ticket for a known shop, whatever its state.
use reqwest::StatusCode;
use serde_json::json;
use spojka::crypto::signature::Call;
use spojka::crypto::ticket::Ticket;
use spojka::domain::job::{JobKind, PROBE_OPEN};
use spojka::domain::shop::{Language, ShopState};
use spojka::store::shops;

use crate::house::{House, on_each_engine, short, word};

async fn open(house: &House, token: &str) -> (StatusCode, serde_json::Value) {
    house.post(Call::Open, &house.signed(Call::Open, short(token))).await
}

#[tokio::test]
async fn an_opening_gives_a_ticket() {
    on_each_engine(async |house| {
        let shop = house.activate("shop-1").await;
        let (status, answer) = open(&house, "shop-1").await;
        assert_eq!((status, &answer["type"]), (StatusCode::OK, &json!("iframe")));
        let url = answer["url"].as_str().unwrap();
        let secret = url.strip_prefix("https://spojka.example.com/open/").unwrap();
        assert!(
            secret.len() >= 43 && secret.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)),
            "{secret}"
        );
        let ticket = Ticket::open(&house.desk.vault, secret).unwrap();
        assert_eq!((ticket.shop, ticket.language), (shop.id, Language::Sk));
        assert_eq!(ticket.expires_at, house.now().plus_seconds(60));
        assert_ne!(open(&house, "shop-1").await.1["url"], answer["url"], "the same call again gets its own ticket");
        assert_eq!(house.shop("shop-1").await.unwrap().language, Language::Sk);
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_unknown_shop_is_told_so() {
    on_each_engine(async |house| {
        let (status, answer) = open(&house, "nobody").await;
        assert_eq!((status, &answer["code"]), (StatusCode::NOT_FOUND, &json!("not-found")));
        house.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_shop_without_access_gets_its_ticket_and_one_try_an_hour() {
    on_each_engine(async |house| {
        let shop = house.activate("shop-1").await;
        for state in [ShopState::Refused, ShopState::Inactive] {
            let mut tx = house.db.begin().await.unwrap();
            shops::set_state(&mut tx, &shop.id, state).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(open(&house, "shop-1").await.0, StatusCode::OK);
            let now = house.shop("shop-1").await.unwrap().state;
            let expected = if state == ShopState::Refused { ShopState::Doubtful } else { ShopState::Inactive };
            assert_eq!(now, expected, "the second opening within the hour does not try again");
        }
        assert!(house.jobs(&shop).await.contains(&(word(JobKind::Probe), PROBE_OPEN.to_owned())));
        house.clock.advance_millis(3_600_000);
        let mut later = short("shop-1");
        later["time"] = json!(house.now().to_string());
        assert_eq!(house.post(Call::Open, &house.signed(Call::Open, later)).await.0, StatusCode::OK);
        assert_eq!(house.shop("shop-1").await.unwrap().state, ShopState::Doubtful);
        house.close().await;
    })
    .await;
}
