//! Stock: what the warehouse has, less what it can't know yet; absolute, only what differs, never in a landslide.
use serde_json::{Value, json};
use spojka::coupling;
use spojka::domain::job::JobKind;
use spojka::domain::order::OrderState;
use spojka::store::audit::Who;
use spojka::store::{connections, cursors, jobs, stock};
use spojka::sync::schedule;

use crate::inside::Inside;
use crate::world::{engines, lamps, sqlite};

fn master(word: &'static str) -> impl FnOnce(&mut Value) {
    move |file| file["stock"] = json!({ "master": word, "buffer": 0 })
}

fn writes(w: &Inside) -> Vec<Value> {
    let all = w.calls("upgates", "PUT", "/products");
    all.iter().map(|e| serde_json::from_str(&e.request_body).unwrap()).collect()
}

async fn looked(w: &Inside) {
    let shop = w.known().await.unwrap().id;
    let id = connections::of_shop(&w.db, &shop).await.unwrap().remove(0).id;
    w.wait("the warehouse's stock was read", async || {
        let jobs = w.jobs().await;
        let read = cursors::get(&w.db, id.as_str(), coupling::STOCK_CURSOR).await.unwrap();
        (read.is_some() && !jobs.iter().any(|j| j.0 == "stock" || (j.0 == "stock_catch_up" && j.3.starts_with('1'))))
            .then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_differs_is_written() {
    for engine in engines().await {
        let w = Inside::coupled(engine, master("partner")).await;
        looked(&w).await;
        assert!(writes(&w).is_empty(), "both sides begin with the same: {:#?}", writes(&w));
        w.control("extend/stock", json!({ "product": "LAMP-02", "warehouse": "BRNO", "delta": 7 })).await;
        w.wait("seven more are shown", async || (w.shown("LAMP-02") == 21).then_some(())).await;
        w.control("extend/stock", json!({ "product": "LAMP-TUBA-BILA", "warehouse": "MAIN", "delta": 4 })).await;
        w.wait("a variant follows, too", async || (w.shown("LAMP-TUBA-BILA") == 12).then_some(())).await;
        w.done("stock", "LAMP-TUBA-BILA").await;
        let text = json!(writes(&w)).to_string();
        assert!(!text.contains("LAMP-01"), "{text}");
        assert_eq!(writes(&w).len(), 2, "{text}");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_shop_has_deducted_is_not_given_back() {
    for engine in engines().await {
        let w = Inside::coupled(engine, master("partner")).await;
        looked(&w).await;
        let order = w.place(lamps()).await;
        w.reaches(&order, OrderState::Noticed).await;
        assert_eq!((w.shown("LAMP-01"), w.available("LAMP-01")), (23, 25), "ordered, not yet paid, so not handed over");
        w.control("extend/stock", json!({ "product": "LAMP-01", "warehouse": "MAIN", "delta": 5 })).await;
        w.wait("five more are shown, not seven", async || (w.shown("LAMP-01") == 28).then_some(())).await;
        w.deed(&order, "pay", json!({})).await;
        w.arrives(&order).await;
        assert_eq!(w.available("LAMP-01"), 28);
        w.control("extend/stock", json!({ "product": "LAMP-01", "warehouse": "MAIN", "delta": 1 })).await;
        w.wait("then both agree", async || (w.shown("LAMP-01") == 29).then_some(())).await;
        w.close().await;
    }
}

/// After an absence the shop may have orders that we don't know: stock waits until they are read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn orders_of_an_absence_are_read_before_stock_is_written() {
    for engine in engines().await {
        let w = Inside::coupled(engine, master("partner")).await;
        looked(&w).await;
        // What a start after an absence leaves: the look for orders is planned, and a hook of the warehouse comes first.
        let (shop, now) = (w.known().await.unwrap(), w.clock.now());
        let mut tx = w.db.begin().await.unwrap();
        jobs::mark(&mut tx, &shop.id, "", JobKind::CatchUp, "", now.plus_seconds(20), now).await.unwrap();
        schedule::orders_first(&mut tx, &shop.id, now).await.unwrap();
        tx.commit().await.unwrap();
        // The shop's hooks are lost.
        w.control("switches", json!({ "upgates.hook_window_ms": 3_600_000 })).await;
        let order = w.place(lamps()).await;
        w.control("extend/stock", json!({ "product": "LAMP-01", "warehouse": "MAIN", "delta": 5 })).await;
        w.wait("stock waits for the orders", async || {
            let all = jobs::list(&w.db, &shop.id).await.unwrap();
            let found = all.into_iter().find(|j| j.kind == "stock" && j.job_key == "LAMP-01");
            found.filter(|j| j.attempts == 0 && j.run_at > w.clock.now().0).map(drop)
        })
        .await;
        assert!(w.tracked(&order).await.is_none() && writes(&w).is_empty());
        w.pass(21).await;
        w.reaches(&order, OrderState::Noticed).await;
        w.wait("five more are shown, not seven", async || {
            w.pass(2).await;
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            (w.shown("LAMP-01") == 28).then_some(())
        })
        .await;
        assert_eq!(writes(&w).len(), 1);
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_read_first_is_not_written_last() {
    for engine in engines().await {
        let w = Inside::coupled(engine, master("partner")).await;
        looked(&w).await;
        let slow = json!({ "system": "upgates", "method": "PUT", "path_contains": "/products", "kind": "latency",
            "latency_ms": 1500, "times": 1 });
        w.fault(slow).await;
        w.control("extend/stock", json!({ "product": "LAMP-01", "warehouse": "MAIN", "delta": 1 })).await;
        w.wait("a first change is on its way", async || (w.faults_left() == 0).then_some(())).await;
        w.control("extend/hooks/mischief", json!({ "lose": 1000 })).await;
        w.control("extend/stock", json!({ "product": "LAMP-01", "warehouse": "MAIN", "delta": 3 })).await;
        // The look at everything, as after a change of the settings, would not wait for the one product.
        let (shop, now) = (w.known().await.unwrap(), w.ctx.now());
        let connection = connections::of_shop(&w.db, &shop.id).await.unwrap().remove(0).id;
        let mut tx = w.db.begin().await.unwrap();
        jobs::mark(&mut tx, &shop.id, connection.as_str(), JobKind::StockCatchUp, "all", now, now).await.unwrap();
        tx.commit().await.unwrap();
        w.ctx.wake.notify_one();
        w.wait("the last change is shown", async || (w.shown("LAMP-01") == 29).then_some(())).await;
        tokio::time::sleep(std::time::Duration::from_millis(2000)).await;
        assert_eq!(w.shown("LAMP-01"), 29, "{:#?}", writes(&w));
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stock_read_while_an_order_is_handed_over_is_read_once_more() {
    for engine in engines().await {
        let w = Inside::coupled(engine, master("partner")).await;
        looked(&w).await;
        let order = w.place(lamps()).await;
        w.reaches(&order, OrderState::Noticed).await;
        let late = json!({ "system": "extend", "path_contains": "/ProductAvailability", "kind": "late_answer",
            "latency_ms": 1500, "times": 1 });
        w.fault(late).await;
        w.control("extend/stock", json!({ "product": "LAMP-01", "warehouse": "MAIN", "delta": 1 })).await;
        w.wait("the stock is being read", async || (w.faults_left() == 0).then_some(())).await;
        // Nobody tells that the warehouse's stock sinks by this order.
        w.control("extend/hooks/mischief", json!({ "lose": 1000 })).await;
        w.deed(&order, "pay", json!({})).await;
        w.arrives(&order).await;
        assert_eq!(w.available("LAMP-01"), 24);
        w.done("stock", "LAMP-01").await;
        w.wait("both agree", async || (w.shown("LAMP-01") == 24).then_some(())).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn negative_stock_is_shown_as_none_and_one_warehouse_can_count_alone() {
    let w = Inside::coupled(sqlite(), |file| {
        file["stock"] =
            json!({ "master": "partner", "buffer": 0, "guard_rail": { "lower_percent": 100, "zero_count": 1000 } });
        file["options"]["warehouses"] = json!(["MAIN"]);
    })
    .await;
    let main = |code: &str| {
        let all = w.warehouse()["availability"].take();
        let row =
            all.as_array().unwrap().iter().find(|a| a["product"] == code && a["warehouse"] == "MAIN").unwrap().clone();
        crate::world::number(&row["available"])
    };
    w.wait("only the first hall counts", async || {
        (w.shown("LAMP-01") == main("LAMP-01") && main("LAMP-01") < 25).then_some(())
    })
    .await;
    let order = w.buy().await;
    w.arrives(&order).await;
    w.control("extend/stock", json!({ "product": "LAMP-01", "warehouse": "MAIN", "physical": 0 })).await;
    assert!(main("LAMP-01") < 0);
    w.wait("nothing is shown", async || (w.shown("LAMP-01") == 0).then_some(())).await;
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_or_a_ruling_shop_is_never_overwritten() {
    for word in ["report", "shop"] {
        let w = Inside::coupled(sqlite(), master(word)).await;
        if word == "report" {
            looked(&w).await;
        }
        w.control("extend/stock", json!({ "product": "LAMP-02", "warehouse": "BRNO", "delta": 7 })).await;
        let shop = w.known().await.unwrap();
        if word == "report" {
            w.wait("the difference is known", async || {
                (stock::agreement(&w.db, &shop.id, 0).await.unwrap().differing == 1).then_some(())
            })
            .await;
        }
        w.pass(3600).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        assert!(writes(&w).is_empty());
        assert_eq!(w.shown("LAMP-02"), 14);
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wider_guard_rail_ends_a_stop() {
    let buffer = |guard: Value| json!({ "master": "partner", "buffer": 3, "guard_rail": guard });
    let w = Inside::coupled(sqlite(), |file| file["stock"] = buffer(json!({}))).await;
    let shop = w.known().await.unwrap();
    let id = connections::of_shop(&w.db, &shop.id).await.unwrap().remove(0).id;
    w.wait("the update is stopped", async || stock::stopped(&w.db, &shop.id, id.as_str()).await.unwrap()).await;
    w.couple(|file| file["stock"] = buffer(json!({ "lower_percent": 100, "zero_count": 10_000 }))).await;
    for code in ["LAMP-01", "ZAR-E27-8"] {
        w.wait(&format!("{code} follows"), async || (w.shown(code) == (w.available(code) - 3).max(0)).then_some(()))
            .await;
    }
    assert!(stock::stopped(&w.db, &shop.id, id.as_str()).await.unwrap().is_none());
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_guard_rail_stops_a_landslide_until_somebody_decides() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |file| file["stock"] = json!({ "master": "partner", "buffer": 3 })).await;
        let shop = w.known().await.unwrap();
        let id = connections::of_shop(&w.db, &shop.id).await.unwrap().remove(0).id;
        let stop =
            w.wait("the update is stopped", async || stock::stopped(&w.db, &shop.id, id.as_str()).await.unwrap()).await;
        assert!(stop.changes.len() > 20 && stop.lowered > 20, "{} {}", stop.changes.len(), stop.lowered);
        assert!(writes(&w).is_empty());

        // What the stop does not hold goes on, and so does more of what it holds.
        let more = (w.available("LAMP-01") + 40, w.shown("LAMP-01"));
        assert!(more.0 > more.1 + 3, "{more:?}");
        w.control("extend/stock", json!({ "product": "LAMP-01", "warehouse": "MAIN", "delta": 40 })).await;
        w.wait("more of it is shown", async || (w.shown("LAMP-01") == w.available("LAMP-01") - 3).then_some(())).await;
        let held = stock::stopped(&w.db, &shop.id, id.as_str()).await.unwrap().unwrap();
        assert_eq!(held.changes.len(), stop.changes.len() - 1);
        assert!(held.changes.iter().all(|c| c.code != "LAMP-01"));

        coupling::release_guard(&w.ctx.desk, &shop.id, id.as_str(), true, Who::Shop).await.unwrap();
        for code in ["LAMP-01", "LAMP-03", "ZAR-E27-8", "LAMP-TUBA-CERNA"] {
            w.wait(&format!("{code} is shown less the buffer"), async || {
                (w.shown(code) == (w.available(code) - 3).max(0)).then_some(())
            })
            .await;
        }
        w.done("stock", "LAMP-01").await;
        assert!(stock::stopped(&w.db, &shop.id, id.as_str()).await.unwrap().is_none());
        assert!(writes(&w).len() <= 4, "written in batches, not one by one: {}", writes(&w).len());
        w.close().await;
    }
}

/// The warehouse moves pieces and tells nobody.
async fn silently(w: &Inside, product: &str, delta: i64) {
    w.control("extend/hooks/mischief", json!({ "lose": 1000 })).await;
    w.control("extend/stock", json!({ "product": product, "warehouse": "MAIN", "delta": delta })).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_variant_under_a_product_without_a_code_follows() {
    for engine in engines().await {
        let w = Inside::coupled(engine, master("partner")).await;
        looked(&w).await;
        w.control("upgates/svetlo/identity", json!({ "code": "LAMP-TUBA", "without_code": true })).await;
        for in_products in [false, true] {
            w.control("switches", json!({ "upgates.top_variants_in_products": in_products })).await;
            let before = w.available("LAMP-TUBA-BILA");
            w.control("extend/stock", json!({ "product": "LAMP-TUBA-BILA", "warehouse": "MAIN", "delta": 4 })).await;
            w.wait("the variant shows it", async || (w.shown("LAMP-TUBA-BILA") == before + 4).then_some(())).await;
            w.done("stock", "LAMP-TUBA-BILA").await;
            let last = writes(&w).pop().unwrap();
            assert_eq!(last, json!({ "variants": [{ "code": "LAMP-TUBA-BILA", "stock": before + 4 }] }));
        }
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stock_is_found_by_the_number_that_the_warehouse_knows() {
    for engine in engines().await {
        let w = Inside::start(engine).await;
        w.activate().await;
        let extend = w.sandbox.world().extend.clone();
        for (code, ean) in
            [("LAMP-01", "8591000000011"), ("LAMP-TUBA-BILA", "8592000000010"), ("LAMP-TUBA-CERNA", "8592000000010")]
        {
            w.control("upgates/svetlo/identity", json!({ "code": code, "ean": ean })).await;
            extend.add_product(ean, code, ean, &[("MAIN", 30), ("BRNO", 3)]);
        }
        w.couple(|file| {
            file["stock"] =
                json!({ "master": "partner", "buffer": 0, "guard_rail": { "lower_percent": 100, "zero_count": 1000 } });
            file["options"]["product_number"] = json!("ean");
        })
        .await;
        w.wait("the lamp shows what the warehouse has", async || (w.shown("LAMP-01") == 33).then_some(())).await;
        w.control("extend/stock", json!({ "product": "8591000000011", "warehouse": "MAIN", "delta": 2 })).await;
        w.wait("a hook by that number is followed", async || (w.shown("LAMP-01") == 35).then_some(())).await;
        let shop = w.known().await.unwrap();
        let found = w
            .wait("two of one EAN are told", async || {
                let all = spojka::store::findings::of_shop(&w.db, &shop.id).await.unwrap();
                all.into_iter().find(|c| c.code.word() == "SAME-NUMBER")
            })
            .await;
        let named = found.values["name"].as_str().unwrap().to_owned();
        assert!(
            named.contains("8592000000010") && named.contains("LAMP-TUBA-BILA") && named.contains("LAMP-TUBA-CERNA"),
            "{named}"
        );
        assert_eq!((w.shown("LAMP-TUBA-BILA"), w.shown("LAMP-TUBA-CERNA")), (33, 33), "each shows what there is");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_reading_is_told_and_tried_again() {
    for engine in engines().await {
        let w = Inside::coupled(engine, master("partner")).await;
        looked(&w).await;
        let shop = w.known().await.unwrap();
        for status in [400, 404] {
            let before = w.shown("LAMP-02");
            w.fault(
                json!({ "system": "extend", "method": "GET", "path_contains": "/ProductAvailability", "kind": "answer",
                "status": status, "body": "The user may not read balances.", "times": 2 }),
            )
            .await;
            w.control("extend/stock", json!({ "product": "LAMP-02", "warehouse": "BRNO", "delta": 3 })).await;
            if status == 400 {
                w.wait("the refusal is told", async || {
                    let all = spojka::store::findings::of_shop(&w.db, &shop.id).await.unwrap();
                    all.into_iter().find(|c| c.code.word() == "STOCK-REFUSED" && c.detail.contains("may not read"))
                })
                .await;
            }
            w.clear_faults();
            w.wait("it is read again and followed", async || {
                w.pass(1900).await;
                (w.shown("LAMP-02") == before + 3).then_some(())
            })
            .await;
            w.wait("nothing is left to tell", async || {
                spojka::store::findings::of_shop(&w.db, &shop.id).await.unwrap().is_empty().then_some(())
            })
            .await;
        }
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stock_written_before_an_order_was_known_is_looked_at_again() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |file| {
            master("partner")(file);
            file["orders"]["hold_minutes"] = json!(15);
        })
        .await;
        looked(&w).await;
        // The order's reading takes a while.
        w.fault(json!({ "system": "upgates", "method": "GET", "path_contains": "order_numbers", "kind": "latency", "latency_ms": 2500, "times": 1 })).await;
        let order = w.place(lamps()).await;
        w.control("extend/stock", json!({ "product": "LAMP-01", "warehouse": "MAIN", "delta": 5 })).await;
        w.wait("it is written without the order", async || (w.shown("LAMP-01") == 30).then_some(())).await;
        silently(&w, "LAMP-02", 0).await;
        w.reaches(&order, OrderState::Noticed).await;
        w.wait("the two that are ordered are left out", async || (w.shown("LAMP-01") == 28).then_some(())).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancellation_or_an_edit_that_comes_too_late_is_looked_at() {
    for engine in engines().await {
        let w = Inside::coupled(engine, master("partner")).await;
        looked(&w).await;
        let order = w.buy().await;
        w.arrives(&order).await;
        w.warehouse_does(&order, "reserve", json!({})).await;
        w.wait("packing is written", async || (w.order(&order)["status_id"] == 6).then_some(())).await;
        w.wait("both agree", async || (w.shown("LAMP-01") == 23).then_some(())).await;
        w.pass(10).await;
        w.deed(&order, "edit", json!({ "quantity": 6 })).await;
        w.waits_for(&order, "LATE-CHANGE").await;
        w.wait("the edit took nothing from the warehouse", async || (w.shown("LAMP-01") == 23).then_some(())).await;
        w.deed(&order, "cancel", json!({})).await;
        w.waits_for(&order, "LATE-CANCEL").await;
        w.wait("the cancellation gave nothing back", async || (w.shown("LAMP-01") == 23).then_some(())).await;
        w.deed(&order, "delete", json!({})).await;
        w.done_hooks().await;
        w.done("order", &order).await;
        w.wait("nor did the deletion", async || (w.shown("LAMP-01") == 23).then_some(())).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_is_compared_once_a_day() {
    for engine in engines().await {
        let w = Inside::coupled(engine, master("partner")).await;
        looked(&w).await;
        // Nobody tells of it, and the warehouse's own list of changes does not either.
        w.control("upgates/svetlo/stock", json!({ "code": "LAMP-03", "stock": 999 })).await;
        w.done_hooks().await;
        let right = w.available("LAMP-03");
        let mut passed = 0;
        w.wait("the shop is set right", async || {
            w.pass(3600).await;
            passed += 1;
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            (w.shown("LAMP-03") == right).then_some(())
        })
        .await;
        assert!(passed <= 30, "after {passed} hours");
        w.close().await;
    }
}
