//! Help: the five checks, the codes, the use of the API beside what was declared, what has changed, and a shop without a
//! mail server.
use reqwest::StatusCode;
use spojka::domain::access::Access;
use spojka::domain::cause::Code;
use spojka::domain::job::JobKind;
use spojka::domain::shop::{Language, ShopState};
use spojka::store::{connections, jobs, orders, shops, stock, usage, workers};

use crate::browser::{Browser, proof_of};
use crate::house::{House, on_each_engine};
use crate::sample;

/// The marks of the five checks in their order.
fn marks(page: &str) -> Vec<&str> {
    let list = page.split("data-test=\"checks\"").nth(1).unwrap().split("</ul>").next().unwrap();
    list.split("data-mark=\"").skip(1).map(|part| part.split('"').next().unwrap()).collect()
}

#[actix_web::test]
async fn five_checks_tell_what_is_stuck() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let help = format!("/app/{}/help", shop.id);
        let page = browser.get(&help).await.body;
        assert!(page.contains("The checks begin after the start.") && !page.contains("data-test=\"checks\""), "{page}");
        sample::full(&house, &shop).await;
        let id = connections::of_shop(&house.db, &shop.id).await.unwrap()[0].id.clone();
        let page = browser.get(&help).await.body;
        assert_eq!(
            marks(&page),
            ["ok", "warn", "ok", "must", "must"],
            "no webhooks, a stopped stock, no worker: {page}"
        );

        let now = house.now();
        let mut tx = house.db.begin().await.unwrap();
        workers::beat(&mut tx, "w1", now).await.unwrap();
        stock::release(&mut tx, &shop.id, id.as_str()).await.unwrap();
        let mut row = orders::lock(&mut tx, &shop.id, &id, "2000").await.unwrap().unwrap();
        row.ready_since = Some(now.plus_seconds(-2 * 3600));
        orders::save(&mut tx, &row, now).await.unwrap();
        tx.commit().await.unwrap();
        let page = browser.get(&help).await.body;
        assert_eq!(marks(&page), ["warn", "warn", "ok", "warn", "ok"], "{page}");
        assert!(page.contains("1 ready order has waited too long, since 21\u{a0}Nov\u{a0}2026\u{a0}11:00"), "{page}");
        assert!(page.contains("Checked 21\u{a0}Nov\u{a0}2026\u{a0}13:00."), "{page}");

        let mut tx = house.db.begin().await.unwrap();
        row.ready_since = Some(now.plus_seconds(-9 * 3600));
        orders::save(&mut tx, &row, now).await.unwrap();
        connections::block(&mut tx, &shop.id, id.as_str(), now.plus_seconds(60), "AUTH-PARTNER", now).await.unwrap();
        shops::set_state(&mut tx, &shop.id, ShopState::Refused).await.unwrap();
        tx.commit().await.unwrap();
        house.clock.advance_millis(61_000);
        let page = browser.get(&help).await.body;
        assert_eq!(marks(&page), ["must", "must", "must", "warn", "must"], "{page}");
        assert!(page.contains(&format!("/app/{}/settings#connection", shop.id)), "what to do: {page}");

        let mut tx = house.db.begin().await.unwrap();
        connections::unblock(&mut tx, &shop.id, id.as_str(), house.now()).await.unwrap();
        shops::set_state(&mut tx, &shop.id, ShopState::Active).await.unwrap();
        let late = house.now().plus_seconds(-600);
        jobs::mark(&mut tx, &shop.id, "", JobKind::Order, "9", late, late).await.unwrap();
        workers::beat(&mut tx, "w1", house.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(marks(&browser.get(&help).await.body)[4], "warn", "work that is due is not taken");
        let resumed = format!("/app/{}", shop.id);
        browser.post(&resumed, &format!("{resumed}/pause"), &[("hours", "4")]).await;
        assert_eq!(marks(&browser.get(&help).await.body)[0], "warn", "a pause is told");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn every_code_has_an_address_and_every_access_its_calls() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut tx = house.db.begin().await.unwrap();
        for (access, days_ago, calls) in
            [(Access::OrdersByNumber, 0, 3), (Access::OrdersByNumber, 4, 7), (Access::Owner, 29, 1)]
        {
            for call in 0..calls {
                let at = house.now().plus_seconds(-days_ago * 86_400);
                usage::count(&mut tx, &shop.id, access.word(), call > 0, at).await.unwrap();
            }
        }
        tx.commit().await.unwrap();
        for language in Language::ALL {
            let mut browser = Browser::new(&house);
            browser.open(&shop, language).await;
            let page = browser.get(&format!("/app/{}/help", shop.id)).await.body;
            for code in Code::ALL {
                let (id, link) = (format!("id=\"{}\"", code.word()), format!("href=\"#{}\"", code.word()));
                assert_eq!((page.matches(&id).count(), page.matches(&link).count()), (1, 1), "{}", code.word());
            }
            let table = page.split("data-test=\"usage\"").nth(1).unwrap().split("</table>").next().unwrap();
            assert_eq!(table.matches("<tr>").count(), Access::ALL.len() + 1);
            for access in Access::ALL {
                let declared = access.declared();
                let row =
                    table.split("<tr>").find(|r| r.contains(&format!("{} {}</code>", declared.method, declared.path)));
                let row = row.unwrap_or_else(|| panic!("{} is not shown", access.word()));
                for said in [declared.purpose, declared.repeat] {
                    let said = said.in_language(language).replace('\'', "&#39;");
                    assert!(row.contains(&said), "{said}: {row}");
                }
                let numbers: Vec<&str> = row
                    .split("class=\"num\"")
                    .skip(1)
                    .map(|c| c.split('>').nth(1).unwrap().split(['<', ' ']).next().unwrap())
                    .collect();
                let expected = match access {
                    Access::OrdersByNumber => ["3", "10", "7", "2"],
                    Access::Owner => ["0", "1", "1", "1"],
                    _ => ["0", "0", "0", "0"],
                };
                assert_eq!(numbers, expected, "{}: {row}", access.word());
            }
            assert!(
                page.contains(&format!(" {} (", env!("CARGO_PKG_VERSION"))),
                "the change log tells of this version"
            );
        }
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn the_safe_number_is_shown_and_told_when_it_is_used_up() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let (home, help) = (format!("/app/{}", shop.id), format!("/app/{}/help", shop.id));
        let said = "doplňování počká do 22.\u{a0}11.\u{a0}2026\u{a0}1:00.";
        assert!(!browser.get(&help).await.body.contains(said));
        let mut tx = house.db.begin().await.unwrap();
        for _ in 0..house.config.background_calls {
            usage::count(&mut tx, &shop.id, Access::ProductsSimple.word(), true, house.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let page = browser.get(&help).await.body;
        assert!(page.contains("použili 3\u{a0}000 z 3\u{a0}000") && page.matches(said).count() == 2, "{page}");
        assert!(browser.get(&home).await.body.contains(said), "the overview tells it too");
        house.clock.advance_millis(12 * 3600 * 1000);
        browser.open(&shop, Language::Cs).await;
        assert!(browser.get(&help).await.body.contains("použili 0 z"), "a new day begins anew");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn without_a_mail_server_the_message_is_prepared() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        for (language, title) in [
            (Language::Cs, "Zpráva je připravená, ale ještě neodešla"),
            (Language::Sk, "Správa je pripravená, ale ešte neodišla"),
            (Language::En, "The message is ready but has not been sent"),
        ] {
            let mut browser = Browser::new(&house);
            browser.open(&shop, language).await;
            let page = browser.get(&format!("/app/{}/help", shop.id)).await.body;
            assert!(page.contains("data-test=\"no-mail\""), "{page}");
            let hidden = |name: &str| {
                let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
                rest.split('"').next().unwrap().to_owned()
            };
            let action = format!("/app/{}/help/message", shop.id);
            let (enclosed, sealed) = (hidden("enclosed"), hidden("enclosed_proof"));
            let fields = [
                ("subject", "A & B"),
                ("message", "Žluť\n\"1\""),
                ("enclosed", enclosed.as_str()),
                ("enclosed_proof", &sealed),
            ];
            let seen = browser.send(&action, &proof_of(&page, &action).unwrap(), &fields).await;
            assert_eq!(seen.status, StatusCode::OK);
            assert!(seen.body.contains(title), "{}", seen.body);
            assert!(seen.body.contains("mailto:help@example.com?subject=Spojka%20"), "{}", seen.body);
            assert!(seen.body.contains("%C5%BDlu%C5%A5%0D%0A%221%22"), "the same text: {}", seen.body);
        }
        assert!(
            spojka::store::messages::of_shop(&house.db, &shop.id).await.unwrap().is_empty(),
            "nothing waits in vain"
        );
        house.close().await;
    })
    .await;
}
