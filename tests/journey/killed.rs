//! The program killed at each step of a hand-over, and started again: the order arrives exactly once. Each step has a
//! world of its own; all run at once, since a killed worker's lease must run out first (30 s).
use std::time::Duration;

use serde_json::{Value, json};
use spojka::domain::order::OrderState;
use spojka::domain::step::StepKind;
use spojka::store::orders;

use crate::program::Program;
use crate::world::{Engine, World, engines, sqlite};

/// A lease, the asking after an unclear hand-over, and a slow machine.
const RECOVERY: Duration = Duration::from_secs(150);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// While the order is read from the shop.
    Reading,
    /// After the hand-over was announced, while the warehouse is asked for the order.
    Looking,
    /// While the order is on its way and will arrive.
    Creating,
    /// After the order arrived, before the answer did.
    Unanswered,
    /// After the answer, before our commit.
    Uncommitted,
    /// After our commit.
    Committed,
}

const MOMENTS: [Moment; 6] =
    [Moment::Reading, Moment::Looking, Moment::Creating, Moment::Unanswered, Moment::Uncommitted, Moment::Committed];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_hand_over_ends_with_one_order() {
    let mut journeys: Vec<_> = MOMENTS.into_iter().map(|moment| journey(sqlite(), moment)).collect();
    for engine in engines().await.into_iter().skip(1) {
        journeys.push(journey(engine, Moment::Uncommitted));
    }
    futures_util::future::join_all(journeys).await;
}

/// Killed after the shop has mailed its customer and before we know it: the customer is not mailed again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_write_back_mails_nobody_twice() {
    let mut p = Program::start(sqlite()).await;
    p.activate().await;
    p.couple(|_| {}).await;
    p.control("switches", json!({ "upgates.same_status_mails": true })).await;
    let order = p.buy().await;
    p.arrives(&order).await;
    let mails = p.mails(&order);
    let put = json!({ "system": "upgates", "method": "PUT", "path_contains": "/orders", "kind": "latency", "latency_ms": 1, "times": 1 });
    p.fault(put.clone()).await;
    let mut slow = put;
    slow["latency_ms"] = json!(3000);
    p.fault(slow).await;
    p.warehouse_does(&order, "pick", json!({ "packages": ["K1"] })).await;
    p.wait("the status is on its way", async || (p.faults_left() == 0).then_some(())).await;
    let row = p.tracked(&order).await.unwrap();
    let mut held = p.db.begin().await.unwrap();
    orders::lock(&mut held, &row.shop, &row.connection, &order).await.unwrap();
    p.wait("the customer is mailed", async || (p.mails(&order) == mails + 1).then_some(())).await;
    Program::breathe().await;
    p.kill();
    drop(held);
    assert_eq!(p.told(&order, StepKind::StatusWritten).await, 0, "nothing was committed");
    p.run().await;
    p.wait_for(RECOVERY, "the status is known as written", async || {
        (p.told(&order, StepKind::StatusWritten).await == 1).then_some(())
    })
    .await;
    p.done("write_back", &order).await;
    assert_eq!(p.mails(&order), mails + 1);
    p.close().await;
}

async fn journey(engine: Engine, moment: Moment) {
    let mut p = Program::start(engine).await;
    p.activate().await;
    p.couple(|_| {}).await;
    // It reads orders as well, and shall not meet what waits for the hand-over.
    p.done("connect_test", "").await;
    let order = until_the_moment(&mut p, moment).await;
    if p.runs() {
        p.kill();
    }
    p.clear_faults();
    p.run().await;
    p.wait_for(RECOVERY, &format!("{moment:?}: {order} is handed over"), async || {
        p.tracked(&order).await.filter(|row| row.state == OrderState::HandedOver)
    })
    .await;
    p.done("order", &order).await;
    assert_eq!(p.warehouse()["duplicates"], json!({}), "{moment:?}");
    let row = p.tracked(&order).await.unwrap();
    assert_eq!(row.state, OrderState::HandedOver, "{moment:?}");
    assert_eq!(row.partner_number, Some(p.number_there(&order)), "{moment:?}");
    assert_eq!(p.there(&order).len(), 1, "{moment:?}");
    p.close().await;
}

/// Brings an order to the moment, and returns while it lasts.
async fn until_the_moment(p: &mut Program, moment: Moment) -> String {
    let slow = |system: &str, method: &str, path: &str, kind: &str, latency_ms: u64| -> Value {
        json!({ "system": system, "method": method, "path_contains": path, "kind": kind, "times": 1, "latency_ms": latency_ms })
    };
    let fault = match moment {
        Moment::Reading => slow("upgates", "GET", "/orders", "latency", 4000),
        Moment::Looking => slow("extend", "GET", "/CustomerOrders", "latency", 4000),
        Moment::Creating => slow("extend", "POST", "/CustomerOrders", "latency", 2000),
        Moment::Unanswered => slow("extend", "POST", "/CustomerOrders", "reply_lost", 500),
        Moment::Uncommitted => slow("extend", "POST", "/CustomerOrders", "latency", 3000),
        Moment::Committed => slow("extend", "GET", "/Nothing", "latency", 1),
    };
    p.fault(fault).await;
    let order = p.buy().await;
    match moment {
        Moment::Reading | Moment::Looking | Moment::Creating => {
            p.wait("the slow call is being made", async || (p.faults_left() == 0).then_some(())).await;
        }
        Moment::Unanswered => arrived(p, &order).await,
        Moment::Uncommitted => {
            p.wait("the order is on its way", async || (p.faults_left() == 0).then_some(())).await;
            // Whoever holds the row keeps the program from committing what it learns.
            let row = p.tracked(&order).await.unwrap();
            let mut held = p.db.begin().await.unwrap();
            orders::lock(&mut held, &row.shop, &row.connection, &order).await.unwrap();
            arrived(p, &order).await;
            Program::breathe().await;
            p.kill();
            drop(held);
            let row = p.tracked(&order).await.unwrap();
            assert_eq!(row.state, OrderState::Sending, "nothing was committed");
        }
        Moment::Committed => {
            p.reaches(&order, OrderState::HandedOver).await;
        }
    }
    order
}

async fn arrived(p: &World, order: &str) {
    p.wait("the order is at the warehouse", async || (!p.there(order).is_empty()).then_some(())).await;
}
