//! The settings page: rules saved and refused by field, effects said first, history in words, export.
use reqwest::StatusCode;
use serde_json::Value;
use spojka::domain::cause::Code;
use spojka::domain::exclusion::{Origin, Traits};
use spojka::domain::order::OrderState;
use spojka::domain::settings::{OnCancel, Settings, WhichParcel};
use spojka::domain::shop::{Language, Shop};
use spojka::domain::step::{Step, StepKind};
use spojka::domain::stock::{Master, ShopStock};
use spojka::store::{connections, orders, steps, stock};

use crate::browser::{Browser, Seen};
use crate::house::{House, on_each_engine};
use crate::sample;

/// The form of the sample's settings as a browser would send it.
const FORM: [(&str, &str); 26] = [
    ("rules", "1"),
    ("orders.ready_statuses", "3"),
    ("orders.from", "2026-11-01"),
    ("orders.hold_minutes", "15"),
    ("orders.exclude.products", ""),
    ("orders.exclude.only_products", "any"),
    ("orders.exclude.countries", ""),
    ("orders.exclude.notes", ""),
    ("orders.hours", "always"),
    ("orders.hours.days", "mon"),
    ("orders.hours.from", "08:00"),
    ("orders.hours.to", "16:00"),
    ("orders.on_cancel", "annul"),
    ("tracking.parcel", "first"),
    ("progress.shipped.status_id", "7"),
    ("progress.shipped.mail", "on"),
    ("stock.master", "partner"),
    ("stock.buffer", "0"),
    ("stock.guard_rail.lower_percent", "30"),
    ("stock.guard_rail.zero_count", "20"),
    ("options.customer_number", "WEB"),
    ("options.warehouses", "MAIN"),
    ("alerts.to", ""),
    ("alerts.connection", "on"),
    ("alerts.late", "on"),
    ("alerts.guard_rail", "on"),
];

/// The form with some fields changed, added, or taken away (an empty list of values).
fn form<'a>(changes: &[(&'a str, &[&'a str])]) -> Vec<(&'a str, &'a str)> {
    let mut fields: Vec<(&str, &str)> =
        FORM.into_iter().filter(|field| !changes.iter().any(|change| change.0 == field.0)).collect();
    fields.extend(changes.iter().flat_map(|(name, values)| values.iter().map(|value| (*name, *value))));
    fields
}

async fn stored(house: &House, shop: &Shop) -> Settings {
    connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0).settings
}

/// What the second press of the panel sends.
fn confirm_of(seen: &Seen) -> String {
    let rest = seen.body.split("name=\"confirm\" value=\"").nth(1).expect("a panel with effects");
    rest.split('"').next().unwrap().to_owned()
}

fn asks(seen: &Seen, words: &str) {
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.body.contains("data-test=\"effects\""), "{}", seen.body);
    assert!(seen.body.replace('\u{a0}', " ").contains(words), "{words} is not in {}", seen.body);
}

/// A field, the values that it can't have, and other fields beside it.
type Wrong<'a> = (&'a str, &'a [&'a str], &'a [(&'a str, &'a [&'a str])]);

#[actix_web::test]
async fn rules_are_saved_and_told_in_words() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let page = format!("/app/{}/settings", shop.id);
        let before = stored(&house, &shop).await;
        let same = browser.post(&page, &page, &form(&[])).await;
        assert!(same.body.contains("data-test=\"done\""), "nothing changes, nothing is asked: {}", same.body);
        assert_eq!(stored(&house, &shop).await, before);

        let changes: [(&str, &[&str]); 11] = [
            ("orders.exclude.carriers", &["6"]),
            ("orders.exclude.origins", &["cash_register", "api"]),
            ("orders.exclude.products", &["SERVIS*, DÁREK"]),
            ("orders.exclude.only_products", &["all"]),
            ("orders.exclude.countries", &["ch; no"]),
            ("orders.exclude.notes", &["NEODESÍLAT"]),
            ("orders.exclude.resolved", &["on"]),
            ("orders.hours", &["some"]),
            ("orders.hours.days", &["mon", "fri"]),
            ("orders.hours.to", &["16:30"]),
            ("tracking.parcel", &["last"]),
        ];
        let seen = browser.post(&page, &page, &form(&changes)).await;
        assert!(seen.body.contains("data-test=\"done\""), "{}", seen.body);
        let saved = stored(&house, &shop).await;
        let exclude = &saved.orders.exclude;
        assert_eq!((exclude.carriers.as_slice(), exclude.origins.as_slice()), (&["6".to_owned()][..], &[Origin::CashRegister, Origin::Api][..]));
        assert_eq!((exclude.products.len(), exclude.only_products, exclude.resolved), (2, true, true));
        assert_eq!((exclude.countries.join(" "), exclude.notes.join(" ")), ("CH NO".into(), "NEODESÍLAT".into()));
        let hours = saved.orders.hours.unwrap();
        assert_eq!((hours.days.len(), hours.from.to_string(), hours.to.to_string()), (2, "08:00".into(), "16:30".into()));
        assert_eq!(saved.tracking.parcel, WhichParcel::Last);
        for words in [
            "Vynechat objednávky s dopravou: nic → Osobní odběr",
            "Vynechat objednávky podle původu: nic → na pokladně, jiným programem (API)",
            "Dny a hodiny odesílání: kdykoli → jen v tyto dny a hodiny",
            "Vynechat objednávky označené v e-shopu jako vyřízené: ne → ano",
            "Číslo zásilky v objednávce, když je zásilek víc: první zásilka; zůstane, i když přibudou další → poslední zásilka; každá nová číslo přepíše",
        ] {
            assert!(seen.body.contains(words), "{words} is not in {}", seen.body);
        }
        // A form that doesn't know the rules leaves them alone.
        let old: Vec<(&str, &str)> = form(&[("rules", &[])]);
        browser.post(&page, &page, &old).await;
        assert_eq!(stored(&house, &shop).await.orders.exclude, saved.orders.exclude);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn each_field_refuses_nonsense_by_name() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Sk).await;
        let page = format!("/app/{}/settings", shop.id);
        let before = stored(&house, &shop).await;
        let long = "x".repeat(101);
        let many = vec!["A"; 201].join(",");
        let wrong: [Wrong<'_>; 22] = [
            ("orders.exclude.carriers", &["999"], &[]),
            ("orders.exclude.payments", &["\u{0}"], &[]),
            ("orders.exclude.origins", &["moon"], &[]),
            ("orders.exclude.products", &["*"], &[]),
            ("orders.exclude.products", &["A*B"], &[]),
            ("orders.exclude.products", &[&long], &[]),
            ("orders.exclude.products", &[&many], &[]),
            ("orders.exclude.countries", &["Švýcarsko"], &[]),
            ("orders.exclude.notes", &[&long], &[]),
            ("orders.hours", &["never"], &[]),
            ("orders.hours", &[], &[]),
            ("orders.hours.days", &[], &[("orders.hours", &["some"])]),
            ("orders.hours.days", &["someday"], &[("orders.hours", &["some"])]),
            ("orders.hours.from", &["25:00"], &[("orders.hours", &["some"])]),
            ("orders.hours.to", &["soon"], &[("orders.hours", &["some"])]),
            ("orders.on_cancel", &["shout"], &[]),
            ("tracking.parcel", &["all"], &[]),
            ("orders.hold_minutes", &["241"], &[]),
            ("orders.from", &["2020-01-01"], &[]),
            ("stock.buffer", &["-1"], &[]),
            ("stock.guard_rail.lower_percent", &["101"], &[]),
            ("progress.packed.status_id", &["3"], &[]),
        ];
        for (field, values, more) in wrong {
            let mut changes = vec![(field, values)];
            changes.extend(more);
            let seen = browser.post(&page, &page, &form(&changes)).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {values:?}");
            assert!(seen.body.contains(&format!("<a href=\"#{field}\">")), "{field} is not named: {}", seen.body);
            assert!(seen.body.contains(&format!("id=\"{field}\"")), "the link of {field} leads nowhere");
            assert_eq!(stored(&house, &shop).await, before, "{field} {values:?}");
        }
        let kept = browser
            .post(
                &page,
                &page,
                &form(&[("orders.hold_minutes", &["999"]), ("orders.exclude.notes", &["zvláštní slovo"])]),
            )
            .await;
        assert!(
            kept.body.contains("value=\"999\"") && kept.body.contains("value=\"zvláštní slovo\""),
            "values are kept"
        );
        house.close().await;
    })
    .await;
}

/// An order that isn't ready, in a status.
async fn noticed(house: &House, shop: &Shop, number: &str, status: i64) {
    let mut tx = house.db.begin().await.unwrap();
    let connection = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0).id;
    let now = house.now();
    let mut order = orders::notice(&mut tx, &shop.id, &connection, number, (now, now), now).await.unwrap();
    order.state = OrderState::Noticed;
    order.status_id = Some(status);
    order.traits = Some(Traits { carrier: Some("6".into()), settled: true, country: "CZ".into(), ..Traits::default() });
    orders::save(&mut tx, &order, now).await.unwrap();
    tx.commit().await.unwrap();
}

#[actix_web::test]
async fn risky_changes_say_their_effect_before_anything_is_stored() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        noticed(&house, &shop, "3001", 9).await;
        noticed(&house, &shop, "3002", 9).await;
        noticed(&house, &shop, "3003", 2).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let page = format!("/app/{}/settings", shop.id);
        let before = stored(&house, &shop).await;

        let more = form(&[("orders.ready_statuses", &["3", "9"])]);
        let seen = browser.post(&page, &page, &more).await;
        asks(&seen, "2 orders that did not go until now will go");
        assert!(seen.body.contains("value=\"9\" checked"), "the form keeps what was entered");
        assert_eq!(stored(&house, &shop).await, before);
        let confirm = confirm_of(&seen);
        for forged in ["", "yes", &confirm[1..]] {
            let mut fields = more.clone();
            fields.push(("confirm", forged));
            asks(&browser.post(&page, &page, &fields).await, "2 orders");
        }
        // Confirming one change is no consent to another.
        let mut other = form(&[("orders.ready_statuses", &["1", "3", "9"])]);
        other.push(("confirm", &confirm));
        asks(&browser.post(&page, &page, &other).await, "2 orders");
        assert_eq!(stored(&house, &shop).await, before);
        let mut fields = more.clone();
        fields.push(("confirm", &confirm));
        let seen = browser.post(&page, &page, &fields).await;
        assert!(seen.body.contains("Saved.") && !seen.body.contains("data-test=\"effects\""));
        assert_eq!(stored(&house, &shop).await.orders.ready_statuses, [3, 9]);

        // Leaving them out again by their shipping.
        let fewer = form(&[("orders.ready_statuses", &["3", "9"]), ("orders.exclude.carriers", &["6"])]);
        asks(&browser.post(&page, &page, &fewer).await, "2 orders that would go otherwise will be left out.");
        let mails = form(&[
            ("orders.ready_statuses", &["3"]),
            ("progress.delivered.status_id", &["7"]),
            ("progress.delivered.mail", &["on"]),
        ]);
        let seen = browser.post(&page, &page, &mails).await;
        asks(&seen, "each time an order is delivered. In the last 30 days that would have been 0 e-mails.");
        asks(&seen, "2 orders that would go otherwise will stay.");
        let tell = form(&[("orders.ready_statuses", &["3", "9"]), ("orders.on_cancel", &["tell"])]);
        asks(&browser.post(&page, &page, &tell).await, "will ship orders that the shop cancels");
        let back = form(&[("orders.ready_statuses", &["3", "9"]), ("orders.from", &["30"])]);
        asks(&browser.post(&page, &page, &back).await, "will be read once more");
        let rail = form(&[("orders.ready_statuses", &["3", "9"]), ("stock.guard_rail.zero_count", &["500"])]);
        asks(&browser.post(&page, &page, &rail).await, "500 zeroed without asking");
        assert_eq!(stored(&house, &shop).await.orders.on_cancel, OnCancel::Annul);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn ruling_the_stock_is_counted_first_and_undoing_asks_as_well() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut tx = house.db.begin().await.unwrap();
        for (code, shown, there) in
            [("A", Some(5), 5), ("B", Some(5), 9), ("C", Some(5), -2), ("D", None, 3), ("E", Some(1), 1)]
        {
            let line =
                ShopStock { code: code.into(), parent: None, ean: String::new(), title: String::new(), stock: shown };
            stock::save_shop(&mut tx, &shop.id, &line, house.now()).await.unwrap();
            stock::save_partner(&mut tx, &shop.id, code, there, house.now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let page = format!("/app/{}/settings", shop.id);
        let report = form(&[("stock.master", &["report"])]);
        assert!(browser.post(&page, &page, &report).await.body.contains("Saved."), "to report only is harmless");
        let seen = browser.post(&page, &page, &form(&[])).await;
        asks(&seen, "The stock of 2 products will change in the shop; 1 will become zero. Counted over the products");
        asks(&seen, "Counted over the products whose two numbers we know (4).");
        let seen = browser.post(&page, &page, &form(&[("stock.buffer", &["1"])])).await;
        asks(&seen, "The stock of 4 products will change in the shop; 2 will become zero.");
        asks(
            &browser.post(&page, &page, &form(&[("stock.physical", &["on"])])).await,
            "known yet; choose Only report differences",
        );

        let id = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0).id;
        let first = connections::history(&house.db, &shop.id, id.as_str()).await.unwrap().last().unwrap().id.clone();
        let undo = format!("{page}/undo");
        let seen = browser.post(&page, &undo, &[("to", &first)]).await;
        asks(&seen, "The stock of 2 products");
        assert_eq!(stored(&house, &shop).await.stock.master, Master::Report, "not yet");
        let confirm = confirm_of(&seen);
        let seen = browser.post(&page, &undo, &[("to", &first), ("confirm", &confirm)]).await;
        assert!(seen.body.contains("The former settings are back."), "{}", seen.body);
        assert_eq!(stored(&house, &shop).await.stock.master, Master::Partner);
        assert!(
            seen.body.contains(
                "Who decides the shop&#39;s stock: Only report differences → The partner&#39;s warehouse decides"
            ),
            "{}",
            seen.body
        );
        assert_eq!(browser.post(&page, &undo, &[("to", "nothing")]).await.status, StatusCode::NOT_FOUND);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn everything_stored_can_be_taken_home_without_secrets() {
    on_each_engine(async |house: House| {
        let (shop, other) = (house.activate("lampy").await, house.activate("triko").await);
        sample::full(&house, &other).await;
        let order = sample::full(&house, &shop).await;
        for number in 0..450 {
            noticed(&house, &shop, &format!("N-{number}"), 1).await;
        }
        let mut tx = house.db.begin().await.unwrap();
        let row = orders::lock_by_id(&mut tx, &shop.id, &order).await.unwrap().unwrap();
        for number in 0..250 {
            let step = Step::new(house.now(), StepKind::Held, "hold-window").with("until", number);
            steps::add(&mut tx, &shop.id, &row.id, &step).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let seen = browser.get(&format!("/app/{}/settings/export.json", shop.id)).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(seen.header("content-type").starts_with("application/json"));
        assert!(seen.header("content-disposition").starts_with("attachment; filename=\"spojka-"));
        let all: Value = serde_json::from_str(&seen.body).unwrap();
        let all_orders = 450 + OrderState::ALL.len() + Code::ALL.len();
        let mut numbers: Vec<&str> =
            all["orders"].as_array().unwrap().iter().map(|o| o["number"].as_str().unwrap()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!((numbers.len(), all["orders"].as_array().unwrap().len()), (all_orders, all_orders), "each once");
        assert!(all["steps"].as_array().unwrap().len() >= 250);
        assert_eq!(all["parcels"][0]["number"], "CZ123");
        assert_eq!(all["connections"][0]["settings"]["orders"]["ready_statuses"][0], 3, "JSON stands there as JSON");
        assert_eq!(all["shops"].as_array().unwrap().len(), 1);
        assert!(all["orders"][0]["created_at"].as_str().unwrap().starts_with("2026-11-"), "times are dates");
        assert!(all["dictionary"][0]["gone"].is_boolean());
        for secret in ["heslo-123", "k:é/9", "sealed", "hash", other.id.as_str(), "token", "page_key"] {
            assert!(!seen.body.contains(secret), "the export holds {secret}");
        }
        // Every table of the shop stands in the file, but those that live for a minute or hold nothing but secrets.
        for table in spojka::store::shops::SHOP_TABLES {
            let short = ["call_slots", "places", "used_tickets"].contains(table);
            assert_eq!(all.get(table).is_none(), short, "{table}");
        }
        let mut nobody = Browser::new(&house);
        let refused = nobody.get(&format!("/app/{}/settings/export.json", shop.id)).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        house.close().await;
    })
    .await;
}
