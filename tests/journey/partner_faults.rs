//! What can go wrong at the warehouse: no order is lost, none arrives twice.
use serde_json::{Value, json};
use spojka::coupling;
use spojka::domain::order::OrderState;
use spojka::domain::step::StepKind;
use spojka::store::audit::Who;

use crate::inside::Inside;
use crate::world::{Engine, engines, sqlite};

fn creating(kind: &str) -> Value {
    json!({ "system": "extend", "method": "POST", "path_contains": "/CustomerOrders", "kind": kind, "times": 1 })
}

/// Lets time pass until an order has arrived.
async fn patiently(w: &Inside, order: &str) {
    for _ in 0..60 {
        w.pass(20).await;
        let end = std::time::Instant::now() + std::time::Duration::from_millis(300);
        while std::time::Instant::now() < end {
            if w.tracked(order).await.is_some_and(|row| row.state == OrderState::HandedOver) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
    w.reaches(order, OrderState::HandedOver).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unclear_answer_is_asked_about_and_never_repeated() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        for kind in ["reply_lost", "gateway_timeout", "truncated", "wrong_type"] {
            let before = w.calls("extend", "POST", "/CustomerOrders").len();
            w.fault(creating(kind)).await;
            let order = w.buy().await;
            w.wait(&format!("{kind}: the fault was met"), async || (w.faults_left() == 0).then_some(())).await;
            patiently(&w, &order).await;
            w.arrives(&order).await;
            w.done("order", &order).await;
            assert_eq!(
                w.calls("extend", "POST", "/CustomerOrders").len(),
                before + 1,
                "{kind}: created once, then found"
            );
            assert_eq!(w.there(&order).len(), 1, "{kind}");
        }
        assert_eq!(w.warehouse()["duplicates"], json!({}));
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_try_is_repeated() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let mut faults: Vec<Value> = ["server_error", "html", "plain_text", "dropped", "too_many"].map(creating).to_vec();
    let mut with_wait = creating("too_many");
    with_wait["retry_after"] = json!("7");
    faults.push(with_wait);
    let mut deadlock = creating("answer");
    deadlock["status"] = json!(400);
    deadlock["body"] = json!(r#"{"Message":"Transaction was deadlocked on lock resources. Rerun the transaction."}"#);
    faults.push(deadlock);
    for fault in faults {
        let case = fault.to_string();
        w.fault(fault).await;
        let order = w.buy().await;
        w.wait(&format!("{case}: the fault was met"), async || (w.faults_left() == 0).then_some(())).await;
        patiently(&w, &order).await;
        w.arrives(&order).await;
        assert_eq!(w.there(&order).len(), 1, "{case}");
    }
    assert_eq!(w.warehouse()["duplicates"], json!({}));
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_login_waits_for_new_credentials() {
    for engine in engines().await {
        refused_login(engine).await;
    }
}

async fn refused_login(engine: Engine) {
    let w = Inside::coupled(engine, |_| {}).await;
    w.control("switches", json!({ "extend.password": "changed" })).await;
    let order = w.buy().await;
    w.waits_for(&order, "AUTH-PARTNER").await;
    let refused = w.calls("extend", "GET", "/CustomerOrders").len();
    let second = w.buy().await;
    assert_eq!(w.waits_for(&second, "AUTH-PARTNER").await.state, OrderState::Waiting, "the merchant sees it, too");
    w.done("nothing", "").await;
    assert_eq!(w.calls("extend", "GET", "/CustomerOrders").len(), refused, "no more wrong logins");
    w.couple(|file| file["credentials"]["password"] = json!("changed")).await;
    for number in [&order, &second] {
        w.arrives(number).await;
    }
    assert_eq!(w.warehouse()["duplicates"], json!({}));
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_warehouse_is_down_orders_are_read_once_and_wait() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    w.fault(json!({ "system": "extend", "kind": "dropped" })).await;
    let mut orders = vec![w.buy().await];
    w.waits_for(&orders[0], "PARTNER-DOWN").await;
    let reads = |w: &Inside| w.calls("upgates", "GET", "/orders").len();
    let before = reads(&w);
    for _ in 0..5 {
        orders.push(w.buy().await);
    }
    for number in &orders {
        w.waits_for(number, "PARTNER-DOWN").await;
    }
    let told = reads(&w);
    assert!(told <= before + 6, "each is read once at most: {before} → {told}");
    for number in &orders {
        w.deed(number, "edit", json!({ "internal_note": "spěchá" })).await;
    }
    w.done_hooks().await;
    tokio::time::sleep(std::time::Duration::from_millis(1200)).await;
    assert_eq!(reads(&w), told, "the shop is not read in vain");
    w.clear_faults();
    for number in &orders {
        patiently(&w, number).await;
        w.arrives(number).await;
    }
    assert_eq!(w.warehouse()["duplicates"], json!({}));
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_refused_for_good_fails_with_a_button() {
    let w = Inside::coupled(sqlite(), |file| file["orders"]["ready_statuses"] = json!([5])).await;
    let mut fault = creating("answer");
    fault["status"] = json!(400);
    fault["body"] = json!(r#"{"Message":"The city field is required in orderHeader.deliveryAddress."}"#);
    w.fault(fault).await;
    let order = w.buy().await;
    let row = w.waits_for(&order, "ADDR").await;
    assert_eq!(row.state, OrderState::Failed);
    // Whatever else the shop tells of the unchanged order, what was refused for good is not sent again by itself.
    w.control("upgates/svetlo/hooks", json!({ "event": "Orders.update", "order_numbers": [order], "repeat": 2 })).await;
    w.done_hooks().await;
    w.done("order", &order).await;
    w.pass(3600).await;
    w.done("order", &order).await;
    assert_eq!(w.told(&order, StepKind::Failed).await, 1);
    assert!(w.there(&order).is_empty());
    assert_eq!(w.cause(&order).await, Some("ADDR"));
    coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), None, Who::Shop).await.unwrap();
    w.arrives(&order).await;
    w.close().await;
}
