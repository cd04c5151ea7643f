//! The guide from the first step to the start, without a script.
use reqwest::StatusCode;
use spojka::domain::progress::Milestone;
use spojka::domain::shop::Language;
use spojka::domain::stock::Master;
use spojka::store::connections::{self, ConnectionState};
use spojka::store::{fills, requests};

use crate::browser::Browser;
use crate::house::{House, on_each_engine, word};
use crate::sample;

#[actix_web::test]
async fn six_steps_couple_a_shop() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::dictionaries(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let at = |page: &str| format!("/app/{}{page}", shop.id);
        let step = at("/guide/partner");

        let bad = [
            ("credentials.base_url", "nowhere"),
            ("credentials.client", "ACME"),
            ("credentials.password", "tajemství"),
        ];
        let seen = browser.post(&step, &step, &bad).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(seen.body.contains("data-test=\"errors\"") && seen.body.contains("href=\"#credentials.user\""));
        assert!(seen.body.contains("value=\"ACME\"") && !seen.body.contains("tajemství"));
        assert!(connections::of_shop(&house.db, &shop.id).await.unwrap().is_empty(), "nothing is stored");

        let good = [
            ("credentials.base_url", "https://extend.example.com/RESTAPI"),
            ("credentials.client", "ACME"),
            ("credentials.user", "u"),
            ("credentials.password", "tajemství"),
            ("options.customer_number", "WEB"),
            ("options.warehouses", "MAIN, B"),
            ("options.unit", "st"),
        ];
        let seen = browser.post(&step, &step, &good).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(
            seen.body.contains("data-test=\"test-wait\"")
                && seen.body.contains("/hooks/extend/")
                && !seen.body.contains("tajemství")
        );
        let connection = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0);
        assert_eq!(connection.state, ConnectionState::Draft);
        assert_eq!(connection.settings.options["warehouses"], serde_json::json!(["MAIN", "B"]));
        assert!(house.jobs(&shop).await.iter().any(|j| j.0 == word(spojka::domain::job::JobKind::ConnectTest)));

        let seen = browser.post(&at("/guide/readiness"), &at("/guide/readiness"), &[("action", "continue")]).await;
        assert!(seen.body.contains("value=\"3\" checked"), "paid orders are suggested");
        assert!(seen.body.contains("name=\"orders.paid_only\" checked"), "unpaid orders are suggested to wait");
        let step = at("/guide/statuses");
        let clash = [("orders.ready_statuses", "3"), ("progress.shipped.status_id", "3")];
        assert_eq!(browser.post(&step, &step, &clash).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let good = [
            ("orders.ready_statuses", "1"),
            ("orders.ready_statuses", "3"),
            ("orders.paid_only", "on"),
            ("progress.shipped.status_id", "7"),
            ("progress.shipped.mail", "on"),
        ];
        let seen = browser.post(&step, &step, &good).await;
        assert!(
            seen.body.contains("value=\"PPL\"") && seen.body.contains("value=\"CashOnDelivery\""),
            "certain suggestions are filled in"
        );
        let step = at("/guide/carriers");
        let good =
            [("carriers.5", "PPL Parcel"), ("carriers.6", ""), ("payments.2", "CashOnDelivery"), ("action", "save")];
        browser.post(&step, &step, &good).await;
        let step = at("/guide/stock");
        assert_eq!(
            browser.post(&step, &step, &[("stock.master", "x"), ("stock.buffer", "-1")]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        browser.post(&step, &step, &[("stock.master", "partner"), ("stock.buffer", "2")]).await;

        let step = at("/guide/start");
        let seen = browser
            .post(&step, &step, &[("orders.from", "7"), ("orders.hold_minutes", "0"), ("action", "simulate")])
            .await;
        assert!(seen.body.contains("data-test=\"simulation-wait\""));
        let settings = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0).settings;
        assert_eq!((settings.orders.from.as_str(), settings.orders.hold_minutes), ("now", 15), "nothing is stored");
        crate::prepare::simulation_ends(&house, &shop).await;
        let shown = browser.get(&step).await.body;
        assert!(shown.contains("name=\"orders.from\" value=\"7\" checked") && shown.contains("value=\"0\""), "{shown}");
        assert!(shown.contains("data-test=\"start-older\"") && shown.contains("Hned předáme 3"), "{shown}");
        let fields = |from, action| [("orders.from", from), ("orders.hold_minutes", "0"), ("action", action)];
        for (from, field) in [("7", "start.older"), ("14", "start"), ("now", "start")] {
            let seen = browser.post(&step, &step, &fields(from, "start")).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{from}");
            assert!(seen.body.contains(&format!("href=\"#{field}\"")), "{from}: {}", seen.body);
        }
        browser.post(&step, &step, &fields("now", "simulate")).await;
        crate::prepare::simulation_ends(&house, &shop).await;
        let seen = browser.post(&step, &step, &fields("now", "start")).await;
        assert!(seen.body.contains("data-test=\"truth\"") && seen.body.contains("Spuštěno."), "{}", seen.body);
        let index = browser.get(&at("/guide")).await.body;
        assert!(index.contains("Objednávky se předávají.") && !index.contains("Dokud nestisknete"), "{index}");
        let connection = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0);
        assert_eq!(connection.state, ConnectionState::Started);
        assert_eq!(connection.settings.orders.ready_statuses, [1, 3]);
        assert!(connection.settings.orders.paid_only);
        assert!(connection.settings.progress[&Milestone::Shipped].mail);
        assert_eq!((connection.settings.stock.master, connection.settings.stock.buffer), (Master::Partner, 2));
        assert_eq!(connection.settings.carriers["5"], "PPL Parcel");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn an_account_can_be_asked_for() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Sk).await;
        let (page, action) = (format!("/app/{}/guide/partner", shop.id), format!("/app/{}/guide/account", shop.id));
        let seen = browser.post(&page, &action, &[("account", "other"), ("email", "nic")]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(requests::last(&house.db, &shop.id).await.unwrap().is_none());
        let seen = browser.post(&page, &action, &[("account", "other"), ("email", "jana@obchod.sk")]).await;
        assert!(seen.body.contains("data-test=\"timeline\"") && seen.body.contains("jana@obchod.sk"));
        assert_eq!(requests::last(&house.db, &shop.id).await.unwrap().unwrap().state, "asked");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn settings_are_saved_shown_and_undone() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let page = format!("/app/{}/settings", shop.id);
        let fields = [
            ("orders.ready_statuses", "1"),
            ("orders.from", "2026-11-01"),
            ("orders.hold_minutes", "30"),
            ("stock.master", "report"),
            ("stock.buffer", "1"),
            ("stock.guard_rail.lower_percent", "20"),
            ("stock.guard_rail.zero_count", "5"),
            ("options.customer_number", "WEB2"),
            ("options.unit", "st"),
            ("options.warehouses", ""),
            ("alerts.to", "a@b.cz; c@d.cz"),
            ("alerts.digest", "on"),
        ];
        let seen = browser.post(&page, &page, &fields).await;
        assert!(seen.body.contains("Saved."), "{}", seen.body);
        let read = async || connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0).settings;
        let saved = read().await;
        assert_eq!((saved.orders.hold_minutes, saved.stock.guard_rail.zero_count, saved.progress.len()), (30, 5, 0));
        assert_eq!(saved.carriers["5"], "PPL", "mappings stay");
        assert_eq!(saved.alerts.to, ["a@b.cz", "c@d.cz"]);
        assert!(saved.alerts.digest && !saved.alerts.late);
        let history = connections::history(
            &house.db,
            &shop.id,
            connections::of_shop(&house.db, &shop.id).await.unwrap()[0].id.as_str(),
        )
        .await
        .unwrap();
        let first = history.last().unwrap().id.clone();
        let undo = format!("{page}/undo");
        let seen = browser.post(&page, &undo, &[("to", first.as_str())]).await;
        let confirm =
            seen.body.split("name=\"confirm\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let seen = browser.post(&page, &undo, &[("to", first.as_str()), ("confirm", &confirm)]).await;
        assert!(seen.body.contains("The former settings are back."));
        assert_eq!((read().await.orders.hold_minutes, read().await.stock.master), (15, Master::Partner));
        let login = [
            ("credentials.base_url", "https://extend.example.com/RESTAPI"),
            ("credentials.client", "D"),
            ("credentials.user", "u2"),
            ("credentials.password", ""),
        ];
        let seen = browser.post(&page, &format!("{page}/credentials"), &login).await;
        assert!(seen.body.contains("value=\"u2\"") && !seen.body.contains("heslo-123"));
        let mapping = format!("/app/{}/mapping", shop.id);
        let seen = browser
            .post(
                &mapping,
                &mapping,
                &[("part", "methods"), ("carriers.6", "Pickup"), ("action", "certain"), ("payments.2", "")],
            )
            .await;
        assert!(seen.body.contains("value=\"Pickup\"") && seen.body.contains("value=\"CashOnDelivery\""));
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn a_period_is_counted_before_it_is_filled_in() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let (page, action) = (format!("/app/{}/activity", shop.id), format!("/app/{}/fill", shop.id));
        for (from, to) in [
            ("", ""),
            ("2026-11-10", "2026-11-01"),
            ("2026-01-01", "2026-11-01"),
            ("2027-01-01", "2027-01-02"),
            ("x", "y"),
        ] {
            let seen = browser.post(&page, &action, &[("fill_from", from), ("fill_to", to), ("action", "count")]).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{from} {to}");
        }
        let early = browser
            .post(&page, &action, &[("fill_from", "2026-11-01"), ("fill_to", "2026-11-10"), ("action", "start")])
            .await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "not counted yet");
        assert!(fills::get(&house.db, &shop.id).await.unwrap().is_none());
        let seen = browser
            .post(&page, &action, &[("fill_from", "2026-11-01"), ("fill_to", "2026-11-10"), ("action", "count")])
            .await;
        assert!(seen.body.contains("Počítáme objednávky…"));
        let mut fill = fills::get(&house.db, &shop.id).await.unwrap().unwrap();
        assert_eq!(fill.to.0 - fill.from.0, 10 * 86_400_000);
        fill.total = Some(22);
        fill.ended_at = Some(house.now());
        let mut tx = house.db.begin().await.unwrap();
        fills::save(&mut tx, &shop.id, &fill).await.unwrap();
        tx.commit().await.unwrap();
        let fields = [("fill_from", "2026-11-01"), ("fill_to", "2026-11-10"), ("action", "start")];
        let seen = browser.post(&page, &action, &fields).await;
        assert!(
            seen.body.contains("<progress value=\"0\" max=\"22\"")
                && seen.body.contains("Prošli jsme 0 z 22\u{a0}objednávek."),
            "{}",
            seen.body
        );
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn erasing_takes_the_typed_reference() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let (page, action) = (format!("/app/{}/settings", shop.id), format!("/app/{}/settings/erase", shop.id));
        let seen = browser.post(&page, &action, &[("confirmation", "yes")]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(house.shop("lampy").await.is_some());
        let reference = spojka::coupling::reference(&shop.id);
        let seen = browser.post(&page, &action, &[("confirmation", reference.as_str())]).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(seen.body.contains("Everything is erased"));
        assert!(house.shop("lampy").await.is_none());
        assert_eq!(browser.get(&page).await.status, StatusCode::UNAUTHORIZED);
        house.close().await;
    })
    .await;
}
