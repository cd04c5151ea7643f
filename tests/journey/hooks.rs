//! Hooks are hints: repeated, late, reordered, forged, broken or lost, they change nothing but the moment.
use reqwest::StatusCode;
use serde_json::json;
use spojka::coupling;
use spojka::crypto::hmac;
use spojka::domain::order::OrderState;
use spojka::store::connections;

use crate::inside::Inside;
use crate::world::{engines, sqlite};

fn hook_of(w: &Inside, event: &str) -> String {
    let hooks = w.webhooks();
    hooks.iter().find(|h| h["event"] == event).unwrap()["url"].as_str().unwrap().to_owned()
}

async fn post(w: &Inside, url: &str, body: &str) -> (StatusCode, String) {
    let sent = w.http.post(url).header("content-type", "application/json").body(body.to_owned()).send().await.unwrap();
    (sent.status(), sent.text().await.unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn repeated_late_and_reordered_hooks_hand_over_once() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let order = w.buy().await;
        for event in ["Orders.update", "Orders.create"] {
            let body = json!({ "event": event, "order_numbers": [order], "repeat": 500 });
            assert_eq!(w.control("upgates/svetlo/hooks", body).await["webhooks"], 1);
        }
        w.control(
            "upgates/svetlo/hooks",
            json!({ "event": "Orders.update", "order_numbers": [order], "late_ms": 60_000 }),
        )
        .await;
        w.arrives(&order).await;
        w.wait_for(std::time::Duration::from_secs(120), "all hooks are delivered", async || {
            (w.webhooks().iter().map(|h| h["waiting"].as_u64().unwrap()).sum::<u64>() <= 1).then_some(())
        })
        .await;
        w.pass(61).await;
        w.done("order", &order).await;
        assert_eq!(w.calls("extend", "POST", "/CustomerOrders").len(), 1);
        let reads = w.calls("upgates", "GET", "/orders").len();
        assert!(reads < 500, "1,000 hooks made {reads} reads");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forged_hooks_tell_nothing_and_do_nothing() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let body = json!({ "project_name": "Světlo a stín", "orders": [{ "order_number": "O2699999" }] }).to_string();
    let known = post(&w, &hook_of(&w, "Orders.update"), &body).await;
    let unknown = post(&w, &format!("{}/hooks/upgates/{}", w.base, "x".repeat(43)), &body).await;
    assert_eq!(known, unknown);
    assert_eq!(known.0, StatusCode::OK);
    w.control("upgates/svetlo/hooks", json!({ "event": "Orders.update", "forged": true })).await;
    w.wait("the invented order was looked for", async || {
        (!w.sandbox.world().kit.log.find(|e| e.query.contains("O2699999")).is_empty()).then_some(())
    })
    .await;
    w.done("order", "O2699999").await;
    assert!(w.tracked("O2699999").await.is_none());
    assert!(w.calls("extend", "POST", "/CustomerOrders").is_empty());
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_body_leads_to_a_look_that_finds_the_change() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let url = hook_of(&w, "Orders.update");
    // Its webhooks off, the shop tells nothing by itself.
    w.control("upgates/svetlo/privileges", json!({ "privileges": {} })).await;
    let order = w.buy().await;
    w.pass(5).await;
    assert!(w.tracked(&order).await.is_none());
    for body in ["{\"project_name\":\"Světlo", "[]", "null", "ne", ""] {
        assert_eq!(post(&w, &url, body).await.0, StatusCode::OK, "{body}");
    }
    w.arrives(&order).await;
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_that_is_off_is_mended_and_what_it_missed_is_found() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let count = w.webhooks().len();
    w.control("upgates/svetlo/privileges", json!({ "privileges": {} })).await;
    assert!(w.webhooks().iter().all(|h| h["active"] == false));
    let order = w.buy().await;
    w.pass(3700).await;
    w.wait("all webhooks are on again", async || w.webhooks().iter().all(|h| h["active"] == true).then_some(())).await;
    w.arrives(&order).await;
    assert_eq!(w.webhooks().len(), count);
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lost_hooks_of_the_shop_are_found_by_the_light_look() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let order = w.place(crate::world::lamps()).await;
    w.reaches(&order, OrderState::Noticed).await;
    w.control("switches", json!({ "upgates.hook_window_ms": 3_600_000 })).await;
    w.deed(&order, "pay", json!({})).await;
    w.pass(6 * 3600 + 60).await;
    w.arrives(&order).await;
    let look = w.sandbox.world().kit.log.find(|e| e.query.contains("last_update_time_from"));
    assert!(!look.is_empty());
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_thousand_records_in_one_hook_are_one_look_for_changes() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let before = w.calls("upgates", "GET", "/orders").len();
    let looks = || w.sandbox.world().kit.log.find(|e| e.query.contains("last_update_time_from")).len();
    let looked = looks();
    w.control("upgates/svetlo/hooks", json!({ "event": "Orders.update", "records": 5000 })).await;
    w.wait("the big hook was taken", async || {
        let hooks = w.webhooks();
        let big = hooks.iter().flat_map(|h| h["deliveries"].as_array().unwrap()).find(|d| {
            d["took_ms"].as_u64().is_some()
                && d["outcome"] == "delivered"
                && d["body"].as_str().unwrap().contains("X0000")
        });
        big.map(|_| ())
    })
    .await;
    w.wait_for(std::time::Duration::from_secs(120), "all are looked at", async || {
        let spread = spojka::store::marks::count(&w.db).await.unwrap() == 0;
        (spread && looks() > looked && !w.jobs().await.iter().any(|j| j.0 == "order")).then_some(())
    })
    .await;
    let reads = w.calls("upgates", "GET", "/orders").len() - before;
    assert!(reads <= 20, "{reads} reads for 5,000 records");
    assert!(w.upgates()["peak_simultaneous_requests"].as_u64().unwrap() <= 2);
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hooks_of_the_warehouse_must_be_signed() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let shop = w.known().await.unwrap();
        let connection = connections::of_shop(&w.db, &shop.id).await.unwrap().remove(0);
        let (url, secret) = coupling::hook_of(&w.ctx.desk, &connection).unwrap();
        let echo = w.http.get(format!("{url}?echo=abc123")).send().await.unwrap();
        assert_eq!((echo.status(), echo.text().await.unwrap().as_str()), (StatusCode::OK, "abc123"));

        let order = w.buy().await;
        w.arrives(&order).await;
        let body = json!({ "Id": "1", "Attempt": 1, "Properties": {}, "Notifications": [{ "Action": "OrderPicked", "Details": { "OrderNumber": w.number_there(&order) } }] }).to_string();
        let reads = w.calls("extend", "GET", "/CustomerOrders").len();
        let mac = hmac::sha256(&secret, body.as_bytes()).unwrap();
        let good = mac.iter().fold("sha256=".to_owned(), |text, byte| text + &format!("{byte:02X}"));
        for signature in ["", "sha256=", "sha256=00", &good.replace("sha256=", "sha1="), &good[..good.len() - 1]] {
            let sent = w.http.post(&url).header("ms-signature", signature).body(body.clone()).send().await.unwrap();
            assert_eq!(sent.status(), StatusCode::UNAUTHORIZED, "{signature}");
        }
        let other = format!("{}x", &url[..url.len() - 1]);
        let sent = w.http.post(&other).header("ms-signature", &good).body(body.clone()).send().await.unwrap();
        assert_eq!(sent.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(w.calls("extend", "GET", "/CustomerOrders").len(), reads, "a refused hook has no effect");

        w.warehouse_does(&order, "pick", json!({ "packages": ["P1"] })).await;
        w.wait("the order is sent", async || (w.order(&order)["status_id"] == 7).then_some(())).await;
        let mails = w.mails(&order);
        for _ in 0..5 {
            let sent = w.http.post(&url).header("ms-signature", &good).body(body.clone()).send().await.unwrap();
            assert_eq!(sent.status(), StatusCode::OK);
        }
        w.done("progress", &w.number_there(&order)).await;
        w.done("write_back", &order).await;
        assert_eq!(w.mails(&order), mails, "a repeated hook mails nobody again");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lost_doubled_forged_and_held_back_hooks_of_the_warehouse_come_right() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    for mischief in [json!({ "lose": 9 }), json!({ "forge": 9 }), json!({ "duplicate": 9 }), json!({ "hold": true })] {
        let order = w.buy().await;
        w.arrives(&order).await;
        let mails = w.mails(&order);
        w.control("extend/hooks/mischief", mischief.clone()).await;
        w.warehouse_does(&order, "reserve", json!({})).await;
        w.warehouse_does(&order, "pick", json!({})).await;
        if mischief["hold"] == true {
            w.control("extend/hooks/release", json!({ "reversed": true })).await;
        } else if mischief["duplicate"].is_null() {
            w.pass(1000).await;
        }
        w.control("extend/hooks/mischief", json!({})).await;
        w.wait(&format!("{mischief}: the order is sent"), async || (w.order(&order)["status_id"] == 7).then_some(()))
            .await;
        w.done("write_back", &order).await;
        assert_eq!(w.mails(&order), mails + 1, "{mischief}");
    }
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn other_words_keys_and_pages_of_the_warehouse_are_understood() {
    for switches in [
        json!({ "extend.extra_fields": true, "extend.order_status_words": { "Incoming": "Arrived", "Terminated": "FullyDelivered" } }),
        json!({ "extend.page_drift": "repeat", "extend.hook_order_key": "orderNumber", "extend.hooks_in_one_call": true }),
        json!({ "extend.page_drift": "skip", "extend.auth_header": "extend", "extend.hook_old_spelling": true, "extend.split_rows": false }),
    ] {
        let w = Inside::coupled(sqlite(), |_| {}).await;
        w.control("switches", switches.clone()).await;
        let order = w.buy().await;
        w.arrives(&order).await;
        w.deed(&order, "edit", json!({ "quantity": 3 })).await;
        w.wait(&format!("{switches}: the change is sent on"), async || {
            (w.told(&order, spojka::domain::step::StepKind::ChangeSent).await == 1).then_some(())
        })
        .await;
        w.warehouse_does(&order, "pick-part", json!({})).await;
        w.warehouse_does(&order, "pick", json!({})).await;
        w.wait(&format!("{switches}: the order is sent"), async || (w.order(&order)["status_id"] == 7).then_some(()))
            .await;
        w.close().await;
    }
}
