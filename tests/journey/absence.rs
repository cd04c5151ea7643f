//! Nothing is destroyed on a doubtful answer: absence needs proof.
use serde_json::{Value, json};
use spojka::coupling;
use spojka::domain::order::OrderState;
use spojka::domain::step::StepKind;
use spojka::store::audit::Who;

use crate::inside::Inside;
use crate::world::{World, engines, lamps, sqlite};

/// Time passes, and the worker gets a moment under its lease.
async fn later(w: &Inside, seconds: i64) {
    w.pass(seconds).await;
    tokio::time::sleep(std::time::Duration::from_millis(250)).await;
}

/// An answer in the place of the right one, for ever.
fn answer(system: &str, method: &str, path: &str, status: u16, kind: &str, body: &str) -> Value {
    json!({ "system": system, "method": method, "path_contains": path, "kind": "answer", "status": status,
        "content_type": kind, "body": body })
}

fn reading(status: u16, kind: &str, body: &Value) -> Value {
    let text = body.as_str().map_or_else(|| body.to_string(), str::to_owned);
    answer("upgates", "GET", "/orders", status, kind, &text)
}

/// The envelope that says of itself what it says.
fn envelope(orders: &Value, here: usize, pages: usize, total: usize) -> Value {
    json!({ "orders": orders, "current_page": 1, "current_page_items": here, "number_of_pages": pages, "number_of_items": total })
}

fn alive(w: &World, order: &str) -> bool {
    w.there(order).iter().any(|o| o["orderHeader"]["orderStatus"] != "Annulled")
}

async fn times_read(w: &Inside, more: usize) {
    let reads = || w.calls("upgates", "GET", "/orders").len();
    let before = reads();
    w.wait("the shop was read again and again", async || {
        later(&w, 61).await;
        (reads() >= before + more).then_some(())
    })
    .await;
}

/// Every answer that lacks an order without proving anything, seen again and again for minutes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_doubtful_answer_of_the_shop_annuls_nothing() {
    let (json, html) = ("application/json", "text/html");
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let handed = w.buy().await;
        w.arrives(&handed).await;
        let waiting = w.place(lamps()).await;
        w.reaches(&waiting, OrderState::Noticed).await;
        let error =
            json!({ "messages": [{ "object": null, "property": null, "message": "Nenalezeno.", "level": "error" }] });
        let cases = [
            (404, html, json!("<html><h1>404 Not Found</h1></html>")),
            (404, json, error.clone()),
            (404, json, json!("")),
            (200, json, json!({})),
            (200, json, json!([])),
            (200, json, json!({ "orders": null })),
            (200, json, json!({ "orders": {} })),
            (200, json, json!({ "orders": [] })),
            (200, json, json!({ "products": [], "number_of_items": 0, "number_of_pages": 0 })),
            (200, json, error),
            (200, json, envelope(&json!([]), 0, 1, 2)),
            (200, json, envelope(&json!([]), 0, 2, 0)),
            (200, json, envelope(&json!([handed.as_str(), waiting.as_str()]), 2, 1, 2)),
            (200, json, envelope(&json!([{ "order_number": "X999" }]), 1, 1, 1)),
            (200, json, envelope(&json!([{ "order_number": "X999" }]), 1, 1, 2)),
            (200, html, json!("<html><h1>Maintenance</h1></html>")),
            (204, json, json!("")),
            (403, json, json!({ "messages": [{ "message": "Nedostatečná oprávnění.", "level": "error" }] })),
        ];
        for (status, kind, body) in cases {
            w.fault(reading(status, kind, &body)).await;
            for order in [&handed, &waiting] {
                w.deed(order, "edit", json!({ "internal_note": "spěchá" })).await;
            }
            times_read(&w, 3).await;
            let case = format!("{status} {kind} {body}");
            assert_eq!(w.tracked(&handed).await.unwrap().state, OrderState::HandedOver, "{case}");
            assert_eq!(w.tracked(&waiting).await.unwrap().state, OrderState::Noticed, "{case}");
            assert!(alive(&w, &handed), "{case}");
            w.clear_faults();
            w.wait("all is read", async || {
                later(&w, 600).await;
                (!w.jobs().await.iter().any(|j| j.0 == "order")).then_some(())
            })
            .await;
        }
        // The second page of an answer that has two is missing.
        let mut second = reading(404, json, &json!({}));
        second["query_contains"] = json!("page=2");
        w.fault(second).await;
        let first = envelope(&json!([{ "order_number": "X1" }]), 1, 2, 101);
        w.fault(reading(200, json, &first)).await;
        w.deed(&handed, "edit", json!({ "internal_note": "spěchá moc" })).await;
        times_read(&w, 4).await;
        assert!(alive(&w, &handed) && w.tracked(&handed).await.unwrap().state == OrderState::HandedOver);
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_is_missing_without_a_word_is_looked_for_twice() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        w.control("switches", json!({ "upgates.delete_fires": false })).await;
        let order = w.buy().await;
        w.arrives(&order).await;
        w.deed(&order, "delete", json!({})).await;
        w.control("upgates/svetlo/hooks", json!({ "event": "Orders.update", "order_numbers": [order] })).await;
        w.done_hooks().await;
        w.wait("it was missed once", async || {
            w.jobs().await.iter().any(|j| j.0 == "order" && j.3.starts_with('0')).then_some(())
        })
        .await;
        assert!(alive(&w, &order), "one answer is no proof");
        later(&w, 30).await;
        assert!(alive(&w, &order));
        w.pass(35).await;
        assert_eq!(w.reaches(&order, OrderState::Cancelled).await.rule, "deleted");
        assert!(!alive(&w, &order));
        w.close().await;
    }
}

/// More than five at once: nothing happens before the merchant said so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_that_vanish_at_once_wait_for_the_merchant() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let mut orders = Vec::new();
        for _ in 0..7 {
            orders.push(w.buy().await);
        }
        for order in &orders {
            w.arrives(order).await;
        }
        w.done_hooks().await;
        w.control("switches", json!({ "upgates.hook_window_ms": 1500 })).await;
        for order in &orders {
            w.deed(order, "delete", json!({})).await;
        }
        for order in &orders {
            w.waits_for(order, "SHOP-GONE").await;
        }
        w.pass(900).await;
        w.done("order", &orders[0]).await;
        assert!(orders.iter().all(|order| alive(&w, order)), "none of them was annulled");
        // One is said by its own button, the rest by the button of all.
        let row = w.tracked(&orders[0]).await.unwrap();
        coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), None, Who::Shop).await.unwrap();
        w.ctx.wake.notify_one();
        w.reaches(&orders[0], OrderState::Cancelled).await;
        assert_eq!(w.cause(&orders[1]).await, Some("SHOP-GONE"));
        assert_eq!(coupling::retry_cause(&w.ctx.desk, &row.shop, "SHOP-GONE:", Who::Shop).await.unwrap(), 6);
        w.ctx.wake.notify_one();
        for order in &orders {
            w.reaches(order, OrderState::Cancelled).await;
            assert!(!alive(&w, order));
        }
        w.close().await;
    }
}

/// Deleted while nobody knows whether the warehouse took it: it is asked about as often as any unclear hand-over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_deleted_during_an_unclear_hand_over_does_not_stay_at_the_warehouse() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let lists = |times: u32| {
            let mut fault = answer("extend", "GET", "/CustomerOrders", 200, "application/json", "[]");
            fault["times"] = json!(times);
            fault
        };
        w.fault(json!({ "system": "extend", "method": "POST", "path_contains": "/CustomerOrders", "kind": "reply_lost", "times": 1 })).await;
        // The look before the creation, and one after it: the warehouse shows new orders late.
        w.fault(lists(2)).await;
        let order = w.buy().await;
        w.reaches(&order, OrderState::Sending).await;
        w.deed(&order, "delete", json!({})).await;
        w.wait("it is annulled", async || {
            later(&w, 10).await;
            w.tracked(&order).await.filter(|row| row.state == OrderState::Cancelled)
        })
        .await;
        assert_eq!((w.there(&order).len(), alive(&w, &order)), (1, false));
        w.close().await;
    }
}

/// The annulment is done and its answer lost; before the next try the shop wants the order again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_restored_during_an_unclear_annulment_goes_anew() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let order = w.buy().await;
        let first = w.arrives(&order).await.partner_number;
        w.fault(json!({ "system": "extend", "method": "DELETE", "path_contains": "/CustomerOrders", "kind": "reply_lost", "times": 1 })).await;
        w.deed(&order, "cancel", json!({})).await;
        w.wait("it was annulled, and nobody knows", async || (!alive(&w, &order)).then_some(())).await;
        w.deed(&order, "renew", json!({})).await;
        w.deed(&order, "status", json!({ "status_id": 5 })).await;
        w.wait("it is at the warehouse anew", async || {
            later(&w, 10).await;
            alive(&w, &order).then_some(())
        })
        .await;
        let row = w.arrives(&order).await;
        assert_ne!(row.partner_number, first);
        assert_eq!(row.cause.map(|c| c.code.word()), None, "nobody reads that the warehouse cancelled it");
        assert_eq!((w.there(&order).len(), w.told(&order, StepKind::Annulled).await), (2, 0));
        w.close().await;
    }
}

/// What Extend's web server says while it starts is nothing about an order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_doubtful_404_of_the_warehouse_cancels_nothing() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |file| {
            file["progress"]["impossible"] = json!({ "status_id": 2, "mail": true });
        })
        .await;
        let order = w.buy().await;
        w.arrives(&order).await;
        let mails = w.mails(&order);
        let there = format!("/CustomerOrders/{}", w.number_there(&order));
        for (kind, body) in [
            ("text/html", "<html><h1>404 - Not Found</h1></html>"),
            ("application/json", r#"{"Message":"No HTTP resource was found that matches the request URI."}"#),
            ("text/plain", ""),
            // The right form, but the list has the order.
            ("text/plain", "Order was not found."),
        ] {
            let mut fault = answer("extend", "GET", &there, 404, kind, body);
            fault["times"] = json!(2);
            w.fault(fault).await;
            let shop = w.known().await.unwrap();
            let connection = spojka::store::connections::of_shop(&w.db, &shop.id).await.unwrap().remove(0);
            let now = w.ctx.now();
            let mut tx = w.db.begin().await.unwrap();
            let number = w.number_there(&order);
            let kind_of = spojka::domain::job::JobKind::Progress;
            spojka::store::jobs::mark(&mut tx, &shop.id, connection.id.as_str(), kind_of, &number, now, now)
                .await
                .unwrap();
            tx.commit().await.unwrap();
            w.wait(&format!("{kind} {body}: the order is read well again"), async || {
                later(&w, 61).await;
                (w.faults_left() == 0 && !w.jobs().await.iter().any(|j| j.0 == "progress")).then_some(())
            })
            .await;
            let row = w.tracked(&order).await.unwrap();
            assert_eq!((row.state, row.milestone), (OrderState::HandedOver, None), "{kind} {body}");
            assert!(alive(&w, &order) && w.mails(&order) == mails, "{kind} {body}");
        }
        w.close().await;
    }
}

/// A list that is answered 404 after a lost reply makes no second living order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_without_the_documented_form_makes_no_second_order() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    for (status, kind, body) in [
        (404, "text/html", "<html>Not Found</html>"),
        (404, "text/plain", "Not found."),
        (200, "application/json", "{}"),
        (200, "application/json", "null"),
        (200, "application/json", r#"{"customerOrderList":null}"#),
        (200, "text/html", "<html>Maintenance</html>"),
    ] {
        w.fault(json!({ "system": "extend", "method": "POST", "path_contains": "/CustomerOrders", "kind": "reply_lost", "times": 1 })).await;
        let order = w.buy().await;
        w.reaches(&order, OrderState::Sending).await;
        let mut lists = answer("extend", "GET", "/CustomerOrders", status, kind, body);
        lists["times"] = json!(4);
        w.fault(lists).await;
        w.wait(&format!("{status} {body}: {order} arrives"), async || {
            later(&w, 20).await;
            w.tracked(&order).await.filter(|row| row.state == OrderState::HandedOver && w.faults_left() == 0)
        })
        .await;
        assert_eq!(w.there(&order).len(), 1, "{status} {body}");
    }
    assert_eq!(w.warehouse()["duplicates"], json!({}));
    w.close().await;
}
