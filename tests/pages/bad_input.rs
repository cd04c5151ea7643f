//! Nonsense, forged forms and other shops' ids: a helpful page, a 4xx, nothing changed.
use reqwest::{Method, StatusCode};
use spojka::domain::shop::Language;
use spojka::store::{connections, orders};

use crate::browser::{Browser, proof_of};
use crate::house::{House, on_each_engine};
use crate::sample;

#[actix_web::test]
async fn forged_and_oversized_forms_change_nothing() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let home = format!("/app/{}", shop.id);
        let pause = format!("{home}/pause");
        let started = async || connections::of_shop(&house.db, &shop.id).await.unwrap()[0].state.word() == "started";
        let page = browser.get(&home).await;
        let proof = proof_of(&page.body, &pause).unwrap();
        let elsewhere = proof_of(&page.body, &format!("{home}/guard")).unwrap();

        for token in ["", "x", elsewhere.as_str()] {
            let seen = browser.send(&pause, token, &[]).await;
            assert_eq!(seen.status, StatusCode::FORBIDDEN);
            assert!(
                seen.body.contains("Formulář už neplatí") && seen.body.contains(&format!("href=\"{home}\"")),
                "a way on"
            );
            assert!(started().await);
        }
        let old = proof.clone();
        let mut fresh = Browser::new(&house);
        fresh.open(&shop, Language::Cs).await;
        assert_eq!(fresh.send(&pause, &old, &[]).await.status, StatusCode::FORBIDDEN, "a proof of another session");
        let large = "x".repeat(1_000_000);
        let seen = browser.send(&pause, &proof, &[("hours", &large)]).await;
        assert_eq!(seen.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(started().await);
        let mut nobody = Browser::new(&house);
        assert_eq!(nobody.send(&pause, &proof, &[]).await.status, StatusCode::UNAUTHORIZED);
        for hours in ["0", "-1", "9999999999999999999", "soon"] {
            assert_eq!(browser.send(&pause, &proof, &[("hours", hours)]).await.status, StatusCode::CONFLICT, "{hours}");
        }
        assert!(started().await);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn other_shops_and_nonsense_are_not_found() {
    on_each_engine(async |house: House| {
        let (mine, other) = (house.activate("lampy").await, house.activate("triko").await);
        sample::full(&house, &mine).await;
        let theirs = sample::full(&house, &other).await;
        let mut browser = Browser::new(&house);
        browser.open(&mine, Language::En).await;
        let home = format!("/app/{}", mine.id);
        let own = orders::of_number(&house.db, &mine.id, "1001").await.unwrap().remove(0);
        let page = format!("{home}/orders/{}", own.id);
        let target = format!("{home}/orders/{theirs}");
        let proof = proof_of(&browser.get(&page).await.body, &page).unwrap();
        assert_eq!(browser.get(&target).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.send(&target, &proof, &[("wish", "retry")]).await.status, StatusCode::FORBIDDEN);
        for path in ["/orders/1", "/orders/%00", "/nothing", "/guide/nothing", "/orders/%F0%9F%92%A9"] {
            let seen = browser.get(&format!("{home}{path}")).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
            assert!(seen.body.contains("data-test=\"gate\""), "{path}");
        }
        let seen = browser.send(&page, &proof, &[("wish", "explode")]).await;
        assert_eq!(seen.status, StatusCode::CONFLICT);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn nonsense_in_filters_is_named() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let long = format!("text={}", "x".repeat(5000));
        let queries = [
            "state=exploded",
            "from=yesterday",
            "to=2026-99-99",
            "after=1",
            "after=1_zz",
            "after=99999999999999999999_00",
            "carrier=%00",
            long.as_str(),
            "text=%00",
            "cause=%00",
        ];
        for query in queries {
            for page in ["activity", "activity.csv"] {
                let seen = browser.get(&format!("/app/{}/{page}?{query}", shop.id)).await;
                assert_eq!(seen.status, StatusCode::BAD_REQUEST, "{page}?{query}");
                assert!(seen.body.contains("data-test=\"errors\""), "{page}?{query}");
            }
        }
        for fine in ["text=%25_%5C", "from=2026-11-01", "done=%3Cscript%3E", "text=%FF"] {
            let seen = browser.ask(Method::GET, &format!("/app/{}/activity?{fine}", shop.id), None).await;
            assert_eq!(seen.status, StatusCode::OK, "{fine}");
            assert!(!seen.body.contains("<script>"), "{fine}");
        }
        house.close().await;
    })
    .await;
}
