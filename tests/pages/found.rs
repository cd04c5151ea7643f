//! The activity: every filter, page after page, a cause with its one button; and every cause with its sentence and way.
use reqwest::StatusCode;
use spojka::domain::cause::Code;
use spojka::domain::job::JobKind;
use spojka::domain::order::OrderState;
use spojka::domain::shop::Language;
use spojka::store::{connections, orders};

use crate::browser::Browser;
use crate::house::{House, on_each_engine};
use crate::sample;

fn numbers(html: &str) -> Vec<String> {
    html.split("data-test=\"order-").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn filters_are_kept_and_pages_follow_each_other() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let connection = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0).id;
        for n in 0..120 {
            let now = house.now().plus_seconds(-n);
            let mut tx = house.db.begin().await.unwrap();
            let number = format!("{}", 5000 + n);
            let mut order = orders::notice(&mut tx, &shop.id, &connection, &number, (now, now), now).await.unwrap();
            order.state = OrderState::HandedOver;
            order.carrier = "DPD".into();
            orders::save(&mut tx, &order, now).await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let home = format!("/app/{}", shop.id);
        let mut all = Vec::new();
        let mut next = format!("{home}/activity?carrier=DPD&from=2026-11-21&to=2026-11-21");
        for page in 0..3 {
            let seen = browser.get(&next).await;
            let here = numbers(&seen.body);
            assert_eq!(here.len(), [50, 50, 20][page], "page {page}");
            assert!(seen.body.contains("name=\"from\" type=\"date\" value=\"2026-11-21\""), "the filter stays");
            all.extend(here);
            let more =
                seen.body.split("href=\"").find(|rest| rest.contains("data-test=\"more\"") && rest.contains("after="));
            next = more.map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&")).unwrap_or_default();
        }
        assert!(next.is_empty(), "{next}");
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 120, "every order once");

        let kind = browser.get(&format!("{home}/activity?kind=ADDR")).await;
        assert_eq!(numbers(&kind.body), ["2004"], "{}", kind.body);
        assert!(kind.body.contains("<option value=\"ADDR\" selected>"));
        let both = browser.get(&format!("{home}/activity?kind=ADDR&state=failed")).await;
        assert!(numbers(&both.body).is_empty());
        let text = browser.get(&format!("{home}/activity?kind=ADDR&text=200")).await;
        assert_eq!(numbers(&text.body), ["2004"]);
        for wrong in ["kind=explode", "kind=%00", "from=2026-11-22&to=2026-11-20"] {
            for page in ["activity", "activity.csv"] {
                let seen = browser.get(&format!("{home}/{page}?{wrong}")).await;
                assert_eq!(seen.status, StatusCode::BAD_REQUEST, "{page}?{wrong}");
                assert!(seen.body.contains("data-test=\"errors\""), "{page}?{wrong}");
            }
        }
        let cause = browser.get(&format!("{home}/activity?cause=ADDR%3A5")).await;
        assert!(cause.body.contains("Partner odmítl adresu u 1\u{a0}objednávky."), "{}", cause.body);
        let back = browser
            .post(
                &format!("{home}/activity?cause=ADDR%3A5"),
                &format!("{home}/causes"),
                &[("cause", "ADDR:5"), ("list", "1")],
            )
            .await;
        assert!(back.body.contains("data-test=\"done\"") && numbers(&back.body) == ["2004"], "{}", back.body);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn every_cause_says_its_sentence_and_has_its_button() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let home = format!("/app/{}", shop.id);
        // Sentence, button, where it leads; as the table of the design has them.
        let table = [
            (Code::MapShip, "čeká: doprava „PPL", "Spárovat dopravu", "/mapping#carriers"),
            (Code::MapPay, "čeká: platba „PPL", "Spárovat platbu", "/mapping#payments"),
            (Code::MapStatus, "je nový. Zatím u něj nic neděláme.", "Nastavit stav", "/mapping#statuses"),
            (Code::ItemCode, "nemá kód ani EAN, partner by ho nepoznal.", "Otevřít produkt", "/mapping#products"),
            (
                Code::Address,
                "Partner odmítl adresu: PSČ chybí. Opravte ji",
                "Otevřít objednávku",
                "/activity?cause=ADDR%3A5",
            ),
            (Code::Pickup, "už dopravce nevede.", "Zobrazit objednávku", "/activity?cause=PICKUP%3A5"),
            (Code::Refused, "Partner objednávku odmítl: PSČ chybí", "", "/help"),
            (Code::AuthPartner, "Partner odmítá přihlášení", "Přihlásit znovu", "/settings#connection"),
            (Code::AuthUpgates, "Upgates zrušil přístup doplňku.", "Návod", "/help"),
            (Code::PartnerDown, "Partner neodpovídá. Zkoušíme to dál", "Zobrazit čekající", "/activity?state=waiting"),
            (Code::UpgatesDown, "Upgates neodpovídá. Zkoušíme to dál", "Zobrazit čekající", "/activity?state=waiting"),
            (Code::Unsure, "Nevíme, zda partner objednávku přijal.", "", ""),
            (Code::GuardStock, "Zastavili jsme změnu skladu: vynulovala by", "Zkontrolovat", "#guard"),
            (Code::LateCancel, "zrušení musí potvrdit sklad.", "Kontaktovat sklad", "/help"),
            (
                Code::ShopCancel,
                "je v e-shopu zrušená, sklad ji ale pořád má.",
                "Zobrazit objednávky",
                "/activity?cause=SHOP-CANCEL%3A",
            ),
            (Code::LateChange, "až když ji sklad zpracovával.", "Otevřít objednávku", "/activity?cause=LATE-CHANGE%3A"),
            (Code::PartnerCancel, "zrušil a neodešle ji", "Otevřít objednávku", "/activity?cause=PARTNER-CANCEL%3A"),
            (
                Code::UpgatesRefused,
                "Upgates odmítl zápis do objednávky: PSČ chybí",
                "",
                "/activity?cause=UPG-REFUSED%3A5",
            ),
            (Code::Limit, "Dnes jsme vyčerpali bezpečný počet dotazů na e-shop;", "", ""),
        ];
        for (at, (code, sentence, button, to)) in table.into_iter().enumerate() {
            assert_eq!(Code::ALL[at], code);
            let number = format!("{}", 2000 + at);
            let order = orders::of_number(&house.db, &shop.id, &number).await.unwrap().remove(0);
            let page = browser.get(&format!("{home}/orders/{}", order.id)).await;
            let cause = page.body.split("data-test=\"cause\"").nth(1).unwrap().split("</div></div>").next().unwrap();
            assert!(cause.contains(sentence) && cause.contains(code.word()), "{}: {cause}", code.word());
            // Which pickup point it was is known of real orders only.
            assert!(code == Code::Pickup || !cause.contains('–'), "nothing is left open: {cause}");
            assert_eq!(cause.contains("class=\"button first\""), !to.is_empty(), "{}: {cause}", code.word());
            assert!(cause.contains(&to.replace('&', "&#38;")) && cause.contains(button), "{}: {cause}", code.word());
            assert!(page.body.contains("<textarea id=\"detail\" readonly"), "{}", page.body);
            assert!(page.body.contains(&format!("{}:5 raw words", code.word())), "the raw words stay folded");
        }
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn the_overview_draws_stock_and_calls() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut tx = house.db.begin().await.unwrap();
        for (code, here, there) in [("A", 5, Some(5)), ("B", 3, Some(5)), ("C", 2, None), ("D", 0, Some(-4))] {
            let line = spojka::domain::stock::ShopStock {
                code: code.into(),
                parent: None,
                ean: String::new(),
                title: String::new(),
                stock: Some(here),
            };
            spojka::store::stock::save_shop(&mut tx, &shop.id, &line, house.now()).await.unwrap();
            if let Some(there) = there {
                spojka::store::stock::save_partner(&mut tx, &shop.id, code, there, house.now()).await.unwrap();
            }
        }
        spojka::store::usage::count(&mut tx, &shop.id, "orders", true, house.now()).await.unwrap();
        spojka::store::usage::count(&mut tx, &shop.id, "undeclared", false, house.now()).await.unwrap();
        tx.commit().await.unwrap();
        let agreement = spojka::store::stock::agreement(&house.db, &shop.id, 0).await.unwrap();
        assert_eq!((agreement.products, agreement.unknown, agreement.differing), (4, 1, 1));
        let kept = spojka::store::stock::agreement(&house.db, &shop.id, 2).await.unwrap();
        assert_eq!(kept.differing, 1, "two kept back: B agrees now, A does not");
        let mut browser = Browser::new(&house);
        let page = browser.open(&shop, Language::Cs).await.body;
        assert!(page.contains("u\u{a0}2 z\u{a0}4 sledovaných produktů, u\u{a0}1 se počty liší."), "{page}");
        assert!(page.contains("Volání dnes: 1, za 30\u{a0}dnů: 1. Mimo nahlášené přístupy: 1."), "{page}");
        assert!(page.contains("<svg class=\"bar\"") && page.contains("data-test=\"api-use\""));
        assert!(page.contains("Předáno dnes"), "{page}");
        assert!(page.contains("Změny ze skladu čekají, až o nich rozhodnete."), "the guard-rail holds some: {page}");
        let connections = connections::of_shop(&house.db, &shop.id).await.unwrap();
        let connection = connections[0].id.as_str();
        let mut tx = house.db.begin().await.unwrap();
        for (code, minutes) in [("A", 7), ("B", 3)] {
            let came = house.now().plus_seconds(-60 * minutes);
            spojka::store::jobs::mark(&mut tx, &shop.id, connection, JobKind::Stock, code, house.now(), came)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let page = browser.get(&format!("/app/{}", shop.id)).await.body.replace('\u{a0}', " ");
        let lag = "2 změny ze skladu čekají na zpracování, nejstarší přišla před 7 minutami.";
        assert_eq!(page.matches(lag).count(), 2, "in the picture and among the signs of health: {page}");
        house.close().await;
    })
    .await;
}
