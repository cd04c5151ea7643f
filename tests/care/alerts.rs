//! Alerts: at once for what is wrong, once a day for the same cause, and a digest of days on which something happened.
use spojka::coupling;
use spojka::domain::alert::AlertRules;
use spojka::domain::shop::{Language, Shop};
use spojka::domain::stock::StockChange;
use spojka::store::audit::Who;
use spojka::store::connections::{self, Connection};
use spojka::store::stock::{self, GuardStop};
use spojka::store::{orders, shops};
use spojka::sync::alerts;

use crate::house::{House, on_each_engine};
use crate::post_office::{Mail, PostOffice};
use crate::{sample, worker};

const HOUR: i64 = 3600;

async fn connection(house: &House, shop: &Shop) -> Connection {
    connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0)
}

/// A full shop that wants to be told, in a language.
async fn full(house: &House, language: Language) -> Shop {
    let shop = house.activate("lampy").await;
    sample::full(house, &shop).await;
    let connection = connection(house, &shop).await;
    let mut settings = connection.settings.clone();
    let to = vec!["jana@obchod.cz".to_owned(), "sklad@obchod.cz".to_owned()];
    settings.alerts = AlertRules { to, digest: true, ..AlertRules::default() };
    coupling::save_settings(&house.desk, &shop.id, connection.id.as_str(), &settings, Who::Shop).await.unwrap();
    let mut tx = house.db.begin().await.unwrap();
    shops::set_language(&mut tx, &shop.id, language).await.unwrap();
    tx.commit().await.unwrap();
    shop
}

/// The login is refused, and two orders have been ready for two hours.
async fn break_it(house: &House, shop: &Shop) {
    let id = connection(house, shop).await.id;
    let now = house.now();
    let mut tx = house.db.begin().await.unwrap();
    connections::block(&mut tx, &shop.id, id.as_str(), now.plus_seconds(60), "AUTH-PARTNER", now).await.unwrap();
    for number in ["2000", "2001"] {
        let mut row = orders::lock(&mut tx, &shop.id, &id, number).await.unwrap().unwrap();
        row.ready_since = Some(now.plus_seconds(-2 * HOUR));
        orders::save(&mut tx, &row, now).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Every element is closed in its turn, and nothing is loaded from elsewhere.
fn well_formed(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1).map(|t| t.split('>').next().unwrap()).filter(|t| !t.starts_with('!')) {
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
    assert!(!html.contains("<img") && !html.contains("src=") && !html.contains("<script"), "{html}");
}

fn one<'a>(mails: &'a [Mail], subject: &str) -> &'a Mail {
    let found: Vec<&Mail> = mails.iter().filter(|m| m.subject == subject).collect();
    assert_eq!(found.len(), 1, "{subject}: {mails:#?}");
    found[0]
}

#[actix_web::test]
async fn what_is_wrong_is_told_at_once_and_not_twice_a_day() {
    on_each_engine(async |house: House| {
        let office = PostOffice::open();
        let ctx = worker(&house, Some(&office));
        let shop = full(&house, Language::Cs).await;
        alerts::tell(&ctx).await.unwrap();
        let mails = office.take();
        let stopped = one(&mails, "Spojka: zastavili jsme změnu skladu");
        assert_eq!(mails.len(), 1, "the guard-rail alone: {mails:#?}");
        assert_eq!(stopped.to, ["jana@obchod.cz", "sklad@obchod.cz"]);
        assert!(stopped.text.contains("40") && stopped.text.contains("vynulovala 25"), "{}", stopped.text);

        break_it(&house, &shop).await;
        alerts::tell(&ctx).await.unwrap();
        let mails = office.take();
        assert_eq!(mails.len(), 2, "{mails:#?}");
        let lost = one(&mails, "Spojka: spojení s Extend Commerce je přerušené");
        assert!(lost.text.contains("Objednávky dál sbíráme") && lost.text.contains("13:00"), "{}", lost.text);
        assert!(lost.text.contains("help@example.com") && !lost.text.contains("<p>"), "{}", lost.text);
        assert!(lost.text.contains("lampy.admin.s7.upgates.com"), "the name is not known yet: {}", lost.text);
        assert!(lost.html.contains("<html lang=\"cs\">") && lost.html.contains("<p>"), "{}", lost.html);
        let settings = format!("https://spojka.example.com/app/{}/settings#alerts", shop.id);
        assert!(
            lost.html.contains(&format!("<a href=\"{settings}\">Otevřít nastavení upozornění</a>")),
            "{}",
            lost.html
        );
        assert!(lost.text.contains(&settings), "{}", lost.text);
        for mail in &mails {
            assert!(mail.head.contains("Reply-To: help@example.com"), "{}", mail.head);
            assert!(mail.head.contains("Auto-Submitted: auto-generated"), "{}", mail.head);
            assert!(
                !mail.head.contains("List-Unsubscribe"),
                "nobody can unsubscribe without signing in: {}",
                mail.head
            );
            well_formed(&mail.html);
        }
        let late = one(&mails, "Spojka: 2 objednávky čekají na předání");
        assert!(late.text.contains("11:00"), "{}", late.text);

        for _ in 0..23 {
            house.clock.advance_millis(HOUR * 1000);
            alerts::tell(&ctx).await.unwrap();
        }
        let mails = office.take();
        one(&mails, "Spojka: přehled za poslední den");
        assert_eq!(mails.len(), 1, "only the digest at seven: {mails:#?}");
        house.clock.advance_millis(2 * HOUR * 1000);
        alerts::tell(&ctx).await.unwrap();
        assert_eq!(office.take().len(), 3, "what is still wrong after a day is told again");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn a_mail_that_could_not_leave_is_tried_again() {
    on_each_engine(async |house: House| {
        let office = PostOffice::open();
        let ctx = worker(&house, Some(&office));
        full(&house, Language::Cs).await;
        office.close(true);
        alerts::tell(&ctx).await.unwrap();
        office.close(false);
        house.clock.advance_millis(60_000);
        alerts::tell(&ctx).await.unwrap();
        assert!(office.take().is_empty(), "not every minute");
        house.clock.advance_millis(600_000);
        alerts::tell(&ctx).await.unwrap();
        assert_eq!(office.take().len(), 1);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn the_next_stop_is_told_although_the_day_is_not_over() {
    on_each_engine(async |house: House| {
        let office = PostOffice::open();
        let ctx = worker(&house, Some(&office));
        let shop = full(&house, Language::En).await;
        alerts::tell(&ctx).await.unwrap();
        assert_eq!(office.take().len(), 1);
        let id = connection(&house, &shop).await.id;
        coupling::release_guard(&house.desk, &shop.id, id.as_str(), false, Who::Shop).await.unwrap();
        house.clock.advance_millis(HOUR * 1000);
        let mut tx = house.db.begin().await.unwrap();
        let changes = vec![StockChange { code: "L-2".into(), parent: None, from: Some(9), to: 0 }];
        let stop = GuardStop { changes, lowered: 90, zeroed: 30, at: house.now() };
        stock::stop(&mut tx, &shop.id, id.as_str(), &stop).await.unwrap();
        tx.commit().await.unwrap();
        alerts::tell(&ctx).await.unwrap();
        alerts::tell(&ctx).await.unwrap();
        let mails = office.take();
        assert!(mails.len() == 1 && mails[0].text.contains("90 products"), "{mails:#?}");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn the_digest_comes_each_day_however_late_the_look() {
    on_each_engine(async |house: House| {
        let office = PostOffice::open();
        let ctx = worker(&house, Some(&office));
        let shop = full(&house, Language::En).await;
        // 7:58 in Prague, then 7:04 on the days that follow: less than 24 hours later at first.
        house.clock.advance_millis((19 * HOUR - 120) * 1000);
        let mut days = 0;
        for hours in [23, 24, 24] {
            let mut tx = house.db.begin().await.unwrap();
            let id = connection(&house, &shop).await.id;
            let row = orders::lock(&mut tx, &shop.id, &id, "1001").await.unwrap().unwrap();
            orders::save(&mut tx, &row, house.now()).await.unwrap();
            tx.commit().await.unwrap();
            alerts::tell(&ctx).await.unwrap();
            days += office.take().iter().filter(|m| m.subject == "Spojka: the last day").count();
            let more = if hours == 23 { 6 * 60 } else { 0 };
            house.clock.advance_millis((hours * HOUR + more) * 1000);
        }
        assert_eq!(days, 3);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn a_day_on_which_nothing_happened_has_no_digest() {
    on_each_engine(async |house: House| {
        let office = PostOffice::open();
        let ctx = worker(&house, Some(&office));
        full(&house, Language::En).await;
        house.clock.advance_millis(18 * HOUR * 1000);
        alerts::tell(&ctx).await.unwrap();
        let mails = office.take();
        let digest = one(&mails, "Spojka: the last day");
        assert!(digest.text.contains("Failed: 1"), "{}", digest.text);
        house.clock.advance_millis(24 * HOUR * 1000);
        alerts::tell(&ctx).await.unwrap();
        let mails = office.take();
        assert!(mails.iter().all(|m| m.subject != "Spojka: the last day"), "{mails:#?}");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn alerts_speak_the_shops_language_and_go_only_where_they_are_wanted() {
    for (language, connection_lost) in [
        (Language::Cs, "Spojka: spojení s Extend Commerce je přerušené"),
        (Language::Sk, "Spojka: spojenie s Extend Commerce je prerušené"),
        (Language::En, "Spojka: the connection with Extend Commerce is lost"),
    ] {
        on_each_engine(async |house: House| {
            let office = PostOffice::open();
            let ctx = worker(&house, Some(&office));
            let shop = full(&house, language).await;
            break_it(&house, &shop).await;
            alerts::tell(&ctx).await.unwrap();
            let mails = office.take();
            let lost = one(&mails, connection_lost);
            assert!(lost.html.contains(&format!("<html lang=\"{}\">", language.code())), "{}", lost.html);
            assert_eq!(mails.len(), 3, "{mails:#?}");
            assert!(mails.iter().all(|m| !m.text.contains("{ $") && !m.html.contains("{ $")), "{mails:#?}");

            let other = connection(&house, &shop).await;
            let mut settings = other.settings.clone();
            settings.alerts = AlertRules { connection: false, late: false, digest: false, ..settings.alerts };
            coupling::save_settings(&house.desk, &shop.id, other.id.as_str(), &settings, Who::Shop).await.unwrap();
            house.clock.advance_millis(30 * HOUR * 1000);
            alerts::tell(&ctx).await.unwrap();
            assert_eq!(office.take().len(), 1, "the guard-rail alone is wanted");
            house.close().await;
        })
        .await;
    }
}
