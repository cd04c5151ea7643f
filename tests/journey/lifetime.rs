//! Activation, deactivation, changes of version, and a program that is asked to stop.
use std::time::Duration;

use serde_json::{Value, json};
use spojka::coupling;
use spojka::domain::order::OrderState;
use spojka::domain::shop::ShopState;
use spojka::store::audit::Who;
use spojka::store::connections::{self, ConnectionState};
use spojka::store::{erasing, jobs, orders};

use crate::inside::Inside;
use crate::program::Program;
use crate::world::{World, engines, sqlite};

fn done() -> (u64, Value) {
    (200, json!({ "error": false, "message": "" }))
}

fn shop_calls(w: &World) -> usize {
    w.sandbox.world().kit.log.find(|e| e.system == "upgates" && e.path.starts_with("/shops/")).len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deactivated_shop_is_left_alone_and_continues_after_its_return() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let before = w.buy().await;
        w.arrives(&before).await;
        w.done("order", &before).await;
        assert_eq!(w.call("deactivate", json!({})).await, done());
        assert_eq!(w.known().await.unwrap().state, ShopState::Inactive);
        let calls = shop_calls(&w);
        let between = w.buy().await;
        w.warehouse_does(&before, "pick", json!({ "packages": ["P5"] })).await;
        for _ in 0..3 {
            w.pass(4000).await;
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        assert_eq!(shop_calls(&w), calls, "all calls have stopped");
        w.activate().await;
        let shop = w.known().await.unwrap();
        let kept = connections::of_shop(&w.db, &shop.id).await.unwrap();
        assert_eq!((kept.len(), kept[0].state), (1, ConnectionState::Started), "its settings are kept");
        w.arrives(&between).await;
        w.pass(1000).await;
        w.wait("what was sent meanwhile is told", async || (w.order(&before)["status_id"] == 7).then_some(())).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_opening_replayed_as_a_deactivation_is_found_out_with_one_call() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let opened = w.control("upgates/svetlo/open", json!({})).await;
    let sent = match &opened["sent"] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let calls = w.calls("upgates", "GET", "/status").len();
    let url = format!("{}/upgates/uninstall", w.base);
    let answer = w.http.post(url).header("content-type", "application/json").body(sent).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    w.wait("the shop counts as active again", async || {
        (w.known().await?.state == ShopState::Active && w.calls("upgates", "GET", "/status").len() > calls)
            .then_some(())
    })
    .await;
    // One call tells; after the good answer the shop's rights are read anew.
    let asked = w.calls("upgates", "GET", "/status").len() - calls;
    assert!((1..=2).contains(&asked), "{asked} questions");
    let order = w.buy().await;
    w.arrives(&order).await;
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_version_leads_to_a_look_at_rights_and_webhooks() {
    for version_is in ["int", "text", "empty", "absent"] {
        let w = Inside::coupled(sqlite(), |_| {}).await;
        w.control("switches", json!({ "upgates.version_is": version_is })).await;
        // What a change of rights does to the add-on's webhooks.
        w.control("upgates/svetlo/privileges", json!({ "privileges": {} })).await;
        let calls = w.calls("upgates", "GET", "/status").len();
        assert_eq!(w.call("version", json!({})).await, done(), "{version_is}");
        w.wait("rights are read anew", async || (w.calls("upgates", "GET", "/status").len() > calls).then_some(()))
            .await;
        w.wait("webhooks are mended", async || w.webhooks().iter().all(|h| h["active"] == true).then_some(())).await;
        let order = w.buy().await;
        w.arrives(&order).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_signal_finishes_what_is_in_flight() {
    for engine in engines().await {
        let mut p = Program::start(engine).await;
        p.activate().await;
        p.couple(|_| {}).await;
        p.fault(json!({ "system": "extend", "method": "POST", "path_contains": "/CustomerOrders", "kind": "latency", "latency_ms": 2500, "times": 1 })).await;
        let order = p.buy().await;
        p.wait("the order is on its way", async || (p.faults_left() == 0).then_some(())).await;
        assert!(p.stop().await.success());
        assert_eq!(
            p.tracked(&order).await.unwrap().state,
            OrderState::HandedOver,
            "finished before the end\n{}",
            p.log()
        );
        assert_eq!(p.there(&order).len(), 1);
        p.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_signal_hands_back_what_takes_too_long() {
    let mut p = Program::start(sqlite()).await;
    p.activate().await;
    p.couple(|_| {}).await;
    p.fault(json!({ "system": "upgates", "method": "GET", "path_contains": "/orders", "kind": "latency", "latency_ms": 60_000, "times": 1 })).await;
    let order = p.buy().await;
    p.wait("the order is being read", async || (p.faults_left() == 0).then_some(())).await;
    // A slow answer is given up after 20 s, a stop waits 15 s.
    assert!(p.stop().await.success());
    let back = p.jobs().await.into_iter().find(|j| j.1 == order).unwrap();
    assert!(back.3.starts_with('0'), "handed back untouched: {back:?}");
    p.run().await;
    p.wait_for(Duration::from_secs(10), "it goes at once, without waiting for a lease", async || {
        p.tracked(&order).await.filter(|row| row.state == OrderState::HandedOver)
    })
    .await;
    p.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_whose_hooks_met_a_dead_process_is_found_right_after_the_start() {
    let mut p = Program::start(sqlite()).await;
    p.activate().await;
    p.couple(|_| {}).await;
    let first = p.buy().await;
    p.arrives(&first).await;
    p.kill();
    // Nobody repeats its hooks while this test lasts.
    p.control("switches", json!({ "upgates.hook_repeat_s": 86_400 })).await;
    let order = p.buy().await;
    p.run().await;
    p.arrives(&order).await;
    assert_eq!(p.there(&order).len(), 1);
    p.close().await;
}

/// The addresses that Upgates calls, sorted.
fn addresses(w: &World) -> Vec<String> {
    let mut all: Vec<String> = w.webhooks().iter().map(|hook| hook["url"].as_str().unwrap().to_owned()).collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hook_addresses_are_new_after_each_activation_and_version_change() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        for step in ["version", "activate", "command"] {
            w.done("webhooks", "rotate").await;
            let before = addresses(&w);
            match step {
                "version" => assert_eq!(w.call("version", json!({})).await, done()),
                "activate" => drop(w.activate().await),
                _ => {
                    let shop = w.known().await.unwrap();
                    coupling::rotate_hooks(&w.ctx.desk, &shop.id, Who::Operator).await.unwrap();
                    w.ctx.wake.notify_one();
                }
            }
            let new = w
                .wait("all addresses are new", async || {
                    let now = addresses(&w);
                    (now.len() == before.len() && now.iter().all(|url| !before.contains(url))).then_some(now)
                })
                .await;
            let again = w.buy().await;
            w.arrives(&again).await;
            assert_eq!(addresses(&w), new, "{step}: once");
        }
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_addresses_that_broke_off_is_finished() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let before = addresses(&w);
    for kind in ["reply_lost", "server_error"] {
        let fault =
            json!({ "system": "upgates", "method": "PUT", "path_contains": "/webhooks", "kind": kind, "times": 1 });
        w.fault(fault).await;
    }
    assert_eq!(w.call("version", json!({})).await, done());
    w.wait("both faults are met", async || (w.faults_left() == 0).then_some(())).await;
    w.pass(30).await;
    w.wait("all addresses are new", async || {
        w.ctx.wake.notify_one();
        let now = addresses(&w);
        (now.len() == before.len() && now.iter().all(|url| !before.contains(url))).then_some(())
    })
    .await;
    let order = w.buy().await;
    w.arrives(&order).await;
    w.close().await;
}

/// Orders are on their way to a slow warehouse when the shop is erased.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_handed_over_or_stored_once_the_erasing_has_begun() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let shop = w.known().await.unwrap();
        let slow = json!({ "system": "extend", "method": "POST", "path_contains": "/CustomerOrders", "kind": "latency", "latency_ms": 1500, "times": 100 });
        w.fault(slow).await;
        let mut bought = Vec::new();
        for _ in 0..10 {
            bought.push(w.buy().await);
        }
        let creations = || w.calls("extend", "POST", "/CustomerOrders").len();
        let there = || bought.iter().filter(|number| !w.there(number).is_empty()).count();
        w.wait("the first is there", async || (there() > 0).then_some(())).await;
        coupling::erase(&w.ctx.desk, &shop.id, &coupling::reference(&shop.id)).await.unwrap();
        let begun = there();
        // Those in flight, at most four, end; no other begins.
        w.wait("what was in flight has ended", async || (there() == creations()).then_some(())).await;
        for _ in 0..3 {
            w.pass(60).await;
            tokio::time::sleep(Duration::from_millis(300)).await;
        }
        assert!(there() <= begun + 4, "{} of {begun}", there());
        assert!(w.known().await.is_none());
        assert_eq!(erasing::sweep(&w.db).await.unwrap(), [], "nothing came back");
        for number in &bought {
            assert!(orders::of_number(&w.db, &shop.id, number).await.unwrap().is_empty());
        }
        assert!(jobs::list(&w.db, &shop.id).await.unwrap().is_empty());
        w.close().await;
    }
}
