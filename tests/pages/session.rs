//! From a ticket to a session, and everything that can go wrong on the way.
use reqwest::{Method, StatusCode};
use spojka::coupling;
use spojka::domain::shop::{Language, ShopState};
use spojka::store::shops;

use crate::browser::Browser;
use crate::house::{House, on_each_engine};

#[actix_web::test]
async fn a_ticket_opens_once_and_a_live_session_goes_on() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        let ticket = browser.ticket(&shop, Language::Cs);
        let address = format!("/open/{ticket}");
        let first = browser.ask(Method::GET, &address, None).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let cookie = first.header("set-cookie").to_owned();
        assert!(cookie.starts_with("__Host-spojka-"), "{cookie}");
        for part in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=None", "; Partitioned"] {
            assert!(cookie.contains(part), "{cookie} lacks {part}");
        }
        let page = browser.follow(first).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("<html lang=\"cs\">") && page.body.contains("data-test=\"guide-next\""));
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(policy.ends_with("frame-ancestors https://lampy.admin.s7.upgates.com"), "{policy}");
        assert_eq!(page.header("x-frame-options"), "");
        assert_eq!((page.header("cache-control"), page.header("referrer-policy")), ("no-store", "no-referrer"));
        assert_eq!(browser.get(&address).await.status, StatusCode::OK, "a used ticket goes on with a live session");

        let mut other = Browser::new(&house);
        let used = other.get(&address).await;
        assert_eq!(used.status, StatusCode::GONE);
        assert!(used.body.contains("Tento odkaz už neplatí"));
        assert!(used.header("content-security-policy").contains("frame-ancestors https://lampy.admin"));
        assert_eq!(other.get(&format!("/app/{}", shop.id)).await.status, StatusCode::UNAUTHORIZED);
        let unknown = other.get(&format!("/open/{}", "A".repeat(43))).await;
        assert_eq!(unknown.status, StatusCode::GONE);
        assert!(unknown.header("content-security-policy").contains("frame-ancestors 'none'"));
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn a_browser_without_cookies_gets_a_window_of_its_own() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        browser.keeps_cookies = false;
        let page = browser.open(&shop, Language::Sk).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Otvoriť v novom okne") && page.body.contains("target=\"_blank\""));
        let link = page.body.split("href=\"/open/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut window = Browser::new(&house);
        let opened = window.get(&format!("/open/{link}")).await;
        assert!(opened.body.contains("data-test=\"guide-next\""), "the fresh ticket opens in the window");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn tickets_and_sessions_run_out() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        let ticket = browser.ticket(&shop, Language::En);
        house.clock.advance_millis(61_000);
        assert_eq!(browser.get(&format!("/open/{ticket}")).await.status, StatusCode::GONE);
        browser.open(&shop, Language::En).await;
        let home = format!("/app/{}", shop.id);
        house.clock.advance_millis(29 * 60_000);
        assert_eq!(browser.get(&home).await.status, StatusCode::OK);
        house.clock.advance_millis(29 * 60_000);
        assert_eq!(browser.get(&home).await.status, StatusCode::OK, "use keeps it alive");
        house.clock.advance_millis(31 * 60_000);
        let expired = browser.get(&home).await;
        assert_eq!(expired.status, StatusCode::UNAUTHORIZED);
        assert!(expired.body.contains("data-test=\"gate\"") && expired.body.contains("+420 123 456 789"));
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn two_shops_stand_side_by_side() {
    on_each_engine(async |house: House| {
        let (lamps, shirts) = (house.activate("lampy").await, house.activate("triko").await);
        let mut browser = Browser::new(&house);
        browser.open(&lamps, Language::Cs).await;
        browser.open(&shirts, Language::En).await;
        assert_eq!(browser.cookies.len(), 2);
        let one = browser.get(&format!("/app/{}", lamps.id)).await;
        let two = browser.get(&format!("/app/{}", shirts.id)).await;
        assert!(one.body.contains("lang=\"cs\"") && two.body.contains("lang=\"en\""));
        let mut alone = Browser::new(&house);
        alone.open(&lamps, Language::Cs).await;
        assert_eq!(alone.get(&format!("/app/{}", shirts.id)).await.status, StatusCode::UNAUTHORIZED);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn static_files_are_named_by_their_content() {
    on_each_engine(async |house: House| {
        let names = spojka::web::static_files::names();
        let mut browser = Browser::new(&house);
        for (name, kind, most) in [(&names.sheet, "text/css", 60_000), (&names.script, "text/javascript", 20_000)] {
            let file = browser.get(name).await;
            assert_eq!(file.status, StatusCode::OK);
            assert!(file.header("content-type").starts_with(kind) && file.body.len() < most);
            assert!(file.header("cache-control").contains("immutable"));
        }
        assert_eq!(browser.get("/static/spojka.css").await.status, StatusCode::NOT_FOUND);
        house.close().await;
    })
    .await;
}

/// What the page in a frame without cookies leads to.
fn spare_of(page: &str) -> String {
    page.split("href=\"/open/").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[actix_web::test]
async fn an_opening_is_not_stretched_by_what_it_led_to() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let home = format!("/app/{}", shop.id);
        let mut frame = Browser::new(&house);
        frame.keeps_cookies = false;
        let spare = spare_of(&frame.open(&shop, Language::Cs).await.body);
        house.clock.advance_millis(50_000);
        let mut window = Browser::new(&house);
        let first = window.ask(Method::GET, &format!("/open/{spare}"), None).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        assert!(first.header("location").ends_with(&spare), "no further ticket: {}", first.header("location"));
        assert!(window.follow(first).await.body.contains("data-test=\"guide-next\""));
        let mut other = Browser::new(&house);
        let again = other.get(&format!("/open/{spare}")).await;
        assert_eq!(again.status, StatusCode::GONE, "used");
        assert!(!again.body.contains("href=\"/open/"));
        let lost = other.get(&format!("{home}/enter/{spare}")).await;
        assert!(lost.status == StatusCode::GONE && !lost.body.contains("href=\"/open/"), "{}", lost.body);

        // Used every 25 minutes, the session ends eight hours after the opening, not after the window.
        for _ in 0..19 {
            house.clock.advance_millis(25 * 60_000);
            assert_eq!(window.get(&home).await.status, StatusCode::OK);
        }
        house.clock.advance_millis(4 * 60_000);
        assert_eq!(window.get(&home).await.status, StatusCode::OK, "7:59:50");
        house.clock.advance_millis(11_000);
        assert_eq!(window.get(&home).await.status, StatusCode::UNAUTHORIZED, "8:00:01");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn a_ticket_from_before_the_deactivation_makes_no_session() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let mut frame = Browser::new(&house);
        frame.keeps_cookies = false;
        let ticket = frame.ticket(&shop, Language::Cs);
        let spare = spare_of(&frame.open(&shop, Language::Cs).await.body);
        house.clock.advance_millis(1000);
        let mut tx = house.db.begin().await.unwrap();
        shops::deactivate(&mut tx, &shop.id, house.now(), house.now().plus_seconds(86_400)).await.unwrap();
        tx.commit().await.unwrap();
        let refused = async || {
            for text in [&ticket, &spare] {
                let mut window = Browser::new(&house);
                let seen = window.get(&format!("/open/{text}")).await;
                assert_eq!((seen.status, window.cookies.len()), (StatusCode::GONE, 0), "{}", seen.body);
            }
        };
        refused().await;
        // An opening of today is being checked with one call: what came before the deactivation is no better for it.
        let mut tx = house.db.begin().await.unwrap();
        shops::set_state(&mut tx, &shop.id, ShopState::Doubtful).await.unwrap();
        tx.commit().await.unwrap();
        refused().await;
        house.clock.advance_millis(1000);
        let mut late = Browser::new(&house);
        late.open(&shop, Language::Cs).await;
        assert_eq!(late.cookies.len(), 1, "an opening after the deactivation");
        coupling::erase(&house.desk, &shop.id, &coupling::reference(&shop.id)).await.unwrap();
        assert_eq!(late.get(&format!("/app/{}", shop.id)).await.status, StatusCode::UNAUTHORIZED);
        refused().await;
        house.close().await;
    })
    .await;
}
