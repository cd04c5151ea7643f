//! The audit log: read page by page and as CSV, in words.
use reqwest::StatusCode;
use spojka::domain::shop::Language;
use spojka::store::audit::{self, Who};

use crate::browser::Browser;
use crate::house::{House, on_each_engine};
use crate::sample;

#[actix_web::test]
async fn the_audit_log_is_read_page_by_page() {
    on_each_engine(async |house: House| {
        let (shop, other) = (house.activate("lampy").await, house.activate("triko").await);
        sample::full(&house, &shop).await;
        let mut tx = house.db.begin().await.unwrap();
        for n in 0..120 {
            audit::add(&mut tx, &shop.id, Who::Shop, "retry", &format!("=O-{n}"), house.now()).await.unwrap();
        }
        audit::add(&mut tx, &other.id, Who::Shop, "retry", "theirs", house.now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let page = format!("/app/{}/settings/audit", shop.id);
        let (mut address, mut lines, mut pages) = (page.clone(), 0, 0);
        loop {
            let seen = browser.get(&address).await;
            assert_eq!(seen.status, StatusCode::OK);
            assert!(!seen.body.contains("theirs"));
            lines += seen.body.matches("<tr><th scope=\"row\"").count();
            pages += 1;
            match seen.body.split("href=\"").find(|part| part.contains("data-test=\"audit-older\"")) {
                Some(part) => address = part.split('"').next().unwrap().to_owned(),
                None => break,
            }
        }
        assert!(lines >= 122 && pages == 3, "{lines} lines on {pages} pages");
        let csv = browser.get(&format!("{page}.csv")).await;
        assert!(csv.header("content-type").starts_with("text/csv") && csv.body.contains("\"'=O-7\""), "{}", csv.body);
        assert_eq!(csv.body.lines().count(), lines + 1);
        for bad in ["%00", "a%20b", &"x".repeat(65)] {
            let seen = browser.get(&format!("{page}?before={bad}")).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{bad}");
            assert!(seen.body.contains("data-test=\"gate\""));
        }
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn the_audit_log_says_details_in_words() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let lines = [
            ("couple", "extend", "Extend Commerce"),
            ("version", "3", "verze 3"),
            ("pause", "2026-11-21T13:05:00Z", "do 21. 11. 2026 14:05"),
            ("fill", "2026-11-01 – 2026-11-21", "1. 11. 2026 – 21. 11. 2026"),
            ("mapping", "wait", "objednávky, které čekaly, podrženy"),
            ("account-request", "passed_on", "Předáno partnerovi"),
            ("open-doubtful", "refused", "přístup byl odmítnut"),
            ("uninstall", "confirmed", "vypnutí potvrzeno"),
            ("retry", "O-7", "O-7"),
        ];
        let mut tx = house.db.begin().await.unwrap();
        for (what, detail, _) in lines {
            audit::add(&mut tx, &shop.id, Who::Shop, what, detail, house.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let seen = browser.get(&format!("/app/{}/settings/audit", shop.id)).await;
        let body = seen.body.replace('\u{a0}', " ");
        for (what, _, said) in lines {
            assert!(body.contains(&format!(">{said}</td>")), "{what}: “{said}” is not in {body}");
        }
        house.close().await;
    })
    .await;
}
