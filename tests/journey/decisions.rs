//! Whether an order goes: each rule, and each button that mends.
use serde_json::json;
use spojka::coupling;
use spojka::domain::order::{OrderState, Wish};
use spojka::domain::step::StepKind;
use spojka::store::audit::Who;
use spojka::store::connections;

use crate::inside::Inside;
use crate::world::{engines, lamps, sqlite};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_mapping_is_mended_with_one_press() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let mut wish = lamps();
        wish["shipment_id"] = json!(8);
        let orders = [w.place(wish.clone()).await, w.place(wish).await];
        for order in &orders {
            w.deed(order, "pay", json!({})).await;
        }
        for order in &orders {
            assert_eq!(w.waits_for(order, "MAP-SHIP").await.state, OrderState::Waiting);
        }
        let shop = w.known().await.unwrap();
        let connection = connections::of_shop(&w.db, &shop.id).await.unwrap().remove(0);
        let key = w.tracked(&orders[0]).await.unwrap().cause.unwrap().subject;
        assert_eq!(key, "8");
        let mut settings = connection.settings.clone();
        settings.carriers.insert(key, "Posta".to_owned());
        let told = coupling::release(&w.ctx.desk, &connection, &settings).await.unwrap();
        assert_eq!((told.orders, told.causes), (2, vec!["MAP-SHIP:8".to_owned()]));
        let id = connection.id.as_str();
        coupling::save_pairing(&w.ctx.desk, &shop.id, id, &settings, coupling::Pairing::default(), Who::Shop)
            .await
            .unwrap();
        for order in &orders {
            w.arrives(order).await;
            assert_eq!(w.there(order)[0]["orderHeader"]["deliveryMethod"], "Posta");
        }
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unpaid_order_waits_for_its_payment_and_cash_on_delivery_goes() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |file| {
            file["orders"] = json!({ "ready_statuses": [1, 5], "paid_only": true, "hold_minutes": 0 })
        })
        .await;
        let unpaid = w.place(lamps()).await;
        let mut wish = lamps();
        wish["payment_id"] = json!(1);
        let at_the_door = w.place(wish).await;
        w.arrives(&at_the_door).await;
        w.wait("the unpaid order was decided", async || w.tracked(&unpaid).await.filter(|row| row.rule == "paid-only"))
            .await;
        let row = w.tracked(&unpaid).await.unwrap();
        assert_eq!((row.state, row.ready_since), (OrderState::Noticed, None), "it is not late either");
        assert!(w.story(&unpaid).await.contains(&(StepKind::NotPaid, "paid-only".to_owned())));
        assert!(w.there(&unpaid).is_empty());

        let simulation = w.simulate(|_| {}).await;
        let said = simulation.orders.iter().find(|o| o.number == unpaid).unwrap();
        assert_eq!((said.verdict.as_str(), said.rule.as_str()), ("not_ready", "paid-only"));

        w.deed(&unpaid, "pay", json!({})).await;
        w.arrives(&unpaid).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn coupling_again_with_the_mapping_sends_what_waited() {
    let w = Inside::coupled(sqlite(), |file| file["payments"] = json!({})).await;
    let order = w.buy().await;
    w.waits_for(&order, "MAP-PAY").await;
    let shop = w.known().await.unwrap();
    let before = connections::of_shop(&w.db, &shop.id).await.unwrap();
    w.couple(|_| {}).await;
    let after = connections::of_shop(&w.db, &shop.id).await.unwrap();
    assert_eq!((before.len(), &before[0].id), (after.len(), &after[0].id), "the same connection");
    w.arrives(&order).await;
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_without_code_is_named() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let mut wish = lamps();
    wish["manual"] = json!("Gravírování");
    let order = w.place(wish).await;
    w.deed(&order, "pay", json!({})).await;
    let cause = w.waits_for(&order, "ITEM-CODE").await.cause.unwrap();
    assert_eq!((cause.subject.as_str(), &cause.values["name"]), ("name:Gravírování", &json!("Gravírování")));
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hold_window_and_its_buttons() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |file| file["orders"]["hold_minutes"] = json!(15)).await;
        let (waits, goes, stays, left) = (w.buy().await, w.buy().await, w.buy().await, w.buy().await);
        for order in [&waits, &goes, &stays, &left] {
            w.reaches(order, OrderState::Held).await;
        }
        for (order, wish) in [(&goes, Wish::SendNow), (&stays, Wish::Hold), (&left, Wish::LeaveOut)] {
            let row = w.tracked(order).await.unwrap();
            coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), Some(wish), Who::Shop).await.unwrap();
        }
        w.arrives(&goes).await;
        w.reaches(&left, OrderState::LeftOut).await;
        w.pass(14 * 60).await;
        w.deed(&waits, "edit", json!({ "quantity": 3 })).await;
        w.done("nothing", "").await;
        assert!(w.there(&waits).is_empty(), "still in its window");
        w.pass(2 * 60).await;
        w.arrives(&waits).await;
        w.pass(3600).await;
        assert!(w.there(&stays).is_empty() && w.there(&left).is_empty());
        let row = w.tracked(&stays).await.unwrap();
        coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), Some(Wish::SendNow), Who::Shop).await.unwrap();
        w.arrives(&stays).await;
        assert!(w.told(&waits, StepKind::Held).await >= 1);
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_from_a_date_imports_what_is_ready() {
    let w = Inside::start(sqlite()).await;
    w.activate().await;
    let ready = [w.buy().await, w.buy().await];
    let unpaid = w.place(lamps()).await;
    let shop = w.known().await.unwrap();
    w.couple(|file| {
        file["orders"]["from"] = json!("2026-01-01");
        file["start"] = json!(false);
    })
    .await;
    w.pass(60).await;
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    let reads = || {
        w.sandbox
            .world()
            .kit
            .log
            .find(|e| e.system == "upgates" && (e.path.ends_with("/orders") || e.path.contains("/products")))
    };
    assert!(reads().is_empty(), "not started, not read: {:#?}", reads());
    let id = connections::of_shop(&w.db, &shop.id).await.unwrap().remove(0).id;
    coupling::start(&w.ctx.desk, &shop.id, id.as_str(), Who::Shop).await.unwrap();
    for order in &ready {
        w.arrives(order).await;
    }
    w.reaches(&unpaid, OrderState::Noticed).await;
    w.deed(&unpaid, "pay", json!({})).await;
    w.arrives(&unpaid).await;
    assert_eq!(w.warehouse()["duplicates"], json!({}));
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paused_connection_receives_and_goes_on_later() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let shop = w.known().await.unwrap();
    let id = connections::of_shop(&w.db, &shop.id).await.unwrap().remove(0).id;
    coupling::pause(&w.ctx.desk, &shop.id, id.as_str(), None, Who::Shop).await.unwrap();
    let order = w.buy().await;
    w.wait("the order is marked", async || w.jobs().await.iter().any(|j| j.1 == order).then_some(())).await;
    w.pass(7200).await;
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    assert!(w.there(&order).is_empty());
    coupling::resume(&w.ctx.desk, &shop.id, id.as_str(), Who::Shop).await.unwrap();
    w.arrives(&order).await;
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn coupling_again_decides_anew_about_what_was_left_out() {
    let exclude = |file: &mut serde_json::Value| file["orders"]["exclude"] = json!({ "carriers": ["6"] });
    let w = Inside::start(sqlite()).await;
    w.activate().await;
    let old = w.buy().await;
    w.pass(5).await;
    w.couple(exclude).await;
    let mut wish = lamps();
    wish["shipment_id"] = json!(6);
    let excluded = w.place(wish).await;
    w.deed(&excluded, "pay", json!({})).await;
    for order in [&old, &excluded] {
        w.reaches(order, OrderState::LeftOut).await;
    }
    w.couple(|file| file["orders"]["from"] = json!("2026-01-01")).await;
    for order in [&old, &excluded] {
        w.arrives(order).await;
    }
    w.close().await;
}
