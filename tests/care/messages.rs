//! What a merchant writes to support: shown before it is sent, stored with the answer, mailed as it was shown.
use reqwest::StatusCode;
use spojka::domain::shop::{Language, Shop};
use spojka::store::messages as stored;
use spojka::sync::messages;

use crate::browser::{Browser, Seen, proof_of};
use crate::house::{House, on_each_engine_with};
use crate::post_office::PostOffice;
use crate::{sample, worker};

/// With these the pages know that mails leave; where to is the worker's matter.
const MAILS: [&str; 2] = ["--smtp-url=smtp://127.0.0.1:1", "--mail-from=Spojka <spojka@example.com>"];

/// Fills in the form as a browser does and sends it.
async fn write(browser: &mut Browser<'_>, shop: &Shop, fields: &[(&str, &str)]) -> Seen {
    let page = browser.get(&format!("/app/{}/help", shop.id)).await.body;
    let hidden = |name: &str| {
        let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        rest.split('"').next().unwrap().replace('\n', "\r\n")
    };
    let (enclosed, sealed) = (hidden("enclosed"), hidden("enclosed_proof"));
    let action = format!("/app/{}/help/message", shop.id);
    let proof = proof_of(&page, &action).unwrap();
    let mut all = vec![("enclosed", enclosed.as_str()), ("enclosed_proof", sealed.as_str())];
    all.extend(fields);
    browser.send(&action, &proof, &all).await
}

#[actix_web::test]
async fn a_message_leaves_as_it_was_shown() {
    on_each_engine_with(&MAILS, async |house: House| {
        let office = PostOffice::open();
        let ctx = worker(&house, Some(&office));
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::Cs).await;
        let fields = [
            ("subject", "Kde je objednávka?"),
            ("message", "Dobrý den,\r\n<b>nechodí</b> nám zboží.\r\n\r\nJana"),
            ("reply_to", "jana@obchod.cz"),
            ("order", "1042"),
        ];
        let page = write(&mut browser, &shop, &fields).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("data-test=\"message-waiting\""), "{}", page.body);
        let written = stored::of_shop(&house.db, &shop.id).await.unwrap().remove(0);
        let name = spojka::domain::message::reference(&written.id);
        assert!(page.body.contains(&name) && page.body.contains("jana@obchod.cz"), "{}", page.body);

        office.close(true);
        messages::tell(&ctx).await.unwrap();
        messages::tell(&ctx).await.unwrap();
        office.close(false);
        assert_eq!(stored::unsent(&house.db).await.unwrap(), 1);
        messages::tell(&ctx).await.unwrap();
        assert!(office.take().is_empty(), "not at once again");
        house.clock.advance_millis(10_000);
        messages::tell(&ctx).await.unwrap();
        messages::tell(&ctx).await.unwrap();
        let mails = office.take();
        assert_eq!(mails.len(), 1, "tried again, mailed once: {mails:#?}");
        let mail = &mails[0];
        assert_eq!(mail.to, ["help@example.com"]);
        assert_eq!(mail.subject, format!("Spojka {}: Kde je objednávka?", spojka::coupling::reference(&shop.id)));
        assert!(mail.head.contains("Reply-To: jana@obchod.cz"), "{}", mail.head);
        assert!(mail.head.contains(&format!("Message-ID: <{}@example.com>", written.id)), "{}", mail.head);
        assert_eq!(mail.text.replace("\r\n", "\n").trim(), written.body, "the mail is what was stored");
        assert!(mail.html.contains("&lt;b&gt;nechodí&lt;/b&gt;"), "{}", mail.html);
        for said in ["Objednávka: 1042", "Odpovědět na: jana@obchod.cz", "MAP-SHIP", "Verze doplňku"] {
            assert!(written.body.contains(said), "{said} is not in {}", written.body);
        }
        for secret in ["heslo-123", "k:é/9", "extend.example.com", "PSČ"] {
            assert!(!written.body.contains(secret), "{}", written.body);
        }
        let page = browser.get(&format!("/app/{}/help/messages/{}", shop.id, written.id)).await.body;
        assert!(page.contains("data-test=\"message-sent\"") && page.contains("Kódy příčin"), "{page}");

        let other = house.activate("triko").await;
        let mut stranger = Browser::new(&house);
        stranger.open(&other, Language::Cs).await;
        let theirs = stranger.get(&format!("/app/{}/help/messages/{}", other.id, written.id)).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn nobody_floods_support() {
    on_each_engine_with(&MAILS, async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        for n in 0..5 {
            let text = format!("message {n}");
            let seen = write(&mut browser, &shop, &[("subject", "Hello"), ("message", &text)]).await;
            assert!(seen.body.contains("You gave no e-mail for the answer."), "{}", seen.body);
        }
        let seen = write(&mut browser, &shop, &[("subject", "Hello"), ("message", "one too many")]).await;
        assert_eq!(seen.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(
            seen.body.contains("at most 5 messages an hour") && seen.body.contains("one too many"),
            "{}",
            seen.body
        );
        let other = house.activate("triko").await;
        let mut neighbour = Browser::new(&house);
        neighbour.open(&other, Language::En).await;
        let seen = write(&mut neighbour, &other, &[("subject", "Hello"), ("message", "from next door")]).await;
        assert_eq!(seen.status, StatusCode::OK, "each shop has its own number");
        house.clock.advance_millis(3_601_000);
        browser.open(&shop, Language::En).await;
        let seen = write(&mut browser, &shop, &[("subject", "Hello"), ("message", "an hour later")]).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert_eq!(stored::of_shop(&house.db, &shop.id).await.unwrap().len(), 6);
        let mut tx = house.db.begin().await.unwrap();
        stored::sent(&mut tx, &stored::of_shop(&house.db, &shop.id).await.unwrap()[0], house.now()).await.unwrap();
        stored::sweep(&mut tx, house.now().plus_seconds((stored::KEPT_DAYS + 1) * 86_400)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(stored::of_shop(&house.db, &shop.id).await.unwrap().len(), 5, "only what has left is forgotten");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn bad_messages_are_named_and_kept() {
    on_each_engine_with(&MAILS, async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let (long, wordy) = ("x".repeat(121), "y".repeat(5001));
        let number = "9".repeat(61);
        let bad = [
            ("subject", "", "message", "text"),
            ("subject", long.as_str(), "message", "text"),
            ("message", "", "subject", "about"),
            ("message", wordy.as_str(), "subject", "about"),
            ("reply_to", "jana", "subject", "about"),
            ("reply_to", "a@b.cz\r\nBcc: c@d.cz", "subject", "about"),
            ("order", number.as_str(), "subject", "about"),
        ];
        for (field, value, kept, words) in bad {
            let mut fields = vec![(field, value), (kept, words)];
            for (name, fine) in [("subject", "about"), ("message", "text")] {
                if name != field && name != kept {
                    fields.push((name, fine));
                }
            }
            let seen = write(&mut browser, &shop, &fields).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {value}");
            assert!(seen.body.contains(&format!("<a href=\"#{field}\">")), "{field}: {value}");
            assert!(seen.body.contains(words), "{field}: what was entered stays");
        }
        let page = browser.get(&format!("/app/{}/help", shop.id)).await.body;
        let action = format!("/app/{}/help/message", shop.id);
        let proof = proof_of(&page, &action).unwrap();
        for enclosed in ["", "All is well, trust me"] {
            let fields = [("subject", "a"), ("message", "b"), ("enclosed", enclosed), ("enclosed_proof", "x")];
            assert_eq!(browser.send(&action, &proof, &fields).await.status, StatusCode::FORBIDDEN);
        }
        let seen = write(&mut browser, &shop, &[("subject", "nul\0"), ("message", "a\0b\u{7}")]).await;
        assert_eq!(seen.status, StatusCode::OK, "what no mail can carry becomes a blank");
        let written = stored::of_shop(&house.db, &shop.id).await.unwrap();
        assert!(written.len() == 1 && written[0].body.starts_with("a b"), "{written:#?}");
        assert_eq!(browser.get(&action).await.status, StatusCode::OK, "going back finds the form");
        house.close().await;
    })
    .await;
}
