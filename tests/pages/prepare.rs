//! What the guide tells before the start: readiness, consequences, the simulation in words, the trial order.
use reqwest::StatusCode;
use spojka::coupling;
use spojka::domain::cause::{Cause, Code};
use spojka::domain::job::JobKind;
use spojka::domain::order::OrderState;
use spojka::domain::product::{ProductCheck, SoldItem};
use spojka::domain::report::{Simulation, TestReport, Trial};
use spojka::domain::settings::Coupling;
use spojka::domain::shop::{Language, Shop};
use spojka::store::audit::Who;
use spojka::store::connections::Connection;
use spojka::store::dictionary::{self, DictionaryKind};
use spojka::store::{connections, orders, products, requests, steps, trials};

use crate::browser::Browser;
use crate::house::{House, on_each_engine, word};
use crate::sample;

/// A shop whose login works, with statuses chosen, not started.
pub async fn drafted(house: &House, shop: &Shop) -> Connection {
    sample::dictionaries(house, shop).await;
    let file = r#"{"partner": "extend", "credentials": {"base_url": "https://extend.example.com/RESTAPI", "client": "C", "user": "u", "password": "heslo-123"},
        "options": {"customer_number": "WEB"}, "orders": {"ready_statuses": [3]},
        "progress": {"packed": {"status_id": 9, "mail": false}, "shipped": {"status_id": 7, "mail": true}}}"#;
    coupling::couple(&house.desk, &shop.id, &Coupling::parse(file).unwrap(), Who::Shop).await.unwrap();
    let report = TestReport {
        at: house.now(),
        ok: true,
        reason: "ok".into(),
        detail: String::new(),
        warehouses: vec![],
        missing_warehouses: vec![],
    };
    let connection = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0);
    let mut tx = house.db.begin().await.unwrap();
    let text = serde_json::to_string(&report).unwrap();
    connections::set_test(&mut tx, &shop.id, connection.id.as_str(), Some(&text)).await.unwrap();
    tx.commit().await.unwrap();
    connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0)
}

async fn sold(house: &House, shop: &Shop, items: &[(&str, &str, &str)]) {
    let mut tx = house.db.begin().await.unwrap();
    for (item, code, ean) in items {
        let sold = SoldItem {
            item: (*item).to_owned(),
            code: (*code).to_owned(),
            ean: (*ean).to_owned(),
            inherits: String::new(),
            admin_url: "https://lampy.admin.s7.upgates.com/p".to_owned(),
        };
        products::save(&mut tx, &shop.id, &sold, house.now()).await.unwrap();
    }
    let check = ProductCheck { started_at: house.now(), read: 6, ended_at: Some(house.now()), ..Default::default() };
    products::save_check(&mut tx, &shop.id, &check).await.unwrap();
    tx.commit().await.unwrap();
}

/// Ends the simulation that was asked for, as the worker would with a quiet shop.
pub async fn simulation_ends(house: &House, shop: &Shop) {
    let connection = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0);
    let text = connection.simulation_asked.expect("a simulation was asked for");
    let asked: spojka::domain::report::Asked = serde_json::from_str(&text).unwrap();
    let settings = Some(Box::new(asked.settings));
    let report = Simulation { at: house.now(), go: 3, settings, choice: asked.choice, ..Simulation::default() };
    let report = serde_json::to_string(&report).unwrap();
    let mut tx = house.db.begin().await.unwrap();
    connections::set_simulation(&mut tx, &shop.id, connection.id.as_str(), &text, &report).await.unwrap();
    tx.commit().await.unwrap();
}

async fn simulated(house: &House, connection: &Connection, simulation: &Simulation) {
    let mut tx = house.db.begin().await.unwrap();
    let text = serde_json::to_string(simulation).unwrap();
    sample::simulate(&mut tx, &connection.shop, connection.id.as_str(), &text).await;
    tx.commit().await.unwrap();
}

/// The readiness line of a word: its mark and what it says.
fn line<'a>(html: &'a str, word: &str) -> (&'a str, &'a str) {
    let (before, after) =
        html.split_once(&format!("data-test=\"ready-{word}\"")).unwrap_or_else(|| panic!("no {word}"));
    let mark = before.rsplit_once("<li class=\"").unwrap().1.split('"').next().unwrap();
    (mark, after.split("<li class=\"").next().unwrap())
}

#[actix_web::test]
async fn readiness_looks_at_everything() {
    on_each_engine(async |house: House| {
        let (shop, other) = (house.activate("lampy").await, house.activate("triko").await);
        let connection = drafted(&house, &shop).await;
        drafted(&house, &other).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let page = format!("/app/{}/guide/readiness", shop.id);
        let seen = browser.get(&page).await;
        for (word, mark) in [
            ("partner", "ok"),
            ("rights", "wait"),
            ("webhooks", "wait"),
            ("statuses", "ok"),
            ("methods", "ok"),
            ("languages", "wait"),
            ("products", "wait"),
            ("old-orders", "info"),
            ("partner-hook", "warn"),
        ] {
            assert_eq!(line(&seen.body, word).0, mark, "{word}: {}", line(&seen.body, word).1);
        }
        assert!(line(&seen.body, "partner").1.contains("Spojení je šifrované a certifikát platí."));
        assert!(
            seen.body.contains("<meta http-equiv=\"refresh\" content=\"5; url=?") && seen.body.contains("data-soon")
        );

        let mut tx = house.db.begin().await.unwrap();
        let language = r#"{"key":"cs","language":"cs","active":true,"default":true,"domain":"x.cz","currency":"CZK"}"#;
        let languages = [("cs".to_owned(), language.to_owned())];
        dictionary::replace(&mut tx, &shop.id, DictionaryKind::Languages, &languages, house.now()).await.unwrap();
        tx.commit().await.unwrap();
        let items = [
            ("p1", "", ""),
            ("v2", "", "859"),
            ("p3", "=CMD()", "777"),
            ("p4", "=CMD()", ""),
            ("p5", "B", "777"),
            ("p6", "C", ""),
        ];
        sold(&house, &shop, &items).await;
        sold(&house, &other, &[("p9", "", "")]).await;
        let simulation =
            Simulation { at: house.now(), from: house.now(), old_ready: 3, long_open: 2, ..Default::default() };
        simulated(&house, &connection, &simulation).await;
        let seen = browser.get(&page).await;
        let (mark, text) = line(&seen.body, "products");
        assert!(mark == "must" && text.contains("1\u{a0}produkt nemá kód ani EAN"), "{text}");
        assert!(text.contains("1\u{a0}produkt má jen EAN") && text.contains("Varianta 2: kód –, EAN 859"), "{text}");
        let (mark, text) = line(&seen.body, "doubles");
        assert!(
            mark == "must" && text.contains("1\u{a0}kód má víc produktů") && text.contains("1\u{a0}EAN má víc"),
            "{text}"
        );
        let (mark, text) = line(&seen.body, "old-orders");
        assert!(mark == "warn" && text.contains("3\u{a0}objednávky jsou připravené, ale starší"), "{text}");
        assert!(text.contains("2\u{a0}objednávky jsou otevřené déle než 14\u{a0}dnů"), "{text}");
        let (mark, text) = line(&seen.body, "languages");
        assert!(mark == "ok" && text.contains("Měny: CZK."), "{text}");
        assert!(seen.body.contains("s-wrong"), "the step says that something must be mended");

        let csv = browser.get(&format!("/app/{}/guide/products.csv", shop.id)).await;
        assert!(csv.header("content-type").starts_with("text/csv"));
        assert_eq!(csv.body.lines().count(), 1 + 1 + 1 + 2 + 2, "{}", csv.body);
        assert!(csv.body.contains("\"stejný kód\";\"3\";\"'=CMD()\";\"777\""), "{}", csv.body);
        assert!(!csv.body.contains("\"9\""), "another shop's product");

        let seen = browser.post(&page, &page, &[("action", "again")]).await;
        assert!(seen.body.contains("Kontrolujeme znovu"));
        let jobs = house.jobs(&shop).await;
        assert!(
            jobs.iter().any(|j| j.0 == word(JobKind::Onboard))
                && jobs.iter().any(|j| j.0 == word(JobKind::ConnectTest))
        );
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn each_choice_tells_its_consequence() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let connection = drafted(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let at = |page: &str| format!("/app/{}/guide{page}", shop.id);
        let seen = browser.get(&at("/statuses")).await;
        assert!(seen.body.contains("data-test=\"mail-facts\""));
        assert!(seen.body.contains("Off: the status changes silently; the customer gets neither e-mail nor SMS."));
        assert_eq!(seen.body.matches("class=\"if-on\"").count(), 4, "one consequence for each milestone");
        assert!(seen.body.contains("name=\"progress.shipped.mail\" checked"));
        let seen = browser.get(&at("/stock")).await;
        assert_eq!(seen.body.matches("When cancelled:").count(), 3);
        assert!(seen.body.contains("We never deduct it again for the same order"));

        let seen = browser.get(&at("/carriers")).await;
        assert!(seen.body.contains("4\u{a0}ways of shipping or paying have no saved mapping."), "{}", seen.body);
        assert!(seen.body.contains("Suggestion: PPL (certain)") && seen.body.contains("No suggestion"));
        let cause = Cause::new(Code::MapShip, "6").with("name", "Osobní odběr").with("number", "1042");
        let simulation = Simulation { at: house.now(), waits: vec![(cause, 4)], wait: 4, ..Default::default() };
        simulated(&house, &connection, &simulation).await;
        let seen = browser.post(&at("/carriers"), &at("/carriers"), &[("action", "certain")]).await;
        assert!(seen.body.contains("1\u{a0}way of shipping or paying has no saved mapping."), "{}", seen.body);
        assert!(seen.body.contains("In the last simulation 4\u{a0}orders would wait because of it."));
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn the_simulation_is_told_in_sentences() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let connection = drafted(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let step = format!("/app/{}/guide/start", shop.id);
        for (name, value) in [("own", "0"), ("own", "91"), ("own", "x"), ("own", ""), ("91", ""), ("2020-01-01", ""), ("2027-01-01", ""), ("\0", "")] {
            for action in ["simulate", "start"] {
                let fields =
                    [("orders.from", name), ("orders.from_days", value), ("orders.hold_minutes", "0"), ("action", action)];
                let seen = browser.post(&step, &step, &fields).await;
                assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {value}");
                let field = if name == "own" { "orders.from_days" } else { "orders.from" };
                assert!(seen.body.contains(&format!("href=\"#{field}\"")), "{name} {value}: {}", seen.body);
                assert!(name != "own" || seen.body.contains(&format!("value=\"{value}\"")), "what was entered stays");
            }
        }
        let now = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0);
        assert_eq!((now.settings.clone(), now.simulation), (connection.settings.clone(), None), "nothing changed");

        let cause = Cause::new(Code::MapShip, "5").with("name", "PPL Sprint").with("number", "1042");
        let simulation = Simulation {
            at: house.now(),
            go: 38,
            wait: 4,
            left_out: 12,
            not_ready: 1,
            settings: Some(Box::new(connection.settings.clone())),
            waits: vec![(cause, 4)],
            out_by: [("from-date".to_owned(), 12)].into(),
            ..Default::default()
        };
        simulated(&house, &connection, &simulation).await;
        let seen = browser.get(&step).await;
        for said in [
            "38\u{a0}orders would go. 4\u{a0}would wait until you add something. 12\u{a0}would be left out. 1\u{a0}is not ready yet.",
            "The hand-over would send 0\u{a0}e-mails to customers. Later, as the orders move on, Upgates sends a message at these changes: Shipped. All together at most 42\u{a0}e-mails.",
            "Stock changes: 0. The shop decides, nothing is overwritten.",
            "The shipping “PPL Sprint” is not mapped: it holds 4\u{a0}orders.",
            "12\u{a0}orders would be left out, reason: older than the chosen date.",
            "/guide/carriers#carriers",
        ] {
            assert!(seen.body.contains(said), "{said} is not in {}", seen.body);
        }
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn one_order_can_be_tried_before_the_start() {
    on_each_engine(async |house: House| {
        let (shop, other) = (house.activate("lampy").await, house.activate("triko").await);
        let connection = drafted(&house, &shop).await;
        sample::full(&house, &other).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let (step, action) = (format!("/app/{}/guide/start", shop.id), format!("/app/{}/guide/trial", shop.id));
        let long = "9".repeat(61);
        for number in ["", "  ", "1\u{0}2", long.as_str()] {
            let seen = browser.post(&step, &action, &[("trial.number", number)]).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{number:?}");
            assert!(seen.body.contains("href=\"#trial.number\""), "{}", seen.body);
            assert!(seen.body.contains("name=\"orders.hold_minutes\" type=\"number\" value=\"15\""), "the rest stays");
        }
        let trial = async || trials::get(&house.db, &shop.id, connection.id.as_str()).await.unwrap();
        assert!(trial().await.is_none() && house.jobs(&shop).await.iter().all(|j| j.0 != word(JobKind::Trial)));

        let proof = crate::browser::proof_of(&browser.get(&step).await.body, &action).unwrap();
        let seen = browser.post(&step, &action, &[("trial.pick", "1042"), ("trial.number", "")]).await;
        assert!(seen.body.contains("data-test=\"trial-wait\"") && seen.body.contains("Handing over order 1042…"));
        assert!(!seen.body.contains("data-test=\"trial-form\""), "one at a time");
        let twice = browser.send(&action, &proof, &[("trial.number", "1043")]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(trial().await.unwrap().number, "1042");

        let mut tx = house.db.begin().await.unwrap();
        let moments = (house.now(), house.now());
        let mut row = orders::notice(&mut tx, &shop.id, &connection.id, "1042", moments, house.now()).await.unwrap();
        row.state = OrderState::HandedOver;
        row.partner_number = Some("88123".to_owned());
        orders::save(&mut tx, &row, house.now()).await.unwrap();
        let step_told = spojka::domain::step::Step::new(house.now(), spojka::domain::step::StepKind::HandedOver, "");
        steps::add(&mut tx, &shop.id, &row.id, &step_told.with("number", "88123")).await.unwrap();
        let done = Trial { ended_at: Some(house.now()), result: "handed-over".to_owned(), ..trial().await.unwrap() };
        trials::save(&mut tx, &shop.id, connection.id.as_str(), &done).await.unwrap();
        tx.commit().await.unwrap();
        let seen = browser.get(&step).await;
        assert!(seen.body.contains("has it under number 88123.") && seen.body.contains("data-test=\"trial-story\""));
        let order = format!("/app/{}/orders/{}", shop.id, row.id);
        assert!(seen.body.contains(&order), "{}", seen.body);
        let page = browser.get(&order).await;
        assert!(!page.body.contains("name=\"wish\""), "no button works before the start");
        let again = browser.send(&action, &proof, &[("trial.number", "1043")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let theirs = browser.send(&format!("/app/{}/guide/trial", other.id), &proof, &[("trial.number", "1")]).await;
        assert_eq!(theirs.status, StatusCode::UNAUTHORIZED, "another shop's page");
        let fields = |action| [("orders.from", "now"), ("orders.hold_minutes", "0"), ("action", action)];
        browser.post(&step, &step, &fields("simulate")).await;
        simulation_ends(&house, &shop).await;
        assert_eq!(browser.post(&step, &step, &fields("start")).await.status, StatusCode::OK);
        let late = browser.send(&action, &proof, &[("trial.number", "1043")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "started");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn a_start_without_statuses_is_refused_with_words() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let connection = drafted(&house, &shop).await;
        let mut settings = connection.settings.clone();
        settings.orders.ready_statuses.clear();
        settings.progress.clear();
        let id = connection.id.as_str();
        coupling::save_settings(&house.desk, &shop.id, id, &settings, Who::Shop).await.unwrap();
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let (step, trial) = (format!("/app/{}/guide/start", shop.id), format!("/app/{}/guide/trial", shop.id));
        let fields = [("orders.from", "now"), ("orders.hold_minutes", "0"), ("action", "start")];
        for (action, fields) in [(&step, &fields[..]), (&trial, &[("trial.number", "1042")])] {
            let seen = browser.post(&step, action, fields).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(seen.body.contains("Choose at least one status in which an order goes to the warehouse."));
        }
        assert!(connections::of_shop(&house.db, &shop.id).await.unwrap()[0].started_at.is_none());
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn the_way_to_an_account_is_told_step_by_step() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        let seen = browser.open(&shop, Language::En).await;
        assert!(seen.body.contains("data-test=\"plan\"") && seen.body.contains("Waiting for you"));
        let (page, action) = (format!("/app/{}/guide/partner", shop.id), format!("/app/{}/guide/account", shop.id));
        let proof = crate::browser::proof_of(&browser.get(&page).await.body, &action).unwrap();
        let ask = [("account", "other"), ("email", "jane@shop.com")];
        let seen = browser.send(&action, &proof, &ask).await;
        assert!(seen.body.contains("It is our turn now") && !seen.body.contains("data-test=\"account-other\""));
        assert_eq!(browser.send(&action, &proof, &ask).await.status, StatusCode::CONFLICT, "one request at a time");
        assert!(browser.get(&format!("/app/{}/guide", shop.id)).await.body.contains("s-us"));
        for (state, said) in
            [("passed_on", "turn now. You need not do anything"), ("refused", "did not grant the account")]
        {
            let last = requests::last(&house.db, &shop.id).await.unwrap().unwrap();
            let mut tx = house.db.begin().await.unwrap();
            let to = spojka::domain::request::RequestState::from_word(state).unwrap();
            assert!(requests::set_state(&mut tx, &last, to, house.now()).await.unwrap());
            tx.commit().await.unwrap();
            let seen = browser.get(&page).await;
            assert!(seen.body.contains(said), "{said} is not in {}", seen.body);
        }
        let seen = browser.post(&page, &action, &[("account", "other"), ("email", "jane@other.com")]).await;
        assert!(seen.body.contains("jane@other.com") && seen.body.contains("It is our turn now"));
        house.close().await;
    })
    .await;
}
