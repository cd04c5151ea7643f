//! A shop that was deactivated without our hearing of it: told once, ended after the grace period, erased after another.
use spojka::coupling;
use spojka::domain::alert::AlertRules;
use spojka::domain::clock::Millis;
use spojka::domain::shop::{Shop, ShopState};
use spojka::store::audit::Who;
use spojka::store::dictionary::{self, DictionaryKind};
use spojka::store::{connections, shops};
use spojka::sync::{Context, refused, schedule};

use crate::house::{House, activation, done, on_each_engine};
use crate::post_office::PostOffice;
use crate::{sample, worker};

const DAY: i64 = 86_400_000;

async fn refuse(house: &House, shop: &Shop) {
    let mut tx = house.db.begin().await.unwrap();
    shops::set_state(&mut tx, &shop.id, ShopState::Refused).await.unwrap();
    tx.commit().await.unwrap();
}

/// A minute of the worker, some time later.
async fn later(house: &House, ctx: &Context, millis: i64) {
    house.clock.advance_millis(millis);
    refused::look(ctx).await.unwrap();
    schedule::erase(ctx).await.unwrap();
}

async fn state(house: &House) -> Option<(ShopState, Option<Millis>)> {
    house.shop("lampy").await.map(|shop| (shop.state, shop.deactivated_at))
}

#[actix_web::test]
async fn a_shop_that_refuses_us_for_long_is_ended_told_and_erased() {
    on_each_engine(async |house: House| {
        let office = PostOffice::open();
        let ctx = worker(&house, Some(&office));
        let shop = house.activate("lampy").await;
        sample::full(&house, &shop).await;
        let connection = connections::of_shop(&house.db, &shop.id).await.unwrap().remove(0);
        let mut settings = connection.settings.clone();
        settings.alerts = AlertRules { to: vec!["jana@obchod.cz".to_owned()], ..AlertRules::default() };
        coupling::save_settings(&house.desk, &shop.id, connection.id.as_str(), &settings, Who::Shop).await.unwrap();
        refuse(&house, &shop).await;
        later(&house, &ctx, 0).await;
        later(&house, &ctx, 30 * DAY - 1000).await;
        assert_eq!(state(&house).await, Some((ShopState::Refused, None)), "within the grace period");
        assert!(office.take().is_empty());
        office.close(true);
        later(&house, &ctx, 1000).await;
        assert_eq!(state(&house).await, Some((ShopState::Inactive, Some(house.now()))));
        office.close(false);
        for _ in 0..30 {
            later(&house, &ctx, 60_000).await;
        }
        let mails = office.take();
        assert_eq!(mails.len(), 1, "tried again, told once: {mails:#?}");
        assert_eq!(mails[0].to, ["jana@obchod.cz"]);
        assert!(mails[0].subject.starts_with("Spojka: doplněk v e-shopu"), "{}", mails[0].subject);
        assert!(
            mails[0].text.contains("20.\u{a0}1.\u{a0}2027") && mails[0].text.contains("21.\u{a0}11.\u{a0}2026"),
            "{}",
            mails[0].text
        );
        later(&house, &ctx, 29 * DAY).await;
        assert!(state(&house).await.is_some());
        later(&house, &ctx, 2 * DAY).await;
        assert_eq!(state(&house).await, None, "erased as any other");
        assert!(office.take().is_empty());
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn a_shop_that_comes_back_is_not_ended() {
    on_each_engine(async |house: House| {
        let ctx = worker(&house, None);
        let shop = house.activate("lampy").await;
        refuse(&house, &shop).await;
        later(&house, &ctx, 0).await;
        later(&house, &ctx, 29 * DAY).await;
        // It is tried with one call in between and refused again: the time goes on.
        let mut tx = house.db.begin().await.unwrap();
        shops::set_state(&mut tx, &shop.id, ShopState::Doubtful).await.unwrap();
        shops::set_state(&mut tx, &shop.id, ShopState::Refused).await.unwrap();
        tx.commit().await.unwrap();
        let mut fields = activation("lampy");
        fields["time"] = serde_json::json!(house.now().to_string());
        let call = spojka::crypto::signature::Call::Install;
        assert_eq!(house.post(call, &house.signed(call, fields)).await.1, done());
        later(&house, &ctx, 2 * DAY).await;
        assert_eq!(state(&house).await, Some((ShopState::Active, None)));
        refuse(&house, &shop).await;
        later(&house, &ctx, 0).await;
        later(&house, &ctx, 2 * DAY).await;
        assert_eq!(state(&house).await.unwrap().0, ShopState::Refused, "counted anew");
        house.close().await;
    })
    .await;
}

#[actix_web::test]
async fn without_an_address_of_its_own_the_owner_is_told() {
    on_each_engine(async |house: House| {
        let office = PostOffice::open();
        let ctx = worker(&house, Some(&office));
        let shop = house.activate("lampy").await;
        let owner = serde_json::json!({ "language": "cs", "company": "Lampy s.r.o.", "email": "majitel@obchod.cz", "phone": "" });
        let mut tx = house.db.begin().await.unwrap();
        let owners = [("cs".to_owned(), owner.to_string())];
        dictionary::replace(&mut tx, &shop.id, DictionaryKind::Owner, &owners, house.now()).await.unwrap();
        tx.commit().await.unwrap();
        refuse(&house, &shop).await;
        later(&house, &ctx, 0).await;
        later(&house, &ctx, 31 * DAY).await;
        let mails = office.take();
        assert_eq!((mails.len(), mails[0].to.as_slice()), (1, ["majitel@obchod.cz".to_owned()].as_slice()));
        house.close().await;
    })
    .await;
}
