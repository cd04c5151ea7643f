//! The mapping over HTTP: consequence before saving, undo, use and news, and nonsense in every part.
use reqwest::StatusCode;
use serde_json::json;
use spojka::coupling;
use spojka::domain::ids::ConnectionId;
use spojka::domain::order::{OrderState, Wish};
use spojka::domain::settings::Settings;
use spojka::domain::shop::{Language, Shop};
use spojka::store::dictionary::{self, DictionaryKind};
use spojka::store::orders::Use;
use spojka::store::{connections, orders};

use crate::browser::Browser;
use crate::house::{House, on_each_engine};
use crate::sample;

async fn settings(house: &House, shop: &Shop) -> Settings {
    connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0).settings
}

fn mends(html: &str) -> &str {
    html.split("name=\"mends\" value=\"").nth(1).unwrap().split('"').next().unwrap()
}

#[actix_web::test]
async fn saving_tells_its_consequence_first() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let page = format!("/app/{}/mapping", shop.id);
        let before = settings(&house, &shop).await;
        let fields = [("part", "methods"), ("carriers.5", "PPL"), ("payments.5", "CreditCard")];
        let asked = browser.post(&page, &page, &fields).await;
        assert_eq!(asked.status, StatusCode::OK);
        assert!(asked.body.contains("data-test=\"asked\"") && asked.body.contains("čeká 1\u{a0}objednávka"));
        assert!(asked.body.contains("value=\"CreditCard\""), "what was typed is kept: {}", asked.body);
        for answer in [("release", "explode"), ("mends", "x"), ("release", "send")] {
            let mut sent = fields.to_vec();
            sent.push(answer);
            let again = browser.post(&page, &page, &sent).await;
            assert!(again.body.contains("data-test=\"asked\""), "{answer:?}");
        }
        assert_eq!(settings(&house, &shop).await, before, "nothing is saved without an answer");

        let waiting = orders::of_number(&house.db, &shop.id, "2001").await.unwrap().remove(0);
        assert_eq!(waiting.cause_key().as_deref(), Some("MAP-PAY:5"));
        let mut wait = fields.to_vec();
        wait.extend([("release", "wait"), ("mends", mends(&asked.body))]);
        let saved = browser.post(&page, &page, &wait).await;
        assert!(saved.body.contains("jsme podrželi"), "{}", saved.body);
        assert_eq!(settings(&house, &shop).await.payments["5"], "CreditCard");
        let waiting = orders::get(&house.db, &shop.id, waiting.id.as_str()).await.unwrap().unwrap();
        assert_eq!(waiting.wish, Some(Wish::Hold));

        assert!(saved.body.contains("data-test=\"last-change\"") && saved.body.contains("nic → CreditCard"));
        let undone = browser.post(&page, &page, &[("part", "undo")]).await;
        assert!(undone.body.contains("data-test=\"done\""), "{}", undone.body);
        assert_eq!(settings(&house, &shop).await, before);
        let plain = browser.post(&page, &page, &[("part", "methods"), ("payments.3", "AdvancePayment")]).await;
        assert!(plain.body.contains("data-test=\"done\""), "nothing waits for it, so it is saved at once");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn nonsense_in_the_mapping_is_named_and_kept() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let page = format!("/app/{}/mapping", shop.id);
        let before = settings(&house, &shop).await;
        let long = "x".repeat(400);
        let wrong: [(&[(&str, &str)], &str); 10] = [
            (&[("part", "places"), ("countries.CZ", "CZE")], "countries.CZ"),
            (&[("part", "places"), ("countries.CZ", "1%")], "countries.CZ"),
            (&[("part", "places"), ("currencies.CZK", "Czech koruna")], "currencies.CZK"),
            (&[("part", "places"), ("currencies.CZK", "\u{0}")], "currencies.CZK"),
            (&[("part", "products"), ("products.L-1", &long)], "products.L-1"),
            (&[("part", "products"), ("product.code", "L-1")], "product.number"),
            (&[("part", "products"), ("product.number", "P-1")], "product.code"),
            (&[("part", "products"), ("product.code", &long), ("product.number", "P-1")], "product.code"),
            (&[("part", "statuses"), ("orders.ready_statuses", "999")], "orders.ready_statuses"),
            (&[("part", "methods"), ("carriers.5", &long)], "carriers.5"),
        ];
        for (fields, field) in wrong {
            let seen = browser.post(&page, &page, fields).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(seen.body.contains(&format!("href=\"#{field}\"")), "{fields:?} names {field}: {}", seen.body);
            assert_eq!(settings(&house, &shop).await, before, "{fields:?}");
        }
        let typed = [("part", "places"), ("countries.CZ", "CZE"), ("countries.SK", "SK")];
        let kept = browser.post(&page, &page, &typed).await;
        assert_eq!(kept.status, StatusCode::UNPROCESSABLE_ENTITY);
        let undo = browser
            .post(&page, &page, &[("part", "products"), ("product.code", "L-1"), ("product.number", "P-1")])
            .await;
        assert!(undo.body.contains("value=\"P-1\""), "{}", undo.body);
        house.close().await;
    })
    .await;
}

async fn used(house: &House, shop: &Shop, connection: &ConnectionId, number: &str, carrier: &str, country: &str) {
    let mut tx = house.db.begin().await.unwrap();
    let now = house.now();
    let mut order = orders::notice(&mut tx, &shop.id, connection, number, (now, now), now).await.unwrap();
    order.state = OrderState::HandedOver;
    order.carrier_key = carrier.to_owned();
    order.country = country.to_owned();
    order.currency = "CZK".to_owned();
    orders::save(&mut tx, &order, now).await.unwrap();
    tx.commit().await.unwrap();
}

#[actix_web::test]
async fn use_is_counted_as_orders_come_and_change() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let connection = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0).id;
        for number in ["3001", "3002", "3003"] {
            used(&house, &shop, &connection, number, "5", "SK").await;
        }
        used(&house, &shop, &connection, "3003", "6", "CZ").await;
        let count = async |days: i64| {
            orders::uses(&house.db, &shop.id, &connection, house.now().plus_seconds(-days * 86_400)).await.unwrap()
        };
        let uses = count(30).await;
        assert_eq!([("5", 2), ("6", 1), ("7", 0)].map(|(key, _)| uses.of(Use::Carrier, key)), [2, 1, 0]);
        assert_eq!(uses.keys(Use::Country).collect::<Vec<_>>(), ["CZ", "SK"]);
        house.clock.advance_millis(40 * 86_400_000);
        assert_eq!(count(30).await.of(Use::Carrier, "5"), 0, "older orders don't count");
        house.clock.advance_millis(-40 * 86_400_000);
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let page = browser.get(&format!("/app/{}/mapping", shop.id)).await;
        let row = |field: &str| {
            let row = page.body.split("<tr").find(|row| row.contains(&format!("id=\"{field}\""))).unwrap();
            row.to_owned()
        };
        assert!(row("carriers.5").contains(">2</td>"), "{}", row("carriers.5"));
        assert!(row("countries.SK").contains(">2</td>") && row("countries.SK").contains("beze změny"));
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn what_came_after_the_last_saving_is_new() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        house.clock.advance_millis(60_000);
        let bike = json!({"id": "8", "code": "", "kind": "custom", "active": true, "names": {"cs": "Kurýr <b>"}, "affiliates": [], "tracking_url": ""});
        let mut tx = house.db.begin().await.unwrap();
        dictionary::replace(&mut tx, &shop.id, DictionaryKind::Shipments, &[("8".into(), bike.to_string())], house.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut browser = Browser::new(&house);
        let overview = browser.open(&shop, Language::Cs).await;
        assert!(overview.body.contains("Doprava „Kurýr &#60;b&#62;“ je nová."), "{}", overview.body);
        let page = format!("/app/{}/mapping", shop.id);
        let seen = browser.get(&page).await;
        let rows: Vec<&str> = seen.body.split("<table class=\"map pairs\" id=\"carriers\">").nth(1).unwrap().split("<tr").collect();
        assert!(rows[2].contains("carriers.8") && rows[2].contains("class=\"new\""), "new ones stand on top: {}", rows[2]);
        house.clock.advance_millis(60_000);
        // Deliberately left empty: it was seen.
        browser.post(&page, &page, &[("part", "methods"), ("carriers.8", "")]).await;
        let overview = browser.get(&format!("/app/{}", shop.id)).await;
        assert!(!overview.body.contains("je nová."), "{}", overview.body);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn a_shop_in_its_guide_has_nothing_to_undo() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::dictionaries(&house, &shop).await;
        let file = json!({
            "partner": "extend", "credentials": {"base_url": "https://extend.example.com/RESTAPI", "client": "C", "user": "u", "password": "p"},
            "options": {"customer_number": "WEB"}, "orders": {"ready_statuses": [3]}
        });
        let coupling = spojka::domain::settings::Coupling::parse(&file.to_string()).unwrap();
        coupling::couple(&house.desk, &shop.id, &coupling, spojka::store::audit::Who::Shop).await.unwrap();
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let page = format!("/app/{}/mapping", shop.id);
        let seen = browser.get(&page).await;
        assert!(!seen.body.contains("data-test=\"undo\"") && !seen.body.contains("class=\"new\""));
        let late = browser.post(&page, &page, &[("part", "undo")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        house.close().await;
    })
    .await;
}
