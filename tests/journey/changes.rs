//! An order that changes after it was handed over.
use serde_json::{Value, json};
use spojka::coupling;
use spojka::domain::order::{OrderState, Wish};
use spojka::domain::step::StepKind;
use spojka::store::audit::Who;

use crate::inside::Inside;
use crate::world::{World, engines, number, sqlite};

fn lamps_there(w: &World, order: &str) -> i64 {
    let there = w.there(order);
    let alive: Vec<&Value> = there.iter().filter(|o| o["orderHeader"]["orderStatus"] != "Annulled").collect();
    let rows = alive[0]["orderRows"].as_array().unwrap().clone();
    let lamps = rows.iter().filter(|r| r["product"]["productNumber"] == "LAMP-01" && r["rowOperation"] == "Active");
    lamps.map(|r| number(&r["salesData"]["quantity"])).sum()
}

fn status_there(w: &World, order: &str) -> Vec<String> {
    w.there(order).iter().map(|o| o["orderHeader"]["orderStatus"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edited_order_is_sent_on_until_the_warehouse_begins() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let order = w.buy().await;
        w.arrives(&order).await;
        w.deed(&order, "edit", json!({ "quantity": 5, "customer": { "street_invoice": "Nová 1" } })).await;
        w.wait("the warehouse knows the change", async || (lamps_there(&w, &order) == 5).then_some(())).await;
        let to = w.there(&order)[0]["orderHeader"]["deliveryAddress"]["address1"].clone();
        assert_eq!(to, "Nová 1");
        w.wait("the story tells it", async || (w.told(&order, StepKind::ChangeSent).await == 1).then_some(())).await;

        w.warehouse_does(&order, "reserve", json!({})).await;
        // Later than our own write of the status, of which the edit would else look like an echo for a while.
        w.wait("packing is written", async || (w.order(&order)["status_id"] == 6).then_some(())).await;
        w.done("write_back", &order).await;
        w.pass(10).await;
        w.deed(&order, "edit", json!({ "quantity": 1 })).await;
        w.wait("the story tells that it is too late", async || {
            (w.told(&order, StepKind::ChangeLocked).await == 1).then_some(())
        })
        .await;
        assert_eq!(lamps_there(&w, &order), 5);
        w.deed(&order, "edit", json!({ "internal_note": "jen pro nás" })).await;
        w.done_hooks().await;
        w.pass(61).await;
        w.done("order", &order).await;
        assert_eq!(w.told(&order, StepKind::ChangeLocked).await, 1, "a note of the staff is no change");
        assert_eq!(w.cause(&order).await, Some("LATE-CHANGE"), "somebody must settle it with the warehouse");
        let shop = w.known().await.unwrap().id;
        assert_eq!(coupling::retry_cause(&w.ctx.desk, &shop, "LATE-CHANGE:", Who::Shop).await.unwrap(), 1);
        assert_eq!(w.cause(&order).await, None);
        w.deed(&order, "edit", json!({ "quantity": 2 })).await;
        w.waits_for(&order, "LATE-CHANGE").await;
        assert_eq!(coupling::retry_cause(&w.ctx.desk, &shop, "LATE-CHANGE:", Who::Shop).await.unwrap(), 1);
        w.deed(&order, "cancel", json!({})).await;
        w.waits_for(&order, "LATE-CANCEL").await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancelled_order_is_annulled_and_a_restored_one_goes_anew() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let order = w.buy().await;
        let first = w.arrives(&order).await.partner_number;
        w.deed(&order, "cancel", json!({})).await;
        let row = w.reaches(&order, OrderState::Cancelled).await;
        assert_eq!((row.rule.as_str(), status_there(&w, &order)), ("canceled", vec!["Annulled".to_owned()]));
        w.deed(&order, "renew", json!({})).await;
        w.reaches(&order, OrderState::Noticed).await;
        w.deed(&order, "status", json!({ "status_id": 5 })).await;
        let row = w.arrives(&order).await;
        assert_ne!(row.partner_number, first);
        assert_eq!(w.there(&order).len(), 2, "the annulled one and the new one");
        w.warehouse_does(&order, "pick", json!({ "packages": ["P9"] })).await;
        w.wait("the restored order comes back, too", async || (w.order(&order)["status_id"] == 7).then_some(())).await;
        assert_eq!(w.order(&order)["tracking_code"], "P9");
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancellation_that_comes_too_late_is_shown() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let order = w.buy().await;
    w.arrives(&order).await;
    w.warehouse_does(&order, "reserve", json!({})).await;
    // A cancellation before our own status is written would be overwritten by it: the API knows no condition.
    w.wait("packing is written", async || (w.order(&order)["status_id"] == 6).then_some(())).await;
    w.done_hooks().await;
    w.deed(&order, "cancel", json!({})).await;
    w.waits_for(&order, "LATE-CANCEL").await;
    assert_eq!(status_there(&w, &order), ["Reserved"]);
    assert_eq!(w.told(&order, StepKind::CancelLate).await, 1);

    // Settled with the warehouse; what happens to the order later says so once more only when the shop had wanted it again.
    let shop = w.known().await.unwrap().id;
    let id = w.tracked(&order).await.unwrap().id.0;
    coupling::press(&w.ctx.desk, &shop, &id, Some(Wish::Settled), Who::Shop).await.unwrap();
    assert_eq!(w.cause(&order).await, None);
    let again = coupling::press(&w.ctx.desk, &shop, &id, Some(Wish::Settled), Who::Shop).await;
    assert!(matches!(again, Err(coupling::DeskError::NotNow(_))), "there is nothing to settle");
    w.deed(&order, "edit", json!({ "internal_note": "domluveno" })).await;
    w.done_hooks().await;
    w.pass(61).await;
    w.done("order", &order).await;
    assert_eq!((w.cause(&order).await, w.told(&order, StepKind::CancelLate).await), (None, 1));
    w.deed(&order, "renew", json!({})).await;
    w.wait("it is wanted again", async || w.tracked(&order).await.filter(|row| row.wish.is_none())).await;
    w.deed(&order, "cancel", json!({})).await;
    w.waits_for(&order, "LATE-CANCEL").await;
    w.deed(&order, "renew", json!({})).await;
    w.wait("a restored order is fine", async || w.cause(&order).await.is_none().then_some(())).await;
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deleted_order_is_annulled() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let order = w.buy().await;
    w.arrives(&order).await;
    w.deed(&order, "delete", json!({})).await;
    assert_eq!(w.reaches(&order, OrderState::Cancelled).await.rule, "deleted");
    assert_eq!(status_there(&w, &order), ["Annulled"]);
    let waiting = w.place(crate::world::lamps()).await;
    w.reaches(&waiting, OrderState::Noticed).await;
    w.deed(&waiting, "delete", json!({})).await;
    assert_eq!(w.reaches(&waiting, OrderState::LeftOut).await.rule, "deleted");
    w.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_cancelled_by_hand_stays_cancelled() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    let order = w.buy().await;
    let row = w.arrives(&order).await;
    coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), Some(Wish::Cancel), Who::Shop).await.unwrap();
    assert_eq!(w.reaches(&order, OrderState::Cancelled).await.rule, "by-hand");
    w.deed(&order, "edit", json!({ "internal_note": "storno u skladu" })).await;
    w.wait("the edit was read", async || w.jobs().await.iter().all(|j| j.0 != "order").then_some(())).await;
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    w.done("order", &order).await;
    assert_eq!(status_there(&w, &order), ["Annulled"], "an edit doesn't send it anew");
    assert_eq!(w.tracked(&order).await.unwrap().state, OrderState::Cancelled);
    w.close().await;
}

/// The hand-over's answer was lost, and before the question about it the customer changed the order.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_during_an_unclear_hand_over_is_sent_on() {
    let w = Inside::coupled(sqlite(), |_| {}).await;
    w.fault(json!({ "system": "extend", "method": "POST", "path_contains": "/CustomerOrders", "kind": "reply_lost", "times": 1 })).await;
    // The change itself is refused once by the warehouse's own trouble.
    w.fault(json!({ "system": "extend", "method": "PUT", "path_contains": "/CustomerOrders", "kind": "server_error", "times": 1 })).await;
    let order = w.buy().await;
    w.reaches(&order, OrderState::Sending).await;
    w.deed(&order, "edit", json!({ "quantity": 4 })).await;
    w.wait("the warehouse has it", async || (!w.there(&order).is_empty()).then_some(())).await;
    w.wait("the warehouse knows the change", async || {
        w.pass(10).await;
        (lamps_there(&w, &order) == 4).then_some(())
    })
    .await;
    w.arrives(&order).await;
    assert_eq!(w.there(&order).len(), 1);
    w.close().await;
}

/// Two lamps and three bulbs, handed over.
async fn two_lines(w: &Inside) -> String {
    let mut wish = crate::world::lamps();
    wish["products"] = json!([["LAMP-01", 2], ["ZAR-E27-4", 3]]);
    let order = w.place(wish).await;
    w.deed(&order, "pay", json!({})).await;
    w.arrives(&order).await;
    order
}

/// Product, status and quantity of the goods there.
fn goods_there(w: &World, order: &str) -> Vec<(String, String, i64)> {
    let rows = w.there(order).pop().unwrap()["orderRows"].as_array().unwrap().clone();
    let goods = rows.iter().filter(|r| r["supplyMode"] == "Warehouse");
    goods
        .map(|r| {
            let text = |v: &Value| v.as_str().unwrap().to_owned();
            (text(&r["product"]["productNumber"]), text(&r["orderRowStatus"]), number(&r["salesData"]["quantity"]))
        })
        .collect()
}

async fn change_is_told(w: &Inside, order: &str, times: usize) {
    w.wait("the change was sent", async || (w.told(order, StepKind::ChangeSent).await == times).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_warehouse_changed_stays() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let order = two_lines(&w).await;
        w.warehouse_does(&order, "by-hand", json!({ "position": 10, "quantity": 1 })).await;
        w.warehouse_does(&order, "by-hand", json!({ "position": 20, "quantity": 0 })).await;
        let row = |product: &str, status: &str, n: i64| (product.to_owned(), status.to_owned(), n);
        let left = vec![row("LAMP-01", "Incoming", 1), row("ZAR-E27-4", "Annulled", 3)];
        assert_eq!(goods_there(&w, &order), left);
        w.deed(&order, "edit", json!({ "customer": { "phone": "+420602000111" } })).await;
        change_is_told(&w, &order, 1).await;
        assert_eq!(goods_there(&w, &order), left, "a mended phone takes nothing back");
        assert_eq!(w.there(&order)[0]["orderHeader"]["delieryPhoneNumber"], "+420602000111");

        // Both changed the same: the merchant is asked, and may choose.
        w.deed(&order, "edit", json!({ "quantity": 5 })).await;
        let asked = w.waits_for(&order, "BOTH-CHANGED").await;
        assert_eq!(asked.cause.unwrap().values["name"], json!(["LAMP-01"]));
        assert_eq!((goods_there(&w, &order), w.told(&order, StepKind::ChangeSent).await), (left, 1));
        coupling::press(&w.ctx.desk, &asked.shop, asked.id.as_str(), Some(Wish::TakeShop), Who::Shop).await.unwrap();
        w.wait("the shop's order stands", async || (lamps_there(&w, &order) == 5).then_some(())).await;
        w.wait("nothing is left to decide", async || w.cause(&order).await.is_none().then_some(())).await;
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_emptied_in_the_shop_is_emptied_there() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        let mut wish = crate::world::lamps();
        wish["customer"]["company_yn"] = json!(true);
        wish["customer"]["company"] = json!("Lampa s.r.o.");
        let order = w.place(wish).await;
        w.deed(&order, "pay", json!({})).await;
        w.arrives(&order).await;
        let header = |w: &Inside| w.there(&order)[0]["orderHeader"].clone();
        assert_eq!(
            (&header(&w)["deliveryAddress"]["name1"], &header(&w)["yourReference"]),
            (&json!("Lampa s.r.o."), &json!("Eva Nováková"))
        );
        let person = json!({ "company_yn": "0", "company": "", "phone": "", "email": "" });
        w.deed(&order, "edit", json!({ "customer": person })).await;
        change_is_told(&w, &order, 1).await;
        let now = header(&w);
        let empty = |v: &Value| v.is_null() || v == "";
        assert_eq!(now["deliveryAddress"]["name1"], "Eva Nováková");
        for field in [
            &now["deliveryAddress"]["name2"],
            &now["yourReference"],
            &now["delieryPhoneNumber"],
            &now["advisePhoneNumber"],
            &now["deliveryEmail"],
            &now["invoiceEmail"],
        ] {
            assert!(empty(field), "{now:#}");
        }

        // What the warehouse is not told is no change.
        w.deed(&order, "edit", json!({ "customer": { "code": "C00999" } })).await;
        w.done_hooks().await;
        w.pass(61).await;
        w.done("order", &order).await;
        assert_eq!(w.told(&order, StepKind::ChangeSent).await, 1);
        w.close().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_is_judged_by_the_order_and_not_by_its_words() {
    for engine in engines().await {
        let w = Inside::coupled(engine, |_| {}).await;
        for (words, code) in [
            ("Product LAMP-01 is no longer active.", "ITEM-CODE"),
            ("Customer WEB: prices are reserved for another customer group.", "REFUSED"),
        ] {
            let order = w.buy().await;
            w.arrives(&order).await;
            w.fault(json!({ "system": "extend", "method": "PUT", "path_contains": "/CustomerOrders", "kind": "answer", "status": 400, "body": words, "times": 1 })).await;
            w.deed(&order, "edit", json!({ "quantity": 4 })).await;
            let row = w.waits_for(&order, code).await;
            assert!(row.cause.unwrap().detail.contains(words), "the warehouse's own words are shown");
            assert_eq!(w.told(&order, StepKind::ChangeLocked).await, 0);
            coupling::press(&w.ctx.desk, &row.shop, row.id.as_str(), None, Who::Shop).await.unwrap();
            w.wait("mended, it is tried again", async || (lamps_there(&w, &order) == 4).then_some(())).await;
        }
        w.close().await;
    }
}
