//! The merchant's own rules: what never goes, when orders go, which parcel is shown, and what a cancellation does.
use serde_json::json;
use spojka::coupling;
use spojka::domain::hours::{Day, Hours, TimeOfDay};
use spojka::domain::order::{OrderState, Wish};
use spojka::domain::settings::{OnCancel, Settings};
use spojka::domain::step::StepKind;
use spojka::store::audit::Who;
use spojka::store::{connections, orders};

use crate::inside::Inside;
use crate::world::{engines, lamps};

async fn change(w: &Inside, change: impl FnOnce(&mut Settings)) {
    let shop = w.known().await.unwrap();
    let connection = connections::of_shop(&w.db, &shop.id).await.unwrap().remove(0);
    let mut settings = connection.settings.clone();
    change(&mut settings);
    coupling::save_settings(&w.ctx.desk, &shop.id, connection.id.as_str(), &settings, Who::Shop).await.unwrap();
    w.ctx.wake.notify_one();
}

async fn press(w: &Inside, order: &str, wish: Wish) {
    let row = w.tracked(order).await.unwrap();
    coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), Some(wish), Who::Shop).await.unwrap();
    w.ctx.wake.notify_one();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn excluded_orders_are_left_out_and_say_why() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |file| {
            file["carriers"]["10"] = json!("Pickup");
            file["orders"]["exclude"] = json!({ "carriers": ["10"], "notes": ["NEODESÍLAT"] });
        })
        .await;
        let mut wish = lamps();
        wish["shipment_id"] = json!(10);
        let (fetched, noted, plain) = (w.place(wish).await, w.place(lamps()).await, w.buy().await);
        w.deed(&fetched, "pay", json!({})).await;
        w.deed(&noted, "edit", json!({ "internal_note": "prosím neodesílat!" })).await;
        w.deed(&noted, "pay", json!({})).await;
        w.arrives(&plain).await;
        assert_eq!(w.reaches(&fetched, OrderState::LeftOut).await.rule, "excluded-carrier");
        assert_eq!(w.reaches(&noted, OrderState::LeftOut).await.rule, "excluded-note");
        let row = w.tracked(&fetched).await.unwrap();
        let story = spojka::store::steps::story(&w.db, &row.shop, &row.id).await.unwrap();
        let step = story.iter().find(|s| s.kind == StepKind::LeftOut).unwrap();
        assert_eq!(
            (step.rule.as_str(), &step.values["name"]),
            ("excluded-carrier", &json!("Osobní odběr na prodejně"))
        );
        let books = orders::books(
            &w.db,
            &row.shop,
            &row.connection,
            spojka::domain::clock::Millis(0),
            w.clock.now().plus_seconds(60),
        )
        .await
        .unwrap();
        assert!(books.contains(&(OrderState::LeftOut, 2)), "they are counted: {books:?}");

        let simulation = w.simulate(|_| {}).await;
        let said = simulation.orders.iter().find(|o| o.number == fetched).unwrap();
        assert_eq!((said.verdict.as_str(), said.rule.as_str()), ("left_out", "excluded-carrier"));

        press(&w, &fetched, Wish::SendNow).await;
        w.arrives(&fetched).await;
        assert!(w.there(&noted).is_empty());
        change(&w, |s| s.orders.exclude.notes.clear()).await;
        w.arrives(&noted).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_wait_for_their_hours_unless_sent_now() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let zone = w.known().await.unwrap().zone;
        let hour = w.clock.now().local(&zone).hour();
        let at = |hours: u8| TimeOfDay::parse(&format!("{}:00", (hour + hours) % 24)).unwrap();
        let hours = Hours { days: Day::ALL.to_vec(), from: at(2), to: at(4) };
        let opens = hours.next(w.clock.now(), &zone);
        change(&w, |s| s.orders.hours = Some(hours.clone())).await;
        let (waits, goes) = (w.buy().await, w.buy().await);
        for order in [&waits, &goes] {
            let row = w.reaches(order, OrderState::Held).await;
            assert_eq!((row.rule.as_str(), row.hold_until), ("hours", Some(opens)));
            assert!(w.story(order).await.contains(&(StepKind::Held, "hours".to_owned())));
        }
        press(&w, &goes, Wish::SendNow).await;
        w.arrives(&goes).await;
        w.pass((opens.0 - w.clock.now().0) / 1000 - 300).await;
        w.done("nothing", "").await;
        assert!(w.there(&waits).is_empty(), "five minutes too early");
        w.pass(301).await;
        w.arrives(&waits).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_parcel_takes_the_place_of_the_first() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |file| file["tracking"] = json!({ "parcel": "last" })).await;
        let order = w.buy().await;
        w.arrives(&order).await;
        let before = w.mails(&order);
        w.warehouse_does(&order, "reserve", json!({})).await;
        w.warehouse_does(&order, "pick-part", json!({ "packages": ["PPL1001"] })).await;
        w.wait("the first parcel stands there", async || (w.order(&order)["tracking_code"] == "PPL1001").then_some(()))
            .await;
        w.warehouse_does(&order, "pick", json!({ "packages": ["PPL1002", "PPL1003"] })).await;
        w.wait("the shop shows the order as sent", async || (w.order(&order)["status_id"] == 7).then_some(())).await;
        w.done("write_back", &order).await;
        assert_eq!(w.order(&order)["tracking_code"], "PPL1003");
        assert_eq!(w.mails(&order), before + 1, "one mail for all of it");
        let mail = w.order(&order)["mails"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((&mail["status_id"], &mail["tracking_code"]), (&json!(7), &json!("PPL1003")), "tracking first");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancellation_is_only_told_when_the_merchant_wants_it_so() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |file| file["orders"]["on_cancel"] = json!("tell")).await;
        let (pressed, restored, later, deleted) = (w.buy().await, w.buy().await, w.buy().await, w.buy().await);
        for order in [&pressed, &restored, &later, &deleted] {
            w.arrives(order).await;
        }
        for order in [&pressed, &restored, &later] {
            w.deed(order, "cancel", json!({})).await;
        }
        w.deed(&deleted, "delete", json!({})).await;
        for order in [&pressed, &restored, &later, &deleted] {
            assert_eq!(w.waits_for(order, "SHOP-CANCEL").await.state, OrderState::HandedOver);
            w.number_there(order);
            assert!(w.story(order).await.contains(&(StepKind::Waiting, "cancel-tell".to_owned())));
        }
        let shop = w.known().await.unwrap();
        let causes = orders::causes(&w.db, &shop.id).await.unwrap();
        let told = causes.iter().find(|c| c.0 == coupling::SHOP_CANCEL_KEY).unwrap();
        assert_eq!(told.2, 4, "one line for all of them");

        w.deed(&restored, "renew", json!({})).await;
        w.wait("the restored order is fine again", async || w.cause(&restored).await.is_none().then_some(())).await;
        press(&w, &pressed, Wish::Cancel).await;
        assert!(w.reaches(&pressed, OrderState::Cancelled).await.cause.is_none());
        assert!(w.there(&later)[0]["orderHeader"]["orderStatus"] != "Annulled");
        change(&w, |s| s.orders.on_cancel = OnCancel::Annul).await;
        for order in [&later, &deleted] {
            w.reaches(order, OrderState::Cancelled).await;
        }
        assert_eq!(w.tracked(&restored).await.unwrap().state, OrderState::HandedOver);
        w.close().await;
    }
}
