//! What is only tried changes nothing, whatever the state of the connection; and with the hold window that merchants get, what is missing is
//! told at once.
use serde_json::{Value, json};
use spojka::coupling;
use spojka::domain::order::OrderState;
use spojka::domain::report::Simulation;
use spojka::store::audit::Who;

use crate::frame::Frame;
use crate::inside::Inside;
use crate::world::{engines, lamps};

/// The settings file with the hold window that a merchant gets.
fn by_default(file: &mut Value) {
    file["orders"].as_object_mut().unwrap().remove("hold_minutes");
}

/// A carrier that nobody has mapped.
fn unmapped() -> Value {
    let mut order = lamps();
    order["shipment_id"] = json!(8);
    order
}

async fn paid(w: &Inside, order: Value) -> String {
    let number = w.place(order).await;
    w.deed(&number, "pay", json!({})).await;
    number
}

/// What a simulation must leave as it is.
async fn everything(w: &Inside) -> (Value, Value, String) {
    let shop = w.upgates();
    let c = w.connection().await;
    let kept = json!([shop["orders"], shop["products"]]);
    (kept, w.warehouse()["orders"].clone(), format!("{:?} {:?} {}", c.settings, c.state, c.updated_at))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_missing_is_told_before_the_hold_window_ends() {
    for engine in engines().await {
        let w = Inside::coupled(engine, by_default).await;
        let (good, bad) = (paid(&w, lamps()).await, paid(&w, unmapped()).await);
        w.reaches(&good, OrderState::Held).await;
        w.waits_for(&bad, "MAP-SHIP").await;
        assert_eq!(w.reaches(&bad, OrderState::Waiting).await.hold_until, None);
        let frame = Frame::open(&w).await;
        let (_, overview) = frame.get("").await;
        assert!(overview.contains("MAP-SHIP") || overview.contains("Spárovat dopravu"), "{overview}");

        let c = w.connection().await;
        let mut settings = c.settings.clone();
        settings.carriers.insert("8".to_owned(), "Posta".to_owned());
        coupling::save_settings(&w.ctx.desk, &c.shop, c.id.as_str(), &settings, Who::Shop).await.unwrap();
        w.ctx.wake.notify_one();
        w.reaches(&bad, OrderState::Held).await;
        assert!(w.there(&good).is_empty() && w.there(&bad).is_empty(), "mending ends no hold window");
        w.pass(16 * 60).await;
        w.arrives(&good).await;
        w.arrives(&bad).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hold_window_changes_no_number_of_a_simulation() {
    for engine in engines().await {
        let w = Inside::start(engine).await;
        w.activate().await;
        w.couple(|file| {
            by_default(file);
            file["start"] = json!(false);
        })
        .await;
        paid(&w, lamps()).await;
        let bad = paid(&w, unmapped()).await;
        let numbers = |s: &Simulation| (s.go, s.wait, s.left_out, s.not_ready);
        let held = w.simulate(|s| "2026-01-01".clone_into(&mut s.orders.from)).await;
        w.pass(61).await;
        let at_once = w
            .simulate(|s| {
                "2026-01-01".clone_into(&mut s.orders.from);
                s.orders.hold_minutes = 0;
            })
            .await;
        assert!(held.wait >= 1 && held.go >= 1, "{held:?}");
        assert_eq!(numbers(&held), numbers(&at_once));
        assert!(held.orders.iter().any(|o| o.number == bad && o.verdict == "wait"));
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_simulation_leaves_a_running_shop_as_it_is() {
    for engine in engines().await {
        let w = Inside::start(engine).await;
        w.activate().await;
        let old = paid(&w, lamps()).await;
        w.pass(86_400).await;
        w.couple(by_default).await;
        let (new, held) = (paid(&w, lamps()).await, paid(&w, lamps()).await);
        w.reaches(&new, OrderState::Held).await;
        w.pass(16 * 60).await;
        w.arrives(&new).await;
        w.arrives(&held).await;
        let waiting = paid(&w, lamps()).await;
        w.reaches(&waiting, OrderState::Held).await;
        w.done_hooks().await;

        for paused in [false, true] {
            let c = w.connection().await;
            if paused {
                coupling::pause(&w.ctx.desk, &c.shop, c.id.as_str(), None, Who::Shop).await.unwrap();
            }
            let before = everything(&w).await;
            let frame = Frame::open(&w).await;
            let wish = [("orders.from", "30"), ("orders.hold_minutes", "0"), ("action", "simulate")];
            let (status, page) = frame.post("/guide/start", "/guide/start", &wish).await;
            assert!(status.is_success(), "{page}");
            w.pass(61).await;
            let report = w.wait("the simulation is done", async || w.connection().await.simulation).await;
            let s: Simulation = serde_json::from_str(&report).unwrap();
            assert!(s.error.is_empty() && s.handed_over == 2 && s.go >= 2, "{s:?}");
            for (number, verdict) in [(&old, "go"), (&new, "handed_over"), (&waiting, "go")] {
                assert!(s.orders.iter().any(|o| o.number == *number && o.verdict == verdict), "{number}: {s:?}");
            }
            let (_, page) = frame.get("/guide/start").await;
            assert!(page.contains("name=\"orders.from\" value=\"30\" checked"), "the choice is kept: {page}");
            assert!(!page.contains("data-test=\"start\""));
            assert_eq!(everything(&w).await, before, "paused: {paused}");
            assert!(w.there(&old).is_empty() && w.there(&waiting).is_empty());
        }
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn buttons_that_ask_the_shop_rest_a_minute() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let asked = |path: &str| w.calls("upgates", "GET", path).len();
        let frame = Frame::open(&w).await;
        let owner = asked("/owner");
        assert_eq!(owner, 1, "read at the installation");
        let status = asked("/status");
        for _ in 0..6 {
            frame.post("/guide/readiness", "/guide/readiness", &[("action", "again")]).await;
        }
        w.wait("it is looked at once more", async || (asked("/status") > status).then_some(())).await;
        w.wait("nothing is left to do", async || {
            w.jobs().await.iter().all(|j| !matches!(j.0.as_str(), "onboard" | "readiness")).then_some(())
        })
        .await;
        assert_eq!(asked("/status"), status + 1, "six presses are one look");
        assert_eq!(asked("/owner"), owner, "the owner is read at the installation only");
        let (_, page) = frame.post("/guide/readiness", "/guide/readiness", &[("action", "again")]).await;
        assert!(page.contains("za minutu"), "{page}");

        let listed =
            |w: &Inside| w.calls("upgates", "GET", "/orders").iter().filter(|e| e.query.contains("order_dir")).count();
        let before = listed(&w);
        w.simulate(|s| "2026-01-01".clone_into(&mut s.orders.from)).await;
        let one = listed(&w) - before;
        w.pass(61).await;
        let orders = listed(&w);
        for _ in 0..6 {
            let wish = [("orders.from", "7"), ("orders.hold_minutes", "0"), ("action", "simulate")];
            frame.post("/guide/start", "/guide/start", &wish).await;
        }
        let (_, page) = frame.get("/guide/start").await;
        assert!(page.contains("data-test=\"simulation-wait\"") || w.connection().await.simulation.is_some());
        w.pass(61).await;
        w.wait("the last one is done", async || w.connection().await.simulation).await;
        assert!(listed(&w) - orders <= one * 2, "six presses are two simulations at most");
        w.close().await;
    }
}
