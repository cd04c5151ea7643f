//! What a person set in the shop stands: no milestone takes it back, and nobody is mailed for it.
use serde_json::{Value, json};
use spojka::coupling;
use spojka::domain::order::{OrderState, Wish};
use spojka::domain::step::StepKind;
use spojka::store::audit::Who;

use crate::inside::Inside;
use crate::world::{Engine, engines, lamps, sqlite};

/// A merchant's usual settings: prices without VAT, a hold of a quarter of an hour, a status for each milestone, and a mail.
fn usual(file: &mut Value) {
    file["orders"]["hold_minutes"] = json!(15);
    file["progress"] = json!({ "packed": { "status_id": 6 }, "shipped": { "status_id": 7, "mail": true },
        "delivered": { "status_id": 8, "mail": true } });
}

async fn shop(engine: Engine) -> Inside {
    let w = Inside::coupled(engine, usual).await;
    w.control("switches", json!({ "upgates.same_status_mails": true })).await;
    w
}

/// A paid order that has passed its hold.
async fn arrived(w: &Inside) -> String {
    let order = w.buy().await;
    w.reaches(&order, OrderState::Held).await;
    w.pass(901).await;
    w.arrives(&order).await;
    order
}

async fn has(w: &Inside, order: &str, status: i64) {
    w.wait(&format!("the shop shows status {status}"), async || (w.order(order)["status_id"] == status).then_some(()))
        .await;
    w.done("write_back", order).await;
}

/// The warehouse says that all is delivered.
async fn delivered(w: &Inside, order: &str) {
    w.control("switches", json!({ "extend.order_status_words": { "Terminated": "FullyDelivered" } })).await;
    let there = w.number_there(order);
    w.control("extend/hooks/send", json!({ "action": "OrderDeliveryDataChanged", "orders": [there] })).await;
}

async fn kept(w: &Inside, order: &str) {
    w.wait("the story tells that it stands", async || (w.told(order, StepKind::StatusKept).await > 0).then_some(()))
        .await;
    w.done("write_back", order).await;
}

async fn own_status(w: &Inside) -> i64 {
    crate::world::number(&w.control("upgates/svetlo/statuses", json!({ "name": "Vrácená" })).await["id"])
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_returned_order_stays_returned() {
    for engine in engines().await {
        let w = shop(engine).await;
        let returned = own_status(&w).await;
        let order = arrived(&w).await;
        w.warehouse_does(&order, "pick", json!({ "packages": ["P1"] })).await;
        has(&w, &order, 7).await;
        w.pass(10).await;
        w.deed(&order, "status", json!({ "status_id": returned })).await;
        let mails = w.mails(&order);
        delivered(&w, &order).await;
        kept(&w, &order).await;
        assert_eq!((w.order(&order)["status_id"].clone(), w.mails(&order)), (json!(returned), mails));
        let row = w.waits_for(&order, "STATUS-KEPT").await;

        // The merchant may choose: the warehouse's status all the same.
        coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), Some(Wish::SetStatus), Who::Shop).await.unwrap();
        has(&w, &order, 8).await;
        let said = w.calls("upgates", "PUT", "/orders").pop().unwrap().request_body;
        assert!(said.contains("\"send_emails_yn\":true"), "the shop may mail by its status: {said}");
        w.wait("nothing is left to decide", async || w.cause(&order).await.is_none().then_some(())).await;
        let again = coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), Some(Wish::SetStatus), Who::Shop).await;
        assert!(matches!(again, Err(coupling::DeskError::NotNow(_))));
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_merchant_who_was_faster_is_not_set_back() {
    for engine in engines().await {
        let w = shop(engine).await;
        let order = arrived(&w).await;
        w.deed(&order, "status", json!({ "status_id": 8 })).await;
        w.done_hooks().await;
        let mails = w.mails(&order);
        w.warehouse_does(&order, "reserve", json!({})).await;
        kept(&w, &order).await;
        w.warehouse_does(&order, "pick", json!({ "packages": ["P2"] })).await;
        w.wait("the parcel's number is written", async || (w.order(&order)["tracking_code"] == "P2").then_some(()))
            .await;
        w.done("write_back", &order).await;
        assert_eq!((w.order(&order)["status_id"].clone(), w.mails(&order)), (json!(8), mails));
        assert_eq!(w.cause(&order).await, None, "there is nothing to decide");
        delivered(&w, &order).await;
        w.wait("all three are settled", async || (w.told(&order, StepKind::StatusKept).await == 3).then_some(())).await;
        assert_eq!(w.mails(&order), mails, "nobody is mailed for what the merchant set");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_cancelled_too_late_stays_cancelled() {
    for engine in engines().await {
        let w = shop(engine).await;
        let order = arrived(&w).await;
        w.warehouse_does(&order, "reserve", json!({})).await;
        has(&w, &order, 6).await;
        w.pass(10).await;
        w.deed(&order, "cancel", json!({})).await;
        w.waits_for(&order, "LATE-CANCEL").await;
        let mails = w.mails(&order);
        w.warehouse_does(&order, "pick", json!({ "packages": ["P3"] })).await;
        kept(&w, &order).await;
        assert_eq!((w.order(&order)["status_id"].clone(), w.mails(&order)), (json!(2), mails));
        assert_eq!(w.cause(&order).await, Some("LATE-CANCEL"), "the merchant has been told, and may choose");
        assert!(w.story(&order).await.contains(&(StepKind::StatusKept, "canceled".to_owned())));
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_milestone_writes_from_the_statuses_that_the_merchant_named() {
    let w = Inside::start(sqlite()).await;
    w.activate().await;
    let returned = own_status(&w).await;
    w.couple(|file| {
        usual(file);
        file["progress"]["shipped"]["from_statuses"] = json!([returned]);
    })
    .await;
    let order = arrived(&w).await;
    w.warehouse_does(&order, "reserve", json!({})).await;
    has(&w, &order, 6).await;
    w.warehouse_does(&order, "pick", json!({})).await;
    kept(&w, &order).await;
    assert_eq!(w.order(&order)["status_id"], 6, "not one of those that were named");

    let other = arrived(&w).await;
    w.deed(&other, "status", json!({ "status_id": returned })).await;
    w.done_hooks().await;
    w.warehouse_does(&other, "pick", json!({})).await;
    has(&w, &other, 7).await;
    w.close().await;
}

/// The write is done and its answer lost; before the next try somebody sets another status.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_takes_back_nobodys_status() {
    for engine in engines().await {
        let w = shop(engine).await;
        let returned = own_status(&w).await;
        let order = arrived(&w).await;
        w.warehouse_does(&order, "reserve", json!({})).await;
        has(&w, &order, 6).await;
        // The tracking number goes first; the lost answer shall be that of the status.
        let writing = |kind: &str| json!({ "system": "upgates", "method": "PUT", "path_contains": "/orders", "kind": kind, "latency_ms": 1, "times": 1 });
        w.fault(writing("latency")).await;
        w.fault(writing("reply_lost")).await;
        w.warehouse_does(&order, "pick", json!({})).await;
        has_now(&w, &order, 7).await;
        let mails = w.mails(&order);
        w.deed(&order, "status", json!({ "status_id": returned })).await;
        w.wait("the next try has looked", async || {
            w.pass(10).await;
            (w.told(&order, StepKind::StatusKept).await == 1).then_some(())
        })
        .await;
        w.done("write_back", &order).await;
        assert_eq!((w.order(&order)["status_id"].clone(), w.mails(&order)), (json!(returned), mails));
        assert!(w.story(&order).await.contains(&(StepKind::StatusKept, "overtaken".to_owned())));
        w.close().await;
    }
}

async fn has_now(w: &Inside, order: &str, status: i64) {
    w.wait(&format!("the shop shows status {status}"), async || (w.order(order)["status_id"] == status).then_some(()))
        .await;
}

/// The same for a write that mails nobody: it is announced, too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_quiet_write_is_announced_too() {
    for engine in engines().await {
        let w = shop(engine).await;
        let order = w.place(lamps()).await;
        w.deed(&order, "pay", json!({})).await;
        w.reaches(&order, OrderState::Held).await;
        w.pass(901).await;
        w.arrives(&order).await;
        w.fault(json!({ "system": "upgates", "method": "PUT", "path_contains": "/orders", "kind": "reply_lost", "times": 1 })).await;
        w.warehouse_does(&order, "reserve", json!({})).await;
        has_now(&w, &order, 6).await;
        // Back to a status from which the milestone may else be written.
        w.pass(3).await;
        w.deed(&order, "status", json!({ "status_id": 1 })).await;
        w.wait("the next try has looked", async || {
            w.pass(10).await;
            (w.told(&order, StepKind::StatusKept).await == 1).then_some(())
        })
        .await;
        assert_eq!(w.order(&order)["status_id"], 1);
        w.close().await;
    }
}
