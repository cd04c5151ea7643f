//! Pages without tabs: maintenance, a deactivated shop, a new version, an expired session. Each in the right language and
//! frame, and each with a way on.
use reqwest::{Method, StatusCode};
use serde_json::json;
use spojka::coupling;
use spojka::crypto::signature::Call;
use spojka::domain::shop::{Language, Shop, ShopState};
use spojka::store::{maintenance, news, shops};

use crate::browser::{Browser, Seen, proof_of};
use crate::house::{House, done, on_each_engine, short};
use crate::sample;

const FRAME: &str = "frame-ancestors https://lampy.admin.s7.upgates.com";

fn in_frame(seen: &Seen) {
    assert!(seen.header("content-security-policy").ends_with(FRAME), "{}", seen.header("content-security-policy"));
    assert_eq!(seen.header("x-frame-options"), "");
}

async fn close_pages(house: &House, minutes: Option<i64>) {
    let mut tx = house.db.begin().await.unwrap();
    let end = minutes.map(|m| house.now().plus_seconds(m * 60));
    maintenance::begin(&mut tx, end, house.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn open_pages(house: &House) {
    let mut tx = house.db.begin().await.unwrap();
    assert!(maintenance::end(&mut tx).await.unwrap());
    tx.commit().await.unwrap();
}

#[actix_web::test]
async fn maintenance_closes_the_pages_and_nothing_else() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let home = format!("/app/{}", shop.id);
        for (language, title, end) in [
            (Language::Cs, "Probíhá údržba", "přibližně 21.\u{a0}11.\u{a0}2026\u{a0}13:40"),
            (Language::Sk, "Prebieha údržba", "približne 21.\u{a0}11.\u{a0}2026\u{a0}13:40"),
            (Language::En, "Maintenance is under way", "at about 21\u{a0}Nov\u{a0}2026\u{a0}13:40"),
        ] {
            let mut browser = Browser::new(&house);
            let page = browser.open(&shop, language).await.body;
            let proof = proof_of(&page, &format!("{home}/pause")).unwrap();
            close_pages(&house, Some(40)).await;
            let seen = browser.get(&format!("{home}/activity")).await;
            assert_eq!((seen.status, seen.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "2400"));
            assert!(seen.body.contains(title) && seen.body.contains(end), "{}", seen.body);
            assert!(seen.body.contains(&format!("href=\"{home}/activity\"")), "a way on: {}", seen.body);
            assert!(seen.body.contains(&format!("<html lang=\"{}\">", language.code())));
            in_frame(&seen);
            let sent = browser.send(&format!("{home}/pause"), &proof, &[("hours", "1")]).await;
            assert_eq!(sent.status, StatusCode::SERVICE_UNAVAILABLE);
            assert!(sent.body.contains(&format!("href=\"{home}\"")), "{}", sent.body);
            open_pages(&house).await;
            let again = browser.get(&home).await;
            assert_eq!(again.status, StatusCode::OK, "noticed at once, the session goes on");
            assert!(!again.body.contains("data-test=\"resume\""), "the form had no effect");
        }

        close_pages(&house, None).await;
        let mut browser = Browser::new(&house);
        let ticket = browser.ticket(&shop, Language::Sk);
        let seen = browser.get(&format!("/open/{ticket}")).await;
        assert_eq!((seen.status, seen.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "300"));
        assert!(seen.body.contains("Prebieha údržba") && seen.body.contains(&format!("href=\"/open/{ticket}\"")));
        in_frame(&seen);
        let (status, answer) = house.post(Call::Open, &house.signed(Call::Open, short("lampy"))).await;
        assert_eq!((status, &answer["type"]), (StatusCode::OK, &json!("iframe")), "signed calls go on");
        let other = house.activate("triko").await;
        assert_eq!(other.state, ShopState::Active, "so does an activation");
        for path in ["/live", "/app/nobody/x", "/app/%00", "/open/x"] {
            let expected = if path == "/live" { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
            let seen = browser.get(path).await;
            assert_eq!(seen.status, expected, "{path}");
            assert!(seen.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        }
        open_pages(&house).await;
        assert_eq!(browser.get(&format!("/open/{ticket}")).await.status, StatusCode::OK, "the ticket was not used up");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn maintenance_that_takes_longer_says_so() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        close_pages(&house, Some(5)).await;
        house.clock.advance_millis(360_000);
        let seen = browser.get(&format!("/app/{}", shop.id)).await;
        assert_eq!((seen.status, seen.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "60"));
        assert!(seen.body.contains("It takes longer than we thought."), "{}", seen.body);
        house.close().await;
    })
    .await;
}

async fn deactivate(house: &House, shop: &Shop) {
    let mut tx = house.db.begin().await.unwrap();
    shops::deactivate(&mut tx, &shop.id, house.now(), house.now().plus_seconds(30 * 86_400)).await.unwrap();
    tx.commit().await.unwrap();
}

#[actix_web::test]
async fn a_deactivated_shop_can_come_back_or_be_erased_at_once() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let (home, erase) = (format!("/app/{}", shop.id), format!("/app/{}/erase", shop.id));
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let early = browser.get(&format!("{home}/settings")).await.body;
        let foreign = proof_of(&early, &format!("{home}/settings/erase")).unwrap();
        deactivate(&house, &shop).await;
        for page in ["", "/activity", "/help", "/guide"] {
            let seen = browser.get(&format!("{home}{page}")).await;
            assert_eq!(seen.status, StatusCode::GONE);
            assert!(seen.body.contains("Data držíme do 21.\u{a0}12.\u{a0}2026\u{a0}13:00"), "{}", seen.body);
            assert!(seen.body.contains("Jak se vrátit"), "{}", seen.body);
            in_frame(&seen);
        }
        let reference = coupling::reference(&shop.id);
        assert_eq!(browser.send(&erase, &foreign, &[("confirmation", &reference)]).await.status, StatusCode::FORBIDDEN);
        let long = "x".repeat(5000);
        for wrong in ["", "něco", "<script>", long.as_str()] {
            let seen = browser.post(&home, &erase, &[("confirmation", wrong)]).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(seen.body.contains("data-test=\"errors\"") && !seen.body.contains("<script>"), "{}", seen.body);
            in_frame(&seen);
        }
        assert!(house.shop("lampy").await.is_some());
        let seen = browser.post(&home, &erase, &[("confirmation", &reference.to_lowercase())]).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(seen.body.contains("Doplněk je vypnutý; když ho znovu aktivujete"), "{}", seen.body);
        assert!(house.shop("lampy").await.is_none(), "erased");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn only_a_deactivated_shop_is_erased_from_its_gate() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let (home, erase) = (format!("/app/{}", shop.id), format!("/app/{}/erase", shop.id));
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        deactivate(&house, &shop).await;
        let proof = proof_of(&browser.get(&home).await.body, &erase).unwrap();
        let mut nobody = Browser::new(&house);
        let reference = coupling::reference(&shop.id);
        let seen = nobody.send(&erase, &proof, &[("confirmation", &reference)]).await;
        assert_eq!(seen.status, StatusCode::UNAUTHORIZED);
        assert!(seen.body.contains("Pokud jste doplněk mezitím vypnuli"), "no dead end: {}", seen.body);
        assert!(seen.body.contains("href=\"https://lampy.admin.s7.upgates.com\""), "{}", seen.body);
        let mut tx = house.db.begin().await.unwrap();
        shops::reactivate(&mut tx, &shop.id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(browser.send(&erase, &proof, &[("confirmation", &reference)]).await.status, StatusCode::CONFLICT);
        assert_eq!(browser.get(&home).await.status, StatusCode::OK, "back as before");
        house.close().await;
    })
    .await;
}

async fn change_version(house: &House, version: serde_json::Value, second: u8) {
    let mut fields = short("lampy");
    fields["version"] = version;
    fields["time"] = json!(format!("2026-11-21T12:00:{second:02}Z"));
    assert_eq!(house.post(Call::Version, &house.signed(Call::Version, fields)).await, (StatusCode::OK, done()));
}

#[actix_web::test]
async fn a_new_version_is_told_once() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let home = format!("/app/{}", shop.id);
        let mut browser = Browser::new(&house);
        let first = browser.open(&shop, Language::Sk).await;
        assert!(
            first.body.contains("data-test=\"truth\""),
            "a shop that has just come is told nothing: {}",
            first.body
        );
        change_version(&house, json!(2), 1).await;
        let seen = browser.get(&format!("{home}/activity")).await;
        assert_eq!(seen.status, StatusCode::OK);
        for said in
            ["Doplnok má novú verziu", "Verzia v Upgates: 2", "Čo sa mení", "Čo treba urobiť", "data-test=\"news-go\""]
        {
            assert!(seen.body.contains(said), "{said}: {}", seen.body);
        }
        assert!(!seen.body.contains("data-test=\"news-added\""), "no access came: {}", seen.body);
        in_frame(&seen);
        let file = browser.get(&format!("{home}/activity.csv")).await;
        assert!(file.header("content-type").starts_with("text/csv"), "a file is no page");
        let on = browser.post(&home, &format!("{home}/news"), &[]).await;
        assert!(on.body.contains("data-test=\"truth\""), "{}", on.body);
        for (version, second) in [(json!(2), 2), (json!(1), 3)] {
            change_version(&house, version, second).await;
            assert!(
                browser.get(&home).await.body.contains("data-test=\"truth\""),
                "a repeat and a way back are no news"
            );
        }
        let closed = browser.ask(Method::GET, &format!("{home}/news"), None).await;
        assert_eq!((closed.status, closed.header("location")), (StatusCode::SEE_OTHER, home.as_str()), "no loop");
        change_version(&house, json!("3"), 4).await;
        let mut other = Browser::new(&house);
        let seen = other.open(&shop, Language::Cs).await;
        assert!(
            seen.body.contains("Doplněk má novou verzi") && seen.body.contains("Verze v Upgates: 3"),
            "{}",
            seen.body
        );
        let proof = proof_of(&seen.body, &format!("{home}/news")).unwrap();
        assert_eq!(other.send(&format!("{home}/news"), "x", &[]).await.status, StatusCode::FORBIDDEN);
        other.send(&format!("{home}/news"), &proof, &[]).await;
        assert!(browser.get(&home).await.body.contains("data-test=\"truth\""), "told once for the shop");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn new_accesses_are_told_with_their_purpose() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut tx = house.db.begin().await.unwrap();
        let old = spojka::domain::access::Access::all_words().replace("orders-created,", "") + ",customers";
        news::begin(&mut tx, &shop.id, &old).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = Browser::new(&house);
        let seen = browser.open(&shop, Language::En).await;
        assert!(seen.body.contains("Orders (GET /orders?creation_time_from)"), "{}", seen.body);
        assert!(seen.body.contains("Fills in the orders of a chosen period"), "{}", seen.body);
        assert!(seen.body.contains("<li>customers</li>"), "{}", seen.body);
        let home = format!("/app/{}", shop.id);
        browser.post(&home, &format!("{home}/news"), &[]).await;
        assert!(browser.get(&home).await.body.contains("data-test=\"truth\""));
        house.close().await;
    })
    .await;
}
