//! Each shop's cost is its own: a warehouse that never answers holds up nobody else, and work that ends the process ends itself.
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use spojka::coupling;
use spojka::domain::job::JobKind;
use spojka::domain::order::OrderState;
use spojka::domain::settings::Coupling;
use spojka::domain::step::StepKind;
use spojka::store::audit::Who;
use spojka::store::{jobs, shops};
use tokio::net::{TcpListener, TcpStream};

use crate::inside::Inside;
use crate::world::engines;

/// A server that takes every call and never answers.
struct Silent {
    url: String,
    held: Arc<Mutex<Vec<TcpStream>>>,
}

impl Silent {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/RESTAPI", listener.local_addr().unwrap());
        let held = Arc::<Mutex<Vec<TcpStream>>>::default();
        let calls = Arc::clone(&held);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                calls.lock().unwrap().push(stream);
            }
        });
        Self { url, held }
    }

    fn calls(&self) -> usize {
        self.held.lock().unwrap().len()
    }
}

/// A customer of the second shop orders and pays; number and status of the order.
async fn buy_there(w: &Inside) -> (String, Value) {
    let order = json!({ "products": [["CEPICE-01", 1]], "shipment_id": 6, "payment_id": 2 });
    let made = w.control("upgates/triko/orders", json!({ "pay": true, "order": order })).await;
    let number = made["order_numbers"][0].as_str().or(made["order_number"].as_str()).unwrap().to_owned();
    let status = w.sandbox.world().upgates.snapshot()["shops"]["triko"]["orders"][&number]["status_id"].take();
    (number, status)
}

/// Activates the second shop and couples it with the warehouse.
async fn couple_second(w: &Inside) {
    let (_, ready) = buy_there(w).await;
    let answer = w.control("upgates/triko/activate", json!({})).await;
    assert_eq!(answer["status"], 200, "{answer}");
    let token = w.sandbox.world().upgates.snapshot()["shops"]["triko"]["token"].as_str().unwrap().to_owned();
    let shop = w.wait("the second shop is known", async || shops::by_token(&w.db, &token).await.unwrap()).await;
    let mut file = w.coupling();
    file["orders"]["ready_statuses"] = json!([ready]);
    file["progress"] = json!({});
    let coupling = Coupling::parse(&file.to_string()).unwrap();
    coupling::couple(&w.ctx.desk, &shop.id, &coupling, Who::Operator).await.unwrap();
    w.ctx.wake.notify_one();
    w.wait("its webhooks stand", async || {
        let hooks = w.sandbox.world().upgates.snapshot()["shops"]["triko"]["webhooks"].take();
        hooks.as_array().is_some_and(|all| all.len() > 3).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_warehouse_that_never_answers_holds_up_no_other_shop() {
    for engine in engines().await {
        let w = Inside::start(engine).await;
        w.activate().await;
        let silent = Silent::open().await;
        w.couple(|file| file["credentials"]["base_url"] = json!(silent.url)).await;
        couple_second(&w).await;
        let mut waiting = Vec::new();
        for _ in 0..10 {
            let order = w.buy().await;
            w.wait("its work is planned", async || {
                w.jobs().await.iter().any(|j| j.0 == "order" && j.1 == order).then_some(())
            })
            .await;
            waiting.push(order);
        }
        w.wait("the silent one is waited for", async || (silent.calls() > 0).then_some(())).await;
        let (order, _) = buy_there(&w).await;
        w.wait("the other shop's order is handed over", async || (!w.there(&order).is_empty()).then_some(())).await;
        assert_eq!(w.tracked(&waiting[0]).await.unwrap().state, OrderState::Sending);
        for number in &waiting {
            assert_eq!(w.told(number, StepKind::TryFailed).await, 0, "the silent one is still waited for");
        }
        silent.held.lock().unwrap().clear();
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_that_ends_the_process_is_set_aside_and_a_person_starts_it_anew() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        w.fault(json!({ "system": "extend", "kind": "dropped" })).await;
        let order = w.buy().await;
        w.waits_for(&order, "PARTNER-DOWN").await;
        w.done("nothing", "").await;
        // One that never came so far as to be stored, and five claims of each that did not end.
        let (shop, now) = (w.known().await.unwrap(), w.clock.now());
        let mut tx = w.db.begin().await.unwrap();
        jobs::mark(&mut tx, &shop.id, "", JobKind::Order, "UNREAD", now.plus_seconds(600), now).await.unwrap();
        tx.commit().await.unwrap();
        w.sql("UPDATE jobs SET unended = 5, lease = NULL, run_at = 1 WHERE kind = 'order'").await;
        for number in [order.as_str(), "UNREAD"] {
            let row = w.waits_for(number, "GAVE-UP").await;
            assert_eq!(row.state, OrderState::Waiting);
            assert_eq!(row.cause.unwrap().detail, "ended the process 5 times");
        }
        w.clear_faults();
        w.deed(&order, "edit", json!({ "internal_note": "spěchá" })).await;
        w.done_hooks().await;
        w.wait("hooks don't bring it back", async || {
            let found = w.jobs().await.into_iter().find(|j| j.0 == "order" && j.1 == order);
            found.filter(|j| j.2 == "dead").map(drop)
        })
        .await;
        let row = w.tracked(&order).await.unwrap();
        coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), None, Who::Shop).await.unwrap();
        w.ctx.wake.notify_one();
        assert!(w.arrives(&order).await.cause.is_none());
        w.close().await;
    }
}
