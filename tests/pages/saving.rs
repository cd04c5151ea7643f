//! Saving on every page: effects are said first on a started connection, two people never wipe each other's work, nothing typed is lost.
use reqwest::StatusCode;
use spojka::domain::settings::Settings;
use spojka::domain::shop::{Language, Shop};
use spojka::store::connections;

use crate::browser::{Browser, Seen, proof_of};
use crate::house::{House, on_each_engine};
use crate::sample;

async fn stored(house: &House, shop: &Shop) -> Settings {
    connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0).settings
}

/// The value of the first hidden field or button of a name.
fn value_of(seen: &Seen, name: &str) -> String {
    let rest = seen.body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}"));
    rest.split('"').next().unwrap().to_owned()
}

#[actix_web::test]
async fn each_step_of_the_guide_says_its_effects_in_a_started_shop() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let first = stored(&house, &shop).await;
        let stock = [("stock.master", "partner"), ("stock.buffer", "50")];
        let statuses =
            [("orders.ready_statuses", "3"), ("progress.packed.status_id", "7"), ("progress.packed.mail", "on")];
        for (step, fields) in [("/guide/stock", &stock[..]), ("/guide/statuses", &statuses[..])] {
            let page = format!("/app/{}{step}", shop.id);
            let before = stored(&house, &shop).await;
            let seen = browser.post(&page, &page, fields).await;
            assert!(seen.body.contains("data-test=\"effects\""), "{step}: {}", seen.body);
            assert_eq!(stored(&house, &shop).await, before, "{step}: nothing is stored");
            let mut again = fields.to_vec();
            again.push(("keep", "1"));
            let kept = browser.post(&page, &page, &again).await;
            let (name, typed) = *fields.last().unwrap();
            assert!(!kept.body.contains("data-test=\"effects\"") && kept.body.contains(name), "{}", kept.body);
            assert!(typed == "on" || kept.body.contains(&format!("value=\"{typed}\"")), "what was typed stays");
            assert_eq!(stored(&house, &shop).await, before);
            let confirm = value_of(&seen, "confirm");
            again.pop();
            again.push(("confirm", &confirm));
            assert_eq!(browser.post(&page, &page, &again).await.status, StatusCode::OK);
        }
        let after = stored(&house, &shop).await;
        assert_eq!(after.stock.buffer, 50);
        assert_ne!(after.progress, first.progress);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn mapping_says_whom_it_mails() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let before = stored(&house, &shop).await;
        let page = format!("/app/{}/mapping", shop.id);
        let fields = [
            ("part", "statuses"),
            ("orders.ready_statuses", "3"),
            ("progress.packed.status_id", "7"),
            ("progress.packed.mail", "on"),
        ];
        let seen = browser.post(&page, &page, &fields).await;
        assert!(seen.body.contains("data-test=\"asked-effects\""), "{}", seen.body);
        assert_eq!(stored(&house, &shop).await, before, "nothing is stored");
        let mends = value_of(&seen, "mends");
        let mut confirmed = fields.to_vec();
        confirmed.extend([("mends", mends.as_str()), ("release", "save")]);
        browser.post(&page, &page, &confirmed).await;
        assert_ne!(stored(&house, &shop).await.progress, before.progress);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn two_tabs_never_wipe_each_other() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let page = format!("/app/{}/guide/stock", shop.id);
        let open = browser.get(&page).await;
        let (proof, edition) = (proof_of(&open.body, &page).unwrap(), value_of(&open, "edited"));
        let alerts = format!("/app/{}/settings", shop.id);
        let mut settings = stored(&house, &shop).await;
        settings.alerts.to = vec!["a@obchod.cz".to_owned()];
        settings.carriers.insert("6".to_owned(), "DPD".to_owned());
        let connection = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0);
        let id = connection.id.as_str();
        let who = spojka::store::audit::Who::Shop;
        spojka::coupling::save_settings(&house.desk, &shop.id, id, &settings, who).await.unwrap();

        // The tab that was opened before saves something else: both changes stand.
        let other = [("stock.master", "shop"), ("stock.buffer", "0"), ("edited", edition.as_str())];
        let seen = browser.send(&page, &proof, &other).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        let both = stored(&house, &shop).await;
        assert_eq!(both.alerts.to, ["a@obchod.cz"]);
        assert_eq!(both.carriers["6"], "DPD");
        assert_eq!(both.stock.master.word(), "shop");

        // The same field, changed differently: both are shown, nothing is stored, and the second press decides.
        let stale = [("stock.master", "report"), ("stock.buffer", "0"), ("edited", edition.as_str())];
        let seen = browser.send(&page, &proof, &stale).await;
        assert_eq!(seen.status, StatusCode::CONFLICT, "{}", seen.body);
        assert!(seen.body.contains("data-test=\"met\"") && seen.body.contains("href=\"#stock.master\""));
        assert!(seen.body.contains("value=\"report\" checked"), "mine stands in the form: {}", seen.body);
        assert_eq!(stored(&house, &shop).await, both);
        let edited = value_of(&seen, "edited");
        let again = [("stock.master", "report"), ("stock.buffer", "0"), ("edited", edited.as_str())];
        browser.send(&page, &proof, &again).await;
        let last = stored(&house, &shop).await;
        assert_eq!((last.stock.master.word(), &last.alerts.to), ("report", &both.alerts.to));

        for nonsense in ["0", "nothing", "'; DROP"] {
            let odd = [("stock.master", "shop"), ("stock.buffer", "7"), ("edited", nonsense)];
            assert_eq!(browser.send(&page, &proof, &odd).await.status, StatusCode::CONFLICT, "{nonsense}");
        }
        assert_eq!(stored(&house, &shop).await, last);
        assert!(browser.get(&alerts).await.body.contains("a@obchod.cz"));
        house.close().await;
    })
    .await;
}
