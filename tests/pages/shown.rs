//! Every page in every language, empty and full.
use reqwest::StatusCode;
use spojka::coupling;
use spojka::domain::cause::Code;
use spojka::domain::clock::Millis;
use spojka::domain::shop::{Language, Shop};
use spojka::store::{cursors, orders};

use crate::browser::Browser;
use crate::house::{House, on_each_engine};
use crate::sample;

const PAGES: [&str; 13] = [
    "",
    "/activity",
    "/mapping",
    "/settings",
    "/settings/audit",
    "/help",
    "/guide",
    "/guide/partner",
    "/guide/readiness",
    "/guide/statuses",
    "/guide/carriers",
    "/guide/stock",
    "/guide/start",
];

/// Words of a page's text that look like the key of a message: a missing one is shown by its key.
fn keys_in(html: &str) -> Vec<&str> {
    let text = html.split('<').filter_map(|piece| {
        let (tag, text) = piece.split_once('>')?;
        (!["code", "pre", "textarea"].iter().any(|machine| tag.starts_with(machine))).then_some(text)
    });
    let small = |word: &str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    text.flat_map(|t| t.split(|c: char| !c.is_alphanumeric() && c != '-'))
        .filter(|w| w.trim_matches('-').contains('-') && small(w) && !w.starts_with("e-"))
        .collect()
}

async fn show_all(house: &House, shop: &Shop, more: &[String]) {
    for language in Language::ALL {
        let mut browser = Browser::new(house);
        browser.open(shop, language).await;
        for page in PAGES.iter().map(|p| (*p).to_owned()).chain(more.iter().cloned()) {
            let seen = browser.get(&format!("/app/{}{page}", shop.id)).await;
            assert_eq!(seen.status, StatusCode::OK, "{page}");
            assert!(seen.body.contains(&format!("<html lang=\"{}\">", language.code())), "{page}");
            assert!(seen.body.contains("help@example.com") && seen.body.contains("+420 123 456 789"), "{page}");
            for secret in ["heslo-123", "k:é/9", "1234\"", "<b>Sprint</b>", "<i>", "{ $", "{$", "unsafe-inline"] {
                assert!(!seen.body.contains(secret), "{page} shows {secret}");
            }
            assert!(
                !seen.body.contains(" style=") && !seen.body.contains("onclick"),
                "{page} has inline style or script"
            );
            // English has words that look like keys.
            if language != Language::En {
                assert_eq!(keys_in(&seen.body), Vec::<&str>::new(), "{page} shows keys without a message");
            }
            assert!(seen.body.len() < 200_000, "{page}: {}", seen.body.len());
        }
    }
}

#[actix_web::test]
async fn every_page_speaks_every_language() {
    on_each_engine(async |house: House| {
        let empty = house.activate("triko").await;
        show_all(&house, &empty, &[]).await;
        let shop = house.activate("lampy").await;
        let order = sample::full(&house, &shop).await;
        let filters = "/activity?state=waiting&carrier=PPL+Sprint&from=2026-11-01&to=2026-11-30&text=20";
        let more = [format!("/orders/{order}"), filters.to_owned(), "/activity?cause=MAP-SHIP%3A5".to_owned()];
        show_all(&house, &shop, &more).await;
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn the_overview_tells_the_truth() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        let page = browser.open(&shop, Language::Cs).await;
        assert!(page.body.contains("Zastavili jsme podezřelou změnu skladu"));
        assert!(
            page.body.contains("Doprava „PPL &#60;b&#62;Sprint&#60;/b&#62;“ není spárovaná, čeká 1\u{a0}objednávka.")
        );
        assert!(
            page.body.contains(&format!(
                "Celkem v evidenci: {}\u{a0}= předáno 2 + vynecháno 1 + čeká {} + chyba 1.",
                Code::ALL.len() + 8,
                Code::ALL.len() + 4
            )),
            "{}",
            page.body
        );
        assert!(page.body.contains("Poprvé ji spočítáme den po spuštění."), "not balanced yet");
        let home = format!("/app/{}", shop.id);
        let counts = [
            (27, 0, "Rozdíl 0.</p>"),
            (27, 3, "Rozdíl 0. 3\u{a0}objednávky jsme při tom doplnili.</p>"),
            (29, 2, "Rozdíl 2. Chybějící objednávky právě doplňujeme.</p>"),
            (26, 0, "Rozdíl −1. Rozdíl jsou objednávky, které už v e-shopu nejsou.</p>"),
        ];
        for (in_shop, missing, said) in counts {
            let at = house.now().plus_seconds(60);
            let mut tx = house.db.begin().await.unwrap();
            for (name, value) in [
                (coupling::BOOKS_AT, at),
                (coupling::BOOKS_IN_SHOP, Millis(in_shop)),
                (coupling::BOOKS_MISSING, Millis(missing)),
            ] {
                cursors::set(&mut tx, shop.id.as_str(), name, value).await.unwrap();
            }
            tx.commit().await.unwrap();
            let page = browser.get(&home).await;
            let sum = format!("v e-shopu {in_shop}\u{a0}= předáno 2 + vynecháno 1 + čeká 23 + chyba 1. {said}");
            assert!(page.body.contains(&sum), "{sum} is not in {}", page.body);
            assert!(page.body.contains("za den do 21.\u{a0}11.\u{a0}2026\u{a0}13:01"), "{}", page.body);
        }
        let dropped = browser.post(&home, &format!("{home}/guard"), &[("action", "drop")]).await;
        assert!(dropped.body.contains("Změnu skladu jsme zahodili"));
        assert!(dropped.body.contains("Na vás čeká 19\u{a0}objednávek."));
        let paused = browser.post(&home, &format!("{home}/pause"), &[("hours", "4")]).await;
        assert!(paused.body.contains("pozastavené do 21.\u{a0}11.\u{a0}2026\u{a0}17:00"), "{}", paused.body);
        let resumed = browser.post(&home, &format!("{home}/resume"), &[]).await;
        assert!(resumed.body.contains("Předávání zase běží."));
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn orders_can_be_found_pressed_and_taken_home() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let home = format!("/app/{}", shop.id);
        let held = orders::of_number(&house.db, &shop.id, "1001").await.unwrap().remove(0);
        let page = format!("{home}/orders/{}", held.id);
        let seen = browser.post(&page, &page, &[("wish", "send_now")]).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(seen.body.contains("V administraci někdo zvolil:") && seen.body.contains("Odeslat hned"));
        let stored = orders::get(&house.db, &shop.id, held.id.as_str()).await.unwrap().unwrap();
        assert_eq!(stored.wish, Some(spojka::domain::order::Wish::SendNow));
        let late = browser.post(&page, &page, &[("wish", "cancel")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("Mezitím se to změnilo"));
        let csv = browser.get(&format!("{home}/activity.csv?state=held")).await;
        assert!(csv.header("content-type").starts_with("text/csv"));
        assert!(csv.body.contains("\"1001\";\"Podržená\"") && csv.body.contains("\"'=HYPERLINK(1)\""), "{}", csv.body);
        assert_eq!(csv.body.lines().count(), 2);
        house.close().await;
    })
    .await;
}
