//! A request for an account: the operator hears of it, moves it on, and the merchant is told in their language.
use std::process::Command;

use reqwest::StatusCode;
use serde_json::Value;
use spojka::domain::shop::{Language, Shop};
use spojka::store::{requests as stored, shops};
use spojka::sync::requests;

use crate::browser::{Browser, proof_of};
use crate::house::{House, on_each_engine};
use crate::post_office::PostOffice;
use crate::worker;

/// Runs `spojka shops …` beside the server.
fn shops(house: &House, arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_spojka"))
        .arg("shops")
        .args(arguments)
        .arg("--public-url=https://spojka.example.com")
        .arg("--vault-keys=k1:BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=")
        .arg(format!("--database-url={}", house.database_url()))
        .env_clear()
        .output()
        .unwrap();
    let text = if output.status.success() { output.stdout } else { output.stderr };
    (output.status.success(), String::from_utf8(text).unwrap())
}

/// The merchant asks; answers the page that follows.
async fn ask(house: &House, shop: &Shop, language: Language) -> String {
    let mut browser = Browser::new(house);
    browser.open(shop, language).await;
    let (page, action) = (format!("/app/{}/guide/partner", shop.id), format!("/app/{}/guide/account", shop.id));
    browser.post(&page, &action, &[("account", "other"), ("email", "jana@obchod.sk")]).await.body
}

#[actix_web::test]
async fn a_request_goes_to_the_operator_and_its_answer_to_the_merchant() {
    on_each_engine(async |house: House| {
        let office = PostOffice::open();
        let ctx = worker(&house, Some(&office));
        let shop = house.activate("lampy").await;
        let mut tx = house.db.begin().await.unwrap();
        shops::set_language(&mut tx, &shop.id, Language::Sk).await.unwrap();
        tx.commit().await.unwrap();
        ask(&house, &shop, Language::Sk).await;

        office.close(true);
        requests::tell(&ctx).await.unwrap();
        office.close(false);
        requests::tell(&ctx).await.unwrap();
        requests::tell(&ctx).await.unwrap();
        let mails = office.take();
        assert_eq!(mails.len(), 1, "tried again, told once: {mails:#?}");
        assert_eq!(mails[0].to, ["help@example.com"]);
        assert!(mails[0].text.contains("jana@obchod.sk") && mails[0].text.contains("request lampy passed_on"));

        let (fine, text) = shops(&house, &["requests"]);
        let line: Value = serde_json::from_str(&text).unwrap();
        assert!(fine && line["token"] == "lampy" && line["state"] == "asked", "{text}");
        for wrong in [["request", "lampy", "asked"], ["request", "lampy", "lost"], ["request", "nobody", "granted"]] {
            assert!(!shops(&house, &wrong).0, "{wrong:?}");
        }
        for (word, subject, mark) in [
            ("passed_on", "Spojka: žiadosť o účet sme odovzdali", "Odovzdané partnerovi"),
            ("granted", "Spojka: účet u Extend Commerce je schválený", "Účet schválený"),
        ] {
            let (fine, text) = shops(&house, &["request", "lampy", word]);
            assert!(fine, "{text}");
            assert_eq!(stored::last(&house.db, &shop.id).await.unwrap().unwrap().state, word);
            requests::tell(&ctx).await.unwrap();
            requests::tell(&ctx).await.unwrap();
            let mails = office.take();
            assert_eq!((mails.len(), mails[0].subject.as_str()), (1, subject));
            assert_eq!(mails[0].to, ["jana@obchod.sk"]);
            let mut browser = Browser::new(&house);
            browser.open(&shop, Language::Sk).await;
            let page = browser.get(&format!("/app/{}/guide/partner", shop.id)).await.body;
            let step =
                page.split("<li class=\"s-done\">").any(|part| part.split("</li>").next().unwrap().contains(mark));
            assert!(step, "{word} is done on the timeline: {page}");
        }
        assert!(!shops(&house, &["request", "lampy", "refused"]).0, "an end is an end");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn without_a_mail_server_the_page_says_so() {
    on_each_engine(async |house: House| {
        let ctx = worker(&house, None);
        let shop = house.activate("lampy").await;
        let page = ask(&house, &shop, Language::Cs).await;
        assert!(page.contains("data-test=\"no-mail\"") && page.contains("help@example.com"), "{page}");
        requests::tell(&ctx).await.unwrap();
        let left = stored::untold(&house.db).await.unwrap();
        assert!(left.is_empty(), "logged once, not every minute: {left:#?}");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn many_requests_at_once_are_one() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let action = format!("/app/{}/guide/account", shop.id);
        let page = browser.get(&format!("/app/{}/guide/partner", shop.id)).await.body;
        let proof = proof_of(&page, &action).unwrap();
        let cookie = browser.cookies[0].clone();
        let asks = (0..12).map(|n| {
            let mut another = Browser::new(&house);
            another.cookies.push(cookie.clone());
            let (action, proof, email) = (action.clone(), proof.clone(), format!("jana{n}@obchod.cz"));
            async move { another.send(&action, &proof, &[("account", "other"), ("email", &email)]).await.status }
        });
        let answers = futures_util::future::join_all(asks).await;
        assert_eq!(answers.iter().filter(|status| **status == StatusCode::OK).count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|status| **status == StatusCode::CONFLICT).count(), 11, "{answers:?}");
        assert_eq!(stored::all(&house.db).await.unwrap().len(), 1);
        house.close().await;
    })
    .await;
}
