//! Mails that can never leave: tried once, told, and not tried again.
use reqwest::StatusCode;
use spojka::coupling;
use spojka::domain::message::Draft;
use spojka::domain::partner::PartnerKind;
use spojka::domain::shop::Language;
use spojka::store::{messages as stored, requests as kept};
use spojka::sync::{messages, requests};

use crate::browser::Browser;
use crate::house::{House, on_each_engine};
use crate::post_office::PostOffice;
use crate::worker;

#[actix_web::test]
async fn an_address_that_no_mail_can_be_sent_to_is_refused_where_it_is_typed() {
    on_each_engine(async |house: House| {
        let shop = house.activate("lampy").await;
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let page = format!("/app/{}/guide/partner", shop.id);
        for bad in ["a..b@c.cz", "x,y@c.cz"] {
            let action = format!("/app/{}/guide/account", shop.id);
            let answer = browser.post(&page, &action, &[("account", "other"), ("email", bad)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        }
        assert!(kept::all(&house.db).await.unwrap().is_empty());
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn a_mail_that_can_never_leave_ends_and_is_told() {
    on_each_engine(async |house: House| {
        let office = PostOffice::open();
        let ctx = worker(&house, Some(&office));
        let shop = house.activate("lampy").await;
        // As an older program took it: the answer to the merchant can't be sent.
        let mut tx = house.db.begin().await.unwrap();
        kept::insert(&mut tx, &shop.id, PartnerKind::Extend, "a..b@c.cz", house.now()).await.unwrap();
        tx.commit().await.unwrap();
        requests::tell(&ctx).await.unwrap();
        assert_eq!(office.take().len(), 1, "the operator is told without an address to answer to");
        let request = kept::last(&house.db, &shop.id).await.unwrap().unwrap();
        let mut tx = house.db.begin().await.unwrap();
        kept::set_state(&mut tx, &request, spojka::domain::request::RequestState::Granted, house.now()).await.unwrap();
        tx.commit().await.unwrap();
        requests::tell(&ctx).await.unwrap();
        assert!(kept::untold(&house.db).await.unwrap().is_empty(), "not tried again");
        let mut browser = Browser::new(&house);
        browser.open(&shop, Language::En).await;
        let seen = browser.get(&format!("/app/{}/guide/partner", shop.id)).await;
        assert!(seen.body.contains("data-test=\"account-unmailed\""), "{}", seen.body);

        office.refuse(true);
        let draft = Draft { subject: "S".into(), body: "B".into(), reply_to: String::new() };
        let id = coupling::write_support(&house.desk, &shop.id, &draft).await.unwrap();
        messages::tell(&ctx).await.unwrap();
        let message = stored::get(&house.db, &shop.id, &id).await.unwrap().unwrap();
        assert_eq!((message.tries, message.unmailed.as_str()), (1, "the mail server refused it (550)"));
        house.clock.advance_millis(86_400_000);
        assert!(stored::due(&house.db, house.now()).await.unwrap().is_empty(), "not tried again");
        assert_eq!(stored::unsent(&house.db).await.unwrap(), 1, "the operator still sees it");
        house.clock.advance_millis(-86_400_000);
        let seen = browser.get(&format!("/app/{}/help/messages/{id}", shop.id)).await;
        assert!(seen.body.contains("data-test=\"message-unmailed\""), "{}", seen.body);
        house.close().await;
    })
    .await;
}
