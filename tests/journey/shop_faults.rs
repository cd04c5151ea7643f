//! What can go wrong at Upgates: the add-on stays a polite guest, and nobody is mailed twice.
use serde_json::{Value, json};
use spojka::coupling;
use spojka::domain::order::OrderState;
use spojka::domain::shop::ShopState;
use spojka::domain::step::StepKind;
use spojka::store::audit::Who;

use crate::inside::Inside;
use crate::world::{engines, sqlite};

fn reading(kind: &str) -> Value {
    json!({ "system": "upgates", "method": "GET", "path_contains": "/orders", "kind": kind, "times": 1 })
}

fn writing(kind: &str) -> Value {
    json!({ "system": "upgates", "method": "PUT", "path_contains": "/orders", "kind": kind, "times": 1 })
}

/// A second of real time in which nothing should happen.
async fn quiet() {
    tokio::time::sleep(std::time::Duration::from_millis(1000)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_calls_of_a_shop_wait_after_429() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        for wait in [Some("50"), None] {
            let mut fault = reading("too_many");
            if let Some(wait) = wait {
                fault["retry_after"] = json!(wait);
            }
            w.fault(fault).await;
            let order = w.buy().await;
            w.wait("the 429 was met", async || (w.faults_left() == 0).then_some(())).await;
            // Another call may have been on its way when the 429 came.
            quiet().await;
            let before = w.calls("upgates", "GET", "").len();
            let second = w.buy().await;
            quiet().await;
            assert_eq!(w.calls("upgates", "GET", "").len(), before, "no call while told to wait ({wait:?})");
            w.pass(65).await;
            for number in [&order, &second] {
                w.arrives(number).await;
            }
        }
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_401_stops_all_calls_until_the_shop_comes_back() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let mut fault = reading("answer");
    fault["status"] = json!(401);
    fault["body"] = json!(r#"{"messages":[{"message":"Neplatné přihlašovací údaje."}]}"#);
    w.fault(fault).await;
    let order = w.buy().await;
    w.wait("the shop counts as refused", async || (w.known().await?.state == ShopState::Refused).then_some(())).await;
    let calls =
        |w: &Inside| w.sandbox.world().kit.log.find(|e| e.system == "upgates" && e.path.starts_with("/shops/")).len();
    let before = calls(&w);
    let second = w.buy().await;
    for _ in 0..4 {
        w.pass(1000).await;
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    }
    assert_eq!(calls(&w), before, "not one call after the refusal");
    assert_eq!(w.call("open", json!({})).await.0, 200);
    w.wait("one call tells that the access is good", async || {
        (w.known().await?.state == ShopState::Active).then_some(())
    })
    .await;
    w.pass(30).await;
    for number in [&order, &second] {
        w.arrives(number).await;
    }
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_moved_shop_is_followed_to_an_allowed_host_only() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    for (body, location) in [(true, false), (false, true)] {
        w.control("switches", json!({ "upgates.moved_body": body, "upgates.moved_location": location })).await;
        let moved = w.control("upgates/svetlo/move", json!({})).await;
        let order = w.buy().await;
        w.arrives(&order).await;
        assert_eq!(json!(w.known().await.unwrap().api_url), moved["api_url"], "the new address is kept");
        let redirected =
            |w: &Inside| w.sandbox.world().kit.log.find(|e| e.system == "upgates" && e.status == 301).len();
        let before = redirected(&w);
        let order = w.buy().await;
        w.arrives(&order).await;
        assert_eq!(redirected(&w), before, "the old address is not asked again");
    }
    let kept = w.known().await.unwrap().api_url;
    w.control("switches", json!({ "upgates.moved_host": "http://upgates.example", "upgates.moved_body": true })).await;
    w.control("upgates/svetlo/move", json!({})).await;
    let order = w.buy().await;
    w.wait("the order's read failed", async || {
        w.jobs().await.iter().any(|j| j.1 == order && j.3.len() > "1 tries ".len()).then_some(())
    })
    .await;
    assert_eq!(w.known().await.unwrap().api_url, kept, "an address that may not be contacted is not kept");
    w.control("switches", json!({ "upgates.moved_host": "" })).await;
    w.pass(30).await;
    w.arrives(&order).await;
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_spoilt_answer_is_read_again() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    for kind in ["truncated", "server_error", "plain_text", "html", "dropped", "reply_lost", "gateway_timeout"] {
        w.fault(reading(kind)).await;
        let order = w.buy().await;
        w.wait(&format!("{kind} was met"), async || (w.faults_left() == 0).then_some(())).await;
        w.wait(&format!("{kind}: {order} arrives"), async || {
            w.pass(10).await;
            w.tracked(&order).await.filter(|r| r.state == OrderState::HandedOver)
        })
        .await;
        w.arrives(&order).await;
    }
    assert_eq!(w.warehouse()["duplicates"], json!({}));
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_that_the_shop_refuses_is_shown_and_can_be_repeated() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let order = w.buy().await;
    let row = w.arrives(&order).await;
    let refusal = json!({ "orders": [{ "order_number": order, "updated_yn": false,
        "messages": [{ "object": "order", "property": "tracking_code", "level": "error", "message": "Neplatná hodnota." }] }] });
    let mut fault = writing("answer");
    fault["body"] = json!(refusal.to_string());
    fault["times"] = json!(2);
    w.fault(fault).await;
    let mails = w.mails(&order);
    w.warehouse_does(&order, "pick", json!({ "packages": ["PPL7"] })).await;
    w.waits_for(&order, "UPG-REFUSED").await;
    assert_eq!(w.mails(&order), mails, "an order without its tracking number is not mailed about");
    w.clear_faults();
    coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), None, Who::Shop).await.unwrap();
    w.wait("the order is sent", async || (w.order(&order)["status_id"] == 7).then_some(())).await;
    assert_eq!((w.order(&order)["tracking_code"].clone(), w.mails(&order)), (json!("PPL7"), mails + 1));
    w.wait("the cause is gone", async || w.cause(&order).await.is_none().then_some(())).await;
    w.close().await;
}

/// The hardest case: the write that mails is done, its answer lost, and the question about it put off.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_answer_mails_nobody_twice() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        w.control("switches", json!({ "upgates.same_status_mails": true })).await;
        for put_off in [false, true] {
            let order = w.buy().await;
            w.arrives(&order).await;
            let mails = w.mails(&order);
            let tracking = w.calls("upgates", "PUT", "/orders").len();
            // The tracking number goes first; the lost answer shall be that of the status.
            w.warehouse_does(&order, "reserve", json!({})).await;
            w.wait("packing is written", async || (w.order(&order)["status_id"] == 6).then_some(())).await;
            w.done("write_back", &order).await;
            w.fault(json!({ "system": "upgates", "method": "PUT", "path_contains": "/orders", "kind": "latency", "latency_ms": 1, "times": 1 })).await;
            w.fault(writing("reply_lost")).await;
            w.warehouse_does(&order, "pick", json!({})).await;
            w.wait("the status was written, its answer lost", async || (w.mails(&order) == mails + 1).then_some(()))
                .await;
            // Every status write looks at the order first; what is put off is the look of the next try.
            if put_off {
                w.fault(reading("too_many")).await;
            }
            w.wait("it is known as written", async || {
                w.pass(61).await;
                (w.told(&order, StepKind::StatusWritten).await == 2 && w.faults_left() == 0).then_some(())
            })
            .await;
            w.done("write_back", &order).await;
            assert_eq!(
                w.mails(&order),
                mails + 1,
                "put off: {put_off}; {} writes",
                w.calls("upgates", "PUT", "/orders").len() - tracking
            );
        }
        w.close().await;
    }
}
