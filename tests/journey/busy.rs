//! Many orders at once, and a warehouse that is quicker than its own answer.
use serde_json::json;
use spojka::domain::job::JobKind;
use spojka::domain::order::OrderState;
use spojka::domain::step::StepKind;
use spojka::store::jobs;

use crate::inside::Inside;
use crate::world::{engines, sqlite};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_orders_arrive_once_each_within_all_limits() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let before = w.calls("upgates", "GET", "/orders").len();
        let wish = json!({ "count": 200, "pay": true, "order": crate::world::lamps() });
        let made = w.control("upgates/svetlo/orders", wish).await;
        let numbers: Vec<String> =
            made["order_numbers"].as_array().unwrap().iter().map(|n| n.as_str().unwrap().to_owned()).collect();
        let shop = w.known().await.unwrap();
        let (mut arrived, mut since) = (0, std::time::Instant::now());
        w.wait_for(std::time::Duration::from_secs(240), "all have arrived", async || {
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            let counts = spojka::store::orders::counts(&w.db, &shop.id).await.unwrap();
            let now = counts.iter().find(|(state, _)| *state == OrderState::HandedOver).map_or(0, |(_, n)| *n);
            if now != arrived {
                (arrived, since) = (now, std::time::Instant::now());
            } else if since.elapsed() > std::time::Duration::from_secs(2) {
                // The add-on waits for the warehouse's next minute. A jump must stay well within a lease.
                w.pass(10).await;
                since = std::time::Instant::now();
            }
            (now == 200).then_some(())
        })
        .await;
        let there = w.warehouse();
        assert_eq!(there["duplicates"], json!({}));
        assert_eq!(there["orders"].as_array().unwrap().len(), numbers.len());
        let refused = w.sandbox.world().kit.log.find(|e| e.status == 429);
        // The warehouse's minute is not ours: what was in flight when its bucket ran empty may be refused, no more.
        assert!(refused.len() <= 4, "our own pace keeps below the limits: {} refusals", refused.len());
        assert!(w.upgates()["peak_simultaneous_requests"].as_u64().unwrap() <= 2);
        let reads = w.calls("upgates", "GET", "/orders").len() - before;
        assert!(reads <= 60, "batches, not single orders: {reads} reads for 200 orders");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_shipped_before_its_creation_was_confirmed_comes_back() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    w.fault(json!({ "system": "extend", "method": "POST", "path_contains": "/CustomerOrders", "kind": "reply_lost", "times": 1 })).await;
    let order = w.buy().await;
    w.wait("the warehouse has it", async || (!w.there(&order).is_empty()).then_some(())).await;
    let mails = w.mails(&order);
    w.warehouse_does(&order, "pick", json!({ "packages": ["Q1"] })).await;
    w.wait("the order is sent", async || {
        w.pass(5).await;
        (w.order(&order)["status_id"] == 7).then_some(())
    })
    .await;
    w.done("write_back", &order).await;
    assert_eq!((w.mails(&order), w.order(&order)["tracking_code"].clone()), (mails + 1, json!("Q1")));
    assert_eq!(w.told(&order, StepKind::Found).await, 1);
    assert_eq!(w.there(&order).len(), 1);
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_the_warehouse_gives_up_is_told_to_the_shop() {
    let w = Inside::coupled(sqlite(), |file| file["progress"]["impossible"] = json!({ "status_id": 9, "mail": false }))
        .await;
    let order = w.buy().await;
    w.arrives(&order).await;
    let mails = w.mails(&order);
    w.warehouse_does(&order, "cancel", json!({})).await;
    w.wait("the shop shows it as impossible", async || (w.order(&order)["status_id"] == 9).then_some(())).await;
    w.done("write_back", &order).await;
    w.done_hooks().await;
    w.pass(61).await;
    w.done("order", &order).await;
    assert_eq!(w.mails(&order), mails);
    assert_eq!(w.there(&order).len(), 1, "it is not sent anew");
    assert_eq!(w.told(&order, StepKind::Annulled).await, 1);
    assert_eq!(w.cause(&order).await, Some("PARTNER-CANCEL"), "somebody must look at it");
    w.deed(&order, "cancel", json!({})).await;
    w.wait("both sides have cancelled it", async || w.cause(&order).await.is_none().then_some(())).await;
    w.close().await;
}

/// Another process had its turn while this one stood still in a hand-over: what the first stores late must change nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_stood_still_stores_nothing_over_what_another_did() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        w.fault(json!({
            "system": "extend", "method": "POST", "path_contains": "/CustomerOrders", "kind": "answer", "times": 1,
            "latency_ms": 1500, "status": 400, "body": "no",
        }))
        .await;
        let order = w.buy().await;
        w.wait("the hand-over is under way", async || (w.faults_left() == 0).then_some(())).await;
        // What another process does once the lease has run out: it takes the job, and finds the order there.
        let taken = "UPDATE jobs SET lease = 'another', run_at = 9999999999999 WHERE kind = 'order'";
        let found =
            "UPDATE orders SET state = 'handed_over', sending_since = NULL, partner_number = 'ELSEWHERE', cause = NULL";
        w.sql(taken).await;
        w.sql(found).await;
        w.wait("the first process is answered", async || {
            let calls = w.calls("extend", "POST", "/CustomerOrders");
            calls.iter().any(|c| c.status == 400).then_some(())
        })
        .await;
        let next = w.buy().await;
        w.arrives(&next).await;
        let row = w.tracked(&order).await.unwrap();
        assert_eq!((row.state, row.partner_number.as_deref()), (OrderState::HandedOver, Some("ELSEWHERE")));
        assert!(row.cause.is_none());
        assert_eq!(w.told(&order, StepKind::Failed).await, 0, "and it tells nothing of it");
        w.close().await;
    }
}

/// A hook for an order whose row does not know the warehouse's number is worth a look at the order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hook_about_an_order_that_carries_our_number_is_never_dropped() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let order = w.buy().await;
        w.arrives(&order).await;
        w.done("order", &order).await;
        // What a worker that was cut off may leave: the order waits, though the warehouse has it, and there is no job for it.
        w.sql("UPDATE orders SET state = 'waiting', partner_number = NULL, content_hash = ''").await;
        w.warehouse_does(&order, "pick", json!({ "packages": ["Q1"] })).await;
        w.wait("the shop is told", async || (w.order(&order)["status_id"] == 7).then_some(())).await;
        assert_eq!(w.there(&order).len(), 1);
        assert_eq!(w.order(&order)["tracking_code"], json!("Q1"));
        w.close().await;
    }
}

/// Catching up leaves half of the warehouse's minute: a real parcel does not wait for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parcel_does_not_wait_while_catching_up_uses_its_share_of_the_rate() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let wish = json!({ "count": 25, "pay": true, "order": crate::world::lamps() });
        let made = w.control("upgates/svetlo/orders", wish).await;
        let numbers: Vec<&str> =
            made["order_numbers"].as_array().unwrap().iter().map(|n| n.as_str().unwrap()).collect();
        for number in &numbers {
            w.arrives(number).await;
        }
        w.pass(61).await;
        w.control("switches", json!({ "extend.rate_standard": 20 })).await;
        let row = w.tracked(numbers[0]).await.unwrap();
        let (now, connection) = (w.clock.now(), row.connection.as_str());
        let mut tx = w.db.begin().await.unwrap();
        jobs::mark(&mut tx, &row.shop, connection, JobKind::ProgressCatchUp, "", now, now).await.unwrap();
        tx.commit().await.unwrap();
        w.ctx.wake.notify_one();
        w.wait("catching up has used its share", async || {
            let left = w.jobs().await.into_iter().filter(|j| j.0 == "progress").count();
            (left > 0 && w.calls("extend", "GET", "/CustomerOrders/").len() >= 9).then_some(())
        })
        .await;
        w.warehouse_does(numbers[24], "pick", json!({ "packages": ["Q1"] })).await;
        w.wait("the parcel is told", async || (w.order(numbers[24])["status_id"] == 7).then_some(())).await;
        assert!(w.sandbox.world().kit.log.find(|e| e.status == 429).is_empty(), "the limit is kept");
        assert!(w.jobs().await.iter().any(|j| j.0 == "progress"), "catching up goes on later");
        w.wait("catching up comes to its end", async || {
            w.pass(20).await;
            tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            w.jobs().await.iter().all(|j| j.0 != "progress").then_some(())
        })
        .await;
        w.close().await;
    }
}
