//! Before the start: a simulation that writes nothing, and one order handed over for real, exactly once.
use serde_json::{Value, json};
use spojka::coupling::{self, DeskError};
use spojka::domain::order::OrderState;
use spojka::domain::report::Trial;
use spojka::domain::step::StepKind;
use spojka::store::audit::Who;
use spojka::store::{Db, connections, products, trials};

use crate::inside::Inside;
use crate::world::{Engine, engines, lamps, sqlite};

/// A coupled shop that is not started.
async fn drafted(engine: Engine, change: impl FnOnce(&mut Value)) -> Inside {
    let w = Inside::start(engine).await;
    w.activate().await;
    w.couple(|file| {
        file["start"] = json!(false);
        change(file);
    })
    .await;
    w
}

async fn connection(w: &Inside) -> connections::Connection {
    let shop = w.known().await.unwrap();
    connections::of_shop(&w.db, &shop.id).await.unwrap().remove(0)
}

async fn try_one(w: &Inside, number: &str) -> Result<(), DeskError> {
    let c = connection(w).await;
    let asked = coupling::trial(&w.ctx.desk, &c.shop, c.id.as_str(), number, Who::Shop).await;
    w.ctx.wake.notify_one();
    asked
}

async fn ended(w: &Inside) -> Trial {
    let c = connection(w).await;
    w.wait("the trial has ended", async || {
        trials::get(&w.db, &c.shop, c.id.as_str()).await.unwrap().filter(|t| t.ended_at.is_some())
    })
    .await
}

async fn start(w: &Inside) {
    let c = connection(w).await;
    coupling::start(&w.ctx.desk, &c.shop, c.id.as_str(), Who::Shop).await.unwrap();
    w.ctx.wake.notify_one();
}

async fn rows(db: &Db, table: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
    match db {
        Db::Sqlite { readers, .. } => sqlx::query_scalar(sql).fetch_one(readers).await.unwrap(),
        Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await.unwrap(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_simulation_writes_nothing_anywhere() {
    for engine in engines().await {
        let w = drafted(engine, |file| {
            file["orders"]["from"] = json!("2026-01-01");
            file["stock"]["master"] = json!("partner");
        })
        .await;
        w.buy().await;
        let mut unmapped = lamps();
        unmapped["shipment_id"] = json!(8);
        let unmapped = w.place(unmapped).await;
        w.deed(&unmapped, "pay", json!({})).await;
        w.done_hooks().await;
        let tables = ["orders", "steps", "parcels", "reserved", "stock", "product_list", "guard_stops", "order_tally"];
        let mut before = Vec::new();
        for table in tables {
            before.push(rows(&w.db, table).await);
        }
        let plain = |mut shop: Value| {
            shop["webhooks"].take();
            shop
        };
        let (shop, warehouse) = (plain(w.upgates()), w.warehouse());
        let log = || w.sandbox.world().kit.log.find(|e| matches!(e.system.as_str(), "upgates" | "extend"));
        let begun = log().len();
        let s = w.simulate(|_| {}).await;
        assert!(s.error.is_empty(), "{}", s.error);
        let listed = w.upgates()["orders"].as_object().unwrap().len();
        assert_eq!(s.go + s.wait + s.left_out + s.not_ready, listed, "{s:?}");
        assert!(s.go >= 1 && s.wait >= 1 && s.stock_changes > 0, "{s:?}");
        assert_eq!(s.mails, 0);
        assert!(s.waits.iter().any(|(cause, n)| cause.code.word() == "MAP-SHIP" && *n >= 1), "{:?}", s.waits);
        assert_eq!(s.out_by.values().sum::<usize>(), s.left_out);
        let asked = log().split_off(begun);
        assert!(!asked.is_empty());
        let written: Vec<_> = asked.iter().filter(|e| e.method != "GET").collect();
        assert!(written.is_empty(), "{written:#?}");
        for (table, before) in tables.iter().zip(before) {
            assert_eq!(rows(&w.db, table).await, before, "{table}");
        }
        assert_eq!(plain(w.upgates()), shop, "the shop is as it was");
        assert_eq!(w.warehouse(), warehouse, "the warehouse is as it was");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_order_goes_before_the_start_and_never_again() {
    for engine in engines().await {
        let w = drafted(engine, |file| {
            file["orders"]["from"] = json!("2026-01-01");
            file["orders"]["hold_minutes"] = json!(30);
        })
        .await;
        let (tried, other) = (w.buy().await, w.buy().await);
        w.done_hooks().await;
        for nonsense in ["", "  ", "a\0b", &"9".repeat(61)] {
            assert!(matches!(try_one(&w, nonsense).await, Err(DeskError::Setting(_))), "{nonsense:?}");
        }
        try_one(&w, &tried).await.unwrap();
        assert!(matches!(try_one(&w, &other).await, Err(DeskError::NotNow(_))), "one at a time");
        assert_eq!(ended(&w).await.result, "handed-over");
        w.arrives(&tried).await;
        assert!(matches!(try_one(&w, &other).await, Err(DeskError::NotNow(_))), "one is enough");
        let story = w.story(&tried).await;
        assert_eq!(story[0], (StepKind::Pressed, "trial".to_owned()));
        w.pass(3600).await;
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        assert!(w.there(&other).is_empty() && w.tracked(&other).await.is_none(), "nothing else moves");
        assert!(w.calls("upgates", "PUT", "/orders").is_empty(), "nothing is written to the shop");

        start(&w).await;
        w.reaches(&other, OrderState::Held).await;
        w.pass(31 * 60).await;
        w.arrives(&other).await;
        w.done("order", &tried).await;
        assert_eq!(w.there(&tried).len(), 1);
        assert_eq!(w.calls("extend", "POST", "/CustomerOrders").len(), 2);
        assert_eq!(w.warehouse()["duplicates"], json!({}));
        assert!(matches!(try_one(&w, &other).await, Err(DeskError::NotNow(_))), "started");
        // What the warehouse does with it comes back like that of all others.
        w.warehouse_does(&tried, "pick", json!({})).await;
        w.wait("its tracking is written", async || {
            (!w.order(&tried)["tracking_code"].as_str().unwrap_or_default().is_empty()).then_some(())
        })
        .await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_handed_over_says_why_and_may_be_tried_again() {
    for engine in engines().await {
        let w = drafted(engine, |_| {}).await;
        try_one(&w, "NONE-1").await.unwrap();
        assert_eq!(ended(&w).await.result, "unknown");
        assert!(w.tracked("NONE-1").await.is_none());

        let unpaid = w.place(lamps()).await;
        try_one(&w, &unpaid).await.unwrap();
        assert_eq!(ended(&w).await.result, "kept");
        let row = w.tracked(&unpaid).await.unwrap();
        assert_eq!((row.state, row.rule.as_str(), row.wish), (OrderState::Noticed, "ready-status", None));

        let mut wish = lamps();
        wish["shipment_id"] = json!(8);
        let order = w.place(wish).await;
        w.deed(&order, "pay", json!({})).await;
        try_one(&w, &order).await.unwrap();
        assert_eq!(ended(&w).await.result, "kept");
        assert_eq!(w.cause(&order).await, Some("MAP-SHIP"));
        let c = connection(&w).await;
        let mut settings = c.settings.clone();
        settings.carriers.insert("8".to_owned(), "Posta".to_owned());
        coupling::save_pairing(&w.ctx.desk, &c.shop, c.id.as_str(), &settings, coupling::Pairing::default(), Who::Shop)
            .await
            .unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        assert!(w.there(&order).is_empty(), "mending alone hands nothing over before the start");
        try_one(&w, &order).await.unwrap();
        assert_eq!(ended(&w).await.result, "handed-over");
        w.arrives(&order).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unclear_trial_is_taken_over_by_the_start() {
    for engine in engines().await {
        let w = drafted(engine, |file| file["orders"]["from"] = json!("2026-01-01")).await;
        let order = w.buy().await;
        w.fault(json!({ "system": "extend", "method": "POST", "path_contains": "/CustomerOrders", "kind": "reply_lost", "times": 1 }))
            .await;
        try_one(&w, &order).await.unwrap();
        w.reaches(&order, OrderState::Sending).await;
        let c = connection(&w).await;
        w.wait("the start takes over", async || {
            coupling::start(&w.ctx.desk, &c.shop, c.id.as_str(), Who::Shop).await.ok()
        })
        .await;
        w.ctx.wake.notify_one();
        for _ in 0..6 {
            w.pass(10).await;
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        w.arrives(&order).await;
        assert_eq!(w.calls("extend", "POST", "/CustomerOrders").len(), 1, "created once, then found");
        assert!(w.jobs().await.iter().all(|j| j.0 != "trial"));
        assert!(matches!(ended(&w).await.result.as_str(), "started" | "handed-over"));
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn products_are_read_once_for_the_readiness() {
    let w = drafted(sqlite(), |file| file["stock"]["master"] = json!("partner")).await;
    let reads = || w.calls("upgates", "GET", "/products");
    assert!(reads().is_empty(), "an operator's coupling reads no products");
    let c = connection(&w).await;
    coupling::test(&w.ctx.desk, &c.shop, c.id.as_str()).await.unwrap();
    w.ctx.wake.notify_one();
    let check = w
        .wait("the products are read", async || {
            products::check(&w.db, &c.shop).await.unwrap().filter(|c| c.ended_at.is_some())
        })
        .await;
    assert!(check.read > 20 && check.total == Some(check.read), "{check:?}");
    let gap = spojka::domain::product::Gap::NoCode;
    assert_eq!(
        products::count_gaps(&w.db, &c.shop, gap).await.unwrap(),
        1,
        "the made-to-measure fitting has only an EAN"
    );
    let once = reads().len();
    coupling::check_products(&w.ctx.desk, &c.shop).await.unwrap();
    w.ctx.wake.notify_one();
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    assert_eq!(reads().len(), once, "not again within a minute");
    w.pass(61).await;
    start(&w).await;
    w.wait("the stock is brought up to date", async || (w.shown("LAMP-01") == w.available("LAMP-01")).then_some(()))
        .await;
    let whole = reads().into_iter().filter(|e| e.path.ends_with("/simple") && !e.query.contains("codes"));
    let whole: Vec<_> = whole.filter(|e| !e.query.contains("last_update_time_from")).collect();
    assert_eq!(whole.len(), once, "the start reads only what changed: {whole:#?}");
    w.close().await;
}
